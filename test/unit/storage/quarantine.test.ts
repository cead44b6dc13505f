import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { readGaps } from '../../../src/storage/quarantine.ts';
import { DamagedRangeError } from '../../../src/storage/storage-errors.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { type DiskOperation, MemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  append,
  batchesIn,
  directory,
  type OpenLogOptions,
  openLog,
  readValues,
  topicId,
} from './fixture.ts';

const indexIntervalBytes = 150;
const values = Array.from({ length: 10 }, (_, i) => [`${i}a`, `${i}b`]);
const all = values.flat();

const name = (offset: number, suffix = '.log') =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

/** Ten batches of two records, in one segment or more; then the process dies. */
async function killedLog(segmentBytes = 1 << 20): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config: { indexIntervalBytes, segmentBytes } });
  for (const [i, batch] of values.entries()) await append(log, batch, 1_000 + i * 100);
  disk.kill();
  return disk;
}

const reopen = (disk: MemoryFileSystem, options: OpenLogOptions = {}) =>
  openLog(disk, { config: { indexIntervalBytes }, onDamage: 'serveIntact', ...options });

/** Reads the whole log the way a consumer does that skips what is gone; returns values and the gaps it met. */
async function readAround(log: PartitionLog) {
  const found: string[] = [];
  const gaps: [number, number][] = [];
  for (let offset = 0; offset < log.logEndOffset; ) {
    const read = { offset, maxBytes: 1 << 20, endOffsetExclusive: 1_000, minOneBatch: true };
    try {
      const { nextOffset } = await log.read(read);
      found.push(...(await readPart(log, offset, nextOffset)));
      offset = nextOffset;
    } catch (error) {
      if (!(error instanceof DamagedRangeError)) throw error;
      gaps.push([error.startOffset, error.endOffset]);
      expect(error).toMatchObject({ code: 'CORRUPT_MESSAGE', retriable: false });
      offset = error.endOffset;
    }
  }
  return { values: found, gaps };
}

async function readPart(log: PartitionLog, from: number, to: number): Promise<string[]> {
  const { chunks } = await log.read({
    offset: from,
    maxBytes: 1 << 20,
    endOffsetExclusive: to,
    minOneBatch: true,
  });
  expect(batchesIn(chunks).length).toBeGreaterThan(0);
  return all.slice(from, to);
}

const without = (from: number, to: number) => [...all.slice(0, from), ...all.slice(to)];

