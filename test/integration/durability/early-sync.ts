import type { File, FileSystem, OpenOptions } from '../../../src/base/file-system.ts';

/**
 * The planted bug "acknowledge before fdatasync": a sync of a file whose path contains `pathPart` says that it is done when it
 * has only begun. The bytes become durable a little later, unless the power goes first.
 */
export function syncTooEarly(fileSystem: FileSystem, pathPart: string): FileSystem {
  return {
    open: async (path: string, options?: OpenOptions) => {
      const file = await fileSystem.open(path, options);
      return path.includes(pathPart) ? earlyFile(file) : file;
    },
    makeDirectory: (path) => fileSystem.makeDirectory(path),
    list: (path) => fileSystem.list(path),
    stat: (path) => fileSystem.stat(path),
    rename: (from, to) => fileSystem.rename(from, to),
    remove: (path) => fileSystem.remove(path),
    removeDirectory: (path) => fileSystem.removeDirectory(path),
    syncDirectory: (path) => fileSystem.syncDirectory(path),
    freeBytes: (path) => fileSystem.freeBytes(path),
    lock: (directory) => fileSystem.lock(directory),
  };
}

function earlyFile(file: File): File {
  return {
    path: file.path,
    read: (target, position) => file.read(target, position),
    write: (chunks, position) => file.write(chunks, position),
    sync: async () => {
      file.sync().catch(() => {
        // The power went first. Nobody is told: that is the bug.
      });
    },
    truncate: (bytes) => file.truncate(bytes),
    size: () => file.size(),
    close: () => file.close(),
  };
}
