// The leader's side of replication: what each follower broker has asked, for all partitions that this broker leads for it
// [REP-1]. A request lists what has changed on the follower's side, and waits here until there is something to tell:
//
//   listed ──▶ due ──▶ urgent (records, an error, the logs diverge) ──▶ told ──▶ nothing more until it is listed again
//               │
//               └──▶ changed (high watermark, log start): told with the next answer, wakes nobody
//
// Nothing here looks at partitions of which nothing is new, so that many idle ones cost nothing.
import type { Lease } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { INT32_MAX } from '../base/units.ts';
import { uuidFromBytes } from '../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { errorToWire, WireError } from '../protocol/error-codes.ts';
import { bytesField } from '../protocol/scatter-writer.ts';
import { OffsetOutOfRangeError } from '../storage/storage-errors.ts';
import type { Partition, ReplicaVerdict } from './partition.ts';

type ReplicaFetch = RequestBody<'replicaFetch'>;
type AskedPartition = ReplicaFetch['topics'][number]['partitions'][number];
type TopicResult = NonNullable<ResponseBodyInit<'replicaFetch'>['topics']>[number];
type PartitionResult = NonNullable<TopicResult['partitions']>[number];

export interface ReplicaSessionParts {
  clock: Clock;
  random: Random;
  /** Throws what keeps this broker from leading it. */
  findPartition: (topicId: Uint8Array, index: number) => Partition;
  /** A follower got records that did not pass their CRC: this broker's own copy may be bad [LOG-7]. */
  onSuspectedCopy: (partition: Partition, offset: number) => void;
}

/** Takes memory for what is read. */
export interface ReadRoom {
  /** Bytes that may be read now; undefined when there is no room but for a first batch. */
  take(bytes: number): Lease | undefined;
  overdraw(bytes: number): void;
}

interface Entry {
  topicId: Uint8Array;
  asked: AskedPartition;
  partition: Partition | undefined;
  stop: () => void;
  /** Listed, and not answered since with anything but its state. */
  isDue: boolean;
  /** What is to be told beside records. */
  outcome:
    | Exclude<ReplicaVerdict, { kind: 'records' }>
    | { kind: 'error'; error: unknown }
    | { kind: 'otherLeader' }
    | undefined;
  toldState: string;
}

/** By follower broker: its newest session. */
export class ReplicaSessions {
  readonly #parts: ReplicaSessionParts;
  readonly #sessions = new Map<number, ReplicaSession>();

  constructor(parts: ReplicaSessionParts) {
    this.#parts = parts;
  }

