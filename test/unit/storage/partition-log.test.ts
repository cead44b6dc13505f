import { describe, expect, test } from 'vitest';
import { ByteLedger } from '../../../src/base/byte-ledger.ts';
import { lastOffsetAt } from '../../../src/protocol/record-batch.ts';
import { OffsetOutOfRangeError } from '../../../src/storage/storage-errors.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  append,
  batchesIn,
  batchOf,
  batchOfBytes,
  directory,
  openLog,
  readAll,
  readValues,
} from './fixture.ts';

const toTheEnd = Number.MAX_SAFE_INTEGER;

describe('PartitionLog', () => {
  test('gives offsets in the order of calls and reads back what was appended', async () => {
    const log = await openLog(new MemoryFileSystem());
    const first = log.append(batchOf(['a', 'b']), { leaderEpoch: 3 });
    const second = log.append(batchOf(['c']), { leaderEpoch: 3 });
    expect(first).toMatchObject({ baseOffset: 0, lastOffset: 1, logAppendTimeMs: -1 });
    expect(second).toMatchObject({ baseOffset: 2, lastOffset: 2 });
    expect(log.logEndOffset).toBe(3);
    expect(log.writtenEndOffset).toBe(0);
    await second.held;
    expect(log.durableEndOffset).toBe(3);
    expect((await readAll(log)).map(({ offset, value }) => [offset, String(value)])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ]);
  });

  test('has no files before the first append [LOG-1]', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    expect(await disk.list(directory)).toEqual([]);
    await append(log, ['a']);
    const names = (await disk.list(directory)).map((entry) => entry.name);
    expect(names).toEqual(
      ['.index', '.log', '.timeindex'].map((suffix) => `${'0'.repeat(20)}${suffix}`),
    );
  });

  test('reads the same from memory and from disk, from any offset, at any size', async () => {
    const log = await openLog(new MemoryFileSystem(), { config: { indexIntervalBytes: 100 } });
    for (let i = 0; i < 50; i++) await append(log, [`${i}a`, `${i}b`, `${i}c`]);
    const fromMemory = await readAll(log);
    log.evictTail();
    expect(await readAll(log)).toEqual(fromMemory);
    for (const offset of [0, 1, 2, 73, 148, 149]) {
      for (const maxBytes of [1, 61, 200, 1000]) {
        expect(await readAll(log, offset, maxBytes)).toEqual(fromMemory.slice(offset));
      }
    }
  });

  test.each(['memory', 'disk'])('bounds a read by bytes and by offset, from %s', async (from) => {
    const log = await openLog(new MemoryFileSystem());
    for (let i = 0; i < 10; i++) await append(log, [`${i}a`, `${i}b`]);
    if (from === 'disk') log.evictTail();
    const one = batchOf(['0a', '0b']).length;
    const read = {
      offset: 5,
      maxBytes: 3 * one + 1,
      endOffsetExclusive: toTheEnd,
      minOneBatch: false,
    };
    const some = await log.read(read);
    // Offset 5 lies inside of a batch, which is returned whole.
    expect(batchesIn(some.chunks).map((batch) => lastOffsetAt(batch, 0))).toEqual([5, 7, 9]);
    expect(some).toMatchObject({ bytes: 3 * one, nextOffset: 10 });
    expect(await log.read({ ...read, maxBytes: one - 1 })).toMatchObject({
      bytes: 0,
      nextOffset: 5,
    });
    expect(await log.read({ ...read, maxBytes: 0, minOneBatch: true })).toMatchObject({
      bytes: one,
    });
    // The batch 6..7 would reach the bound at 7.
    expect(await log.read({ ...read, endOffsetExclusive: 7 })).toMatchObject({ nextOffset: 6 });
    expect(await log.read({ ...read, endOffsetExclusive: 5 })).toMatchObject({ bytes: 0 });
  });

  test('tail reads take no copy and do not touch the disk [LOG-2]', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    const batch = batchOf(['a']);
    await log.append(batch, { leaderEpoch: 0 }).held;
    const reads = disk.counts.read;
    const result = await log.read({
      offset: 0,
      maxBytes: 1000,
      endOffsetExclusive: toTheEnd,
      minOneBatch: true,
    });
    expect(result.chunks[0]).toBe(batch);
    expect(disk.counts.read).toBe(reads);
  });

  test('an offset outside is a typed error with the range', async () => {
    const log = await openLog(new MemoryFileSystem());
    await append(log, ['a', 'b']);
    const read = { maxBytes: 1000, endOffsetExclusive: toTheEnd, minOneBatch: true };
    expect(await log.read({ ...read, offset: 2 })).toEqual({ chunks: [], bytes: 0, nextOffset: 2 });
    const error = await log.read({ ...read, offset: 3 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OffsetOutOfRangeError);
    expect(error).toMatchObject({
      code: 'OFFSET_OUT_OF_RANGE',
      logStartOffset: 0,
      logEndOffset: 2,
    });
  });

  test('a lease is held while its batch is queued or in the tail', async () => {
    const ledger = new ByteLedger(10_000);
    const log = await openLog(new MemoryFileSystem());
    const lease = ledger.reserveOverdraft(500);
    const { held } = log.append(batchOf(['a']), { leaderEpoch: 0, lease });
    lease.release();
    expect(ledger.usedBytes).toBe(500);
    await held;
    expect(ledger.usedBytes).toBe(500);
    log.evictTail();
    expect(ledger.usedBytes).toBe(0);
  });

  test('estimates what can be read, exactly in memory', async () => {
    const log = await openLog(new MemoryFileSystem(), { config: { segmentBytes: 4_000 } });
    for (let i = 0; i < 40; i++) log.append(batchOfBytes(300), { leaderEpoch: 0 });
    await append(log, ['end']);
    const one = batchOfBytes(300).length;
    expect(log.readBytesAvailable(10, 20)).toBe(10 * one);
    log.evictTail();
    const estimate = log.readBytesAvailable(10, 20);
    expect(estimate).toBeGreaterThan(9 * one);
    expect(estimate).toBeLessThan(11 * one);
    expect(log.readBytesAvailable(41, toTheEnd)).toBe(0);
  });

  test('finds offsets by timestamp, exactly within a batch', async () => {
    const log = await openLog(new MemoryFileSystem(), {
      config: { segmentBytes: 2_000, indexIntervalBytes: 200 },
    });
    for (let i = 0; i < 100; i++) await append(log, ['a', 'b', 'c'], 1_000 + i * 10);
    for (const isInMemory of [true, false]) {
      if (!isInMemory) log.evictTail();
      const find = (timestamp: number, end = toTheEnd) => log.offsetForTimestamp(timestamp, end);
      expect(await find(0)).toEqual({ offset: 0, timestamp: 1_000, leaderEpoch: 0 });
      expect(await find(1_501)).toMatchObject({ offset: 151, timestamp: 1_501 });
      expect(await find(1_503)).toMatchObject({ offset: 153, timestamp: 1_510 });
      expect(await find(1_992)).toMatchObject({ offset: 299 });
      expect(await find(1_993)).toBeUndefined();
      expect(await find(1_503, 153)).toBeUndefined();
    }
  });

  test('log-append time stamps every batch with the clock [REC-3]', async () => {
    const clock = { monotonicMs: () => 0, wallMs: () => 77_000, schedule: () => ({ cancel() {} }) };
    const log = await openLog(new MemoryFileSystem(), {
      clock,
      config: { timestampType: 'LogAppendTime' },
    });
    expect((await append(log, ['a', 'b'])).logAppendTimeMs).toBe(77_000);
    expect((await readAll(log)).map((record) => record.timestamp)).toEqual([77_000, 77_000]);
    expect((await openLog(new MemoryFileSystem())).wasRecovered).toBe(false);
  });

  test('a closed log refuses appends with a retriable error and reopens as it was', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    await append(log, ['a']);
    const { held } = log.append(batchOf(['b']), { leaderEpoch: 0 });
    await Promise.all([log.close(), log.close()]);
    expect(disk.openFiles).toBe(0);
    await held;
    expect(() => log.append(batchOf(['c']), { leaderEpoch: 0 })).toThrow(
      expect.objectContaining({ code: 'STORAGE_ERROR', retriable: true }),
    );
    const again = await openLog(disk, { cleanEnd: log.cleanEnd });
    expect(again.wasRecovered).toBe(false);
    expect(await readValues(again)).toEqual(['a', 'b']);
  });
});
