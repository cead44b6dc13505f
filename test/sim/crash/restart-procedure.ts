// A log that is emptied and begins anew somewhere else: afterwards it is the new one; before, the old one, and for a start that
// is not above the old end perhaps without its end. Nothing of the old log stands in the new one.
import type { FileSystem } from '../../../src/base/file-system.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import { RecoveryCheckpoint } from '../../../src/storage/recovery-checkpoint.ts';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { derivedFileProblems } from '../../support/derived-files.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { directory, openLog, sequencedBatch } from '../../unit/storage/fixture.ts';
import { describeLog, indexIntervalBytes, type LogLeft, smallConfig } from './log-procedures.ts';

const before = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(200));
const after = ['x', 'y'.repeat(300), 'z'];
/** The records before this were deleted before the restart. */
const oldStart = 1;

interface Promises {
  /** The restart has begun, and has returned. */
  isBegun: boolean;
  isDone: boolean;
  /** Acknowledged after it. */
  appended: number;
}

interface Left extends LogLeft {
  producers: number;
  epochs: number;
}

async function open(fileSystem: FileSystem) {
  await fileSystem.makeDirectory('/data');
  const starts = await LogStartCheckpoint.open(fileSystem, '/data/log-start-checkpoint');
  const recovery = await RecoveryCheckpoint.open(
    fileSystem,
    '/data',
    silentLogger,
    new ManualClock(),
  );
  const log = await openLog(fileSystem, {
    config: smallConfig,
    logStart: starts.of('t'),
    recoveryOffset: recovery.offsetOf('t'),
    lowerRecoveryOffset: (offset) => recovery.lower('t', offset),
  });
  return { log, recovery };
}

export function restartProcedure(to: number): Procedure<Promises, Left> {
  return {
    name: `restartAt ${to}`,
    promises: () => ({ isBegun: false, isDone: false, appended: 0 }),
    prepare: async (disk) => {
      const { log, recovery } = await open(disk);
      for (const [i, value] of before.entries()) {
        const sequence = { producerId: 5, producerEpoch: 0, baseSequence: i };
        await log.append(sequencedBatch(sequence, [value]), { leaderEpoch: i }).held;
      }
      await log.trimBefore(oldStart, { highWatermark: before.length });
      recovery.advance('t', log.syncedEndOffset);
      await recovery.save();
    },
    run: async (fileSystem, promises) => {
      const { log, recovery } = await open(fileSystem);
      promises.isBegun = true;
      await log.restartAt(to);
      promises.isDone = true;
      for (const [i, value] of after.entries()) {
        const sequence = { producerId: 6, producerEpoch: 0, baseSequence: i };
        await log.append(sequencedBatch(sequence, [value]), { leaderEpoch: 9 }).held;
        promises.appended = i + 1;
        recovery.advance('t', log.syncedEndOffset);
        await recovery.save();
      }
    },
    recover: async (fileSystem) => {
      const { log } = await open(fileSystem);
      const left = await describeLog(log);
      return { ...left, producers: log.producerCount, epochs: log.latestEpoch };
    },
    problems: (left, promises, disk) => [
      ...problemsOf(left, promises, to),
      ...derivedFileProblems(disk, { directory, indexIntervalBytes }),
    ],
  };
}

function problemsOf(left: Left, { isBegun, isDone, appended }: Promises, to: number): string[] {
  const { startOffset, endOffset, values, producers, epochs } = left;
  const count = endOffset - startOffset;
  const isNew = startOffset === to && values.join() === after.slice(0, count).join();
  const isOld =
    startOffset === oldStart && values.join() === before.slice(startOffset, endOffset).join();
  const state = JSON.stringify(left);
  if (left.durableEndOffset !== endOffset) return [`${state}: not all of it counts as held`];
  if (isDone && !isNew) return [`${state}: is not the log that begins at ${to}`];
  if (isDone && count < appended) return [`LOST: ${state} has fewer than ${appended} records`];
  if (!isNew && !isOld) return [`${state}: is neither the old log nor the new one`];
  if (!isBegun && endOffset !== before.length) return [`LOST: ${state}`];
  if (!isDone && to > before.length && isOld && endOffset !== before.length) {
    return [`${state}: a restart above the end is all or nothing`];
  }
  if (count === 0 && (producers > 0 || epochs >= 0)) return [`${state}: knows of what is gone`];
  if (isNew && count > 0 && (producers !== 1 || epochs !== 9)) return [`${state}: knows too much`];
  return [];
}
