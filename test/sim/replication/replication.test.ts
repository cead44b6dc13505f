// The proof that a run depends on its seed alone, and that a run without faults has none. What is run in numbers is
// `npm run sim -- replication`.
import { expect, test } from 'vitest';
import { runReplication } from './replication-run.ts';
import { replicationSwarm } from './replication-swarm.ts';

test('[SIM-3] the same seed twice gives the same run', async () => {
  const [first, second] = [await runReplication({ seed: 7 }), await runReplication({ seed: 7 })];
  expect(first.problems).toEqual([]);
  expect(second).toEqual(first);
});

test('[REP-5] without a fault nobody falls out of sync, no log is cut, and nothing is lost whatever the acks', async () => {
  const { problems, counters } = await runReplication({ seed: 16 });
  expect(problems).toEqual([]);
  const none = { kills: 0, failures: 0, divergentCuts: 0, lostTails: 0, lost1: 0 };
  expect(counters).toMatchObject({ calm: 1, acknowledged: 130, acknowledged1: 60, ...none });
});

test('seeds differ in their topics and in their faults, and one in eight has none', () => {
  const swarms = Array.from({ length: 80 }, (_, seed) => replicationSwarm(seed));
  expect(swarms.filter(({ isCalm }) => isCalm)).toHaveLength(10);
  const topics = swarms.flatMap((swarm) => swarm.topics);
  const kinds = new Set(topics.map(({ durability, minInSync }) => `${durability} ${minInSync}`));
  expect([...kinds].sort()).toEqual(['async 1', 'async 2', 'sync 1', 'sync 2']);
  const disks = swarms.map((swarm) =>
    [
      swarm.diskLossEveryMs,
      swarm.bitFlipEveryMs,
      swarm.tornTailEveryMs,
      swarm.logErrorEveryMs,
      swarm.fullDiskEveryMs,
    ].map(Number.isFinite),
  );
  expect(new Set(disks.map((kind) => kind.join())).size).toBeGreaterThan(10);
});
