// What a leader does during one term [QRM-2]: it sends its log to the others, commits what a majority of the voters holds
// durably, confirms reads, and hands leadership over when asked, or when the log no longer counts it among the voters.
import { assert } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import type { LogState } from './log-state.ts';
import { endOf } from './log-state.ts';
import {
  isSameReplica,
  isVoter,
  memberChangeProblem,
  reachedByMajority,
} from './member-history.ts';
import { Progress } from './progress.ts';
import type {
  AppendReply,
  Conflict,
  LogEntry,
  Member,
  RaftEffect,
  RaftMessage,
  RaftSettings,
  ReplicaKey,
  SnapshotReply,
} from './raft-types.ts';
import { ReadRounds } from './read-rounds.ts';

export interface LeadershipOptions {
  readonly self: Member;
  readonly term: number;
  readonly log: LogState;
  readonly settings: RaftSettings;
  readonly now: () => number;
  readonly emit: (effect: RaftEffect) => void;
  readonly send: (to: Member, message: RaftMessage) => void;
}

interface Transfer {
  readonly to: number;
  readonly untilMs: number;
  /** Since the last heartbeat. */
  isAsked: boolean;
}

export class Leadership {
  readonly #options: LeadershipOptions;
  readonly #log: LogState;
  /** Where the first entry of this term starts. */
  readonly #openOffset: number;
  readonly #peers = new Map<number, Progress>();
  readonly #reads = new ReadRounds();
  #round = 0;
  #heartbeatMs: number;
  #transfer: Transfer | undefined;
  #endReason: string | undefined;

  constructor(options: LeadershipOptions) {
    const nowMs = options.now();
    this.#options = options;
    this.#log = options.log;
    this.#openOffset = options.log.endOffset;
    this.#heartbeatMs = nowMs;
    for (const member of this.#others()) {
      this.#peers.set(member.nodeId, new Progress(member, this.#openOffset, nowMs));
    }
  }

  /** Why this node must lead no longer, in words. */
  get endReason(): string | undefined {
    return this.#endReason;
  }

  /** An entry of this term is committed, so that everything committed before is known to be. */
  get isOpen(): boolean {
    return this.#log.commitOffset > this.#openOffset;
  }

  get canPropose(): boolean {
    return this.#transfer === undefined && this.#endReason === undefined;
  }

  get canChangeMembers(): boolean {
    return this.isOpen && this.#log.areMembersCommitted && this.canPropose;
  }

