// One node of the simulated quorum: the core, its disk, and a driver that does what the core asks for, late. It can die, lose
// its disk, or stand still at any moment.
import { assertDefined } from '../../../src/base/assert.ts';
import type { Random } from '../../../src/base/random.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { RaftCore } from '../../../src/cluster/raft/raft-core.ts';
import type {
  Envelope,
  LogPosition,
  Member,
  RaftEffect,
  RaftEvent,
  RaftSettings,
  RaftStart,
} from '../../../src/cluster/raft/raft-types.ts';
import type { RaftChecker } from './raft-checker.ts';
import { SimDisk, type SimLog, type SimSnapshot } from './raft-disk.ts';
import type { RaftSwarm } from './raft-swarm.ts';

type EffectOf<K extends RaftEffect['kind']> = Extract<RaftEffect, { kind: K }>;

/** What surrounds a node. */
export interface NodeWorld {
  readonly swarm: RaftSwarm;
  readonly settings: RaftSettings;
  readonly random: Random;
  readonly checker: RaftChecker;
  readonly nodes: readonly SimNode[];
  readonly nowMs: number;
  readonly counters: Record<string, number>;
  /** Runs when the time has come and the node is neither dead nor another one by then, nor standing still. */
  later(node: SimNode, delayMs: number, run: () => void): void;
  send(envelope: Envelope): void;
  isCut(fromId: number, toId: number): boolean;
  count(name: string): void;
  trace(node: SimNode, text: () => string): void;
  onDeath(node: SimNode): void;
  /** Something that clients or operators wait for. */
  onEffect(node: SimNode, effect: RaftEffect): void;
}

export class SimNode {
  readonly id: number;
  member: Member;
  disk = new SimDisk();
  core: RaftCore | undefined;
  /** Stands still until then. */
  pausedUntilMs = 0;
  /** Rises with every start and end. */
  life = 0;
  /** What this node has had on disk, durable and acknowledged, before it lost it. */
  readonly lost: { readonly member: Member; readonly log: SimLog }[] = [];
  readonly #world: NodeWorld;
  readonly #rate: number;
  #directories = 0;
  #timerMs = Number.POSITIVE_INFINITY;
  #isSyncing = false;
  #isSnapshotting = false;
  /** What happens next, told when its turn comes. */
  readonly #waiting: (() => RaftEvent | undefined)[] = [];
  #isStepping = false;

  constructor(id: number, world: NodeWorld) {
    this.id = id;
    this.#world = world;
    this.#rate = 1 + (world.random.fraction() * 2 - 1) * world.swarm.driftMax;
    this.member = this.#newMember();
  }

  get localMs(): number {
    return this.#world.nowMs * this.#rate;
  }

  get resumedMs(): number {
    return this.pausedUntilMs * this.#rate;
  }

