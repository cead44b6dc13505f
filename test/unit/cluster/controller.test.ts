import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { uuidToBytes } from '../../../src/base/uuid.ts';
import { topicByName } from '../../../src/cluster/metadata/image.ts';
import { errorNumber, type WireErrorName } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { directoryOf, registration, sessionTimeoutMs, TestController } from './fixture.ts';

let cluster: TestController;

beforeEach(() => {
  cluster = new TestController();
});

function failure(decide: () => unknown): { code: string | undefined; message: string } {
  try {
    decide();
  } catch (error) {
    return { code: codeOf(error), message: (error as Error).message };
  }
  return { code: undefined, message: '' };
}

const refusedWith = (name: WireErrorName) => ({ errorCode: errorNumber(name) });
const broker = (nodeId: number) => cluster.image.brokers.get(nodeId);

describe('registration', () => {
  test('a broker is fenced until it has caught up with its own registration', () => {
    const { controller } = cluster;
    const answer = cluster.commit(controller.registerBroker(registration(2), 0));
    expect(answer).toEqual({
      brokerEpoch: 4,
      metadataOffset: 5,
      sessionTimeoutMs,
    });
    expect(broker(2)).toMatchObject({ isFenced: true, brokerEpoch: 4 });
    const beat = (metadataOffset: number) => {
      const request = { nodeId: 2, brokerEpoch: 4, metadataOffset };
      return cluster.commit(controller.heartbeat(wire.BrokerHeartbeatRequest.create(request), 1));
    };
    expect(beat(4)).toMatchObject({ fenced: true });
    expect(broker(2)?.isFenced).toBe(true);
    expect(beat(5)).toMatchObject({ fenced: false });
    expect(broker(2)?.isFenced).toBe(false);
    const { batches } = cluster;
    const count = batches.length;
    expect(beat(6)).toMatchObject({ fenced: false });
    expect(batches).toHaveLength(count);
  });

  test('a new incarnation gets a greater epoch, loses what it led in the same batch, and gets it back [REP-11]', () => {
    const first = cluster.join(1);
    cluster.create({ name: 't', partitions: 2 });
    const count = cluster.batches.length;
    const again = registration(1, { incarnationId: uuidToBytes(directoryOf(1, 10)) });
    const answer = cluster.commit(cluster.controller.registerBroker(again, 10));
    expect(cluster.batches).toHaveLength(count + 1);
    expect(answer.brokerEpoch).toBeGreaterThan(first);
    for (const partition of cluster.partitions('t')) {
      expect(partition).toMatchObject({ leaderId: -1, leaderEpoch: 1, isr: [1] });
    }
    cluster.beat(1, answer.brokerEpoch ?? -1, 11);
    for (const partition of cluster.partitions('t')) {
      expect(partition).toMatchObject({ leaderId: 1, leaderEpoch: 2, partitionEpoch: 2 });
    }
  });

  test('another directory under the node id of a live broker is refused, with the address of that one', () => {
    cluster.join(2);
    const other = registration(2, { directoryId: uuidToBytes(directoryOf(2, 1)) });
    const refused = failure(() => cluster.controller.registerBroker(other, 500));
    expect(refused.code).toBe('DUPLICATE_BROKER_REGISTRATION');
    expect(refused.message).toContain('127.0.0.1:19093');
    expect(broker(2)?.directoryId).toBe(directoryOf(2));
  });

  test('once that one has been silent for a session the other takes its place', () => {
    cluster.join(2);
    cluster.passTime(0, sessionTimeoutMs);
    const other = registration(2, { directoryId: uuidToBytes(directoryOf(2, 1)) });
    cluster.commit(cluster.controller.registerBroker(other, sessionTimeoutMs));
    expect(broker(2)?.directoryId).toBe(directoryOf(2, 1));
  });

  test.each<[string, object, WireErrorName]>([
    ['a negative node id', { nodeId: -1 }, 'INVALID_REQUEST'],
    ['a short directory id', { directoryId: Buffer.alloc(3) }, 'INVALID_REQUEST'],
    ['a long incarnation id', { incarnationId: Buffer.alloc(17) }, 'INVALID_REQUEST'],
    ['no address', { internalEndpoint: null }, 'INVALID_REQUEST'],
    [
      'a feature level of the past',
      { featureLevelMin: 0, featureLevelMax: 0 },
      'UNSUPPORTED_VERSION',
    ],
    [
      'a feature level of the future',
      { featureLevelMin: 2, featureLevelMax: 9 },
      'UNSUPPORTED_VERSION',
    ],
    ['another cluster', { clusterId: Buffer.alloc(16) }, 'INCONSISTENT_CLUSTER_ID'],
  ])('with %s is refused', (_, change, expected) => {
    const refused = failure(() => cluster.controller.registerBroker(registration(2, change), 0));
    expect(refused.code).toBe(expected);
  });
});

