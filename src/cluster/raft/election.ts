// The count of one election, or of the pre-vote before it.
//
// A vote of a suspect voter [QRM-3], be it the candidate's own, is conditional: what it lost may have been committed with its
// help, so its word that a log is good enough is worth nothing by itself. It counts only when every voter grants: whoever
// still holds a committed entry that the candidate lacks then refuses.
import { hasReplica, majorityOf } from './member-history.ts';
import type { MemberSet, ReplicaKey } from './raft-types.ts';

export class Election {
  readonly isPreVote: boolean;
  readonly isTransfer: boolean;
  readonly #members: MemberSet;
  readonly #granted = new Set<number>();
  readonly #conditional = new Set<number>();

  constructor(
    members: MemberSet,
    { isPreVote, isTransfer }: { isPreVote: boolean; isTransfer: boolean },
  ) {
    this.#members = members;
    this.isPreVote = isPreVote;
    this.isTransfer = isTransfer;
  }

  /** The same voter may answer more than once. */
  grant(voter: ReplicaKey, isConditional: boolean): void {
    if (!hasReplica(this.#members.voters, voter)) return;
    if (isConditional) this.#conditional.add(voter.nodeId);
    else this.#granted.add(voter.nodeId);
  }

  get isWon(): boolean {
    if (this.#granted.size >= majorityOf(this.#members)) return true;
    return this.#members.voters.every(
      ({ nodeId }) => this.#granted.has(nodeId) || this.#conditional.has(nodeId),
    );
  }
}
