import { expect, test } from 'vitest';
import { limits } from '../../../../src/base/limits.ts';
import type { Member, VoteReply, VoteRequest } from '../../../../src/cluster/raft/raft-types.ts';
import {
  entryAt,
  logBeginning,
  logOf,
  memberOf,
  setOf,
  settings,
  TestCluster,
  type TestNode,
} from './raft-fixture.ts';

function askVote(term: number, more: Partial<VoteRequest> = {}): VoteRequest {
  const flags = { isPreVote: false, isTransfer: false };
  return { kind: 'voteRequest', term, lastTerm: 1, endOffset: 1, ...flags, ...more };
}

function grant(term: number, more: Partial<VoteReply> = {}): VoteReply {
  const flags = { isPreVote: false, isGranted: true, isConditional: false };
  return { kind: 'voteReply', term, ...flags, ...more };
}

function heartbeat(term: number, round = 1) {
  const previous = { offset: 1, term: 1 };
  return {
    kind: 'appendRequest',
    term,
    previous,
    entries: [],
    commitOffset: 0,
    round,
  } as const;
}

/** Voter 1 of three, with one entry of term 1, in a cluster of which only it runs. */
function alone(): { cluster: TestCluster; node: TestNode } {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(1), log: logOf([1], setOf([1, 2, 3])) });
  return { cluster, node };
}

function sentTo(cluster: TestCluster, nodeId: number) {
  return cluster.network.filter(({ to }) => to.nodeId === nodeId).map(({ message }) => message);
}

test('[QRM-2] a candidate asks for votes only once its term and its own vote are durable', () => {
  const { cluster, node } = alone();
  node.isVoteHeld = true;
  node.step({ kind: 'stand', reason: 'test' });
  // The pre-vote changes nothing, and is asked for at once.
  expect(sentTo(cluster, 2)).toMatchObject([{ kind: 'voteRequest', isPreVote: true, term: 2 }]);
  expect(node.core.term).toBe(1);
  cluster.network.length = 0;
  node.receive(memberOf(2), grant(2, { isPreVote: true }));
  expect(node.last('persistVote')?.vote).toMatchObject({ term: 2, votedFor: { nodeId: 1 } });
  expect(cluster.network).toEqual([]);
  // A vote that comes before its own is durable does not elect it.
  node.receive(memberOf(2), grant(2));
  expect(node.core.role).toBe('candidate');
  node.syncVote();
  expect(sentTo(cluster, 3)[0]).toMatchObject({ kind: 'voteRequest', isPreVote: false, term: 2 });
  expect(node.core.role).toBe('leader');
});

test('[QRM-2] a vote is given only once it is durable', () => {
  const { cluster, node } = alone();
  node.isVoteHeld = true;
  node.receive(memberOf(2), askVote(5));
  expect(node.core.vote).toMatchObject({ term: 5, votedFor: { nodeId: 2 } });
  expect(cluster.network).toEqual([]);
  node.syncVote();
  expect(sentTo(cluster, 2)).toEqual([grant(5)]);
});

test('what waited to be said in a term is not said in the next', () => {
  const { cluster, node } = alone();
  node.isVoteHeld = true;
  node.receive(memberOf(2), askVote(5));
  node.receive(memberOf(3), askVote(6));
  node.syncVote();
  expect(cluster.network.map(({ to, message }) => [to.nodeId, message.term])).toEqual([[3, 6]]);
});

test('[QRM-2] one vote in a term, also after a restart', () => {
  const { cluster, node } = alone();
  node.receive(memberOf(2), askVote(5));
  node.receive(memberOf(3), askVote(5));
  node.receive(memberOf(2), askVote(5));
  const answers = cluster.network.map(({ to, message }) => [
    to.nodeId,
    (message as VoteReply).isGranted,
  ]);
  expect(answers).toEqual([
    [2, true],
    [3, false],
    [2, true],
  ]);
  const again = new TestCluster();
  const log = logOf([1], setOf([1, 2, 3]));
  const restarted = again.add({ member: memberOf(1), log, vote: node.core.vote });
  restarted.receive(memberOf(3), askVote(5));
  restarted.receive(memberOf(2), askVote(5));
  expect(again.network.map(({ message }) => (message as VoteReply).isGranted)).toEqual([
    false,
    true,
  ]);
});

