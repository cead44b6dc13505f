import { describe, expect, test } from 'vitest';
import { OffsetIndex } from '../../../src/storage/offset-index.ts';
import { SegmentIndexes } from '../../../src/storage/segment-indexes.ts';
import { TimeIndex } from '../../../src/storage/time-index.ts';

describe('OffsetIndex', () => {
  test('finds where to start for every offset', () => {
    const index = new OffsetIndex();
    for (let i = 1; i <= 100; i++) index.append(i * 10, i * 1_000);
    for (let offset = 0; offset < 1_100; offset++) {
      const entry = Math.min(100, Math.floor(offset / 10));
      expect(index.lookup(offset)).toBe(entry * 1_000);
    }
  });

  test('entries that do not rise or do not fit 31 bits are bugs', () => {
    const index = new OffsetIndex();
    index.append(5, 100);
    expect(() => index.append(5, 200)).toThrow(/rise/);
    expect(() => index.append(6, 100)).toThrow(/rise/);
    expect(() => index.append(2 ** 31, 200)).toThrow(/fits/);
    expect(() => index.append(6, 2 ** 31)).toThrow(/fits/);
    index.append(2 ** 31 - 1, 2 ** 31 - 1);
    expect(index.lookup(2 ** 31 - 1)).toBe(2 ** 31 - 1);
  });
});

describe('TimeIndex', () => {
  test('finds the first offset that may be late enough', () => {
    const index = new TimeIndex();
    index.maybeAppend(100, 3);
    index.maybeAppend(100, 7);
    index.maybeAppend(90, 8);
    index.maybeAppend(200, 9);
    expect(index.entries.count).toBe(2);
    expect([0, 100, 101, 200, 201].map((timestamp) => index.lookup(timestamp))).toEqual([
      0, 0, 4, 4, 10,
    ]);
  });
});

describe('SegmentIndexes', () => {
  const batch = (i: number) => ({
    relativeLastOffset: i,
    maxTimestamp: 1_000 + ((i * 37) % 100),
    position: i * 80,
    bytes: 80,
  });

  test('loaded from files after a stop, it goes on as if there had been none', () => {
    for (let stop = 1; stop < 40; stop++) {
      let indexes = new SegmentIndexes();
      const whole = new SegmentIndexes();
      for (let i = 0; i < 40; i++) {
        if (i === stop) {
          indexes.finish();
          const files = {
            offsetIndex: Buffer.from(indexes.offsets.entries.content()),
            timeIndex: Buffer.from(indexes.times.entries.content()),
          };
          const segment = { bytes: i * 80, relativeOffsetEnd: i };
          indexes = SegmentIndexes.fromFiles(files, segment) as SegmentIndexes;
        }
        indexes.add(batch(i), 200);
        whole.add(batch(i), 200);
      }
      expect(indexes.offsets.entries.content()).toEqual(whole.offsets.entries.content());
      expect(indexes.maxTimestamp).toBe(whole.maxTimestamp);
      for (let timestamp = 1_000; timestamp < 1_100; timestamp++) {
        // The entry that the stop adds makes a search start later, never too late.
        const first = Array.from({ length: 40 }, (_, i) => i).find(
          (i) => batch(i).maxTimestamp >= timestamp,
        );
        expect(indexes.times.lookup(timestamp)).toBeGreaterThanOrEqual(
          whole.times.lookup(timestamp),
        );
        expect(indexes.times.lookup(timestamp)).toBeLessThanOrEqual(first ?? 40);
      }
    }
  });

  test('files that cannot be are not taken', () => {
    const segment = { bytes: 800, relativeOffsetEnd: 10 };
    const load = (offsets: string, times: string) =>
      SegmentIndexes.fromFiles(
        { offsetIndex: Buffer.from(offsets, 'hex'), timeIndex: Buffer.from(times, 'hex') },
        segment,
      );
    const goodTime = '00000000000003e800000005';
    expect(load('0000000500000190', goodTime)).toBeDefined();
    expect(load('00000005000001', goodTime)).toBeUndefined();
    expect(load('0000000500000320', goodTime)).toBeUndefined();
    expect(load('00000005000001900000000500000200', goodTime)).toBeUndefined();
    expect(load('8000000500000190', goodTime)).toBeUndefined();
    expect(load('0000000500000190', '00000000000003e80000000a')).toBeUndefined();
    expect(load('0000000500000190', `${goodTime}${goodTime}`)).toBeUndefined();
    expect(load('0000000500000190', '7fffffffffffffff00000005')).toBeUndefined();
    expect(load('0000000000000000', '000000000000000000000000')).toBeDefined();
  });
});
