import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/limits.ts';
import { errorNumber, type WireErrorName } from '../../../../src/protocol/error-codes.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { received, TestController } from '../fixture.ts';

let cluster: TestController;

beforeEach(() => {
  cluster = new TestController();
  for (const nodeId of [1, 2, 3, 4]) cluster.join(nodeId);
  cluster.create({ name: 't', partitions: 1, replicationFactor: 3 });
});

const code = (name: WireErrorName) => ({ errorCode: errorNumber(name) });

function elect(unclean: boolean, partitions: number[] = [0]) {
  const request = received(wire.ElectLeadersRequest, {
    unclean,
    topics: [{ name: 't', partitions }],
  });
  return cluster.commit(cluster.controller.electLeaders(request)).topics?.[0]?.partitions?.[0];
}

function reassign(replicas: number[], change: object = {}) {
  const partitions = [{ partition: 0, replicas, ...change }];
  const request = received(wire.AlterReassignmentsRequest, { topics: [{ name: 't', partitions }] });
  const { topics } = cluster.commit(cluster.controller.alterReassignments(request));
  return topics?.[0]?.partitions?.[0];
}

/** Broker 1 is fenced and comes back in sync; broker 2 leads. */
function bringBack(): void {
  cluster.fence(1);
  cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
  cluster.alterIsr('t', [2, 3, 1]);
  expect(cluster.partition('t')).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [2, 3, 1] });
}

describe('the preferred leader', () => {
  test('leads again when asked for, in a new epoch, once', () => {
    bringBack();
    expect(elect(false)).toMatchObject({ leaderId: 1, leaderEpoch: 2 });
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, leaderEpoch: 2, isr: [2, 3, 1] });
    expect(elect(false)).toMatchObject({ ...code('ELECTION_NOT_NEEDED'), leaderId: 1 });
  });

  test('of all partitions when none is named', () => {
    bringBack();
    const request = received(wire.ElectLeadersRequest, {});
    const { topics } = cluster.commit(cluster.controller.electLeaders(request));
    expect(topics).toMatchObject([{ name: 't', partitions: [{ partition: 0, leaderId: 1 }] }]);
  });

  test('that is not in sync is refused', () => {
    cluster.fence(1);
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    const { image } = cluster;
    expect(elect(false)).toMatchObject({ ...code('PREFERRED_LEADER_NOT_AVAILABLE'), leaderId: 2 });
    expect(elect(false, [7])).toMatchObject(code('UNKNOWN_TOPIC_OR_PARTITION'));
    expect(cluster.image).toBe(image);
  });

  test('leads again by itself once its broker has been alive for a while', () => {
    bringBack();
    cluster.commit(cluster.controller.round(cluster.nowMs));
    expect(cluster.partition('t').leaderId).toBe(2);
    cluster.commit(cluster.controller.round(cluster.nowMs + limits.leaderBalanceMs));
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, leaderEpoch: 2 });
  });

  test('leads again in rounds of bounded size', () => {
    const partitions = 4 * limits.leaderMovesPerRound;
    cluster.create({ name: 'big', partitions, replicationFactor: 2 });
    cluster.fence(1);
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    const own = cluster.partitions('big').filter(({ replicas }) => replicas[0] === 1);
    for (const { partition, leaderId } of own)
      cluster.alterIsr('big', [leaderId, 1], {}, partition);
    const led = () => cluster.partitions('big').filter(({ leaderId }) => leaderId === 1).length;
    expect([own.length, led()]).toEqual([limits.leaderMovesPerRound, 0]);
    cluster.commit(cluster.controller.round(cluster.nowMs + limits.leaderBalanceMs));
    expect(led()).toBe(limits.leaderMovesPerRound);
  });
});

describe('an unclean election [REP-9]', () => {
  /** Broker 2 is back; 3 has what was committed since it left, for 1 was in sync with it, and both are away. */
  function leaveTheLast(): void {
    cluster.fence(2);
    cluster.fence(1);
    cluster.fence(3);
    cluster.beat(2, cluster.epochOf(2), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [1] });
  }

  test('is made when somebody asks for it, and told as data loss', () => {
    leaveTheLast();
    expect(elect(true)).toMatchObject({ leaderId: 2 });
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], elr: [], impaired: [] });
    expect(cluster.notes.at(-1)?.text).toMatch(/DATA LOSS: broker 2 leads t-0/);
    expect(elect(true)).toMatchObject(code('ELECTION_NOT_NEEDED'));
  });

  test('is not made by itself', () => {
    leaveTheLast();
    cluster.commit(cluster.controller.takeOffice());
    cluster.commit(cluster.controller.round(cluster.nowMs + limits.leaderBalanceMs));
    expect(elect(false)).toMatchObject(code('PREFERRED_LEADER_NOT_AVAILABLE'));
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3] });
  });

  test('asked for where an eligible replica is back takes that one, and loses nothing', () => {
    cluster.fence(2);
    cluster.fence(1);
    cluster.fence(3);
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, isr: [1], elr: [3] });
    expect(elect(true)).toMatchObject(code('ELECTION_NOT_NEEDED'));
    expect(cluster.notes).toEqual([]);
  });

  test('takes the first live replica, and whoever asks can put the one with the most first', () => {
    cluster.alterConfigs('t', { 'min.insync.replicas': '1' });
    cluster.fence(1, 2);
    cluster.fence(3);
    for (const nodeId of [1, 2]) cluster.beat(nodeId, cluster.epochOf(nodeId), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [] });
    expect(reassign([2, 1, 3])).toEqual({ partition: 0 });
    expect(elect(true)).toMatchObject({ leaderId: 2 });
    expect(cluster.partition('t')).toMatchObject({ replicas: [2, 1, 3], isr: [2] });
  });

  test('needs somebody alive', () => {
    cluster.fence(1, 2, 3);
    expect(elect(true)).toMatchObject(code('ELIGIBLE_LEADERS_NOT_AVAILABLE'));
  });
});

