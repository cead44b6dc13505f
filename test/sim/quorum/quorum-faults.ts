// Faults that aim at the metadata quorum, beside those that a Nemesis brings to every cluster.

import type { MemberSet } from '../../../src/cluster/raft/raft-types.ts';
import { FaultSchedule } from '../fault-schedule.ts';
import type { Life } from '../simulated-clock.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { SimulatedNetwork } from '../simulated-network.ts';
import type { Simulation } from '../simulation.ts';
import { MemberChanges } from './member-changes.ts';
import type { QuorumSwarm } from './quorum-swarm.ts';

export interface QuorumFaultsOptions {
  /** As committed. */
  members: () => MemberSet | undefined;
  /** Whether nothing is lost for good with the disk of that node. */
  mayWipe: (nodeId: number) => boolean;
  onWipe?: (node: string) => void;
  /** Nothing new may go wrong now. */
  isHeld?: () => boolean;
  simulation: Simulation;
  network: SimulatedNetwork;
  cluster: SimulatedCluster;
  swarm: QuorumSwarm;
  /** Nodes beside the brokers whose links may be cut. */
  clients: readonly string[];
  /** The node that leads now. */
  leader: () => string | undefined;
  isLeading: (node: string) => boolean;
  /** The term that a node has made durable. */
  termOf: (node: string) => number;
}

export type QuorumFaultCounters = Record<
  'isolations' | 'leaderFaults' | 'blackouts' | 'stops' | 'slowDisks' | 'diskErrors',
  number
>;

type Links = [string, string][];

const isolationMsMax = 4_000;
const pauseMsMax = 4_000;
const downMsMax = 2_000;
const stopMsMax = 8_000;
const slowMsMax = 2_000;
/** Longer than two election timeouts, with time for an election. */
const aloneMs = 4_500;
const backMs = 1_500;
const slowSyncMs = 400;

export class QuorumFaults {
  readonly counters: QuorumFaultCounters = {
    isolations: 0,
    leaderFaults: 0,
    blackouts: 0,
    stops: 0,
    slowDisks: 0,
    diskErrors: 0,
  };
  readonly changes: MemberChanges;
  readonly #options: QuorumFaultsOptions;
  readonly #schedule: FaultSchedule;
  /** Nodes that were told to stop and are to be started again. */
  readonly #stopping = new Set<string>();

