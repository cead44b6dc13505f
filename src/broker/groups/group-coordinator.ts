// The groups that this broker coordinates: one shard for each partition of __consumer_offsets that it leads. Shards begin and
// end with leaderships; sessions, offsets that expire, and topics that change are looked after here.
import { type Clock, delay } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Tasks } from '../../base/tasks.ts';
import type { MetadataStore } from '../../cluster/metadata/metadata-store.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { ReplicaManager } from '../replica-manager.ts';
import { expireOffsets } from './group-offsets.ts';
import { type GroupObserver, type GroupRebalance, GroupShard } from './group-shard.ts';
import type { GroupSettings, HeartbeatAnswer, HeartbeatRequest } from './group-state.ts';
import { ImageTopics } from './image-topics.ts';
import {
  checkGroupId,
  offsetsTopic,
  offsetsTopicName,
  partitionForGroup,
} from './offsets-topic.ts';

/** Gets the coordinator itself too, for its metrics and for looking at its groups. */
export interface CoordinatorObserver extends GroupObserver {
  started?(coordinator: GroupCoordinator): void;
}

export interface GroupCoordinatorOptions {
  nodeId: number;
  store: MetadataStore;
  replicas: ReplicaManager;
  settings: GroupSettings & {
    offsetsRetentionMs: number;
    offsetsTopicPartitions: number;
  };
  clock: Clock;
  logger: Logger;
  tasks: Tasks;
  observer?: CoordinatorObserver | undefined;
  onRebalance: ((event: GroupRebalance) => void) | undefined;
}

/** Of the groups that a broker coordinates: how many there are now, and counters since it started. */
export interface GroupMetrics {
  groups: number;
  members: number;
  rebalances: number;
  /** Of all rebalances together. */
  rebalanceMs: number;
  partitionsMoved: number;
}

const sweepsPerSession = 30;
const sweepMsMax = 500;
/** After an append was refused, the log is not read anew before so long: the next one would be refused too. */
const reloadPauseMs = 1_000;
const expiryCheckMs = 10 * 60_000;

export class GroupCoordinator {
  readonly settings: GroupCoordinatorOptions['settings'];
  readonly #options: GroupCoordinatorOptions;
  readonly #shards = new Map<number, GroupShard>();
  readonly #observer: GroupObserver;
  readonly #rebalances = { rebalances: 0, rebalanceMs: 0, partitionsMoved: 0 };
  #topics: ImageTopics;
  #lastSweepMs: number;
  #isClosed = false;

