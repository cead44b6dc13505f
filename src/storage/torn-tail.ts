// Tells a torn tail from damage [LOG-6]. A crash can leave behind only what was not synced yet: the end of the last
// segment, cut short or with pages that never reached the disk, which then read as zeros:
//
//   | batch | batch | batch | first half of a ba            torn: nothing valid follows
//   | batch | batch | batch | 000000 | batch | batch |      torn: the pages of one write reach the disk in any order
//   | batch | batch | bXtch | batch | batch |               damage: bytes changed, and what follows was written later
//
// Damage is never cut: it would turn one flipped bit into the loss of everything behind it.
import type { File } from '../base/file-system.ts';
import { INT32_MAX } from '../base/units.ts';
import { writeInt64 } from '../protocol/int64.ts';
import {
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  batchMagic,
  batchMagicEnd,
  lastOffsetAt,
} from '../protocol/record-batch.ts';
import { batchProblem, FileWindow, headerProblem, scanChunkBytes } from './segment-scan.ts';

/** The smallest unit that a disk writes in one piece. */
const sectorBytes = 512;

export interface BadBatch {
  position: number;
  /** Size of the file. */
  fileBytes: number;
  /** Base offset that a good batch would have here. */
  offsetExpected: number;
  /** Offsets from here on are of no interest: the next segment has them. */
  offsetEnd?: number | undefined;
  /** The search gives up after reading so much of what only looks like batches; none by default, for recovery must know. */
  candidateBytesMax?: number;
}

/** Where the batch starts that shows that `bad` is damage; undefined when it is a torn tail. */
export async function findProofOfDamage(file: File, bad: BadBatch): Promise<number | undefined> {
  const valid = await findValidBatch(file, bad);
  if (valid === undefined) return undefined;
  return (await isTornBefore(file, bad, valid)) ? undefined : valid;
}

/** Whether a crash can explain `bad`, although a whole batch stands at `valid`. */
export function isTornBefore(file: File, bad: BadBatch, valid: number): Promise<boolean> {
  return hasLostSector(file, bad, valid);
}

/** The first place after the bad batch's start at which a whole batch of a later offset stands. */
export async function findValidBatch(file: File, bad: BadBatch): Promise<number | undefined> {
  const window = new FileWindow(file, bad.fileBytes);
  const bodies = new FileWindow(file, bad.fileBytes);
  let candidateBytesLeft = bad.candidateBytesMax ?? Number.POSITIVE_INFINITY;
  let position = bad.position + 1;
  while (position + batchHeaderBytes <= bad.fileBytes) {
    const buffer = await window.at(position, batchHeaderBytes);
    const headersEnd = Math.min(buffer.length - batchHeaderBytes, scanChunkBytes);
    for (let i = 0; i <= headersEnd; i++) {
      // No offset reaches its highest byte, and most garbage does.
      if (buffer[i + batchMagicEnd - 1] !== batchMagic || buffer[i] !== 0) continue;
      const available = bad.fileBytes - position - i;
      if (!isPlausible(buffer.subarray(i, i + batchHeaderBytes), available, bad)) continue;
      const bytes = batchBytesAt(buffer, i);
      candidateBytesLeft -= bytes;
      if (candidateBytesLeft < 0) return undefined;
      const batch = await bodies.at(position + i, bytes);
      if (batchProblem(batch.subarray(0, bytes)) === undefined) return position + i;
    }
    position += headersEnd + 1;
  }
  return undefined;
}

function isPlausible(
  header: Buffer,
  available: number,
  { offsetExpected, offsetEnd }: BadBatch,
): boolean {
  if (headerProblem(header, available, undefined) !== undefined) return false;
  const baseOffset = baseOffsetAt(header, 0);
  if (offsetEnd !== undefined && lastOffsetAt(header, 0) >= offsetEnd) return false;
  const count = lastOffsetAt(header, 0) - baseOffset + 1;
  return (
    baseOffset >= offsetExpected &&
    baseOffset - offsetExpected <= INT32_MAX &&
    // Fewer where compaction has been.
    header.readInt32BE(batchHeaderBytes - 4) <= count
  );
}

/** Whether a sector between the bad batch's start and `end` reads as zeros where a written one could not. */
async function hasLostSector(file: File, bad: BadBatch, end: number): Promise<boolean> {
  // A lost sector may reach into the batch at `end`, whose first bytes are zeros anyway.
  const window = new FileWindow(file, bad.fileBytes);
  // What must stand at the start of the batch and cannot be zero: some byte of its base offset, and the magic byte.
  const mustHave = Buffer.alloc(batchMagicEnd);
  writeInt64(mustHave, bad.offsetExpected, 0);
  mustHave[batchMagicEnd - 1] = batchMagic;
  for (let from = bad.position; from < end; ) {
    const to = from - (from % sectorBytes) + sectorBytes;
    if (to > bad.fileBytes) return false;
    const sector = (await window.at(from, to - from)).subarray(0, to - from);
    const isWholeOrTelling = to - from === sectorBytes || !isZero(mustHave.subarray(0, to - from));
    if (isWholeOrTelling && isZero(sector)) return true;
    from = to;
  }
  return false;
}

function isZero(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
