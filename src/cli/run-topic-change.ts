// `tidelog topic add-partitions`, `set`, `unset`, `elect-leaders`, `move` and `moves`.
import type { ConfigChange } from '../client/topic-changes.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { formatTable } from './table.ts';
import { UsageError } from './usage-error.ts';

export interface TopicChangeFlags extends ClientFlags {
  json?: boolean;
}

export interface TotalFlags extends TopicChangeFlags {
  total: number;
}

export interface ElectFlags extends TopicChangeFlags {
  partition?: number[];
  unclean?: boolean;
}

export interface MoveFlags extends ClientFlags {
  partition: number;
  to?: number[];
  cancel?: boolean;
}

export async function addPartitions(name: string, flags: TotalFlags): Promise<void> {
  await using client = await openClient(flags);
  const result = await client.admin().createPartitions(name, flags.total);
  const total = `${result.partitions} ${result.partitions === 1 ? 'partition' : 'partitions'}`;
  print(flags.json, result, () =>
    result.added === 0
      ? `topic ${name} has ${total} already\n`
      : `topic ${name} has ${total} now, ${result.added} of them new\n`,
  );
}

export async function setConfigs(
  name: string,
  change: ConfigChange,
  flags: TopicChangeFlags,
): Promise<void> {
  await using client = await openClient(flags);
  const admin = client.admin();
  await admin.alterConfigs(name, change);
  const [topic] = await admin.describeTopics([name], { configs: true });
  const changed = new Set([...Object.keys(change.set ?? {}), ...(change.unset ?? [])]);
  print(flags.json, topic?.configs, () =>
    (topic?.configs ?? [])
      .filter((config) => changed.has(config.name))
      .map((config) => `${config.name} = ${config.value}${config.isDefault ? ' (default)' : ''}\n`)
      .join(''),
  );
}

export async function electLeaders(topic: string | undefined, flags: ElectFlags): Promise<void> {
  if (topic === undefined && flags.partition !== undefined)
    throw new UsageError('--partition needs the name of a topic');
  await using client = await openClient(flags);
  const { partition: partitions, unclean } = flags;
  const elected = await client.admin().electLeaders({ topic, partitions, unclean });
  print(flags.json, elected, () => {
    if (elected.length === 0) return 'every partition has the leader that it should have\n';
    const rows = elected.map((one) => [one.topic, one.partition, one.leaderId, one.leaderEpoch]);
    const loss =
      'what the new leaders did not have is lost; "tidelog topic describe" has where their logs end\n';
    return `${formatTable(['topic', 'partition', 'leader', 'epoch'], rows)}${unclean === true ? loss : ''}`;
  });
}

export async function moveReplicas(topic: string, flags: MoveFlags): Promise<void> {
  const { partition, to, cancel = false } = flags;
  if ((to === undefined) === !cancel)
    throw new UsageError('give either --to with node ids or --cancel');
  await using client = await openClient(flags);
  await client.admin().moveReplicas([{ topic, partition, replicas: to ?? 'cancel' }]);
  const what = to === undefined ? 'stays where it was' : `is moving to brokers ${to.join(', ')}`;
  process.stdout.write(`${topic}-${partition} ${what}\n`);
}

export async function listMoves(flags: TopicChangeFlags): Promise<void> {
  await using client = await openClient(flags);
  const moves = await client.admin().listMoves();
  print(flags.json, moves, () => {
    if (moves.length === 0) return 'no partition is being moved\n';
    const rows = moves.map((move) => [
      `${move.topic}-${move.partition}`,
      move.replicas.join(','),
      move.isr.join(','),
      move.adding.join(',') || '-',
      move.removing.join(',') || '-',
    ]);
    return formatTable(['partition', 'replicas', 'in sync', 'adding', 'removing'], rows);
  });
}

function print(json: boolean | undefined, data: unknown, text: () => string): void {
  process.stdout.write(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : text());
}
