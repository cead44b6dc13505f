// Holds what the members of the metadata quorum do against what Raft promises [QRM-2] [QRM-3], at the moment they do it. It knows
// the members' logs only from what they tell, and looks at each event once: the work per event does not grow with the run.
//
// An entry is named by (end offset, term). A name stands for one entry with one predecessor in all logs and for ever, from which
// it follows, entry by entry, that logs which have one name in common are equal up to there (log matching).
import type { RaftObserver } from '../../../src/cluster/raft/raft-observer.ts';
import type {
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  PlacedMemberSet,
  RaftMessage,
  RaftStart,
  Vote,
} from '../../../src/cluster/raft/raft-types.ts';

export interface QuorumCounters {
  elections: number;
  truncations: number;
  snapshotsTaken: number;
  snapshotsInstalled: number;
  memberChanges: number;
  votes: number;
  commits: number;
}

interface Entry {
  end: number;
  term: number;
}

/** One disk of a voter, over all lives that used it. */
interface Replica {
  node: string;
  directoryId: string;
  entries: Entry[];
  /** Term of the entry that ends at an offset. */
  termAt: Map<number, number>;
  durableEnd: number;
  vote: Vote;
  memberSets: PlacedMemberSet[];
  // Of the current life only:
  commitEnd: number;
  truncations: number;
  leads: { term: number; startEnd: number } | undefined;
}

/** Kafka's place of the CRC in a record batch. */
const crcPosition = 17;

export class QuorumChecker {
  readonly counters: QuorumCounters = {
    elections: 0,
    truncations: 0,
    snapshotsTaken: 0,
    snapshotsInstalled: 0,
    memberChanges: 0,
    votes: 0,
    commits: 0,
  };
  readonly #fail: (problem: string) => void;
  /** By directory id. */
  readonly #replicas = new Map<string, Replica>();
  /** The replica that each node has open. */
  readonly #open = new Map<string, Replica>();
  readonly #leaderOfTerm = new Map<number, string>();
  /** By (end, term): what it is, and what it follows. */
  readonly #entries = new Map<string, { crc: number; previous: string; bytes: Buffer }>();
  /** Term of the committed entry that ends at an offset. */
  readonly #committed = new Map<number, number>([[0, 0]]);
  #committedEnd = 0;
  /** How far was committed when a leader of each term committed last, in the order of the terms. */
  readonly #committedIn: { term: number; end: number }[] = [];
  #termMax = 0;
  #lastElection = { atMs: 0, node: '' };
  readonly #nowMs: () => number;

  constructor(options: { fail: (problem: string) => void; nowMs: () => number }) {
    this.#fail = options.fail;
    this.#nowMs = options.nowMs;
  }

  get committedEnd(): number {
    return this.#committedEnd;
  }

  /** The greatest term that any member has made durable. */
  get termMax(): number {
    return this.#termMax;
  }

  get lastElectionMs(): number {
    return this.#lastElection.atMs;
  }

  /** The node that leads the greatest term, if it still does. */
  get leader(): string | undefined {
    let leader: Replica | undefined;
    for (const replica of this.#open.values()) {
      if (replica.leads && replica.leads.term > (leader?.leads?.term ?? -1)) leader = replica;
    }
    return leader?.node;
  }

  isLeading(node: string): boolean {
    return this.#open.get(node)?.leads !== undefined;
  }

  /** The term that the node has made durable. */
  termOf(node: string): number {
    return this.#open.get(node)?.vote.term ?? 0;
  }

  /** The members as last committed, by the log of the one that knows most. */
  get members(): MemberSet | undefined {
    let newest: PlacedMemberSet | undefined;
    for (const { memberSets, termAt } of this.#replicas.values()) {
      for (const set of memberSets) {
        const { endOffset } = set;
        // A log that is behind may hold a change that was never committed where another entry was.
        const isCommitted =
          endOffset <= this.#committedEnd &&
          termAt.get(endOffset) === this.#committed.get(endOffset);
        if (isCommitted && endOffset > (newest?.endOffset ?? -1)) newest = set;
      }
    }
    return newest?.members;
  }

  /** Committed batches from `offset` on, as appended; undefined when one of them was written before anybody looked. */
  committedFrom(offset: number): Buffer[] | undefined {
    const batches: Buffer[] = [];
    for (let end = this.#committedEnd; end > offset; ) {
      const entry = this.#entries.get(nameOf({ end, term: this.#committed.get(end) ?? 0 }));
      if (entry === undefined) return undefined;
      batches.push(entry.bytes);
      end = Number(entry.previous.split('/')[0]);
    }
    return batches.reverse();
  }

