import { expect, test } from 'vitest';
import type {
  AppendReply,
  AppendRequest,
  LogEntry,
} from '../../../../src/cluster/raft/raft-types.ts';
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

function request(
  term: number,
  [offset, previousTerm]: [number, number],
  entries: readonly LogEntry[] = [],
  more: Partial<AppendRequest> = {},
): AppendRequest {
  const previous = { offset, term: previousTerm };
  return { kind: 'appendRequest', term, previous, entries, commitOffset: 0, round: 1, ...more };
}

function reply(term: number, matchedOffset: number, durableOffset = matchedOffset): AppendReply {
  return { kind: 'appendReply', term, round: 1, matchedOffset, durableOffset, conflict: undefined };
}

/** Voter 1 of three with this log; nobody else runs. */
function follower(terms: readonly number[]): { cluster: TestCluster; node: TestNode } {
  const cluster = new TestCluster();
  return { cluster, node: cluster.add({ member: memberOf(1), log: logOf(terms, trio) }) };
}

/** Leads term 2 of three voters, of which only it runs; all have one entry. Nothing is sent yet. */
function leader(): { cluster: TestCluster; node: TestNode } {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(1), log: logOf([1], trio) });
  node.step({ kind: 'stand', reason: 'test' });
  for (const isPreVote of [true, false]) {
    const granted = { isPreVote, isGranted: true, isConditional: false };
    node.receive(memberOf(2), { kind: 'voteReply', term: 2, ...granted });
  }
  cluster.network.length = 0;
  return { cluster, node };
}

function lastReply(cluster: TestCluster): AppendReply {
  return cluster.network.at(-1)?.message as AppendReply;
}

function entriesTo(cluster: TestCluster, nodeId: number): number[][] {
  return cluster.network.flatMap(({ to, message }) => {
    if (to.nodeId !== nodeId || message.kind !== 'appendRequest') return [];
    return message.entries.length > 0 ? [message.entries.map(({ baseOffset }) => baseOffset)] : [];
  });
}

test('[QRM-2] a follower tells at once what it holds, and again when it is durable', () => {
  const { cluster, node } = follower([1]);
  node.isDiskHeld = true;
  node.receive(memberOf(2), request(2, [1, 1], [entryAt(1, 2), entryAt(2, 2)], { round: 4 }));
  expect(lastReply(cluster)).toMatchObject({ matchedOffset: 3, durableOffset: 1, round: 4 });
  node.step({ kind: 'durable', endOffset: 2, truncations: 0 });
  expect(lastReply(cluster)).toMatchObject({ matchedOffset: 3, durableOffset: 2, round: 4 });
  node.syncLog();
  expect(lastReply(cluster)).toMatchObject({ matchedOffset: 3, durableOffset: 3 });
});

test('what is durable and may not be the leader’s is not told', () => {
  const { cluster, node } = follower([1, 1, 1, 1]);
  node.receive(memberOf(2), request(2, [2, 1]));
  expect(lastReply(cluster)).toMatchObject({ matchedOffset: 2, durableOffset: 2 });
});

test('[QRM-2] an entry is committed when it is durable at a majority, the leader included only once it has it', () => {
  const { node } = leader();
  node.isDiskHeld = true;
  node.propose();
  node.receive(memberOf(2), reply(2, 2, 1));
  expect(node.core.commitOffset).toBe(0);
  node.receive(memberOf(2), reply(2, 2, 2));
  expect(node.core.commitOffset).toBe(0);
  node.syncLog();
  expect(node.core.commitOffset).toBe(2);
  expect(node.last('commit')).toEqual({ kind: 'commit', endOffset: 2 });
});

test('[QRM-2] the others commit without the leader’s disk', () => {
  const { node } = leader();
  node.isDiskHeld = true;
  node.propose();
  node.receive(memberOf(2), reply(2, 2));
  node.receive(memberOf(3), reply(2, 2));
  expect(node.core.commitOffset).toBe(2);
});

