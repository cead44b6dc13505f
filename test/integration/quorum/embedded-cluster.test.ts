// A cluster in one process, as users' own tests start it.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Client, Cluster } from '../../../src/index.ts';
import { eventually } from '../../support/eventually.ts';

test('three brokers of one process go on without any one of them, and take it back', async () => {
  await using cluster = await Cluster.start({ brokers: 3 });
  expect(cluster.voters).toEqual([1, 2, 3]);
  await using client = new Client({ brokers: cluster.addresses });
  const admin = client.admin();
  await admin.createTopic({ name: 'orders', partitions: 3, replicationFactor: 1 });
  for (const nodeId of cluster.nodeIds) {
    await cluster.stopBroker(nodeId);
    expect(cluster.brokers.map((broker) => broker.nodeId)).not.toContain(nodeId);
    expect(() => cluster.broker(nodeId)).toThrow(`broker ${nodeId} does not run`);
    const name = `without-${nodeId}`;
    await admin.createTopic({ name, partitions: 1, replicationFactor: 1 });
    const { leaderId } = await admin.describeQuorum();
    expect(leaderId).not.toBe(nodeId);
    const broker = await cluster.startBroker(nodeId);
    expect(cluster.broker(nodeId)).toBe(broker);
  }
  const { brokers } = await eventually(
    () => admin.describeCluster(),
    (answer) => answer.brokers.every(({ fenced }) => !fenced),
  );
  expect(brokers).toHaveLength(3);
  const names = (await admin.listTopics()).map(({ name }) => name);
  expect(names).toEqual(['orders', 'without-1', 'without-2', 'without-3']);
});

test('brokers that are no voters follow, and data that has a place of its own is there again', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'tidelog-embedded-'));
  try {
    const first = await Cluster.start({ brokers: 4, dataDirectory });
    expect(first.voters).toEqual([1, 2, 3]);
    {
      await using client = new Client({ brokers: first.addresses });
      await client.admin().createTopic({ name: 'kept', partitions: 4, replicationFactor: 1 });
    }
    await first.close();
    await first.close();
    expect((await readdir(dataDirectory)).toSorted()).toEqual(['1', '2', '3', '4']);
    // All of them are at other ports now; the list that they are started with says where.
    await using second = await Cluster.start({ brokers: 4, dataDirectory });
    expect(second.addresses).not.toBe(first.addresses);
    await using client = new Client({ brokers: second.addresses });
    const topics = await client.admin().listTopics();
    expect(topics.map(({ name }) => name)).toEqual(['kept']);
    const { voters } = await eventually(
      () => client.admin().describeQuorum(),
      (quorum) =>
        quorum.voters.every(
          ({ nodeId, port }) => port === second.broker(nodeId).internalAddress.port,
        ),
    );
    expect(voters).toHaveLength(3);
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
});

test('one broker alone is a cluster too', async () => {
  await using one = await Cluster.start({ brokers: 1 });
  expect(one.voters).toEqual([1]);
  await using client = new Client({ brokers: one.addresses });
  await client.admin().createTopic({ name: 'alone' });
});

test.each([
  [{ brokers: 0 }, 'brokers is 0; it must be a whole number from 1 to 100'],
  [{ brokers: 2.5 }, 'brokers is 2.5; it must be a whole number'],
  [{ brokers: 3, voters: 2 }, 'voters is 2; it must be 1, 3 or 5'],
  [{ brokers: 3, voters: 5 }, 'no more than brokers (3)'],
])('%j is refused', async (options, message) => {
  await expect(Cluster.start(options)).rejects.toMatchObject({
    code: 'INVALID_CONFIG',
    message: expect.stringContaining(message),
  });
});
