// What a follower's log takes from its leader: batches as they are.
import { expect, test } from 'vitest';
import { assignOffset, lastOffsetAt } from '../../../src/protocol/record-batch.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, openLog, readAll, readValues, sequencedBatch } from './fixture.ts';

function placed(batch: Buffer, baseOffset: number, leaderEpoch = 1): Buffer {
  assignOffset(batch, { baseOffset, leaderEpoch });
  return batch;
}

async function take(log: PartitionLog, ...batches: Buffer[]): Promise<void> {
  await Promise.all(batches.map((batch) => log.appendReplicated(batch).held));
}

test('offsets, epochs and stamps stay the leader’s, with log-append time too', async () => {
  const disk = new MemoryFileSystem();
  const config = { timestampType: 'LogAppendTime' } as const;
  const log = await openLog(disk, { config });
  const batches = [placed(batchOf(['a', 'b'], 77), 0, 3), placed(batchOf(['c'], 88), 2, 5)];
  const copies = batches.map((batch) => Buffer.from(batch));
  await take(log, ...batches);
  expect(log.latestEpoch).toBe(5);
  expect(log.endOffsetForEpoch(4)).toEqual({ epoch: 3, endOffset: 2 });
  log.evictTail();
  const read = await log.read({
    offset: 0,
    maxBytes: 10_000,
    endOffsetExclusive: 9,
    minOneBatch: true,
  });
  expect(Buffer.concat(read.chunks)).toEqual(Buffer.concat(copies));
});

test('[LOG-11] a sequence that the leader accepted is taken, gap or not, and is known afterwards', async () => {
  const log = await openLog(new MemoryFileSystem());
  const batch = (baseSequence: number) =>
    sequencedBatch({ producerId: 9, producerEpoch: 2, baseSequence }, ['x']);
  await take(log, placed(batch(0), 0), placed(batch(40), 1), placed(batch(41), 2));
  const again = log.append(batch(41), { leaderEpoch: 2 });
  expect(again.baseOffset).toBe(2);
  expect(() => log.append(batch(43), { leaderEpoch: 2 })).toThrow('where 42 follows');
});

test('what does not follow, by offset or by epoch, is refused and changes nothing', async () => {
  const log = await openLog(new MemoryFileSystem());
  await take(log, placed(batchOf(['a', 'b']), 0, 4));
  for (const bad of [
    placed(batchOf(['x']), 1, 4),
    placed(batchOf(['x']), 3, 4),
    placed(batchOf(['x', 'y']), 1, 4),
    placed(batchOf(['x']), 2, 3),
  ]) {
    expect(() => log.appendReplicated(bad)).toThrow('does not follow');
  }
  expect(log.logEndOffset).toBe(2);
  await take(log, placed(batchOf(['c']), 2, 4));
  expect(await readValues(log)).toEqual(['a', 'b', 'c']);
});

test('[LOG-10] gaps that the leader’s compaction left are taken once they are allowed, and stand a restart', async () => {
  const disk = new MemoryFileSystem();
  const config = { segmentBytes: 200, indexIntervalBytes: 1 };
  const log = await openLog(disk, { config });
  const offsets = [2, 3, 9, 30, 31];
  expect(() => log.appendReplicated(placed(batchOf(['x']), 2))).toThrow('does not follow');
  await log.allowHolesBelow(30);
  for (const offset of offsets) await take(log, placed(batchOf([`at ${offset}`]), offset));
  expect(() => log.appendReplicated(placed(batchOf(['x']), 33))).toThrow('does not follow');
  const expected = offsets.map((offset) => `at ${offset}`);
  expect(await readValues(log)).toEqual(expected);
  log.evictTail();
  expect(await readValues(log)).toEqual(expected);
  disk.crash();
  const again = await openLog(disk, { config });
  expect((await readAll(again)).map(({ offset }) => offset)).toEqual(offsets);
});

test('a log that begins inside of a batch takes that batch whole', async () => {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk);
  await log.restartAt(12);
  const batch = placed(batchOf(['a', 'b', 'c', 'd']), 10);
  await take(log, batch);
  expect([log.logStartOffset, log.logEndOffset]).toEqual([12, lastOffsetAt(batch, 0) + 1]);
  expect(await readValues(log)).toEqual(['c', 'd']);
});
