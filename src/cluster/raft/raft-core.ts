// The metadata quorum's consensus [QRM-1] [QRM-2]: Raft as a state machine without I/O. `step` takes what happened and says
// what to do; the driver does it, in order, and tells what came of it by further events.
//
// Rules that keep it safe, and where the others stand: leadership.ts (what a leader does), election.ts (votes),
// log-state.ts (what may be cut), member-history.ts (who takes part), read-rounds.ts (reads).
//
//  - Term and vote are durable before any message leaves that depends on them: messages wait for `votePersisted`.
//  - A follower tells what it holds and how much of that is durable; only what is durable counts, on the leader too.
//  - Nobody stands in a term before a majority has said that it would vote for it (pre-vote), and nobody votes while it hears
//    from a leader, so that a node that was cut off does not end a good leadership when it comes back.
//  - The term of one that is no member is adopted only with its claim to lead, or with a log that is worth a vote: whoever
//    holds an entry that makes it a member, which this node has not got yet, has that.
//
// After a restart everything that was known to be committed is known again only up to the snapshot; the leader tells the rest.
import { assert, unreachable } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import type { Random } from '../../base/random.ts';
import { Ballot } from './ballot.ts';
import { Election } from './election.ts';
import { type AppendAnswer, Following } from './following.ts';
import { Leadership } from './leadership.ts';
import { LogState } from './log-state.ts';
import { hasReplica, isMember, isSameReplica } from './member-history.ts';
import type { Progress } from './progress.ts';
import type {
  AppendReply,
  AppendRequest,
  Envelope,
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  RaftEffect,
  RaftEvent,
  RaftMessage,
  RaftRole,
  RaftSettings,
  RaftStart,
  SnapshotOffer,
  SnapshotReply,
  TimeoutNow,
  Vote,
  VoteReply,
  VoteRequest,
} from './raft-types.ts';
import { Suspicion } from './suspicion.ts';

export const raftSettingsDefault: RaftSettings = {
  heartbeatMs: limits.raftHeartbeatMs,
  electionMsMin: limits.raftElectionMsMin,
  electionMsMax: limits.raftElectionMsMax,
  entryBytesInFlightMax: limits.raftBytesInFlightMax,
  messagesInFlightMax: limits.raftMessagesInFlightMax,
  messageBytesMax: limits.raftMessageBytesMax,
};

export interface RaftCoreOptions {
  readonly start: RaftStart;
  readonly settings: RaftSettings;
  readonly random: Random;
}

export class RaftCore {
  readonly #self: Member;
  readonly #settings: RaftSettings;
  readonly #random: Random;
  readonly #log: LogState;
  #nowMs: number;
  #effects: RaftEffect[] = [];

  readonly #ballot: Ballot;
  #role: RaftRole = 'follower';
  /** Of the last change of role. */
  #toldTerm = -1;
  #leader: Member | undefined;
  /** When the leader was last heard. */
  #heardMs = Number.NEGATIVE_INFINITY;
  #electionMs: number;
  /** Since the timeout was drawn. */
  #hasForgiven = false;
  #election: Election | undefined;
  #leadership: Leadership | undefined;
  #suspicion: Suspicion | undefined;

  /** What it knows while it follows. */
  readonly #following: Following;

  constructor({ start, settings, random }: RaftCoreOptions, nowMs: number) {
    assert(settings.electionMsMax >= settings.electionMsMin, 'the election timeout has a range');
    this.#self = start.self;
    this.#settings = settings;
    this.#random = random;
    this.#log = new LogState(start);
    this.#nowMs = nowMs;
    this.#following = new Following({ log: this.#log, emit: (effect) => this.#emit(effect) });
    this.#ballot = new Ballot(start.vote);
    if (start.suspectEndOffset !== undefined) {
      this.#suspicion = new Suspicion(start.suspectEndOffset, start.vote.term);
    }
    // An entry that was appended before its term became durable: nothing was said in that term.
    const { lastTerm } = this.#log;
    if (lastTerm > start.vote.term) this.#ballot.enter(lastTerm, undefined);
    this.#electionMs = this.#isAlone ? nowMs : this.#drawElectionMs();
    // The only voter waits for nobody, however late its first tick comes.
    this.#hasForgiven = this.#isAlone;
  }

