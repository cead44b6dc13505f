import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expireOffsets } from '../../../../src/broker/groups/group-offsets.ts';
import {
  replay,
  retentionMs,
  sessionTimeoutMs,
  settle,
  TestGroup,
  TestMember,
  topicsOf,
} from './fixture.ts';

function membersOf(group: TestGroup, count: number): TestMember[] {
  return Array.from(
    { length: count },
    (_, index) => new TestMember(group, `m${String(index).padStart(3, '0')}`),
  );
}

test('the first member gets all partitions with its first heartbeat', () => {
  const group = new TestGroup({ t: 3 });
  const answer = group.heartbeat('a', 0);
  expect(answer.memberEpoch).toBeGreaterThan(0);
  expect(answer.assigned).toHaveLength(3);
  expect(group.state.state).toBe('stable');
});

test('[GRP-2] a partition is handed over only after its old owner has let go', () => {
  const group = new TestGroup({ t: 2 });
  const [a, b] = membersOf(group, 2) as [TestMember, TestMember];
  a.beat();
  b.beat();
  expect(b.owned).toEqual([]);
  const told = a.beat({ slow: true });
  expect(told.assigned).toHaveLength(1);
  // It has heard of it, and still works on what it had.
  expect(a.partitions()).toEqual([0, 1]);
  expect(b.beat().assigned).toBeUndefined();
  a.beat({ slow: true });
  expect(b.beat().assigned).toBeUndefined();
  a.takeOn();
  a.beat();
  expect(b.beat().assigned).toHaveLength(1);
  expect([...a.partitions(), ...b.partitions()].sort()).toEqual([0, 1]);
  expect(group.state.state).toBe('stable');
});

test('[GRP-2] a member that does not let go in time is fenced, and its partitions go to the others', () => {
  const group = new TestGroup({ t: 2 });
  const a = new TestMember(group, 'a', { rebalanceTimeoutMs: 5_000 });
  const b = new TestMember(group, 'b');
  a.beat();
  b.beat();
  a.beat({ slow: true });
  group.nowMs += 4_999;
  a.beat({ slow: true });
  group.expire();
  expect(group.state.data.members.has('a')).toBe(true);
  group.nowMs += 1;
  group.expire();
  expect(group.state.data.members.has('a')).toBe(false);
  b.beat();
  expect(b.partitions()).toEqual([0, 1]);
  expect(() => a.beat()).toThrow(expect.objectContaining({ code: 'UNKNOWN_MEMBER_ID' }));
});

test('[GRP-4] a commit needs the owner, and an epoch at or above the one at which it got the partition', () => {
  const group = new TestGroup({ t: 2 });
  const [a, b] = membersOf(group, 2) as [TestMember, TestMember];
  a.beat();
  const old = a.epoch;
  expect(group.commit(a.memberId, old, { 't-0': 5, 't-1': 7 })).toMatchObject([
    { code: 0 },
    { code: 0 },
  ]);
  settle([a, b]);
  const [mine] = b.partitions() as [number];
  // The old owner, with its old epoch and with its newest.
  for (const epoch of [old, a.epoch]) {
    const [outcome] = group.commit(a.memberId, epoch, { [`t-${mine}`]: 9 });
    expect(outcome).toMatchObject({ code: 113 });
  }
  expect(group.commit(b.memberId, b.epoch - 1, { [`t-${mine}`]: 9 })).toMatchObject([
    { code: 113 },
  ]);
  expect(group.committed(`t-${mine}`)).toBe(mine === 0 ? 5 : 7);
  expect(group.commit(b.memberId, b.epoch, { [`t-${mine}`]: 9 })).toMatchObject([{ code: 0 }]);
  // What it keeps it may commit under the older epoch too, for its commit may be on the way while it hears of a new one.
  const [kept] = a.partitions() as [number];
  expect(group.commit(a.memberId, old, { [`t-${kept}`]: 10 })).toMatchObject([{ code: 0 }]);
});

