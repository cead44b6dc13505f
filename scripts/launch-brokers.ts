/**
 * Starts brokers on this machine and keeps them together: `npm run launch-brokers -- --count 3`.
 * Standard output gets one line, when all are ready; standard error gets their logs. Ctrl-C stops all.
 */
import { Command } from 'commander';
import { messageOf } from '../src/base/errors.ts';
import { exitCodes } from '../src/cli/failures.ts';
import { Interruption } from '../src/cli/interruption.ts';
import { integerBetween, repeatable } from '../src/cli/option-parsers.ts';
import { BrokerGroup, firstPortMax, type RunningBroker } from './processes/broker-group.ts';
import { describeExit, type Exit } from './processes/cli-process.ts';
import { portAdvice } from './processes/port-advice.ts';
import { PrefixedLines, readableLog } from './processes/prefixed-lines.ts';

interface Flags {
  count: number;
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
  $ ${name} --set num.partitions=6 --set durability=async`;

/** What the death of a broker means for those who use the cluster. */
function reportDeath(
  { nodeId, client, internal }: RunningBroker,
  exit: Exit,
  { dataDir, quorum }: { dataDir: string; quorum: string },
): void {
  const isFirst = nodeId === 1;
  const consequence = isFirst
    ? 'It keeps the metadata: until it is back no topic can be made and no broker can join'
    : 'The partitions that it leads wait until it is back';
  const again = [
    `npx tidelog broker --node-id ${nodeId} --listen ${client} --internal-listen ${internal}`,
    `--data-dir ${dataDir}/${nodeId}`,
    ...(isFirst ? [] : [`--quorum ${quorum}`]),
  ];
  logs.write(
    'launcher',
    `broker ${nodeId} died (${describeExit(exit)}). ${consequence}. The others go on.`,
  );
  logs.write('launcher', `To start it again: ${again.join(' ')}`);
}

async function launch(flags: Flags): Promise<number> {
  using interruption = new Interruption();
  const allDied = Promise.withResolvers<void>();
  let group: BrokerGroup | undefined;
  const starting = BrokerGroup.start({
    count: flags.count,
    port: flags.port,
    dataDirectory: flags.dataDir,
    settings: flags.set ?? [],
    onLog: (nodeId, line) => logs.write(`broker ${nodeId}`, readableLog(line)),
    onDeath: (broker, exit) => {
      const quorum = `1@${group?.brokers[0]?.internal ?? ''}`;
      reportDeath(broker, exit, { dataDir: flags.dataDir, quorum });
      if (group?.isAnyRunning === false) {
        allDied.resolve();
      }
    },
  });
  try {
    group = await starting;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}${portAdvice(error, name, flags.port)}\n`);
    return exitCodes.failure;
  }
  const count = flags.count === 1 ? '1 broker is' : `${flags.count} brokers are`;
  for (const { nodeId, pid, client } of group.brokers) {
    logs.write('launcher', `broker ${nodeId} is process ${pid}, at ${client}`);
  }
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
  .description('Start brokers on this machine; the first is the quorum, the others join it.')
  .option('-n, --count <n>', 'how many', integerBetween(1, 100), 3)
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
