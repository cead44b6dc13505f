import { expect, test } from 'vitest';
import { swarmOptions } from '../../sim/swarm.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

test('one seed in eight is without faults', () => {
  expect(seeds.filter((seed) => swarmOptions(seed).isCalm)).toEqual(
    seeds.filter((seed) => seed % 8 === 0),
  );
});

test('a seed always brings the same faults', () => {
  for (const seed of seeds) expect(swarmOptions(seed)).toEqual(swarmOptions(seed));
});

test('each fault is absent from some seeds and present in others', () => {
  const faults = ['crashEveryMs', 'resetEveryMs', 'cutEveryMs', 'pauseEveryMs'] as const;
  for (const fault of faults) {
    const present = seeds.filter((seed) => Number.isFinite(swarmOptions(seed)[fault])).length;
    expect(present, fault).toBeGreaterThan(80);
    expect(present, fault).toBeLessThan(170);
  }
  expect(new Set(seeds.map((seed) => swarmOptions(seed).powerLossShare))).toEqual(
    new Set([0, 0.5, 1]),
  );
});

test('no seed plants a bug', () => {
  for (const seed of seeds) expect(swarmOptions(seed).disk.isSyncIgnored).toBeUndefined();
});
