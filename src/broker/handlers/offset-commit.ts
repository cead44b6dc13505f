// OffsetCommit: how far a group has processed partitions [GRP-4]. Checked and decided in one step; answered when it is
// committed. Each partition succeeds or fails by itself.

import { WireError } from '../../protocol/error-codes.ts';
import type { Handler } from '../broker-context.ts';
import { type CommitPartition, commitOffsets } from '../groups/group-offsets.ts';
import { findKnownTopic } from './group-messages.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleOffsetCommit: Handler<'offsetCommit'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  const { groupId, memberId, memberEpoch, instanceId, sequence } = request;
  const partitions = request.topics.flatMap((asked) => {
    const topic = findKnownTopic(broker, asked);
    const found = topic instanceof WireError ? { topic: undefined, error: topic } : { topic };
    return asked.partitions.map(
      ({ partition, offset, leaderEpoch, metadata }): CommitPartition => ({
        ...found,
        partition,
        offset,
        leaderEpoch: leaderEpoch ?? -1,
        metadata,
      }),
    );
  });
  const shard = broker.groups.shardOf(groupId);
  const commit = { memberId, memberEpoch, instanceId, sequence, partitions };
  const { answer } = shard.decide(
    groupId,
    (state, context) => commitOffsets(state, commit, context),
    { memberId, memberEpoch },
  );
  const outcomes = await answer;
  let place = 0;
  const topics = request.topics.map(({ topicId, name, partitions: asked }) => ({
    topicId,
    name,
    partitions: asked.map(({ partition }) => {
      const { code = 0, message = '' } = outcomes[place++] ?? {};
      return { partition, errorCode: code, errorMessage: message };
    }),
  }));
  return { topics };
};
