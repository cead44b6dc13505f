// Committed offsets of one group [GRP-4], pure: a commit is checked and decided in one step, with the members as they are at
// that moment. Offsets belong to topic ids, so those of a deleted topic mean nothing for one that comes under its name.
import { limits } from '../../base/limits.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { CommittedOffset } from './group-data.ts';
import {
  type DecisionContext,
  type GroupDecision,
  type GroupState,
  isGone,
} from './group-state.ts';
import { type PartitionKey, partitionKey, partitionOf, topicIdOf } from './partition-keys.ts';
import type { KnownTopic } from './subscription.ts';

export interface CommitRequest {
  memberId: string;
  memberEpoch: number;
  instanceId: string;
  sequence: number;
  partitions: readonly CommitPartition[];
}

export interface CommitPartition {
  /** Undefined when there is no such topic; `error` says so. */
  topic: KnownTopic | undefined;
  error?: WireError | undefined;
  partition: number;
  offset: number;
  leaderEpoch: number;
  metadata: string;
}

/** 0 when it was committed. */
export interface CommitOutcome {
  code: number;
  message: string;
}

const committed: CommitOutcome = { code: 0, message: '' };

/**
 * Commits what can be, partition by partition; the outcomes are in the order of the request. Throws, and commits nothing, when
 * the one who asks is not who it says: UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, FENCED_INSTANCE_ID, STALE_MEMBER_EPOCH.
 */
export function commitOffsets(
  state: GroupState,
  request: CommitRequest,
  context: DecisionContext,
): GroupDecision<CommitOutcome[]> {
  const { memberId, memberEpoch, sequence } = request;
  const { data } = state;
  const isStranger = memberId === '' && memberEpoch < 0;
  const assignment = isStranger ? undefined : state.checkMember(request);
  if (isStranger && data.members.size > 0) {
    throw new WireError(
      'UNKNOWN_MEMBER_ID',
      `group ${data.groupId} has members; only they may commit its offsets`,
    );
  }
  state.checkSequence(memberId, sequence);
  const outcomes = request.partitions.map((part): CommitOutcome => {
    try {
      const key = checkPartition(part);
      if (assignment) {
        const since = assignment.assigned.get(key) ?? assignment.revoking.get(key);
        checkOwner(part, memberId, memberEpoch, since);
      }
      if (!data.head) data.setHead({ epoch: 0, assignor: '', emptySinceMs: context.wallMs });
      const { offset, leaderEpoch, metadata } = part;
      data.setOffset(key, { offset, leaderEpoch, metadata, commitTimeMs: context.wallMs });
      return committed;
    } catch (error) {
      return errorToWire(error);
    }
  });
  return { records: data.takeEmitted(), answer: outcomes };
}

/** [GRP-4]: it owns the partition now, and since no later epoch than the one that it says. */
function checkOwner(
  { topic, partition }: CommitPartition,
  memberId: string,
  memberEpoch: number,
  since: number | undefined,
): void {
  const where = `${topic?.name}-${partition}`;
  if (since === undefined) {
    throw new WireError('STALE_MEMBER_EPOCH', `member ${memberId} does not have ${where} any more`);
  }
  if (memberEpoch < since) {
    throw new WireError(
      'STALE_MEMBER_EPOCH',
      `member ${memberId} has ${where} since its epoch ${since}; epoch ${memberEpoch} is over`,
    );
  }
}

function checkPartition(part: CommitPartition): PartitionKey {
  const { topic, error, partition, offset, metadata } = part;
  if (!topic) throw error ?? new WireError('UNKNOWN_TOPIC_OR_PARTITION', 'there is no such topic');
  if (partition < 0 || partition >= topic.partitionCount) {
    throw new WireError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `topic ${topic.name} has no partition ${partition}; it has 0 to ${topic.partitionCount - 1}`,
    );
  }
  if (offset < 0) {
    throw new WireError(
      'INVALID_REQUEST',
      `offset ${offset} of ${topic.name}-${partition}; it must be 0 or more`,
    );
  }
  const metadataBytes = Buffer.byteLength(metadata);
  if (metadataBytes > limits.offsetMetadataBytesMax) {
    throw new WireError(
      'OFFSET_METADATA_TOO_LARGE',
      `the metadata of ${topic.name}-${partition} has ${metadataBytes} bytes; at most ${limits.offsetMetadataBytesMax} are allowed`,
    );
  }
  return partitionKey(topic.topicId, partition);
}

