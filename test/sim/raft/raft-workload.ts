// Who uses the simulated quorum: clients that propose and read, and an operator who changes members and hands leadership over.
// A client believes any node that says it leads, so that those that only think so are asked as well.
import { SeededRandom } from '../../../src/base/random.ts';
import type {
  Member,
  MemberSet,
  RaftEffect,
  RaftEvent,
} from '../../../src/cluster/raft/raft-types.ts';
import { hasVoter, isSameDisk } from './membership.ts';
import type { SimEntry } from './raft-disk.ts';
import type { SimNode } from './raft-node.ts';
import type { RaftWorld } from './raft-world.ts';

const votersMax = 5;
/** As many as wait for one leader; clients hold back the rest. */
const proposalsMax = 40;

interface Proposal {
  readonly endOffset: number;
  /** What had been acknowledged to anybody when it was proposed. */
  readonly afterOffset: number;
}

interface Read {
  readonly node: SimNode;
  readonly afterOffset: number;
}

export class RaftWorkload {
  readonly #world: RaftWorld;
  readonly #random: SeededRandom;
  readonly #payloads = [10, 60, 400].map((bytes) => Buffer.alloc(bytes));
  /** Waiting for their commit, by the node that took them; oldest first. */
  readonly #proposals = new Map<SimNode, Proposal[]>();
  readonly #reads = new Map<number, Read>();
  /** The end of the last acknowledged proposal or the answer to the last read, whichever is greater [R9]. */
  #seenOffset = 0;
  #entries = 0;
  #readIds = 0;
  #isOver = false;

  constructor(world: RaftWorld, seed: number) {
    this.#world = world;
    this.#random = new SeededRandom(seed * 31 + 7);
    world.onNodeEffect = (node, effect) => this.#onEffect(node, effect);
    world.onDeath = (node) => this.#onDeath(node);
  }

  /** The first entry has the members; the founder stands at once. */
  found(): void {
    const { swarm, nodes } = this.#world;
    const voters = nodes.slice(0, swarm.voters).map(({ member }) => member);
    const entry = this.#entry(0, 1, { voters, learners: [] });
    for (const node of nodes) {
      const isFounder = node.id === 1 || (swarm.isFoundedEverywhere && node.id <= swarm.voters);
      if (isFounder) {
        node.disk.append([entry]);
        node.disk.startSync()();
        node.disk.durableVote = { term: 1, votedFor: undefined };
      }
      node.start();
      this.#world.checker.appended(node, node.disk.written.items, false);
    }
    nodes[0]?.step({ kind: 'stand', reason: 'it has founded the cluster' });
  }

  start(): void {
    const { swarm } = this.#world;
    this.#repeat(swarm.proposeEveryMs, () => this.#propose());
    this.#repeat(swarm.readEveryMs, () => this.#read());
    this.#world.every(swarm.memberEveryMs, () => this.#changeMembers());
    this.#world.every(swarm.transferEveryMs, () => this.#transfer());
  }

  /** Nothing more is asked. */
  end(): void {
    this.#isOver = true;
  }

