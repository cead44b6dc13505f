// What a data directory knows beside its logs:
//
//   .lock                 held by the process that uses the directory [LOG-12]
//   meta.json             cluster id (once it is known), node id, directory id
//   clean-shutdown.json   where each log ended, and under which broker epoch, written last thing by an orderly stop
//
// The marker vouches for the logs as they are, so it is taken away durably before anything is written; its content then
// lives in memory only, and after a crash every log is scanned. A damaged marker counts as none. A damaged or missing
// meta.json beside logs stops the start: which cluster they belong to must not be guessed.
import { dirname, join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import type { DirectoryLock, FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { inSlices } from '../base/slices.ts';
import { parseUuid, type Uuid } from '../base/uuid.ts';
import { cleanShutdownFileName, metaFileName, parsePartitionDirectoryName } from './file-names.ts';
import type { CleanEnd } from './log-loader.ts';
import { logRow, logsText, readState, writeState, writeStateText } from './state-file.ts';

export interface DirectoryMeta {
  readonly nodeId: number;
  /** Of this directory on this disk: a wiped one comes back with another. */
  readonly directoryId: Uuid;
  /** Undefined until the node has founded or joined a cluster. */
  readonly clusterId: Uuid | undefined;
}

/** Clean ends by `<topic id>-<partition>`. */
export type CleanEnds = Map<string, CleanEnd>;

/** What the marker of an orderly stop says. */
export interface CleanStop {
  ends: CleanEnds;
  /** The registration of the broker that stopped; -1 when all it held may not be there. */
  brokerEpoch: number;
}

export interface DataDirectoryOptions {
  directory: string;
  nodeId: number;
  fileSystem: FileSystem;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export class DataDirectory {
  readonly path: string;
  /** Of the last orderly stop, less those that were used up. */
  readonly cleanEnds: CleanEnds;
  /** Of the broker that stopped in order; -1 when none did, or it had none. */
  readonly cleanStopBrokerEpoch: number;
  readonly #fileSystem: FileSystem;
  readonly #clock: Clock;
  readonly #lock: DirectoryLock;
  #meta: DirectoryMeta;

  /** Makes the directory when it is absent, and takes its lock. */
  static async open(options: DataDirectoryOptions): Promise<DataDirectory> {
    const { directory, fileSystem } = options;
    const lock = await lockDirectory(fileSystem, directory);
    try {
      // A killed process may have left names here that are not durable. What is built on them must not outlive them.
      await fileSystem.syncDirectory(directory);
      const meta = await loadOrMakeMeta(options);
      const cleanStop = await takeCleanStop(options);
      return new DataDirectory(options, { lock, meta, cleanStop });
    } catch (error) {
      await lock.release();
      throw readOnlyError(directory, error) ?? error;
    }
  }

  private constructor(
    { directory, fileSystem, clock }: DataDirectoryOptions,
    state: { lock: DirectoryLock; meta: DirectoryMeta; cleanStop: CleanStop },
  ) {
    this.path = directory;
    this.#fileSystem = fileSystem;
    this.#clock = clock;
    this.#lock = state.lock;
    this.#meta = state.meta;
    this.cleanEnds = state.cleanStop.ends;
    this.cleanStopBrokerEpoch = state.cleanStop.brokerEpoch;
  }

  get meta(): DirectoryMeta {
    return this.#meta;
  }

  /** Ties the directory to a cluster, durably and for good. */
  async setClusterId(clusterId: Uuid): Promise<void> {
    const known = this.#meta.clusterId;
    if (known === clusterId) return;
    if (known !== undefined) {
      throw new TidelogError(
        'INCONSISTENT_CLUSTER_ID',
        `the data directory ${this.path} belongs to cluster ${known}, not to ${clusterId}; use another directory, or the brokers of its own cluster`,
      );
    }
    const meta = { ...this.#meta, clusterId };
    await writeState(this.#fileSystem, join(this.path, metaFileName), meta);
    this.#meta = meta;
  }

  /** This disk has lost what others count on: from now on it is another one to them, durably [QRM-3]. */
  async renewDirectoryId(directoryId: Uuid): Promise<void> {
    const meta = { ...this.#meta, directoryId };
    await writeState(this.#fileSystem, join(this.path, metaFileName), meta);
    this.#meta = meta;
  }

  /** The last write of an orderly stop. */
  async writeCleanStop({ ends, brokerEpoch }: CleanStop): Promise<void> {
    const path = join(this.path, cleanShutdownFileName);
    const rows: string[] = [];
    await inSlices(this.#clock, ends, limits.logsPerTurn, ([key, end]) => {
      rows.push(logRow(key, end));
    });
    const text = logsText(rows, brokerEpoch < 0 ? {} : { brokerEpoch });
    await writeStateText(this.#fileSystem, path, text);
  }

  unlock(): Promise<void> {
    return this.#lock.release();
  }
}

async function lockDirectory(fileSystem: FileSystem, directory: string): Promise<DirectoryLock> {
  try {
    await makeDirectoryDurably(fileSystem, directory);
    return await fileSystem.lock(directory);
  } catch (error) {
    throw readOnlyError(directory, error) ?? error;
  }
}

/** SQLITE_READONLY and SQLITE_CANTOPEN: what the lock file meets in a directory that takes no files (sqlite.org/rescode.html). */
const sqliteReadOnly = [8, 14];

/** What is told when this process may not write to the directory; undefined for any other failure. */
function readOnlyError(directory: string, cause: unknown): TidelogError | undefined {
  const isSystem = ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(cause) ?? '');
  const isSqlite =
    cause instanceof Error &&
    'errcode' in cause &&
    typeof cause.errcode === 'number' &&
    sqliteReadOnly.includes(cause.errcode & 0xff);
  if (!isSystem && !isSqlite) return undefined;
  return new TidelogError(
    'DATA_DIRECTORY_NOT_WRITABLE',
    `this process may not write to the data directory ${directory} (${messageOf(cause)}); change its owner, permissions or mount, or choose another directory`,
    { cause },
  );
}

/**
 * Makes the directory and its missing parents, so that all their names survive a crash. One after the other: then only
 * the last one that is there can have a name that is not durable, because its maker was killed, and it is synced again.
 */
export async function makeDirectoryDurably(
  fileSystem: FileSystem,
  directory: string,
): Promise<void> {
  const parent = dirname(directory);
  if (parent === directory) return;
  const isThere = (await fileSystem.stat(directory)) !== undefined;
  if (!isThere) {
    await makeDirectoryDurably(fileSystem, parent);
    await fileSystem.makeDirectory(directory);
  }
  try {
    await fileSystem.syncDirectory(parent);
  } catch (error) {
    // Who may not read a directory has not been the one who made something in it.
    if (!isThere || codeOf(error) !== 'EACCES') throw error;
  }
}

async function loadOrMakeMeta(options: DataDirectoryOptions): Promise<DirectoryMeta> {
  const { directory, fileSystem, nodeId, random } = options;
  const path = join(directory, metaFileName);
  const state = await readState(fileSystem, path);
  if (state !== undefined) {
    const meta = parseMeta(path, state);
    if (meta.nodeId === nodeId) return meta;
    throw new TidelogError(
      'INCONSISTENT_NODE_ID',
      `the data directory ${directory} belongs to node ${meta.nodeId}, and this is node ${nodeId}; use another directory, or start with node id ${meta.nodeId}`,
    );
  }
  const logs = (await fileSystem.list(directory)).filter(
    (entry) => entry.isDirectory && parsePartitionDirectoryName(entry.name) !== undefined,
  );
  if (logs.length > 0) {
    throw new TidelogError(
      'STATE_DAMAGED',
      `${path} is missing, but ${directory} holds logs (${logs[0]?.name}); restore it from a copy, or use an empty directory`,
    );
  }
  const meta: DirectoryMeta = { nodeId, directoryId: random.uuid(), clusterId: undefined };
  await writeState(fileSystem, path, meta);
  return meta;
}

function parseMeta(path: string, state: object): DirectoryMeta {
  const { nodeId, directoryId, clusterId } = {
    nodeId: undefined,
    directoryId: undefined,
    clusterId: undefined,
    ...state,
  } as Record<string, unknown>;
  const isComplete = Number.isSafeInteger(nodeId) && typeof directoryId === 'string';
  if (!isComplete || (clusterId !== undefined && typeof clusterId !== 'string')) {
    throw new TidelogError('STATE_DAMAGED', `${path} lacks a node id, directory id or cluster id`);
  }
  return {
    nodeId: nodeId as number,
    directoryId: parseUuid(directoryId),
    clusterId: clusterId === undefined ? undefined : parseUuid(clusterId),
  };
}

/** Reads the marker of an orderly stop and removes it. */
async function takeCleanStop(options: DataDirectoryOptions): Promise<CleanStop> {
  const { directory, fileSystem, logger, clock } = options;
  const path = join(directory, cleanShutdownFileName);
  let cleanStop: CleanStop = { ends: new Map(), brokerEpoch: -1 };
  if ((await fileSystem.stat(path)) === undefined) return cleanStop;
  try {
    cleanStop = await parseCleanStop(await readState(fileSystem, path), clock);
  } catch (error) {
    // Nothing of a newer version's is taken away.
    if (codeOf(error) === 'STATE_FORMAT_UNKNOWN') throw error;
    logger.warn({ path, error: messageOf(error) }, 'bad marker of an orderly stop: all is scanned');
  }
  await fileSystem.remove(path);
  await fileSystem.syncDirectory(directory);
  return cleanStop;
}

async function parseCleanStop(state: object | undefined, clock: Clock): Promise<CleanStop> {
  const { logs, brokerEpoch } = { logs: undefined, brokerEpoch: -1, ...state } as {
    logs: unknown;
    brokerEpoch: number;
  };
  assert(typeof logs === 'object' && logs !== null, 'the marker lists logs');
  assert(Number.isSafeInteger(brokerEpoch), 'a broker epoch is a whole number');
  const cleanEnds: CleanEnds = new Map();
  await inSlices(clock, Object.entries(logs), limits.logsPerTurn, ([key, value]) => {
    const { endOffset, segmentBytes } = value as CleanEnd;
    assert(Number.isSafeInteger(endOffset) && Number.isSafeInteger(segmentBytes), 'whole numbers');
    cleanEnds.set(key, { endOffset, segmentBytes });
  });
  return { ends: cleanEnds, brokerEpoch };
}