  get nextDeadlineMs(): number {
    return Math.min(this.#heartbeatMs, this.#transfer?.untilMs ?? Number.POSITIVE_INFINITY);
  }

  /** For reports; not to be changed. */
  get peers(): Iterable<Readonly<Progress>> {
    return this.#peers.values();
  }

  tick(): void {
    const nowMs = this.#options.now();
    if (this.#transfer !== undefined && nowMs >= this.#transfer.untilMs) this.#giveUpTransfer();
    if (this.#endReason !== undefined || nowMs < this.#heartbeatMs) return;
    this.#forgiveLateness(nowMs);
    this.#heartbeatMs = nowMs + this.#options.settings.heartbeatMs;
    this.#checkQuorum(nowMs);
    if (this.#endReason !== undefined) return;
    this.#sayFarewell(nowMs);
    this.#sendRound();
    if (this.#transfer !== undefined) this.#transfer.isAsked = false;
    this.#pursueTransfer();
    this.#reportLearners();
  }

  propose(entry: LogEntry): void {
    const { members } = entry;
    assert(this.canPropose, 'nothing is proposed while leadership is handed over');
    if (members !== undefined) {
      assert(this.canChangeMembers, 'one change of members at a time, in a term that is open');
      const problem = memberChangeProblem(this.#log.members, members);
      assert(problem === undefined, `the change of members cannot be: ${problem}`);
    }
    this.#log.append(entry);
    if (members !== undefined) this.#onMembersChanged();
    const bytes = entry.bytes.length;
    for (const peer of this.#peers.values()) {
      const isNext = peer.mode === 'replicate' && peer.nextOffset === entry.baseOffset;
      if (isNext && !peer.isReading && peer.hasRoom(this.#options.settings)) {
        this.#sendEntries(peer, [entry], bytes);
      } else {
        this.#pump(peer);
      }
    }
    // A majority that does not need this entry's own disk may have changed with the members.
    if (members !== undefined) this.#advance();
  }

  /** More is durable here. */
  onDurable(): void {
    this.#advance();
  }

  onAppendReply(from: ReplicaKey, reply: AppendReply): void {
    const peer = this.#answered(from, reply.round);
    if (peer === undefined) return;
    const { matchedOffset, durableOffset, conflict } = reply;
    if (conflict !== undefined) this.#onConflict(peer, conflict);
    else if (matchedOffset !== undefined) this.#onMatch(peer, matchedOffset, durableOffset);
    this.#confirmReads();
  }

  onSnapshotReply(from: ReplicaKey, reply: SnapshotReply): void {
    const peer = this.#answered(from, reply.round);
    if (peer === undefined) return;
    if (reply.isInstalled) this.#onMatch(peer, reply.snapshot.offset, reply.snapshot.offset);
    this.#confirmReads();
  }

  onUnreachable(key: ReplicaKey): void {
    const peer = this.#peerOf(key);
    // What was under way may be lost. The next heartbeat asks where to go on.
    if (peer?.mode === 'replicate') peer.probeFrom(peer.matchedOffset || this.#openOffset);
  }

  onEntriesRead(to: ReplicaKey, fromOffset: number, entries: readonly LogEntry[]): void {
    const peer = this.#peerOf(to);
    if (peer === undefined || !peer.isReading) return;
    peer.isReading = false;
    // What could not be read, or is in the middle of an entry, is asked for again with the next heartbeat.
    if (entries[0]?.baseOffset !== fromOffset) return;
    const isWanted = peer.mode === 'replicate' && peer.nextOffset === fromOffset;
    if (isWanted && fromOffset >= this.#log.start.offset) {
      let bytes = 0;
      for (const entry of entries) bytes += entry.bytes.length;
      this.#sendEntries(peer, entries, bytes);
    }
    this.#pump(peer);
  }

  read(id: number): void {
    if (this.#reads.count >= limits.raftReadsMax) {
      this.#options.emit({ kind: 'readRefused', id });
      return;
    }
    this.#reads.add(id);
    this.#askReads();
  }

  /** Hands leadership to that voter, or to the one with most of the log. Proposals wait until it has it, or time is up. */
  transferTo(nodeId: number | undefined): void {
    const problem = this.#transferProblem(nodeId);
    if (problem !== undefined) {
      this.#options.emit({ kind: 'transferEnded', reason: problem });
      return;
    }
    const to = nodeId ?? (this.#bestVoter() as Progress).member.nodeId;
    this.#startTransfer(to);
  }

  /** The term is over. */
  end(): void {
    for (const id of this.#reads.takeAll()) this.#options.emit({ kind: 'readRefused', id });
    if (this.#transfer !== undefined) {
      this.#options.emit({ kind: 'transferEnded', reason: 'this node leads no more' });
    }
  }

  #others(): Member[] {
    const { voters, learners } = this.#log.members;
    return [...voters, ...learners].filter((member) => !isSameReplica(member, this.#options.self));
  }

  #peerOf(key: ReplicaKey): Progress | undefined {
    const peer = this.#peers.get(key.nodeId);
    return peer !== undefined && isSameReplica(peer.member, key) ? peer : undefined;
  }

  #answered(from: ReplicaKey, round: number): Progress | undefined {
    const peer = this.#peerOf(from);
    if (peer === undefined || round > this.#round) return undefined;
    peer.answeredMs = this.#options.now();
    peer.answeredRound = Math.max(peer.answeredRound, round);
    return peer;
  }

  /** What a majority of the voters has reached; `own` is this node's, if it is a voter. */
  #majorityHas(own: number, reached: (peer: Progress) => number): number {
    return reachedByMajority(this.#log.members, (voter) => {
      if (isSameReplica(voter, this.#options.self)) return own;
      const peer = this.#peerOf(voter);
      return peer === undefined ? 0 : reached(peer);
    });
  }

  // --- Sending.

  #sendRound(): void {
    this.#round += 1;
    for (const peer of this.#peers.values()) {
      this.#poke(peer);
      this.#pump(peer);
    }
  }

  /** A message without entries: a heartbeat, a probe, or the offer of a snapshot. */
  #poke(peer: Progress): void {
    const { term, send } = this.#options;
    const log = this.#log;
    const neededOffset = peer.offered?.offset ?? peer.nextOffset;
    if (neededOffset < log.start.offset) peer.offer(log.snapshot);
    if (peer.offered !== undefined) {
      send(peer.member, {
        kind: 'snapshotOffer',
        term,
        snapshot: peer.offered,
        round: this.#round,
      });
    } else {
      this.#append(peer, []);
    }
  }

  #append(peer: Progress, entries: readonly LogEntry[]): void {
    this.#options.send(peer.member, {
      kind: 'appendRequest',
      term: this.#options.term,
      previous: this.#log.positionAt(peer.nextOffset),
      entries,
      commitOffset: this.#log.commitOffset,
      round: this.#round,
    });
  }

  #sendEntries(peer: Progress, entries: readonly LogEntry[], bytes: number): void {
    this.#append(peer, entries);
    peer.sent(endOf(entries), bytes);
  }

  /** Has the next entries read for it, if it can take any. */
  #pump(peer: Progress): void {
    const { nextOffset } = peer;
    const log = this.#log;
    if (peer.mode !== 'replicate' || peer.isReading || nextOffset >= log.endOffset) return;
    if (!peer.hasRoom(this.#options.settings)) return;
    if (nextOffset < log.start.offset) {
      this.#poke(peer);
      return;
    }
    peer.isReading = true;
    this.#options.emit({
      kind: 'readEntries',
      to: peer.member,
      term: this.#options.term,
      fromOffset: nextOffset,
      endOffset: log.endOffset,
      maxBytes: this.#options.settings.messageBytesMax,
    });
  }

  // --- Answers.

  #onMatch(peer: Progress, matchedOffset: number, durableOffset: number): void {
    const log = this.#log;
    // Nobody can agree with more than there is.
    if (matchedOffset > log.endOffset) return;
    // It still needs the snapshot.
    if (peer.mode === 'snapshot' && matchedOffset < log.start.offset) return;
    peer.matched(matchedOffset, Math.min(durableOffset, matchedOffset));
    this.#pump(peer);
    this.#pursueTransfer();
    this.#advance();
  }

  #onConflict(peer: Progress, conflict: Conflict): void {
    const { mode, nextOffset, durableOffset } = peer;
    const { rejectedOffset } = conflict;
    // An answer to an earlier question.
    if (mode === 'snapshot' || (mode === 'probe' && rejectedOffset !== nextOffset)) return;
    if (mode === 'replicate' && rejectedOffset < durableOffset) return;
    const own = this.#log.endOfTermAtMost(conflict.term);
    if (own === undefined) {
      peer.offer(this.#log.snapshot);
    } else {
      // Lower with every answer: this log has nothing of the refused term up to there, or the other one has not.
      const agreedOffset = Math.min(conflict.endOffset, own.endOffset);
      if (agreedOffset >= rejectedOffset) return;
      peer.probeFrom(agreedOffset);
    }
    this.#poke(peer);
  }

  // --- Commit.

  #advance(): void {
    const log = this.#log;
    const reached = this.#majorityHas(log.durableOffset, (peer) => peer.durableOffset);
    if (reached <= log.commitOffset) return;
    // An entry of an older term may be at a majority and still be replaced; one of this term on top of it makes it safe.
    if (log.termBefore(reached) !== this.#options.term) return;
    log.commitTo(reached);
    this.#options.emit({ kind: 'commit', endOffset: reached });
    for (const peer of this.#peers.values()) {
      if (peer.mode === 'replicate' && peer.nextOffset >= log.start.offset) this.#append(peer, []);
    }
    this.#askReads();
    this.#leaveIfRemoved();
  }

  /** While this node itself stood still the others were not silent: their answers may be waiting to be read. */
  #forgiveLateness(nowMs: number): void {
    const lateMs = nowMs - this.#heartbeatMs;
    if (lateMs < this.#options.settings.heartbeatMs) return;
    for (const peer of this.#peers.values()) {
      peer.answeredMs = Math.min(peer.answeredMs + lateMs, nowMs);
    }
  }

  #checkQuorum(nowMs: number): void {
    const heardMs = this.#majorityHas(nowMs, (peer) => peer.answeredMs);
    const silenceMs = nowMs - heardMs;
    if (silenceMs < this.#options.settings.electionMsMin) return;
    this.#endReason = `no answer from a majority of the voters for ${Math.round(silenceMs)} ms`;
  }

  // --- Reads.

  #askReads(): void {
    if (!this.isOpen || !this.#reads.needsRound) return;
    this.#reads.ask(this.#round + 1, this.#log.commitOffset);
    this.#sendRound();
    this.#confirmReads();
  }

  #confirmReads(): void {
    const round = this.#majorityHas(this.#round, (peer) => peer.answeredRound);
    const confirmed = this.#reads.take(round);
    if (confirmed === undefined) return;
    for (const id of confirmed.ids) {
      this.#options.emit({ kind: 'readReady', id, offset: confirmed.offset });
    }
    this.#askReads();
  }

  // --- Members.

  #onMembersChanged(): void {
    const { settings, now } = this.#options;
    const nowMs = now();
    const members = this.#others();
    for (const member of members) {
      const peer = this.#peerOf(member);
      if (peer === undefined) {
        const added = new Progress(member, this.#log.endOffset, nowMs);
        added.probeFrom(this.#log.endOffset);
        this.#peers.set(member.nodeId, added);
        this.#poke(added);
      } else {
        peer.member = member;
        peer.farewell = undefined;
      }
    }
    for (const peer of this.#peers.values()) {
      if (members.some((member) => isSameReplica(member, peer.member))) continue;
      const untilMs = nowMs + 10 * settings.electionMsMax;
      peer.farewell = { endOffset: this.#log.membersEndOffset, untilMs };
    }
  }

  /** One that is no member any more gets the log up to the entry that says so, and its commit, or would stand for ever. */
  #sayFarewell(nowMs: number): void {
    for (const [nodeId, { farewell, matchedOffset }] of this.#peers) {
      if (farewell === undefined) continue;
      const isTold =
        matchedOffset >= farewell.endOffset && this.#log.commitOffset >= farewell.endOffset;
      if (isTold || nowMs >= farewell.untilMs) this.#peers.delete(nodeId);
    }
  }

  #reportLearners(): void {
    if (!this.canChangeMembers) return;
    const { now, settings, emit } = this.#options;
    for (const learner of this.#log.members.learners) {
      const peer = this.#peerOf(learner);
      if (peer?.mode !== 'replicate' || peer.durableOffset < this.#log.commitOffset) continue;
      // One that does not answer would count against the leader as soon as it is a voter.
      const isHeard = now() - peer.answeredMs < settings.electionMsMin;
      if (isHeard) emit({ kind: 'learnerCaughtUp', learner });
    }
  }

  #leaveIfRemoved(): void {
    const { self } = this.#options;
    const log = this.#log;
    if (!log.areMembersCommitted || isVoter(log.members, self) || this.#transfer !== undefined) {
      return;
    }
    const to = this.#bestVoter()?.member.nodeId;
    if (to === undefined) return;
    this.#startTransfer(to);
  }

  // --- Transfer.

  #startTransfer(to: number): void {
    const untilMs = this.#options.now() + this.#options.settings.electionMsMax;
    this.#transfer = { to, untilMs, isAsked: false };
    this.#pursueTransfer();
  }

