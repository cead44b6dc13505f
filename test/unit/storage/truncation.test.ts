import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { type DiskStep, MemoryFileSystem } from '../../support/memory-file-system.ts';
import { directory, openLog, readValues, sequencedBatch } from './fixture.ts';

const config = { segmentBytes: 450, indexIntervalBytes: 150 };
const below = { highWatermark: 0 };
const batchCount = 24;
/** Offsets of the batches' starts: they have one, two and three records in turn. */
const starts = Array.from({ length: batchCount + 1 }, (_, i) => 2 * i - (i % 3 === 0 ? 0 : 1));

async function append(log: PartitionLog, i: number, leaderEpoch = Math.floor(i / 5)) {
  const { logEndOffset: baseSequence } = log;
  const sequence = { producerId: 7, producerEpoch: 0, baseSequence };
  const values = Array.from({ length: 1 + (i % 3) }, (_, k) => `${i}.${k}`);
  await log.append(sequencedBatch(sequence, values), { leaderEpoch }).held;
}

/** Several segments with some epochs, all durable. */
async function filledDisk(): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (let i = 0; i < batchCount; i++) await append(log, i);
  expect(log.logEndOffset).toBe(starts.at(-1));
  expect(log.segmentCount).toBeGreaterThan(3);
  disk.kill();
  return disk;
}

function valuesBelow(endOffset: number): string[] {
  const all: string[] = [];
  for (let i = 0; i < batchCount; i++) for (let k = 0; k <= i % 3; k++) all.push(`${i}.${k}`);
  return all.slice(0, endOffset);
}

/** Everything in the directory but what only a clean stop or a running log has, by name. */
function filesOf(disk: MemoryFileSystem): Map<string, string> {
  const paths = disk.paths.filter((path) => path.startsWith(directory));
  return new Map(paths.map((path) => [path, disk.contentOf(path).toString('hex')]));
}

describe('truncateTo [LOG-8]', () => {
  test('at every offset it leaves the whole batches below, and the log goes on from there', async () => {
    const disk = await filledDisk();
    for (let offset = 0; offset <= (starts.at(-1) as number); offset++) {
      const copy = disk.clone();
      const log = await openLog(copy, { config });
      const expected = starts.findLast((start) => start <= offset) as number;
      expect(await log.truncateTo(offset, below), `offset ${offset}`).toBe(expected);
      expect(log.logEndOffset).toBe(expected);
      expect(log.durableEndOffset).toBe(expected);
      expect(await readValues(log)).toEqual(valuesBelow(expected));
      await append(log, 0, 9);
      expect(log.endOffsetForEpoch(8)?.endOffset ?? expected).toBe(expected);
      expect(await readValues(log)).toEqual([...valuesBelow(expected), '0.0']);
      copy.crash(new SeededRandom(offset));
      const again = await openLog(copy, { config });
      expect(await readValues(again)).toEqual([...valuesBelow(expected), '0.0']);
    }
  });

  test('[LOG-7] afterwards all files are those of a log that never had more', async () => {
    const disk = await filledDisk();
    for (let keep = 1; keep < batchCount; keep++) {
      const copy = disk.clone();
      const log = await openLog(copy, { config });
      await log.truncateTo(starts[keep] as number, below);
      await log.close();
      const shorterDisk = new MemoryFileSystem();
      const shorter = await openLog(shorterDisk, { config });
      for (let i = 0; i < keep; i++) await append(shorter, i);
      await shorter.close();
      expect(filesOf(copy), `${keep} batches`).toEqual(filesOf(shorterDisk));
    }
  });

  test('appends that wait for the disk are written first, and refused while the cut goes on', async () => {
    const log = await openLog(new MemoryFileSystem(), { config });
    const waiting = append(log, 0);
    const cut = log.truncateTo(0, below);
    // It begins when the maintenance before it has ended.
    await Promise.resolve();
    await expect(append(log, 1)).rejects.toMatchObject({ code: 'STORAGE_ERROR', retriable: true });
    await waiting;
    expect(await cut).toBe(0);
    await append(log, 0);
    expect(await readValues(log)).toEqual(['0.0']);
  });

  test('a read that the cut overtakes fails with an error to try again on, never with damage', async () => {
    const disk = await filledDisk();
    const log = await openLog(disk, { config });
    const reads = starts
      .slice(0, -1)
      .map((offset) =>
        log.read({ offset, maxBytes: 10_000, endOffsetExclusive: 1_000, minOneBatch: true }),
      );
    const outcomes = Promise.allSettled(reads);
    await log.truncateTo(20, below);
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ retriable: true });
    }
    await expect(
      log.read({ offset: 30, maxBytes: 1, endOffsetExclusive: 1_000, minOneBatch: true }),
    ).rejects.toMatchObject({ code: 'OFFSET_OUT_OF_RANGE' });
  });

  test('what consumers may have seen is not cut', async () => {
    const log = await openLog(await filledDisk(), { config });
    expect(() => log.truncateTo(10, { highWatermark: 11 })).toThrow('leaves what is below 11');
  });

  test.each(['truncate', 'sync', 'remove', 'syncDirectory'] as const)(
    '[LOG-4] after a failed %s the log takes nothing more, and is whole when it is opened again',
    async (operation) => {
      const disk = await filledDisk();
      const log = await openLog(disk, { config });
      disk.failNext(operation, 'EIO');
      await expect(log.truncateTo(10, below)).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
      expect(log.isOffline).toBe(true);
      await expect(append(log, 0)).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
      disk.kill();
      const again = await openLog(disk, { config });
      expect(await readValues(again)).toEqual(valuesBelow(again.logEndOffset));
      expect(again.logEndOffset).toBeGreaterThanOrEqual(9);
    },
  );
});

