// DescribeGroups: members, what they have and are meant to have, and what is committed. Each group succeeds or fails by itself.
import { limits } from '../../base/limits.ts';
import type { ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import type { GroupState } from '../groups/group-state.ts';
import { allOffsets, assignedTopics } from './group-messages.ts';

type DescribedGroup = NonNullable<ResponseBodyInit<'describeGroups'>['groups']>[number];

export const handleDescribeGroups: Handler<'describeGroups'> = async (broker, { groupIds }) => {
  checkGroupCount(groupIds);
  const groups = await Promise.all(
    groupIds.map(async (groupId): Promise<DescribedGroup> => {
      try {
        const shard = broker.groups.shardOf(groupId);
        return await shard.decide(groupId, (state) => ({
          records: [],
          answer: describe(broker, state),
        })).answer;
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { groupId, errorCode: code, errorMessage: message };
      }
    }),
  );
  return { groups };
};

/** Throws INVALID_REQUEST. */
export function checkGroupCount(groupIds: readonly string[]): void {
  const max = limits.groupsPerRequestMax;
  if (groupIds.length <= max) return;
  throw new WireError(
    'INVALID_REQUEST',
    `the request names ${groupIds.length} groups; at most ${max} are allowed`,
  );
}

function describe(broker: BrokerContext, group: GroupState): DescribedGroup {
  const { data, state } = group;
  const { groupId, head, members } = data;
  if (!head) {
    throw new WireError('GROUP_ID_NOT_FOUND', `there is no group ${JSON.stringify(groupId)}`);
  }
  return {
    groupId,
    state,
    groupEpoch: head.epoch,
    assignor: head.assignor,
    members: [...members].map(([memberId, member]) => {
      const { memberEpoch, assigned, revoking } = data.assignment(memberId);
      const { instanceId, clientId, clientHost, topics, pattern } = member;
      return {
        ...{ memberId, instanceId, clientId, clientHost, memberEpoch },
        topics: [...topics],
        pattern,
        assigned: assignedTopics(broker, assigned.keys()),
        revoking: assignedTopics(broker, revoking.keys()),
        target: assignedTopics(broker, data.target(memberId)),
      };
    }),
    offsets: allOffsets(broker, group),
  };
}
