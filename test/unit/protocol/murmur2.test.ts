import fc from 'fast-check';
import { expect, test } from 'vitest';
import { murmur2, partitionForKey } from '../../../src/protocol/murmur2.ts';

/** From Apache Kafka's UtilsTest.testMurmur2. */
const vectors: readonly [string, number][] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

/** The algorithm once more, on big integers, to compare with. */
function byTheBook(data: Uint8Array): number {
  const word = (value: bigint) => BigInt.asUintN(32, value);
  const m = 0x5bd1e995n;
  const byte = (i: number) => BigInt(data[i] ?? 0);
  let h = word(0x9747b28cn ^ BigInt(data.length));
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    let k = byte(i) | (byte(i + 1) << 8n) | (byte(i + 2) << 16n) | (byte(i + 3) << 24n);
    k = word(k * m);
    k = word((k ^ (k >> 24n)) * m);
    h = word(h * m) ^ k;
  }
  const left = data.length - i;
  if (left === 3) h ^= byte(i + 2) << 16n;
  if (left >= 2) h ^= byte(i + 1) << 8n;
  if (left >= 1) h = word((h ^ byte(i)) * m);
  h = word((h ^ (h >> 13n)) * m);
  return Number(BigInt.asIntN(32, h ^ (h >> 15n)));
}

test("gives the hashes of Kafka's own test", () => {
  for (const [text, hash] of vectors) {
    expect(murmur2(Buffer.from(text)), text).toBe(hash);
    expect(byTheBook(Buffer.from(text)), text).toBe(hash);
  }
});

test('gives the hash of an independent computation for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(murmur2(bytes)).toBe(byTheBook(bytes));
    }),
    { numRuns: 1_000 },
  );
});

test('a partition is the hash without its sign bit, modulo their number', () => {
  expect(partitionForKey(Buffer.from('21'), 6)).toBe((-973932308 & 0x7fffffff) % 6);
  for (let count = 1; count < 50; count++) {
    for (const [text] of vectors) {
      const partition = partitionForKey(Buffer.from(text), count);
      expect(partition >= 0 && partition < count).toBe(true);
    }
  }
});
