import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IndexCache } from '../../../src/storage/index-cache.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, directory, openLog, readAll, readValues } from './fixture.ts';

const config = { segmentBytes: 2_000, indexIntervalBytes: 100 };
const indexPath = join(directory, `${'0'.repeat(20)}.index`);
const timeIndexPath = join(directory, `${'0'.repeat(20)}.timeindex`);

/** A log of several segments that was stopped in order, and what it holds. */
async function stoppedLog() {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (let i = 0; i < 60; i++) await append(log, [`${i}a`, `${i}b`], 1_000 + i * 10);
  const records = await readAll(log);
  await log.close();
  return { disk, records, cleanEnd: log.cleanEnd };
}

describe('an index is a hint [LOG-1]', () => {
  test('whatever one byte of it becomes, every read gives the same', async () => {
    const { disk, records, cleanEnd } = await stoppedLog();
    const index = disk.contentOf(indexPath);
    expect(index.length).toBeGreaterThan(32);
    for (let at = 0; at < index.length; at++) {
      for (const mask of [1, 0x80]) {
        disk.setContent(indexPath, index);
        disk.corrupt(indexPath, at, mask);
        const log = await openLog(disk, { config, cleanEnd });
        for (const offset of [0, 7, 14, 22]) {
          const some = await log.read({
            offset,
            maxBytes: 150,
            endOffsetExclusive: 1_000,
            minOneBatch: true,
          });
          expect(some.nextOffset).toBeGreaterThan(offset);
          expect((await readAll(log, offset))[0]).toEqual(records[offset]);
        }
        disk.kill();
      }
    }
  });

  test('an absent or odd-sized index is rebuilt to what it was', async () => {
    const { disk, records, cleanEnd } = await stoppedLog();
    const before = [disk.contentOf(indexPath), disk.contentOf(timeIndexPath)];
    for (const spoil of [
      () => disk.remove(indexPath),
      () => disk.remove(timeIndexPath),
      async () => disk.setContent(indexPath, Buffer.alloc(13)),
      async () => disk.setContent(timeIndexPath, Buffer.alloc(0)),
    ]) {
      await spoil();
      const log = await openLog(disk, { config, cleanEnd });
      expect(await readAll(log)).toEqual(records);
      expect(await log.offsetForTimestamp(1_101, 1_000)).toMatchObject({ offset: 21 });
      expect([disk.contentOf(indexPath), disk.contentOf(timeIndexPath)]).toEqual(before);
      disk.kill();
    }
  });

  test('a damaged log file gives a typed error with the place, and other segments go on', async () => {
    const { disk, cleanEnd } = await stoppedLog();
    disk.corrupt(join(directory, `${'0'.repeat(20)}.log`), 16);
    const log = await openLog(disk, { config, cleanEnd });
    const read = { maxBytes: 150, endOffsetExclusive: 1_000, minOneBatch: true };
    await expect(log.read({ ...read, offset: 0 })).rejects.toMatchObject({
      code: 'LOG_DAMAGED',
      position: 0,
    });
    expect((await readValues(log, 100))[0]).toBe('50a');
  });
});

describe('bounds', () => {
  test('few files are open at once, and the index cache is bounded in bytes', async () => {
    const { disk, records, cleanEnd } = await stoppedLog();
    const indexCache = new IndexCache(200);
    const log = await openLog(disk, { config, cleanEnd, openMax: 3, indexCache });
    expect(log.segmentCount).toBeGreaterThan(2);
    expect(await readAll(log, 0, 100)).toEqual(records);
    expect(disk.openFiles).toBeLessThanOrEqual(3);
    expect(indexCache.bytes).toBeLessThanOrEqual(200);
    await log.close();
  });

  test('a file that is being read stays open when its log is closed under it', async () => {
    const { disk, cleanEnd } = await stoppedLog();
    const log = await openLog(disk, { config, cleanEnd });
    const toRead = { offset: 0, maxBytes: 500, endOffsetExclusive: 99, minOneBatch: true };
    const reading = log.read(toRead);
    await log.close();
    expect((await reading).bytes).toBeGreaterThan(0);
    await disk.list('/');
    expect(disk.openFiles).toBe(0);
    await expect(log.read({ ...toRead, offset: 1 })).rejects.toMatchObject({
      code: 'STORAGE_ERROR',
    });
  });

  test('a read that fails gives a retriable error and the log stays open', async () => {
    const { disk, cleanEnd } = await stoppedLog();
    const log = await openLog(disk, { config, cleanEnd });
    disk.failNext('read', 'EIO', { pathPart: '.log' });
    await expect(readValues(log)).rejects.toMatchObject({ code: 'STORAGE_ERROR', retriable: true });
    expect(log.isOffline).toBe(false);
    expect(await readValues(log)).toHaveLength(120);
  });

  test('one read of the disk serves a fetch', async () => {
    const { disk, cleanEnd } = await stoppedLog();
    const log = await openLog(disk, { config, cleanEnd });
    const read = { offset: 15, maxBytes: 800, endOffsetExclusive: 1_000, minOneBatch: true };
    await log.read(read);
    const before = disk.counts.read;
    const { chunks, bytes } = await log.read(read);
    expect(disk.counts.read - before).toBe(1);
    expect(chunks).toHaveLength(1);
    expect(bytes).toBeGreaterThan(600);
  });
});
