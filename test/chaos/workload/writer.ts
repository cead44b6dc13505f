import { codeOf, messageOf } from '../../../src/base/errors.ts';
import type { Client, ProducerOptions } from '../../../src/client/index.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { recordOf, type TopicPlan } from './records.ts';

/** With these a record was refused before anything was done with it. */
const definiteCodes: ReadonlySet<string> = new Set([
  'INVALID_RECORD',
  'INVALID_PARTITION',
  'MESSAGE_TOO_LARGE',
]);

export interface WriterOptions {
  name: string;
  client: Client;
  topic: TopicPlan;
  history: HistoryFile;
  producer: ProducerOptions & { acks: 'all' | 1 | 0 };
  /** Sends in a second, when nothing is in the way. */
  ratePerSecond: number;
  /** Sends to one partition that may have no outcome; a partition that stands still holds up no other. */
  inFlightMax: number;
}

const tickMs = 20;

/** Sends records at an even pace, whatever happens to the brokers, and records what it is told of each. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #producer: ReturnType<Client['producer']>;
  readonly #inFlight: number[];
  #timer: NodeJS.Timeout | undefined;
  #next = 0;
  #owed = 0;
  #lastMs = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#producer = options.client.producer(options.producer);
    this.#inFlight = Array.from({ length: options.topic.partitions }, () => 0);
  }

  get sent(): number {
    return this.#next;
  }

  start(): void {
    this.#lastMs = nowMs();
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  /** Sends no more. */
  abandon(): void {
    clearInterval(this.#timer);
  }

  /** Sends no more. Resolves when everything has its outcome. */
  async stop(): Promise<void> {
    this.abandon();
    await this.#producer.flush();
  }

  /** Sends the next record of that partition now. Resolves with whether it was acknowledged. */
  async sendTo(partition: number): Promise<boolean> {
    const { topic, name } = this.#options;
    while (recordOf(name, this.#next, topic.partitions).partition !== partition) this.#next += 1;
    return await this.#send();
  }

  #tick(): void {
    const { ratePerSecond, inFlightMax, topic, name } = this.#options;
    const timeMs = nowMs();
    this.#owed = Math.min(
      this.#owed + ((timeMs - this.#lastMs) * ratePerSecond) / 1_000,
      ratePerSecond,
    );
    this.#lastMs = timeMs;
    for (; this.#owed >= 1; this.#owed -= 1) {
      const { partition } = recordOf(name, this.#next, topic.partitions);
      if ((this.#inFlight[partition] ?? 0) < inFlightMax) void this.#send();
      else this.#next += 1;
    }
  }

  async #send(): Promise<boolean> {
    const { topic, name, history, producer } = this.#options;
    const n = this.#next++;
    const { key, value, partition } = recordOf(name, n, topic.partitions);
    const { acks } = producer;
    const isIdempotent = producer.idempotent ?? acks === 'all';
    const where = { topic: topic.name, partition };
    const sent = { op: 'send', p: name, n } as const;
    history.write({ ...sent, type: 'invoke', at: nowMs(), ...where, key, acks, isIdempotent });
    this.#count(partition, 1);
    try {
      const { offset, attempts } = await this.#producer.send({ ...where, key, value });
      history.write({ ...sent, type: 'ok', at: nowMs(), offset, attempts });
      return true;
    } catch (error) {
      const code = codeOf(error) ?? messageOf(error);
      const type = definiteCodes.has(code) ? 'fail' : 'unknown';
      history.write({ ...sent, type, at: nowMs(), code });
      return false;
    } finally {
      this.#count(partition, -1);
    }
  }

  #count(partition: number, change: number): void {
    this.#inFlight[partition] = (this.#inFlight[partition] ?? 0) + change;
  }
}