test('[GRP-4] what is being taken away may be committed until it is let go', () => {
  const group = new TestGroup({ t: 2 });
  const [a, b] = membersOf(group, 2) as [TestMember, TestMember];
  a.beat();
  b.beat();
  a.beat({ slow: true });
  const [leaving] = [0, 1].filter((one) => !a.told?.some((key) => key.endsWith(`/${one}`)));
  expect(group.commit(a.memberId, a.epoch, { [`t-${leaving}`]: 3 })).toMatchObject([{ code: 0 }]);
  a.takeOn();
  a.beat();
  expect(group.commit(a.memberId, a.epoch, { [`t-${leaving}`]: 4 })).toMatchObject([{ code: 113 }]);
});

test('[GRP-4] strangers, epochs from the future and bad offsets are refused, and nothing changes', () => {
  const group = new TestGroup({ t: 2 });
  const { memberEpoch } = group.heartbeat('a', 0);
  const before = group.snapshot;
  const refused = (code: string) => expect.objectContaining({ code });
  expect(() => group.commit('x', 1, { 't-0': 1 })).toThrow(refused('UNKNOWN_MEMBER_ID'));
  expect(() => group.commit('', -1, { 't-0': 1 })).toThrow(refused('UNKNOWN_MEMBER_ID'));
  expect(() => group.commit('a', memberEpoch + 1, { 't-0': 1 })).toThrow(
    refused('FENCED_MEMBER_EPOCH'),
  );
  expect(() => group.heartbeat('a', memberEpoch + 1)).toThrow(refused('FENCED_MEMBER_EPOCH'));
  expect(group.commit('a', memberEpoch, { 'none-0': 1 })).toMatchObject([{ code: 3 }]);
  expect(group.commit('a', memberEpoch, { 't-2': 1 })).toMatchObject([{ code: 3 }]);
  expect(group.commit('a', memberEpoch, { 't-0': -2 })).toMatchObject([{ code: 42 }]);
  expect(
    group.commit('a', memberEpoch, { 't-0': 2 }, { metadata: 'x'.repeat(4_097) }),
  ).toMatchObject([{ code: 12 }]);
  expect(group.snapshot).toEqual(before);
});

test('a commit that comes after a later one of the same member is refused', () => {
  const group = new TestGroup({ t: 1 });
  const { memberEpoch } = group.heartbeat('a', 0);
  group.commit('a', memberEpoch, { 't-0': 12 }, { sequence: 2 });
  expect(() => group.commit('a', memberEpoch, { 't-0': 10 }, { sequence: 1 })).toThrow(
    expect.objectContaining({ code: 'STALE_MEMBER_EPOCH' }),
  );
  expect(group.committed('t-0')).toBe(12);
});

test('who is no member may commit while the group has none', () => {
  const group = new TestGroup({ t: 1 });
  expect(group.commit('', -1, { 't-0': 4 })).toMatchObject([{ code: 0 }]);
  expect(group.committed('t-0')).toBe(4);
});

test('a lost answer is given again, and a join that is sent twice changes nothing for the others', () => {
  const group = new TestGroup({ t: 2 });
  const [a, b] = membersOf(group, 2) as [TestMember, TestMember];
  settle([a, b]);
  const epochOfA = a.epoch;
  const lost = group.heartbeat(b.memberId, 0);
  const again = group.heartbeat(b.memberId, 0);
  expect(again.assigned).toEqual(lost.assigned);
  // What it sent before it joined again is stale.
  expect(group.commit(b.memberId, b.epoch, { [`t-${b.partitions()[0]}`]: 3 })).toMatchObject([
    { code: 113 },
  ]);
  expect(a.beat().assigned).toBeUndefined();
  expect(a.epoch).toBe(epochOfA);
  const [, c] = [undefined, new TestMember(group, 'z')] as const;
  c.beat();
  const answer = a.beat({ slow: true });
  const repeated = a.group.heartbeat(a.memberId, epochOfA);
  expect(repeated.assigned).toEqual(answer.assigned);
});

