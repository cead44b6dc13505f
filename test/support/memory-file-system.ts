// A disk in memory that forgets like a real one [SIM-3]: bytes are durable only after File.sync, names only after
// syncDirectory. `crash` and `kill` end the life of the process that uses it; the next one opens it anew. What else goes
// wrong with disks is in disk-faults.ts: failing calls, no space, misdirected writes. Deterministic: calls finish in
// microtasks, or after a latency on an injected clock, and every choice comes from a Random that the test hands over.
import { createHash } from 'node:crypto';
import { basename, dirname, normalize } from 'node:path';
import { type Clock, delay } from '../../src/base/clock.ts';
import { TidelogError } from '../../src/base/errors.ts';
import type {
  DirectoryEntry,
  DirectoryLock,
  File,
  FileStat,
  FileSystem,
  OpenOptions,
} from '../../src/base/file-system.ts';
import type { Random } from '../../src/base/random.ts';
import { DiskFaults, type DiskOperation } from './disk-faults.ts';
import {
  changeOf,
  cloneTree,
  directoryAfterCrash,
  filesIn,
  type MemoryDirectory,
  type MemoryNode,
  makeDurable,
  type NameChange,
  namesAfterCrash,
  newDirectory,
  partsOf,
  pathsIn,
  removalsIn,
  setName,
} from './memory-directory.ts';
import { MemoryFile } from './memory-file.ts';

export type { DiskOperation } from './disk-faults.ts';

export interface MemoryFileSystemOptions {
  /** Without it calls finish in a microtask. */
  clock?: Clock;
  /** How long one call takes on that clock. Default 0. */
  latencyMs?: (operation: DiskOperation) => number;
}

/** One call of a process on the disk, at one of the moments at which that process can end. */
export interface DiskStep {
  /** Counts calls from 0 since `onStep` was set. */
  index: number;
  operation: DiskOperation;
  path: string;
  /** Before it has an effect, with half of its effect (writes only), or when it had it and before the caller knows. */
  when: 'before' | 'half' | 'after';
}

export class MemoryFileSystem implements FileSystem {
  /** How many calls of each kind were made. */
  readonly counts: Record<DiskOperation, number> = {
    open: 0,
    read: 0,
    write: 0,
    sync: 0,
    truncate: 0,
    rename: 0,
    remove: 0,
    list: 0,
    makeDirectory: 0,
    syncDirectory: 0,
  };
  /** What `freeBytes` answers at most; see also `faults.capacityBytes`. */
  freeBytesLeft = Number.MAX_SAFE_INTEGER;
  /** Files that are open now. */
  openFiles = 0;
  /** What goes wrong apart from crashes. */
  readonly faults = new DiskFaults();
  readonly #options: MemoryFileSystemOptions;
  #root: MemoryDirectory = newDirectory();
  #pendingNames: NameChange[] = [];
  #onStep: ((step: DiskStep) => void) | undefined;
  #stepCount = 0;
  readonly #locks = new Set<string>();
  /** Counts crashes and kills; what belongs to an earlier life is of no use any more. */
  #life = 0;

  constructor(options: MemoryFileSystemOptions = {}) {
    this.#options = options;
  }

