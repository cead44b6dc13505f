// Term and vote [QRM-2]: what they are, whether that is durable, and the messages that wait until it is. Nothing is said in a
// term, nor a vote given, that a crash could take back.
import { assert } from '../../base/assert.ts';
import { isSameReplica } from './member-history.ts';
import type { RaftEffect, ReplicaKey, Vote } from './raft-types.ts';

export class Ballot {
  #vote: Vote;
  /** The same object as `#vote` when that is durable. */
  #durable: Vote;
  /** The last one that the driver was asked to persist. */
  #requested: Vote;
  #held: RaftEffect[] = [];

  constructor(durable: Vote) {
    this.#vote = durable;
    this.#durable = durable;
    this.#requested = durable;
  }

  get vote(): Vote {
    return this.#vote;
  }

  get isDurable(): boolean {
    return this.#durable === this.#vote;
  }

  /** A later term begins. What was about to be said in the one before is void. */
  enter(term: number, votedFor: ReplicaKey | undefined): void {
    assert(term > this.#vote.term, `term ${term} is not after term ${this.#vote.term}`);
    this.#vote = { term, votedFor: votedFor && keyOf(votedFor) };
    this.#held = [];
  }

  /** Whether a vote for that candidate is still to be had in this term. */
  isFreeFor(candidate: ReplicaKey): boolean {
    const { votedFor } = this.#vote;
    return votedFor === undefined || isSameReplica(votedFor, candidate);
  }

  voteFor(candidate: ReplicaKey): void {
    assert(this.isFreeFor(candidate), 'one vote in a term');
    const { term, votedFor } = this.#vote;
    if (votedFor === undefined) this.#vote = { term, votedFor: keyOf(candidate) };
  }

  /** Waits until term and vote are durable. */
  hold(message: RaftEffect): void {
    this.#held.push(message);
  }

  /** What is to be made durable and has not been asked for yet. */
  takeRequest(): Vote | undefined {
    if (this.#requested === this.#vote) return undefined;
    this.#requested = this.#vote;
    return this.#vote;
  }

  /** This one is durable; returns whether it is the latest, and with it all that waits. */
  persisted(vote: Vote): RaftEffect[] | undefined {
    if (!isSameVote(vote, this.#vote)) return undefined;
    this.#durable = this.#vote;
    const released = this.#held;
    this.#held = [];
    return released;
  }
}

function keyOf({ nodeId, directoryId }: ReplicaKey): ReplicaKey {
  return { nodeId, directoryId };
}

function isSameVote(a: Vote, b: Vote): boolean {
  if (a.term !== b.term) return false;
  if (a.votedFor === undefined || b.votedFor === undefined) return a.votedFor === b.votedFor;
  return isSameReplica(a.votedFor, b.votedFor);
}
