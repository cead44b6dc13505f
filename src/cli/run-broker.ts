// `tidelog broker`: from configuration to a broker that runs until it is told to stop.
import { codeOf, messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { Broker, type BrokerOptions } from '../broker/broker.ts';
import { formatAddress } from '../net/transport.ts';
import {
  type BrokerConfig,
  brokerConfigRows,
  type Given,
  loadBrokerConfig,
} from './broker-config.ts';
import { exitCodeOf, exitCodes } from './failures.ts';
import { Interruption } from './interruption.ts';
import { openLogger } from './logging.ts';
import { formatTable } from './table.ts';

export interface BrokerFlags {
  nodeId?: string;
  listen?: string;
  advertise?: string;
  internalListen?: string;
  internalAdvertise?: string;
  insecureListen?: boolean;
  dataDir?: string;
  quorum?: string;
  config?: string;
  set?: [string, string][];
  logLevel?: string;
  logFormat?: string;
  settings?: boolean;
  json?: boolean;
  untilStdinEnds?: boolean;
}

/** Which flag gives which key. */
const flagKeys = {
  nodeId: ['node.id', '--node-id'],
  listen: ['listen', '--listen'],
  advertise: ['advertise', '--advertise'],
  internalListen: ['internal.listen', '--internal-listen'],
  internalAdvertise: ['internal.advertise', '--internal-advertise'],
  insecureListen: ['insecure.listen', '--insecure-listen'],
  dataDir: ['data.dir', '--data-dir'],
  quorum: ['quorum', '--quorum'],
  logLevel: ['log.level', '--log-level'],
  logFormat: ['log.format', '--log-format'],
} as const satisfies Partial<Record<keyof BrokerFlags, readonly [string, string]>>;

/** Returns the exit code. */
export async function runBroker(flags: BrokerFlags): Promise<number> {
  if (flags.settings === true) {
    printSettings();
    return exitCodes.success;
  }
  // From here on Ctrl-C means an orderly end, also while the broker still starts.
  using interruption = new Interruption();
  try {
    return await runUntilStopped(flags, interruption);
  } catch (error) {
    if (flags.json === true) {
      printEvent({ event: 'failed', code: codeOf(error), message: messageOf(error) });
    }
    process.stderr.write(`tidelog broker: ${messageOf(error)}\n`);
    return exitCodeOf(error);
  }
}

async function runUntilStopped(flags: BrokerFlags, interruption: Interruption): Promise<number> {
  const config = await loadBrokerConfig({
    flags: givenFlags(flags),
    environment: process.env,
    ...(flags.config === undefined ? {} : { file: flags.config }),
  });
  const logger = await openLogger(config.logLevel, config.logFormat);
  for (const warning of config.warnings) {
    logger.warn({}, warning);
  }
  const { signal } = interruption;
  const broker = await Broker.start({ ...brokerOptions(config, logger), signal }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error;
      return undefined;
    },
  );
  if (broker === undefined) return exitCodes.success;
  if (flags.json === true) {
    announce(broker);
  }
  if (flags.untilStdinEnds === true) {
    process.stdin.once('end', () => interruption.stop()).resume();
  }
  const failure = await interruption.race(broker.failed).catch((reason: unknown) => {
    if (!interruption.signal.aborted) {
      throw reason;
    }
    return undefined;
  });
  if (flags.untilStdinEnds === true) {
    process.stdin.pause();
  }
  await broker.close();
  if (failure !== undefined) {
    throw failure;
  }
  return exitCodes.success;
}

function givenFlags(flags: BrokerFlags): Map<string, Given> {
  const given = new Map<string, Given>();
  for (const [key, value] of flags.set ?? []) {
    given.set(key, { value, source: '--set' });
  }
  for (const [property, [key, flag]] of Object.entries(flagKeys)) {
    const value = flags[property as keyof typeof flagKeys];
    if (value !== undefined) {
      given.set(key, { value, source: flag });
    }
  }
  return given;
}

function brokerOptions(config: BrokerConfig, logger: Logger): BrokerOptions {
  const { nodeId, dataDirectory, client, internal, quorum, settings } = config;
  const options = { nodeId, dataDirectory, client, internal, settings, logger };
  return quorum === undefined ? options : { ...options, quorum };
}

/** For programs; people read the broker's own log. */
function announce(broker: Broker): void {
  printEvent({
    event: 'ready',
    nodeId: broker.nodeId,
    clusterId: broker.clusterId,
    client: formatAddress(broker.clientAddress),
    internal: formatAddress(broker.internalAddress),
    pid: process.pid,
  });
}

function printEvent(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function printSettings(): void {
  const rows = brokerConfigRows.map((row) => [
    row.name,
    'default' in row ? String(row.default) : '',
    row.range,
    row.help,
  ]);
  process.stdout.write(formatTable(['key', 'default', 'must be', 'what it is'], rows));
}