  start(): void {
    const { random, settings, checker } = this.#world;
    this.life += 1;
    this.#timerMs = Number.POSITIVE_INFINITY;
    this.#isSyncing = false;
    this.#isSnapshotting = false;
    this.#waiting.length = 0;
    this.pausedUntilMs = 0;
    this.core = new RaftCore({ start: this.#startState(), settings, random }, this.localMs);
    this.#world.trace(this, () => `starts at ${this.disk.durable.endOffset}`);
    checker.started(this);
    this.#armTimer();
  }

  /** Dies; `isPowerLost` takes what was not synced with it. */
  crash(isPowerLost: boolean, isTorn: boolean): void {
    this.#world.trace(this, () => (isPowerLost ? 'loses power' : 'is killed'));
    this.life += 1;
    this.core = undefined;
    this.#world.onDeath(this);
    this.disk.crash(this.#world.random, isPowerLost, isTorn);
  }

  /** While it is down, the end of what it had made durable goes, and what is left is in doubt. */
  loseTail(items: number): void {
    this.lost.push({ member: this.member, log: this.disk.durable.copy() });
    this.disk.loseTail(items);
  }

  /** Dies and gets an empty disk. */
  wipe(): void {
    this.#world.trace(this, () => 'is wiped');
    this.life += 1;
    this.core = undefined;
    this.#world.onDeath(this);
    this.lost.push({ member: this.member, log: this.disk.durable });
    this.disk = new SimDisk();
    this.member = this.#newMember();
  }

  step(event: RaftEvent): void {
    this.soon(() => event);
  }

  /** At once, or when the step that is under way has been carried out: an entry's place depends on those before it. */
  soon(next: () => RaftEvent | undefined): void {
    this.#waiting.push(next);
    if (this.#isStepping) return;
    this.#isStepping = true;
    for (let turn = this.#waiting.shift(); turn; turn = this.#waiting.shift()) {
      if (this.core === undefined) break;
      const event = turn();
      if (event === undefined) continue;
      if (event.kind === 'message') this.#world.checker.received(this, event);
      const effects = this.core.step(event, this.localMs);
      for (const effect of effects) this.#perform(effect, event);
    }
    this.#isStepping = false;
    if (this.core === undefined) return;
    this.#takeSnapshot();
    this.#armTimer();
  }

  #newMember(): Member {
    this.#directories += 1;
    const directoryId = `node-${this.id}-directory-${this.#directories}` as Uuid;
    return { nodeId: this.id, directoryId, internalAddress: { host: 'sim', port: this.id } };
  }

  #startState(): RaftStart {
    const { durable, durableVote, newestSnapshot, suspectEndOffset } = this.disk;
    return {
      self: this.member,
      vote: durableVote,
      snapshot: newestSnapshot?.position ?? { offset: 0, term: 0 },
      logStart: durable.start,
      terms: durable.terms(),
      endOffset: durable.endOffset,
      memberSets: durable.memberSets(),
      suspectEndOffset,
    };
  }

  #armTimer(): void {
    const core = this.core as RaftCore;
    // A little late, because the division rounds.
    const dueMs = Math.max(core.nextDeadlineMs / this.#rate + 1e-3, this.#world.nowMs);
    if (dueMs >= this.#timerMs) return;
    this.#timerMs = dueMs;
    const slackMs = this.#world.random.fraction() * this.#world.swarm.timerSlackMs;
    this.#world.later(this, dueMs - this.#world.nowMs + slackMs, () => this.#onTimer(dueMs));
  }

  #onTimer(dueMs: number): void {
    // A timer for an earlier time has taken its place.
    if (this.#timerMs !== dueMs || this.core === undefined) return;
    this.#timerMs = Number.POSITIVE_INFINITY;
    if (this.core.nextDeadlineMs <= this.localMs) {
      this.step({ kind: 'tick' });
      this.#world.checker.ticked(this, this.#world.settings.electionMsMax);
    } else {
      this.#armTimer();
    }
  }

  #disk(meanMs: number): number {
    return meanMs * (0.5 + this.#world.random.fraction());
  }

  #perform(effect: RaftEffect, cause: RaftEvent): void {
    const { checker, swarm } = this.#world;
    switch (effect.kind) {
      case 'persistVote':
        checker.voteChosen(this, effect.vote);
        this.disk.writeVote(effect.vote);
        this.#world.later(this, this.#disk(swarm.diskMs), () => {
          const vote = this.disk.syncVote();
          checker.votePersisted(this);
          this.step({ kind: 'votePersisted', vote });
        });
        break;
      case 'append': {
        const items = this.disk.append(effect.entries);
        checker.appended(this, items, cause.kind === 'propose');
        this.#sync();
        break;
      }
      case 'truncate':
        this.#world.count('truncations');
        checker.truncated(this, effect.endOffset);
        this.disk.write(effect);
        this.#sync();
        break;
      case 'send':
        checker.sent(this, effect.to, effect.message);
        this.#world.send({ from: this.member, to: effect.to, message: effect.message });
        break;
      case 'readEntries':
        this.#read(effect);
        break;
      case 'fetchSnapshot':
        this.#fetch(effect);
        break;
      case 'installSnapshot':
        this.#install(effect.snapshot);
        break;
      case 'dropSnapshot':
        // Its own may be at the same place, and then it stays.
        if (effect.snapshot.offset > (this.core as RaftCore).snapshot.offset) {
          this.disk.dropSnapshot(effect.snapshot.offset);
        }
        break;
      case 'commit':
        checker.committed(this, effect.endOffset);
        break;
      case 'trusted':
        this.disk.suspectEndOffset = undefined;
        break;
      default:
        break;
    }
    this.#tell(effect);
    this.#world.onEffect(this, effect);
  }

