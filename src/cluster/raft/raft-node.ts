// A member of the metadata quorum: drives the core (raft-core.ts), which decides. Events go in one at a time, and what the core
// wants done is done in its order: writes through raft-log.ts and quorum-store.ts, messages through raft-peers.ts, snapshots
// through snapshot-keeper.ts. Committed entries are published to the image, and learners that follow by Fetch read them here.
//
// After every await it is asked again whether this node is still open, and whether the term is still the same. A failed log or
// vote ends the broker [LOG-4]: `onFailure` does that, and nothing is acknowledged after it.
import { assert } from '../../base/assert.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { Tasks } from '../../base/tasks.ts';
import type { Uuid } from '../../base/uuid.ts';
import { formatAddress } from '../../net/transport.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { NotControllerError, WireError } from '../../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import { assignOffset } from '../../protocol/record-batch.ts';
import { OffsetOutOfRangeError } from '../../storage/storage-errors.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import {
  decodeMetadataBatch,
  encodeMetadataBatch,
  type MetadataBatch,
} from '../metadata/records.ts';
import type { QuorumDescription } from '../quorum-description.ts';
import { openLogOverSnapshots } from './log-over-snapshots.ts';
import { isSameReplica, memberChangeProblem } from './member-history.ts';
import { MessageGate, type Sender } from './message-gate.ts';
import { PendingReads } from './pending-reads.ts';
import { Proposals } from './proposals.ts';
import { Publisher } from './publisher.ts';
import type { QuorumStore } from './quorum-store.ts';
import { RaftCore } from './raft-core.ts';
import type { LogStorage, RaftLog } from './raft-log.ts';
import type { RaftObserver } from './raft-observer.ts';
import { RaftPeers, type RaftPeersOptions } from './raft-peers.ts';
import type {
  Envelope,
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  RaftEffect,
  RaftEvent,
  RaftSettings,
  RaftStart,
} from './raft-types.ts';
import { Refusals } from './refusals.ts';
import { type FetchSnapshotPart, SnapshotKeeper } from './snapshot-keeper.ts';
import type { SnapshotPart, SnapshotStore } from './snapshot-store.ts';

export interface RaftNodeOptions {
  self: Member;
  /** Undefined when only the log can tell. */
  clusterId: Uuid | undefined;
  storage: LogStorage;
  votes: QuorumStore;
  snapshots: SnapshotStore;
  /** Bytes of the log between two of them. */
  snapshotIntervalBytes: number;
  fetchSnapshotPart: FetchSnapshotPart;
  store: MetadataStore;
  settings: RaftSettings;
  /** Recovery has cut what may have reached so far, in this life or before. */
  suspectEndOffset: number | undefined;
  /** Nodes that take part by their configuration, whatever the log says. */
  isConfigured: (nodeId: number) => boolean;
  configuredAddress: RaftPeersOptions['configuredAddress'];
  transport: RaftPeersOptions['transport'];
  sayHello: RaftPeersOptions['sayHello'];
  clock: Clock;
  random: Random;
  logger: Logger;
  observer?: RaftObserver | undefined;
  /** On a leader: what its controller is to propose, told again until it is done. */
  onLearnerCaughtUp: (learner: Member) => void;
  onMemberMoved: (member: Member) => void;
  /** Nothing can be committed or acknowledged by this node any more. */
  onFailure: (error: Error) => void;
}

export interface Proposal {
  /** As appended, with its offsets. */
  batch: MetadataBatch;
  /** Rejects with NOT_CONTROLLER when this node leads no more: then it is not known whether it is, or will be, committed. */
  committed: Promise<void>;
}

/** Who leads, as far as this node knows. */
export interface Leader extends Member {
  readonly term: number;
}

