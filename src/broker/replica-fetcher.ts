// The follower's side of replication: copies all partitions that this broker follows from one leader, over one connection and
// with one request for all of them [REP-1].
//
//   to list ──▶ listed (the leader knows what is asked) ──▶ answered ──▶ to list, at once or after a pause
//
// A request lists what has changed since the one before, and is answered when the leader has something to tell. When more has
// changed than one request takes [SIM-6], it is answered at once, and the next one lists the rest. When there is
// something to list meanwhile, a second request goes out, at which the leader lets the first one go. What is synced is told
// at once, one way, for all partitions of which something was.
import type { ByteLedger, Lease } from '../base/byte-ledger.ts';
import { type Clock, delay, type Timer } from '../base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import type { Connection } from '../net/connection.ts';
import type { RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { errorFromWire, errorNumber } from '../protocol/error-codes.ts';
import type { Partition } from './partition.ts';

export interface ReplicaFetcherParts {
  nodeId: number;
  clock: Clock;
  random: Random;
  logger: Logger;
  tasks: Tasks;
  ledger: ByteLedger;
  /** Opens a connection to the leader, whoever that node is now. */
  connect: (leaderId: number) => Promise<Connection>;
  /** Of this broker's registration; undefined while it is not registered. */
  brokerEpoch: () => number | undefined;
  maxWaitMs: number;
  /** How long to wait before this partition's records are asked for; 0 when they may be now. */
  pauseMs: (partition: Partition) => number;
  /** So many bytes of a partition have come. */
  taken: (partition: Partition, bytes: number) => void;
}

interface Entry {
  readonly partition: Partition;
  readonly key: string;
  /** What the leader's session knows; undefined before it was listed, and after it was answered. */
  listed: string | undefined;
  reportedDurable: number;
  leaderEpoch: number;
  notBeforeMs: number;
  failures: number;
}

type PartitionAnswer = ResponseBody<'replicaFetch'>['topics'][number]['partitions'][number];
type AskedTopic = NonNullable<RequestBodyInit<'replicaFetch'>['topics']>[number];
type AskedPartition = NonNullable<AskedTopic['partitions']>[number];

const outOfRange = errorNumber('OFFSET_OUT_OF_RANGE');
const backoffMsMin = 50;
const backoffMsMax = 1_000;

export class ReplicaFetcher {
  readonly leaderId: number;
  readonly #parts: ReplicaFetcherParts;
  readonly #entries = new Map<string, Entry>();
  /** What the next request may list. */
  readonly #toList = new Set<Entry>();
  readonly #forgotten: Partition[] = [];
  readonly #synced = new Set<Entry>();
  readonly #closing = new AbortController();
  #connection: Connection | undefined;
  #sessionId = 0;
  #sessionEpoch = 0;
  #requestsUnderWay = 0;
  #isTellingProgress = false;
  #kickTimer: Timer | undefined;
  #kickAtMs = 0;
  #failures = 0;

  constructor(leaderId: number, parts: ReplicaFetcherParts) {
    this.leaderId = leaderId;
    this.#parts = parts;
    parts.tasks.start(`fetch from broker ${leaderId}`, () => this.#run());
  }

  get partitionCount(): number {
    return this.#entries.size;
  }

  add(partition: Partition): void {
    const key = keyOf(partition.topicId, partition.index);
    const entry: Entry = {
      partition,
      key,
      listed: undefined,
      reportedDurable: 0,
      leaderEpoch: partition.follower.leaderEpoch,
      notBeforeMs: 0,
      failures: 0,
    };
    this.#entries.set(key, entry);
    partition.fetched(this.leaderId, true);
    this.#toList.add(entry);
    this.#kickSoon(0);
  }

  remove(partition: Partition): void {
    const key = keyOf(partition.topicId, partition.index);
    const entry = this.#entries.get(key);
    if (entry?.partition !== partition) return;
    this.#entries.delete(key);
    partition.fetched(this.leaderId, false);
    this.#toList.delete(entry);
    this.#synced.delete(entry);
    this.#forgotten.push(partition);
  }

  /** It may ask for something else than before. */
  changed(partition: Partition): void {
    const entry = this.#entryOf(partition);
    if (entry === undefined) return;
    const { leaderEpoch } = partition.follower;
    if (entry.leaderEpoch !== leaderEpoch) {
      // What kept the leader of an earlier epoch from answering is over.
      entry.leaderEpoch = leaderEpoch;
      entry.notBeforeMs = 0;
      entry.failures = 0;
    }
    this.#toList.add(entry);
    this.#kickSoon(0);
  }

  /** More of it is durable here. */
  synced(partition: Partition): void {
    const entry = this.#entryOf(partition);
    if (entry === undefined) return;
    this.#synced.add(entry);
    if (this.#isTellingProgress) return;
    this.#isTellingProgress = true;
    // What is synced in the same turn goes in one message.
    queueMicrotask(() => this.#tellProgress());
  }

  close(): void {
    this.#closing.abort(new TidelogError('BROKER_CLOSED', 'nothing is followed from there'));
    this.#kickTimer?.cancel();
    this.#connection?.close();
    this.#entries.clear();
    this.#toList.clear();
    this.#synced.clear();
  }

  #entryOf(partition: Partition): Entry | undefined {
    const entry = this.#entries.get(keyOf(partition.topicId, partition.index));
    return entry?.partition === partition ? entry : undefined;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#fetchOverOneConnection();
      } catch (error) {
        if (signal.aborted) return;
        this.#noteFailure(error);
        await this.#pause();
      }
    }
  }

  async #fetchOverOneConnection(): Promise<void> {
    const { connect, brokerEpoch } = this.#parts;
    const { signal } = this.#closing;
    if (brokerEpoch() === undefined) throw notRegistered();
    const connection = await connect(this.leaderId);
    if (signal.aborted) {
      connection.close();
      return;
    }
    this.#connection = connection;
    this.#beginSession();
    try {
      while (!signal.aborted) {
        await this.#exchange(connection);
        this.#failures = 0;
      }
    } finally {
      this.#connection = undefined;
      connection.close();
    }
  }

  #beginSession(): void {
    this.#sessionId = 0;
    this.#sessionEpoch = 0;
    this.#forgotten.length = 0;
    for (const entry of this.#entries.values()) {
      entry.listed = undefined;
      this.#toList.add(entry);
    }
  }

  async #exchange(connection: Connection): Promise<void> {
    const { maxWaitMs, brokerEpoch } = this.#parts;
    const room = await this.#reserve(limits.replicaFetchBytes);
    try {
      const epoch = brokerEpoch();
      if (epoch === undefined) throw notRegistered();
      this.#requestsUnderWay += 1;
      const request = this.#request(epoch);
      const timeoutMs = maxWaitMs + limits.replicaFetchTimeoutMs;
      const answer = await connection.request('replicaFetch', request, { timeoutMs });
      this.#sessionId = answer.sessionId;
      this.#take(answer);
    } catch (error) {
      if (codeOf(error) !== 'FETCH_SESSION_ID_NOT_FOUND') throw error;
      this.#beginSession();
    } finally {
      this.#requestsUnderWay -= 1;
      room.release();
    }
  }

  #reserve(bytes: number): Promise<Lease> {
    const { signal } = this.#closing;
    return new Promise((resolve, reject) => {
      let cancel = () => {};
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      cancel = this.#parts.ledger.reserve(bytes, (lease) => {
        signal.removeEventListener('abort', abort);
        if (signal.aborted) lease.release();
        else resolve(lease);
      });
    });
  }

  #request(brokerEpoch: number): RequestBodyInit<'replicaFetch'> {
    const { nodeId, maxWaitMs } = this.#parts;
    const sessionEpoch = this.#sessionEpoch;
    this.#sessionEpoch += 1;
    const { topics, isMore } = this.#listChanges();
    return {
      nodeId,
      brokerEpoch,
      sessionId: this.#sessionId,
      sessionEpoch,
      // The first answer brings the session, without which no second request can be sent.
      maxWaitMs: this.#sessionId === 0 || isMore ? 0 : maxWaitMs,
      maxBytes: limits.replicaFetchBytes,
      topics,
      forgotten: groupByTopic(
        this.#forgotten.splice(0).map(({ topicId, index }) => ({ topicId, part: index })),
      ),
    };
  }

  /** `isMore`: there is something left for the next request. */
  #listChanges(): { topics: AskedTopic[]; isMore: boolean } {
    const nowMs = this.#parts.clock.monotonicMs();
    const parts: { topicId: Uuid; part: AskedPartition }[] = [];
    let nextMs = Number.POSITIVE_INFINITY;
    let isMore = false;
    for (const entry of this.#toList) {
      const { partition } = entry;
      if (parts.length === limits.replicaFetchPartitions) {
        isMore = true;
        break;
      }
      const notBeforeMs = Math.max(entry.notBeforeMs, nowMs + this.#parts.pauseMs(partition));
      if (notBeforeMs > nowMs) {
        nextMs = Math.min(nextMs, notBeforeMs);
        continue;
      }
      this.#toList.delete(entry);
      // While its log is being changed there is nothing to ask; it says when that is over.
      const asked = this.#asked(entry);
      if (asked !== undefined) parts.push({ topicId: partition.topicId, part: asked });
    }
    if (nextMs < Number.POSITIVE_INFINITY) this.#kickSoon(nextMs - nowMs);
    return { topics: groupByTopic(parts), isMore };
  }

  #asked(entry: Entry): AskedPartition | undefined {
    const { partition } = entry;
    const position = partition.follower.position();
    if (position === undefined) return undefined;
    const { leaderEpoch, fetchOffset, lastFetchedEpoch, durableOffset, wasCorrupt } = position;
    const listed = `${leaderEpoch} ${fetchOffset} ${lastFetchedEpoch}`;
    if (listed === entry.listed && !wasCorrupt) return undefined;
    entry.listed = listed;
    entry.reportedDurable = durableOffset;
    const what = { leaderEpoch, fetchOffset, lastFetchedEpoch, durableOffset, wasCorrupt };
    return { partition: partition.index, ...what };
  }

  #take({ topics }: ResponseBody<'replicaFetch'>): void {
    let bytes = 0;
    for (const { partitions } of topics) {
      for (const { records } of partitions) bytes += records?.length ?? 0;
    }
    const lease = this.#parts.ledger.reserveOverdraft(bytes);
    try {
      for (const { topicId, partitions } of topics) {
        for (const answer of partitions) {
          const entry = this.#entries.get(keyOf(uuidFromBytes(topicId), answer.partition));
          if (entry !== undefined) this.#takeOne(entry, answer, lease);
        }
      }
    } finally {
      lease.release();
    }
  }

  #takeOne(entry: Entry, answer: PartitionAnswer, lease: Lease): void {
    const { partition } = entry;
    const { errorCode, errorMessage, diverging, records } = answer;
    if (errorCode !== 0 || diverging || records) {
      entry.listed = undefined;
      this.#toList.add(entry);
    }
    try {
      if (errorCode !== 0 && errorCode !== outOfRange) throw errorFromWire(errorCode, errorMessage);
      const bytes = partition.follower.take(
        {
          // One by one: a field of a message that has its default is none of its own.
          leaderEpoch: answer.leaderEpoch,
          fetchOffset: answer.fetchOffset,
          highWatermark: answer.highWatermark,
          logStartOffset: answer.logStartOffset,
          holesBelow: answer.holesBelow,
          isOutOfRange: errorCode === outOfRange,
          diverging: diverging ?? undefined,
          records: records
            ? Buffer.from(records.buffer, records.byteOffset, records.length)
            : undefined,
        },
        lease,
      );
      entry.failures = 0;
      if (bytes > 0) this.#parts.taken(partition, bytes);
    } catch (error) {
      this.#backOff(entry, error);
    }
  }

  #backOff(entry: Entry, error: unknown): void {
    const { clock, logger } = this.#parts;
    entry.notBeforeMs = clock.monotonicMs() + this.#backoffMs(entry.failures);
    entry.failures += 1;
    const fields = {
      partition: entry.partition.name,
      leader: this.leaderId,
      reason: messageOf(error),
    };
    // A leader that has just changed is nothing to tell people of.
    if (entry.failures === 1 && codeOf(error) !== 'CORRUPT_MESSAGE') {
      logger.debug(fields, 'a replica cannot be fetched now');
    } else if (entry.failures <= 2 || entry.failures % 100 === 0) {
      logger.warn(fields, 'a replica cannot be fetched');
    }
  }

  /** Doubles with every failure in a row, and differs between brokers. */
  #backoffMs(failures: number): number {
    const most = Math.min(backoffMsMax, backoffMsMin * 2 ** Math.min(failures, 10));
    return most * (0.5 + this.#parts.random.fraction() / 2);
  }

  #noteFailure(error: unknown): void {
    const { logger } = this.#parts;
    // It will be in a moment, and then must not wait long.
    if (this.#parts.brokerEpoch() === undefined) return;
    const fields = { leader: this.leaderId, reason: messageOf(error) };
    if (this.#failures === 1) logger.warn(fields, 'a leader cannot be fetched from; trying again');
    else logger.debug(fields, 'a leader cannot be fetched from');
    this.#failures += 1;
  }

  async #pause(): Promise<void> {
    const { signal } = this.#closing;
    await delay(this.#parts.clock, this.#backoffMs(this.#failures), signal).catch(
      (reason: unknown) => {
        if (!signal.aborted) throw reason;
      },
    );
  }

  /** Sends a second request when there is something to list while the first one waits at the leader. */
  #kickSoon(delayMs: number): void {
    if (this.#closing.signal.aborted) return;
    const atMs = this.#parts.clock.monotonicMs() + delayMs;
    if (this.#kickTimer !== undefined && this.#kickAtMs <= atMs) return;
    this.#kickTimer?.cancel();
    this.#kickAtMs = atMs;
    this.#kickTimer = this.#parts.clock.schedule(delayMs, () => {
      this.#kickTimer = undefined;
      const connection = this.#connection;
      const isWaiting = this.#requestsUnderWay === 1 && this.#sessionId !== 0;
      if (connection === undefined || !isWaiting || this.#toList.size === 0) return;
      this.#parts.tasks.start(`ask broker ${this.leaderId} for more`, async () => {
        // The connection's end is met by the other request as well, which begins anew.
        await this.#exchange(connection).catch((error: unknown) => {
          this.#parts.logger.debug({ reason: messageOf(error) }, 'a fetch failed');
        });
      });
    });
  }

  #tellProgress(): void {
    const connection = this.#connection;
    const epoch = this.#parts.brokerEpoch();
    const topics = this.#progress();
    if (connection === undefined || epoch === undefined || topics.length === 0) {
      this.#isTellingProgress = false;
      return;
    }
    const message = { nodeId: this.#parts.nodeId, brokerEpoch: epoch, topics };
    const done = () => {
      this.#isTellingProgress = false;
      if (this.#synced.size === 0) return;
      this.#isTellingProgress = true;
      queueMicrotask(() => this.#tellProgress());
    };
    // When it is lost with its connection, the next session says as much.
    connection.sendOneWay('replicaProgress', message).then(done, done);
  }

  #progress() {
    const parts: {
      topicId: Uuid;
      part: { partition: number; leaderEpoch: number; durableOffset: number };
    }[] = [];
    for (const entry of this.#synced) {
      const { partition } = entry;
      const position = partition.follower.position();
      if (position === undefined || position.durableOffset <= entry.reportedDurable) continue;
      entry.reportedDurable = position.durableOffset;
      const { leaderEpoch, durableOffset } = position;
      const part = { partition: partition.index, leaderEpoch, durableOffset };
      parts.push({ topicId: partition.topicId, part });
    }
    this.#synced.clear();
    return groupByTopic(parts);
  }
}

function notRegistered(): TidelogError {
  return new TidelogError('BROKER_ID_NOT_REGISTERED', 'this broker is not registered yet', {
    retriable: true,
  });
}

function keyOf(topicId: Uuid, index: number): string {
  return `${topicId}-${index}`;
}

function groupByTopic<Part>(
  parts: readonly { topicId: Uuid; part: Part }[],
): { topicId: Uint8Array; partitions: Part[] }[] {
  const byTopic = new Map<Uuid, { topicId: Uint8Array; partitions: Part[] }>();
  for (const { topicId, part } of parts) {
    const group = byTopic.get(topicId);
    if (group !== undefined) group.partitions.push(part);
    else byTopic.set(topicId, { topicId: uuidToBytes(topicId), partitions: [part] });
  }
  return [...byTopic.values()];
}
