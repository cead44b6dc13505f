// What a caller holds: takes records, gives each a partition and a place in the buffer, and waits where there is none.
//
// Records of one topic pass one after the other. A topic that is not known yet, or a full buffer, holds its records back
// in order; whoever came first for room is served first.
import type { Timer } from '../../base/clock.ts';
import { TidelogError, toError } from '../../base/errors.ts';
import { RingQueue } from '../../base/ring-queue.ts';
import { batchHeaderBytes } from '../../protocol/record-batch.ts';
import { type RecordInput, recordBytesBound } from '../../protocol/records.ts';
import type { TopicMetadata } from '../cluster-metadata.ts';
import type { ClientContext } from '../context.ts';
import { batchBytesMax, type ProducerSettings } from '../options.ts';
import { untilAborted } from '../retry.ts';
import { Accumulator } from './accumulator.ts';
import {
  BatchDelivery,
  type Delivery,
  type RecordMetadata,
  SingleDelivery,
  type UnsettledDeliveries,
} from './delivery.ts';
import { choosePartition, StickyChoice } from './partitioner.ts';
import { type ProducerRecord, toRecordInput } from './record.ts';
import { type ProducerMetrics, Sender } from './sender.ts';

/** Records taken in one go; then others have their turn, so that a large sendBatch does not stop the program [SIM-6]. */
const recordsPerSlice = 4_096;
const closeTimeoutMsDefault = 30_000;

interface SendJob {
  topic: string;
  records: readonly ProducerRecord[];
  /** The delivery's slot of each record; undefined when they are numbered as they stand. */
  slots: readonly number[] | undefined;
  delivery: Delivery;
  nowMs: number;
  wallMs: number;
  deadlineMs: number;
  /** Index of the next record to take. */
  next: number;
}

/** Why a topic's records do not pass now. */
type Obstacle = 'topic' | 'room' | 'slice';

interface TopicState {
  name: string;
  /** Those that have not passed, in order. */
  jobs: RingQueue<SendJob>;
  obstacle: Obstacle | undefined;
  sticky: StickyChoice;
}

export class Producer {
  readonly #context: ClientContext;
  readonly #settings: ProducerSettings;
  readonly #accumulator: Accumulator;
  readonly #sender: Sender;
  readonly #topics = new Map<string, TopicState>();
  /** Those that wait for room; each is here once. */
  readonly #blocked = new RingQueue<TopicState>();
  readonly #unsettled: UnsettledDeliveries = new Set();
  readonly #closing = new AbortController();
  readonly #onClosed: (self: Producer) => void;
  readonly #onAbort = () => this.#end(toError(this.#settings.signal?.reason));
  #flushes = 0;
  #jobTimer: Timer | undefined;
  #endReason: Error | undefined;
  #closed: Promise<void> | undefined;

