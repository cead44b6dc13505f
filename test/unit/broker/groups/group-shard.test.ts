import { expect, test } from 'vitest';
import { Tasks } from '../../../../src/base/tasks.ts';
import { expireOffsets } from '../../../../src/broker/groups/group-offsets.ts';
import { GroupShard } from '../../../../src/broker/groups/group-shard.ts';
import { RecordingLogger } from '../../../support/recording-logger.ts';
import { outcomeOf, settled, TestPartition } from '../fixture.ts';
import { sessionTimeoutMs, topicsOf } from './fixture.ts';

const topics = topicsOf({ t: 2 });

function shardOf(at: TestPartition): { shard: GroupShard; logger: RecordingLogger } {
  const logger = new RecordingLogger();
  const shard = new GroupShard({
    partition: at.partition,
    settings: { sessionTimeoutMs, heartbeatIntervalMs: 3_000 },
    topics: () => topics,
    clock: at.clock,
    logger,
    tasks: new Tasks((name, error) => {
      throw new Error(`${name} failed`, { cause: error });
    }),
    observer: {},
  });
  return { shard, logger };
}

function join(shard: GroupShard, memberId: string) {
  const request = {
    memberId,
    memberEpoch: 0,
    instanceId: '',
    rebalanceTimeoutMs: 60_000,
    topics: ['t'],
    pattern: '',
    assignor: '',
    clientId: 'test',
    clientHost: 'localhost',
  };
  const { answer } = shard.decide('g', (state, context) => state.heartbeat(request, context));
  answer.catch(() => {});
  return answer;
}

const membersOf = (shard: GroupShard) =>
  shard.decide('g', ({ data }) => ({ records: [], answer: [...data.members.keys()] })).answer;

test('[GRP-1] a decision is answered when its records are committed, and what rests on it waits too', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const { shard } = shardOf(at);
  await settled();
  const joined = join(shard, 'a');
  const seen = membersOf(shard);
  expect((await outcomeOf(joined)).state).toBe('pending');
  expect((await outcomeOf(seen)).state).toBe('pending');
  await at.sync();
  expect((await joined).assigned).toHaveLength(2);
  expect(await seen).toEqual(['a']);
});

test('[GRP-1] the next leadership has what was committed, and refuses everything until it has read it', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const first = shardOf(at).shard;
  await settled();
  const joined = join(first, 'a');
  await at.sync();
  await joined;
  at.partition.resign();
  expect(first.isOver).toBe(true);
  expect(() => join(first, 'b')).toThrow(expect.objectContaining({ code: 'NOT_COORDINATOR' }));
  at.lead(2);
  const { shard } = shardOf(at);
  expect(() => join(shard, 'b')).toThrow(expect.objectContaining({ code: 'COORDINATOR_LOADING' }));
  expect(() => shard.states).toThrow(expect.objectContaining({ code: 'COORDINATOR_LOADING' }));
  await settled();
  expect(await membersOf(shard)).toEqual(['a']);
});

test('[GRP-1] who decided under a leadership that ended before the commit is told so, and the state is thrown away', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const { shard } = shardOf(at);
  await settled();
  const joined = join(shard, 'a');
  await settled();
  at.partition.resign();
  await at.sync();
  await expect(joined).rejects.toMatchObject({ code: 'NOT_COORDINATOR' });
  expect(shard.isOver).toBe(true);
  expect(shard.counts).toEqual({ groups: 0, members: 0 });
});

test('an append that is refused ends the shard: its state has what the log has not', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const { shard } = shardOf(at);
  await settled();
  const kept = join(shard, 'a');
  await at.sync();
  await kept;
  const { append } = at.partition;
  at.partition.append = () => {
    throw new Error('no room');
  };
  expect(() => join(shard, 'b')).toThrow(
    expect.objectContaining({ code: 'COORDINATOR_NOT_AVAILABLE' }),
  );
  expect(shard.isOver).toBe(true);
  expect(shard.failedAtMs).toBe(at.clock.monotonicMs());
  // What it does by itself fails as quietly.
  const another = shardOf(at).shard;
  await settled();
  at.clock.advance(sessionTimeoutMs);
  another.sweep((state, context) => state.expire(context));
  expect(another.isOver).toBe(true);
  at.partition.append = append;
  const next = shardOf(at).shard;
  await settled();
  expect(await membersOf(next)).toEqual(['a']);
});

test('who waits for news is woken by the next decision about the group, and by the end of the shard', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const { shard } = shardOf(at);
  await settled();
  const joined = join(shard, 'a');
  await at.sync();
  await joined;
  const { signal } = new AbortController();
  const look = () =>
    shard.decide('g', ({ data }) => ({ records: [], answer: data.members.size })).version;
  const waiting = shard.changed('g', look(), 3_000, signal);
  expect((await outcomeOf(waiting)).state).toBe('pending');
  const commit = { memberId: 'a', memberEpoch: 2, instanceId: '', sequence: 0, partitions: [] };
  const head = { epoch: 1, assignor: 'uniform', emptySinceMs: -1 };
  shard
    .decide(
      'g',
      ({ data }) => {
        data.setHead(head);
        return { records: data.takeEmitted(), answer: undefined };
      },
      commit,
    )
    .answer.catch(() => {});
  expect((await outcomeOf(waiting)).state).toBe('pending');
  const next = join(shard, 'b');
  await waiting;
  expect((await outcomeOf(next)).state).toBe('pending');
  const version = look();
  const again = shard.changed('g', version, 3_000, signal);
  at.partition.resign();
  await again;
  // Of an older version it does not wait at all.
  await shard.changed('g', version - 1, 3_000, signal);
});

test('[QRM-8] sessions begin anew with a new leadership, and end under it', async () => {
  const at = await TestPartition.open();
  at.lead(1);
  const first = shardOf(at).shard;
  await settled();
  const joined = join(first, 'a');
  await at.sync();
  await joined;
  at.clock.advance(sessionTimeoutMs);
  at.partition.resign();
  at.lead(2);
  const { shard, logger } = shardOf(at);
  await settled();
  shard.sweep((state, context) => state.expire(context));
  expect(shard.counts.members).toBe(1);
  at.clock.advance(sessionTimeoutMs);
  shard.sweep((state, context) => state.expire(context));
  await at.sync();
  expect(shard.counts).toEqual({ groups: 1, members: 0 });
  const words = logger.lines
    .map(({ message }) => message)
    .filter((text) => text.includes('silent'));
  expect(words).toEqual([
    expect.stringMatching(/^group g was rebalanced because member a was silent for 45000 ms: /),
  ]);
  shard.sweep((state, context) => expireOffsets(state, 0, context));
  await at.sync();
  expect(shard.counts.groups).toBe(0);
});

test('[REP-8] an answer that rests on no record needs the lease of the leadership', async () => {
  const at = await TestPartition.open();
  at.lead(1, { replicas: [1, 2] });
  const { shard } = shardOf(at);
  await settled();
  const joined = join(shard, 'a');
  await at.sync();
  await joined;
  at.lease.isHeld = false;
  await expect(membersOf(shard)).rejects.toMatchObject({ code: 'NOT_COORDINATOR' });
  at.lease.isHeld = true;
  expect(await membersOf(shard)).toEqual(['a']);
});
