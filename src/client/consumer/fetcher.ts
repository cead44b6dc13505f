// Keeps partition queues filled: asks each leader for the partitions that have room, in long polls on a connection of
// their own [NET-5, NET-7], and hands what comes to the queues.
//
// A partition is in one request at a time. A leader gets a second and third request while an earlier one waits, so that
// a busy partition never waits behind idle ones. Nothing is asked in a tight loop: failures and empty answers pause.
import type { Timer } from '../../base/clock.ts';
import { messageOf, TidelogError, toError } from '../../base/errors.ts';
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { RequestBodyInit } from '../../protocol/api-registry.ts';
import { errorFromWire } from '../../protocol/error-codes.ts';
import type { FetchResponse } from '../../protocol/messages.ts';
import { type ClientContext, connectToBroker, watchLeader } from '../context.ts';
import { LogTruncatedError, OffsetOutOfRangeError, TopicRecreatedError } from '../errors.ts';
import { leaderPatienceMs, type ReadSettings } from '../options.ts';
import { checkPartition } from '../producer/partitioner.ts';
import { actionFor, backoffMs, untilAborted } from '../retry.ts';
import { resolvePosition } from './offsets.ts';
import type { PartitionQueue } from './partition-queue.ts';

const requestsPerBrokerMax = 3;
/**
 * An answer without anything new that comes faster than this is not a long poll. For so long its partitions wait then,
 * and also for others whose polls end now.
 */
const emptyAnswerMsMin = 10;

type FetchResult = FetchResponse['topics'][number]['partitions'][number];
type LogDivergence = NonNullable<FetchResult['diverging']>;

interface Poll {
  brokerId: number;
  endMs: number;
  /** Another one was under way at the same time. */
  hasCompany: boolean;
}

interface Asked {
  queue: PartitionQueue;
  generation: number;
}

export interface FetcherOptions {
  context: ClientContext;
  settings: ReadSettings;
  queues: () => readonly PartitionQueue[];
  /** Only what somebody reads is fetched. */
  isRead: (queue: PartitionQueue) => boolean;
  /** The queue has something new: records, or an error. */
  onNews: (queue: PartitionQueue) => void;
}

export class Fetcher {
  readonly #options: FetcherOptions;
  /** By broker, the requests under way: when each of them ends at the latest if nothing comes. */
  readonly #polls = new Map<number, Set<Poll>>();
  readonly #closing = new AbortController();
  #timer: Timer | undefined;
  #isPumpQueued = false;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  wake(): void {
    if (this.#isPumpQueued || this.signal.aborted) return;
    this.#isPumpQueued = true;
    queueMicrotask(() => {
      this.#isPumpQueued = false;
      this.#pump();
    });
  }

  close(reason: Error): void {
    this.#timer?.cancel();
    for (const queue of this.#options.queues()) this.#stopExpecting(queue);
    this.#closing.abort(reason);
  }

  /** Finds the queue's position; of several searches the one of the newest generation counts. */
  async resolve(queue: PartitionQueue, deadlineMs: number, signal = this.signal): Promise<void> {
    const { context } = this.#options;
    const { generation, startAt } = queue;
    const waiting = context.metadata.awaitTopic(queue.topic, { signal, deadlineMs });
    const topic = await untilAborted(waiting, signal);
    checkPartition(queue.partition, topic.name, topic.partitions.length, 'the caller');
    const position = await resolvePosition(context, queue, startAt, { deadlineMs, signal });
    if (queue.generation !== generation || queue.position !== undefined) return;
    queue.topicId = topic.id;
    queue.moveTo(position);
    this.wake();
  }

  /** Most bytes of one partition in one answer: a queue holds at most twice that, and all together `prefetchBytes`. */
  get #partitionBytes(): number {
    const { settings, queues } = this.#options;
    const share = Math.floor(settings.prefetchBytes / Math.max(1, queues().length) / 2);
    return Math.max(1, Math.min(settings.partitionFetchBytes, settings.fetchBytes, share));
  }

  #pump(): void {
    if (this.signal.aborted) return;
    const { context, queues } = this.#options;
    const nowMs = context.clock.monotonicMs();
    this.#timer?.cancel();
    const byLeader = new Map<number, PartitionQueue[]>();
    let wakeAtMs = Number.POSITIVE_INFINITY;
    for (const queue of queues()) {
      if (!this.#isWanted(queue)) continue;
      if (queue.retryAtMs <= nowMs) this.#begin(queue, nowMs, byLeader);
      if (queue.retryAtMs > nowMs) wakeAtMs = Math.min(wakeAtMs, queue.retryAtMs);
    }
    for (const [brokerId, ready] of byLeader) this.#dispatch(brokerId, ready);
    if (wakeAtMs < Number.POSITIVE_INFINITY) {
      this.#timer = context.clock.schedule(wakeAtMs - nowMs, () => this.#pump());
    }
  }