  /** Begins a session, or goes on with the one that is there. Throws FETCH_SESSION_ID_NOT_FOUND when it is another one. */
  resume({ nodeId, sessionId, sessionEpoch }: ReplicaFetch, signal: AbortSignal): ReplicaSession {
    const known = this.#sessions.get(nodeId);
    if (sessionId === 0) {
      known?.close();
      const session = new ReplicaSession(this.#parts, nodeId);
      this.#sessions.set(nodeId, session);
      signal.addEventListener('abort', () => this.#drop(session), { once: true });
      return session;
    }
    if (known?.id === sessionId && known.epoch + 1 === sessionEpoch) {
      known.epoch = sessionEpoch;
      known.wake();
      return known;
    }
    throw new WireError(
      'FETCH_SESSION_ID_NOT_FOUND',
      `broker ${nodeId} has no session ${sessionId} with epoch ${sessionEpoch} here; begin a new one`,
    );
  }

  close(): void {
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
  }

  #drop(session: ReplicaSession): void {
    session.close();
    if (this.#sessions.get(session.nodeId) === session) this.#sessions.delete(session.nodeId);
  }
}

export class ReplicaSession {
  readonly nodeId: number;
  readonly id: number;
  epoch = 0;
  readonly #parts: ReplicaSessionParts;
  readonly #entries = new Map<string, Entry>();
  /** In the order in which they will be told; who did not fit is the first of the next answer. */
  readonly #urgent = new Set<Entry>();
  readonly #changed = new Set<Entry>();
  #onWake: (() => void) | undefined;

  constructor(parts: ReplicaSessionParts, nodeId: number) {
    this.#parts = parts;
    this.nodeId = nodeId;
    this.id = 1 + parts.random.integerBelow(INT32_MAX);
  }

  /** Takes what a request says; all of it before its first await. */
  list({ topics, forgotten, brokerEpoch }: ReplicaFetch): void {
    for (const { topicId, partitions } of forgotten) {
      for (const index of partitions) this.#forget(keyOf(topicId, index));
    }
    for (const { topicId, partitions } of topics) {
      for (const asked of partitions) this.#list(topicId, asked, brokerEpoch);
    }
  }

  /** Resolves when there is something to tell, when the next request has come, or when the time is up. */
  news(waitMs: number, signal: AbortSignal): Promise<void> {
    if (this.#urgent.size > 0 || waitMs <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        signal.removeEventListener('abort', done);
        if (this.#onWake === done) this.#onWake = undefined;
        resolve();
      };
      const timer = this.#parts.clock.schedule(waitMs, done);
      signal.addEventListener('abort', done);
      this.#onWake = done;
    });
  }

  /** Who waits in `news` goes on. */
  wake(): void {
    this.#onWake?.();
  }

  /** What there is to tell, with records up to `maxBytes`; of many partitions, the rest with the next answer. */
  async answer(maxBytes: number, room: ReadRoom): Promise<ResponseBodyInit<'replicaFetch'>> {
    const results = new Results();
    let leftBytes = maxBytes;
    for (const entry of [...this.#urgent]) {
      if (results.count >= limits.replicaFetchPartitions) break;
      // Another request of this session may have told it meanwhile.
      if (!this.#urgent.delete(entry)) continue;
      const read = await this.#tell(entry, results, {
        leftBytes,
        room,
        isFirst: leftBytes === maxBytes,
      });
      if (read === 'full') {
        this.#urgent.add(entry);
        break;
      }
      leftBytes -= read;
    }
    for (const entry of this.#changed) {
      if (results.count >= limits.replicaFetchPartitions) break;
      this.#changed.delete(entry);
      if (entry.partition === undefined || entry.outcome !== undefined) continue;
      if (stateOf(entry.partition) !== entry.toldState) results.add(entry, stateResult(entry));
    }
    return { sessionId: this.id, topics: results.topics };
  }

  close(): void {
    for (const entry of this.#entries.values()) entry.stop();
    this.#entries.clear();
    this.#urgent.clear();
    this.#changed.clear();
    this.wake();
  }

  #list(topicId: Uint8Array, asked: AskedPartition, brokerEpoch: number): void {
    const key = keyOf(topicId, asked.partition);
    const known = this.#entries.get(key);
    const entry: Entry = known ?? {
      topicId,
      asked,
      partition: undefined,
      stop: () => {},
      isDue: true,
      outcome: undefined,
      toldState: '',
    };
    if (known === undefined) this.#entries.set(key, entry);
    entry.asked = asked;
    entry.isDue = true;
    entry.outcome = undefined;
    this.#urgent.delete(entry);
    try {
      this.#ask(entry, brokerEpoch);
    } catch (error) {
      entry.outcome = { kind: 'error', error };
    }
    this.#look(entry);
  }

  #ask(entry: Entry, brokerEpoch: number): void {
    const { asked, topicId } = entry;
    const { leaderEpoch, fetchOffset, lastFetchedEpoch, durableOffset } = asked;
    const partition = this.#parts.findPartition(topicId, asked.partition);
    if (entry.partition !== partition) {
      entry.stop();
      entry.partition = partition;
      entry.stop = partition.onReplicaNews(() => this.#look(entry));
    }
    const who = { nodeId: this.nodeId, brokerEpoch };
    const what = { leaderEpoch, fetchOffset, lastFetchedEpoch, durableOffset };
    const verdict = partition.answerReplica({ ...who, ...what });
    entry.outcome = verdict.kind === 'records' ? undefined : verdict;
    if (asked.wasCorrupt) this.#parts.onSuspectedCopy(partition, fetchOffset);
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.stop();
    this.#entries.delete(key);
    this.#urgent.delete(entry);
    this.#changed.delete(entry);
  }

  /** Something may be new of it. */
  #look(entry: Entry): void {
    const { partition, asked } = entry;
    if (partition !== undefined && stateOf(partition) !== entry.toldState) this.#changed.add(entry);
    if (!entry.isDue || this.#urgent.has(entry)) return;
    // Thousands of partitions may get other leaders at a time: what is wrong is put into words when it is told [SIM-6].
    if (partition !== undefined && partition.leaderEpoch !== asked.leaderEpoch) {
      entry.outcome ??= { kind: 'otherLeader' };
    }
    const hasRecords = (partition?.log.writtenEndOffset ?? 0) > asked.fetchOffset;
    if (entry.outcome === undefined && !hasRecords) return;
    this.#urgent.add(entry);
    this.wake();
  }

  /** Returns how many bytes of records it took, or that there is no room for the next batch. */
  async #tell(
    entry: Entry,
    results: Results,
    { leftBytes, room, isFirst }: { leftBytes: number; room: ReadRoom; isFirst: boolean },
  ): Promise<number | 'full'> {
    const { partition, asked } = entry;
    if (entry.outcome !== undefined || partition === undefined) {
      entry.isDue = false;
      results.add(entry, outcomeResult(entry));
      return 0;
    }
    try {
      const read = await readRecords(partition, asked, { leftBytes, room, isFirst });
      // The follower may have asked for something else meanwhile, or this broker may not lead any more.
      if (entry.asked !== asked) return 0;
      partition.checkLeader(asked.leaderEpoch);
      if (read.chunks.length === 0)
        return partition.log.writtenEndOffset > asked.fetchOffset ? 'full' : 0;
      entry.isDue = false;
      results.add(entry, { ...stateResult(entry), records: bytesField(read.chunks) });
      return read.bytes;
    } catch (error) {
      if (entry.asked !== asked) return 0;
      const isGone = error instanceof OffsetOutOfRangeError;
      entry.outcome = isGone ? { kind: 'outOfRange' } : { kind: 'error', error };
      entry.isDue = false;
      results.add(entry, outcomeResult(entry));
      return 0;
    }
  }
}

