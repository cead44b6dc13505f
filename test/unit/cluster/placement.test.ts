import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placePartitions } from '../../../src/cluster/placement.ts';

const nodeIds = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 });

function countsAfter(ids: readonly number[], before: Map<number, number>, placed: number[]) {
  const counts = new Map(ids.map((id) => [id, before.get(id) ?? 0]));
  for (const id of placed) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.values()];
}

test('every partition gets a broker, and equal brokers stay within one of each other', () => {
  fc.assert(
    fc.property(nodeIds, fc.integer({ min: 1, max: 200 }), (ids, partitionCount) => {
      const none = new Map<number, number>();
      const placed = placePartitions({ nodeIds: ids, leaderCounts: none, partitionCount });
      expect(placed).toHaveLength(partitionCount);
      expect(placed.every((id) => ids.includes(id))).toBe(true);
      const counts = countsAfter(ids, none, placed);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('an unequal start is never made more unequal, and is levelled as far as the partitions go', () => {
  fc.assert(
    fc.property(
      nodeIds,
      fc.array(fc.nat({ max: 30 }), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 1, max: 100 }),
      (ids, starts, partitionCount) => {
        const before = new Map(ids.map((id, i) => [id, starts[i] ?? 0]));
        const placed = placePartitions({ nodeIds: ids, leaderCounts: before, partitionCount });
        const counts = countsAfter(ids, before, placed);
        const spread = (values: Iterable<number>) => {
          const all = [...values];
          return Math.max(...all) - Math.min(...all);
        };
        expect(spread(counts)).toBeLessThanOrEqual(Math.max(1, spread(before.values())));
        // Nobody got one while somebody else had two fewer.
        const receivers = ids.filter((id) => placed.includes(id));
        const countOf = (id: number) => counts[ids.indexOf(id)] ?? 0;
        for (const id of receivers) {
          expect(countOf(id) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test('the same input gives the same placement, in whatever order the brokers stand', () => {
  const leaderCounts = new Map([[2, 1]]);
  const one = placePartitions({ nodeIds: [3, 1, 2], leaderCounts, partitionCount: 5 });
  const other = placePartitions({ nodeIds: [1, 2, 3], leaderCounts, partitionCount: 5 });
  expect(one).toEqual(other);
  expect(one).toEqual([1, 3, 1, 2, 3]);
});

test('without a broker there is no placement', () => {
  const input = { nodeIds: [], leaderCounts: new Map(), partitionCount: 1 };
  expect(() => placePartitions(input)).toThrow('some broker');
});
