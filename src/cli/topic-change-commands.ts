// The commands that change topics in use: `tidelog topic add-partitions`, `set`, `unset`, `elect-leaders`, `move` and `moves`.
import { type Command, InvalidArgumentError } from 'commander';
import { limits } from '../base/limits.ts';
import { INT32_MAX } from '../base/units.ts';
import { topicNameProblem } from '../protocol/topic-name.ts';
import { addClientOptions } from './client-options.ts';
import { checkedBy, integerBetween, keyAndValue, repeatable } from './option-parsers.ts';
import type { ElectFlags, MoveFlags, TopicChangeFlags, TotalFlags } from './run-topic-change.ts';

const moveNotes = `
The new brokers fetch the records, at most at the topic's reassignment.bytes.per.second; then the old ones let go. A second move
replaces the first. "tidelog topic moves" shows what is not done.

Examples:
  $ tidelog topic move flights --partition 3 --to 4,2,5
  $ tidelog topic move flights --partition 3 --cancel`;

const electNotes = `
Leaderships go back by themselves a while after a broker has come back. With --unclean, and where nobody leads, a replica leads that
may lack records: those that only the others have are lost for good.

Examples:
  $ tidelog topic elect-leaders flights
  $ tidelog topic elect-leaders flights --partition 3 --unclean`;

export function addTopicChangeCommands(topic: Command, topicName: (text: string) => string): void {
  addAddPartitions(topic, topicName);
  addSet(topic, topicName);
  addUnset(topic, topicName);
  addElectLeaders(topic);
  addMove(topic, topicName);
  addMoves(topic);
}

function addAddPartitions(topic: Command, topicName: (text: string) => string): void {
  const command = topic
    .command('add-partitions')
    .description('Give a topic more partitions. Records with keys go to other ones from then on.')
    .argument('<name>', 'name of the topic', topicName)
    .requiredOption(
      '--total <n>',
      'how many it is to have',
      integerBetween(1, limits.partitionsPerTopicMax),
    )
    .option('--json', 'print a JSON object');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic add-partitions flights --total 12')
    .action(async (name: string, flags: TotalFlags) => {
      const { addPartitions } = await import('./run-topic-change.ts');
      await addPartitions(name, flags);
    });
}

function addSet(topic: Command, topicName: (text: string) => string): void {
  const command = topic
    .command('set')
    .description(
      "Change settings of a topic; the others stay. 'tidelog topic describe' shows them.",
    )
    .argument('<name>', 'name of the topic', topicName)
    .argument('<key=value...>', "settings, by Kafka's names", repeatable(keyAndValue))
    .option('--json', 'print the settings of the topic as JSON');
  addClientOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  $ tidelog topic set flights retention.ms=86400000 min.insync.replicas=2',
    )
    .action(async (name: string, settings: [string, string][], flags: TopicChangeFlags) => {
      const { setConfigs } = await import('./run-topic-change.ts');
      await setConfigs(name, { set: Object.fromEntries(settings) }, flags);
    });
}

function addUnset(topic: Command, topicName: (text: string) => string): void {
  const command = topic
    .command('unset')
    .description('Give settings of a topic their defaults again.')
    .argument('<name>', 'name of the topic', topicName)
    .argument('<key...>', 'names of settings')
    .option('--json', 'print the settings of the topic as JSON');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic unset flights retention.ms')
    .action(async (name: string, unset: string[], flags: TopicChangeFlags) => {
      const { setConfigs } = await import('./run-topic-change.ts');
      await setConfigs(name, { unset }, flags);
    });
}

function addElectLeaders(topic: Command): void {
  const command = topic
    .command('elect-leaders')
    .description('Let the first replica of each partition lead again.')
    .argument('[name]', 'name of the topic (default: all topics)', optionalTopicName)
    .option(
      '-p, --partition <n>',
      'only this partition; may be repeated',
      repeatable(integerBetween(0, limits.partitionsPerTopicMax)),
    )
    .option('--unclean', 'where nobody leads, rather lose records than wait')
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', electNotes)
    .action(async (name: string | undefined, flags: ElectFlags) => {
      const { electLeaders } = await import('./run-topic-change.ts');
      await electLeaders(name, flags);
    });
}

function addMove(topic: Command, topicName: (text: string) => string): void {
  const command = topic
    .command('move')
    .description('Move a partition to other brokers while it is in use.')
    .argument('<name>', 'name of the topic', topicName)
    .requiredOption(
      '-p, --partition <n>',
      'which partition',
      integerBetween(0, limits.partitionsPerTopicMax),
    )
    .option('--to <ids>', 'node ids, separated by commas; the first is to lead', checkedBy(nodeIds))
    .option('--cancel', 'take the move under way back');
  addClientOptions(command)
    .addHelpText('after', moveNotes)
    .action(async (name: string, flags: MoveFlags) => {
      const { moveReplicas } = await import('./run-topic-change.ts');
      await moveReplicas(name, flags);
    });
}

function addMoves(topic: Command): void {
  const command = topic
    .command('moves')
    .description('Show the moves of partitions that are not done.')
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog topic moves')
    .action(async (flags: TopicChangeFlags) => {
      const { listMoves } = await import('./run-topic-change.ts');
      await listMoves(flags);
    });
}

function optionalTopicName(text: string): string {
  const problem = topicNameProblem(text);
  if (problem === undefined) return text;
  throw new InvalidArgumentError(`${problem[0]?.toUpperCase()}${problem.slice(1)}.`);
}

function nodeIds(text: string): number[] {
  const read = integerBetween(0, INT32_MAX);
  return text.split(',').map((id) => read(id.trim()));
}
