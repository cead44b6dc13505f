import { expect, test } from 'vitest';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, batchOf, openLog, readValues, sequencedBatch } from './fixture.ts';

const config = { segmentBytes: 300, indexIntervalBytes: 100 };

async function filled(disk = new MemoryFileSystem()): Promise<PartitionLog> {
  const log = await openLog(disk, { config });
  for (let i = 0; i < 8; i++) {
    const sequence = { producerId: 7, producerEpoch: 0, baseSequence: i };
    await log.append(sequencedBatch(sequence, ['x'.repeat(100)]), { leaderEpoch: i }).held;
  }
  return log;
}

test.each([0, 5, 8, 1_000])(
  '[REP-3] a log that begins anew at %i knows nothing of what it was, and goes on from there',
  async (offset) => {
    const disk = new MemoryFileSystem();
    const log = await filled(disk);
    await log.restartAt(offset);
    const { logStartOffset, logEndOffset, durableEndOffset, sizeBytes, producerCount } = log;
    expect([logStartOffset, logEndOffset, durableEndOffset]).toEqual([offset, offset, offset]);
    expect({ sizeBytes, producerCount, epoch: log.latestEpoch }).toEqual({
      sizeBytes: 0,
      producerCount: 0,
      epoch: -1,
    });
    expect(await readValues(log)).toEqual([]);
    await append(log, ['a', 'b']);
    expect(log.logEndOffset).toBe(offset + 2);
    expect(await readValues(log)).toEqual(['a', 'b']);
    disk.crash();
    expect(await readValues(await openLog(disk, { config }))).toEqual(['a', 'b']);
  },
);

test('a log that has no files begins anew as well, again and again', async () => {
  const log = await openLog(new MemoryFileSystem(), { config });
  for (const offset of [10, 10, 3, 0]) {
    await log.restartAt(offset);
    expect([log.logStartOffset, log.logEndOffset]).toEqual([offset, offset]);
  }
});

test('a read that the restart overtakes fails with an error to try again on', async () => {
  const log = await filled();
  log.evictTail();
  const reads = [0, 3, 7].map((offset) =>
    log.read({ offset, maxBytes: 1_000, endOffsetExclusive: 100, minOneBatch: true }),
  );
  const outcomes = Promise.allSettled(reads);
  await log.restartAt(500);
  for (const outcome of await outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ retriable: true });
  }
  await expect(
    log.read({ offset: 3, maxBytes: 1, endOffsetExclusive: 9, minOneBatch: true }),
  ).rejects.toMatchObject({ code: 'OFFSET_OUT_OF_RANGE' });
});

test('[LOG-4] after a failed step the log takes nothing more', async () => {
  const disk = new MemoryFileSystem();
  const log = await filled(disk);
  disk.failNext('remove', 'EIO');
  await expect(log.restartAt(2)).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
  expect(log.isOffline).toBe(true);
  expect(() => log.append(batchOf(['a']), { leaderEpoch: 9 })).toThrow('takes no appends');
});
