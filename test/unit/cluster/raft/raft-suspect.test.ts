import { expect, test } from 'vitest';
import type { VoteReply } from '../../../../src/cluster/raft/raft-types.ts';
import { entryAt, logOf, memberOf, setOf, TestCluster } from './raft-fixture.ts';

const trio = setOf([1, 2, 3]);
const vote = { term: 4, votedFor: undefined };

/** Voter 1 has two entries, and cut a tail that may have reached offset 5. */
function suspect(cluster = new TestCluster()) {
  const log = logOf([1, 4], trio);
  return { cluster, node: cluster.add({ member: memberOf(1), log, vote, suspectEndOffset: 5 }) };
}

test('[QRM-3] a suspect’s vote for a log that may lack what it lost is conditional', () => {
  const cases: [lastTerm: number, endOffset: number, isConditional: boolean][] = [
    [4, 2, true],
    [4, 4, true],
    [4, 5, false],
    // Longer, and of a term before that in which it may have acknowledged something.
    [5, 4, true],
    [5, 5, false],
  ];
  for (const [lastTerm, endOffset, isConditional] of cases) {
    const { cluster, node } = suspect();
    const flags = { isPreVote: false, isTransfer: false };
    node.receive(memberOf(2), { kind: 'voteRequest', term: 6, lastTerm, endOffset, ...flags });
    const answer = cluster.network[0]?.message as VoteReply;
    expect([answer.isGranted, answer.isConditional], `${lastTerm} ${endOffset}`).toEqual([
      true,
      isConditional,
    ]);
  }
});

test('[QRM-3] a suspect cannot be elected by its own vote', () => {
  const { cluster, node } = suspect();
  cluster.add({ member: memberOf(2), log: logOf([1, 4], trio), vote });
  cluster.pass(5_000, [3]);
  expect(node.core.role).not.toBe('leader');
  // The other one cannot do without it either: what was cut may have been acknowledged by these two.
  expect(cluster.node(2).core.role).not.toBe('leader');
});

test('[QRM-3] a conditional vote elects nobody who lacks what another voter still has', () => {
  const { cluster, node } = suspect();
  // Node 2 was away; node 3 has what node 1 lost.
  cluster.add({ member: memberOf(2), log: logOf([1, 4], trio), vote });
  const holder = cluster.add({ member: memberOf(3), log: logOf([1, 4, 4, 4, 4], trio), vote });
  for (const id of [1, 2]) {
    cluster.node(id).step({ kind: 'stand', reason: 'test' });
    cluster.deliver();
    expect(cluster.node(id).core.role).not.toBe('leader');
  }
  cluster.pass(10_000);
  expect(holder.core.role).toBe('leader');
  holder.propose();
  cluster.pass(1_000);
  expect(node.terms.slice(0, 5)).toEqual([1, 4, 4, 4, 4]);
  expect(node.core.isSuspect).toBe(false);
});

test('[QRM-3] when every voter grants, suspects elect one of them', () => {
  const cluster = new TestCluster();
  for (const id of [1, 2, 3]) {
    const log = logOf(id === 3 ? [1, 4, 4] : [1, 4], trio);
    cluster.add({ member: memberOf(id), log, vote, suspectEndOffset: 4 + id });
  }
  cluster.pass(10_000, [2]);
  expect([...cluster.nodes.values()].some(({ core }) => core.role === 'leader')).toBe(false);
  cluster.pass(10_000);
  // The one with most of the log.
  const leader = cluster.node(3);
  expect(leader.core.role).toBe('leader');
  leader.propose();
  cluster.pass(1_000);
  for (const { core, effects } of cluster.nodes.values()) {
    expect(core.isSuspect).toBe(false);
    expect(effects.filter(({ kind }) => kind === 'trusted')).toHaveLength(1);
  }
});

test('[QRM-3] a suspect that is the only voter leads', () => {
  const cluster = new TestCluster();
  const log = logOf([1, 4], setOf([1]));
  const node = cluster.add({ member: memberOf(1), log, vote, suspectEndOffset: 5 });
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('leader');
});

test('[QRM-3] it is trusted again when its log agrees with a leader’s as far as it reached, durably', () => {
  const { node } = suspect();
  const entries = [entryAt(2, 4), entryAt(3, 4), entryAt(4, 4)];
  const previous = { offset: 2, term: 4 };
  const request = { kind: 'appendRequest', term: 4, previous, commitOffset: 2, round: 1 } as const;
  // All of this may be from before the loss.
  node.receive(memberOf(2), { ...request, entries: [] });
  expect(node.core.commitOffset).toBe(2);
  expect(node.core.isSuspect).toBe(true);
  node.isDiskHeld = true;
  node.receive(memberOf(2), { ...request, entries });
  expect(node.core.isSuspect).toBe(true);
  node.syncLog();
  expect(node.core.isSuspect).toBe(false);
  expect(node.last('trusted')).toBeDefined();
});

test('[QRM-3] or when it holds what a leader has committed in a later term', () => {
  const { node } = suspect();
  const previous = { offset: 2, term: 4 };
  const request = { kind: 'appendRequest', term: 6, previous, round: 1 } as const;
  node.receive(memberOf(2), { ...request, entries: [entryAt(2, 6)], commitOffset: 2 });
  expect(node.core.isSuspect).toBe(true);
  node.receive(memberOf(2), { ...request, entries: [entryAt(2, 6)], commitOffset: 3 });
  expect(node.core.isSuspect).toBe(false);
});
