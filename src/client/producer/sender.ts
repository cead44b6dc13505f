// Takes batches that are due to their leaders and settles them with what comes back.
//
// Several requests may be under way to one broker, but a partition is in one of them at most. A failed batch stays at
// the head of its queue and is sent again after a pause, to whoever leads by then, until its deadline.
import type { Timer } from '../../base/clock.ts';
import { messageOf, TidelogError, toError } from '../../base/errors.ts';
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import { formatAddress } from '../../net/transport.ts';
import type { RequestBodyInit } from '../../protocol/api-registry.ts';
import { errorFromWire } from '../../protocol/error-codes.ts';
import type { ProduceResponse } from '../../protocol/messages.ts';
import { type ClientContext, connectToBroker } from '../context.ts';
import { TopicRecreatedError, UnknownTopicError } from '../errors.ts';
import { unknownTopicGraceMs } from '../metadata-cache.ts';
import { batchBytesMax, type ProducerSettings } from '../options.ts';
import { actionFor, backoffMs } from '../retry.ts';
import type { Accumulator, PartitionQueue, ProducerBatch } from './accumulator.ts';

/** Requests under way to one broker. */
const requestsPerBrokerMax = 5;
const backoffMsMax = 1_000;

export interface ProducerMetrics {
  /** Records that were accepted. */
  recordsDelivered: number;
  recordsFailed: number;
  /** Batches that were accepted. */
  batchesDelivered: number;
  /** Batches that were sent more than once: only their records can stand in a log twice. */
  retriedBatches: number;
  /** Sends of batches, repeated ones included. */
  batchSends: number;
  /** Bytes of those batches. */
  bytesSent: number;
}

interface InFlightBatch {
  queue: PartitionQueue;
  batch: ProducerBatch;
}

export interface SenderOptions {
  context: ClientContext;
  settings: ProducerSettings;
  accumulator: Accumulator;
  /** Somebody waits for room or for a flush: then no batch lingers. */
  isHurried: () => boolean;
  /** There may be room in the buffer. */
  onRoom: () => void;
}

export class Sender {
  readonly metrics: ProducerMetrics = {
    recordsDelivered: 0,
    recordsFailed: 0,
    batchesDelivered: 0,
    retriedBatches: 0,
    batchSends: 0,
    bytesSent: 0,
  };
  readonly #options: SenderOptions;
  readonly #requestsInFlight = new Map<number, number>();
  #timer: Timer | undefined;
  #isPumpQueued = false;
  #isClosed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Looks for what is to be done once the caller has finished, so that what comes in one go leaves in one go. */
  wake(): void {
    if (this.#isPumpQueued || this.#isClosed) return;
    this.#isPumpQueued = true;
    queueMicrotask(() => {
      this.#isPumpQueued = false;
      this.#pump();
    });
  }

  /** Fails everything that has no outcome yet; answers that still come are not looked at. */
  close(error: Error): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    for (const queue of [...this.#options.accumulator.busyQueues]) this.#failQueue(queue, error);
  }

  #pump(): void {
    if (this.#isClosed) return;
    const { context, accumulator, isHurried, onRoom } = this.#options;
    const nowMs = context.clock.monotonicMs();
    this.#timer?.cancel();
    this.#expire(nowMs);
    const byBroker = new Map<number, PartitionQueue[]>();
    let wakeAtMs = Number.POSITIVE_INFINITY;
    for (const queue of [...accumulator.busyQueues]) {
      wakeAtMs = Math.min(wakeAtMs, firstDeadlineMs(queue));
      if (queue.isInFlight || !this.#checkTopic(queue, nowMs)) continue;
      const leaderId = this.#leaderOf(queue, nowMs);
      const dueMs = accumulator.dueMs(queue, isHurried());
      if (dueMs > nowMs) wakeAtMs = Math.min(wakeAtMs, dueMs);
      else if (leaderId >= 0) getOrAdd(byBroker, leaderId).push(queue);
    }
    for (const [brokerId, queues] of byBroker) this.#dispatch(brokerId, queues);
    this.#wakeAt(wakeAtMs, nowMs);
    onRoom();
  }

  #wakeAt(wakeAtMs: number, nowMs: number): void {
    if (wakeAtMs === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#options.context.clock.schedule(Math.max(0, wakeAtMs - nowMs), () =>
      this.#pump(),
    );
  }

  #expire(nowMs: number): void {
    const { accumulator, settings } = this.#options;
    accumulator.expire(nowMs, (batch) => {
      this.metrics.recordsFailed += batch.recordCount;
      return deliveryTimedOut(batch, settings.deliveryTimeoutMs);
    });
  }

  /** False when the queue's topic is gone, or is another one now, and its records were failed. */
  #checkTopic(queue: PartitionQueue, nowMs: number): boolean {
    const { context } = this.#options;
    const { topic, topicId } = queue.place;
    const known = context.metadata.topic(topic);
    if (known && known.id !== topicId) {
      const what = 'records for the old one that had not been delivered were dropped';
      this.#failQueue(queue, new TopicRecreatedError(topic, what, { retriable: true }));
      return false;
    }
    if (known) {
      queue.missingSinceMs = undefined;
      return true;
    }
    queue.missingSinceMs ??= nowMs;
    if (nowMs - queue.missingSinceMs < unknownTopicGraceMs) return true;
    this.#failQueue(queue, new UnknownTopicError(topic));
    return false;
  }

