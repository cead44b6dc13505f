// Three brokers with everything that a broker has, over real sockets and files: leaders go and come back, and no acknowledged
// record is lost.
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { eventually } from '../../support/eventually.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';
import type { TestClient } from '../../support/test-broker.ts';

let cluster: QuorumCluster;
const ids = [1, 2, 3];

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-replication-'));
  const settings = { replicaLagTimeMaxMs: 1_000 };
  cluster = await QuorumCluster.prepare(root, 3, { settings });
  await cluster.startAll();
});

afterEach(async () => {
  await cluster.close();
});

async function partitionOf(client: TestClient, name: string) {
  const { topics } = await client.metadata({ topics: [{ name }] });
  const partition = topics[0]?.partitions[0];
  if (!partition) throw new Error('the topic has a partition');
  return partition;
}

/** The partition, once so many replicas are in sync and one of them leads. */
async function settled(client: TestClient, name: string, inSync: number) {
  return eventually(
    () => partitionOf(client, name),
    ({ isr, leaderId }) => isr.length === inSync && leaderId > 0,
  );
}

/** Appends to whoever leads, until it is acknowledged. */
async function append(name: string, value: string): Promise<number> {
  for (;;) {
    const [anyone] = cluster.brokers.keys();
    const client = await cluster.client(anyone);
    const { leaderId } = await partitionOf(client, name).finally(() => client.close());
    if (!cluster.brokers.has(leaderId)) continue;
    const leader = await cluster.client(leaderId);
    try {
      const { batchOf } = await import('../../support/test-broker.ts');
      const result = await leader.produce({ name }, 0, batchOf(value));
      if (result.errorCode === 0) return result.baseOffset;
    } finally {
      leader.close();
    }
  }
}

test('[REP-6] topics get three replicas, and every acknowledged record outlives its leader, twice', async () => {
  const client = await cluster.client(1);
  await client.createTopic('t');
  const first = await settled(client, 't', 3);
  expect(first.replicas).toHaveLength(3);
  client.close();
  const acknowledged: string[] = [];
  const write = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const value = `v${acknowledged.length}`;
      await append('t', value);
      acknowledged.push(value);
    }
  };
  await write(10);
  for (let round = 0; round < 2; round++) {
    const some = await cluster.client(ids.find((id) => cluster.brokers.has(id)));
    const { leaderId } = await settled(some, 't', 3);
    some.close();
    await cluster.stop(leaderId);
    await write(10);
    await cluster.start(leaderId);
    const back = await cluster.client(leaderId);
    await settled(back, 't', 3);
    back.close();
    await write(5);
  }
  const any = await cluster.client(1);
  const { leaderId } = await settled(any, 't', 3);
  any.close();
  const reader = await cluster.client(leaderId);
  expect(await reader.readValues('t', 0)).toEqual(acknowledged);
  reader.close();
});

test('[REP-5] a broker that stops leaves the ISR, and writes with acks all go on with two', async () => {
  const client = await cluster.client(1);
  await client.createTopic('t');
  await settled(client, 't', 3);
  client.close();
  await append('t', 'kept');
  const controller = await cluster.leader();
  const others = ids.filter((id) => id !== controller);
  // The quorum needs two of three, so one that stays is cut off from its followers only by their leaving the ISR.
  await cluster.stop(others[0] as number);
  const left = await cluster.client(controller);
  const partition = await settled(left, 't', 2);
  expect(partition.isr).not.toContain(others[0]);
  await append('t', 'still two');
  left.close();
});

test('[REP-12] a consumer that has read what the leader does not have is told where they part', async () => {
  const client = await cluster.client(1);
  await client.createTopic('t');
  const { leaderId, leaderEpoch } = await settled(client, 't', 3);
  client.close();
  for (const value of ['a', 'b']) await append('t', value);
  const leader = await cluster.client(leaderId);
  const ask = async (fetchOffset: number, lastFetchedEpoch: number) => {
    const partitions = [{ partition: 0, fetchOffset, maxBytes: 1 << 20, lastFetchedEpoch }];
    const body = { maxWaitMs: 0, maxBytes: 1 << 20, topics: [{ name: 't', partitions }] };
    const { topics } = await leader.connection.request('fetch', body, { timeoutMs: 5_000 });
    return topics[0]?.partitions[0];
  };
  expect((await ask(2, leaderEpoch))?.diverging ?? undefined).toBeUndefined();
  expect((await ask(9, leaderEpoch))?.diverging).toMatchObject({
    epoch: leaderEpoch,
    endOffset: 2,
  });
  // Of a leader that came later: this one has not heard of it yet.
  expect(await ask(2, leaderEpoch + 5)).toMatchObject({
    errorCode: errorNumber('UNKNOWN_LEADER_EPOCH'),
    diverging: null,
  });
  leader.close();
});

test('[REP-10] a partition moves to another broker while it is written to, and the old log goes', async () => {
  const client = await cluster.client(await cluster.leader());
  const created = await client.connection.request(
    'createTopics',
    { topics: [{ name: 'moves', partitions: 1, replicationFactor: 1 }] },
    { timeoutMs: 10_000 },
  );
  expect(created.topics[0]?.errorCode).toBe(0);
  const before = await settled(client, 'moves', 1);
  for (let i = 0; i < 5; i++) await append('moves', `v${i}`);
  const target = ids.find((id) => id !== before.leaderId) as number;
  const topicId = created.topics[0]?.topicId ?? new Uint8Array();
  const moved = await client.connection.request(
    'alterReassignments',
    {
      topics: [{ topicId, partitions: [{ partition: 0, replicas: [target] }] }],
      timeoutMs: 10_000,
    },
    { timeoutMs: 10_000 },
  );
  expect(moved.topics[0]?.partitions[0]?.errorCode).toBe(0);
  for (let i = 5; i < 10; i++) await append('moves', `v${i}`);
  const after = await eventually(
    () => partitionOf(client, 'moves'),
    ({ replicas, leaderId }) => replicas.join() === String(target) && leaderId === target,
  );
  expect(after.isr).toEqual([target]);
  const reader = await cluster.client(target);
  expect(await reader.readValues('moves', 0)).toEqual(
    Array.from({ length: 10 }, (_, i) => `v${i}`),
  );
  const old = join(cluster.root, String(before.leaderId), 'moves-0');
  await eventually(
    async () => existsSync(old),
    (isThere) => !isThere,
  );
  reader.close();
  client.close();
});
