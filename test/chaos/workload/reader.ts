import { codeOf, messageOf, TidelogError } from '../../../src/base/errors.ts';
import type { Client, ConsumerBatch } from '../../../src/client/index.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import { nameOf, type TopicPlan } from './records.ts';

export interface ReaderOptions {
  name: string;
  client: Client;
  topics: readonly TopicPlan[];
  history: HistoryFile;
}

/** A new loop goes on where the last one ended; with these the position itself is in doubt. */
const positionCodes: ReadonlySet<string> = new Set([
  'OFFSET_OUT_OF_RANGE',
  'LOG_TRUNCATED',
  'CORRUPT_MESSAGE',
  'TOPIC_RECREATED',
]);
const pauseMs = 100;

/** Reads all partitions of some topics from their beginning, and records what it is handed. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #consumer: ReturnType<Client['consumer']>;
  readonly #topics: ReadonlyMap<string, TopicPlan>;
  /** Next offset, by `topic/partition`. */
  readonly #next = new Map<string, number>();
  #reading: Promise<void> | undefined;
  #isStopped = false;
  #onProgress: () => void = () => {};
  /** Errors that ended a loop, by code. */
  readonly errors = new Map<string, number>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#topics = new Map(options.topics.map((topic) => [topic.name, topic]));
    const assignments = options.topics.flatMap(({ name: topic, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
    this.#consumer = options.client.consumer({ assignments, from: 'earliest', maxWaitMs: 250 });
    for (const at of assignments) this.#assign(at, 0);
  }

  start(): void {
    this.#reading = this.#readAll();
  }

  /** Offset that would be read next. */
  next(topic: string, partition: number): number {
    return this.#next.get(`${topic}/${partition}`) ?? 0;
  }

  /** Resolves when the reader has got to `end`, or to false after `limitMs`. */
  async reach(topic: string, partition: number, end: number, limitMs: number): Promise<boolean> {
    const deadlineMs = nowMs() + limitMs;
    while (this.next(topic, partition) < end) {
      const leftMs = deadlineMs - nowMs();
      if (leftMs <= 0) return false;
      const progress = Promise.withResolvers<void>();
      this.#onProgress = progress.resolve;
      await Promise.race([progress.promise, pause(Math.min(leftMs, pauseMs))]);
    }
    return true;
  }

  /** Reads no more once its client is closed. */
  abandon(): void {
    this.#isStopped = true;
  }

  async stop(): Promise<void> {
    this.abandon();
    await this.#consumer.close();
    await this.#reading;
  }

  /** A loop that just ends is one of a consumer that was closed. */
  async #readAll(): Promise<void> {
    while (!this.#isStopped) {
      try {
        for await (const batch of this.#consumer.batches()) this.#read(batch);
        return;
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  #read({ topic, partition, records }: ConsumerBatch): void {
    const { name: p, history } = this.#options;
    const plan = this.#topics.get(topic);
    const [first] = records;
    if (!plan || !first) throw new Error(`nothing of ${topic} was asked for`);
    const values = records.map((record) => nameOf(record, plan.partitions));
    const isDense = records.every(({ offset }, i) => offset === first.offset + i);
    const at = {
      op: 'poll',
      p,
      at: nowMs(),
      topic,
      partition,
      offset: first.offset,
      values,
    } as const;
    history.write(isDense ? at : { ...at, offsets: records.map(({ offset }) => offset) });
    this.#next.set(`${topic}/${partition}`, (records.at(-1)?.offset ?? 0) + 1);
    this.#onProgress();
  }

  async #failed(error: unknown): Promise<void> {
    const code = codeOf(error) ?? messageOf(error);
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
    if (!(error instanceof TidelogError)) throw error;
    if (!positionCodes.has(code)) {
      await pause(pauseMs);
      return;
    }
    // Which partition it was is in the error; a reader that cannot say goes on nowhere.
    const { topic, partition, logStartOffset, nextOffset } = error as unknown as {
      topic: string;
      partition: number;
      logStartOffset?: number;
      nextOffset?: number;
    };
    const offset = nextOffset ?? logStartOffset ?? 0;
    this.#assign({ topic, partition }, offset, `${code}: ${error.message}`);
    await this.#consumer.seek(topic, partition, { offset });
  }

  #assign(at: { topic: string; partition: number }, offset: number, code?: string): void {
    const { name: p, history } = this.#options;
    const entry = { op: 'assign', p, at: nowMs(), ...at, offset } as const;
    history.write(code === undefined ? entry : { ...entry, code });
    this.#next.set(`${at.topic}/${at.partition}`, offset);
  }
}
