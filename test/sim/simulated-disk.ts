// A disk as one life of a node sees it: every call takes its time, part of it before and part of it after it takes effect, so that a
// crash can come between a sync and the news of it. What a crash loses is the inner file system's matter.
import type { File, FileSystem, OpenOptions } from '../../src/base/file-system.ts';
import type { Random } from '../../src/base/random.ts';
import type { Life } from './simulated-clock.ts';
import type { Simulation } from './simulation.ts';

export interface DiskOptions {
  /** A call takes up to so long. */
  latencyMsMax: number;
  /** A sync takes up to so long. */
  syncMsMax: number;
  /** The planted bug "acknowledge before fdatasync": a sync of such a file returns and has done nothing. Undefined: none. */
  isSyncIgnored: ((path: string) => boolean) | undefined;
  /** A call that changes nothing takes all its time at once: half as many events. Default false. */
  areReadsWhole?: boolean;
}

export const calmDisk: DiskOptions = { latencyMsMax: 0.25, syncMsMax: 1, isSyncIgnored: undefined };

/** Nothing can be learnt from a crash between their effect and the news of it. */
const wholeKinds = new Set(['read', 'size', 'close', 'stat', 'list', 'statfs']);

export class SimulatedDisk {
  readonly #simulation: Simulation;
  readonly #random: Random;
  readonly #inner: FileSystem;
  #options: DiskOptions;

  constructor(simulation: Simulation, inner: FileSystem, options: DiskOptions = calmDisk) {
    this.#simulation = simulation;
    this.#random = simulation.splitRandom();
    this.#inner = inner;
    this.#options = options;
  }

  /** For calls from now on. */
  setOptions(options: DiskOptions): void {
    this.#options = options;
  }

  /** Calls of a life that has ended never return. */
  fileSystemFor(life: Life): FileSystem {
    const inner = this.#inner;
    const call = <T>(kind: string, work: () => Promise<T>): Promise<T> =>
      this.#call(life, kind, this.#options.latencyMsMax, work);
    return {
      open: async (path, options?: OpenOptions) =>
        this.#wrap(life, await call('open', () => inner.open(path, options))),
      makeDirectory: (path) => call('mkdir', () => inner.makeDirectory(path)),
      list: (path) => call('list', () => inner.list(path)),
      stat: (path) => call('stat', () => inner.stat(path)),
      rename: (from, to) => call('rename', () => inner.rename(from, to)),
      remove: (path) => call('remove', () => inner.remove(path)),
      removeDirectory: (path) => call('rmdir', () => inner.removeDirectory(path)),
      syncDirectory: (path) => this.#sync(life, 'sync-dir', () => inner.syncDirectory(path)),
      freeBytes: (path) => call('statfs', () => inner.freeBytes(path)),
      lock: (directory) => call('lock', () => inner.lock(directory)),
    };
  }

  #wrap(life: Life, file: File): File {
    const call = <T>(kind: string, work: () => Promise<T>): Promise<T> =>
      this.#call(life, kind, this.#options.latencyMsMax, work);
    return {
      path: file.path,
      read: (target, position) => call('read', () => file.read(target, position)),
      write: (chunks, position) => call('write', () => file.write(chunks, position)),
      sync: () => {
        const isIgnored = this.#options.isSyncIgnored?.(file.path) === true;
        return this.#sync(life, 'sync', isIgnored ? async () => {} : () => file.sync());
      },
      truncate: (bytes) => call('truncate', () => file.truncate(bytes)),
      size: () => call('size', () => file.size()),
      close: () => call('close', () => file.close()),
    };
  }

  #sync(life: Life, kind: string, work: () => Promise<void>): Promise<void> {
    return this.#call(life, kind, this.#options.syncMsMax, work);
  }

  async #call<T>(life: Life, kind: string, msMax: number, work: () => Promise<T>): Promise<T> {
    const isWhole = this.#options.areReadsWhole === true && wholeKinds.has(kind);
    await this.#wait(life, `disk-${kind}`, isWhole ? 2 * msMax : msMax);
    const result = await work();
    if (isWhole) return result;
    await this.#wait(life, 'disk-done', msMax);
    return result;
  }

  #wait(life: Life, kind: string, msMax: number): Promise<void> {
    const delayMs = (this.#random.fraction() * msMax) / 2;
    return new Promise((resolve) => {
      this.#simulation.clock.schedule(kind, delayMs, resolve, life);
    });
  }
}
