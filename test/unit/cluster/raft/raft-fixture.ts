// Some cores of the metadata quorum with a clock, disks and a network that do only what a test says. By default a disk is
// done at once and messages wait in `network` until they are delivered.
import type { Random } from '../../../../src/base/random.ts';
import { SeededRandom } from '../../../../src/base/random.ts';
import type { Uuid } from '../../../../src/base/uuid.ts';
import { RaftCore } from '../../../../src/cluster/raft/raft-core.ts';
import type {
  Envelope,
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  RaftEffect,
  RaftEvent,
  RaftMessage,
  RaftSettings,
  RaftStart,
  Vote,
} from '../../../../src/cluster/raft/raft-types.ts';

export const settings: RaftSettings = {
  heartbeatMs: 150,
  electionMsMin: 600,
  electionMsMax: 1_200,
  entryBytesInFlightMax: 1_000,
  messagesInFlightMax: 4,
  messageBytesMax: 500,
};

export const noVote: Vote = { term: 0, votedFor: undefined };
export const logBeginning: LogPosition = { offset: 0, term: 0 };

export function memberOf(nodeId: number, directory = `directory-of-node-${nodeId}`): Member {
  return {
    nodeId,
    directoryId: directory.padEnd(22, '-') as Uuid,
    internalAddress: { host: 'node', port: nodeId },
  };
}

export function setOf(voters: readonly number[], learners: readonly number[] = []): MemberSet {
  return {
    voters: voters.map((id) => memberOf(id)),
    learners: learners.map((id) => memberOf(id)),
  };
}

/** An entry of `count` offsets; `bytes` are its size. */
export function entryAt(
  baseOffset: number,
  term: number,
  { members, count = 1, bytes = 10 }: { members?: MemberSet; count?: number; bytes?: number } = {},
): LogEntry {
  const entry = {
    baseOffset,
    lastOffset: baseOffset + count - 1,
    term,
    bytes: Buffer.alloc(bytes),
  };
  return members === undefined ? entry : { ...entry, members };
}

/** One entry per offset, with these terms; the members, if any, are in the first. */
export function logOf(terms: readonly number[], members?: MemberSet): LogEntry[] {
  return terms.map((term, offset) =>
    entryAt(offset, term, offset === 0 && members !== undefined ? { members } : {}),
  );
}

export interface NodeOptions {
  member: Member;
  log?: readonly LogEntry[];
  vote?: Vote;
  snapshot?: LogPosition;
  logStart?: LogPosition;
  /** Of the snapshot. */
  members?: MemberSet;
  suspectEndOffset?: number;
  settings?: Partial<RaftSettings>;
}

export class TestNode {
  readonly member: Member;
  readonly core: RaftCore;
  /** From the log's start on. */
  log: LogEntry[];
  /** All effects that were ever asked for. */
  readonly effects: RaftEffect[] = [];
  isVoteHeld = false;
  isDiskHeld = false;
  areReadsHeld = false;
  /** Proposes an entry whenever it begins to lead, as the driver does. */
  opensTerms = false;
  truncations = 0;
  heldVote: Vote | undefined;
  readonly heldReads: Extract<RaftEffect, { kind: 'readEntries' }>[] = [];
  readonly #network: Envelope[];
  readonly #now: () => number;

  constructor(options: NodeOptions, network: Envelope[], now: () => number, random: Random) {
    this.member = options.member;
    this.log = [...(options.log ?? [])];
    this.#network = network;
    this.#now = now;
    this.core = new RaftCore(
      { start: startOf(options), settings: { ...settings, ...options.settings }, random },
      now(),
    );
  }

  get id(): number {
    return this.member.nodeId;
  }

  get terms(): number[] {
    return this.log.map(({ term }) => term);
  }

  /** Plain, so that a failed comparison can be printed. */
  get state() {
    const { role, term, vote, leader, members, logStart, snapshot } = this.core;
    const { endOffset, lastTerm, durableOffset, commitOffset, canPropose } = this.core;
    const who = { role, term, vote, leader, members };
    return {
      ...who,
      logStart,
      snapshot,
      endOffset,
      lastTerm,
      durableOffset,
      commitOffset,
      canPropose,
    };
  }

