// Compaction of one log [LOG-10]: of each key only the last record stays, at its offset. In passes:
//
//   | segment | segment | segment | segment | active |
//   0         ^ cleanedBelow      ^ cleanable end: not the last segment with batches, nor above the high watermark,
//   |  clean  |       dirty       |               nor a segment with a record younger than min.compaction.lag.ms
//
//   1  the keys of the dirty part go into a map with their last offsets, until it is full (key-offsets.ts)
//   2  all segments up to there are written anew without the records that the map has a later offset for, small
//      neighbours together into one, and each takes the place of the old ones (compaction-swap.ts)
//   3  the checkpoint says how far that was; while the map could not hold all keys, another pass follows
//
// A tombstone, a record without a value, stays for delete.retention.ms after the pass that first found it the last of its
// key, so that slow readers see it; that time is kept in its batch (batch-rewrite.ts). A batch that loses nothing is copied
// byte for byte. One that loses all is dropped, unless it is the last one of its producer, or would be the last one of its
// segment: then it stays, empty, so that the producer's sequence, and where the segment ends, can be told from the log.
// Records without a key, from before the topic was compacted, stay.
//
// A crash costs the time of a pass: the checkpoint that says where gaps may be is durable before the first gap.
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { deleteHorizonOf, emptyBatch, rewriteBatch } from '../protocol/batch-rewrite.ts';
import { codecOf, decompress } from '../protocol/compression.ts';
import {
  attributeBits,
  type BatchHeader,
  batchHeaderBytes,
  readBatchHeader,
} from '../protocol/record-batch.ts';
import { type RecordPlace, walkRecords } from '../protocol/records.ts';
import { CleanedSegment } from './cleaned-segment.ts';
import type { CompactionProgress } from './cleaner-checkpoint.ts';
import type { CompactionPace } from './compaction-pace.ts';
import { KeyOffsets } from './key-offsets.ts';
import type { LogConfig } from './log-config.ts';
import type { OpenFiles } from './open-files.ts';
import type { Segment } from './segment.ts';
import { walkBatches } from './segment-batches.ts';
import type { SegmentIndexes } from './segment-indexes.ts';
import type { SpaceGuard } from './space-guard.ts';

export interface CompactorParts {
  directory: string;
  fileSystem: FileSystem;
  files: OpenFiles;
  clock: Clock;
  logger: Logger;
  state: CompactionProgress;
  segments: readonly Segment[];
  config: () => Readonly<LogConfig>;
  segmentPositionMax: number;
  /** Tells when the disk is nearly full. */
  space?: SpaceGuard | undefined;
  /** Of the newest batch of a producer whose sequence is remembered. */
  lastOffsetOfProducer: (producerId: number) => number | undefined;
  indexesOf: (segment: Segment) => Promise<SegmentIndexes>;
  /** Puts `cleaned` in the place of `old`, which are neighbours; returns false when they are not there any more. */
  replace: (old: readonly Segment[], cleaned: CleanedSegment) => Promise<boolean>;
}

export interface CompactOptions {
  /** Nothing above it is touched. */
  highWatermark: number;
  /** Memory for the keys of one pass. */
  bufferBytes: number;
  pace: CompactionPace;
  /** Ends the work between two batches. */
  signal: AbortSignal;
}

/** What a call did; bytes of .log files. */
export interface CompactionReport {
  passes: number;
  bytesRead: number;
  bytesWritten: number;
  recordsRemoved: number;
  segmentsBefore: number;
  segmentsAfter: number;
  /** Memory of the largest key map. */
  bufferBytes: number;
}

/** What compaction could do now. */
export interface Cleanable {
  segments: Segment[];
  /** Where it would end. */
  endOffset: number;
  cleanBytes: number;
  dirtyBytes: number;
}

/** How many segments become one at most: all their files are held open while they are replaced. */
const mergedSegmentsMax = 64;