test('[QRM-2] nobody votes for a log that ends in an older term, or earlier in the same', () => {
  const cases: [lastTerm: number, endOffset: number, isGranted: boolean][] = [
    [2, 9, false],
    [3, 3, false],
    [3, 4, true],
    [4, 1, true],
  ];
  for (const isPreVote of [false, true]) {
    for (const [lastTerm, endOffset, isGranted] of cases) {
      const cluster = new TestCluster();
      const log = logOf([1, 1, 3, 3], setOf([1, 2, 3]));
      const node = cluster.add({ member: memberOf(1), log });
      node.receive(memberOf(2), askVote(7, { isPreVote, lastTerm, endOffset }));
      expect(sentTo(cluster, 2)[0], `${lastTerm} ${endOffset}`).toMatchObject({ isGranted });
      // A pre-vote changes nothing.
      expect(node.core.term).toBe(isPreVote ? 3 : 7);
    }
  }
});

test('[QRM-2] one that is cut off does not raise its term, nor end a leadership when it comes back', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  const { term } = leader.core;
  cluster.pass(10_000, [3]);
  expect(cluster.node(3).state).toMatchObject({ role: 'candidate', term });
  cluster.pass(3_000);
  expect(leader.state).toMatchObject({ role: 'leader', term });
  expect(cluster.node(3).state).toMatchObject({ role: 'follower', term });
});

test('[QRM-2] who hears from a leader neither votes nor takes over the term, unless that leader asks for it', () => {
  const { cluster, node } = alone();
  node.receive(memberOf(2), heartbeat(3));
  cluster.network.length = 0;
  node.receive(memberOf(3), askVote(9, { isPreVote: true }));
  expect(sentTo(cluster, 3)).toMatchObject([{ isPreVote: true, isGranted: false, term: 3 }]);
  node.receive(memberOf(3), askVote(9));
  expect(node.core.term).toBe(3);
  node.receive(memberOf(3), askVote(9, { isTransfer: true }));
  expect(node.core.vote).toMatchObject({ term: 9, votedFor: { nodeId: 3 } });
});

test('who has not heard from its leader for the shortest election timeout would vote', () => {
  const { cluster, node } = alone();
  node.receive(memberOf(2), heartbeat(3));
  cluster.nowMs += settings.electionMsMin;
  cluster.network.length = 0;
  node.receive(memberOf(3), askVote(4, { isPreVote: true }));
  expect(sentTo(cluster, 3)).toEqual([grant(4, { isPreVote: true })]);
});

test('a refused pre-vote tells the candidate which term it is', () => {
  const { node } = alone();
  node.step({ kind: 'stand', reason: 'test' });
  node.receive(memberOf(2), grant(8, { isPreVote: true, isGranted: false }));
  expect(node.state).toMatchObject({ term: 8, role: 'follower' });
});

test('answers to an earlier term, to the pre-vote, or of somebody else elect nobody', () => {
  const { node } = alone();
  node.step({ kind: 'stand', reason: 'test' });
  node.receive(memberOf(2), grant(1, { isPreVote: true }));
  expect(node.core.term).toBe(1);
  node.receive(memberOf(2), grant(2, { isPreVote: true }));
  expect(node.core.term).toBe(2);
  for (const reply of [grant(1), grant(2, { isPreVote: true }), grant(3, { isPreVote: true })]) {
    node.receive(memberOf(2), reply);
  }
  node.receive(memberOf(9), grant(2));
  node.receive(memberOf(2, 'a-new-disk'), grant(2));
  node.receive(memberOf(2), grant(2, { isGranted: false }));
  expect(node.core.role).toBe('candidate');
  node.receive(memberOf(2), grant(2));
  expect(node.core.role).toBe('leader');
});

test('a message of an older leader does not take a candidate back, and that leader learns the term', () => {
  const { cluster, node } = alone();
  node.step({ kind: 'stand', reason: 'test' });
  node.receive(memberOf(2), grant(2, { isPreVote: true }));
  cluster.network.length = 0;
  node.receive(memberOf(3), heartbeat(1));
  expect(node.state).toMatchObject({ role: 'candidate', term: 2 });
  expect(sentTo(cluster, 3)).toMatchObject([{ kind: 'appendReply', term: 2 }]);
});