describe('heartbeats and sessions', () => {
  test('of an unknown broker or an epoch that is over are refused', () => {
    const epoch = cluster.join(2);
    expect(failure(() => cluster.beat(3, 0, 1)).code).toBe('BROKER_ID_NOT_REGISTERED');
    expect(failure(() => cluster.beat(2, epoch - 1, 1)).code).toBe('STALE_BROKER_EPOCH');
    expect(failure(() => cluster.beat(2, epoch + 1, 1)).code).toBe('STALE_BROKER_EPOCH');
  });

  test('a broker that is silent for a session is fenced, exactly then, and what it led has no leader', () => {
    cluster.join(1);
    const epoch = cluster.join(2);
    cluster.create({ name: 't', partitions: 4 });
    for (let nowMs = 0; nowMs < sessionTimeoutMs; nowMs += 100) {
      cluster.beat(1, broker(1)?.brokerEpoch ?? -1, nowMs);
      cluster.expire(nowMs);
    }
    expect(broker(2)?.isFenced).toBe(false);
    const count = cluster.batches.length;
    cluster.expire(sessionTimeoutMs);
    expect(cluster.batches).toHaveLength(count + 1);
    expect([broker(1)?.isFenced, broker(2)?.isFenced]).toEqual([false, true]);
    for (const { leaderId, leaderEpoch, replicas, isr } of cluster.partitions('t')) {
      const isMine = replicas[0] === 2;
      expect([leaderId, leaderEpoch]).toEqual(isMine ? [-1, 1] : [1, 0]);
      expect(isr).toEqual(replicas);
    }
    // Its next heartbeat finds it fenced and, having caught up, unfences it.
    expect(cluster.beat(2, epoch, sessionTimeoutMs + 1)).toMatchObject({ fenced: false });
    for (const { leaderId, leaderEpoch, replicas } of cluster.partitions('t')) {
      expect([leaderId, leaderEpoch]).toEqual(replicas[0] === 2 ? [2, 2] : [1, 0]);
    }
  });

  test('several that run out together are fenced in one batch', () => {
    for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
    cluster.create({ name: 't', partitions: 6 });
    const count = cluster.batches.length;
    cluster.passTime(0, sessionTimeoutMs);
    expect(cluster.batches).toHaveLength(count + 1);
    expect([1, 2, 3].map((nodeId) => broker(nodeId)?.isFenced)).toEqual([true, true, true]);
    expect(cluster.partitions('t').every(({ leaderId }) => leaderId === -1)).toBe(true);
  });

  test('a controller that stood still fences nobody: the sessions start anew', () => {
    cluster.join(2);
    cluster.expire(100);
    cluster.expire(100 + 10 * sessionTimeoutMs);
    expect(broker(2)?.isFenced).toBe(false);
    const resumedMs = 100 + 10 * sessionTimeoutMs;
    cluster.passTime(resumedMs, resumedMs + sessionTimeoutMs - 1);
    expect(broker(2)?.isFenced).toBe(false);
    cluster.expire(resumedMs + sessionTimeoutMs);
    expect(broker(2)?.isFenced).toBe(true);
  });

  test('a new controller starts every session anew', () => {
    cluster.join(2);
    const next = new TestController({ image: cluster.image, nowMs: 50_000 });
    next.passTime(50_000, 50_000 + sessionTimeoutMs - 1);
    expect(next.image.brokers.get(2)?.isFenced).toBe(false);
    next.expire(50_000 + sessionTimeoutMs);
    expect(next.image.brokers.get(2)?.isFenced).toBe(true);
  });

  test('a broker that wants to stop is fenced at once and may stop; it is not fenced again later', () => {
    const epoch = cluster.join(2);
    cluster.create({ name: 't' });
    expect(cluster.beat(2, epoch, 1, true)).toMatchObject({ fenced: true, mayShutDown: true });
    expect(cluster.partitions('t')[0]).toMatchObject({ leaderId: -1, leaderEpoch: 1 });
    const count = cluster.batches.length;
    cluster.passTime(1, 5 * sessionTimeoutMs);
    expect(cluster.beat(2, epoch, 2, true)).toMatchObject({ mayShutDown: true });
    expect(cluster.batches).toHaveLength(count);
  });
});

