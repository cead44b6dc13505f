// The partitions that this broker has, kept as the published image says: opens their logs, leads and follows, rebuilds from
// others what is damaged, and sets aside what was deleted or moved away. Changes of one partition happen one after the other, each
// against the newest image, since a log takes time to open [SIM-2].
import { isDeepStrictEqual } from 'node:util';
import { AssertionError } from '../base/assert.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { codeOf, messageOf, toError } from '../base/errors.ts';
import { KeyedQueue } from '../base/keyed-queue.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { inSlices } from '../base/slices.ts';
import type { Tasks } from '../base/tasks.ts';
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import type { MetadataDelta } from '../cluster/metadata/delta.ts';
import {
  logOffline,
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
  topicByName,
} from '../cluster/metadata/image.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import { metadataTopicId } from '../cluster/metadata/records.ts';
import { TopicConfig } from '../cluster/topic-config.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { LogManager, TopicIdPartition } from '../storage/log-manager.ts';
import { diskFullCause, LogDamagedError } from '../storage/storage-errors.ts';
import type { BrokerState, IsrProposal } from './leader-role.ts';
import { ownCopyProblem } from './own-copy.ts';
import { Partition, type PartitionHost, type Placement } from './partition.ts';
import type { PartitionObserver } from './partition-observer.ts';

export interface ReplicaManagerOptions {
  nodeId: number;
  /** Of this process: what the image says of another one's registration is not about this one. */
  incarnationId: Uuid;
  store: MetadataStore;
  logs: LogManager;
  clock: Clock;
  logger: Logger;
  tasks: Tasks;
  lease: { readonly isHeld: boolean };
  /** A follower that has not held all of its leader's log for this long leaves the ISR. */
  lagMaxMs: number;
  observer?: PartitionObserver | undefined;
}

/** What carries out what partitions ask of others; set once, after both are there. */
export interface ReplicationLinks {
  propose(partition: Partition, proposal: IsrProposal): void;
  /** Whom a partition follows, or from where on, may have changed. */
  followerChanged(partition: Partition): void;
  followerDurable(partition: Partition): void;
  /** The partition is not here any more. */
  forget(partition: Partition): void;
}

/** One that cannot go on in this process. */
export interface OfflineReplica {
  topicId: Uuid;
  partition: number;
  /** It lacks something for good; else only its disk has failed, and what it held may be found after a restart. */
  isDamaged: boolean;
}

/** A partition as this broker has it. */
interface Replica {
  topicId: Uuid;
  topicName: string;
  index: number;
  /** Absent while the log is being opened, or when it cannot be. */
  partition?: Partition | undefined;
  /** Why the log cannot be served. */
  failure?: Error | undefined;
  /** From which its partition's settings were made. */
  configs?: ReadonlyMap<string, string>;
}

/** How often leaders look for followers that have fallen behind, per allowed lag. */
const lagChecksPerLag = 4;
/** Logs that are opened or removed at the same time. */
const changesAtOnce = 64;
/** Partitions that are looked at without letting others have their turn: some milliseconds [SIM-6]. */
const partitionsPerTurn = 500;

export class ReplicaManager {
  readonly #options: ReplicaManagerOptions;
  readonly #host: PartitionHost;
  readonly #replicas = new Map<string, Replica>();
  /** By directory, for a topic may come again under its name. */
  readonly #changes: KeyedQueue;
  /** The newest that was acted on. */
  #image: MetadataImage;
  /** Resolves when all partitions of the image that there was at first have been looked at. */
  readonly #begun: Promise<void>;
  /** Of each partition that has become sync and is being synced: up to where the metadata was known before. */
  readonly #syncing = new Map<object, number>();
  /** Up to here images have been acted on; 0 while the one that there was at first is, so that nothing of it counts as done early. */
  #imageEndOffset = 0;
  #links: ReplicationLinks | undefined;
  #lagTimer: Timer | undefined;
  /** Were opened after all; before, they counted as failed. */
  readonly #reopened = new Set<Replica>();
  readonly #handedOverMs = new WeakMap<Partition, number>();
  #isClosed = false;

