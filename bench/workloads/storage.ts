/**
 * What the storage engine adds to the disk: appends with durability `sync` through the logs of one data directory, beside
 * bare writev and fdatasync of the same bytes in the same groups. Many partitions share few batches, so their groups are
 * small and their syncs many: the rows with most batches outstanding are the curve by which `sync` falls off.
 *
 * And what finding an offset costs with 1 to 1,000 segments: the search alone, and with the read of the batch that has it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppendRun, StorageProcess } from '../processes/storage.ts';
import { Child } from '../support/child.ts';
import { compare, median, type Row, rate, round } from '../support/measure.ts';
import { recordBytes, type Settings, valueBytes } from '../support/stage.ts';
import { lookup } from './lookup.ts';

/** As a producer with default settings fills them. */
const batchBytes = 16 * 1_024;
const recordsPerBatch = Math.floor(batchBytes / recordBytes);

/** Runs of few batches are short: they take turns so often that a slow moment of the disk does not fall on one side. */
const turnsPerRound = { 1: 12, 64: 4, 1024: 2 } as const;
type Outstanding = keyof typeof turnsPerRound;
const allOutstanding: readonly Outstanding[] = [1, 64, 1_024];
/** More points of the curve have the most batches outstanding only. */
const variants: readonly { partitions: number; outstandings: readonly Outstanding[] }[] = [
  { partitions: 1, outstandings: allOutstanding },
  { partitions: 4, outstandings: [1_024] },
  { partitions: 16, outstandings: allOutstanding },
  { partitions: 64, outstandings: [1_024] },
  { partitions: 256, outstandings: allOutstanding },
];

export async function* storage(settings: Settings): AsyncGenerator<Row> {
  const root = await mkdtemp(join(settings.directory, 'tidelog-bench-'));
  try {
    for (const { partitions, outstandings } of variants) {
      for (const outstanding of outstandings) {
        const directory = join(root, `${partitions}-${outstanding}`);
        yield await appends(settings, { directory, partitions, outstanding });
        await rm(directory, { recursive: true });
      }
    }
    yield* lookup(settings, root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function appends(
  { rounds, scale, profileDirectory }: Settings,
  options: { directory: string; partitions: number; outstanding: Outstanding },
): Promise<Row> {
  const { directory, partitions, outstanding } = options;
  const perRun = outstanding === 1 ? 25 : Math.max(512, 4 * outstanding);
  const run: AppendRun = { outstanding, batches: Math.max(outstanding, round(perRun * scale)) };
  const records = run.batches * recordsPerBatch;
  await using logs = new Child<StorageProcess>('storage', { profileDirectory });
  await logs.call('open', { directory, partitions, recordsPerBatch, valueBytes });
  const groupCounts: number[] = [];
  const cpuMs: number[] = [];
  let groups: { partition: number; batches: number }[] = [];
  const { ms, ceilingMs } = await compare({
    rounds: rounds * turnsPerRound[outstanding],
    warmUp: true,
    subject: async () => {
      const cpuBeforeMs = await logs.call('cpuMs', null);
      const took = await logs.call('append', run);
      cpuMs.push((await logs.call('cpuMs', null)) - cpuBeforeMs);
      groups = took.groups;
      groupCounts.push(groups.length);
      return took.ms;
    },
    // In the groups of the logs' last run; in the warm-up there is none yet.
    ceiling: () => logs.call('writeBare', { run, groups }),
  });
  await logs.call('close', null);
  const name = `storage/p${partitions}/o${outstanding}`;
  const row = rate(name, { records, valueBytes, ms, ceilingMs });
  return {
    ...row,
    batchesPerSync: round(run.batches / median(groupCounts), 1),
    cpuMicrosPerBatch: round((median(cpuMs.slice(1)) * 1_000) / run.batches, 1),
  };
}
