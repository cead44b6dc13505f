// The partitions that this broker has, kept as the published image says: opens their logs, leads and resigns, and sets
// aside what was deleted. Changes of one partition happen one after the other, each against the newest image, since a
// log takes time to open [SIM-2].

import { messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Tasks } from '../base/tasks.ts';
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import {
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
import { Partition } from './partition.ts';

export interface ReplicaManagerOptions {
  nodeId: number;
  store: MetadataStore;
  logs: LogManager;
  logger: Logger;
  tasks: Tasks;
}

/** A partition as this broker has it. */
interface Replica {
  topicId: Uuid;
  index: number;
  /** Absent while the log is being opened, or when it cannot be. */
  partition?: Partition;
  /** Why the log cannot be opened. */
  failure?: Error;
}

export class ReplicaManager {
  readonly #options: ReplicaManagerOptions;
  readonly #replicas = new Map<string, Replica>();
  /** The last change of each directory, behind which the next one waits: a topic may come again under its name. */
  readonly #changes = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(options: ReplicaManagerOptions) {
    this.#options = options;
    const { store } = options;
    this.#deleteForgotten();
    store.onPublish((image, delta) => this.#onImage(image, delta));
    this.#onImage(store.image, { changedTopics: store.image.topics.keys(), deletedTopics: [] });
  }

  /** Resolves when every partition that the image gives to this broker has been opened, or has failed to. */
  async opened(): Promise<void> {
    await Promise.all(this.#changes.values());
  }

  get partitions(): Partition[] {
    return [...this.#replicas.values()].flatMap(({ partition }) => partition ?? []);
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

  /** Leads nothing any more. The logs are the log manager's to close. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const partition of this.partitions) partition.close();
    await this.opened();
  }

  /** Logs of topics that were deleted while this broker was down. The image is no older than any log here. */
  #deleteForgotten(): void {
    const { store, logs } = this.#options;
    for (const { topic, partition, topicId } of [...logs.localPartitions(), ...logs.lostReplicas]) {
      if (topicId === metadataTopicId || store.image.topics.has(topicId)) continue;
      this.#enqueue(topic, partition, () => this.#deleteLog({ topic, partition, topicId }));
    }
  }

  #onImage(
    image: MetadataImage,
    delta: { changedTopics: Iterable<Uuid>; deletedTopics: readonly TopicImage[] },
  ): void {
    if (this.#isClosed) return;
    for (const topic of delta.deletedTopics) {
      for (const { partition } of topic.partitions) {
        const replica = this.#replicas.get(replicaKey(topic.topicId, partition));
        if (!replica) continue;
        // From this moment on nobody finds it.
        replica.partition?.close();
        this.#enqueue(topic.name, partition, () => this.#delete(replica, topic.name));
      }
    }
    for (const topicId of delta.changedTopics) {
      const topic = image.topics.get(topicId);
      if (topic) for (const partition of topic.partitions) this.#follow(topic, partition);
    }
  }

  #follow(topic: TopicImage, { partition: index, replicas }: PartitionImage): void {
    if (!replicas.includes(this.#options.nodeId)) return;
    const key = replicaKey(topic.topicId, index);
    const known = this.#replicas.get(key);
    if (known) {
      this.#applyLeadership(known);
      return;
    }
    const replica: Replica = { topicId: topic.topicId, index };
    this.#replicas.set(key, replica);
    this.#enqueue(topic.name, index, () => this.#open(replica));
  }

  #enqueue(topicName: string, index: number, change: () => Promise<void>): void {
    const directory = `${topicName}-${index}`;
    const previous = this.#changes.get(directory);
    const settled = new Promise<void>((resolve) => {
      this.#options.tasks.start(`change of ${directory}`, async () => {
        try {
          await previous;
          await change();
        } finally {
          if (this.#changes.get(directory) === settled) this.#changes.delete(directory);
          resolve();
        }
      });
    });
    this.#changes.set(directory, settled);
  }

  async #open(replica: Replica): Promise<void> {
    const { store, logs, nodeId, logger } = this.#options;
    const topic = store.image.topics.get(replica.topicId);
    if (!topic || this.#isClosed) return;
    const config = new TopicConfig(topic.configs);
    const { topicId, index } = replica;
    try {
      const log = await logs.openPartition({
        topic: topic.name,
        partition: index,
        topicId,
        config: config.toLogConfig(),
        // With no other replica to fetch from, what is intact is better than nothing [LOG-6].
        onDamage: topic.partitions[index]?.replicas.length === 1 ? 'serveIntact' : 'refuse',
      });
      replica.partition = new Partition({
        topicId,
        topicName: topic.name,
        index,
        nodeId,
        log,
        config,
      });
    } catch (error) {
      // The other partitions are served; this one says why it is not.
      replica.failure = error instanceof Error ? error : new Error(messageOf(error));
      logger.error(
        { topic: topic.name, partition: index, err: error },
        'a partition cannot be opened',
      );
      return;
    }
    if (this.#isClosed) replica.partition.close();
    else this.#applyLeadership(replica);
  }

  /** As the newest image says; while the log is being opened that is left to the end of opening. */
  #applyLeadership({ topicId, index, partition }: Replica): void {
    const image = this.#options.store.image.topics.get(topicId)?.partitions[index];
    if (!partition || !image) return;
    if (image.leaderId === this.#options.nodeId) partition.lead(image.leaderEpoch);
    else partition.resign();
  }

  async #delete(replica: Replica, topicName: string): Promise<void> {
    this.#replicas.delete(replicaKey(replica.topicId, replica.index));
    replica.partition?.close();
    const { topicId, index } = replica;
    await this.#deleteLog({ topic: topicName, partition: index, topicId });
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

function replicaKey(topicId: Uuid, index: number): string {
  return `${topicId}-${index}`;
}