  /**
   * Cuts the power. What was durable is left and, with `random`, any of the unsynced sectors of 512 bytes and any of the
   * unsynced names, as a journal would keep them or in no order at all. Calls under way fail, and so do later ones on
   * files that were open; locks are free.
   */
  crash(random?: Random): void {
    namesAfterCrash(this.#pendingNames, random);
    this.#pendingNames = [];
    this.#root = directoryAfterCrash(this.#root, random, new Map());
    this.kill();
  }

  /** The process dies and the machine goes on: everything written is there. Calls, files and locks end as in a crash. */
  kill(): void {
    this.#life += 1;
    this.#locks.clear();
    this.openFiles = 0;
  }

  /** Another disk with the same content, written and durable; without faults, locks and open files. */
  clone(): MemoryFileSystem {
    const copy = new MemoryFileSystem(this.#options);
    const { root, pending } = cloneTree(this.#root, this.#pendingNames);
    copy.#root = root;
    copy.#pendingNames = pending;
    return copy;
  }

  /** Calls `listener` at every moment of every call from now on, which may crash or kill then. Undefined ends that. */
  onStep(listener: ((step: DiskStep) => void) | undefined): void {
    this.#onStep = listener;
    this.#stepCount = 0;
  }

  /** Bytes of all files that have a name. */
  get usedBytes(): number {
    return filesIn(this.#root).reduce((bytes, { file }) => bytes + file.size, 0);
  }

  /** The same for two disks that look the same to processes. */
  fingerprint(): string {
    const hash = createHash('sha1').update(pathsIn(this.#root).sort().join());
    const files = filesIn(this.#root).sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { path, file } of files) {
      hash.update(`${path}\0${file.size}\0`).update(this.contentOf(path));
    }
    return hash.digest('hex');
  }

  /** Paths of all files. */
  get paths(): string[] {
    return filesIn(this.#root).map(({ path }) => path);
  }

  /** The file system as one process has it: after a crash or kill all its calls fail, so nothing of it lives on. */
  process(): FileSystem {
    const life = this.#life;
    const guarded =
      <Args extends [string, ...unknown[]], T>(call: (...args: Args) => Promise<T>) =>
      (...args: Args): Promise<T> =>
        life === this.#life ? call.apply(this, args) : Promise.reject(processEnded(args[0]));
    return {
      open: guarded(this.open),
      makeDirectory: guarded(this.makeDirectory),
      list: guarded(this.list),
      stat: guarded(this.stat),
      rename: guarded(this.rename),
      remove: guarded(this.remove),
      removeDirectory: guarded(this.removeDirectory),
      syncDirectory: guarded(this.syncDirectory),
      freeBytes: guarded(this.freeBytes),
      lock: guarded(this.lock),
    };
  }

  /**
   * Makes a call fail with `code`, once: the one after `skip` others whose path contains `pathPart`. A failed write has
   * written half; a failed sync loses what it should have made durable.
   */
  failNext(
    operation: DiskOperation,
    code: string,
    options: { pathPart?: string; skip?: number } = {},
  ): void {
    this.faults.failNext(operation, code, options);
  }

  /** No call is made to fail any more. */
  clearFaults(): void {
    this.faults.clear();
  }

  /** All bytes of a file as reads see them. For the test itself; takes no time. */
  contentOf(path: string): Buffer {
    const file = this.#fileAt(path);
    const content = Buffer.alloc(file.size);
    file.read(content, 0);
    return content;
  }

  /** Makes `content` all of a file, durable with its name. For the test itself; takes no time. */
  setContent(path: string, content: Uint8Array): void {
    const directory = this.#directoryAt(dirname(path));
    const file = new MemoryFile();
    file.write(content, 0);
    file.beginSync()(true);
    directory.entries.set(basename(path), file);
    directory.durable.set(basename(path), file);
  }

  /** Flips bits of one byte of a file, wherever it is stored. */
  corrupt(path: string, position: number, mask = 1): void {
    this.#fileAt(path).corrupt(position, mask);
  }

  open(path: string, options: OpenOptions = {}): Promise<File> {
    return this.#call('open', path, () => {
      const parent = this.#directoryAt(dirname(path));
      let file = parent.entries.get(basename(path));
      if (file === undefined) {
        if (!options.create) throw systemError('ENOENT', path);
        if (this.faults.bytesThatFit(() => this.usedBytes, 1) < 1)
          throw systemError('ENOSPC', path);
        file = new MemoryFile();
        this.#changeNames(changeOf(parent, basename(path), file));
      }
      if (!(file instanceof MemoryFile)) throw systemError('EISDIR', path);
      this.openFiles += 1;
      return this.#handle(path, file, options.writable === true);
    });
  }

  makeDirectory(path: string): Promise<void> {
    return this.#call('makeDirectory', path, () => {
      let directory = this.#root;
      for (const name of partsOf(path)) {
        let next = directory.entries.get(name);
        if (next instanceof MemoryFile) throw systemError('EEXIST', path);
        if (next === undefined) {
          next = newDirectory();
          this.#changeNames(changeOf(directory, name, next));
        }
        directory = next;
      }
    });
  }

  list(path: string): Promise<DirectoryEntry[]> {
    return this.#call('list', path, () =>
      [...this.#directoryAt(path).entries]
        .map(([name, node]) => ({ name, isDirectory: !(node instanceof MemoryFile) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#call('list', path, () => {
      const node = this.#nodeAt(path);
      if (node === undefined) return undefined;
      return node instanceof MemoryFile
        ? { bytes: node.size, isDirectory: false }
        : { bytes: 0, isDirectory: true };
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#call('rename', from, () => {
      const source = this.#directoryAt(dirname(from));
      const node = source.entries.get(basename(from));
      if (node === undefined) throw systemError('ENOENT', from);
      this.#changeNames([
        { directory: source, name: basename(from), node: undefined },
        { directory: this.#directoryAt(dirname(to)), name: basename(to), node },
      ]);
    });
  }

  remove(path: string): Promise<void> {
    return this.#call('remove', path, () => {
      const directory = this.#directoryAt(dirname(path));
      if (!directory.entries.has(basename(path))) throw systemError('ENOENT', path);
      this.#changeNames(changeOf(directory, basename(path), undefined));
    });
  }

  removeDirectory(path: string): Promise<void> {
    return this.#call('remove', path, () => {
      const node = this.#nodeAt(path);
      if (node === undefined) return;
      // One by one, as a disk does it: a crash can leave a part.
      if (!(node instanceof MemoryFile)) for (const one of removalsIn(node)) this.#changeNames(one);
      this.#changeNames(changeOf(this.#directoryAt(dirname(path)), basename(path), undefined));
    });
  }

