// One run: a cluster of processes, clients at work, faults for some time, then everything whole again, and the questions that are
// asked in the end. What happened goes into the history; nothing is judged here.

import { messageOf } from '../../../src/base/errors.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { KIB, MIB } from '../../../src/base/units.ts';
import { Client } from '../../../src/client/index.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { ChaosCluster } from '../cluster/chaos-cluster.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import { LeaderWatch, OffsetPoller, TopicChurn } from '../workload/pollers.ts';
import { Reader } from '../workload/reader.ts';
import type { TopicPlan } from '../workload/records.ts';
import { Writer, type WriterOptions } from '../workload/writer.ts';
import { type FaultKind, makeFault } from './mixes.ts';
import { Nemesis } from './nemesis.ts';
import { dumpReplicas } from './replica-dump.ts';
import { watchStalls } from './stall-watch.ts';

export interface RunOptions {
  /** Where data and logs of the brokers go. */
  directory: string;
  brokers: number;
  voters: number;
  replicas: number;
  seconds: number;
  seed: number;
  kinds: readonly FaultKind[];
  atOnce: number;
  series: { faults: number; holdMs: number } | undefined;
  history: HistoryFile;
  onNews: (line: string) => void;
}

/** Small segments, so that faults fall on rolls and compactions too. */
const configs = { 'segment.bytes': String(256 * KIB), 'index.interval.bytes': '1024' };
const compacted = { ...configs, 'cleanup.policy': 'compact', 'segment.bytes': String(64 * KIB) };

const topics: readonly TopicPlan[] = [
  { name: 'all', partitions: 4, isCompacted: false, durability: 'sync', configs },
  { name: 'weak', partitions: 2, isCompacted: false, durability: 'sync', configs },
  {
    name: 'async',
    partitions: 2,
    isCompacted: false,
    durability: 'async',
    configs: { ...configs, durability: 'async' },
  },
  { name: 'keys', partitions: 2, isCompacted: true, durability: 'sync', configs: compacted },
];

const startMsMax = 60_000;
const warmUpMs = 500;
/** After healing. */
const writableMsMax = 30_000;
const inSyncMsMax = 60_000;
const caughtUpMsMax = 60_000;
const requestTimeoutMs = 5_000;
const deliveryTimeoutMs = 45_000;

function namedTopics(...names: string[]): TopicPlan[] {
  return topics.filter(({ name }) => names.includes(name));
}

function partitionsOf({ partitions }: TopicPlan): number[] {
  return Array.from({ length: partitions }, (_, partition) => partition);
}

export class ChaosRun {
  readonly #options: RunOptions;
  readonly #cluster: ChaosCluster;
  readonly #clients: Client[] = [];
  readonly #writers: Writer[];
  readonly #readers: Reader[];
  readonly #watch: LeaderWatch;
  readonly #offsets: OffsetPoller;
  readonly #churn: TopicChurn;
  readonly #admin: Client;
  /** Where partitions end for readers, by `topic/partition`; known in the end. */
  readonly #ends = new Map<string, number>();