  constructor(options: QuorumFaultsOptions) {
    this.#options = options;
    this.#schedule = new FaultSchedule(options.simulation, 'quorum-nemesis', options.isHeld);
    const { voterCount } = options.swarm;
    this.changes = new MemberChanges({ ...options, schedule: this.#schedule, voterCount });
  }

  get life(): Life {
    return this.#schedule.life;
  }

  start(): void {
    const { swarm, cluster } = this.#options;
    const schedule = this.#schedule;
    schedule.every(swarm.isolateEveryMs, () => this.#isolate(schedule.pick(cluster.running)));
    schedule.every(swarm.leaderFaultEveryMs, () => this.#hitLeader());
    schedule.every(swarm.blackoutEveryMs, () => this.#blackout());
    schedule.every(swarm.stopEveryMs, () => this.#stopInOrder());
    schedule.every(swarm.wipeEveryMs, () => this.changes.wipe());
    schedule.every(swarm.memberEveryMs, () => this.changes.remove());
    schedule.every(swarm.hangEveryMs, () => void this.#options.network.hangAny());
    schedule.every(swarm.slowDiskEveryMs, () => this.#slowDisk());
    schedule.every(swarm.diskErrorEveryMs, () => this.#failDisk());
  }

  /**
   * Cuts one voter off while nothing else is wrong. A follower must not raise the others' term, neither while it is alone nor when it
   * is back (pre-vote); a leader must have given up by then, and another one lead (check-quorum).
   */
  async isolateAlone(): Promise<void> {
    const { simulation, swarm, cluster, leader, isLeading, termOf } = this.#options;
    const voters = cluster.names.slice(0, swarm.voterCount);
    const isOfLeader = this.#schedule.random.integerBelow(2) === 0;
    const name = isOfLeader
      ? leader()
      : this.#schedule.pick(voters.filter((voter) => voter !== leader()));
    if (name === undefined || voters.length < 3) return;
    this.counters.isolations += 1;
    const fail = (problem: string) => simulation.fail(new Error(problem));
    const heal = this.#cutOff(name, 'both');
    // What was on the way has arrived.
    await this.#schedule.wait(backMs);
    const termAlone = termOf(name);
    await this.#schedule.wait(aloneMs);
    if (isLeading(name)) fail(`${name} was alone for ${aloneMs} ms and leads`);
    if (termOf(name) !== termAlone) fail(`${name} was alone and made a term`);
    const leaderBefore = leader();
    if (leaderBefore === undefined) fail(`nobody leads while ${name} is cut off`);
    heal();
    await this.#schedule.wait(backMs);
    if (leader() !== leaderBefore) fail(`${name} came back, and ${leaderBefore} leads no more`);
  }

  /** What they have cut and slowed down is healed by the Nemesis and by `calmDisks`. */
  stop(): void {
    const { cluster, network, clients } = this.#options;
    this.#schedule.stop();
    // Brokers must notice by themselves; a client of a user waits for its request timeout.
    network.breakHung(new Set(clients));
    for (const name of cluster.names) this.#calmDisk(name);
    for (const name of this.#stopping) cluster.crash(name, 'killed');
    this.#stopping.clear();
  }

  #isolate(name: string | undefined): void {
    if (name === undefined) return;
    this.counters.isolations += 1;
    const direction = this.#schedule.pick(['both', 'both', 'out', 'back'] as const) ?? 'both';
    const heal = this.#cutOff(name, direction);
    this.#schedule.after(isolationMsMax, heal);
  }

  /** From all others: both ways, or so that it only hears, or is only heard. Returns what heals it. */
  #cutOff(name: string, direction: 'both' | 'out' | 'back'): () => void {
    const { network, cluster, clients } = this.#options;
    const links: Links = [...cluster.names, ...clients]
      .filter((other) => other !== name)
      .flatMap((other): Links => {
        const out: [string, string] = [name, other];
        const back: [string, string] = [other, name];
        return direction === 'out' ? [out] : direction === 'back' ? [back] : [out, back];
      });
    for (const link of links) network.cut(...link);
    return () => {
      for (const link of links) network.heal(...link);
    };
  }

  #hitLeader(): void {
    const name = this.#options.leader();
    if (name === undefined) return;
    this.counters.leaderFaults += 1;
    switch (this.#schedule.random.integerBelow(3)) {
      case 0:
        this.#isolate(name);
        break;
      case 1:
        this.#pause(name);
        break;
      default:
        this.#crash(name);
    }
  }

  #pause(name: string): void {
    const { simulation } = this.#options;
    if (simulation.clock.isPaused(name)) return;
    simulation.note('pause', name);
    simulation.clock.pause(name);
    this.#schedule.after(pauseMsMax, () => simulation.clock.resume(name));
  }

  #crash(name: string): void {
    const { cluster, swarm } = this.#options;
    const isPower = this.#schedule.random.fraction() < swarm.powerLossShare;
    cluster.crash(name, isPower ? 'power-loss' : 'killed');
    this.#schedule.after(downMsMax, () => cluster.start(name));
  }

  #blackout(): void {
    const { cluster } = this.#options;
    this.counters.blackouts += 1;
    for (const name of cluster.running) {
      cluster.crash(name, 'power-loss');
      this.#schedule.after(downMsMax, () => cluster.start(name));
    }
  }

  /** A leader hands over first. What does not end soon is killed. */
  #stopInOrder(): void {
    const { cluster, leader } = this.#options;
    const isOfLeader = this.#schedule.random.integerBelow(2) === 0;
    const name = isOfLeader ? leader() : this.#schedule.pick(cluster.running);
    if (name === undefined || !cluster.brokerOf(name) || this.#stopping.has(name)) return;
    this.counters.stops += 1;
    this.#stopping.add(name);
    let isOver = false;
    const startAgain = () => {
      // The later one of the two may come when the broker is stopped another time.
      if (isOver) return;
      isOver = true;
      this.#stopping.delete(name);
      cluster.start(name);
    };
    void cluster.stop(name).then(() => this.#schedule.after(downMsMax, startAgain));
    this.#schedule.after(stopMsMax, () => {
      if (!isOver) cluster.crash(name, 'killed');
      startAgain();
    });
  }

  #slowDisk(): void {
    const { cluster, swarm } = this.#options;
    const name = this.#schedule.pick(cluster.names);
    if (name === undefined) return;
    this.counters.slowDisks += 1;
    cluster.setDisk(name, { ...swarm.disk, syncMsMax: slowSyncMs });
    this.#schedule.after(slowMsMax, () => this.#calmDisk(name));
  }

  #calmDisk(name: string): void {
    const { cluster, swarm } = this.#options;
    cluster.setDisk(name, swarm.disk);
  }

  /** [LOG-4] the process ends by itself and comes back with what the disk kept. */
  #failDisk(): void {
    const { cluster } = this.#options;
    const name = this.#schedule.pick(cluster.running);
    if (name === undefined) return;
    this.counters.diskErrors += 1;
    const isSync = this.#schedule.random.integerBelow(2) === 0;
    cluster.filesOf(name).failNext(isSync ? 'sync' : 'write', 'EIO', {
      pathPart: '__cluster_metadata',
    });
  }
}
