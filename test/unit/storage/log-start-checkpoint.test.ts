import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { crashingFileSystem } from './crash-points.ts';

const path = '/log-start-checkpoint';

test('a start is durable when its save resolves [LOG-8]', async () => {
  const disk = new MemoryFileSystem();
  const starts = await LogStartCheckpoint.open(disk, path);
  expect(starts.offsetOf('a-0')).toBe(0);
  await starts.save('a-0', 7);
  await starts.of('b-1').save(3);
  disk.crash();
  const again = await LogStartCheckpoint.open(disk, path);
  expect([again.offsetOf('a-0'), again.of('b-1').offset]).toEqual([7, 3]);
});

test('saves that come during a write share the next one', async () => {
  const disk = new MemoryFileSystem();
  const starts = await LogStartCheckpoint.open(disk, path);
  await Promise.all(Array.from({ length: 100 }, (_, i) => starts.save(`t-${i}`, i + 1)));
  expect(disk.counts.rename).toBeLessThanOrEqual(2);
  disk.crash();
  const again = await LogStartCheckpoint.open(disk, path);
  for (let i = 0; i < 100; i++) expect(again.offsetOf(`t-${i}`)).toBe(i + 1);
});

test('a failed save changes nothing, and the next one works', async () => {
  const disk = new MemoryFileSystem();
  const starts = await LogStartCheckpoint.open(disk, path);
  await starts.save('a-0', 1);
  disk.failNext('write', 'ENOSPC');
  await expect(starts.save('a-0', 5)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(starts.offsetOf('a-0')).toBe(1);
  await starts.save('a-0', 6);
  expect((await LogStartCheckpoint.open(disk, path)).offsetOf('a-0')).toBe(6);
});

test('a deleted log is forgotten, one that was never kept writes nothing', async () => {
  const disk = new MemoryFileSystem();
  const starts = await LogStartCheckpoint.open(disk, path);
  await starts.forget('a-0');
  expect(disk.counts.write).toBe(0);
  await starts.save('a-0', 5);
  await starts.forget('a-0');
  expect((await LogStartCheckpoint.open(disk, path)).offsetOf('a-0')).toBe(0);
});

test('a crash at any step leaves the old start or the new one', async () => {
  const seen = new Set<number>();
  let crashes = 0;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const disk = new MemoryFileSystem();
      const random = new SeededRandom(call);
      const power = crashingFileSystem(disk, { call, when, random });
      const starts = await LogStartCheckpoint.open(power.fileSystem, path);
      await starts.save('a-0', 1);
      power.arm();
      const isSaved = await starts.save('a-0', 2).then(
        () => true,
        () => false,
      );
      const found = (await LogStartCheckpoint.open(disk, path)).offsetOf('a-0');
      if (isSaved) expect(found).toBe(2);
      else seen.add(found);
      if (!power.hasCrashed()) break;
      crashes += 1;
    }
  }
  expect([...seen].sort()).toEqual([1, 2]);
  expect(crashes).toBeGreaterThanOrEqual(12);
});

test('a flipped bit is told, with what to do', async () => {
  const disk = new MemoryFileSystem();
  await (await LogStartCheckpoint.open(disk, path)).save('a-0', 41);
  const bytes = disk.contentOf(path).length - 1;
  for (let at = 0; at < bytes; at++) {
    disk.corrupt(path, at);
    await expect(LogStartCheckpoint.open(disk, path), `byte ${at}`).rejects.toMatchObject({
      code: 'STATE_DAMAGED',
      message: expect.stringContaining('Restore /log-start-checkpoint from a copy'),
    });
    disk.corrupt(path, at);
  }
});