export class RaftNode {
  readonly self: Member;
  readonly clusterId: Uuid;
  readonly #options: RaftNodeOptions;
  readonly #core: RaftCore;
  readonly #log: RaftLog;
  readonly #peers: RaftPeers;
  readonly #publisher: Publisher;
  readonly #keeper: SnapshotKeeper;
  /** Fetched, durable, and not installed yet. */
  #fetched: { position: LogPosition; image: MetadataImage } | undefined;
  readonly #proposals = new Proposals();
  readonly #refusals: Refusals;
  readonly #gate: MessageGate;
  readonly #tasks: Tasks;
  readonly #events: RaftEvent[] = [];
  #isStepping = false;
  #timer: Timer | undefined;
  #timerDueMs = Number.POSITIVE_INFINITY;
  #leader: Leader | undefined;
  /** The term that this node has opened, and the offset after its first entry. */
  #opening: { term: number; endOffset: number } | undefined;
  #leadership: { readonly term: number } | undefined;
  readonly #reads: PendingReads;
  readonly #changeListeners = new Set<() => void>();
  readonly #transferListeners = new Set<() => void>();
  readonly #caughtUp: Member[] = [];
  #hasChanged = false;
  #isClosed = false;
  #hasFailed = false;

  /** Takes up what the disk holds, and takes part from then on. Throws METADATA_UNREADABLE or FEATURE_LEVEL_UNSUPPORTED. */
  static async open(options: RaftNodeOptions): Promise<RaftNode> {
    const { storage, votes, self, snapshots, store } = options;
    let node: RaftNode | undefined;
    const { log, scanned, snapshot, image } = await openLogOverSnapshots(storage, snapshots, {
      onDurable: (endOffset, truncations) => node?.onDurable(endOffset, truncations),
      onFailure: (error) => node?.fail(error),
    });
    const { terms } = scanned;
    const found = image?.clusterId ?? scanned.clusterId;
    const memberSets = scanned.memberSets.filter(({ endOffset }) => endOffset > snapshot.offset);
    if (image !== undefined) {
      const { voters, learners } = image;
      memberSets.unshift({ endOffset: snapshot.offset, members: { voters, learners } });
      store.load(image);
    }
    const clusterId = options.clusterId ?? found;
    assert(clusterId !== undefined, 'a member of a quorum belongs to a cluster');
    if (found !== undefined && clusterId !== found) throw inconsistentCluster(clusterId, found);
    const start: RaftStart = {
      self,
      vote: votes.vote ?? { term: 0, votedFor: undefined },
      snapshot,
      logStart: log.start,
      terms,
      endOffset: log.endOffset,
      memberSets,
      suspectEndOffset: options.suspectEndOffset,
    };
    node = new RaftNode({ ...options, clusterId }, log, start);
    return node;
  }

