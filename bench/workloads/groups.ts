/**
 * How soon a first consumer reads; how long one member more, or less, of 100 on 300 partitions keeps its group busy. Then 1,000 groups of ten members each on one broker: how long until all are settled, what their heartbeats cost while nothing
 * happens, what they take in memory, and how many commits a second are acknowledged, each of them on disk.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '../../src/client/client.ts';
import type { BrokerProcess } from '../processes/broker.ts';
import type { MembersProcess } from '../processes/members.ts';
import { Child } from '../support/child.ts';
import { type Row, round } from '../support/measure.ts';
import type { Settings } from '../support/stage.ts';

const groupsDefault = 1_000;
const membersPerGroup = 10;
const membersPerConnection = 50;
const stayMs = 9_000;
const commitMs = 5_000;
const firstRecordsRead = 10;
const topic = 'work';
const noRates = {
  recordsPerSecond: null,
  mbPerSecond: null,
  ceilingRecordsPerSecond: null,
  ratio: null,
};

/** From `consumer()` to the first record, of the first group of a broker and of those after it. */
async function firstRecords(client: Client): Promise<Row> {
  await using producer = client.producer();
  await producer.send({ topic, value: 'first' });
  const times: number[] = [];
  for (let i = 0; i < firstRecordsRead; i++) {
    const startedMs = performance.now();
    await using consumer = client.consumer({ groupId: `first-${i}`, topics: [topic] });
    for await (const record of consumer) {
      times.push(performance.now() - startedMs);
      await consumer.commit(record);
      break;
    }
  }
  const [firstMs = 0, ...others] = times;
  const medianMs = others.sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0;
  return {
    workload: 'groups/first-record',
    ...noRates,
    ...{ firstGroupMs: round(firstMs), medianMs: round(medianMs) },
  };
}

export async function* groups(settings: Settings): AsyncGenerator<Row> {
  const directory = await mkdtemp(join(settings.directory, 'tidelog-bench-groups-'));
  const groupCount = Math.max(10, Math.round(groupsDefault * settings.scale));
  const memberCount = groupCount * membersPerGroup;
  await using broker = new Child<BrokerProcess>('broker', settings);
  await using members = new Child<MembersProcess>('members');
  try {
    const address = await broker.call('start', { dataDirectory: join(directory, 'data') });
    await using client = new Client({ brokers: `${address.host}:${address.port}` });
    await client.admin().createTopic({ name: topic, partitions: membersPerGroup });
    yield await firstRecords(client);
    const wide = { name: 'wide', partitions: 300 };
    await client.admin().createTopic(wide);
    const { joinMs, leaveMs, ...moved } = await members.call('oneMore', {
      ...{ address, topic: wide.name, count: 100, partitions: wide.partitions },
    });
    yield {
      workload: 'groups/one-more-of-100',
      ...noRates,
      ...{ joinMs: round(joinMs), leaveMs: round(leaveMs), ...moved },
    };
    const before = await broker.call('usage', { watch: true });
    const settledMs = await members.call('join', {
      address,
      topic,
      groups: groupCount,
      membersPerGroup,
      connections: Math.ceil(memberCount / membersPerConnection),
    });
    const joined = await broker.call('usage', { watch: false });
    yield {
      workload: 'groups/join',
      ...noRates,
      groups: groupCount,
      members: memberCount,
      settledMs: round(settledMs),
      brokerMbMore: round((joined.rssBytes - before.rssBytes) / 1e6, 1),
      stretchMsMax: round(joined.stretchMsMax, 1),
    };
    const idle = await broker.call('usage', { watch: false });
    const startedMs = performance.now();
    const beats = await members.call('stay', { ms: stayMs });
    const tookMs = performance.now() - startedMs;
    const stayed = await broker.call('usage', { watch: false });
    yield {
      workload: 'groups/heartbeats',
      ...noRates,
      heartbeatsPerSecond: round((beats / tookMs) * 1_000),
      cpuPercentOfOneCore: round(((stayed.cpuMs - idle.cpuMs) / tookMs) * 100, 1),
    };
    for (const committers of [1, groupCount, memberCount]) {
      const commits = await members.call('commit', { ms: commitMs, committers });
      yield {
        workload: `groups/commit`,
        ...noRates,
        committers,
        commitsPerSecond: round((commits / commitMs) * 1_000),
      };
    }
    await broker.call('stop', null);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
