// Owns a data directory: its lock, its identity, and the logs in it (file-names.ts has the layout).
//
// A log's directory is tied to its topic by the id in `partition.metadata`, in Kafka's own format [REP-10]:
//
//   version: 0
//   topic_id: 3sZtSpYtTXGtFqkCY0dPxg             (and no newline)
//
// A directory of the same name with another topic id holds a deleted topic's log: it is renamed aside first, durably, and
// removed in the background; so is what an earlier run left as `*.deleted`. A crash between the making of a directory and
// its metadata leaves an empty directory, which is taken over.
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { Tasks } from '../base/tasks.ts';
import { MIB } from '../base/units.ts';
import { parseUuid, type Uuid } from '../base/uuid.ts';
import { cleanEndKey, DataDirectory, type DirectoryMeta } from './data-directory.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  logStartCheckpointFileName,
  parsePartitionDirectoryName,
  partitionDirectoryName,
  partitionMetadataFileName,
  type TopicPartition,
} from './file-names.ts';
import { IndexCache } from './index-cache.ts';
import type { LogConfig } from './log-config.ts';
import { LogStartCheckpoint } from './log-start-checkpoint.ts';
import { OpenFiles } from './open-files.ts';
import { PartitionLog, type PartitionLogOptions } from './partition-log.ts';
import { SpaceGuard } from './space-guard.ts';
import { readFileIfPresent, replaceFile } from './state-file.ts';
import { LogDamagedError, storageError } from './storage-errors.ts';
import { TailBudget } from './tail-cache.ts';
import { Turnstile } from './turnstile.ts';

export interface LogManagerOptions {
  directory: string;
  fileSystem: FileSystem;
  clock: Clock;
  random: Random;
  logger: Logger;
  nodeId: number;
  /** User appends leave this much of the disk free [LOG-9]. Default 256 MiB. */
  minFreeBytes?: number;
  /** Bytes that the ends of all logs together keep in memory. Default 64 MiB. */
  tailBytesTotalMax?: number;
}

export interface TopicIdPartition extends TopicPartition {
  topicId: Uuid;
}

export interface OpenPartitionOptions extends TopicIdPartition {
  config: LogConfig;
  /** How urgent its writes are. Default `append`. */
  ioPriority?: IoPriority;
}

const tailBytesTotalDefault = 64 * MIB;
const indexCacheBytesMax = 32 * MIB;

/** Logs that are opened at the same time: each may hold a part of its file in memory while it is scanned. */
const opensMax = 32;

export class LogManager {
  readonly #options: LogManagerOptions;
  readonly #directory: DataDirectory;
  readonly #logStarts: LogStartCheckpoint;
  readonly #files: OpenFiles;
  readonly #indexCache = new IndexCache(indexCacheBytesMax);
  readonly #tailBudget: TailBudget;
  readonly #logs = new Map<string, PartitionLog>();
  /** Directories on disk that hold a topic's log, by name. */
  readonly #local = new Map<string, TopicIdPartition>();
  /** The last operation on each directory that is under way: they go one after the other. */
  readonly #pending = new Map<string, Promise<unknown>>();
  readonly #tasks: Tasks;
  readonly #space: SpaceGuard;
  readonly #opens = new Turnstile(opensMax);
  #isClosing = false;

  /** Takes the directory's lock. Throws DATA_DIRECTORY_LOCKED, INCONSISTENT_NODE_ID or STATE_DAMAGED. */
  static async open(options: LogManagerOptions): Promise<LogManager> {
    const directory = await DataDirectory.open(options);
    try {
      const logStarts = await LogStartCheckpoint.open(
        options.fileSystem,
        join(options.directory, logStartCheckpointFileName),
      );
      const manager = new LogManager(options, directory, logStarts);
      await manager.#findLogs();
      await manager.#space.look();
      return manager;
    } catch (error) {
      await directory.unlock();
      throw error;
    }
  }

