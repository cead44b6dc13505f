// A replica's log while another broker leads the partition: takes what the leader sends, and is cut or emptied where it has gone
// another way. follower-role.ts decides, this carries it out. While the log is being changed nothing is asked of the leader.
import { AssertionError } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';
import { messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Tasks } from '../base/tasks.ts';
import { checkBatch, splitBatches } from '../protocol/record-batch.ts';
import type { PartitionLog } from '../storage/partition-log.ts';
import {
  type FetchPosition,
  fetchPosition,
  followerStep,
  type LeaderAnswer,
} from './follower-role.ts';

/** What a leader has answered about one partition. */
export interface FollowedAnswer extends LeaderAnswer {
  readonly highWatermark: number;
  readonly holesBelow: number;
  /** Whole batches. */
  readonly records: Buffer | undefined;
}

export interface FollowerParts {
  log: PartitionLog;
  logger: Logger;
  tasks: Tasks;
  highWatermark: () => number;
  /** Records below are visible at the leader, and here if they are here. */
  onHighWatermark: (offset: number) => void;
  onAppended: (batch: Buffer) => void;
  /** Some of that was not kept; the log may go on before it. */
  onNotKept: () => void;
  /** Nothing at or above `offset` is here any more. */
  onCut: (offset: number) => void;
  /** It may be asked for its position again, or another role may take the log over. */
  onSettled: () => void;
}

export class Follower {
  readonly #parts: FollowerParts;
  #leaderEpoch = -1;
  #leaderId = -1;
  #isChanging = false;
  #isTrimming = false;
  #wasCorrupt = false;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** -1 while it follows nobody. */
  get leaderId(): number {
    return this.#leaderId;
  }

  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  /** The log is being cut or emptied. */
  get isChanging(): boolean {
    return this.#isChanging;
  }

  follow(leaderId: number, leaderEpoch: number): void {
    this.#leaderId = leaderId;
    this.#leaderEpoch = leaderEpoch;
    this.#wasCorrupt = false;
  }

  /** What is under way ends by itself; answers that come now are not taken any more. */
  stop(): void {
    this.#leaderId = -1;
    this.#leaderEpoch = -1;
  }

  /** What to ask the leader; undefined while there is nothing to ask. */
  position(): (FetchPosition & { durableOffset: number; wasCorrupt: boolean }) | undefined {
    const { log } = this.#parts;
    if (this.#leaderId < 0 || this.#isChanging || log.isOffline) return undefined;
    const { durableEndOffset: durableOffset } = log;
    return {
      ...fetchPosition(log, this.#leaderEpoch),
      durableOffset,
      wasCorrupt: this.#wasCorrupt,
    };
  }

  /**
   * Takes an answer, if it is still for the log as it is [REP-3]. Returns how many bytes were appended. Throws what keeps the log
   * from taking records: then the leader is to be asked again, after a pause.
   */
  take(answer: FollowedAnswer, lease: Lease): number {
    const { log } = this.#parts;
    if (this.#leaderId < 0 || this.#isChanging) return 0;
    const step = followerStep(log, this.#leaderEpoch, answer);
    switch (step.kind) {
      case 'drop':
        this.#parts.logger.debug({ reason: step.reason }, 'a late answer of a leader is dropped');
        return 0;
      case 'restart':
        this.#restart(step.offset);
        return 0;
      case 'truncate':
        this.#truncate(step.offset, answer);
        return 0;
      case 'append':
        return this.#append(answer, lease);
    }
  }

  #append(answer: FollowedAnswer, lease: Lease): number {
    const { log } = this.#parts;
    if (answer.holesBelow > log.holesBelow) {
      this.#change('allow gaps', () => log.allowHolesBelow(answer.holesBelow));
      return 0;
    }
    const bytes = this.#appendRecords(answer.records, lease);
    this.#parts.onHighWatermark(Math.min(answer.highWatermark, log.logEndOffset));
    this.#trim(answer.logStartOffset);
    return bytes;
  }

  #appendRecords(records: Buffer | undefined, lease: Lease): number {
    if (records === undefined || records.length === 0) return 0;
    const { log } = this.#parts;
    // Until all of it has passed, so that the leader looks at its copy [LOG-7].
    this.#wasCorrupt = true;
    let held: Promise<void> | undefined;
    for (const batch of splitBatches(records)) {
      checkBatch(batch);
      // What keeps the log from taking it is no fault of the leader's copy.
      this.#wasCorrupt = false;
      held = log.appendReplicated(batch, lease).held;
      this.#wasCorrupt = true;
      this.#parts.onAppended(batch);
    }
    this.#wasCorrupt = false;
    held?.catch((error: unknown) => {
      // The log has told what failed. When it goes on, it goes on before these records.
      this.#parts.logger.debug({ reason: messageOf(error) }, 'replicated records were not kept');
      this.#parts.onNotKept();
      this.#parts.onSettled();
    });
    return records.length;
  }

  #restart(offset: number): void {
    const { log, logger } = this.#parts;
    const { logStartOffset, logEndOffset } = log;
    logger.info(
      { logStartOffset, logEndOffset, offset },
      'the log begins anew at the leader’s start',
    );
    this.#parts.onCut(offset);
    this.#change('begin anew', () => log.restartAt(offset));
  }

  #truncate(offset: number, { diverging, leaderEpoch }: FollowedAnswer): void {
    const { log, logger, highWatermark } = this.#parts;
    const fields = { from: log.logEndOffset, to: offset, leaderEpoch, diverging };
    if (offset < highWatermark()) {
      logger.error(fields, 'visible records are cut: an unclean election has lost them');
    } else logger.info(fields, 'the end of the log is cut: it is not the leader’s');
    this.#parts.onCut(offset);
    this.#change('cut the log', async () => {
      await log.truncateTo(offset, { highWatermark: Math.min(offset, highWatermark()) });
    });
  }

  #change(name: string, work: () => Promise<void>): void {
    this.#isChanging = true;
    this.#parts.tasks.start(name, async () => {
      try {
        await work();
      } catch (error) {
        if (error instanceof AssertionError) throw error;
        // When its disk has failed, the log has gone offline; else the leader is asked again.
        this.#parts.logger.warn({ reason: messageOf(error) }, `could not ${name}`);
      } finally {
        this.#isChanging = false;
        this.#parts.onSettled();
      }
    });
  }

  /** Only the leader decides what has expired; its followers keep a segment until its log start has passed it. */
  #trim(leaderLogStart: number): void {
    const { log, tasks, logger, highWatermark } = this.#parts;
    const offset = Math.min(leaderLogStart, highWatermark());
    if (offset <= log.logStartOffset || this.#isTrimming || log.isOffline) return;
    this.#isTrimming = true;
    tasks.start('follow the log start', async () => {
      try {
        await log.trimBefore(offset, { highWatermark: Math.max(offset, highWatermark()) });
      } catch (error) {
        if (error instanceof AssertionError) throw error;
        logger.warn(
          { offset, reason: messageOf(error) },
          'the log start does not follow the leader’s',
        );
      } finally {
        this.#isTrimming = false;
      }
    });
  }
}
