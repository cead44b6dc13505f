// The records of a snapshot [QRM-5]: applied in order to the empty image, they make an image equal to the one they were made
// from. So whatever an image has, a record must be able to say: `sections` has one row per field of it.
import { uuidToBytes } from '../../base/uuid.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import { applyMetadataBatch } from './delta.ts';
import {
  type BrokerImage,
  emptyImage,
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
  type VoterImage,
} from './image.ts';
import type { MetadataBatch } from './records.ts';

/** A batch of a snapshot has about this many records: some 20 KB, and a millisecond or two of work [SIM-6]. */
const recordsPerBatch = 500;

type Section = (image: MetadataImage) => Iterable<MetadataRecordInit>;

/** Where another field's row says it too. */
const toldElsewhere: Section = () => [];

const sections: { [Field in Exclude<keyof MetadataImage, 'endOffset'>]: Section } = {
  clusterId: ({ clusterId }) =>
    clusterId === undefined ? [] : [{ clusterFounded: { clusterId: uuidToBytes(clusterId) } }],
  featureLevel: ({ featureLevel: level, featureLevelVersion: softwareVersion }) =>
    level === 0 ? [] : [{ featureLevelSet: { level, softwareVersion } }],
  featureLevelVersion: toldElsewhere,
  voters: ({ voters, learners }) =>
    voters.length + learners.length === 0 ? [] : [votersSet(voters, learners)],
  learners: toldElsewhere,
  controllerEpoch: ({ controllerId: nodeId, controllerEpoch: term }) =>
    term === 0 ? [] : [{ controllerElected: { nodeId, term } }],
  controllerId: toldElsewhere,
  nextProducerId: ({ nextProducerId }) =>
    nextProducerId === 0 ? [] : [{ producerIdsAllocated: { nodeId: -1, nextProducerId } }],
  brokers: function* ({ brokers }) {
    for (const broker of brokers.values()) yield* brokerRecords(broker);
  },
  topics: function* ({ topics }) {
    for (const topic of topics.values()) yield* topicRecords(topic);
  },
  topicIds: toldElsewhere,
  retiredTopicIds: ({ retiredTopicIds: ids }) =>
    ids.size === 0 ? [] : [{ topicIdsRetired: { topicIds: [...ids].map(uuidToBytes) } }],
};

/** The records of a snapshot of `image`, in batches of bounded size. */
export function* imageRecords(image: MetadataImage): Generator<MetadataRecordInit[]> {
  let batch: MetadataRecordInit[] = [];
  for (const section of Object.values(sections)) {
    for (const record of section(image)) {
      batch.push(record);
      if (batch.length < recordsPerBatch) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Takes the batches of a snapshot one by one, so that whoever reads them can pause between two. */
export class SnapshotLoader {
  #image: MetadataImage = emptyImage;

  /** The offsets of the batch say nothing. Throws for a feature level or a kind of record that this version does not know. */
  add({ records, leaderEpoch }: Pick<MetadataBatch, 'records' | 'leaderEpoch'>): void {
    const baseOffset = this.#image.endOffset;
    const lastOffset = baseOffset + records.length - 1;
    this.#image = applyMetadataBatch(this.#image, {
      baseOffset,
      lastOffset,
      leaderEpoch,
      records,
    }).image;
  }

  /** The image as of `endOffset`, which is where the log goes on. */
  finish(endOffset: number): MetadataImage {
    return { ...this.#image, endOffset };
  }
}

export function votersSet(
  voters: readonly VoterImage[],
  learners: readonly VoterImage[],
): MetadataRecordInit {
  const toWire = ({ nodeId, directoryId, internalAddress }: VoterImage) => ({
    nodeId,
    directoryId: uuidToBytes(directoryId),
    internalEndpoint: internalAddress,
  });
  return { votersSet: { voters: voters.map(toWire), learners: learners.map(toWire) } };
}

function* brokerRecords(broker: BrokerImage): Generator<MetadataRecordInit> {
  const { nodeId, brokerEpoch, isFenced, isStarting, isShuttingDown } = broker;
  yield {
    brokerRegistered: {
      nodeId,
      brokerEpoch,
      directoryId: uuidToBytes(broker.directoryId),
      incarnationId: uuidToBytes(broker.incarnationId),
      clientEndpoint: broker.clientAddress,
      internalEndpoint: broker.internalAddress,
      featureLevelMin: broker.featureLevelMin,
      featureLevelMax: broker.featureLevelMax,
      softwareVersion: broker.softwareVersion,
    },
  };
  if (isStarting) return;
  yield {
    brokerFencingChanged: {
      nodeId,
      brokerEpoch,
      fenced: isFenced,
      shuttingDown: isShuttingDown,
      reason: 'as of the snapshot',
    },
  };
}

function* topicRecords(topic: TopicImage): Generator<MetadataRecordInit> {
  const topicId = uuidToBytes(topic.topicId);
  const { name, replicasWanted, minInsyncWanted, unsyncedSince } = topic;
  const configs = [...topic.configs].map(([key, value]) => ({ name: key, value }));
  const wanted = { replicasWanted, minInsyncWanted, unsyncedSince };
  yield { topicCreated: { topicId, name, configs, ...wanted } };
  for (const partition of topic.partitions) yield partitionCreated(topicId, partition);
}

/** All of a partition, as the first record about it. */
export function partitionCreated(
  topicId: Uint8Array,
  partition: PartitionImage,
): MetadataRecordInit {
  return {
    partitionCreated: {
      topicId,
      partition: partition.partition,
      replicas: [...partition.replicas],
      isr: [...partition.isr],
      elr: [...partition.elr],
      impaired: [...partition.impaired],
      adding: [...partition.adding],
      removing: [...partition.removing],
      leaderId: partition.leaderId,
      leaderEpoch: partition.leaderEpoch,
      partitionEpoch: partition.partitionEpoch,
    },
  };
}
