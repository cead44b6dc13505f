// Opens the files of a log. What it does depends on how the log was left:
//
//   stopped in order   the marker of the last stop says where it ended: only the end of the last segment is looked at
//   anything else      every segment that has anything at or above the recovery checkpoint is scanned in full: CRC, lengths,
//                      and offsets without a gap, within and between segments [LOG-6]; both indexes are built anew from
//                      that [LOG-7]. Inside a segment gaps are legal below the offset that the cleaner's
//                      checkpoint gives (cleaner-checkpoint.ts)
//
// A bad batch in the last segment, above the checkpoint, that a crash can explain is a torn tail (torn-tail.ts): the file is
// cut there, and the cut bytes are first written to a file beside it. The log is suspect then: what was cut may have been
// held once. Any other bad batch is damage: nothing is changed, the log does not open.
//
// What is found above the checkpoint is written again in place and synced before it is served: after a failed sync the page
// cache shows bytes that are not on the disk, and a sync alone would not bring them there. A crash at any step of recovery
// leaves files that recovery handles the same way again.
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { DirectoryEntry, FileSystem, IoPriority } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { MIB } from '../base/units.ts';
import {
  batchHeaderBytes,
  lastOffsetAt,
  maxTimestampAt,
  readBatchHeader,
} from '../protocol/record-batch.ts';
import {
  cutFileName,
  parseSegmentFileName,
  segmentFileName,
  segmentSuffixes,
} from './file-names.ts';
import { readHeaderSums, writeHeaderSums } from './header-sum-files.ts';
import { HeaderSums } from './header-sums.ts';
import type { IndexCache } from './index-cache.ts';
import type { OpenFiles } from './open-files.ts';
import { endBefore, type Gap, isReported } from './quarantine.ts';
import type { ScanVisitor } from './scan-visitor.ts';
import { loadIndexFiles, replaceIndexFiles, Segment, usingFile } from './segment.ts';
import { SegmentIndexes } from './segment-indexes.ts';
import { batchBytesMax, type ScanResult, scanBatches } from './segment-scan.ts';
import { LogDamagedError, logLostError } from './storage-errors.ts';
import { findProofOfDamage } from './torn-tail.ts';

export interface LoaderParts {
  directory: string;
  fileSystem: FileSystem;
  files: OpenFiles;
  indexCache: IndexCache;
  clock: Clock;
  logger: Logger;
  priority: IoPriority;
  indexIntervalBytes: number;
  durability: 'sync' | 'async';
  /** Everything below was synced once; undefined when nothing is known. */
  recoveryOffset?: number | undefined;
  /** What earlier damage has taken out of the log (quarantine.ts). */
  gaps: readonly Gap[];
  /** Is told of every batch that recovery scans. */
  visitor: ScanVisitor;
  /** Compaction may have left gaps between offsets below this [LOG-10]; 0 for a log that never was compacted. */
  holesBelow: number;
  /** As it was kept; a log without files that starts where it was known to end has lost nothing. */
  startOffset: number;
}

/** Where a log ended when it was stopped in order. */
export interface CleanEnd {
  endOffset: number;
  /** Of the last segment. */
  segmentBytes: number;
}

export interface LoadedLog {
  /** By base offset; the last one is active and has its indexes in memory. Empty for a log with no files yet. */
  segments: Segment[];
  /** Whether all segments were scanned. */
  wasRecovered: boolean;
  /** Bytes that recovery cut as a torn tail. */
  cutBytes: number;
  /** Why the end of the log may lack what this replica once held. */
  suspicion?: string;
}

/**
 * With `sync` one group at most is in flight, and before it nothing can be torn: a group is no larger than this, or one
 * batch. With `async` anything since the last flush may be.
 */
const inFlightBytesMax = Math.max(limits.appendGroupBytesMax, batchBytesMax);

/** A scan says how far it is after every so much time. */
const progressIntervalMs = 2_000;

