import { expect, test } from 'vitest';
import {
  independentMurmur2,
  independentPartition,
} from '../../../../scripts/demo/independent-murmur2.ts';

// Apache Kafka, clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java, testMurmur2.
test.each([
  ['21', -973_932_308],
  ['foobar', -790_332_482],
  ['a-little-bit-long-string', -985_981_536],
  ['a-little-bit-longer-string', -1_486_304_829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
  ['abc', 479_470_107],
])('the murmur2 of %s is what the Java client computes', (text, hash) => {
  expect(Number(BigInt.asIntN(32, independentMurmur2(Buffer.from(text))))).toBe(hash);
});

test('a partition is the hash without its sign, modulo their number', () => {
  expect(independentPartition('21', 6)).toBe((-973_932_308 & 0x7fff_ffff) % 6);
  expect(independentPartition('abc', 6)).toBe(479_470_107 % 6);
});