  private constructor(
    options: LogManagerOptions,
    directory: DataDirectory,
    logStarts: LogStartCheckpoint,
  ) {
    const { fileSystem, logger } = options;
    this.#options = options;
    this.#directory = directory;
    this.#logStarts = logStarts;
    this.#tailBudget = new TailBudget(options.tailBytesTotalMax ?? tailBytesTotalDefault);
    this.#files = new OpenFiles(fileSystem, limits.openFilesMax, (path, error) =>
      logger.warn({ path, error: messageOf(error) }, 'a file could not be closed'),
    );
    this.#space = new SpaceGuard({
      ...options,
      minFreeBytes: options.minFreeBytes ?? limits.minFreeBytesDefault,
    });
    this.#tasks = new Tasks((name, error) =>
      logger.warn({ directory: name, error: error.message }, 'a deleted log is left for next time'),
    );
  }

  get meta(): DirectoryMeta {
    return this.#directory.meta;
  }

  /** Bytes that the ends of the logs keep in memory now. */
  get tailBytes(): number {
    return this.#tailBudget.bytes;
  }

  /** Ties the directory to a cluster. Throws INCONSISTENT_CLUSTER_ID when it belongs to another. */
  setClusterId(clusterId: Uuid): Promise<void> {
    return this.#directory.setClusterId(clusterId);
  }

  /** The logs that are on disk, open or not, sorted by directory name. */
  localPartitions(): TopicIdPartition[] {
    return [...this.#local.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, log]) => log);
  }

  /**
   * Opens the log, or returns the one that is open; makes it when there is none. A log of the same name that belongs to
   * another topic id is removed. Throws LogDamagedError for a log that must not be served; the others are not touched.
   */
  openPartition(options: OpenPartitionOptions): Promise<PartitionLog> {
    const name = partitionDirectoryName(options);
    return this.#inTurn(name, async () => {
      if (this.#isClosing) throw storageError('the data directory is closing');
      const present = this.#logs.get(name);
      if (present?.topicId === options.topicId) return present;
      if (present !== undefined) await this.#setAside(name, present.topicId);
      const log = await this.#open(name, options);
      this.#logs.set(name, log);
      return log;
    });
  }

  /** Removes the log of this topic id. Nothing happens when there is none, or the name has another topic's log. */
  deletePartition(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition);
    return this.#inTurn(name, async () => {
      if (this.#local.get(name)?.topicId !== partition.topicId) return;
      await this.#setAside(name, partition.topicId);
    });
  }

  /** Gives the memory of all tails back. */
  evictTails(): void {
    this.#tailBudget.evictAll();
  }

  /** Closes all logs in order, says so in the marker, and lets the directory go. */
  async close(): Promise<void> {
    this.#isClosing = true;
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending.values());
    const { cleanEnds } = this.#directory;
    await Promise.all([...this.#logs.values()].map((log) => log.close()));
    for (const [name, log] of this.#logs) {
      const cleanEnd = log.isOffline ? undefined : log.cleanEnd;
      if (cleanEnd === undefined) continue;
      const { partition } = this.#local.get(name) as TopicIdPartition;
      cleanEnds.set(cleanEndKey(log.topicId, partition), cleanEnd);
    }
    this.#logs.clear();
    await this.#tasks.drained();
    await this.#space.close();
    await this.#logStarts.idle();
    await this.#files.closeAll();
    try {
      await this.#directory.writeCleanEnds(cleanEnds);
    } finally {
      await this.#directory.unlock();
    }
  }

  #inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#pending.get(name) ?? Promise.resolve();
    // Who waits for the one before has its error; this one starts in any case.
    const result = before.then(work, work);
    this.#pending.set(name, result);
    const forget = () => {
      if (this.#pending.get(name) === result) this.#pending.delete(name);
    };
    result.then(forget, forget);
    return result;
  }

  async #findLogs(): Promise<void> {
    const { fileSystem, directory, logger } = this.#options;
    for (const { name, isDirectory } of await fileSystem.list(directory)) {
      if (!isDirectory) continue;
      if (isDeletedDirectoryName(name)) {
        this.#removeLater(name);
        continue;
      }
      const partition = parsePartitionDirectoryName(name);
      if (partition === undefined) continue;
      try {
        const topicId = await this.#readTopicId(name);
        if (topicId !== undefined) this.#local.set(name, { ...partition, topicId });
      } catch (error) {
        logger.error({ directory: name, error: messageOf(error) }, 'a log cannot be opened');
      }
    }
  }

  async #open(name: string, options: OpenPartitionOptions): Promise<PartitionLog> {
    const { topic, partition, topicId, config, ioPriority } = options;
    const path = join(this.#options.directory, name);
    const topicIdFound = await this.#readTopicId(name);
    if (topicIdFound !== undefined && topicIdFound !== topicId) {
      await this.#setAside(name, topicIdFound);
    }
    if (topicIdFound !== topicId) await this.#makeDirectory(name, topicId);
    this.#local.set(name, { topic, partition, topicId });
    const key = cleanEndKey(topicId, partition);
    const cleanEnd = this.#directory.cleanEnds.get(key);
    const logOptions: PartitionLogOptions = {
      directory: path,
      topicId,
      config,
      fileSystem: this.#options.fileSystem,
      clock: this.#options.clock,
      logger: this.#options.logger.child({ topic, partition }),
      files: this.#files,
      indexCache: this.#indexCache,
      tailBudget: this.#tailBudget,
      ...(ioPriority === undefined ? {} : { ioPriority }),
      ...(ioPriority === 'quorum' ? {} : { space: this.#space }),
      cleanEnd,
      logStart: this.#logStarts.of(key),
    };
    const log = await this.#opens.pass(() => PartitionLog.open(logOptions));
    this.#directory.cleanEnds.delete(key);
    return log;
  }

  /** The topic id of a log's directory; undefined when there is none, or an empty one that a crash left. */
  async #readTopicId(name: string): Promise<Uuid | undefined> {
    const { fileSystem, directory } = this.#options;
    const path = join(directory, name, partitionMetadataFileName);
    const content = await readFileIfPresent(fileSystem, path);
    if (content !== undefined) return parsePartitionMetadata(path, content.toString('utf8'));
    if ((await fileSystem.stat(join(directory, name))) === undefined) return undefined;
    const entries = await fileSystem.list(join(directory, name));
    if (entries.some((entry) => entry.name.endsWith('.log'))) {
      throw new LogDamagedError({ path, position: 0 }, 'it is missing, but the log has files');
    }
    return undefined;
  }

  async #makeDirectory(name: string, topicId: Uuid): Promise<void> {
    const { fileSystem, directory } = this.#options;
    const path = join(directory, name);
    await fileSystem.makeDirectory(path);
    const metadata = Buffer.from(`version: 0\ntopic_id: ${topicId}`);
    await replaceFile(fileSystem, join(path, partitionMetadataFileName), metadata);
    await fileSystem.syncDirectory(directory);
  }

  /** Closes the log if it is open, renames its directory durably, and removes that later. */
  async #setAside(name: string, topicId: Uuid): Promise<void> {
    const { fileSystem, directory, logger } = this.#options;
    const partition = parsePartitionDirectoryName(name)?.partition;
    assert(partition !== undefined, `${name} is the directory of a partition`);
    const log = this.#logs.get(name);
    this.#logs.delete(name);
    await log?.abandon();
    const deletedName = deletedDirectoryName(topicId, partition);
    // What an earlier deletion left under this name would be in the way.
    await fileSystem.removeDirectory(join(directory, deletedName));
    await fileSystem.rename(join(directory, name), join(directory, deletedName));
    await fileSystem.syncDirectory(directory);
    this.#local.delete(name);
    this.#directory.cleanEnds.delete(cleanEndKey(topicId, partition));
    this.#tasks.start(deletedName, () => this.#logStarts.forget(cleanEndKey(topicId, partition)));
    logger.info({ directory: name, topicId }, 'log deleted');
    this.#removeLater(deletedName);
  }

  #removeLater(name: string): void {
    const { fileSystem, directory } = this.#options;
    this.#tasks.start(name, () => fileSystem.removeDirectory(join(directory, name)));
  }
}

function parsePartitionMetadata(path: string, text: string): Uuid {
  const topicId = /^version: 0\ntopic_id: (\S+)\n?$/.exec(text)?.[1];
  if (topicId === undefined) {
    throw new LogDamagedError({ path, position: 0 }, 'it does not name a topic id');
  }
  try {
    return parseUuid(topicId);
  } catch (error) {
    throw new LogDamagedError({ path, position: 0 }, messageOf(error));
  }
}
