// What a caller holds: reads assigned partitions, all of them in one loop or each in a loop of its own.
import { TidelogError, toError } from '../../base/errors.ts';
import type { ClientContext } from '../context.ts';
import { requestDeadlineMs } from '../context.ts';
import {
  type CorruptRecordsError,
  LogTruncatedError,
  OffsetOutOfRangeError,
  type PartitionName,
} from '../errors.ts';
import type { ConsumerSettings } from '../options.ts';
import { Fetcher } from './fetcher.ts';
import { PartitionQueue, type QueuedRecord } from './partition-queue.ts';
import { type ConsumerPosition, checkPosition, type Position } from './position.ts';
import { PullStream } from './pull-stream.ts';

/** Key, value and header values share memory with what was fetched: copy what is to be kept for long. */
export interface ConsumerRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since 1970. */
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
  /** Epoch of the leader that wrote it. */
  leaderEpoch: number;
}

export interface ConsumerBatch {
  topic: string;
  partition: number;
  records: ConsumerRecord[];
  /** Offset after the last record that could be read when these were fetched, or later. */
  highWatermark: number;
}

/** Whoever reads now: one loop over everything, or loops over single partitions. */
type Reader = PullStream<ConsumerRecord> | PullStream<ConsumerBatch>;

/**
 * `for await (const record of consumer)`. Records of one partition come in order; partitions take turns, batch by
 * batch. The loop throws OFFSET_OUT_OF_RANGE, LOG_TRUNCATED, CORRUPT_MESSAGE or TOPIC_RECREATED, which stay until `seek`, and
 * NO_BROKER_REACHABLE, UNKNOWN_TOPIC_OR_PARTITION or a broker's final refusal, after which a new loop tries again.
 * It survives the loss of brokers. It ends when the consumer is closed or its signal aborts.
 */
export class Consumer implements AsyncIterable<ConsumerRecord> {
  readonly #context: ClientContext;
  readonly #settings: ConsumerSettings;
  readonly #fetcher: Fetcher;
  readonly #queues: PartitionQueue[] = [];
  readonly #onClosed: (self: Consumer) => void;
  readonly #onAbort = () => this.#end(toError(this.#settings.signal?.reason));
  /** Over all partitions. */
  #reader: Reader | undefined;
  readonly #partitionReaders = new Map<string, PullStream<ConsumerRecord>>();
  #cursor = 0;
  #starting: Promise<void> | undefined;
  #startError: Error | undefined;
  #isClosed = false;

