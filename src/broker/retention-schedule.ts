// Looks at every partition of this broker once in an interval: closes a segment that is old enough though nobody appends,
// and removes what has expired [LOG-8]. The partitions follow each other, spread over the interval, so that neither the
// disk nor the event loop gets all of them at once [SIM-5, SIM-6].
import { type Clock, delay } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Partition } from './partition.ts';

export interface RetentionScheduleOptions {
  partitions: () => readonly Partition[];
  intervalMs: number;
  clock: Clock;
  logger: Logger;
}

export class RetentionSchedule {
  readonly #options: RetentionScheduleOptions;

  constructor(options: RetentionScheduleOptions) {
    this.#options = options;
  }

  /** Resolves after the signal, when nothing of it is under way. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, intervalMs, partitions } = this.#options;
    while (!signal.aborted) {
      const round = partitions();
      const pauseMs = intervalMs / Math.max(1, round.length);
      if (round.length === 0) await pause(clock, pauseMs, signal);
      for (const partition of round) {
        await pause(clock, pauseMs, signal);
        if (signal.aborted) return;
        await this.#check(partition, signal);
      }
    }
  }

  async #check(partition: Partition, signal: AbortSignal): Promise<void> {
    const { clock, partitions } = this.#options;
    const { log } = partition;
    const isServed = () => partitions().includes(partition) && !log.isOffline;
    if (!isServed()) return;
    const logger = this.#options.logger.child({
      topic: partition.topicName,
      partition: partition.index,
    });
    try {
      await log.rollIfDue();
      const report = await log.applyRetention({
        highWatermark: () => partition.highWatermark,
        nowMs: clock.wallMs(),
      });
      const { problem, keptSegments, keptBytes } = report;
      if (problem === undefined || signal.aborted || !isServed()) return;
      logger.error({ err: problem, keptSegments, keptBytes }, 'expired segments cannot be removed');
    } catch (error) {
      // What was deleted meanwhile, or has gone offline, has told so itself.
      if (isServed()) logger.error({ err: error }, 'the check for expired segments failed');
    }
  }
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await delay(clock, ms, signal).catch((reason: unknown) => {
    if (!signal.aborted) throw reason;
  });
}