test('a leader that hears of a later term from a member leads no more', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.receive(memberOf(2), grant(7, { isGranted: false }));
  expect(leader.state).toMatchObject({ role: 'follower', term: 7, leader: undefined });
  expect(leader.last('roleChanged')?.reason).toBe('node 2 is in term 7');
});

test('[QRM-2] a candidate yields to the leader of its term', () => {
  const { node } = alone();
  node.step({ kind: 'stand', reason: 'test' });
  node.receive(memberOf(2), grant(2, { isPreVote: true }));
  node.receive(memberOf(3), heartbeat(2));
  expect(node.state).toMatchObject({ role: 'follower', term: 2 });
  expect(node.core.leader?.nodeId).toBe(3);
  // Its vote in this term stays what it was.
  expect(node.core.vote.votedFor?.nodeId).toBe(1);
});

test('a second leader of one term is not followed', () => {
  const { node } = alone();
  node.receive(memberOf(2), heartbeat(2));
  node.receive(memberOf(3), heartbeat(2));
  expect(node.core.leader?.nodeId).toBe(2);
  expect(node.last('ignored')?.reason).toBe('it claims to lead term 2, which node 2 leads');
});

test('a term far ahead is not believed', () => {
  const { cluster, node } = alone();
  const tooFar = 1 + limits.raftTermAheadMax + 1;
  for (const message of [heartbeat(tooFar), askVote(tooFar), grant(tooFar, { isGranted: false })]) {
    node.receive(memberOf(2), message);
    expect(node.last('ignored')?.reason).toContain('implausibly far ahead');
  }
  expect(node.core.term).toBe(1);
  node.receive(memberOf(2), heartbeat(tooFar - 1));
  expect(node.core.term).toBe(tooFar - 1);
  // A new node has no term to compare with, and still there is a bound.
  const empty = cluster.add({ member: memberOf(4) });
  empty.receive(memberOf(2), heartbeat(limits.raftTermMax + 1));
  expect(empty.core.term).toBe(0);
  empty.receive(memberOf(2), heartbeat(5_000_000));
  expect(empty.core.term).toBe(5_000_000);
});

test('the term of one that is no member counts only with a log that is worth a vote, or with its claim to lead', () => {
  const { cluster, node } = alone();
  const stranger = memberOf(9);
  node.receive(stranger, askVote(5, { lastTerm: 0, endOffset: 0 }));
  node.receive(stranger, grant(5, { isGranted: false }));
  expect(node.core.term).toBe(1);
  expect(node.all('ignored').map(({ reason }) => reason)).toEqual([
    'it is no member, and asks for a vote in term 5',
    'it is no member, and answers in term 5',
  ]);
  // It may be a member by an entry that is not here yet.
  node.receive(stranger, askVote(5));
  expect(sentTo(cluster, 9)).toEqual([grant(5)]);
  const { node: other } = alone();
  other.receive(stranger, heartbeat(5));
  expect(other.core.leader?.nodeId).toBe(9);
});

test('[QRM-3] a wiped voter is not who was asked, and its vote is nobody’s', () => {
  const cluster = new TestCluster();
  const wiped = cluster.add({ member: memberOf(2, 'a-new-disk') });
  wiped.receive(memberOf(1), askVote(5), memberOf(2));
  expect(wiped.core.term).toBe(0);
  expect(wiped.last('ignored')?.reason).toMatch(
    /^it is for node 2 with directory .*, not for this one$/,
  );
  expect(cluster.network).toEqual([]);
  // By its new directory it may be asked: a candidate that does so knows it as a voter.
  wiped.receive(memberOf(1), askVote(5));
  expect(cluster.network[0]?.message).toEqual(grant(5));
});

test('another node with this id is not heard', () => {
  const { node } = alone();
  node.receive(memberOf(1, 'another-disk'), heartbeat(9));
  expect(node.core.term).toBe(1);
  expect(node.last('ignored')?.reason).toBe('another node has the id 1 too');
});

