// What a leader refuses of those who ask as followers: each with its own error, and nothing has changed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SystemRandom } from '../../../src/base/random.ts';
import { uuidToBytes } from '../../../src/base/uuid.ts';
import { helloOf } from '../../../src/cluster/node-identity.ts';
import type { Connection } from '../../../src/net/connection.ts';
import { errorNumber, type WireErrorName } from '../../../src/protocol/error-codes.ts';
import { openConnection } from '../../support/test-broker.ts';
import { MiniCluster, topicId } from './mini-cluster.ts';

let cluster: MiniCluster;
let connection: Connection;
const timeoutMs = 5_000;

beforeEach(async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a', 'b');
  connection = await openConnection(cluster.node(1).server.address);
  await connection.request('hello', helloOf(cluster.node(2).identity), { timeoutMs });
});

afterEach(async () => {
  connection.close();
  await cluster.stop();
});

const question = {
  partition: 0,
  leaderEpoch: 0,
  fetchOffset: 0,
  lastFetchedEpoch: -1,
  durableOffset: 0,
};

function ask(
  change: { nodeId?: number; brokerEpoch?: number; sessionId?: number; topic?: Uint8Array } = {},
  partition: Partial<typeof question> = {},
) {
  const { topic = uuidToBytes(topicId), ...request } = change;
  const brokerEpoch = cluster.node(2).replicas.brokerEpoch ?? -1;
  return connection.request(
    'replicaFetch',
    {
      nodeId: 2,
      brokerEpoch,
      maxBytes: 1 << 20,
      topics: [{ topicId: topic, partitions: [{ ...question, ...partition }] }],
      ...request,
    },
    { timeoutMs },
  );
}

const codeOf = async (asked: ReturnType<typeof ask>) => {
  const { topics } = await asked;
  return topics[0]?.partitions[0]?.errorCode;
};

const number = (name: WireErrorName) => errorNumber(name);

test('a request as a whole: another node, another registration, one not known here yet, a session that is none', async () => {
  const before = cluster.node(1).partition.role?.durableEndOf(2);
  await expect(ask({ nodeId: 3 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  const brokerEpoch = cluster.node(2).replicas.brokerEpoch ?? -1;
  await expect(ask({ brokerEpoch: brokerEpoch - 1 })).rejects.toMatchObject({
    code: 'STALE_BROKER_EPOCH',
  });
  await expect(ask({ brokerEpoch: 1e6 })).rejects.toMatchObject({
    code: 'LEADER_NOT_AVAILABLE',
    retriable: true,
  });
  await expect(ask({ sessionId: 12 })).rejects.toMatchObject({
    code: 'FETCH_SESSION_ID_NOT_FOUND',
    retriable: true,
  });
  expect(cluster.node(1).partition.role?.durableEndOf(2)).toBe(before);
});

test('a partition: another epoch, another topic, no such partition, no replica', async () => {
  expect(await codeOf(ask({}, { leaderEpoch: 7 }))).toBe(number('UNKNOWN_LEADER_EPOCH'));
  const strange = uuidToBytes(new SystemRandom().uuid());
  expect(await codeOf(ask({ topic: strange }))).toBe(number('UNKNOWN_TOPIC_ID'));
  expect(await codeOf(ask({}, { partition: 9 }))).toBe(number('UNKNOWN_TOPIC_OR_PARTITION'));
  cluster.change({ leaderId: 3 });
  expect(await codeOf(ask())).toBe(number('NOT_LEADER_OR_FOLLOWER'));
  cluster.change({ leaderId: 1 });
  expect(await codeOf(ask())).toBe(number('FENCED_LEADER_EPOCH'));
});

test('what a follower says in an epoch that is over does not count', async () => {
  cluster.node(2).cut();
  cluster.change({ leaderId: 1 });
  const durable = { fetchOffset: 2, lastFetchedEpoch: 0, durableOffset: 2 };
  expect(await codeOf(ask({}, durable))).toBe(number('FENCED_LEADER_EPOCH'));
  const { role } = cluster.node(1).partition;
  expect(role?.durableEndOf(2)).toBeUndefined();
  expect(await codeOf(ask({}, { ...durable, leaderEpoch: 1 }))).toBe(0);
  expect(role?.durableEndOf(2)).toBe(2);
});

test('a fenced broker, until it is let in again', async () => {
  const leader = cluster.node(1);
  const brokerEpoch = cluster.node(2).replicas.brokerEpoch ?? -1;
  const fence = (fenced: boolean) =>
    cluster.publish([{ brokerFencingChanged: { nodeId: 2, brokerEpoch, fenced, reason: 'test' } }]);
  const known = leader.partition.role?.durableEndOf(2);
  fence(true);
  await expect(ask({}, { fetchOffset: 1, lastFetchedEpoch: 0 })).rejects.toMatchObject({
    code: 'STALE_BROKER_EPOCH',
    message: expect.stringMatching(/broker 2 is fenced/),
  });
  expect(leader.partition.role?.durableEndOf(2)).toBe(known);
  fence(false);
  expect(await codeOf(ask({}, { fetchOffset: 2, lastFetchedEpoch: 0 }))).toBe(0);
});

test('a broker that has no replica of the partition', async () => {
  const stranger = await cluster.startNode(4);
  const other = await openConnection(cluster.node(1).server.address);
  await other.request('hello', helloOf(stranger.identity), { timeoutMs });
  const { topics } = await other.request(
    'replicaFetch',
    {
      nodeId: 4,
      brokerEpoch: stranger.replicas.brokerEpoch ?? -1,
      maxBytes: 1 << 20,
      topics: [{ topicId: uuidToBytes(topicId), partitions: [question] }],
    },
    { timeoutMs },
  );
  expect(topics[0]?.partitions[0]?.errorCode).toBe(number('NOT_LEADER_OR_FOLLOWER'));
  other.close();
});

test('progress that is not of this epoch, this registration or this log says nothing', async () => {
  const leader = cluster.node(1);
  cluster.node(2).cut();
  leader.append(['c']);
  const send = async (durableOffset: number, leaderEpoch: number, brokerEpoch: number) => {
    const partitions = [{ partition: 0, leaderEpoch, durableOffset }];
    const topics = [{ topicId: uuidToBytes(topicId), partitions }];
    await connection.sendOneWay('replicaProgress', { nodeId: 2, brokerEpoch, topics });
  };
  const brokerEpoch = cluster.node(2).replicas.brokerEpoch ?? -1;
  await send(99, 0, brokerEpoch);
  await send(3, 5, brokerEpoch);
  // An answer behind them tells that they were read.
  await ask({}, { fetchOffset: 2, lastFetchedEpoch: 0 });
  expect(leader.partition.role?.durableEndOf(2)).toBeLessThan(3);
  expect(leader.partition.highWatermark).toBe(2);
});