  private constructor(
    options: RaftNodeOptions & { clusterId: Uuid },
    log: RaftLog,
    start: RaftStart,
  ) {
    const { self, clock, logger, random, settings } = options;
    this.self = self;
    this.clusterId = options.clusterId;
    this.#options = options;
    this.#log = log;
    this.#refusals = new Refusals(clock, logger);
    this.#reads = new PendingReads(clock);
    this.#gate = new MessageGate({
      self,
      clusterId: options.clusterId,
      entryOf: (batch) => log.entryOf(batch),
      // Without a leader it is heard: members may have been added while this node was away.
      mayBeMember: (from) => this.#leader === undefined || this.#isKnown(from),
      refusals: this.#refusals,
      onUnreadable: (error) => this.fail(error),
    });
    this.#tasks = new Tasks((_name, error) => this.fail(error));
    this.#publisher = new Publisher({
      log,
      store: options.store,
      clock,
      startOffset: start.snapshot.offset,
      onPublished: (bytes) => this.#onPublished(bytes),
      onFailure: (error) => this.fail(error),
    });
    this.#keeper = new SnapshotKeeper({
      snapshots: options.snapshots,
      intervalBytes: options.snapshotIntervalBytes,
      fetchPart: options.fetchSnapshotPart,
      wallMs: () => clock.wallMs(),
      logger,
      onTaken: (snapshot, before) => this.#onSnapshotTaken(snapshot, before),
      onFetched: (snapshot, image) => this.#onSnapshotFetched(snapshot, image),
      onFailed: (snapshot) => this.#step({ kind: 'snapshotFailed', snapshot }),
      onFailure: (error) => this.fail(error),
    });
    this.#peers = new RaftPeers({
      nodeId: self.nodeId,
      clusterId: options.clusterId,
      transport: options.transport,
      clock,
      logger,
      configuredAddress: options.configuredAddress,
      connectTimeoutMs: settings.electionMsMin,
      askEveryMs: settings.electionMsMax,
      sayHello: options.sayHello,
      onUnreachable: (to) => this.#step({ kind: 'unreachable', to }),
      onFailure: (error) => this.fail(error),
    });
    this.#core = new RaftCore({ start, settings, random }, clock.monotonicMs());
    options.observer?.opened?.(self.nodeId, start);
    this.#arm();
  }

  /** Undefined while none is known. */
  get leader(): Leader | undefined {
    return this.#leader;
  }

  /** Present while this node leads and its term's first entry is committed and published: only then may anything be decided. */
  get leadership(): { readonly term: number } | undefined {
    return this.#leadership;
  }

  get term(): number {
    return this.#core.term;
  }

  /** As of the newest entry of the log, committed or not. */
  get memberSet(): MemberSet {
    return this.#core.members;
  }

  /** Whether this node, with this disk, is one of them. */
  get isMember(): boolean {
    const { voters, learners } = this.memberSet;
    return [...voters, ...learners].some((member) => isSameReplica(member, this.self));
  }

  /** Everything below is committed and published. */
  get committedEndOffset(): number {
    return this.#publisher.publishedEndOffset;
  }

  get logStartOffset(): number {
    return this.#log.start.offset;
  }

  /** Calls `listener` when leader or leadership have changed. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Stands at once instead of waiting for the election timeout. */
  stand(reason: string): void {
    this.#step({ kind: 'stand', reason });
  }

  /**
   * Appends the records of one operation in the term that the caller leads. Synchronous up to the offsets, which the
   * caller's next decision builds on. Throws NOT_CONTROLLER when that term is over, and BROKER_OVERLOADED.
   */
  propose(term: number, records: readonly MetadataRecordInit[]): Proposal {
    assert(!this.#isStepping, 'nobody proposes while the core decides');
    assert(records.length > 0, 'an operation has records');
    // While it hands leadership over, another one is about to be the controller.
    if (this.#leadership?.term !== term || !this.#core.canPropose) throw this.notController();
    const waiting = Math.max(this.#proposals.bytes, this.#log.pendingBytes);
    if (waiting > limits.metadataPendingBytesMax) {
      throw new WireError(
        'BROKER_OVERLOADED',
        `${waiting} bytes of metadata wait to be committed already; try again`,
      );
    }
    return this.#propose(records);
  }

  /** Whether a change of members may be proposed now: there is at most one that is not committed. */
  get canChangeMembers(): boolean {
    return this.#core.canChangeMembers;
  }

  /** The error that sends the asker on to the leader. */
  notController(): NotControllerError {
    const { nodeId } = this.self;
    const leader = this.#leader?.nodeId === nodeId ? undefined : this.#leader;
    const who =
      leader === undefined
        ? 'nobody is known to be'
        : `node ${leader.nodeId} is, as far as it knows`;
    return new NotControllerError(
      `node ${nodeId} is not the controller; ${who}`,
      leader && { nodeId: leader.nodeId, ...leader.internalAddress },
    );
  }

  /** Committed batches from `offset` on, as stored. Throws OffsetOutOfRangeError, with the log start, for what is in a snapshot only. */
  async read(offset: number, maxBytes: number): Promise<Buffer[]> {
    const endOffset = this.committedEndOffset;
    const range = { logStartOffset: this.#log.start.offset, logEndOffset: endOffset };
    if (offset < range.logStartOffset || offset > endOffset) {
      throw new OffsetOutOfRangeError(offset, range);
    }
    if (offset === endOffset) return [];
    const entries = await this.#log.readEntries(offset, endOffset, maxBytes);
    return (entries ?? []).map(({ bytes }) => bytes);
  }

  /** A part of the newest snapshot here, or of a certain one. Throws SNAPSHOT_NOT_FOUND. */
  readSnapshot(
    position: LogPosition | undefined,
    from: number,
    maxBytes: number,
  ): Promise<SnapshotPart> {
    return this.#options.snapshots.readPart(position, from, maxBytes);
  }

  /** Resolves when there is something committed at or after `offset`, or when the time is up, or when nobody waits any more. */
  committedPast(offset: number, waitMs: number, signal: AbortSignal): Promise<void> {
    return this.#publisher.past(offset, waitMs, signal);
  }

  /** The end offset of what was committed before this call, confirmed by a majority. Throws NOT_CONTROLLER. */
  readIndex(timeoutMs: number): Promise<number> {
    if (!this.#leadership) return Promise.reject(this.notController());
    return this.#reads.add(timeoutMs, (id) => this.#step({ kind: 'read', id }));
  }

  /** Takes a message of another member, which `peer` has sent. What is not for it, or not sound, changes nothing and is logged. */
  receive(request: RequestBody<'raft'>, sender: Sender): void {
    if (this.#isClosed || this.#hasFailed) return;
    const envelope = this.#gate.pass(request, sender);
    if (envelope === undefined) return;
    const { from, message } = envelope;
    this.#options.observer?.received?.(this.self.nodeId, from, message);
    this.#step({ kind: 'message', ...envelope });
    this.#noteAddress(from);
  }

  /** How the quorum stands, for people. */
  describe(): QuorumDescription {
    const { clock } = this.#options;
    const nowMs = clock.monotonicMs();
    const core = this.#core;
    const peers = new Map([...core.peers].map((peer) => [peer.member.nodeId, peer]));
    const describe = (member: Member) => {
      const peer = peers.get(member.nodeId);
      const isSelf = isSameReplica(member, this.self);
      return {
        ...member,
        matchedOffset: isSelf ? core.endOffset : peer?.matchedOffset,
        durableOffset: isSelf ? core.durableOffset : peer?.durableOffset,
        lastContactMs: isSelf ? 0 : peer && Math.round(nowMs - peer.answeredMs),
      };
    };
    return {
      role: core.role === 'follower' && !this.isMember ? 'observer' : core.role,
      term: core.term,
      leaderId: this.#leader?.nodeId,
      logStartOffset: core.logStart.offset,
      logEndOffset: core.endOffset,
      committedEndOffset: this.#publisher.committedEndOffset,
      snapshot: core.snapshot.offset > 0 ? core.snapshot : undefined,
      voters: core.members.voters.map(describe),
      learners: core.members.learners.map(describe),
    };
  }

  /** Hands leadership over, to this voter or to the one that has most. Resolves, by the time at the latest, with whether this node leads no more. */
  async transferLeadership(timeoutMs: number, to?: number): Promise<boolean> {
    if (this.#core.role !== 'leader') return true;
    const isOver = new Promise<void>((resolve) => {
      const end = () => {
        stop();
        timer.cancel();
        this.#transferListeners.delete(end);
        resolve();
      };
      const stop = this.onChange(() => {
        if (this.#core.role !== 'leader' || this.#isClosed) end();
      });
      const timer = this.#options.clock.schedule(timeoutMs, end);
      this.#transferListeners.add(end);
    });
    this.#step({ kind: 'transfer', to });
    await isOver;
    return this.#core.role !== 'leader';
  }

  /** Takes part no more. What was proposed and not committed is rejected. The log's storage is closed by its owner. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#giveUpLeadership();
    this.#tellListeners();
    await this.#publisher.close();
    await this.#peers.close();
    await this.#keeper.close();
    await this.#log.close();
    await this.#tasks.drained();
    await this.#options.votes.idle();
  }

  onDurable(endOffset: number, truncations: number): void {
    this.#options.observer?.durable?.(this.self.nodeId, endOffset, truncations);
    this.#step({ kind: 'durable', endOffset, truncations });
  }

  fail(error: Error): void {
    if (this.#hasFailed || this.#isClosed) return;
    this.#hasFailed = true;
    this.#timer?.cancel();
    this.#giveUpLeadership();
    this.#options.onFailure(error);
  }

  #propose(records: readonly MetadataRecordInit[]): Proposal {
    const bytes = encodeMetadataBatch(records, this.#options.clock.wallMs());
    assignOffset(bytes, { baseOffset: this.#log.endOffset, leaderEpoch: this.#core.term });
    const entry = this.#log.entryOf(bytes);
    if (entry.members !== undefined && !this.#core.canChangeMembers) {
      throw new WireError(
        'INVALID_REQUEST',
        'another change of the voters is not committed yet; try again when it is',
      );
    }
    const problem = entry.members && memberChangeProblem(this.#core.members, entry.members);
    if (problem !== undefined) throw new WireError('INVALID_REQUEST', problem);
    const committed = this.#proposals.add(entry.lastOffset, bytes.length);
    this.#step({ kind: 'propose', entry });
    return { batch: decodeMetadataBatch(bytes), committed };
  }

  #isKnown({ nodeId, directoryId }: Member): boolean {
    if (this.#options.isConfigured(nodeId) || nodeId === this.#leader?.nodeId) return true;
    const { voters, learners } = this.memberSet;
    return (
      [...voters, ...learners].some((member) => member.nodeId === nodeId) ||
      this.#options.store.image.brokers.get(nodeId)?.directoryId === directoryId
    );
  }

  /** A member that has moved says so by every message. */
  #noteAddress(from: Member): void {
    if (!this.#leadership || !this.#core.canChangeMembers) return;
    const { voters, learners } = this.memberSet;
    const known = [...voters, ...learners].find((member) => isSameReplica(member, from));
    if (known === undefined) return;
    if (formatAddress(known.internalAddress) === formatAddress(from.internalAddress)) return;
    this.#options.onMemberMoved(from);
  }

  /** One event after the other, each with all that it brings about before the next. */
  #step(event: RaftEvent): void {
    this.#events.push(event);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) {
        if (this.#isClosed || this.#hasFailed) continue;
        const effects = this.#core.step(next, this.#options.clock.monotonicMs());
        for (const effect of effects) this.#perform(effect);
      }
    } finally {
      this.#isStepping = false;
    }
    if (this.#isClosed || this.#hasFailed) return;
    this.#publisher.publish();
    this.#takeSnapshotIfDue();
    this.#arm();
    this.#tellListeners();
  }

  #perform(effect: RaftEffect): void {
    const { observer } = this.#options;
    const { nodeId } = this.self;
    switch (effect.kind) {
      case 'persistVote':
        this.#persistVote(effect.vote);
        return;
      case 'append':
        observer?.appended?.(nodeId, effect.entries);
        this.#log.append(effect.entries);
        return;
      case 'truncate':
        observer?.truncated?.(nodeId, effect.endOffset);
        this.#log.truncate(effect.endOffset, this.#publisher.committedEndOffset);
        return;
      case 'send':
        observer?.sent?.(nodeId, effect.to, effect.message);
        this.#peers.send(effect.to.internalAddress, {
          from: this.self,
          to: effect.to,
          message: effect.message,
        });
        return;
      case 'readEntries':
        this.#readEntries(effect);
        return;
      case 'commit':
        this.#publisher.committed(effect.endOffset);
        observer?.committed?.(nodeId, effect.endOffset);
        return;
      case 'roleChanged':
        this.#roleChanged(effect);
        return;
      case 'leaderChanged':
        this.#leaderChanged(effect.leader, effect.term);
        return;
      case 'readReady':
        this.#reads.ready(effect.id, effect.offset);
        return;
      case 'readRefused':
        this.#reads.refuse(effect.id, this.notController());
        return;
      case 'openTerm':
        this.#openTerm(effect.term);
        return;
      case 'learnerCaughtUp':
        if (this.#leadership) this.#caughtUp.push(effect.learner);
        return;
      case 'trusted':
        this.#tasks.start('trust the log again', () => this.#options.votes.suspect(undefined));
        return;
      case 'transferEnded':
        for (const listener of [...this.#transferListeners]) listener();
        return;
      case 'ignored':
        this.#refusals.say(
          `ignored ${effect.from.nodeId}`,
          { node: effect.from.nodeId, reason: effect.reason },
          `a message of the quorum was ignored: ${effect.reason}`,
        );
        return;
      case 'fetchSnapshot':
        this.#keeper.fetchFrom(effect.from, effect.snapshot);
        return;
      case 'installSnapshot':
        this.#installSnapshot(effect.snapshot);
        return;
      case 'dropSnapshot':
        this.#fetched = undefined;
        this.#keeper.drop(effect.snapshot);
        return;
    }
  }

  #persistVote(vote: { term: number; votedFor: Envelope['to'] | undefined }): void {
    this.#tasks.start('write term and vote', async () => {
      const durable = await this.#options.votes.save(vote);
      if (this.#isClosed) return;
      this.#options.observer?.votePersisted?.(this.self.nodeId, durable);
      this.#step({ kind: 'votePersisted', vote: durable });
    });
  }

  #readEntries(effect: Extract<RaftEffect, { kind: 'readEntries' }>): void {
    const { to, term, fromOffset, endOffset, maxBytes } = effect;
    const answer = (entries: readonly LogEntry[]) =>
      this.#step({ kind: 'entriesRead', to, term, fromOffset, entries });
    const recent = this.#log.recentEntries(fromOffset, endOffset, maxBytes);
    if (recent !== undefined) {
      answer(recent);
      return;
    }
    this.#tasks.start('read entries for a follower', async () => {
      const entries = await this.#log.readEntries(fromOffset, endOffset, maxBytes);
      if (!this.#isClosed) answer(entries ?? []);
    });
  }

  #roleChanged({ role, term, reason }: Extract<RaftEffect, { kind: 'roleChanged' }>): void {
    const { logger, observer } = this.#options;
    const { nodeId } = this.self;
    this.#hasChanged = true;
    if (role === 'leader') {
      observer?.becameLeader?.(nodeId, term);
      logger.info(
        { term, reason },
        `node ${nodeId} leads the metadata quorum in term ${term}: ${reason}`,
      );
      return;
    }
    const led = this.#opening?.term;
    if (led !== undefined) {
      observer?.resigned?.(nodeId, led);
      logger.info(
        { term, reason },
        `node ${nodeId} leads the metadata quorum no more, which it did in term ${led}: ${reason}`,
      );
    }
    this.#giveUpLeadership();
    if (role === 'candidate') {
      logger.info({ term, reason }, `standing for leader of the metadata quorum: ${reason}`);
    }
  }

  #leaderChanged(leader: Member | undefined, term: number): void {
    this.#hasChanged = true;
    this.#leader = leader && { ...leader, term };
    if (leader === undefined || leader.nodeId === this.self.nodeId) return;
    this.#options.logger.info(
      { leader: leader.nodeId, term },
      `node ${leader.nodeId} leads the metadata quorum in term ${term}`,
    );
  }

  #giveUpLeadership(): void {
    if (this.#leadership) this.#publisher.tellListeners();
    this.#leadership = undefined;
    this.#opening = undefined;
    this.#hasChanged = true;
    this.#proposals.abandon((lastOffset) => {
      const { message, leader } = this.notController();
      const outcome = `the change at offset ${lastOffset} may or may not be made`;
      return new NotControllerError(`${message}; ${outcome}`, leader);
    });
    this.#reads.refuseAll(() => this.notController());
  }

  /** The term's first entry; with it all that came before it is committed too. */
  #openTerm(term: number): void {
    const { nodeId } = this.self;
    const bytes = encodeMetadataBatch(
      [{ controllerElected: { nodeId, term } }],
      this.#options.clock.wallMs(),
    );
    assignOffset(bytes, { baseOffset: this.#log.endOffset, leaderEpoch: term });
    const entry = this.#log.entryOf(bytes);
    this.#opening = { term, endOffset: entry.lastOffset + 1 };
    this.#events.push({ kind: 'propose', entry });
  }

  #onPublished(bytes: number): void {
    const { publishedEndOffset } = this.#publisher;
    this.#keeper.published(bytes);
    const opening = this.#opening;
    if (opening !== undefined && publishedEndOffset >= opening.endOffset) {
      if (this.#leadership?.term !== opening.term) {
        this.#leadership = { term: opening.term };
        this.#hasChanged = true;
      }
    }
    this.#proposals.published(publishedEndOffset);
    if (!this.#isStepping) this.#tellListeners();
  }

  /** Of the image as it is published, once the log has all of that durably. */
  #takeSnapshotIfDue(): void {
    if (!this.#keeper.isDue) return;
    const { image } = this.#options.store;
    const { endOffset: offset } = image;
    if (offset !== this.#publisher.publishedEndOffset || this.#core.durableOffset < offset) return;
    const term = this.#log.termBefore(offset);
    if (term === undefined || offset <= this.#core.snapshot.offset) return;
    this.#keeper.take(image, { offset, term });
  }

  #onSnapshotTaken(snapshot: LogPosition, before: LogPosition): void {
    if (this.#isClosed || snapshot.offset <= this.#core.snapshot.offset) return;
    this.#options.observer?.snapshotTaken?.(this.self.nodeId, snapshot);
    const logStart = before.offset >= this.#log.start.offset ? before : this.#log.start;
    this.#step({ kind: 'snapshotTaken', snapshot, logStartOffset: logStart.offset });
    this.#tasks.start('trim the metadata log', () => this.#log.trimBefore(logStart));
  }

  #onSnapshotFetched(position: LogPosition, image: MetadataImage): void {
    if (this.#isClosed) return;
    const { voters, learners } = image;
    this.#fetched = { position, image };
    this.#step({ kind: 'snapshotFetched', snapshot: position, members: { voters, learners } });
  }

  #installSnapshot(snapshot: LogPosition): void {
    const fetched = this.#fetched;
    this.#fetched = undefined;
    assert(fetched?.position.offset === snapshot.offset, 'what is installed was fetched');
    this.#log.restart(snapshot).then(
      () => {
        if (!this.#isClosed) this.#keeper.installed();
      },
      () => {
        // The log has failed, and has told so.
      },
    );
    this.#publisher.installed(fetched.image);
    this.#options.observer?.snapshotInstalled?.(this.self.nodeId, snapshot, this.#core.members);
    this.#options.logger.info(
      { offset: snapshot.offset, term: snapshot.term },
      `took over the snapshot of the metadata up to offset ${snapshot.offset}`,
    );
  }

  #tellListeners(): void {
    for (const learner of this.#caughtUp.splice(0)) this.#options.onLearnerCaughtUp(learner);
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    for (const listener of [...this.#changeListeners]) listener();
  }

  /** Wakes the core at its next deadline; a timer that goes off too early only looks again. */
  #arm(): void {
    const { clock } = this.#options;
    const dueMs = this.#core.nextDeadlineMs;
    if (this.#timer !== undefined && this.#timerDueMs <= dueMs) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.#timerDueMs = dueMs;
    this.#timer = clock.schedule(dueMs - clock.monotonicMs(), () => {
      this.#timer = undefined;
      if (this.#isClosed || this.#hasFailed) return;
      if (clock.monotonicMs() >= this.#core.nextDeadlineMs) this.#step({ kind: 'tick' });
      else this.#arm();
    });
  }
}

function inconsistentCluster(clusterId: Uuid, found: Uuid): TidelogError {
  return new TidelogError(
    'INCONSISTENT_CLUSTER_ID',
    `the data directory belongs to cluster ${clusterId}, its metadata log to ${found}; they do not belong together`,
  );
}
