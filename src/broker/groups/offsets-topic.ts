// The topic in which groups and their offsets are stored [GRP-1]: compacted, made on first use, and only coordinators write
// to it. A group belongs to one partition for ever, so their number never changes.
import { limits } from '../../base/limits.ts';
import { type MetadataImage, type TopicImage, topicByName } from '../../cluster/metadata/image.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { wire } from '../../protocol/messages.ts';
import { partitionForKey } from '../../protocol/murmur2.ts';

export const offsetsTopicName = '__consumer_offsets';

/** A decision of a large group is one batch. */
const messageBytesMax = limits.frameBytesMax - limits.frameOverheadBytesMax;
const segmentBytes = 100 * 1_024 * 1_024;

export function offsetsTopic(image: MetadataImage): TopicImage | undefined {
  return topicByName(image, offsetsTopicName);
}

/** The partition whose leader is the group's coordinator. */
export function partitionForGroup(groupId: string, partitionCount: number): number {
  return partitionForKey(Buffer.from(groupId), partitionCount);
}

export function offsetsTopicRequest(
  partitions: number,
  timeoutMs: number,
): RequestBody<'createTopics'> {
  const configs = [
    { name: 'cleanup.policy', value: 'compact' },
    { name: 'segment.bytes', value: String(segmentBytes) },
    { name: 'max.message.bytes', value: String(messageBytesMax) },
    { name: 'message.timestamp.type', value: 'CreateTime' },
    // Nobody is told that a commit holds before it does.
    { name: 'durability', value: 'sync' },
  ];
  const topics = [{ name: offsetsTopicName, partitions, configs }];
  const encoded = wire.CreateTopicsRequest.encode({ topics, timeoutMs }).finish();
  return wire.CreateTopicsRequest.decode(encoded);
}

/** Throws INVALID_GROUP_ID. */
export function checkGroupId(groupId: string): void {
  const max = limits.groupIdCharsMax;
  if (groupId.length > 0 && groupId.length <= max) return;
  throw new WireError(
    'INVALID_GROUP_ID',
    `a group id has 1 to ${max} characters, this one has ${groupId.length}`,
  );
}

/** For what clients must not do to the topic. Throws INVALID_TOPIC_EXCEPTION. */
export function checkNotOffsetsTopic(name: string, what: string): void {
  if (name !== offsetsTopicName) return;
  throw new WireError(
    'INVALID_TOPIC_EXCEPTION',
    `${name} is the cluster's own; it cannot be ${what}`,
  );
}