  get self(): Member {
    return this.#self;
  }

  get role(): RaftRole {
    return this.#role;
  }

  get term(): number {
    return this.#ballot.vote.term;
  }

  get vote(): Vote {
    return this.#ballot.vote;
  }

  /** Of this term, as far as known; this node itself when it leads. */
  get leader(): Member | undefined {
    return this.#leader;
  }

  /** The latest set in the log, committed or not. */
  get members(): MemberSet {
    return this.#log.members;
  }

  get logStart(): LogPosition {
    return this.#log.start;
  }

  get snapshot(): LogPosition {
    return this.#log.snapshot;
  }

  get endOffset(): number {
    return this.#log.endOffset;
  }

  get lastTerm(): number {
    return this.#log.lastTerm;
  }

  get durableOffset(): number {
    return this.#log.durableOffset;
  }

  get commitOffset(): number {
    return this.#log.commitOffset;
  }

  get isSuspect(): boolean {
    return this.#suspicion !== undefined;
  }

  /** Leads, and has committed an entry of its own term, so that it knows all that is committed. */
  get isOpen(): boolean {
    return this.#leadership?.isOpen ?? false;
  }

  get canPropose(): boolean {
    return this.#leadership?.canPropose ?? false;
  }

  /** Whether an entry with members may be proposed: none is uncommitted, and the term is open. */
  get canChangeMembers(): boolean {
    return this.#leadership?.canChangeMembers ?? false;
  }

  /** The others as the leader knows them; none when this node does not lead. */
  get peers(): Iterable<Readonly<Progress>> {
    return this.#leadership?.peers ?? [];
  }

  /** When the next `tick` is due. */
  get nextDeadlineMs(): number {
    return this.#leadership?.nextDeadlineMs ?? this.#electionMs;
  }

