// Three broker processes, of which one is killed: the others go on, and it comes back into its place [QRM-4, QRM-8].
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { eventually } from '../../support/eventually.ts';
import { TestClient } from '../../support/test-broker.ts';

let root: string;
const processes = new Map<number, BrokerProcess>();
const clients = new Map<number, TestClient>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-failures-'));
  await startBroker(1);
  await Promise.all([startBroker(2), startBroker(3)]);
  await clientOf(1).createTopic('t', 6);
});

afterAll(async () => {
  for (const client of clients.values()) client.close();
  await Promise.all([...processes.values()].map((broker) => broker.kill()));
  await rm(root, { recursive: true });
});

/** In the place, and at the addresses, of the one before. */
async function startBroker(nodeId: number): Promise<void> {
  const before = processes.get(nodeId);
  const quorum = nodeId === 1 ? undefined : processes.get(1)?.internal;
  const broker = await BrokerProcess.start({
    nodeId,
    dataDirectory: join(root, String(nodeId)),
    // What is shown here is what becomes of the leaders of single replicas.
    settings: { defaultReplicationFactor: 1 },
    ...(before ? { client: { listen: before.client }, internal: { listen: before.internal } } : {}),
    ...(quorum ? { quorum: [{ nodeId: 1, ...quorum }] } : {}),
  });
  processes.set(nodeId, broker);
  clients.get(nodeId)?.close();
  clients.set(nodeId, await TestClient.open(broker.client));
}

function clientOf(nodeId: number): TestClient {
  const client = clients.get(nodeId);
  if (!client) throw new Error(`broker ${nodeId} has not been started`);
  return client;
}

async function partitionsOf(nodeId: number) {
  const { topics } = await clientOf(nodeId).metadata({ topics: [{ name: 't' }] });
  return topics[0]?.partitions ?? [];
}

async function liveBrokers(nodeId: number): Promise<number[]> {
  return (await clientOf(nodeId).metadata()).brokers.map((broker) => broker.nodeId);
}

async function appendTo(nodeId: number, value: string): Promise<number> {
  const partitions = await eventually(
    () => partitionsOf(nodeId),
    (known) => known.length > 0,
  );
  const mine = partitions.find(({ leaderId }) => leaderId === nodeId);
  if (!mine) throw new Error(`broker ${nodeId} leads nothing`);
  await clientOf(nodeId).append('t', mine.partition, value);
  expect(await clientOf(nodeId).readValues('t', mine.partition)).toContain(value);
  return mine.partition;
}

test('a killed broker is fenced within its session; the others go on, and it leads again with a higher epoch', async () => {
  const before = await partitionsOf(1);
  const partition = await appendTo(3, 'before the kill');
  const killedMs = performance.now();
  await processes.get(3)?.kill();
  await eventually(
    () => liveBrokers(1),
    (live) => live.length === 2,
  );
  const fencedMs = performance.now() - killedMs;
  expect(fencedMs).toBeGreaterThan(limits.brokerSessionMs - 2 * limits.brokerHeartbeatMs);
  expect(fencedMs).toBeLessThan(4 * limits.brokerSessionMs);
  for (const now of await partitionsOf(1)) {
    const then = before[now.partition];
    if (then?.leaderId !== 3) {
      expect(now).toEqual(then);
      continue;
    }
    expect(now.leaderId).toBe(-1);
    expect(now.errorCode).toBe(errorNumber('LEADER_NOT_AVAILABLE'));
    expect(now.leaderEpoch).toBeGreaterThan(then.leaderEpoch);
  }
  await appendTo(1, 'without the third');
  await appendTo(2, 'without the third');
  const { brokers } = await clientOf(1).describeCluster();
  expect(new Map(brokers.map(({ nodeId, fenced }) => [nodeId, fenced]))).toEqual(
    new Map([
      [1, false],
      [2, false],
      [3, true],
    ]),
  );

  await startBroker(3);
  const after = await partitionsOf(3);
  expect(after.map(({ leaderId }) => leaderId)).toEqual(before.map(({ leaderId }) => leaderId));
  expect(after[partition]?.leaderEpoch).toBeGreaterThan((before[partition]?.leaderEpoch ?? 0) + 1);
  expect(await clientOf(3).readValues('t', partition)).toEqual(['before the kill']);
});

test('while the controller is dead the others serve, and they rejoin it without a restart', async () => {
  const before = await eventually(
    () => partitionsOf(2),
    (partitions) => partitions.every(({ leaderId }) => leaderId !== -1),
  );
  await processes.get(1)?.kill();
  for (let i = 0; i < 20; i++) {
    await appendTo(2, `orphan ${i}`);
    await appendTo(3, `orphan ${i}`);
  }
  const { topics } = await clientOf(2)
    .connection.request(
      'createTopics',
      { topics: [{ name: 'not now', partitions: 1 }], timeoutMs: 300 },
      { timeoutMs: 20_000 },
    )
    .catch((error: unknown) => ({ topics: [error as { code: string }] }));
  expect(topics[0]).toMatchObject({ retriable: true });

  await startBroker(1);
  await eventually(
    () => liveBrokers(1),
    (live) => live.length === 3,
  );
  for (const nodeId of [1, 2, 3]) await appendTo(nodeId, `together again ${nodeId}`);
  await clientOf(2).createTopic('after', 3);
  expect(processes.get(2)?.stderr).not.toContain('fenced');
  const after = await partitionsOf(2);
  for (const { partition, leaderId, leaderEpoch } of before) {
    const isRestarted = leaderId === 1;
    expect(after[partition]?.leaderId).toBe(leaderId);
    expect((after[partition]?.leaderEpoch ?? 0) > leaderEpoch).toBe(isRestarted);
  }
});

test('all of them killed and started in any order are the same cluster again', async () => {
  const clusterId = Buffer.from((await clientOf(1).metadata()).clusterId);
  const before = await partitionsOf(1);
  await Promise.all([...processes.values()].map((broker) => broker.kill()));
  await Promise.all([startBroker(3), startBroker(2), startBroker(1)]);
  const answer = await eventually(
    () => clientOf(1).metadata(),
    ({ brokers }) => brokers.length === 3,
  );
  expect(Buffer.from(answer.clusterId)).toEqual(clusterId);
  const after = await partitionsOf(1);
  expect(after.map(({ leaderId }) => leaderId)).toEqual(before.map(({ leaderId }) => leaderId));
});
