// `tidelog topic`: create, list, describe and delete.
import { codeOf, TidelogError } from '../base/errors.ts';
import type { TopicDescription } from '../client/admin.ts';
import type { Client } from '../client/client.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { plightOf } from './leaderless.ts';
import { formatTable } from './table.ts';

export interface TopicListFlags extends ClientFlags {
  json?: boolean;
}

export interface TopicCreateFlags extends TopicListFlags {
  partitions?: number;
  replicationFactor?: number;
  config?: [string, string][];
  ifNotExists?: boolean;
}

export interface TopicDeleteFlags extends TopicListFlags {
  ifExists?: boolean;
}

export async function createTopic(name: string, flags: TopicCreateFlags): Promise<void> {
  const { partitions, replicationFactor, json } = flags;
  const configs = Object.fromEntries(flags.config ?? []);
  await using client = await openClient(flags);
  try {
    const created = await client
      .admin()
      .createTopic({ name, partitions, replicationFactor, configs });
    print(json, created, () => {
      const count = countOf(created.partitions, 'partition');
      return `created topic ${name} with ${count}, ${countOf(created.replicationFactor, 'replica')} each\n`;
    });
  } catch (error) {
    if (codeOf(error) !== 'TOPIC_ALREADY_EXISTS' || flags.ifNotExists !== true) {
      throw error;
    }
    const [existing] = await client.admin().describeTopics([name]);
    const found = existing?.partitions.length ?? 0;
    print(
      json,
      { name, id: existing?.id, partitions: found, existed: true },
      () => `topic ${name} exists already, with ${countOf(found, 'partition')}\n`,
    );
  }
}

export async function listTopics(flags: TopicListFlags): Promise<void> {
  await using client = await openClient(flags);
  const topics = await client.admin().listTopics();
  print(flags.json, topics, () => {
    const rows = topics.map((topic) => [topic.name, topic.partitions, topic.replicationFactor]);
    return formatTable(['topic', 'partitions', 'replicas'], rows);
  });
}

interface PartitionOffsets {
  /** Undefined while nobody leads the partition. */
  startOffset: number | undefined;
  endOffset: number | undefined;
}

export async function describeTopics(
  names: readonly string[],
  flags: TopicListFlags,
): Promise<void> {
  await using client = await openClient(flags);
  const topics = await client.admin().describeTopics(names, { configs: true });
  const described = await Promise.all(
    topics.map(async (topic) => {
      const offsets = await offsetsOf(client, topic);
      const partitions = topic.partitions.map((partition, at) => ({
        ...partition,
        ...offsets[at],
      }));
      return { ...topic, partitions };
    }),
  );
  print(flags.json, described, () => described.map(formatTopic).join('\n'));
}

/** In the order of the partitions. Only those with a leader can be asked. */
async function offsetsOf(client: Client, topic: TopicDescription): Promise<PartitionOffsets[]> {
  const led = topic.partitions.filter(({ leaderId }) => leaderId >= 0);
  const ask = async (at: 'earliest' | 'latest') => {
    const queries = led.map(({ partition }) => ({ topic: topic.name, partition, at }));
    const answers = await client.admin().listOffsets(queries);
    return new Map(answers.map(({ partition, offset }) => [partition, offset]));
  };
  const [starts, ends] = led.length === 0 ? [] : [await ask('earliest'), await ask('latest')];
  return topic.partitions.map(({ partition }) => ({
    startOffset: starts?.get(partition),
    endOffset: ends?.get(partition),
  }));
}

function formatTopic(
  topic: Omit<TopicDescription, 'partitions'> & {
    partitions: (TopicDescription['partitions'][number] & Partial<PartitionOffsets>)[];
  },
): string {
  const rows = topic.partitions.map((partition) => [
    partition.partition,
    partition.leaderId < 0 ? 'none' : `broker ${partition.leaderId}`,
    partition.leaderEpoch,
    partition.replicas.join(','),
    partition.isr.join(','),
    partition.startOffset ?? '-',
    partition.endOffset ?? '-',
  ]);
  const columns = [
    'partition',
    'leader',
    'epoch',
    'replicas',
    'in sync',
    'first offset',
    'next offset',
  ];
  const settings = topic.configs.map(
    ({ name, value, isDefault }) => `  ${name} = ${value}${isDefault ? ' (default)' : ''}\n`,
  );
  const head = `topic ${topic.name}, id ${topic.id}, ${countOf(rows.length, 'partition')}\n`;
  const leaderless = topic.partitions
    .filter(({ leaderId }) => leaderId < 0)
    .map((partition) => {
      const { cause, remedy } = plightOf(topic.name, partition);
      return `PROBLEM: ${topic.name}-${partition.partition} without a leader; ${cause}; ${remedy}\n`;
    });
  return `${head}${formatTable(columns, rows)}${leaderless.join('')}settings\n${settings.join('')}`;
}

export async function deleteTopics(
  names: readonly string[],
  flags: TopicDeleteFlags,
): Promise<void> {
  await using client = await openClient(flags);
  const outcomes = await client.admin().deleteTopics(names);
  const deleted = outcomes.filter(({ error }) => error === undefined).map(({ name }) => name);
  print(flags.json, deleted, () => deleted.map((name) => `deleted topic ${name}\n`).join(''));
  const failures = outcomes.flatMap(({ name, error }) => {
    const isAbsent = codeOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
    return error === undefined || (isAbsent && flags.ifExists === true)
      ? []
      : [isAbsent ? `there is no topic ${name}` : `topic ${name}: ${error.message}`];
  });
  if (failures.length > 0) {
    throw new TidelogError('NOT_DELETED', failures.join('; '));
  }
}

function print(json: boolean | undefined, data: unknown, text: () => string): void {
  process.stdout.write(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : text());
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
