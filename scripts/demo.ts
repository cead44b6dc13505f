/**
 * Shows the whole at work on real data, and checks it: three broker processes, a topic with six partitions, 20,000 flights
 * keyed by their origin, one consumer process per partition. `npm run demo`; `npm run demo -- --port 29092` if a port is taken.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { messageOf, TidelogError } from '../src/base/errors.ts';
import { exitCodes } from '../src/cli/failures.ts';
import { Interruption } from '../src/cli/interruption.ts';
import { integerBetween } from '../src/cli/option-parsers.ts';
import { formatTable } from '../src/cli/table.ts';
import { type Audit, auditFlights, type ConsumedRecord } from './demo/flight-audit.ts';
import { BrokerGroup, firstPortMax } from './processes/broker-group.ts';
import {
  CliProcess,
  describeExit,
  type Finished,
  repositoryRoot,
} from './processes/cli-process.ts';
import { portAdvice } from './processes/port-advice.ts';

const file = join(repositoryRoot, 'examples', 'data', 'flights.ndjson');
const topic = 'flights';
const keyField = 'origin';
const partitionCount = 6;
const brokerCount = 3;
/** Of each broker's last words, when something fails. */
const logLinesShown = 5;

/** All that the demo has started; nothing of it may be left when it ends, however it ends. */
class Demo {
  readonly #directory = mkdtempSync(join(tmpdir(), 'tidelog-demo-'));
  readonly #commands = new Set<CliProcess>();
  readonly #logs = new Map<number, string[]>();
  readonly #signal: AbortSignal;
  #group: BrokerGroup | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      for (const command of this.#commands) {
        void command.stop();
      }
    });
  }

  async startBrokers(port: number): Promise<BrokerGroup> {
    this.#group = await BrokerGroup.start({
      count: brokerCount,
      port,
      dataDirectory: this.#directory,
      onLog: (nodeId, line) => {
        this.#logs.set(nodeId, [...(this.#logs.get(nodeId) ?? []), line].slice(-logLinesShown));
      },
      onDeath: ({ nodeId }, exit) => say(`broker ${nodeId} died: ${describeExit(exit)}`),
    });
    return this.#group;
  }

  /** Runs `tidelog` with these arguments to its end. Throws if it fails. */
  async run(args: readonly string[]): Promise<Finished> {
    this.#signal.throwIfAborted();
    const stdout: string[] = [];
    const stderr: string[] = [];
    const command = new CliProcess(args, {
      onStdout: (line) => stdout.push(line),
      onStderr: (line) => stderr.push(line),
    });
    this.#commands.add(command);
    const exit = await command.exited;
    this.#commands.delete(command);
    this.#signal.throwIfAborted();
    if (exit.code !== 0) {
      const said = stderr.join('\n');
      throw new TidelogError(
        'COMMAND_FAILED',
        `tidelog ${args.join(' ')}: ${describeExit(exit)}\n${said}`,
      );
    }
    return { ...exit, stdout, stderr };
  }

  logs(): string {
    return [...this.#logs]
      .map(([nodeId, lines]) => lines.map((line) => `[broker ${nodeId}] ${line}\n`).join(''))
      .join('');
  }

  async end(): Promise<void> {
    await Promise.all([...this.#commands].map((command) => command.stop()));
    await this.#group?.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What one `tidelog produce` was told by the brokers. */
async function produce(demo: Demo, brokers: string): Promise<number> {
  const { stdout, stderr } = await demo.run([
    ...['produce', '--topic', topic, '--key-field', keyField, '--brokers', brokers, '--json', file],
  ]);
  say(stderr.at(-1) ?? '');
  const deliveries: { recordCount: number }[] = stdout.map((line) => JSON.parse(line));
  return deliveries.reduce((sum, { recordCount }) => sum + recordCount, 0);
}

/** One process per partition, all at once. */
async function consume(demo: Demo, brokers: string): Promise<ConsumedRecord[]> {
  const outputs = await Promise.all(
    Array.from({ length: partitionCount }, (_, partition) =>
      demo.run([
        ...['consume', '--topic', topic, '--partition', String(partition), '--brokers', brokers],
        ...['--from', 'earliest', '--until-end', '--format', 'json', '--until-stdin-ends'],
      ]),
    ),
  );
  return outputs.flatMap(({ stdout }) => stdout.map((line) => JSON.parse(line)));
}

async function leadersOf(demo: Demo, brokers: string): Promise<number[]> {
  const { stdout } = await demo.run(['topic', 'describe', topic, '--json', '--brokers', brokers]);
  const [described]: { partitions: { leaderId: number }[] }[] = JSON.parse(stdout.join('\n'));
  return (described?.partitions ?? []).map(({ leaderId }) => leaderId);
}

function report(produced: number, audit: Audit, leaders: readonly number[]): boolean {
  const rows = audit.partitions.map(({ partition, records, keys, first, last }) => [
    partition,
    `broker ${leaders[partition]}`,
    records,
    keys,
    first,
    last,
  ]);
  const columns = [
    'partition',
    'leader',
    'records',
    'distinct keys',
    'first offset',
    'last offset',
  ];
  const { consumed, lost, duplicated, outOfOrder, misplacedKeys } = audit;
  const problems = [
    ...audit.problems,
    ...(misplacedKeys.length === 0
      ? []
      : [`keys not where Kafka's Java client puts them: ${misplacedKeys.join(', ')}`]),
    ...(new Set(leaders).size === brokerCount
      ? []
      : ['the leaders are not spread over all brokers']),
  ];
  say(`\n${formatTable(columns, rows)}`);
  say(
    problems.length === 0
      ? 'every key is where an independent murmur2 puts it, and the offsets have no gaps'
      : problems.map((problem) => `WRONG: ${problem}`).join('\n'),
  );
  say(
    `demo: ${produced} produced, ${consumed} consumed, ${lost} lost, ${duplicated} duplicated, ${outOfOrder} out of order`,
  );
  const isWhole = produced === consumed && lost + duplicated + outOfOrder === 0;
  return isWhole && problems.length === 0;
}

async function show(demo: Demo, port: number): Promise<() => boolean> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const { addresses } = await demo.startBrokers(port);
  say(`three brokers are ready: ${addresses}`);
  const partitions = ['--partitions', String(partitionCount)];
  const created = await demo.run(['topic', 'create', topic, ...partitions, '--brokers', addresses]);
  say(created.stdout.join('\n'));
  const produced = await produce(demo, addresses);
  const [records, leaders] = await Promise.all([
    consume(demo, addresses),
    leadersOf(demo, addresses),
  ]);
  say(`${partitionCount} consumer processes have read to the end`);
  const audit = auditFlights(lines, records, { keyField, partitionCount });
  const isRight = produced === lines.length;
  return () => report(produced, audit, leaders) && isRight;
}

/** The verdict comes last, once nothing runs any more. */
async function main(port: number): Promise<number> {
  using interruption = new Interruption();
  const demo = new Demo(interruption.signal);
  let verdict: (() => boolean) | undefined;
  try {
    verdict = await show(demo, port);
  } catch (error) {
    if (!interruption.signal.aborted) {
      const advice = portAdvice(error, 'npm run demo --', port);
      const logs = advice === '' ? demo.logs() : '';
      process.stderr.write(`${logs}demo: ${messageOf(error)}${advice}\n`);
    }
  } finally {
    await demo.end();
  }
  if (interruption.exitCode !== undefined) {
    process.stderr.write('demo: stopped; nothing is left of it\n');
    return interruption.exitCode;
  }
  return verdict?.() === true ? exitCodes.success : exitCodes.failure;
}

const program = new Command('demo')
  .description(
    'Run three brokers, a producer and six consumers on 20,000 flights, and check the result.',
  )
  .option(
    '-p, --port <n>',
    'port of the first broker; the others take the next two, and 10,000 more is for traffic between them; 0 takes any',
    integerBetween(0, firstPortMax),
    9092,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  .action(async ({ port }: { port: number }) => {
    process.exitCode = await main(port);
  });

await program.parseAsync();
