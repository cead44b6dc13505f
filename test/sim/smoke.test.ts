// The whole cluster under faults, and the proof that the checks would see a broken promise: the same runs with a planted bug.
import { expect, test } from 'vitest';
import { runSmoke } from './smoke.ts';
import { calmSwarm, type SwarmOptions } from './swarm.ts';

/** Brokers that lose power again and again, and little else that goes wrong. */
const powerFails: SwarmOptions = {
  ...calmSwarm,
  isCalm: false,
  disk: { latencyMsMax: 1, syncMsMax: 10, isSyncIgnored: undefined },
  crashEveryMs: 1_500,
  powerLossShare: 1,
};
const seeds = [1, 2, 3, 4, 5];

test('[LOG-2, LOG-11] what was acknowledged survives every power loss, and stands once', async () => {
  let losses = 0;
  let retried = 0;
  for (const seed of seeds) {
    const { problems, counters } = await runSmoke({ seed, swarm: powerFails });
    expect(problems, `seed ${seed}`).toEqual([]);
    expect(counters.duplicates).toBe(0);
    retried += counters.retried;
    losses += counters.powerLosses;
  }
  expect(losses).toBeGreaterThan(seeds.length);
  expect(retried).toBeGreaterThan(seeds.length);
});

test('the planted bug "acknowledge before fdatasync" is found by every one of these seeds', async () => {
  const isSyncIgnored = (path: string) => /\/smoke-\d+\/.*\.log$/.test(path);
  const forgetful = { ...powerFails, disk: { ...powerFails.disk, isSyncIgnored } };
  for (const seed of seeds) {
    const { problems } = await runSmoke({ seed, swarm: forgetful });
    const lost = problems.filter((problem) => problem.startsWith('LOST'));
    expect(lost.length, `seed ${seed}`).toBeGreaterThan(0);
  }
});

test('[LOG-11] the planted bug "brokers forget their producers at once" is found by each of these seeds', async () => {
  const settings = { producerIdExpirationMs: 1 };
  for (const seed of [1, 4, 6]) {
    const { problems } = await runSmoke({ seed, settings });
    const twice = problems.filter((problem) => problem.startsWith('TWICE'));
    expect(twice.length, `seed ${seed}`).toBeGreaterThan(0);
    const { problems: none, counters } = await runSmoke({ seed });
    expect(none, `seed ${seed}`).toEqual([]);
    expect(counters.retried).toBeGreaterThan(0);
  }
});

test('without faults nothing is sent twice', async () => {
  const { problems, counters } = await runSmoke({ seed: 8, swarm: calmSwarm });
  expect(problems).toEqual([]);
  expect(counters).toMatchObject({ retried: 0, duplicates: 0, gaveUp: 0 });
});
