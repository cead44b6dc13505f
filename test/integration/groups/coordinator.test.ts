// The group APIs on a real broker, over a connection that does everything by hand.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import type { BrokerSettings } from '../../../src/broker/config.ts';
import { offsetsTopicName } from '../../../src/broker/groups/offsets-topic.ts';
import type { RequestBodyInit } from '../../../src/protocol/api-registry.ts';
import { eventually } from '../../support/eventually.ts';
import { TestBroker } from '../../support/test-broker.ts';

const timeoutMs = 20_000;
const loading = new Set(['COORDINATOR_LOADING', 'COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR']);
let directory: string;
let broker: TestBroker;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tidelog-groups-'));
  broker = await start();
  await broker.client.createTopic('t', 4);
});

afterEach(async () => {
  await broker.stop();
  await rm(directory, { recursive: true });
});

function start(settings: Partial<BrokerSettings> = {}): Promise<TestBroker> {
  return TestBroker.start({ dataDirectory: directory, settings });
}

async function ready<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  return await eventually(
    () => ask().then((answer) => ({ answer, code: undefined }), failed),
    ({ code }) => code === undefined,
  ).then((outcome) => outcome.answer as Answer);
}

function failed(error: unknown): { answer: undefined; code: string } {
  const code = codeOf(error) ?? '';
  if (!loading.has(code)) throw error;
  return { answer: undefined, code };
}

function heartbeat(body: RequestBodyInit<'groupHeartbeat'>) {
  return broker.client.connection.request('groupHeartbeat', body, { timeoutMs });
}

async function join1(groupId: string, more: RequestBodyInit<'groupHeartbeat'> = {}) {
  await broker.client.connection.request('findCoordinator', { groupId }, { timeoutMs });
  const memberId = randomUUID();
  return ready(() => heartbeat({ groupId, memberId, topics: ['t'], ...more }));
}

function commit(groupId: string, memberId: string, memberEpoch: number, offset: number) {
  const topics = [{ name: 't', partitions: [{ partition: 1, offset, metadata: 'm' }] }];
  const body = { groupId, memberId, memberEpoch, topics };
  return broker.client.connection.request('offsetCommit', body, { timeoutMs });
}

async function committed(groupId: string) {
  const body = { groupId, topics: [{ name: 't', partitions: [1] }] };
  const ask = () => broker.client.connection.request('offsetFetch', body, { timeoutMs });
  return (await ready(ask)).topics[0]?.partitions[0];
}

test('[GRP-1] the first group has the topic made, and the coordinator is the leader of its partition', async () => {
  const found = await broker.client.connection.request(
    'findCoordinator',
    { groupId: 'g' },
    { timeoutMs },
  );
  expect(found).toMatchObject({ nodeId: 1, port: broker.address.port });
  const { topics } = await broker.client.metadata({
    topics: [{ name: offsetsTopicName }],
    includeConfigs: true,
  });
  expect(topics[0]).toMatchObject({ internal: true });
  expect(topics[0]?.partitions).toHaveLength(16);
  const configs = new Map(topics[0]?.configs.map(({ name, value }) => [name, value]));
  expect(configs.get('cleanup.policy')).toBe('compact');
});

test('[GRP-1, GRP-4] members and offsets are the same after a restart, and the same member goes on', async () => {
  const joined = await join1('g');
  const { memberId, memberEpoch } = joined;
  expect(joined.assignment?.topics[0]).toMatchObject({ name: 't', partitions: [0, 1, 2, 3] });
  await commit('g', memberId, memberEpoch, 7);
  await broker.stop();
  broker = await start();
  expect(await committed('g')).toMatchObject({ offset: 7, metadata: 'm' });
  const again = await ready(() => heartbeat({ groupId: 'g', memberId, memberEpoch }));
  expect(again).toMatchObject({ memberEpoch, assignment: null });
  const answer = await commit('g', memberId, memberEpoch, 8);
  expect(answer.topics[0]?.partitions[0]).toMatchObject({ errorCode: 0 });
  expect(await committed('g')).toMatchObject({ offset: 8 });
});

