// The groups of one partition of __consumer_offsets, on the broker that leads it and for one leadership [GRP-1].
//
//   loading   the log is read up to where it ended when this leadership began, and the high watermark has to get there too;
//             until then nobody knows what is true, and every request is answered with COORDINATOR_LOADING
//   ready     decide on the newest state, append, and answer when the records are committed. What needs no record waits for
//             those before it, on which it may rest
//   over      leadership, or an append, was lost: the state may hold what never was committed, so it is thrown away whole
//
// Between a decision and its append there is no await, so records stand in the log in the order of the decisions [SIM-2].
import type { Clock } from '../../base/clock.ts';
import { codeOf, messageOf, TidelogError, toError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Tasks } from '../../base/tasks.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { wire } from '../../protocol/messages.ts';
import { splitBatches } from '../../protocol/record-batch.ts';
import { encodeBatch, readRecords } from '../../protocol/records.ts';
import type { Partition } from '../partition.ts';
import type { GroupRecord } from './group-data.ts';
import {
  type DecisionContext,
  type GroupDecision,
  type GroupSettings,
  GroupState,
} from './group-state.ts';
import { describeRebalance } from './rebalance-words.ts';
import type { TopicsView } from './subscription.ts';

/** Little enough that decoding it holds nothing up [SIM-6]. */
const loadBytesPerRead = 128 * 1_024;

/** What tells of groups beside the log: metrics, and the checks of simulations. Called synchronously. */
export interface GroupObserver {
  /** Decided and appended; not committed yet. */
  appended?(event: AppendedDecision): void;
  rebalanced?(event: GroupRebalance): void;
}

/** One rebalance of a group, from its first reason until every member has what it is meant to have. */
export interface GroupRebalance {
  groupId: string;
  /** In words, in their order. */
  reasons: readonly string[];
  tookMs: number;
  /** Partitions that got another owner. */
  moved: number;
  /** Members in the end. */
  members: number;
}

export interface AppendedDecision {
  shard: number;
  leaderEpoch: number;
  /** Of the first record. */
  baseOffset: number;
  records: readonly GroupRecord[];
  /** Who asked, for a commit. */
  by: { memberId: string; memberEpoch: number } | undefined;
}

export interface GroupShardOptions {
  partition: Partition;
  settings: GroupSettings;
  topics: () => TopicsView;
  clock: Clock;
  logger: Logger;
  tasks: Tasks;
  observer: GroupObserver;
}

interface Entry {
  readonly state: GroupState;
  /** Rises with every change of members and what they have: who waits for news looks again. */
  version: number;
  /** Settles when the last records of the group are committed. */
  committed: Promise<void> | undefined;
  readonly waiters: Set<() => void>;
}

export class GroupShard {
  readonly index: number;
  readonly leaderEpoch: number;
  readonly #options: GroupShardOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #stopWatching: () => void;
  #phase: 'loading' | 'ready' | 'over' = 'loading';
  #failedAtMs: number | undefined;
  /** Called when the phase may have changed. */
  #onChange: () => void = () => {};

