import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/limits.ts';
import { type Uuid, uuidToBytes } from '../../../../src/base/uuid.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { directoryOf, received, sessionTimeoutMs, TestController } from '../fixture.ts';

let cluster: TestController;

beforeEach(() => {
  cluster = new TestController({ replicationFactorDefault: 3 });
  for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
});

const { DAMAGED, INTACT, LOST, OFFLINE, SUSPECT } = wire.ReplicaState;

function topicId(name = 't'): Buffer {
  return uuidToBytes(cluster.image.topicIds.get(name) as Uuid);
}

/** A report about partition 0 of `t`. */
function report(state: number, lastEpoch = 0, endOffset = 0): object {
  const one = { topicId: topicId(), partition: 0, state, lastEpoch, endOffset };
  return { replicas: [wire.ReplicaReport.create(one)] };
}

function create(durability = 'sync', min = '2'): void {
  const configs = [
    { name: 'durability', value: durability },
    { name: 'min.insync.replicas', value: min },
  ];
  cluster.create({ name: 't', partitions: 1, configs });
  expect(cluster.partition('t')).toMatchObject({ leaderId: 1, isr: [1, 2, 3] });
}

/** Registers a new process of a broker and unfences it. */
function restart(nodeId: number, change: object = {}): void {
  const epoch = cluster.register(nodeId, 50 + cluster.image.endOffset, change, cluster.nowMs);
  cluster.beat(nodeId, epoch, cluster.nowMs);
}

describe('fencing', () => {
  test('takes a broker out of the ISR and lets the next replica lead, in one batch and a new epoch', () => {
    create();
    const count = cluster.batches.length;
    cluster.fence(1);
    expect(cluster.batches).toHaveLength(count + 1);
    expect(cluster.partition('t')).toMatchObject({
      leaderId: 2,
      leaderEpoch: 1,
      isr: [2, 3],
      elr: [],
    });
  });

  test('leaves the last ones in sync, led by nobody, and whoever of them comes back leads', () => {
    create();
    cluster.fence(1);
    cluster.fence(2, 3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, leaderEpoch: 2, isr: [2, 3] });
    // Replica 1 was not in sync any more.
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [2, 3] });
    cluster.beat(3, cluster.epochOf(3), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, leaderEpoch: 3, isr: [3] });
  });

  test('a broker that registers and never catches up is fenced when its session is over', () => {
    create();
    cluster.register(3, 60);
    expect(cluster.partition('t').isr).toEqual([1, 2, 3]);
    cluster.fence(3);
    expect(cluster.image.brokers.get(3)).toMatchObject({ isFenced: true, isStarting: false });
    expect(cluster.partition('t').isr).toEqual([1, 2]);
  });

  test('of a broker with many partitions takes several short batches, and nothing is left out', () => {
    const partitions = limits.partitionChangesPerStep * 3;
    cluster.create({ name: 'big', partitions, replicationFactor: 2 });
    const count = cluster.batches.length;
    cluster.fence(1);
    expect(cluster.batches.length - count).toBe(2);
    for (const { leaderId, isr } of cluster.partitions('big')) {
      expect(isr).not.toContain(1);
      expect(isr).toContain(leaderId);
    }
  });

  test('that a lost controller has left half done is finished by the next one', () => {
    cluster.create({ name: 'big', partitions: limits.partitionChangesPerStep * 2 + 7 });
    let decision = cluster.controller.expireSessions(0);
    for (let nowMs = 0; decision.records.length === 0; nowMs += sessionTimeoutMs / 6)
      decision = cluster.controller.expireSessions(nowMs);
    const { next: rest, ...firstPart } = decision;
    expect(rest).toBeDefined();
    cluster.commit({ ...firstPart, answer: () => {} });
    const halfDone = cluster.partitions('big').filter(({ leaderId }) => leaderId !== -1);
    expect(halfDone.length).toBeGreaterThan(0);
    const next = new TestController({ image: cluster.image });
    next.commit(next.controller.takeOffice());
    expect(next.partitions('big').every(({ leaderId }) => leaderId === -1)).toBe(true);
  });
});

