/**
 * The logs of one data directory without a broker, and beside them bare files: the same bytes, in the same groups, with one
 * writev and one fdatasync for each. Both in this process, so that they have the same threads for the disk [SIM-5].
 *
 * Outstanding batches are spread over lanes: as many as there are partitions, or, when fewer batches are outstanding, as
 * many as those, each of which goes round its share of the partitions. What a lane writes is one chain of groups, which the
 * bare files replay.
 */
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock } from '../../src/base/clock.ts';
import type { File, FileSystem } from '../../src/base/file-system.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { openNodeFileSystem } from '../../src/base/node-file-system.ts';
import { SystemRandom } from '../../src/base/random.ts';
import { encodeBatch } from '../../src/protocol/records.ts';
import { logConfigDefaults } from '../../src/storage/log-config.ts';
import { LogManager } from '../../src/storage/log-manager.ts';
import type { PartitionLog } from '../../src/storage/partition-log.ts';
import { serve } from '../support/serve.ts';

const writev = promisify(fs.writev);
const fdatasync = promisify(fs.fdatasync);
const timestamp = 1_700_000_000_000;

export interface AppendRun {
  batches: number;
  /** Over all partitions together. */
  outstanding: number;
}

/** How many batches went in one write, in the order of writes. */
interface Group {
  partition: number;
  batches: number;
}

interface OpenStorage {
  manager: LogManager;
  logs: PartitionLog[];
  /** The bare files, one for each log, and where each ends. */
  raw: { fd: number; position: number }[];
  batch: Buffer;
  /** What the logs have written since the run began. */
  written: Group[];
}

let storage: OpenStorage | undefined;

function opened(): OpenStorage {
  if (storage === undefined) throw new Error('no storage is open');
  return storage;
}

/** The disk, with a note of each group that goes to a log. */
function noting(disk: FileSystem, note: (path: string, batches: number) => void): FileSystem {
  const noted = bound(disk);
  noted.open = async (path, options) => {
    const file = await disk.open(path, options);
    if (!path.endsWith('.log') || !options?.writable) return file;
    const notedFile: File = {
      path: file.path,
      read: (...args) => file.read(...args),
      write: (chunks, position) => {
        note(path, chunks.length);
        return file.write(chunks, position);
      },
      sync: () => file.sync(),
      truncate: (bytes) => file.truncate(bytes),
      size: () => file.size(),
      close: () => file.close(),
    };
    return notedFile;
  };
  return noted;
}

/** A copy of which single methods can be replaced; private fields forbid to inherit from the original. */
function bound(disk: FileSystem): FileSystem {
  return {
    open: (...args) => disk.open(...args),
    makeDirectory: (path) => disk.makeDirectory(path),
    list: (path) => disk.list(path),
    stat: (path) => disk.stat(path),
    rename: (from, to) => disk.rename(from, to),
    remove: (path) => disk.remove(path),
    removeDirectory: (path) => disk.removeDirectory(path),
    syncDirectory: (path) => disk.syncDirectory(path),
    freeBytes: (path) => disk.freeBytes(path),
    lock: (directory) => disk.lock(directory),
  };
}

function lanesOf(partitions: number, { outstanding }: AppendRun): number {
  return Math.min(partitions, outstanding);
}

