// Snapshots bound the metadata log [QRM-4]: voters take them, those that were away fetch them, and so do brokers without a vote.
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';
import type { TestClient } from '../../support/test-broker.ts';

let cluster: QuorumCluster;

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-snapshots-'));
  const settings = { metadataSnapshotBytes: 2_048 };
  cluster = await QuorumCluster.prepare(root, 3, { settings });
});

afterEach(async () => {
  await cluster.close();
});

const snapshotsOf = async (nodeId: number) => {
  const names = await readdir(join(cluster.root, String(nodeId), '__cluster_metadata-0'));
  return names.filter((name) => name.endsWith('.checkpoint')).sort();
};

async function createTopics(client: TestClient, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) await client.createTopic(`topic-${i}`, 4);
}

const quorumAs = (client: TestClient) =>
  client.connection.request('describeQuorum', { localOnly: true }, { timeoutMs: 5_000 });

async function topicsAt(nodeId: number): Promise<string[]> {
  const client = await cluster.client(nodeId);
  const { topics } = await client.metadata();
  client.close();
  return topics.map(({ name }) => name).sort();
}

test('a voter that was away fetches one, and so does a broker without a vote', async () => {
  await cluster.startAll();
  const leader = await cluster.leader();
  const away = [1, 2, 3].find((nodeId) => nodeId !== leader) as number;
  const client = await cluster.client(leader);
  await createTopics(client, 0, 5);
  await cluster.stop(away);
  await createTopics(client, 5, 40);
  const { logStartOffset } = await eventually(
    () => quorumAs(client),
    (answer) => answer.logStartOffset > 100,
  );
  expect((await snapshotsOf(leader)).length).toBeGreaterThan(0);
  expect((await snapshotsOf(leader)).length).toBeLessThanOrEqual(2);
  await cluster.start(away);
  const took = /^took over the snapshot of the metadata up to offset (\d+)$/;
  const line = await cluster.loggers.get(away)?.line(({ message }) => took.test(message));
  expect(Number(took.exec(line?.message ?? '')?.[1])).toBeGreaterThanOrEqual(logStartOffset);
  expect(await topicsAt(away)).toEqual(await topicsAt(leader));
  await cluster.start(4);
  const followed = /^took over a snapshot of the metadata/;
  await cluster.loggers.get(4)?.line(({ message }) => followed.test(message));
  expect(await topicsAt(4)).toEqual(await topicsAt(leader));
  client.close();
});

test('all come back from their snapshots and what is above them [QRM-5]', async () => {
  await cluster.startAll();
  const client = await cluster.client(1);
  await createTopics(client, 0, 30);
  client.close();
  const before = await topicsAt(2);
  await Promise.all([1, 2, 3].map((nodeId) => cluster.stop(nodeId)));
  await cluster.startAll();
  for (const nodeId of [1, 2, 3]) {
    await eventually(
      () => topicsAt(nodeId),
      (names) => names.length === before.length,
    );
    expect(await topicsAt(nodeId)).toEqual(before);
    expect((await snapshotsOf(nodeId)).length).toBeGreaterThan(0);
  }
});
