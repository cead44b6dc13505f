/** One log without a broker around it, and a quick way to fill it. */
import { SystemClock } from '../../src/base/clock.ts';
import type { FileSystem } from '../../src/base/file-system.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { MIB } from '../../src/base/units.ts';
import type { Uuid } from '../../src/base/uuid.ts';
import { IndexCache } from '../../src/storage/index-cache.ts';
import { OpenFiles } from '../../src/storage/open-files.ts';
import { PartitionLog } from '../../src/storage/partition-log.ts';
import { TailBudget } from '../../src/storage/tail-cache.ts';

const topicId = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid;

/** A log alone, with nothing shared. */
export function openLog(
  fileSystem: FileSystem,
  directory: string,
  more: Pick<Parameters<typeof PartitionLog.open>[0], 'config' | 'cleanEnd'>,
): Promise<PartitionLog> {
  return PartitionLog.open({
    directory,
    topicId,
    fileSystem,
    clock: new SystemClock(),
    logger: silentLogger,
    files: new OpenFiles(fileSystem, 100, (path, error) => {
      throw new Error(`${path} could not be closed: ${String(error)}`);
    }),
    indexCache: new IndexCache(MIB),
    tailBudget: new TailBudget(MIB),
    ...more,
  });
}

/** To make the files in less time; what is measured syncs. */
export function withoutSync(disk: FileSystem): FileSystem {
  const guarded: FileSystem = Object.create(disk);
  guarded.syncDirectory = async () => {};
  guarded.open = async (...args) => {
    const file = await disk.open(...args);
    const unsynced = Object.create(file);
    unsynced.sync = async () => {};
    for (const name of ['read', 'write', 'truncate', 'size', 'close'] as const) {
      unsynced[name] = file[name].bind(file);
    }
    return unsynced;
  };
  for (const name of ['list', 'stat', 'rename', 'remove', 'makeDirectory'] as const) {
    Object.assign(guarded, { [name]: disk[name].bind(disk) });
  }
  return guarded;
}
