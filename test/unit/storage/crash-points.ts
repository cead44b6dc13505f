// Cuts the power before or after one call of many, so that a test can try every step of an operation.
import type { File, FileSystem } from '../../../src/base/file-system.ts';
import type { Random } from '../../../src/base/random.ts';
import type { MemoryFileSystem } from '../../support/memory-file-system.ts';

export interface CrashPoint {
  /** Counts calls from 1. */
  call: number;
  when: 'before' | 'after';
  random: Random;
}

export interface CrashingFileSystem {
  fileSystem: FileSystem;
  /** Calls made so far that change something. */
  calls: () => number;
  hasCrashed: () => boolean;
  /** Calls before this do not count. */
  arm: () => void;
}

/** The disk as a process sees it whose power is cut at `point`; from then on all its calls fail. */
export function crashingFileSystem(disk: MemoryFileSystem, point: CrashPoint): CrashingFileSystem {
  const view = disk.process();
  let calls = 0;
  let isArmed = false;
  let hasCrashed = false;
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!isArmed) return call();
    calls += 1;
    const isPoint = calls === point.call;
    if (isPoint && point.when === 'before') crash();
    const result = await call();
    if (isPoint && point.when === 'after') {
      crash();
      throw Object.assign(new Error('EIO: the power is cut'), { code: 'EIO' });
    }
    return result;
  };
  const crash = () => {
    hasCrashed = true;
    disk.crash(point.random);
  };
  const wrap = (file: File): File => ({
    path: file.path,
    read: (target, position) => file.read(target, position),
    write: (chunks, position) => step(() => file.write(chunks, position)),
    sync: () => step(() => file.sync()),
    truncate: (bytes) => step(() => file.truncate(bytes)),
    size: () => file.size(),
    close: () => file.close(),
  });
  return {
    calls: () => calls,
    hasCrashed: () => hasCrashed,
    arm: () => {
      isArmed = true;
    },
    fileSystem: {
      ...view,
      open: async (path, options) => {
        const changes = options?.writable === true;
        const open = () => view.open(path, options);
        return wrap(await (changes ? step(open) : open()));
      },
      makeDirectory: (path) => step(() => view.makeDirectory(path)),
      rename: (from, to) => step(() => view.rename(from, to)),
      remove: (path) => step(() => view.remove(path)),
      removeDirectory: (path) => step(() => view.removeDirectory(path)),
      syncDirectory: (path) => step(() => view.syncDirectory(path)),
    },
  };
}
