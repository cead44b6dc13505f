import { expect, test } from 'vitest';
import { TermHistory } from '../../../../src/cluster/raft/term-history.ts';

/** [40..52) of term 3, [52..60) of term 4, from 60 of term 7. */
function history(): TermHistory {
  return new TermHistory({ offset: 40, term: 3 }, [
    { term: 3, startOffset: 40 },
    { term: 4, startOffset: 52 },
    { term: 7, startOffset: 60 },
  ]);
}

test('the term before an offset is that of the entry which ends there', () => {
  const terms = history();
  const before = [40, 41, 52, 53, 60, 61, 99].map((offset) => terms.termBefore(offset));
  expect(before).toEqual([3, 3, 3, 4, 4, 7, 7]);
  expect(() => terms.termBefore(39)).toThrow('below');
});

test('the end of the largest term that is not above another', () => {
  const terms = history();
  expect(terms.endOfTermAtMost(9, 70)).toEqual({ term: 7, endOffset: 70 });
  expect(terms.endOfTermAtMost(6, 70)).toEqual({ term: 4, endOffset: 60 });
  expect(terms.endOfTermAtMost(3, 70)).toEqual({ term: 3, endOffset: 52 });
  // What is below the start is not known.
  expect(terms.endOfTermAtMost(2, 70)).toBeUndefined();
});

test('a truncation forgets the terms above it', () => {
  const terms = history();
  terms.truncateTo(60);
  expect(terms.lastTerm).toBe(4);
  terms.truncateTo(53);
  expect(terms.lastTerm).toBe(4);
  terms.truncateTo(52);
  expect(terms.lastTerm).toBe(3);
  terms.append(5, 52);
  expect(terms.termBefore(53)).toBe(5);
});

test('a trimmed log keeps the term below its start, and that of what follows', () => {
  for (const [offset, below, above] of [
    [45, 3, 3],
    [52, 3, 4],
    [55, 4, 4],
    [60, 4, 7],
    [64, 7, 7],
  ] as const) {
    const terms = history();
    terms.trimTo(offset);
    expect(terms.start).toEqual({ offset, term: below });
    expect(terms.termBefore(offset)).toBe(below);
    expect(terms.termBefore(offset + 1)).toBe(above);
    expect(terms.lastTerm).toBe(7);
  }
});

test('a log that starts again at a snapshot has its term', () => {
  const terms = history();
  terms.restartAt({ offset: 100, term: 9 });
  expect(terms.lastTerm).toBe(9);
  terms.append(9, 100);
  terms.append(11, 104);
  expect([100, 101, 104, 105].map((offset) => terms.termBefore(offset))).toEqual([9, 9, 9, 11]);
});
