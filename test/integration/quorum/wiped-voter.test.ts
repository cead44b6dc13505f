// A voter whose disk was wiped has no say in the quorum until it is readmitted [QRM-3]: it might vote twice in one term, and
// what it had acknowledged is gone.
import { rm } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { QuorumProcesses } from './quorum-processes.ts';

const wiped = 3;

let cluster: QuorumProcesses | undefined;

afterEach(async () => {
  await cluster?.end();
});

async function json(...args: string[]) {
  const { stdout, stderr, code } = await (cluster as QuorumProcesses).tidelog(...args, '--json');
  expect(stderr).toEqual([]);
  return { code, answer: JSON.parse(stdout.join('\n')) };
}

test('a wiped voter comes back without a vote, is readmitted by voters replace, and then counts', async () => {
  cluster = await QuorumProcesses.start();
  const running = cluster;
  const client = await running.client(1);
  await client.createTopic('before', 2);
  const { directoryId: oldDirectory } = await member(wiped);

  await running.kill(wiped);
  await rm(running.directory(wiped), { recursive: true });
  // As long as its session lasts, the controller takes it for another broker with the same id.
  await eventually(
    () => client.metadata(),
    ({ brokers }) => brokers.length === 2,
  );
  await running.start(wiped);
  // It has joined, and knows all metadata; but the voter is the one whose disk is gone.
  await running.agreedMetadata();
  expect(await running.localQuorum(wiped)).toMatchObject({
    role: expect.not.stringMatching('leader'),
  });
  const status = await json('cluster', 'status');
  expect(status.code).toBe(1);
  expect(status.answer.problems).toEqual([
    expect.stringMatching(/^the controller has not heard of voter 3/),
  ]);
  expect((await member(wiped)).directoryId).toBe(oldDirectory);

  const replaced = await running.tidelog('cluster', 'voters', 'replace', String(wiped));
  expect(replaced).toMatchObject({ code: 0, stderr: [] });
  expect(replaced.stdout).toEqual(['broker 3 is a voter', 'voters: 1, 2, 3']);
  expect((await member(wiped)).directoryId).not.toBe(oldDirectory);
  const healthy = await json('cluster', 'status');
  expect(healthy).toMatchObject({ code: 0, answer: { problems: [], warnings: [] } });

  // Without its vote there would be no majority now.
  await running.kill(1);
  const make = await running.prober(2);
  await make('after');
  const { topics } = await running.agreedMetadata();
  expect(topics.map(({ name }) => name)).toEqual(['after', 'before']);
});

async function member(nodeId: number): Promise<{ directoryId: string }> {
  const { answer } = await json('cluster', 'voters');
  return answer.voters.find((voter: { nodeId: number }) => voter.nodeId === nodeId);
}