  syncDirectory(path: string): Promise<void> {
    return this.#call('syncDirectory', path, () => {
      const directory = this.#directoryAt(path);
      const isHere = (change: NameChange) => change.some((part) => part.directory === directory);
      for (const change of this.#pendingNames.filter(isHere)) makeDurable(change);
      this.#pendingNames = this.#pendingNames.filter((change) => !isHere(change));
    });
  }

  freeBytes(path: string): Promise<number> {
    return this.#call('list', path, () => {
      const { capacityBytes = Number.MAX_SAFE_INTEGER } = this.faults;
      return Math.max(0, Math.min(this.freeBytesLeft, capacityBytes - this.usedBytes));
    });
  }

  lock(directory: string): Promise<DirectoryLock> {
    return this.#call('open', directory, () => {
      const path = normalize(directory);
      if (this.#locks.has(path)) {
        throw new TidelogError('DATA_DIRECTORY_LOCKED', `the data directory ${path} is in use`);
      }
      this.#locks.add(path);
      const life = this.#life;
      return {
        release: async () => {
          if (life === this.#life) this.#locks.delete(path);
        },
      };
    });
  }

  #handle(path: string, file: MemoryFile, writable: boolean): File {
    const life = this.#life;
    let isOpen = true;
    const call = <T>(operation: DiskOperation, effect: () => T, half?: () => void) => {
      const isAllowed = isOpen && (writable || operation === 'read');
      if (!isAllowed) return Promise.reject(systemError('EBADF', path));
      return this.#call(operation, path, effect, { life, half });
    };
    return {
      path,
      read: (target, position) => this.#readAll(file, { target, position }, call),
      write: (chunks, position) => {
        const all = Buffer.concat(chunks);
        const place = this.faults.placeOfWrite(path, position);
        const into = place.path === path ? file : this.#fileAt(place.path);
        return call(
          'write',
          () => this.#writeWhatFits(into, { path, data: all, position: place.position }),
          () => into.write(all.subarray(0, all.length >> 1), place.position),
        );
      },
      sync: () => {
        const finish = file.beginSync();
        return call(
          'sync',
          () => finish(true),
          () => finish(false),
        );
      },
      truncate: (bytes) => call('truncate', () => file.truncate(bytes)),
      size: () => call('read', () => file.size),
      close: async () => {
        if (!isOpen) throw systemError('EBADF', path);
        isOpen = false;
        if (life === this.#life) this.openFiles -= 1;
      },
    };
  }

  /** In pieces of what one call of the system returns, as node-file-system.ts reads. */
  async #readAll(
    file: MemoryFile,
    { target, position }: { target: Uint8Array; position: number },
    call: (operation: 'read', effect: () => number) => Promise<number>,
  ): Promise<number> {
    let total = 0;
    for (;;) {
      const piece = target.subarray(total, total + this.faults.readBytes(target.length - total));
      const bytes = await call('read', () => file.read(piece, position + total));
      total += bytes;
      if (bytes === 0 || total >= target.length) return total;
    }
  }

  #writeWhatFits(
    file: MemoryFile,
    { path, data, position }: { path: string; data: Buffer; position: number },
  ): void {
    const growth = Math.max(0, position + data.length - file.size);
    const fits = this.faults.bytesThatFit(() => this.usedBytes, growth);
    file.write(data.subarray(0, data.length - growth + fits), position);
    if (fits < growth) throw systemError('ENOSPC', path);
  }

  /** Takes its time, then has its effect in one step, or half of it when it is made to fail; none after its life. */
  async #call<T>(
    operation: DiskOperation,
    path: string,
    effect: () => T,
    { life = this.#life, half }: { life?: number; half?: (() => void) | undefined } = {},
  ): Promise<T> {
    this.counts[operation] += 1;
    const code = this.faults.codeFor(operation, path);
    const { clock, latencyMs } = this.#options;
    const delayMs = latencyMs?.(operation) ?? 0;
    await (clock === undefined ? Promise.resolve() : delay(clock, delayMs));
    if (life !== this.#life) throw processEnded(path);
    const index = this.#stepCount++;
    const at = (when: DiskStep['when']) => {
      this.#onStep?.({ index, operation, path, when });
      if (life !== this.#life) throw processEnded(path);
    };
    at('before');
    if (this.#onStep !== undefined && operation === 'write') {
      // The whole write that follows covers its half, so nothing has to be taken back.
      half?.();
      at('half');
    }
    if (code === undefined) {
      const result = effect();
      at('after');
      return result;
    }
    half?.();
    throw systemError(code, path);
  }

  #changeNames(change: NameChange): void {
    for (const { directory, name, node } of change) setName(directory.entries, name, node);
    this.#pendingNames.push(change);
  }

  #nodeAt(path: string): MemoryNode | undefined {
    let node: MemoryNode | undefined = this.#root;
    for (const name of partsOf(path)) {
      if (node === undefined || node instanceof MemoryFile) return undefined;
      node = node.entries.get(name);
    }
    return node;
  }

  #directoryAt(path: string): MemoryDirectory {
    const node = this.#nodeAt(path);
    if (node === undefined) throw systemError('ENOENT', path);
    if (node instanceof MemoryFile) throw systemError('ENOTDIR', path);
    return node;
  }

  #fileAt(path: string): MemoryFile {
    const node = this.#nodeAt(path);
    if (!(node instanceof MemoryFile)) throw systemError('ENOENT', path);
    return node;
  }
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function processEnded(path: string): Error {
  return systemError('EIO', `${path} (its process has ended)`);
}
