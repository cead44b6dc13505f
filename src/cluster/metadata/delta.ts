// From one image to the next: applies the records of a batch, copying only the maps that change [QRM-5].
import { assert, assertDefined } from '../../base/assert.ts';
import { TidelogError } from '../../base/errors.ts';
import { type Uuid, uuidFromBytes } from '../../base/uuid.ts';
import type { Address } from '../../net/transport.ts';
import type { MetadataRecord } from '../../protocol/messages.ts';
import type {
  BrokerImage,
  MetadataImage,
  PartitionImage,
  TopicImage,
  VoterImage,
} from './image.ts';
import { featureLevel, type MetadataBatch } from './records.ts';

type Change = NonNullable<MetadataRecord['change']>;
type Body<Kind extends Change> = NonNullable<MetadataRecord[Kind]>;

/** What an image has that the one before it had not. */
export interface MetadataDelta {
  changedTopics: ReadonlySet<Uuid>;
  deletedTopics: readonly TopicImage[];
  changedBrokers: ReadonlySet<number>;
}

/** One pass over a batch; the maps are copied at their first change. */
class ImageBuilder {
  image: MetadataImage;
  readonly changedTopics = new Set<Uuid>();
  readonly deletedTopics: TopicImage[] = [];
  readonly changedBrokers = new Set<number>();
  readonly #original: MetadataImage;
  readonly #growing = new Map<Uuid, TopicImage & { partitions: PartitionImage[] }>();

  constructor(image: MetadataImage) {
    this.image = image;
    this.#original = image;
  }

  get brokers(): Map<number, BrokerImage> {
    return this.#own('brokers');
  }

  get topics(): Map<Uuid, TopicImage> {
    return this.#own('topics');
  }

  get topicIds(): Map<string, Uuid> {
    return this.#own('topicIds');
  }

  topic(topicId: Uuid): TopicImage {
    return assertDefined(
      this.image.topics.get(topicId),
      `a metadata record names topic ${topicId}, which is not there`,
    );
  }

  /** The topic with a list of partitions that this batch may add to, copied once. */
  growingTopic(topicId: Uuid): TopicImage & { partitions: PartitionImage[] } {
    const known = this.#growing.get(topicId);
    if (known) return known;
    const before = this.topic(topicId);
    const topic = { ...before, partitions: [...before.partitions] };
    this.#growing.set(topicId, topic);
    this.setTopic(topic);
    return topic;
  }

  setTopic(topic: TopicImage): void {
    this.topics.set(topic.topicId, topic);
    this.changedTopics.add(topic.topicId);
  }

  #own<Name extends 'brokers' | 'topics' | 'topicIds'>(name: Name): Mutable<MetadataImage[Name]> {
    if (this.image[name] === this.#original[name]) {
      this.image = {
        ...this.image,
        [name]: new Map(this.image[name] as ReadonlyMap<unknown, unknown>),
      };
    }
    return this.image[name] as unknown as Mutable<MetadataImage[Name]>;
  }
}

type Mutable<M> = M extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;

const appliers: {
  [Kind in Change]: (builder: ImageBuilder, body: Body<Kind>, offset: number) => void;
} = {
  clusterFounded: (builder, body) => {
    assert(builder.image.clusterId === undefined, 'a cluster is founded once');
    builder.image = { ...builder.image, clusterId: uuidFromBytes(body.clusterId) };
  },
  featureLevelSet: (builder, { level }) => {
    if (level < featureLevel.min || level > featureLevel.max) {
      throw new TidelogError(
        'FEATURE_LEVEL_UNSUPPORTED',
        `the cluster is at feature level ${level}; this version supports ${featureLevel.min} to ${featureLevel.max}`,
      );
    }
    builder.image = { ...builder.image, featureLevel: level };
  },
  votersSet: (builder, body) => {
    const voters: VoterImage[] = body.voters.map((voter) => ({
      nodeId: voter.nodeId,
      directoryId: uuidFromBytes(voter.directoryId),
      internalAddress: addressOf(voter.internalEndpoint),
    }));
    builder.image = { ...builder.image, voters };
  },
  controllerElected: (builder, { nodeId, term }) => {
    assert(
      term > builder.image.controllerEpoch,
      `term ${term} follows ${builder.image.controllerEpoch}`,
    );
    builder.image = { ...builder.image, controllerId: nodeId, controllerEpoch: term };
  },
  brokerRegistered: applyBrokerRegistered,
  brokerFencingChanged: (builder, { nodeId, brokerEpoch, fenced }) => {
    const broker = assertDefined(
      builder.image.brokers.get(nodeId),
      `broker ${nodeId} is registered`,
    );
    assert(
      broker.brokerEpoch === brokerEpoch,
      `broker ${nodeId} has epoch ${broker.brokerEpoch}, not ${brokerEpoch}`,
    );
    builder.brokers.set(nodeId, { ...broker, isFenced: fenced });
    builder.changedBrokers.add(nodeId);
  },
  topicCreated: (builder, { topicId, name, configs }) => {
    const id = uuidFromBytes(topicId);
    assert(!builder.image.topicIds.has(name), `topic ${name} is created once`);
    builder.topicIds.set(name, id);
    builder.setTopic({
      topicId: id,
      name,
      configs: new Map(configs.map((config) => [config.name, config.value])),
      partitions: [],
    });
  },
  partitionCreated: (builder, body) => {
    const topic = builder.growingTopic(uuidFromBytes(body.topicId));
    assert(
      body.partition === topic.partitions.length,
      `partition ${body.partition} of ${topic.name} comes in its turn`,
    );
    const { partition, replicas, isr, leaderId, leaderEpoch } = body;
    topic.partitions.push({ partition, replicas, isr, leaderId, leaderEpoch, partitionEpoch: 0 });
  },
  partitionChanged: applyPartitionChanged,
  topicDeleted: (builder, { topicId }) => {
    const topic = builder.topic(uuidFromBytes(topicId));
    builder.topics.delete(topic.topicId);
    builder.topicIds.delete(topic.name);
    builder.changedTopics.delete(topic.topicId);
    builder.deletedTopics.push(topic);
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
  builder.brokers.set(body.nodeId, {
    nodeId: body.nodeId,
    brokerEpoch: offset,
    directoryId: uuidFromBytes(body.directoryId),
    incarnationId: uuidFromBytes(body.incarnationId),
    clientAddress: addressOf(body.clientEndpoint),
    internalAddress: addressOf(body.internalEndpoint),
    softwareVersion: body.softwareVersion,
    featureLevelMin: body.featureLevelMin,
    featureLevelMax: body.featureLevelMax,
    isFenced: true,
  });
  builder.changedBrokers.add(body.nodeId);
}

function applyPartitionChanged(builder: ImageBuilder, body: Body<'partitionChanged'>): void {
  const topic = builder.growingTopic(uuidFromBytes(body.topicId));
  const before = assertDefined(
    topic.partitions[body.partition],
    `${topic.name} has partition ${body.partition}`,
  );
  assert(
    body.leaderEpoch >= before.leaderEpoch,
    `the leader epoch of ${topic.name}-${body.partition} never falls`,
  );
  assert(body.partitionEpoch === before.partitionEpoch + 1, 'a partition epoch rises by one');
  const { leaderId, leaderEpoch, isr, partitionEpoch } = body;
  topic.partitions[body.partition] = { ...before, leaderId, leaderEpoch, isr, partitionEpoch };
}

function addressOf(endpoint: { host?: string; port?: number } | null | undefined): Address {
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
