// `tidelog produce`: lines of a file or of stdin become records. Streams: what is in memory is one chunk of the input and
// the records that have no outcome yet, which are bounded in bytes.
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { KIB, MIB } from '../base/units.ts';
import type { TopicDescription } from '../client/admin.ts';
import type { Client } from '../client/client.ts';
import type { BatchDelivered } from '../client/options.ts';
import { PartialDeliveryError } from '../client/producer/delivery.ts';
import type { Producer } from '../client/producer/producer.ts';
import type { CodecName } from '../protocol/compression.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { exitCodes } from './failures.ts';
import { Interruption } from './interruption.ts';
import { type Line, readLines } from './line-reader.ts';
import { Output } from './output.ts';
import { ProduceProgress } from './produce-progress.ts';
import { createRecordParser, type ParsedRecord, type RecordParser } from './record-parser.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface ProduceFlags extends ClientFlags {
  topic: string;
  keyField?: string;
  valueField?: string;
  keySeparator?: string;
  partition?: number;
  header?: [string, string][];
  acks: 'all' | '0' | '1';
  compression: CodecName;
  lingerMs?: number;
  batchBytes?: number;
  rate?: number;
  deliveryTimeout: number;
  onError: 'skip' | 'stop';
  quiet?: boolean;
  json?: boolean;
}

const readBytes = 256 * 1024;
/** Bytes of records without an outcome; reading pauses above it. The producer's own buffer is larger, so it never waits. */
const underWayBytesMax = 8 * MIB;
/** What a record takes in memory beside its key and its value, about. */
const recordOverheadBytes = 256;
const batchBytesDefault = 16 * KIB;
const bufferBytes = 64 * MIB;
/** With a rate, records leave in groups this far apart. */
const rateGroupMs = 50;

/** Returns the exit code. */
export async function runProduce(file: string | undefined, flags: ProduceFlags): Promise<number> {
  using interruption = new Interruption();
  try {
    return await produce(file, flags, interruption);
  } catch (error) {
    if (interruption.exitCode === undefined) {
      throw error;
    }
    return interruption.exitCode;
  }
}

async function produce(
  file: string | undefined,
  flags: ProduceFlags,
  interruption: Interruption,
): Promise<number> {
  const parse = createRecordParser(flags);
  await using client = await openClient(flags);
  const topic = await interruption.race(describeTopic(client, flags));
  checkPartition(topic, flags);
  // A reader of the delivery lines that goes away must not keep records from being sent.
  const output = new Output(() => {});
  using progress = new ProduceProgress(flags);
  await using producer = openProducer(client, topic, flags, (delivery) => {
    progress.delivered(delivery.recordCount);
    if (flags.quiet !== true) {
      output.writeLine(flags.json === true ? deliveryJson(delivery) : deliveryText(delivery));
    }
  });
  const sending = new Sending(producer, flags, parse, progress);
  const failure = await sendAll(sending, openInput(file, interruption.signal), interruption);
  progress.finish();
  await output.end();
  if (failure !== undefined) {
    process.stderr.write(`tidelog produce: ${failure.message}\n`);
    return exitCodes.failure;
  }
  return interruption.exitCode ?? exitCodes.success;
}

function checkPartition({ name, partitions }: TopicDescription, { partition }: ProduceFlags): void {
  if (partition !== undefined && partition >= partitions.length) {
    throw new UsageError(
      `--partition is ${partition}; ${name} has the partitions 0 to ${partitions.length - 1}`,
    );
  }
}

/** A batch that is larger than the topic takes would fail with all its records, for which only one may be to blame. */
function batchBytes({ configs }: TopicDescription, flags: ProduceFlags): number {
  const limit = Number(configs.find(({ name }) => name === 'max.message.bytes')?.value);
  const wanted = flags.batchBytes ?? batchBytesDefault;
  return Number.isSafeInteger(limit) ? Math.min(wanted, limit) : wanted;
}

function openProducer(
  client: Client,
  topic: TopicDescription,
  flags: ProduceFlags,
  onDelivery: (delivery: BatchDelivered) => void,
): Producer {
  return client.producer({
    acks: flags.acks === 'all' ? 'all' : flags.acks === '1' ? 1 : 0,
    compression: flags.compression,
    lingerMs: flags.lingerMs,
    batchBytes: batchBytes(topic, flags),
    deliveryTimeoutMs: flags.deliveryTimeout,
    // A line that is refused must not take along those in flight behind it.
    ...(flags.onError === 'skip' ? { batchesInFlightMax: 1 } : {}),
    bufferBytes,
    onDelivery,
  });
}

/** Returns why not all was sent. What was read before has an outcome in any case. */
async function sendAll(
  sending: Sending,
  input: AsyncIterable<Buffer>,
  { signal }: Interruption,
): Promise<Error | undefined> {
  try {
    for await (const lines of readLines(input, limits.frameBytesMax)) {
      await sending.send(lines, signal);
    }
  } catch (error) {
    if (!signal.aborted) {
      await sending.settled();
      return asInputError(error);
    }
  }
  await sending.settled();
  return sending.failure;
}

/** The failure of a record, or of the input. A bug is thrown on. */
function asInputError(error: unknown): Error {
  if (error instanceof TidelogError) {
    return error;
  }
  if (codeOf(error) === undefined) {
    throw error;
  }
  return new TidelogError('INPUT_FAILED', `the input cannot be read: ${messageOf(error)}`);
}

