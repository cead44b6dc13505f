// A disk in memory that forgets like a real one [SIM-3]: bytes are durable only after File.sync, names only after
// syncDirectory. `crash` and `kill` end the life of the process that uses it; the next one opens it anew. Deterministic: calls finish in microtasks, or after a latency on an injected clock.
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
import { MemoryFile } from './memory-file.ts';

export type DiskOperation =
  | 'open'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'rename'
  | 'remove'
  | 'list'
  | 'makeDirectory'
  | 'syncDirectory';

export interface MemoryFileSystemOptions {
  /** Without it calls finish in a microtask. */
  clock?: Clock;
  /** How long one call takes on that clock. Default 0. */
  latencyMs?: (operation: DiskOperation) => number;
}

interface MemoryDirectory {
  entries: Map<string, MemoryNode>;
  durable: Map<string, MemoryNode>;
}

type MemoryNode = MemoryFile | MemoryDirectory;

/** A change of names that happens as a whole: after a crash all of it is there or none. */
type NameChange = { directory: MemoryDirectory; name: string; node: MemoryNode | undefined }[];

interface Fault {
  operation: DiskOperation;
  code: string;
  pathPart: string;
  skip: number;
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
  /** Files that are open now. */
  openFiles = 0;
  readonly #options: MemoryFileSystemOptions;
  #root: MemoryDirectory = { entries: new Map(), durable: new Map() };
  #pendingNames: NameChange[] = [];
  readonly #faults: Fault[] = [];
  readonly #locks = new Set<string>();
  /** Counts crashes and kills; what belongs to an earlier life is of no use any more. */
  #life = 0;

  constructor(options: MemoryFileSystemOptions = {}) {
    this.#options = options;
  }

  /**
   * Cuts the power. What was durable is left and, with `random`, any of the unsynced sectors of 512 bytes and some first
   * part of the unsynced names. Calls under way fail, and so do later ones on files that were open; locks are free.
   */
  crash(random?: Random): void {
    const kept = random ? random.integerBelow(this.#pendingNames.length + 1) : 0;
    for (const change of this.#pendingNames.slice(0, kept)) makeDurable(change);
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
    const { pathPart = '', skip = 0 } = options;
    this.#faults.push({ operation, code, pathPart, skip });
  }

  /** No call is made to fail any more. */
  clearFaults(): void {
    this.#faults.length = 0;
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
        file = new MemoryFile();
        this.#changeNames([{ directory: parent, name: basename(path), node: file }]);
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
          next = { entries: new Map(), durable: new Map() };
          this.#changeNames([{ directory, name, node: next }]);
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
      this.#changeNames([{ directory, name: basename(path), node: undefined }]);
    });
  }

  removeDirectory(path: string): Promise<void> {
    return this.#call('remove', path, () => {
      if (this.#nodeAt(path) === undefined) return;
      const directory = this.#directoryAt(dirname(path));
      this.#changeNames([{ directory, name: basename(path), node: undefined }]);
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
    const call = <T>(operation: DiskOperation, effect: () => T, failure?: () => void) => {
      const isAllowed = isOpen && (writable || operation === 'read');
      if (!isAllowed) return Promise.reject(systemError('EBADF', path));
      return this.#call(operation, path, effect, { life, failure });
    };
    return {
      path,
      read: (target, position) => call('read', () => file.read(target, position)),
      write: (chunks, position) => {
        const all = Buffer.concat(chunks);
        return call(
          'write',
          () => file.write(all, position),
          () => file.write(all.subarray(0, all.length >> 1), position),
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

  /** Takes its time, then has its effect in one step, or its effect when it is made to fail; none after its life. */
  async #call<T>(
    operation: DiskOperation,
    path: string,
    effect: () => T,
    { life = this.#life, failure }: { life?: number; failure?: (() => void) | undefined } = {},
  ): Promise<T> {
    this.counts[operation] += 1;
    const code = this.#faultCode(operation, path);
    const { clock, latencyMs } = this.#options;
    const delayMs = latencyMs?.(operation) ?? 0;
    await (clock === undefined ? Promise.resolve() : delay(clock, delayMs));
    if (life !== this.#life) throw processEnded(path);
    if (code === undefined) return effect();
    failure?.();
    throw systemError(code, path);
  }

  #faultCode(operation: DiskOperation, path: string): string | undefined {
    const fault = this.#faults.find(
      (one) => one.operation === operation && path.includes(one.pathPart),
    );
    if (fault === undefined) return undefined;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return undefined;
    }
    this.#faults.splice(this.#faults.indexOf(fault), 1);
    return fault.code;
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

function partsOf(path: string): string[] {
  return normalize(path)
    .split('/')
    .filter((name) => name !== '' && name !== '.');
}

function setName(names: Map<string, MemoryNode>, name: string, node: MemoryNode | undefined): void {
  if (node === undefined) names.delete(name);
  else names.set(name, node);
}

function makeDurable(change: NameChange): void {
  for (const { directory, name, node } of change) setName(directory.durable, name, node);
}

/** `seen` keeps one file with two names, which a half-done rename can leave, one file. */
function directoryAfterCrash(
  directory: MemoryDirectory,
  random: Random | undefined,
  seen: Map<MemoryNode, MemoryNode>,
): MemoryDirectory {
  const entries = new Map<string, MemoryNode>();
  for (const [name, node] of directory.durable) {
    const after =
      seen.get(node) ??
      (node instanceof MemoryFile
        ? node.afterCrash(random)
        : directoryAfterCrash(node, random, seen));
    seen.set(node, after);
    entries.set(name, after);
  }
  return { entries, durable: new Map(entries) };
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function processEnded(path: string): Error {
  return systemError('EIO', `${path} (its process has ended)`);
}
