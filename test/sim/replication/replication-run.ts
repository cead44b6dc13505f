// A whole cluster with replicated topics of different promises [REP-1] to [REP-12], under the faults that the seed brings: processes,
// power, links, and the disks of a minority. Producers ask for different acks; each is held to what it was promised. Then all
// faults end, and
//
//   healed -> every replica in sync -> quiet -> read to the end, and once more from the start -> everybody crashes at once -> every
//   replica in sync again -> stopped in order -> every disk has what was visible, and nothing else
import { delay } from '../../../src/base/clock.ts';
import type { PartitionObserver } from '../../../src/broker/partition-observer.ts';
import { type MetadataImage, topicByName } from '../../../src/cluster/metadata/image.ts';
import { IsrChecker, placeOf } from '../checkers/isr-checker.ts';
import { QuorumChecker } from '../checkers/quorum-checker.ts';
import { ReplicationChecker } from '../checkers/replication-checker.ts';
import { Nemesis } from '../nemesis.ts';
import { directoryProblems } from '../quorum/directories.ts';
import { ImageChecker } from '../quorum/image-checker.ts';
import { QuorumFaults } from '../quorum/quorum-faults.ts';
import { TopicClient } from '../quorum/topic-client.ts';
import { TopicHistory } from '../quorum/topic-history.ts';
import { describeError } from '../record-load.ts';
import type { SeedResult, Trace } from '../seed-result.ts';
import type { Life } from '../simulated-clock.ts';
import { SimulatedCluster } from '../simulated-cluster.ts';
import { SimulatedNetwork } from '../simulated-network.ts';
import { Simulation } from '../simulation.ts';
import { LossBudget } from './loss-budget.ts';
import { MixedLoad } from './mixed-load.ts';
import { diskProblems } from './replica-files.ts';
import { ReplicationFaults } from './replication-faults.ts';
import { type ReplicationSwarm, replicationSwarm } from './replication-swarm.ts';

export interface ReplicationOptions {
  seed: number;
  trace?: Trace | undefined;
  /** Default: what the seed draws. */
  swarm?: ReplicationSwarm;
}

const admin = 'admin';
const adminOperations = 8;
const settingFirst = 100_000_000;
/** Under heavy faults little gets through; then they end before the work does. */
const faultMsMax = 20_000;
const lagMs = 4_000;
const minFreeBytes = 12_000;
/** Twenty election timeouts. */
const readyMsMax = 20 * 1_200;
const inSyncMsMax = 60_000;
const equalMsMax = 20_000;
/** Longer than a session, than it takes to notice a connection that hangs, and than it takes to notice a follower that lags. */
const settleMs = 6_000;
const quietMs = 4_000;
const lastWordsMs = 2_000;
const limitMs = 600_000;
const pollMs = 50;

export async function runReplication(options: ReplicationOptions): Promise<SeedResult> {
  return await new ReplicationRun(options).run();
}

class ReplicationRun {
  readonly #seed: number;
  readonly #swarm: ReplicationSwarm;
  readonly #simulation: Simulation;
  readonly #network: SimulatedNetwork;
  readonly #cluster: SimulatedCluster;
  readonly #nemesis: Nemesis;
  readonly #faults: QuorumFaults;
  readonly #diskFaults: ReplicationFaults;
  readonly #budget: LossBudget;
  readonly #load: MixedLoad;
  readonly #topicClient: TopicClient;
  readonly #history = new TopicHistory(settingFirst);
  readonly #images: ImageChecker;
  readonly #raft: QuorumChecker;
  readonly #replicas: ReplicationChecker;
  readonly #isrs: IsrChecker;
  readonly #asyncTopics: ReadonlySet<string>;
  readonly #judge: Life;

