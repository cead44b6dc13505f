// The real disk: node:fs behind the FileSystem seam, with calls scheduled by urgency [SIM-5].
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from './assert.ts';
import { codeOf, TidelogError, toError } from './errors.ts';
import {
  type DirectoryEntry,
  type DirectoryLock,
  type File,
  type FileStat,
  type FileSystem,
  type IoPriority,
  ioPriorities,
  type OpenOptions,
} from './file-system.ts';
import type { Random } from './random.ts';
import { RingQueue } from './ring-queue.ts';

type Completion<T> = (error: NodeJS.ErrnoException | null, value?: T) => void;
type Start<T> = (done: Completion<T>) => void;

interface QueuedCall {
  start: () => void;
  isSync: boolean;
}

/** IOV_MAX of Linux and macOS. */
const chunksPerWriteMax = 1024;

/**
 * Hands calls to libuv's thread pool, the most urgent first, and never more than the pool has threads, so that the
 * order is ours and not the pool's. Syncs, which are slow, hold at most half of the threads.
 */
class IoScheduler {
  readonly #threads: number;
  readonly #syncsMax: number;
  readonly #queues: Record<
    IoPriority,
    { syncs: RingQueue<QueuedCall>; others: RingQueue<QueuedCall> }
  >;
  #running = 0;
  #syncsRunning = 0;

  constructor(threads: number) {
    this.#threads = threads;
    this.#syncsMax = Math.max(1, Math.floor(threads / 2));
    const queues = () => ({
      syncs: new RingQueue<QueuedCall>(),
      others: new RingQueue<QueuedCall>(),
    });
    this.#queues = { quorum: queues(), append: queues(), read: queues(), background: queues() };
  }

  run<T>(priority: IoPriority, start: Start<T>, isSync = false): Promise<T> {
    return new Promise((resolve, reject) => {
      const done: Completion<T> = (error, value) => {
        this.#running -= 1;
        if (isSync) this.#syncsRunning -= 1;
        if (error) reject(error);
        else resolve(value as T);
        this.#startNext();
      };
      const call: QueuedCall = {
        isSync,
        start: () => {
          try {
            start(done);
          } catch (error) {
            // Node throws at once for an argument it refuses, such as a path with a zero byte.
            done(toError(error));
          }
        },
      };
      const queue = this.#queues[priority];
      if (isSync) queue.syncs.push(call);
      else queue.others.push(call);
      this.#startNext();
    });
  }

  #startNext(): void {
    while (this.#running < this.#threads) {
      const call = this.#takeNext();
      if (!call) return;
      this.#running += 1;
      if (call.isSync) this.#syncsRunning += 1;
      call.start();
    }
  }

  #takeNext(): QueuedCall | undefined {
    const maySync = this.#syncsRunning < this.#syncsMax;
    for (const priority of ioPriorities) {
      const { syncs, others } = this.#queues[priority];
      const call = others.shift() ?? (maySync ? syncs.shift() : undefined);
      if (call) return call;
    }
    return undefined;
  }
}

class NodeFile implements File {
  readonly path: string;
  readonly #fd: number;
  readonly #io: IoScheduler;
  readonly #writePriority: IoPriority;
  readonly #readPriority: IoPriority;
  #isClosed = false;

  constructor(path: string, fd: number, io: IoScheduler, priority: IoPriority) {
    this.path = path;
    this.#fd = fd;
    this.#io = io;
    this.#writePriority = priority;
    const isMoreUrgent = ioPriorities.indexOf(priority) < ioPriorities.indexOf('read');
    this.#readPriority = isMoreUrgent ? priority : 'read';
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    this.#checkOpen();
    let total = 0;
    while (total < target.length) {
      const count = await this.#io.run<number>(this.#readPriority, (done) =>
        fs.read(this.#fd, target, total, target.length - total, position + total, done),
      );
      if (count === 0) break;
      total += count;
    }
    return total;
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.#checkOpen();
    let left = chunks.filter((chunk) => chunk.length > 0);
    let at = position;
    while (left.length > 0) {
      const some = left.length <= chunksPerWriteMax ? left : left.slice(0, chunksPerWriteMax);
      const count = await this.#io.run<number>(this.#writePriority, (done) =>
        fs.writev(this.#fd, some, at, done),
      );
      if (count === 0) {
        throw new TidelogError('STORAGE_ERROR', `the disk took no bytes at ${at} of ${this.path}`);
      }
      at += count;
      left = dropBytes(left, count);
    }
  }

  sync(): Promise<void> {
    this.#checkOpen();
    return this.#io.run(this.#writePriority, (done) => fs.fdatasync(this.#fd, done), true);
  }

  truncate(bytes: number): Promise<void> {
    this.#checkOpen();
    return this.#io.run(this.#writePriority, (done) => fs.ftruncate(this.#fd, bytes, done));
  }