test('[GRP-3] a static member finds its partitions again, and its old process is fenced', () => {
  const group = new TestGroup({ t: 4 });
  const a = new TestMember(group, 'a1', { instanceId: 'a' });
  const b = new TestMember(group, 'b1', { instanceId: 'b' });
  settle([a, b]);
  const epochOfB = b.epoch;
  const had = a.partitions();
  group.nowMs += 10_000;
  const next = new TestMember(group, 'a2', { instanceId: 'a' });
  next.beat();
  expect(next.partitions()).toEqual(had);
  expect(b.beat().assigned).toBeUndefined();
  expect(b.epoch).toBe(epochOfB);
  const fenced = expect.objectContaining({ code: 'FENCED_INSTANCE_ID' });
  expect(() => a.beat()).toThrow(fenced);
  expect(() => group.commit('a1', a.epoch, { [`t-${had[0]}`]: 1 }, { instanceId: 'a' })).toThrow(
    fenced,
  );
});

test('[GRP-3] a static member that steps away keeps its partitions for a session, and no longer', () => {
  const group = new TestGroup({ t: 4 });
  const a = new TestMember(group, 'a1', { instanceId: 'a' });
  const b = new TestMember(group, 'b1');
  settle([a, b]);
  const had = a.partitions();
  group.heartbeat('a1', -2, { instanceId: 'a' });
  group.nowMs += sessionTimeoutMs - 1;
  b.beat();
  group.expire();
  expect(b.beat().assigned).toBeUndefined();
  const next = new TestMember(group, 'a2', { instanceId: 'a' });
  next.beat();
  expect(next.partitions()).toEqual(had);
  group.heartbeat('a2', -2, { instanceId: 'a' });
  group.nowMs += sessionTimeoutMs - 1;
  b.beat();
  group.nowMs += 1;
  group.expire();
  b.beat();
  expect(b.partitions()).toEqual([0, 1, 2, 3]);
});

test('a silent member is fenced after its session, unless it was the broker that stood still', () => {
  const group = new TestGroup({ t: 1 });
  group.heartbeat('a', 0);
  group.nowMs += sessionTimeoutMs;
  group.state.excuseSilence(group.nowMs);
  group.expire();
  expect(group.state.data.members.size).toBe(1);
  group.nowMs += sessionTimeoutMs;
  group.expire();
  expect(group.state.data.members.size).toBe(0);
  expect(group.state.state).toBe('empty');
});

test('topics that appear, grow and vanish are followed, by name and by pattern', () => {
  const group = new TestGroup({});
  const a = new TestMember(group, 'a', { topics: ['t'], pattern: 'log-.*' });
  a.beat();
  expect(a.owned).toEqual([]);
  group.topics = topicsOf({ t: 2, 'log-1': 1, 'old-log-1': 1, 'log-': 1 }, ['log-']);
  a.beat();
  expect(a.partitions()).toEqual([0, 1]);
  expect(a.partitions('log-1')).toEqual([0]);
  expect(a.owned).toHaveLength(3);
  group.topics = topicsOf({ t: 3, 'log-1': 1 });
  a.beat();
  expect(a.partitions()).toEqual([0, 1, 2]);
  group.topics = topicsOf({ 'log-1': 1 });
  a.beat();
  expect(a.owned).toHaveLength(1);
});