  /** Resolves when the history is complete. Rejects when the run itself could not be carried out. */
  static async execute(options: RunOptions): Promise<void> {
    const { directory, brokers, voters, history, kinds } = options;
    const diskBytes = kinds.includes('disk-full') ? 192 * MIB : undefined;
    const settings = { logMinFreeBytes: 2 * MIB, logCleanerBackoffMs: 1_000 };
    const cluster = await ChaosCluster.create({
      ...{ directory, brokers, voters, history, settings, diskBytes },
    });
    const run = new ChaosRun(options, cluster);
    const endStallWatch = watchStalls(history);
    try {
      await run.#execute();
    } finally {
      endStallWatch();
      for (const worker of run.#workers()) worker.abandon();
      await Promise.all(run.#clients.map((client) => client.close()));
      await cluster.close();
    }
  }

  private constructor(options: RunOptions, cluster: ChaosCluster) {
    this.#options = options;
    this.#cluster = cluster;
    const { history, replicas } = options;
    for (const { name: topic, partitions, isCompacted, durability } of topics) {
      history.write({ op: 'topic', topic, partitions, replicas, isCompacted, durability });
    }
    this.#writers = this.#makeWriters();
    this.#readers = ['tail', 'second'].map(
      (name) => new Reader({ name, client: this.#newClient(), topics, history }),
    );
    const asked = { topics, history };
    this.#watch = new LeaderWatch({ ...asked, client: this.#newClient() });
    this.#offsets = new OffsetPoller({ ...asked, name: 'poller', client: this.#newClient() });
    this.#admin = this.#newClient();
    this.#churn = new TopicChurn({ client: this.#admin, history });
  }

  async #execute(): Promise<void> {
    const { history, seed, kinds, atOnce, series, seconds, onNews } = this.#options;
    await this.#startCluster();
    for (const worker of this.#workers()) worker.start();
    await pause(warmUpMs);
    const random = new SeededRandom(seed);
    const client = this.#newClient();
    const context = { cluster: this.#cluster, watch: this.#watch, client, random };
    const nemesis = new Nemesis({
      ...{ context, history, kinds, atOnce, series, onNews },
      makeFault: (kind, of) => makeFault(kind as FaultKind, of),
    });
    await nemesis.run(nowMs() + seconds * 1_000);
    this.#cluster.links.healAll();
    await this.#recover();
    await this.#stopWorkers();
    await this.#readFinally();
    await Promise.all(this.#clients.map((client) => client.close()));
    await Promise.all(this.#cluster.nodes.map((node) => this.#cluster.stopNode(node)));
    const endOf = (topic: string, partition: number) => this.#endOf(topic, partition);
    const found = await dumpReplicas(history, this.#cluster.nodes, topics, endOf);
    onNews(`${found} replicas were looked at`);
  }

  async #startCluster(): Promise<void> {
    const { replicas, onNews } = this.#options;
    await this.#cluster.start();
    for (const { name, partitions, configs: settings } of topics) {
      const topic = { name, partitions, replicationFactor: replicas, configs: settings };
      await this.#admin.admin().createTopic(topic);
    }
    this.#watch.start();
    const isLed = await this.#watch.until(({ leaderId }) => leaderId >= 0, startMsMax);
    if (!isLed) throw new Error(`topics had no leaders within ${startMsMax} ms`);
    onNews(`${this.#cluster.nodes.length} brokers are up`);
  }

  #workers(): (Writer | Reader | OffsetPoller | TopicChurn | LeaderWatch)[] {
    return [...this.#writers, ...this.#readers, this.#offsets, this.#churn, this.#watch];
  }

  #newClient(): Client {
    const client = new Client({
      brokers: this.#cluster.nodes.map((node) => formatAddress(node.client)),
      connectTimeoutMs: 3_000,
      requestTimeoutMs,
      seams: { transport: new TcpTransport({ resolveDial: this.#cluster.resolveDial }) },
    });
    this.#clients.push(client);
    return client;
  }

  #makeWriters(): Writer[] {
    const { history } = this.#options;
    const write = (
      name: string,
      topicName: string,
      producer: WriterOptions['producer'],
      ratePerSecond: number,
    ) => {
      const [topic] = namedTopics(topicName);
      if (!topic) throw new Error(`there is no topic ${topicName}`);
      const retries = { deliveryTimeoutMs, lingerMs: 2, batchBytes: 4 * KIB };
      return new Writer({
        name,
        topic,
        history,
        ratePerSecond,
        inFlightMax: 200,
        client: this.#newClient(),
        producer: { ...producer, ...retries },
      });
    };
    return [
      write('w1', 'all', { acks: 'all' }, 300),
      write('w2', 'all', { acks: 'all', compression: 'gzip' }, 200),
      write('w3', 'weak', { acks: 1 }, 100),
      write('w4', 'weak', { acks: 0 }, 50),
      write('w5', 'async', { acks: 'all' }, 150),
      write('w6', 'keys', { acks: 'all' }, 200),
    ];
  }

  /** All is healed: each partition takes writes soon, and all replicas are in sync a while later. */
  async #recover(): Promise<void> {
    const { history, replicas, onNews } = this.#options;
    const startMs = nowMs();
    const probes = topics.flatMap((topic) => {
      const probe = new Writer({
        name: `probe${topic.name}`,
        topic,
        history,
        ratePerSecond: 1,
        inFlightMax: 1,
        client: this.#newClient(),
        producer: { acks: 'all', deliveryTimeoutMs: writableMsMax, lingerMs: 0 },
      });
      return partitionsOf(topic).map(async (partition) => {
        const isWritten = await probe.sendTo(partition);
        const at = { op: 'recovery', at: nowMs(), what: 'writable', topic: topic.name } as const;
        history.write({ ...at, partition, ...(isWritten ? { tookMs: nowMs() - startMs } : {}) });
      });
    });
    await Promise.all(probes);
    const isInSync = await this.#watch.until(({ isr }) => isr.length === replicas, inSyncMsMax);
    for (const { topic, partition, isr } of this.#watch.states()) {
      const isGood = isInSync || isr.length === replicas;
      const at = { op: 'recovery', at: nowMs(), what: 'in-sync', topic, partition } as const;
      const detail = `in sync are ${isr.join(', ')}`;
      history.write({ ...at, detail, ...(isGood ? { tookMs: nowMs() - startMs } : {}) });
    }
    onNews(`writable and in sync ${Math.round(nowMs() - startMs)} ms after the last fault`);
  }

  async #stopWorkers(): Promise<void> {
    await Promise.all([this.#churn.stop(), ...this.#writers.map((writer) => writer.stop())]);
    await this.#offsets.stop();
    await this.#watch.stop();
    const { history } = this.#options;
    const found = await this.#admin.admin().listTopics();
    history.write({ op: 'topics-found', at: nowMs(), topics: found.map(({ name }) => name) });
  }

  /** Readers get to the end, and somebody reads everything once more. */
  async #readFinally(): Promise<void> {
    const { history } = this.#options;
    await this.#findEnds();
    for (const reader of this.#readers) {
      await this.#awaitReader(reader, 'caught-up');
      await reader.stop();
    }
    const final = new Reader({ name: 'final', client: this.#newClient(), topics, history });
    final.start();
    await this.#awaitReader(final, 'caught-up');
    await final.stop();
    for (const { name: topic, partition, end } of this.#allEnds()) {
      history.write({ op: 'final', p: 'final', at: nowMs(), topic, partition, end });
    }
  }

  /** A partition without a leader has none, and so no last reading; the checker objects. */
  async #findEnds(): Promise<void> {
    const all = topics.flatMap((topic) =>
      partitionsOf(topic).map((partition) => ({ topic: topic.name, partition })),
    );
    const asked = all.map(async ({ topic, partition }) => {
      const queries = [{ topic, partition, at: 'latest' as const }];
      try {
        const [answer] = await this.#admin.admin().listOffsets(queries);
        if (answer) this.#ends.set(`${topic}/${partition}`, answer.offset);
      } catch (error) {
        this.#options.onNews(`${topic}/${partition} has no end: ${messageOf(error)}`);
      }
    });
    await Promise.all(asked);
  }

  #endOf(topic: string, partition: number): number {
    return this.#ends.get(`${topic}/${partition}`) ?? 0;
  }

  #allEnds(): { name: string; partition: number; end: number }[] {
    return topics.flatMap(({ name, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => partition).flatMap((partition) => {
        const end = this.#ends.get(`${name}/${partition}`);
        return end === undefined ? [] : [{ name, partition, end }];
      }),
    );
  }

  async #awaitReader(reader: Reader, what: 'caught-up'): Promise<void> {
    const { history } = this.#options;
    const startMs = nowMs();
    for (const { name: topic, partition, end } of this.#allEnds()) {
      const leftMs = startMs + caughtUpMsMax - nowMs();
      const isThere = await reader.reach(topic, partition, end, leftMs);
      const at = { op: 'recovery', at: nowMs(), what, topic, partition } as const;
      const detail = `next is ${reader.next(topic, partition)} of ${end}; errors: ${[...reader.errors.keys()].join(' ')}`;
      history.write({ ...at, detail, ...(isThere ? { tookMs: nowMs() - startMs } : {}) });
    }
  }
}
