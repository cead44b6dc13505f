// Compaction, with the power cut before and after every call that changes the disk: old segments or the new one, never both
// and never neither, and the last value of every key is read whatever happened [LOG-10].
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import type { LogRecord } from '../../../src/protocol/records.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { appendKeyed, compact, type KeyedRecord, latestOf } from './compaction-fixture.ts';
import { type CrashPoint, crashingFileSystem } from './crash-points.ts';
import { directory, openLog, readAll } from './fixture.ts';

const config = { segmentBytes: 420, indexIntervalBytes: 120, isCompacted: true };

async function filledDisk(): Promise<{ disk: MemoryFileSystem; before: LogRecord[] }> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (let i = 0; i < 14; i++) {
    const records: KeyedRecord[] = [
      [`k${i % 3}`, i % 7 === 3 ? null : `${i}`.repeat(20)],
      [`once ${i % 8}`, `${i}`],
    ];
    await appendKeyed(log, records);
  }
  const before = await readAll(log);
  await log.close();
  return { disk, before };
}

function sortedLatest(records: readonly LogRecord[]) {
  return [...latestOf(records)].sort();
}

/** What recovery finds, checked against everything that was appended. */
async function recover(disk: MemoryFileSystem, before: readonly LogRecord[]): Promise<number[]> {
  const log = await openLog(disk.process(), { config });
  const found = await readAll(log);
  expect(sortedLatest(found)).toEqual(sortedLatest(before));
  expect(log.logEndOffset).toBe(before.length);
  const offsets = found.map(({ offset }) => offset);
  expect(offsets.at(-1)).toBe(before.length - 1);
  expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
  const leftovers = disk.paths.filter((path) => /\.(cleaned|swap|deleted)$/.test(path));
  expect(leftovers).toEqual([]);
  return offsets;
}

test('[LOG-10] a crash at any step of compaction, and of the recovery after it, loses nothing', async () => {
  let crashes = 0;
  let recoveryCrashes = 0;
  const outcomes = new Set<string>();
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const { disk, before } = await filledDisk();
      const point: CrashPoint = { call, when, random: new SeededRandom(call) };
      const process = crashingFileSystem(disk, point);
      const log = await openLog(process.fileSystem, { config });
      process.arm();
      await compact(log, { bufferBytes: 24 * 8 }).catch(() => {
        // The power is gone; what counts is what is found.
      });
      if (!process.hasCrashed()) break;
      crashes += 1;
      // The recovery is cut, too, at a step that moves on with the first one.
      const second = { call: 1 + (call % 9), when, random: new SeededRandom(call) };
      const recovering = crashingFileSystem(disk, second);
      recovering.arm();
      await openLog(recovering.fileSystem, { config }).catch(() => {
        // As above.
      });
      if (recovering.hasCrashed()) recoveryCrashes += 1;
      const offsets = await recover(disk, before);
      outcomes.add(offsets.join());
      disk.crash();
      expect(await recover(disk, before)).toEqual(offsets);
    }
  }
  expect(crashes).toBeGreaterThan(60);
  expect(recoveryCrashes).toBeGreaterThan(20);
  expect(outcomes.size).toBeGreaterThan(2);
}, 60_000);

test('[LOG-4] when a rename of the swap fails the log takes no appends, reads go on, and the next opening ends it', async () => {
  const { disk, before } = await filledDisk();
  const log = await openLog(disk, { config });
  disk.failNext('rename', 'EIO', { pathPart: '.swap' });
  await expect(compact(log)).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
  expect(log.isOffline).toBe(true);
  log.evictTail();
  expect(await readAll(log)).toEqual(before);
  await log.close();
  expect(disk.openFiles).toBe(0);
  const offsets = await recover(disk, before);
  expect(offsets.length).toBeLessThan(before.length);
});

test('[LOG-10] a full disk ends a pass and leaves the log as it was, online', async () => {
  const { disk, before } = await filledDisk();
  const log = await openLog(disk, { config });
  disk.failNext('write', 'ENOSPC', { pathPart: '.cleaned' });
  await expect(compact(log)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(log.isOffline).toBe(false);
  expect(await readAll(log)).toEqual(before);
  expect((await disk.list(directory)).filter(({ name }) => name.endsWith('.cleaned'))).toEqual([]);
  const { recordsRemoved } = await compact(log);
  expect(recordsRemoved).toBeGreaterThan(0);
});

test('[LOG-6] without the checkpoint of the cleaner a gap is damage, and below it no more than that', async () => {
  const { disk, before } = await filledDisk();
  const log = await openLog(disk, { config });
  await compact(log);
  await log.close();
  await recover(disk, before);
  await disk.remove(`${directory}/cleaner-checkpoint`);
  await expect(openLog(disk, { config })).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
});

test('a damaged checkpoint of the cleaner costs time and no data', async () => {
  const { disk, before } = await filledDisk();
  const log = await openLog(disk, { config });
  await compact(log);
  await log.close();
  disk.corrupt(`${directory}/cleaner-checkpoint`, 40);
  const offsets = await recover(disk, before);
  expect(offsets.length).toBeLessThan(before.length);
});
