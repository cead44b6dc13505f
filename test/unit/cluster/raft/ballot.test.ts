import { expect, test } from 'vitest';
import { Ballot } from '../../../../src/cluster/raft/ballot.ts';
import type { RaftEffect } from '../../../../src/cluster/raft/raft-types.ts';
import { memberOf } from './raft-fixture.ts';

const message: RaftEffect = { kind: 'openTerm', term: 5 };

test('[QRM-2] what waits for a vote leaves when that very vote is durable', () => {
  const ballot = new Ballot({ term: 4, votedFor: undefined });
  expect(ballot.takeRequest()).toBeUndefined();
  ballot.enter(5, undefined);
  const first = ballot.takeRequest();
  ballot.hold(message);
  ballot.voteFor(memberOf(2));
  expect(ballot.isDurable).toBe(false);
  // The term without the vote says nothing of the vote.
  expect(ballot.persisted(first ?? ballot.vote)).toBeUndefined();
  const second = ballot.takeRequest();
  expect(second).toMatchObject({ term: 5, votedFor: { nodeId: 2 } });
  expect(ballot.takeRequest()).toBeUndefined();
  expect(ballot.persisted({ term: 5, votedFor: memberOf(2) })).toEqual([message]);
  expect(ballot.isDurable).toBe(true);
});

test('a term only rises, and has one vote', () => {
  const ballot = new Ballot({ term: 4, votedFor: memberOf(1) });
  expect(() => ballot.enter(4, undefined)).toThrow('term 4 is not after term 4');
  expect(ballot.isFreeFor(memberOf(1))).toBe(true);
  expect(ballot.isFreeFor(memberOf(1, 'another-disk'))).toBe(false);
  expect(() => ballot.voteFor(memberOf(2))).toThrow('one vote in a term');
});

test('a later term drops what waited', () => {
  const ballot = new Ballot({ term: 4, votedFor: undefined });
  ballot.enter(5, undefined);
  ballot.hold(message);
  ballot.enter(6, undefined);
  expect(ballot.persisted({ term: 5, votedFor: undefined })).toBeUndefined();
  expect(ballot.persisted({ term: 6, votedFor: undefined })).toEqual([]);
});
