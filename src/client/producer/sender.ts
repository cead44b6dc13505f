// Takes batches that are due to their leaders and settles them with what comes back.
//
// Several requests may be under way to one broker. A partition has one batch in a request at most, and with idempotence may be
// in five of them. A failed batch keeps its place in its queue and is sent again after a pause, with the same sequence, to whoever
// leads by then, until its deadline. A batch that is too large for the topic goes in halves. One that the partition refuses
// because those before it are missing is sent again only while those are still to come; otherwise its records fail [LOG-11].
import type { Timer } from '../../base/clock.ts';
import { codeOf, messageOf, TidelogError, toError } from '../../base/errors.ts';
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { Connection } from '../../net/connection.ts';
import { formatAddress } from '../../net/transport.ts';
import type { RequestBodyInit } from '../../protocol/api-registry.ts';
import { errorFromWire } from '../../protocol/error-codes.ts';
import type { ProduceResponse } from '../../protocol/messages.ts';
import { type ClientContext, connectToBroker, watchLeader } from '../context.ts';
import { OutOfOrderSequenceError, TopicRecreatedError, UnknownTopicError } from '../errors.ts';
import { unknownTopicGraceMs } from '../metadata-cache.ts';
import { batchBytesMax, leaderPatienceMs, type ProducerSettings } from '../options.ts';
import { actionFor, backoffMs } from '../retry.ts';
import type { Accumulator, PartitionQueue, ProducerBatch } from './accumulator.ts';
import { Identities } from './identities.ts';

/** Requests under way to one broker. */
const requestsPerBrokerMax = 5;
const backoffMsMax = 1_000;

export interface ProducerMetrics {
  /** Records that were accepted. */
  recordsDelivered: number;
  recordsFailed: number;
  /** Batches that were accepted. */
  batchesDelivered: number;
  /** Batches that were sent more than once; without idempotence their records may stand in a log twice. */
  retriedBatches: number;
  /** Sends of batches, repeated ones included. */
  batchSends: number;
  /** Bytes of those batches. */
  bytesSent: number;
}

/** The partition misses what came before this batch, or does not know who it is from. */
const sequenceErrors: ReadonlySet<string> = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
]);

interface InFlightBatch {
  queue: PartitionQueue;
  batch: ProducerBatch;
}

