// What a replica does about damage when there is no other to fetch from [LOG-6]: it takes the damaged bytes out of the log,
// keeps them beside it, writes down what is missing, and serves the rest.
//
//   00000042.log   | batch | batch | b~~~~ | batch | batch |        the log as found
//
//   00000042.log   | batch | batch |                                what is intact before the damage
//   00000042.log.917.damaged       | b~~~~ |                        what was there
//   00000058.log                           | batch | batch |        what is intact behind it
//   damage-report                  offsets 50 to 58, the file, the place, what was wrong
//
// The order is: the copy of the bad bytes, the new segment, the report, each durable before the next; only then is the damaged
// file cut, or moved aside when nothing before the damage is left of it. A crash at any step leaves a log in which recovery
// finds the same damage, or none any more. A gap between two segments is no damage any more once it is reported. An offset in
// a reported gap is answered with DamagedRangeError, which says where the log goes on.
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import type { File, FileSystem } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import { MIB } from '../base/units.ts';
import { baseOffsetAt, batchHeaderBytes } from '../protocol/record-batch.ts';
import {
  damagedFileName,
  damageReportFileName,
  parseSegmentFileName,
  segmentFileName,
  segmentSuffixes,
} from './file-names.ts';
import type { OpenFiles } from './open-files.ts';
import { readState, writeState } from './state-file.ts';
import { type Damage, LogDamagedError } from './storage-errors.ts';
import { findValidBatch } from './torn-tail.ts';

/** Offsets that the log had and has no more. */
export interface Gap {
  startOffset: number;
  endOffset: number;
  /** The file in which the damage was, by its name then. */
  file: string;
  /** Where in that file. */
  position: number;
  problem: string;
  /** The file beside the log that has the damaged bytes; undefined when there were none. */
  keptIn?: string | undefined;
}

export interface QuarantineParts {
  directory: string;
  fileSystem: FileSystem;
  logger: Logger;
}

/** The reported gaps, by offset. A damaged report is told and counts as none: then the log is damaged where they were. */
export async function readGaps({
  directory,
  fileSystem,
  logger,
}: QuarantineParts): Promise<readonly Gap[]> {
  const path = join(directory, damageReportFileName);
  try {
    const state = await readState(fileSystem, path);
    if (state === undefined) return [];
    const { gaps } = { gaps: undefined, ...state } as { gaps: unknown };
    assert(Array.isArray(gaps), 'a damage report lists gaps');
    return gaps as Gap[];
  } catch (error) {
    if (codeOf(error) === 'STATE_FORMAT_UNKNOWN') throw error;
    logger.error({ path, error: messageOf(error) }, 'bad damage report: passed over');
    return [];
  }
}

/** Whether a segment that begins at `nextOffset` may follow one that ends at `endOffset`, for the gap between is reported. */
export function isReported(gaps: readonly Gap[], endOffset: number, nextOffset: number): boolean {
  return gaps.some((gap) => gap.startOffset <= endOffset && gap.endOffset >= nextOffset);
}

/** Where a closed segment ends, of which the next one's base offset is known. */
export function endBefore(gaps: readonly Gap[], baseOffset: number, nextOffset: number): number {
  const gap = gaps.find((one) => one.endOffset === nextOffset && one.startOffset >= baseOffset);
  return gap?.startOffset ?? nextOffset;
}

/** Takes one damaged place out of the log. `durableEndOffset`: everything below was durable once. */
export async function quarantine(
  parts: QuarantineParts,
  damage: Damage,
  durableEndOffset: number,
): Promise<void> {
  const { directory, fileSystem, logger } = parts;
  const fileName = segmentFileName(damage.baseOffset, segmentSuffixes.log);
  const path = join(directory, fileName);
  const nextBase = await nextBaseOffset(parts, damage.baseOffset);
  const intact = await findIntact(fileSystem, path, damage, nextBase);
  const endOffset = intact?.offset ?? nextBase ?? Math.max(damage.offset, durableEndOffset);
  const damagedEnd = intact?.position ?? damage.fileBytes;
  const hasBytes = damagedEnd > damage.position;
  const keptIn = hasBytes
    ? await nameForDamaged(parts, fileName, { from: damage.position, to: damagedEnd })
    : undefined;
  const { offset: startOffset, position, problem } = damage;
  const gap: Gap = { startOffset, endOffset, file: fileName, position, problem, keptIn };
  if (keptIn !== undefined) {
    await copyDurably(parts, fileName, { from: position, to: damagedEnd, name: keptIn });
  }
  const isReplaced = endOffset === damage.baseOffset;
  if (intact !== undefined && !isReplaced) await startSegment(parts, fileName, intact, damage);
  if (intact === undefined && nextBase === undefined && !isReplaced) {
    // The log ended here. It goes on where nothing that was durable is given out again.
    await copyDurably(parts, fileName, { from: 0, to: 0, name: logNameOf(endOffset) });
  }
  if (endOffset > startOffset) await report(parts, gap);
  if (isReplaced) {
    assert(intact !== undefined, 'only a batch with the first offset takes the place of the file');
    await replaceFile(parts, fileName, intact, damage);
  } else if (position === 0) {
    await fileSystem.remove(path);
    await fileSystem.syncDirectory(directory);
  } else if (damage.fileBytes > position) {
    await truncateDurably(fileSystem, path, position);
  }
  logger.error({ ...gap, directory }, 'damage was taken out of the log: these offsets are gone');
}

