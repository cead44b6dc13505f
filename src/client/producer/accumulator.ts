// Records on their way: one queue of batches per partition, without I/O and without timers.
//
//   partition queue   | batch: in flight | batch: full | batch: open, being filled |
//                       head, alone sent                 tail, alone filled
//
// One batch of a partition is under way at a time and a failed one stays the head, so records of a partition are
// appended in the order they were sent. A queue belongs to a topic id: a recreated topic has other queues [REP-10].
import { assert, assertDefined } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import { RingQueue } from '../../base/ring-queue.ts';
import { KIB } from '../../base/units.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { CodecName } from '../../protocol/compression.ts';
import { batchHeaderBytes } from '../../protocol/record-batch.ts';
import { RecordBatchBuilder, type RecordInput } from '../../protocol/records.ts';
import type { Delivery } from './delivery.ts';

export interface BatchPlace {
  topic: string;
  topicId: Uuid;
  partition: number;
}

export class ProducerBatch {
  readonly place: BatchPlace;
  readonly createdMs: number;
  /** The least of its records', which come in order. */
  readonly deadlineMs: number;
  /** How often it was handed to a connection. */
  attempts = 0;
  lastError: Error | undefined;
  /** Every record has its outcome; an answer that still comes means nothing. */
  isSettled = false;
  /** What its records count for in the buffer. */
  reservedBytes = 0;
  readonly #builder: RecordBatchBuilder;
  readonly #deliveries: Delivery[] = [];
  readonly #slots: number[] = [];
  readonly #timestamps: number[] = [];
  #encoded: Buffer | undefined;

  constructor(
    place: BatchPlace,
    times: { createdMs: number; deadlineMs: number },
    expectedBytes: number,
  ) {
    this.place = place;
    this.createdMs = times.createdMs;
    this.deadlineMs = times.deadlineMs;
    this.#builder = new RecordBatchBuilder(expectedBytes);
  }

  get recordCount(): number {
    return this.#slots.length;
  }

  /** Before compression. */
  get bytes(): number {
    return this.#builder.bytes;
  }

  append(record: RecordInput, recordBytes: number, delivery: Delivery, slot: number): void {
    assert(!this.#encoded && !this.isSettled, 'records are added to an open batch');
    this.#builder.append(record);
    this.reservedBytes += recordBytes;
    this.#deliveries.push(delivery);
    this.#slots.push(slot);
    this.#timestamps.push(record.timestamp);
  }

  encode(codec: CodecName): Buffer {
    this.#encoded ??= this.#builder.build(codec);
    return this.#encoded;
  }

  succeed(answer: { baseOffset: number; logAppendTime: number }): void {
    const { topic, partition } = this.place;
    this.#settle((i) => ({
      topic,
      partition,
      offset: answer.baseOffset < 0 ? -1 : answer.baseOffset + i,
      timestamp: answer.logAppendTime >= 0 ? answer.logAppendTime : (this.#timestamps[i] as number),
      attempts: this.attempts,
    }));
  }

  fail(error: Error): void {
    this.#settle(() => error);
  }

  #settle(outcomeOf: (index: number) => Parameters<Delivery['settle']>[1]): void {
    if (this.isSettled) return;
    this.isSettled = true;
    for (let i = 0; i < this.#slots.length; i++) {
      (this.#deliveries[i] as Delivery).settle(this.#slots[i] as number, outcomeOf(i));
    }
  }
}

export class PartitionQueue {
  readonly place: BatchPlace;
  readonly batches = new RingQueue<ProducerBatch>();
  /** The tail, while it may be filled. */
  open: ProducerBatch | undefined;
  /** The head is under way. */
  isInFlight = false;
  /** In a row. */
  failures = 0;
  retryAtMs = 0;
  /** Since when the topic is missing from the metadata. */
  missingSinceMs: number | undefined;
  /** A guess for the next one. */
  lastBatchBytes = KIB;

  constructor(place: BatchPlace) {
    this.place = place;
  }
}

export interface AccumulatorOptions {
  batchBytes: number;
  bufferBytes: number;
  lingerMs: number;
}

export interface Addition {
  place: BatchPlace;
  record: RecordInput;
  /** Upper bound, from recordBytesBound. */
  recordBytes: number;
  delivery: Delivery;
  slot: number;
  nowMs: number;
  deadlineMs: number;
}

export class Accumulator {
  readonly #options: AccumulatorOptions;
  readonly #queues = new Map<Uuid, PartitionQueue[]>();
  /** Those that have batches. */
  readonly #busy = new Set<PartitionQueue>();
  #bufferedBytes = 0;

  constructor(options: AccumulatorOptions) {
    this.#options = options;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  get busyQueues(): ReadonlySet<PartitionQueue> {
    return this.#busy;
  }