  /** For Client; `onClosed` is called once. */
  constructor(
    context: ClientContext,
    settings: ProducerSettings,
    onClosed: (self: Producer) => void,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#onClosed = onClosed;
    this.#accumulator = new Accumulator({
      ...settings,
      inFlightMax: settings.batchesInFlightMax,
    });
    this.#sender = new Sender({
      context,
      settings,
      accumulator: this.#accumulator,
      signal: this.#closing.signal,
      isHurried: () => this.#flushes > 0 || this.#blocked.size > 0,
      onRoom: () => this.#serveBlocked(),
    });
    if (settings.signal?.aborted) this.#onAbort();
    else settings.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Batches that were sent more than once; without idempotence their records may stand in a log twice. */
  get retriedBatches(): number {
    return this.#sender.metrics.retriedBatches;
  }

  metrics(): ProducerMetrics & { bufferedBytes: number } {
    return { ...this.#sender.metrics, bufferedBytes: this.#accumulator.bufferedBytes };
  }

  /**
   * Resolves when the record is delivered as `acks` says. Rejects with INVALID_RECORD, INVALID_PARTITION,
   * MESSAGE_TOO_LARGE, UNKNOWN_TOPIC_OR_PARTITION, TOPIC_RECREATED, DELIVERY_TIMED_OUT, NO_BROKER_REACHABLE,
   * PRODUCER_CLOSED, OUT_OF_ORDER_SEQUENCE_NUMBER (OutOfOrderSequenceError), the signal's reason, or with what the broker
   * refused it for.
   */
  send(record: ProducerRecord): Promise<RecordMetadata> {
    const delivery = new SingleDelivery(this.#unsettled);
    this.#submit(record.topic, [record], undefined, delivery);
    return delivery.promise;
  }

  /**
   * The same for many at once; the results are in the order of the records. Rejects with PartialDeliveryError, which has
   * the outcome of every record, when all outcomes are there and one is a failure.
   */
  sendBatch(records: readonly ProducerRecord[]): Promise<RecordMetadata[]> {
    if (records.length === 0) return Promise.resolve([]);
    const delivery = new BatchDelivery(records.length, this.#unsettled);
    const first = (records[0] as ProducerRecord).topic;
    if (records.every(({ topic }) => topic === first)) {
      this.#submit(first, records, undefined, delivery);
      return delivery.promise;
    }
    const byTopic = new Map<string, { records: ProducerRecord[]; slots: number[] }>();
    for (const [slot, record] of records.entries()) {
      const part = byTopic.get(record.topic) ?? { records: [], slots: [] };
      byTopic.set(record.topic, part);
      part.records.push(record);
      part.slots.push(slot);
    }
    for (const [topic, part] of byTopic) this.#submit(topic, part.records, part.slots, delivery);
    return delivery.promise;
  }

  /** Sends what waits without lingering, and resolves when everything sent before has its outcome, good or bad. */
  async flush(): Promise<void> {
    const pending = [...this.#unsettled];
    if (pending.length === 0) return;
    this.#flushes += 1;
    this.#sender.wake();
    let left = pending.length;
    await new Promise<void>((resolve) => {
      const settled = () => {
        left -= 1;
        if (left === 0) resolve();
      };
      for (const delivery of pending) delivery.onSettled(settled);
    });
    this.#flushes -= 1;
  }

  /** Flushes for at most `timeoutMs` (30 s by default); what has no outcome then rejects with PRODUCER_CLOSED. */
  close(options: { timeoutMs?: number } = {}): Promise<void> {
    this.#closed ??= this.#close(options.timeoutMs ?? closeTimeoutMsDefault);
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(timeoutMs: number): Promise<void> {
    this.#endReason ??= producerClosed();
    const tooLate = Promise.withResolvers<void>();
    const timer = this.#context.clock.schedule(timeoutMs, tooLate.resolve);
    await Promise.race([this.flush(), tooLate.promise]);
    timer.cancel();
    this.#end(producerClosed());
  }

  #end(error: Error): void {
    if (this.#closing.signal.aborted) return;
    this.#endReason ??= error;
    this.#settings.signal?.removeEventListener('abort', this.#onAbort);
    this.#jobTimer?.cancel();
    this.#closing.abort(error);
    this.#sender.close(error);
    for (const topic of this.#topics.values()) this.#failJobs(topic, error);
    this.#onClosed(this);
  }

  #submit(
    topicName: string,
    records: readonly ProducerRecord[],
    slots: readonly number[] | undefined,
    delivery: Delivery,
  ): void {
    const { clock } = this.#context;
    const nowMs = clock.monotonicMs();
    const deadlineMs = nowMs + this.#settings.deliveryTimeoutMs;
    const wallMs = clock.wallMs();
    const job = {
      topic: topicName,
      records,
      slots,
      delivery,
      nowMs,
      wallMs,
      deadlineMs,
      next: 0,
    };
    if (this.#endReason) {
      failJob(job, this.#endReason);
      return;
    }
    const topic = this.#topicState(topicName);
    topic.jobs.push(job);
    if (topic.obstacle === undefined) this.#advance(topic);
    if (topic.jobs.size > 0 && !this.#jobTimer) this.#watchJobs();
  }

  #topicState(name: string): TopicState {
    let topic = this.#topics.get(name);
    if (!topic) {
      const sticky = new StickyChoice(this.#context.random);
      topic = { name, jobs: new RingQueue(), obstacle: undefined, sticky };
      this.#topics.set(name, topic);
    }
    return topic;
  }

  /** Lets the topic's records pass until something is in the way. */
  #advance(topic: TopicState): void {
    topic.obstacle = undefined;
    for (let job = topic.jobs.peek(); job; job = topic.jobs.peek()) {
      const obstacle: Obstacle | undefined =
        this.#blocked.size > 0 ? 'room' : this.#take(topic, job);
      if (obstacle) {
        this.#holdBack(topic, obstacle);
        return;
      }
      topic.jobs.shift();
    }
  }

  #holdBack(topic: TopicState, obstacle: Obstacle): void {
    topic.obstacle = obstacle;
    const { clock, tasks, metadata } = this.#context;
    const { signal } = this.#closing;
    switch (obstacle) {
      case 'room':
        this.#blocked.push(topic);
        this.#sender.wake();
        return;
      case 'slice':
        clock.schedule(0, () => this.#advance(topic));
        return;
      case 'topic':
        tasks.start(`wait for topic ${topic.name}`, async () => {
          try {
            await untilAborted(metadata.awaitTopic(topic.name, { signal }), signal);
          } catch (error) {
            this.#failJobs(topic, toError(error));
          }
          this.#advance(topic);
        });
    }
  }

  /** One job of each topic that waits for room, in turn, for as long as there is room. */
  #serveBlocked(): void {
    for (let topic = this.#blocked.peek(); topic; topic = this.#blocked.peek()) {
      const job = topic.jobs.peek();
      const obstacle = job && this.#take(topic, job);
      if (obstacle === 'room') return;
      this.#blocked.shift();
      topic.obstacle = undefined;
      if (job && obstacle === undefined) topic.jobs.shift();
      const next = obstacle ?? (topic.jobs.size > 0 ? 'room' : undefined);
      if (next) this.#holdBack(topic, next);
    }
  }

  /** Puts the job's records into the buffer until it is done, which undefined says, or something is in the way. */
  #take(topic: TopicState, job: SendJob): Obstacle | undefined {
    const known = this.#context.metadata.topic(topic.name);
    if (!known) return 'topic';
    const sliceEnd = Math.min(job.records.length, job.next + recordsPerSlice);
    let isNews = false;
    for (; job.next < sliceEnd; job.next++) {
      const record = job.records[job.next] as ProducerRecord;
      const slot = job.slots ? (job.slots[job.next] as number) : job.next;
      try {
        const input = toRecordInput(record, job.wallMs);
        const recordBytes = checkedBytes(input);
        if (!this.#accumulator.hasRoom(recordBytes)) {
          if (isNews) this.#sender.wake();
          return 'room';
        }
        const partition = this.#choosePartition(topic, known, record, input, recordBytes);
        isNews =
          this.#accumulator.add({
            place: { topic: topic.name, topicId: known.id, partition },
            record: input,
            recordBytes,
            delivery: job.delivery,
            slot,
            nowMs: job.nowMs,
            deadlineMs: job.deadlineMs,
          }) || isNews;
      } catch (error) {
        job.delivery.settle(slot, toError(error));
      }
    }
    if (isNews) this.#sender.wake();
    return job.next < job.records.length ? 'slice' : undefined;
  }

  #choosePartition(
    topic: TopicState,
    known: TopicMetadata,
    record: ProducerRecord,
    { key }: RecordInput,
    recordBytes: number,
  ): number {
    return choosePartition({
      record,
      key,
      partitions: known.partitions,
      partitioner: this.#settings.partitioner,
      sticky: topic.sticky,
      canTakeMore: (partition) => this.#accumulator.canJoin(known.id, partition, recordBytes),
    });
  }

  /** Records that wait for a topic or for room have a deadline too. */
  #watchJobs(): void {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const { jobs } of this.#topics.values()) {
      firstMs = Math.min(firstMs, jobs.peek()?.deadlineMs ?? firstMs);
    }
    this.#jobTimer = undefined;
    if (firstMs === Number.POSITIVE_INFINITY) return;
    const { clock } = this.#context;
    this.#jobTimer = clock.schedule(Math.max(0, firstMs - clock.monotonicMs()), () => {
      const nowMs = clock.monotonicMs();
      for (const topic of this.#topics.values()) {
        for (let job = topic.jobs.peek(); job && job.deadlineMs <= nowMs; job = topic.jobs.peek()) {
          topic.jobs.shift();
          failJob(job, neverTaken(topic, this.#settings.deliveryTimeoutMs));
        }
      }
      this.#watchJobs();
    });
  }

  #failJobs(topic: TopicState, error: Error): void {
    for (let job = topic.jobs.shift(); job; job = topic.jobs.shift()) failJob(job, error);
  }
}

function failJob(job: SendJob, error: Error): void {
  for (; job.next < job.records.length; job.next++) {
    job.delivery.settle(job.slots ? (job.slots[job.next] as number) : job.next, error);
  }
}

/** The most the record can take in a batch. Throws MESSAGE_TOO_LARGE when it can never be sent. */
function checkedBytes(record: RecordInput): number {
  const bytes = recordBytesBound(record);
  if (bytes <= batchBytesMax - batchHeaderBytes) return bytes;
  throw new TidelogError(
    'MESSAGE_TOO_LARGE',
    `the record takes ${bytes} bytes; at most ${batchBytesMax - batchHeaderBytes} fit into a request`,
  );
}

function neverTaken(topic: TopicState, timeoutMs: number): TidelogError {
  const why =
    topic.obstacle === 'room'
      ? 'the buffer was full all the time (bufferBytes)'
      : 'it is not known where the topic is';
  return new TidelogError(
    'DELIVERY_TIMED_OUT',
    `a record for ${topic.name} could not be sent within ${timeoutMs} ms: ${why}`,
    { retriable: true },
  );
}

function producerClosed(): TidelogError {
  return new TidelogError('PRODUCER_CLOSED', 'the producer has been closed');
}