  step(event: RaftEvent, nowMs: number): RaftEffect[] {
    assert(nowMs >= this.#nowMs, 'monotonic time does not go back');
    this.#nowMs = nowMs;
    this.#take(event);
    const endReason = this.#leadership?.endReason;
    if (endReason !== undefined) this.#becomeFollower(this.term, undefined, endReason);
    const vote = this.#ballot.takeRequest();
    if (vote !== undefined) this.#effects.unshift({ kind: 'persistVote', vote });
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  #take(event: RaftEvent): void {
    switch (event.kind) {
      case 'tick':
        this.#onTick();
        break;
      case 'message':
        this.#onEnvelope(event);
        break;
      case 'unreachable':
        this.#leadership?.onUnreachable(event.to);
        break;
      case 'stand':
        if (this.#role === 'follower') this.#stand(event.reason);
        break;
      case 'votePersisted':
        this.#onVotePersisted(event.vote);
        break;
      case 'durable':
        this.#onDurable(event.endOffset, event.truncations);
        break;
      case 'propose':
        this.#onPropose(event.entry);
        break;
      case 'entriesRead':
        if (event.term !== this.term) break;
        this.#leadership?.onEntriesRead(event.to, event.fromOffset, event.entries);
        break;
      case 'snapshotTaken':
        this.#log.snapshotTaken(event.snapshot, event.logStartOffset);
        break;
      case 'snapshotFetched':
        this.#onSnapshotFetched(event.snapshot, event.members);
        break;
      case 'snapshotFailed':
        this.#following.failed(event.snapshot);
        break;
      case 'read':
        if (this.#leadership === undefined) this.#emit({ kind: 'readRefused', id: event.id });
        else this.#leadership.read(event.id);
        break;
      case 'transfer':
        this.#onTransfer(event.to);
        break;
      default:
        unreachable(event, 'event of the quorum');
    }
  }

  #onTick(): void {
    if (this.#leadership !== undefined) this.#leadership.tick();
    else if (this.#nowMs >= this.#electionMs && !this.#isForgiven()) this.#onElectionTimeout();
  }

  /** After this node itself stood still, what the leader has sent meanwhile is read first; once, or a slow node would never stand. */
  #isForgiven(): boolean {
    const lateMs = this.#nowMs - this.#electionMs;
    if (lateMs < this.#settings.heartbeatMs || this.#hasForgiven) return false;
    this.#hasForgiven = true;
    this.#electionMs = this.#nowMs + this.#settings.heartbeatMs;
    return true;
  }

  #onPropose(entry: LogEntry): void {
    assert(this.#leadership !== undefined, 'only a leader proposes');
    assert(entry.term === this.term, `an entry of term ${entry.term} in term ${this.term}`);
    this.#emit({ kind: 'append', entries: [entry] });
    this.#leadership.propose(entry);
  }

  #onTransfer(to: number | undefined): void {
    if (this.#leadership !== undefined) this.#leadership.transferTo(to);
    else this.#emit({ kind: 'transferEnded', reason: 'this node does not lead' });
  }

  // --- Messages.

  #onEnvelope({ from, to, message }: Envelope): void {
    const problem = this.#messageProblem({ from, to, message });
    if (problem !== undefined) {
      this.#emit({ kind: 'ignored', from, reason: problem });
      return;
    }
    switch (message.kind) {
      case 'voteRequest':
        if (message.isPreVote) this.#onPreVoteRequest(from, message);
        else this.#onVoteRequest(from, message);
        break;
      case 'voteReply':
        this.#onVoteReply(from, message);
        break;
      case 'appendRequest':
        this.#onAppendRequest(from, message);
        break;
      case 'snapshotOffer':
        this.#onSnapshotOffer(from, message);
        break;
      case 'appendReply':
      case 'snapshotReply':
        this.#onReply(from, message);
        break;
      case 'timeoutNow':
        this.#onTimeoutNow(from, message);
        break;
      default:
        unreachable(message, 'message of the quorum');
    }
  }

  #messageProblem({ from, to, message }: Envelope): string | undefined {
    if (!isSameReplica(to, this.#self)) {
      return `it is for node ${to.nodeId} with directory ${to.directoryId}, not for this one`;
    }
    if (from.nodeId === this.#self.nodeId) return `another node has the id ${from.nodeId} too`;
    const { term } = message;
    const isNew = this.term === 0 && this.#log.endOffset === 0;
    const termMax = isNew ? limits.raftTermMax : this.term + limits.raftTermAheadMax;
    if (term <= Math.min(termMax, limits.raftTermMax)) return undefined;
    return `its term ${term} is implausibly far ahead of term ${this.term}`;
  }

  /** A reply of a later term ends what this node does; only a member's word counts. */
  #isOutdatedBy(from: Member, term: number): boolean {
    if (term <= this.term) return false;
    if (!isMember(this.#log.members, from)) {
      this.#emit({ kind: 'ignored', from, reason: `it is no member, and answers in term ${term}` });
    } else {
      this.#becomeFollower(term, undefined, `node ${from.nodeId} is in term ${term}`);
    }
    return true;
  }

  // --- Votes.

  #onElectionTimeout(): void {
    const silenceMs = Math.round(this.#nowMs - this.#heardMs);
    const reason =
      this.#leader === undefined
        ? 'no leader is known'
        : `no word from the leader, node ${this.#leader.nodeId}, for ${silenceMs} ms`;
    if (this.#log.mayStand(this.#self)) {
      this.#stand(reason);
    } else {
      this.#electionMs = this.#drawElectionMs();
      this.#setLeader(undefined);
    }
  }

  /** Asks the others whether they would vote for it; nothing changes by that. */
  #stand(reason: string): void {
    if (!this.#log.mayStand(this.#self)) return;
    this.#electionMs = this.#drawElectionMs();
    this.#setLeader(undefined);
    this.#setRole('candidate', reason);
    this.#election = new Election(this.#log.members, { isPreVote: true, isTransfer: false });
    this.#election.grant(this.#self, this.isSuspect);
    this.#askForVotes(this.term + 1);
    if (this.#election.isWon) this.#standInNewTerm('a majority would vote for it', false);
  }

  #standInNewTerm(reason: string, isTransfer: boolean): void {
    this.#setLeader(undefined);
    this.#enterTerm(this.term + 1, this.#self);
    this.#electionMs = this.#drawElectionMs();
    this.#setRole('candidate', reason);
    this.#election = new Election(this.#log.members, { isPreVote: false, isTransfer });
    this.#askForVotes(this.term);
  }

  #askForVotes(term: number): void {
    const { isPreVote, isTransfer } = this.#election as Election;
    const { lastTerm, endOffset } = this.#log;
    for (const voter of this.#log.members.voters) {
      if (isSameReplica(voter, this.#self)) continue;
      this.#send(voter, {
        kind: 'voteRequest',
        term,
        isPreVote,
        isTransfer,
        lastTerm,
        endOffset,
      });
    }
  }

  #onPreVoteRequest(from: Member, request: VoteRequest): void {
    const isGranted = request.term > this.term && !this.#hearsLeader && this.#isWorthVote(request);
    this.#reply(from, request, isGranted, isGranted ? request.term : this.term);
  }

  #onVoteRequest(from: Member, request: VoteRequest): void {
    if (request.term < this.term) {
      this.#reply(from, request, false, this.term);
      return;
    }
    if (this.#hearsLeader && !request.isTransfer) return;
    const isWorthVote = this.#isWorthVote(request);
    if (request.term > this.term) {
      if (!isWorthVote && !isMember(this.#log.members, from)) {
        const reason = `it is no member, and asks for a vote in term ${request.term}`;
        this.#emit({ kind: 'ignored', from, reason });
        return;
      }
      this.#becomeFollower(request.term, undefined, `node ${from.nodeId} stands`);
    }
    const isFree = this.#ballot.isFreeFor(from);
    const isGranted = isFree && isWorthVote && this.#leader === undefined;
    if (isGranted) {
      this.#ballot.voteFor(from);
      this.#electionMs = this.#drawElectionMs();
    }
    this.#reply(from, request, isGranted, this.term);
  }

  #reply(to: Member, request: VoteRequest, isGranted: boolean, term: number): void {
    const { isPreVote } = request;
    const isConditional = isGranted && (this.#suspicion?.mayLack(request) ?? false);
    this.#send(to, { kind: 'voteReply', term, isPreVote, isGranted, isConditional });
  }

  #isWorthVote({ lastTerm, endOffset }: VoteRequest): boolean {
    return this.#log.isReachedBy(lastTerm, endOffset);
  }

  get #hearsLeader(): boolean {
    if (this.#role === 'leader') return true;
    if (this.#leader === undefined) return false;
    return this.#nowMs - this.#heardMs < this.#settings.electionMsMin;
  }

  #onVoteReply(from: Member, reply: VoteReply): void {
    const { isPreVote, isGranted, isConditional, term } = reply;
    if (!(isPreVote && isGranted) && this.#isOutdatedBy(from, term)) return;
    const election = this.#election;
    if (election === undefined || election.isPreVote !== isPreVote || !isGranted) return;
    if (term !== this.term + (isPreVote ? 1 : 0)) return;
    election.grant(from, isConditional);
    if (!election.isWon) return;
    if (isPreVote) this.#standInNewTerm('a majority would vote for it', false);
    else this.#becomeLeader();
  }

  #onTimeoutNow(from: Member, { term }: TimeoutNow): void {
    const isLeader = this.#leader !== undefined && isSameReplica(this.#leader, from);
    if (term !== this.term || !isLeader || !this.#log.mayStand(this.#self)) return;
    this.#standInNewTerm(`node ${from.nodeId} hands leadership over`, true);
  }

  #onVotePersisted(vote: Vote): void {
    const released = this.#ballot.persisted(vote);
    if (released === undefined) return;
    for (const effect of released) this.#emit(effect);
    const election = this.#election;
    if (election === undefined || election.isPreVote) return;
    election.grant(this.#self, this.isSuspect);
    if (election.isWon) this.#becomeLeader();
  }

  // --- Following.

  /** A leader of this or a later term spoke; returns whether it is to be followed. */
  #follow(from: Member, message: AppendRequest | SnapshotOffer): boolean {
    const { term, round } = message;
    if (term < this.term) {
      // It learns that its term is over.
      const outdated = { matchedOffset: undefined, durableOffset: 0, conflict: undefined };
      this.#send(from, { kind: 'appendReply', term: this.term, round, ...outdated });
      return false;
    }
    const other = term === this.term ? this.#leader : undefined;
    if (other !== undefined && !isSameReplica(other, from)) {
      const reason = `it claims to lead term ${term}, which node ${other.nodeId} leads`;
      this.#emit({ kind: 'ignored', from, reason });
      return false;
    }
    if (term > this.term || this.#role !== 'follower') {
      this.#becomeFollower(term, from, `node ${from.nodeId} leads term ${term}`);
    } else {
      this.#setLeader(from);
    }
    this.#heardMs = this.#nowMs;
    this.#electionMs = this.#drawElectionMs();
    this.#following.heard(round);
    return true;
  }

  #onAppendRequest(from: Member, request: AppendRequest): void {
    if (!areInOrder(request)) {
      this.#emit({ kind: 'ignored', from, reason: 'its entries do not follow each other' });
      return;
    }
    if (!this.#follow(from, request)) return;
    this.#sendAppendReply(from, request.round, this.#following.append(request));
    this.#checkSuspicion();
  }

  #sendAppendReply(to: Member, round: number, answer: AppendAnswer): void {
    this.#send(to, { kind: 'appendReply', term: this.term, round, ...answer });
  }

  #onReply(from: Member, reply: AppendReply | SnapshotReply): void {
    if (this.#isOutdatedBy(from, reply.term) || reply.term < this.term) return;
    if (reply.kind === 'appendReply') this.#leadership?.onAppendReply(from, reply);
    else this.#leadership?.onSnapshotReply(from, reply);
    this.#checkSuspicion();
  }

  #onDurable(endOffset: number, truncations: number): void {
    if (!this.#log.markDurable(endOffset, truncations)) return;
    if (this.#leadership !== undefined) {
      this.#leadership.onDurable();
    } else if (this.#leader !== undefined && this.#following.matchedOffset > 0) {
      this.#sendAppendReply(this.#leader, this.#following.round, this.#following.answer());
    }
    this.#checkSuspicion();
  }

  // --- Snapshots.

  #onSnapshotOffer(from: Member, offer: SnapshotOffer): void {
    if (!this.#follow(from, offer)) return;
    const { snapshot, round } = offer;
    if (this.#following.offer(from, snapshot)) {
      this.#sendAppendReply(from, round, this.#following.answer());
      this.#checkSuspicion();
    } else {
      const { term } = this;
      this.#send(from, { kind: 'snapshotReply', term, snapshot, round, isInstalled: false });
    }
  }

  #onSnapshotFetched(snapshot: LogPosition, members: MemberSet): void {
    if (!this.#following.fetched(snapshot)) return;
    assert(this.#role !== 'leader', 'a leader has everything that is committed');
    // It has asked for votes with another log.
    if (this.#role === 'candidate') {
      this.#becomeFollower(this.term, undefined, 'a snapshot has replaced its log');
    }
    this.#following.install(snapshot, members);
    if (this.#leader === undefined) return;
    const { term } = this;
    const { round } = this.#following;
    this.#send(this.#leader, { kind: 'snapshotReply', term, snapshot, round, isInstalled: true });
  }

  #checkSuspicion(): void {
    if (!this.#suspicion?.isOver(this.#log, this.#following.matchedOffset)) return;
    this.#suspicion = undefined;
    this.#emit({ kind: 'trusted' });
  }

  // --- Roles.

  #becomeFollower(term: number, leader: Member | undefined, reason: string): void {
    assert(term >= this.term, `term ${term} is over; this is term ${this.term}`);
    if (term > this.term) this.#enterTerm(term, undefined);
    this.#election = undefined;
    if (this.#role === 'leader') this.#electionMs = this.#drawElectionMs();
    this.#setRole('follower', reason);
    this.#setLeader(leader);
  }

  #becomeLeader(): void {
    assert(this.#role === 'candidate', 'only a candidate is elected');
    assert(this.#ballot.isDurable, 'the vote for itself is durable');
    this.#election = undefined;
    this.#following.forgetLeader();
    this.#following.dropFetching();
    this.#leadership = new Leadership({
      self: this.#self,
      term: this.term,
      log: this.#log,
      settings: this.#settings,
      now: () => this.#nowMs,
      emit: (effect) => this.#emit(effect),
      send: (to, message) => this.#send(to, message),
    });
    this.#setRole('leader', 'elected by a majority of the voters');
    this.#setLeader(this.#self);
    this.#leadership.tick();
    this.#emit({ kind: 'openTerm', term: this.term });
  }

  #setRole(role: RaftRole, reason: string): void {
    // One that stands again and again without getting into a new term tells it once.
    const hasChanged =
      this.#role !== role || (role === 'candidate' && this.#toldTerm !== this.term);
    this.#role = role;
    this.#toldTerm = this.term;
    if (role !== 'leader' && this.#leadership !== undefined) {
      this.#leadership.end();
      this.#leadership = undefined;
    }
    if (hasChanged) this.#emit({ kind: 'roleChanged', role, term: this.term, reason });
  }

  #setLeader(leader: Member | undefined): void {
    const before = this.#leader;
    this.#leader = leader;
    if (leader === undefined) this.#heardMs = Number.NEGATIVE_INFINITY;
    const isSame =
      leader === undefined || before === undefined
        ? leader === before
        : isSameReplica(leader, before);
    if (!isSame) this.#emit({ kind: 'leaderChanged', leader, term: this.term });
  }