describe('a new incarnation [REP-11]', () => {
  test('of a leader loses its leadership in the batch of its registration, and stays in sync if its log is whole', () => {
    create();
    const count = cluster.batches.length;
    cluster.register(1, 60);
    expect(cluster.batches).toHaveLength(count + 1);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [1, 2, 3] });
  });

  test('the same incarnation again gets the same epoch and changes nothing', () => {
    create();
    const epoch = cluster.register(1, 60);
    const { image } = cluster;
    expect(cluster.register(1, 60)).toBe(epoch);
    expect(cluster.image).toBe(image);
  });

  test.each<[string, () => object]>([
    ['a lost log', () => report(LOST)],
    ['a damaged log', () => report(DAMAGED)],
    ['a log that cannot be opened', () => report(OFFLINE)],
    ['a suspect log', () => report(SUSPECT, 0, 5)],
  ])('with %s leaves the ISR in the batch of its registration', (_, change) => {
    create();
    const count = cluster.batches.length;
    cluster.register(1, 60, change());
    expect(cluster.batches).toHaveLength(count + 1);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [2, 3] });
  });

  test('with another directory leaves every ISR', () => {
    create();
    cluster.create({ name: 'u', partitions: 3 });
    cluster.fence(1);
    restart(2, { directoryId: uuidToBytes(directoryOf(2)) });
    expect(cluster.partition('t').isr).toContain(2);
    cluster.fence(2);
    const change = { directoryId: uuidToBytes(directoryOf(2, 1)) };
    restart(2, change);
    for (const { isr } of [...cluster.partitions('t'), ...cluster.partitions('u')])
      expect(isr).toEqual([3]);
  });

  test('with another directory as the last one in sync does not lead: what it had is gone', () => {
    create();
    cluster.fence(1);
    cluster.fence(2);
    cluster.fence(3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3] });
    restart(3, { directoryId: uuidToBytes(directoryOf(3, 1)) });
    const lost = {
      leaderId: -1,
      isr: [3],
      impaired: [{ nodeId: 3, lastEpoch: -1, endOffset: -1 }],
    };
    expect(cluster.partition('t')).toMatchObject(lost);
    // Nor the next time, when its new disk is as good as any, or even a suspect.
    restart(3, { directoryId: uuidToBytes(directoryOf(3, 1)) });
    expect(cluster.partition('t')).toMatchObject(lost);
    const suspect = { directoryId: uuidToBytes(directoryOf(3, 1)), ...report(SUSPECT, 3, 9) };
    restart(3, suspect);
    expect(cluster.partition('t')).toMatchObject(lost);
  });

  test('with a log that cannot be opened, as the last one in sync, leads again when a later start finds it whole [LOG-4]', () => {
    create();
    cluster.alterConfigs('t', { 'min.insync.replicas': '1' });
    cluster.fence(1, 2);
    restart(3, report(OFFLINE));
    const offline = [{ nodeId: 3, lastEpoch: -1, endOffset: -2 }];
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], impaired: offline });
    restart(3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3], impaired: [] });
  });

  test('a damaged log that is the only one leads: what is intact is served [LOG-6]', () => {
    cluster.create({ name: 't', partitions: 1, replicationFactor: 1 });
    const { leaderId } = cluster.partition('t');
    restart(leaderId, report(DAMAGED));
    expect(cluster.partition('t')).toMatchObject({ leaderId, isr: [leaderId], impaired: [] });
  });

  test('when all are suspect, the one with the most leads, once all have reported', () => {
    create();
    restart(1, report(SUSPECT, 4, 90));
    restart(2, report(SUSPECT, 5, 70));
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3] });
    restart(3, report(SUSPECT, 5, 60));
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], impaired: [] });
  });

  test('with durability async a log that is good counts with what it has, too, when its broker was not stopped in order', () => {
    create('async');
    restart(1, report(SUSPECT, 4, 90));
    restart(2, report(INTACT, 5, 70));
    restart(3, report(INTACT, 5, 60));
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], impaired: [] });
  });

  test('a suspect waits for one that has reported more and is not back yet', () => {
    create();
    restart(1, report(SUSPECT, 5, 70));
    cluster.fence(1);
    restart(2, report(SUSPECT, 4, 90));
    restart(3, report(SUSPECT, 4, 80));
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3] });
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 1, isr: [1] });
  });

  test('a suspect does not lead while another one is whole, and counts again once that one has seen it in sync', () => {
    create();
    restart(1, report(SUSPECT, 4, 90));
    expect(cluster.partition('t').impaired).toEqual([{ nodeId: 1, lastEpoch: 4, endOffset: 90 }]);
    cluster.alterIsr('t', [2, 3, 1]);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2, 3, 1], impaired: [] });
  });

  test.each<[string, object]>([
    ['a topic id of another length', { topicId: Buffer.alloc(5) }],
    ['a state that there is not', { state: 9 }],
    ['an epoch below none', { lastEpoch: -2 }],
    ['an end below none', { endOffset: -1 }],
    ['a partition below none', { partition: -1 }],
  ])('a report with %s is refused and changes nothing', (_, change) => {
    create();
    const { image } = cluster;
    const good = { topicId: topicId(), partition: 0, state: INTACT, lastEpoch: 0, endOffset: 0 };
    const replicas = [wire.ReplicaReport.create({ ...good, ...change })];
    expect(() => cluster.register(1, 60, { replicas })).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
    expect(cluster.image).toBe(image);
  });
});

