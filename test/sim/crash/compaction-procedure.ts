// Compaction as a procedure that can be ended at every step [LOG-10]. Its promise: of every key the last value is there, what is
// there stands at the offset at which it was sent, and the log ends where it ended.
import type { FileSystem } from '../../../src/base/file-system.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { derivedFileProblems } from '../../support/derived-files.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { appendKeyed, compact, type KeyedRecord } from '../../unit/storage/compaction-fixture.ts';
import { directory, openLog, readAll } from '../../unit/storage/fixture.ts';
import { indexIntervalBytes, smallConfig } from './log-procedures.ts';

interface Keyed {
  /** By offset. */
  sent: KeyedRecord[];
}

interface KeyedLeft {
  endOffset: number;
  records: [offset: number, key: string, value: string][];
}

function open(fileSystem: FileSystem): Promise<PartitionLog> {
  const config = { ...smallConfig, cleanupPolicy: ['compact' as const] };
  return openLog(fileSystem, { clock: new ManualClock(), config });
}

async function describe(log: PartitionLog): Promise<KeyedLeft> {
  log.evictTail();
  const records = await readAll(log);
  return {
    endOffset: log.logEndOffset,
    records: records.map(({ offset, key, value }) => [offset, String(key), String(value)]),
  };
}

function lastValues(records: readonly (readonly [string | null, string | null])[]): string {
  const values = new Map(records.map(([key, value]) => [String(key), String(value)]));
  return JSON.stringify([...values].sort());
}

function keyedProblems({ endOffset, records }: KeyedLeft, { sent }: Keyed): string[] {
  const problems: string[] = [];
  if (endOffset !== sent.length) problems.push(`the log ends at ${endOffset}, not ${sent.length}`);
  for (const [offset, key, value] of records) {
    const [keySent, valueSent] = sent[offset] ?? [];
    if (key !== String(keySent) || value !== String(valueSent)) {
      problems.push(`CHANGED: ${key} has ${value} at offset ${offset}`);
    }
  }
  const found = lastValues(records.map(([, key, value]) => [key, value]));
  if (found !== lastValues(sent)) problems.push(`LOST: the last values are ${found}`);
  return problems;
}

export function compactionProcedure(): Procedure<Keyed, KeyedLeft> {
  const sent: KeyedRecord[] = [];
  return {
    name: 'compaction',
    promises: () => ({ sent }),
    prepare: async (disk) => {
      const log = await open(disk.process());
      for (let i = 0; i < 16; i++) {
        const batch: KeyedRecord[] = [
          [`k${i % 5}`, `${i}`.padEnd(60, '.')],
          [`only${i % 3}`, `${i}`],
        ];
        await appendKeyed(log, batch);
        sent.push(...batch);
      }
    },
    run: async (fileSystem) => {
      const log = await open(fileSystem);
      await compact(log);
      await log.close();
    },
    recover: async (fileSystem) => describe(await open(fileSystem)),
    problems: (left, keyed, disk) => [
      ...keyedProblems(left, keyed),
      ...derivedFileProblems(disk, { directory, indexIntervalBytes }),
    ],
  };
}