async function readRecords(
  partition: Partition,
  { fetchOffset }: AskedPartition,
  { leftBytes, room, isFirst }: { leftBytes: number; room: ReadRoom; isFirst: boolean },
): Promise<{ chunks: Buffer[]; bytes: number }> {
  const available = partition.log.readBytesAvailable(fetchOffset, partition.log.writtenEndOffset);
  const wanted = Math.min(leftBytes, Math.max(available, 1));
  const lease = wanted > 0 ? room.take(wanted) : undefined;
  if (lease === undefined && !isFirst) return { chunks: [], bytes: 0 };
  const { chunks, bytes } = await partition.readForReplica({
    offset: fetchOffset,
    maxBytes: lease === undefined ? 1 : wanted,
    minOneBatch: isFirst,
  });
  if (bytes > (lease?.bytes ?? 0)) room.overdraw(bytes - (lease?.bytes ?? 0));
  return { chunks: bytes > 0 ? chunks : [], bytes };
}

/** Groups results by topic. */
class Results {
  readonly topics: (TopicResult & { partitions: PartitionResult[] })[] = [];
  count = 0;
  readonly #byTopic = new Map<string, PartitionResult[]>();

  add(entry: Entry, result: PartitionResult): void {
    const key = uuidFromBytes(entry.topicId);
    let partitions = this.#byTopic.get(key);
    if (partitions === undefined) {
      partitions = [];
      this.#byTopic.set(key, partitions);
      this.topics.push({ topicId: entry.topicId, partitions });
    }
    partitions.push(result);
    this.count += 1;
    if (entry.partition !== undefined) entry.toldState = stateOf(entry.partition);
  }
}

function stateResult({ asked, partition }: Entry): PartitionResult {
  return {
    partition: asked.partition,
    leaderEpoch: asked.leaderEpoch,
    fetchOffset: asked.fetchOffset,
    ...(partition && {
      highWatermark: partition.highWatermark,
      logStartOffset: partition.log.logStartOffset,
      holesBelow: partition.log.holesBelow,
    }),
  };
}

function outcomeResult(entry: Entry): PartitionResult {
  const { outcome } = entry;
  if (outcome?.kind === 'diverging') return { ...stateResult(entry), diverging: outcome.end };
  const { code, message } = errorToWire(problemOf(entry));
  return { ...stateResult(entry), errorCode: code, errorMessage: message };
}

function problemOf({ outcome, partition, asked }: Entry): unknown {
  const name = partition?.name ?? 'a partition';
  if (outcome?.kind === 'error') return outcome.error;
  if (outcome?.kind !== 'otherLeader') {
    return new WireError(
      'OFFSET_OUT_OF_RANGE',
      `offset ${asked.fetchOffset} of ${name} is not there; begin anew at its start`,
    );
  }
  try {
    partition?.checkLeader(asked.leaderEpoch);
  } catch (error) {
    return error;
  }
  return new WireError('NOT_LEADER_OR_FOLLOWER', `this broker did not lead ${name} when asked`);
}

/** What a follower is told beside records, as something to compare. */
function stateOf({ highWatermark, log }: Partition): string {
  return `${highWatermark} ${log.logStartOffset} ${log.holesBelow}`;
}

function keyOf(topicId: Uint8Array, index: number): string {
  return `${uuidFromBytes(topicId)}-${index}`;
}
