// What the records of one batch build the next image in: the maps are copied at their first change, so that the image before
// stays as it was and shares the rest [QRM-5].
import { assertDefined } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { BrokerImage, MetadataImage, PartitionImage, TopicImage } from './image.ts';

type Mutable<M> = M extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;

export class ImageBuilder {
  image: MetadataImage;
  readonly changedTopics = new Set<Uuid>();
  readonly deletedTopics: TopicImage[] = [];
  readonly changedBrokers = new Set<number>();
  readonly #original: MetadataImage;
  /** That of `image`, once it has been copied. */
  #retired = new Set<Uuid>();
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

  broker(nodeId: number): BrokerImage {
    return assertDefined(
      this.image.brokers.get(nodeId),
      `a metadata record names broker ${nodeId}, which is not registered`,
    );
  }

  setBroker(broker: BrokerImage): void {
    this.brokers.set(broker.nodeId, broker);
    this.changedBrokers.add(broker.nodeId);
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
    return this.#grow({ ...before, partitions: [...before.partitions] });
  }

  /** Replaces all of a topic but its partitions. */
  setTopic(topic: TopicImage): void {
    const growing = this.#growing.get(topic.topicId);
    if (growing) this.#grow({ ...topic, partitions: growing.partitions });
    else this.#put(topic);
  }

  deleteTopic(topic: TopicImage): void {
    this.topics.delete(topic.topicId);
    this.topicIds.delete(topic.name);
    this.changedTopics.delete(topic.topicId);
    this.#growing.delete(topic.topicId);
    this.deletedTopics.push(topic);
    this.retire([topic.topicId]);
  }

  retire(topicIds: readonly Uuid[]): void {
    const { retiredTopicIds: before } = this.image;
    const retired = before === this.#original.retiredTopicIds ? new Set(before) : this.#retired;
    for (const topicId of topicIds) retired.add(topicId);
    for (const oldest of retired) {
      if (retired.size <= limits.retiredTopicIdsMax) break;
      retired.delete(oldest);
    }
    this.#retired = retired;
    this.image = { ...this.image, retiredTopicIds: retired };
  }

  #grow(topic: TopicImage & { partitions: PartitionImage[] }) {
    this.#growing.set(topic.topicId, topic);
    this.#put(topic);
    return topic;
  }

  #put(topic: TopicImage): void {
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
