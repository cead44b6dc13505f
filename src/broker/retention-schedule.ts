// Looks at every partition of this broker once in an interval: closes a segment that is old enough though nobody appends,
// and removes what has expired [LOG-8]. The partitions follow each other, spread over the interval, so that neither the
// disk nor the event loop gets all of them at once [SIM-5, SIM-6].
import { type Clock, delay } from '../base/clock.ts';
import { codeOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { DirectoryArchive } from '../storage/archive.ts';
import type { RetentionReport } from '../storage/retention.ts';
import type { Partition } from './partition.ts';

export interface RetentionScheduleOptions {
  partitions: () => readonly Partition[];
  intervalMs: number;
  clock: Clock;
  logger: Logger;
  /** Expired segments go there first. */
  archive?: DirectoryArchive | undefined;
  /** Expired bytes of all partitions that may wait for the archive before that is an error. */
  backlogBytesMax: number;
}

export class RetentionSchedule {
  readonly #options: RetentionScheduleOptions;
  /** Bytes that wait for the archive, of the partitions that have some. */
  #backlogs = new Map<Partition, number>();

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
    const { clock, partitions, archive } = this.#options;
    const { log, topicName: topic, index, topicId } = partition;
    const isServed = () => partitions().includes(partition) && !log.isOffline;
    if (!isServed()) return;
    const logger = this.#options.logger.child({ topic, partition: index });
    try {
      await log.rollIfDue();
      // Followers keep a segment until the leader's log start has passed it.
      if (!partition.isLeader) return;
      const report = await log.applyRetention({
        highWatermark: () => partition.highWatermark,
        nowMs: clock.wallMs(),
        archive: archive?.of({ topic, partition: index, topicId }, signal),
      });
      if (!signal.aborted && isServed()) this.#tell(partition, report, logger);
    } catch (error) {
      // What was deleted meanwhile, or has gone offline, has told so itself.
      if (isServed()) logger.error({ err: error }, 'the check for expired segments failed');
    }
  }

  #tell(partition: Partition, report: RetentionReport, logger: Logger): void {
    const { problem, keptSegments, keptBytes } = report;
    const waits = codeOf(problem) === 'ARCHIVE_FAILED';
    const { backlogBytesMax, partitions } = this.#options;
    const present = new Set(partitions());
    this.#backlogs = new Map([...this.#backlogs].filter(([other]) => present.has(other)));
    if (waits) this.#backlogs.set(partition, keptBytes);
    else this.#backlogs.delete(partition);
    if (problem === undefined) return;
    const fields = { err: problem, keptSegments, keptBytes };
    if (!waits) {
      logger.error(fields, 'expired segments cannot be removed');
      return;
    }
    const backlogBytes = [...this.#backlogs.values()].reduce((sum, bytes) => sum + bytes, 0);
    const counts = { ...fields, backlogBytes, backlogBytesMax };
    if (backlogBytes <= backlogBytesMax) {
      logger.warn(counts, 'expired segments wait for the archive and stay until they are in it');
      return;
    }
    logger.error(
      counts,
      'more expired segments than the bound wait for the archive; they stay until they are in it, so the disk may fill up',
    );
  }
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await delay(clock, ms, signal).catch((reason: unknown) => {
    if (!signal.aborted) throw reason;
  });
}
