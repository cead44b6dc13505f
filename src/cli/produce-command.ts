import { type Command, InvalidArgumentError, Option } from 'commander';
import { limits } from '../base/limits.ts';
import { codecNames } from '../protocol/compression.ts';
import { addClientOptions } from './client-options.ts';
import { integerBetween, keyAndValue, repeatable } from './option-parsers.ts';
import type { ProduceFlags } from './run-produce.ts';
import { topicName } from './topic-command.ts';

const examples = `
Every line is a record, and by default all of it is the value. For each delivered batch one line says to which broker,
topic, partition and offsets it went (--quiet: none); a summary comes last, on standard error.

Examples:
  $ echo hello | tidelog produce -t greetings
  $ tidelog produce -t flights --key-field origin flights.ndjson
                                             NDJSON: the key is a field, the value the whole line
  $ tidelog produce -t users --key-separator : < users.txt
                                             lines such as "ada:admin"
  $ tidelog produce -t flights --key-field origin --rate 100 --on-error skip flights.ndjson`;

const deliveryTimeoutMsDefault = 120_000;
const deliveryTimeoutMsMax = 86_400_000;
const rateMax = 10_000_000;
const partitionMax = limits.partitionsPerTopicMax - 1;

export function addProduceCommand(program: Command): void {
  const command = program
    .command('produce')
    .summary('send lines of a file or of standard input as records')
    .description('Send each line of a file, or of standard input, as a record.')
    .argument('[file]', 'file to read; "-", or nothing, is standard input')
    .requiredOption('-t, --topic <name>', 'topic to send to; it must exist', topicName)
    .option('-k, --key-field <path>', 'lines are JSON, and this field is the key, such as user.id')
    .option(
      '--value-field <path>',
      'lines are JSON, and this field is the value (default: the line)',
    )
    .addOption(
      new Option('--key-separator <text>', 'lines are key, separator, value; \\t is a tab')
        .conflicts(['keyField', 'valueField'])
        .argParser(separator),
    )
    .option('-p, --partition <n>', 'send all to this partition', integerBetween(0, partitionMax))
    .option(
      '--header <key=value>',
      'header of every record; may be repeated',
      repeatable(keyAndValue),
    );
  addDeliveryOptions(command);
  addClientOptions(command)
    .addHelpText('after', examples)
    .action(async (file: string | undefined, flags: ProduceFlags) => {
      const { runProduce } = await import('./run-produce.ts');
      process.exitCode = await runProduce(file, flags);
    });
}

/** A tab is hard to type in a shell. */
function separator(text: string): string {
  if (text === '') {
    throw new InvalidArgumentError('It must have at least one character.');
  }
  return text.replaceAll('\\t', '\t');
}

function addDeliveryOptions(command: Command): void {
  command
    .addOption(
      new Option('--acks <n>', 'all: on every in-sync replica; 1: on the leader; 0: do not wait')
        .choices(['all', '1', '0'])
        .default('all'),
    )
    .addOption(
      new Option('--compression <codec>', 'how batches are compressed')
        .choices(codecNames)
        .default('none'),
    )
    .option('--linger-ms <ms>', 'wait this long for a batch to fill', integerBetween(0, 60_000))
    .option(
      '--batch-bytes <n>',
      'size of a full batch',
      integerBetween(1, limits.frameBytesMax - limits.frameOverheadBytesMax),
    )
    .option('--rate <n>', 'send at most this many records a second', integerBetween(1, rateMax))
    .addOption(
      new Option(
        '--delivery-timeout <ms>',
        'give up on a record after this long, all retries included',
      )
        .argParser(integerBetween(1, deliveryTimeoutMsMax))
        .default(deliveryTimeoutMsDefault),
    )
    .addOption(
      new Option('--on-error <what>', 'at a line that is no record: skip it, or stop')
        .choices(['skip', 'stop'])
        .default('stop'),
    )
    .option('-q, --quiet', 'print no line for each delivered batch')
    .option('--json', 'print the line of each delivered batch as JSON');
}
