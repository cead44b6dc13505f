import { expect, test } from 'vitest';
import { TailBudget, TailCache, type TailEntry } from '../../../src/storage/tail-cache.ts';

function entries(from: number, sizes: number[]): TailEntry[] {
  return sizes.map((bytes, i) => ({
    batch: Buffer.alloc(bytes),
    baseOffset: from + i * 2,
    lastOffset: from + i * 2 + 1,
    lease: undefined,
    position: 0,
  }));
}

const read = { offset: 0, maxBytes: 1_000, endOffsetExclusive: 1_000, minOneBatch: false };

test('keeps the last bytes up to its bound and knows where they begin', () => {
  const cache = new TailCache(250, new TailBudget(10_000));
  cache.add(entries(0, [100, 100, 100]));
  expect(cache.startOffset).toBe(2);
  expect(cache.bytes).toBe(200);
  expect(cache.read({ ...read, offset: 1 })).toBeUndefined();
  expect(cache.read({ ...read, offset: 3 })).toMatchObject({ bytes: 200, nextOffset: 6 });
  expect(cache.bytesBetween(2, 4)).toBe(100);
  expect(cache.bytesBetween(4, 100)).toBe(100);
});

test('a batch larger than the bound is not kept', () => {
  const budget = new TailBudget(10_000);
  const cache = new TailCache(250, budget);
  cache.add(entries(0, [300]));
  expect(cache.startOffset).toBeUndefined();
  expect(budget.bytes).toBe(0);
});

test('stays right over thousands of evictions', () => {
  const cache = new TailCache(1_000, new TailBudget(10_000));
  for (let i = 0; i < 5_000; i++) {
    cache.add(entries(i * 2, [1 + (i % 300)]));
    expect(cache.bytes).toBeLessThanOrEqual(1_000);
    const start = cache.startOffset as number;
    expect(cache.bytesBetween(start, i * 2 + 2)).toBe(cache.bytes);
    expect(cache.read({ ...read, offset: i * 2, endOffsetExclusive: 1e6 })?.chunks).toHaveLength(1);
  }
});

test('a gap is one of the leader’s compaction, an offset that comes again a bug', () => {
  const cache = new TailCache(1_000, new TailBudget(10_000));
  cache.add(entries(0, [10]));
  cache.add(entries(4, [10]));
  const read = cache.read({ offset: 2, maxBytes: 50, endOffsetExclusive: 99, minOneBatch: true });
  expect(read?.chunks).toHaveLength(1);
  expect(() => cache.add(entries(4, [10]))).toThrow(/by offset/);
});

test('the shared bound takes from the cache that was added to least recently', () => {
  const budget = new TailBudget(1_000);
  const [one, two, three] = [0, 1, 2].map(() => new TailCache(1_000, budget)) as [
    TailCache,
    TailCache,
    TailCache,
  ];
  one.add(entries(0, [200, 200]));
  two.add(entries(0, [400]));
  one.add(entries(4, [100]));
  three.add(entries(0, [300]));
  expect([one.bytes, two.bytes, three.bytes]).toEqual([500, 0, 300]);
  three.add(entries(2, [300]));
  expect([one.bytes, three.bytes]).toEqual([300, 600]);
  expect(budget.bytes).toBe(900);
  budget.evictAll();
  expect([one.bytes, three.bytes, budget.bytes]).toEqual([0, 0, 0]);
});
