// What the records of one batch build the next image in: what changes is copied at its first change, so that the image before
// stays as it was and shares the rest [QRM-5]. Of topics there are many, so their maps are copied in part.
import { assertDefined } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import { SharingMapDraft } from '../../base/sharing-map.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { BrokerImage, MetadataImage, PartitionImage, TopicImage } from './image.ts';

export class ImageBuilder {
  image: MetadataImage;
  readonly changedTopics = new Set<Uuid>();
  readonly deletedTopics: TopicImage[] = [];
  readonly changedBrokers = new Set<number>();
  readonly #original: MetadataImage;
  /** Those of `image`, once they have been copied. */
  #brokers: Map<number, BrokerImage> | undefined;
  #topics: SharingMapDraft<Uuid, TopicImage> | undefined;
  #topicIds: SharingMapDraft<string, Uuid> | undefined;
  #retired = new Set<Uuid>();
  readonly #growing = new Map<Uuid, TopicImage & { partitions: PartitionImage[] }>();

  constructor(image: MetadataImage) {
    this.image = image;
    this.#original = image;
  }

  get brokers(): Map<number, BrokerImage> {
    if (this.#brokers === undefined) {
      this.#brokers = new Map(this.image.brokers);
      this.image = { ...this.image, brokers: this.#brokers };
    }
    return this.#brokers;
  }

  get topics(): SharingMapDraft<Uuid, TopicImage> {
    if (this.#topics === undefined) {
      this.#topics = new SharingMapDraft(this.image.topics);
      this.image = { ...this.image, topics: this.#topics.map };
    }
    return this.#topics;
  }

  get topicIds(): SharingMapDraft<string, Uuid> {
    if (this.#topicIds === undefined) {
      this.#topicIds = new SharingMapDraft(this.image.topicIds);
      this.image = { ...this.image, topicIds: this.#topicIds.map };
    }
    return this.#topicIds;
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
}