  constructor(options: ReplicaManagerOptions) {
    this.#options = options;
    this.#host = this.#makeHost();
    this.#changes = new KeyedQueue(options.tasks, changesAtOnce);
    const { store, tasks, logs } = options;
    this.#image = store.image;
    store.onPublish((image, delta) => this.#onImage(image, delta));
    logs.onRoom(() => this.#openRefused());
    const begun = Promise.withResolvers<void>();
    this.#begun = begun.promise;
    tasks.start('begin with all partitions', () => this.#begin().finally(begun.resolve));
    this.#checkLagLater();
  }

  /** From here on partitions replicate. */
  link(links: ReplicationLinks): void {
    this.#links = links;
    this.#forAll('begin to replicate', ({ partition }) => {
      if (partition) links.followerChanged(partition);
    });
  }

  /** Resolves when every partition that the image gives to this broker has been opened, or has failed to. */
  async opened(): Promise<void> {
    await this.#begun;
    await this.#changes.idle();
  }

  get partitions(): Partition[] {
    return [...this.#replicas.values()].flatMap(({ partition }) => partition ?? []);
  }

  /** Of the registration of this very process; undefined before the image has it. */
  get brokerEpoch(): number | undefined {
    const { store, nodeId, incarnationId } = this.#options;
    const own = store.image.brokers.get(nodeId);
    return own?.incarnationId === incarnationId ? own.brokerEpoch : undefined;
  }

  /** Up to here the metadata is known, and what it wants on disk is on disk [LOG-3]. */
  get carriedOutOffset(): number {
    return Math.min(this.#options.store.image.endOffset, ...this.#syncing.values());
  }

  /** Replicas that cannot go on here, while others have them too: neither leaders, nor in sync or eligible, any more [LOG-4]. */
  get offlineReplicas(): OfflineReplica[] {
    const { store, nodeId } = this.#options;
    const offline: OfflineReplica[] = [];
    for (const { topicId, index, partition, failure } of this.#replicas.values()) {
      if (failure === undefined && partition?.log.isOffline !== true) continue;
      const image = store.image.topics.get(topicId)?.partitions[index];
      if (image === undefined || image.replicas.length === 1) continue;
      const counts = image.isr.includes(nodeId) || image.elr.includes(nodeId);
      const isDamaged = failure instanceof LogDamagedError || codeOf(failure) === 'LOG_LOST';
      if (counts) offline.push({ topicId, partition: index, isDamaged });
    }
    return offline;
  }

  /** Partitions that the controller takes for failed, and that are good: there was no room to open them before [LOG-9]. */
  get reopened(): Partition[] {
    const good: Partition[] = [];
    for (const { partition } of this.#reopened) {
      if (partition === undefined || partition.log.isOffline) continue;
      const { impaired = [] } = this.#imageOf(partition.topicId, partition.index) ?? {};
      const isMarked = impaired.some(
        ({ nodeId, endOffset }) => nodeId === this.#options.nodeId && endOffset === logOffline,
      );
      if (isMarked) good.push(partition);
    }
    return good;
  }

  /** The topic by id or, without one, by name. Throws UNKNOWN_TOPIC_ID, or UNKNOWN_TOPIC_OR_PARTITION. */
  findTopic(topicIdBytes: Uint8Array, name: string): TopicImage {
    const { image } = this.#options.store;
    if (topicIdBytes.length === 0) {
      const topic = topicByName(image, name);
      if (topic) return topic;
      throw new WireError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `there is no topic ${JSON.stringify(name)}`,
      );
    }
    const topicId = uuidFromBytes(topicIdBytes);
    const topic = image.topics.get(topicId);
    if (topic) return topic;
    throw new WireError('UNKNOWN_TOPIC_ID', `there is no topic with id ${topicId}`);
  }

  /** A partition whose log is open here. Throws what keeps this broker from serving it. */
  find(topic: TopicImage, index: number): Partition {
    if (!topic.partitions[index]) {
      throw new WireError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `topic ${topic.name} has no partition ${index}; it has 0 to ${topic.partitions.length - 1}`,
      );
    }
    const replica = this.#replicas.get(replicaKey(topic.topicId, index));
    if (replica?.partition) return replica.partition;
    const where = `${topic.name}-${index}`;
    if (replica?.failure) {
      throw new WireError(
        'STORAGE_ERROR',
        `the log of ${where} cannot be served: ${replica.failure.message}`,
      );
    }
    const { nodeId } = this.#options;
    throw replica
      ? new WireError('LEADER_NOT_AVAILABLE', `broker ${nodeId} is opening the log of ${where}`)
      : new WireError('NOT_LEADER_OR_FOLLOWER', `broker ${nodeId} has no replica of ${where}`);
  }

  /** The partition when its log is open here, whoever leads it. */
  openPartition(topicId: Uuid, index: number): Partition | undefined {
    return this.#replicas.get(replicaKey(topicId, index))?.partition;
  }

  /** A follower got records from `offset` on that did not pass their CRC. If this broker's own copy is bad it is served no more [LOG-7]. */
  suspectCopy(partition: Partition, offset: number): void {
    const { tasks, logger } = this.#options;
    tasks.start(`check ${partition.name}`, async () => {
      const problem = await ownCopyProblem(partition.log, offset);
      const fields = { partition: partition.name, offset };
      if (problem === undefined) {
        logger.warn(fields, 'a follower got damaged records; the copy here is good');
        return;
      }
      const replica = this.#replicas.get(replicaKey(partition.topicId, partition.index));
      const image = this.#imageOf(partition.topicId, partition.index);
      if (replica?.partition !== partition || (image?.replicas.length ?? 0) <= 1) return;
      this.#setAside(replica, partition, problem);
    });
  }

  /** Its copy is damaged, and others have another one: it is served no more, and is made anew once somebody else leads [LOG-6]. */
  #setAside(replica: Replica, partition: Partition, problem: LogDamagedError): void {
    const fields = { partition: partition.name, problem: problem.message };
    this.#options.logger.error(fields, 'this replica is damaged: others take over');
    replica.failure = problem;
    replica.partition = undefined;
    this.#letGo(partition);
  }

