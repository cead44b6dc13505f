// From one image to the next: applies the records of a batch, copying only the maps that change [QRM-5].
import { assert, assertDefined } from '../../base/assert.ts';
import { type Uuid, uuidFromBytes } from '../../base/uuid.ts';
import type { Address } from '../../net/transport.ts';
import type { MetadataRecord } from '../../protocol/messages.ts';
import type { MetadataImage, TopicImage, VoterImage } from './image.ts';
import { ImageBuilder } from './image-builder.ts';
import { changedPartition, createdPartition } from './partition-records.ts';
import { featureLevel, type MetadataBatch, unsupportedFeatureLevel } from './records.ts';

export type MetadataChange = NonNullable<MetadataRecord['change']>;
type Body<Kind extends MetadataChange> = NonNullable<MetadataRecord[Kind]>;

/** What an image has that the one before it had not. */
export interface MetadataDelta {
  changedTopics: ReadonlySet<Uuid>;
  deletedTopics: readonly TopicImage[];
  changedBrokers: ReadonlySet<number>;
}

const appliers: {
  [Kind in MetadataChange]: (builder: ImageBuilder, body: Body<Kind>, offset: number) => void;
} = {
  clusterFounded: (builder, body) => {
    assert(builder.image.clusterId === undefined, 'a cluster is founded once');
    builder.image = { ...builder.image, clusterId: uuidFromBytes(body.clusterId) };
  },
  featureLevelSet: (builder, { level, softwareVersion }) => {
    if (level < featureLevel.min || level > featureLevel.max)
      throw unsupportedFeatureLevel(level, softwareVersion);
    builder.image = {
      ...builder.image,
      featureLevel: level,
      featureLevelVersion: softwareVersion,
    };
  },
  votersSet: (builder, body) => {
    const voters = body.voters.map(voterOf);
    builder.image = { ...builder.image, voters, learners: body.learners.map(voterOf) };
  },
  controllerElected: (builder, { nodeId, term }) => {
    assert(
      term > builder.image.controllerEpoch,
      `term ${term} follows ${builder.image.controllerEpoch}`,
    );
    builder.image = { ...builder.image, controllerId: nodeId, controllerEpoch: term };
  },
  brokerRegistered: applyBrokerRegistered,
  brokerFencingChanged: (builder, { nodeId, brokerEpoch, fenced, shuttingDown }) => {
    const broker = builder.broker(nodeId);
    assert(
      broker.brokerEpoch === brokerEpoch,
      `broker ${nodeId} has epoch ${broker.brokerEpoch}, not ${brokerEpoch}`,
    );
    builder.setBroker({
      ...broker,
      isFenced: fenced,
      isStarting: false,
      isShuttingDown: shuttingDown,
    });
  },
  topicCreated: (builder, body) => {
    const { topicId, name, configs } = body;
    const id = uuidFromBytes(topicId);
    assert(!builder.image.topicIds.has(name), `topic ${name} is created once`);
    const isTaken = builder.image.topics.has(id) || builder.image.retiredTopicIds.has(id);
    assert(!isTaken, `the id ${id} of topic ${name} is its own`);
    builder.topicIds.set(name, id);
    builder.setTopic({
      topicId: id,
      name,
      configs: new Map(configs.map((config) => [config.name, config.value])),
      replicasWanted: body.replicasWanted,
      minInsyncWanted: body.minInsyncWanted,
      unsyncedSince: body.unsyncedSince,
      partitions: [],
    });
  },
  topicChanged: applyTopicChanged,
  partitionCreated: (builder, body) => {
    const topic = builder.growingTopic(uuidFromBytes(body.topicId));
    assert(
      body.partition === topic.partitions.length,
      `partition ${body.partition} of ${topic.name} comes in its turn`,
    );
    topic.partitions.push(createdPartition(body, topic.name));
  },
  partitionChanged: (builder, body) => {
    const topic = builder.growingTopic(uuidFromBytes(body.topicId));
    const before = assertDefined(
      topic.partitions[body.partition],
      `${topic.name} has partition ${body.partition}`,
    );
    topic.partitions[body.partition] = changedPartition(before, body, topic.name);
  },
  topicDeleted: (builder, { topicId }) => {
    builder.deleteTopic(builder.topic(uuidFromBytes(topicId)));
  },
  topicIdsRetired: (builder, { topicIds }) => {
    builder.retire(topicIds.map(uuidFromBytes));
  },
  producerIdsAllocated: (builder, { nextProducerId }) => {
    const before = builder.image.nextProducerId;
    assert(nextProducerId > before, `producer ids up to ${nextProducerId} follow ${before}`);
    builder.image = { ...builder.image, nextProducerId };
  },
};

function applyBrokerRegistered(
  builder: ImageBuilder,
  body: Body<'brokerRegistered'>,
  offset: number,
): void {
  builder.setBroker({
    nodeId: body.nodeId,
    brokerEpoch: body.brokerEpoch ?? offset,
    directoryId: uuidFromBytes(body.directoryId),
    incarnationId: uuidFromBytes(body.incarnationId),
    clientAddress: addressOf(body.clientEndpoint),
    internalAddress: addressOf(body.internalEndpoint),
    softwareVersion: body.softwareVersion,
    featureLevelMin: body.featureLevelMin,
    featureLevelMax: body.featureLevelMax,
    isFenced: true,
    isStarting: true,
    isShuttingDown: false,
  });
}

function applyTopicChanged(builder: ImageBuilder, body: Body<'topicChanged'>): void {
  const topic = builder.topic(uuidFromBytes(body.topicId));
  const configs = new Map(topic.configs);
  for (const { name, value } of body.setConfigs) configs.set(name, value);
  for (const name of body.removedConfigs) configs.delete(name);
  builder.setTopic({
    ...topic,
    configs,
    replicasWanted: body.replicasWanted ?? topic.replicasWanted,
    minInsyncWanted: body.minInsyncWanted ?? topic.minInsyncWanted,
    unsyncedSince: body.unsyncedSince ?? topic.unsyncedSince,
  });
}

/** A voter or learner, as the image has it. */
export function voterOf(voter: Body<'votersSet'>['voters'][number]): VoterImage {
  return {
    nodeId: voter.nodeId,
    directoryId: uuidFromBytes(voter.directoryId),
    internalAddress: addressOf(voter.internalEndpoint),
  };
}

export function addressOf(endpoint: { host?: string; port?: number } | null | undefined): Address {
  return { host: endpoint?.host ?? '', port: endpoint?.port ?? 0 };
}

/** `batch` must begin where `image` ends. */
export function applyMetadataBatch(
  image: MetadataImage,
  batch: MetadataBatch,
): { image: MetadataImage; delta: MetadataDelta } {
  assert(
    batch.baseOffset === image.endOffset,
    `a batch at ${batch.baseOffset} does not follow an image up to ${image.endOffset}`,
  );
  const builder = new ImageBuilder(image);
  batch.records.forEach((record, index) => {
    const kind = assertDefined(record.change, 'a decoded metadata record has a kind');
    const body = assertDefined(record[kind], 'a decoded metadata record has the body of its kind');
    (appliers[kind] as (builder: ImageBuilder, body: unknown, offset: number) => void)(
      builder,
      body,
      batch.baseOffset + index,
    );
  });
  return {
    image: { ...builder.image, endOffset: batch.lastOffset + 1 },
    delta: builder,
  };
}
