import { expect, test } from 'vitest';
import type { FileSystem } from '../../../src/base/file-system.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { DirectoryArchive, rowFileName } from '../../../src/storage/archive.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import type { RowFormat } from '../../../src/storage/record-rows.ts';
import { readCsvTable } from '../../support/csv-reader.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { crashingFileSystem } from './crash-points.ts';
import { append, directory, openLog, readValues, topicId } from './fixture.ts';

const nowMs = 1_000_000;
const never = new AbortController().signal;

async function openRetained(fileSystem: FileSystem): Promise<PartitionLog> {
  const starts = await LogStartCheckpoint.open(fileSystem, '/log-start-checkpoint');
  const config = { segmentBytes: 300, indexIntervalBytes: 100, retentionMs: 1_000 };
  return openLog(fileSystem, { config, logStart: starts.of('t-0') });
}

/** 20 records, all expired but for those of the active segment. */
async function filledLog(fileSystem: FileSystem): Promise<PartitionLog> {
  const log = await openRetained(fileSystem);
  for (let i = 0; i < 20; i++) await append(log, [`value ${i}`], 1_000 + i);
  return log;
}

function applyWith(
  fileSystem: FileSystem,
  log: PartitionLog,
  { format = 'csv' as RowFormat, signal = never } = {},
) {
  const options = { directory: '/archive', format, fileSystem, logger: silentLogger };
  const archive = new DirectoryArchive(options).of({ topic: 't', partition: 0, topicId }, signal);
  return log.applyRetention({ highWatermark: () => log.durableEndOffset, nowMs, archive });
}

async function archived(disk: MemoryFileSystem): Promise<Record<string, string>[]> {
  if ((await disk.stat('/archive/t')) === undefined) return [];
  const files = (await disk.list('/archive/t')).filter(({ name }) => name.endsWith('.csv'));
  return files.flatMap(({ name }) =>
    readCsvTable(disk.contentOf(`/archive/t/${name}`).toString('utf8')),
  );
}

const valuesTo = (end: number) => Array.from({ length: end }, (_, i) => `value ${i}`);

test('every expired segment becomes one file, and then goes', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  const segments = log.segmentCount;
  expect(await applyWith(disk, log)).toMatchObject({ removedSegments: segments - 1 });
  expect(log.segmentCount).toBe(1);
  const rows = await archived(disk);
  expect(rows.map(({ value }) => value)).toEqual(valuesTo(log.logStartOffset));
  expect(rows.map(({ timestamp }) => Number(timestamp))).toEqual(rows.map((_, i) => 1_000 + i));
  const names = (await disk.list('/archive/t')).map(({ name }) => name);
  expect(names).toHaveLength(segments - 1);
  const first = readCsvTable(disk.contentOf(`/archive/t/${names[0]}`).toString('utf8'));
  const range = { partition: 0, firstOffset: 0, lastOffset: first.length - 1 };
  expect(names[0]).toBe(rowFileName(range, topicId, 'csv'));
});

test('NDJSON is as good, and what was trimmed is left out', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  await log.trimBefore(1, { highWatermark: 20 });
  await applyWith(disk, log, { format: 'ndjson' });
  const [first] = await disk.list('/archive/t');
  const lines = disk.contentOf(`/archive/t/${first?.name}`).toString('utf8').trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    topic: 't',
    partition: 0,
    offset: 1,
    timestamp: 1_001,
    key: null,
    key_encoding: 'null',
    value: 'value 1',
    value_encoding: 'utf8',
    headers: [],
  });
});

test.each([
  ['write', 'ENOSPC'],
  ['sync', 'EIO'],
  ['rename', 'EACCES'],
  ['makeDirectory', 'EROFS'],
] as const)(
  'when the %s fails, the segment stays, appends go on, and it is tried again',
  async (operation, code) => {
    const disk = new MemoryFileSystem();
    const log = await filledLog(disk);
    disk.failNext(operation, code, { pathPart: '/archive' });
    const failed = await applyWith(disk, log);
    expect(failed.problem).toMatchObject({ code: 'ARCHIVE_FAILED' });
    expect(failed).toMatchObject({ removedSegments: 0, keptSegments: log.segmentCount - 1 });
    expect(log.logStartOffset).toBe(0);
    await append(log, ['value 20'], 1_020);
    expect((await applyWith(disk, log)).problem).toBeUndefined();
    expect((await archived(disk)).map(({ value }) => value)).toEqual(valuesTo(log.logStartOffset));
    expect((await disk.list('/archive/t')).filter(({ name }) => name.endsWith('.tmp'))).toEqual([]);
  },
);

test('a damaged segment is neither archived nor removed', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  // A byte of the first value: the header is as it was, the CRC is not.
  disk.corrupt(`${directory}/${'0'.repeat(20)}.log`, 70);
  expect((await applyWith(disk, log)).problem).toMatchObject({ code: 'LOG_DAMAGED' });
  expect(log.logStartOffset).toBe(0);
  expect(await archived(disk)).toEqual([]);
});

test('a file that is there is never overwritten', async () => {
  const disk = new MemoryFileSystem();
  await applyWith(disk, await filledLog(disk));
  const [name] = (await disk.list('/archive/t')).map((entry) => entry.name);
  // The same log once more, as after a crash that came before the removal.
  const again = new MemoryFileSystem();
  const log = await filledLog(again);
  await again.makeDirectory('/archive/t');
  again.setContent(`/archive/t/${name}`, Buffer.from('mine'));
  expect((await applyWith(again, log)).problem).toBeUndefined();
  expect(again.contentOf(`/archive/t/${name}`).toString()).toBe('mine');
});

test('it stops between two pieces when there is no time left, and leaves nothing half done', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  const stopping = new AbortController();
  stopping.abort(new Error('the broker is closing'));
  const report = await applyWith(disk, log, { signal: stopping.signal });
  expect(report.problem).toMatchObject({ message: expect.stringContaining('closing') });
  expect(await archived(disk)).toEqual([]);
  expect(log.logStartOffset).toBe(0);
});

test('a crash at any step loses no record: each is in the log, or in a whole file of the archive', async () => {
  let crashes = 0;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const disk = new MemoryFileSystem();
      const power = crashingFileSystem(disk, { call, when, random: new SeededRandom(call) });
      const log = await filledLog(power.fileSystem);
      power.arm();
      await applyWith(power.fileSystem, log);
      await log.close().catch((error: unknown) => expect(error).toMatchObject({ code: 'EIO' }));
      if (!power.hasCrashed()) break;
      crashes += 1;
      for (const round of ['first', 'second']) {
        const again = await openRetained(disk.process());
        const where = `${round} after ${when} ${call}`;
        const inArchive = (await archived(disk)).map(({ value }) => value);
        expect(inArchive.length, where).toBeGreaterThanOrEqual(again.logStartOffset);
        expect(inArchive, where).toEqual(valuesTo(inArchive.length));
        expect(await readValues(again), where).toEqual(valuesTo(20).slice(again.logStartOffset));
        if (round === 'first') disk.crash(new SeededRandom(call));
        else {
          expect((await applyWith(disk.process(), again)).problem, where).toBeUndefined();
          const all = (await archived(disk)).map(({ value }) => value);
          expect(all, where).toEqual(valuesTo(again.logStartOffset));
        }
      }
    }
  }
  expect(crashes).toBeGreaterThan(80);
});
