// A partition of a topic as one text, so that it can be the key of a map: the topic's id, a slash, the partition's number.
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { GroupTopicPartitionsInit } from '../../protocol/messages.ts';

export type PartitionKey = string & { readonly __brand: 'PartitionKey' };

/** Characters of an id as text. */
const topicIdChars = 22;

export function partitionKey(topicId: Uuid, partition: number): PartitionKey {
  return `${topicId}/${partition}` as PartitionKey;
}

export function topicIdOf(key: PartitionKey): Uuid {
  return key.slice(0, topicIdChars) as Uuid;
}

export function partitionOf(key: PartitionKey): number {
  return Number(key.slice(topicIdChars + 1));
}

/** By topic id, then by number: the order in which everything about partitions is decided. */
export function compareKeys(a: PartitionKey, b: PartitionKey): number {
  const topicA = topicIdOf(a);
  const topicB = topicIdOf(b);
  if (topicA !== topicB) return topicA < topicB ? -1 : 1;
  return partitionOf(a) - partitionOf(b);
}

/** Partition numbers by topic, in order. */
export function groupByTopic(keys: Iterable<PartitionKey>): Map<Uuid, number[]> {
  const topics = new Map<Uuid, number[]>();
  for (const key of [...keys].sort(compareKeys)) {
    const topicId = topicIdOf(key);
    const partitions = topics.get(topicId);
    if (partitions) partitions.push(partitionOf(key));
    else topics.set(topicId, [partitionOf(key)]);
  }
  return topics;
}

export function encodeKeys(keys: Iterable<PartitionKey>): GroupTopicPartitionsInit[] {
  return [...groupByTopic(keys)].map(([topicId, partitions]) => ({
    topicId: uuidToBytes(topicId),
    partitions,
  }));
}

/** With the epoch of each partition. */
export function encodeOwned(owned: ReadonlyMap<PartitionKey, number>): GroupTopicPartitionsInit[] {
  return [...groupByTopic(owned.keys())].map(([topicId, partitions]) => ({
    topicId: uuidToBytes(topicId),
    partitions,
    epochs: partitions.map((partition) => owned.get(partitionKey(topicId, partition)) ?? 0),
  }));
}

interface StoredTopic {
  topicId: Uint8Array;
  partitions: readonly number[];
  epochs: readonly number[];
}

export function decodeKeys(topics: readonly StoredTopic[]): Set<PartitionKey> {
  return new Set(decodeOwned(topics).keys());
}

export function decodeOwned(topics: readonly StoredTopic[]): Map<PartitionKey, number> {
  const owned = new Map<PartitionKey, number>();
  for (const { topicId, partitions, epochs } of topics) {
    const id = uuidFromBytes(topicId);
    for (const [index, partition] of partitions.entries()) {
      owned.set(partitionKey(id, partition), epochs[index] ?? 0);
    }
  }
  return owned;
}
