import { expect, test } from 'vitest';
import type { AppendReply } from '../../../../src/cluster/raft/raft-types.ts';
import {
  entryAt,
  logOf,
  memberOf,
  setOf,
  settings,
  TestCluster,
  type TestNode,
} from './raft-fixture.ts';

const trio = setOf([1, 2, 3]);

/** Leads term 2 of these voters, of whom only it runs. */
function leaderOf(voters: readonly number[]): { cluster: TestCluster; node: TestNode } {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(1), log: logOf([1], setOf(voters)) });
  node.step({ kind: 'stand', reason: 'test' });
  for (const isPreVote of [true, false]) {
    for (const id of voters.slice(1)) {
      const granted = { isPreVote, isGranted: true, isConditional: false };
      node.receive(memberOf(id), { kind: 'voteReply', term: 2, ...granted });
    }
  }
  node.propose();
  return { cluster, node };
}

function reply(matchedOffset: number, round: number): AppendReply {
  const durableOffset = matchedOffset;
  return { kind: 'appendReply', term: 2, round, matchedOffset, durableOffset, conflict: undefined };
}

function ready(node: TestNode): [id: number, offset: number][] {
  return node.all('readReady').map(({ id, offset }) => [id, offset]);
}

// --- Reads.

test('[QRM-2] a read waits for a round of a majority that was sent after it came', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.step({ kind: 'read', id: 7 });
  expect(ready(node)).toEqual([]);
  // This answers what was sent before.
  node.receive(memberOf(2), reply(2, 1));
  expect(ready(node)).toEqual([]);
  node.receive(memberOf(2), reply(2, 2));
  expect(ready(node)).toEqual([[7, 2]]);
});

test('[QRM-2] a read before the term is open waits until it is', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.step({ kind: 'read', id: 7 });
  node.receive(memberOf(2), { ...reply(1, 1), durableOffset: 1 });
  expect(ready(node)).toEqual([]);
  node.receive(memberOf(2), reply(2, 1));
  expect(ready(node)).toEqual([]);
  node.receive(memberOf(2), reply(2, 2));
  expect(ready(node)).toEqual([[7, 2]]);
});

test('reads that come while a round is under way share the next one', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  cluster.network.length = 0;
  for (const id of [1, 2, 3]) node.step({ kind: 'read', id });
  expect(cluster.network.map(({ to }) => to.nodeId)).toEqual([2, 3]);
  node.receive(memberOf(2), reply(2, 2));
  expect(ready(node)).toEqual([[1, 2]]);
  node.receive(memberOf(2), reply(2, 3));
  expect(ready(node)).toEqual([
    [1, 2],
    [2, 2],
    [3, 2],
  ]);
});

test('a lost round of reads is made good by the next heartbeat', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.step({ kind: 'read', id: 7 });
  cluster.network.length = 0;
  cluster.pass(settings.heartbeatMs + 10);
  expect(ready(leader)).toEqual([[7, leader.core.commitOffset]]);
});

test('the only voter reads at once', () => {
  const { node } = leaderOf([1]);
  node.step({ kind: 'read', id: 7 });
  expect(ready(node)).toEqual([[7, 2]]);
});

test('reads are refused by one that does not lead, or leads no more', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  for (const id of [1, 2]) node.step({ kind: 'read', id });
  node.receive(memberOf(2), { ...reply(2, 1), term: 3 });
  node.step({ kind: 'read', id: 3 });
  expect(node.all('readRefused').map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(ready(node)).toEqual([]);
});

// --- Check-quorum.

test('[QRM-2] a leader that a majority does not answer for an election timeout steps down', () => {
  const cluster = TestCluster.ofVoters(5);
  const leader = cluster.elect(1);
  cluster.pass(5_000, [4, 5]);
  expect(leader.core.role).toBe('leader');
  cluster.pass(settings.electionMsMin + 2 * settings.heartbeatMs, [3, 4, 5]);
  expect(leader.state).toMatchObject({ role: 'follower', leader: undefined });
  expect(leader.last('roleChanged')?.reason).toMatch(
    /^no answer from a majority of the voters for \d+ ms$/,
  );
});

test('a leader that stood still itself waits for the answers that are on their way', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  cluster.nowMs += 5_000;
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('leader');
  for (let i = 0; i < 5; i++) {
    cluster.nowMs += settings.heartbeatMs;
    node.step({ kind: 'tick' });
  }
  expect(node.core.role).toBe('follower');
});

test('answers of learners do not keep a leader', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([1, 2, 3], [4, 5]) });
  for (let i = 0; i < 8; i++) {
    cluster.nowMs += settings.heartbeatMs;
    for (const id of [4, 5]) node.receive(memberOf(id), reply(3, 1));
    node.step({ kind: 'tick' });
  }
  expect(node.core.role).toBe('follower');
});

