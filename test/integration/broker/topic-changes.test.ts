// Changes of topics while a broker serves them, through the client: they reach the partitions that are in use.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/client.ts';
import { formatAddress } from '../../../src/net/transport.ts';

let folder: string;
let broker: Broker;
let client: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidelog-changes-'));
  broker = await Broker.start({ dataDirectory: folder });
  client = new Client({ brokers: formatAddress(broker.clientAddress) });
});

afterAll(async () => {
  await client.close();
  await broker.close();
  await rm(folder, { recursive: true });
});

const settingsOf = async (name: string) => {
  const [topic] = await client.admin().describeTopics([name], { configs: true });
  return new Map(topic?.configs.map((config) => [config.name, config.value]));
};

test('new partitions can be written to at once, by clients that knew the topic before', async () => {
  const admin = client.admin();
  await admin.createTopic({ name: 'growing', partitions: 1 });
  await using producer = client.producer();
  await producer.send({ topic: 'growing', partition: 0, value: 'a' });
  expect(await admin.createPartitions('growing', 3)).toMatchObject({ partitions: 3, added: 2 });
  expect(await admin.createPartitions('growing', 3)).toMatchObject({ partitions: 3, added: 0 });
  expect(await producer.send({ topic: 'growing', partition: 2, value: 'b' })).toMatchObject({
    partition: 2,
    offset: 0,
  });
  await expect(admin.createPartitions('growing', 2)).rejects.toMatchObject({
    code: 'INVALID_PARTITIONS',
  });
  await expect(admin.createPartitions('nowhere', 2)).rejects.toMatchObject({
    code: 'UNKNOWN_TOPIC_OR_PARTITION',
  });
});

test('a setting that is changed holds for the next request, and again when it is taken back', async () => {
  const admin = client.admin();
  await admin.createTopic({ name: 'tuned', partitions: 1 });
  await using producer = client.producer();
  const big = { topic: 'tuned', partition: 0, value: Buffer.alloc(3_000, 1) };
  await producer.send(big);
  await admin.alterConfigs('tuned', { set: { 'max.message.bytes': 1_000, 'segment.ms': 5_000 } });
  await expect(producer.send(big)).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
  await admin.alterConfigs('tuned', { unset: ['max.message.bytes'] });
  expect((await producer.send(big)).offset).toBe(1);
  expect((await settingsOf('tuned')).get('segment.ms')).toBe('5000');
});

test('a wrong setting is refused by its name, value and range, and changes nothing', async () => {
  const admin = client.admin();
  await admin.createTopic({ name: 'kept', partitions: 1 });
  const before = await settingsOf('kept');
  const change = { set: { 'retention.ms': 5, 'segment.bytes': 'many' } };
  await expect(admin.alterConfigs('kept', change)).rejects.toMatchObject({
    code: 'INVALID_CONFIG',
    message: expect.stringMatching(/segment.bytes is "many"; it must be a whole number from 1024/),
  });
  expect(await settingsOf('kept')).toEqual(before);
});

test('settings and partitions are there after a restart', async () => {
  const admin = client.admin();
  await admin.createTopic({ name: 'lasting', partitions: 1 });
  await admin.alterConfigs('lasting', { set: { 'retention.bytes': 7_000 } });
  await admin.createPartitions('lasting', 4);
  const { clientAddress } = broker;
  await broker.close();
  broker = await Broker.start({ dataDirectory: folder, client: { listen: clientAddress } });
  const topic = await client.admin().waitForTopic('lasting');
  expect(topic.partitions).toHaveLength(4);
  expect((await settingsOf('lasting')).get('retention.bytes')).toBe('7000');
});

test('leaders and moves: what needs no change is none, and unknown brokers are refused', async () => {
  const admin = client.admin();
  await admin.createTopic({ name: 'here', partitions: 2 });
  expect(await admin.electLeaders()).toEqual([]);
  expect(await admin.electLeaders({ topic: 'here' })).toMatchObject([
    { topic: 'here', partition: 0, leaderId: 1 },
    { topic: 'here', partition: 1, leaderId: 1 },
  ]);
  const move = { topic: 'here', partition: 1, replicas: [1, 7] };
  await expect(admin.moveReplicas([move])).rejects.toMatchObject({
    code: 'INVALID_REPLICA_ASSIGNMENT',
    message: expect.stringMatching(/here-1 cannot move to brokers \[1, 7\]/),
  });
  await expect(
    admin.moveReplicas([{ topic: 'here', partition: 0, replicas: 'cancel' }]),
  ).rejects.toMatchObject({ code: 'NO_REASSIGNMENT_IN_PROGRESS' });
  expect(await admin.listMoves()).toEqual([]);
});
