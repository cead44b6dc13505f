import { beforeEach, describe, expect, test } from 'vitest';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import { errorNumber, type WireErrorName } from '../../../../src/protocol/error-codes.ts';
import { directoryOf, TestController } from '../fixture.ts';

let cluster: TestController;

beforeEach(() => {
  cluster = new TestController();
  for (const nodeId of [1, 2, 3, 4]) cluster.join(nodeId);
  cluster.create({ name: 't', partitions: 1, replicationFactor: 3 });
});

const code = (name: WireErrorName) => ({ errorCode: errorNumber(name) });
const member = (nodeId: number) => ({ nodeId, brokerEpoch: cluster.epochOf(nodeId) });

test('the leader shrinks and expands its ISR; the answer has the state', () => {
  expect(cluster.alterIsr('t', [1, 3])).toMatchObject({
    leaderId: 1,
    leaderEpoch: 0,
    partitionEpoch: 1,
    isr: [1, 3],
  });
  expect(cluster.alterIsr('t', [1, 3, 2])).toMatchObject({ partitionEpoch: 2, isr: [1, 3, 2] });
  expect(cluster.partition('t')).toMatchObject({ leaderEpoch: 0, isr: [1, 3, 2] });
});

test('a change that is made already is no error, so a lost answer can be asked for again', () => {
  cluster.alterIsr('t', [1, 3]);
  const { image } = cluster;
  expect(cluster.alterIsr('t', [3, 1], { partitionEpoch: 0 })).toMatchObject({
    partitionEpoch: 1,
    isr: [1, 3],
  });
  expect(cluster.image).toBe(image);
});

describe('refused, with nothing changed and the state in the answer [REP-5]:', () => {
  const cases: [string, WireErrorName, () => object][] = [
    ['a leader epoch that is over', 'FENCED_LEADER_EPOCH', () => ({ leaderEpoch: -1 })],
    ['a leader epoch to come', 'UNKNOWN_LEADER_EPOCH', () => ({ leaderEpoch: 1 })],
    ['an old partition epoch', 'INVALID_UPDATE_VERSION', () => ({ partitionEpoch: 7 })],
    ['nobody in sync', 'INVALID_REQUEST', () => ({ newIsr: [] })],
    ['one twice', 'INVALID_REQUEST', () => ({ newIsr: [member(1), member(1)] })],
    ['one that is no replica', 'INVALID_REQUEST', () => ({ newIsr: [member(1), member(4)] })],
    [
      'a registration that is over',
      'INELIGIBLE_REPLICA',
      () => ({ newIsr: [member(1), { nodeId: 3, brokerEpoch: cluster.epochOf(3) - 1 }] }),
    ],
    [
      'somebody who does not lead',
      'NOT_LEADER_OR_FOLLOWER',
      () => ({ nodeId: 2, brokerEpoch: cluster.epochOf(2) }),
    ],
  ];

  test.each(cases)('%s', (_, name, change) => {
    const { image } = cluster;
    expect(cluster.alterIsr('t', [1, 3], change())).toMatchObject({
      ...code(name),
      leaderId: 1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      isr: [1, 2, 3],
    });
    expect(cluster.image).toBe(image);
  });

  test('a fenced replica', () => {
    cluster.fence(3);
    expect(cluster.alterIsr('t', [1, 2, 3])).toMatchObject({
      ...code('INELIGIBLE_REPLICA'),
      isr: [1, 2],
    });
  });

  test('a replica that starts, and was not in sync', () => {
    cluster.fence(3);
    cluster.register(3, 60);
    expect(cluster.alterIsr('t', [1, 2, 3])).toMatchObject(code('INELIGIBLE_REPLICA'));
  });

  test('a topic id that is not there, or none', () => {
    const unknown = uuidToBytes(directoryOf(99));
    expect(cluster.alterIsr('t', [1], { topicId: unknown })).toMatchObject(
      code('UNKNOWN_TOPIC_ID'),
    );
    expect(cluster.alterIsr('t', [1], { topicId: Buffer.alloc(2) })).toMatchObject(
      code('INVALID_REQUEST'),
    );
    expect(cluster.alterIsr('t', [1], { partition: 5 })).toMatchObject({
      ...code('UNKNOWN_TOPIC_OR_PARTITION'),
      leaderId: -1,
    });
  });

  test.each<[string, string, () => object]>([
    ['a broker whose registration is over', 'STALE_BROKER_EPOCH', () => ({ brokerEpoch: 1 })],
    ['a broker that is not registered', 'BROKER_ID_NOT_REGISTERED', () => ({ nodeId: 9 })],
  ])('the whole request of %s', (_, name, change) => {
    expect(() => cluster.alterIsr('t', [1], change())).toThrow(
      expect.objectContaining({ code: name }),
    );
  });

  test('the whole request of a fenced broker: a deposed leader that does not know it', () => {
    const { leaderEpoch, partitionEpoch } = cluster.partition('t');
    const change = { nodeId: 1, brokerEpoch: cluster.epochOf(1), leaderEpoch, partitionEpoch };
    cluster.fence(1);
    expect(() => cluster.alterIsr('t', [1], change)).toThrow(
      expect.objectContaining({ code: 'STALE_BROKER_EPOCH' }),
    );
  });
});

test('a replica that is in sync and starts again may stay in it', () => {
  cluster.register(3, 60);
  expect(cluster.alterIsr('t', [1, 3])).toMatchObject({ isr: [1, 3] });
});

test('a leader resigns by leaving itself out: another one of the new ISR leads [LOG-9]', () => {
  expect(cluster.alterIsr('t', [2, 3])).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [2, 3] });
});

test('a leader cannot resign when none of the others can lead', () => {
  cluster.register(2, 60);
  const refused = cluster.alterIsr('t', [2]);
  expect(refused).toMatchObject({ ...code('INELIGIBLE_REPLICA'), leaderId: 1, isr: [1, 2, 3] });
});
