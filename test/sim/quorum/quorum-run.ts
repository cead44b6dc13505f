// A whole cluster whose metadata is kept by a quorum [SIM-3] [QRM-1]: voters and other brokers, clients that change and read topics,
// a producer and a consumer, all real code, under the faults that the seed brings. Then all faults end, and
//
//   healed -> a leader is found -> all have one image -> nothing happens for a while, no election above all -> what clients were
//   told is judged -> everybody loses power, comes back and has the same image -> read once more -> stopped in order
import { delay } from '../../../src/base/clock.ts';
import type { Random } from '../../../src/base/random.ts';
import type { BrokerSettings } from '../../../src/broker/config.ts';
import { type MetadataImage, topicByName } from '../../../src/cluster/metadata/image.ts';
import { QuorumChecker } from '../checkers/quorum-checker.ts';
import { Nemesis } from '../nemesis.ts';
import { describeError, RecordLoad } from '../record-load.ts';
import type { SeedResult, Trace } from '../seed-result.ts';
import type { Life } from '../simulated-clock.ts';
import { SimulatedCluster } from '../simulated-cluster.ts';
import { SimulatedNetwork } from '../simulated-network.ts';
import { Simulation } from '../simulation.ts';
import { directoryProblems } from './directories.ts';
import { differenceOf, ImageChecker } from './image-checker.ts';
import { QuorumFaults } from './quorum-faults.ts';
import { type QuorumSwarm, quorumSwarm } from './quorum-swarm.ts';
import { TopicClient } from './topic-client.ts';
import { TopicHistory } from './topic-history.ts';

export interface QuorumOptions {
  seed: number;
  /** Default: what the seed draws. */
  swarm?: QuorumSwarm;
  settings?: Partial<BrokerSettings>;
  trace?: Trace | undefined;
}

const recordsTopic = 'records';
const topicClientCount = 3;
const operationsPerClient = 40;
const recordCount = 150;
const settingFirst = 100_000_000;
const inspectEveryEvents = 1_000;
/** Twenty election timeouts. */
const leaderMsMax = 20 * 1_200;
const equalMsMax = 20_000;
const quietMs = 20_000;
const settleMs = 5_000;
const lastWordsMs = 2_000;
const limitMs = 600_000;
const pollMs = 50;

export async function runQuorum(options: QuorumOptions): Promise<SeedResult> {
  return await new QuorumRun(options).run();
}

class QuorumRun {
  readonly #seed: number;
  readonly #swarm: QuorumSwarm;
  readonly #simulation: Simulation;
  readonly #network: SimulatedNetwork;
  readonly #cluster: SimulatedCluster;
  readonly #nemesis: Nemesis;
  readonly #faults: QuorumFaults;
  readonly #load: RecordLoad;
  readonly #clients: TopicClient[];
  readonly #history = new TopicHistory(settingFirst);
  readonly #images: ImageChecker;
  readonly #raft: QuorumChecker;
  readonly #judge: Life;
  #undecided = 0;

