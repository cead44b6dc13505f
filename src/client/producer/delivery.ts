// How the fate of records gets back to who sent them: one promise for a send, one for a whole sendBatch.
import { TidelogError } from '../../base/errors.ts';

/** Where a record went. */
export interface RecordMetadata {
  topic: string;
  partition: number;
  /** -1 with acks 0, where the broker says nothing. */
  offset: number;
  /** Milliseconds since 1970: the record's, or the broker's when the topic stamps records itself. */
  timestamp: number;
  /** How often its batch was sent. Above 1 and without idempotence the record may stand in the log more than once. */
  attempts: number;
}

/** Some records of a sendBatch were not delivered. `code` and `retriable` are those of the first that failed. */
export class PartialDeliveryError extends TidelogError {
  override readonly name = 'PartialDeliveryError';
  /** One for each record, in the order they were given. */
  readonly outcomes: readonly (RecordMetadata | Error)[];

  constructor(outcomes: readonly (RecordMetadata | Error)[]) {
    const failures = outcomes.filter((outcome) => outcome instanceof Error);
    const first = failures[0] as Error;
    const known = first instanceof TidelogError ? first : undefined;
    super(
      known?.code ?? 'SEND_FAILED',
      `${failures.length} of ${outcomes.length} records were not delivered: ${first.message}`,
      { retriable: known?.retriable ?? false, cause: first },
    );
    this.outcomes = outcomes;
  }
}

/** Receives the outcome of each of its records once, by slot, and is settled when it has all of them. */
export interface Delivery {
  settle(slot: number, outcome: RecordMetadata | Error): void;
  /** The callback is called once, when the last outcome is there. */
  onSettled(listener: () => void): void;
}

/** The deliveries of a producer that are not settled. Each takes itself off, which costs no closure per record. */
export type UnsettledDeliveries = Set<Delivery>;

abstract class TrackedDelivery implements Delivery {
  readonly #unsettled: UnsettledDeliveries;
  #listeners: (() => void)[] | undefined;

  constructor(unsettled: UnsettledDeliveries) {
    this.#unsettled = unsettled;
    unsettled.add(this);
  }

  abstract settle(slot: number, outcome: RecordMetadata | Error): void;

  onSettled(listener: () => void): void {
    this.#listeners ??= [];
    this.#listeners.push(listener);
  }

  protected settled(): void {
    this.#unsettled.delete(this);
    for (const listener of this.#listeners ?? []) listener();
  }
}

export class SingleDelivery extends TrackedDelivery {
  readonly promise: Promise<RecordMetadata>;
  #resolve!: (metadata: RecordMetadata) => void;
  #reject!: (error: Error) => void;

  constructor(unsettled: UnsettledDeliveries) {
    super(unsettled);
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override settle(_slot: number, outcome: RecordMetadata | Error): void {
    if (outcome instanceof Error) this.#reject(outcome);
    else this.#resolve(outcome);
    this.settled();
  }
}

export class BatchDelivery extends TrackedDelivery {
  readonly promise: Promise<RecordMetadata[]>;
  readonly #outcomes: (RecordMetadata | Error)[];
  #left: number;
  #hasFailure = false;
  #resolve!: (metadata: RecordMetadata[]) => void;
  #reject!: (error: Error) => void;

  constructor(recordCount: number, unsettled: UnsettledDeliveries) {
    super(unsettled);
    this.#outcomes = new Array(recordCount);
    this.#left = recordCount;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override settle(slot: number, outcome: RecordMetadata | Error): void {
    this.#outcomes[slot] = outcome;
    this.#hasFailure ||= outcome instanceof Error;
    this.#left -= 1;
    if (this.#left > 0) return;
    if (this.#hasFailure) this.#reject(new PartialDeliveryError(this.#outcomes));
    else this.#resolve(this.#outcomes as RecordMetadata[]);
    this.settled();
  }
}
