import { expect, test } from 'vitest';
import { LogCleaner } from '../../../src/storage/log-cleaner.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { appendKeyed } from './compaction-fixture.ts';
import { directory, openLog, readAll } from './fixture.ts';

async function filled(count: number, config: object = {}) {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config: { segmentBytes: 400, isCompacted: true, ...config } });
  for (let i = 0; i < count; i++) await appendKeyed(log, [['k', 'v'.repeat(100)]]);
  log.evictTail();
  return { disk, log };
}

function cleanerOf(logs: PartitionLog[], clock = new ManualClock()) {
  const logger = new RecordingLogger();
  const cleaner = new LogCleaner({
    logs: () =>
      logs.map((log, i) => ({ name: `log ${i}`, log, highWatermark: log.durableEndOffset })),
    clock,
    logger,
    bufferBytes: 1 << 16,
    bytesPerSecond: 0,
    backoffMs: 1_000,
  });
  return { cleaner, logger, clock };
}

const { signal } = new AbortController();

test('the dirtiest log comes first, and none that is clean enough or not compacted', async () => {
  const plain = await filled(20, { isCompacted: false });
  const halfClean = await filled(10);
  const dirty = await filled(20);
  const { cleaner } = cleanerOf([plain.log, halfClean.log, dirty.log]);
  await cleanerOf([halfClean.log]).cleaner.cleanDirtiest(signal);
  for (let i = 0; i < 4; i++) await appendKeyed(halfClean.log, [[`new ${i}`, 'v'.repeat(100)]]);
  expect((await cleaner.cleanDirtiest(signal))?.recordsRemoved).toBeGreaterThan(10);
  dirty.log.evictTail();
  expect((await readAll(dirty.log)).length).toBeLessThan(5);
  expect((await cleaner.cleanDirtiest(signal))?.passes).toBe(1);
  expect(await cleaner.cleanDirtiest(signal)).toBeUndefined();
  expect((await readAll(plain.log)).length).toBe(20);
});

test('it waits for min.cleanable.dirty.ratio', async () => {
  const { log } = await filled(20, { cleanableDirtyRatioMin: 1 });
  const { cleaner } = cleanerOf([log]);
  expect((await cleaner.cleanDirtiest(signal))?.passes).toBe(1);
  for (let i = 0; i < 10; i++) await appendKeyed(log, [['k', 'v'.repeat(100)]]);
  expect(await cleaner.cleanDirtiest(signal)).toBeUndefined();
});

test('a damaged log is told of once and left alone, and served as it is', async () => {
  const { log, disk } = await filled(20);
  disk.corrupt(`${directory}/00000000000000000000.log`, 100);
  const { cleaner, logger } = cleanerOf([log]);
  for (let i = 0; i < 3; i++) expect(await cleaner.cleanDirtiest(signal)).toBeUndefined();
  const errors = logger.lines.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.fields.error).toContain('damaged at byte');
  expect(log.isOffline).toBe(false);
});

test('it runs until it is stopped, and looks again after the backoff', async () => {
  const { log } = await filled(20);
  const { cleaner, logger, clock } = cleanerOf([log]);
  const stop = new AbortController();
  const running = cleaner.run(stop.signal);
  await logger.line(({ message }) => message === 'log compacted');
  while (clock.timerCount === 0) await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 20; i++) await appendKeyed(log, [['k', 'v'.repeat(100)]]);
  const seen = logger.lines.length;
  clock.advance(999);
  expect(clock.timerCount).toBe(1);
  let isAgain = false;
  const again = logger.line(({ message }) => message === 'log compacted', seen);
  const noted = again.then(() => {
    isAgain = true;
  });
  // Also for the rests that it takes between.
  for (; !isAgain; clock.advance(1)) await new Promise((resolve) => setImmediate(resolve));
  await noted;
  stop.abort(new Error('stop'));
  await running;
});
