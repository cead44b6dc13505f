import { expect, test } from 'vitest';
import {
  MemberHistory,
  memberChangeProblem,
  reachedByMajority,
} from '../../../../src/cluster/raft/member-history.ts';
import { memberOf, setOf } from './raft-fixture.ts';

test('[QRM-1] the latest set in the log counts, and a truncation brings the one before back', () => {
  const history = new MemberHistory([{ endOffset: 1, members: setOf([1, 2, 3]) }]);
  history.append({ endOffset: 5, members: setOf([1, 2]) });
  expect(history.latest).toEqual(setOf([1, 2]));
  expect(history.truncateTo(5)).toBe(false);
  expect(history.truncateTo(4)).toBe(true);
  expect(history.latest).toEqual(setOf([1, 2, 3]));
  expect(history.latestEndOffset).toBe(1);
});

test('what is below the commit offset cannot come back', () => {
  const history = new MemberHistory([{ endOffset: 1, members: setOf([1]) }]);
  history.append({ endOffset: 3, members: setOf([1, 2]) });
  history.append({ endOffset: 5, members: setOf([1, 2, 3]) });
  history.forgetBelow(3);
  expect(history.previous).toEqual(setOf([1, 2]));
  history.forgetBelow(5);
  expect(history.previous).toBeUndefined();
});

test('[QRM-2] the majority is of voters; learners do not count', () => {
  const reached = new Map([
    [1, 10],
    [2, 7],
    [3, 3],
    [4, 1],
    [5, 99],
  ]);
  const of = (voters: number[], learners: number[] = []) =>
    reachedByMajority(setOf(voters, learners), ({ nodeId }) => reached.get(nodeId) ?? 0);
  expect(of([1])).toBe(10);
  expect(of([1, 2])).toBe(7);
  expect(of([1, 2, 3])).toBe(7);
  expect(of([1, 2, 3, 4])).toBe(3);
  expect(of([1, 2, 3, 4], [5])).toBe(3);
  expect(of([])).toBe(0);
});

test('[QRM-1] one voter comes or goes at a time', () => {
  const from = setOf([1, 2, 3], [4]);
  expect(memberChangeProblem(from, setOf([1, 2, 3, 4]))).toBeUndefined();
  expect(memberChangeProblem(from, setOf([1, 2], [3, 4, 5]))).toBeUndefined();
  expect(memberChangeProblem(setOf([]), setOf([1, 2, 3]))).toBeUndefined();
  const problems = [
    memberChangeProblem(from, setOf([1])),
    memberChangeProblem(from, setOf([1, 2, 4])),
    memberChangeProblem(setOf([1]), setOf([])),
    memberChangeProblem(from, setOf([1, 2, 3], [3])),
  ];
  expect(problems).toEqual([
    '0 voters come and 2 go; only one may change at a time',
    '1 voters come and 1 go; only one may change at a time',
    'a quorum needs a voter',
    'a node can be in the member set only once',
  ]);
});

test('[QRM-3] a voter whose disk is another is another voter', () => {
  const wiped = { ...setOf([1, 2]), voters: [memberOf(1), memberOf(2, 'new')] };
  const problem = memberChangeProblem(setOf([1, 2]), wiped);
  expect(problem).toBe('1 voters come and 1 go; only one may change at a time');
});