test('[GRP-2] a heartbeat that waits is answered as soon as there is something for the member', async () => {
  const a = await join1('g');
  const waiting = heartbeat({
    groupId: 'g',
    memberId: a.memberId,
    memberEpoch: a.memberEpoch,
    maxWaitMs: 3_000,
  });
  const startedMs = performance.now();
  const b = await join1('g');
  expect(b.assignment?.topics).toEqual([]);
  const told = await waiting;
  expect(performance.now() - startedMs).toBeLessThan(1_500);
  expect(told.assignment?.topics[0]?.partitions).toHaveLength(2);
  const forB = heartbeat({
    groupId: 'g',
    memberId: b.memberId,
    memberEpoch: b.memberEpoch,
    maxWaitMs: 3_000,
  });
  await heartbeat({ groupId: 'g', memberId: a.memberId, memberEpoch: told.memberEpoch });
  expect((await forB).assignment?.topics[0]?.partitions).toHaveLength(2);
  const words = broker.logger.lines
    .map(({ message }) => message)
    .filter((text) => text.includes('was rebalanced because'));
  expect(words).toHaveLength(2);
  expect(words[1]).toMatch(
    /member .* joined: 2 partitions got a new owner, 2 members now, in \d+ ms/,
  );
});

test('a new partition wakes who waits', async () => {
  const a = await join1('g', { topics: ['t', 'later'] });
  const { memberId, memberEpoch } = a;
  const waiting = heartbeat({ groupId: 'g', memberId, memberEpoch, maxWaitMs: 3_000 });
  await broker.client.createTopic('later', 2);
  const { assignment } = await waiting;
  expect(assignment?.topics.map(({ name }) => name).sort()).toEqual(['later', 't']);
});

test('a member that is silent loses its partitions after its session', async () => {
  await broker.stop();
  broker = await start({ groupSessionTimeoutMs: 300, groupHeartbeatIntervalMs: 100 });
  await join1('g');
  const b = await join1('g');
  const waiting = async () => {
    const { memberId, memberEpoch } = b;
    return await heartbeat({ groupId: 'g', memberId, memberEpoch, maxWaitMs: 100 });
  };
  const told = await eventually(waiting, ({ assignment }) => assignment !== null);
  expect(told.assignment?.topics[0]?.partitions).toHaveLength(4);
  expect(
    broker.logger.lines
      .map(({ message }) => message)
      .some((text) => /was silent for \d+ ms/.test(text)),
  ).toBe(true);
});

test('groups are listed, described, reset and deleted', async () => {
  const { connection } = broker.client;
  const { memberId, memberEpoch } = await join1('g', { instanceId: 'i' });
  await commit('g', memberId, memberEpoch, 3);
  const listed = await ready(() => connection.request('listGroups', {}, { timeoutMs }));
  expect(listed.groups).toMatchObject([
    { groupId: 'g', state: 'stable', assignor: 'uniform', memberCount: 1 },
  ]);
  const groupIds = ['g', 'none'];
  const described = await ready(() =>
    connection.request('describeGroups', { groupIds }, { timeoutMs }),
  );
  expect(described.groups[0]).toMatchObject({
    groupId: 'g',
    state: 'stable',
    members: [{ memberId, instanceId: 'i', clientId: 'test', topics: ['t'] }],
    offsets: [{ name: 't', partitions: [{ partition: 1, offset: 3 }] }],
  });
  const topics = [{ name: 't', partitions: [{ partition: 1, offset: 0 }] }];
  const reset = (validateOnly: boolean) =>
    connection.request('resetOffsets', { groupId: 'g', topics, validateOnly }, { timeoutMs });
  await expect(reset(false)).rejects.toMatchObject({ code: 'NON_EMPTY_GROUP' });
  const refused = await connection.request('deleteGroups', { groupIds: ['g'] }, { timeoutMs });
  expect(refused.groups).toMatchObject([{ groupId: 'g', errorCode: 68 }]);
  expect(await committed('g')).toMatchObject({ offset: 3 });
  await heartbeat({ groupId: 'g', memberId, memberEpoch: -1 });
  const trial = await reset(true);
  expect(trial.topics[0]?.partitions).toMatchObject([{ partition: 1, offsetBefore: 3, offset: 0 }]);
  expect(await committed('g')).toMatchObject({ offset: 3 });
  await reset(false);
  expect(await committed('g')).toMatchObject({ offset: 0 });
  const deleted = await ready(() =>
    connection.request('deleteGroups', { groupIds: ['g'] }, { timeoutMs }),
  );
  expect(deleted.groups).toMatchObject([{ errorCode: 0 }]);
  expect(await committed('g')).toMatchObject({ offset: -1 });
});

