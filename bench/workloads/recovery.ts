/**
 * How long a log takes to open: one of 10,000 segments that was stopped in order, which is promised to take less than 2 s and
 * touches only the last segment's files, and one of 256 MB that was killed, of which every batch is checked and written again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openNodeFileSystem } from '../../src/base/node-file-system.ts';
import { KIB, MIB } from '../../src/base/units.ts';
import { encodeBatch } from '../../src/protocol/records.ts';
import { logConfigDefaults } from '../../src/storage/log-config.ts';
import { openLog, withoutSync } from '../support/log-on-disk.ts';
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
  let log = await openLog(withoutSync(disk), directory, { config });
  const batch = batchOfBytes(KIB);
  while (log.segmentCount < segments) {
    await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
  }
  await log.close();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const startedMs = performance.now();
    log = await openLog(disk, directory, { config, cleanEnd: log.cleanEnd });
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
  const log = await openLog(withoutSync(disk), directory, { config: logConfigDefaults });
  const batch = batchOfBytes(16 * KIB);
  while (log.sizeBytes < bytes) await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
  await log.close();
  const rates: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const startedMs = performance.now();
    const again = await openLog(disk, directory, { config: logConfigDefaults });
    rates.push(again.sizeBytes / 1e6 / ((performance.now() - startedMs) / 1_000));
    await again.close();
  }
  return { workload: 'recovery/scan', ...noRates, mbPerSecond: round(median(rates)) };
}

function batchOfBytes(bytes: number): Buffer {
  const value = Buffer.alloc(bytes - 100, 'x');
  return encodeBatch([{ timestamp: Date.now(), key: null, value, headers: [] }], 'none');
}