interface Group {
  old: Segment[];
  cleaned: CleanedSegment;
  isChanged: boolean;
  /** Stands for the batches that were dropped since the last one that was kept. */
  trailer: Buffer | undefined;
}

interface Pass {
  keys: KeyOffsets;
  /** All keys below it are in the map. */
  endOffset: number;
  nowMs: number;
  deleteRetentionMs: number;
  pace: CompactionPace;
  signal: AbortSignal;
  report: CompactionReport;
}

export class Compactor {
  readonly #parts: CompactorParts;

  constructor(parts: CompactorParts) {
    this.#parts = parts;
  }

  async cleanable(highWatermark: number): Promise<Cleanable> {
    const { segments, state, config, clock, indexesOf } = this.#parts;
    const lastWithBatches = segments.findLastIndex((segment) => segment.bytes > 0);
    const young = clock.wallMs() - config().compactionLagMsMin;
    const found: Cleanable = { segments: [], endOffset: 0, cleanBytes: 0, dirtyBytes: 0 };
    for (const segment of segments.slice(0, Math.max(0, lastWithBatches))) {
      if (segment.endOffset > highWatermark) break;
      const isDirty = segment.endOffset > state.cleanedBelow;
      if (isDirty && config().compactionLagMsMin > 0) {
        if ((await indexesOf(segment)).maxTimestamp > young) break;
      }
      found.segments.push(segment);
      found.endOffset = segment.endOffset;
      if (isDirty) found.dirtyBytes += segment.bytes;
      else found.cleanBytes += segment.bytes;
    }
    return found;
  }

  /** Cleans all that is cleanable now, in as many passes as the memory for keys makes necessary. */
  async run(options: CompactOptions): Promise<CompactionReport> {
    const { state } = this.#parts;
    const report = emptyReport();
    for (;;) {
      const { segments, endOffset } = await this.cleanable(options.highWatermark);
      if (endOffset <= state.cleanedBelow) return report;
      report.segmentsBefore ||= segments.length;
      const cleanedBelow = await this.#pass(segments, endOffset, options, report);
      if (cleanedBelow === undefined) return report;
      assert(cleanedBelow > state.cleanedBelow, 'every pass gets further');
      await state.change({ cleanedBelow });
      report.segmentsAfter = (await this.cleanable(options.highWatermark)).segments.length;
    }
  }