test('a pattern that is no RE2, too long or too large is refused, in a time that is bounded', () => {
  const group = new TestGroup({ t: 1 });
  // Of the processor, for a test may have to wait for one.
  const started = process.cpuUsage();
  const bad = ['(', '(?=a)', '\\1', 'x'.repeat(600), `${'((a{20}){20}){20}'}`, '(a{1000}){1000}'];
  for (const pattern of bad) {
    expect(() => group.heartbeat('a', 0, { pattern }), pattern.slice(0, 20)).toThrow(
      expect.objectContaining({ code: 'INVALID_REGULAR_EXPRESSION' }),
    );
  }
  group.topics = topicsOf({ ['a'.repeat(240)]: 1 });
  group.heartbeat('a', 0, { topics: [], pattern: '(a*)*b' });
  group.heartbeat('b', 0, { topics: [], pattern: '(a|a)*(a|a)*(a|a)*b' });
  const { user, system } = process.cpuUsage(started);
  expect(user + system).toBeLessThan(1_000_000);
  expect(group.state.data.members.size).toBe(2);
});

test('one group has one assignor', () => {
  const group = new TestGroup({ t: 4 });
  group.heartbeat('a', 0, { assignor: 'range' });
  const refused = (code: string) => expect.objectContaining({ code });
  expect(() => group.heartbeat('b', 0, { assignor: 'uniform' })).toThrow(
    refused('INCONSISTENT_GROUP_PROTOCOL'),
  );
  expect(() => group.heartbeat('b', 0, { assignor: 'best' })).toThrow(
    refused('UNSUPPORTED_ASSIGNOR'),
  );
  expect(() => group.heartbeat('b', 0, { topics: [] })).toThrow(refused('INVALID_REQUEST'));
  expect(group.heartbeat('b', 0).assigned).toEqual([]);
  expect(group.state.data.members.size).toBe(2);
});

test('one of 100 members on 300 partitions joins or leaves: no more moves than must', () => {
  const group = new TestGroup({ t: 300 });
  const members = membersOf(group, 100);
  settle(members);
  const held = () => new Map(members.flatMap((m) => m.owned.map((key) => [key, m.memberId])));
  const before = held();
  expect(before.size).toBe(300);
  const joiner = new TestMember(group, 'z');
  members.push(joiner);
  settle(members);
  const after = held();
  const moved = [...after].filter(([key, owner]) => before.get(key) !== owner);
  expect(moved).toHaveLength(2);
  const sizes = members.map((member) => member.owned.length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  const [leaver] = members.splice(7, 1) as [TestMember];
  const lost = leaver.owned.length;
  group.heartbeat(leaver.memberId, -1);
  settle(members);
  const last = held();
  const movedBack = [...last].filter(([key, owner]) => after.get(key) !== owner);
  expect(movedBack).toHaveLength(lost);
});

test('a rebalance that moves nothing changes nothing for who has something', () => {
  const group = new TestGroup({ t: 2 });
  const [a, b, c] = membersOf(group, 3) as [TestMember, TestMember, TestMember];
  settle([a, b]);
  const epochs = [a.epoch, b.epoch];
  settle([a, b, c]);
  expect(c.owned).toEqual([]);
  expect([a.epoch, b.epoch]).toEqual(epochs);
});

test('each rebalance is told once, with its reasons and how much moved', () => {
  const group = new TestGroup({ t: 4 });
  const [a, b] = membersOf(group, 2) as [TestMember, TestMember];
  a.beat();
  expect(group.state.takeFinished()).toMatchObject([
    { reasons: ['member m000 joined'], moved: 4, tookMs: 0 },
  ]);
  b.beat();
  group.nowMs += 20;
  settle([a, b]);
  expect(group.state.takeFinished()).toMatchObject([
    { reasons: ['member m001 joined'], moved: 2, tookMs: 20 },
  ]);
  expect(group.state.takeFinished()).toEqual([]);
});

test('offsets of a group without members expire, those of one with members do not', () => {
  const group = new TestGroup({ t: 1, u: 1 });
  const { memberEpoch } = group.heartbeat('a', 0, { topics: ['t', 'u'] });
  group.commit('a', memberEpoch, { 't-0': 4, 'u-0': 5 });
  const expire = () => group.keep(expireOffsets(group.state, retentionMs, group.context).records);
  group.nowMs += 2 * retentionMs;
  expire();
  expect(group.committed('t-0')).toBe(4);
  group.topics = topicsOf({ t: 1 });
  expire();
  expect(group.committed('u-0')).toBe(-1);
  group.heartbeat('a', -1);
  group.nowMs += retentionMs - 1;
  expire();
  expect(group.committed('t-0')).toBe(4);
  group.nowMs += 1;
  expire();
  expect(group.committed('t-0')).toBe(-1);
  expect(group.state.data.head).toBeUndefined();
  expect(replay('g', group.records).snapshot()).toEqual(group.snapshot);
});

type Step =
  | { kind: 'beat'; member: number; slow: boolean }
  | { kind: 'leave' | 'restart' | 'stepAway' | 'commit'; member: number }
  | { kind: 'pass'; ms: number }
  | { kind: 'topics'; t: number; u: number }
  | { kind: 'failOver' };

const member = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('beat'), member, slow: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('leave', 'restart', 'stepAway', 'commit'),
      member,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 0, max: 30_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('topics'),
      t: fc.integer({ min: 0, max: 7 }),
      u: fc.integer({ min: 0, max: 7 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('failOver') }) },
) as fc.Arbitrary<Step>;

