import { expect, test } from 'vitest';
import { Election } from '../../../../src/cluster/raft/election.ts';
import { memberOf, setOf } from './raft-fixture.ts';

function electionOf(voters: readonly number[], learners: readonly number[] = []): Election {
  return new Election(setOf(voters, learners), { isPreVote: false, isTransfer: false });
}

test('[QRM-2] more than half of the voters elect, each counted once', () => {
  const election = electionOf([1, 2, 3, 4], [5]);
  for (const id of [1, 1, 2, 2, 5, 9]) election.grant(memberOf(id), false);
  election.grant(memberOf(3, 'another-disk'), false);
  expect(election.isWon).toBe(false);
  election.grant(memberOf(3), false);
  expect(election.isWon).toBe(true);
});

test('[QRM-3] conditional votes count only when every voter grants', () => {
  const election = electionOf([1, 2, 3]);
  election.grant(memberOf(1), true);
  election.grant(memberOf(2), false);
  expect(election.isWon).toBe(false);
  election.grant(memberOf(3), true);
  expect(election.isWon).toBe(true);
});
