// Walks a .log file past damage, for those who look at it and do not repair it: every batch, whether its CRC matches or
// not, and the stretches between them that are no batches. What a batch is, and where one may begin again behind bytes
// that are none, is decided by the functions of recovery (segment-scan.ts, torn-tail.ts).
//
//   | batch | batch, bad CRC | batch | ????????? | batch | bat
//     intact  not intact       intact  bad bytes   intact  bad bytes up to the end
//
// Takes any file: memory holds one chunk, or one batch if that is larger, and no batch is larger than the file.
import { messageOf } from '../base/errors.ts';
import type { File } from '../base/file-system.ts';
import { MIB } from '../base/units.ts';
import {
  type BatchHeader,
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  lastOffsetAt,
  readBatchHeader,
} from '../protocol/record-batch.ts';
import { batchProblem, FileWindow, headerProblem } from './segment-scan.ts';
import { findValidBatch } from './torn-tail.ts';

export interface WalkedBatch {
  kind: 'batch';
  position: number;
  bytes: number;
  header: BatchHeader;
  /** The whole batch; valid until the next step. */
  batch: Buffer;
  /** Why it is not intact; undefined when its CRC matches. */
  problem: string | undefined;
}

export interface BadBytes {
  kind: 'bad-bytes';
  position: number;
  bytes: number;
  problem: string;
  /** Whether a whole batch of a later offset follows. */
  isFollowed: boolean;
}

export interface WalkOptions {
  /** The file is looked at up to here, whatever is appended meanwhile. */
  fileBytes: number;
  /** Of the segment, by its name. */
  baseOffset: number;
}

export async function* walkSegment(
  file: File,
  { fileBytes, baseOffset }: WalkOptions,
): AsyncGenerator<WalkedBatch | BadBytes, void, undefined> {
  const window = new FileWindow(file, fileBytes);
  const ahead = new FileWindow(file, fileBytes);
  let offsetExpected = baseOffset;
  for (let position = 0; position < fileBytes; ) {
    const found = await batchAt(window, position, fileBytes);
    const isKept =
      typeof found !== 'string' &&
      (found.problem === undefined || (await endsAtBatch(ahead, found, fileBytes)));
    if (isKept) {
      offsetExpected = found.header.baseOffset + found.header.lastOffsetDelta + 1;
      position += found.bytes;
      yield found;
      continue;
    }
    const problem = typeof found === 'string' ? found : (found.problem as string);
    const bad = {
      position,
      fileBytes,
      offsetExpected,
      candidateBytesMax: candidateBytesMax(fileBytes),
    };
    const next = await findValidBatch(file, bad);
    const bytes = (next ?? fileBytes) - position;
    yield { kind: 'bad-bytes', position, bytes, problem, isFollowed: next !== undefined };
    position += bytes;
  }
}

/**
 * How much of what only looks like batches is read behind bad bytes. Chance makes next to none of it; bytes that were made to
 * look so would take hours.
 */
export function candidateBytesMax(fileBytes: number): number {
  return 256 * MIB + 2 * fileBytes;
}

/** The batch at `position`, intact or not; or why there is none. */
async function batchAt(
  window: FileWindow,
  position: number,
  fileBytes: number,
): Promise<WalkedBatch | string> {
  const prefix = await window.at(position, batchHeaderBytes);
  const problem = headerProblem(prefix, fileBytes - position, undefined);
  if (problem !== undefined) return problem;
  const bytes = batchBytesAt(prefix, 0);
  const batch = (await window.at(position, bytes)).subarray(0, bytes);
  try {
    const header = readBatchHeader(batch);
    return { kind: 'batch', position, bytes, header, batch, problem: batchProblem(batch) };
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Whether the length of a batch whose CRC does not match can be believed: something that looks like the next batch
 * stands behind it, or the file ends there.
 */
async function endsAtBatch(
  window: FileWindow,
  { position, bytes, batch }: WalkedBatch,
  fileBytes: number,
): Promise<boolean> {
  const end = position + bytes;
  if (end === fileBytes) return true;
  const lastOffset = lastOffsetAt(batch, 0);
  const next = await window.at(end, batchHeaderBytes);
  return (
    headerProblem(next, fileBytes - end, undefined) === undefined &&
    baseOffsetAt(next, 0) > lastOffset
  );
}