  /** What one life of a node is to tell. */
  observe(node: string, isAlive: () => boolean): RaftObserver {
    const told =
      <Args extends unknown[]>(take: (replica: Replica, ...args: Args) => void) =>
      (_nodeId: number, ...args: Args): void => {
        const replica = this.#open.get(node);
        if (isAlive() && replica) take(replica, ...args);
      };
    return {
      opened: (_nodeId, start) => {
        if (isAlive()) this.#opened(node, start);
      },
      votePersisted: told((replica, vote: Vote) => this.#votePersisted(replica, vote)),
      sent: told((replica, to: Member, message: RaftMessage) => this.#sent(replica, to, message)),
      becameLeader: told((replica, term: number) => this.#becameLeader(replica, term)),
      resigned: told((replica) => {
        replica.leads = undefined;
      }),
      appended: told((replica, entries: readonly LogEntry[]) => this.#appended(replica, entries)),
      truncated: told((replica, end: number) => this.#truncated(replica, end)),
      durable: told((replica, end: number, truncations: number) => {
        if (truncations === replica.truncations)
          replica.durableEnd = Math.max(replica.durableEnd, end);
      }),
      committed: told((replica, end: number) => this.#committedBy(replica, end)),
      snapshotTaken: told((replica, snapshot: LogPosition) => {
        this.counters.snapshotsTaken += 1;
        this.#checkSnapshot(replica, snapshot);
      }),
      snapshotInstalled: told((replica, at: LogPosition, members: MemberSet) =>
        this.#installed(replica, at, members),
      ),
    };
  }

  /** The node's process has ended. */
  ended(node: string): void {
    const replica = this.#open.get(node);
    if (replica) replica.leads = undefined;
    this.#open.delete(node);
  }

  #object(replica: Replica, problem: string): void {
    this.#fail(`${replica.node}: ${problem}`);
  }

  #opened(node: string, start: RaftStart): void {
    const { directoryId } = start.self;
    const known = this.#replicas.get(directoryId);
    const replica: Replica = known ?? {
      node,
      directoryId,
      entries: [],
      termAt: new Map([[0, 0]]),
      durableEnd: 0,
      vote: { term: 0, votedFor: undefined },
      memberSets: [],
      commitEnd: 0,
      truncations: 0,
      leads: undefined,
    };
    this.#replicas.set(directoryId, replica);
    this.#open.set(node, replica);
    this.#checkStart(replica, start);
    replica.commitEnd = Math.min(start.snapshot.offset, start.endOffset);
    replica.truncations = 0;
    replica.leads = undefined;
    replica.durableEnd = start.endOffset;
    replica.vote = start.vote;
  }

  /** What was durable is there; of what was not, any first part may be. */
  #checkStart(replica: Replica, start: RaftStart): void {
    const { vote } = start;
    if (vote.term < replica.vote.term || !isVoteKept(replica.vote, vote)) {
      this.#object(
        replica,
        `starts with vote ${shownVote(vote)} after ${shownVote(replica.vote)} was durable`,
      );
    }
    const isEmpty = replica.entries.length === 0;
    if (start.endOffset < replica.durableEnd && start.suspectEndOffset === undefined) {
      this.#object(
        replica,
        `starts with a log up to ${start.endOffset}; ${replica.durableEnd} was durable`,
      );
    }
    this.#cut(replica, start.endOffset);
    const lastTerm = start.terms.at(-1)?.term ?? start.logStart.term;
    // What was founded before Raft is there at the first start.
    if (isEmpty) replica.memberSets = [...start.memberSets];
    if (isEmpty && start.endOffset > 0) {
      this.#push(replica, { end: start.endOffset, term: lastTerm });
    }
    if (replica.termAt.get(start.endOffset) !== lastTerm) {
      this.#takeBack(replica, { end: start.endOffset, term: lastTerm });
    }
  }

  /** A cut, and what came after it, may not have reached the disk: then what was cut is there again. */
  #takeBack(replica: Replica, last: Entry): void {
    const back: Entry[] = [];
    let entry = last;
    while (replica.termAt.get(entry.end) !== entry.term) {
      back.push(entry);
      const known = this.#entries.get(nameOf(entry));
      if (known === undefined) {
        this.#object(replica, `starts with entry ${nameOf(entry)}, which nobody ever had`);
        return;
      }
      const [end, term] = known.previous.split('/').map(Number);
      entry = { end: end ?? 0, term: term ?? 0 };
    }
    if (entry.end < replica.durableEnd)
      this.#object(
        replica,
        `starts with other entries than it had from ${entry.end} on; ${replica.durableEnd} was durable`,
      );
    this.#cut(replica, entry.end);
    for (const one of back.reverse()) this.#push(replica, one);
  }

  #votePersisted(replica: Replica, vote: Vote): void {
    if (vote.term < replica.vote.term || !isVoteKept(replica.vote, vote)) {
      this.#object(replica, `votes ${shownVote(vote)} after ${shownVote(replica.vote)}`);
    }
    replica.vote = vote;
    this.#termMax = Math.max(this.#termMax, vote.term);
  }

  #sent(replica: Replica, to: Member, message: RaftMessage): void {
    const { vote } = replica;
    switch (message.kind) {
      case 'voteReply': {
        if (message.isPreVote || !message.isGranted) return;
        this.counters.votes += 1;
        const isDurable =
          vote.term === message.term && vote.votedFor?.directoryId === to.directoryId;
        if (!isDurable)
          this.#object(
            replica,
            `grants node ${to.nodeId} its vote of term ${message.term}; durable is ${shownVote(vote)}`,
          );
        return;
      }
      case 'voteRequest':
        if (!message.isPreVote && vote.term < message.term)
          this.#object(replica, `stands for term ${message.term}; durable is ${shownVote(vote)}`);
        return;
      case 'appendReply':
        if (message.durableOffset > replica.durableEnd)
          this.#object(
            replica,
            `says that ${message.durableOffset} is durable; ${replica.durableEnd} is`,
          );
        if (vote.term < message.term)
          this.#object(replica, `follows term ${message.term}; durable is ${shownVote(vote)}`);
        return;
      case 'appendRequest':
        if (message.commitOffset > replica.commitEnd)
          this.#object(
            replica,
            `tells of the commit of ${message.commitOffset}, and knows of ${replica.commitEnd}`,
          );
        return;
      default:
    }
  }

  #becameLeader(replica: Replica, term: number): void {
    this.counters.elections += 1;
    this.#lastElection = { atMs: this.#nowMs(), node: replica.node };
    const other = this.#leaderOfTerm.get(term);
    if (other !== undefined) this.#object(replica, `leads term ${term}, which ${other} has led`);
    this.#leaderOfTerm.set(term, replica.node);
    // A leader of an older term may find out late that it was elected, and can commit nothing any more.
    const end = this.#committedIn.findLast((one) => one.term < term)?.end ?? 0;
    const own = replica.termAt.get(end);
    const committed = this.#committed.get(end);
    if (own !== committed) {
      this.#object(
        replica,
        `leads term ${term} without the committed entry at ${end} of term ${committed}; it has ${own}`,
      );
    }
    if (replica.vote.term !== term)
      this.#object(replica, `leads term ${term}; durable is ${shownVote(replica.vote)}`);
    replica.leads = { term, startEnd: endOf(replica) };
  }

  #appended(replica: Replica, entries: readonly LogEntry[]): void {
    for (const { baseOffset, lastOffset, term, bytes, members } of entries) {
      const before = replica.entries.at(-1) ?? { end: 0, term: 0 };
      if (baseOffset !== before.end)
        this.#object(replica, `appends at ${baseOffset}; its log ends at ${before.end}`);
      if (term < before.term)
        this.#object(replica, `appends term ${term} behind term ${before.term}`);
      const entry = { end: lastOffset + 1, term };
      this.#checkName(replica, entry, { bytes, before });
      if (replica.leads && members) this.#checkMemberChange(replica, entry);
      this.#push(replica, entry);
      if (members) replica.memberSets.push({ endOffset: entry.end, members });
    }
  }

  #checkName(
    replica: Replica,
    entry: Entry,
    { bytes, before }: { bytes: Buffer; before: Entry },
  ): void {
    const name = nameOf(entry);
    const previous = nameOf(before);
    const crc = bytes.readUInt32BE(crcPosition);
    const known = this.#entries.get(name);
    if (known === undefined) this.#entries.set(name, { crc, previous, bytes });
    else if (known.crc !== crc || known.previous !== previous) {
      this.#object(
        replica,
        `has another entry ${name} than others, or behind another one: ${previous}, ${known.previous}`,
      );
    }
  }

  /** [QRM-2] at most one change is under way, and none before an entry of the leader's own term is committed. */
  #checkMemberChange(replica: Replica, { end }: Entry): void {
    this.counters.memberChanges += 1;
    const { leads, commitEnd, memberSets } = replica;
    const last = memberSets.at(-1)?.endOffset ?? 0;
    if (last > commitEnd)
      this.#object(
        replica,
        `changes the members at ${end} while the change at ${last} is not committed`,
      );
    if (leads && commitEnd <= leads.startEnd)
      this.#object(
        replica,
        `changes the members at ${end} before an entry of its own term is committed`,
      );
  }

  #truncated(replica: Replica, end: number): void {
    this.counters.truncations += 1;
    replica.truncations += 1;
    if (end < replica.commitEnd)
      this.#object(replica, `cuts its log to ${end}; ${replica.commitEnd} is committed`);
    for (let i = replica.entries.length - 1; i >= 0; i--) {
      const entry = replica.entries[i] as Entry;
      if (entry.end <= end) break;
      if (this.#committed.get(entry.end) === entry.term)
        this.#object(replica, `cuts off the committed entry ${nameOf(entry)}`);
    }
    this.#cut(replica, end);
    replica.durableEnd = Math.min(replica.durableEnd, end);
  }

  #committedBy(replica: Replica, end: number): void {
    this.counters.commits += 1;
    if (end < replica.commitEnd)
      this.#object(replica, `moves the commit back from ${replica.commitEnd} to ${end}`);
    replica.commitEnd = end;
    const term = replica.termAt.get(end);
    if (term === undefined) {
      this.#object(replica, `commits ${end}, where no entry of its log ends`);
      return;
    }
    if (replica.leads && end > this.#committedEnd) this.#checkCommitRule(replica, { end, term });
    if (end > this.#committedEnd) this.#extendCommitted(replica, end);
    else if (this.#committed.get(end) !== term) {
      this.#object(
        replica,
        `commits entry ${end}/${term}; of term ${this.#committed.get(end)} is the one that was`,
      );
    }
  }

  /** An entry of the current term, durable on a majority of the members as the leader's log has them. */
  #checkCommitRule(replica: Replica, { end, term }: Entry): void {
    const current = replica.leads?.term;
    if (term !== current)
      this.#object(replica, `commits entry ${end}/${term} by count in term ${current}`);
    const voters = replica.memberSets.at(-1)?.members.voters ?? [];
    const holders = voters.filter(({ directoryId }) => {
      const other = this.#replicas.get(directoryId);
      return other && other.durableEnd >= end && other.termAt.get(end) === term;
    });
    if (holders.length * 2 <= voters.length)
      this.#object(
        replica,
        `commits entry ${end}/${term}, durable on ${holders.length} of ${voters.length} voters`,
      );
  }

  #extendCommitted(replica: Replica, end: number): void {
    if (!replica.leads)
      this.#object(replica, `commits ${end}, which no leader has: ${this.#committedEnd} is`);
    for (let i = replica.entries.length - 1; i >= 0; i--) {
      const entry = replica.entries[i] as Entry;
      if (entry.end > end) continue;
      if (entry.end <= this.#committedEnd) {
        if (this.#committed.get(entry.end) !== entry.term)
          this.#object(replica, `commits ${end} behind another entry ${nameOf(entry)}`);
        break;
      }
      this.#committed.set(entry.end, entry.term);
    }
    this.#committedEnd = end;
    const term = replica.leads?.term ?? 0;
    const last = this.#committedIn.at(-1);
    if (last?.term === term) last.end = end;
    else this.#committedIn.push({ term, end });
  }

  #checkSnapshot(replica: Replica, { offset, term }: LogPosition): void {
    if (offset > this.#committedEnd || this.#committed.get(offset) !== term)
      this.#object(
        replica,
        `has a snapshot at ${offset}/${term}; committed is ${this.#committedEnd}, there with term ${this.#committed.get(offset)}`,
      );
  }

  #installed(replica: Replica, snapshot: LogPosition, members: MemberSet): void {
    this.counters.snapshotsInstalled += 1;
    this.#checkSnapshot(replica, snapshot);
    if (snapshot.offset < replica.commitEnd)
      this.#object(replica, `goes back to the snapshot at ${snapshot.offset}`);
    replica.truncations += 1;
    replica.entries = [];
    replica.termAt = new Map();
    this.#push(replica, { end: snapshot.offset, term: snapshot.term });
    replica.memberSets = [{ endOffset: snapshot.offset, members }];
    replica.commitEnd = snapshot.offset;
    replica.durableEnd = snapshot.offset;
  }

  #push(replica: Replica, entry: Entry): void {
    replica.entries.push(entry);
    replica.termAt.set(entry.end, entry.term);
  }

  #cut(replica: Replica, end: number): void {
    for (let last = replica.entries.at(-1); last && last.end > end; last = replica.entries.at(-1)) {
      replica.entries.pop();
      replica.termAt.delete(last.end);
    }
    replica.memberSets = replica.memberSets.filter((set) => set.endOffset <= end);
  }
}

function endOf(replica: Replica): number {
  return replica.entries.at(-1)?.end ?? 0;
}

function nameOf({ end, term }: Entry): string {
  return `${end}/${term}`;
}

/** Within a term a vote, once given, stays. */
function isVoteKept(before: Vote, after: Vote): boolean {
  if (after.term !== before.term || before.votedFor === undefined) return true;
  return (
    after.votedFor?.nodeId === before.votedFor.nodeId &&
    after.votedFor.directoryId === before.votedFor.directoryId
  );
}

function shownVote({ term, votedFor }: Vote): string {
  return `${votedFor === undefined ? 'for nobody' : `for node ${votedFor.nodeId}`} in term ${term}`;
}
