// Partitions that need another leader: metadata is asked for again and again, in short pauses that grow, until it names one, and then
// those who wait for it are told at once. So writes and reads go on as soon as a leader is there, and not when some pause
// happens to be over.
import type { Clock, Timer } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import { SECOND_MS } from '../base/units.ts';
import type { PartitionMetadata } from './cluster-metadata.ts';
import { backoffMs } from './retry.ts';

/** A new leader is usually there after some seconds; what takes longer is asked for less often. */
const hurriedRounds = 20;
const hurriedPause = { baseMs: 50, maxMs: 250 };
const patientPause = { baseMs: SECOND_MS, maxMs: SECOND_MS };
/** Then nobody asks any more on behalf of an expectation; who still needs the leader makes another one. */
const expectationMsMax = 30 * SECOND_MS;

export interface LeaderExpectation {
  topic: string;
  partition: number;
  /** Only a leader of a greater epoch will do. */
  afterEpoch: number;
  /** Called at most once. */
  onLeader: (leaderId: number) => void;
}

export interface LeaderExpectationsOptions {
  clock: Clock;
  random: Random;
  tasks: Tasks;
  logger: Logger;
  /** What is known now. */
  known: (topic: string, partition: number) => PartitionMetadata | undefined;
  refresh: () => Promise<void>;
}

export class LeaderExpectations {
  readonly #options: LeaderExpectationsOptions;
  readonly #open = new Map<LeaderExpectation, { untilMs: number }>();
  #timer: Timer | undefined;
  #rounds = 0;
  #isAsking = false;

  constructor(options: LeaderExpectationsOptions) {
    this.#options = options;
  }

  /** Returns what ends it. */
  add(expectation: LeaderExpectation): () => void {
    const { clock } = this.#options;
    if (this.#open.size === 0) this.#rounds = 0;
    this.#open.set(expectation, { untilMs: clock.monotonicMs() + expectationMsMax });
    // At once, but not within the call that expects it.
    if (this.#isMet(expectation)) this.#askAfter(0);
    else if (!this.#timer) this.#askAfter(this.#pauseMs());
    return () => this.#remove(expectation);
  }

  /** The metadata has changed. */
  check(): void {
    const nowMs = this.#options.clock.monotonicMs();
    for (const [expectation, { untilMs }] of [...this.#open]) {
      const { topic, partition, onLeader } = expectation;
      if (this.#isMet(expectation)) {
        this.#remove(expectation);
        onLeader(this.#options.known(topic, partition)?.leaderId ?? -1);
      } else if (nowMs >= untilMs) this.#remove(expectation);
    }
  }

  close(): void {
    this.#open.clear();
    this.#stopTimer();
  }

  #isMet({ topic, partition, afterEpoch }: LeaderExpectation): boolean {
    const known = this.#options.known(topic, partition);
    return known !== undefined && known.leaderEpoch > afterEpoch && known.leaderId >= 0;
  }

  #remove(expectation: LeaderExpectation): void {
    this.#open.delete(expectation);
    if (this.#open.size === 0) this.#stopTimer();
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #pauseMs(): number {
    const { random } = this.#options;
    this.#rounds += 1;
    return backoffMs(
      this.#rounds,
      random,
      this.#rounds <= hurriedRounds ? hurriedPause : patientPause,
    );
  }

  #askAfter(pauseMs: number): void {
    const { clock, tasks } = this.#options;
    if (this.#isAsking) return;
    this.#stopTimer();
    this.#timer = clock.schedule(pauseMs, () => {
      this.#timer = undefined;
      this.check();
      if (this.#open.size > 0) tasks.start('look for a leader', () => this.#ask());
    });
  }

  async #ask(): Promise<void> {
    const { refresh, logger } = this.#options;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await refresh();
    } catch (error) {
      logger.debug({ reason: messageOf(error) }, 'nobody could be asked for a leader');
    }
    this.#isAsking = false;
    this.check();
    if (this.#open.size > 0) this.#askAfter(this.#pauseMs());
  }
}
