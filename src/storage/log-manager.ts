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
import { type Clock, delay, type Timer } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { inSlices } from '../base/slices.ts';
import { Tasks } from '../base/tasks.ts';
import { MIB } from '../base/units.ts';
import type { Uuid } from '../base/uuid.ts';
import { DataDirectory, type DirectoryMeta } from './data-directory.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  isFileOfDataDirectory,
  isSetAsideDirectoryName,
  logStartCheckpointFileName,
  parsePartitionDirectoryName,
  partitionDirectoryName,
  partitionMetadataFileName,
  setAsideDirectoryName,
  type TopicPartition,
} from './file-names.ts';
import { IndexCache } from './index-cache.ts';
import type { LogConfig } from './log-config.ts';
import { LogStartCheckpoint } from './log-start-checkpoint.ts';
import { logKey, Manifest } from './manifest.ts';
import { OpenFiles } from './open-files.ts';
import { PartitionLog, type PartitionLogOptions } from './partition-log.ts';
import { formatPartitionMetadata, parsePartitionMetadata } from './partition-metadata.ts';
import { RecoveryCheckpoint } from './recovery-checkpoint.ts';
import { type FaultyReplica, faultOf, ReplicaFaults } from './replica-faults.ts';
import { SpaceGuard } from './space-guard.ts';
import { readFileIfPresent, replaceFile } from './state-file.ts';
import { diskFullCause, LogDamagedError, logLostError, storageError } from './storage-errors.ts';
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
  /** Default limits.producerIdExpirationMsDefault. */
  producerIdExpirationMs?: number;
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
  /** What to do about damage; see PartitionLog. Default `refuse`. */
  onDamage?: 'refuse' | 'serveIntact';
}

const tailBytesTotalDefault = 64 * MIB;
const indexCacheBytesMax = 32 * MIB;

/** Logs that are opened at the same time: each may hold a part of its file in memory while it is scanned. */
const opensMax = 32;

/** Logs that are closed without letting others have their turn: a few milliseconds, when there is nothing to write [SIM-6]. */
const logsPerTurn = 250;

/** Whoever recovers it the second time does not see what was cut the first time. */
const mayBeCut = 'its recovery found no room, was begun anew, and may have cut its end before';

const notThere = 'the manifest lists it, and its directory is not there';

export class LogManager {
  readonly #options: LogManagerOptions;
  readonly #directory: DataDirectory;
  readonly #logStarts: LogStartCheckpoint;
  readonly #manifest: Manifest;
  readonly #checkpoint: RecoveryCheckpoint;
  readonly #faults: ReplicaFaults;
  #checkpointTimer: Timer | undefined;
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
  readonly #roomListeners = new Set<() => void>();
  /** Logs that found no room while they were being opened, and are not open yet. */
  readonly #refusedForRoom = new Set<string>();
  #isClosing = false;
  #runningBrokerEpoch = -1;

