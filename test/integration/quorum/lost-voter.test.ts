// A voter that has lost its log or its vote does not count as the one that it was [QRM-3]: it comes back without a vote, under another
// directory id, and votes again when people say so.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';

let cluster: QuorumCluster;

beforeEach(async () => {
  cluster = await QuorumCluster.prepare(await mkdtemp(join(tmpdir(), 'tidelog-lost-')), 3);
});

afterEach(async () => {
  await cluster.close();
});

const pathOf = (nodeId: number, ...names: string[]) => join(cluster.root, String(nodeId), ...names);

const directoryIdOf = async (nodeId: number) =>
  JSON.parse(await readFile(pathOf(nodeId, 'meta.json'), 'utf8')).state.directoryId as string;

async function describeQuorum() {
  const client = await cluster.client(await cluster.leader());
  const answer = await client.connection.request(
    'describeQuorum',
    { localOnly: true },
    { timeoutMs: 5_000 },
  );
  client.close();
  return answer;
}

const losses: [string, (nodeId: number) => Promise<void>][] = [
  ['its vote', (nodeId) => rm(pathOf(nodeId, 'quorum-state.json'))],
  ['a vote that can be read', (nodeId) => writeFile(pathOf(nodeId, 'quorum-state.json'), '{}')],
  ['its metadata log', (nodeId) => rm(pathOf(nodeId, '__cluster_metadata-0'), { recursive: true })],
];

test.each(losses)('that has lost %s', async (_, lose) => {
  await cluster.startAll();
  const leader = await cluster.leader();
  const victim = [1, 2, 3].find((nodeId) => nodeId !== leader) as number;
  const client = await cluster.client(leader);
  await client.createTopic('before');
  await cluster.stop(victim);
  const before = await directoryIdOf(victim);
  await lose(victim);
  await cluster.start(victim);
  const warned = cluster.loggers
    .get(victim)
    ?.lines.some(({ message }) => message.includes(`cluster voters replace ${victim}`));
  expect(warned).toBe(true);
  const after = await directoryIdOf(victim);
  expect(after).not.toBe(before);
  const { voters } = await describeQuorum();
  const asVoter = voters.find(({ nodeId }) => nodeId === victim);
  expect(Buffer.from(asVoter?.directoryId ?? []).toString('base64url')).toBe(before);
  await client.createTopic('meanwhile');

  await client.connection.request(
    'alterVoters',
    { replaceNodeId: victim, timeoutMs: 10_000 },
    { timeoutMs: 15_000 },
  );
  const isVoter = async () => {
    const quorum = await describeQuorum();
    return quorum.voters.some(
      ({ nodeId, directoryId }) =>
        nodeId === victim && Buffer.from(directoryId).toString('base64url') === after,
    );
  };
  await eventually(isVoter, (isIt) => isIt);
  // Its vote counts: without one of the others it makes a majority.
  const other = [1, 2, 3].find((nodeId) => nodeId !== leader && nodeId !== victim) as number;
  await cluster.stop(other);
  await client.createTopic('with-it');
  client.close();
  const names = await readdir(pathOf(victim));
  expect(names).toContain('__cluster_metadata-0');
});