describe('a move of replicas [REP-10]', () => {
  test('adds, waits until the new ones are in sync, and then removes', () => {
    expect(reassign([4, 2, 3])).toEqual({ partition: 0 });
    expect(cluster.partition('t')).toMatchObject({
      replicas: [4, 2, 3, 1],
      adding: [4],
      removing: [1],
      isr: [1, 2, 3],
      leaderId: 1,
      leaderEpoch: 0,
    });
    const count = cluster.batches.length;
    cluster.alterIsr('t', [1, 2, 3, 4]);
    expect(cluster.batches).toHaveLength(count + 1);
    expect(cluster.partition('t')).toMatchObject({
      replicas: [4, 2, 3],
      adding: [],
      removing: [],
      isr: [2, 3, 4],
      leaderId: 4,
      leaderEpoch: 1,
    });
  });

  test('to fewer is done at once, unless too few would be left in sync', () => {
    reassign([1, 2]);
    expect(cluster.partition('t')).toMatchObject({ replicas: [1, 2], isr: [1, 2], removing: [] });
    cluster.create({ name: 'u', partitions: 1, replicationFactor: 3 });
    cluster.alterIsr('t', [1]);
    reassign([2, 1, 3]);
    expect(cluster.partition('t')).toMatchObject({ isr: [1], adding: [3] });
  });

  test('never takes away what writes need in sync', () => {
    const { leaderId, replicas } = cluster.partition('t');
    const others = replicas.filter((nodeId) => nodeId !== leaderId);
    cluster.alterIsr('t', [leaderId, others[0] as number]);
    reassign([leaderId, others[1] as number]);
    expect(cluster.partition('t')).toMatchObject({
      isr: [leaderId, others[0]],
      removing: [others[0]],
    });
    cluster.alterIsr('t', [leaderId, others[0] as number, others[1] as number]);
    expect(cluster.partition('t')).toMatchObject({ isr: [leaderId, others[1]], removing: [] });
  });

  test('is replaced by another one, and cancelled', () => {
    reassign([4, 2, 3]);
    reassign([4, 1, 2]);
    expect(cluster.partition('t')).toMatchObject({
      replicas: [4, 1, 2, 3],
      adding: [4],
      removing: [3],
    });
    expect(reassign([], { cancel: true })).toEqual({ partition: 0 });
    expect(cluster.partition('t')).toMatchObject({
      adding: [],
      removing: [],
      isr: [1, 2, 3],
      leaderId: 1,
    });
    expect(cluster.partition('t').replicas.toSorted()).toEqual([1, 2, 3]);
    expect(reassign([], { cancel: true })).toMatchObject(code('NO_REASSIGNMENT_IN_PROGRESS'));
  });

  test('to what it is already changes nothing', () => {
    const { image } = cluster;
    expect(reassign([1, 2, 3])).toEqual({ partition: 0 });
    expect(cluster.image).toBe(image);
  });

  test.each<[string, number[], RegExp]>([
    ['an unknown broker', [1, 2, 9], /broker 9 is not registered/],
    ['the same broker twice', [1, 1, 2], /one stands there twice/],
    ['too few brokers', [1], /there is 1, and min.insync.replicas is 2/],
    ['none', [], /there are 0, and min.insync.replicas is 2/],
  ])('to %s is refused, and nothing is changed', (_, replicas, message) => {
    const { image } = cluster;
    const result = reassign(replicas);
    expect(result).toMatchObject(code('INVALID_REPLICA_ASSIGNMENT'));
    expect(result?.errorMessage).toMatch(message);
    expect(cluster.image).toBe(image);
  });

  test('of a partition that is not there is refused', () => {
    expect(reassign([1, 2], { partition: 3 })).toMatchObject(code('UNKNOWN_TOPIC_OR_PARTITION'));
  });
});
