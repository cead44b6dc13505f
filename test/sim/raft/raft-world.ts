// The world of the simulated quorum: one queue of events for all nodes, a network that delays, loses, repeats and cuts, and
// the faults that befall nodes. Everything is drawn from the seed.
import { SeededRandom } from '../../../src/base/random.ts';
import { raftSettingsDefault } from '../../../src/cluster/raft/raft-core.ts';
import type {
  Envelope,
  MemberSet,
  RaftEffect,
  RaftSettings,
} from '../../../src/cluster/raft/raft-types.ts';
import { EventQueue } from '../event-queue.ts';
import type { Trace } from '../seed-result.ts';
import { TraceHash } from '../trace-hash.ts';
import { isSameDisk } from './membership.ts';
import { RaftChecker } from './raft-checker.ts';
import { type NodeWorld, SimNode } from './raft-node.ts';
import type { RaftSwarm } from './raft-swarm.ts';

/** What a run of one seed may take at most; more is a message storm. */
const eventsMax = 400_000;

/** How long a node stands still at most. */
export const pauseMsMax = 3_000;

export class RaftWorld implements NodeWorld {
  readonly swarm: RaftSwarm;
  readonly settings: RaftSettings;
  readonly random: SeededRandom;
  readonly nodes: readonly SimNode[];
  readonly checker: RaftChecker;
  readonly counters: Record<string, number> = {};
  readonly hash = new TraceHash();
  nowMs = 0;
  events = 0;
  /** Faults and changes of members go on. */
  isFaulty = true;
  /** Set by the workload. */
  onNodeEffect: (node: SimNode, effect: RaftEffect) => void = () => {};
  onDeath: (node: SimNode) => void = () => {};
  readonly #queue = new EventQueue();
  readonly #network: SeededRandom;
  readonly #faults: SeededRandom;
  readonly #trace: Trace | undefined;
  /** Links that carry nothing, as `from * 100 + to`. */
  readonly #cuts = new Set<number>();
  /** When the last message of a link arrives. */
  readonly #arrivals = new Map<number, number>();
  #sequence = 0;

  constructor(seed: number, swarm: RaftSwarm, trace: Trace | undefined) {
    const random = new SeededRandom(seed);
    this.swarm = swarm;
    this.random = random.split();
    this.#network = random.split();
    this.#faults = random.split();
    this.#trace = trace;
    const { messagesInFlightMax, messageBytesMax } = swarm;
    this.settings = { ...raftSettingsDefault, messagesInFlightMax, messageBytesMax };
    const nodes: SimNode[] = [];
    this.checker = new RaftChecker(nodes, () => this.nowMs);
    this.nodes = nodes;
    for (let id = 1; id <= swarm.voters + swarm.spares; id++) nodes.push(new SimNode(id, this));
  }

  count(name: string): void {
    this.counters[name] = (this.counters[name] ?? 0) + 1;
  }

  trace(node: SimNode, text: () => string): void {
    this.note(() => `node ${node.id} ${text()}`);
  }

  note(text: () => string): void {
    this.#trace?.(`${this.nowMs.toFixed(1)} ms: ${text()}`);
  }

  onEffect(node: SimNode, effect: RaftEffect): void {
    if (effect.kind === 'roleChanged' && effect.role === 'leader') this.count('elections');
    if (effect.kind === 'trusted') this.count('trusted');
    this.onNodeEffect(node, effect);
  }

  // --- Time.