const methods = {
  /** `recordsPerBatch` records of `valueBytes` in each batch. */
  async open(options: {
    directory: string;
    partitions: number;
    recordsPerBatch: number;
    valueBytes: number;
  }): Promise<{ batchBytes: number }> {
    const { directory, partitions } = options;
    const random = new SystemRandom();
    const written: Group[] = [];
    const disk = openNodeFileSystem();
    const data = join(directory, 'data');
    const rawDirectory = join(directory, 'raw');
    await disk.makeDirectory(data);
    await disk.makeDirectory(rawDirectory);
    /** By the directory of its log. */
    const partitionOf = new Map<string, number>();
    const fileSystem = noting(disk, (path, batches) => {
      written.push({ partition: partitionOf.get(dirname(path)) ?? 0, batches });
    });
    const manager = await LogManager.open({
      directory: data,
      fileSystem,
      clock: new SystemClock(),
      random,
      logger: silentLogger,
      nodeId: 1,
    });
    const topic = { topic: 'bench', topicId: random.uuid(), config: logConfigDefaults };
    const logs = await Promise.all(
      Array.from({ length: partitions }, (_, partition) =>
        manager.openPartition({ ...topic, partition }),
      ),
    );
    const batch = makeBatch(options);
    for (const [partition, log] of logs.entries()) {
      partitionOf.set(log.directory, partition);
      await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
    }
    const raw = logs.map((_, partition) => ({
      fd: fs.openSync(join(rawDirectory, `${partition}`), 'w'),
      position: 0,
    }));
    storage = { manager, logs, raw, batch, written };
    return { batchBytes: batch.length };
  },

  /**
   * Appends, with as many batches not held yet as the run says. Returns the milliseconds until all are held, and the groups
   * in which they went to disk.
   */
  async append(run: AppendRun): Promise<{ ms: number; groups: Group[] }> {
    const { logs, batch, written, manager } = opened();
    const lanes = lanesOf(logs.length, run);
    const buffers = Array.from({ length: run.outstanding }, () => Buffer.from(batch));
    // Batches in memory would be changed when their buffers are used again.
    manager.evictTails();
    written.length = 0;
    let left = run.batches;
    const keepOneOutstanding = async (buffer: Buffer, slot: number) => {
      let partition = slot % lanes;
      while (left > 0) {
        left -= 1;
        const log = logs[partition] as PartitionLog;
        await log.append(buffer, { leaderEpoch: 0 }).held;
        partition += lanes;
        if (partition >= logs.length) partition = slot % lanes;
      }
    };
    const startedMs = performance.now();
    await Promise.all(buffers.map(keepOneOutstanding));
    const ms = performance.now() - startedMs;
    manager.evictTails();
    return { ms, groups: written.slice() };
  },

  /** The groups of a run, to bare files. Returns the milliseconds until all are synced. */
  async writeBare({ run, groups }: { run: AppendRun; groups: Group[] }): Promise<number> {
    const { raw, batch } = opened();
    const lanes = lanesOf(raw.length, run);
    const chains: Group[][] = Array.from({ length: lanes }, () => []);
    for (const group of groups) chains[group.partition % lanes]?.push(group);
    const buffers = Array.from({ length: run.outstanding }, () => Buffer.from(batch));
    const write = async (chain: Group[], lane: number) => {
      const own = buffers.filter((_, slot) => slot % lanes === lane);
      for (const { partition, batches } of chain) {
        const file = raw[partition];
        if (file === undefined) throw new Error(`there is no file ${partition}`);
        const bytes = batches * batch.length;
        const { bytesWritten } = await writev(file.fd, own.slice(0, batches), file.position);
        if (bytesWritten !== bytes) throw new Error(`${bytesWritten} of ${bytes} bytes written`);
        file.position += bytes;
        await fdatasync(file.fd);
      }
    };
    const startedMs = performance.now();
    await Promise.all(chains.map(write));
    return performance.now() - startedMs;
  },

  /** Milliseconds of processor time that this process has used, kernel included. */
  cpuMs(_: null): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },

  async close(_: null): Promise<void> {
    const { manager, raw } = opened();
    storage = undefined;
    await manager.close();
    for (const { fd } of raw) fs.closeSync(fd);
  },
};

function makeBatch(options: { recordsPerBatch: number; valueBytes: number }): Buffer {
  const value = Buffer.alloc(options.valueBytes, 'tidelog ');
  const record = { timestamp, key: null, value, headers: [] };
  return encodeBatch(new Array(options.recordsPerBatch).fill(record), 'none');
}

export type StorageProcess = typeof methods;

serve(methods);
