// `tidelog group`: list, describe, lag, reset-offsets and delete.
import { messageOf, TidelogError } from '../base/errors.ts';
import type { Client } from '../client/client.ts';
import type { Position } from '../client/consumer/position.ts';
import type { PartitionName } from '../client/errors.ts';
import type { GroupDescription, GroupLag, ResetTarget } from '../client/group-admin.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { formatTable } from './table.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface GroupFlags extends ClientFlags {
  json?: boolean;
}

export interface GroupResetFlags extends GroupFlags {
  to?: Position;
  shiftBy?: number;
  topic?: string;
  partition?: number[];
  dryRun?: boolean;
}

export async function listGroups(flags: GroupFlags): Promise<void> {
  await using client = await openClient(flags);
  const groups = await client.admin().groups.list();
  print(flags.json, groups, () => {
    const rows = groups.map(({ groupId, state, members, coordinatorId }) => [
      groupId,
      state,
      members,
      `broker ${coordinatorId}`,
    ]);
    return formatTable(['group', 'state', 'members', 'coordinator'], rows);
  });
}

export async function describeGroups(ids: readonly string[], flags: GroupFlags): Promise<void> {
  await using client = await openClient(flags);
  const { groups } = client.admin();
  const described = await Promise.all(
    ids.map(async (id) => ({ ...(await groups.describe(id)), lag: await groups.lag(id) })),
  );
  print(flags.json, described, () => described.map(formatGroup).join('\n'));
}

export async function showLag(id: string, flags: GroupFlags): Promise<void> {
  await using client = await openClient(flags);
  const lag = await client.admin().groups.lag(id);
  print(flags.json, lag, () => formatLag(lag));
}

export async function resetOffsets(id: string, flags: GroupResetFlags): Promise<void> {
  const { to, shiftBy, dryRun } = flags;
  const target: ResetTarget | undefined = shiftBy === undefined ? to : { shift: shiftBy };
  if (target === undefined) throw new UsageError('say where to: --to <position> or --shift-by <n>');
  if (flags.partition !== undefined && flags.topic === undefined) {
    throw new UsageError('--partition needs --topic');
  }
  await using client = await openClient(flags);
  const partitions = await partitionsToReset(client, flags);
  const resets = await client.admin().groups.resetOffsets(id, target, { partitions, dryRun });
  print(flags.json, resets, () => {
    const rows = resets.map(({ topic, partition, before, after }) => [
      topic,
      partition,
      before < 0 ? '-' : before,
      after,
    ]);
    const columns = ['topic', 'partition', 'was at', dryRun ? 'would be at' : 'is at'];
    return formatTable(columns, rows);
  });
}

async function partitionsToReset(
  client: Client,
  { topic, partition }: GroupResetFlags,
): Promise<PartitionName[] | undefined> {
  if (topic === undefined) return undefined;
  const { partitions } = await describeTopic(client, { topic });
  const absent = partition?.find((one) => one >= partitions.length);
  if (absent !== undefined) {
    throw new UsageError(
      `--partition is ${absent}; ${topic} has the partitions 0 to ${partitions.length - 1}`,
    );
  }
  const chosen = partition ?? partitions.map((one) => one.partition);
  return [...new Set(chosen)].map((one) => ({ topic, partition: one }));
}

/** Deletes what can be deleted, and says at the end what could not. */
export async function deleteGroups(ids: readonly string[], flags: GroupFlags): Promise<void> {
  await using client = await openClient(flags);
  const deleted: string[] = [];
  const failures: string[] = [];
  for (const id of ids) {
    try {
      await client.admin().groups.delete(id);
      deleted.push(id);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  print(flags.json, deleted, () => deleted.map((id) => `deleted group ${id}\n`).join(''));
  if (failures.length > 0) throw new TidelogError('NOT_DELETED', failures.join('; '));
}

function formatGroup(group: GroupDescription & { lag: GroupLag[] }): string {
  const { groupId, state, members, assignor, coordinatorId, groupEpoch } = group;
  const head = `group ${groupId}: ${state}, ${members.length} members, assignor ${assignor || 'none yet'}, epoch ${groupEpoch}, coordinated by broker ${coordinatorId}\n`;
  const rows = members.map((member) => [
    member.memberId,
    member.instanceId || '-',
    member.clientId,
    member.host,
    member.memberEpoch,
    member.assigned.length,
    member.revoking.length,
    member.target.length,
  ]);
  const columns = ['member', 'instance', 'client', 'host', 'epoch', 'has', 'lets go', 'is to have'];
  const table = rows.length > 0 ? formatTable(columns, rows) : '';
  return `${head}${table}${formatLag(group.lag)}`;
}

function formatLag(lag: readonly GroupLag[]): string {
  const known = (number: number) => (number < 0 ? '-' : number);
  const rows = lag.map(({ topic, partition, offset, endOffset, lag: behind, memberId }) => [
    topic,
    partition,
    known(offset),
    known(endOffset),
    known(behind),
    memberId || '-',
  ]);
  return formatTable(['topic', 'partition', 'committed', 'next offset', 'lag', 'member'], rows);
}

function print(json: boolean | undefined, data: unknown, text: () => string): void {
  process.stdout.write(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : text());
}
