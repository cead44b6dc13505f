// The configuration of `tidelog broker`: flags over environment over file, each value with where it came from, so that an
// error can name the key, the value, the place and the range.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { messageOf, TidelogError } from '../base/errors.ts';
import { logLevels } from '../base/logger.ts';
import { INT32_MAX } from '../base/units.ts';
import {
  type BrokerSettings,
  brokerSettingRows,
  oneOf,
  parseSetting,
  resolveBrokerSettings,
  type SettingRow,
  wholeNumber,
} from '../broker/config.ts';
import type { QuorumVoter } from '../cluster/quorum-voters.ts';
import type { Address } from '../net/transport.ts';
import { addressRange, isLoopback, isWildcard, parseAddress } from './addresses.ts';
import { logFormats } from './logging.ts';
import { suggestion } from './nearest-name.ts';
import { parseVoters, votersRange } from './voters.ts';

/** The client port plus this is the internal port by default [NET-6]. */
const internalPortDistance = 10_000;
const portMax = 65_535;
const fileDefault = 'tidelog.yaml';
const environmentPrefix = 'TIDELOG_';
/** Variables that other parts of the program read. */
const foreignVariables = ['TIDELOG_CONFIG', 'TIDELOG_BROKERS', 'TIDELOG_DIST', 'TIDELOG_VERIFY'];

const address = {
  schema: parsedText(parseAddress),
  range: addressRange,
};
const text = { schema: z.string().min(1), range: 'text that is not empty' };
const yesOrNo = {
  schema: z.preprocess(
    (value) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean(),
  ),
  range: 'true or false',
};

/** The keys beside the broker's own settings: who it is, where it listens, where it keeps its data. */
const placeRows = {
  nodeId: {
    name: 'node.id',
    ...wholeNumber(0, INT32_MAX),
    default: 1,
    help: 'the id of this broker',
  },
  listen: {
    name: 'listen',
    ...address,
    default: '127.0.0.1:9092',
    help: 'where clients connect',
  },
  advertise: { name: 'advertise', ...address, help: 'what clients are told to connect to' },
  internalListen: { name: 'internal.listen', ...address, help: 'where other brokers connect' },
  internalAdvertise: {
    name: 'internal.advertise',
    ...address,
    help: 'what other brokers are told to connect to',
  },
  insecureListen: {
    name: 'insecure.listen',
    ...yesOrNo,
    help: 'allow addresses that other machines reach, without any protection',
  },
  dataDir: { name: 'data.dir', ...text, help: 'where this broker keeps its data' },
  quorum: {
    name: 'quorum',
    schema: z.preprocess(
      (value) => (Array.isArray(value) ? value.join(',') : value),
      parsedText(parseVoters),
    ),
    range: votersRange,
    tellsWhy: true,
    help: 'the voters of the metadata quorum: the same list for every broker of a cluster',
  },
  logLevel: { name: 'log.level', ...oneOf(logLevels), help: 'how much is logged' },
  logFormat: { name: 'log.format', ...oneOf(logFormats), help: 'how it is logged' },
} as const;

/** All keys with what they mean, for the help. */
export const brokerConfigRows: readonly SettingRow[] = [
  ...Object.values(placeRows),
  ...brokerSettingRows,
];

export interface BrokerConfig {
  nodeId: number;
  dataDirectory: string;
  client: Listener;
  internal: Listener;
  quorum?: QuorumVoter[];
  /** Those that were set; the broker has defaults for the rest. */
  settings: Partial<BrokerSettings>;
  logLevel: (typeof logLevels)[number];
  logFormat: (typeof logFormats)[number];
  /** What is odd but no error, to be logged. */
  warnings: string[];
}

interface Listener {
  listen: Address;
  advertise?: Address;
}

export interface BrokerConfigSources {
  /** By key, such as `node.id`; the name of the flag goes into errors. */
  flags: ReadonlyMap<string, Given>;
  environment: Readonly<Record<string, string | undefined>>;
  /** A file that must be there; without it `tidelog.yaml` is read if it exists. */
  file?: string;
}

/** A value as it was given, and where: `--listen`, `TIDELOG_LISTEN`, `tidelog.yaml`. */
export interface Given {
  value: unknown;
  source: string;
}

/** Throws INVALID_CONFIG. */
export async function loadBrokerConfig(sources: BrokerConfigSources): Promise<BrokerConfig> {
  const file = sources.file ?? sources.environment.TIDELOG_CONFIG;
  const fromFile = await readConfigFile(file);
  const { given: fromEnvironment, warnings } = readEnvironment(sources.environment);
  const given = new Map([...fromFile, ...fromEnvironment, ...sources.flags]);
  refuseUnknown(given);
  return { ...resolve(given), warnings };
}

async function readConfigFile(path: string | undefined): Promise<Map<string, Given>> {
  const file = path ?? fileDefault;
  if (path === undefined && !existsSync(file)) {
    return new Map();
  }
  let content: unknown;
  try {
    const { parse } = await import('yaml');
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalidConfig(`the configuration file ${file} cannot be read: ${messageOf(error)}`);
  }
  const given = new Map<string, Given>();
  if (content !== null && (typeof content !== 'object' || Array.isArray(content))) {
    throw invalidConfig(
      `the configuration file ${file} must hold "key: value" lines, such as "listen: 127.0.0.1:9092"`,
    );
  }
  flatten(content ?? {}, '', file, given);
  return given;
}

