// Who is who, worked out here again: what checks the quorum does not ask the quorum.
import type { MemberSet, ReplicaKey } from '../../../src/cluster/raft/raft-types.ts';

export function isSameDisk(a: ReplicaKey, b: ReplicaKey): boolean {
  return a.directoryId === b.directoryId;
}

export function hasVoter({ voters }: MemberSet, key: ReplicaKey): boolean {
  return voters.some((voter) => isSameDisk(voter, key));
}

export function hasMember({ voters, learners }: MemberSet, key: ReplicaKey): boolean {
  return [...voters, ...learners].some((member) => isSameDisk(member, key));
}

export function moreThanHalf({ voters }: MemberSet): number {
  return (voters.length - (voters.length % 2)) / 2 + 1;
}