function openInput(file: string | undefined, signal: AbortSignal): AsyncIterable<Buffer> {
  const isStdin = file === undefined || file === '-';
  if (isStdin && process.stdin.isTTY) {
    process.stderr.write('reading lines from the terminal; end with Ctrl-D\n');
  }
  const stream = isStdin ? process.stdin : createReadStream(file, { highWaterMark: readBytes });
  signal.addEventListener('abort', () => stream.destroy(), { once: true });
  return stream;
}

interface LineRecord extends ParsedRecord {
  lineNumber: number;
}

/** What is under way between the input and the brokers. */
class Sending {
  readonly #producer: Producer;
  readonly #flags: ProduceFlags;
  readonly #parse: RecordParser;
  readonly #progress: ProduceProgress;
  readonly #headers: { key: string; value: string }[];
  readonly #startedMs = performance.now();
  readonly #underWay = new Set<Promise<void>>();
  #underWayBytes = 0;
  #sentCount = 0;
  #failure: Error | undefined;

  constructor(
    producer: Producer,
    flags: ProduceFlags,
    parse: RecordParser,
    progress: ProduceProgress,
  ) {
    this.#producer = producer;
    this.#flags = flags;
    this.#parse = parse;
    this.#progress = progress;
    this.#headers = (flags.header ?? []).map(([key, value]) => ({ key, value }));
  }

  /** The first record that could not be delivered, as a sentence with its line. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Throws what makes going on useless. */
  async send(lines: readonly Line[], signal: AbortSignal): Promise<void> {
    const { rate } = this.#flags;
    const groupSize = rate === undefined ? lines.length : Math.ceil((rate * rateGroupMs) / 1000);
    for (let at = 0; at < lines.length; at += groupSize) {
      const { records, error } = this.#read(lines.slice(at, at + groupSize));
      await this.#pace(records.length, signal);
      this.#start(records);
      if (error !== undefined) {
        throw error;
      }
      while (this.#underWayBytes > underWayBytesMax) {
        await Promise.race(this.#underWay);
      }
      if (this.#failure !== undefined) {
        throw this.#failure;
      }
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Returns the records before the first bad line, and its error; or all good ones, if bad ones are to be skipped. */
  #read(lines: readonly Line[]): { records: LineRecord[]; error?: unknown } {
    const records: LineRecord[] = [];
    for (const line of lines) {
      try {
        const record = this.#parse(line);
        if (record !== undefined) {
          records.push({ ...record, lineNumber: line.number });
        }
      } catch (error) {
        if (this.#flags.onError === 'stop') {
          return { records, error };
        }
        this.#progress.skipped(messageOf(error));
      }
    }
    return { records };
  }

  /** Waits until so many more records may be sent. */
  async #pace(count: number, signal: AbortSignal): Promise<void> {
    const { rate } = this.#flags;
    const dueMs = rate === undefined ? 0 : this.#startedMs + (this.#sentCount / rate) * 1000;
    this.#sentCount += count;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) {
      await sleep(waitMs, undefined, { signal });
    }
  }

  #start(records: readonly LineRecord[]): void {
    if (records.length === 0) {
      return;
    }
    const { topic, partition } = this.#flags;
    const bytes = records.reduce(
      (sum, { key, value }) => sum + (key?.length ?? 0) + (value?.length ?? 0),
      0,
    );
    const memoryBytes = bytes + records.length * recordOverheadBytes;
    this.#underWayBytes += memoryBytes;
    this.#progress.sent(records.length, bytes);
    const sent = this.#producer
      .sendBatch(
        records.map(({ key, value }) => ({
          topic,
          partition,
          key,
          value,
          headers: this.#headers,
        })),
      )
      .then(
        () => {},
        (error: unknown) => this.#fail(error, records),
      )
      .finally(() => {
        this.#underWayBytes -= memoryBytes;
        this.#underWay.delete(sent);
      });
    this.#underWay.add(sent);
  }

  #fail(error: unknown, records: readonly LineRecord[]): void {
    if (!(error instanceof PartialDeliveryError)) {
      this.#failure ??= new TidelogError('NOT_DELIVERED', `not delivered: ${messageOf(error)}`);
      return;
    }
    for (const [slot, outcome] of error.outcomes.entries()) {
      if (outcome instanceof Error) {
        this.#failOne(outcome, records[slot]?.lineNumber ?? 0);
      }
    }
  }

  /** A record that can never be delivered is its line's fault; one that could be later is not. */
  #failOne(error: Error, lineNumber: number): void {
    const message = `line ${lineNumber} was not delivered: ${error.message}`;
    const isLineAtFault = !(error instanceof TidelogError && error.retriable);
    if (isLineAtFault && this.#flags.onError === 'skip') {
      this.#progress.skipped(message);
    } else {
      this.#progress.failed();
      this.#failure ??= new TidelogError('NOT_DELIVERED', message);
    }
  }
}

function deliveryText(delivery: BatchDelivered): string {
  const { topic, partition, leaderId, brokerAddress, baseOffset, lastOffset } = delivery;
  const where = `broker ${leaderId} at ${brokerAddress}: ${topic} partition ${partition}`;
  const records = delivery.recordCount === 1 ? '1 record' : `${delivery.recordCount} records`;
  const again = delivery.attempts > 1 ? `, sent ${delivery.attempts} times` : '';
  return baseOffset < 0
    ? `${where} offsets unknown (${records})`
    : `${where} offsets ${baseOffset}-${lastOffset} (${records}${again})`;
}

function deliveryJson(delivery: BatchDelivered): string {
  const { leaderId, brokerAddress, topic, partition } = delivery;
  const { baseOffset, lastOffset, recordCount, attempts } = delivery;
  return JSON.stringify({
    broker: leaderId,
    address: brokerAddress,
    topic,
    partition,
    baseOffset,
    lastOffset,
    recordCount,
    attempts,
  });
}