  #transferProblem(nodeId: number | undefined): string | undefined {
    const { self } = this.#options;
    if (this.#transfer !== undefined) return `it is being handed to node ${this.#transfer.to}`;
    if (nodeId === self.nodeId) return `node ${nodeId} leads already`;
    if (nodeId === undefined) {
      return this.#bestVoter() === undefined ? 'there is no other voter' : undefined;
    }
    const isKnown = this.#log.members.voters.some((voter) => voter.nodeId === nodeId);
    return isKnown ? undefined : `node ${nodeId} is no voter`;
  }

  #bestVoter(): Progress | undefined {
    let best: Progress | undefined;
    for (const voter of this.#log.members.voters) {
      const peer = this.#peerOf(voter);
      if (peer !== undefined && peer.matchedOffset >= (best?.matchedOffset ?? 0)) best = peer;
    }
    return best;
  }

  #pursueTransfer(): void {
    const transfer = this.#transfer;
    if (transfer === undefined || transfer.isAsked) return;
    const peer = this.#peers.get(transfer.to);
    if (peer === undefined || peer.matchedOffset < this.#log.endOffset) return;
    transfer.isAsked = true;
    this.#options.send(peer.member, { kind: 'timeoutNow', term: this.#options.term });
  }

  #giveUpTransfer(): void {
    const { to } = this.#transfer as Transfer;
    this.#transfer = undefined;
    this.#options.emit({ kind: 'transferEnded', reason: `node ${to} has not taken over in time` });
    if (!isVoter(this.#log.members, this.#options.self) && this.#log.areMembersCommitted) {
      this.#endReason = 'it is no voter any more';
    }
  }
}