// --- Transfer.

test('[QRM-2] leadership goes over without waiting for a timeout, and without a pre-vote', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  const { nowMs } = cluster;
  leader.step({ kind: 'transfer', to: 3 });
  cluster.deliver();
  expect(cluster.node(3).state).toMatchObject({ role: 'leader', term: 3 });
  expect(leader.core.leader?.nodeId).toBe(3);
  expect(cluster.nowMs).toBe(nowMs);
  expect(leader.last('transferEnded')?.reason).toBe('this node leads no more');
  const reasons = cluster
    .node(3)
    .all('roleChanged')
    .map(({ reason }) => reason);
  expect(reasons[0]).toBe('node 1 hands leadership over');
});

test('the one that is to take over gets all entries first, and nothing is proposed meanwhile', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose();
  cluster.network.length = 0;
  node.step({ kind: 'transfer', to: 2 });
  expect(node.core.canPropose).toBe(false);
  expect(node.core.canChangeMembers).toBe(false);
  expect(() => node.propose()).toThrow('nothing is proposed while leadership is handed over');
  expect(cluster.network).toEqual([]);
  node.receive(memberOf(2), reply(3, 1));
  expect(cluster.network.map(({ message }) => message.kind)).toContain('timeoutNow');
});

test('a transfer that does not happen in time is given up, and proposals go on', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.step({ kind: 'transfer', to: 3 });
  cluster.pass(settings.electionMsMax + 10, [3]);
  expect(leader.state).toMatchObject({ role: 'leader', canPropose: true });
  expect(leader.last('transferEnded')?.reason).toBe('node 3 has not taken over in time');
});

test('a transfer that cannot be is refused with its reason', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  cluster.node(2).step({ kind: 'transfer', to: 3 });
  expect(cluster.node(2).last('transferEnded')?.reason).toBe('this node does not lead');
  for (const to of [1, 9]) leader.step({ kind: 'transfer', to });
  leader.step({ kind: 'transfer', to: 3 });
  leader.step({ kind: 'transfer', to: 2 });
  const reasons = leader.all('transferEnded').map(({ reason }) => reason);
  expect(reasons).toEqual([
    'node 1 leads already',
    'node 9 is no voter',
    'it is being handed to node 3',
  ]);
});

test('without a name, the voter with most of the log takes over', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(3), reply(2, 1));
  cluster.network.length = 0;
  node.step({ kind: 'transfer', to: undefined });
  expect(cluster.network).toMatchObject([{ to: { nodeId: 3 }, message: { kind: 'timeoutNow' } }]);
});

test('only the leader of this term can tell a voter to stand', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(2), log: logOf([1], trio) });
  const heartbeat = { previous: { offset: 1, term: 1 }, entries: [], commitOffset: 0, round: 1 };
  node.receive(memberOf(1), { kind: 'appendRequest', term: 3, ...heartbeat });
  node.receive(memberOf(1), { kind: 'timeoutNow', term: 2 });
  node.receive(memberOf(3), { kind: 'timeoutNow', term: 3 });
  expect(node.state).toMatchObject({ role: 'follower', term: 3 });
  node.receive(memberOf(1), { kind: 'timeoutNow', term: 3 });
  expect(node.state).toMatchObject({ role: 'candidate', term: 4 });
});

// --- Members.

test('[QRM-1] members change one set at a time, and only once the term is open', () => {
  const { node } = leaderOf([1, 2, 3]);
  expect(node.core.canChangeMembers).toBe(false);
  expect(() => node.propose({ members: setOf([1, 2]) })).toThrow('in a term that is open');
  node.receive(memberOf(2), reply(2, 1));
  expect(node.core.canChangeMembers).toBe(true);
  expect(() => node.propose({ members: setOf([1]) })).toThrow('only one may change at a time');
});

test('[QRM-1] while a change is not committed there is no other', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([1, 2, 3], [4]) });
  expect(node.core.canChangeMembers).toBe(false);
  expect(() => node.propose({ members: setOf([1, 2, 3]) })).toThrow('one change of members');
  node.receive(memberOf(2), reply(3, 1));
  expect(node.core.canChangeMembers).toBe(true);
});

test('[QRM-1] a new voter counts as soon as the entry is in the log', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([1, 2, 3, 4]) });
  node.receive(memberOf(2), reply(3, 1));
  // Two of four are no majority.
  expect(node.core.commitOffset).toBe(2);
  node.receive(memberOf(4), reply(3, 1));
  expect(node.core.commitOffset).toBe(3);
});

test('[QRM-1] what a learner holds does not count', () => {
  const { node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([1, 2, 3], [4, 5]) });
  for (const id of [4, 5]) node.receive(memberOf(id), reply(3, 1));
  expect(node.core.commitOffset).toBe(2);
});