  async size(): Promise<number> {
    this.#checkOpen();
    const stat = await this.#io.run<fs.Stats>(this.#readPriority, (done) =>
      fs.fstat(this.#fd, done),
    );
    return stat.size;
  }

  close(): Promise<void> {
    this.#checkOpen();
    this.#isClosed = true;
    return this.#io.run(this.#writePriority, (done) => fs.close(this.#fd, done));
  }

  // A closed descriptor's number may belong to another file by now.
  #checkOpen(): void {
    assert(!this.#isClosed, `${this.path} is used after it was closed`);
  }
}

/** What is left of `chunks` after their first `count` bytes. */
function dropBytes(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let skip = count;
  let index = 0;
  for (let chunk = chunks[0]; chunk !== undefined && skip >= chunk.length; chunk = chunks[index]) {
    skip -= chunk.length;
    index += 1;
  }
  const left = chunks.slice(index);
  if (skip > 0 && left[0]) left[0] = left[0].subarray(skip);
  return left;
}

class NodeFileSystem implements FileSystem {
  readonly #io: IoScheduler;

  constructor(threads: number) {
    this.#io = new IoScheduler(threads);
  }

  async open(path: string, options: OpenOptions = {}): Promise<File> {
    assert(!options.create || options.writable, 'only a writable file can be created');
    const { O_RDONLY, O_RDWR, O_CREAT } = fs.constants;
    const flags = options.writable ? O_RDWR | (options.create ? O_CREAT : 0) : O_RDONLY;
    const priority = options.priority ?? 'background';
    const fd = await this.#io.run<number>(priority, (done) => fs.open(path, flags, 0o644, done));
    return new NodeFile(path, fd, this.#io, priority);
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#io.run<string | undefined>('append', (done) =>
      fs.mkdir(path, { recursive: true }, done),
    );
  }

  async list(path: string): Promise<DirectoryEntry[]> {
    const entries = await this.#io.run<fs.Dirent[]>('read', (done) =>
      fs.readdir(path, { withFileTypes: true }, done),
    );
    return entries
      .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const stat = await this.#io.run<fs.Stats>('read', (done) => fs.stat(path, done));
      return { bytes: stat.size, isDirectory: stat.isDirectory() };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  rename(from: string, to: string): Promise<void> {
    return this.#io.run('append', (done) => fs.rename(from, to, done));
  }

  remove(path: string): Promise<void> {
    return this.#io.run('background', (done) => fs.unlink(path, done));
  }

  removeDirectory(path: string): Promise<void> {
    return this.#io.run('background', (done) =>
      fs.rm(path, { recursive: true, force: true }, done),
    );
  }

  async syncDirectory(path: string): Promise<void> {
    // Windows cannot open a directory; its NTFS journals names by itself.
    if (process.platform === 'win32') return;
    const fd = await this.#io.run<number>('append', (done) => fs.open(path, 'r', done));
    try {
      await this.#io.run<void>('append', (done) => fs.fsync(fd, done), true);
    } finally {
      await this.#io.run<void>('append', (done) => fs.close(fd, done));
    }
  }

  async freeBytes(path: string): Promise<number> {
    const { bavail, bsize } = await this.#io.run<fs.StatsFs>('append', (done) =>
      fs.statfs(path, done),
    );
    return bavail * bsize;
  }

  /**
   * Node has no flock. An exclusive transaction in SQLite is one: the kernel holds it while the process is stopped
   * and frees it when the process dies.
   */
  async lock(directory: string): Promise<DirectoryLock> {
    const { DatabaseSync } = await import('node:sqlite');
    const path = join(directory, '.lock');
    const database = new DatabaseSync(path);
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    } catch (error) {
      database.close();
      if (!isBusy(error)) throw error;
      throw new TidelogError(
        'DATA_DIRECTORY_LOCKED',
        `the data directory ${directory} is in use by another broker (lock file ${path}); stop that one, or choose another directory`,
        { cause: error },
      );
    }
    return {
      release: async () => database.close(),
    };
  }
}

/** SQLITE_BUSY: somebody else holds the lock (sqlite.org/rescode.html). */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

/** Threads that libuv's pool has: 4, unless the launcher said otherwise before Node started. */
function threadPoolSize(): number {
  const configured = Number(process.env.UV_THREADPOOL_SIZE);
  return Number.isInteger(configured) && configured > 0 ? configured : 4;
}

export function openNodeFileSystem(): FileSystem {
  return new NodeFileSystem(threadPoolSize());
}

/** A path, not made yet, under the machine's directory for temporary files. */
export function temporaryDirectoryPath(random: Random): string {
  return join(tmpdir(), `tidelog-${random.uuid()}`);
}
