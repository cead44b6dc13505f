/**
 * Starts brokers on this machine and keeps them together: `npm run launch-brokers -- --count 3`.
 * Standard output gets one line, when all are ready; standard error gets their logs. Ctrl-C stops all.
 */
import { Command, Option } from 'commander';
import { messageOf } from '../src/base/errors.ts';
import { exitCodeOf, exitCodes } from '../src/cli/failures.ts';
import { Interruption } from '../src/cli/interruption.ts';
import { integerBetween, repeatable } from '../src/cli/option-parsers.ts';
import { Client } from '../src/client/client.ts';
import { BrokerGroup, firstPortMax, type RunningBroker } from './processes/broker-group.ts';
import { describeExit, type Exit } from './processes/cli-process.ts';
import { portAdvice } from './processes/port-advice.ts';
import { PrefixedLines, readableLog } from './processes/prefixed-lines.ts';
import { voterCounts } from './processes/voters.ts';

interface Flags {
  count: number;
  voters?: string;
  port: number;
  dataDir: string;
  set?: string[];
}

const name = 'npm run launch-brokers --';
const logs = new PrefixedLines(process.stderr);

const examples = `
Examples:
  $ ${name}
  $ ${name} --count 5 --port 19092 --data-dir /tmp/tidelog
  $ ${name} --count 4 --voters 1
  $ ${name} --set num.partitions=6 --set durability=async`;

/** What the death of a broker means for those who use the cluster. */
function reportDeath({ nodeId }: RunningBroker, exit: Exit, group: BrokerGroup): void {
  const consequences = ['Partitions of which only it has a replica wait until it is back'];
  if (group.voters.includes(nodeId)) {
    consequences.push(
      group.hasMajority
        ? 'A majority of the voters is left, so metadata can be changed'
        : 'The voters that are left are no majority: until more are back no topic can be made and no broker can join',
    );
  }
  logs.write(
    'launcher',
    `broker ${nodeId} died (${describeExit(exit)}). ${consequences.join('. ')}. The others go on.`,
  );
  logs.write('launcher', `To start it again: npx tidelog ${group.commandOf(nodeId).join(' ')}`);
}

/** Who keeps the metadata by now: a cluster that was there before has the voters it had. */
async function describeVoters({ addresses, voters: meant }: BrokerGroup): Promise<string> {
  await using client = new Client({ brokers: addresses });
  const quorum = await client.admin().describeQuorum();
  const voters = quorum.voters.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
  const missing = meant.filter((nodeId) => !voters.includes(nodeId));
  const text = `voters of the metadata quorum: ${voters.join(', ')}`;
  if (missing.length === 0) return text;
  const advice = missing.map((nodeId) => `tidelog cluster voters add ${nodeId}`).join(', ');
  return `${text}, as it was before; to make it ${meant.join(', ')}: ${advice}`;
}

async function launch(flags: Flags): Promise<number> {
  using interruption = new Interruption();
  const allDied = Promise.withResolvers<void>();
  let group: BrokerGroup | undefined;
  const starting = BrokerGroup.start({
    count: flags.count,
    ...(flags.voters === undefined ? {} : { voters: Number(flags.voters) }),
    port: flags.port,
    dataDirectory: flags.dataDir,
    settings: flags.set ?? [],
    signal: interruption.signal,
    onLog: (nodeId, line) => logs.write(`broker ${nodeId}`, readableLog(line)),
    onDeath: (broker, exit) => {
      if (group === undefined) {
        logs.write('launcher', `broker ${broker.nodeId} died (${describeExit(exit)})`);
        return;
      }
      reportDeath(broker, exit, group);
      if (!group.isAnyRunning) {
        allDied.resolve();
      }
    },
  });
  try {
    group = await starting;
  } catch (error) {
    if (interruption.signal.aborted) {
      logs.write('launcher', 'all brokers have stopped');
      return exitCodes.success;
    }
    process.stderr.write(`${messageOf(error)}${portAdvice(error, name, flags.port)}\n`);
    return exitCodeOf(error);
  }
  const count = flags.count === 1 ? '1 broker is' : `${flags.count} brokers are`;
  for (const { nodeId, pid, client } of group.brokers) {
    logs.write('launcher', `broker ${nodeId} is process ${pid}, at ${client}`);
  }
  logs.write('launcher', await describeVoters(group));
  process.stdout.write(`${count} ready: ${group.addresses}\n`);
  const { signal } = interruption;
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) {
      resolve();
    }
  });
  await Promise.race([stopped, allDied.promise]);
  if (!signal.aborted) {
    logs.write('launcher', 'no broker is left');
    return exitCodes.failure;
  }
  await group.stop();
  logs.write('launcher', 'all brokers have stopped');
  return exitCodes.success;
}

const program = new Command('launch-brokers')
  .description(
    'Start brokers on this machine, or start them again on the data they have. The first 1, 3 or 5 of them keep the metadata ' +
      'of the cluster, as voters of a quorum that goes on while most of them run.',
  )
  .option('-n, --count <n>', 'how many', integerBetween(1, 100), 3)
  .addOption(
    new Option(
      '--voters <n>',
      'how many keep the metadata (default: the most there are brokers for)',
    ).choices(voterCounts.map(String)),
  )
  .option(
    '-p, --port <n>',
    'port of the first for clients; the others take the next ones, and 10,000 more is for traffic between brokers; 0 takes any',
    integerBetween(0, firstPortMax),
    9092,
  )
  .option('-d, --data-dir <path>', 'where each broker has a folder for its data', 'tidelog-data')
  .option('--set <key=value>', 'a setting for all of them; may be repeated', repeatable(String))
  .addHelpText('after', examples)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  .action(async (flags: Flags) => {
    process.exitCode = await launch(flags);
  });

await program.parseAsync();