  /** Returns how far it cleaned, or undefined when the segments were changed under it. */
  async #pass(
    segments: readonly Segment[],
    endOffset: number,
    { bufferBytes, pace, signal }: CompactOptions,
    report: CompactionReport,
  ): Promise<number | undefined> {
    const { state, clock, config } = this.#parts;
    const keysExpected = endOffset - state.cleanedBelow;
    const pass: Pass = {
      keys: new KeyOffsets({ keysExpected, bytesMax: bufferBytes }),
      endOffset,
      nowMs: clock.wallMs(),
      deleteRetentionMs: config().deleteRetentionMs,
      pace,
      signal,
      report,
    };
    report.passes += 1;
    report.bufferBytes = Math.max(report.bufferBytes, pass.keys.memoryBytes);
    await this.#collectKeys(segments, pass);
    if (state.holesBelow < pass.endOffset) {
      await state.change({ holesBelow: pass.endOffset });
    }
    const isDone = await this.#rewrite(
      segments.filter((segment) => segment.baseOffset < pass.endOffset),
      pass,
    );
    return isDone ? pass.endOffset : undefined;
  }

  /** Fills the map from the dirty part; lowers the end of the pass to where it is full. */
  async #collectKeys(segments: readonly Segment[], pass: Pass): Promise<void> {
    const { cleanedBelow } = this.#parts.state;
    for (const segment of segments) {
      if (segment.endOffset <= cleanedBelow) continue;
      for await (const batch of this.#batchesOf(segment, pass)) {
        const header = readBatchHeader(batch);
        if (lastOffsetOf(header) < cleanedBelow || isControl(header)) continue;
        for (const { offset, key } of walkRecords(header, recordsOf(batch, header))) {
          if (pass.pace.isRestDue) await pass.pace.rest(pass.signal);
          if (key === null || offset < cleanedBelow) continue;
          if (pass.keys.put(key, offset)) continue;
          pass.endOffset = offset;
          return;
        }
      }
    }
  }

  async #rewrite(segments: readonly Segment[], pass: Pass): Promise<boolean> {
    let group: Group | undefined;
    try {
      for (const segment of segments) {
        if (group !== undefined && !this.#hasRoom(group, segment)) {
          if (!(await this.#finish(group, pass))) return false;
          group = undefined;
        }
        group ??= await this.#startGroup(segment.baseOffset);
        group.old.push(segment);
        await this.#copy(segment, group, pass);
      }
      return group === undefined || (await this.#finish(group, pass));
    } catch (error) {
      if (group !== undefined) await this.#discard(group);
      throw error;
    }
  }

  async #startGroup(baseOffset: number): Promise<Group> {
    const { directory, fileSystem, files, config } = this.#parts;
    await this.#checkSpace();
    const { indexIntervalBytes } = config();
    const options = { directory, fileSystem, files, baseOffset, indexIntervalBytes };
    return { old: [], cleaned: new CleanedSegment(options), isChanged: false, trailer: undefined };
  }

  /** The last free bytes are not for compaction, though it would free others [LOG-9]. */
  async #checkSpace(): Promise<void> {
    const { space } = this.#parts;
    await space?.look();
    if (space?.isShort) throw space.refusal();
  }

  /** What cannot be removed now is removed when the log is opened. */
  async #discard({ cleaned }: Group): Promise<void> {
    try {
      await cleaned.discard();
    } catch (error) {
      const { directory, logger } = this.#parts;
      logger.warn({ directory, error: messageOf(error) }, 'compaction left a file for next time');
    }
  }

  /** Whether the segment can go into the same file, also if it loses nothing. */
  #hasRoom({ old, cleaned }: Group, segment: Segment): boolean {
    const { config, segmentPositionMax } = this.#parts;
    return (
      old.length < mergedSegmentsMax &&
      cleaned.bytes + segment.bytes <= config().segmentBytes &&
      segment.endOffset - 1 - cleaned.baseOffset <= segmentPositionMax
    );
  }

  /** Returns false when the old segments are not there any more. */
  async #finish(group: Group, { pace, signal, report }: Pass): Promise<boolean> {
    const { old, cleaned, isChanged, trailer } = group;
    // A segment that would only replace itself stays.
    if (old.length === 1 && !isChanged) {
      await this.#discard(group);
      return true;
    }
    // So that the file tells where it ends, whatever was removed.
    if (trailer !== undefined) report.bytesWritten += await cleaned.add(trailer);
    const bytes = await cleaned.finish();
    report.bytesWritten += bytes;
    await pace.spend(bytes, signal);
    const isReplaced = await this.#parts.replace(old, cleaned);
    if (!isReplaced) await this.#discard(group);
    return isReplaced;
  }

  async #copy(segment: Segment, group: Group, pass: Pass): Promise<void> {
    const { report, pace, signal } = pass;
    for await (const batch of this.#batchesOf(segment, pass)) {
      const cleaned = await this.#cleanBatch(batch, pass);
      if (cleaned === undefined) {
        const header = readBatchHeader(batch);
        const isTrailer =
          header.recordCount === 0 && lastOffsetOf(header) + 1 === segment.endOffset;
        group.isChanged ||= !isTrailer;
        group.trailer = emptyBatch(header);
        continue;
      }
      group.isChanged ||= cleaned !== batch;
      group.trailer = undefined;
      // The reader of the old segment goes on using its memory.
      const bytes = await group.cleaned.add(cleaned === batch ? Buffer.from(batch) : cleaned);
      report.bytesWritten += bytes;
      if (bytes === 0) continue;
      await pace.spend(bytes, signal);
      await this.#checkSpace();
    }
  }

  /** The batch itself when it stays as it is, another one in its place, or undefined. */
  async #cleanBatch(batch: Buffer, pass: Pass): Promise<Buffer | undefined> {
    const header = readBatchHeader(batch);
    if (isControl(header)) return batch;
    if (header.recordCount === 0) return this.#isLastOfProducer(header) ? batch : undefined;
    const records = recordsOf(batch, header);
    const kept: RecordPlace[] = [];
    let hasTombstone = false;
    for (const record of walkRecords(header, records)) {
      if (pass.pace.isRestDue) await pass.pace.rest(pass.signal);
      if (!isKept(record, header, pass)) continue;
      kept.push(record);
      hasTombstone ||= record.isTombstone;
    }
    pass.report.recordsRemoved += header.recordCount - kept.length;
    if (kept.length === 0) {
      return this.#isLastOfProducer(header) ? emptyBatch(header) : undefined;
    }
    const isFirstCleaning =
      deleteHorizonOf(header) === undefined && lastOffsetOf(header) < pass.endOffset;
    const deleteHorizonMs =
      hasTombstone && isFirstCleaning ? pass.nowMs + pass.deleteRetentionMs : undefined;
    if (kept.length === header.recordCount && deleteHorizonMs === undefined) return batch;
    const rewritten = rewriteBatch(header, records, { kept, deleteHorizonMs });
    const bytesMax = Math.max(batch.length, this.#parts.config().maxMessageBytes);
    // Another compressor may make less of it; too large a batch could not be fetched, and what stays too long does no harm.
    return rewritten.length <= bytesMax ? rewritten : batch;
  }

  /** Whether its producer's next batch is checked against this one's sequence; nothing is kept for one who is forgotten. */
  #isLastOfProducer(header: BatchHeader): boolean {
    const { producerId } = header;
    if (producerId < 0) return false;
    const lastOffset = this.#parts.lastOffsetOfProducer(producerId);
    return lastOffset !== undefined && lastOffsetOf(header) >= lastOffset;
  }

  async *#batchesOf(segment: Segment, { pace, signal, report }: Pass): AsyncGenerator<Buffer> {
    const { files, state } = this.#parts;
    const use = await files.use({ path: segment.logPath });
    try {
      const { baseOffset, bytes } = segment;
      const walk = { baseOffset, bytes, isWhole: true, holesBelow: state.holesBelow };
      for await (const batch of walkBatches(use.file, walk)) {
        report.bytesRead += batch.length;
        await pace.spend(batch.length, signal);
        yield batch;
      }
    } finally {
      use.release();
    }
  }
}