test('[QRM-6] an empty node votes and follows, and does not stand', () => {
  const cluster = new TestCluster();
  const empty = cluster.add({ member: memberOf(2) });
  cluster.pass(5_000);
  empty.step({ kind: 'stand', reason: 'test' });
  expect(empty.core.role).toBe('follower');
  expect(cluster.network).toEqual([]);
  empty.receive(memberOf(1), askVote(2));
  expect(sentTo(cluster, 1)).toEqual([grant(2)]);
  const founding = entryAt(0, 1, { members: setOf([1, 2]) });
  const request = { ...heartbeat(2), previous: logBeginning, entries: [founding] };
  empty.receive(memberOf(1), request);
  expect(empty.core.members).toEqual(setOf([1, 2]));
  cluster.pass(5_000);
  expect(empty.core.role).toBe('candidate');
});

test('a learner does not stand, and tells that it hears no leader', () => {
  const cluster = new TestCluster();
  const learner = cluster.add({ member: memberOf(3), log: logOf([1], setOf([1, 2], [3])) });
  learner.receive(memberOf(1), heartbeat(1));
  cluster.pass(settings.electionMsMax + 10);
  expect(learner.core.role).toBe('follower');
  expect(learner.all('leaderChanged').map(({ leader }) => leader?.nodeId)).toEqual([1, undefined]);
});

test('election timeouts are drawn anew each time, from the whole range', () => {
  const { cluster, node } = alone();
  const drawn: number[] = [];
  for (let i = 0; i < 100; i++) {
    node.receive(memberOf(2), heartbeat(2));
    drawn.push(node.core.nextDeadlineMs - cluster.nowMs);
  }
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(settings.electionMsMin);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(settings.electionMsMax);
  expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(400);
});

test('a follower that stood still reads what its leader has sent before it stands', () => {
  const { cluster, node } = alone();
  node.receive(memberOf(2), heartbeat(2));
  cluster.nowMs += 5_000;
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('follower');
  // It does so once, even when it is slow again.
  cluster.nowMs += 5_000;
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('candidate');
});

test('one that stands again and again tells it once in each term', () => {
  const { cluster, node } = alone();
  cluster.pass(20_000);
  expect(node.all('roleChanged')).toHaveLength(1);
  const requests = node.all('send').filter(({ to }) => to.nodeId === 2);
  expect(requests.length).toBeGreaterThan(10);
});

test('an entry of a term that had not become durable brings that term with it', () => {
  const cluster = new TestCluster();
  const log = logOf([1, 4], setOf([1, 2, 3]));
  const node = cluster.add({ member: memberOf(1), log, vote: { term: 3, votedFor: undefined } });
  node.isVoteHeld = true;
  expect(node.core.term).toBe(4);
  node.receive(memberOf(2), { ...heartbeat(4), previous: { offset: 2, term: 4 } });
  expect(cluster.network).toEqual([]);
  expect(node.heldVote).toEqual({ term: 4, votedFor: undefined });
  node.syncVote();
  expect(cluster.network).toHaveLength(1);
});

test('every change of role has a reason in words', () => {
  const cluster = TestCluster.ofVoters(3);
  cluster.pass(5_000);
  cluster.pass(5_000, [leaderOf(cluster).nodeId]);
  const reasons = [...cluster.nodes.values()].flatMap((node) => node.all('roleChanged'));
  const texts = reasons.map(({ role, reason }) => `${role}: ${reason}`);
  expect(texts).toContain('candidate: no leader is known');
  expect(texts).toContain('candidate: a majority would vote for it');
  expect(texts).toContain('leader: elected by a majority of the voters');
  const silences = texts.filter((text) =>
    /no word from the leader, node \d, for \d+ ms/.test(text),
  );
  expect(silences.length).toBeGreaterThan(0);
  const lost = texts.filter((text) =>
    /no answer from a majority of the voters for \d+ ms/.test(text),
  );
  expect(lost).toHaveLength(1);
});

function leaderOf(cluster: TestCluster): Member {
  const leader = [...cluster.nodes.values()].find(({ core }) => core.role === 'leader');
  if (leader === undefined) throw new Error('nobody leads');
  return leader.member;
}
