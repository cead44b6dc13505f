// One partition on this broker: its log, whether this broker leads it or follows another, and who waits for its high watermark.
// Decisions are in leader-role.ts and follower-role.ts; here they are carried out. What a follower does to its log is in
// follower.ts; a partition changes its role only when nothing of that is under way.
import { assert } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import { codeOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Tasks } from '../base/tasks.ts';
import type { Uuid } from '../base/uuid.ts';
import type { TopicConfig } from '../cluster/topic-config.ts';
import { WireError } from '../protocol/error-codes.ts';
import { checkProducedBatch } from '../protocol/produce-validation.ts';
import { baseOffsetAt, lastOffsetAt } from '../protocol/record-batch.ts';
import type { AppendOptions, AppendResult } from '../storage/log-appender.ts';
import type { ReadOptions, ReadResult } from '../storage/log-reader.ts';
import type { PartitionLog } from '../storage/partition-log.ts';
import { LogDamagedError } from '../storage/storage-errors.ts';
import type { TimestampedOffset } from '../storage/timestamp-search.ts';
import { Follower } from './follower.ts';
import { divergenceOf, type EpochEnd, fetchPosition } from './follower-role.ts';
import {
  type BrokerState,
  type CommittedPartition,
  type IsrProposal,
  LeaderRole,
} from './leader-role.ts';
import type { PartitionObserver } from './partition-observer.ts';
import { VisibilityWaiters } from './visibility-waiters.ts';

/** What a write waits for: nothing, the leader's disk, or all in-sync replicas [REP-6]. */
export type Acks = 0 | 1 | -1;

export interface Appended {
  baseOffset: number;
  /** -1 unless the topic stamps records itself. */
  logAppendTimeMs: number;
  /** Settles when the acks asked for are met. */
  acknowledged: Promise<void>;
}

/** As the controller has committed it. */
export interface Placement extends CommittedPartition {
  /** -1 when nobody leads. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** What a follower asks its leader. */
export interface ReplicaQuestion {
  readonly nodeId: number;
  readonly brokerEpoch: number;
  readonly leaderEpoch: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly durableOffset: number;
}

/** The part of the answer that is told without reading; `records` when they may follow. */
export type ReplicaVerdict =
  | { readonly kind: 'records' }
  | { readonly kind: 'outOfRange' }
  | { readonly kind: 'diverging'; readonly end: EpochEnd };

/** What all partitions of a broker share. */
export interface PartitionHost {
  readonly nodeId: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tasks: Tasks;
  /** Whether nobody else can have been made leader [REP-8]. */
  readonly lease: { readonly isHeld: boolean };
  /** A follower that has not held all for this long leaves the ISR. */
  readonly lagMaxMs: number;
  brokerOf(nodeId: number): BrokerState | undefined;
  /** To be sent to the controller, and answered by `place` or `isrRefused`. */
  isrProposed(partition: Partition, proposal: IsrProposal): void;
  /** What this partition asks its leader may be another thing now. */
  followerChanged(partition: Partition): void;
  followerDurable(partition: Partition): void;
  /** The log takes no appends any more. */
  logFailed(partition: Partition): void;
  readonly observer?: PartitionObserver | undefined;
  /** This broker leads the partition and has no room for it; others may [LOG-9]. */
  diskFull(partition: Partition): void;
}

export class Partition {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly index: number;
  readonly log: PartitionLog;
  readonly follower: Follower;
  readonly #host: PartitionHost;
  readonly #stopListening: () => void;
  #config: TopicConfig;
  #role: LeaderRole | undefined;
  #placement: Placement | undefined;
  #highWatermark: number;
  readonly #waiters = new VisibilityWaiters();
  readonly #changeListeners = new Set<() => void>();
  readonly #replicaListeners = new Set<() => void>();
  #durableEnd: number;
  /** Up to where an observer has been told of the log. */
  #toldEnd = 0;
  #hasFailed = false;
  #isClosed = false;

