// OffsetFetch: what a group has committed, never less than what anybody was told is [GRP-1].
import type { RequestBody } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { committedOffsets } from '../groups/group-offsets.ts';
import type { GroupState } from '../groups/group-state.ts';
import {
  allOffsets,
  failedOffset,
  findKnownTopic,
  type OffsetsOfTopic,
  offsetResult,
} from './group-messages.ts';
import { checkPartitionCount } from './request-bounds.ts';

type OffsetFetchTopic = RequestBody<'offsetFetch'>['topics'][number];

export const handleOffsetFetch: Handler<'offsetFetch'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  const { groupId, memberId, memberEpoch, topics: asked } = request;
  const topics = await broker.groups.shardOf(groupId).decide(groupId, (state) => {
    if (memberId !== '') state.checkMember({ memberId, memberEpoch, instanceId: '' });
    const answer =
      asked.length === 0 ? allOffsets(broker, state) : someOffsets(broker, state, asked);
    return { records: [], answer };
  }).answer;
  return { topics };
};

function someOffsets(
  broker: BrokerContext,
  state: GroupState,
  asked: readonly OffsetFetchTopic[],
): OffsetsOfTopic[] {
  const known = new Map(
    committedOffsets(state).map((found) => [`${found.topicId}/${found.partition}`, found]),
  );
  return asked.map(({ topicId, name, partitions }) => {
    const topic = findKnownTopic(broker, { topicId, name });
    return {
      topicId,
      name,
      partitions: partitions.map((partition) =>
        topic instanceof WireError
          ? failedOffset(partition, topic)
          : offsetResult(partition, known.get(`${topic.topicId}/${partition}`)),
      ),
    };
  });
}
