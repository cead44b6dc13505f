// The first whole-cluster run: three brokers, a producer and a consumer, all real code, in one process on a simulated clock,
// network and disks, under the faults that the seed brings. Then all faults end, and the checker gets what was told and read.
import { isDeepStrictEqual } from 'node:util';
import { delay } from '../../src/base/clock.ts';
import { limits } from '../../src/base/limits.ts';
import type { BrokerSettings } from '../../src/broker/config.ts';
import { Connection } from '../../src/net/connection.ts';
import type { Address } from '../../src/net/transport.ts';
import type { MetadataResponse } from '../../src/protocol/messages.ts';
import type { Verdict } from './checkers/records-checker.ts';
import { Nemesis } from './nemesis.ts';
import { describeError, RecordLoad } from './record-load.ts';
import type { SeedResult, Trace } from './seed-result.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { Simulation } from './simulation.ts';
import { type SwarmOptions, swarmOptions } from './swarm.ts';

export interface SmokeOptions {
  seed: number;
  /** Default: what the seed draws. */
  swarm?: SwarmOptions;
  /** Broker settings that are not the defaults. */
  settings?: Partial<BrokerSettings>;
  trace?: Trace | undefined;
}

export type SmokeCounters = Record<
  | 'acknowledged'
  | 'retried'
  | 'duplicates'
  | 'gaveUp'
  | 'kills'
  | 'powerLosses'
  | 'failures'
  | 'resets'
  | 'refusals'
  | 'cuts'
  | 'pauses',
  number
>;

export interface SmokeResult extends SeedResult {
  counters: SmokeCounters;
}

const brokerCount = 3;
/** Longer than any delay on the way: what was sent has arrived by then. */
const settleMs = 10_000;
const lastWordsMs = 2_000;
const limitMs = 900_000;

export async function runSmoke(options: SmokeOptions): Promise<SmokeResult> {
  const run = new SmokeRun(options);
  return await run.run();
}

class SmokeRun {
  readonly #seed: number;
  readonly #simulation: Simulation;
  readonly #network: SimulatedNetwork;
  readonly #cluster: SimulatedCluster;
  readonly #nemesis: Nemesis;
  readonly #load: RecordLoad;
  readonly #problems: string[] = [];

  constructor({ seed, swarm = swarmOptions(seed), settings = {}, trace }: SmokeOptions) {
    this.#seed = seed;
    this.#simulation = new Simulation({ seed, trace });
    this.#network = new SimulatedNetwork(this.#simulation, swarm.network);
    const simulation = this.#simulation;
    const network = this.#network;
    const { disk, timerSlackMs, wallSkewMsMax } = swarm;
    const shared = { simulation, network, swarm, timerSlackMs };
    this.#cluster = new SimulatedCluster({
      ...shared,
      settings,
      brokerCount,
      voterCount: 1,
      disk,
      wallSkewMsMax,
    });
    this.#load = new RecordLoad({
      ...shared,
      addresses: this.#cluster.clientAddresses,
      topic: 'smoke',
      partitionCount: 6,
      recordCount: 1_500,
    });
    const clients = this.#load.nodes;
    this.#nemesis = new Nemesis({ ...shared, cluster: this.#cluster, clients });
  }

  async run(): Promise<SmokeResult> {
    try {
      await this.#simulation.run(() => this.#scenario(), limitMs);
      return this.#result(this.#load.verdict());
    } catch (error) {
      const problems = [`the run ended early: ${describeError(error)}`];
      const acknowledged = this.#load.sent.filter((record) => record.acknowledged).length;
      return this.#result({ problems, acknowledged, retried: 0, duplicates: 0, lostAsAllowed: 0 });
    }
  }

  #result(verdict: Verdict): SmokeResult {
    const { kills, powerLosses, failures } = this.#cluster.counters;
    const { resets, refusals } = this.#network.counters;
    const { acknowledged, retried, duplicates } = verdict;
    const gaveUp = this.#load.sent.length - acknowledged;
    return {
      seed: this.#seed,
      problems: [...this.#problems, ...verdict.problems],
      traceHash: this.#simulation.traceHash,
      events: this.#simulation.events,
      simulatedMs: Math.round(this.#simulation.clock.nowMs),
      counters: {
        ...{ acknowledged, retried, duplicates, gaveUp, kills, powerLosses, failures },
        ...{ resets, refusals, ...this.#nemesis.counters },
      },
    };
  }

  async #scenario(): Promise<void> {
    this.#cluster.startAll();
    await this.#cluster.ready();
    await this.#load.open();
    this.#nemesis.start();
    this.#load.startReading();
    await this.#load.produce();
    this.#nemesis.stop();
    await this.#cluster.ready();
    await delay(this.#load.producerLife.clock, settleMs);
    await this.#load.finish();
    await this.#compareImages();
    await this.#cluster.close();
    await this.#checkNothingPends();
  }

  /** [QRM-5]: what the brokers tell clients is the same everywhere once all have caught up. */
  async #compareImages(): Promise<void> {
    const { clock } = this.#load.consumerLife;
    const endMs = clock.monotonicMs() + settleMs;
    for (;;) {
      const [first, ...others] = await Promise.all(
        this.#cluster.clientAddresses.map((address) => this.#metadataOf(address)),
      );
      if (others.every((other) => isDeepStrictEqual(other, first))) {
        if (first?.brokers.length === brokerCount) return;
      }
      if (clock.monotonicMs() > endMs) {
        this.#problems.push(
          'the brokers do not agree on the metadata, or not all of them are alive',
        );
        return;
      }
      await delay(clock, 100);
    }
  }

  /** What was closed leaves no timer behind, which would keep a real process alive; last words may take a second. */
  async #checkNothingPends(): Promise<void> {
    await delay(this.#simulation.begin('afterwards').clock, lastWordsMs);
    for (const node of [...this.#cluster.names, ...this.#load.nodes]) {
      const kinds = this.#simulation.clock.pendingOf(node);
      if (kinds.length === 0) continue;
      this.#problems.push(`${node} was closed and still waits for: ${kinds.join(', ')}`);
    }
  }

  async #metadataOf(address: Address): Promise<MetadataResponse> {
    const connection = await Connection.open(address, {
      transport: this.#network.transportFor(this.#load.consumerLife),
      clock: this.#load.consumerLife.clock,
      clientId: 'observer',
      connectTimeoutMs: settleMs,
      frameBytesMax: limits.frameBytesMax,
    });
    const body = { allTopics: true, includeConfigs: true };
    const answer = await connection.request('metadata', body, { timeoutMs: settleMs });
    connection.close();
    return answer;
  }
}
