import { expect, test } from 'vitest';
import { logOf, memberOf, setOf, settings, TestCluster, type TestNode } from './raft-fixture.ts';

const trio = setOf([1, 2, 3]);
const snapshot = { offset: 5, term: 2 };

/** Leads, with a snapshot and no log below it; voter 3 has only the first entry. */
function behind(): { cluster: TestCluster; leader: TestNode; follower: TestNode } {
  const cluster = new TestCluster();
  const vote = { term: 2, votedFor: undefined };
  for (const id of [1, 2]) cluster.add({ member: memberOf(id), snapshot, members: trio, vote });
  const log = logOf([1], trio);
  const follower = cluster.add({ member: memberOf(3), log, vote });
  const leader = cluster.elect(1);
  return { cluster, leader, follower };
}

test('[QRM-2] a follower whose entries are gone is offered the snapshot, and goes on from it', () => {
  const { cluster, leader, follower } = behind();
  expect(follower.last('fetchSnapshot')).toMatchObject({ from: memberOf(1), snapshot });
  follower.step({ kind: 'snapshotFetched', snapshot, members: trio });
  expect(follower.last('installSnapshot')).toEqual({ kind: 'installSnapshot', snapshot });
  cluster.pass(settings.heartbeatMs * 2);
  expect(follower.state).toMatchObject({ logStart: snapshot, commitOffset: 6, members: trio });
  expect(follower.terms).toEqual([3]);
  expect(leader.core.commitOffset).toBe(6);
});

test('the offer comes with every heartbeat, and one fetch goes on', () => {
  const { cluster, leader, follower } = behind();
  cluster.pass(settings.heartbeatMs * 6);
  expect(follower.all('fetchSnapshot')).toHaveLength(1);
  // Such a follower counts as one that answers.
  cluster.pass(5_000, [2]);
  expect(leader.core.role).toBe('leader');
});

test('a fetch that failed is begun again by the next offer', () => {
  const { cluster, follower } = behind();
  follower.step({ kind: 'snapshotFailed', snapshot });
  cluster.pass(settings.heartbeatMs * 2);
  expect(follower.all('fetchSnapshot')).toHaveLength(2);
});

test('a newer snapshot takes the place of one that is on its way', () => {
  const { cluster, leader, follower } = behind();
  const newer = { offset: 6, term: 3 };
  leader.step({ kind: 'snapshotTaken', snapshot: newer, logStartOffset: 6 });
  cluster.pass(settings.heartbeatMs * 2);
  expect(follower.all('fetchSnapshot').map((fetch) => fetch.snapshot)).toEqual([snapshot, newer]);
});

test('the log is kept below a snapshot as far as its owner says', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1, [3]);
  for (let i = 0; i < 4; i++) leader.propose();
  cluster.deliver([3]);
  const taken = { offset: 5, term: 2 };
  leader.step({ kind: 'snapshotTaken', snapshot: taken, logStartOffset: 1 });
  expect(leader.state).toMatchObject({ snapshot: taken, logStart: { offset: 1, term: 1 } });
  cluster.pass(settings.heartbeatMs * 2);
  // Voter 3 is above the start of the log, and needs no snapshot.
  expect(cluster.node(3).all('fetchSnapshot')).toEqual([]);
  expect(cluster.node(3).core.commitOffset).toBe(6);
});

test('a snapshot that the log has reached meanwhile is dropped, and nothing is taken back', () => {
  const cluster = new TestCluster();
  const log = logOf([1, 1, 2, 2, 2], trio);
  const node = cluster.add({ member: memberOf(3), log });
  const offer = { kind: 'snapshotOffer', term: 2, round: 1 } as const;
  node.receive(memberOf(1), { ...offer, snapshot });
  // The log has the very entry, so it is only committed.
  expect(node.all('fetchSnapshot')).toEqual([]);
  expect(node.core.commitOffset).toBe(5);
  expect(cluster.network.at(-1)?.message).toMatchObject({ kind: 'appendReply', matchedOffset: 5 });
  node.step({ kind: 'snapshotFetched', snapshot: { offset: 3, term: 2 }, members: trio });
  expect(node.last('dropSnapshot')?.snapshot.offset).toBe(3);
  expect(node.state).toMatchObject({ endOffset: 5, logStart: { offset: 0 } });
});

