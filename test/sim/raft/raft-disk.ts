// The disk of one node of the simulated quorum: what is written, what of that is durable, and what a crash leaves.
//
// The log is a list of operations, carried out in their order: a power loss keeps a first part of those that no sync has
// covered, and may cut one in the middle. One sync is under way at a time and covers what was there when it began.
import { assert } from '../../../src/base/assert.ts';
import type { Random } from '../../../src/base/random.ts';
import type {
  LogEntry,
  LogPosition,
  MemberSet,
  PlacedMemberSet,
  TermStart,
  Vote,
} from '../../../src/cluster/raft/raft-types.ts';

/** An entry of the simulation has a number of its own. */
export interface SimEntry extends LogEntry {
  readonly id: number;
}

export interface LogItem {
  readonly entry: SimEntry;
  /** Of this entry and all before it, see `chainOf`. */
  readonly chain: number;
}

export interface SimSnapshot {
  readonly position: LogPosition;
  readonly chain: number;
  readonly members: MemberSet;
}

type LogOperation =
  | { readonly kind: 'append'; readonly items: readonly LogItem[] }
  | { readonly kind: 'truncate'; readonly endOffset: number }
  | { readonly kind: 'restart'; readonly snapshot: SimSnapshot };

/** A number for an entry and everything before it. */
export function chainOf(chain: number, { id, term, baseOffset }: SimEntry): number {
  let hash = Math.imul(chain ^ id, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ term, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ baseOffset, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export class SimLog {
  start: LogPosition = { offset: 0, term: 0 };
  startChain = 0;
  /** Who the members were at the start. */
  startMembers: MemberSet | undefined;
  items: LogItem[] = [];
  /** Those in the entries. */
  readonly sets: PlacedMemberSet[] = [];
  /** Truncations and restarts since the node started. */
  truncations = 0;

  get endOffset(): number {
    const last = this.items.at(-1);
    return last === undefined ? this.start.offset : last.entry.lastOffset + 1;
  }

  get endChain(): number {
    return this.items.at(-1)?.chain ?? this.startChain;
  }

  copy(): SimLog {
    const log = new SimLog();
    log.start = this.start;
    log.startChain = this.startChain;
    log.startMembers = this.startMembers;
    log.items = [...this.items];
    log.sets.push(...this.sets);
    return log;
  }

  apply(operation: LogOperation): void {
    if (operation.kind === 'append') {
      for (const item of operation.items) this.#push(item);
      return;
    }
    this.truncations += 1;
    if (operation.kind === 'truncate') {
      this.truncateTo(operation.endOffset);
    } else {
      const { position, chain, members } = operation.snapshot;
      this.items = [];
      this.sets.length = 0;
      this.start = position;
      this.startChain = chain;
      this.startMembers = members;
    }
  }

  truncateTo(endOffset: number): void {
    while (this.endOffset > endOffset) this.items.pop();
    while ((this.sets.at(-1)?.endOffset ?? 0) > endOffset) this.sets.pop();
  }

  #push(item: LogItem): void {
    const { members, lastOffset } = item.entry;
    this.items.push(item);
    if (members !== undefined) this.sets.push({ endOffset: lastOffset + 1, members });
  }

  /** Undefined where no entry ends. */
  chainAt(offset: number): number | undefined {
    if (offset === this.start.offset) return this.startChain;
    return this.items[this.placeEndingAt(offset)]?.chain;
  }

  termBefore(offset: number): number | undefined {
    if (offset === this.start.offset) return this.start.term;
    return this.items[this.placeEndingAt(offset)]?.entry.term;
  }

  /** The place of the entry that ends there; -1 when there is none. */
  placeEndingAt(offset: number): number {
    const place = this.#placeFrom(offset - 1);
    const item = this.items[place];
    return item !== undefined && item.entry.lastOffset === offset - 1 ? place : -1;
  }

  read(fromOffset: number, endOffset: number, maxBytes: number): SimEntry[] {
    const entries: SimEntry[] = [];
    let bytes = 0;
    if (fromOffset < this.start.offset) return entries;
    for (let place = this.#placeFrom(fromOffset); place < this.items.length; place++) {
      const { entry } = this.items[place] as LogItem;
      bytes += entry.bytes.length;
      if (entry.lastOffset >= endOffset || (entries.length > 0 && bytes > maxBytes)) break;
      entries.push(entry);
    }
    return entries;
  }

  trimTo(offset: number): void {
    if (offset <= this.start.offset || offset > this.endOffset) return;
    const place = this.placeEndingAt(offset);
    assert(place >= 0, 'a log is trimmed between entries');
    this.startMembers = this.membersAt(offset);
    const { chain, entry } = this.items[place] as LogItem;
    this.start = { offset, term: entry.term };
    this.startChain = chain;
    this.items.splice(0, place + 1);
    while ((this.sets[0]?.endOffset ?? offset + 1) <= offset) this.sets.shift();
  }

  get members(): MemberSet | undefined {
    return this.sets.at(-1)?.members ?? this.startMembers;
  }

  /** The latest set at or below `offset`. */
  membersAt(offset: number): MemberSet | undefined {
    return this.sets.findLast(({ endOffset }) => endOffset <= offset)?.members ?? this.startMembers;
  }

  memberSets(): PlacedMemberSet[] {
    if (this.startMembers === undefined || this.start.offset === 0) return [...this.sets];
    return [{ endOffset: this.start.offset, members: this.startMembers }, ...this.sets];
  }

  terms(): TermStart[] {
    const terms: TermStart[] = [];
    for (const { entry } of this.items) {
      if (terms.at(-1)?.term === entry.term) continue;
      terms.push({ term: entry.term, startOffset: entry.baseOffset });
    }
    return terms;
  }

  /** The place of the first entry that ends above `offset`. */
  #placeFrom(offset: number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle] as LogItem).entry.lastOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class SimDisk {
  /** What the running node reads. */
  written = new SimLog();
  durable = new SimLog();
  durableVote: Vote = { term: 0, votedFor: undefined };
  /** All durable, oldest first: from that at the start of the log on. */
  snapshots: SimSnapshot[] = [];
  /** What the node must know when it starts again, see `RaftStart`. */
  suspectEndOffset: number | undefined;
  #unsynced: LogOperation[] = [];
  readonly #unsyncedVotes: Vote[] = [];

  get hasUnsynced(): boolean {
    return this.#unsynced.length > 0;
  }

  get newestSnapshot(): SimSnapshot | undefined {
    return this.snapshots.at(-1);
  }

  write(operation: LogOperation): void {
    this.written.apply(operation);
    this.#unsynced.push(operation);
  }

  append(entries: readonly LogEntry[]): LogItem[] {
    let chain = this.written.endChain;
    const items = (entries as readonly SimEntry[]).map((entry) => {
      chain = chainOf(chain, entry);
      return { entry, chain };
    });
    this.write({ kind: 'append', items });
    return items;
  }

  /** Begins a sync; the result ends it. */
  startSync(): () => void {
    const covered = this.#unsynced.length;
    return () => {
      for (const operation of this.#unsynced.splice(0, covered)) this.durable.apply(operation);
      this.#prune();
    };
  }

  writeVote(vote: Vote): void {
    this.#unsyncedVotes.push(vote);
  }

  /** The oldest vote that was written and is not durable yet is now. */
  syncVote(): Vote {
    const vote = this.#unsyncedVotes.shift();
    assert(vote !== undefined, 'a vote was written');
    this.durableVote = vote;
    return vote;
  }

  addSnapshot(snapshot: SimSnapshot): void {
    const newest = this.newestSnapshot;
    if (newest !== undefined && newest.position.offset >= snapshot.position.offset) return;
    this.snapshots.push(snapshot);
  }

  dropSnapshot(offset: number): void {
    this.snapshots = this.snapshots.filter(({ position }) => position.offset !== offset);
  }

  /** The log below `offset` goes. */
  trimTo(offset: number): void {
    this.written.trimTo(offset);
    this.durable.trimTo(offset);
    this.#prune();
  }

  #prune(): void {
    const { offset } = this.durable.start;
    this.snapshots = this.snapshots.filter(({ position }) => position.offset >= offset);
  }

  /** The node is gone; what it had written stays, or with the power only a first part of it. */
  crash(random: Random, isPowerLost: boolean, isTorn: boolean): void {
    const writtenEnd = this.written.endOffset;
    const kept = isPowerLost ? random.integerBelow(this.#unsynced.length + 1) : undefined;
    const operations = this.#unsynced;
    this.#unsynced = [];
    for (const operation of operations.slice(0, kept)) this.durable.apply(operation);
    const next = kept === undefined ? undefined : operations[kept];
    if (next?.kind === 'append') {
      const items = next.items.slice(0, random.integerBelow(next.items.length + 1));
      this.durable.apply({ kind: 'append', items });
    }
    if (isTorn) this.#doubt(Math.max(writtenEnd, this.durable.endOffset));
    const votes = random.integerBelow(this.#unsyncedVotes.length + 1);
    for (const vote of this.#unsyncedVotes.splice(0).slice(0, votes)) this.durableVote = vote;
    this.recover();
  }

  /** Loses what was durable, as a torn tail does when nobody can say how much of it was acknowledged. */
  loseTail(items: number): void {
    const endOffset = this.durable.endOffset;
    const floor = this.newestSnapshot?.position.offset ?? 0;
    for (let i = 0; i < items; i++) {
      const last = this.durable.items.at(-1);
      if (last === undefined || last.entry.baseOffset < floor) break;
      this.durable.truncateTo(last.entry.baseOffset);
    }
    this.#doubt(endOffset);
    this.recover();
  }

  #doubt(endOffset: number): void {
    this.suspectEndOffset = Math.max(this.suspectEndOffset ?? 0, endOffset);
  }

  /** What a start finds: a snapshot that the log does not reach replaces it. */
  recover(): void {
    this.durable.truncations = 0;
    const newest = this.newestSnapshot;
    if (newest !== undefined) {
      const { offset, term } = newest.position;
      const hasIt = this.durable.start.offset <= offset && this.durable.termBefore(offset) === term;
      if (!hasIt) this.durable.apply({ kind: 'restart', snapshot: newest });
      this.durable.truncations = 0;
    }
    this.#prune();
    this.written = this.durable.copy();
  }
}
