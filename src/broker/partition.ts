// One partition on this broker: its log, whether this broker leads it, and who waits for its high watermark. Decisions
// about visibility are in leader-role.ts; here they are carried out.
import { assert } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';
import { RingQueue } from '../base/ring-queue.ts';
import type { Uuid } from '../base/uuid.ts';
import type { TopicConfig } from '../cluster/topic-config.ts';
import { WireError } from '../protocol/error-codes.ts';
import { checkProducedBatch } from '../protocol/produce-validation.ts';
import type { AppendResult } from '../storage/log-appender.ts';
import type { ReadOptions, ReadResult } from '../storage/log-reader.ts';
import type { PartitionLog } from '../storage/partition-log.ts';
import { LogDamagedError } from '../storage/storage-errors.ts';
import type { TimestampedOffset } from '../storage/timestamp-search.ts';
import { type LeaderRole, onDurable, takeOffice } from './leader-role.ts';

/** What a write waits for: nothing, the leader's disk, or all in-sync replicas [REP-6]. */
export type Acks = 0 | 1 | -1;

export interface Appended {
  baseOffset: number;
  /** -1 unless the topic stamps records itself. */
  logAppendTimeMs: number;
  /** Settles when the acks asked for are met. */
  acknowledged: Promise<void>;
}

interface VisibilityWaiter {
  endOffset: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

export class Partition {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly index: number;
  readonly log: PartitionLog;
  readonly #nodeId: number;
  readonly #stopListening: () => void;
  #config: TopicConfig;
  #role: LeaderRole | undefined;
  #highWatermark: number;
  /** In the order of their offsets. */
  readonly #visibilityWaiters = new RingQueue<VisibilityWaiter>();
  readonly #changeListeners = new Set<() => void>();

  constructor(options: {
    topicId: Uuid;
    topicName: string;
    index: number;
    nodeId: number;
    log: PartitionLog;
    config: TopicConfig;
  }) {
    this.topicId = options.topicId;
    this.topicName = options.topicName;
    this.index = options.index;
    this.log = options.log;
    this.#nodeId = options.nodeId;
    this.#config = options.config;
    this.#highWatermark = options.log.durableEndOffset;
    this.#stopListening = options.log.onProgress(() => this.#onLogProgress());
  }

  get name(): string {
    return `${this.topicName}-${this.index}`;
  }

  /** -1 while this broker does not lead. */
  get leaderEpoch(): number {
    return this.#role?.leaderEpoch ?? -1;
  }

  /** Consumers see below it; it never moves back. */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Leads from this epoch on. An epoch that it leads in already changes nothing. */
  lead(leaderEpoch: number): void {
    if (this.#role?.leaderEpoch === leaderEpoch) return;
    assert(
      leaderEpoch > this.leaderEpoch,
      `leader epoch ${leaderEpoch} of ${this.name} follows ${this.leaderEpoch}`,
    );
    this.#role = takeOffice({
      leaderEpoch,
      durableEnds: new Map([[this.#nodeId, this.log.durableEndOffset]]),
      highWatermark: this.#highWatermark,
    });
    this.#publish(this.#role.highWatermark);
  }

  /** Leads no more; who waits for an acknowledgement is told to look for the new leader. */
  resign(): void {
    if (!this.#role) return;
    this.#role = undefined;
    this.#refuseWaiters(this.#notLeader());
    this.#notifyChange();
  }

  updateConfig(config: TopicConfig): void {
    this.#config = config;
    this.log.updateConfig(config.toLogConfig());
  }

  /** Throws NOT_LEADER_OR_FOLLOWER, or what is wrong with the epoch that the client knows. Returns the epoch. */
  checkLeader(clientEpoch: number | null): number {
    if (!this.#role) throw this.#notLeader();
    const { leaderEpoch } = this.#role;
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

  /**
   * Checks and appends one batch [REC-2]. Synchronous up to the offsets, so that requests are appended in the order in
   * which they came. Throws what is wrong with the batch, or why this broker cannot take it; then nothing has changed.
   */
  append(batch: Buffer, options: { acks: Acks; wallMs: number; lease?: Lease }): Appended {
    const leaderEpoch = this.checkLeader(null);
    const config = this.#config;
    checkProducedBatch(batch, {
      maxMessageBytes: config.maxMessageBytes,
      timestampMax: config.isLogAppendTime
        ? undefined
        : options.wallMs + config.timestampAfterMaxMs,
      needsKeys: config.isCompacted,
    });
    const { lease } = options;
    const result = this.log.append(batch, { leaderEpoch, ...(lease ? { lease } : {}) });
    return {
      baseOffset: result.baseOffset,
      logAppendTimeMs: result.logAppendTimeMs,
      acknowledged: this.#acknowledged(result, options.acks, leaderEpoch),
    };
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

  /** Calls back when more can be read, or when leadership changes. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Lets go of the log, which the owner closes. */
  close(): void {
    this.resign();
    this.#stopListening();
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
    if (acks === 1) return;
    // Only what is held waits here, so those who wait stand in the order of their offsets.
    await this.#visible(result.lastOffset + 1);
    if (this.#role?.leaderEpoch !== leaderEpoch) throw this.#notLeader();
  }

  /** Resolves when the high watermark has reached `endOffset`. */
  #visible(endOffset: number): Promise<void> {
    if (this.#highWatermark >= endOffset) return Promise.resolve();
    const visible = new Promise<void>((resolve, reject) => {
      this.#visibilityWaiters.push({ endOffset, resolve, reject });
    });
    // It is awaited after the leader's own disk; until then its failure must not count as unhandled.
    visible.catch(() => {});
    return visible;
  }

  #onLogProgress(): void {
    if (this.log.isOffline) {
      this.#refuseWaiters(
        new WireError(
          'STORAGE_ERROR',
          `the log of ${this.name} is offline on broker ${this.#nodeId}`,
        ),
      );
    } else if (this.#role) {
      this.#role = onDurable(this.#role, {
        nodeId: this.#nodeId,
        endOffset: this.log.durableEndOffset,
      });
      this.#publish(this.#role.highWatermark);
    }
  }

  #publish(highWatermark: number): void {
    assert(
      highWatermark >= this.#highWatermark,
      `the high watermark of ${this.name} does not move back`,
    );
    this.#highWatermark = highWatermark;
    for (let next = this.#visibilityWaiters.peek(); next; next = this.#visibilityWaiters.peek()) {
      if (next.endOffset > highWatermark) break;
      this.#visibilityWaiters.shift();
      next.resolve();
    }
    this.#notifyChange();
  }

  #notifyChange(): void {
    // A listener may take itself off, and another may come, while they are called.
    for (const listener of [...this.#changeListeners]) listener();
  }

  #refuseWaiters(error: Error): void {
    for (let next = this.#visibilityWaiters.shift(); next; next = this.#visibilityWaiters.shift()) {
      next.reject(error);
    }
  }

  #notLeader(): WireError {
    return new WireError(
      'NOT_LEADER_OR_FOLLOWER',
      `broker ${this.#nodeId} does not lead ${this.name}`,
    );
  }
}

function tellDamage(error: unknown): never {
  if (error instanceof LogDamagedError)
    throw new WireError('CORRUPT_MESSAGE', error.message, error);
  throw error;
}