  /** For Client; `onClosed` is called once. */
  constructor(
    context: ClientContext,
    settings: ConsumerSettings,
    onClosed: (self: Consumer) => void,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#onClosed = onClosed;
    this.#fetcher = new Fetcher({
      context,
      settings,
      queues: () => this.#queues,
      isRead: (queue) => this.#readerOf(queue) !== undefined,
      onNews: (queue) => this.#readerOf(queue)?.wake(),
    });
    for (const { topic, partition, from } of settings.assignments) {
      this.#addQueue(topic, partition, from);
    }
    if (settings.signal?.aborted) this.#onAbort();
    else settings.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<ConsumerRecord, undefined> {
    return this.#readAll(
      new PullStream({ take: () => this.#takeRecord(), onEnd: () => this.#readerEnded() }),
    );
  }

  /** The same, a whole record batch at a time. */
  batches(): AsyncIterable<ConsumerBatch, undefined> {
    return {
      [Symbol.asyncIterator]: () =>
        this.#readAll(
          new PullStream({ take: () => this.#takeBatch(), onEnd: () => this.#readerEnded() }),
        ),
    };
  }

  /** Only this partition. Partitions may be read by a loop each, but not along with a loop over all of them. */
  partition(topic: string, partition: number): AsyncIterable<ConsumerRecord, undefined> {
    return { [Symbol.asyncIterator]: () => this.#readPartition(topic, partition) };
  }

  /**
   * Goes on reading from there, for loops that run too. Resolves when the offset is known; rejects with NOT_ASSIGNED, or
   * when no broker tells the offset within the request timeout (then it is looked for again by the loop).
   */
  async seek(topic: string, partition: number, position: Position): Promise<void> {
    this.#checkOpen();
    const target = checkPosition('position', position);
    await this.#start();
    const queue = this.#queueFor(topic, partition);
    queue.reset(target);
    await this.#resolve(queue);
  }

  /** Where the next record will be handed out from; finds it first if need be. Rejects like `seek`. */
  async position(topic: string, partition: number): Promise<ConsumerPosition> {
    this.#checkOpen();
    await this.#start();
    const queue = this.#queueFor(topic, partition);
    while (queue.position === undefined) await this.#resolve(queue);
    const { position: offset, positionEpoch: leaderEpoch } = queue;
    return leaderEpoch === undefined ? { offset } : { offset, leaderEpoch };
  }

  /** Records between the position and the end known from the last answer of a broker; undefined before there is one. */
  lag(topic: string, partition: number): number | undefined {
    const { position, highWatermark } = this.#queueFor(topic, partition);
    if (position === undefined || highWatermark < 0) return undefined;
    return Math.max(0, highWatermark - position);
  }

  /** Nothing more is handed out of these partitions (all by default) nor fetched; what was fetched is kept. */
  pause(partitions?: readonly PartitionName[]): void {
    for (const queue of this.#named(partitions)) queue.isPaused = true;
  }

  resume(partitions?: readonly PartitionName[]): void {
    for (const queue of this.#named(partitions)) {
      queue.isPaused = false;
      this.#readerOf(queue)?.wake();
    }
    this.#fetcher.wake();
  }

  /** Partitions that are read; those of `topics` appear once the first loop, seek or position has found them. */
  assigned(): PartitionName[] {
    return this.#queues.map(({ topic, partition }) => ({ topic, partition }));
  }

  /** Ends every loop. */
  close(): Promise<void> {
    this.#end(new TidelogError('CONSUMER_CLOSED', 'the consumer has been closed'));
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #end(reason: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#settings.signal?.removeEventListener('abort', this.#onAbort);
    this.#fetcher.close(reason);
    this.#reader?.end();
    for (const reader of [...this.#partitionReaders.values()]) reader.end();
    this.#onClosed(this);
  }

  #addQueue(topic: string, partition: number, startAt: Position): void {
    const skipCorrupt = (error: CorruptRecordsError) => this.#isSkipped(error);
    this.#queues.push(new PartitionQueue({ topic, partition, startAt, skipCorrupt }));
  }

  #isSkipped(error: CorruptRecordsError): boolean {
    if (this.#settings.onCorrupt === 'error') return false;
    const { topic, partition, offset, nextOffset } = error;
    this.#context.logger.warn(
      { topic, partition, offset, nextOffset, reason: error.message },
      'records that cannot be read are left out',
    );
    return true;
  }

  /** Finds the partitions of `topics`, once; after a failure the next call tries again. */
  #start(): Promise<void> {
    if (this.#settings.topics.length === 0) return Promise.resolve();
    this.#starting ??= this.#findPartitions().catch((error: unknown) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  async #findPartitions(): Promise<void> {
    const { signal } = this.#fetcher;
    const { metadata } = this.#context;
    const topics = await Promise.all(
      this.#settings.topics.map((topic) => metadata.awaitTopic(topic, { signal })),
    );
    for (const { name, partitions } of topics) {
      for (const { partition } of partitions) this.#addQueue(name, partition, this.#settings.from);
    }
  }

  async #resolve(queue: PartitionQueue): Promise<void> {
    const { generation } = queue;
    queue.isInFlight = true;
    try {
      await this.#fetcher.resolve(queue, requestDeadlineMs(this.#context));
    } finally {
      if (queue.generation === generation) queue.isInFlight = false;
      this.#fetcher.wake();
    }
  }

  #readAll<Stream extends Reader>(stream: Stream): Stream {
    this.#checkFree(this.#reader !== undefined || this.#partitionReaders.size > 0, 'the consumer');
    if (this.#isClosed) {
      stream.end();
      return stream;
    }
    this.#reader = stream;
    this.#begin();
    return stream;
  }

  #readPartition(topic: string, partition: number): PullStream<ConsumerRecord> {
    const key = `${topic}/${partition}`;
    const isTaken = this.#reader !== undefined || this.#partitionReaders.has(key);
    this.#checkFree(isTaken, `partition ${partition} of ${topic}`);
    const isKnown =
      this.#settings.topics.includes(topic) ||
      this.#settings.assignments.some((one) => one.topic === topic && one.partition === partition);
    if (!isKnown) throw notAssigned(topic, partition);
    const stream: PullStream<ConsumerRecord> = new PullStream({
      take: () => this.#takeOfPartition(topic, partition),
      onEnd: () => {
        if (this.#partitionReaders.get(key) === stream) this.#partitionReaders.delete(key);
      },
    });
    if (this.#isClosed) {
      stream.end();
      return stream;
    }
    this.#partitionReaders.set(key, stream);
    this.#begin();
    return stream;
  }

  #checkFree(isTaken: boolean, what: string): void {
    if (!isTaken) return;
    throw new TidelogError(
      'ALREADY_READING',
      `${what} is being read by another loop; end that one first`,
    );
  }

  #begin(): void {
    this.#context.tasks.start('start a consumer', async () => {
      try {
        await this.#start();
      } catch (error) {
        if (this.#isClosed) return;
        this.#startError = toError(error);
        this.#reader?.wake();
        for (const reader of [...this.#partitionReaders.values()]) reader.wake();
      }
      this.#fetcher.wake();
    });
  }

  #readerEnded(): void {
    this.#reader = undefined;
  }

  #readerOf(queue: PartitionQueue): Reader | undefined {
    return this.#reader ?? this.#partitionReaders.get(`${queue.topic}/${queue.partition}`);
  }

  #takeRecord(): ConsumerRecord | undefined {
    return this.#takeTurns((queue) => {
      const queued = queue.nextRecord();
      return queued && toConsumerRecord(queue, queued);
    });
  }

  #takeBatch(): ConsumerBatch | undefined {
    return this.#takeTurns((queue) => {
      const queued = queue.nextBatch();
      if (!queued) return undefined;
      const { topic, partition, highWatermark } = queue;
      const records = queued.map((one) => toConsumerRecord(queue, one));
      return { topic, partition, records, highWatermark };
    });
  }

  /** Stays with a partition to the end of a batch, then gives the next one its turn. */
  #takeTurns<Item>(take: (queue: PartitionQueue) => Item | undefined): Item | undefined {
    this.#throwStartError();
    for (let tries = this.#queues.length; tries > 0; tries--) {
      const queue = this.#queues[this.#cursor % this.#queues.length] as PartitionQueue;
      const item = this.#takeFrom(queue, take);
      if (item === undefined || queue.isBetweenBatches) {
        this.#cursor = (this.#cursor + 1) % this.#queues.length;
      }
      if (item !== undefined) return item;
    }
    return undefined;
  }

  #takeOfPartition(topic: string, partition: number): ConsumerRecord | undefined {
    this.#throwStartError();
    const queue = this.#queues.find((one) => one.topic === topic && one.partition === partition);
    if (!queue) {
      // A partition of `topics` is there after the start, unless the topic has fewer.
      if (this.#queues.length > 0) throw notAssigned(topic, partition);
      return undefined;
    }
    return this.#takeFrom(queue, () => {
      const queued = queue.nextRecord();
      return queued && toConsumerRecord(queue, queued);
    });
  }

  #takeFrom<Item>(
    queue: PartitionQueue,
    take: (queue: PartitionQueue) => Item | undefined,
  ): Item | undefined {
    if (queue.isPaused) return undefined;
    const bytesBefore = queue.bufferedBytes;
    const item = take(queue);
    // Something of it may be fetched again.
    if (queue.bufferedBytes < bytesBefore) this.#fetcher.wake();
    if (item === undefined && queue.error) throw this.#takeError(queue);
    return item;
  }

  #takeError(queue: PartitionQueue): Error {
    const error = queue.error as Error;
    if (!staysUntilSeek(error)) queue.error = undefined;
    return error;
  }

  #throwStartError(): void {
    const error = this.#startError;
    this.#startError = undefined;
    if (error) throw error;
  }

  #named(partitions: readonly PartitionName[] | undefined): readonly PartitionQueue[] {
    if (!partitions) return this.#queues;
    return partitions.map(({ topic, partition }) => this.#queueFor(topic, partition));
  }

  #queueFor(topic: string, partition: number): PartitionQueue {
    const queue = this.#queues.find((one) => one.topic === topic && one.partition === partition);
    if (!queue) throw notAssigned(topic, partition);
    return queue;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new TidelogError('CONSUMER_CLOSED', 'the consumer has been closed');
  }
}

function toConsumerRecord(
  { topic, partition }: PartitionQueue,
  { record, leaderEpoch }: QueuedRecord,
): ConsumerRecord {
  const { offset, timestamp, key, value, headers } = record;
  return { topic, partition, offset, timestamp, key, value, headers, leaderEpoch };
}

/** What cannot be passed over without the caller's word. */
function staysUntilSeek(error: Error): boolean {
  return (
    error instanceof OffsetOutOfRangeError ||
    error instanceof LogTruncatedError ||
    (error instanceof TidelogError &&
      (error.code === 'TOPIC_RECREATED' || error.code === 'CORRUPT_MESSAGE'))
  );
}

function notAssigned(topic: string, partition: number): TidelogError {
  return new TidelogError(
    'NOT_ASSIGNED',
    `partition ${partition} of ${topic} is not among those that this consumer reads`,
  );
}