export async function loadLog(parts: LoaderParts, clean: CleanEnd | undefined): Promise<LoadedLog> {
  const entries = await parts.fileSystem.list(parts.directory);
  const baseOffsets = segmentOffsets(entries, segmentSuffixes.log);
  if (baseOffsets.length === 0) {
    const heldEnd = Math.max(parts.recoveryOffset ?? 0, clean?.endOffset ?? 0);
    if (heldEnd > parts.startOffset) {
      throw logLostError(parts.directory, `it ended at ${heldEnd}, and has no .log files now`);
    }
    await removeStrayIndexes(parts, entries, []);
    // Who made the directory may have been killed before its names were durable.
    await parts.fileSystem.syncDirectory(parts.directory);
    return { segments: [], wasRecovered: false, cutBytes: 0 };
  }
  if (clean !== undefined) {
    const segments = await openClean(parts, baseOffsets, clean);
    if (segments !== undefined) return { segments, wasRecovered: false, cutBytes: 0 };
    parts.logger.warn(clean, 'the log does not end where it was stopped: all of it is scanned');
  }
  return new Recovery(parts).run(entries, baseOffsets);
}

/** Builds the indexes of one segment from its file. Throws LogDamagedError at a bad batch. */
export async function rebuildIndexes(
  files: OpenFiles,
  segment: Segment,
  { indexIntervalBytes, holesBelow }: { indexIntervalBytes: number; holesBelow: number },
): Promise<SegmentIndexes> {
  const indexes = new SegmentIndexes();
  const result = await usingFile(files.use({ path: segment.logPath }), ({ file }) =>
    scanBatches(
      file,
      {
        from: 0,
        to: segment.bytes,
        offsetExpected: segment.baseOffset,
        holesBelow,
        checkCrc: true,
      },
      addTo(indexes, segment.baseOffset, indexIntervalBytes),
    ),
  );
  if (result.problem !== undefined) throw damaged(segment, result);
  return indexes;
}

function addTo(indexes: SegmentIndexes, baseOffset: number, indexIntervalBytes: number) {
  return (batch: Buffer, position: number, bytes: number) => {
    const relativeLastOffset = lastOffsetAt(batch, 0) - baseOffset;
    const maxTimestamp = maxTimestampAt(batch, 0);
    indexes.add({ relativeLastOffset, maxTimestamp, position, bytes }, indexIntervalBytes);
  };
}

/** `searchFrom`: no batch before it is taken for an intact one. */
function damaged(
  { logPath: path, baseOffset, bytes: fileBytes }: Segment,
  { position, endOffset: offset = baseOffset, problem = 'a bad batch' }: ScanResult,
  searchFrom = position + 1,
): LogDamagedError {
  const damage = { baseOffset, fileBytes, position, offset, searchFrom, problem };
  return new LogDamagedError({ path, position }, problem, damage);
}

function segmentOffsets(entries: DirectoryEntry[], suffix: string): number[] {
  return entries
    .map((entry) => parseSegmentFileName(entry.name, suffix))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => a - b);
}

/** A crash while segments are removed or made can leave an index without its log. */
async function removeStrayIndexes(
  { directory, fileSystem }: LoaderParts,
  entries: DirectoryEntry[],
  baseOffsets: number[],
): Promise<void> {
  const present = new Set(baseOffsets);
  for (const suffix of Object.values(segmentSuffixes)) {
    for (const offset of segmentOffsets(entries, suffix)) {
      if (present.has(offset)) continue;
      await fileSystem.remove(join(directory, segmentFileName(offset, suffix)));
    }
  }
}

/** One after the other would wait for a turn of the event loop each time; all at once would keep other reads waiting. */
const statsAtOnce = 64;

/** The segments, each empty in time and offsets, with the size of its file; an absent file has none. */
async function segmentsOnDisk(
  { directory, fileSystem }: LoaderParts,
  baseOffsets: readonly number[],
): Promise<Segment[]> {
  const segments = baseOffsets.map(
    (baseOffset) =>
      new Segment(directory, { baseOffset, bytes: 0, endOffset: baseOffset, createdMs: 0 }),
  );
  for (let i = 0; i < segments.length; i += statsAtOnce) {
    const some = segments.slice(i, i + statsAtOnce);
    const stats = await Promise.all(some.map(({ logPath }) => fileSystem.stat(logPath)));
    for (const [j, segment] of some.entries()) segment.bytes = stats[j]?.bytes ?? 0;
  }
  return segments;
}

