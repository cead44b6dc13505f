import { describe, expect, test } from 'vitest';
import { ByteLedger } from '../../../src/base/byte-ledger.ts';
import { limits } from '../../../src/base/limits.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SpaceGuard } from '../../../src/storage/space-guard.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, batchOf, openLog, readValues } from './fixture.ts';

const refusal = { code: 'STORAGE_ERROR', retriable: true };

async function settle(): Promise<void> {
  for (let i = 0; i < 200; i++) await Promise.resolve();
}

function setUp(minFreeBytes: number, freeBytes: number) {
  const disk = new MemoryFileSystem();
  disk.freeBytesLeft = freeBytes;
  const clock = new ManualClock();
  const logger = silentLogger;
  const guard = new SpaceGuard({ directory: '/', fileSystem: disk, clock, logger, minFreeBytes });
  return { disk, clock, guard };
}

describe('the reserve [LOG-9]', () => {
  test('appends stop before they reach it, and go on by themselves when there is room', async () => {
    const { disk, clock, guard } = setUp(1_000, 10_000);
    await guard.look();
    const log = await openLog(disk, { clock, space: guard });
    await append(log, ['a']);
    disk.freeBytesLeft = 999;
    clock.advance(limits.freeSpaceLookMs);
    await settle();
    expect(guard.isShort).toBe(true);
    expect(() => log.append(batchOf(['b']), { leaderEpoch: 0 })).toThrow(
      expect.objectContaining(refusal),
    );
    expect(log.isOffline).toBe(false);
    expect(log.logEndOffset).toBe(1);
    log.evictTail();
    expect(await readValues(log)).toEqual(['a']);
    disk.freeBytesLeft = 5_000;
    clock.advance(limits.freeSpaceLookMs);
    await settle();
    expect((await append(log, ['c'])).baseOffset).toBe(1);
    expect(await readValues(log)).toEqual(['a', 'c']);
  });

  test('a fast writer is stopped between two looks at the disk', async () => {
    const { guard } = setUp(1_000, 10_000);
    await guard.look();
    for (let i = 0; i < 9; i++) guard.admit(1_000);
    expect(() => guard.admit(1)).toThrow(expect.objectContaining(refusal));
  });

  test('an idle or closed guard has no timer', async () => {
    const { clock, guard } = setUp(1_000, 10_000);
    await guard.look();
    expect(clock.timerCount).toBe(0);
    guard.admit(1);
    expect(clock.timerCount).toBe(1);
    clock.advance(limits.freeSpaceLookMs);
    await settle();
    expect(clock.timerCount).toBe(0);
    guard.admit(1);
    await guard.close();
    expect(clock.timerCount).toBe(0);
  });

  test('a look that fails changes nothing', async () => {
    const { disk, guard } = setUp(1_000, 2_000);
    await guard.look();
    disk.failNext('list', 'EIO');
    await guard.look();
    guard.admit(1_000);
    expect(guard.isShort).toBe(false);
    expect(() => guard.admit(1)).toThrow(expect.objectContaining(refusal));
  });
});

