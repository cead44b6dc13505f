/**
 * A cluster with many topics: three brokers, all voters, and 1,000 topics of ten partitions each. How long it takes to make
 * them, what the metadata takes in memory, how soon a broker is back that was stopped or killed, how long the cluster is
 * without a controller when that is killed, and how soon a broker that was never there has caught up.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from '../../scripts/processes/free-ports.ts';
import { KIB } from '../../src/base/units.ts';
import type { BrokerOptions } from '../../src/broker/broker.ts';
import { Client } from '../../src/client/client.ts';
import type { BrokerProcess, BrokerUsage } from '../processes/broker.ts';
import type { ImageProcess } from '../processes/image.ts';
import { Child } from '../support/child.ts';
import { median, type Row, round } from '../support/measure.ts';
import type { Settings } from '../support/stage.ts';

const topicsDefault = 1_000;
const partitionsPerTopic = 10;
const voters = 3;
/** Topics that are under way at the same time. */
const creationsAtOnce = 8;
/** So that there are snapshots, which the default of 20 MiB makes for ten times as many topics. */
const metadataSnapshotBytes = 256 * KIB;
const host = '127.0.0.1';
const requestTimeoutMs = 120_000;
const noRates = {
  recordsPerSecond: null,
  mbPerSecond: null,
  ceilingRecordsPerSecond: null,
  ratio: null,
};

interface Place {
  client: { host: string; port: number };
  internal: { host: string; port: number };
}

interface Start {
  ms: number;
  /** Processor time of all threads: what a busy machine does not make longer, or not by much. */
  cpuMs: number;
  stretchMsMax: number;
}

/** Voters 1 to 3, and a fourth place for one that comes later. */
class ManyTopics {
  readonly #directory: string;
  readonly #places: readonly Place[];
  readonly #brokers = new Map<number, Child<BrokerProcess>>();

  constructor(directory: string, ports: readonly number[]) {
    this.#directory = directory;
    this.#places = Array.from({ length: voters + 1 }, (_, at) => ({
      client: { host, port: ports[2 * at] as number },
      internal: { host, port: ports[2 * at + 1] as number },
    }));
  }

  get addresses(): string {
    return this.#places.map(({ client }) => `${client.host}:${client.port}`).join(',');
  }

  broker(nodeId: number): Child<BrokerProcess> {
    const broker = this.#brokers.get(nodeId) ?? new Child('broker');
    this.#brokers.set(nodeId, broker);
    return broker;
  }

  async usage(nodeId: number): Promise<BrokerUsage> {
    return await this.broker(nodeId).call('usage', { watch: true });
  }

  /** Until it answers clients, without the start of its process. */
  async start(nodeId: number): Promise<Start> {
    const place = this.#places[nodeId - 1] as Place;
    const options: BrokerOptions = {
      nodeId,
      dataDirectory: join(this.#directory, String(nodeId)),
      client: { listen: place.client },
      internal: { listen: place.internal },
      quorum: this.#places
        .slice(0, voters)
        .map(({ internal }, at) => ({ nodeId: at + 1, ...internal })),
      settings: { metadataSnapshotBytes },
    };
    const before = await this.usage(nodeId);
    const startedMs = performance.now();
    await this.broker(nodeId).call('start', options);
    const ms = performance.now() - startedMs;
    const { cpuMs, stretchMsMax } = await this.usage(nodeId);
    return { ms, cpuMs: cpuMs - before.cpuMs, stretchMsMax };
  }

  async stop(nodeId: number): Promise<void> {
    await this.broker(nodeId).call('stop', null);
  }

  async kill(nodeId: number): Promise<void> {
    const broker = this.broker(nodeId);
    this.#brokers.delete(nodeId);
    await broker.kill();
  }

  async end(): Promise<void> {
    await Promise.all([...this.#brokers.keys()].map((nodeId) => this.kill(nodeId)));
  }
}

export async function* quorum(settings: Settings): AsyncGenerator<Row> {
  const topics = Math.max(10, Math.round(topicsDefault * settings.scale));
  yield await image(topics);
  const directory = await mkdtemp(join(settings.directory, 'tidelog-bench-'));
  const cluster = new ManyTopics(directory, await freePorts(2 * (voters + 1), host));
  try {
    await Promise.all([1, 2, 3].map((nodeId) => cluster.start(nodeId)));
    await using client = new Client({ brokers: cluster.addresses, requestTimeoutMs });
    yield await create(client, cluster, topics);
    yield* restarts(client, cluster, settings.rounds);
    yield await failover(client, cluster, settings.rounds);
    const { snapshotEndOffset, committedEndOffset } = await client.admin().describeQuorum();
    const joined = await join4(cluster, directory, settings.rounds);
    yield { ...joined, snapshotEndOffset, committedEndOffset };
  } finally {
    await cluster.end();
    await rm(directory, { recursive: true, force: true });
  }
}

async function image(topics: number): Promise<Row> {
  await using child = new Child<ImageProcess>('image');
  const size = { topics, partitions: partitionsPerTopic, replicas: voters };
  const figures = await child.call('measure', size);
  return {
    workload: 'quorum/image',
    ...noRates,
    topics,
    partitions: topics * partitionsPerTopic,
    heapMb: round(figures.heapBytes / 1e6, 1),
    applyMs: round(figures.applyMs),
    snapshotKb: round(figures.snapshotBytes / 1e3),
    snapshotLoadMs: round(figures.snapshotLoadMs),
  };
}

async function create(client: Client, cluster: ManyTopics, topics: number): Promise<Row> {
  const admin = client.admin();
  const startedMs = performance.now();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < topics; at = next++) {
      await admin.createTopic({ name: `topic-${at}`, partitions: partitionsPerTopic });
    }
  };
  await Promise.all(Array.from({ length: creationsAtOnce }, worker));
  const ms = performance.now() - startedMs;
  const usages = await Promise.all([1, 2, 3].map((nodeId) => cluster.usage(nodeId)));
  return {
    workload: 'quorum/create',
    ...noRates,
    topics,
    ms: round(ms),
    cpuMs: round(usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0)),
    topicsPerSecond: round((topics / ms) * 1_000),
    stretchMsMax: round(Math.max(...usages.map(({ stretchMsMax }) => stretchMsMax)), 1),
    rssMb: round(Math.max(...usages.map(({ rssBytes }) => rssBytes)) / 1e6),
  };
}