test('[QRM-1] a change that is cut from a follower’s log is undone', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(2), log: logOf([1], trio) });
  const previous = { offset: 1, term: 1 };
  const more = { kind: 'appendRequest', previous, commitOffset: 0, round: 1 } as const;
  const changed = entryAt(1, 2, { members: setOf([1, 2]) });
  node.receive(memberOf(1), { ...more, term: 2, entries: [changed] });
  expect(node.core.members).toEqual(setOf([1, 2]));
  node.receive(memberOf(3), { ...more, term: 3, entries: [entryAt(1, 3)] });
  expect(node.core.members).toEqual(trio);
});

test('a learner gets the log, and its leader tells when it has caught up', () => {
  const cluster = TestCluster.ofVoters(3);
  const learner = cluster.add({ member: memberOf(4) });
  const leader = cluster.elect(1);
  leader.propose({ members: setOf([1, 2, 3], [4]) });
  cluster.deliver();
  expect(leader.all('learnerCaughtUp')).toEqual([]);
  cluster.pass(settings.heartbeatMs * 3);
  expect(learner.terms).toEqual([1, 2, 2]);
  expect(learner.core.members).toEqual(setOf([1, 2, 3], [4]));
  expect(leader.last('learnerCaughtUp')?.learner).toEqual(memberOf(4));
  leader.propose({ members: setOf([1, 2, 3, 4]) });
  cluster.deliver();
  const told = leader.all('learnerCaughtUp').length;
  cluster.pass(settings.heartbeatMs * 3);
  expect(leader.all('learnerCaughtUp')).toHaveLength(told);
});

test('a learner that is behind, or does not answer any more, has not caught up', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([1, 2, 3], [4]) });
  node.receive(memberOf(2), reply(3, 1));
  const pass = () => {
    cluster.nowMs += settings.heartbeatMs;
    node.receive(memberOf(2), reply(3, 1));
    node.step({ kind: 'tick' });
  };
  node.receive(memberOf(4), { ...reply(3, 1), durableOffset: 2 });
  pass();
  expect(node.all('learnerCaughtUp')).toEqual([]);
  node.receive(memberOf(4), reply(3, 1));
  for (let i = 0; i < 10; i++) pass();
  // Told while it was heard, and then no more.
  expect(node.all('learnerCaughtUp').length).toBeGreaterThan(0);
  expect(node.all('learnerCaughtUp').length).toBeLessThan(5);
});

test('[QRM-1] a leader that is removed hands over once that is committed', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.propose({ members: setOf([2, 3]) });
  expect(leader.core.role).toBe('leader');
  cluster.deliver();
  const heir = [2, 3].map((id) => cluster.node(id)).find(({ core }) => core.role === 'leader');
  expect(heir?.state).toMatchObject({ term: 3, members: setOf([2, 3]) });
  // The next heartbeat tells it that its term is over.
  cluster.pass(settings.heartbeatMs * 2);
  expect(leader.core.role).toBe('follower');
  cluster.pass(5_000);
  expect(leader.core.role).toBe('follower');
});

test('a removed leader that nobody relieves steps down', () => {
  const { cluster, node } = leaderOf([1, 2, 3]);
  node.receive(memberOf(2), reply(2, 1));
  node.propose({ members: setOf([2, 3]) });
  for (const id of [2, 3]) node.receive(memberOf(id), reply(3, 1));
  expect(node.core.commitOffset).toBe(3);
  cluster.nowMs += settings.electionMsMax;
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('follower');
  expect(node.last('roleChanged')?.reason).toBe('it is no voter any more');
});

test('[QRM-1] a removed voter learns of it, and does not stand', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.propose({ members: setOf([1, 2]) });
  // It is away when that is committed.
  cluster.pass(settings.heartbeatMs * 3, [3]);
  cluster.pass(settings.heartbeatMs * 3);
  const removed = cluster.node(3);
  expect(removed.core.members).toEqual(setOf([1, 2]));
  expect(removed.core.commitOffset).toBe(3);
  expect([...leader.core.peers].map(({ member }) => member.nodeId)).toEqual([2]);
  cluster.pass(5_000);
  expect(removed.core.role).toBe('follower');
  expect(leader.state).toMatchObject({ role: 'leader', term: 2 });
});

test('[QRM-1] who alone has the entry that removes it must lead to commit it', () => {
  const cluster = TestCluster.ofVoters(2);
  const leader = cluster.elect(1);
  leader.propose({ members: setOf([2]) });
  cluster.pass(settings.electionMsMax * 2, [2]);
  expect(leader.core.role).not.toBe('leader');
  leader.opensTerms = true;
  cluster.pass(settings.electionMsMax * 4);
  expect(cluster.node(2).core.role).toBe('leader');
  expect(cluster.node(2).core.members).toEqual(setOf([2]));
  expect(leader.core.role).toBe('follower');
});
