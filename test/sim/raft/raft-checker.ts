// What must hold of the quorum at every moment, looked at from outside: the rules are those of docs/testing.md (R1 to R11). It
// knows what is on every disk and what every message says, and trusts no node's own account. Each check is O(1) or O(nodes),
// or O(log n) in the length of a log.
import type { RaftCore } from '../../../src/cluster/raft/raft-core.ts';
import type {
  Envelope,
  Member,
  MemberSet,
  RaftMessage,
  ReplicaKey,
  Vote,
} from '../../../src/cluster/raft/raft-types.ts';
import { hasMember, hasVoter, isSameDisk, moreThanHalf } from './membership.ts';
import type { LogItem, SimDisk, SimLog, SimSnapshot } from './raft-disk.ts';

/** A node as the checker sees it. */
export interface CheckedNode {
  readonly id: number;
  readonly member: Member;
  readonly disk: SimDisk;
  /** Undefined while it is down. */
  readonly core: RaftCore | undefined;
  /** What disks of this node held durably before they lost it. */
  readonly lost: readonly { readonly member: Member; readonly log: SimLog }[];
  /** By its own clock. */
  readonly localMs: number;
  /** When it last began to run, or to run again; by its own clock. */
  readonly resumedMs: number;
}

/** What the checker remembers of a running node; forgotten when it ends. */
interface Witness {
  commitOffset: number;
  /** Who would vote for it, by the term that it would stand for. */
  preVotes: { term: number; voters: Set<string> };
  /** The term in which its leader told it to stand. */
  toldToStandIn: number;
  /** The term and place in which it leads. */
  leads: { term: number; openOffset: number } | undefined;
  /** When each voter last answered it as a leader, in its own time. */
  readonly answeredMs: Map<string, number>;
}

export class RaftChecker {
  readonly problems: string[] = [];
  /** All that any leader has committed. */
  committedOffset = 0;
  readonly #nodes: readonly CheckedNode[];
  readonly #now: () => number;
  /** The chain at each offset where a committed entry ends. */
  readonly #committed = new Map<number, number>([[0, 0]]);
  /** The last commit of each term; a leader may find out that it is one when later terms have committed more. */
  readonly #commits: { term: number; endOffset: number }[] = [];
  readonly #leaders = new Map<number, string>();
  /** By term and offset: two logs with the same entry have the same chain up to it [R3]. */
  readonly #chains = new Map<number, number>();
  readonly #votes = new Map<string, ReplicaKey | undefined>();
  readonly #durableTerms = new Map<string, number>();
  readonly #witnesses = new Map<CheckedNode, Witness>();

  constructor(nodes: readonly CheckedNode[], now: () => number) {
    this.#nodes = nodes;
    this.#now = now;
  }

