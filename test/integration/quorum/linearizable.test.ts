// A linearizable answer about metadata has everything that was committed before it was asked for, whichever broker is asked.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';

let cluster: QuorumCluster;

afterEach(async () => {
  await cluster.close();
});

test('every broker knows at once what another one was told', async () => {
  cluster = await QuorumCluster.prepare(await mkdtemp(join(tmpdir(), 'tidelog-read-')), 3);
  await cluster.startAll();
  await cluster.start(4);
  const clients = await Promise.all([1, 2, 3, 4].map((nodeId) => cluster.client(nodeId)));
  for (let i = 0; i < 20; i++) {
    const writer = clients[i % 4];
    const reader = clients[(i + 1 + (i % 3)) % 4];
    await writer?.createTopic(`t${i}`);
    const answer = await reader?.metadata({ topics: [{ name: `t${i}` }], linearizable: true });
    expect(answer?.topics[0]).toMatchObject({ name: `t${i}`, errorCode: 0 });
  }
  for (const client of clients) client.close();
});

test('without a majority there is none, but what a broker knows is told', async () => {
  cluster = await QuorumCluster.prepare(await mkdtemp(join(tmpdir(), 'tidelog-read-')), 3);
  await cluster.startAll();
  const client = await cluster.client(1);
  await client.createTopic('known');
  await Promise.all([cluster.stop(2), cluster.stop(3)]);
  const refused = await client.metadata({ allTopics: true, linearizable: true }).catch(codeOf);
  expect(['LEADER_NOT_AVAILABLE', 'REQUEST_TIMED_OUT']).toContain(refused);
  expect((await client.metadata()).topics.map(({ name }) => name)).toContain('known');
  client.close();
});
