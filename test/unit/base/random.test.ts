import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { type Random, SeededRandom, SystemRandom } from '../../../src/base/random.ts';
import { parseUuid, uuidToBytes } from '../../../src/base/uuid.ts';

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.integerBelow(1_000_000));
}

/** Pearson's statistic of `count` draws below `bins`; it has about bins - 1 as mean. */
function chiSquare(random: Random, bins: number, count: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < count; i++) counts[random.integerBelow(bins)]! += 1;
  const expected = count / bins;
  return counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
}

test('[SIM-3] one seed always gives the same draws, another seed gives others', () => {
  expect(draw(new SeededRandom(42), 100)).toEqual(draw(new SeededRandom(42), 100));
  expect(draw(new SeededRandom(42), 100)).not.toEqual(draw(new SeededRandom(43), 100));
  expect(new SeededRandom(42).uuid()).toBe(new SeededRandom(42).uuid());
});

test('seeds that differ only above 32 bits give other draws', () => {
  expect(draw(new SeededRandom(7), 10)).not.toEqual(draw(new SeededRandom(7 + 2 ** 32), 10));
});

test('a split stream is of its own: draws from it do not shift its parent', () => {
  const withDraws = new SeededRandom(5);
  const child = withDraws.split();
  const childDraws = draw(child, 50);
  const without = new SeededRandom(5);
  without.split();
  const parentDraws = draw(withDraws, 50);
  expect(parentDraws).toEqual(draw(without, 50));
  expect(childDraws).not.toEqual(parentDraws);
});

test('draws are spread evenly, for neighbouring seeds too', () => {
  // 99.99 percent of chi-square values with 99 degrees of freedom lie below 161 and above 53.
  for (const seed of [0, 1, 2, 3, 2 ** 40]) {
    const value = chiSquare(new SeededRandom(seed), 100, 100_000);
    expect(value, `seed ${seed}`).toBeLessThan(161);
    expect(value, `seed ${seed}`).toBeGreaterThan(53);
  }
  const firsts = Array.from({ length: 1_000 }, (_, seed) => new SeededRandom(seed).fraction());
  const mean = firsts.reduce((sum, fraction) => sum + fraction, 0) / firsts.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});

test('fractions lie in [0, 1) and whole numbers below their bound', () => {
  for (const random of [new SeededRandom(1), new SystemRandom()]) {
    for (let i = 0; i < 10_000; i++) {
      const fraction = random.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
      const three = random.integerBelow(3);
      expect(three === 0 || three === 1 || three === 2).toBe(true);
    }
    expect(random.integerBelow(1)).toBe(0);
    expect(() => random.integerBelow(0)).toThrow(AssertionError);
  }
});

test('ids are version 4 UUIDs, all different', () => {
  for (const random of [new SeededRandom(1), new SystemRandom()]) {
    const ids = new Set<string>();
    for (let i = 0; i < 1_000; i++) {
      const id = random.uuid();
      const bytes = uuidToBytes(parseUuid(id));
      expect((bytes[6] as number) >> 4).toBe(4);
      expect((bytes[8] as number) >> 6).toBe(2);
      ids.add(id);
    }
    expect(ids.size).toBe(1_000);
  }
});