describe('a disk that is full all the same [LOG-9]', () => {
  test('what was written of a group is cut off, all of it is refused, and the log stays online', async () => {
    const { disk, clock, guard } = setUp(0, 10_000);
    const log = await openLog(disk, { clock, space: guard });
    const ledger = new ByteLedger(1_000);
    await append(log, ['a']);
    const path = '/data/t-0/00000000000000000000.log';
    const before = disk.contentOf(path);
    disk.failNext('write', 'ENOSPC', { pathPart: '.log' });
    const lease = ledger.reserveOverdraft(100);
    const first = log.append(batchOf(['b']), { leaderEpoch: 0, lease });
    lease.release();
    await expect(first.held).rejects.toMatchObject(refusal);
    expect(disk.contentOf(path)).toEqual(before);
    expect(log).toMatchObject({ isOffline: false, logEndOffset: 1, durableEndOffset: 1 });
    expect(ledger.usedBytes).toBe(0);
    // Refused without a try until a look at the disk finds room.
    expect(() => log.append(batchOf(['c']), { leaderEpoch: 0 })).toThrow(
      expect.objectContaining(refusal),
    );
    clock.advance(limits.freeSpaceLookMs);
    await settle();
    expect((await append(log, ['d'])).baseOffset).toBe(1);
    disk.crash();
    expect(await readValues(await openLog(disk))).toEqual(['a', 'd']);
  });

  test('what waits behind the full write is refused with it, over a roll too', async () => {
    const { disk, clock, guard } = setUp(0, 10_000);
    const log = await openLog(disk, { clock, space: guard, config: { segmentBytes: 200 } });
    await append(log, ['a']);
    disk.failNext('write', 'ENOSPC', { pathPart: '.log' });
    const held = [1, 2, 3].map(
      (i) => log.append(batchOf([`${i}`.repeat(90)]), { leaderEpoch: 0 }).held,
    );
    for (const outcome of await Promise.allSettled(held)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: refusal });
    }
    await guard.look();
    for (let i = 0; i < 5; i++) await append(log, [`${i}`.repeat(90)]);
    log.evictTail();
    expect(await readValues(log)).toHaveLength(6);
  });

  test.each(['open', 'write'] as const)(
    'a roll that finds no room to %s its small files is done at the next append',
    async (operation) => {
      const { disk, clock, guard } = setUp(0, 10_000);
      const log = await openLog(disk, { clock, space: guard, config: { segmentBytes: 200 } });
      await append(log, ['a'.repeat(120)]);
      disk.failNext(operation, 'ENOSPC', { pathPart: 'index' });
      const failed = log.append(batchOf(['b'.repeat(120)]), { leaderEpoch: 0 });
      await expect(failed.held).rejects.toMatchObject(refusal);
      expect(log).toMatchObject({ isOffline: false, logEndOffset: 1 });
      await guard.look();
      expect((await append(log, ['c'.repeat(120)])).baseOffset).toBe(1);
      await log.close();
      const again = await openLog(disk, { cleanEnd: log.cleanEnd });
      expect(again.wasRecovered).toBe(false);
      expect((await readValues(again)).map((value) => value[0])).toEqual(['a', 'c']);
    },
  );

  test('a roll that finds no room leaves no file behind: the old segment may go on, or be cut', async () => {
    const { disk, clock, guard } = setUp(0, 10_000);
    const log = await openLog(disk, { clock, space: guard, config: { segmentBytes: 300 } });
    await append(log, ['a'.repeat(120)]);
    disk.failNext('open', 'ENOSPC', { pathPart: 'index' });
    const failed = log.append(batchOf(['b'.repeat(200)]), { leaderEpoch: 0 });
    await expect(failed.held).rejects.toMatchObject(refusal);
    expect(disk.paths.filter((path) => /0001\.(log|index|timeindex)$/.test(path))).toEqual([]);
    await guard.look();
    // It still fits behind the first.
    await append(log, ['c']);
    disk.kill();
    expect((await readValues(await openLog(disk))).map((value) => value[0])).toEqual(['a', 'c']);
  });

  test('a sync that says so takes the log offline: its bytes were offered [LOG-4]', async () => {
    const { disk, clock, guard } = setUp(0, 10_000);
    const log = await openLog(disk, { clock, space: guard });
    disk.failNext('sync', 'ENOSPC');
    await expect(append(log, ['a'])).rejects.toMatchObject(refusal);
    expect(log.isOffline).toBe(true);
  });

  test('a log without a guard, as the metadata log, goes offline', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    disk.failNext('write', 'ENOSPC');
    await expect(append(log, ['a'])).rejects.toMatchObject(refusal);
    expect(log.isOffline).toBe(true);
  });
});
