// The topics of the published image as the groups see them: one object for as long as no topic comes, goes or grows, however
// often leaders and replicas change.
import type { Uuid } from '../../base/uuid.ts';
import { type MetadataImage, topicByName } from '../../cluster/metadata/image.ts';
import { offsetsTopicName } from './offsets-topic.ts';
import type { KnownTopic, TopicsView } from './subscription.ts';

export class ImageTopics implements TopicsView {
  readonly version: object;
  readonly #image: MetadataImage;

  constructor(image: MetadataImage) {
    this.#image = image;
    this.version = this;
  }

  /** This view, or another one when the topics of `image` are others. */
  next(image: MetadataImage, changedTopics: Iterable<Uuid>): ImageTopics {
    if (image.topics.size !== this.#image.topics.size) return new ImageTopics(image);
    for (const topicId of changedTopics) {
      const before = this.#image.topics.get(topicId);
      const after = image.topics.get(topicId);
      if (before?.partitions.length !== after?.partitions.length) return new ImageTopics(image);
    }
    return this;
  }

  byName(name: string): KnownTopic | undefined {
    const topic = topicByName(this.#image, name);
    return topic && this.byId(topic.topicId);
  }

  byId(topicId: Uuid): KnownTopic | undefined {
    const topic = this.#image.topics.get(topicId);
    if (!topic) return undefined;
    const { name, partitions } = topic;
    const isInternal = name === offsetsTopicName;
    return { topicId, name, partitionCount: partitions.length, isInternal };
  }

  *all(): Generator<KnownTopic> {
    for (const topicId of this.#image.topics.keys()) yield this.byId(topicId) as KnownTopic;
  }
}
