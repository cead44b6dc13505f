// What the metadata log says, as of one offset [QRM-5]: immutable, and sharing all that did not change with the image
// before it. Everyone who acts on metadata holds one of these, never parts of two.
import { SharingMap } from '../../base/sharing-map.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { Address } from '../../net/transport.ts';

export interface BrokerImage {
  readonly nodeId: number;
  /** Offset of its registration. */
  readonly brokerEpoch: number;
  readonly directoryId: Uuid;
  readonly incarnationId: Uuid;
  readonly clientAddress: Address;
  readonly internalAddress: Address;
  readonly softwareVersion: string;
  readonly featureLevelMin: number;
  readonly featureLevelMax: number;
  /** A fenced broker leads nothing. */
  readonly isFenced: boolean;
  /** Fenced only because it has registered and not yet caught up. */
  readonly isStarting: boolean;
  /** It has asked to stop, so it is given nothing more to lead and joins no set of in-sync replicas. */
  readonly isShuttingDown: boolean;
}

/** A replica that may lack what it held once [REP-11]: it leads only when all in-sync replicas are impaired. */
export interface ImpairedReplica {
  readonly nodeId: number;
  /** Leader epoch of the last batch that it has; -1 when it has none, or did not say. */
  readonly lastEpoch: number;
  /** End of its log; or that it has none that it could lead with, `logLost` or `logOffline`. */
  readonly endOffset: number;
}

/** Its log is gone or damaged, and stays so until it has been fetched again from somebody who has it. */
export const logLost = -1;
/** Its log failed while the broker ran; after a restart it may be whole. */
export const logOffline = -2;

export interface PartitionImage {
  readonly partition: number;
  /** In order of preference. */
  readonly replicas: readonly number[];
  /** Never empty: the last one stays when it fails, and nobody leads until it is back. */
  readonly isr: readonly number[];
  /** Eligible leaders outside of the ISR: they have all that was committed. Only while the ISR is below min.insync.replicas. */
  readonly elr: readonly number[];
  readonly impaired: readonly ImpairedReplica[];
  /** While replicas are moved: those that are to join the ISR, and those that go once these have. */
  readonly adding: readonly number[];
  readonly removing: readonly number[];
  /** -1 when nobody can lead. */
  readonly leaderId: number;
  /** Rises with every leadership, and when one is taken away [REP-2]. */
  readonly leaderEpoch: number;
  /** Rises with every change of this partition. */
  readonly partitionEpoch: number;
}

export interface TopicImage {
  readonly topicId: Uuid;
  readonly name: string;
  /** What was set or fixed at creation; the rest has its default. */
  readonly configs: ReadonlyMap<string, string>;
  /** How many replicas each partition is to get when there are brokers enough; 0 when that is settled [REP-6]. */
  readonly replicasWanted: number;
  /** What min.insync.replicas is to become when every partition has that many in sync; 0 when that is settled. */
  readonly minInsyncWanted: number;
  /** Durability is sync since this offset, and not every replica has synced what it held before; 0 when that is settled. */
  readonly unsyncedSince: number;
  /** At index i is partition i. */
  readonly partitions: readonly PartitionImage[];
}

export interface VoterImage {
  readonly nodeId: number;
  readonly directoryId: Uuid;
  readonly internalAddress: Address;
}

export interface MetadataImage {
  /** Offset after the last record applied. */
  readonly endOffset: number;
  readonly clusterId: Uuid | undefined;
  /** 0 before the founding batch. */
  readonly featureLevel: number;
  /** The first version of tidelog that supports this level. */
  readonly featureLevelVersion: string;
  readonly voters: readonly VoterImage[];
  /** They follow the log without a vote, and become voters once they have caught up. */
  readonly learners: readonly VoterImage[];
  /** Node id of the controller last elected; -1 before the first. */
  readonly controllerId: number;
  /** Its term. */
  readonly controllerEpoch: number;
  /** Ids below it were given to brokers, for ever. */
  readonly nextProducerId: number;
  readonly brokers: ReadonlyMap<number, BrokerImage>;
  readonly topics: ReadonlyMap<Uuid, TopicImage>;
  readonly topicIds: ReadonlyMap<string, Uuid>;
  /** Of the topics deleted last, oldest first; none of them comes back [REP-10]. */
  readonly retiredTopicIds: ReadonlySet<Uuid>;
}

export const emptyImage: MetadataImage = {
  endOffset: 0,
  clusterId: undefined,
  featureLevel: 0,
  featureLevelVersion: '',
  voters: [],
  learners: [],
  controllerId: -1,
  controllerEpoch: 0,
  nextProducerId: 0,
  brokers: new Map(),
  topics: new SharingMap(),
  topicIds: new SharingMap(),
  retiredTopicIds: new Set(),
};

export function topicByName(image: MetadataImage, name: string): TopicImage | undefined {
  const topicId = image.topicIds.get(name);
  return topicId === undefined ? undefined : image.topics.get(topicId);
}

/** Partitions that each broker leads, and of which it has a replica; brokers without any are absent. */
export function countPartitions(image: MetadataImage): {
  leaders: Map<number, number>;
  replicas: Map<number, number>;
} {
  const leaders = new Map<number, number>();
  const replicas = new Map<number, number>();
  const add = (counts: Map<number, number>, nodeId: number) =>
    counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  for (const topic of image.topics.values()) {
    for (const partition of topic.partitions) {
      if (partition.leaderId >= 0) add(leaders, partition.leaderId);
      for (const replica of partition.replicas) add(replicas, replica);
    }
  }
  return { leaders, replicas };
}