  started(node: CheckedNode): void {
    this.#witnesses.set(node, {
      commitOffset: node.disk.newestSnapshot?.position.offset ?? 0,
      preVotes: { term: 0, voters: new Set() },
      toldToStandIn: -1,
      leads: undefined,
      answeredMs: new Map(),
    });
    this.#checkLogStart(node);
  }

  // --- Votes.

  /** [R2] Before the vote is written. */
  voteChosen(node: CheckedNode, { term, votedFor }: Vote): void {
    const own = this.#witness(node);
    if (votedFor === undefined || !isSameDisk(votedFor, node.member)) return;
    if (own.toldToStandIn === term - 1) return;
    // [R11] It stands only when a majority has said that it would vote for it.
    const members = this.#membersOf(node);
    const { preVotes } = own;
    const ownVote = hasVoter(members, node.member) ? 1 : 0;
    const granted = preVotes.term === term ? preVotes.voters.size : 0;
    if (granted + ownVote >= moreThanHalf(members)) return;
    this.#problem('R11', node, `stands in term ${term} with ${granted} pre-votes`);
  }

  votePersisted(node: CheckedNode): void {
    const { term, votedFor } = node.disk.durableVote;
    const { directoryId } = node.member;
    const before = this.#durableTerms.get(directoryId) ?? 0;
    if (term < before) this.#problem('R2', node, `has term ${term} on disk after ${before}`);
    this.#durableTerms.set(directoryId, term);
    const key = `${directoryId} ${term}`;
    const first = this.#votes.get(key);
    if (first !== undefined && (votedFor === undefined || !isSameDisk(first, votedFor))) {
      this.#problem('R2', node, `changes its vote in term ${term}`);
    }
    if (votedFor !== undefined) this.#votes.set(key, votedFor);
  }

  // --- Messages.

  sent(node: CheckedNode, to: Member, message: RaftMessage): void {
    const { durableVote } = node.disk;
    const { kind, term } = message;
    const isPreVote = (kind === 'voteRequest' || kind === 'voteReply') && message.isPreVote;
    // [R2] Nothing is said in a term that a crash could take back.
    if (!isPreVote && durableVote.term !== term) {
      this.#problem('R2', node, `sends ${kind} of term ${term} with ${durableVote.term} on disk`);
    }
    if (kind === 'voteReply' && message.isGranted && !isPreVote) {
      const { votedFor } = durableVote;
      if (votedFor === undefined || !isSameDisk(votedFor, to)) {
        this.#problem('R2', node, `grants node ${to.nodeId} a vote that is not on disk`);
      }
    }
    if (kind === 'appendReply' && message.matchedOffset !== undefined) {
      const { durable } = node.disk;
      const { durableOffset } = message;
      const isHeld = durable.start.offset >= durableOffset || durable.endOffset >= durableOffset;
      if (!isHeld && this.#snapshotOffset(node) < durableOffset) {
        this.#problem('R5', node, `says that it holds ${durableOffset}, of ${durable.endOffset}`);
      }
    }
  }

  received(node: CheckedNode, { from, to, message }: Envelope): void {
    if (!isSameDisk(to, node.member)) return;
    const own = this.#witness(node);
    if (message.kind === 'timeoutNow') own.toldToStandIn = message.term;
    if (message.kind === 'voteReply' && message.isPreVote && message.isGranted) {
      if (own.preVotes.term < message.term) {
        own.preVotes = { term: message.term, voters: new Set() };
      }
      const isCurrent = own.preVotes.term === message.term;
      if (isCurrent && hasVoter(this.#membersOf(node), from))
        own.preVotes.voters.add(from.directoryId);
    }
    if (message.kind === 'appendReply' || message.kind === 'snapshotReply') {
      if (message.term === own.leads?.term) own.answeredMs.set(from.directoryId, node.localMs);
    }
  }

  // --- Leaders.

  elected(node: CheckedNode, term: number): void {
    const own = this.#witness(node);
    const { directoryId } = node.member;
    const other = this.#leaders.get(term);
    if (other !== undefined) this.#problem('R1', node, `leads term ${term}, as ${other} did`);
    this.#leaders.set(term, `node ${node.id}`);
    // [R10] A majority of the voters, by the directories on their disks, has voted.
    const members = this.#membersOf(node);
    const votes = members.voters.filter((voter) => {
      const votedFor = this.#votes.get(`${voter.directoryId} ${term}`);
      return votedFor !== undefined && votedFor.directoryId === directoryId;
    });
    if (votes.length < moreThanHalf(members)) {
      this.#problem('R10', node, `leads term ${term} with ${votes.length} durable votes`);
    }
    // One that is being removed may have to lead, to commit that.
    const before = node.disk.written.sets.at(-2)?.members ?? node.disk.written.startMembers;
    const wasVoter = before !== undefined && hasVoter(before, node.member);
    if (!wasVoter && !hasVoter(members, node.member)) {
      this.#problem('R10', node, 'leads and is no voter');
    }
    // [R4]
    const { written } = node.disk;
    const needed = this.#commits.findLast((commit) => commit.term < term)?.endOffset ?? 0;
    const isBelow = written.start.offset > needed;
    if (!isBelow && written.chainAt(needed) !== this.#committed.get(needed)) {
      this.#problem('R4', node, `leads term ${term} without what is committed`);
    }
    own.leads = { term, openOffset: written.endOffset };
    own.answeredMs.clear();
    for (const voter of members.voters) own.answeredMs.set(voter.directoryId, node.localMs);
  }

  steppedDown(node: CheckedNode): void {
    this.#witness(node).leads = undefined;
  }

  /** [R11] A leader that a majority has not answered for two election timeouts leads no more. */
  ticked(node: CheckedNode, electionMsMax: number): void {
    const own = this.#witness(node);
    if (own.leads === undefined) return;
    const members = this.#membersOf(node);
    // While it stood still it could not know.
    const sinceMs = node.localMs - 2 * electionMsMax;
    if (node.resumedMs > sinceMs) return;
    const recent = members.voters.filter(
      (voter) =>
        isSameDisk(voter, node.member) ||
        (own.answeredMs.get(voter.directoryId) ?? node.localMs) >= sinceMs,
    );
    if (recent.length >= moreThanHalf(members)) return;
    this.#problem('R11', node, 'leads and hears no majority');
  }

  // --- The log.

  appended(node: CheckedNode, items: readonly LogItem[], isProposal: boolean): void {
    for (const { entry, chain } of items) {
      // [R3]
      const key = entry.term * 2 ** 26 + entry.lastOffset;
      const first = this.#chains.get(key);
      if (first === undefined) this.#chains.set(key, chain);
      else if (first !== chain) {
        this.#problem('R3', node, `has another log at ${entry.lastOffset} of term ${entry.term}`);
      }
      if (isProposal && entry.members !== undefined) this.#checkMemberChange(node, entry.members);
    }
  }

  /** Of several member sets above what its leader has committed, only one may be. */
  #checkMemberChange(node: CheckedNode, members: MemberSet): void {
    const own = this.#witness(node);
    const { written } = node.disk;
    const before = written.sets.at(-2)?.members ?? written.startMembers;
    const pending = written.sets.filter(({ endOffset }) => endOffset > own.commitOffset).length;
    if (pending > 1) this.#problem('R10', node, `has ${pending} changes of members under way`);
    if (own.leads === undefined || own.commitOffset <= own.leads.openOffset) {
      this.#problem('R10', node, 'changes members before an entry of its term is committed');
    }
    if (before === undefined) return;
    const added = members.voters.filter((voter) => !hasVoter(before, voter)).length;
    const removed = before.voters.filter((voter) => !hasVoter(members, voter)).length;
    if (added + removed > 1) this.#problem('R10', node, 'changes more than one voter at once');
  }

  truncated(node: CheckedNode, endOffset: number): void {
    const { commitOffset } = this.#witness(node);
    if (endOffset < commitOffset) {
      this.#problem('R6', node, `cuts its log at ${endOffset}, committed up to ${commitOffset}`);
    }
  }

  committed(node: CheckedNode, offset: number): void {
    const own = this.#witness(node);
    if (offset <= own.commitOffset) {
      this.#problem('R6', node, `commits ${offset} after ${own.commitOffset}`);
    }
    own.commitOffset = offset;
    if (offset > this.committedOffset) {
      if (own.leads === undefined) {
        this.#problem('R5', node, `commits ${offset}, which no leader has`);
        return;
      }
      this.#checkCommitRule(node, own.leads.term, offset);
      this.#addCommitted(node, offset);
      this.#noteCommit(own.leads.term, offset);
    }
    // [R7]
    if (node.disk.written.chainAt(offset) !== this.#committed.get(offset)) {
      this.#problem('R7', node, `commits something else up to ${offset} than others did`);
    }
  }

  /** [R5] An entry of its own term, durable at a majority of the voters of its latest member set. */
  #checkCommitRule(node: CheckedNode, term: number, offset: number): void {
    const { written } = node.disk;
    const at = written.termBefore(offset);
    if (at !== term) this.#problem('R5', node, `commits an entry of term ${at} in term ${term}`);
    const chain = written.chainAt(offset);
    const members = this.#membersOf(node);
    const holders = members.voters.filter((voter) => this.#hasHeld(voter, offset, chain));
    if (holders.length < moreThanHalf(members)) {
      const ids = holders.map(({ nodeId }) => nodeId).join(',');
      this.#problem('R5', node, `commits ${offset}, which is durable only on (${ids})`);
    }
  }

  #noteCommit(term: number, endOffset: number): void {
    const last = this.#commits.at(-1);
    if (last?.term === term) last.endOffset = endOffset;
    else this.#commits.push({ term, endOffset });
  }

  /** Now, or before its disk lost it. */
  #hasHeld(voter: Member, offset: number, chain: number | undefined): boolean {
    return this.#nodes.some((node) => {
      const { member, disk, lost } = node;
      if (isSameDisk(member, voter)) {
        if (disk.durable.chainAt(offset) === chain || this.#snapshotOffset(node) >= offset) {
          return true;
        }
      }
      return lost.some(
        (former) => isSameDisk(former.member, voter) && former.log.chainAt(offset) === chain,
      );
    });
  }

  #addCommitted(node: CheckedNode, offset: number): void {
    const { written } = node.disk;
    for (let place = written.placeEndingAt(offset); place >= 0; place--) {
      const { entry, chain } = written.items[place] as LogItem;
      const endOffset = entry.lastOffset + 1;
      if (endOffset <= this.committedOffset) break;
      this.#committed.set(endOffset, chain);
    }
    this.committedOffset = offset;
  }

  // --- Snapshots.

  /** [R8] What is below the start of a log is in a snapshot, and a snapshot holds what is committed there. */
  snapshotAdded(node: CheckedNode, { position, chain }: SimSnapshot): void {
    if (this.#committed.get(position.offset) !== chain) {
      this.#problem('R8', node, `has a snapshot at ${position.offset} of something else`);
    }
    this.#checkLogStart(node);
  }

  snapshotInstalled(node: CheckedNode, { position }: SimSnapshot): void {
    const own = this.#witness(node);
    if (own.leads !== undefined) this.#problem('R8', node, 'takes a snapshot and leads');
    if (position.offset <= own.commitOffset) {
      this.#problem('R6', node, `goes back to a snapshot at ${position.offset}`);
    }
    own.commitOffset = position.offset;
    this.#checkLogStart(node);
  }

  #checkLogStart(node: CheckedNode): void {
    const { offset, term } = node.disk.written.start;
    if (offset === 0) return;
    const isThere = node.disk.snapshots.some(
      ({ position }) => position.offset === offset && position.term === term,
    );
    if (!isThere) this.#problem('R8', node, `has a log from ${offset} and no snapshot there`);
  }

  #snapshotOffset(node: CheckedNode): number {
    return node.disk.newestSnapshot?.position.offset ?? 0;
  }

  // --- The end.

  /** Whether all members of the leader are committed up to one place, nothing is behind it, and it may go on leading. */
  get isLevel(): boolean {
    const leader = this.#nodes.find(({ core }) => core?.role === 'leader');
    if (leader?.core === undefined) return true;
    const { endOffset } = leader.core;
    const members = this.#membersOf(leader);
    if (!hasVoter(members, leader.member)) return false;
    return this.#nodes.every(
      ({ core, member }) => !hasMember(members, member) || core?.commitOffset === endOffset,
    );
  }

  /** [RL] Everything is mended and quiet: one leader, whom all members follow, and all have all. */
  checkEnd(): void {
    const leaders = this.#nodes.filter(({ core }) => core?.role === 'leader');
    const [leader] = leaders;
    if (leader?.core === undefined || leaders.length !== 1) {
      this.problems.push(`RL ${leaders.length} nodes lead in the end`);
      return;
    }
    if (!leader.core.isOpen) this.#problem('RL', leader, 'leads and has committed nothing');
    const members = this.#membersOf(leader);
    if (!hasVoter(members, leader.member)) this.#problem('RL', leader, 'leads and is no voter');
    for (const node of this.#nodes) {
      if (!hasMember(members, node.member) || node.core === undefined) continue;
      const { commitOffset, term } = node.core;
      if (term !== leader.core.term || commitOffset !== leader.core.commitOffset) {
        const has = `term ${term}, committed ${commitOffset}`;
        const others = `term ${leader.core.term}, committed ${leader.core.commitOffset}`;
        this.#problem('RL', node, `has ${has} in the end; its leader ${others}`);
      }
    }
  }

  problem(rule: string, text: string): void {
    if (this.problems.length < 20) {
      this.problems.push(`${rule} at ${this.#now().toFixed(1)} ms: ${text}`);
    }
  }

  #problem(rule: string, node: CheckedNode, text: string): void {
    this.problem(rule, `node ${node.id} ${text}`);
  }

  #witness(node: CheckedNode): Witness {
    return this.#witnesses.get(node) as Witness;
  }

  /** By its log, not by its word. */
  #membersOf(node: CheckedNode): MemberSet {
    const { written } = node.disk;
    return written.members ?? { voters: [], learners: [] };
  }
}
