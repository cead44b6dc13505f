/**
 * How long a log takes to open: one of 10,000 segments that was stopped in order, which is promised to take less than 2 s and
 * touches only the last segment's files, and one of 256 MB that was killed, of which every batch is checked and written again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SystemClock } from '../../src/base/clock.ts';
import type { FileSystem } from '../../src/base/file-system.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { openNodeFileSystem } from '../../src/base/node-file-system.ts';
import { KIB, MIB } from '../../src/base/units.ts';
import type { Uuid } from '../../src/base/uuid.ts';
import { encodeBatch } from '../../src/protocol/records.ts';
import { IndexCache } from '../../src/storage/index-cache.ts';
import { logConfigDefaults } from '../../src/storage/log-config.ts';
import { OpenFiles } from '../../src/storage/open-files.ts';
import { PartitionLog } from '../../src/storage/partition-log.ts';
import { TailBudget } from '../../src/storage/tail-cache.ts';
import { median, type Row, round } from '../support/measure.ts';
import type { Settings } from '../support/stage.ts';

const segmentsDefault = 10_000;
const scannedBytesDefault = 256 * MIB;
const noRates = {
  recordsPerSecond: null,
  mbPerSecond: null,
  ceilingRecordsPerSecond: null,
  ratio: null,
};
const topicId = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid;

export async function* recovery(settings: Settings): AsyncGenerator<Row> {
  const root = await mkdtemp(join(settings.directory, 'tidelog-bench-'));
  try {
    yield await cleanOpen(join(root, 'clean'), settings);
    yield await scan(join(root, 'killed'), settings);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function cleanOpen(directory: string, { rounds, scale }: Settings): Promise<Row> {
  const segments = Math.round(segmentsDefault * scale);
  const config = { ...logConfigDefaults, segmentBytes: KIB };
  const disk = openNodeFileSystem();
  await disk.makeDirectory(directory);
  let log = await open(withoutSync(disk), directory, { config });
  const batch = batchOfBytes(KIB);
  while (log.segmentCount < segments) {
    await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
  }
  await log.close();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const startedMs = performance.now();
    log = await open(disk, directory, { config, cleanEnd: log.cleanEnd });
    times.push(performance.now() - startedMs);
    if (log.wasRecovered) throw new Error('a log that was stopped in order is not scanned');
    await log.close();
  }
  return { workload: 'recovery/clean-open', ...noRates, segments, ms: round(median(times)) };
}

async function scan(directory: string, { rounds, scale }: Settings): Promise<Row> {
  const bytes = scannedBytesDefault * scale;
  const disk = openNodeFileSystem();
  await disk.makeDirectory(directory);
  const log = await open(withoutSync(disk), directory, { config: logConfigDefaults });
  const batch = batchOfBytes(16 * KIB);
  while (log.sizeBytes < bytes) await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
  await log.close();
  const rates: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const startedMs = performance.now();
    const again = await open(disk, directory, { config: logConfigDefaults });
    rates.push(again.sizeBytes / 1e6 / ((performance.now() - startedMs) / 1_000));
    await again.close();
  }
  return { workload: 'recovery/scan', ...noRates, mbPerSecond: round(median(rates)) };
}

function open(
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
function withoutSync(disk: FileSystem): FileSystem {
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

function batchOfBytes(bytes: number): Buffer {
  const value = Buffer.alloc(bytes - 100, 'x');
  return encodeBatch([{ timestamp: Date.now(), key: null, value, headers: [] }], 'none');
}