describe('eligible replicas', () => {
  test.each(['sync', 'async'])(
    'with durability %s who leaves an ISR that gets too small is eligible, and leads when the ISR cannot',
    (durability) => {
      create(durability);
      cluster.fence(1);
      expect(cluster.partition('t')).toMatchObject({ isr: [2, 3], elr: [] });
      cluster.fence(2);
      expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3], elr: [2] });
      cluster.fence(3);
      expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [2] });
      cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
      expect(cluster.partition('t')).toMatchObject({ leaderId: -1 });
      cluster.beat(2, cluster.epochOf(2), cluster.nowMs);
      expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], elr: [3] });
      cluster.alterIsr('t', [2, 1]);
      expect(cluster.partition('t')).toMatchObject({ isr: [2, 1], elr: [] });
    },
  );

  test.each(['sync', 'async'])(
    'with durability %s one of them leads by itself when the last one in sync comes back with another disk',
    (durability) => {
      create(durability);
      cluster.fence(1);
      cluster.fence(2);
      cluster.fence(3);
      restart(3, { directoryId: uuidToBytes(directoryOf(3, 1)) });
      expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [2] });
      // Broker 1 left while two were in sync, and they may have taken more since.
      cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
      expect(cluster.partition('t')).toMatchObject({ leaderId: -1 });
      cluster.beat(2, cluster.epochOf(2), cluster.nowMs);
      const whole = { leaderId: 2, isr: [2], elr: [], impaired: [] };
      expect(cluster.partition('t')).toMatchObject(whole);
      expect(cluster.notes).toEqual([]);
    },
  );

  test.each<[string, () => object]>([
    ['a lost log', () => report(LOST)],
    ['a damaged log', () => report(DAMAGED)],
    ['a suspect log', () => report(SUSPECT, 0, 5)],
    ['another directory', () => ({ directoryId: uuidToBytes(directoryOf(2, 1)) })],
  ])('who comes back with %s is not eligible any more', (_, change) => {
    create();
    cluster.fence(1);
    cluster.fence(2);
    cluster.fence(3);
    restart(2, change());
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [] });
  });

  test('with durability sync a crash loses nothing, so who comes back from one is eligible still', () => {
    create();
    cluster.fence(1);
    cluster.fence(2);
    cluster.fence(3);
    restart(2);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], elr: [3] });
  });

  test('where one in sync replica is enough nobody else is eligible, for it may have gone on alone', () => {
    create();
    cluster.alterConfigs('t', { 'min.insync.replicas': '1' });
    cluster.fence(1, 2);
    cluster.fence(3);
    cluster.beat(2, cluster.epochOf(2), cluster.nowMs);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3], elr: [] });
  });
});