  constructor(options: GroupCoordinatorOptions) {
    const { store, clock, observer = {} } = options;
    this.#options = options;
    this.settings = options.settings;
    this.#topics = new ImageTopics(store.image);
    this.#lastSweepMs = clock.monotonicMs();
    this.#observer = {
      ...observer,
      rebalanced: (event) => {
        this.#rebalances.rebalances += 1;
        this.#rebalances.rebalanceMs += event.tookMs;
        this.#rebalances.partitionsMoved += event.moved;
        observer.rebalanced?.(event);
        this.#tell(event);
      },
    };
    observer.started?.(this);
    store.onPublish((image, { changedTopics }) => {
      const next = this.#topics.next(image, changedTopics);
      if (next === this.#topics) return;
      this.#topics = next;
      for (const shard of this.#shards.values()) shard.wakeAll();
    });
  }

  /** Runs until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, settings } = this.#options;
    const sweepMs = Math.min(sweepMsMax, settings.sessionTimeoutMs / sweepsPerSession);
    let expiryCheckedMs = clock.monotonicMs();
    while (!signal.aborted) {
      await delay(clock, sweepMs, signal).catch((reason: unknown) => {
        if (!signal.aborted) throw reason;
      });
      if (signal.aborted) return;
      this.#followLeaderships();
      this.#expireMembers();
      if (clock.monotonicMs() - expiryCheckedMs < expiryCheckMs) continue;
      expiryCheckedMs = clock.monotonicMs();
      this.#expireOffsets();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const shard of this.#shards.values()) shard.close();
    this.#shards.clear();
  }

  get topics(): ImageTopics {
    return this.#topics;
  }

  get metrics(): GroupMetrics {
    let groups = 0;
    let members = 0;
    for (const shard of this.#shards.values()) {
      const { counts } = shard;
      groups += counts.groups;
      members += counts.members;
    }
    return { groups, members, ...this.#rebalances };
  }

  /** Those that can be asked now. Throws COORDINATOR_LOADING when one is loading. */
  get shards(): GroupShard[] {
    this.#followLeaderships();
    return [...this.#shards.values()].filter((shard) => !shard.isOver);
  }

  /** Throws INVALID_GROUP_ID, NOT_COORDINATOR or COORDINATOR_NOT_AVAILABLE. */
  shardOf(groupId: string): GroupShard {
    checkGroupId(groupId);
    const topic = offsetsTopic(this.#options.store.image);
    if (!topic || this.#isClosed) {
      throw new WireError(
        'COORDINATOR_NOT_AVAILABLE',
        'there are no groups yet; find the coordinator first',
      );
    }
    const index = partitionForGroup(groupId, topic.partitions.length);
    const shard = this.#follow(index);
    if (shard) return shard;
    if (this.#shards.has(index)) {
      throw new WireError(
        'COORDINATOR_NOT_AVAILABLE',
        `nothing can be stored in ${offsetsTopicName}-${index} at the moment; try again`,
      );
    }
    throw new WireError(
      'NOT_COORDINATOR',
      `broker ${this.#options.nodeId} does not lead ${offsetsTopicName}-${index}, which group ${groupId} belongs to`,
    );
  }

  /** Answers at once when there is news for the member, else when there is, or after `waitMs`. */
  async heartbeat(
    groupId: string,
    request: HeartbeatRequest,
    { waitMs, signal }: { waitMs: number; signal: AbortSignal },
  ): Promise<HeartbeatAnswer> {
    const { clock } = this.#options;
    const shard = this.shardOf(groupId);
    const endMs = clock.monotonicMs() + waitMs;
    for (let isNews = true; ; isNews = false) {
      const decided = shard.decide(groupId, (state, context) =>
        state.heartbeat(request, context, isNews),
      );
      const answer = await decided.answer;
      const leftMs = endMs - clock.monotonicMs();
      const isDone = answer.assigned !== undefined || request.memberEpoch <= 0;
      if (isDone || leftMs <= 0 || signal.aborted) return answer;
      await shard.changed(groupId, decided.version, leftMs, signal);
      if (signal.aborted || clock.monotonicMs() >= endMs) return answer;
    }
  }

  /** Whoever counts rebalances cannot disturb one. */
  #tell(event: GroupRebalance): void {
    const { onRebalance, logger } = this.#options;
    try {
      onRebalance?.(event);
    } catch (error) {
      logger.error({ group: event.groupId, err: error }, 'the callback onGroupRebalance failed');
    }
  }

  #followLeaderships(): void {
    const topic = offsetsTopic(this.#options.store.image);
    if (!topic) return;
    for (const { partition } of topic.partitions) this.#follow(partition);
  }

  /** The shard of a partition, if this broker leads it now. */
  #follow(index: number): GroupShard | undefined {
    const { replicas, store, settings, clock, logger, tasks } = this.#options;
    const topic = offsetsTopic(store.image);
    const known = this.#shards.get(index);
    if (known && !known.isOver) return known;
    const failedAtMs = known?.failedAtMs ?? Number.NEGATIVE_INFINITY;
    if (clock.monotonicMs() - failedAtMs < reloadPauseMs) return undefined;
    if (known) this.#shards.delete(index);
    const partition = topic && replicas.openPartition(topic.topicId, index);
    if (!partition || partition.leaderEpoch < 0 || this.#isClosed) return undefined;
    const shard = new GroupShard({
      partition,
      settings,
      topics: () => this.#topics,
      clock,
      logger,
      tasks,
      observer: this.#observer,
    });
    this.#shards.set(index, shard);
    return shard;
  }

  #expireMembers(): void {
    const { clock, settings } = this.#options;
    const nowMs = clock.monotonicMs();
    const stoodStill = nowMs - this.#lastSweepMs > settings.sessionTimeoutMs / 2;
    this.#lastSweepMs = nowMs;
    for (const shard of this.#shards.values()) {
      shard.sweep((state, context) => {
        if (stoodStill) state.excuseSilence(nowMs);
        return state.expire(context);
      });
    }
  }

  #expireOffsets(): void {
    const { offsetsRetentionMs } = this.settings;
    for (const shard of this.#shards.values()) {
      shard.sweep((state, context) => expireOffsets(state, offsetsRetentionMs, context));
    }
  }
}