  step(event: RaftEvent): RaftEffect[] {
    const effects = this.core.step(event, this.#now());
    this.effects.push(...effects);
    for (const effect of effects) this.#perform(effect);
    return effects;
  }

  receive(from: Member, message: RaftMessage, to: Member = this.member): RaftEffect[] {
    return this.step({ kind: 'message', from, to, message });
  }

  propose(entry: Partial<LogEntry> & { bytes?: Buffer } = {}): LogEntry {
    const baseOffset = this.core.endOffset;
    const whole = { ...entryAt(baseOffset, this.core.term), ...entry };
    this.step({ kind: 'propose', entry: whole });
    return whole;
  }

  /** The disk does what it was asked to. */
  syncLog(): void {
    const endOffset = this.core.endOffset;
    this.step({ kind: 'durable', endOffset, truncations: this.truncations });
  }

  syncVote(): void {
    const vote = this.heldVote;
    this.heldVote = undefined;
    if (vote !== undefined) this.step({ kind: 'votePersisted', vote });
  }

  answerReads(): void {
    for (const read of this.heldReads.splice(0)) this.#answerRead(read);
  }

  all<K extends RaftEffect['kind']>(kind: K): Extract<RaftEffect, { kind: K }>[] {
    return this.effects.filter((effect) => effect.kind === kind) as never;
  }

  last<K extends RaftEffect['kind']>(kind: K): Extract<RaftEffect, { kind: K }> | undefined {
    return this.all(kind).at(-1);
  }

  #perform(effect: RaftEffect): void {
    switch (effect.kind) {
      case 'persistVote':
        this.heldVote = effect.vote;
        if (!this.isVoteHeld) this.syncVote();
        break;
      case 'append':
        this.log.push(...effect.entries);
        if (!this.isDiskHeld) this.syncLog();
        break;
      case 'truncate':
        this.log = this.log.filter(({ lastOffset }) => lastOffset < effect.endOffset);
        this.truncations += 1;
        break;
      case 'installSnapshot':
        this.log = [];
        this.truncations += 1;
        break;
      case 'openTerm':
        if (this.opensTerms) this.propose();
        break;
      case 'send':
        this.#network.push({ from: this.member, to: effect.to, message: effect.message });
        break;
      case 'readEntries':
        this.heldReads.push(effect);
        if (!this.areReadsHeld) this.answerReads();
        break;
      default:
        break;
    }
  }

  #answerRead(read: Extract<RaftEffect, { kind: 'readEntries' }>): void {
    const { to, term, fromOffset, endOffset, maxBytes } = read;
    const entries: LogEntry[] = [];
    let bytes = 0;
    for (const entry of this.log) {
      if (entry.baseOffset < fromOffset || entry.lastOffset >= endOffset) continue;
      bytes += entry.bytes.length;
      if (entries.length > 0 && bytes > maxBytes) break;
      entries.push(entry);
    }
    this.step({ kind: 'entriesRead', to, term, fromOffset, entries });
  }
}

export class TestCluster {
  readonly nodes = new Map<number, TestNode>();
  /** Sent, and neither delivered nor lost. */
  readonly network: Envelope[] = [];
  nowMs = 0;
  readonly #random = new SeededRandom(7);

  /** Nodes 1 to `voters`, with the founding entry. */
  static ofVoters(voters: number): TestCluster {
    const cluster = new TestCluster();
    const ids = Array.from({ length: voters }, (_, i) => i + 1);
    for (const id of ids) cluster.add({ member: memberOf(id), log: logOf([1], setOf(ids)) });
    return cluster;
  }

  add(options: NodeOptions): TestNode {
    const node = new TestNode(options, this.network, () => this.nowMs, this.#random.split());
    this.nodes.set(node.id, node);
    return node;
  }

  node(id: number): TestNode {
    return this.nodes.get(id) as TestNode;
  }

  /** Delivers what was sent, and what is sent because of it, except to and from those who are `apart`. */
  deliver(apart: readonly number[] = []): void {
    for (let sent = this.network.shift(); sent; sent = this.network.shift()) {
      const { from, to, message } = sent;
      if (apart.includes(from.nodeId) || apart.includes(to.nodeId)) continue;
      this.nodes.get(to.nodeId)?.step({ kind: 'message', from, to, message });
    }
  }

  /** Lets time pass, in steps of 10 ms. */
  pass(ms: number, apart: readonly number[] = []): void {
    for (const untilMs = this.nowMs + ms; this.nowMs < untilMs; ) {
      this.nowMs += 10;
      for (const node of this.nodes.values()) {
        if (node.core.nextDeadlineMs <= this.nowMs) node.step({ kind: 'tick' });
      }
      this.deliver(apart);
    }
  }

  /** Makes that node the leader, with an entry of its own term committed. */
  elect(id: number, apart: readonly number[] = []): TestNode {
    const node = this.node(id);
    node.step({ kind: 'stand', reason: 'the test says so' });
    this.deliver(apart);
    if (node.core.role !== 'leader') throw new Error(`node ${id} was not elected`);
    node.propose();
    this.deliver(apart);
    return node;
  }
}

function startOf(options: NodeOptions): RaftStart {
  const { member, log = [], vote, snapshot = logBeginning, logStart = snapshot } = options;
  const placed = log
    .filter(({ members }) => members !== undefined)
    .map(({ lastOffset, members }) => ({
      endOffset: lastOffset + 1,
      members: members as MemberSet,
    }));
  if (options.members !== undefined) {
    placed.unshift({ endOffset: snapshot.offset, members: options.members });
  }
  return {
    self: member,
    vote: vote ?? { term: log.at(-1)?.term ?? snapshot.term, votedFor: undefined },
    snapshot,
    logStart,
    terms: log
      .filter(({ term }, i) => term !== (log[i - 1]?.term ?? -1))
      .map(({ term, baseOffset }) => ({ term, startOffset: baseOffset })),
    endOffset: (log.at(-1)?.lastOffset ?? snapshot.offset - 1) + 1,
    memberSets: placed,
    suspectEndOffset: options.suspectEndOffset,
  };
}
