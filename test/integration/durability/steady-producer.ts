import { toError } from '../../../src/base/errors.ts';
import { type Random, SeededRandom } from '../../../src/base/random.ts';
import { Client } from '../../../src/client/client.ts';
import { type Address, formatAddress } from '../../../src/net/transport.ts';
import type { SentRecord } from '../../sim/checkers/records-checker.ts';

const keyCount = 40;

/** Sends keyed records with unique values, a bounded number at a time, whatever happens to the brokers, until it is stopped. */
export class SteadyProducer {
  readonly sent: SentRecord[] = [];
  readonly #client: Client;
  readonly #producer: ReturnType<Client['producer']>;
  readonly #topic: string;
  readonly #random: Random;
  readonly #inFlightMax: number;
  readonly #paddingMax: number;
  #inFlight = 0;
  #acknowledged = 0;
  #failure: Error | undefined;
  #isStopped = false;
  #onProgress: () => void = () => {};

  constructor(options: {
    brokers: readonly Address[];
    topic: string;
    seed: number;
    inFlightMax: number;
    /** Values are padded with up to this many characters; 200 when it is left out. */
    paddingMax?: number;
    /** Default true, as the producer's own. */
    idempotent?: boolean;
  }) {
    this.#client = new Client({ brokers: options.brokers.map(formatAddress) });
    this.#producer = this.#client.producer({
      acks: 'all',
      idempotent: options.idempotent ?? true,
      lingerMs: 1,
      batchBytes: 2_048,
      retryBackoffMs: 20,
    });
    this.#topic = options.topic;
    this.#random = new SeededRandom(options.seed);
    this.#inFlightMax = options.inFlightMax;
    this.#paddingMax = options.paddingMax ?? 200;
  }

  get acknowledgedCount(): number {
    return this.#acknowledged;
  }

  start(): void {
    while (this.#inFlight < this.#inFlightMax && !this.#isStopped) this.#sendOne();
  }

  /** Resolves as soon as `count` more records are acknowledged, before anything else can happen. */
  async acknowledged(count: number): Promise<void> {
    const target = this.#acknowledged + count;
    while (this.#acknowledged < target) {
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#onProgress = resolve;
      });
    }
  }

  /** Sends no more, waits for the outcome of what is under way, and throws when a record was given up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#producer.flush();
    await this.#client.close();
    if (this.#failure) throw this.#failure;
  }

  #sendOne(): void {
    const key = `key-${this.#random.integerBelow(keyCount)}`;
    const record: SentRecord = {
      key,
      value: `${key} ${this.sent.length} ${'.'.repeat(this.#random.integerBelow(this.#paddingMax))}`,
      acknowledged: undefined,
      wasRetried: false,
    };
    this.sent.push(record);
    this.#inFlight += 1;
    this.#producer.send({ topic: this.#topic, key, value: record.value }).then(
      ({ partition, offset, attempts }) => {
        record.acknowledged = { partition, offset };
        record.wasRetried = attempts > 1;
        this.#acknowledged += 1;
        this.#ended();
      },
      (error: unknown) => {
        record.wasRetried = true;
        this.#failure ??= toError(error);
        this.#ended();
      },
    );
  }

  #ended(): void {
    this.#inFlight -= 1;
    this.#onProgress();
    this.start();
  }
}