test('[QRM-2] a log that ends just before a snapshot has not reached it', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(3), log: logOf([1, 1, 2, 2], trio) });
  const more = { entries: [], commitOffset: 4, round: 1 };
  const previous = { offset: 4, term: 2 };
  node.receive(memberOf(1), { kind: 'appendRequest', term: 2, previous, ...more });
  expect(node.core.commitOffset).toBe(4);
  node.receive(memberOf(1), { kind: 'snapshotOffer', term: 2, round: 1, snapshot });
  expect(node.all('fetchSnapshot')).toHaveLength(1);
  node.step({ kind: 'snapshotFetched', snapshot, members: trio });
  expect(node.state).toMatchObject({ endOffset: 5, commitOffset: 5, logStart: snapshot });
});

test('an entry of another term at the same offset makes way for the snapshot', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(3), log: logOf([1, 1, 1, 1, 1, 1], trio) });
  node.receive(memberOf(1), { kind: 'snapshotOffer', term: 2, round: 1, snapshot });
  node.step({ kind: 'snapshotFetched', snapshot, members: trio });
  expect(node.state).toMatchObject({ endOffset: 5, lastTerm: 2 });
  expect(cluster.network.at(-1)?.message).toMatchObject({ isInstalled: true, snapshot });
});

test('a candidate whose log a snapshot replaces stands no more: it has asked for votes with another', () => {
  const { cluster, follower } = behind();
  cluster.pass(settings.electionMsMax + 10, [3]);
  expect(follower.core.role).toBe('candidate');
  follower.step({ kind: 'snapshotFetched', snapshot, members: trio });
  expect(follower.core.role).toBe('follower');
  expect(follower.last('roleChanged')?.reason).toBe('a snapshot has replaced its log');
});

test('a leader takes no snapshot: what it was fetching is dropped', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(1), log: logOf([1], trio) });
  node.receive(memberOf(2), { kind: 'snapshotOffer', term: 1, round: 1, snapshot });
  node.step({ kind: 'stand', reason: 'test' });
  for (const isPreVote of [true, false]) {
    const granted = { isPreVote, isGranted: true, isConditional: false };
    node.receive(memberOf(3), { kind: 'voteReply', term: 2, ...granted });
  }
  expect(node.core.role).toBe('leader');
  expect(node.last('dropSnapshot')?.snapshot).toEqual(snapshot);
});

test('a follower that agrees with the leader only below the start of its log gets the snapshot', () => {
  const cluster = new TestCluster();
  const vote = { term: 4, votedFor: undefined };
  const start = { offset: 5, term: 4 };
  for (const id of [1, 2]) {
    cluster.add({ member: memberOf(id), snapshot: start, members: trio, vote });
  }
  // It has more than the leader's start, and all of it of an older term.
  const log = logOf([1, 1, 3, 3, 3, 3, 3], trio);
  const follower = cluster.add({ member: memberOf(3), log, vote });
  cluster.elect(1);
  cluster.pass(settings.heartbeatMs * 2);
  expect(follower.last('fetchSnapshot')?.snapshot).toEqual(start);
});

test('a snapshot ahead of what is committed and durable is a bug', () => {
  const cluster = TestCluster.ofVoters(3);
  const leader = cluster.elect(1);
  leader.isDiskHeld = true;
  leader.propose();
  cluster.deliver();
  const ahead = { offset: leader.core.commitOffset, term: 2 };
  expect(() => leader.step({ kind: 'snapshotTaken', snapshot: ahead, logStartOffset: 0 })).toThrow(
    'ahead of the log',
  );
});

test('a restart knows what the snapshot stands for to be committed, and no more', () => {
  const cluster = new TestCluster();
  const log = [...logOf([2, 2])].map((entry) => ({
    ...entry,
    baseOffset: entry.baseOffset + 5,
    lastOffset: entry.lastOffset + 5,
  }));
  const node = cluster.add({ member: memberOf(1), snapshot, members: trio, log });
  expect(node.state).toMatchObject({ commitOffset: 5, endOffset: 7, members: trio });
});
