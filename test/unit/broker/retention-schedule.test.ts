import { expect, test } from 'vitest';
import type { Partition } from '../../../src/broker/partition.ts';
import { RetentionSchedule } from '../../../src/broker/retention-schedule.ts';
import type { RetentionReport } from '../../../src/storage/retention.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const nothing: RetentionReport = {
  removedSegments: 0,
  removedBytes: 0,
  keptSegments: 0,
  keptBytes: 0,
  problem: undefined,
};

/** What the schedule sees of a partition; says when it was looked at. */
function fakePartition(index: number, check: () => Promise<RetentionReport>): Partition {
  const log = { isOffline: false, rollIfDue: async () => {}, applyRetention: check };
  const names = { topicName: 't', index, topicId: '' };
  return { ...names, isLeader: true, highWatermark: 0, log } as unknown as Partition;
}

function scheduleOf(partitions: () => Partition[], clock: ManualClock, logger: RecordingLogger) {
  return new RetentionSchedule({
    partitions,
    intervalMs: 1_000,
    clock,
    logger,
    backlogBytesMax: 100,
  });
}

/** Lets what waits for nothing but microtasks go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

test('partitions are looked at one after the other, spread over the interval [SIM-5]', async () => {
  const clock = new ManualClock();
  const seen: [number, number][] = [];
  const partitions = [0, 1, 2, 3].map((index) =>
    fakePartition(index, async () => {
      seen.push([index, clock.monotonicMs()]);
      return nothing;
    }),
  );
  const stop = new AbortController();
  const running = scheduleOf(() => partitions, clock, new RecordingLogger()).run(stop.signal);
  for (let i = 0; i < 200; i++) {
    clock.advance(10);
    await settle();
  }
  expect(seen.map(([index]) => index)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  expect(seen.map(([, atMs]) => atMs)).toEqual([250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000]);
  stop.abort();
  await running;
  expect(clock.timerCount).toBe(0);
});

test('what waits for the archive is summed over the partitions, and is an error above the bound', async () => {
  const clock = new ManualClock();
  const logger = new RecordingLogger();
  const problem = Object.assign(new Error('full'), { code: 'ARCHIVE_FAILED' });
  const waiting = { ...nothing, keptSegments: 1, keptBytes: 60, problem };
  const present = [0, 1].map((index) => fakePartition(index, async () => waiting));
  const stop = new AbortController();
  const running = scheduleOf(() => [...present], clock, logger).run(stop.signal);
  const round = async () => {
    for (let i = 0; i < 10; i++) {
      clock.advance(100);
      await settle();
    }
  };
  await round();
  expect(logger.lines.map(({ level, fields }) => [level, fields.backlogBytes])).toEqual([
    ['warn', 60],
    ['error', 120],
  ]);
  // A partition that is deleted waits for nothing any more.
  present.splice(0, 1);
  await round();
  await round();
  expect(logger.lines.at(-1)).toMatchObject({ level: 'warn', fields: { backlogBytes: 60 } });
  stop.abort();
  await running;
});

test('a check that fails does not keep others from theirs; one of a deleted partition is not told', async () => {
  const clock = new ManualClock();
  const logger = new RecordingLogger();
  const present: Partition[] = [];
  let checks = 0;
  present.push(
    fakePartition(0, () => Promise.reject(new Error('broken'))),
    fakePartition(1, async () => {
      checks += 1;
      return nothing;
    }),
    fakePartition(2, () => {
      present.pop();
      return Promise.reject(new Error('deleted'));
    }),
  );
  const stop = new AbortController();
  const running = scheduleOf(() => [...present], clock, logger).run(stop.signal);
  for (let i = 0; i < 12; i++) {
    clock.advance(100);
    await settle();
  }
  expect(checks).toBe(1);
  expect(logger.lines.map(({ fields }) => [fields.partition, String(fields.err)])).toEqual([
    [0, 'Error: broken'],
  ]);
  stop.abort();
  await running;
});

test('a follower closes segments that are old, and expires none: that is for the leader to decide', async () => {
  const clock = new ManualClock();
  let checks = 0;
  const follower = fakePartition(0, async () => {
    checks += 1;
    return nothing;
  });
  Object.assign(follower, { isLeader: false });
  const stopping = new AbortController();
  const running = scheduleOf(() => [follower], clock, new RecordingLogger()).run(stopping.signal);
  for (let i = 0; i < 5; i++) {
    clock.advance(1_000);
    await settle();
  }
  expect(checks).toBe(0);
  stopping.abort();
  await running;
});