  constructor(options: {
    topicId: Uuid;
    topicName: string;
    index: number;
    log: PartitionLog;
    config: TopicConfig;
    host: PartitionHost;
  }) {
    this.topicId = options.topicId;
    this.topicName = options.topicName;
    this.index = options.index;
    this.log = options.log;
    this.#host = options.host;
    this.#config = options.config;
    // What was visible before is found out anew: by the leader itself, or from the leader [REP-4].
    this.#highWatermark = options.log.logStartOffset;
    this.#durableEnd = options.log.durableEndOffset;
    this.follower = new Follower({
      log: options.log,
      logger: options.host.logger.child({ topic: this.topicName, partition: this.index }),
      tasks: options.host.tasks,
      highWatermark: () => this.#highWatermark,
      onHighWatermark: (offset) => {
        if (offset > this.#highWatermark) this.#publish(offset);
      },
      onAppended: (batch) => this.#tellAppended(batch),
      onNotKept: () => this.#tellNotKept(),
      onCut: (offset) => {
        this.#toldEnd = offset;
        this.#host.observer?.cut(this.#place, offset);
        this.#highWatermark = Math.min(this.#highWatermark, offset);
      },
      onSettled: () => this.#settle(),
    });
    this.#stopListening = options.log.onProgress(() => this.#onLogProgress());
    const { fetchOffset, lastFetchedEpoch } = fetchPosition(options.log, -1);
    options.host.observer?.opened(this.#place, {
      endOffset: fetchOffset,
      lastEpoch: lastFetchedEpoch,
    });
  }

  /** As observers name it: a name that comes again is another topic [REP-10]. */
  get #place(): string {
    return `${this.topicId} ${this.name}`;
  }

  get name(): string {
    return `${this.topicName}-${this.index}`;
  }

  /** -1 while this broker does not lead. */
  get leaderEpoch(): number {
    return this.#role?.leaderEpoch ?? -1;
  }

  /** Consumers see below it; while this broker leads it never moves back. */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Only the leader decides what has expired. */
  get isLeader(): boolean {
    return this.#role !== undefined;
  }

  /** Present while this broker leads. */
  get role(): LeaderRole | undefined {
    return this.#role;
  }

  /** Everything that earlier leaders showed is known to be visible [REP-7]. */
  get knowsLatest(): boolean {
    return this.#role?.knowsLatest ?? false;
  }