test('[QRM-2] Figure 8: an entry of an older term is not committed by counting, but by one on top of it', () => {
  // Node 1 led term 2, wrote an entry there that only node 2 got, and leads again in term 4.
  const cluster = new TestCluster();
  const five = setOf([1, 2, 3, 4, 5]);
  const node = cluster.add({
    member: memberOf(1),
    log: logOf([1, 2], five),
    vote: { term: 3, votedFor: undefined },
  });
  node.step({ kind: 'stand', reason: 'test' });
  for (const isPreVote of [true, false]) {
    const granted = { isPreVote, isGranted: true, isConditional: false };
    for (const id of [2, 3]) {
      node.receive(memberOf(id), { kind: 'voteReply', term: 4, ...granted });
    }
  }
  expect(node.state).toMatchObject({ role: 'leader', term: 4 });
  // It brings the old entry to a majority: node 5 with an entry of term 3 could still replace it.
  for (const id of [2, 3]) node.receive(memberOf(id), reply(4, 2));
  expect(node.core.commitOffset).toBe(0);
  expect(node.core.isOpen).toBe(false);
  node.propose();
  node.receive(memberOf(2), reply(4, 3));
  expect(node.core.commitOffset).toBe(0);
  node.receive(memberOf(3), reply(4, 3));
  expect(node.core.commitOffset).toBe(3);
  expect(node.core.isOpen).toBe(true);
});

test('[QRM-2] an answer to an earlier term does not count', () => {
  const { node } = leader();
  node.propose();
  node.receive(memberOf(2), reply(1, 2));
  expect(node.core.commitOffset).toBe(0);
  node.receive(memberOf(2), reply(2, 2));
  expect(node.core.commitOffset).toBe(2);
});

test('answers of those who are no members, or of more than there is, do not count', () => {
  const { node } = leader();
  node.propose();
  node.receive(memberOf(9), reply(2, 2));
  node.receive(memberOf(2, 'a-new-disk'), reply(2, 2));
  node.receive(memberOf(2), reply(2, 3));
  expect(node.core.commitOffset).toBe(0);
});

test('a commit is told to the followers at once', () => {
  const { cluster, node } = leader();
  node.propose();
  node.receive(memberOf(2), reply(2, 2));
  const told = cluster.network.filter(
    ({ message }) => message.kind === 'appendRequest' && message.commitOffset === 2,
  );
  expect(told.map(({ to }) => to.nodeId)).toEqual([2, 3]);
});

test('a follower commits no more than what agrees with the leader', () => {
  const { node } = follower([1, 1, 1, 1]);
  node.receive(memberOf(2), request(2, [2, 1], [], { commitOffset: 4 }));
  expect(node.core.commitOffset).toBe(2);
});

test('[QRM-2] logs that differ come to agree, in no more questions than there are terms', () => {
  const cases: [leader: number[], follower: number[]][] = [
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6],
    ],
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4],
    ],
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
    ],
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
    ],
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 4, 4],
    ],
    [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ],
    [
      [1, 2, 4, 6],
      [1, 1, 1, 3, 3, 5, 5, 5],
    ],
    [
      [1, 3, 3, 3],
      [1, 1, 1, 1, 1, 2],
    ],
    [
      [1, 1, 8, 8, 8, 8],
      [1, 2, 3, 4, 5, 6, 7],
    ],
  ];
  for (const [leaderTerms, followerTerms] of cases) {
    const name = `${leaderTerms} against ${followerTerms}`;
    const cluster = new TestCluster();
    const vote = { term: 9, votedFor: undefined };
    const own = logOf(leaderTerms, trio);
    const leading = cluster.add({ member: memberOf(1), log: own, vote });
    // Voter 2 has nothing, so that it votes for anybody.
    cluster.add({ member: memberOf(2), vote });
    leading.step({ kind: 'stand', reason: 'test' });
    cluster.deliver();
    const other = cluster.add({ member: memberOf(3), log: logOf(followerTerms, trio), vote });
    cluster.pass(settings.heartbeatMs * 2);
    leading.propose();
    cluster.pass(settings.heartbeatMs * 2);
    expect(other.terms, name).toEqual([...leaderTerms, 10]);
    expect(other.core.commitOffset, name).toBe(leaderTerms.length + 1);
    expect(other.truncations, name).toBeLessThanOrEqual(1);
    const refusals = other
      .all('send')
      .filter(({ message }) => message.kind === 'appendReply' && message.conflict !== undefined);
    const terms = new Set([...leaderTerms, ...followerTerms]).size;
    expect(refusals.length, name).toBeLessThanOrEqual(terms);
  }
});