/** The segments of a log that was stopped in order; undefined when it does not look like that. */
async function openClean(
  parts: LoaderParts,
  baseOffsets: number[],
  clean: CleanEnd,
): Promise<Segment[] | undefined> {
  const segments = await segmentsOnDisk(parts, baseOffsets);
  for (const [i, segment] of segments.entries()) {
    const { baseOffset } = segment;
    const nextOffset = baseOffsets[i + 1];
    const endOffset =
      nextOffset === undefined ? clean.endOffset : endBefore(parts.gaps, baseOffset, nextOffset);
    if (endOffset < baseOffset) return undefined;
    segment.endOffset = endOffset;
  }
  const active = segments.at(-1) as Segment;
  if (active.bytes !== clean.segmentBytes) return undefined;
  const indexes = await loadIndexFiles(parts.files, active);
  if (indexes === undefined || !(await endsAsSaid(parts, active, indexes))) return undefined;
  active.activeIndexes = indexes;
  active.activeSums = await readHeaderSums(parts.files, active);
  active.markIndexesSaved();
  active.createdMs = await createdMsOf(parts, active);
  return segments;
}

/** Whether the batches after the last index entry end at the segment's end, and the time index knows them. */
async function endsAsSaid(
  parts: LoaderParts,
  active: Segment,
  indexes: SegmentIndexes,
): Promise<boolean> {
  const from = indexes.offsets.lookup(active.endOffset - active.baseOffset);
  let maxTimestamp = -1;
  const result = await usingFile(parts.files.use({ path: active.logPath }), ({ file }) =>
    scanBatches(
      file,
      {
        from,
        to: active.bytes,
        offsetExpected: from === 0 ? active.baseOffset : undefined,
        holesBelow: parts.holesBelow,
        checkCrc: false,
      },
      (batch) => {
        maxTimestamp = Math.max(maxTimestamp, maxTimestampAt(batch, 0));
      },
    ),
  );
  const endOffset = result.endOffset ?? active.baseOffset;
  return (
    result.problem === undefined &&
    endOffset === active.endOffset &&
    maxTimestamp <= indexes.maxTimestamp
  );
}

/**
 * From when on the age of the active segment counts: the largest timestamp of its first batch, as Kafka has it, when
 * that is no time to come.
 */
async function createdMsOf(parts: LoaderParts, active: Segment): Promise<number> {
  let createdMs = parts.clock.wallMs();
  await usingFile(parts.files.use({ path: active.logPath }), async ({ file }) => {
    const header = Buffer.alloc(batchHeaderBytes);
    if ((await file.read(header, 0)) < header.length) return;
    const timestamp = maxTimestampAt(header, 0);
    if (timestamp >= 0 && timestamp < createdMs) createdMs = timestamp;
  });
  return createdMs;
}