/** `segment: { bytes: 1 }` means `segment.bytes: 1`. */
function flatten(mapping: object, prefix: string, source: string, into: Map<string, Given>): void {
  for (const [name, value] of Object.entries(mapping)) {
    const key = prefix + name;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      flatten(value, `${key}.`, source, into);
    } else {
      into.set(key, { value, source });
    }
  }
}

/** `TIDELOG_SEGMENT_BYTES` means `segment.bytes`. */
function readEnvironment(environment: BrokerConfigSources['environment']): {
  given: Map<string, Given>;
  warnings: string[];
} {
  const given = new Map<string, Given>();
  const warnings: string[] = [];
  const keys = new Map(brokerConfigRows.map(({ name }) => [variableOf(name), name]));
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(environmentPrefix) || value === undefined) {
      continue;
    }
    const key = keys.get(variable);
    if (key !== undefined) {
      given.set(key, { value, source: variable });
    } else if (!foreignVariables.includes(variable)) {
      // No error: Kubernetes, for one, sets TIDELOG_PORT and others for a service that is called tidelog.
      warnings.push(
        `the variable ${variable} means nothing${suggestion(variable, keys.keys())}; it is ignored`,
      );
    }
  }
  return { given, warnings };
}

function variableOf(key: string): string {
  return environmentPrefix + key.replaceAll('.', '_').toUpperCase();
}

function refuseUnknown(given: ReadonlyMap<string, Given>): void {
  const names = brokerConfigRows.map(({ name }) => name);
  for (const [key, { value, source }] of given) {
    if (!names.includes(key)) {
      throw invalidConfig(
        `there is no setting ${key}${suggestion(key, names)}; it is ${JSON.stringify(value)} in ${source}. ` +
          `The settings are ${names.join(', ')}`,
      );
    }
  }
}

function resolve(given: ReadonlyMap<string, Given>): Omit<BrokerConfig, 'warnings'> {
  const read = <Value>(row: SettingRow<Value>): Value | undefined => {
    const found = given.get(row.name);
    return found === undefined
      ? undefined
      : parseSetting(row, found.value, { source: found.source });
  };
  const quorum = read(placeRows.quorum);
  const nodeId = read(placeRows.nodeId);
  if (quorum !== undefined && nodeId === undefined) {
    throw invalidConfig(
      'node.id is not given; it must be with quorum, because every broker of a cluster has its own (--node-id)',
    );
  }
  const id = nodeId ?? 1;
  const listen = read(placeRows.listen) ?? { host: '127.0.0.1', port: 9092 };
  const insecure = read(placeRows.insecureListen) ?? false;
  const settings: Partial<BrokerSettings> = Object.fromEntries(
    brokerSettingRows.flatMap((row) => {
      const value = read<BrokerSettings[keyof BrokerSettings]>(row);
      return value === undefined ? [] : [[row.property, value]];
    }),
  );
  resolveBrokerSettings(settings);
  return {
    nodeId: id,
    dataDirectory: read(placeRows.dataDir) ?? `tidelog-data/${id}`,
    client: checkListener('', insecure, listen, read(placeRows.advertise)),
    internal: checkListener(
      'internal.',
      insecure,
      read(placeRows.internalListen) ?? internalAddress(listen),
      read(placeRows.internalAdvertise),
    ),
    ...(quorum === undefined ? {} : { quorum }),
    settings,
    logLevel: read(placeRows.logLevel) ?? 'info',
    logFormat: read(placeRows.logFormat) ?? 'auto',
  };
}

function internalAddress({ host, port }: Address): Address {
  if (port === 0) {
    return { host, port };
  }
  const internalPort = port + internalPortDistance;
  if (internalPort > portMax) {
    throw invalidConfig(
      `internal.listen must be given: by default it is the port of listen (${port}) plus ${internalPortDistance}, ` +
        `which is above ${portMax}`,
    );
  }
  return { host, port: internalPort };
}

/** Until the network is secured, an address that other machines reach is chosen knowingly [NET-6]. */
function checkListener(
  prefix: string,
  insecure: boolean,
  listen: Address,
  advertise: Address | undefined,
): Listener {
  const { host } = listen;
  if (!isLoopback(host) && !insecure) {
    throw invalidConfig(
      `${prefix}listen is on ${host}, which other machines can reach, and there is no encryption and no login yet; ` +
        'it must be on 127.0.0.1, ::1 or localhost, unless --insecure-listen (insecure.listen: true) says that this is meant',
    );
  }
  if (isWildcard(host) && advertise === undefined) {
    throw invalidConfig(
      `${prefix}advertise must be given, because ${prefix}listen is ${host}, which nobody can connect to; ` +
        "give this machine's name or address",
    );
  }
  return advertise === undefined ? { listen } : { listen, advertise };
}

function parsedText<Value>(parse: (value: string) => Value) {
  return z.string().transform((value, context) => {
    try {
      return parse(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: messageOf(error) });
      return z.NEVER;
    }
  });
}

function invalidConfig(message: string): TidelogError {
  return new TidelogError('INVALID_CONFIG', message);
}