describe('damage in a log that no other replica has [LOG-6]', () => {
  test('whichever byte of a batch it is: that batch is gone, and the rest is served', async () => {
    const batchBytes = (await killedLog()).contentOf(name(0)).length / 10;
    for (let at = 0; at < batchBytes; at++) {
      // The leader epoch is outside of the CRC.
      if (at >= 12 && at < 16) continue;
      const disk = await killedLog();
      disk.corrupt(name(0), 4 * batchBytes + at, 0x10);
      const damaged = disk.contentOf(name(0)).subarray(4 * batchBytes, 5 * batchBytes);
      for (const attempt of ['first', 'second']) {
        const log = await reopen(disk);
        const where = `byte ${at}, ${attempt} time`;
        expect(await readAround(log), where).toEqual({ values: without(8, 10), gaps: [[8, 10]] });
        expect(log).toMatchObject({ logStartOffset: 0, logEndOffset: 20 });
        disk.kill();
      }
      expect(disk.contentOf(name(0, `.log.${4 * batchBytes}.damaged`))).toEqual(damaged);
      const [gap] = await readGaps({ directory, fileSystem: disk, logger: silentLogger });
      expect(gap).toMatchObject({
        startOffset: 8,
        endOffset: 10,
        position: 4 * batchBytes,
        problem: expect.any(String),
      });
    }
  });

  test('in more than one place, in closed segments and in their first and last batches', async () => {
    const disk = await killedLog(330);
    const batchBytes = disk.contentOf(name(0)).length / 4;
    disk.corrupt(name(0), 20);
    disk.corrupt(name(0), 3 * batchBytes + 50);
    disk.corrupt(name(8), batchBytes + 30);
    const log = await reopen(disk);
    expect((await readAround(log)).gaps).toEqual([
      [0, 2],
      [6, 8],
      [10, 12],
    ]);
    expect((await readAround(log)).values).toEqual([
      ...all.slice(2, 6),
      ...all.slice(8, 10),
      ...all.slice(12),
    ]);
    await append(log, ['more']);
    log.evictTail();
    expect(await readValues(log, 12)).toEqual([...all.slice(12), 'more']);
    // A stop in order, and a start that scans nothing.
    await log.close();
    const again = await reopen(disk, { cleanEnd: log.cleanEnd });
    expect(again.wasRecovered).toBe(false);
    expect((await readAround(again)).gaps).toHaveLength(3);
  });

  test('a missing, an emptied, a shortened and a misnamed segment leave gaps of their size', async () => {
    const spoil: Record<string, (disk: MemoryFileSystem) => Promise<void>> = {
      missing: (disk) => disk.remove(name(8)),
      emptied: async (disk) => disk.setContent(name(8), Buffer.alloc(0)),
      shortened: async (disk) => disk.setContent(name(8), disk.contentOf(name(8)).subarray(0, 3)),
      misnamed: async (disk) => {
        disk.setContent(name(8), disk.contentOf(name(0)));
      },
    };
    for (const [what, how] of Object.entries(spoil)) {
      const disk = await killedLog(330);
      await how(disk);
      await expect(openLog(disk), what).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
      disk.kill();
      const log = await reopen(disk);
      expect(await readAround(log), what).toEqual({ values: without(8, 16), gaps: [[8, 16]] });
    }
  });

  test('the end of the log, once durable: its offsets are not given out again', async () => {
    const disk = await killedLog();
    const content = disk.contentOf(name(0));
    disk.setContent(name(0), content.subarray(0, content.length - 100));
    const log = await reopen(disk, { recoveryOffset: 20 });
    expect(log.logEndOffset).toBe(20);
    expect((await append(log, ['next'])).baseOffset).toBe(20);
    expect(log.gaps).toMatchObject([{ startOffset: 16, endOffset: 20 }]);
    await expect(readValues(log, 17)).rejects.toMatchObject({ endOffset: 20 });
    expect(await readValues(log, 20)).toEqual(['next']);
    disk.crash();
    const again = await reopen(disk, { recoveryOffset: 20 });
    expect(await readValues(again, 20)).toEqual(['next']);
  });

  test('two files with the same offsets are for people to sort out', async () => {
    const disk = await killedLog(330);
    disk.setContent(name(6), disk.contentOf(name(8)));
    const before = disk.contentOf(name(0));
    await expect(reopen(disk)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
    expect(disk.contentOf(name(0))).toEqual(before);
  });

  test('times are found on both sides of the gap, and what was in it is passed over', async () => {
    const disk = await killedLog();
    const batchBytes = disk.contentOf(name(0)).length / 10;
    disk.corrupt(name(0), 4 * batchBytes + 70);
    const log = await reopen(disk);
    expect(await log.offsetForTimestamp(1_300, 100)).toMatchObject({ offset: 6 });
    expect(await log.offsetForTimestamp(1_400, 100)).toMatchObject({ offset: 10 });
    expect(await log.offsetForTimestamp(1_900, 100)).toMatchObject({ offset: 18 });
  });

  test('a failure or crash at any step of it gives the same log at the next try', async () => {
    const operations: DiskOperation[] = [
      'open',
      'read',
      'write',
      'sync',
      'truncate',
      'rename',
      'remove',
      'syncDirectory',
    ];
    let failures = 0;
    for (const operation of operations) {
      for (let skip = 0; skip < 25; skip++) {
        const disk = await killedLog(330);
        const batchBytes = disk.contentOf(name(0)).length / 4;
        disk.corrupt(name(0), batchBytes + 50);
        disk.corrupt(name(8), 50);
        disk.failNext(operation, 'EIO', { skip, pathPart: directory });
        await reopen(disk).catch(() => {
          failures += 1;
        });
        disk.clearFaults();
        disk.crash(new SeededRandom(skip));
        const expected = {
          values: [...all.slice(0, 2), ...all.slice(4, 8), ...all.slice(10)],
          gaps: [
            [2, 4],
            [8, 10],
          ],
        };
        const where = `${operation} ${skip}`;
        for (const life of [1, 2]) {
          expect(await readAround(await reopen(disk)), `${where}, life ${life}`).toEqual(expected);
          disk.crash(new SeededRandom(skip + life));
        }
      }
    }
    expect(failures).toBeGreaterThan(80);
  });

  test('a damaged report is damage where its gaps are, and a newer one is refused', async () => {
    const disk = await killedLog();
    const batchBytes = disk.contentOf(name(0)).length / 10;
    disk.corrupt(name(0), 4 * batchBytes + 70);
    await reopen(disk);
    disk.kill();
    const path = join(directory, 'damage-report');
    const content = disk.contentOf(path);
    disk.corrupt(path, 30);
    await expect(openLog(disk)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
    expect((await readAround(await reopen(disk))).gaps).toEqual([[8, 10]]);
    disk.setContent(path, Buffer.from(String(content).replace('"format":1', '"format":7')));
    await expect(reopen(disk)).rejects.toMatchObject({ code: 'STATE_FORMAT_UNKNOWN' });
  });
});

test('the log manager lists a log with a gap as damaged, and serves it where it may', async () => {
  const root = '/var/tidelog';
  const partition = { topic: 't', partition: 0, topicId, config: logConfigDefaults };
  const disk = new MemoryFileSystem();
  const random = new SeededRandom(2);
  const open = () =>
    LogManager.open({
      directory: root,
      fileSystem: disk,
      clock: new ManualClock(),
      random,
      logger: silentLogger,
      nodeId: 1,
    });
  const log = await (await open()).openPartition(partition);
  for (const value of ['a', 'b', 'c']) await append(log, [value]);
  disk.kill();
  disk.corrupt(join(root, 't-0', `${'0'.repeat(20)}.log`), 100);
  const manager = await open();
  await expect(manager.openPartition(partition)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  const served = await manager.openPartition({ ...partition, onDamage: 'serveIntact' });
  expect(await readValues(served, 2)).toEqual(['c']);
  expect(manager.damagedReplicas).toMatchObject([{ reason: /offsets 1 to 2 are gone/ }]);
});
