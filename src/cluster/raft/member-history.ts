// Who takes part, by the log [QRM-1]: the latest member set in it counts, committed or not, and a truncation brings the one
// before back.
import { assert } from '../../base/assert.ts';
import type { Member, MemberSet, PlacedMemberSet, ReplicaKey } from './raft-types.ts';

const nobody: MemberSet = { voters: [], learners: [] };

export class MemberHistory {
  /** In the order of the log. The first may be committed; all after it are newer than the commit offset at the last `forgetBelow`. */
  readonly #sets: PlacedMemberSet[];

  constructor(sets: readonly PlacedMemberSet[]) {
    this.#sets = [...sets];
  }

  get latest(): MemberSet {
    return this.#sets.at(-1)?.members ?? nobody;
  }

  /** The end offset of the entry that has the latest; 0 when there is none. */
  get latestEndOffset(): number {
    return this.#sets.at(-1)?.endOffset ?? 0;
  }

  /** The one before the latest, when it may still come back. */
  get previous(): MemberSet | undefined {
    return this.#sets.at(-2)?.members;
  }

  append(set: PlacedMemberSet): void {
    assert(set.endOffset > this.latestEndOffset, 'member sets follow each other in the log');
    this.#sets.push(set);
  }

  /** Returns whether another set counts now. */
  truncateTo(endOffset: number): boolean {
    const count = this.#sets.length;
    while (this.latestEndOffset > endOffset) this.#sets.pop();
    return this.#sets.length < count;
  }

  /** No truncation goes below `committedOffset`, so that of the sets up to there only the last matters. */
  forgetBelow(committedOffset: number): void {
    while (
      this.#sets.length > 1 &&
      (this.#sets[1] as PlacedMemberSet).endOffset <= committedOffset
    ) {
      this.#sets.shift();
    }
  }

  restartWith(set: PlacedMemberSet): void {
    this.#sets.length = 0;
    this.#sets.push(set);
  }
}

export function isSameReplica(a: ReplicaKey, b: ReplicaKey): boolean {
  return a.nodeId === b.nodeId && a.directoryId === b.directoryId;
}

export function hasReplica(members: readonly ReplicaKey[], key: ReplicaKey): boolean {
  return members.some((member) => isSameReplica(member, key));
}

export function isVoter({ voters }: MemberSet, key: ReplicaKey): boolean {
  return hasReplica(voters, key);
}

export function isMember({ voters, learners }: MemberSet, key: ReplicaKey): boolean {
  return hasReplica(voters, key) || hasReplica(learners, key);
}

export function majorityOf({ voters }: MemberSet): number {
  return Math.floor(voters.length / 2) + 1;
}

/**
 * The greatest value that a majority of the voters have reached; 0 without voters.
 * Two majorities always share a voter only if sets differ by one voter at most, see `memberChangeProblem`.
 */
export function reachedByMajority(members: MemberSet, reached: (voter: Member) => number): number {
  if (members.voters.length === 0) return 0;
  const values = members.voters.map(reached).sort((a, b) => b - a);
  return values[majorityOf(members) - 1] as number;
}

/** Why the second set cannot follow the first, in words; undefined when it can. */
export function memberChangeProblem(from: MemberSet, to: MemberSet): string | undefined {
  const all = [...to.voters, ...to.learners];
  if (to.voters.length === 0) return 'a quorum needs a voter';
  if (new Set(all.map(({ nodeId }) => nodeId)).size < all.length) {
    return 'a node can be in the member set only once';
  }
  // Before the first set there is no majority that could disagree.
  if (from.voters.length === 0) return undefined;
  const added = to.voters.filter((voter) => !isVoter(from, voter)).length;
  const removed = from.voters.filter((voter) => !isVoter(to, voter)).length;
  if (added + removed <= 1) return undefined;
  return `${added} voters come and ${removed} go; only one may change at a time`;
}