/** Crashes at one moment of a cut to `offset`; returns false when there are fewer moments. */
async function crashAt(
  disk: MemoryFileSystem,
  moment: number,
  { offset, seed }: { offset: number; seed: number | undefined },
): Promise<boolean> {
  const random = seed === undefined ? undefined : new SeededRandom(seed);
  const log = await openLog(disk, { config });
  let moments = 0;
  let hasCrashed = false;
  disk.onStep((_step: DiskStep) => {
    if (moments++ !== moment) return;
    hasCrashed = true;
    disk.onStep(undefined);
    disk.crash(random);
  });
  const cut = log.truncateTo(offset, below);
  await cut.catch(() => undefined);
  disk.onStep(undefined);
  return hasCrashed;
}

test('[LOG-5, LOG-8] a power cut at every moment of a cut leaves a valid prefix with all that was to stay', async () => {
  const disk = await filledDisk();
  let crashes = 0;
  for (const offset of [1, 25, 46]) {
    const kept = starts.findLast((start) => start <= offset) as number;
    for (const seed of [undefined, 1]) {
      for (let moment = 0; ; moment++) {
        const copy = disk.clone();
        if (!(await crashAt(copy, moment, { offset, seed }))) break;
        crashes += 1;
        const where = `cut at ${offset}, seed ${seed}, moment ${moment}`;
        const log = await openLog(copy, { config });
        expect(log.logEndOffset, where).toBeGreaterThanOrEqual(kept);
        expect(starts, where).toContain(log.logEndOffset);
        expect(await readValues(log), where).toEqual(valuesBelow(log.logEndOffset));
        const files = filesOf(copy);
        copy.kill();
        await openLog(copy, { config });
        expect(filesOf(copy), `${where}: recovered twice`).toEqual(files);
        const again = await openLog(copy, { config });
        expect(await again.truncateTo(offset, below)).toBe(kept);
        await append(again, 0, 9);
        expect(await readValues(again)).toEqual([...valuesBelow(kept), '0.0']);
      }
    }
  }
  process.stdout.write(`truncation: crashed at ${crashes} moments\n`);
  expect(crashes).toBeGreaterThan(200);
}, 60_000);