  constructor({ seed, trace, swarm = replicationSwarm(seed) }: ReplicationOptions) {
    this.#seed = seed;
    this.#swarm = swarm;
    const simulation = new Simulation({ seed, trace });
    const network = new SimulatedNetwork(simulation, swarm.network);
    this.#simulation = simulation;
    this.#network = network;
    const { topics, isCalm, timerSlackMs } = swarm;
    const async = topics.filter(({ durability }) => durability === 'async');
    this.#asyncTopics = new Set(async.map(({ name }) => name));
    const fail = (problem: string) => simulation.fail(new Error(problem));
    this.#images = new ImageChecker(fail);
    this.#raft = new QuorumChecker({ fail, nowMs: () => simulation.clock.nowMs });
    this.#replicas = new ReplicationChecker({ fail });
    this.#isrs = new IsrChecker({ fail, replicas: this.#replicas });
    this.#judge = simulation.begin('judge');
    this.#budget = new LossBudget({
      newest: () => this.#images.newest,
      isWhole: () => this.#isWhole(),
    });
    this.#cluster = this.#makeCluster();
    const addresses = this.#cluster.clientAddresses;
    this.#load = new MixedLoad({
      ...{ simulation, network, addresses, topics, timerSlackMs, isCalm },
      onAcknowledged: (at, acks) => {
        if (acks === 'all') this.#expectVisible('acknowledged', at);
        else this.#expectWritten(at);
      },
      onRead: (at) => this.#expectVisible('read', at),
    });
    const checked = { history: this.#history, images: this.#images, isCalm };
    const shared = { simulation, network, cluster: this.#cluster, swarm };
    this.#topicClient = new TopicClient({
      ...shared,
      ...checked,
      node: admin,
      timerSlackMs,
      addresses,
    });
    const clients = [...this.#load.nodes, admin];
    const isHeld = () => this.#budget.isUnknown;
    this.#nemesis = new Nemesis({ ...shared, clients, isHeld });
    this.#faults = new QuorumFaults({
      ...{ ...shared, clients, isHeld },
      leader: () => this.#raft.leader,
      isLeading: (node) => this.#raft.isLeading(node),
      termOf: (node) => this.#raft.termOf(node),
      members: () => this.#raft.members,
      mayWipe: () => this.#budget.isFree,
      onWipe: (node) => {
        this.#budget.take(nodeIdOf(node));
        this.#replicas.wiped(node);
      },
    });
    this.#diskFaults = new ReplicationFaults({
      ...{ simulation, cluster: this.#cluster, swarm, budget: this.#budget },
      onWipe: (node) => this.#replicas.wiped(node),
      onDamage: (node, forGood) => this.#replicas.mayLack(node, () => true, forGood),
    });
  }

  async run(): Promise<SeedResult> {
    const problems: string[] = [];
    try {
      await this.#simulation.run(() => this.#scenario(), limitMs);
      const { divergentCuts, lostTails } = this.#replicas.counters;
      problems.push(...this.#load.problems(divergentCuts + lostTails > 0));
      problems.push(...this.#replicas.sequenceProblems());
    } catch (error) {
      problems.push(describeError(error));
    }
    const topics = this.#history.check();
    return this.#result([...problems, ...topics.problems]);
  }

  #makeCluster(): SimulatedCluster {
    const { voterCount, observerCount, disk, timerSlackMs, wallSkewMsMax } = this.#swarm;
    return new SimulatedCluster({
      simulation: this.#simulation,
      network: this.#network,
      brokerCount: voterCount + observerCount,
      voterCount,
      settings: {
        defaultReplicationFactor: 3,
        replicaLagTimeMaxMs: lagMs,
        logMinFreeBytes: minFreeBytes,
        metadataSnapshotBytes: this.#swarm.snapshotBytes,
      },
      ...{ disk, timerSlackMs, wallSkewMsMax },
      mayLosePower: (node) => this.#mayLosePower(node),
      seamsOf: (node, life) => {
        const isAlive = () => life.isAlive;
        this.#isrs.began(nodeIdOf(node), isAlive);
        return {
          raftObserver: this.#raft.observe(node, isAlive),
          partitionObserver: this.#observe(node, isAlive),
          onMetadata: (image: MetadataImage) => {
            if (life.isAlive) this.#published(node, image);
          },
        };
      },
      onEnd: (node) => {
        this.#raft.ended(node);
        this.#images.ended(node);
      },
    });
  }

  #observe(node: string, isAlive: () => boolean): PartitionObserver {
    const observer = this.#replicas.observe(node, isAlive);
    return {
      ...observer,
      visible: (place, highWatermark, leading) => {
        if (leading && isAlive()) this.#isrs.leads(place, leading);
        observer.visible(place, highWatermark, leading);
      },
    };
  }

  #published(node: string, image: MetadataImage): void {
    this.#images.published(node, image);
    this.#isrs.published(image);
  }

  /** What is acknowledged by memory alone survives when one loses its memory. */
  #mayLosePower(node: string): boolean {
    if (this.#asyncTopics.size === 0) return true;
    if (!this.#budget.isFree) return false;
    this.#budget.take(nodeIdOf(node));
    this.#replicas.mayLack(node, (place) => this.#isAsync(place));
    return true;
  }

  #isAsync(place: string): boolean {
    const name = place.slice(place.indexOf(' ') + 1, place.lastIndexOf('-'));
    return this.#asyncTopics.has(name);
  }

  #isWhole(): boolean {
    const { names } = this.#cluster;
    const { clock } = this.#simulation;
    return (
      this.#cluster.isReady &&
      this.#network.cutCount === 0 &&
      names.every((name) => !clock.isPaused(name))
    );
  }

  #placeOf({ topic: name, partition }: { topic: string; partition: number }): string {
    const { newest } = this.#images;
    const topic = newest && topicByName(newest, name);
    return topic ? placeOf(topic, partition) : name;
  }

  /** [REP-6] [REP-7] */
  #expectVisible(what: string, at: { topic: string; partition: number; offset: number }): void {
    const end = this.#replicas.visibleEnd(this.#placeOf(at));
    if (at.offset >= end)
      this.#simulation.fail(new Error(`${what}: ${JSON.stringify(at)}, and ${end} is visible`));
  }

  #expectWritten(at: { topic: string; partition: number; offset: number }): void {
    const end = this.#replicas.writtenEnd(this.#placeOf(at));
    if (at.offset >= end)
      this.#simulation.fail(
        new Error(`acknowledged: ${JSON.stringify(at)}, and up to ${end} was written`),
      );
  }

  #result(problems: string[]): SeedResult {
    const { kills, powerLosses, failures } = this.#cluster.counters;
    const { resets, hangs } = this.#network.counters;
    const { elections, truncations } = this.#raft.counters;
    return {
      seed: this.#seed,
      problems,
      traceHash: this.#simulation.traceHash,
      events: this.#simulation.events,
      simulatedMs: Math.round(this.#simulation.clock.nowMs),
      counters: {
        ...{ calm: this.#swarm.isCalm ? 1 : 0, elections, metadataTruncations: truncations },
        ...this.#replicas.counters,
        ...this.#isrs.counters,
        ...this.#load.counters,
        ...{ kills, powerLosses, failures, resets, hangs },
        ...this.#nemesis.counters,
        ...this.#faults.counters,
        ...this.#faults.changes.counters,
        ...this.#diskFaults.counters,
        ...this.#history.counters,
      },
    };
  }

  async #scenario(): Promise<void> {
    this.#cluster.startAll();
    await this.#until('every broker is ready', readyMsMax, () => this.#cluster.isReady);
    await this.#load.open();
    this.#nemesis.start();
    this.#faults.start();
    this.#diskFaults.start();
    this.#load.startReading();
    const working = Promise.all([this.#load.produce(), this.#topicClient.run(adminOperations)]);
    await Promise.race([working, delay(this.#judge.clock, faultMsMax)]);
    this.#faults.stop();
    this.#diskFaults.stop();
    this.#nemesis.stop();
    await working;
    await this.#settle();
    await this.#stayQuiet();
    await this.#load.finish();
    this.#topicClient.expectFaults();
    await this.#restartAll();
    this.#topicClient.close();
    await this.#cluster.close();
    await this.#checkNothingPends();
    this.#checkDisks();
  }

  async #until(what: string, msMax: number, isSo: () => boolean): Promise<void> {
    const endMs = this.#nowMs() + msMax;
    while (!isSo()) {
      if (this.#nowMs() > endMs) throw new Error(`after ${msMax} ms it is not so that ${what}`);
      await delay(this.#judge.clock, pollMs);
    }
  }

  #nowMs(): number {
    return this.#judge.clock.monotonicMs();
  }

  /** All brokers back, all replicas in sync, one image and one log everywhere. */
  async #settle(): Promise<void> {
    await delay(this.#judge.clock, settleMs);
    const hasLeader = () => this.#raft.leader !== undefined;
    await this.#until('there is a leader of the quorum', readyMsMax, hasLeader);
    await this.#until('every broker is ready', readyMsMax, () => this.#cluster.isReady);
    await this.#faults.changes.done();
    await this.#waitFor('all have one image, all replicas are in sync', inSyncMsMax, () => [
      ...this.#fencedBrokers(),
      ...this.#laggingReplicas(),
    ]);
    await this.#until('all have one image', equalMsMax, () => this.#areEqual());
    await this.#waitFor('all logs are equal', equalMsMax, () => this.#unequalLogs());
    this.#images.compareAll();
  }

  async #waitFor(what: string, msMax: number, problems: () => string[]): Promise<void> {
    await this.#until(what, msMax, () => problems().length === 0).catch((error: unknown) => {
      throw new Error(`not so: ${problems().join('; ')}`, { cause: error });
    });
  }

  #areEqual(): boolean {
    const { newest } = this.#images;
    const isNewest = (name: string) => this.#images.imageOf(name)?.endOffset === newest?.endOffset;
    return this.#cluster.names.every(isNewest);
  }

  #fencedBrokers(): string[] {
    const brokers = [...(this.#images.newest?.brokers.values() ?? [])];
    const fenced = brokers.filter(({ isFenced }) => isFenced);
    return fenced.map(({ nodeId }) => `broker ${nodeId} is fenced`);
  }

  #laggingReplicas(): string[] {
    const topics = [...(this.#images.newest?.topics.values() ?? [])];
    return topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ replicas, isr, leaderId }) => leaderId < 0 || isr.length !== replicas.length)
        .map((partition) => `${name} ${JSON.stringify(partition)}`),
    );
  }

  /** Of the topics that are written to: every replica ends where visibility ends. */
  #unequalLogs(): string[] {
    return this.#places().flatMap(({ place, nodes }) => {
      const end = this.#replicas.visibleEnd(place);
      const heads = nodes.map((node) => this.#replicas.headOf(place, node)?.end ?? 0);
      const isEqual = heads.every((head) => head === end);
      return isEqual ? [] : [`${place} is visible up to ${end}, its replicas end at ${heads}`];
    });
  }

  #places(): { place: string; nodes: string[] }[] {
    const { newest } = this.#images;
    return this.#swarm.topics.flatMap(({ name }) => {
      const topic = newest && topicByName(newest, name);
      return (topic?.partitions ?? []).map(({ partition, replicas }) => ({
        place: topic ? placeOf(topic, partition) : '',
        nodes: replicas.map((nodeId) => `broker-${nodeId}`),
      }));
    });
  }

  /** No election, and nobody falls out of sync. */
  async #stayQuiet(): Promise<void> {
    const { elections } = this.#raft.counters;
    const { isrShrinks } = this.#isrs.counters;
    await delay(this.#judge.clock, quietMs);
    const more = this.#raft.counters.elections - elections;
    if (more > 0) throw new Error(`${more} elections within ${quietMs} ms without a fault`);
    const less = this.#isrs.counters.isrShrinks - isrShrinks;
    if (less > 0) throw new Error(`${less} replicas fell out of sync without a fault`);
    const wiped = new Set([...this.#faults.changes.wiped, ...this.#diskFaults.wiped]);
    const after = this.#images.newest;
    const onDisk = after ? directoryProblems(this.#cluster, after, wiped) : [];
    if (onDisk.length > 0) throw new Error(onDisk.join('; '));
    if (this.#swarm.isCalm) this.#checkCalm();
  }

  #checkCalm(): void {
    const { elections } = this.#raft.counters;
    if (elections !== 1) throw new Error(`${elections} elections in a run without a fault`);
    const { isrShrinks, divergentCuts } = { ...this.#isrs.counters, ...this.#replicas.counters };
    if (isrShrinks + divergentCuts > 0)
      throw new Error(`${isrShrinks} in-sync replicas less, ${divergentCuts} cuts without a fault`);
    const { starts, failures } = this.#cluster.counters;
    if (starts !== this.#cluster.names.length || failures > 0)
      throw new Error(`${failures} brokers failed in a run without a fault`);
  }

  /** What is acknowledged survives the end of all processes; where all is synced, the loss of all power. */
  async #restartAll(): Promise<void> {
    const how = this.#asyncTopics.size > 0 ? 'killed' : 'power-loss';
    for (const name of this.#cluster.names) this.#cluster.crash(name, how);
    this.#cluster.startAll();
    await this.#settle();
  }

  /** What was closed leaves no timer behind, which would keep a real process alive; last words may take a second. */
  async #checkNothingPends(): Promise<void> {
    await delay(this.#judge.clock, lastWordsMs);
    for (const node of [...this.#cluster.names, ...this.#load.nodes]) {
      const kinds = this.#simulation.clock.pendingOf(node);
      if (kinds.length > 0) throw new Error(`${node} was closed and waits for ${kinds.join(', ')}`);
    }
  }

  #checkDisks(): void {
    const { newest } = this.#images;
    const problems = newest ? diskProblems(this.#cluster, newest, this.#replicas) : [];
    if (problems.length > 0) throw new Error(problems.join('; '));
  }
}

function nodeIdOf(node: string): number {
  return Number(node.slice(node.lastIndexOf('-') + 1));
}