function isKept(record: RecordPlace, header: BatchHeader, pass: Pass): boolean {
  const { key, offset, isTombstone } = record;
  if (key === null) return true;
  const last = pass.keys.get(key);
  if (last !== undefined && offset < last) return false;
  const horizonMs = deleteHorizonOf(header);
  const isOver = horizonMs !== undefined && pass.nowMs >= horizonMs;
  // What is not in the map yet may still have older values before it.
  return !(isTombstone && isOver && offset < pass.endOffset);
}

function recordsOf(batch: Buffer, header: BatchHeader): Buffer {
  const block = batch.subarray(batchHeaderBytes);
  return decompress(codecOf(header.attributes), block, limits.decompressedBytesMax);
}

/** Brokers' and transactions' own records have keys that are none. */
function isControl({ attributes }: BatchHeader): boolean {
  return (attributes & attributeBits.control) !== 0;
}

function lastOffsetOf({ baseOffset, lastOffsetDelta }: BatchHeader): number {
  return baseOffset + lastOffsetDelta;
}

function emptyReport(): CompactionReport {
  return {
    passes: 0,
    bytesRead: 0,
    bytesWritten: 0,
    recordsRemoved: 0,
    segmentsBefore: 0,
    segmentsAfter: 0,
    bufferBytes: 0,
  };
}