  /** Takes the directory's lock. Throws DATA_DIRECTORY_LOCKED, INCONSISTENT_NODE_ID or STATE_DAMAGED. */
  static async open(options: LogManagerOptions): Promise<LogManager> {
    const directory = await DataDirectory.open(options);
    try {
      const { fileSystem, logger } = options;
      const logStarts = await LogStartCheckpoint.open(
        fileSystem,
        join(options.directory, logStartCheckpointFileName),
      );
      const manifest = await Manifest.open(fileSystem, options.directory, options.clock);
      const checkpoint = await RecoveryCheckpoint.open(
        fileSystem,
        options.directory,
        logger,
        options.clock,
      );
      const manager = new LogManager(options, { directory, logStarts, manifest, checkpoint });
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
    state: {
      directory: DataDirectory;
      logStarts: LogStartCheckpoint;
      manifest: Manifest;
      checkpoint: RecoveryCheckpoint;
    },
  ) {
    const { fileSystem, logger } = options;
    this.#options = options;
    this.#directory = state.directory;
    this.#logStarts = state.logStarts;
    this.#manifest = state.manifest;
    this.#checkpoint = state.checkpoint;
    this.#faults = new ReplicaFaults(logger);
    this.#tailBudget = new TailBudget(options.tailBytesTotalMax ?? tailBytesTotalDefault);
    this.#files = new OpenFiles(fileSystem, limits.openFilesMax, (path, error) =>
      logger.warn({ path, error: messageOf(error) }, 'a file could not be closed'),
    );
    this.#space = new SpaceGuard({
      ...options,
      minFreeBytes: options.minFreeBytes ?? limits.minFreeBytesDefault,
      onRoom: () => {
        for (const listener of this.#roomListeners) listener();
      },
    });
    this.#tasks = new Tasks((name, error) =>
      logger.warn({ directory: name, error: error.message }, 'a deleted log is left for next time'),
    );
  }

  get meta(): DirectoryMeta {
    return this.#directory.meta;
  }

  get directory(): string {
    return this.#directory.path;
  }

  /** Bytes that the ends of the logs keep in memory now. */
  get tailBytes(): number {
    return this.#tailBudget.bytes;
  }

  /** The registration under which this directory was last used and stopped in order, all of it synced; -1 when it was not. */
  get cleanStopBrokerEpoch(): number {
    return this.#directory.cleanStopBrokerEpoch;
  }

  /** The registration under which it is used now, for the marker of an orderly stop. */
  setBrokerEpoch(brokerEpoch: number): void {
    this.#runningBrokerEpoch = brokerEpoch;
  }

  /** Ties the directory to a cluster. Throws INCONSISTENT_CLUSTER_ID when it belongs to another. */
  setClusterId(clusterId: Uuid): Promise<void> {
    return this.#directory.setClusterId(clusterId);
  }

  /** The logs that are on disk, open or not, sorted by directory name. */
  localPartitions(): TopicIdPartition[] {
    return [...this.#local.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, log]) => log);
  }

  /** Logs that the manifest lists and that are not there [LOG-5]; they are never made anew while they are listed. */
  get lostReplicas(): FaultyReplica[] {
    return this.#faults.of('lost');
  }

  /** Logs that hold something which was durable once and is not what was written [LOG-6]. */
  get damagedReplicas(): FaultyReplica[] {
    return this.#faults.of('damaged');
  }

  /** Logs that were opened and whose end may lack what this replica once held [LOG-6]. */
  get suspectReplicas(): FaultyReplica[] {
    return this.#faults.of('suspect');
  }

  /** Calls `listener` when the disk has room again: what could not be opened for lack of it may be now [LOG-9]. */
  onRoom(listener: () => void): void {
    this.#roomListeners.add(listener);
  }

  /**
   * Opens the log, or returns the one that is open; makes it when there is none. A log of the same name that belongs to
   * another topic id is removed. Throws LOG_LOST for one that is listed and not there, and LogDamagedError for a log that must not be served; the others are not touched.
   */
  openPartition(options: OpenPartitionOptions): Promise<PartitionLog> {
    const name = partitionDirectoryName(options);
    return this.#opening(name, async () => {
      if (this.#isClosing) throw storageError('the data directory is closing');
      const present = this.#logs.get(name);
      if (present?.topicId === options.topicId) return present;
      if (present !== undefined) await this.#setAside(name, present.topicId);
      const log = await this.#open(name, options);
      this.#logs.set(name, log);
      return log;
    });
  }

  /**
   * Makes the log anew, empty, in the place of one that is damaged, lost or has failed: another broker has what it lacks [LOG-6].
   * What there is of it is removed.
   */
  rebuildPartition(options: OpenPartitionOptions): Promise<PartitionLog> {
    const name = partitionDirectoryName(options);
    return this.#opening(name, async () => {
      if (this.#isClosing) throw storageError('the data directory is closing');
      const { topic, partition, topicId } = options;
      const { fileSystem, directory } = this.#options;
      if ((await fileSystem.stat(join(directory, name))) === undefined) await this.#forget(options);
      else {
        this.#local.set(name, { topic, partition, topicId });
        await this.#setAside(name, topicId);
      }
      // Nothing that was written down of the old one is true of the new one.
      const key = logKey({ topicId, partition });
      this.#directory.cleanEnds.delete(key);
      await this.#logStarts.forget(key);
      const log = await this.#open(name, options);
      this.#logs.set(name, log);
      return log;
    });
  }

  /** Removes the log of this topic id. Nothing happens when there is none, or the name has another topic's log. */
  deletePartition(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition);
    return this.#inTurn(name, async () => {
      if (this.#local.get(name)?.topicId !== partition.topicId) {
        await this.#forget(partition);
        return;
      }
      await this.#setAside(name, partition.topicId);
    });
  }

  /** This disk has lost what others count on: it goes by another directory id from now on. */
  async renewDirectoryId(): Promise<void> {
    await this.#directory.renewDirectoryId(this.#options.random.uuid());
  }

  /** Closes the log, if it is open, and moves it out of the way, durably: it cannot be used, but somebody may look at it. */
  setAsidePartition(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition);
    const { fileSystem, directory, logger } = this.#options;
    return this.#inTurn(name, async () => {
      const log = this.#logs.get(name);
      this.#logs.delete(name);
      await log?.abandon();
      const key = logKey(partition);
      this.#directory.cleanEnds.delete(key);
      await this.#logStarts.forget(key);
      await this.#forget(partition);
      this.#local.delete(name);
      if ((await fileSystem.stat(join(directory, name))) === undefined) return;
      for (let attempt = 0; ; attempt++) {
        const aside = setAsideDirectoryName(partition, attempt);
        if ((await fileSystem.stat(join(directory, aside))) !== undefined) continue;
        await fileSystem.rename(join(directory, name), join(directory, aside));
        await fileSystem.syncDirectory(directory);
        logger.warn({ directory: name, aside }, `the log ${name} was moved to ${aside}`);
        return;
      }
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
    this.#checkpointTimer?.cancel();
    await this.#closeLogs();
    await this.#saveCheckpoint();
    let brokerEpoch = this.#runningBrokerEpoch;
    const { clock } = this.#options;
    await inSlices(clock, this.#logs, limits.logsPerTurn, ([name, log]) => {
      if (log.isOffline) brokerEpoch = -1;
      const cleanEnd = log.isOffline ? undefined : log.cleanEnd;
      if (cleanEnd === undefined) return;
      const { partition } = this.#local.get(name) as TopicIdPartition;
      cleanEnds.set(logKey({ topicId: log.topicId, partition }), cleanEnd);
    });
    this.#logs.clear();
    await this.#tasks.drained();
    await this.#space.close();
    await this.#logStarts.idle();
    await this.#files.closeAll();
    try {
      await this.#directory.writeCleanStop({ ends: cleanEnds, brokerEpoch });
    } finally {
      await this.#directory.unlock();
    }
  }

  async #closeLogs(): Promise<void> {
    const logs = [...this.#logs.values()];
    for (let i = 0; i < logs.length; i += logsPerTurn) {
      if (i > 0) await delay(this.#options.clock, 0);
      await Promise.all(logs.slice(i, i + logsPerTurn).map((log) => log.close()));
    }
  }

  /** A log that finds no room when it is opened is as good a sign of a full disk as a refused append [LOG-9]. */
  #opening<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(name, async () => {
      try {
        return await work();
      } catch (error) {
        if (diskFullCause(error) !== undefined) this.#space.noteFull();
        throw error;
      }
    });
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

  /** Strikes a log off: it goes, or it is lost and nobody wants it any more. */
  async #forget(log: TopicIdPartition): Promise<void> {
    this.#faults.clear(log);
    this.#refusedForRoom.delete(logKey(log));
    this.#checkpoint.forget(logKey(log));
    await this.#manifest.remove(log);
  }

  #checkpointLater(): void {
    if (this.#isClosing) return;
    this.#checkpointTimer ??= this.#options.clock.schedule(limits.recoveryCheckpointMs, () => {
      this.#checkpointTimer = undefined;
      this.#tasks.start('recovery-checkpoint', async () => {
        await this.#saveCheckpoint();
        this.#checkpointLater();
      });
    });
  }

  /** An old checkpoint only makes the next recovery longer, so a failure is told and no more. */
  async #saveCheckpoint(): Promise<void> {
    const { clock } = this.#options;
    await inSlices(clock, this.#logs, limits.logsPerTurn, ([name, log]) => {
      const { partition } = this.#local.get(name) as TopicIdPartition;
      this.#checkpoint.advance(logKey({ topicId: log.topicId, partition }), log.syncedEndOffset);
    });
    try {
      await this.#checkpoint.save();
    } catch (error) {
      this.#options.logger.warn(
        { error: messageOf(error) },
        'the recovery checkpoint stays behind: it could not be written',
      );
    }
  }

  async #findLogs(): Promise<void> {
    const { fileSystem, directory, logger } = this.#options;
    const unreadable = new Map<string, string>();
    for (const { name, isDirectory } of await fileSystem.list(directory)) {
      if (!isDirectory) {
        if (!isFileOfDataDirectory(name)) logger.warn({ file: name }, 'foreign file: ignored');
        continue;
      }
      if (isDeletedDirectoryName(name)) {
        this.#removeLater(name);
        continue;
      }
      if (isSetAsideDirectoryName(name)) continue;
      const partition = parsePartitionDirectoryName(name);
      if (partition === undefined) {
        logger.warn({ directory: name }, 'foreign directory: ignored');
        continue;
      }
      try {
        const topicId = await this.#readTopicId(name);
        if (topicId !== undefined) this.#local.set(name, { ...partition, topicId });
      } catch (error) {
        logger.error({ directory: name, error: messageOf(error) }, 'a log cannot be opened');
        unreadable.set(name, messageOf(error));
      }
    }
    await this.#compareWithManifest(unreadable);
  }

  /** `unreadable` are directories of logs that do not say whose they are. */
  async #compareWithManifest(unreadable: ReadonlyMap<string, string>): Promise<void> {
    const { clock } = this.#options;
    await inSlices(clock, this.#manifest.logs, limits.logsPerTurn, (log) => {
      const name = partitionDirectoryName(log);
      if (this.#local.get(name)?.topicId === log.topicId) return;
      const reason = unreadable.get(name);
      if (reason === undefined) this.#faults.add('lost', log, notThere);
      else this.#faults.add('damaged', log, reason);
    });
    const unlisted: TopicIdPartition[] = [];
    await inSlices(clock, this.#local.values(), limits.logsPerTurn, (log) => {
      if (!this.#manifest.has(log)) unlisted.push(log);
    });
    // A killed process may have left the name of a log's own file not durable: listed, and gone after a power cut, it would be lost.
    for (const log of unlisted) {
      const { directory, fileSystem } = this.#options;
      await fileSystem.syncDirectory(join(directory, partitionDirectoryName(log)));
    }
    await this.#manifest.add(unlisted);
  }

  async #open(name: string, options: OpenPartitionOptions): Promise<PartitionLog> {
    const { topic, partition, topicId, config, ioPriority, onDamage } = options;
    const path = join(this.#options.directory, name);
    const { producerIdExpirationMs } = this.#options;
    const topicIdFound = await this.#readTopicId(name);
    if (topicIdFound !== topicId && this.#manifest.has(options)) {
      this.#faults.add('lost', options, notThere);
      throw logLostError(path, notThere);
    }
    if (topicIdFound !== undefined && topicIdFound !== topicId) {
      await this.#setAside(name, topicIdFound);
    }
    if (topicIdFound !== topicId) await this.#makeDirectory(name, topicId);
    if (!this.#manifest.has(options)) await this.#manifest.add([options]);
    this.#local.set(name, { topic, partition, topicId });
    const key = logKey({ topicId, partition });
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
      ...(onDamage === undefined ? {} : { onDamage }),
      ...(ioPriority === 'quorum' ? {} : { space: this.#space }),
      ...(producerIdExpirationMs === undefined ? {} : { producerIdExpirationMs }),
      cleanEnd,
      logStart: this.#logStarts.of(key),
      recoveryOffset: this.#checkpoint.offsetOf(key),
      lowerRecoveryOffset: (offset) => this.#checkpoint.lower(key, offset),
    };
    const log = await this.#openLog(options, logOptions);
    this.#directory.cleanEnds.delete(key);
    this.#checkpointLater();
    return log;
  }

  async #openLog(replica: TopicIdPartition, options: PartitionLogOptions): Promise<PartitionLog> {
    try {
      const log = await this.#opens.pass(() => PartitionLog.open(options));
      this.#faults.clear(replica);
      for (const { startOffset, endOffset, file, problem } of log.gaps) {
        const reason = `offsets ${startOffset} to ${endOffset} are gone (${file}: ${problem}); the rest is served`;
        this.#faults.add('damaged', replica, reason);
      }
      const wasRefused = this.#refusedForRoom.delete(logKey(replica));
      const suspicion = log.suspicion ?? (wasRefused && log.wasRecovered ? mayBeCut : undefined);
      if (suspicion !== undefined && log.gaps.length === 0)
        this.#faults.add('suspect', replica, suspicion);
      return log;
    } catch (error) {
      if (diskFullCause(error) !== undefined) this.#refusedForRoom.add(logKey(replica));
      const kind = faultOf(error);
      if (kind !== undefined) this.#faults.add(kind, replica, messageOf(error));
      throw error;
    }
  }

  /** The topic id of a log's directory; undefined when there is none, or an empty one that a crash left. */
  async #readTopicId(name: string): Promise<Uuid | undefined> {
    const { fileSystem, directory } = this.#options;
    const path = join(directory, name, partitionMetadataFileName);
    const content = await readFileIfPresent(fileSystem, path);
    if (content !== undefined) return topicIdIn(path, content.toString('utf8'));
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
    const metadata = Buffer.from(formatPartitionMetadata(topicId));
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
    await this.#forget({ ...(this.#local.get(name) as TopicIdPartition), topicId });
    const deletedName = deletedDirectoryName(topicId, partition);
    // What an earlier deletion left under this name would be in the way.
    await fileSystem.removeDirectory(join(directory, deletedName));
    await fileSystem.rename(join(directory, name), join(directory, deletedName));
    await fileSystem.syncDirectory(directory);
    this.#local.delete(name);
    const key = logKey({ topicId, partition });
    this.#directory.cleanEnds.delete(key);
    this.#tasks.start(deletedName, () => this.#logStarts.forget(key));
    logger.info({ directory: name, topicId }, 'log deleted');
    this.#removeLater(deletedName);
  }

  #removeLater(name: string): void {
    const { fileSystem, directory } = this.#options;
    this.#tasks.start(name, () => fileSystem.removeDirectory(join(directory, name)));
  }
}

function topicIdIn(path: string, text: string): Uuid {
  try {
    return parsePartitionMetadata(text);
  } catch (error) {
    throw new LogDamagedError({ path, position: 0 }, messageOf(error));
  }
}
