// The cleaner of a broker [LOG-10]: looks at all compacted logs, compacts the one that needs it most, and looks again; when
// none needs it, it waits. One log at a time, with one buffer for keys and one limit on its use of the disk for all.
//
// A log that cannot be compacted is told of once and left alone until the broker starts again or the log is opened anew;
// one whose disk is full, or that is closing, is tried again.
import { type Clock, delay } from '../base/clock.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { inSlices } from '../base/slices.ts';
import { CompactionPace } from './compaction-pace.ts';
import type { CompactionReport } from './compactor.ts';
import type { PartitionLog } from './partition-log.ts';
import { isDiskFull } from './storage-errors.ts';

export interface CleanableLog {
  /** Of its topic and partition. */
  name: string;
  log: PartitionLog;
  highWatermark: number;
}

export interface LogCleanerOptions {
  /** All logs of the broker, as they are now. */
  logs: () => Iterable<CleanableLog>;
  clock: Clock;
  logger: Logger;
  /** Memory for the keys of one pass. */
  bufferBytes: number;
  /** Of reading and writing together; 0 for as fast as it goes. */
  bytesPerSecond: number;
  /** How often it looks while there is nothing to do. */
  backoffMs: number;
}

export class LogCleaner {
  readonly #options: LogCleanerOptions;
  readonly #pace: CompactionPace;
  /** Those that cannot be compacted. */
  readonly #setAside = new WeakSet<PartitionLog>();

  constructor(options: LogCleanerOptions) {
    this.#options = options;
    this.#pace = new CompactionPace(options);
  }

  /** Resolves after the signal, when nothing of it is under way. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, backoffMs } = this.#options;
    while (!signal.aborted) {
      const report = await this.cleanDirtiest(signal);
      if (report !== undefined || signal.aborted) continue;
      await delay(clock, backoffMs, signal).catch((reason: unknown) => {
        if (!signal.aborted) throw reason;
      });
    }
  }

  /** Compacts the log with the largest dirty part among those that need it. Undefined when none does, or it failed. */
  async cleanDirtiest(signal: AbortSignal): Promise<CompactionReport | undefined> {
    let dirtiest: CleanableLog | undefined;
    let ratioMax = 0;
    for (const candidate of await this.#compacted()) {
      if (signal.aborted) return undefined;
      const ratio = await this.#dirtyRatio(candidate);
      if (ratio > ratioMax) {
        dirtiest = candidate;
        ratioMax = ratio;
      }
    }
    return dirtiest && this.#clean(dirtiest, signal);
  }

  /** Most logs of a broker are not. */
  async #compacted(): Promise<CleanableLog[]> {
    const { clock, logs } = this.#options;
    const compacted: CleanableLog[] = [];
    await inSlices(clock, logs(), limits.logsPerTurn, (candidate) => {
      if (candidate.log.config.isCompacted) compacted.push(candidate);
    });
    return compacted;
  }

  /** 0 for a log that is not to be compacted now. */
  async #dirtyRatio({ log, name, highWatermark }: CleanableLog): Promise<number> {
    if (!log.config.isCompacted || log.isOffline || this.#setAside.has(log)) return 0;
    try {
      const { cleanBytes, dirtyBytes } = await log.compaction.cleanable(highWatermark);
      const ratio = dirtyBytes === 0 ? 0 : dirtyBytes / (cleanBytes + dirtyBytes);
      return ratio >= log.config.cleanableDirtyRatioMin ? ratio : 0;
    } catch (error) {
      this.#tell(log, name, error);
      return 0;
    }
  }

  async #clean(
    { log, name, highWatermark }: CleanableLog,
    signal: AbortSignal,
  ): Promise<CompactionReport | undefined> {
    const { logger, clock, bufferBytes } = this.#options;
    const startMs = clock.monotonicMs();
    try {
      const report = await log.compaction.run({
        highWatermark,
        bufferBytes,
        pace: this.#pace,
        signal,
      });
      const tookMs = Math.round(clock.monotonicMs() - startMs);
      logger.info({ log: name, tookMs, ...report }, 'log compacted');
      return report;
    } catch (error) {
      if (!signal.aborted) this.#tell(log, name, error);
      return undefined;
    }
  }

  #tell(log: PartitionLog, name: string, error: unknown): void {
    const { logger } = this.#options;
    const isPassing = isDiskFull(error) || (error instanceof TidelogError && error.retriable);
    const fields = { log: name, error: messageOf(error) };
    if (isPassing) {
      logger.warn(fields, 'a log could not be compacted now; it is tried again');
      return;
    }
    this.#setAside.add(log);
    logger.error(fields, 'a log cannot be compacted; it is served as it is, and will grow');
  }
}