test('[QRM-2] messages that come late, twice or out of order cut nothing', () => {
  const { cluster, node } = follower([1]);
  const [a, b, c] = [entryAt(1, 2), entryAt(2, 2), entryAt(3, 2)] as const;
  node.receive(memberOf(2), request(2, [1, 1], [a, b]));
  node.receive(memberOf(2), request(2, [3, 2], [c], { commitOffset: 2 }));
  for (const late of [
    request(2, [1, 1], [a]),
    request(2, [1, 1], [a, b]),
    request(2, [1, 1]),
    request(2, [0, 0], logOf([1], trio)),
  ]) {
    node.receive(memberOf(2), late);
    expect(lastReply(cluster)).toMatchObject({ matchedOffset: 4, durableOffset: 4 });
  }
  expect(node.terms).toEqual([1, 2, 2, 2]);
  expect(node.core.commitOffset).toBe(2);
  expect(node.truncations).toBe(0);
});

test('[QRM-2] what is committed is not compared, and cannot be cut', () => {
  const { cluster, node } = follower([1, 1, 1]);
  node.receive(memberOf(2), request(2, [3, 1], [], { commitOffset: 3 }));
  // No leader can have this; were it taken, a commit would be undone.
  node.receive(memberOf(2), request(2, [1, 1], [entryAt(1, 2), entryAt(2, 2)]));
  expect(node.terms).toEqual([1, 1, 1]);
  expect(lastReply(cluster)).toMatchObject({ matchedOffset: 3 });
});

test('entries that do not follow each other are refused', () => {
  const { node } = follower([1]);
  for (const entries of [
    [entryAt(2, 2)],
    [entryAt(1, 2), entryAt(3, 2)],
    [entryAt(1, 3)],
    [entryAt(1, 2), entryAt(2, 1)],
    [{ ...entryAt(1, 2), lastOffset: 0 }],
  ]) {
    node.receive(memberOf(2), request(2, [1, 1], entries));
    expect(node.last('ignored')?.reason).toBe('its entries do not follow each other');
  }
  expect(node.terms).toEqual([1]);
});

test('a sync from before a cut says nothing about what came after it', () => {
  const { cluster, node } = follower([1]);
  node.isDiskHeld = true;
  node.receive(memberOf(2), request(2, [1, 1], [entryAt(1, 2), entryAt(2, 2)]));
  node.receive(memberOf(3), request(3, [1, 1], [entryAt(1, 3), entryAt(2, 3)]));
  expect(node.terms).toEqual([1, 3, 3]);
  node.step({ kind: 'durable', endOffset: 3, truncations: 0 });
  expect(node.core.durableOffset).toBe(1);
  node.step({ kind: 'durable', endOffset: 3, truncations: 1 });
  expect(node.core.durableOffset).toBe(3);
  expect(lastReply(cluster)).toMatchObject({ durableOffset: 3 });
});

test('[QRM-2] entries go without waiting, up to the window, and on when answers come', () => {
  const { cluster, node } = leader();
  for (let i = 0; i < 6; i++) node.propose();
  expect(entriesTo(cluster, 2)).toEqual([[1], [2], [3], [4]]);
  cluster.network.length = 0;
  // What waited goes in one message.
  node.receive(memberOf(2), reply(2, 2));
  expect(entriesTo(cluster, 2)).toEqual([[5, 6]]);
});

test('the window is in bytes too, and one message may always go', () => {
  const { cluster, node } = leader();
  const big = Buffer.alloc(5_000);
  node.propose({ bytes: big });
  node.propose({ bytes: big });
  expect(entriesTo(cluster, 2)).toEqual([[1]]);
  node.receive(memberOf(2), reply(2, 2));
  expect(entriesTo(cluster, 2)).toEqual([[1], [2]]);
});

