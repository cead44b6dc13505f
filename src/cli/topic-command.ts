import { type Command, InvalidArgumentError } from 'commander';
import { limits } from '../base/limits.ts';
import { topicNameProblem } from '../protocol/topic-name.ts';
import { addClientOptions } from './client-options.ts';
import { checkedBy, integerBetween, keyAndValue, repeatable } from './option-parsers.ts';
import { parsePosition } from './positions.ts';
import type { TopicCreateFlags, TopicDeleteFlags, TopicListFlags } from './run-topic.ts';
import type { TrimFlags } from './run-trim.ts';
import { addTopicChangeCommands } from './topic-change-commands.ts';

/** More replicas than there can be brokers make no sense. */
const replicationFactorMax = 1_000;

const createExamples = `
Settings are Kafka's, by their names: segment.bytes, segment.ms, max.message.bytes, message.timestamp.type, …

Examples:
  $ tidelog topic create flights --partitions 6
  $ tidelog topic create events --config segment.bytes=104857600 --config durability=async`;

const trimExamples = `
A start inside of a stored batch or segment holds for every reader; files on disk go when nothing in them is left.

Examples:
  $ tidelog topic trim flights --before 2026-01-31T00:00:00Z --dry-run
  $ tidelog topic trim flights --before 5000 --partition 3
  $ tidelog topic trim flights --before -1000               keep the last 1000 of each partition`;

/** For commander: refuses what cannot name a topic before anything is sent. */
export function topicName(text: string): string {
  const problem = topicNameProblem(text);
  if (problem !== undefined) {
    throw new InvalidArgumentError(`${problem[0]?.toUpperCase()}${problem.slice(1)}.`);
  }
  return text;
}

export function addTopicCommand(program: Command): void {
  const topic = program
    .command('topic')
    .summary('create, list, describe, change, trim, move and delete topics')
    .description('Create, list, describe, change, trim, move and delete topics.');
  addCreate(topic);
  addList(topic);
  addDescribe(topic);
  addTopicChangeCommands(topic, topicName);
  addTrim(topic);
  addDelete(topic);
}

function addCreate(topic: Command): void {
  const command = topic
    .command('create')
    .description('Create a topic.')
    .argument('<name>', 'name of the topic: letters, digits, ".", "_" and "-"', topicName)
    .option(
      '-p, --partitions <n>',
      "number of partitions (default: the cluster's num.partitions)",
      integerBetween(1, limits.partitionsPerTopicMax),
    )
    .option(
      '-r, --replication-factor <n>',
      "copies of each partition (default: the cluster's default.replication.factor)",
      integerBetween(1, replicationFactorMax),
    )
    .option('-c, --config <key=value>', 'a setting; may be repeated', repeatable(keyAndValue))
    .option('--if-not-exists', 'succeed if the topic is there already')
    .option('--json', 'print the new topic as JSON');
  addClientOptions(command)
    .addHelpText('after', createExamples)
    .action(async (name: string, flags: TopicCreateFlags) => {
      const { createTopic } = await import('./run-topic.ts');
      await createTopic(name, flags);
    });
}

function addList(topic: Command): void {
  const command = topic
    .command('list')
    .description('List the topics with their partitions and replicas.')
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic list --json')
    .action(async (flags: TopicListFlags) => {
      const { listTopics } = await import('./run-topic.ts');
      await listTopics(flags);
    });
}

function addDescribe(topic: Command): void {
  const command = topic
    .command('describe')
    .description("Show a topic's partitions, their leaders and offsets, and its settings.")
    .argument('<name...>', 'names of topics', (text: string, previous: string[] | undefined) => [
      ...(previous ?? []),
      topicName(text),
    ])
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic describe flights')
    .action(async (names: string[], flags: TopicListFlags) => {
      const { describeTopics } = await import('./run-topic.ts');
      await describeTopics(names, flags);
    });
}

function addTrim(topic: Command): void {
  const command = topic
    .command('trim')
    .description(
      'Delete the oldest records of a topic, for good. Those that stay keep their offsets.',
    )
    .argument('<name>', 'name of the topic', topicName)
    .requiredOption(
      '--before <position>',
      'delete what is before an offset (42), a time (2026-01-31T12:00:00Z), the last N records (-N), or all (latest)',
      checkedBy(parsePosition),
    )
    .option(
      '-p, --partition <n>',
      'only this partition; may be repeated',
      repeatable(integerBetween(0, limits.partitionsPerTopicMax)),
    )
    .option('--dry-run', 'say what would be deleted, and delete nothing')
    .option('--json', 'print a JSON object');
  addClientOptions(command)
    .addHelpText('after', trimExamples)
    .action(async (name: string, flags: TrimFlags) => {
      const { trimTopic } = await import('./run-trim.ts');
      await trimTopic(name, flags);
    });
}

function addDelete(topic: Command): void {
  const command = topic
    .command('delete')
    .description('Delete topics with all their records.')
    .argument('<name...>', 'names of topics', (text: string, previous: string[] | undefined) => [
      ...(previous ?? []),
      topicName(text),
    ])
    .option('--if-exists', 'succeed if a topic is not there')
    .option('--json', 'print the names of the deleted topics as a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic delete flights')
    .action(async (names: string[], flags: TopicDeleteFlags) => {
      const { deleteTopics } = await import('./run-topic.ts');
      await deleteTopics(names, flags);
    });
}
