import { expect, test } from 'vitest';
import type { FileSystem } from '../../../src/base/file-system.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import { OffsetOutOfRangeError } from '../../../src/storage/storage-errors.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { crashingFileSystem } from './crash-points.ts';
import {
  append,
  batchOf,
  directory,
  type OpenLogOptions,
  openLog,
  readAll,
  readValues,
} from './fixture.ts';

const config = { segmentBytes: 300, indexIntervalBytes: 100 };
const checkpointPath = '/log-start-checkpoint';

async function openTrimmed(fileSystem: FileSystem, options: OpenLogOptions = {}) {
  const starts = await LogStartCheckpoint.open(fileSystem, checkpointPath);
  return openLog(fileSystem, { config, logStart: starts.of('t-0'), ...options });
}

/** 30 records in segments of three. */
async function filledLog(fileSystem: FileSystem) {
  const log = await openTrimmed(fileSystem);
  for (let i = 0; i < 30; i++) await append(log, [`value ${i}`], 1_000 + i);
  expect(log.segmentCount).toBeGreaterThan(5);
  return log;
}

const values = (from: number) => Array.from({ length: 30 - from }, (_, i) => `value ${from + i}`);
const logFiles = async (disk: MemoryFileSystem) =>
  (await disk.list(directory)).map(({ name }) => name).filter((name) => name.endsWith('.log'));

test('below the new start nothing is read, and the error carries the start [LOG-8]', async () => {
  const log = await filledLog(new MemoryFileSystem());
  expect(await log.trimBefore(17, { highWatermark: 30 })).toBe(17);
  expect(log.logStartOffset).toBe(17);
  const read = { maxBytes: 10_000, endOffsetExclusive: 30, minOneBatch: true };
  for (const offset of [0, 16]) {
    const error = await log.read({ ...read, offset }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OffsetOutOfRangeError);
    expect(error).toMatchObject({ logStartOffset: 17, logEndOffset: 30 });
  }
  expect(await readValues(log)).toEqual(values(17));
  log.evictTail();
  expect(await readValues(log)).toEqual(values(17));
  expect(log.readBytesAvailable(16, 30)).toBe(0);
  expect(await log.offsetForTimestamp(0, 30)).toMatchObject({ offset: 17, timestamp: 1_017 });
});

test('a batch that the start divides is found by time from the start on', async () => {
  const log = await openTrimmed(new MemoryFileSystem());
  await append(log, ['a', 'b', 'c', 'd'], 1_000);
  await log.trimBefore(2, { highWatermark: 4 });
  expect(await log.offsetForTimestamp(0, 4)).toMatchObject({ offset: 2 });
  expect(await readValues(log)).toEqual(['c', 'd']);
});

test('the start never falls, and never passes the high watermark', async () => {
  const log = await filledLog(new MemoryFileSystem());
  await log.trimBefore(12, { highWatermark: 20 });
  expect(await log.trimBefore(5, { highWatermark: 20 })).toBe(12);
  await expect(log.trimBefore(21, { highWatermark: 20 })).rejects.toMatchObject({
    code: 'OFFSET_OUT_OF_RANGE',
    logStartOffset: 12,
    logEndOffset: 20,
  });
  expect(log.logStartOffset).toBe(12);
});

test('trimmed to its end, a log keeps its active segment and goes on at the next offset', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  expect(await log.trimBefore(30, { highWatermark: 30 })).toBe(30);
  expect(log.segmentCount).toBe(1);
  expect(await readAll(log)).toEqual([]);
  await append(log, ['next']);
  await log.close();
  const again = await openTrimmed(disk, { cleanEnd: log.cleanEnd });
  expect(again.wasRecovered).toBe(false);
  expect((await readAll(again)).map(({ offset }) => offset)).toEqual([30]);
});

test('files go when the reader is done, and not before', async () => {
  const disk = new MemoryFileSystem();
  const gate = Promise.withResolvers<void>();
  let isHeld = false;
  const slow: FileSystem = {
    ...disk.process(),
    open: async (path, options) => {
      const file = await disk.open(path, options);
      if (!isHeld) return file;
      return {
        ...file,
        read: async (target, position) => {
          await gate.promise;
          return file.read(target, position);
        },
      };
    },
  };
  const log = await filledLog(slow);
  await log.close();
  const reopened = await openTrimmed(slow, { cleanEnd: log.cleanEnd });
  isHeld = true;
  const reading = reopened.read({
    offset: 0,
    maxBytes: 100,
    endOffsetExclusive: 30,
    minOneBatch: true,
  });
  const before = await logFiles(disk);
  await reopened.trimBefore(20, { highWatermark: 30 });
  expect(await logFiles(disk)).toEqual(before);
  gate.resolve();
  expect((await reading).nextOffset).toBeGreaterThan(0);
  await reopened.close();
  expect((await logFiles(disk)).length).toBeLessThan(before.length);
  expect(disk.openFiles).toBe(0);
});

test('with durability async, what lies below the new start is durable first', async () => {
  const disk = new MemoryFileSystem();
  const log = await openTrimmed(disk, { config: { ...config, durability: 'async' } });
  for (let i = 0; i < 5; i++) log.append(batchOf([`v${i}`]), { leaderEpoch: 0 });
  await append(log, ['last']);
  await log.trimBefore(6, { highWatermark: 6 });
  disk.crash();
  const again = await openTrimmed(disk);
  expect([again.logStartOffset, again.logEndOffset]).toEqual([6, 6]);
});

test('a log that ends below its start goes on at its start', async () => {
  const disk = new MemoryFileSystem();
  const log = await filledLog(disk);
  await log.trimBefore(30, { highWatermark: 30 });
  await log.close();
  const [active] = await logFiles(disk);
  const path = `${directory}/${active}`;
  disk.setContent(path, disk.contentOf(path).subarray(0, -1));
  const again = await openTrimmed(disk);
  expect([again.logStartOffset, again.logEndOffset]).toEqual([30, 30]);
  expect(await append(again, ['new'])).toMatchObject({ baseOffset: 30 });
  await again.close();
  const later = await openTrimmed(disk);
  expect(await readValues(later)).toEqual(['new']);
});

test('a crash at any step leaves the old start or the new one, and never brings back what was told to be gone', async () => {
  let crashes = 0;
  const found = new Set<number>();
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const disk = new MemoryFileSystem();
      const power = crashingFileSystem(disk, { call, when, random: new SeededRandom(call) });
      const log = await filledLog(power.fileSystem);
      power.arm();
      // Closing waits for the files that go in the background; some calls of it fail after the crash.
      const told = await log.trimBefore(16, { highWatermark: 30 }).catch(() => 0);
      await log.close().catch((error: unknown) => expect(error).toMatchObject({ code: 'EIO' }));
      if (!power.hasCrashed()) {
        expect(told).toBe(16);
        break;
      }
      crashes += 1;
      for (const round of ['first', 'second']) {
        const again = await openTrimmed(disk.process());
        found.add(again.logStartOffset);
        expect([0, 16], `${round} after ${when} ${call}`).toContain(again.logStartOffset);
        expect(again.logStartOffset).toBeGreaterThanOrEqual(told);
        again.evictTail();
        expect(await readValues(again)).toEqual(values(again.logStartOffset));
        const names = (await disk.list(directory)).map(({ name }) => name);
        expect(names.filter((name) => name.endsWith('.deleted'))).toEqual([]);
        disk.crash(new SeededRandom(call));
      }
    }
  }
  expect([...found].sort((a, b) => a - b)).toEqual([0, 16]);
  expect(crashes).toBeGreaterThan(40);
});
