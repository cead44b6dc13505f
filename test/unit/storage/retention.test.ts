import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogConfig } from '../../../src/storage/log-config.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { expiryOf, type RetentionOptions } from '../../../src/storage/retention.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, batchOfBytes, directory, openLog, readValues } from './fixture.ts';

const forever = Number.POSITIVE_INFINITY;

async function openRetained(
  disk: MemoryFileSystem,
  config: Partial<LogConfig>,
  clock?: ManualClock,
) {
  const starts = await LogStartCheckpoint.open(disk, '/log-start-checkpoint');
  return openLog(disk, {
    config: { segmentBytes: 300, indexIntervalBytes: 100, ...config },
    logStart: starts.of('t-0'),
    ...(clock === undefined ? {} : { clock }),
  });
}

const apply = (log: PartitionLog, nowMs: number, more: Partial<RetentionOptions> = {}) =>
  log.applyRetention({ highWatermark: () => log.durableEndOffset, nowMs, ...more });

/** One record a segment, stamped as given; the last one is the active segment's. */
async function segmentsStamped(log: PartitionLog, stamps: number[]): Promise<void> {
  for (const stamp of stamps) await log.append(batchOfBytes(250, stamp), { leaderEpoch: 0 }).held;
  expect(log.segmentCount).toBe(stamps.length);
}

describe('what has expired', () => {
  const young = { maxTimestamp: 1_000, bytesAfter: 100, nowMs: 1_500 };
  const none = { retentionMs: forever, retentionBytes: forever };
  test.each([
    [young, none, undefined],
    [young, { ...none, retentionMs: 500 }, undefined],
    [young, { ...none, retentionMs: 499 }, 'time'],
    [young, { ...none, retentionBytes: 101 }, undefined],
    [young, { ...none, retentionBytes: 100 }, 'bytes'],
    [{ ...young, maxTimestamp: -1 }, { ...none, retentionMs: 0 }, undefined],
    [{ ...young, maxTimestamp: 9_999 }, { ...none, retentionMs: 0 }, undefined],
  ] as const)('%j by %j: %s', (question, settings, reason) => {
    expect(expiryOf(question, settings)).toBe(reason);
  });
});

