// What differs between two images that share nothing, as after a snapshot was installed: the same delta as if the batches
// between them had come one by one, but for what came and went.
import { isDeepStrictEqual } from 'node:util';
import type { Uuid } from '../../base/uuid.ts';
import type { MetadataDelta } from './delta.ts';
import type { MetadataImage, TopicImage } from './image.ts';

export function diffImages(before: MetadataImage, after: MetadataImage): MetadataDelta {
  const changedTopics = new Set<Uuid>();
  const deletedTopics: TopicImage[] = [];
  const changedBrokers = new Set<number>();
  for (const topic of after.topics.values()) {
    if (!isSameTopic(before.topics.get(topic.topicId), topic)) changedTopics.add(topic.topicId);
  }
  for (const topic of before.topics.values()) {
    if (!after.topics.has(topic.topicId)) deletedTopics.push(topic);
  }
  for (const nodeId of new Set([...before.brokers.keys(), ...after.brokers.keys()])) {
    if (!isDeepStrictEqual(before.brokers.get(nodeId), after.brokers.get(nodeId)))
      changedBrokers.add(nodeId);
  }
  return { changedTopics, deletedTopics, changedBrokers };
}

function isSameTopic(before: TopicImage | undefined, after: TopicImage): boolean {
  if (before === after) return true;
  if (!before || before.partitions.length !== after.partitions.length) return false;
  const isSame = after.partitions.every((partition, at) => {
    // Every change of a partition has a new epoch, so equal epochs are equal partitions.
    return before.partitions[at]?.partitionEpoch === partition.partitionEpoch;
  });
  return (
    isSame &&
    before.replicasWanted === after.replicasWanted &&
    before.minInsyncWanted === after.minInsyncWanted &&
    before.unsyncedSince === after.unsyncedSince &&
    isDeepStrictEqual(before.configs, after.configs)
  );
}
