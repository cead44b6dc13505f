/**
 * Three brokers, all voters: what three replicas cost beside one with acks all, how soon a follower that was away has what it
 * missed, and what 1,000 partitions with three replicas cost while nothing happens. The brokers share this machine, so with
 * three replicas every record is stored three times by the same processors and the same disk.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '../../src/client/client.ts';
import type { BrokerUsage } from '../processes/broker.ts';
import type { ClientProcess, ProduceRun } from '../processes/client.ts';
import { Child } from '../support/child.ts';
import { compare, median, type Row, rate, round } from '../support/measure.ts';
import { partitions, recordBytes, type Settings, valueBytes } from '../support/stage.ts';
import { brokerIds, ThreeBrokers } from '../support/three-brokers.ts';

const KIB = 1_024;
const replicas = brokerIds.length;
const tuned = { batchBytes: 256 * KIB, lingerMs: 5 };
const requestTimeoutMs = 120_000;
/** The metadata of all partitions is asked for this often while replicas catch up. */
const lookEveryMs = 5;
const idlePartitionsDefault = 1_000;
const partitionsPerIdleTopic = 10;
const idleMs = 10_000;
const noRates = {
  recordsPerSecond: null,
  mbPerSecond: null,
  ceilingRecordsPerSecond: null,
  ratio: null,
};

export async function* replication(settings: Settings): AsyncGenerator<Row> {
  await using cluster = await ThreeBrokers.start(settings);
  await using producer = new Child<ClientProcess>('client', settings);
  await using client = new Client({ brokers: cluster.addresses, requestTimeoutMs });
  const parts = { settings, cluster, producer, client };
  for (const durability of ['sync', 'async'] as const) {
    yield await produce(parts, durability, {});
    yield await produce(parts, durability, tuned);
  }
  yield await catchUp(parts);
  yield await idle(parts);
}

interface Parts {
  settings: Settings;
  cluster: ThreeBrokers;
  producer: Child<ClientProcess>;
  client: Client;
}

/** The ceiling is the same on one replica: its partitions are led by all three brokers, too. */
async function produce(
  { settings, cluster, producer, client }: Parts,
  durability: 'sync' | 'async',
  options: ProduceRun['options'],
): Promise<Row> {
  const brokers = cluster.addresses;
  const name = options.batchBytes === undefined ? durability : `${durability}/tuned`;
  const topicOf = (count: number) => `${name.replace('/', '-')}-${count}`;
  for (const replicationFactor of [replicas, 1]) {
    const topic = topicOf(replicationFactor);
    await producer.call('createTopic', {
      ...{ brokers, topic, partitions, durability, replicationFactor },
    });
    await allInSync(client, [topic]);
  }
  const records = atLeast(300_000, settings);
  const cpu = new Map<number, number[]>([replicas, 1].map((count) => [count, []]));
  const run = async (count: number) => {
    const before = cpuOf(await cluster.usages());
    const topic = topicOf(count);
    const ms = await producer.call('produce', {
      ...{ brokers, topic, records, valueBytes, call: 'sendBatch', options },
    });
    cpu.get(count)?.push(((cpuOf(await cluster.usages()) - before) * 1_000) / records);
    return ms;
  };
  const { ms, ceilingMs } = await compare({
    rounds: settings.rounds,
    warmUp: true,
    subject: () => run(replicas),
    ceiling: () => run(1),
  });
  // The first run compiles.
  const micros = (count: number) => round(median((cpu.get(count) ?? []).slice(1)), 2);
  return {
    ...rate(`replication/${name}`, { records, valueBytes, ms, ceilingMs }),
    brokersCpuMicros: micros(replicas),
    oneReplicaCpuMicros: micros(1),
  };
}

/** A follower is stopped while records come in, and started again: until it is in sync everywhere. */
async function catchUp({ settings, cluster, producer, client }: Parts): Promise<Row> {
  const brokers = cluster.addresses;
  const topic = 'catch-up';
  await producer.call('createTopic', {
    ...{ brokers, topic, partitions, durability: 'sync', replicationFactor: replicas },
  });
  await allInSync(client, [topic]);
  const records = atLeast(1_000_000, settings);
  const times: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i < settings.rounds; i++) {
    const { controllerId } = await client.admin().describeCluster();
    const follower = (controllerId % replicas) + 1;
    await cluster.stop(follower);
    const run = { brokers, topic, records, valueBytes, call: 'sendBatch', options: tuned } as const;
    await producer.call('produce', run);
    const startMs = await cluster.start(follower);
    const startedMs = performance.now();
    await allInSync(client, [topic]);
    starts.push(startMs);
    times.push(performance.now() - startedMs);
  }
  const ms = median(times);
  return {
    workload: 'replication/catch-up',
    ...noRates,
    recordsPerSecond: round((records / ms) * 1_000),
    mbPerSecond: round((records * recordBytes) / ms / 1_000, 1),
    missedMb: round((records * recordBytes) / 1e6),
    startMs: round(median(starts)),
    ms: round(ms),
  };
}

/** Nobody produces or consumes: heartbeats of brokers and quorum, and parked fetches, are all there is. */
async function idle({ settings, cluster, client }: Parts): Promise<Row> {
  const wanted = Math.max(partitionsPerIdleTopic, idlePartitionsDefault * settings.scale);
  const topics = Array.from({ length: Math.round(wanted / partitionsPerIdleTopic) }, (_, at) => {
    return `idle-${at}`;
  });
  for (const name of topics) {
    await client.admin().createTopic({
      ...{ name, partitions: partitionsPerIdleTopic, replicationFactor: replicas },
    });
  }
  await allInSync(client, topics);
  const before = await cluster.usages();
  const startedMs = performance.now();
  await pause(Math.max(1_000, idleMs * Math.min(1, settings.scale)));
  const after = await cluster.usages();
  const ms = performance.now() - startedMs;
  const frames = framesOf(after) - framesOf(before);
  return {
    workload: 'replication/idle',
    ...noRates,
    partitions: topics.length * partitionsPerIdleTopic,
    replicas,
    cpuPercentOfOneCore: round(((cpuOf(after) - cpuOf(before)) / ms) * 100, 1),
    requestsPerSecond: round((frames / ms) * 1_000, 1),
    rssMbMax: round(Math.max(...after.map(({ rssBytes }) => rssBytes)) / 1e6),
  };
}

async function allInSync(client: Client, topics: readonly string[]): Promise<void> {
  for (;;) {
    const described = await client.admin().describeTopics(topics);
    const isWhole = described.every((topic) =>
      topic.partitions.every(({ isr, replicas: all }) => isr.length === all.length),
    );
    if (isWhole) return;
    await pause(lookEveryMs);
  }
}

function atLeast(count: number, { scale }: Settings): number {
  return Math.max(1_000, Math.round(count * scale));
}

function cpuOf(usages: readonly BrokerUsage[]): number {
  return usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

function framesOf(usages: readonly BrokerUsage[]): number {
  return usages.reduce((sum, { frames }) => sum + frames, 0);
}