  /** Of a partition that this broker leads. Loads by itself. */
  constructor(options: GroupShardOptions) {
    const { partition, tasks } = options;
    this.#options = options;
    this.index = partition.index;
    this.leaderEpoch = partition.leaderEpoch;
    this.#stopWatching = partition.onChange(() => this.#look());
    tasks.start(`load groups of ${partition.name}`, () => this.#load());
  }

  /** True when it is of no more use, and another one may begin. */
  get isOver(): boolean {
    this.#look();
    return this.#phase === 'over';
  }

  /** When an append failed, if that is what ended it: the next one would fail as well, for a while. */
  get failedAtMs(): number | undefined {
    return this.#failedAtMs;
  }

  /** The states of its groups, for looking. Throws COORDINATOR_LOADING, or NOT_COORDINATOR. */
  get states(): GroupState[] {
    this.#checkReady();
    return [...this.#entries.values()].map(({ state }) => state);
  }

  get counts(): { groups: number; members: number } {
    let members = 0;
    for (const { state } of this.#entries.values()) members += state.data.members.size;
    return { groups: this.#entries.size, members };
  }

  get context(): DecisionContext {
    const { clock, topics } = this.#options;
    return { nowMs: clock.monotonicMs(), wallMs: clock.wallMs(), topics: topics() };
  }

  /** The state's version as of now, and a promise of the answer once it holds. What `work` throws has decided nothing. */
  decide<Answer>(
    groupId: string,
    work: (state: GroupState, context: DecisionContext) => GroupDecision<Answer>,
    by?: AppendedDecision['by'],
  ): { answer: Promise<Answer>; version: number } {
    this.#checkReady();
    const entry = this.#entry(groupId);
    try {
      const decision = work(entry.state, this.context);
      if (decision.records.length > 0) this.#append(groupId, entry, decision.records, by);
      this.#tellRebalances(groupId, entry.state);
      return { answer: this.#settle(entry, decision.answer), version: entry.version };
    } finally {
      this.#forgetIfGone(groupId, entry);
    }
  }

  /** Resolves when the group has changed since `version`, or the time is up, or nobody waits any more, or the shard is over. */
  changed(groupId: string, version: number, waitMs: number, signal: AbortSignal): Promise<void> {
    const entry = this.#entries.get(groupId);
    if (!entry || entry.version !== version || this.#phase !== 'ready' || signal.aborted) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = () => {
        entry.waiters.delete(done);
        signal.removeEventListener('abort', done);
        timer.cancel();
        resolve();
      };
      const timer = this.#options.clock.schedule(waitMs, done);
      entry.waiters.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** The topics are others now: whoever waits looks again. */
  wakeAll(): void {
    for (const entry of this.#entries.values()) wake(entry);
  }

  /** Runs over all groups; what it decides about one is appended. */
  sweep(work: (state: GroupState, context: DecisionContext) => GroupDecision<void>): void {
    for (const groupId of [...this.#entries.keys()]) {
      if (this.isOver || this.#phase !== 'ready') return;
      try {
        const { answer } = this.decide(groupId, work);
        // A failed append ends the shard, which says so.
        answer.catch(() => {});
      } catch (error) {
        if (!(error instanceof TidelogError)) throw error;
        return;
      }
    }
  }

  close(): void {
    this.#end('it is closed');
  }

  #entry(groupId: string): Entry {
    let entry = this.#entries.get(groupId);
    if (!entry) {
      const state = new GroupState(groupId, this.#options.settings);
      entry = { state, version: 0, committed: undefined, waiters: new Set() };
      this.#entries.set(groupId, entry);
    }
    return entry;
  }

  /** A group that is not there, or no more, takes no room. */
  #forgetIfGone(groupId: string, entry: Entry): void {
    if (entry.state.data.head || entry.committed || entry.waiters.size > 0) return;
    if (this.#entries.get(groupId) === entry) this.#entries.delete(groupId);
  }

  #append(
    groupId: string,
    entry: Entry,
    records: readonly GroupRecord[],
    by: AppendedDecision['by'],
  ): void {
    const { partition, clock, observer } = this.#options;
    const timestamp = clock.wallMs();
    const batch = encodeBatch(
      records.map(({ key, value }) => ({ timestamp, key, value, headers: [] })),
      'none',
    );
    try {
      const { leaderEpoch, index: shard } = this;
      const { acknowledged, baseOffset } = partition.append(batch, { acks: -1, wallMs: timestamp });
      observer.appended?.({ shard, leaderEpoch, baseOffset, records, by });
      const committed = acknowledged.catch((error: unknown) => {
        this.#end(messageOf(error));
        throw lost(error);
      });
      entry.committed = committed;
      const settled = () => {
        if (entry.committed === committed) entry.committed = undefined;
        this.#forgetIfGone(groupId, entry);
      };
      // Nobody need wait for it.
      committed.then(settled, settled);
    } catch (error) {
      // The state has what the log has not.
      this.#failedAtMs = clock.monotonicMs();
      this.#end(messageOf(error));
      throw lost(error);
    }
    // A commit is news for nobody.
    if (by) return;
    entry.version += 1;
    wake(entry);
  }

  async #settle<Answer>({ committed }: Entry, answer: Answer): Promise<Answer> {
    await committed;
    // Leadership may have moved meanwhile, or may have without this broker knowing [REP-8].
    this.#checkReady();
    if (!committed) this.#checkLease();
    return answer;
  }

  #tellRebalances(groupId: string, state: GroupState): void {
    const { logger, observer } = this.#options;
    for (const rebalance of state.takeFinished()) {
      const { reasons, moved, tookMs } = rebalance;
      const members = state.data.members.size;
      logger.info(
        { group: groupId, members, moved, tookMs: Math.round(tookMs) },
        describeRebalance(groupId, rebalance, members),
      );
      observer.rebalanced?.({ groupId, reasons, moved, tookMs, members });
    }
  }

  #checkReady(): void {
    this.#look();
    if (this.#phase === 'ready') return;
    const { name } = this.#options.partition;
    throw this.#phase === 'loading'
      ? new WireError('COORDINATOR_LOADING', `the groups of ${name} are being read; try again`)
      : new WireError('NOT_COORDINATOR', `this broker does not lead ${name} any more`);
  }

  /** What was appended and committed proves leadership; an answer that needed no record does not. */
  #checkLease(): void {
    try {
      this.#options.partition.checkLease();
    } catch (error) {
      throw lost(error);
    }
  }

  /** Leadership may have ended, or begun anew. */
  #look(): void {
    if (this.#phase === 'over') return;
    if (this.#options.partition.leaderEpoch !== this.leaderEpoch) {
      this.#end('its leadership is over');
      return;
    }
    this.#onChange();
  }

  #end(reason: string): void {
    if (this.#phase === 'over') return;
    const { logger, partition } = this.#options;
    this.#phase = 'over';
    this.#stopWatching();
    this.#onChange();
    for (const entry of this.#entries.values()) wake(entry);
    this.#entries.clear();
    const { leaderEpoch } = this;
    logger.debug(
      { leaderEpoch, reason },
      `no longer the coordinator of the groups in ${partition.name}`,
    );
  }

  async #load(): Promise<void> {
    const { partition, clock, logger } = this.#options;
    const startedMs = clock.monotonicMs();
    // Only this leadership writes behind it, and that only once it has loaded.
    const endOffset = partition.log.logEndOffset;
    try {
      await this.#visible(endOffset);
      let offset = partition.log.logStartOffset;
      while (offset < endOffset && !this.isOver) {
        const read = await partition.read({
          offset,
          maxBytes: loadBytesPerRead,
          minOneBatch: true,
        });
        if (this.isOver) return;
        this.#replay(read.chunks, endOffset);
        offset = Math.max(read.nextOffset, offset + 1);
      }
    } catch (error) {
      if (this.isOver) return;
      logger.error(
        { err: toError(error) },
        `the groups of ${partition.name} cannot be read; their members wait`,
      );
      this.#end(messageOf(error));
      return;
    }
    if (this.isOver) return;
    this.#phase = 'ready';
    const nowMs = clock.monotonicMs();
    for (const [groupId, { state }] of this.#entries) {
      if (state.data.head) state.loaded(nowMs);
      else this.#entries.delete(groupId);
    }
    const { leaderEpoch } = this;
    const { groups, members } = this.counts;
    if (groups > 0) {
      const tookMs = Math.round(nowMs - startedMs);
      const text = `coordinates ${groups} groups with ${members} members from ${partition.name}`;
      logger.info({ groups, members, tookMs, leaderEpoch }, text);
    }
  }

  /** Resolves when the high watermark has reached `endOffset`, or the shard is over. */
  #visible(endOffset: number): Promise<void> {
    const { partition } = this.#options;
    return new Promise((resolve) => {
      this.#onChange = () => {
        if (this.#phase !== 'over' && partition.highWatermark < endOffset) return;
        this.#onChange = () => {};
        resolve();
      };
      this.#onChange();
    });
  }

  #replay(chunks: readonly Buffer[], endOffset: number): void {
    for (const chunk of chunks) {
      for (const batch of splitBatches(chunk)) {
        for (const { offset, key, value } of readRecords(batch)) {
          if (offset >= endOffset) return;
          const decoded = wire.GroupRecordKey.decode(key ?? Buffer.alloc(0));
          this.#entry(decoded.groupId).state.data.apply(
            decoded,
            value === null ? null : wire.GroupRecordValue.decode(value),
          );
        }
      }
    }
  }
}

function wake({ waiters }: Entry): void {
  for (const waiter of [...waiters]) waiter();
}

/** An append that failed, as members are told of it: whether it holds is not known. */
function lost(error: unknown): TidelogError {
  const reason = messageOf(error);
  return codeOf(error) === 'NOT_LEADER_OR_FOLLOWER'
    ? new WireError('NOT_COORDINATOR', reason, error)
    : new WireError(
        'COORDINATOR_NOT_AVAILABLE',
        `the change could not be stored: ${reason}`,
        error,
      );
}
