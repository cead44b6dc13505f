import { expect, test } from 'vitest';
import { logOf, memberOf, setOf, TestCluster } from './raft-fixture.ts';

test('[QRM-1] three voters elect one leader, and commit what it proposes', () => {
  const cluster = TestCluster.ofVoters(3);
  cluster.pass(2_000);
  const leaders = [...cluster.nodes.values()].filter(({ core }) => core.role === 'leader');
  expect(leaders).toHaveLength(1);
  const [leader] = leaders as [(typeof leaders)[0]];
  leader.propose();
  leader.propose();
  cluster.deliver();
  for (const { core, terms } of cluster.nodes.values()) {
    expect(terms).toEqual([1, leader.core.term, leader.core.term]);
    expect(core.commitOffset).toBe(3);
    expect(core.leader?.nodeId).toBe(leader.id);
  }
});

test('[QRM-1] a node that is the only voter leads at once, and commits what is durable', () => {
  const cluster = new TestCluster();
  const node = cluster.add({ member: memberOf(1), log: logOf([1, 1], setOf([1])) });
  expect(node.core.nextDeadlineMs).toBe(cluster.nowMs);
  cluster.nowMs += 10_000;
  node.step({ kind: 'tick' });
  expect(node.core.role).toBe('leader');
  expect(node.last('openTerm')).toEqual({ kind: 'openTerm', term: 2 });
  node.isDiskHeld = true;
  node.propose();
  expect(node.core.commitOffset).toBe(0);
  node.syncLog();
  expect(node.core.commitOffset).toBe(3);
});
