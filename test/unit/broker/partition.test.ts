import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { TopicConfig } from '../../../src/cluster/topic-config.ts';
import { batchOf } from '../storage/fixture.ts';
import { outcomeOf, settled, TestLease, TestPartition } from './fixture.ts';

let part: TestPartition;

beforeEach(async () => {
  part = await TestPartition.open();
  part.lead(0);
});

function failure(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

const stateOf = async (promise: Promise<unknown>) => (await outcomeOf(promise)).state;

describe('acknowledgement [REP-6]', () => {
  test('with acks all or 1 comes only after the disk has the record [LOG-3]', async () => {
    const all = part.append(['a'], -1);
    const one = part.append(['b'], 1);
    expect([all.baseOffset, one.baseOffset]).toEqual([0, 1]);
    expect([await stateOf(all.acknowledged), await stateOf(one.acknowledged)]).toEqual([
      'pending',
      'pending',
    ]);
    expect(part.partition.highWatermark).toBe(0);
    await part.sync();
    expect([await stateOf(all.acknowledged), await stateOf(one.acknowledged)]).toEqual([
      'resolved',
      'resolved',
    ]);
    expect(part.partition.highWatermark).toBe(2);
  });

  test('with acks 0 nobody waits', async () => {
    const { acknowledged } = part.append(['a'], 0);
    expect(await stateOf(acknowledged)).toBe('resolved');
    expect(part.partition.highWatermark).toBe(0);
    await part.sync();
    expect(part.partition.highWatermark).toBe(1);
  });

  test('of a topic with async durability comes when the record is written', async () => {
    part = await TestPartition.open(0, { durability: 'async' });
    part.lead(0);
    const { acknowledged } = part.append(['a'], -1);
    expect(await stateOf(acknowledged)).toBe('resolved');
    expect(part.fileSystem.counts.sync).toBe(0);
  });

  test('is refused to all who wait when the broker resigns; the records may stay', async () => {
    const writes = [part.append(['a'], -1), part.append(['b'], 1)];
    part.partition.resign();
    await part.sync();
    for (const { acknowledged } of writes) {
      const { state, error } = await outcomeOf(acknowledged);
      expect([state, codeOf(error)]).toEqual(['rejected', 'NOT_LEADER_OR_FOLLOWER']);
    }
    expect(part.log.durableEndOffset).toBe(2);
  });

  test('is refused when leadership was lost and won again meanwhile', async () => {
    const { acknowledged } = part.append(['a'], 1);
    part.partition.resign();
    part.lead(2);
    await part.sync();
    expect(codeOf((await outcomeOf(acknowledged)).error)).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  test('is refused when the disk fails, and so is everything after it [LOG-4]', async () => {
    await part.hold('before');
    part.fileSystem.failNext('sync', 'EIO', { pathPart: '/data/t-0' });
    const writes = [part.append(['a'], -1), part.append(['b'], 1)];
    await part.sync();
    for (const { acknowledged } of writes) {
      expect(codeOf((await outcomeOf(acknowledged)).error)).toBe('STORAGE_ERROR');
    }
    expect(part.log.isOffline).toBe(true);
    expect(failure(() => part.append(['c']))).toBe('STORAGE_ERROR');
    // What was visible before is still served.
    expect(part.partition.highWatermark).toBe(1);
  });

  test('with acks 0 a failing disk leaves no rejection that nobody handles', async () => {
    part.fileSystem.failNext('sync', 'EIO', { pathPart: '/data/t-0' });
    part.append(['a'], 0);
    await part.sync();
    expect(part.log.isOffline).toBe(true);
  });
});

describe('appending', () => {
  test('gives offsets in the order of the calls', () => {
    const offsets = [3, 1, 2].map((count) => part.append(new Array(count).fill('x')).baseOffset);
    expect(offsets).toEqual([0, 3, 4]);
  });

  test('a bad batch changes nothing', () => {
    const bad = batchOf(['x'], part.clock.wallMs());
    bad.writeUInt8(bad.readUInt8(65) ^ 1, 65);
    const lease = new TestLease();
    const append = () =>
      part.partition.append(bad, { acks: -1, wallMs: part.clock.wallMs(), lease });
    expect(failure(append)).toBe('CORRUPT_MESSAGE');
    expect(part.log.logEndOffset).toBe(0);
    expect(lease.holders).toBe(1);
  });

  test('keeps the lease of the request until the batch is out of its hands', async () => {
    const lease = new TestLease();
    const wallMs = part.clock.wallMs();
    part.partition.append(batchOf(['x'], wallMs), { acks: -1, wallMs, lease });
    expect(lease.holders).toBe(2);
    await part.sync();
    part.log.evictTail();
    await settled();
    expect(lease.holders).toBe(1);
  });

  test('obeys the settings of the topic, and their change', () => {
    const { partition } = part;
    partition.updateConfig(new TopicConfig(new Map([['max.message.bytes', '100']])));
    expect(failure(() => part.append(['x'.repeat(100)]))).toBe('MESSAGE_TOO_LARGE');
    partition.updateConfig(new TopicConfig(new Map()));
    expect(failure(() => part.append(['x'.repeat(100)]))).toBeUndefined();
  });

  test('refuses the far future, unless the topic stamps records itself [REC-3]', () => {
    const wallMs = part.clock.wallMs();
    const append = (timestamp: number) =>
      part.partition.append(batchOf(['x'], timestamp), {
        acks: -1,
        wallMs,
        lease: new TestLease(),
      });
    const hourMs = 3_600_000;
    expect(failure(() => append(wallMs + hourMs))).toBeUndefined();
    expect(failure(() => append(wallMs + hourMs + 1))).toBe('INVALID_TIMESTAMP');
    const config = new TopicConfig(new Map([['message.timestamp.type', 'LogAppendTime']]));
    part.partition.updateConfig(config);
    expect(append(wallMs + 10 * hourMs).logAppendTimeMs).toBe(wallMs);
  });
});

describe('leadership', () => {
  test('only the leader takes writes, and tells which epochs are over or not known yet', () => {
    const { partition } = part;
    expect(partition.checkLeader(null)).toBe(0);
    part.lead(4);
    expect(partition.checkLeader(4)).toBe(4);
    expect(failure(() => partition.checkLeader(3))).toBe('FENCED_LEADER_EPOCH');
    expect(failure(() => partition.checkLeader(5))).toBe('UNKNOWN_LEADER_EPOCH');
    partition.resign();
    expect(partition.leaderEpoch).toBe(-1);
    expect(failure(() => partition.checkLeader(4))).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(failure(() => part.append(['x']))).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  test('the same epoch again changes nothing, an older one is a bug', () => {
    const { partition } = part;
    part.lead(4);
    let changes = 0;
    partition.onChange(() => {
      changes += 1;
    });
    part.lead(4);
    expect(changes).toBe(0);
    expect(() => part.lead(3)).toThrow('follows 4');
  });

  test('the high watermark stays when leadership goes and comes', async () => {
    await part.hold('a', 'b');
    part.partition.resign();
    expect(part.partition.highWatermark).toBe(2);
    part.lead(7);
    expect(part.partition.highWatermark).toBe(2);
  });

  test('what became durable while nobody led here is visible to the next leadership', async () => {
    part.append(['a'], 0);
    part.partition.resign();
    await part.sync();
    expect(part.partition.highWatermark).toBe(0);
    part.lead(1);
    expect(part.partition.highWatermark).toBe(1);
  });
});

describe('change', () => {
  test('is told of when more is visible and when leadership goes, until it is asked to stop', async () => {
    const seen: number[] = [];
    const stop = part.partition.onChange(() => seen.push(part.partition.highWatermark));
    await part.hold('a');
    expect(seen).toContain(1);
    const count = seen.length;
    part.partition.resign();
    expect(seen).toHaveLength(count + 1);
    part.partition.resign();
    expect(seen).toHaveLength(count + 1);
    stop();
    part.lead(9);
    expect(seen).toHaveLength(count + 1);
  });

  test('a listener may leave, and another come, while they are called', () => {
    const seen: string[] = [];
    const { partition } = part;
    const stop = partition.onChange(() => {
      seen.push('first');
      stop();
      partition.onChange(() => seen.push('late'));
    });
    partition.onChange(() => seen.push('second'));
    partition.resign();
    expect(seen).toEqual(['first', 'second']);
    part.lead(5);
    expect(seen).toEqual(['first', 'second', 'second', 'late']);
  });

  test('closing resigns and lets go of the log', async () => {
    const { acknowledged } = part.append(['a']);
    part.partition.close();
    await part.sync();
    expect((await outcomeOf(acknowledged)).state).toBe('rejected');
    expect(part.partition.highWatermark).toBe(0);
  });
});

describe('a role and a log that is being changed', () => {
  const answer = {
    leaderEpoch: 1,
    fetchOffset: 2,
    logStartOffset: 0,
    isOutOfRange: false,
    diverging: { epoch: 0, endOffset: 1 },
    highWatermark: 0,
    holesBelow: 0,
    records: undefined,
  };

  test('who is made leader while the end of its log is cut leads when that is done, from the new end on', async () => {
    part.append(['a'], 1);
    part.append(['b'], 1);
    await part.sync();
    const others = { replicas: [1, 2], isr: [1, 2], minInSync: 1 };
    part.lead(1, { leaderId: 2, ...others });
    part.partition.follower.take(answer, new TestLease());
    expect(part.partition.follower.isChanging).toBe(true);
    expect(part.partition.follower.position()).toBeUndefined();
    part.lead(2, others);
    expect(part.partition.leaderEpoch).toBe(-1);
    await part.sync();
    await part.sync();
    expect(part.partition.leaderEpoch).toBe(2);
    expect(part.partition.role?.epochStartOffset).toBe(1);
  });

  test('a follower that was appended to asks for what follows, with the epoch of its last batch', async () => {
    await part.hold('a');
    part.lead(3, { leaderId: 2, replicas: [1, 2], isr: [1, 2], minInSync: 1 });
    expect(part.partition.follower.position()).toMatchObject({
      leaderEpoch: 3,
      fetchOffset: 1,
      lastFetchedEpoch: 0,
      durableOffset: 1,
    });
  });
});
