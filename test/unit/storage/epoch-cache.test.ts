import { expect, test } from 'vitest';
import { EpochCache } from '../../../src/storage/epoch-cache.ts';

const starts = [
  { epoch: 3, startOffset: 10 },
  { epoch: 4, startOffset: 120 },
  { epoch: 7, startOffset: 121 },
];
const cache = () => new EpochCache([...starts]);

test('[LOG-7] an epoch ends where the next one begins, the last one with the log', () => {
  const end = (epoch: number) => cache().endOffsetFor(epoch, 200);
  expect(end(3)).toEqual({ epoch: 3, endOffset: 120 });
  expect(end(4)).toEqual({ epoch: 4, endOffset: 121 });
  expect(end(7)).toEqual({ epoch: 7, endOffset: 200 });
});

test('[LOG-7] an epoch that wrote nothing ends like the one before it; one that is too new is not known', () => {
  const end = (epoch: number) => cache().endOffsetFor(epoch, 200);
  expect(end(5)).toEqual({ epoch: 4, endOffset: 121 });
  expect(end(6)).toEqual({ epoch: 4, endOffset: 121 });
  expect(end(2)).toEqual({ epoch: 2, endOffset: 10 });
  expect(end(8)).toBeUndefined();
  expect(new EpochCache().endOffsetFor(0, 0)).toBeUndefined();
});

test('only a newer epoch begins something', () => {
  const epochs = cache();
  epochs.assign(7, 150);
  epochs.assign(5, 151);
  expect(epochs.entries).toEqual(starts);
  epochs.assign(8, 152);
  expect(epochs.latestEpoch).toBe(8);
});

test('cutting the tail and the head clips the epochs', () => {
  const epochs = cache();
  epochs.truncateTo(121);
  expect(epochs.entries).toEqual(starts.slice(0, 2));
  epochs.trimBefore(60);
  expect(epochs.entries).toEqual([
    { epoch: 3, startOffset: 60 },
    { epoch: 4, startOffset: 120 },
  ]);
  epochs.trimBefore(120);
  expect(epochs.entries).toEqual([{ epoch: 4, startOffset: 120 }]);
  epochs.truncateTo(0);
  expect(epochs.latestEpoch).toBe(-1);
});

test('an epoch that was trimmed in full gives way to the next one at the same place', () => {
  const epochs = cache();
  epochs.trimBefore(200);
  expect(epochs.entries).toEqual([{ epoch: 7, startOffset: 200 }]);
  epochs.assign(9, 200);
  expect(epochs.entries).toEqual([{ epoch: 9, startOffset: 200 }]);
});

test('the file reads back, and leaves out what begins above its end', () => {
  expect(EpochCache.decode(cache().encode())?.entries).toEqual(starts);
  expect(EpochCache.decode(cache().encode(121))?.entries).toEqual(starts.slice(0, 2));
  expect(EpochCache.decode(new EpochCache().encode())?.entries).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['another version', '1\n0\n'],
  ['fewer lines than it says', '0\n2\n3 10\n'],
  ['more lines than it says', '0\n0\n3 10\n'],
  ['epochs that fall', '0\n2\n3 10\n2 20\n'],
  ['offsets that fall', '0\n2\n3 10\n4 10\n'],
  ['no numbers', '0\n1\nx y\n'],
  ['a number that is too large', '0\n1\n3 9999999999999999\n'],
])('a file with %s is not taken', (_what, text) => {
  expect(EpochCache.decode(text)).toBeUndefined();
});