  #isWanted(queue: PartitionQueue): boolean {
    return (
      !queue.isInFlight &&
      !queue.isPaused &&
      queue.error === undefined &&
      queue.bufferedBytes < this.#partitionBytes &&
      this.#options.isRead(queue)
    );
  }

  #begin(queue: PartitionQueue, nowMs: number, byLeader: Map<number, PartitionQueue[]>): void {
    const { metadata, tasks } = this.#options.context;
    if (queue.fetchOffset === undefined) {
      queue.isInFlight = true;
      tasks.start('find a position', () => this.#findPosition(queue));
      return;
    }
    const topic = metadata.topic(queue.topic);
    if (topic && topic.id !== queue.topicId) {
      this.#setError(
        queue,
        new TopicRecreatedError(queue.topic, 'seek to read the new one', { retriable: false }),
      );
      return;
    }
    const leaderId = metadata.leaderId(queue.topic, queue.partition);
    // Only a later leader is waited for, should this one fail, be it before anything is sent to it.
    queue.leaderEpoch = metadata.leaderEpoch(queue.topic, queue.partition);
    if (leaderId < 0) {
      // For a topic that has gone, this ends with an error.
      if (topic) {
        metadata.refreshInBackground();
        this.#expectLeader(queue);
      } else this.#awaitTopicAgain(queue);
      this.#pause(queue, nowMs);
      return;
    }
    const ofLeader = byLeader.get(leaderId) ?? [];
    byLeader.set(leaderId, ofLeader);
    ofLeader.push(queue);
  }

  async #findPosition(queue: PartitionQueue): Promise<void> {
    const { generation } = queue;
    try {
      await this.resolve(queue, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (this.#isCurrent({ queue, generation })) this.#setError(queue, toError(error));
    }
    this.#release({ queue, generation });
  }

  #awaitTopicAgain(queue: PartitionQueue): void {
    const { metadata, tasks } = this.#options.context;
    const { generation } = queue;
    queue.isInFlight = true;
    tasks.start('wait for a topic', async () => {
      try {
        const { signal } = this;
        await untilAborted(metadata.awaitTopic(queue.topic, { signal }), signal);
      } catch (error) {
        if (this.#isCurrent({ queue, generation })) this.#setError(queue, toError(error));
      }
      this.#release({ queue, generation });
    });
  }

  #dispatch(brokerId: number, queues: PartitionQueue[]): void {
    const { context, settings } = this.#options;
    const polls = this.#polls.get(brokerId) ?? new Set();
    this.#polls.set(brokerId, polls);
    if (polls.size >= requestsPerBrokerMax) return;
    // All end together, so that partitions that are idle end up in one request.
    let endMs = context.clock.monotonicMs() + settings.maxWaitMs;
    for (const other of polls) {
      endMs = Math.min(endMs, other.endMs);
      other.hasCompany = true;
    }
    const poll = { brokerId, endMs, hasCompany: polls.size > 0 };
    polls.add(poll);
    for (const queue of queues) queue.isInFlight = true;
    const { random, tasks } = context;
    // The first one gets a batch of any size, so each must come first now and then.
    const first = random.integerBelow(queues.length);
    const rotated = [...queues.slice(first), ...queues.slice(0, first)];
    tasks.start('fetch', () => this.#fetch(poll, rotated));
  }

  async #fetch(poll: Poll, queues: PartitionQueue[]): Promise<void> {
    const asked = queues.map((queue) => ({ queue, generation: queue.generation }));
    try {
      await this.#exchange(poll, asked);
    } catch (error) {
      for (const one of asked) {
        if (this.#isCurrent(one)) this.#fail(one.queue, toError(error));
      }
    }
    this.#polls.get(poll.brokerId)?.delete(poll);
    for (const one of asked) this.#release(one);
  }

  /** After any wait: the consumer lives, and the queue was not reset meanwhile. */
  #isCurrent({ queue, generation }: Asked): boolean {
    return !this.signal.aborted && queue.generation === generation;
  }

  #release({ queue, generation }: Asked): void {
    if (queue.generation === generation) queue.isInFlight = false;
    this.wake();
  }

  async #exchange(poll: Poll, all: readonly Asked[]): Promise<void> {
    const { context } = this.#options;
    const connection = await connectToBroker(context, poll.brokerId, 'fetch');
    // A seek may have come while the connection was made.
    const asked = all.filter((one) => this.#isCurrent(one));
    if (asked.length === 0) return;
    const sentMs = context.clock.monotonicMs();
    const maxWaitMs = Math.ceil(Math.max(0, poll.endMs - sentMs));
    const body = this.#fetchRequest(asked, maxWaitMs);
    const timeoutMs = maxWaitMs + context.requestTimeoutMs;
    const partitions = asked.map(({ queue }) => {
      queue.leaderEpoch = context.metadata.leaderEpoch(queue.topic, queue.partition);
      return queue;
    });
    const patienceMs = maxWaitMs + leaderPatienceMs;
    const { brokerId } = poll;
    const endWatch = watchLeader(context, { connection, brokerId, partitions, patienceMs });
    let response: FetchResponse;
    try {
      response = await connection.request('fetch', body, { timeoutMs });
    } finally {
      endWatch();
    }
    const results = byPartition(response);
    const isEmpty = [...results.values()].every((result) => !result.records?.length);
    const nowMs = context.clock.monotonicMs();
    const isFast = nowMs - sentMs < emptyAnswerMsMin;
    // Partitions whose polls end together go on together.
    const endsTogether = poll.hasCompany && nowMs >= poll.endMs;
    let goOnAtMs = endsTogether ? poll.endMs + emptyAnswerMsMin : 0;
    if (isFast) goOnAtMs = Math.max(goOnAtMs, nowMs + emptyAnswerMsMin);
    if (!isEmpty) goOnAtMs = 0;
    for (const one of asked) {
      const { queue } = one;
      if (!this.#isCurrent(one)) continue;
      this.#apply(queue, results.get(`${queue.topicId}/${queue.partition}`), goOnAtMs);
    }
  }

  #fetchRequest(asked: readonly Asked[], maxWaitMs: number): RequestBodyInit<'fetch'> {
    const { context, settings } = this.#options;
    const byTopic = new Map<string, PartitionQueue[]>();
    for (const { queue } of asked) {
      const ofTopic = byTopic.get(queue.topicId ?? '') ?? [];
      byTopic.set(queue.topicId ?? '', ofTopic);
      ofTopic.push(queue);
    }
    const maxBytes = this.#partitionBytes;
    const topics = [...byTopic.values()].map((queues) => {
      const { topicId, topic: name } = queues[0] as PartitionQueue;
      const partitions = queues.map((queue) => {
        const known = context.metadata.topic(name)?.partitions[queue.partition];
        return {
          partition: queue.partition,
          fetchOffset: queue.fetchOffset as number,
          maxBytes,
          ...(known && known.leaderEpoch >= 0 ? { currentLeaderEpoch: known.leaderEpoch } : {}),
          ...(queue.lastFetchedEpoch === undefined || queue.lastFetchedEpoch < 0
            ? {}
            : { lastFetchedEpoch: queue.lastFetchedEpoch }),
        };
      });
      return { ...(topicId ? { topicId: uuidToBytes(topicId) } : {}), name, partitions };
    });
    const { minBytes, fetchBytes } = settings;
    return { maxWaitMs, minBytes, maxBytes: fetchBytes, topics };
  }

  #apply(queue: PartitionQueue, result: FetchResult | undefined, goOnAtMs: number): void {
    const { context } = this.#options;
    const { topic, topicId, partition } = queue;
    if (!result || !topicId) {
      const message = `the broker left ${topic}-${partition} out of its answer to a fetch`;
      this.#fail(queue, new TidelogError('INVALID_RESPONSE', message));
      return;
    }
    if (result.errorCode !== 0) {
      const error = errorFromWire(result.errorCode, result.errorMessage);
      const { leaderId, leaderEpoch } = result;
      context.metadata.applyLeaderHint({ topic, topicId, partition, leaderId, leaderEpoch });
      if (error.code === 'OFFSET_OUT_OF_RANGE') this.#outOfRange(queue, result);
      else this.#fail(queue, error);
      return;
    }
    queue.failures = 0;
    this.#stopExpecting(queue);
    queue.highWatermark = result.highWatermark;
    if (result.diverging) {
      this.#diverged(queue, result.diverging);
      return;
    }
    const records = result.records ?? Buffer.alloc(0);
    if (records.length > 0) {
      try {
        queue.accept(asBuffer(records));
      } catch (error) {
        this.#fail(queue, toError(error));
        return;
      }
      this.#options.onNews(queue);
    } else {
      queue.retryAtMs = goOnAtMs;
    }
  }

  #outOfRange(queue: PartitionQueue, result: FetchResult): void {
    const { context, settings } = this.#options;
    const { topic, partition } = queue;
    const { logStartOffset, highWatermark } = result;
    // What is queued comes before the gap.
    if (!queue.isDrained) {
      this.#pause(queue, context.clock.monotonicMs());
      return;
    }
    const offset = queue.fetchOffset as number;
    const error = new OffsetOutOfRangeError({
      topic,
      partition,
      offset,
      logStartOffset,
      highWatermark,
    });
    if (settings.onOutOfRange === 'error') {
      this.#setError(queue, error);
      return;
    }
    const target = settings.onOutOfRange === 'earliest' ? logStartOffset : highWatermark;
    context.logger.warn(
      { topic, partition, offset, target },
      `${error.message}; going to the ${settings.onOutOfRange}`,
    );
    if (target === offset) this.#pause(queue, context.clock.monotonicMs());
    queue.highWatermark = highWatermark;
    queue.moveTo({ offset: target });
  }

  /**
   * What was read is not what the leader has [REP-12]. Where that holds only for what was fetched ahead, nobody has seen it, and
   * it is fetched again.
   */
  #diverged(queue: PartitionQueue, { epoch, endOffset }: LogDivergence): void {
    const { context, settings } = this.#options;
    const { topic, partition, positionEpoch } = queue;
    const offset = queue.position as number;
    const isAhead = queue.lastFetchedEpoch !== positionEpoch || queue.fetchOffset !== offset;
    queue.dropAhead();
    if (positionEpoch === undefined || (epoch >= positionEpoch && endOffset >= offset)) {
      if (isAhead) return;
      const what = `the broker says that ${topic}-${partition} ends before ${offset}, and that it does not`;
      this.#fail(queue, new TidelogError('INVALID_RESPONSE', what, { retriable: true }));
      return;
    }
    const firstOfEpoch = epoch < positionEpoch ? queue.positionEpochStart : offset;
    const divergedAt = Math.min(firstOfEpoch, Math.max(0, endOffset));
    const error = new LogTruncatedError({ topic, partition, offset, divergedAt });
    if (settings.onTruncated === 'error') {
      this.#setError(queue, error);
      return;
    }
    context.logger.warn({ topic, partition, offset, divergedAt }, `${error.message}; going there`);
    queue.moveTo(epoch < 0 ? { offset: divergedAt } : { offset: divergedAt, leaderEpoch: epoch });
  }

  /** Tries again after a pause where that may help; otherwise the reader gets the error. */
  #fail(queue: PartitionQueue, error: Error): void {
    const { context } = this.#options;
    const action = actionFor(error);
    if (action === 'fail') {
      this.#setError(queue, error);
      return;
    }
    this.#pause(queue, context.clock.monotonicMs());
    context.logger.debug(
      { topic: queue.topic, partition: queue.partition, reason: messageOf(error) },
      'fetching goes on after a pause',
    );
    if (action !== 'refresh') return;
    context.metadata.refreshInBackground();
    this.#expectLeader(queue);
  }

  /** As soon as there is another leader, the pause is over. */
  #expectLeader(queue: PartitionQueue): void {
    const { topic, partition, leaderEpoch: afterEpoch } = queue;
    queue.stopExpecting?.();
    queue.stopExpecting = this.#options.context.metadata.expectLeader({
      topic,
      partition,
      afterEpoch,
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

  #pause(queue: PartitionQueue, nowMs: number): void {
    queue.failures += 1;
    queue.retryAtMs = nowMs + backoffMs(queue.failures, this.#options.context.random);
  }

  #setError(queue: PartitionQueue, error: Error): void {
    queue.error = error;
    this.#options.onNews(queue);
  }
}

function byPartition(response: FetchResponse): Map<string, FetchResult> {
  const results = new Map<string, FetchResult>();
  for (const { topicId, partitions } of response.topics) {
    const id = uuidFromBytes(topicId);
    for (const result of partitions) results.set(`${id}/${result.partition}`, result);
  }
  return results;
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
