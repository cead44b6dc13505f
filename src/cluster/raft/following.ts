// What a node does as a follower [QRM-2]: it makes its log agree with the leader's, and tells how much of it does, and how
// much of that is durable. A snapshot takes the place of a log that ends below the leader's start.
//
// Everything up to the commit offset agrees with the log of every later leader, so nothing is compared, or cut, below it.
import { assert } from '../../base/assert.ts';
import type { LogState } from './log-state.ts';
import type {
  AppendReply,
  AppendRequest,
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  RaftEffect,
} from './raft-types.ts';

export interface FollowingOptions {
  readonly log: LogState;
  readonly emit: (effect: RaftEffect) => void;
}

export type AppendAnswer = Pick<AppendReply, 'matchedOffset' | 'durableOffset' | 'conflict'>;

export class Following {
  readonly #log: LogState;
  readonly #emit: (effect: RaftEffect) => void;
  /** The log agrees with that of the leader of this term up to here; 0 when nothing is known. */
  #matchedOffset = 0;
  /** The leader's latest round of heartbeats. */
  #round = 0;
  /** Being fetched. */
  #fetching: LogPosition | undefined;

  constructor({ log, emit }: FollowingOptions) {
    this.#log = log;
    this.#emit = emit;
  }

  get matchedOffset(): number {
    return this.#matchedOffset;
  }

  get round(): number {
    return this.#round;
  }

  /** Another term has begun: what its leader has is not known. */
  forgetLeader(): void {
    this.#matchedOffset = 0;
    this.#round = 0;
  }

  heard(round: number): void {
    this.#round = Math.max(this.#round, round);
  }

  append({ previous, entries, commitOffset }: AppendRequest): AppendAnswer {
    const log = this.#log;
    const isCommitted = previous.offset < log.commitOffset;
    if (!isCommitted && !log.has(previous)) {
      const conflict = log.conflictWith(previous);
      return { matchedOffset: undefined, durableOffset: this.#matchedDurableOffset, conflict };
    }
    this.#agree(this.#takeEntries(Math.max(previous.offset, log.commitOffset), entries));
    const committedOffset = Math.min(commitOffset, this.#matchedOffset);
    if (committedOffset > log.commitOffset) this.#commitTo(committedOffset);
    return this.answer();
  }

  /** What this node has of the leader's log. */
  answer(): AppendAnswer {
    const matchedOffset = this.#matchedOffset;
    return { matchedOffset, durableOffset: this.#matchedDurableOffset, conflict: undefined };
  }

  /** Returns whether the log has what the snapshot stands for; else it is being fetched. */
  offer(from: Member, snapshot: LogPosition): boolean {
    if (this.#reaches(snapshot)) {
      if (snapshot.offset > this.#log.commitOffset) this.#commitTo(snapshot.offset);
      this.#agree(snapshot.offset);
      return true;
    }
    if (this.#fetching === undefined || this.#fetching.offset < snapshot.offset) {
      this.#fetching = snapshot;
      this.#emit({ kind: 'fetchSnapshot', from, snapshot });
    }
    return false;
  }

  /** The snapshot is here; returns whether the log has to make way for it. */
  fetched(snapshot: LogPosition): boolean {
    this.failed(snapshot);
    if (!this.#reaches(snapshot)) return true;
    this.#emit({ kind: 'dropSnapshot', snapshot });
    return false;
  }

  failed({ offset }: LogPosition): void {
    if (this.#fetching?.offset === offset) this.#fetching = undefined;
  }

  /** A leader has everything that is committed. */
  dropFetching(): void {
    if (this.#fetching === undefined) return;
    this.#emit({ kind: 'dropSnapshot', snapshot: this.#fetching });
    this.#fetching = undefined;
  }

  install(snapshot: LogPosition, members: MemberSet): void {
    this.#log.restartAt(snapshot, members);
    this.#emit({ kind: 'installSnapshot', snapshot });
    // What is committed is in the log of whoever leads.
    this.#agree(snapshot.offset);
  }

  get #matchedDurableOffset(): number {
    return Math.min(this.#log.durableOffset, this.#matchedOffset);
  }

  #agree(offset: number): void {
    this.#matchedOffset = Math.max(this.#matchedOffset, offset);
  }

  #reaches(snapshot: LogPosition): boolean {
    return snapshot.offset <= this.#log.commitOffset || this.#log.has(snapshot);
  }

  /** The logs agree up to `fittedOffset`; returns up to where they do with these entries. */
  #takeEntries(fittedOffset: number, entries: readonly LogEntry[]): number {
    const log = this.#log;
    let matchedOffset = fittedOffset;
    let place = 0;
    for (; place < entries.length; place++) {
      const { lastOffset, term } = entries[place] as LogEntry;
      const endOffset = lastOffset + 1;
      if (endOffset <= fittedOffset) continue;
      // Two entries of one term that end at one offset are the same.
      if (!log.has({ offset: endOffset, term })) break;
      matchedOffset = endOffset;
    }
    if (place === entries.length) return matchedOffset;
    const added = place === 0 ? entries : entries.slice(place);
    if (log.endOffset > matchedOffset) this.#truncateTo(matchedOffset);
    for (const entry of added) log.append(entry);
    this.#emit({ kind: 'append', entries: added });
    return log.endOffset;
  }

  #truncateTo(endOffset: number): void {
    assert(
      endOffset >= this.#matchedOffset,
      `entries that the leader has, up to ${this.#matchedOffset}, would be cut at ${endOffset}`,
    );
    this.#log.truncateTo(endOffset);
    this.#emit({ kind: 'truncate', endOffset });
  }

  #commitTo(offset: number): void {
    this.#log.commitTo(offset);
    this.#emit({ kind: 'commit', endOffset: offset });
  }
}
