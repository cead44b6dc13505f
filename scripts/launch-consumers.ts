/**
 * Reads a topic with one process per partition: `npm run launch-consumers -- --topic flights`. With `--group audit` the
 * processes are members of a group, which shares out the partitions and remembers how far it has come.
 * Each line on standard output stands behind the name of its partition, or of its process. Ctrl-C stops all.
 */
import { Command } from 'commander';
import { exitCodes } from '../src/cli/failures.ts';
import { Interruption } from '../src/cli/interruption.ts';
import { CliProcess, describeExit, runCli } from './processes/cli-process.ts';
import { PrefixedLines } from './processes/prefixed-lines.ts';

interface Flags {
  topic: string;
  brokers: string;
  from?: string;
  group?: string;
  count?: string;
  format: string;
  untilEnd?: boolean;
}

const name = 'npm run launch-consumers --';
const examples = `
Examples:
  $ ${name} --topic flights --until-end
  $ ${name} --topic flights --group audit --count 3
  $ ${name} --topic flights --from latest --format value`;
const records = new PrefixedLines(process.stdout);
const messages = new PrefixedLines(process.stderr);

/** Returns undefined when the topic is not there; the reason has been told. */
async function partitionsOf({ topic, brokers }: Flags): Promise<number[] | undefined> {
  const args = ['topic', 'describe', topic, '--json', '--brokers', brokers];
  const { code, stdout, stderr } = await runCli(args);
  if (code !== 0) {
    process.stderr.write(stderr.map((line) => `${line}\n`).join(''));
    return undefined;
  }
  const [described]: { partitions: { partition: number }[] }[] = JSON.parse(stdout.join('\n'));
  return described?.partitions.map(({ partition }) => partition);
}

interface Share {
  label: string;
  args: readonly string[];
}

/** One process for each partition, or so many members of a group. */
function sharesOf({ topic, group, count }: Flags, partitions: readonly number[]): Share[] {
  if (group === undefined) {
    return partitions.map((partition) => ({
      label: `${topic}-${partition}`,
      args: ['--partition', String(partition)],
    }));
  }
  const members = Number(count ?? partitions.length);
  return Array.from({ length: members }, (_, at) => ({
    label: `${group} ${at + 1}`,
    args: ['--group', group],
  }));
}

function startConsumer(flags: Flags, { label, args }: Share): CliProcess {
  const { topic, brokers, from = 'earliest', format, untilEnd } = flags;
  return new CliProcess(
    [
      ...['consume', '--topic', topic, '--brokers', brokers, ...args],
      ...['--from', from, '--format', format, '--until-stdin-ends'],
      ...(untilEnd === true ? ['--until-end'] : []),
    ],
    {
      onStdout: (line) => records.write(label, line),
      onStderr: (line) => messages.write(label, line),
    },
  );
}

async function launch(flags: Flags): Promise<number> {
  using interruption = new Interruption();
  // A reader that has seen enough (`| head`) ends it like Ctrl-C.
  process.stdout.on('error', () => interruption.stop());
  const partitions = await partitionsOf(flags);
  if (partitions === undefined) {
    return exitCodes.failure;
  }
  const shares = sharesOf(flags, partitions);
  const consumers = shares.map((share) => startConsumer(flags, share));
  messages.write(
    'launcher',
    `${consumers.length} consumers read ${flags.topic}; Ctrl-C stops them`,
  );
  const stopping: Promise<unknown>[] = [];
  interruption.signal.addEventListener('abort', () => {
    stopping.push(...consumers.map((consumer) => consumer.stop()));
  });
  let failures = 0;
  await Promise.all(
    consumers.map(async (consumer, at) => {
      const exit = await consumer.exited;
      if (exit.code !== 0 && !interruption.signal.aborted) {
        failures += 1;
        const { label } = shares[at] as Share;
        messages.write('launcher', `the consumer ${label} ended: ${describeExit(exit)}`);
      }
    }),
  );
  await Promise.all(stopping);
  return failures > 0 ? exitCodes.failure : exitCodes.success;
}

const program = new Command('launch-consumers')
  .description(
    'Start one consumer process for each partition of a topic, or the members of a group.',
  )
  .requiredOption('-t, --topic <name>', 'topic to read')
  .option(
    '-b, --brokers <list>',
    'addresses of brokers',
    process.env.TIDELOG_BROKERS ?? '127.0.0.1:9092',
  )
  .option('-f, --from <position>', 'where to start, as in tidelog consume', 'earliest')
  .option('-g, --group <id>', 'members of this group instead of a process for each partition')
  .option('-n, --count <n>', 'how many members (default: one for each partition)')
  .option('--format <format>', 'how records are printed, as in tidelog consume', 'text')
  .option('--until-end', 'stop at what is the end of each partition now')
  .addHelpText('after', examples)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  .action(async (flags: Flags) => {
    if (flags.count !== undefined && !/^[1-9]\d{0,2}$/.test(flags.count)) {
      process.stderr.write(
        `--count is "${flags.count}"; it must be a whole number from 1 to 999\n`,
      );
      process.exitCode = exitCodes.usage;
      return;
    }
    process.exitCode = await launch(flags);
  });

await program.parseAsync();
