// The proof that a run depends on its seed alone. What is run in numbers is `npm run sim -- quorum`.
import { expect, test } from 'vitest';
import { runQuorum } from './quorum-run.ts';

test('[SIM-3] the same seed twice gives the same run, faults or not', async () => {
  for (const seed of [8, 14]) {
    const [first, second] = [await runQuorum({ seed }), await runQuorum({ seed })];
    expect(first.problems, `seed ${seed}`).toEqual([]);
    expect(second).toEqual(first);
  }
});

test('[QRM-2] without a fault one leader is elected, once, and no request fails', async () => {
  const { problems, counters } = await runQuorum({ seed: 16 });
  expect(problems).toEqual([]);
  expect(counters).toMatchObject({ unknown: 0, notSent: 0, kills: 0, failures: 0 });
});
