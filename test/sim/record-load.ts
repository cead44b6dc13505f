// A producer and a consumer as a user has them, on one topic of a simulated cluster, and what the checker is to hear of them. The
// topic is read twice: while faults come and go, and once more from its start after they have ended, which shows what the disks hold.
import { delay } from '../../src/base/clock.ts';
import { codeOf, messageOf } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import { Client } from '../../src/client/client.ts';
import { type Address, formatAddress } from '../../src/net/transport.ts';
import {
  checkHistory,
  type ReadRecord,
  type SentRecord,
  type Verdict,
} from './checkers/records-checker.ts';
import type { Life } from './simulated-clock.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Simulation } from './simulation.ts';

export interface RecordLoadOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  addresses: readonly Address[];
  topic: string;
  partitionCount: number;
  recordCount: number;
  timerSlackMs: number;
}

const keyCount = 20;
const readMsMax = 120_000;

export class RecordLoad {
  readonly nodes = ['producer', 'consumer'];
  readonly sent: SentRecord[] = [];
  readonly #options: RecordLoadOptions;
  readonly #random: Random;
  readonly #producerLife: Life;
  readonly #consumerLife: Life;
  readonly #read: ReadRecord[] = [];
  readonly #readAgain: ReadRecord[] = [];
  readonly #problems: string[] = [];
  readonly #stopping = new AbortController();
  #producing: Client | undefined;
  #consuming: Client | undefined;
  #loops: Promise<void>[] = [];
  #endOffsets: number[] = [];

  constructor(options: RecordLoadOptions) {
    this.#options = options;
    const { simulation, timerSlackMs } = options;
    this.#random = simulation.splitRandom();
    this.#producerLife = simulation.begin('producer', { timerSlackMs });
    this.#consumerLife = simulation.begin('consumer', { timerSlackMs });
  }

  get producerLife(): Life {
    return this.#producerLife;
  }

  get consumerLife(): Life {
    return this.#consumerLife;
  }

  /** Makes the topic. */
  async open(): Promise<void> {
    this.#producing = this.#client(this.#producerLife);
    this.#consuming = this.#client(this.#consumerLife);
    await this.#createTopic(this.#producing);
  }

  startReading(): void {
    this.#loops.push(this.#consume(this.#read));
  }

  /** Sends without waiting for what was sent before; resolves when every record has its outcome. */
  async produce(): Promise<void> {
    const { topic, recordCount, simulation } = this.#options;
    const producer = this.#opened(this.#producing).producer({
      acks: 'all',
      lingerMs: 5,
      batchBytes: 2_000,
    });
    const outcomes: Promise<void>[] = [];
    for (let i = 0; i < recordCount; i++) {
      const key = `key-${this.#random.integerBelow(keyCount)}`;
      const value = `${i}:${'x'.repeat(this.#random.integerBelow(300))}`;
      const record: SentRecord = { key, value, acknowledged: undefined, wasRetried: true };
      this.sent.push(record);
      const sending = producer.send({ topic, key, value }).then(
        ({ partition, offset, attempts }) => {
          record.acknowledged = { partition, offset };
          record.wasRetried = attempts > 1;
        },
        (error: unknown) => simulation.remark('producer', `gave up: ${messageOf(error)}`),
      );
      outcomes.push(sending);
      const pauseMs = this.#random.integerBelow(4) === 0 ? this.#random.integerBelow(120) : 0;
      if (pauseMs > 0) await delay(this.#producerLife.clock, pauseMs);
    }
    await Promise.all(outcomes);
  }

  /** After all faults have ended: reads to the end, once more from the start, and takes leave. */
  async finish(): Promise<void> {
    const client = this.#opened(this.#producing);
    const partitions = Array.from({ length: this.#options.partitionCount }, (_, i) => i);
    this.#endOffsets = await Promise.all(partitions.map((one) => this.#endOffset(client, one)));
    this.#loops.push(this.#consume(this.#readAgain));
    await this.#readToEnd();
    this.#stopping.abort();
    await Promise.all(this.#loops);
    await client.close();
    await this.#opened(this.#consuming).close();
  }

  /** What both readings show; to be called after `finish`. */
  verdict(): Verdict {
    const shared = { isIdempotent: true, sent: this.sent, endOffsets: this.#endOffsets };
    const { problems } = checkHistory({ ...shared, read: this.#read });
    const verdict = checkHistory({ ...shared, read: this.#readAgain });
    const again = verdict.problems.map((problem) => `${problem} (read again)`);
    return { ...verdict, problems: [...this.#problems, ...problems, ...again] };
  }

  #opened(client: Client | undefined): Client {
    if (!client) throw new Error('open() comes first');
    return client;
  }

  #client(life: Life): Client {
    const { simulation, network, addresses } = this.#options;
    return new Client({
      brokers: addresses.map(formatAddress),
      clientId: life.node,
      seams: {
        clock: life.clock,
        random: simulation.splitRandom(),
        transport: network.transportFor(life),
      },
    });
  }

  /** The answer may be lost although the topic was made. */
  async #createTopic(client: Client): Promise<void> {
    const { topic: name, partitionCount: partitions } = this.#options;
    for (let tries = 1; ; tries++) {
      try {
        await client.admin().createTopic({ name, partitions });
        return;
      } catch (error) {
        if (codeOf(error) === 'TOPIC_ALREADY_EXISTS' && tries > 1) return;
        if (tries === 10) throw error;
        await delay(this.#producerLife.clock, 500);
      }
    }
  }

  /** A consumer that has never reached a broker gives up after a while; a new loop over it tries again. */
  async #consume(into: ReadRecord[]): Promise<void> {
    const { signal } = this.#stopping;
    const topics = [this.#options.topic];
    const consumer = this.#opened(this.#consuming).consumer({ topics, from: 'earliest', signal });
    while (!signal.aborted) {
      try {
        for await (const { partition, offset, key, value } of consumer) {
          into.push({ partition, offset, key: key?.toString(), value: value?.toString() });
        }
        if (!signal.aborted) throw new Error('its loop ended by itself');
      } catch (error) {
        if (signal.aborted) return;
        if (codeOf(error) !== 'NO_BROKER_REACHABLE') {
          this.#problems.push(`the consumer failed: ${describeError(error)}`);
          return;
        }
        await delay(this.#consumerLife.clock, 100);
      }
    }
  }

  /** Of a partition that cannot tell, the end that the acknowledgements promise. */
  async #endOffset(client: Client, partition: number): Promise<number> {
    const { topic } = this.#options;
    try {
      const [answer] = await client.admin().listOffsets([{ topic, partition, at: 'latest' }]);
      return answer?.offset ?? 0;
    } catch (error) {
      this.#problems.push(`partition ${partition} does not tell its end: ${messageOf(error)}`);
      const promised = this.sent.flatMap(({ acknowledged }) => acknowledged ?? []);
      const own = promised.filter((place) => place.partition === partition);
      return Math.max(0, ...own.map((place) => place.offset + 1));
    }
  }

  async #readToEnd(): Promise<void> {
    const { clock } = this.#consumerLife;
    const total = this.#endOffsets.reduce((sum, end) => sum + end, 0);
    const endMs = clock.monotonicMs() + readMsMax;
    const least = () => Math.min(this.#read.length, this.#readAgain.length);
    while (least() < total && clock.monotonicMs() < endMs) await delay(clock, 50);
    // Whoever reads more than there is gets the time to show it.
    await delay(clock, 1_000);
  }
}

export function describeError(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack === '' ? messageOf(error) : stack;
}
