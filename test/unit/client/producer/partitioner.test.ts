import { expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import {
  choosePartition,
  type PartitionChoice,
  StickyChoice,
} from '../../../../src/client/producer/partitioner.ts';
import { murmur2 } from '../../../../src/protocol/murmur2.ts';

const partitions = (leaders: number[]) =>
  leaders.map((leaderId, partition) => ({
    partition,
    leaderId,
    leaderEpoch: 0,
    replicas: [],
    isr: [],
  }));

function choice(change: Partial<PartitionChoice>): PartitionChoice {
  return {
    record: { topic: 't', value: 'x' },
    key: null,
    partitions: partitions([1, 1, 1, 1]),
    partitioner: undefined,
    sticky: new StickyChoice(new SeededRandom(1)),
    canTakeMore: () => true,
    ...change,
  };
}

test('the record decides first, then the custom partitioner, then the key', () => {
  const key = Buffer.from('abc');
  const record = { topic: 't', value: 'x', partition: 3 };
  const partitioner = () => 2;
  expect(choosePartition(choice({ record, key, partitioner }))).toBe(3);
  expect(choosePartition(choice({ key, partitioner }))).toBe(2);
  expect(choosePartition(choice({ key }))).toBe((murmur2(key) & 0x7fffffff) % 4);
});

test.each([-1, 4, 1.5, Number.NaN])('partition %s of four is refused', (partition) => {
  const invalid = expect.objectContaining({ code: 'INVALID_PARTITION' });
  const record = { topic: 't', value: 'x', partition };
  expect(() => choosePartition(choice({ record }))).toThrow(invalid);
  expect(() => choosePartition(choice({ partitioner: () => partition }))).toThrow(invalid);
});

test('the sticky choice stays while it can, then picks uniformly', () => {
  const sticky = new StickyChoice(new SeededRandom(2));
  const first = choosePartition(choice({ sticky }));
  for (let i = 0; i < 100; i++) expect(choosePartition(choice({ sticky }))).toBe(first);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 4_000; i++) {
    const partition = choosePartition(choice({ sticky, canTakeMore: () => false }));
    counts[partition] = (counts[partition] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
});

test('partitions without a leader are passed over, unless none has one', () => {
  const sticky = new StickyChoice(new SeededRandom(3));
  const canTakeMore = () => false;
  for (let i = 0; i < 100; i++) {
    const half = partitions([-1, 1, -1, 1]);
    expect(choosePartition(choice({ sticky, canTakeMore, partitions: half })) % 2).toBe(1);
  }
  const none = new Set(
    Array.from({ length: 100 }, () =>
      choosePartition(choice({ sticky, canTakeMore, partitions: partitions([-1, -1]) })),
    ),
  );
  expect(none.size).toBe(2);
});