  /** Leads and follows nothing any more. The logs are the log manager's to close. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#lagTimer?.cancel();
    const { clock } = this.#options;
    await inSlices(clock, this.#replicas.values(), partitionsPerTurn, ({ partition }) =>
      partition?.close(),
    );
    await this.opened();
  }

  #makeHost(): PartitionHost {
    const { nodeId, clock, logger, tasks, lease, lagMaxMs, store, observer } = this.#options;
    return {
      ...{ nodeId, clock, logger, tasks, lease, lagMaxMs, observer },
      brokerOf: (id): BrokerState | undefined => {
        const broker = store.image.brokers.get(id);
        const { brokerEpoch = -1, isFenced = true, isShuttingDown = true } = broker ?? {};
        return broker && { brokerEpoch, isFenced: isFenced || isShuttingDown };
      },
      isrProposed: (partition, proposal) => this.#links?.propose(partition, proposal),
      followerChanged: (partition) => this.#links?.followerChanged(partition),
      followerDurable: (partition) => this.#links?.followerDurable(partition),
      diskFull: (partition) => this.#handOver(partition),
      logFailed: (partition) => {
        const { replicas = [] } = this.#imageOf(partition.topicId, partition.index) ?? {};
        const text = 'the controller is asked to move what this broker leads with it';
        if (replicas.length > 1)
          logger.error({ partition: partition.name }, `a log has failed: ${text}`);
      },
    };
  }

  /** Not at every refused append: it takes a moment, and others may be as full. */
  #handOver(partition: Partition): void {
    const { clock, logger } = this.#options;
    const nowMs = clock.monotonicMs();
    const lastMs = this.#handedOverMs.get(partition) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs < limits.handOverPauseMs) return;
    this.#handedOverMs.set(partition, nowMs);
    if ((partition.role?.isr.length ?? 0) <= 1) return;
    logger.warn({ partition: partition.name }, 'no room on this disk: another replica is to lead');
    partition.handOver();
  }

  #imageOf(topicId: Uuid, index: number): PartitionImage | undefined {
    return this.#options.store.image.topics.get(topicId)?.partitions[index];
  }

  async #begin(): Promise<void> {
    const { store, logs, clock } = this.#options;
    const known = [...logs.localPartitions(), ...logs.lostReplicas];
    await inSlices(clock, known, partitionsPerTurn, (log) => this.#deleteForgotten(log));
    await this.#followInTurns(partitionsOf(store.image));
  }

  /** Each as the newest image has it when its turn comes. */
  #followInTurns(partitions: Iterable<[Uuid, number]>): Promise<void> {
    const { store, clock } = this.#options;
    return inSlices(clock, partitions, partitionsPerTurn, ([topicId, index]) => {
      const topic = store.image.topics.get(topicId);
      const partition = topic?.partitions[index];
      if (topic && partition && !this.#isClosed) this.#follow(topic, partition);
    });
  }

  /** A log of a topic that was deleted while this broker was down, or moved away. The image is no older than any log here. */
  #deleteForgotten({ topic, partition, topicId }: TopicIdPartition): void {
    if (topicId === metadataTopicId) return;
    const image = this.#imageOf(topicId, partition);
    if (image?.replicas.includes(this.#options.nodeId)) return;
    this.#enqueue(topic, partition, () => this.#deleteLog({ topic, partition, topicId }));
  }

  /** Those that are there when their turn comes; for what may as well happen a moment later. */
  #forAll(name: string, each: (replica: Replica) => void): void {
    const { clock, tasks } = this.#options;
    tasks.start(name, () => inSlices(clock, this.#replicas.values(), partitionsPerTurn, each));
  }

  #onImage(
    image: MetadataImage,
    { changedTopics, deletedTopics, changedBrokers }: MetadataDelta,
  ): void {
    if (this.#isClosed) return;
    const before = this.#image;
    this.#image = image;
    for (const topic of deletedTopics) this.#leave(before.topics.get(topic.topicId) ?? topic);
    for (const topicId of changedTopics) {
      const topic = image.topics.get(topicId);
      if (topic) this.#followTopic(topic, before.topics.get(topicId));
    }
    this.#imageEndOffset = image.endOffset;
    // What was committed before this process registered may speak of the one before it.
    if (changedBrokers.has(this.#options.nodeId)) {
      this.#forAll('place replicas', (replica) => this.#place(replica));
    }
  }

  #leave({ topicId, partitions }: TopicImage): void {
    const { clock, tasks } = this.#options;
    tasks.start(`leave topic ${topicId}`, () =>
      inSlices(clock, partitions.keys(), partitionsPerTurn, (index) => {
        const replica = this.#replicas.get(replicaKey(topicId, index));
        // What is left when the broker closes is deleted when it starts.
        if (replica && !this.#isClosed) this.#remove(replica);
      }),
    );
  }

  /** A change of one partition of many is no work for the others; new ones, of which there may be thousands, have their turns. */
  #followTopic(topic: TopicImage, before: TopicImage | undefined): void {
    const isAsBefore = isDeepStrictEqual(topic.configs, before?.configs);
    const added: [Uuid, number][] = [];
    for (const [index, partition] of topic.partitions.entries()) {
      // Every change of a partition has a new epoch.
      const epochBefore = before?.partitions[index]?.partitionEpoch;
      if (epochBefore === undefined) added.push([topic.topicId, index]);
      else if (!isAsBefore || partition.partitionEpoch !== epochBefore)
        this.#follow(topic, partition);
    }
    if (added.length === 0) return;
    this.#options.tasks.start('follow new partitions', () => this.#followInTurns(added));
  }

  #remove(replica: Replica): void {
    // From this moment on nobody finds it.
    if (replica.partition) this.#letGo(replica.partition);
    this.#enqueue(replica.topicName, replica.index, () => this.#delete(replica));
  }

  #letGo(partition: Partition): void {
    partition.close();
    this.#links?.forget(partition);
  }

  #follow(topic: TopicImage, { partition: index, replicas }: PartitionImage): void {
    const key = replicaKey(topic.topicId, index);
    const known = this.#replicas.get(key);
    if (!replicas.includes(this.#options.nodeId)) {
      if (known) this.#remove(known);
      return;
    }
    if (known) {
      this.#configure(known, topic);
      this.#place(known);
      return;
    }
    const replica: Replica = { topicId: topic.topicId, topicName: topic.name, index };
    this.#replicas.set(key, replica);
    this.#enqueue(topic.name, index, () => this.#open(replica));
  }

  #configure(replica: Replica, { configs }: TopicImage): void {
    const { partition } = replica;
    if (replica.configs === configs || partition === undefined) return;
    const wasAsync = partition.config.isAsync;
    replica.configs = configs;
    partition.updateConfig(new TopicConfig(configs));
    if (wasAsync && !partition.config.isAsync) this.#syncHeld(partition);
  }

  /** What was acknowledged without having been synced is, before the controller is told that durability is sync here. */
  #syncHeld(partition: Partition): void {
    const underWay = {};
    this.#syncing.set(underWay, this.#imageEndOffset);
    this.#options.tasks.start(`sync ${partition.name}`, async () => {
      try {
        await partition.log.flush();
      } catch (error) {
        if (error instanceof AssertionError) throw error;
        // The log is offline now, and the controller hears of that.
        const fields = { partition: partition.name, reason: messageOf(error) };
        this.#options.logger.debug(fields, 'a log that has become sync could not be synced');
      } finally {
        this.#syncing.delete(underWay);
      }
    });
  }

  #enqueue(topicName: string, index: number, change: () => Promise<void>): void {
    this.#changes.add(`${topicName}-${index}`, change);
  }

  async #open(replica: Replica): Promise<void> {
    const { store, logs, logger } = this.#options;
    const topic = store.image.topics.get(replica.topicId);
    if (!topic || this.#isClosed || this.#replicas.get(keyOf(replica)) !== replica) return;
    const config = new TopicConfig(topic.configs);
    const { topicId, index } = replica;
    const isRebuilt = this.#isReplaceable(replica);
    try {
      // While some of it may never have been synced, recovery has to take a longer torn end for one.
      const durability = topic.unsyncedSince > 0 ? 'async' : config.toLogConfig().durability;
      const logConfig = { ...config.toLogConfig(), durability } as const;
      const open = { topic: topic.name, partition: index, topicId, config: logConfig };
      const log = isRebuilt
        ? await logs.rebuildPartition(open)
        : await logs.openPartition({
            ...open,
            // With no other replica to fetch from, what is intact is better than nothing [LOG-6].
            onDamage: topic.partitions[index]?.replicas.length === 1 ? 'serveIntact' : 'refuse',
          });
      const { name: topicName } = topic;
      const host = this.#host;
      replica.partition = new Partition({ topicId, topicName, index, log, config, host });
      replica.failure = undefined;
      replica.partition.updateConfig(config);
      replica.configs = topic.configs;
      // It may have been changed while the log was being opened.
      const now = store.image.topics.get(topicId);
      if (now) this.#configure(replica, now);
    } catch (error) {
      const isStillFull = lacksRoom(replica) && diskFullCause(error) !== undefined;
      // The other partitions are served; this one says why it is not.
      replica.failure = toError(error);
      const fields = { topic: topic.name, partition: index, err: error };
      if (isStillFull) logger.debug(fields, 'there is no room yet to open a partition');
      else logger.error(fields, 'a partition cannot be opened');
      return;
    }
    if (this.#isClosed) replica.partition.close();
    else this.#place(replica);
  }

  /** Nothing is wrong with logs that only found no room on their disk: they are opened when there is some [LOG-9]. */
  #openRefused(): void {
    this.#forAll('open what found no room', (replica) => {
      if (!lacksRoom(replica)) return;
      this.#enqueue(replica.topicName, replica.index, async () => {
        if (!lacksRoom(replica)) return;
        await this.#open(replica);
        if (replica.partition !== undefined) this.#reopened.add(replica);
        // It was to be made anew, and that found no room.
        else this.#place(replica);
      });
    });
  }

  /** Damaged or lost, and the controller knows: it is not in sync, and another broker has what it lacks. */
  #isReplaceable({ topicId, index, failure }: Replica): boolean {
    const isGone = failure instanceof LogDamagedError || codeOf(failure) === 'LOG_LOST';
    const image = this.#imageOf(topicId, index);
    if (!isGone || image === undefined || this.brokerEpoch === undefined) return false;
    const { nodeId } = this.#options;
    const hasLeader = image.leaderId >= 0 && image.leaderId !== nodeId;
    return hasLeader && !image.isr.includes(nodeId) && !image.elr.includes(nodeId);
  }

  /** As the newest image says; while the log is being opened that is left to the end of opening. */
  #place(replica: Replica): void {
    const { partition, topicName, index } = replica;
    const image = this.#imageOf(replica.topicId, index);
    if (image === undefined) return;
    if (partition !== undefined) {
      const placement = this.#placementOf(partition, image);
      const problem = this.#epochProblem(partition, placement);
      if (problem !== undefined) this.#setAside(replica, partition, problem);
      else partition.place(placement);
    } else if (this.#isReplaceable(replica)) {
      this.#enqueue(topicName, index, () => this.#rebuild(replica));
    }
  }

  /** What it lost is fetched from the leader, from the start of that one's log on [LOG-6]. */
  async #rebuild(replica: Replica): Promise<void> {
    if (replica.partition !== undefined || !this.#isReplaceable(replica)) return;
    const { topicName: topic, index: partition, failure } = replica;
    const fields = { topic, partition, reason: messageOf(failure) };
    this.#options.logger.warn(fields, 'a replica is made anew from its leader');
    await this.#open(replica);
  }

  /**
   * Nobody has written in an epoch that is still to come: a batch that says so is damaged where no checksum covers it [LOG-7]. Who
   * follows finds out by the epochs; who leads would be followed.
   */
  #epochProblem(
    { log }: Partition,
    { leaderId, leaderEpoch, replicas }: Placement,
  ): LogDamagedError | undefined {
    const { latestEpoch, directory: path } = log;
    const isLeader = leaderId === this.#options.nodeId && replicas.length > 1;
    if (!isLeader || latestEpoch <= leaderEpoch) return undefined;
    const problem = `a batch has the leader epoch ${latestEpoch}, and ${leaderEpoch} begins only now`;
    return new LogDamagedError({ path, position: 0 }, problem);
  }

  #placementOf(partition: Partition, image: PartitionImage): Placement {
    const { nodeId } = this.#options;
    const { partitionEpoch, replicas, isr, leaderEpoch } = image;
    // Before it is registered, what the image says of this broker is about an earlier process.
    const isToWait = this.brokerEpoch === undefined;
    const leaderId = isToWait && image.leaderId === nodeId ? -1 : image.leaderId;
    const minInSync = partition.config.minInsyncReplicas;
    return { leaderId, leaderEpoch, partitionEpoch, replicas, isr, minInSync };
  }

  #checkLagLater(): void {
    const { clock, lagMaxMs } = this.#options;
    this.#lagTimer = clock.schedule(lagMaxMs / lagChecksPerLag, () => {
      this.#forAll('look for followers that lag', ({ partition }) => partition?.checkLag());
      this.#checkLagLater();
    });
  }

  async #delete(replica: Replica): Promise<void> {
    if (this.#replicas.get(keyOf(replica)) === replica) this.#replicas.delete(keyOf(replica));
    this.#reopened.delete(replica);
    if (replica.partition) this.#letGo(replica.partition);
    const { topicId, index, topicName } = replica;
    await this.#deleteLog({ topic: topicName, partition: index, topicId });
    // It may have been given to this broker again meanwhile.
    const topic = this.#options.store.image.topics.get(topicId);
    const image = topic?.partitions[index];
    if (topic && image && !this.#isClosed) this.#follow(topic, image);
  }

  async #deleteLog(log: TopicIdPartition): Promise<void> {
    const { logs, logger } = this.#options;
    try {
      await logs.deletePartition(log);
    } catch (error) {
      logger.error(
        { topic: log.topic, partition: log.partition, err: error },
        'a deleted partition could not be removed from disk',
      );
    }
  }
}

function* partitionsOf({ topics }: MetadataImage): Generator<[Uuid, number]> {
  for (const { topicId, partitions } of topics.values()) {
    for (const index of partitions.keys()) yield [topicId, index];
  }
}

function lacksRoom({ partition, failure }: Replica): boolean {
  return partition === undefined && diskFullCause(failure) !== undefined;
}

function keyOf({ topicId, index }: Replica): string {
  return replicaKey(topicId, index);
}

function replicaKey(topicId: Uuid, index: number): string {
  return `${topicId}-${index}`;
}