/** Loads a log, and takes damage out of it until it can be loaded. `durableEndOffset` as for quarantine. */
export async function loadIntact<T>(
  parts: QuarantineParts & { files: OpenFiles },
  durableEndOffset: number,
  load: (gaps: readonly Gap[]) => Promise<T>,
): Promise<T> {
  for (let last: Damage | undefined; ; ) {
    try {
      return await load(await readGaps(parts));
    } catch (error) {
      const damage = error instanceof LogDamagedError ? error.damage : undefined;
      // What is found in the same place once more is nothing that can be taken out.
      const isAgain =
        last?.baseOffset === damage?.baseOffset && last?.position === damage?.position;
      if (damage === undefined || isAgain) throw error;
      parts.files.forgetDirectory(parts.directory);
      await quarantine(parts, damage, durableEndOffset);
      last = damage;
    }
  }
}

interface Intact {
  position: number;
  offset: number;
}

/** A name that is free, or has as many bytes already: from a try that a crash ended. */
async function nameForDamaged(
  { directory, fileSystem }: QuarantineParts,
  fileName: string,
  { from, to }: { from: number; to: number },
): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const name = damagedFileName(fileName, from, attempt);
    const stat = await fileSystem.stat(join(directory, name));
    if (stat === undefined || stat.bytes === to - from) return name;
  }
}

function logNameOf(baseOffset: number): string {
  return segmentFileName(baseOffset, segmentSuffixes.log);
}

async function nextBaseOffset(
  { fileSystem, directory }: QuarantineParts,
  baseOffset: number,
): Promise<number | undefined> {
  const bases = (await fileSystem.list(directory))
    .map(({ name }) => parseSegmentFileName(name, segmentSuffixes.log))
    .filter((offset) => offset !== undefined && offset > baseOffset) as number[];
  return bases.length === 0 ? undefined : Math.min(...bases);
}

/** The first intact batch behind the damage that no later segment has. */
async function findIntact(
  fileSystem: FileSystem,
  path: string,
  damage: Damage,
  nextBase: number | undefined,
): Promise<Intact | undefined> {
  const { fileBytes, offset, searchFrom } = damage;
  if (searchFrom >= fileBytes) return undefined;
  return withFile(fileSystem, path, false, async (file) => {
    const bad = { position: searchFrom - 1, fileBytes, offsetExpected: offset };
    const position = await findValidBatch(file, { ...bad, offsetEnd: nextBase });
    if (position === undefined) return undefined;
    const header = Buffer.alloc(batchHeaderBytes);
    await file.read(header, position);
    return { position, offset: baseOffsetAt(header, 0) };
  });
}

async function startSegment(
  parts: QuarantineParts,
  fileName: string,
  intact: Intact,
  damage: Damage,
): Promise<void> {
  const name = logNameOf(intact.offset);
  await copyDurably(parts, fileName, { from: intact.position, to: damage.fileBytes, name });
}

async function replaceFile(
  parts: QuarantineParts,
  fileName: string,
  intact: Intact,
  damage: Damage,
): Promise<void> {
  const range = { from: intact.position, to: damage.fileBytes };
  await copyDurably(parts, fileName, { ...range, name: fileName });
}

/** Copies a part of a file of this directory to another one, which appears under its name when it is durable. */
async function copyDurably(
  { directory, fileSystem }: QuarantineParts,
  source: string,
  { from, to, name }: { from: number; to: number; name: string },
): Promise<void> {
  const path = join(directory, name);
  // An earlier try that a crash ended kept more of the file already, or the same.
  if (name !== source && (await fileSystem.stat(path)) !== undefined) return;
  const temporary = `${path}.tmp`;
  await withFile(fileSystem, join(directory, source), false, (input) =>
    withFile(fileSystem, temporary, true, async (output) => {
      await output.truncate(0);
      for (let position = from; position < to; position += MIB) {
        const chunk = Buffer.allocUnsafe(Math.min(MIB, to - position));
        const bytes = await input.read(chunk, position);
        await output.write([chunk.subarray(0, bytes)], position - from);
      }
      await output.sync();
    }),
  );
  await fileSystem.rename(temporary, path);
  await fileSystem.syncDirectory(directory);
}

async function report(parts: QuarantineParts, gap: Gap): Promise<void> {
  const { directory, fileSystem } = parts;
  const others = (await readGaps(parts)).filter(
    ({ startOffset }) => startOffset !== gap.startOffset,
  );
  const gaps = [...others, gap].sort((a, b) => a.startOffset - b.startOffset);
  await writeState(fileSystem, join(directory, damageReportFileName), { gaps });
}

async function truncateDurably(fileSystem: FileSystem, path: string, bytes: number): Promise<void> {
  await withFile(fileSystem, path, true, async (file) => {
    await file.truncate(bytes);
    await file.sync();
  });
}

async function withFile<T>(
  fileSystem: FileSystem,
  path: string,
  writable: boolean,
  work: (file: File) => Promise<T>,
): Promise<T> {
  const options = writable ? ({ writable, create: true, priority: 'append' } as const) : {};
  const file = await fileSystem.open(path, options);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