describe('a pass over a log [LOG-8]', () => {
  test('removes by time up to the first segment that has not expired', async () => {
    const disk = new MemoryFileSystem();
    const log = await openRetained(disk, { retentionMs: 1_000 });
    await segmentsStamped(log, [100, 200, 5_000, 300, 400]);
    const report = await apply(log, 2_000);
    expect(report).toMatchObject({ removedSegments: 2, keptSegments: 0, problem: undefined });
    expect(log.logStartOffset).toBe(2);
    await log.close();
    expect((await disk.list(directory)).filter(({ name }) => name.endsWith('.log'))).toHaveLength(
      3,
    );
  });

  test('removes by bytes down to the setting, whole segments only', async () => {
    const log = await openRetained(new MemoryFileSystem(), { retentionBytes: 600 });
    await segmentsStamped(log, [1, 2, 3, 4, 5, 6]);
    await apply(log, 0);
    expect(log.sizeBytes).toBeGreaterThanOrEqual(600);
    expect(log.sizeBytes).toBeLessThan(600 + 260);
    expect(log.logStartOffset).toBe(3);
  });

  test('never removes the active segment, nor one that reaches above the high watermark', async () => {
    const log = await openRetained(new MemoryFileSystem(), { retentionMs: 0, retentionBytes: 0 });
    await segmentsStamped(log, [1, 2, 3, 4]);
    await apply(log, 9_999, { highWatermark: () => 2 });
    expect(log.logStartOffset).toBe(2);
    await apply(log, 9_999);
    expect([log.logStartOffset, log.segmentCount]).toEqual([3, 1]);
  });

  test('an idle log is rolled when it is older than segment.ms, and then expires', async () => {
    const clock = new ManualClock(10_000);
    const disk = new MemoryFileSystem();
    const log = await openRetained(disk, { segmentMs: 500, retentionMs: 1_000 }, clock);
    await log.rollIfDue();
    await append(log, ['a', 'b'], clock.wallMs());
    clock.advance(499);
    await log.rollIfDue();
    expect(log.segmentCount).toBe(1);
    clock.advance(1);
    await log.rollIfDue();
    expect(log.segmentCount).toBe(2);
    await log.rollIfDue();
    expect(log.segmentCount).toBe(2);
    clock.advance(1_000);
    await apply(log, clock.wallMs());
    expect([log.logStartOffset, log.segmentCount]).toEqual([2, 1]);
    // The empty segment is an active one like any other, also after a stop and after a crash.
    expect(await append(log, ['c'])).toMatchObject({ baseOffset: 2 });
    clock.advance(500);
    await log.rollIfDue();
    await log.close();
    const stopped = await openRetained(disk, {}, clock);
    expect(await readValues(stopped)).toEqual(['c']);
    disk.crash();
    const again = await openRetained(disk, {}, clock);
    expect([again.logStartOffset, again.logEndOffset]).toEqual([2, 3]);
  });

  test('appends that come during a roll go into the new segment', async () => {
    const clock = new ManualClock(10_000);
    const log = await openRetained(new MemoryFileSystem(), { segmentMs: 500 }, clock);
    await append(log, ['a']);
    clock.advance(500);
    const [, appended] = await Promise.all([log.rollIfDue(), append(log, ['b'])]);
    expect(appended.baseOffset).toBe(1);
    expect(log.segmentCount).toBe(2);
    expect(await readValues(log)).toEqual(['a', 'b']);
  });

  test('a time index that tells too early a time removes nothing', async () => {
    const disk = new MemoryFileSystem();
    const log = await openRetained(disk, { retentionMs: 1_000 });
    await segmentsStamped(log, [5_000, 5_001]);
    await log.close();
    const path = `${directory}/${'0'.repeat(20)}.timeindex`;
    const index = disk.contentOf(path);
    index.writeBigInt64BE(100n, 0);
    disk.setContent(path, index);
    const again = await openLog(disk, {
      config: { retentionMs: 1_000 },
      cleanEnd: log.cleanEnd,
    });
    expect(again.wasRecovered).toBe(false);
    expect(await apply(again, 2_000)).toMatchObject({ removedSegments: 0, problem: undefined });
    expect(again.segmentCount).toBe(2);
  });

  test('a segment that cannot be read stays, and is reported', async () => {
    const disk = new MemoryFileSystem();
    const log = await openRetained(disk, { retentionMs: 1_000 });
    await segmentsStamped(log, [1, 2, 3]);
    disk.corrupt(`${directory}/${'0'.repeat(20)}.log`, 16, 0xff);
    const report = await apply(log, 9_000);
    expect(report).toMatchObject({
      removedSegments: 0,
      keptSegments: 2,
      problem: { code: 'LOG_DAMAGED' },
    });
    expect(report.keptBytes).toBeGreaterThan(400);
    expect(log.segmentCount).toBe(3);
  });

  test('what is not archived stays, and the segments behind it too', async () => {
    const log = await openRetained(new MemoryFileSystem(), { retentionMs: 1_000 });
    await segmentsStamped(log, [1, 2, 3, 4]);
    const stored: number[] = [];
    const archive = {
      store: async ({ baseOffset }: { baseOffset: number }) => {
        if (baseOffset === 1) throw new Error('the archive is full');
        stored.push(baseOffset);
      },
    };
    const report = await apply(log, 9_000, { archive });
    expect(stored).toEqual([0]);
    expect(report).toMatchObject({ removedSegments: 1, keptSegments: 2 });
    expect(report.problem).toMatchObject({ message: 'the archive is full' });
    expect(log.logStartOffset).toBe(1);
  });
});

test('retention removes exactly the longest expired head, over any stamps, sizes and settings', async () => {
  const cases = fc.record({
    segments: fc.array(
      fc.record({
        stamp: fc.integer({ min: -1, max: 100 }),
        bytes: fc.integer({ min: 80, max: 900 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    retentionMs: fc.oneof(fc.constant(forever), fc.integer({ min: 0, max: 100 })),
    retentionBytes: fc.oneof(fc.constant(forever), fc.integer({ min: 0, max: 4_000 })),
    nowMs: fc.integer({ min: 0, max: 120 }),
    highWatermark: fc.integer({ min: 0, max: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ segments, nowMs, highWatermark, ...settings }) => {
      // Every batch rolls: two never fit in a segment.
      const log = await openRetained(new MemoryFileSystem(), { segmentBytes: 1, ...settings });
      const sizes: number[] = [];
      for (const { stamp, bytes } of segments) {
        const batch = batchOfBytes(bytes, stamp);
        sizes.push(batch.length);
        await log.append(batch, { leaderEpoch: 0 }).held;
      }
      await apply(log, nowMs, { highWatermark: () => Math.min(highWatermark, segments.length) });
      let start = 0;
      for (; start < segments.length - 1 && start < highWatermark; start++) {
        const { stamp } = segments[start] as { stamp: number };
        const rest = sizes.slice(start + 1).reduce((a, b) => a + b, 0);
        const isOld = stamp >= 0 && nowMs > stamp + settings.retentionMs;
        if (!isOld && rest < settings.retentionBytes) break;
      }
      expect(log.logStartOffset).toBe(start);
      expect(log.segmentCount).toBe(segments.length - start);
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
});