  /** A record larger than the whole buffer has room when nothing else is there. */
  hasRoom(recordBytes: number): boolean {
    return (
      this.#bufferedBytes === 0 || this.#bufferedBytes + recordBytes <= this.#options.bufferBytes
    );
  }

  /** Whether the record would join a batch that is there already. */
  canJoin(topicId: Uuid, partition: number, recordBytes: number): boolean {
    const open = this.#queues.get(topicId)?.[partition]?.open;
    return open !== undefined && this.#fits(open, recordBytes);
  }

  /** True when there is something new for the sender to look at: a first batch to time, or a full one to send. */
  add(addition: Addition): boolean {
    const { place, recordBytes, nowMs, deadlineMs } = addition;
    const queue = this.#queueOf(place);
    let isNews = false;
    if (!queue.open || !this.#fits(queue.open, recordBytes)) {
      const expectedBytes = Math.max(
        Math.min(queue.lastBatchBytes, this.#options.batchBytes),
        recordBytes + batchHeaderBytes,
      );
      queue.open = new ProducerBatch(place, { createdMs: nowMs, deadlineMs }, expectedBytes);
      queue.batches.push(queue.open);
      this.#busy.add(queue);
      isNews = true;
    }
    queue.open.append(addition.record, recordBytes, addition.delivery, addition.slot);
    this.#bufferedBytes += recordBytes;
    return isNews;
  }

  /** Is the head to be sent now? Otherwise at the time that is returned, if nothing else happens. */
  dueMs(queue: PartitionQueue, isHurried: boolean): number {
    const head = assertDefined(queue.batches.peek(), 'a busy queue has a batch');
    const isWaiting = head === queue.open && head.attempts === 0 && !isHurried;
    const lingerEndMs =
      isWaiting && !this.#isFull(head) ? head.createdMs + this.#options.lingerMs : 0;
    return Math.max(queue.retryAtMs, lingerEndMs);
  }

  /** The head, which takes no more records from here on. */
  take(queue: PartitionQueue): ProducerBatch {
    assert(!queue.isInFlight, 'one batch of a partition is under way at a time');
    const batch = assertDefined(queue.batches.peek(), 'a busy queue has a batch');
    this.#close(queue, batch);
    queue.isInFlight = true;
    return batch;
  }

  /** The request that carried the head is over; it goes if it has its outcome, and otherwise will be sent again. */
  giveBack(queue: PartitionQueue): void {
    assert(queue.isInFlight, 'only what was taken is given back');
    queue.isInFlight = false;
    this.#dropSettledHeads(queue);
  }

  /** The records of expired batches fail; one that is under way keeps its place until its request is over. */
  expire(nowMs: number, errorFor: (batch: ProducerBatch) => Error): void {
    for (const queue of this.#busy) {
      for (const batch of queue.batches) {
        if (batch.deadlineMs > nowMs) break;
        if (!batch.isSettled) this.#fail(queue, batch, errorFor(batch));
      }
      this.#dropSettledHeads(queue);
    }
  }

  failQueue(queue: PartitionQueue, error: Error): void {
    for (const batch of queue.batches) this.#fail(queue, batch, error);
    this.#dropSettledHeads(queue);
    // A topic id that is gone never comes back; its queues go when the last of them is idle.
    const siblings = this.#queues.get(queue.place.topicId) ?? [];
    if (!siblings.some((sibling) => sibling && this.#busy.has(sibling))) {
      this.#queues.delete(queue.place.topicId);
    }
  }

  #fail(queue: PartitionQueue, batch: ProducerBatch, error: Error): void {
    this.#close(queue, batch);
    batch.fail(error);
  }

  #close(queue: PartitionQueue, batch: ProducerBatch): void {
    if (queue.open === batch) queue.open = undefined;
    queue.lastBatchBytes = Math.max(KIB, batch.bytes);
  }

  #dropSettledHeads(queue: PartitionQueue): void {
    if (queue.isInFlight) return;
    for (let head = queue.batches.peek(); head?.isSettled; head = queue.batches.peek()) {
      queue.batches.shift();
      this.#bufferedBytes -= head.reservedBytes;
    }
    assert(this.#bufferedBytes >= 0, 'bytes leave the buffer once');
    if (queue.batches.size === 0) this.#busy.delete(queue);
  }

  #fits(batch: ProducerBatch, recordBytes: number): boolean {
    return (
      batch.bytes + recordBytes <= this.#options.batchBytes &&
      batch.recordCount < limits.recordsPerBatchMax
    );
  }

  #isFull(batch: ProducerBatch): boolean {
    return batch.bytes >= this.#options.batchBytes;
  }

  #queueOf(place: BatchPlace): PartitionQueue {
    let queues = this.#queues.get(place.topicId);
    if (!queues) {
      queues = [];
      this.#queues.set(place.topicId, queues);
    }
    queues[place.partition] ??= new PartitionQueue(place);
    return queues[place.partition] as PartitionQueue;
  }
}
