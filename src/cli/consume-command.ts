import { type Command, Option } from 'commander';
import { limits } from '../base/limits.ts';
import { addClientOptions } from './client-options.ts';
import type { ConsumeFlags } from './consume-flags.ts';
import { groupId } from './group-command.ts';
import { checkedBy, integerBetween, repeatable } from './option-parsers.ts';
import { parsePosition } from './positions.ts';
import { recordFormats } from './record-format.ts';
import { topicName } from './topic-command.ts';

const examples = `
Formats: text is partition, offset, timestamp, key and value with tabs between ("-" is no key or no value, bytes that
cannot be printed are escaped); json is an object a line and loses nothing; value and key-value are the bytes as they are.

Examples:
  $ tidelog consume -t flights                            new records of all partitions, until Ctrl-C
  $ tidelog consume -t flights --from earliest --until-end
                                                          all records that are there now
  $ tidelog consume -t flights -p 3 --from -10            the last ten of partition 3, and new ones
  $ tidelog consume -t flights --group audit              what the group has not read yet, shared among its members
  $ tidelog consume -t flights --from 2026-01-31T12:00:00Z --max 5 --format json`;

const maxRecordsMax = Number.MAX_SAFE_INTEGER;

export function addConsumeCommand(program: Command): void {
  const command = program
    .command('consume')
    .summary('print the records of a topic')
    .description('Print the records of a topic, in order within each partition.')
    .requiredOption('-t, --topic <name>', 'topic to read', topicName)
    .option(
      '-g, --group <id>',
      'read as a member of this consumer group: go on where it stopped, share partitions with its members, commit',
      groupId,
    )
    .option(
      '-p, --partition <n>',
      'partition to read; may be repeated (default: all)',
      repeatable(integerBetween(0, limits.partitionsPerTopicMax - 1)),
    )
    .addOption(
      new Option(
        '-f, --from <position>',
        'where to start in each partition: earliest, latest, an offset, -N for the last N, or a time in ISO 8601',
      )
        .argParser(checkedBy(parsePosition))
        .default('latest', 'latest, with --group earliest'),
    )
    .option('-n, --max <n>', 'stop after this many records', integerBetween(1, maxRecordsMax))
    .option(
      '--until-end',
      'stop at what is the end of each partition now (--from is earliest then)',
    )
    .addOption(
      new Option('--format <format>', 'how records are printed')
        .choices(recordFormats)
        .default('text'),
    );
  command.option(
    '--until-stdin-ends',
    'stop when standard input ends, so as not to outlive a launcher',
  );
  addClientOptions(command)
    .addHelpText('after', examples)
    .action(async (flags: ConsumeFlags, consume: Command) => {
      const { runConsume } = await import('./run-consume.ts');
      const isFromGiven = consume.getOptionValueSource('from') !== 'default';
      const isFromStart = flags.untilEnd === true || flags.group !== undefined;
      const from = !isFromGiven && isFromStart ? 'earliest' : flags.from;
      process.exitCode = await runConsume({ ...flags, from });
    });
}