  #enterTerm(term: number, votedFor: Member | undefined): void {
    this.#ballot.enter(term, votedFor);
    this.#following.forgetLeader();
  }

  // --- Effects.

  #emit(effect: RaftEffect): void {
    this.#effects.push(effect);
  }

  /** Sends now if the vote is durable, else when it is. */
  #send(to: Member, message: RaftMessage): void {
    const effect: RaftEffect = { kind: 'send', to, message };
    if (this.#ballot.isDurable) this.#emit(effect);
    else this.#ballot.hold(effect);
  }

  get #isAlone(): boolean {
    const { voters } = this.#log.members;
    return voters.length === 1 && hasReplica(voters, this.#self);
  }

  #drawElectionMs(): number {
    this.#hasForgiven = false;
    const { electionMsMin, electionMsMax } = this.#settings;
    return this.#nowMs + electionMsMin + this.#random.fraction() * (electionMsMax - electionMsMin);
  }
}

/** Entries as a leader of `term` sends them: one after the other, with terms that do not fall. */
function areInOrder({ previous, entries, term }: AppendRequest): boolean {
  let { offset, term: lastTerm } = previous;
  if (lastTerm > term) return false;
  for (const entry of entries) {
    const isNext = entry.baseOffset === offset && entry.lastOffset >= offset;
    if (!isNext || entry.term < lastTerm || entry.term > term) return false;
    offset = entry.lastOffset + 1;
    lastTerm = entry.term;
  }
  return true;
}
