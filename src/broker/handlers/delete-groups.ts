// DeleteGroups: forgets groups that have no members, with all that they have committed. Each succeeds or fails by itself.
import { errorToWire } from '../../protocol/error-codes.ts';
import type { Handler } from '../broker-context.ts';
import { deleteGroup } from '../groups/group-offsets.ts';
import { checkGroupCount } from './describe-groups.ts';

export const handleDeleteGroups: Handler<'deleteGroups'> = async (broker, { groupIds }) => {
  checkGroupCount(groupIds);
  const groups = await Promise.all(
    groupIds.map(async (groupId) => {
      try {
        const shard = broker.groups.shardOf(groupId);
        await shard.decide(groupId, (state) => deleteGroup(state)).answer;
        broker.logger.info({ group: groupId }, `group ${groupId} was deleted`);
        return { groupId };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { groupId, errorCode: code, errorMessage: message };
      }
    }),
  );
  return { groups };
};
