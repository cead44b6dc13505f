// ResetOffsets: sets what a group without members has committed, all of it or nothing; or only tells what it would do.
import { WireError } from '../../protocol/error-codes.ts';
import type { Handler } from '../broker-context.ts';
import { type OffsetReset, resetOffsets } from '../groups/group-offsets.ts';
import { findKnownTopic } from './group-messages.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleResetOffsets: Handler<'resetOffsets'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  const { groupId, validateOnly: isTrial } = request;
  const resets = request.topics.flatMap((asked) => {
    const topic = findKnownTopic(broker, asked);
    if (topic instanceof WireError) throw topic;
    return asked.partitions.map(
      ({ partition, offset }): OffsetReset => ({ topic, partition, offset }),
    );
  });
  const shard = broker.groups.shardOf(groupId);
  const outcomes = await shard.decide(groupId, (state, context) =>
    resetOffsets(state, resets, { isTrial, context }),
  ).answer;
  if (!isTrial) {
    broker.logger.info(
      { group: groupId, partitions: resets.length },
      'committed offsets were reset',
    );
  }
  let place = 0;
  const topics = request.topics.map(({ topicId, name, partitions }) => ({
    topicId,
    name,
    partitions: partitions.map(({ partition, offset }) => {
      const { before = -1 } = outcomes[place++] ?? {};
      return { partition, offsetBefore: before, offset };
    }),
  }));
  return { topics };
};
