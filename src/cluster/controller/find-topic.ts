// The topic that a request names.
import { UUID_BYTES, uuidFromBytes } from '../../base/uuid.ts';
import { WireError } from '../../protocol/error-codes.ts';
import {
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
  topicByName,
} from '../metadata/image.ts';

/** By id or, without one, by name. Throws UNKNOWN_TOPIC_ID, UNKNOWN_TOPIC_OR_PARTITION or INVALID_REQUEST. */
export function findTopic(image: MetadataImage, topicId: Uint8Array, name: string): TopicImage {
  if (topicId.length === 0) {
    const topic = topicByName(image, name);
    if (topic) return topic;
    throw new WireError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic ${JSON.stringify(name)}`);
  }
  checkTopicIdLength(topicId);
  const topic = image.topics.get(uuidFromBytes(topicId));
  if (topic) return topic;
  throw new WireError('UNKNOWN_TOPIC_ID', `there is no topic with id ${uuidFromBytes(topicId)}`);
}

export function findPartition(topic: TopicImage, index: number): PartitionImage {
  const partition = topic.partitions[index];
  if (partition) return partition;
  throw new WireError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `topic ${topic.name} has no partition ${index}; it has 0 to ${topic.partitions.length - 1}`,
  );
}

export function checkTopicIdLength(topicId: Uint8Array): void {
  if (topicId.length === UUID_BYTES) return;
  throw new WireError(
    'INVALID_REQUEST',
    `a topic id has ${UUID_BYTES} bytes, this one has ${topicId.length}`,
  );
}
