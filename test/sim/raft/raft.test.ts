// A sample of what `npm run sim -- raft` runs, and `npm run verify` many times as much of.
import { expect, test } from 'vitest';
import { raftEffortPerSeedMin, runRaft } from './raft.ts';

const seeds = 300;

test('[QRM-1, QRM-2, QRM-3] the quorum keeps its promises whatever goes wrong, and heals', () => {
  const sums: Record<string, number> = {};
  for (let seed = 1; seed <= seeds; seed++) {
    const { problems, counters } = runRaft({ seed });
    expect(problems, `npm run sim -- raft --seed ${seed} --trace`).toEqual([]);
    for (const [name, count] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + count;
  }
  for (const [name, least] of Object.entries(raftEffortPerSeedMin)) {
    expect(sums[name] ?? 0, name).toBeGreaterThanOrEqual(least * seeds);
  }
});

test('[SIM-3] the same seed gives the same trace hash', () => {
  for (const seed of [1, 8, 11]) {
    const first = runRaft({ seed });
    expect(runRaft({ seed })).toEqual(first);
    expect(first.events).toBeGreaterThan(100);
  }
  expect(runRaft({ seed: 2 }).traceHash).not.toBe(runRaft({ seed: 3 }).traceHash);
});

test('[QRM-2] without faults there is one election, and every request is answered', () => {
  for (const seed of [8, 16, 24, 32]) {
    const { problems, counters } = runRaft({ seed });
    expect(problems).toEqual([]);
    expect(counters).toMatchObject({ elections: 1 });
    expect(counters.acknowledged).toBeGreaterThan(10);
    expect(counters).not.toHaveProperty('unknown');
  }
});