class Recovery {
  readonly #parts: LoaderParts;
  #bytesTotal = 0;
  #bytesDone = 0;
  #lastProgressMs: number;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#lastProgressMs = parts.clock.monotonicMs();
  }

  async run(entries: DirectoryEntry[], baseOffsets: number[]): Promise<LoadedLog> {
    const { directory, fileSystem, logger } = this.#parts;
    const segments = await segmentsOnDisk(this.#parts, baseOffsets);
    for (const { bytes } of segments) this.#bytesTotal += bytes;
    let cutBytes = 0;
    const firstScanned = this.#firstScanned(baseOffsets);
    for (const [i, segment] of segments.entries()) {
      if (i < firstScanned) {
        const nextOffset = baseOffsets[i + 1] as number;
        segment.endOffset = endBefore(this.#parts.gaps, segment.baseOffset, nextOffset);
        this.#bytesTotal -= segment.bytes;
        continue;
      }
      const before = segments[i - 1];
      if (before !== undefined) this.#checkFollows(before, segment);
      cutBytes += await this.#recoverSegment(segment, i === segments.length - 1);
    }
    await removeStrayIndexes(this.#parts, entries, baseOffsets);
    await fileSystem.syncDirectory(directory);
    const active = segments.at(-1) as Segment;
    active.createdMs = await createdMsOf(this.#parts, active);
    logger.info(
      { bytes: this.#bytesTotal, cutBytes, endOffset: active.endOffset },
      'log recovered',
    );
    return { segments, wasRecovered: true, cutBytes, ...this.#suspicion(active, cutBytes) };
  }

  #checkFollows(before: Segment, { baseOffset }: Segment): void {
    const { logPath: path, bytes: position, endOffset } = before;
    if (endOffset === baseOffset || isReported(this.#parts.gaps, endOffset, baseOffset)) return;
    const problem = `it ends at offset ${endOffset}, and the next file begins at ${baseOffset}`;
    // Two files for the same offsets: which one is true is for people to say.
    if (endOffset > baseOffset) throw new LogDamagedError({ path, position }, problem);
    throw damaged(before, { position, endOffset, problem });
  }

  /** The segment that has the checkpoint's offset: the earlier ones were synced in full. */
  #firstScanned(baseOffsets: readonly number[]): number {
    const { recoveryOffset = 0 } = this.#parts;
    return Math.max(
      0,
      baseOffsets.findLastIndex((baseOffset) => baseOffset <= recoveryOffset),
    );
  }

  #suspicion(active: Segment, cutBytes: number): { suspicion?: string } {
    if (cutBytes > 0) {
      return { suspicion: `${cutBytes} bytes were cut at its end, offset ${active.endOffset}` };
    }
    if (this.#parts.durability === 'sync' || active.endOffset === 0) return {};
    return { suspicion: 'it has durability async, and was not stopped in order' };
  }

  /** Returns how many bytes were cut. */
  async #recoverSegment(segment: Segment, isLast: boolean): Promise<number> {
    const { files, indexIntervalBytes, indexCache, priority, holesBelow } = this.#parts;
    const { recoveryOffset = 0 } = this.#parts;
    const indexes = new SegmentIndexes();
    const sums = new HeaderSums();
    const add = addTo(indexes, segment.baseOffset, indexIntervalBytes);
    /** Where the first batch starts that is not known to be durable. */
    let unsyncedFrom: number | undefined;
    const result = await usingFile(files.use({ path: segment.logPath }), ({ file }) =>
      scanBatches(
        file,
        {
          from: 0,
          to: segment.bytes,
          offsetExpected: segment.baseOffset,
          holesBelow,
          checkCrc: true,
        },
        (batch, position, bytes) => {
          add(batch, position, bytes);
          sums.add(batch, bytes);
          if (lastOffsetAt(batch, 0) >= recoveryOffset) unsyncedFrom ??= position;
          this.#parts.visitor.batch(readBatchHeader(batch), position);
          this.#reportProgress(bytes);
        },
      ),
    );
    const cutBytes = segment.bytes - result.position;
    if (result.problem !== undefined) {
      if (!isLast) throw damaged(segment, result);
      await this.#cutTornTail(segment, result);
    }
    segment.endOffset = result.endOffset ?? segment.baseOffset;
    segment.bytes = result.position;
    if (isLast && segment.endOffset < recoveryOffset) {
      const problem = `it ends at offset ${segment.endOffset}, but everything below ${recoveryOffset} was durable`;
      throw damaged(segment, { ...result, problem });
    }
    await this.#writeAgain(segment, unsyncedFrom ?? segment.bytes);
    if (isLast) {
      segment.activeIndexes = indexes;
      segment.activeSums = sums;
    } else {
      await this.#compareSums(segment, sums);
      indexes.finish();
      indexCache.put(segment, indexes);
    }
    await replaceIndexFiles(files, segment, indexes, priority);
    if (isLast) segment.markIndexesSaved();
    return cutBytes;
  }

  /** A closed segment: what the batches' own CRCs leave out is as it was when it was closed, or was never summed. */
  async #compareSums(segment: Segment, sums: HeaderSums): Promise<void> {
    const { files, holesBelow } = this.#parts;
    const saved = await readHeaderSums(files, segment);
    if (saved === undefined) {
      await writeHeaderSums(files, segment, sums);
      return;
    }
    const run = sums.firstDifference(saved);
    if (run === undefined) return;
    const { start: position, end: searchFrom } = run;
    const range = { from: 0, to: position, offsetExpected: segment.baseOffset, holesBelow };
    const { endOffset } = await usingFile(files.use({ path: segment.logPath }), ({ file }) =>
      scanBatches(file, { ...range, checkCrc: false }, () => {}),
    );
    const problem = `batch headers up to byte ${searchFrom} are not what their sum says`;
    throw damaged(segment, { position, endOffset, problem }, searchFrom);
  }

  /** Makes durable what the file shows from `from` on, whether the page cache thinks that it is or not. */
  async #writeAgain({ logPath, bytes: end }: Segment, from: number): Promise<void> {
    const { files, priority } = this.#parts;
    await usingFile(files.use({ path: logPath, writePriority: priority }), async ({ file }) => {
      for (let position = from; position < end; position += MIB) {
        const chunk = Buffer.allocUnsafe(Math.min(MIB, end - position));
        const bytes = await file.read(chunk, position);
        await file.write([chunk.subarray(0, bytes)], position);
      }
      await file.sync();
    });
  }

  async #cutTornTail(segment: Segment, result: ScanResult): Promise<void> {
    const { files, priority, logger, durability, recoveryOffset = 0 } = this.#parts;
    const bad = {
      position: result.position,
      fileBytes: segment.bytes,
      offsetExpected: result.endOffset ?? segment.baseOffset,
    };
    if (bad.offsetExpected < recoveryOffset) {
      const problem = `${result.problem}; but everything below offset ${recoveryOffset} was durable`;
      throw damaged(segment, { ...result, problem });
    }
    if (durability === 'sync' && segment.bytes - result.position > inFlightBytesMax) {
      const problem = `${result.problem}; but no more than ${inFlightBytesMax} bytes at the end can be torn`;
      throw damaged(segment, { ...result, problem });
    }
    const proof = await usingFile(files.use({ path: segment.logPath }), ({ file }) =>
      findProofOfDamage(file, bad),
    );
    if (proof !== undefined) {
      const { position } = result;
      const problem = `${result.problem}; but a good batch follows at byte ${proof}`;
      throw damaged(segment, { ...result, position, problem });
    }
    const cutPath = await this.#keepCutBytes(segment, result.position);
    await usingFile(files.use({ path: segment.logPath, writePriority: priority }), ({ file }) =>
      file.truncate(result.position),
    );
    logger.warn(
      {
        file: segment.logPath,
        position: result.position,
        bytes: segment.bytes - result.position,
        problem: result.problem,
        keptIn: cutPath,
      },
      'torn tail cut',
    );
  }

  /** Copies the end of the file to one beside it, durably, before it is cut. */
  async #keepCutBytes(segment: Segment, from: number): Promise<string> {
    const { directory, fileSystem, files, priority } = this.#parts;
    const logName = segmentFileName(segment.baseOffset, segmentSuffixes.log);
    let attempt = 0;
    let cutPath = join(directory, cutFileName(logName, from, attempt));
    while ((await fileSystem.stat(cutPath)) !== undefined) {
      attempt += 1;
      cutPath = join(directory, cutFileName(logName, from, attempt));
    }
    await usingFile(files.use({ path: segment.logPath }), (source) =>
      usingFile(
        files.use({ path: cutPath, writePriority: priority, create: true }),
        async (target) => {
          for (let position = from; position < segment.bytes; position += MIB) {
            const chunk = Buffer.allocUnsafe(Math.min(MIB, segment.bytes - position));
            const bytes = await source.file.read(chunk, position);
            await target.file.write([chunk.subarray(0, bytes)], position - from);
          }
          await target.file.sync();
        },
      ),
    );
    await fileSystem.syncDirectory(directory);
    files.forget(cutPath);
    return cutPath;
  }

  #reportProgress(bytes: number): void {
    this.#bytesDone += bytes;
    const nowMs = this.#parts.clock.monotonicMs();
    if (nowMs - this.#lastProgressMs < progressIntervalMs) return;
    this.#lastProgressMs = nowMs;
    const { logger, directory } = this.#parts;
    const progress = { directory, bytesDone: this.#bytesDone, bytesTotal: this.#bytesTotal };
    logger.info(progress, 'log recovery goes on');
  }
}
