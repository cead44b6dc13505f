// What a partition log does on disk, as procedures that can be ended at every step. Their promise is the list of records:
// what is found later is a first part of what was sent, and everything acknowledged is in it.
import type { FileSystem } from '../../../src/base/file-system.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { derivedFileProblems } from '../../support/derived-files.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import type { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, directory, openLog, readAll } from '../../unit/storage/fixture.ts';

export const indexIntervalBytes = 120;

/** Small segments and a dense index, so that few records make many files and entries. */
export const smallConfig = { segmentBytes: 500, indexIntervalBytes };

export interface Records {
  /** By offset. */
  sent: string[];
  /** What may be found instead of it: as it was before the tail was cut. */
  before?: string[];
  /** How many of them, from the first, were acknowledged. */
  acknowledged: number;
  /** Records below this may not come back, and those from `trimmedMax` on must be there. Default 0. */
  trimmed?: number;
  trimmedMax?: number;
}

export interface LogLeft {
  startOffset: number;
  endOffset: number;
  durableEndOffset: number;
  values: string[];
}

export type LogProcedure = Procedure<Records, LogLeft>;

/** Sends batches one after the other without waiting; resolves when all are held, rejects when one is not. */
export async function sendAll(
  log: PartitionLog,
  batches: readonly string[][],
  records: Records,
): Promise<void> {
  const held = batches.map(async (values) => {
    const first = records.sent.length;
    const result = log.append(batchOf(values, 1_000 + first * 10), { leaderEpoch: 0 });
    records.sent.push(...values);
    await result.held;
    records.acknowledged = Math.max(records.acknowledged, first + values.length);
  });
  await Promise.all(held);
}

/** Everything that a reader finds. */
export async function describeLog(log: PartitionLog): Promise<LogLeft> {
  log.evictTail();
  const records = await readAll(log);
  return {
    startOffset: log.logStartOffset,
    endOffset: log.logEndOffset,
    durableEndOffset: log.durableEndOffset,
    values: records.map(({ value }) => String(value)),
  };
}

export function recordProblems(left: LogLeft, records: Records): string[] {
  const problems: string[] = [];
  const { sent, acknowledged } = records;
  const { endOffset, durableEndOffset, values } = left;
  if (endOffset < acknowledged) {
    problems.push(
      `LOST: ${acknowledged} records were acknowledged, and the log ends at ${endOffset}`,
    );
  }
  const endMax = Math.max(sent.length, records.before?.length ?? 0);
  if (endOffset > endMax) problems.push(`the log ends at ${endOffset}, after ${endMax}`);
  if (durableEndOffset !== endOffset)
    problems.push('something is served that does not count as held');
  const { startOffset } = left;
  const { trimmed = 0, trimmedMax = trimmed } = records;
  if (startOffset < trimmed) problems.push(`CAME BACK: records from ${startOffset} on`);
  if (startOffset > trimmedMax) problems.push(`LOST: the records before ${startOffset}`);
  const isFirstPartOf = (all: readonly string[]) =>
    values.join() === all.slice(startOffset, endOffset).join();
  if (!isFirstPartOf(sent) && !isFirstPartOf(records.before ?? [])) {
    problems.push(`CHANGED: found ${values.join()} where ${sent.join()} was sent`);
  }
  return problems;
}

/** A procedure on one log; `run` gets it open. */
export function logProcedure(
  name: string,
  run: (log: PartitionLog, records: Records, clock: ManualClock) => Promise<void>,
  options: {
    config?: object;
    before?: readonly string[][];
    spoil?: (disk: MemoryFileSystem) => void;
    /** What recovery finds. Default describeLog. */
    describe?: (log: PartitionLog) => Promise<LogLeft>;
  } = {},
): LogProcedure {
  const before = options.before ?? [];
  const sentBefore = before.flat();
  const open = async (fileSystem: FileSystem, clock = new ManualClock()) => {
    await fileSystem.makeDirectory('/data');
    const starts = await LogStartCheckpoint.open(fileSystem, '/data/log-start-checkpoint');
    const config = { ...smallConfig, ...options.config };
    return openLog(fileSystem, { clock, config, logStart: starts.of('t') });
  };
  return {
    name,
    promises: () => ({ sent: [...sentBefore], acknowledged: sentBefore.length }),
    prepare: async (disk) => {
      await disk.makeDirectory(directory);
      const records = { sent: [], acknowledged: 0 };
      if (before.length > 0) await sendAll(await open(disk), before, records);
      options.spoil?.(disk);
    },
    run: async (fileSystem, records) => {
      const clock = new ManualClock();
      await run(await open(fileSystem, clock), records, clock);
    },
    recover: async (fileSystem) => (options.describe ?? describeLog)(await open(fileSystem)),
    problems: (left, records, disk) => [
      ...recordProblems(left, records),
      ...derivedFileProblems(disk, { directory, indexIntervalBytes }),
    ],
  };
}
