// Calls a handler for records: several at a time of each partition, in lanes. All records of one key go through one lane, one
// after the other, so their order is kept; records without a key take turns.
import { toError } from '../../base/errors.ts';
import type { Tasks } from '../../base/tasks.ts';
import { murmur2 } from '../../protocol/murmur2.ts';
import type { ConsumerRecord } from './consumer.ts';
import type { OwnedPartition } from './owned-partition.ts';
import type { ProcessingWatch } from './processing-watch.ts';

export type RecordHandler = (record: ConsumerRecord) => void | Promise<void>;

export interface RunOptions {
  /** Handlers at a time for each partition. 1. */
  concurrency?: number | undefined;
}

export interface RecordRunnerOptions {
  handler: RecordHandler;
  concurrency: number;
  tasks: Tasks;
  watch: ProcessingWatch;
  /** Partitions to take from. Throws what ends the run. */
  open: () => readonly OwnedPartition[];
  take: (owned: OwnedPartition) => ConsumerRecord | undefined;
}

/** Records of a partition that wait for their lane or are in it, for each lane. */
const recordsPerLane = 4;

export class RecordRunner {
  readonly #options: RecordRunnerOptions;
  readonly #lanes = new Map<OwnedPartition, Promise<void>[]>();
  /** The greatest offset that was given to a handler. */
  readonly #furthest = new Map<OwnedPartition, number>();
  readonly #outcome = Promise.withResolvers<void>();
  #turn = 0;
  #running = 0;
  #failure: Error | undefined;
  #isEnding = false;

  constructor(options: RecordRunnerOptions) {
    this.#options = options;
  }

  /** Settles when it has ended and nothing runs any more. */
  get done(): Promise<void> {
    return this.#outcome.promise;
  }

  wake(): void {
    const { concurrency, open, take } = this.#options;
    try {
      for (const owned of this.#isEnding ? [] : open()) {
        while (!this.#isEnding && owned.progress.inHand < concurrency * recordsPerLane) {
          const record = take(owned);
          if (!record) break;
          this.#handle(owned, record);
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  end(): void {
    this.#isEnding = true;
    this.#settle();
  }

  #handle(owned: OwnedPartition, record: ConsumerRecord): void {
    const { concurrency, tasks } = this.#options;
    const lanes = this.#lanes.get(owned) ?? [];
    this.#lanes.set(owned, lanes);
    this.#turn += 1;
    const hash = record.key === null ? this.#turn : murmur2(record.key) & 0x7fffffff;
    const lane = hash % concurrency;
    const before = lanes[lane] ?? Promise.resolve();
    this.#running += 1;
    const handled = before.then(() => this.#call(owned, record));
    lanes[lane] = handled;
    tasks.start('handle a record', async () => {
      await handled;
      this.#running -= 1;
      this.wake();
      this.#settle();
    });
  }

  async #call(owned: OwnedPartition, record: ConsumerRecord): Promise<void> {
    if (!this.#begins(owned, record)) {
      owned.progress.leave(record.offset);
      return;
    }
    const release = this.#options.watch.begin(record);
    try {
      await this.#options.handler(record);
      owned.progress.pass(record.offset, record.leaderEpoch);
    } catch (error) {
      owned.progress.leave(record.offset);
      this.#fail(error);
    } finally {
      release();
    }
  }

  /**
   * Nothing more begins after a failure, or of a partition that is lost: it comes again, here or elsewhere. When the run ends in
   * order, or the partition is to be let go, what lies below a record that has begun is still processed, for only with it
   * can that one be committed; otherwise it would come again although nothing went wrong.
   */
  #begins(owned: OwnedPartition, { offset }: ConsumerRecord): boolean {
    if (this.#failure || owned.isLost) return false;
    const furthest = this.#furthest.get(owned) ?? -1;
    if (offset <= furthest) return true;
    if (this.#isEnding || !owned.isOpen) return false;
    this.#furthest.set(owned, offset);
    return true;
  }

  #fail(error: unknown): void {
    this.#failure ??= toError(error);
    this.end();
  }

  #settle(): void {
    if (!this.#isEnding || this.#running > 0) return;
    if (this.#failure) this.#outcome.reject(this.#failure);
    else this.#outcome.resolve();
  }
}