  /** What nobody has answered, of those that lead: everything has an answer in the end. */
  get unanswered(): number {
    let count = this.#reads.size;
    for (const proposals of this.#proposals.values()) count += proposals.length;
    return count;
  }

  #repeat(meanMs: number, run: () => void): void {
    this.#world.at(this.#random.fraction() * 2 * meanMs, () => {
      if (this.#isOver) return;
      run();
      this.#repeat(meanMs, run);
    });
  }

  #entry(baseOffset: number, term: number, members?: MemberSet): SimEntry {
    this.#entries += 1;
    const bytes = this.#payloads[this.#random.integerBelow(this.#payloads.length)] as Buffer;
    const lastOffset = baseOffset + this.#random.integerBelow(3);
    const entry = { id: this.#entries, baseOffset, lastOffset, term, bytes };
    return members === undefined ? entry : { ...entry, members };
  }

  /** One of those that say they lead. */
  #anyLeader(): SimNode | undefined {
    const leaders = this.#world.nodes.filter(
      ({ core, pausedUntilMs }) => core?.role === 'leader' && pausedUntilMs <= this.#world.nowMs,
    );
    return leaders[this.#random.integerBelow(Math.max(leaders.length, 1))];
  }

  #propose(): void {
    const node = this.#anyLeader();
    const isBusy = node !== undefined && (this.#proposals.get(node)?.length ?? 0) >= proposalsMax;
    if (node?.core?.canPropose && !isBusy) this.#proposeOn(node);
    else this.#world.count('refused');
  }

  #proposeOn(node: SimNode): void {
    node.soon(() => {
      const { core } = node;
      return core?.canPropose
        ? this.#proposal(node, this.#entry(core.endOffset, core.term))
        : undefined;
    });
  }

  #proposal(node: SimNode, entry: SimEntry): RaftEvent {
    const proposals = this.#proposals.get(node) ?? [];
    this.#proposals.set(node, proposals);
    proposals.push({ endOffset: entry.lastOffset + 1, afterOffset: this.#seenOffset });
    return { kind: 'propose', entry };
  }

  #read(): void {
    const node = this.#anyLeader();
    if (node === undefined) return;
    this.#readIds += 1;
    const id = this.#readIds;
    this.#reads.set(id, { node, afterOffset: this.#seenOffset });
    node.step({ kind: 'read', id });
  }

  #transfer(): void {
    const node = this.#anyLeader();
    if (node?.core === undefined) return;
    const { voters } = node.core.members;
    const to = voters[this.#random.integerBelow(voters.length)]?.nodeId;
    this.#world.count('transfers');
    this.#world.trace(node, () => `is to hand over to ${to}`);
    node.step({ kind: 'transfer', to: this.#random.fraction() < 0.5 ? to : undefined });
  }

  // --- Answers.

  #onEffect(node: SimNode, effect: RaftEffect): void {
    switch (effect.kind) {
      case 'openTerm':
        // The driver's own step, not the client's.
        this.#proposeOn(node);
        break;
      case 'commit':
        this.#acknowledge(node, effect.endOffset);
        break;
      case 'roleChanged':
        if (effect.role !== 'leader') this.#forget(node);
        break;
      case 'readReady':
        this.#answer(effect.id, effect.offset);
        break;
      case 'readRefused':
        this.#reads.delete(effect.id);
        this.#world.count('readsRefused');
        break;
      case 'learnerCaughtUp':
        this.#promote(node, effect.learner);
        break;
      default:
        break;
    }
  }

  #acknowledge(node: SimNode, endOffset: number): void {
    const proposals = this.#proposals.get(node) ?? [];
    for (let first = proposals[0]; first && first.endOffset <= endOffset; first = proposals[0]) {
      proposals.shift();
      this.#world.count('acknowledged');
      if (first.endOffset <= first.afterOffset) {
        const text = `a proposal is acknowledged at ${first.endOffset}; ${first.afterOffset} was before`;
        this.#world.checker.problem('R9', text);
      }
      this.#seenOffset = Math.max(this.#seenOffset, first.endOffset);
    }
  }

  #answer(id: number, offset: number): void {
    const read = this.#reads.get(id);
    this.#reads.delete(id);
    if (read === undefined) return;
    this.#world.count('reads');
    if (offset < read.afterOffset) {
      const text = `node ${read.node.id} answers a read with ${offset}; ${read.afterOffset} was before`;
      this.#world.checker.problem('R9', text);
    }
    this.#seenOffset = Math.max(this.#seenOffset, offset);
  }

  /** Its proposals have an unknown outcome: they may be committed by others. */
  #forget(node: SimNode): void {
    const count = this.#proposals.get(node)?.length ?? 0;
    for (let i = 0; i < count; i++) this.#world.count('unknown');
    this.#proposals.delete(node);
  }

  /** The node has died, and its answers with it. */
  #onDeath(node: SimNode): void {
    this.#forget(node);
    for (const [id, read] of this.#reads) if (read.node === node) this.#reads.delete(id);
  }

  // --- Members.

  #promote(node: SimNode, learner: Member): void {
    if (this.#world.isFaulty && this.#random.fraction() < 0.3) return;
    this.#change(node, 'promotions', ({ voters, learners }) => {
      const isThere = learners.some((other) => isSameDisk(other, learner));
      const isCurrent = isSameDisk(this.#nodeOf(learner).member, learner);
      if (!isThere || !isCurrent || voters.length >= votersMax) return undefined;
      return { voters: [...voters, learner], learners: without(learners, learner) };
    });
  }

  #changeMembers(): void {
    const node = this.#anyLeader();
    if (node?.core === undefined) return;
    const { members } = node.core;
    const all = [...members.voters, ...members.learners];
    const wiped = all.find((member) => !isSameDisk(this.#nodeOf(member).member, member));
    if (wiped !== undefined) this.#replace(node, wiped);
    else if (this.#random.fraction() < 0.5) this.#add(node);
    else this.#remove(node, all[this.#random.integerBelow(all.length)] as Member);
  }

  #nodeOf({ nodeId }: Member): SimNode {
    return this.#world.nodes[nodeId - 1] as SimNode;
  }

  /** The disk of a member is gone; what is there now becomes a learner. */
  #replace(node: SimNode, wiped: Member): void {
    const learner = this.#nodeOf(wiped).member;
    this.#change(node, 'replacements', ({ voters, learners }) => ({
      voters: without(voters, wiped),
      learners: [...without(learners, wiped), learner],
    }));
  }

  #add(node: SimNode): void {
    this.#change(node, 'additions', ({ voters, learners }) => {
      const ids = [...voters, ...learners].map(({ nodeId }) => nodeId);
      const spare = this.#world.nodes.find(({ id }) => !ids.includes(id));
      return spare && { voters, learners: [...learners, spare.member] };
    });
  }

  /** Leaves at least one voter whose disk is good, and a majority of such voters. */
  #remove(node: SimNode, gone: Member): void {
    if (this.#world.swarm.isCalm && gone.nodeId === node.id) return;
    this.#change(node, 'removals', (members) => {
      if (hasVoter(members, gone) && !this.#canRemove(members, gone)) return undefined;
      const { voters, learners } = members;
      return { voters: without(voters, gone), learners: without(learners, gone) };
    });
  }

  #canRemove({ voters }: MemberSet, gone: Member): boolean {
    const left = without(voters, gone);
    const isBad = (voter: Member) => {
      const { member, disk } = this.#nodeOf(voter);
      return !isSameDisk(member, voter) || disk.suspectEndOffset !== undefined;
    };
    return left.length > 0 && left.filter(isBad).length <= (left.length - 1) / 2;
  }

  #change(
    node: SimNode,
    name: string,
    changed: (members: MemberSet) => MemberSet | undefined,
  ): void {
    node.soon(() => {
      const { core } = node;
      if (core === undefined || !core.canChangeMembers) return undefined;
      const members = changed(core.members);
      if (members === undefined) return undefined;
      this.#world.count(name);
      this.#world.count('memberChanges');
      const ids = (all: readonly Member[]) => all.map(({ nodeId }) => nodeId).join(',');
      this.#world.trace(
        node,
        () => `has voters ${ids(members.voters)} and learners ${ids(members.learners)} from now on`,
      );
      return this.#proposal(node, this.#entry(core.endOffset, core.term, members));
    });
  }
}

function without(members: readonly Member[], gone: Member): Member[] {
  return members.filter((member) => !isSameDisk(member, gone));
}