  /** Leads, follows or does neither, as was committed; at once, or when the log is not being changed any more. */
  place(placement: Placement): void {
    if (this.#isClosed) return;
    const { leaderId, leaderEpoch } = placement;
    const before = this.#placement?.leaderEpoch ?? -1;
    assert(leaderEpoch >= before, `leader epoch ${leaderEpoch} of ${this.name} follows ${before}`);
    this.#placement = placement;
    const { nodeId, clock } = this.#host;
    const isStill = this.#role?.leaderEpoch === leaderEpoch && leaderId === nodeId;
    if (isStill) this.#apply((role) => role.committed(placement, clock.monotonicMs()));
    else {
      this.#stepDown();
      const { follower } = this;
      if (follower.leaderEpoch === leaderEpoch && follower.leaderId === leaderId) return;
      follower.stop();
      if (!follower.isChanging) this.#takeRole(placement);
    }
  }

  /** For whoever observes: a fetcher asks for this partition from now on, or no more. */
  fetched(leaderId: number, isAsked: boolean): void {
    this.#host.observer?.fetched(this.#place, leaderId, isAsked);
  }

  /** Neither leads nor follows; who waits for an acknowledgement is told to look for the new leader. */
  resign(): void {
    this.#placement = undefined;
    this.#stepDown();
    this.follower.stop();
  }

  get config(): TopicConfig {
    return this.#config;
  }

  updateConfig(config: TopicConfig): void {
    this.#config = config;
    this.log.updateConfig(config.toLogConfig());
  }

  /** Throws NOT_LEADER_OR_FOLLOWER, or what is wrong with the epoch that the client knows. Returns the epoch. */
  checkLeader(clientEpoch: number | null): number {
    const { leaderEpoch } = this.#leading();
    if (clientEpoch === null || clientEpoch === leaderEpoch) return leaderEpoch;
    throw clientEpoch < leaderEpoch
      ? new WireError(
          'FENCED_LEADER_EPOCH',
          `leader epoch ${clientEpoch} of ${this.name} is over; it is ${leaderEpoch} now`,
        )
      : new WireError(
          'UNKNOWN_LEADER_EPOCH',
          `leader epoch ${clientEpoch} of ${this.name} is not known here yet; it is ${leaderEpoch}`,
        );
  }

  /** Throws unless nobody else can lead by now [REP-8]: for answers that no follower has a say in. */
  checkLease(): void {
    const { lease, nodeId } = this.#host;
    if (lease.isHeld || (this.#placement?.replicas.length ?? 0) <= 1) return;
    throw new WireError(
      'NOT_LEADER_OR_FOLLOWER',
      `the controller has not answered broker ${nodeId} for so long that another broker may lead ${this.name}`,
    );
  }

  /** The end for consumers. Throws OFFSET_NOT_AVAILABLE while it may lie below what an earlier leader showed [REP-7]. */
  latestOffset(): number {
    const role = this.#leading();
    this.checkLease();
    if (role.knowsLatest) return this.#highWatermark;
    throw new WireError(
      'OFFSET_NOT_AVAILABLE',
      `broker ${this.#host.nodeId} leads ${this.name} since a moment, and its in-sync replicas have not said yet how much of it they hold`,
    );
  }

  /**
   * Checks and appends one batch [REC-2]. Synchronous up to the offsets, so that requests are appended in the order in
   * which they came. Throws what is wrong with the batch, or why this broker cannot take it; then nothing has changed.
   */
  append(batch: Buffer, options: { acks: Acks; wallMs: number; lease?: Lease }): Appended {
    const role = this.#leading();
    const { leaderEpoch } = role;
    if (options.acks !== -1) this.checkLease();
    else if (!role.hasEnoughInSync) throw this.#notEnoughReplicas(role);
    const config = this.#config;
    checkProducedBatch(batch, {
      maxMessageBytes: config.maxMessageBytes,
      timestampMax: config.isLogAppendTime
        ? undefined
        : options.wallMs + config.timestampAfterMaxMs,
      needsKeys: config.isCompacted,
    });
    const { lease } = options;
    const result = this.#appendToLog(batch, { leaderEpoch, ...(lease ? { lease } : {}) });
    return {
      baseOffset: result.baseOffset,
      logAppendTimeMs: result.logAppendTimeMs,
      acknowledged: this.#acknowledged(result, options.acks, leaderEpoch),
    };
  }

  #appendToLog(batch: Buffer, options: AppendOptions): AppendResult {
    try {
      const { logEndOffset } = this.log;
      const result = this.log.append(batch, options);
      // One that is there already is not appended again.
      if (this.log.logEndOffset > logEndOffset) {
        this.#tellAppended(batch);
        if (this.#host.observer) result.held.catch(() => this.#tellNotKept());
      }
      return result;
    } catch (error) {
      // With a log that goes on, it is the disk that has no room.
      if (codeOf(error) === 'STORAGE_ERROR' && !this.log.isOffline) this.#host.diskFull(this);
      throw error;
    }
  }

  #tellAppended(batch: Buffer): void {
    const { observer } = this.#host;
    if (observer === undefined) return;
    this.#tellGoesOnAt(baseOffsetAt(batch, 0));
    observer.appended(this.#place, batch);
    this.#toldEnd = lastOffsetAt(batch, 0) + 1;
  }

  /** What was queued when the disk was full is not in the log, which goes on before it [LOG-9]. */
  #tellNotKept(): void {
    if (!this.log.isOffline) this.#tellGoesOnAt(this.log.logEndOffset);
  }

  #tellGoesOnAt(offset: number): void {
    if (offset >= this.#toldEnd) return;
    this.#toldEnd = offset;
    this.#host.observer?.notKept(this.#place, offset);
  }

  /** Whole batches that consumers may see. Damage that is met on the way is CORRUPT_MESSAGE, with the place. */
  read(options: Omit<ReadOptions, 'endOffsetExclusive'>): Promise<ReadResult> {
    const endOffsetExclusive = this.#highWatermark;
    return this.log.read({ ...options, endOffsetExclusive }).catch(tellDamage);
  }

  /** The first record that consumers may see with this timestamp or a later one. */
  offsetForTimestamp(timestampMs: number): Promise<TimestampedOffset | undefined> {
    return this.log.offsetForTimestamp(timestampMs, this.#highWatermark).catch(tellDamage);
  }

  /** Where this log says that who has read up to `fetchOffset` has read something else [REP-3] [REP-12]. */
  divergenceAt(asked: { fetchOffset: number; lastFetchedEpoch: number }): EpochEnd | undefined {
    return divergenceOf(this.log, asked);
  }

  /** A follower asks: what it says of itself counts from now on. Throws what is wrong with its epoch, or that it is none. */
  answerReplica(question: ReplicaQuestion): ReplicaVerdict {
    const { nodeId, brokerEpoch, fetchOffset } = question;
    this.checkLeader(question.leaderEpoch);
    this.#checkReplica(nodeId);
    const { log } = this;
    const end = this.divergenceAt(question);
    const isInside = fetchOffset >= log.logStartOffset && fetchOffset <= log.logEndOffset;
    if (end === undefined && isInside) {
      const durableEnd = Math.min(question.durableOffset, fetchOffset);
      const report = { nodeId, brokerEpoch, durableEnd };
      this.#apply((role) => role.fetched(report, this.#now()));
      this.#proposeIsr(nodeId);
      return { kind: 'records' };
    }
    this.#role?.diverged(nodeId, brokerEpoch);
    return end === undefined ? { kind: 'outOfRange' } : { kind: 'diverging', end };
  }

  /** A follower has synced more [REP-1]. What is not of this epoch is passed over. */
  replicaProgressed(
    report: { nodeId: number; brokerEpoch: number; durableEnd: number },
    leaderEpoch: number,
  ): void {
    if (this.#role?.leaderEpoch !== leaderEpoch) return;
    if (report.durableEnd > this.log.logEndOffset) return;
    this.#apply((role) => role.progressed(report, this.#now()));
    this.#proposeIsr(report.nodeId);
  }

  /** Whatever is written, durable or not: followers sync in parallel. */
  readForReplica(options: Omit<ReadOptions, 'endOffsetExclusive'>): Promise<ReadResult> {
    const endOffsetExclusive = this.log.writtenEndOffset;
    return this.log.read({ ...options, endOffsetExclusive });
  }

  /** Looks for in-sync replicas that have fallen behind; to be called now and then while this broker leads. */
  checkLag(): void {
    if (this.#role !== undefined) this.#propose(this.#role);
  }

  /** The controller will never commit what was proposed; what it does commit is told by `place`. */
  isrRefused(proposal: IsrProposal): void {
    if (this.#role?.leaderEpoch === proposal.leaderEpoch)
      this.#apply((role) => role.proposalRefused(proposal));
  }

  /** Calls back when more can be read, or when leadership changes. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Calls back when there may be something to tell followers. Returns how to stop that. */
  onReplicaNews(listener: () => void): () => void {
    this.#replicaListeners.add(listener);
    return () => this.#replicaListeners.delete(listener);
  }

  /** Lets go of the log, which the owner closes. */
  close(): void {
    this.resign();
    this.#isClosed = true;
    this.#stopListening();
  }

  #now(): { nowMs: number; endOffset: number } {
    return { nowMs: this.#host.clock.monotonicMs(), endOffset: this.log.writtenEndOffset };
  }

  #settle(): void {
    const placement = this.#placement;
    if (this.#isClosed || this.follower.isChanging) return;
    const isPlaced = this.#role !== undefined || this.follower.leaderId >= 0;
    if (placement !== undefined && !isPlaced) this.#takeRole(placement);
    else this.#host.followerChanged(this);
  }

  #takeRole(placement: Placement): void {
    const { nodeId, clock } = this.#host;
    const { leaderId, leaderEpoch } = placement;
    if (leaderId === nodeId) {
      this.#role = new LeaderRole({
        ...placement,
        nodeId,
        endOffset: this.log.logEndOffset,
        durableEnd: this.log.durableEndOffset,
        highWatermark: this.#highWatermark,
        nowMs: clock.monotonicMs(),
      });
      this.#host.observer?.led(this.#place, leaderEpoch);
      this.#publish(this.#role.highWatermark);
    } else if (leaderId >= 0) {
      this.follower.follow(leaderId, leaderEpoch);
    }
    this.#host.followerChanged(this);
  }

  #stepDown(): void {
    if (this.#role === undefined) return;
    this.#role = undefined;
    this.#waiters.refuse(() => this.#notLeader());
    this.#notifyChange();
    this.#notifyReplicas();
  }

  async #acknowledged(result: AppendResult, acks: Acks, leaderEpoch: number): Promise<void> {
    if (acks === 0) {
      // Nobody waits; a failure takes the log offline, which is logged there.
      result.held.catch(() => {});
      return;
    }
    await result.held;
    // Leadership may have moved while this write waited.
    if (this.#role?.leaderEpoch !== leaderEpoch) throw this.#notLeader();
    if (acks === 1) {
      this.checkLease();
      return;
    }
    await this.#waiters.reached(result.lastOffset + 1, this.#highWatermark);
    if (this.#role?.leaderEpoch !== leaderEpoch) throw this.#notLeader();
  }

  #onLogProgress(): void {
    const { log } = this;
    if (log.isOffline) {
      this.#waiters.refuse(
        () =>
          new WireError(
            'STORAGE_ERROR',
            `the log of ${this.name} is offline on broker ${this.#host.nodeId}`,
          ),
      );
      if (!this.#hasFailed && !this.#isClosed) this.#host.logFailed(this);
      this.#hasFailed = true;
      return;
    }
    const hasSynced = log.durableEndOffset !== this.#durableEnd;
    this.#durableEnd = log.durableEndOffset;
    if (this.#role !== undefined) {
      if (hasSynced) this.#apply((role) => role.ownDurable(log.durableEndOffset));
      this.#notifyReplicas();
    } else if (hasSynced && this.follower.leaderId >= 0) this.#host.followerDurable(this);
  }

  /** Changes the role, and shows what has become visible by it. */
  #apply(change: (role: LeaderRole) => boolean): void {
    const role = this.#role;
    if (role === undefined || !change(role)) return;
    this.#publish(role.highWatermark);
    this.#notifyReplicas();
  }

  #publish(highWatermark: number): void {
    assert(
      highWatermark >= this.#highWatermark,
      `the high watermark of ${this.name} does not move back`,
    );
    this.#highWatermark = highWatermark;
    this.#host.observer?.visible(this.#place, highWatermark, this.#role);
    this.#waiters.advance(highWatermark);
    this.#notifyChange();
  }

  /** Only who is not in sync can be let in by what it says. */
  #proposeIsr(nodeId: number): void {
    if (this.#role !== undefined && !this.#role.maximalIsr.includes(nodeId)) {
      this.#propose(this.#role);
    }
  }