describe('durability async', () => {
  beforeEach(() => create('async'));

  test('a stop that was not in good order takes a broker out of the ISR and the ELR', () => {
    cluster.fence(1);
    cluster.fence(2);
    restart(2);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3], elr: [] });
    cluster.alterIsr('t', [3, 1]);
    restart(1);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3] });
  });

  test('a stop in good order does not, and only that of the registration that is known counts', () => {
    const cleanStopBrokerEpoch = cluster.epochOf(2);
    restart(2, { cleanStopBrokerEpoch });
    expect(cluster.partition('t').isr).toEqual([1, 2, 3]);
    restart(2, { cleanStopBrokerEpoch });
    expect(cluster.partition('t').isr).toEqual([1, 3]);
  });

  test('that becomes sync counts as async until every replica has synced what it held', () => {
    const changedAt = cluster.image.endOffset;
    cluster.alterConfigs('t', { durability: 'sync' });
    const topic = () => cluster.image.topics.get(cluster.image.topicIds.get('t') as Uuid);
    expect(topic()?.unsyncedSince).toBe(changedAt);
    // Of these two one has only heard of what was before the change, and one crashes before it has told anything.
    cluster.beat(2, cluster.epochOf(2), cluster.nowMs);
    const late = { nodeId: 1, brokerEpoch: cluster.epochOf(1), metadataOffset: changedAt };
    cluster.commit(
      cluster.controller.heartbeat(wire.BrokerHeartbeatRequest.create(late), cluster.nowMs),
    );
    cluster.commit(cluster.controller.round(cluster.nowMs));
    expect(topic()?.unsyncedSince).toBe(changedAt);
    restart(3);
    expect(cluster.partition('t').isr).toEqual([1, 2]);
    cluster.commit(cluster.controller.round(cluster.nowMs));
    expect(topic()?.unsyncedSince).toBe(changedAt);
    cluster.beat(1, cluster.epochOf(1), cluster.nowMs);
    cluster.commit(cluster.controller.round(cluster.nowMs));
    expect(topic()?.unsyncedSince).toBe(0);
    restart(2);
    expect(cluster.partition('t').isr).toEqual([1, 2]);
  });

  test('that becomes sync and async again has nothing to wait for', () => {
    cluster.alterConfigs('t', { durability: 'sync' });
    cluster.alterConfigs('t', { durability: 'async' });
    const [topic] = [...cluster.image.topics.values()].filter(({ name }) => name === 't');
    expect(topic?.unsyncedSince).toBe(0);
    restart(2);
    expect(cluster.partition('t').isr).toEqual([1, 3]);
  });

  test('when min.insync.replicas falls, the high watermark may move without the eligible', () => {
    cluster.fence(1, 2);
    expect(cluster.partition('t').elr).toEqual([1, 2]);
    cluster.alterConfigs('t', { 'min.insync.replicas': '1' });
    expect(cluster.partition('t').elr).toEqual([]);
  });
});