export interface OffsetReset {
  topic: KnownTopic;
  partition: number;
  /** -1 forgets what was committed. */
  offset: number;
}

/** All or nothing. Throws NON_EMPTY_GROUP while the group has members, and for what a commit would throw for. */
export function resetOffsets(
  state: GroupState,
  resets: readonly OffsetReset[],
  { isTrial, context }: { isTrial: boolean; context: DecisionContext },
): GroupDecision<{ before: number }[]> {
  const { data } = state;
  checkEmpty(state, 'its offsets cannot be reset');
  const checked = resets.map(({ topic, partition, offset }) => ({
    offset,
    key: checkPartition({
      topic,
      partition,
      offset: offset === -1 ? 0 : offset,
      leaderEpoch: -1,
      metadata: '',
    }),
  }));
  const answer = checked.map(({ key }) => ({ before: data.offsets.get(key)?.offset ?? -1 }));
  if (isTrial) return { records: [], answer };
  if (!data.head && checked.some(({ offset }) => offset >= 0)) {
    data.setHead({ epoch: 0, assignor: '', emptySinceMs: context.wallMs });
  }
  for (const { key, offset } of checked) {
    if (offset >= 0) {
      data.setOffset(key, { offset, leaderEpoch: -1, metadata: '', commitTimeMs: context.wallMs });
    } else if (data.offsets.has(key)) {
      data.removeOffset(key);
    }
  }
  return { records: data.takeEmitted(), answer };
}

/** Throws NON_EMPTY_GROUP or GROUP_ID_NOT_FOUND. */
export function deleteGroup(state: GroupState): GroupDecision<void> {
  const { data } = state;
  if (!data.head) {
    throw new WireError('GROUP_ID_NOT_FOUND', `there is no group ${JSON.stringify(data.groupId)}`);
  }
  checkEmpty(state, 'it cannot be deleted');
  for (const key of [...data.offsets.keys()]) data.removeOffset(key);
  data.removeHead();
  return { records: data.takeEmitted(), answer: undefined };
}

function checkEmpty({ data }: GroupState, what: string): void {
  if (data.members.size === 0) return;
  throw new WireError(
    'NON_EMPTY_GROUP',
    `group ${data.groupId} has ${data.members.size} members; ${what} before they have left`,
  );
}

/** Forgets offsets of topics that are gone, those of a group that had no members for so long, and then the group. */
export function expireOffsets(
  state: GroupState,
  retentionMs: number,
  { topics, wallMs }: DecisionContext,
): GroupDecision<void> {
  const { data } = state;
  const emptySinceMs = data.head?.emptySinceMs ?? -1;
  const isEmpty = data.members.size === 0;
  for (const [key, { commitTimeMs }] of [...data.offsets]) {
    const sinceMs = Math.max(commitTimeMs, emptySinceMs);
    const isOld = isEmpty && wallMs - sinceMs >= retentionMs;
    if (isOld || isGone(key, topics)) data.removeOffset(key);
  }
  const isUnused = isEmpty && data.offsets.size === 0 && wallMs - emptySinceMs >= retentionMs;
  if (data.head && isUnused) data.removeHead();
  return { records: data.takeEmitted(), answer: undefined };
}

export interface FoundOffset extends CommittedOffset {
  topicId: string;
  partition: number;
}

/** In the order of their keys. */
export function committedOffsets({ data }: GroupState): FoundOffset[] {
  return [...data.offsets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, found]) => ({ ...found, topicId: topicIdOf(key), partition: partitionOf(key) }));
}
