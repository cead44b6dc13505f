// Three voters in this process, over real sockets and files: they found a cluster together, survive each other, and come back.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';

let cluster: QuorumCluster;

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-quorum-'));
  cluster = await QuorumCluster.prepare(root, 3);
});

afterEach(async () => {
  await cluster.close();
});

test('found a cluster together, and all know its topics [QRM-6]', async () => {
  await cluster.startAll();
  const ids = new Set([...cluster.brokers.values()].map(({ clusterId }) => clusterId));
  expect(ids.size).toBe(1);
  const leader = await cluster.leader();
  const other = [1, 2, 3].find((nodeId) => nodeId !== leader) as number;
  const client = await cluster.client(other);
  await client.createTopic('events', 3);
  await client.append('events', 0, 'one').catch(() => {});
  for (const nodeId of [1, 2, 3]) {
    const each = await cluster.client(nodeId);
    const { topics } = await eventually(
      () => each.metadata(),
      (answer) => answer.topics.some(({ name }) => name === 'events'),
    );
    expect(topics.find(({ name }) => name === 'events')?.partitions).toHaveLength(3);
    each.close();
  }
  client.close();
});

test('go on without their leader, and take it back', async () => {
  await cluster.startAll();
  const first = await cluster.leader();
  await (await cluster.client(first)).createTopic('before');
  await cluster.stop(first);
  const second = await cluster.leader();
  expect(second).not.toBe(first);
  const client = await cluster.client(second);
  await client.createTopic('after');
  await cluster.start(first);
  const back = await cluster.client(first);
  const names = (await back.metadata()).topics.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['before', 'after']));
  await back.createTopic('later');
  client.close();
  back.close();
});

test('come back all together with what they had', async () => {
  await cluster.startAll();
  const client = await cluster.client(1);
  await client.createTopic('kept');
  client.close();
  const { clusterId } = cluster.brokers.get(1) as { clusterId: string };
  await Promise.all([1, 2, 3].map((nodeId) => cluster.stop(nodeId)));
  await cluster.startAll();
  expect(cluster.brokers.get(2)?.clusterId).toBe(clusterId);
  const again = await cluster.client(3);
  expect((await again.metadata()).topics.map(({ name }) => name)).toContain('kept');
  again.close();
});
