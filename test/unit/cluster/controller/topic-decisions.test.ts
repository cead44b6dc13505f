import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/limits.ts';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import { topicByName } from '../../../../src/cluster/metadata/image.ts';
import { errorNumber, type WireErrorName } from '../../../../src/protocol/error-codes.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { directoryOf, received, TestController } from '../fixture.ts';

let cluster: TestController;

beforeEach(() => {
  cluster = new TestController({ replicationFactorDefault: 3 });
  for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
});

const code = (name: WireErrorName) => ({ errorCode: errorNumber(name) });
const configsOf = (name: string) =>
  Object.fromEntries(topicByName(cluster.image, name)?.configs ?? []);

function addPartitions(name: string, totalCount: number, change: object = {}) {
  const request = received(wire.CreatePartitionsRequest, {
    topics: [{ name, totalCount, ...change }],
    ...change,
  });
  return cluster.commit(cluster.controller.createPartitions(request)).topics?.[0];
}

describe('replication [REP-6]', () => {
  test('is three by default, with two that must be in sync, fixed at creation', () => {
    expect(cluster.create({ name: 't' })[0]).toMatchObject({ replicationFactor: 3 });
    expect(configsOf('t')).toEqual({ 'min.insync.replicas': '2' });
    expect(cluster.partition('t').isr).toHaveLength(3);
  });

  test('of one needs one in sync', () => {
    cluster.create({ name: 't', replicationFactor: 1 });
    expect(configsOf('t')).toEqual({});
  });

  test('above the number of brokers is refused, with both numbers', () => {
    const [result] = cluster.create({ name: 't', replicationFactor: 4 });
    expect(result).toMatchObject(code('INVALID_REPLICATION_FACTOR'));
    expect(result?.errorMessage).toMatch(/replication factor 4: the cluster has 3 brokers/);
    expect(cluster.image.topics.size).toBe(0);
  });

  test.each([0, -1, 6])('of %d is refused', (replicationFactor) => {
    for (const nodeId of [4, 5, 6]) cluster.join(nodeId);
    const [result] = cluster.create({ name: 't', replicationFactor });
    expect(result).toMatchObject(code('INVALID_REPLICATION_FACTOR'));
    expect(result?.errorMessage).toMatch(/it must be 1 to 5/);
  });

  test('counts a broker that is down for a moment: it gets replicas, and is not in sync', () => {
    cluster.fence(2);
    cluster.create({ name: 't' });
    expect(cluster.partition('t').replicas.toSorted()).toEqual([1, 2, 3]);
    expect(cluster.partition('t').isr.toSorted()).toEqual([1, 3]);
  });

  test('with more that must be in sync than there are replicas is refused', () => {
    const configs = [{ name: 'min.insync.replicas', value: '3' }];
    const [result] = cluster.create({ name: 't', replicationFactor: 2, configs });
    expect(result).toMatchObject(code('INVALID_CONFIG'));
    expect(result?.errorMessage).toMatch(/min.insync.replicas is "3"; topic t has 2 replicas/);
  });

  test('that was fewer by default is raised when brokers join, and what must be in sync after it', () => {
    cluster = new TestController({ replicationFactorDefault: 3 });
    cluster.join(1);
    cluster.create({ name: 't', partitions: 2 }, { name: 'one', replicationFactor: 1 });
    expect(cluster.partition('t')).toMatchObject({ replicas: [1], isr: [1] });
    cluster.commit(cluster.controller.round(0));
    expect(cluster.partition('t').replicas).toEqual([1]);
    cluster.join(2);
    cluster.commit(cluster.controller.round(0));
    expect(cluster.partitions('t').map(({ replicas }) => replicas)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, leaderEpoch: 0, isr: [1] });
    cluster.alterIsr('t', [1, 2], {}, 0);
    cluster.commit(cluster.controller.round(0));
    expect(configsOf('t')).toEqual({});
    cluster.alterIsr('t', [1, 2], {}, 1);
    cluster.commit(cluster.controller.round(0));
    expect(configsOf('t')).toEqual({ 'min.insync.replicas': '2' });
    cluster.join(3);
    cluster.commit(cluster.controller.round(0));
    cluster.commit(cluster.controller.round(0));
    expect(cluster.partitions('t').map(({ replicas }) => replicas)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(topicByName(cluster.image, 't')).toMatchObject({
      replicasWanted: 0,
      minInsyncWanted: 0,
      unsyncedSince: 0,
    });
    expect(cluster.partition('one').replicas).toEqual([1]);
    const { image } = cluster;
    cluster.commit(cluster.controller.round(0));
    expect(cluster.image).toBe(image);
  });
});