  /** -1 when there is none; then the queue looks again after a pause. */
  #leaderOf(queue: PartitionQueue, nowMs: number): number {
    const { metadata } = this.#options.context;
    const { topic, partition } = queue.place;
    const leaderId = metadata.leaderId(topic, partition);
    if (leaderId < 0 && queue.retryAtMs <= nowMs) {
      metadata.refreshInBackground();
      this.#pauseQueue(queue, nowMs);
    }
    return leaderId;
  }

  #pauseQueue(queue: PartitionQueue, nowMs: number): void {
    const { context, settings } = this.#options;
    queue.failures += 1;
    const backoff = { baseMs: settings.retryBackoffMs, maxMs: backoffMsMax };
    queue.retryAtMs = nowMs + backoffMs(queue.failures, context.random, backoff);
  }

  /** Packs what fits into requests; the rest waits for the next answer. */
  #dispatch(brokerId: number, queues: PartitionQueue[]): void {
    const { accumulator, settings, context } = this.#options;
    let next = 0;
    while (next < queues.length && this.#inFlight(brokerId) < requestsPerBrokerMax) {
      const batches: InFlightBatch[] = [];
      let bytes = 0;
      for (; next < queues.length; next++) {
        const queue = queues[next] as PartitionQueue;
        const headBytes = (queue.batches.peek() as ProducerBatch).bytes;
        if (batches.length > 0 && bytes + headBytes > batchBytesMax) break;
        const batch = accumulator.take(queue);
        bytes += batch.encode(settings.compression).length;
        batches.push({ queue, batch });
      }
      this.#requestsInFlight.set(brokerId, this.#inFlight(brokerId) + 1);
      context.tasks.start('produce', () => this.#send(brokerId, batches));
    }
  }

  #inFlight(brokerId: number): number {
    return this.#requestsInFlight.get(brokerId) ?? 0;
  }

  async #send(brokerId: number, batches: InFlightBatch[]): Promise<void> {
    const { accumulator } = this.#options;
    try {
      await this.#exchange(brokerId, batches);
    } catch (error) {
      for (const { queue, batch } of batches) this.#failed(queue, batch, toError(error));
    }
    this.#requestsInFlight.set(brokerId, this.#inFlight(brokerId) - 1);
    for (const { queue } of batches) accumulator.giveBack(queue);
    this.wake();
  }

  async #exchange(brokerId: number, all: InFlightBatch[]): Promise<void> {
    const { context, settings } = this.#options;
    const connection = await connectToBroker(context, brokerId, 'produce');
    // Connecting may have taken until after some deadline.
    const batches = all.filter(({ batch }) => !batch.isSettled);
    if (batches.length === 0) return;
    const timeoutMs = context.requestTimeoutMs;
    const body = produceRequest(batches, settings, timeoutMs);
    for (const { batch } of batches) this.#countSend(batch);
    const leader = { leaderId: brokerId, brokerAddress: formatAddress(connection.address) };
    if (settings.acks === 0) {
      await connection.sendOneWay('produce', body);
      for (const sent of batches)
        this.#succeeded(sent, leader, { baseOffset: -1, logAppendTime: -1 });
      return;
    }
    const response = await connection.request('produce', body, { timeoutMs });
    for (const sent of batches) this.#applyResult(sent, leader, response);
  }

  #countSend(batch: ProducerBatch): void {
    batch.attempts += 1;
    if (batch.attempts === 2) this.metrics.retriedBatches += 1;
    this.metrics.batchSends += 1;
    this.metrics.bytesSent += batch.encode(this.#options.settings.compression).length;
  }

  #applyResult(sent: InFlightBatch, leader: Leader, response: ProduceResponse): void {
    const { topic, topicId, partition } = sent.batch.place;
    const result = findResult(response, sent.batch.place);
    if (!result) {
      const message = `${leader.brokerAddress} left ${topic}-${partition} out of its answer`;
      this.#failed(sent.queue, sent.batch, new TidelogError('INVALID_RESPONSE', message));
    } else if (result.errorCode === 0) {
      this.#succeeded(sent, leader, result);
    } else {
      const { leaderId, leaderEpoch } = result;
      const hint = { topic, topicId, partition, leaderId, leaderEpoch };
      this.#options.context.metadata.applyLeaderHint(hint);
      const message = result.errorMessage || `${topic}-${partition} refused the batch`;
      this.#failed(sent.queue, sent.batch, errorFromWire(result.errorCode, message));
    }
  }

  #succeeded(
    { queue, batch }: InFlightBatch,
    leader: Leader,
    answer: { baseOffset: number; logAppendTime: number },
  ): void {
    queue.failures = 0;
    queue.retryAtMs = 0;
    if (batch.isSettled) return;
    this.metrics.batchesDelivered += 1;
    this.metrics.recordsDelivered += batch.recordCount;
    const { onDelivery } = this.#options.settings;
    if (onDelivery) {
      const { topic, partition } = batch.place;
      const { recordCount, attempts } = batch;
      const { baseOffset } = answer;
      const lastOffset = baseOffset < 0 ? -1 : baseOffset + recordCount - 1;
      const delivery = {
        topic,
        partition,
        ...leader,
        baseOffset,
        lastOffset,
        recordCount,
        attempts,
      };
      // What the callback throws is its owner's to see, and must not look like a failed delivery.
      queueMicrotask(() => onDelivery(delivery));
    }
    batch.succeed(answer);
  }

  #failed(queue: PartitionQueue, batch: ProducerBatch, error: Error): void {
    if (this.#isClosed) return;
    const { context } = this.#options;
    const { topic, partition } = batch.place;
    const action = actionFor(error);
    if (action === 'fail') {
      queue.failures = 0;
      if (!batch.isSettled) this.metrics.recordsFailed += batch.recordCount;
      batch.fail(error);
      return;
    }
    batch.lastError = error;
    this.#pauseQueue(queue, context.clock.monotonicMs());
    context.logger.debug(
      { topic, partition, attempts: batch.attempts, reason: messageOf(error) },
      'a batch will be sent again',
    );
    if (action === 'refresh') context.metadata.refreshInBackground();
  }

  #failQueue(queue: PartitionQueue, error: Error): void {
    for (const batch of queue.batches) {
      if (!batch.isSettled) this.metrics.recordsFailed += batch.recordCount;
    }
    this.#options.accumulator.failQueue(queue, error);
  }
}