  /** Asks for another leader among those in sync, if there are any; leads until there is one. */
  handOver(): void {
    const proposal = this.#role?.proposeResignation((nodeId) => this.#host.brokerOf(nodeId));
    if (proposal !== undefined) this.#host.isrProposed(this, proposal);
  }

  #propose(role: LeaderRole): void {
    const { lagMaxMs } = this.#host;
    const proposal = role.propose({
      ...this.#now(),
      lagMaxMs,
      brokerOf: (nodeId) => this.#host.brokerOf(nodeId),
    });
    if (proposal !== undefined) this.#host.isrProposed(this, proposal);
  }

  #notifyChange(): void {
    // A listener may take itself off, and another may come, while they are called.
    for (const listener of [...this.#changeListeners]) listener();
  }

  #notifyReplicas(): void {
    for (const listener of this.#replicaListeners) listener();
  }

  #leading(): LeaderRole {
    if (this.#role === undefined) throw this.#notLeader();
    return this.#role;
  }

  #checkReplica(nodeId: number): void {
    if (this.#role?.isReplica(nodeId)) return;
    throw new WireError(
      'NOT_LEADER_OR_FOLLOWER',
      `broker ${nodeId} has no replica of ${this.name} that broker ${this.#host.nodeId} knows of`,
    );
  }

  #notLeader(): WireError {
    return new WireError(
      'NOT_LEADER_OR_FOLLOWER',
      `broker ${this.#host.nodeId} does not lead ${this.name}`,
    );
  }

  #notEnoughReplicas({ isr, minInSync }: LeaderRole): WireError {
    return new WireError(
      'NOT_ENOUGH_REPLICAS',
      `${this.name} has ${isr.length} in-sync replicas (${isr.join(', ')}), and a write with acks all needs ${minInSync}`,
    );
  }
}

function tellDamage(error: unknown): never {
  if (error instanceof LogDamagedError)
    throw new WireError('CORRUPT_MESSAGE', error.message, error);
  throw error;
}