export interface SenderOptions {
  context: ClientContext;
  settings: ProducerSettings;
  accumulator: Accumulator;
  signal: AbortSignal;
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
  /** Absent without idempotence. */
  readonly #identities: Identities | undefined;
  readonly #requestsInFlight = new Map<number, number>();
  /** Connections with requests that have no answer. */
  readonly #watched = new WeakSet<Connection>();
  #timer: Timer | undefined;
  #isPumpQueued = false;
  #isClosed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    const { context, settings, accumulator, signal } = options;
    if (!settings.idempotent) return;
    this.#identities = new Identities({
      context,
      accumulator,
      signal,
      timeoutMs: settings.deliveryTimeoutMs,
      onChange: () => this.wake(),
      onRefused: (error) => {
        for (const queue of [...accumulator.busyQueues]) this.#failQueue(queue, error);
      },
    });
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
    const { context, accumulator, onRoom } = this.#options;
    const nowMs = context.clock.monotonicMs();
    this.#timer?.cancel();
    this.#expire(nowMs);
    const byBroker = new Map<number, PartitionQueue[]>();
    let wakeAtMs = Number.POSITIVE_INFINITY;
    for (const queue of [...accumulator.busyQueues]) {
      wakeAtMs = Math.min(wakeAtMs, firstDeadlineMs(queue));
      if (!accumulator.next(queue) || !this.#checkTopic(queue, nowMs)) continue;
      const leaderId = this.#leaderOf(queue, nowMs);
      if (leaderId >= 0 && this.#canSend(queue, nowMs)) getOrAdd(byBroker, leaderId).push(queue);
      else wakeAtMs = Math.min(wakeAtMs, this.#nextDueMs(queue, nowMs));
    }
    for (const [brokerId, queues] of byBroker) {
      this.#dispatch(brokerId, queues, nowMs);
      // What stands behind the batch that was sent may linger.
      for (const queue of queues) wakeAtMs = Math.min(wakeAtMs, this.#nextDueMs(queue, nowMs));
    }
    this.#wakeAt(wakeAtMs, nowMs);
    onRoom();
  }

  /** Whether the next batch of the queue is due and may have its sequence. */
  #canSend(queue: PartitionQueue, nowMs: number): boolean {
    const { accumulator, isHurried } = this.#options;
    const batch = accumulator.next(queue);
    if (!batch || accumulator.dueMs(queue, batch, isHurried()) > nowMs) return false;
    return batch.sequence !== undefined || (this.#identities?.isReady(queue) ?? true);
  }

  /** When the next batch of the queue gets due by itself; never, when it is already, or there is none. */
  #nextDueMs(queue: PartitionQueue, nowMs: number): number {
    const { accumulator, isHurried } = this.#options;
    const batch = accumulator.next(queue);
    const dueMs = batch ? accumulator.dueMs(queue, batch, isHurried()) : 0;
    return dueMs > nowMs ? dueMs : Number.POSITIVE_INFINITY;
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
      this.#options.accumulator.forgetTopic(queue);
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
      queue.leaderEpoch = metadata.leaderEpoch(topic, partition);
      this.#expectLeader(queue);
      this.#pauseQueue(queue, nowMs);
    }
    return leaderId;
  }

  /** As soon as there is another leader, the pause is over. */
  #expectLeader(queue: PartitionQueue): void {
    const { topic, partition } = queue.place;
    queue.stopExpecting?.();
    queue.stopExpecting = this.#options.context.metadata.expectLeader({
      topic,
      partition,
      afterEpoch: queue.leaderEpoch,
      onLeader: () => {
        queue.stopExpecting = undefined;
        queue.failures = 0;
        queue.retryAtMs = 0;
        this.wake();
      },
    });
  }

  #stopExpecting(queue: PartitionQueue): void {
    queue.stopExpecting?.();
    queue.stopExpecting = undefined;
  }

  #pauseQueue(queue: PartitionQueue, nowMs: number): void {
    const { context, settings } = this.#options;
    queue.failures += 1;
    const backoff = { baseMs: settings.retryBackoffMs, maxMs: backoffMsMax };
    queue.retryAtMs = nowMs + backoffMs(queue.failures, context.random, backoff);
  }

  /** Packs what fits into requests, one batch of a partition into each; the rest waits for the next answer. */
  #dispatch(brokerId: number, queues: readonly PartitionQueue[], nowMs: number): void {
    const { accumulator, settings, context } = this.#options;
    let ready = [...queues];
    while (ready.length > 0 && this.#inFlight(brokerId) < requestsPerBrokerMax) {
      const batches: InFlightBatch[] = [];
      const left: PartitionQueue[] = [];
      let bytes = 0;
      for (const queue of ready) {
        const nextBytes = accumulator.next(queue)?.bytes ?? 0;
        if (batches.length > 0 && bytes + nextBytes > batchBytesMax) {
          left.push(queue);
          continue;
        }
        const batch = accumulator.take(queue);
        const { topic, partition } = queue.place;
        queue.leaderEpoch = context.metadata.leaderEpoch(topic, partition);
        try {
          bytes += batch.encode(settings.compression).length;
          batches.push({ queue, batch });
        } catch (error) {
          if (!(error instanceof TidelogError)) throw error;
          // A codec whose library is not there: the records' failure, not the program's.
          this.#failed(queue, batch, error);
          accumulator.giveBack(queue, batch);
          this.wake();
        }
      }
      if (batches.length === 0) return;
      const again = batches.flatMap(({ queue }) => (this.#canSend(queue, nowMs) ? queue : []));
      ready = [...left, ...again];
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
    for (const { queue, batch } of batches) accumulator.giveBack(queue, batch);
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
      this.#watchOneWay(connection);
      await connection.sendOneWay('produce', body);
      for (const sent of batches)
        this.#succeeded(sent, leader, { baseOffset: -1, logAppendTime: -1 });
      return;
    }
    const partitions = batches.map(({ queue, batch: { place } }) => ({
      ...place,
      leaderEpoch: queue.leaderEpoch,
    }));
    const request = { connection, brokerId, partitions, patienceMs: leaderPatienceMs };
    const endWatch = watchLeader(context, request);
    try {
      const response = await connection.request('produce', body, { timeoutMs });
      for (const sent of batches) this.#applyResult(sent, leader, response);
    } finally {
      endWatch();
    }
  }

  /** Where nothing is answered, a broker that cannot take what it was sent closes the connection: it may not be the leader any more. */
  #watchOneWay(connection: Connection): void {
    if (this.#watched.has(connection)) return;
    this.#watched.add(connection);
    connection.onClose(() => {
      if (!this.#isClosed) this.#options.context.metadata.refreshInBackground();
    });
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
    this.#stopExpecting(queue);
    queue.isKnown = batch.sequence?.producerEpoch === queue.identity?.producerEpoch;
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
    const { context, accumulator } = this.#options;
    const { topic, partition } = batch.place;
    const isOutOfOrder = sequenceErrors.has(codeOf(error) ?? '');
    // Those before it were refused or lost on the way too, and are sent again first.
    if (isOutOfOrder && accumulator.hasEarlier(queue, batch)) {
      batch.lastError = error;
      return;
    }
    if (codeOf(error) === 'MESSAGE_TOO_LARGE' && batch.recordCount > 1 && !batch.isSettled) {
      accumulator.split(queue, batch);
      return;
    }
    const action = actionFor(error);
    if (action === 'fail') {
      queue.failures = 0;
      if (!batch.isSettled) this.metrics.recordsFailed += batch.recordCount;
      const failure =
        isOutOfOrder && error instanceof TidelogError
          ? new OutOfOrderSequenceError(batch.place, error, queue.gapCause)
          : error;
      accumulator.fail(queue, batch, failure);
      return;
    }
    batch.lastError = error;
    this.#pauseQueue(queue, context.clock.monotonicMs());
    context.logger.debug(
      { topic, partition, attempts: batch.attempts, reason: messageOf(error) },
      'a batch will be sent again',
    );
    if (action !== 'refresh') return;
    context.metadata.refreshInBackground();
    this.#expectLeader(queue);
  }

  #failQueue(queue: PartitionQueue, error: Error): void {
    this.#stopExpecting(queue);
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
