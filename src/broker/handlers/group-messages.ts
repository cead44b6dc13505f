// What the group APIs share: partitions and offsets as messages, and topics by id or name.
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext } from '../broker-context.ts';
import { committedOffsets, type FoundOffset } from '../groups/group-offsets.ts';
import type { GroupState } from '../groups/group-state.ts';
import { groupByTopic, type PartitionKey } from '../groups/partition-keys.ts';
import type { KnownTopic } from '../groups/subscription.ts';

type AssignedTopic = NonNullable<
  NonNullable<ResponseBodyInit<'groupHeartbeat'>['assignment']>['topics']
>[number];
export type OffsetsOfTopic = NonNullable<ResponseBodyInit<'offsetFetch'>['topics']>[number];
type OffsetResult = NonNullable<OffsetsOfTopic['partitions']>[number];

/** A topic that is gone meanwhile has no name. */
export function assignedTopics(
  { groups }: BrokerContext,
  keys: Iterable<PartitionKey>,
): AssignedTopic[] {
  return [...groupByTopic(keys)].map(([topicId, partitions]) => ({
    topicId: uuidToBytes(topicId),
    name: groups.topics.byId(topicId)?.name ?? '',
    partitions,
  }));
}

/** By id or, without one, by name. */
export function findKnownTopic(
  { groups }: BrokerContext,
  { topicId, name }: { topicId: Uint8Array; name: string },
): KnownTopic | WireError {
  if (topicId.length === 0) {
    const topic = groups.topics.byName(name);
    const message = `there is no topic ${JSON.stringify(name)}`;
    return topic ?? new WireError('UNKNOWN_TOPIC_OR_PARTITION', message);
  }
  const id = uuidFromBytes(topicId);
  return (
    groups.topics.byId(id) ?? new WireError('UNKNOWN_TOPIC_ID', `there is no topic with id ${id}`)
  );
}

const nothingCommitted = { offset: -1, leaderEpoch: -1, metadata: '', commitTimeMs: -1 };

export function offsetResult(partition: number, found: FoundOffset | undefined): OffsetResult {
  const { offset, leaderEpoch, metadata, commitTimeMs } = found ?? nothingCommitted;
  return { partition, offset, leaderEpoch, metadata, commitTimeMs };
}

export function failedOffset(partition: number, error: unknown): OffsetResult {
  const { code, message } = errorToWire(error);
  return { partition, errorCode: code, errorMessage: message, ...nothingCommitted };
}

/** All that the group has committed. */
export function allOffsets({ groups }: BrokerContext, state: GroupState): OffsetsOfTopic[] {
  const byTopic = new Map<string, OffsetResult[]>();
  for (const found of committedOffsets(state)) {
    const results = byTopic.get(found.topicId) ?? [];
    byTopic.set(found.topicId, results);
    results.push(offsetResult(found.partition, found));
  }
  return [...byTopic].map(([topicId, partitions]) => ({
    topicId: uuidToBytes(topicId as Uuid),
    name: groups.topics.byId(topicId as Uuid)?.name ?? '',
    partitions,
  }));
}
