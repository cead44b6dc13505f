/**
 * Sends keyed messages to a topic, so that they spread over its partitions: lines of a file, or made-up ones.
 * `npm run launch-producer -- --topic readings --count 1000`. The work is done by `tidelog produce`.
 */
import { Command } from 'commander';
import { exitCodes } from '../src/cli/failures.ts';
import { Interruption } from '../src/cli/interruption.ts';
import { integerBetween } from '../src/cli/option-parsers.ts';
import { CliProcess, runCli } from './processes/cli-process.ts';

interface Flags {
  topic: string;
  brokers: string;
  partitions?: number;
  keyField?: string;
  count: number;
  keys: number;
  rate?: number;
  quiet?: boolean;
}

const name = 'npm run launch-producer --';
const examples = `
Examples:
  $ ${name} --topic readings --count 1000 --keys 20 --rate 100
  $ ${name} --topic flights --key-field origin examples/data/flights.ndjson`;

/** Readings of sensors, such as `sensor-7 {"sensor":"sensor-7","reading":42}` with a tab between. */
function* readings({ count, keys }: Flags): Generator<string> {
  for (let reading = 0; reading < count; reading++) {
    const sensor = `sensor-${reading % keys}`;
    yield `${sensor}\t${JSON.stringify({ sensor, reading })}`;
  }
}

async function createTopic({ topic, brokers, partitions }: Flags): Promise<boolean> {
  const count = partitions === undefined ? [] : ['--partitions', String(partitions)];
  const args = ['topic', 'create', topic, '--if-not-exists', '--brokers', brokers, ...count];
  const created = await runCli(args);
  process.stderr.write(created.stderr.map((line) => `${line}\n`).join(''));
  return created.code === 0;
}

async function launch(file: string | undefined, flags: Flags): Promise<number> {
  using interruption = new Interruption();
  let isRead = true;
  process.stdout.on('error', () => {
    // What is sent matters more than the lines about it.
    isRead = false;
  });
  if (!(await createTopic(flags))) {
    return exitCodes.failure;
  }
  const { topic, brokers, keyField, rate, quiet } = flags;
  const isJson = keyField !== undefined;
  const producer = new CliProcess(
    [
      ...['produce', '--topic', topic, '--brokers', brokers],
      ...(isJson ? ['--key-field', keyField] : ['--key-separator', '\\t']),
      ...(rate === undefined ? [] : ['--rate', String(rate)]),
      ...(quiet === true ? ['--quiet'] : []),
      ...(file === undefined ? [] : [file]),
    ],
    {
      onStdout: (line) => isRead && process.stdout.write(`${line}\n`),
      onStderr: (line) => process.stderr.write(`${line}\n`),
    },
  );
  const stopping: Promise<unknown>[] = [];
  interruption.signal.addEventListener('abort', () => stopping.push(producer.stop()));
  await producer.feed(file === undefined ? readings(flags) : []);
  const { code } = await producer.exited;
  await Promise.all(stopping);
  return interruption.exitCode ?? code ?? exitCodes.failure;
}

const program = new Command('launch-producer')
  .description(
    'Send keyed messages to a topic, which is created if it is not there. Without a file they are made up; with one, its ' +
      'lines are JSON with --key-field, or else key, tab, value.',
  )
  .argument('[file]', 'file with one record a line')
  .requiredOption('-t, --topic <name>', 'topic to send to')
  .option(
    '-b, --brokers <list>',
    'addresses of brokers',
    process.env.TIDELOG_BROKERS ?? '127.0.0.1:9092',
  )
  .option('--partitions <n>', 'partitions of the topic if it is created', integerBetween(1, 10_000))
  .option('-k, --key-field <path>', 'lines are JSON, and this field is the key')
  .option('-n, --count <n>', 'how many messages are made up', integerBetween(1, 1e9), 1000)
  .option('--keys <n>', 'how many different keys they have', integerBetween(1, 1e6), 10)
  .option('--rate <n>', 'at most this many records a second', integerBetween(1, 1e7))
  .option('-q, --quiet', 'print no line for each delivered batch')
  .addHelpText('after', examples)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  .action(async (file: string | undefined, flags: Flags) => {
    process.exitCode = await launch(file, flags);
  });

await program.parseAsync();
