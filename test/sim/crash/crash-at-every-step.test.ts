// Every procedure of the storage layer, ended at every call that it makes on the disk [LOG-5, LOG-6, LOG-7].
import { expect, test } from 'vitest';
import type { CrashReport, Procedure } from '../../support/crash-at-every-step.ts';
import { crashAtEveryStep, describeReport, settle } from '../../support/crash-at-every-step.ts';
import { compactionProcedure } from './compaction-procedure.ts';
import { logProcedure, sendAll } from './log-procedures.ts';
import {
  deleteTopic,
  idA,
  idB,
  managerProcedure,
  openManager,
  openTopic,
  recordsOf,
} from './manager-procedures.ts';
import { producerProcedure } from './producer-procedure.ts';
import { restartProcedure } from './restart-procedure.ts';

const tornSeeds = process.env.TIDELOG_VERIFY === '1' ? 10 : 2;

/** Prints the counts, and checks that enough happened for the result to mean something. */
async function show<Promises, Left>(
  procedure: Procedure<Promises, Left>,
  least: { calls: number; outcomes: number },
): Promise<CrashReport> {
  const report = await crashAtEveryStep(procedure, { tornSeeds });
  process.stdout.write(`${describeReport(report)}\n`);
  expect(report.problems[0], `ending ${report.ended}`).toBeUndefined();
  expect(report.calls).toBeGreaterThanOrEqual(least.calls);
  expect(report.outcomes).toBeGreaterThanOrEqual(least.outcomes);
  return report;
}

const three = [['a', 'b'], ['c'], ['d', 'e', 'f']];
const long = (letter: string) => letter.repeat(250);

test('append: groups of batches, to a new log and on', () =>
  show(
    logProcedure('append', async (log, records) => {
      await sendAll(log, three, records);
      await sendAll(log, [['g'], ['h'.repeat(350)]], records);
    }),
    { calls: 12, outcomes: 4 },
  ));

test('append with durability async: the flush after its time', () =>
  show(
    logProcedure(
      'append, async',
      async (log, records, clock) => {
        // Held when written: a promise only against the death of the process, which is not made here.
        const written = { sent: records.sent, acknowledged: 0 };
        await sendAll(log, three, written);
        clock.advance(1_000);
        await settle();
        if (!log.isOffline) records.acknowledged = written.acknowledged;
        await sendAll(log, [['g'], ['h']], written);
      },
      { config: { durability: 'async', flushMs: 1_000 } },
    ),
    { calls: 12, outcomes: 4 },
  ));

test('roll: every batch in a segment of its own', () =>
  show(
    logProcedure('roll', async (log, records) => {
      await sendAll(log, [[long('a')], [long('b')]], records);
      await sendAll(log, [[long('c'), long('d')]], records);
    }),
    { calls: 25, outcomes: 4 },
  ));

test('roll with durability async: the closed segment is synced before it has a successor', () =>
  show(
    logProcedure(
      'roll, async',
      async (log, records) => {
        const written = { sent: records.sent, acknowledged: 0 };
        await sendAll(log, [[long('a')], [long('b')]], written);
        await sendAll(log, [[long('c')]], written);
      },
      { config: { durability: 'async' } },
    ),
    { calls: 25, outcomes: 4 },
  ));

test('recovery of a torn tail, and appends after it', () =>
  show(
    logProcedure(
      'recovery, append',
      async (log, records) => {
        expect(log.cutBytes).toBeGreaterThan(0);
        await sendAll(log, [['x'], [long('y')]], records);
      },
      {
        before: [['a'], [long('b')], [long('c')], ['d', 'e']],
        spoil: (disk) => {
          const path = disk.paths
            .filter((one) => one.endsWith('.log'))
            .sort()
            .at(-1) as string;
          const half = disk.contentOf(path).subarray(0, 90);
          disk.setContent(path, Buffer.concat([disk.contentOf(path), half]));
        },
      },
    ),
    { calls: 25, outcomes: 3 },
  ));

test('an orderly stop of a log: its last indexes', () =>
  show(
    logProcedure('close', async (log, records) => {
      await sendAll(log, [...three, [long('g')]], records);
      await log.close();
    }),
    { calls: 20, outcomes: 3 },
  ));

test('snapshots of an idempotent producer: its last batch is known, and so is a gap [LOG-11]', () =>
  show(producerProcedure, { calls: 60, outcomes: 5 }));

const segments = ['a', 'b', 'c', 'd'].map((letter) => [long(letter), letter]);

