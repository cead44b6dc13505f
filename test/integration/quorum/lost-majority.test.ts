// Two of three voters dead: what is known can be read, nothing can be changed, and that is told in time. When they are back
// it all goes on without anybody doing anything.
import { afterEach, expect, test } from 'vitest';
import { messageOf, TidelogError } from '../../../src/base/errors.ts';
import { errorFromWire } from '../../../src/protocol/error-codes.ts';
import type { TestClient } from '../../support/test-broker.ts';
import { QuorumProcesses } from './quorum-processes.ts';

const writeTimeoutMs = 1_500;
/** For a busy machine; without a bound of its own a request would take many times as long. */
const marginMs = 5_000;

let cluster: QuorumProcesses | undefined;

afterEach(async () => {
  await cluster?.end();
});

/** The error of the topic, or of the whole. */
async function refusalOf(
  { connection }: TestClient,
  api: 'createTopics' | 'deleteTopics',
  name: string,
): Promise<TidelogError> {
  const startedMs = performance.now();
  const body = { topics: [{ name }], timeoutMs: writeTimeoutMs };
  try {
    const { topics } = await connection.request(api, body, { timeoutMs: 60_000 });
    const [result] = topics;
    throw errorFromWire(result?.errorCode ?? -1, result?.errorMessage ?? '');
  } catch (error) {
    expect(performance.now() - startedMs).toBeLessThan(writeTimeoutMs + marginMs);
    if (error instanceof TidelogError) return error;
    throw new Error(`it was not refused as it should be: ${messageOf(error)}`);
  }
}

test('with two of three voters dead metadata is read and not changed, and all heals when they are back', async () => {
  cluster = await QuorumProcesses.start();
  const running = cluster;
  const { nodeIds } = running;
  const survivor = nodeIds.at(-1) as number;
  const client = await running.client(survivor);
  await client.createTopic('kept', 3);
  const healthy = await running.tidelog('cluster', 'status');
  expect(healthy).toMatchObject({ code: 0, stderr: [] });
  const before = await running.agreedMetadata();
  const dead = nodeIds.slice(0, -1);
  await Promise.all(dead.map((nodeId) => running.kill(nodeId)));

  const { topics } = await client.metadata({ allTopics: true, includeConfigs: true });
  expect(topics).toEqual(before.topics);
  for (const api of ['createTopics', 'deleteTopics'] as const) {
    const name = api === 'createTopics' ? 'never' : 'kept';
    const error = await refusalOf(client, api, name);
    expect(['REQUEST_TIMED_OUT', 'LEADER_NOT_AVAILABLE', 'NOT_CONTROLLER']).toContain(error.code);
    expect(error.retriable).toBe(true);
  }
  const status = await running.tidelog('cluster', 'status', '--json');
  expect(status.code).toBe(1);
  const { healthy: isHealthy, problems } = JSON.parse(status.stdout.join('\n'));
  expect(isHealthy).toBe(false);
  expect(problems[0]).toMatch(/^the metadata quorum has no leader, as far as broker 3 can tell/);
  expect((await client.metadata()).topics.map(({ name }) => name)).toEqual(['kept']);

  await Promise.all(dead.map((nodeId) => running.start(nodeId)));
  const createAfter = await running.prober(survivor);
  await createAfter('after');
  const after = await running.agreedMetadata();
  const names = after.topics.map(({ name }) => name);
  // Its outcome was left open.
  expect(names.filter((name) => name !== 'never' && name !== 'kept')).toEqual(['after']);
  expect(after.brokers.map(({ nodeId }) => nodeId)).toEqual(nodeIds);
});
