// What a voter writes beside its log, ended at every call that it makes on the disk [QRM-2, LOG-5].
import { expect, test } from 'vitest';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { crashAtEveryStep, describeReport } from '../../support/crash-at-every-step.ts';
import { installProcedure, snapshotProcedure, voteProcedure } from './quorum-procedures.ts';

const tornSeeds = process.env.TIDELOG_VERIFY === '1' ? 10 : 2;

async function show<Promises, Left>(
  procedure: Procedure<Promises, Left>,
  least: { calls: number; outcomes: number },
): Promise<void> {
  const report = await crashAtEveryStep(procedure, { tornSeeds });
  process.stdout.write(`${describeReport(report)}\n`);
  expect(report.problems[0], `ending ${report.ended}`).toBeUndefined();
  expect(report.calls).toBeGreaterThanOrEqual(least.calls);
  expect(report.outcomes).toBeGreaterThanOrEqual(least.outcomes);
}

test('term and vote: what was told to be durable is never forgotten, and nothing is made up', () =>
  show(voteProcedure, { calls: 20, outcomes: 5 }));

test('snapshots: the newest that was durable is there, whole, and nothing that was half written is', () =>
  show(snapshotProcedure, { calls: 30, outcomes: 4 }));

test.each([
  { offset: 9, term: 3 },
  { offset: 3, term: 3 },
])('a snapshot at $offset of term $term takes the place of the log', async (snapshot) => {
  await show(installProcedure(snapshot), { calls: 25, outcomes: 3 });
});