  /** Runs what was scheduled up to then. */
  runUntil(untilMs: number): void {
    for (;;) {
      if (this.checker.problems.length > 0) return;
      const event = this.#queue.shift();
      if (event === undefined) break;
      if (event.timeMs > untilMs) {
        this.#queue.push(event);
        break;
      }
      this.nowMs = Math.max(this.nowMs, event.timeMs);
      this.events += 1;
      if (this.events > eventsMax) {
        this.checker.problem('RL', `more than ${eventsMax} events`);
        return;
      }
      event.run();
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
  }

  at(delayMs: number, run: () => void): void {
    this.#sequence += 1;
    this.#queue.push({
      timeMs: this.nowMs + delayMs,
      tie: this.random.integerBelow(2 ** 30),
      sequence: this.#sequence,
      kind: '',
      life: undefined,
      isCancelled: false,
      run,
    });
  }

  /** At random intervals of this mean, while things go wrong. */
  every(meanMs: number, run: () => void): void {
    if (meanMs === Number.POSITIVE_INFINITY) return;
    this.at(-Math.log(1 - this.#faults.fraction()) * meanMs, () => {
      if (!this.isFaulty) return;
      run();
      this.every(meanMs, run);
    });
  }

  later(node: SimNode, delayMs: number, run: () => void): void {
    const { life } = node;
    const attempt = () => {
      if (node.life !== life) return;
      if (node.pausedUntilMs > this.nowMs) this.at(node.pausedUntilMs - this.nowMs, attempt);
      else run();
    };
    this.at(delayMs, attempt);
  }

  // --- The network.

  isCut(fromId: number, toId: number): boolean {
    return this.#cuts.has(fromId * 100 + toId);
  }

  send(envelope: Envelope): void {
    const { swarm } = this;
    const { from, to, message } = envelope;
    this.hash.addNumber(this.nowMs);
    this.hash.addNumber(from.nodeId * 100 + to.nodeId);
    this.hash.addText(message.kind);
    const isLost =
      this.isFaulty && swarm.lossShare > 0 && this.#network.fraction() < swarm.lossShare;
    if (isLost || this.isCut(from.nodeId, to.nodeId)) {
      this.#lose(envelope);
      return;
    }
    const link = from.nodeId * 100 + to.nodeId;
    const isNewConnection =
      swarm.reconnectShare > 0 && this.#network.fraction() < swarm.reconnectShare;
    if (isNewConnection) this.#arrivals.delete(link);
    const arrivalMs = Math.max(
      this.nowMs + this.#delayMs(),
      (this.#arrivals.get(link) ?? 0) + 0.001,
    );
    this.#arrivals.set(link, arrivalMs);
    this.#deliver(arrivalMs - this.nowMs, envelope);
    const isRepeated = swarm.duplicateShare > 0 && this.#network.fraction() < swarm.duplicateShare;
    if (isRepeated) this.#deliver(5 * this.#delayMs(), envelope);
  }

  /** The sender hears of it half of the time. */
  #lose({ from, to }: Envelope): void {
    this.count('lost');
    const sender = this.nodes.find(({ member }) => member === from);
    if (sender === undefined || this.#network.fraction() < 0.5) return;
    this.later(sender, this.#delayMs(), () => sender.step({ kind: 'unreachable', to }));
  }

  #delayMs(): number {
    const { delayMsMin, delayMsMean } = this.swarm;
    return delayMsMin - Math.log(1 - this.#network.fraction()) * delayMsMean;
  }

  #deliver(delayMs: number, envelope: Envelope): void {
    this.at(delayMs, () => {
      const receiver = this.nodes[envelope.to.nodeId - 1];
      if (receiver?.core === undefined) return;
      if (this.isCut(envelope.from.nodeId, envelope.to.nodeId)) return;
      this.later(receiver, 0, () => receiver.step({ kind: 'message', ...envelope }));
    });
  }

  // --- Faults.

  startFaults(): void {
    const { swarm } = this;
    this.every(swarm.crashEveryMs, () => this.#crash());
    this.every(swarm.wipeEveryMs, () => this.#wipe());
    this.every(swarm.partitionEveryMs, () => this.#partition());
    this.every(swarm.pauseEveryMs, () => this.#pause());
  }

  /** Nothing goes wrong any more, and all nodes run. */
  mend(): void {
    this.isFaulty = false;
    this.#cuts.clear();
    for (const node of this.nodes) if (node.core === undefined) node.start();
    this.note(() => 'all is mended');
  }

  /**
   * Whether the quorum can stand the loss of what that node has on disk, or doubt of it: in every member set that counts
   * somewhere, a majority keeps its disks.
   */
  canLoseDisk(lost: SimNode): boolean {
    const sets = new Set<MemberSet>();
    for (const { disk } of this.nodes) {
      const placed = disk.written.memberSets();
      for (const { members } of placed) sets.add(members);
      for (const { members } of disk.durable.memberSets()) sets.add(members);
    }
    return [...sets].every(({ voters }) => {
      const bad = voters.filter((voter) => {
        const node = this.nodes[voter.nodeId - 1] as SimNode;
        if (!isSameDisk(node.member, voter)) return true;
        return node === lost || node.disk.suspectEndOffset !== undefined;
      });
      return bad.length <= (voters.length - 1) / 2;
    });
  }

  /** Everybody has heard that the cluster exists, so that its founder is not all there is. */
  get #isFounded(): boolean {
    return this.checker.committedOffset > 0;
  }

  #crash(): void {
    const { swarm } = this;
    const many = this.#faults.fraction() < 0.1 ? this.nodes.length : 1;
    for (let i = 0; i < many; i++) {
      const node = many > 1 ? (this.nodes[i] as SimNode) : this.#anyNode();
      if (node.core === undefined) continue;
      const isPowerLost = this.#faults.fraction() < swarm.powerLossShare;
      const isTorn =
        isPowerLost && this.#faults.fraction() < swarm.tornShare && this.canLoseDisk(node);
      this.count(isPowerLost ? 'powerLosses' : 'kills');
      if (isTorn) this.count('tornTails');
      node.crash(isPowerLost, isTorn);
      if (isTorn && this.#isFounded && this.#faults.fraction() < 0.5) {
        this.count('lostTails');
        node.loseTail(1 + this.#faults.integerBelow(3));
      }
      this.#restartLater(node);
    }
  }

  #wipe(): void {
    const node = this.#anyNode();
    if (!this.#isFounded || !this.canLoseDisk(node)) return;
    this.count('wipes');
    node.wipe();
    this.#restartLater(node);
  }

  #restartLater(node: SimNode): void {
    const { life } = node;
    this.at(this.#faults.fraction() * this.swarm.downMsMax, () => {
      if (node.life === life && node.core === undefined) node.start();
    });
  }

  #pause(): void {
    const node = this.#anyNode();
    if (node.core === undefined) return;
    this.count('pauses');
    const pauseMs = this.#faults.fraction() * pauseMsMax;
    node.pausedUntilMs = Math.max(node.pausedUntilMs, this.nowMs + pauseMs);
    this.trace(node, () => `stands still for ${pauseMs.toFixed(0)} ms`);
  }

  #partition(): void {
    const { swarm } = this;
    const isOneWay = this.#faults.fraction() < swarm.oneWayShare;
    const leader = this.nodes.find(({ core }) => core?.role === 'leader');
    const isLeaderCut = leader !== undefined && this.#faults.fraction() < 0.5;
    const side = new Set<number>();
    if (isLeaderCut) side.add(leader.id);
    else for (const { id } of this.nodes) if (this.#faults.fraction() < 0.5) side.add(id);
    const cuts: number[] = [];
    for (const { id: from } of this.nodes) {
      for (const { id: to } of this.nodes) {
        if (side.has(from) === side.has(to)) continue;
        if (!isOneWay || side.has(from)) cuts.push(from * 100 + to);
      }
    }
    if (cuts.length === 0) return;
    this.count(isOneWay ? 'oneWayCuts' : 'partitions');
    this.note(() => `cut ${isOneWay ? 'from' : 'apart'}: ${[...side].join(',')}`);
    for (const cut of cuts) this.#cuts.add(cut);
    this.at(200 + this.#faults.fraction() * 4_000, () => {
      for (const cut of cuts) this.#cuts.delete(cut);
      this.note(() => `joined again: ${[...side].join(',')}`);
    });
  }

  #anyNode(): SimNode {
    return this.nodes[this.#faults.integerBelow(this.nodes.length)] as SimNode;
  }
}
