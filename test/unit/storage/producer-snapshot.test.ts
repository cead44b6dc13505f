import { expect, test } from 'vitest';
import { INT32_MAX } from '../../../src/base/units.ts';
import {
  decodeProducerSnapshot,
  encodeProducerSnapshot,
} from '../../../src/storage/producer-snapshot.ts';
import type { BatchMark } from '../../../src/storage/producer-state.ts';

const mark: BatchMark = {
  epoch: 3,
  baseSequence: 5,
  lastSequence: 7,
  baseOffset: 40,
  lastOffset: 42,
  timestamp: 1_700_000_000_000,
};
const producers = new Map([
  [7, [mark, { ...mark, baseSequence: 8, lastSequence: 8, baseOffset: 50, lastOffset: 50 }]],
  [2 ** 40, [{ ...mark, baseSequence: INT32_MAX - 1, lastSequence: 0, timestamp: -1 }]],
]);

test('what is written is read back', () => {
  expect(decodeProducerSnapshot(encodeProducerSnapshot(producers), 51)).toEqual(producers);
  expect(decodeProducerSnapshot(encodeProducerSnapshot(new Map()), 0)).toEqual(new Map());
});

test('a flipped bit anywhere, and a file cut anywhere, is noticed', () => {
  const content = encodeProducerSnapshot(producers);
  for (let at = 0; at < content.length; at++) {
    const flipped = Buffer.from(content);
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
    expect(typeof decodeProducerSnapshot(flipped, 51), `byte ${at}`).toBe('string');
    expect(typeof decodeProducerSnapshot(content.subarray(0, at), 51)).toBe('string');
  }
});

test('entries that speak of what lies above the snapshot, or overlap, are refused', () => {
  expect(decodeProducerSnapshot(encodeProducerSnapshot(producers), 50)).toContain('producer 7');
  const overlapping = new Map([[7, [mark, mark]]]);
  expect(decodeProducerSnapshot(encodeProducerSnapshot(overlapping), 51)).toContain('producer 7');
});