describe('creating twice [QRM-4]', () => {
  const topicId = uuidToBytes(directoryOf(70));

  test('with the same name and id is answered as the first time', () => {
    const [first] = cluster.create({ name: 't', topicId, partitions: 4 });
    const { image } = cluster;
    const [second] = cluster.create({ name: 't', topicId, partitions: 4 });
    expect(second).toEqual(first);
    expect(second).toMatchObject({ partitions: 4, replicationFactor: 3, topicId });
    expect(cluster.image).toBe(image);
  });

  test.each<[string, object, WireErrorName]>([
    [
      'the same name and another id',
      { name: 't', topicId: uuidToBytes(directoryOf(71)) },
      'TOPIC_ALREADY_EXISTS',
    ],
    ['the same name and no id', { name: 't' }, 'TOPIC_ALREADY_EXISTS'],
    ['the same id and another name', { name: 'u', topicId }, 'INVALID_REQUEST'],
    ['an id of another length', { name: 'u', topicId: Buffer.alloc(3) }, 'INVALID_REQUEST'],
    ['an id of zeros', { name: 'u', topicId: Buffer.alloc(16) }, 'INVALID_REQUEST'],
    [
      "the metadata log's id",
      { name: 'u', topicId: Buffer.from('00000000000000000000000000000001', 'hex') },
      'INVALID_REQUEST',
    ],
  ])('with %s is refused', (_, topic, expected) => {
    cluster.create({ name: 't', topicId });
    const { image } = cluster;
    expect(cluster.create(topic)[0]).toMatchObject(code(expected));
    expect(cluster.image).toBe(image);
  });

  test('does not bring a topic back that was deleted in between [REP-10]', () => {
    cluster.create({ name: 't', topicId });
    const request = received(wire.DeleteTopicsRequest, { topics: [{ topicId }] });
    cluster.commit(cluster.controller.deleteTopics(request));
    const next = new TestController({ image: cluster.image });
    const { image } = next;
    expect(next.create({ name: 't', topicId })[0]).toMatchObject(code('REQUEST_TIMED_OUT'));
    expect(next.image).toBe(image);
    expect(next.create({ name: 't' })[0]?.errorCode ?? 0).toBe(0);
  });

  test('a request for many topics takes several batches, each topic in one', () => {
    const partitions = limits.partitionChangesPerStep / 2;
    const count = cluster.batches.length;
    const names = ['a', 'b', 'c', 'd', 'e'];
    const results = cluster.create(
      ...names.map((name) => ({ name, partitions, replicationFactor: 1 })),
    );
    expect(results.map(({ errorCode }) => errorCode ?? 0)).toEqual([0, 0, 0, 0, 0]);
    expect(cluster.batches.length - count).toBe(3);
    for (const name of names) expect(cluster.partitions(name)).toHaveLength(partitions);
    const leaders = names.flatMap((name) =>
      cluster.partitions(name).map(({ leaderId }) => leaderId),
    );
    const counts = [1, 2, 3].map((id) => leaders.filter((leader) => leader === id).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});

describe('adding partitions', () => {
  beforeEach(() => cluster.create({ name: 't', partitions: 2, replicationFactor: 2 }));

  test('gives the topic as many as asked for, with as many replicas as the others, spread', () => {
    expect(addPartitions('t', 5)).toMatchObject({ totalCount: 5, createdCount: 3 });
    expect(cluster.partitions('t').map(({ partition }) => partition)).toEqual([0, 1, 2, 3, 4]);
    for (const { replicas, isr, leaderId } of cluster.partitions('t')) {
      expect(replicas).toHaveLength(2);
      expect(isr).toEqual(replicas);
      expect(leaderId).toBe(replicas[0]);
    }
  });

  test('as many as there are changes nothing: the request may have been carried out already', () => {
    addPartitions('t', 5);
    const { image } = cluster;
    expect(addPartitions('t', 5)).toMatchObject({ totalCount: 5, createdCount: 0 });
    expect(cluster.image).toBe(image);
  });

  test('when only checked creates nothing', () => {
    const { image } = cluster;
    expect(addPartitions('t', 5, { validateOnly: true })).toMatchObject({ createdCount: 3 });
    expect(cluster.image).toBe(image);
  });

  test.each<[string, string, number, WireErrorName]>([
    ['fewer', 't', 1, 'INVALID_PARTITIONS'],
    ['none', 't', 0, 'INVALID_PARTITIONS'],
    ['more than a topic can have', 't', limits.partitionsPerTopicMax + 1, 'INVALID_PARTITIONS'],
    ['for a topic that is not there', 'x', 5, 'UNKNOWN_TOPIC_OR_PARTITION'],
  ])('%s is refused', (_, name, totalCount, expected) => {
    const { image } = cluster;
    expect(addPartitions(name, totalCount)).toMatchObject(code(expected));
    expect(cluster.image).toBe(image);
  });

  test("the groups' own topic keeps its partitions [GRP-1]", () => {
    cluster.create({ name: '__consumer_offsets', partitions: 2 });
    expect(addPartitions('__consumer_offsets', 3)).toMatchObject(code('INVALID_PARTITIONS'));
  });
});

describe('settings', () => {
  beforeEach(() => cluster.create({ name: 't', configs: [{ name: 'segment.ms', value: '5000' }] }));

  test('are set and unset one by one, the others stay', () => {
    cluster.alterConfigs('t', { 'retention.ms': '60000' });
    expect(configsOf('t')).toEqual({
      'min.insync.replicas': '2',
      'segment.ms': '5000',
      'retention.ms': '60000',
    });
    cluster.alterConfigs('t', { 'segment.bytes': '4096' }, ['segment.ms']);
    expect(configsOf('t')).toEqual({
      'min.insync.replicas': '2',
      'segment.bytes': '4096',
      'retention.ms': '60000',
    });
  });

  test('that are so already make no record', () => {
    const { image } = cluster;
    cluster.alterConfigs('t', { 'segment.ms': '5000' }, ['retention.ms']);
    expect(cluster.image).toBe(image);
  });

  test('min.insync.replicas has two again when it is unset, as at creation', () => {
    cluster.alterConfigs('t', { 'min.insync.replicas': '1' });
    cluster.alterConfigs('t', {}, ['min.insync.replicas']);
    expect(configsOf('t')).toMatchObject({ 'min.insync.replicas': '2' });
  });

  test.each<[string, Record<string, string>, string[], WireErrorName, RegExp]>([
    [
      'an unknown one',
      { 'segment.size': '1' },
      [],
      'INVALID_CONFIG',
      /no topic setting "segment.size"/,
    ],
    [
      'an unknown one to unset',
      {},
      ['segment.size'],
      'INVALID_CONFIG',
      /no topic setting "segment.size"/,
    ],
    [
      'a value out of range',
      { 'segment.ms': '0' },
      [],
      'INVALID_CONFIG',
      /segment.ms is "0"; it must be a whole number from 1/,
    ],
    [
      'one to set and unset',
      { 'segment.ms': '9' },
      ['segment.ms'],
      'INVALID_REQUEST',
      /segment.ms stands twice/,
    ],
    [
      'more in sync than there are replicas',
      { 'min.insync.replicas': '4' },
      [],
      'INVALID_CONFIG',
      /topic t has 3 replicas .* from 1 to 3/,
    ],
  ])('%s is refused, and nothing of the request is done', (_, set, unset, expected, message) => {
    const { image } = cluster;
    const result = cluster.alterConfigs('t', { 'retention.ms': '7', ...set }, unset);
    expect(result).toMatchObject(code(expected));
    expect(result?.errorMessage).toMatch(message);
    expect(cluster.image).toBe(image);
  });

  test('that allow unclean elections give a partition that waits for its last one a leader, with a warning [REP-9]', () => {
    cluster.fence(1);
    cluster.fence(2);
    cluster.fence(3);
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [2] });
    cluster.alterConfigs('t', { 'unclean.leader.election.enable': 'true' });
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, isr: [1] });
    expect(cluster.notes.map(({ level, text }) => [level, text])).toEqual([
      ['error', expect.stringMatching(/DATA LOSS: broker 1 leads t-0 by an unclean election/)],
    ]);
  });
});
