// The log as the core sees it: what it has asked the disk to hold, how much of that is durable, and how much is committed.
//
//   start <= snapshot <= commit <= end,  durable <= end
//
// Nothing is read here. `truncations` counts the cuts of the log (truncations and restarts at a snapshot), so that a report
// of the disk from before a cut does not make entries durable that were appended after it.
import { assert, assertDefined } from '../../base/assert.ts';
import { isVoter, MemberHistory } from './member-history.ts';
import type {
  Conflict,
  LogEntry,
  LogPosition,
  MemberSet,
  PlacedMemberSet,
  RaftStart,
  ReplicaKey,
} from './raft-types.ts';
import { TermHistory } from './term-history.ts';

interface Cut {
  /** The value of `truncations` from this cut on. */
  readonly truncations: number;
  readonly endOffset: number;
}

export class LogState {
  readonly #terms: TermHistory;
  readonly #members: MemberHistory;
  #snapshot: LogPosition;
  #endOffset: number;
  #durableOffset: number;
  #commitOffset: number;
  #truncations = 0;
  /** Cuts that no report of the disk is known to come after; oldest first. */
  readonly #cuts: Cut[] = [];

  constructor({ logStart, snapshot, terms, endOffset, memberSets }: RaftStart) {
    assert(logStart.offset <= snapshot.offset, 'the log starts at or below the newest snapshot');
    assert(snapshot.offset <= endOffset, 'the log reaches the newest snapshot');
    this.#terms = new TermHistory(logStart, terms);
    this.#members = new MemberHistory(memberSets);
    this.#snapshot = snapshot;
    this.#endOffset = endOffset;
    this.#durableOffset = endOffset;
    this.#commitOffset = snapshot.offset;
    assert(this.#terms.termBefore(snapshot.offset) === snapshot.term, 'the snapshot fits the log');
  }

  get start(): LogPosition {
    return this.#terms.start;
  }

  get snapshot(): LogPosition {
    return this.#snapshot;
  }

  get endOffset(): number {
    return this.#endOffset;
  }

  get durableOffset(): number {
    return this.#durableOffset;
  }

  get commitOffset(): number {
    return this.#commitOffset;
  }

  get truncations(): number {
    return this.#truncations;
  }

  get lastTerm(): number {
    return this.#terms.lastTerm;
  }

  get members(): MemberSet {
    return this.#members.latest;
  }

  /**
   * Whether it may stand: it is a voter, or it was one before a change that is not known to be committed. Then its log may be
   * the only one that has the change, and the others do not vote for less.
   */
  mayStand(key: ReplicaKey): boolean {
    if (isVoter(this.members, key)) return true;
    const { previous } = this.#members;
    return !this.areMembersCommitted && previous !== undefined && isVoter(previous, key);
  }

  get areMembersCommitted(): boolean {
    return this.#members.latestEndOffset <= this.#commitOffset;
  }

  get membersEndOffset(): number {
    return this.#members.latestEndOffset;
  }

  positionAt(offset: number): LogPosition {
    return { offset, term: this.termBefore(offset) };
  }

  termBefore(offset: number): number {
    assert(offset <= this.#endOffset, `offset ${offset} is above the end ${this.#endOffset}`);
    return this.#terms.termBefore(offset);
  }

  /** See `TermHistory`. */
  endOfTermAtMost(term: number): { term: number; endOffset: number } | undefined {
    return this.#terms.endOfTermAtMost(term, this.#endOffset);
  }

  /** Whether the log has an entry that ends there, of that term. Never below the start: ask only from the commit offset on. */
  has({ offset, term }: LogPosition): boolean {
    return offset <= this.#endOffset && this.#terms.termBefore(offset) === term;
  }

  /** Whether the log, or the same entry in another, makes the one with these ends at least as good. */
  isReachedBy(lastTerm: number, endOffset: number): boolean {
    if (lastTerm !== this.lastTerm) return lastTerm > this.lastTerm;
    return endOffset >= this.#endOffset;
  }

  /** What a leader needs to know when `previous` does not fit. Everything up to the commit offset does fit. */
  conflictWith(previous: LogPosition): Conflict {
    const last = this.#lastNotAbove(previous);
    if (last !== undefined && last.endOffset >= this.#commitOffset) {
      return { rejectedOffset: previous.offset, ...last };
    }
    const committed = this.positionAt(this.#commitOffset);
    return { rejectedOffset: previous.offset, term: committed.term, endOffset: committed.offset };
  }

  /** The last entry here at or before `previous` that is of no later term. */
  #lastNotAbove(previous: LogPosition): { term: number; endOffset: number } | undefined {
    if (previous.offset <= this.#endOffset) {
      const term = this.termBefore(previous.offset);
      if (term < previous.term) return { term, endOffset: previous.offset };
    }
    return this.endOfTermAtMost(previous.term);
  }

  append(entry: LogEntry): void {
    assert(
      entry.baseOffset === this.#endOffset,
      `an entry at ${entry.baseOffset} cannot follow ${this.#endOffset}`,
    );
    assert(entry.lastOffset >= entry.baseOffset, `the entry at ${entry.baseOffset} is empty`);
    this.#terms.append(entry.term, entry.baseOffset);
    this.#endOffset = entry.lastOffset + 1;
    if (entry.members !== undefined) {
      this.#members.append({ endOffset: this.#endOffset, members: entry.members });
    }
  }

  truncateTo(endOffset: number): void {
    assert(endOffset < this.#endOffset, 'a truncation takes something');
    assert(
      endOffset >= this.#commitOffset,
      `committed entries from ${endOffset} to ${this.#commitOffset} would be cut`,
    );
    this.#terms.truncateTo(endOffset);
    this.#members.truncateTo(endOffset);
    this.#endOffset = endOffset;
    this.#durableOffset = Math.min(this.#durableOffset, endOffset);
    this.#cut(endOffset);
  }

  /** The snapshot replaces the whole log. It is durable, so the empty log behind it is too. */
  restartAt(snapshot: LogPosition, members: MemberSet): void {
    assert(
      snapshot.offset > this.#commitOffset,
      `a snapshot at ${snapshot.offset} would take back what is committed up to ${this.#commitOffset}`,
    );
    const placed: PlacedMemberSet = { endOffset: snapshot.offset, members };
    this.#terms.restartAt(snapshot);
    this.#members.restartWith(placed);
    this.#snapshot = snapshot;
    this.#endOffset = snapshot.offset;
    this.#durableOffset = snapshot.offset;
    this.#commitOffset = snapshot.offset;
    this.#cut(snapshot.offset);
  }

  /** The disk reports; returns whether more is durable now. */
  markDurable(endOffset: number, truncations: number): boolean {
    assert(truncations <= this.#truncations, 'the disk is not ahead of what it was asked');
    while (this.#cuts.length > 0 && (this.#cuts[0] as Cut).truncations <= truncations) {
      this.#cuts.shift();
    }
    // A report from before a cut holds for what the cut left.
    let held = endOffset;
    for (const cut of this.#cuts) held = Math.min(held, cut.endOffset);
    assert(held <= this.#endOffset, `durable up to ${held}, of a log up to ${this.#endOffset}`);
    if (held <= this.#durableOffset) return false;
    this.#durableOffset = held;
    return true;
  }

  commitTo(offset: number): void {
    assert(offset > this.#commitOffset, `a commit moves on from ${this.#commitOffset}`);
    assert(offset <= this.#endOffset, `a commit at ${offset} is above the end ${this.#endOffset}`);
    this.#commitOffset = offset;
    this.#members.forgetBelow(offset);
  }

  snapshotTaken(snapshot: LogPosition, logStartOffset: number): void {
    const heldOffset = Math.min(this.#commitOffset, this.#durableOffset);
    assert(snapshot.offset <= heldOffset, `a snapshot at ${snapshot.offset} is ahead of the log`);
    assert(logStartOffset <= snapshot.offset, 'the log is kept down to the snapshot');
    // One that was installed meanwhile may be newer.
    if (snapshot.offset <= this.#snapshot.offset) return;
    assert(this.termBefore(snapshot.offset) === snapshot.term, 'the snapshot fits the log');
    this.#snapshot = snapshot;
    if (logStartOffset > this.start.offset) this.#terms.trimTo(logStartOffset);
  }

  #cut(endOffset: number): void {
    this.#truncations += 1;
    this.#cuts.push({ truncations: this.#truncations, endOffset });
  }
}

/** The end offset of the last of these, of which there is at least one. */
export function endOf(entries: readonly LogEntry[]): number {
  return assertDefined(entries.at(-1), 'there is an entry').lastOffset + 1;
}