describe('an orderly stop', () => {
  test('hands over first, and the broker may stop once it has seen that', () => {
    create();
    const epoch = cluster.epochOf(1);
    const seen = cluster.image.endOffset;
    expect(cluster.beat(1, epoch, 1, true)).toMatchObject({ mayShutDown: false });
    expect(cluster.image.brokers.get(1)).toMatchObject({ isFenced: false, isShuttingDown: true });
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [2, 3] });
    const stale = { nodeId: 1, brokerEpoch: epoch, metadataOffset: seen, wantsShutdown: true };
    const again = received(wire.BrokerHeartbeatRequest, stale);
    expect(cluster.commit(cluster.controller.heartbeat(again, 2)).mayShutDown).toBe(false);
    expect(cluster.beat(1, epoch, 3, true)).toMatchObject({ mayShutDown: true });
    expect(cluster.image.brokers.get(1)).toMatchObject({ isFenced: true, isShuttingDown: false });
  });

  test('goes on under the next controller', () => {
    create();
    cluster.beat(1, cluster.epochOf(1), 1, true);
    const next = new TestController({ image: cluster.image });
    expect(next.beat(1, cluster.epochOf(1), 1, true)).toMatchObject({ mayShutDown: true });
  });

  test('who is stopping is given nothing to lead, and joins no ISR', () => {
    create();
    cluster.beat(1, cluster.epochOf(1), 1, true);
    expect(cluster.alterIsr('t', [2, 3, 1])?.errorMessage).toMatch(/broker 1 is shutting down/);
    cluster.create({ name: 'u', partitions: 4, replicationFactor: 2 });
    for (const { leaderId } of cluster.partitions('u')) expect(leaderId).not.toBe(1);
  });

  test('what nobody else has is led by nobody meanwhile', () => {
    cluster.create({ name: 'alone', partitions: 3, replicationFactor: 1 });
    create();
    cluster.beat(1, cluster.epochOf(1), 1, true);
    for (const { replicas, leaderId } of cluster.partitions('alone'))
      expect(leaderId).toBe(replicas[0] === 1 ? -1 : replicas[0]);
  });
});

describe('a log that fails under a running broker [LOG-4]', () => {
  function reportOffline(nodeId: number): void {
    const request = received(wire.BrokerHeartbeatRequest, {
      nodeId,
      brokerEpoch: cluster.epochOf(nodeId),
      offlineReplicas: [
        { topicId: topicId(), partition: 0 },
        { topicId: topicId(), partition: 9 },
        { topicId: Buffer.alloc(3), partition: 0 },
      ],
    });
    cluster.commit(cluster.controller.heartbeat(request, cluster.nowMs));
  }

  test('takes the leadership away', () => {
    create();
    reportOffline(1);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, leaderEpoch: 1, isr: [2, 3] });
    const { image } = cluster;
    reportOffline(1);
    expect(cluster.image).toBe(image);
  });

  function reportReopened(nodeId: number, state: number): void {
    const report = { topicId: topicId(), partition: 0, state, lastEpoch: 0, endOffset: 7 };
    const other = { ...report, topicId: Buffer.alloc(16), partition: 3 };
    const request = received(wire.BrokerHeartbeatRequest, {
      nodeId,
      brokerEpoch: cluster.epochOf(nodeId),
      reopenedReplicas: [report, other],
    });
    cluster.commit(cluster.controller.heartbeat(request, cluster.nowMs));
  }

  test('as the last one in sync leads again when there was room to open it [LOG-9]', () => {
    create();
    cluster.fence(1, 2);
    const { image } = cluster;
    reportReopened(3, wire.ReplicaState.INTACT);
    expect(cluster.image).toBe(image);
    reportOffline(3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3] });
    reportReopened(3, wire.ReplicaState.INTACT);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3], impaired: [] });
  });

  test('and may lack something when there was room to open it, waits for who is eligible [LOG-9]', () => {
    create();
    cluster.fence(1, 2);
    reportOffline(3);
    reportReopened(3, wire.ReplicaState.SUSPECT);
    const mark = { nodeId: 3, lastEpoch: 0, endOffset: 7 };
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, elr: [1, 2], impaired: [mark] });
    restart(2);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 2, isr: [2], elr: [1] });
  });

  test('as the last one in sync is led by nobody until the broker has come back with it', () => {
    create();
    cluster.fence(1, 2);
    reportOffline(3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: -1, isr: [3] });
    restart(3);
    expect(cluster.partition('t')).toMatchObject({ leaderId: 3, isr: [3], impaired: [] });
  });
});
