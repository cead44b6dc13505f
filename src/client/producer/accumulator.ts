// Records on their way: one queue of batches per partition, without I/O and without timers.
//
//   partition queue   | delivered | in flight | in flight | full | open, being filled |
//                       sequence 0  1..7        8..9        none   none      tail, alone filled
//
// Batches get their sequences in the order of the queue, when they are first sent, and keep them [LOG-11]. Up to five from the
// head on may be under way; the broker refuses what does not follow, so records of a partition are appended in the order they
// were sent. Without sequences one batch is under way at a time, and a failed one stays the head. After a failure nothing
// more of the partition is sent until everything under way is back. A queue belongs to a topic id: a recreated topic has
// other queues [REP-10].
import { assert, assertDefined } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import { RingQueue } from '../../base/ring-queue.ts';
import { KIB } from '../../base/units.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { CodecName } from '../../protocol/compression.ts';
import { batchHeaderBytes } from '../../protocol/record-batch.ts';
import {
  type ProducerSequence,
  RecordBatchBuilder,
  type RecordInput,
  readRecords,
  recordBytesBound,
} from '../../protocol/records.ts';
import { sequenceAfter } from '../../protocol/sequence.ts';
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
  /** Whose it is and its place among the others [LOG-11]; set when it is first sent by an idempotent producer, for good. */
  sequence: ProducerSequence | undefined;
  isInFlight = false;
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
    this.#encoded ??= this.#builder.build(codec, this.sequence);
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

  /**
   * Two batches with the same records in the same order, under the same sequences: of which there is no other copy then, because
   * this one was refused. It is of no more use.
   */
  split(): [ProducerBatch, ProducerBatch] {
    const { recordCount, sequence, createdMs, deadlineMs, place } = this;
    assert(this.#encoded && recordCount > 1 && !this.isSettled, 'what was sent can be split');
    const times = { createdMs, deadlineMs };
    const middle = Math.ceil(recordCount / 2);
    const parts: [ProducerBatch, ProducerBatch] = [
      new ProducerBatch(place, times, this.bytes),
      new ProducerBatch(place, times, this.bytes),
    ];
    let i = 0;
    for (const record of readRecords(this.#encoded)) {
      const part = parts[i < middle ? 0 : 1];
      const delivery = this.#deliveries[i] as Delivery;
      part.append(record, recordBytesBound(record), delivery, this.#slots[i] as number);
      i += 1;
    }
    for (const [index, part] of parts.entries()) {
      part.attempts = this.attempts;
      part.lastError = this.lastError;
      const first = sequence?.baseSequence ?? 0;
      const baseSequence = index === 0 ? first : sequenceAfter(first, middle);
      if (sequence) part.sequence = { ...sequence, baseSequence };
    }
    this.isSettled = true;
    return parts;
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
  /** Batches under way. */
  inFlight = 0;
  /** Who writes here; undefined before the first batch, and without idempotence. */
  identity: ProducerIdentity | undefined;
  /** Of the next batch that is sent for the first time. */
  nextSequence = 0;
  /** A batch with a sequence was given up, so that the next one would leave a gap: only another epoch can go on. */
  hasGap = false;
  /** Why that batch was given up. */
  gapCause: Error | undefined;
  isRenewing = false;
  /** The partition knows this identity: it has acknowledged a batch of it. Before, it would take any sequence for the first. */
  isKnown = false;
  /** In a row. */
  failures = 0;
  retryAtMs = 0;
  /** Known when its last batch was sent. */
  leaderEpoch = -1;
  /** Ends the search for another leader that is under way. */
  stopExpecting: (() => void) | undefined;
  /** Since when the topic is missing from the metadata. */
  missingSinceMs: number | undefined;
  /** A guess for the next one. */
  lastBatchBytes = KIB;

  constructor(place: BatchPlace) {
    this.place = place;
  }
}

/** Under which a producer writes [LOG-11]. */
export interface ProducerIdentity {
  producerId: number;
  producerEpoch: number;
}

export interface AccumulatorOptions {
  /** Batches of one partition that may be under way. */
  inFlightMax: number;
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

  /**
   * The batch to be sent next, or undefined while there is none: not more than `inFlightMax` from the head on, so that the
   * broker still knows every one that may come again; only one while the partition does not know the producer; nothing
   * beside one that comes again; and nothing new behind a gap.
   */
  next(queue: PartitionQueue): ProducerBatch | undefined {
    let left = queue.isKnown ? this.#options.inFlightMax : 1;
    for (const batch of queue.batches) {
      if (left === 0) return undefined;
      left -= 1;
      if (batch.isSettled || batch.isInFlight) continue;
      const isAlone = batch.attempts > 0 || batch.sequence !== undefined || queue.hasGap;
      return isAlone && queue.inFlight > 0 ? undefined : batch;
    }
    return undefined;
  }

  /** When this batch, the next one, is to be sent if nothing else happens. */
  dueMs(queue: PartitionQueue, batch: ProducerBatch, isHurried: boolean): number {
    const isWaiting = batch === queue.open && batch.attempts === 0 && !isHurried;
    const lingerEndMs =
      isWaiting && !this.#isFull(batch) ? batch.createdMs + this.#options.lingerMs : 0;
    return Math.max(queue.retryAtMs, lingerEndMs);
  }

  /** The next batch, which takes no more records from here on and gets its sequence if it has none. */
  take(queue: PartitionQueue): ProducerBatch {
    const batch = assertDefined(this.next(queue), 'there is a batch to be sent');
    this.#close(queue, batch);
    const { identity } = queue;
    if (identity && !batch.sequence) {
      assert(!queue.hasGap, 'nothing new is sent behind a gap');
      batch.sequence = { ...identity, baseSequence: queue.nextSequence };
      queue.nextSequence = sequenceAfter(queue.nextSequence, batch.recordCount);
    }
    batch.isInFlight = true;
    queue.inFlight += 1;
    return batch;
  }

  /** The request that carried the batch is over; it goes if it has its outcome, and otherwise will be sent again. */
  giveBack(queue: PartitionQueue, batch: ProducerBatch): void {
    assert(batch.isInFlight, 'only what was taken is given back');
    batch.isInFlight = false;
    queue.inFlight -= 1;
    this.#dropSettledHeads(queue);
  }

  /** Whether a batch before this one has no outcome yet, or may still arrive. */
  hasEarlier(queue: PartitionQueue, batch: ProducerBatch): boolean {
    for (const earlier of queue.batches) {
      if (earlier === batch) return false;
      if (!earlier.isSettled || earlier.isInFlight) return true;
    }
    return false;
  }

  /** The records of this batch get no other outcome. What follows it would leave a gap if it had a sequence. */
  fail(queue: PartitionQueue, batch: ProducerBatch, error: Error): void {
    if (batch.isSettled) return;
    if (batch.sequence) {
      queue.gapCause = queue.hasGap ? queue.gapCause : error;
      queue.hasGap = true;
    }
    this.#close(queue, batch);
    batch.fail(error);
  }

  /** The batch was refused because it is too large: halves take its place, and nothing has to be numbered anew [LOG-11]. */
  split(queue: PartitionQueue, batch: ProducerBatch): void {
    this.#close(queue, batch);
    const all = [...queue.batches];
    queue.batches.clear();
    for (const one of all) {
      if (one !== batch) {
        queue.batches.push(one);
        continue;
      }
      this.#bufferedBytes -= batch.reservedBytes;
      for (const part of batch.split()) {
        queue.batches.push(part);
        this.#bufferedBytes += part.reservedBytes;
      }
    }
  }

  /** The queue goes on with these sequences; everything that had others is over. */
  renew(queue: PartitionQueue, identity: ProducerIdentity): void {
    assert(queue.inFlight === 0, 'batches of two epochs are not under way together');
    queue.identity = identity;
    queue.nextSequence = 0;
    queue.isKnown = false;
    queue.hasGap = false;
    queue.gapCause = undefined;
  }

  /** The records of expired batches fail; one that is under way keeps its place until its request is over. */
  expire(nowMs: number, errorFor: (batch: ProducerBatch) => Error): void {
    for (const queue of this.#busy) {
      for (const batch of queue.batches) {
        if (batch.deadlineMs > nowMs) break;
        if (!batch.isSettled) this.fail(queue, batch, errorFor(batch));
      }
      this.#dropSettledHeads(queue);
    }
  }

  failQueue(queue: PartitionQueue, error: Error): void {
    for (const batch of queue.batches) this.fail(queue, batch, error);
    this.#dropSettledHeads(queue);
  }

  /** The queue's topic id is gone and never comes back; its queues go when the last of them is idle. */
  forgetTopic(queue: PartitionQueue): void {
    const siblings = this.#queues.get(queue.place.topicId) ?? [];
    if (!siblings.some((sibling) => sibling && this.#busy.has(sibling))) {
      this.#queues.delete(queue.place.topicId);
    }
  }

  #close(queue: PartitionQueue, batch: ProducerBatch): void {
    if (queue.open === batch) queue.open = undefined;
    queue.lastBatchBytes = Math.max(KIB, batch.bytes);
  }

  #dropSettledHeads(queue: PartitionQueue): void {
    for (let head = queue.batches.peek(); head?.isSettled; head = queue.batches.peek()) {
      if (head.isInFlight) break;
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