test('trim by request: what was deleted does not come back, and nothing else goes [LOG-8]', () =>
  show(
    logProcedure(
      'trimBefore',
      async (log, records) => {
        records.trimmedMax = 5;
        await log.trimBefore(5, { highWatermark: log.durableEndOffset });
        records.trimmed = 5;
        await settle();
        await sendAll(log, [['e']], records);
      },
      { before: segments },
    ),
    { calls: 30, outcomes: 3 },
  ));

test('retention by bytes: whole segments, the oldest first [LOG-8]', () =>
  show(
    logProcedure(
      'retention',
      async (log, records) => {
        records.trimmedMax = 4;
        const highWatermark = () => log.durableEndOffset;
        const report = await log.applyRetention({ highWatermark, nowMs: 0 });
        expect(report.problem).toBeUndefined();
        records.trimmed = log.logStartOffset;
        await settle();
        await sendAll(log, [['e']], records);
      },
      { before: segments, config: { retentionBytes: 600 } },
    ),
    { calls: 30, outcomes: 3 },
  ));

test('truncation of the tail: the old end, the new one, or between, and then only the new one [LOG-8]', () =>
  show(
    logProcedure(
      'truncateTo',
      async (log, records) => {
        records.before = [...records.sent];
        records.acknowledged = 2;
        await log.truncateTo(3, { highWatermark: 2 });
        expect(log.logEndOffset).toBe(2);
        records.sent.length = 2;
        records.before = [];
        await sendAll(log, [['e'], ['f']], records);
      },
      // Two batches in a segment, so that the cut goes through one.
      { before: segments, config: { segmentBytes: 800 } },
    ),
    { calls: 40, outcomes: 5 },
  ));

test.each([900, 3, 0])(
  'a log that begins anew at %i: the old one or the new one, and nothing of the one in the other',
  async (to) => {
    await show(restartProcedure(to), { calls: 40, outcomes: 4 });
  },
);

test('compaction: of each key the last value, and every record at its offset [LOG-10]', () =>
  show(compactionProcedure(), { calls: 60, outcomes: 2 }));

test('first use of a data directory: its names, its identity, a first topic', () =>
  show(
    managerProcedure('first use', async (fileSystem, promises) => {
      const manager = await openManager(fileSystem);
      await manager.setClusterId(idB);
      promises.clusterId = idB;
      promises.mayBeThere.add(idA);
      const log = await openTopic(manager, idA);
      await sendAll(log, three, recordsOf(promises, idA));
    }),
    { calls: 40, outcomes: 5 },
  ));

test('an orderly stop and the next start: the marker vouches for nothing that changed later', () =>
  show(
    managerProcedure(
      'stop and start',
      async (fileSystem, promises) => {
        const records = recordsOf(promises, idA);
        const first = await openManager(fileSystem);
        await sendAll(await openTopic(first, idA), [['x'], [long('y')]], records);
        await first.close();
        const second = await openManager(fileSystem);
        const log = await openTopic(second, idA);
        expect(log.wasRecovered).toBe(false);
        await sendAll(log, [['z']], records);
        await second.close();
      },
      async (fileSystem, promises) => {
        promises.mayBeThere.add(idA);
        const manager = await openManager(fileSystem);
        await sendAll(await openTopic(manager, idA), three, recordsOf(promises, idA));
        await manager.close();
      },
    ),
    { calls: 60, outcomes: 3 },
  ));

test('a topic that is made again under its old name [REP-10]', () =>
  show(
    managerProcedure(
      'recreate',
      async (fileSystem, promises) => {
        const manager = await openManager(fileSystem);
        promises.mayBeThere.add(idB);
        const log = await openTopic(manager, idB);
        promises.mayBeThere.delete(idA);
        await sendAll(log, [['new'], ['newer']], recordsOf(promises, idB));
      },
      async (fileSystem, promises) => {
        promises.mayBeThere.add(idA);
        const manager = await openManager(fileSystem);
        await sendAll(await openTopic(manager, idA), three, recordsOf(promises, idA));
      },
    ),
    { calls: 25, outcomes: 3 },
  ));

test('a topic that is deleted', () =>
  show(
    managerProcedure(
      'delete',
      async (fileSystem, promises) => {
        const manager = await openManager(fileSystem);
        await openTopic(manager, idA);
        // From here on either is right, until the deletion has returned.
        recordsOf(promises, idA).acknowledged = 0;
        await deleteTopic(manager, idA);
        promises.mayBeThere.delete(idA);
        await manager.close();
      },
      async (fileSystem, promises) => {
        promises.mayBeThere.add(idA);
        const manager = await openManager(fileSystem);
        await sendAll(await openTopic(manager, idA), three, recordsOf(promises, idA));
      },
    ),
    { calls: 20, outcomes: 2 },
  ));