describe('topics', () => {
  test('partitions go in turn to live brokers; a topic is one batch', () => {
    for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
    cluster.commit(cluster.controller.registerBroker(registration(4), 0));
    const count = cluster.batches.length;
    const [created] = cluster.create({ name: 't', partitions: 6 });
    expect(created).toMatchObject({ name: 't', partitions: 6, replicationFactor: 1 });
    expect(cluster.batches).toHaveLength(count + 1);
    expect(cluster.partitions('t').map(({ leaderId }) => leaderId)).toEqual([1, 2, 3, 1, 2, 3]);
    for (const partition of cluster.partitions('t')) {
      const { leaderId } = partition;
      expect(partition).toMatchObject({ leaderEpoch: 0, replicas: [leaderId], isr: [leaderId] });
    }
  });

  test('of one request are spread together', () => {
    for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
    cluster.create(...Array.from({ length: 9 }, (_, i) => ({ name: `t${i}`, partitions: 1 })));
    const leaders = [...cluster.image.topics.values()].map(
      (topic) => topic.partitions[0]?.leaderId,
    );
    expect(leaders.toSorted()).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  test('two creations of one name under way: the second is refused before the first is committed', () => {
    cluster.join(1);
    const request = wire.CreateTopicsRequest.create({ topics: [{ name: 't', partitions: 1 }] });
    const decode = () =>
      wire.CreateTopicsRequest.decode(wire.CreateTopicsRequest.encode(request).finish());
    const first = cluster.controller.createTopics(decode());
    const firstAnswer = cluster.commit(first);
    // Committed for nobody else yet: the second decision looks at the speculative image alone.
    const second = cluster.controller.createTopics(decode());
    expect(second.records).toEqual([]);
    expect(firstAnswer.topics?.[0]?.errorCode ?? 0).toBe(0);
    expect(cluster.commit(second).topics?.[0]).toMatchObject(refusedWith('TOPIC_ALREADY_EXISTS'));
  });

  test('a name twice in one request is refused the second time', () => {
    cluster.join(1);
    const results = cluster.create({ name: 't' }, { name: 't' });
    expect(results[0]?.errorCode ?? 0).toBe(0);
    expect(results[1]).toMatchObject(refusedWith('INVALID_REQUEST'));
    expect(cluster.image.topics.size).toBe(1);
  });

  test('the bad ones of a request do not touch the good ones', () => {
    cluster.join(1);
    const results = cluster.create(
      { name: 'a/b' },
      { name: 'none', partitions: 0 },
      { name: 'good', partitions: 2 },
      { name: 'twice', replicationFactor: 2 },
    );
    expect(results.map(({ errorCode }) => errorCode ?? 0)).toEqual([
      errorNumber('INVALID_TOPIC_EXCEPTION'),
      errorNumber('INVALID_PARTITIONS'),
      0,
      errorNumber('INVALID_REPLICATION_FACTOR'),
    ]);
    expect([...cluster.image.topicIds.keys()]).toEqual(['good']);
  });

  test('without a live broker nothing is created, and the error says to try again', () => {
    expect(cluster.create({ name: 't' })[0]).toMatchObject(refusedWith('LEADER_NOT_AVAILABLE'));
  });

  test("the number of partitions and the settings of the brokers' configuration are used when none are given", () => {
    cluster = new TestController({
      partitionCountDefault: 5,
      topicConfigDefaults: new Map([['segment.bytes', '4096']]),
    });
    cluster.join(1);
    expect(cluster.create({ name: 't' })[0]).toMatchObject({ partitions: 5 });
    const topic = topicByName(cluster.image, 't');
    expect([...(topic?.configs ?? [])]).toEqual([['segment.bytes', '4096']]);
  });

  test('a deleted topic is gone, its name is free, and the next one has another id', () => {
    cluster.join(1);
    cluster.create({ name: 't' });
    const before = cluster.image.topicIds.get('t');
    const request = wire.DeleteTopicsRequest.create({
      topics: [{ name: 't' }, { name: 't' }, { name: 'x' }],
    });
    const decoded = wire.DeleteTopicsRequest.decode(
      wire.DeleteTopicsRequest.encode(request).finish(),
    );
    const { topics } = cluster.commit(cluster.controller.deleteTopics(decoded));
    expect(topics?.map(({ errorCode }) => errorCode ?? 0)).toEqual([
      0,
      0,
      errorNumber('UNKNOWN_TOPIC_OR_PARTITION'),
    ]);
    expect(cluster.image.topics.size).toBe(0);
    cluster.create({ name: 't' });
    expect(cluster.image.topicIds.get('t')).not.toBe(before);
  });
});

describe('producer ids [LOG-11]', () => {
  test('every block lies above all that were given out before, whoever asks', () => {
    cluster.join(1);
    cluster.join(2);
    const ask = (nodeId: number) => {
      const request = wire.AllocateProducerIdsRequest.create({ nodeId });
      return cluster.commit(cluster.controller.allocateProducerIds(request));
    };
    expect(ask(1)).toEqual({ firstProducerId: 0, count: 1_000 });
    expect(ask(2)).toEqual({ firstProducerId: 1_000, count: 1_000 });
    expect(ask(1)).toEqual({ firstProducerId: 2_000, count: 1_000 });
    expect(cluster.image.nextProducerId).toBe(3_000);
  });

  test('a node that is not registered gets none', () => {
    const request = wire.AllocateProducerIdsRequest.create({ nodeId: 9 });
    expect(failure(() => cluster.controller.allocateProducerIds(request)).code).toBe(
      'BROKER_ID_NOT_REGISTERED',
    );
  });
});
