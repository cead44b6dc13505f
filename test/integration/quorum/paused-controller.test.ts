// A controller that stands still for longer than its session and then goes on where it was: what it was about to decide is
// void, and it follows the one that was elected meanwhile [QRM-4].
import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { eventually } from '../../support/eventually.ts';
import { TestClient } from '../../support/test-broker.ts';
import { QuorumProcesses } from './quorum-processes.ts';

let cluster: QuorumProcesses | undefined;

afterEach(async () => {
  await cluster?.end();
});

/** 0, the error of the topic, or the code of what the whole request was refused with. */
function askForTopic(client: TestClient, name: string, partitions: number, timeoutMs: number) {
  const topics = [{ name, partitions }];
  return client.connection
    .request('createTopics', { topics, timeoutMs }, { timeoutMs: 60_000 })
    .then(
      ({ topics: [result] }) => result?.errorCode ?? -1,
      (error: unknown) => codeOf(error) ?? 'none',
    );
}

test('a controller that was stopped past its session changes nothing when it goes on', async () => {
  cluster = await QuorumProcesses.start();
  const running = cluster;
  const { nodeIds } = running;
  const stopped = await running.controller();
  const survivors = nodeIds.filter((nodeId) => nodeId !== stopped);
  const witness = await running.client(survivors[0] as number);
  await witness.createTopic('kept', 2);
  await witness.createTopic('doomed', 1);
  const epochsOf = async () => {
    const { brokers } = await witness.describeCluster();
    return survivors.map((nodeId) => brokers.find((one) => one.nodeId === nodeId)?.brokerEpoch);
  };
  const epochs = await epochsOf();

  const stale = await TestClient.open(running.place(stopped).client);
  running.process(stopped).suspend();
  // They wait in its socket, and are the first thing that it sees.
  const late = askForTopic(stale, 'late', 1, 200);
  const contested = askForTopic(stale, 'contested', 1, 200);
  const elected = await running.controller(survivors);
  await eventually(
    () => witness.metadata(),
    ({ brokers }) => brokers.length === survivors.length,
  );
  await witness.createTopic('contested', 3);
  await witness.deleteTopic('doomed');
  await witness.createTopic('doomed', 4);
  const { term } = await running.localQuorum(elected);

  running.process(stopped).resume();
  const lateOutcome = await late;
  const refusals = [errorNumber('TOPIC_ALREADY_EXISTS'), 'REQUEST_TIMED_OUT', 'NOT_CONTROLLER'];
  expect([...refusals, 'LEADER_NOT_AVAILABLE']).toContain(await contested);
  await eventually(
    () => witness.metadata(),
    ({ brokers }) => brokers.length === nodeIds.length,
  );
  const { topics, controllerId } = await running.agreedMetadata();
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions.length]));
  // What was asked for late may have been asked of the new controller again; but it is whole then, and on all.
  if (lateOutcome === 0) expect(partitions.get('late')).toBe(1);
  partitions.delete('late');
  expect([...partitions]).toEqual([
    ['contested', 3],
    ['doomed', 4],
    ['kept', 2],
  ]);
  expect(controllerId).toBe(elected);
  const views = await Promise.all(nodeIds.map((nodeId) => running.localQuorum(nodeId)));
  for (const view of views) expect(view).toMatchObject({ leaderId: elected, term });
  // It has fenced nobody: those it did not hear of are registered as they were.
  expect(await epochsOf()).toEqual(epochs);
  stale.close();
});
