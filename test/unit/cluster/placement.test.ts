import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlacedReplicas } from '../../../src/cluster/placed-replicas.ts';
import { Placement } from '../../../src/cluster/placement.ts';

const nodeIds = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 9 });

const alive = (ids: readonly number[]) => ids.map((nodeId) => ({ nodeId, isAlive: true }));

function spread(counts: Iterable<number>): number {
  const list = [...counts];
  return Math.max(...list) - Math.min(...list);
}

function countOf(ids: readonly number[], placed: readonly number[]): Map<number, number> {
  const counts = new Map(ids.map((nodeId) => [nodeId, 0]));
  for (const nodeId of placed) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  return counts;
}

test('leaders of equal brokers stay within one of each other, and replicas within two', () => {
  fc.assert(
    fc.property(nodeIds, fc.integer({ min: 1, max: 120 }), fc.nat(8), (ids, partitions, more) => {
      const factor = 1 + (more % ids.length);
      const placement = new Placement(alive(ids));
      const placed = Array.from({ length: partitions }, () => placement.place(factor));
      for (const replicas of placed) expect(new Set(replicas).size).toBe(factor);
      expect(
        spread(
          countOf(
            ids,
            placed.map(([leader]) => leader as number),
          ).values(),
        ),
      ).toBeLessThanOrEqual(1);
      expect(spread(countOf(ids, placed.flat()).values())).toBeLessThanOrEqual(2);
    }),
  );
});

test('those that take over from one leader are spread over the others', () => {
  const placement = new Placement(alive([1, 2, 3, 4, 5]));
  const placed = Array.from({ length: 60 }, () => placement.place(3));
  for (const leader of [1, 2, 3, 4, 5]) {
    const heirs = placed
      .filter(([first]) => first === leader)
      .map(([, second]) => second as number);
    const counts = countOf(
      [1, 2, 3, 4, 5].filter((id) => id !== leader),
      heirs,
    );
    expect(spread(counts.values()), `heirs of ${leader}: ${heirs}`).toBeLessThanOrEqual(2);
  }
});

test('what the brokers have already is levelled', () => {
  const partition = {
    partition: 0,
    isr: [1, 2],
    elr: [],
    impaired: [],
    adding: [],
    removing: [],
    leaderEpoch: 0,
    partitionEpoch: 0,
  };
  const partitions = Array.from({ length: 6 }, () => ({
    ...partition,
    replicas: [1, 2],
    leaderId: 1,
  }));
  const topic = {
    topicId: 'x',
    name: 'x',
    configs: new Map(),
    replicasWanted: 0,
    minInsyncWanted: 0,
    unsyncedSince: 0,
    partitions,
  };
  const placed = new PlacedReplicas(new Map([['x', topic]]) as never);
  const placement = new Placement(alive([1, 2, 3]), placed);
  const more = Array.from({ length: 6 }, () => placement.place(1));
  expect(countOf([1, 2, 3], more.flat())).toEqual(
    new Map([
      [1, 0],
      [2, 3],
      [3, 3],
    ]),
  );
});

test('one that is not alive leads nothing, and has replicas only where there are not enough others', () => {
  const brokers = [{ nodeId: 1, isAlive: false }, ...alive([2, 3])];
  const placement = new Placement(brokers);
  for (let i = 0; i < 9; i++) expect(placement.place(2).includes(1)).toBe(false);
  for (let i = 0; i < 9; i++) expect(placement.place(3).at(-1)).toBe(1);
});

test('more replicas of a partition go to live brokers that have none of it, as far as there are any', () => {
  const placement = new Placement([...alive([1, 2, 3]), { nodeId: 4, isAlive: false }]);
  expect(placement.extend([1], 1)).toEqual([2]);
  expect(placement.extend([1], 1)).toEqual([3]);
  expect(placement.extend([1, 2], 3)).toEqual([3]);
  expect(placement.extend([1, 2, 3], 3)).toEqual([]);
});

test('the same input gives the same placement', () => {
  const run = () => {
    const placement = new Placement(alive([3, 1, 2]));
    return Array.from({ length: 7 }, () => placement.place(2));
  };
  expect(run()).toEqual(run());
});