/** Of a broker that does not lead the quorum. */
async function* restarts(client: Client, cluster: ManyTopics, rounds: number): AsyncGenerator<Row> {
  for (const how of ['stop', 'kill'] as const) {
    const starts: Start[] = [];
    for (let i = 0; i < rounds; i++) {
      const { controllerId } = await client.admin().describeCluster();
      const nodeId = (controllerId % voters) + 1;
      await cluster[how](nodeId);
      starts.push(await cluster.start(nodeId));
    }
    const workload = how === 'stop' ? 'quorum/restart-clean' : 'quorum/restart-killed';
    yield startRow(workload, starts);
  }
}

/** From the death of the controller to the first topic that is made after it. */
async function failover(client: Client, cluster: ManyTopics, rounds: number): Promise<Row> {
  const admin = client.admin();
  const times: number[] = [];
  let stretchMsMax = 0;
  for (let i = 0; i < rounds; i++) {
    const { leaderId } = await admin.describeQuorum();
    const controllerId = leaderId ?? 1;
    const others = [1, 2, 3].filter((nodeId) => nodeId !== controllerId);
    await Promise.all(others.map((nodeId) => cluster.usage(nodeId)));
    const startedMs = performance.now();
    await cluster.kill(controllerId);
    await admin.createTopic({ name: `after-${i}`, partitions: 1, replicationFactor: 1 });
    times.push(performance.now() - startedMs);
    await cluster.start(controllerId);
    const usages = await Promise.all(others.map((nodeId) => cluster.usage(nodeId)));
    stretchMsMax = Math.max(stretchMsMax, ...usages.map((usage) => usage.stretchMsMax));
  }
  const workload = 'quorum/new-controller';
  return {
    workload,
    ...noRates,
    ms: round(median(times)),
    msMax: round(Math.max(...times)),
    stretchMsMax: round(stretchMsMax, 1),
  };
}

/** A broker with an empty disk, which is no voter, until it answers clients with all that there is. */
async function join4(cluster: ManyTopics, directory: string, rounds: number): Promise<Row> {
  const nodeId = voters + 1;
  const starts: Start[] = [];
  for (let i = 0; i < rounds; i++) {
    starts.push(await cluster.start(nodeId));
    await cluster.stop(nodeId);
    await cluster.kill(nodeId);
    await rm(join(directory, String(nodeId)), { recursive: true });
  }
  return startRow('quorum/join', starts);
}

function startRow(workload: string, starts: readonly Start[]): Row {
  return {
    workload,
    ...noRates,
    ms: round(median(starts.map(({ ms }) => ms))),
    cpuMs: round(median(starts.map(({ cpuMs }) => cpuMs))),
    stretchMsMax: round(Math.max(...starts.map(({ stretchMsMax }) => stretchMsMax)), 1),
  };
}