  constructor(options: QuorumOptions) {
    const { seed, swarm = quorumSwarm(seed), settings = {}, trace } = options;
    this.#seed = seed;
    this.#swarm = swarm;
    const simulation = new Simulation({ seed, trace });
    const network = new SimulatedNetwork(simulation, swarm.network);
    this.#simulation = simulation;
    this.#network = network;
    const fail = (problem: string) => simulation.fail(new Error(problem));
    this.#images = new ImageChecker(fail);
    this.#raft = new QuorumChecker({ fail, nowMs: () => simulation.clock.nowMs });
    this.#judge = simulation.begin('judge');
    const { timerSlackMs } = swarm;
    const shared = { simulation, network, swarm, timerSlackMs };
    this.#cluster = this.#makeCluster(settings);
    const addresses = this.#cluster.clientAddresses;
    this.#load = new RecordLoad({
      ...shared,
      addresses,
      topic: recordsTopic,
      partitionCount: Number.isFinite(swarm.wipeEveryMs) ? 1 : 3,
      recordCount,
    });
    this.#clients = Array.from({ length: topicClientCount }, (_, i) => {
      const node = `admin-${i + 1}`;
      const { isCalm } = swarm;
      const checked = { history: this.#history, images: this.#images, isCalm };
      return new TopicClient({ ...shared, node, addresses, ...checked });
    });
    const clients = [...this.#load.nodes, ...this.#clients.map((_, i) => `admin-${i + 1}`)];
    const aimed = { ...shared, cluster: this.#cluster, clients };
    this.#nemesis = new Nemesis(aimed);
    this.#faults = new QuorumFaults({
      ...aimed,
      leader: () => this.#raft.leader,
      isLeading: (node) => this.#raft.isLeading(node),
      termOf: (node) => this.#raft.termOf(node),
      members: () => this.#raft.members,
      mayWipe: (nodeId) => this.#hasNoRecords(nodeId),
    });
    const drawn = simulation.splitRandom();
    simulation.inspectEvery(inspectEveryEvents, () => this.#inspect(drawn));
  }

  async run(): Promise<SeedResult> {
    const problems: string[] = [];
    try {
      await this.#simulation.run(() => this.#scenario(), limitMs);
      problems.push(...this.#recordProblems());
    } catch (error) {
      problems.push(describeError(error));
    }
    const topics = this.#history.check();
    this.#undecided = topics.undecided;
    return this.#result([...problems, ...topics.problems]);
  }

  /** With all that goes wrong here, a producer may have been told of nothing. */
  #recordProblems(): string[] {
    const isTold = this.#load.sent.some((record) => record.acknowledged);
    return isTold ? this.#load.verdict().problems : [];
  }

  /** With one replica of each partition the records of a lost disk are gone. */
  #hasNoRecords(nodeId: number): boolean {
    const { newest } = this.#images;
    const topic = newest && topicByName(newest, recordsTopic);
    // With three replicas one may go while all are in sync.
    return topic?.partitions.every(({ replicas }) => !replicas.includes(nodeId)) ?? false;
  }

  /** Between events; changes nothing. */
  #inspect(drawn: Random): void {
    this.#images.compareAll();
    this.#images.compareSnapshots(
      (offset) => this.#raft.committedFrom(offset),
      (bound) => drawn.integerBelow(bound),
    );
  }

  #makeCluster(settings: Partial<BrokerSettings>): SimulatedCluster {
    const { voterCount, observerCount, disk, timerSlackMs, wallSkewMsMax } = this.#swarm;
    return new SimulatedCluster({
      simulation: this.#simulation,
      network: this.#network,
      brokerCount: voterCount + observerCount,
      voterCount,
      // With one replica partitions leave the metadata alone once all is quiet.
      settings: {
        defaultReplicationFactor: 1,
        metadataSnapshotBytes: this.#swarm.snapshotBytes,
        ...settings,
      },
      disk,
      timerSlackMs,
      wallSkewMsMax,
      seamsOf: (node, life) => ({
        raftObserver: this.#raft.observe(node, () => life.isAlive),
        onMetadata: (image: MetadataImage) => {
          if (life.isAlive) this.#published(node, image);
        },
      }),
      onEnd: (node) => {
        this.#raft.ended(node);
        this.#images.ended(node);
      },
    });
  }

  #published(node: string, image: MetadataImage): void {
    this.#images.published(node, image);
    if (image.endOffset > this.#raft.committedEnd) {
      this.#simulation.fail(
        new Error(
          `${node} acts on offset ${image.endOffset}; ${this.#raft.committedEnd} is committed`,
        ),
      );
    }
  }

  #result(problems: string[]): SeedResult {
    const { kills, powerLosses, failures } = this.#cluster.counters;
    const { resets, hangs } = this.#network.counters;
    const acknowledged = this.#load.sent.filter((record) => record.acknowledged).length;
    return {
      seed: this.#seed,
      problems,
      traceHash: this.#simulation.traceHash,
      events: this.#simulation.events,
      simulatedMs: Math.round(this.#simulation.clock.nowMs),
      counters: {
        ...this.#raft.counters,
        ...this.#history.counters,
        ...{
          undecided: this.#undecided,
          acknowledged,
          kills,
          powerLosses,
          failures,
          resets,
          hangs,
        },
        ...this.#nemesis.counters,
        ...this.#faults.counters,
        ...this.#faults.changes.counters,
        ...this.#images.counters,
      },
    };
  }

  async #scenario(): Promise<void> {
    this.#cluster.startAll();
    await this.#until('every broker is ready', leaderMsMax, () => this.#cluster.isReady);
    await this.#load.open();
    // A connect that is lost takes as long as an election.
    const { isCalm, network } = this.#swarm;
    if (!isCalm && network.connectLossShare === 0) await this.#faults.isolateAlone();
    this.#nemesis.start();
    this.#faults.start();
    this.#load.startReading();
    await Promise.all([
      this.#load.produce(),
      ...this.#clients.map((client) => client.run(operationsPerClient)),
    ]);
    this.#faults.stop();
    this.#nemesis.stop();
    await this.#settle();
    await this.#stayQuiet();
    await this.#load.finish();
    await this.#restartAll();
    for (const client of this.#clients) client.close();
    await this.#cluster.close();
    await this.#checkNothingPends();
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

  /** A leader, all brokers back, and one image everywhere; and every client sees that. */
  async #settle(): Promise<void> {
    await this.#until('there is a leader', leaderMsMax, () => this.#raft.leader !== undefined);
    await this.#until('every broker is ready', leaderMsMax, () => this.#cluster.isReady);
    await this.#faults.changes.done();
    await delay(this.#judge.clock, settleMs);
    await this.#until('all have one image', equalMsMax, () => this.#areEqual());
    this.#images.compareAll();
    await this.#readEverywhere();
  }

  async #readEverywhere(): Promise<void> {
    const [reader] = this.#clients;
    for (const address of this.#cluster.clientAddresses) await reader?.readAll(address);
  }

  /** All at the newest offset, and all brokers alive by it. */
  #areEqual(): boolean {
    const { newest } = this.#images;
    const live = [...(newest?.brokers.values() ?? [])].filter((broker) => !broker.isFenced);
    const { names } = this.#cluster;
    const isNewest = (name: string) => this.#images.imageOf(name)?.endOffset === newest?.endOffset;
    return live.length === names.length && names.every(isNewest);
  }

  /** Nothing that is not asked for: no election, no registration, no change of any image. */
  async #stayQuiet(): Promise<void> {
    const { elections } = this.#raft.counters;
    const before = this.#images.newest;
    await delay(this.#judge.clock, quietMs);
    const more = this.#raft.counters.elections - elections;
    if (more > 0) throw new Error(`${more} elections within ${quietMs} ms without a fault`);
    const after = this.#images.newest;
    const difference = after && differenceOf(before, after);
    if (difference !== undefined) throw new Error(`the metadata changed by itself: ${difference}`);
    const onDisk = after ? directoryProblems(this.#cluster, after, this.#faults.changes.wiped) : [];
    if (onDisk.length > 0) throw new Error(onDisk.join('; '));
    if (this.#swarm.isCalm) this.#checkCalm(elections);
  }

  #checkCalm(elections: number): void {
    if (elections !== 1) throw new Error(`${elections} elections in a run without a fault`);
    const { starts, failures } = this.#cluster.counters;
    if (starts !== this.#cluster.names.length || failures > 0)
      throw new Error(`${failures} brokers failed in a run without a fault`);
  }

  /** What is acknowledged survives the loss of all power. */
  async #restartAll(): Promise<void> {
    for (const client of this.#clients) client.expectFaults();
    const before = this.#images.newest;
    for (const name of this.#cluster.names) this.#cluster.crash(name, 'power-loss');
    this.#cluster.startAll();
    await this.#settle();
    const after = this.#images.newest;
    const lost = [...(before?.topics.keys() ?? [])].filter((id) => !after?.topics.has(id));
    if (lost.length > 0) throw new Error(`topics ${lost.join(', ')} did not survive a restart`);
  }

  /** What was closed leaves no timer behind, which would keep a real process alive; last words may take a second. */
  async #checkNothingPends(): Promise<void> {
    await delay(this.#judge.clock, lastWordsMs);
    for (const node of [...this.#cluster.names, ...this.#load.nodes]) {
      const kinds = this.#simulation.clock.pendingOf(node);
      if (kinds.length > 0) throw new Error(`${node} was closed and waits for ${kinds.join(', ')}`);
    }
  }
}
