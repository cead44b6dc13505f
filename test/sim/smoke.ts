// The first whole-cluster run: three brokers, a producer and a consumer, all real code, in one process on a simulated clock,
// network and disks, under the faults that the seed brings. Then all faults end, and the checker gets what was told and read.
import { isDeepStrictEqual } from 'node:util';
import { delay } from '../../src/base/clock.ts';
import { codeOf, messageOf } from '../../src/base/errors.ts';
import { limits } from '../../src/base/limits.ts';
import type { Random } from '../../src/base/random.ts';
import type { BrokerSettings } from '../../src/broker/config.ts';
import { Client } from '../../src/client/client.ts';
import { Connection } from '../../src/net/connection.ts';
import { type Address, formatAddress } from '../../src/net/transport.ts';
import type { MetadataResponse } from '../../src/protocol/messages.ts';
import {
  checkHistory,
  type ReadRecord,
  type SentRecord,
  type Verdict,
} from './checkers/records-checker.ts';
import { Nemesis } from './nemesis.ts';
import type { SeedResult, Trace } from './seed-result.ts';
import type { Life } from './simulated-clock.ts';
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
const partitionCount = 6;
const topic = 'smoke';
const recordCount = 1_500;
const keyCount = 20;
/** Longer than any delay on the way: what was sent has arrived by then. */
const settleMs = 10_000;
const lastWordsMs = 2_000;
const readMsMax = 120_000;
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
  readonly #random: Random;
  readonly #producerLife: Life;
  readonly #consumerLife: Life;
  readonly #sent: SentRecord[] = [];
  /** What was read while faults came and went. */
  readonly #read: ReadRecord[] = [];
  /** What was read once more from the start after all faults had ended: what the disks hold. */
  readonly #readAgain: ReadRecord[] = [];
  readonly #problems: string[] = [];

  constructor({ seed, swarm = swarmOptions(seed), settings = {}, trace }: SmokeOptions) {
    this.#seed = seed;
    this.#simulation = new Simulation({ seed, trace });
    this.#random = this.#simulation.splitRandom();
    this.#network = new SimulatedNetwork(this.#simulation, swarm.network);
    const simulation = this.#simulation;
    const network = this.#network;
    const { disk, timerSlackMs, wallSkewMsMax } = swarm;
    const shared = { simulation, network, swarm };
    this.#cluster = new SimulatedCluster({
      ...shared,
      settings,
      brokerCount,
      disk,
      timerSlackMs,
      wallSkewMsMax,
    });
    this.#producerLife = simulation.begin('producer', { timerSlackMs });
    this.#consumerLife = simulation.begin('consumer', { timerSlackMs });
    const clients = ['producer', 'consumer'];
    this.#nemesis = new Nemesis({ ...shared, cluster: this.#cluster, clients });
  }

  async run(): Promise<SmokeResult> {
    try {
      const endOffsets = await this.#simulation.run(() => this.#scenario(), limitMs);
      const sent = this.#sent;
      const shared = { isIdempotent: true, sent, endOffsets };
      const { problems } = checkHistory({ ...shared, read: this.#read });
      this.#problems.push(...problems);
      const verdict = checkHistory({ ...shared, read: this.#readAgain });
      const again = verdict.problems.map((problem) => `${problem} (read again)`);
      return this.#result({ ...verdict, problems: again });
    } catch (error) {
      const problems = [`the run ended early: ${describe(error)}`];
      const acknowledged = this.#sent.filter((record) => record.acknowledged).length;
      return this.#result({ problems, acknowledged, retried: 0, duplicates: 0 });
    }
  }

  #result(verdict: Verdict): SmokeResult {
    const { kills, powerLosses, failures } = this.#cluster.counters;
    const { resets, refusals } = this.#network.counters;
    const { acknowledged, retried, duplicates } = verdict;
    const gaveUp = this.#sent.length - acknowledged;
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

  async #scenario(): Promise<number[]> {
    this.#cluster.startAll();
    await this.#cluster.ready();
    const producing = this.#client(this.#producerLife);
    const consuming = this.#client(this.#consumerLife);
    await this.#createTopic(producing);
    this.#nemesis.start();
    const stop = new AbortController();
    const reading = this.#consume(consuming, this.#read, stop.signal);
    await this.#produce(producing);
    this.#nemesis.stop();
    await this.#cluster.ready();
    await delay(this.#producerLife.clock, settleMs);
    const endOffsets = await this.#endOffsets(producing);
    const readingAgain = this.#consume(consuming, this.#readAgain, stop.signal);
    await this.#readTo(endOffsets);
    stop.abort();
    await Promise.all([reading, readingAgain]);
    await this.#compareImages();
    await producing.close();
    await consuming.close();
    await this.#cluster.close();
    await this.#checkNothingPends();
    return endOffsets;
  }

  #client(life: Life): Client {
    return new Client({
      brokers: this.#cluster.clientAddresses.map(formatAddress),
      clientId: life.node,
      seams: {
        clock: life.clock,
        random: this.#simulation.splitRandom(),
        transport: this.#network.transportFor(life),
      },
    });
  }

  /** The answer may be lost although the topic was made. */
  async #createTopic(client: Client): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await client.admin().createTopic({ name: topic, partitions: partitionCount });
        return;
      } catch (error) {
        if (codeOf(error) === 'TOPIC_ALREADY_EXISTS' && tries > 1) return;
        if (tries === 10) throw error;
        await delay(this.#producerLife.clock, 500);
      }
    }
  }

  /** Sends without waiting for what was sent before; resolves when every record has its outcome. */
  async #produce(client: Client): Promise<void> {
    const producer = client.producer({ acks: 'all', lingerMs: 5, batchBytes: 2_000 });
    const outcomes: Promise<void>[] = [];
    for (let i = 0; i < recordCount; i++) {
      const key = `key-${this.#random.integerBelow(keyCount)}`;
      const value = `${i}:${'x'.repeat(this.#random.integerBelow(300))}`;
      const record: SentRecord = { key, value, acknowledged: undefined, wasRetried: true };
      this.#sent.push(record);
      const sending = producer.send({ topic, key, value }).then(
        ({ partition, offset, attempts }) => {
          record.acknowledged = { partition, offset };
          record.wasRetried = attempts > 1;
        },
        (error: unknown) => this.#simulation.remark('producer', `gave up: ${messageOf(error)}`),
      );
      outcomes.push(sending);
      const pauseMs = this.#random.integerBelow(4) === 0 ? this.#random.integerBelow(120) : 0;
      if (pauseMs > 0) await delay(this.#producerLife.clock, pauseMs);
    }
    await Promise.all(outcomes);
  }

  /** A consumer that has never reached a broker gives up after a while; a new loop over it tries again. */
  async #consume(client: Client, into: ReadRecord[], signal: AbortSignal): Promise<void> {
    const consumer = client.consumer({ topics: [topic], from: 'earliest', signal });
    while (!signal.aborted) {
      try {
        for await (const { partition, offset, key, value } of consumer) {
          into.push({ partition, offset, key: key?.toString(), value: value?.toString() });
        }
        if (!signal.aborted) throw new Error('its loop ended by itself');
      } catch (error) {
        if (signal.aborted) return;
        if (codeOf(error) !== 'NO_BROKER_REACHABLE') {
          this.#problems.push(`the consumer failed: ${describe(error)}`);
          return;
        }
        await delay(this.#consumerLife.clock, 100);
      }
    }
  }

  async #endOffsets(client: Client): Promise<number[]> {
    const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
    return await Promise.all(partitions.map((partition) => this.#endOffset(client, partition)));
  }

  /** Of a partition that cannot tell, the end that the acknowledgements promise. */
  async #endOffset(client: Client, partition: number): Promise<number> {
    try {
      const [answer] = await client.admin().listOffsets([{ topic, partition, at: 'latest' }]);
      return answer?.offset ?? 0;
    } catch (error) {
      this.#problems.push(`partition ${partition} does not tell its end: ${messageOf(error)}`);
      const promised = this.#sent.flatMap(({ acknowledged }) => acknowledged ?? []);
      const own = promised.filter((place) => place.partition === partition);
      return Math.max(0, ...own.map((place) => place.offset + 1));
    }
  }

  async #readTo(endOffsets: readonly number[]): Promise<void> {
    const { clock } = this.#consumerLife;
    const total = endOffsets.reduce((sum, end) => sum + end, 0);
    const endMs = clock.monotonicMs() + readMsMax;
    const least = () => Math.min(this.#read.length, this.#readAgain.length);
    while (least() < total && clock.monotonicMs() < endMs) await delay(clock, 50);
    // Whoever reads more than there is gets the time to show it.
    await delay(clock, 1_000);
  }

  /** [QRM-5]: what the brokers tell clients is the same everywhere once all have caught up. */
  async #compareImages(): Promise<void> {
    const { clock } = this.#consumerLife;
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
    for (const node of [...this.#cluster.names, 'producer', 'consumer']) {
      const kinds = this.#simulation.clock.pendingOf(node);
      if (kinds.length === 0) continue;
      this.#problems.push(`${node} was closed and still waits for: ${kinds.join(', ')}`);
    }
  }

  async #metadataOf(address: Address): Promise<MetadataResponse> {
    const connection = await Connection.open(address, {
      transport: this.#network.transportFor(this.#consumerLife),
      clock: this.#consumerLife.clock,
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

function describe(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack === '' ? messageOf(error) : stack;
}