interface Leader {
  leaderId: number;
  brokerAddress: string;
}

function getOrAdd<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key);
  if (known) return known;
  const added: Item[] = [];
  lists.set(key, added);
  return added;
}

/** Deadlines rise within a queue, but a head that has its outcome may still be under way. */
function firstDeadlineMs(queue: PartitionQueue): number {
  for (const batch of queue.batches) {
    if (!batch.isSettled) return batch.deadlineMs;
  }
  return Number.POSITIVE_INFINITY;
}

function produceRequest(
  batches: readonly InFlightBatch[],
  settings: ProducerSettings,
  timeoutMs: number,
): RequestBodyInit<'produce'> {
  const byTopic = new Map<string, ProducerBatch[]>();
  for (const { batch } of batches) getOrAdd(byTopic, batch.place.topicId).push(batch);
  const topics = [...byTopic.values()].map((ofTopic) => {
    const { topicId, topic } = (ofTopic[0] as ProducerBatch).place;
    const partitions = ofTopic.map((batch) => ({
      partition: batch.place.partition,
      records: batch.encode(settings.compression),
    }));
    return { topicId: uuidToBytes(topicId), name: topic, partitions };
  });
  // The broker gives up before this side does, so that its answer says why.
  const brokerTimeoutMs = Math.ceil(timeoutMs * 0.9);
  return { acks: settings.acks === 'all' ? -1 : settings.acks, timeoutMs: brokerTimeoutMs, topics };
}

function findResult(response: ProduceResponse, place: ProducerBatch['place']) {
  for (const topic of response.topics) {
    const isTopic =
      topic.topicId.length > 0
        ? uuidFromBytes(topic.topicId) === place.topicId
        : topic.name === place.topic;
    if (!isTopic) continue;
    const found = topic.partitions.find(({ partition }) => partition === place.partition);
    if (found) return found;
  }
  return undefined;
}

function deliveryTimedOut(batch: ProducerBatch, timeoutMs: number): TidelogError {
  const { topic, partition } = batch.place;
  const sends =
    batch.attempts === 0
      ? 'its batch was never sent'
      : `its batch was sent ${batch.attempts} times and may have been appended`;
  const why = batch.lastError ? `; the last error was: ${batch.lastError.message}` : '';
  return new TidelogError(
    'DELIVERY_TIMED_OUT',
    `a record for ${topic}-${partition} was not acknowledged within ${timeoutMs} ms; ${sends}${why}`,
    { retriable: true, cause: batch.lastError },
  );
}