test('what is read for one message is bounded, and one read is under way at a time', () => {
  const { cluster, node } = leader();
  node.areReadsHeld = true;
  for (let i = 0; i < 9; i++) node.propose({ bytes: Buffer.alloc(200) });
  node.receive(memberOf(2), reply(2, 2));
  node.receive(memberOf(2), reply(2, 3));
  const reads = node.all('readEntries').filter(({ to }) => to.nodeId === 2);
  expect(reads).toEqual([
    expect.objectContaining({ fromOffset: 5, maxBytes: settings.messageBytesMax }),
  ]);
  cluster.network.length = 0;
  node.answerReads();
  expect(entriesTo(cluster, 2)).toEqual([[5, 6]]);
});

test('entries that could not be read are asked for again with the next heartbeat', () => {
  const { cluster, node } = leader();
  node.areReadsHeld = true;
  for (let i = 0; i < 5; i++) node.propose();
  node.receive(memberOf(2), reply(2, 5));
  const read = node.heldReads.splice(0)[0];
  if (read === undefined) throw new Error('nothing is read');
  const { to, term, fromOffset } = read;
  node.step({ kind: 'entriesRead', to, term, fromOffset, entries: [] });
  expect(node.heldReads).toEqual([]);
  cluster.nowMs += settings.heartbeatMs;
  node.step({ kind: 'tick' });
  expect(node.heldReads).toMatchObject([{ fromOffset: 5 }]);
});

test('entries that were read for a term that is over are not sent', () => {
  const { cluster, node } = leader();
  node.areReadsHeld = true;
  for (let i = 0; i < 5; i++) node.propose();
  node.receive(memberOf(2), reply(2, 5));
  node.receive(memberOf(3), request(3, [1, 1]));
  cluster.network.length = 0;
  node.answerReads();
  expect(cluster.network).toEqual([]);
});

test('a lost message is noticed by the next heartbeat, and sent again', () => {
  const cluster = TestCluster.ofVoters(3);
  const leading = cluster.elect(1);
  leading.propose();
  cluster.network.length = 0;
  leading.propose();
  cluster.deliver();
  cluster.pass(settings.heartbeatMs + 10);
  expect(cluster.node(2).terms).toEqual([1, 2, 2, 2]);
  expect(leading.core.commitOffset).toBe(4);
});

test('after a broken connection the follower is asked where to go on', () => {
  const { cluster, node } = leader();
  node.propose();
  node.receive(memberOf(2), reply(2, 2));
  node.propose();
  node.step({ kind: 'unreachable', to: memberOf(2) });
  cluster.network.length = 0;
  node.propose();
  expect(entriesTo(cluster, 2)).toEqual([]);
  cluster.nowMs += settings.heartbeatMs;
  node.step({ kind: 'tick' });
  const question = cluster.network.find(({ to }) => to.nodeId === 2)?.message;
  expect(question).toMatchObject({ previous: { offset: 2, term: 2 }, entries: [] });
  node.receive(memberOf(2), { ...reply(2, 2), round: 2 });
  expect(entriesTo(cluster, 2)).toEqual([[2, 3]]);
});

test('a follower that lost what was not durable gets it again', () => {
  const cluster = TestCluster.ofVoters(3);
  const leading = cluster.elect(1);
  const first = cluster.node(3);
  first.isDiskHeld = true;
  leading.propose();
  leading.propose();
  cluster.deliver();
  const durable = first.log.slice(0, first.core.durableOffset);
  const { vote } = first.core;
  const again = cluster.add({ member: memberOf(3), log: durable, vote });
  expect(again.core.endOffset).toBe(2);
  cluster.pass(settings.heartbeatMs * 2);
  expect(again.terms).toEqual([1, 2, 2, 2]);
  expect(again.core.commitOffset).toBe(4);
});

test('a step of the past, an entry of another term or at another place is a bug', () => {
  const { cluster, node } = leader();
  expect(() => node.core.step({ kind: 'tick' }, cluster.nowMs - 1)).toThrow('does not go back');
  expect(() => node.propose({ term: 1 })).toThrow('an entry of term 1 in term 2');
  expect(() => node.propose({ baseOffset: 7, lastOffset: 7 })).toThrow('cannot follow');
  const { node: other } = follower([1]);
  expect(() => other.propose()).toThrow('only a leader proposes');
});
