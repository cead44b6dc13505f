// Retention [LOG-8]: which of the oldest segments have expired, and the pass over a log that removes them.
//
//   | closed | closed | closed | active |      whole segments, the oldest first, up to the first that has not expired;
//   ▲ log start               ▲ high watermark  never the active one, never one that reaches above the high watermark
//
// By time: the latest timestamp of its records is older than retention.ms. The records' own timestamps count [REC-3], so
// old stamps expire as soon as their segment is closed, and one record from the future keeps its whole segment. A segment
// without any timestamp does not expire by time. By bytes: what follows it has retention.bytes or more.
//
// An index is a hint [LOG-1], so before a segment goes by time its batch headers are read: a wrong index keeps records
// too long, or costs a scan, but removes nothing early. A segment that cannot be read stays.
//
// The new log start is durable before anything is removed (log-start-checkpoint.ts); a crash at any step leaves the log at
// its old start or at the new one.
import { messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { maxTimestampAt } from '../protocol/record-batch.ts';
import type { SegmentArchive } from './archive.ts';
import type { LogConfig } from './log-config.ts';
import type { LogReader } from './log-reader.ts';
import type { OpenFiles } from './open-files.ts';
import { type Segment, usingFile } from './segment.ts';
import { walkBatches } from './segment-batches.ts';
import { noTimestamp } from './time-index.ts';

export type ExpiryReason = 'time' | 'bytes';

export interface ExpiryQuestion {
  /** -1 when no record has one. */
  maxTimestamp: number;
  /** Of the segments after it. */
  bytesAfter: number;
  nowMs: number;
}

/** Whether the oldest segment has expired, and by which setting. */
export function expiryOf(
  { maxTimestamp, bytesAfter, nowMs }: ExpiryQuestion,
  { retentionMs, retentionBytes }: Pick<LogConfig, 'retentionMs' | 'retentionBytes'>,
): ExpiryReason | undefined {
  if (bytesAfter >= retentionBytes) return 'bytes';
  if (maxTimestamp !== noTimestamp && nowMs - maxTimestamp > retentionMs) return 'time';
  return undefined;
}

export interface RetentionOptions {
  /** Asked again after every wait: nothing that reaches above it is touched. */
  highWatermark: () => number;
  nowMs: number;
  /** Without one, expired segments are just removed. */
  archive?: SegmentArchive | undefined;
}

export interface RetentionReport {
  removedSegments: number;
  removedBytes: number;
  /** Expired, but not removed: they could not be read, or archived. */
  keptSegments: number;
  keptBytes: number;
  /** Why they were kept. */
  problem: unknown;
}

export interface RetentionParts {
  segments: readonly Segment[];
  reader: LogReader;
  files: OpenFiles;
  logger: Logger;
  config: () => Readonly<LogConfig>;
  logStartOffset: () => number;
  trimBefore: (offset: number, highWatermark: number) => Promise<number>;
}

export class LogRetention {
  readonly #parts: RetentionParts;
  /** The largest timestamps of closed segments that were scanned; those do not change any more. */
  readonly #scanned = new WeakMap<Segment, number>();

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  /** Removes what has expired. Nothing is thrown for a segment that cannot be removed: the report has it. */
  async run(options: RetentionOptions): Promise<RetentionReport> {
    const report: RetentionReport = {
      removedSegments: 0,
      removedBytes: 0,
      keptSegments: 0,
      keptBytes: 0,
      problem: undefined,
    };
    for (;;) {
      // Segments come and go during every wait, so the oldest one is looked up anew.
      const oldest = this.#parts.segments[0];
      if (oldest === undefined || !(await this.#isExpired(oldest, options))) return report;
      try {
        if (!(await this.#remove(oldest, options))) continue;
      } catch (error) {
        report.problem = error;
        await this.#countKept(options, report);
        return report;
      }
      report.removedSegments += 1;
      report.removedBytes += oldest.bytes;
    }
  }

  /** `at` counts from the oldest segment. */
  async #isExpired(
    segment: Segment,
    { highWatermark, nowMs }: RetentionOptions,
    at = 0,
  ): Promise<boolean> {
    const { segments, config } = this.#parts;
    if (segments[at] !== segment || at >= segments.length - 1) return false;
    if (segment.endOffset > highWatermark()) return false;
    const bytesAfter = segments.slice(at + 1).reduce((bytes, { bytes: own }) => bytes + own, 0);
    const maxTimestamp = await this.#maxTimestamp(segment);
    return expiryOf({ maxTimestamp, bytesAfter, nowMs }, config()) !== undefined;
  }

  /** By its time index, or by its batches once they were read. */
  async #maxTimestamp(segment: Segment): Promise<number> {
    const scanned = this.#scanned.get(segment);
    if (scanned !== undefined) return scanned;
    return segment.use(async () => (await this.#parts.reader.indexesOf(segment)).maxTimestamp);
  }

  /** Returns whether it did: it may turn out not to have expired, and then its true time is known the next time. */
  async #remove(segment: Segment, options: RetentionOptions): Promise<boolean> {
    const { logger, logStartOffset, trimBefore } = this.#parts;
    const { endOffset, bytes, baseOffset } = segment;
    if (segment.isRemoved) return false;
    await segment.use(async () => {
      this.#scanned.set(segment, await this.#scan(segment));
      if (!(await this.#isExpired(segment, options))) return;
      const { archive } = options;
      if (archive === undefined) return;
      await usingFile(this.#parts.files.use({ path: segment.logPath }), ({ file }) =>
        archive.store({ file, baseOffset, endOffset, bytes, fromOffset: logStartOffset() }),
      );
    });
    if (!(await this.#isExpired(segment, options))) return false;
    await trimBefore(endOffset, options.highWatermark());
    logger.info({ baseOffset, endOffset, bytes }, 'an expired segment was removed');
    return true;
  }

  async #scan(segment: Segment): Promise<number> {
    const { baseOffset, bytes, logPath } = segment;
    return usingFile(this.#parts.files.use({ path: logPath }), async ({ file }) => {
      let maxTimestamp = noTimestamp;
      for await (const header of walkBatches(file, { baseOffset, bytes, isWhole: false })) {
        maxTimestamp = Math.max(maxTimestamp, maxTimestampAt(header, 0));
      }
      return maxTimestamp;
    });
  }

  /** What stays although it has expired. */
  async #countKept(options: RetentionOptions, report: RetentionReport): Promise<void> {
    const { segments } = this.#parts;
    for (let at = 0; at < segments.length - 1; at++) {
      const segment = segments[at] as Segment;
      try {
        if (!(await this.#isExpired(segment, options, at))) return;
      } catch (error) {
        // What cannot be read cannot be told to have expired; the reason it is kept is known by now.
        this.#parts.logger.debug({ error: messageOf(error) }, 'an expired segment is not counted');
        return;
      }
      report.keptSegments += 1;
      report.keptBytes += segment.bytes;
    }
  }
}