const subscriptions = [
  { topics: ['t'] },
  { topics: ['t', 'u'] },
  { topics: [], pattern: '[tu]' },
  { topics: ['u'], instanceId: 'static' },
];

test('[GRP-1, GRP-4] whatever happens: one owner by commit right, and a replay gives what is live', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const group = new TestGroup({ t: 4, u: 3 });
      let incarnations = 0;
      const begin = (place: number) =>
        new TestMember(group, `m${place}.${incarnations++}`, subscriptions[place % 4]);
      const members = Array.from({ length: 6 }, (_, place) => begin(place));
      const attempt = (place: number, act: () => void) => {
        try {
          act();
        } catch (error) {
          expect(error).toMatchObject({ code: expect.any(String) });
          members[place] = begin(place);
        }
      };
      for (const one of steps) {
        switch (one.kind) {
          case 'beat':
            attempt(one.member, () => members[one.member]?.beat({ slow: one.slow }));
            break;
          case 'leave':
          case 'stepAway': {
            const { memberId, request } = members[one.member] as TestMember;
            const epoch = one.kind === 'leave' ? -1 : -2;
            attempt(one.member, () => group.heartbeat(memberId, epoch, request));
            members[one.member] = begin(one.member);
            break;
          }
          case 'restart':
            members[one.member] = begin(one.member);
            break;
          case 'commit':
            for (const key of ['t-0', 't-1', 'u-0']) {
              const committers = members.filter(({ memberId, epoch, request }) => {
                const { instanceId = '' } = request;
                try {
                  const [outcome] = group.commit(memberId, epoch, { [key]: 1 }, { instanceId });
                  return outcome?.code === 0;
                } catch {
                  return false;
                }
              });
              expect(committers.length, `${key} has one owner`).toBeLessThanOrEqual(1);
            }
            break;
          case 'pass':
            group.nowMs += one.ms;
            group.expire();
            break;
          case 'topics':
            group.topics = topicsOf({ t: one.t, u: one.u });
            break;
          case 'failOver':
            group.failOver();
            break;
        }
        expect(replay('g', group.records).snapshot()).toEqual(group.snapshot);
      }
      // Once it is quiet, everything finds its place.
      group.nowMs += 1;
      for (let round = 0; round < 20; round++) {
        for (const place of members.keys()) attempt(place, () => members[place]?.beat());
        if (round === 5 || round === 8) group.nowMs += sessionTimeoutMs / 2;
        group.expire();
      }
      expect(group.state.state).toBe('stable');
    }),
    { numRuns: 300 },
  );
});