test('[GRP-4] a commit with an epoch from the future, a bad place, offset or metadata is refused by name, and nothing changes', async () => {
  const { connection } = broker.client;
  const { memberId, memberEpoch } = await join1('g');
  await commit('g', memberId, memberEpoch, 3);
  const describe = async () => {
    const request = { groupIds: ['g'] };
    return (await connection.request('describeGroups', request, { timeoutMs })).groups;
  };
  const before = await describe();
  for (const ahead of [1, 1_000]) {
    const epoch = memberEpoch + ahead;
    const code = 'FENCED_MEMBER_EPOCH';
    await expect(commit('g', memberId, epoch, 9)).rejects.toMatchObject({ code });
    const beat = { groupId: 'g', memberId, memberEpoch: epoch };
    await expect(heartbeat(beat)).rejects.toMatchObject({ code });
  }
  const bad = [
    { name: 'none', partition: 0, offset: 9, metadata: '', errorCode: 3 },
    { name: 't', partition: 4, offset: 9, metadata: '', errorCode: 3 },
    { name: 't', partition: -1, offset: 9, metadata: '', errorCode: 3 },
    { name: 't', partition: 1, offset: -1, metadata: '', errorCode: 42 },
    { name: 't', partition: 1, offset: 9, metadata: 'x'.repeat(4_097), errorCode: 12 },
  ];
  for (const { name, errorCode, ...partition } of bad) {
    const topics = [{ name, partitions: [partition] }];
    const body = { groupId: 'g', memberId, memberEpoch, topics };
    const answer = await connection.request('offsetCommit', body, { timeoutMs });
    expect(answer.topics[0]?.partitions[0], JSON.stringify(partition).slice(0, 80)).toMatchObject({
      errorCode,
    });
  }
  expect(await describe()).toEqual(before);
  expect(await committed('g')).toMatchObject({ offset: 3 });
});

test('bad requests are refused by name, and change nothing', async () => {
  const { connection } = broker.client;
  await join1('g');
  const refused = async (asked: Promise<unknown>, code: string) => {
    await expect(asked).rejects.toMatchObject({ code });
  };
  await refused(heartbeat({ groupId: '', memberId: 'a' }), 'INVALID_GROUP_ID');
  await refused(heartbeat({ groupId: 'x'.repeat(300), memberId: 'a' }), 'INVALID_GROUP_ID');
  await refused(heartbeat({ groupId: 'g', memberId: '' }), 'INVALID_REQUEST');
  await refused(heartbeat({ groupId: 'g', memberId: 'a', memberEpoch: -3 }), 'INVALID_REQUEST');
  await refused(heartbeat({ groupId: 'g', memberId: 'a', memberEpoch: 1 }), 'UNKNOWN_MEMBER_ID');
  const pattern = '(a{1000}){1000}';
  await refused(heartbeat({ groupId: 'g', memberId: 'a', pattern }), 'INVALID_REGULAR_EXPRESSION');
  await refused(commit('g', 'stranger', 1, 5), 'UNKNOWN_MEMBER_ID');
  await refused(
    heartbeat({ groupId: 'g', memberId: 'a', topics: ['t'], assignor: 'range' }),
    'INCONSISTENT_GROUP_PROTOCOL',
  );
  expect(await committed('g')).toMatchObject({ offset: -1 });
  const topic = { name: offsetsTopicName };
  const created = connection.request('createTopics', { topics: [topic] }, { timeoutMs });
  await refused(created, 'INVALID_TOPIC_EXCEPTION');
  const removed = connection.request('deleteTopics', { topics: [topic] }, { timeoutMs });
  await refused(removed, 'INVALID_TOPIC_EXCEPTION');
  const produced = await broker.client.produce(topic, 0, Buffer.alloc(100));
  expect(produced).toMatchObject({ errorCode: 17 });
});