  #tell(effect: RaftEffect): void {
    const { checker } = this.#world;
    if (effect.kind === 'roleChanged') {
      const { role, term, reason } = effect;
      this.#world.trace(this, () => `is ${role} in term ${term}: ${reason}`);
      if (role === 'leader') checker.elected(this, term);
      else checker.steppedDown(this);
    }
    if (effect.kind === 'ignored') {
      this.#world.trace(this, () => `ignores node ${effect.from.nodeId}: ${effect.reason}`);
    }
  }

  #sync(): void {
    if (this.#isSyncing || !this.disk.hasUnsynced) return;
    this.#isSyncing = true;
    const finish = this.disk.startSync();
    this.#world.later(this, this.#disk(this.#world.swarm.diskMs), () => {
      finish();
      this.#isSyncing = false;
      const { endOffset, truncations } = this.disk.durable;
      this.step({ kind: 'durable', endOffset, truncations });
      this.#sync();
    });
  }

  #read({ to, term, fromOffset, endOffset, maxBytes }: EffectOf<'readEntries'>): void {
    const { random, swarm } = this.#world;
    this.#world.later(this, this.#disk(swarm.diskMs / 10), () => {
      const isFailed = random.fraction() < swarm.readFailureShare;
      const entries = isFailed ? [] : this.disk.written.read(fromOffset, endOffset, maxBytes);
      this.step({ kind: 'entriesRead', to, term, fromOffset, entries });
    });
  }

  #fetch({ from, snapshot }: EffectOf<'fetchSnapshot'>): void {
    const { swarm } = this.#world;
    const delayMs = 4 * (swarm.delayMsMin + swarm.delayMsMean) + 2 * this.#disk(swarm.diskMs);
    this.#world.later(this, delayMs, () => {
      const source = this.#world.nodes.find(({ member }) => member === from);
      const found = source?.disk.snapshots.find(
        ({ position }) => position.offset === snapshot.offset,
      );
      const isReached = source?.core !== undefined && !this.#world.isCut(this.id, from.nodeId);
      if (found === undefined || !isReached) {
        this.step({ kind: 'snapshotFailed', snapshot });
        return;
      }
      this.disk.addSnapshot(found);
      this.step({ kind: 'snapshotFetched', snapshot, members: found.members });
    });
  }

  #install(position: LogPosition): void {
    const snapshot = assertDefined(
      this.disk.snapshots.find((held) => held.position.offset === position.offset),
      'an installed snapshot is on disk',
    );
    this.#world.count('snapshotsInstalled');
    this.#world.trace(this, () => `installs the snapshot at ${position.offset}`);
    this.disk.write({ kind: 'restart', snapshot });
    this.#world.checker.snapshotInstalled(this, snapshot);
    this.#sync();
  }

  /** Its own, when enough was committed since the last. */
  #takeSnapshot(): void {
    const { swarm, checker } = this.#world;
    const core = this.core as RaftCore;
    const offset = Math.min(core.commitOffset, core.durableOffset);
    if (this.#isSnapshotting || offset - core.snapshot.offset < swarm.snapshotOffsets) return;
    this.#isSnapshotting = true;
    const { written } = this.disk;
    const chain = assertDefined(written.chainAt(offset), 'a commit ends with an entry');
    const term = assertDefined(written.termBefore(offset), 'a commit ends with an entry');
    const members = assertDefined(written.membersAt(offset), 'there are members');
    const taken: SimSnapshot = { position: { offset, term }, chain, members };
    this.#world.later(this, 3 * this.#disk(swarm.diskMs), () => {
      this.#isSnapshotting = false;
      const before = this.disk.newestSnapshot?.position.offset ?? 0;
      if (before >= offset) return;
      this.#world.count('snapshotsTaken');
      const logStartOffset = swarm.keepsTail ? before : offset;
      this.disk.addSnapshot(taken);
      this.step({ kind: 'snapshotTaken', snapshot: taken.position, logStartOffset });
      this.disk.trimTo(logStartOffset);
      checker.snapshotAdded(this, taken);
    });
  }
}
