import { expect, test } from 'vitest';
import { nearestName, suggestion } from '../../../src/cli/nearest-name.ts';

const names = ['num.partitions', 'segment.bytes', 'segment.ms', 'listen', 'data.dir'];

test.each([
  ['num.partition', 'num.partitions'],
  ['segment.byte', 'segment.bytes'],
  ['Listen', 'listen'],
  ['datadir', 'data.dir'],
])('finds what %s was meant to be', (typed, meant) => {
  expect(nearestName(typed, names)).toBe(meant);
  expect(suggestion(typed, names)).toBe(` (did you mean ${meant}?)`);
});

test.each(['', 'x', 'retention', 'zzzzzzzzzzzz'])('suggests nothing for "%s"', (typed) => {
  expect(nearestName(typed, names)).toBeUndefined();
  expect(suggestion(typed, names)).toBe('');
});
