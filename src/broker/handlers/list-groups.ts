// ListGroups: the groups that this broker coordinates.
import type { Handler } from '../broker-context.ts';

export const handleListGroups: Handler<'listGroups'> = async ({ groups }) => {
  const states = groups.shards.flatMap((shard) => shard.states);
  return {
    groups: states
      .map(({ data, state }) => ({
        groupId: data.groupId,
        state,
        assignor: data.head?.assignor ?? '',
        memberCount: data.members.size,
      }))
      .sort((a, b) => (a.groupId < b.groupId ? -1 : 1)),
  };
};
