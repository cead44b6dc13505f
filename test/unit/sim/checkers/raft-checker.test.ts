// What the simulation of the quorum's core checks from outside finds what is wrong, and nothing else: the rules that no planted
// bug of the core gets to, because another rule sees it first.
import { beforeEach, expect, test } from 'vitest';
import type { Uuid } from '../../../../src/base/uuid.ts';
import type { Member, RaftMessage } from '../../../../src/cluster/raft/raft-types.ts';
import { type CheckedNode, RaftChecker } from '../../../sim/raft/raft-checker.ts';
import { SimDisk, type SimEntry } from '../../../sim/raft/raft-disk.ts';

const members: Member[] = [1, 2, 3].map((nodeId) => ({
  nodeId,
  directoryId: `directory-${nodeId}` as Uuid,
  internalAddress: { host: 'sim', port: nodeId },
}));
let nodes: CheckedNode[] = [];
let checker: RaftChecker;

function entry(id: number, baseOffset: number, term: number): SimEntry {
  const whole = { id, baseOffset, lastOffset: baseOffset, term, bytes: Buffer.alloc(1) };
  return id === 1 ? { ...whole, members: { voters: members, learners: [] } } : whole;
}

/** Three voters with two entries of term 1, durable and seen by the checker. */
beforeEach(() => {
  nodes = members.map((member) => {
    const disk = new SimDisk();
    disk.append([entry(1, 0, 1), entry(2, 1, 1)]);
    disk.startSync()();
    const { nodeId: id } = member;
    return { id, member, disk, core: undefined, lost: [], localMs: 0, resumedMs: 0 };
  });
  checker = new RaftChecker(nodes, () => 0);
  for (const node of nodes) {
    checker.started(node);
    checker.appended(node, node.disk.written.items, false);
  }
});

function node(id: number): CheckedNode {
  return nodes[id - 1] as CheckedNode;
}

function vote(id: number, term: number, forId: number): void {
  node(id).disk.writeVote({ term, votedFor: node(forId).member });
  node(id).disk.syncVote();
  checker.votePersisted(node(id));
}

/** Node 1 leads term 2 by the votes of 1 and 2, and has committed what there is and an entry of its own. */
function lead(): void {
  for (const id of [1, 2]) vote(id, 2, 1);
  checker.elected(node(1), 2);
  for (const id of [1, 2]) {
    checker.appended(node(id), node(id).disk.append([entry(3, 2, 2)]), false);
    node(id).disk.startSync()();
  }
  checker.committed(node(1), 3);
}

test('a sound history has no problems', () => {
  lead();
  checker.committed(node(2), 2);
  checker.committed(node(2), 3);
  checker.committed(node(3), 2);
  expect(checker.problems).toEqual([]);
  expect(checker.committedOffset).toBe(3);
});

test('R1 finds a second leader of a term', () => {
  lead();
  for (const id of [1, 2]) checker.elected(node(id), 2);
  expect(
    checker.problems.some((problem) => /^R1 .*node 2 leads term 2, as node 1 did/.test(problem)),
  ).toBe(true);
});

test('R2 finds a vote that changes, a term that falls, and words that are not durable', () => {
  vote(1, 3, 2);
  vote(1, 3, 3);
  vote(1, 2, 3);
  const granted = { isPreVote: false, isGranted: true, isConditional: false };
  const message: RaftMessage = { kind: 'voteReply', term: 4, ...granted };
  checker.sent(node(1), node(2).member, message);
  expect(checker.problems.map((problem) => problem.replace(/ at .*?: /, ': '))).toEqual([
    'R2: node 1 changes its vote in term 3',
    'R2: node 1 has term 2 on disk after 3',
    'R2: node 1 sends voteReply of term 4 with 2 on disk',
    'R2: node 1 grants node 2 a vote that is not on disk',
  ]);
});

test('R3 finds two logs under one entry', () => {
  node(3).disk.write({ kind: 'truncate', endOffset: 1 });
  checker.appended(node(3), node(3).disk.append([entry(9, 1, 1)]), false);
  expect(checker.problems[0]).toMatch(/^R3 .*node 3 has another log at 1 of term 1/);
});

test('R4 and R10 find a leader that lacks what is committed, or votes', () => {
  lead();
  checker.elected(node(3), 3);
  expect(checker.problems.map((problem) => problem.slice(0, 3))).toEqual(['R10', 'R4 ']);
});

test('R6 finds a commit that goes back, and a cut below one', () => {
  lead();
  checker.truncated(node(1), 3);
  expect(checker.problems).toEqual([]);
  checker.truncated(node(1), 2);
  checker.committed(node(1), 2);
  const position = { offset: 3, term: 2 };
  checker.snapshotInstalled(node(2), { position, chain: 0, members: { voters: [], learners: [] } });
  checker.snapshotInstalled(node(2), { position, chain: 0, members: { voters: [], learners: [] } });
  expect(checker.problems.map((problem) => problem.slice(0, 3))).toEqual(['R6 ', 'R6 ', 'R6 ']);
});

test('R7 finds that something else is committed', () => {
  lead();
  node(3).disk.write({ kind: 'truncate', endOffset: 1 });
  node(3).disk.append([entry(9, 1, 3)]);
  checker.committed(node(3), 2);
  expect(checker.problems[0]).toMatch(
    /^R7 .*node 3 commits something else up to 2 than others did/,
  );
});

test('R8 finds a snapshot of something else, a log that starts nowhere, and a leader that takes one', () => {
  lead();
  const members = { voters: [], learners: [] };
  checker.snapshotAdded(node(2), { position: { offset: 2, term: 1 }, chain: 7, members });
  node(2).disk.trimTo(1);
  checker.started(node(2));
  const chain = node(1).disk.written.chainAt(3) as number;
  checker.snapshotInstalled(node(1), { position: { offset: 4, term: 2 }, chain, members });
  expect(checker.problems.map((problem) => problem.replace(/ at .*?: /, ': '))).toEqual([
    'R8: node 2 has a snapshot at 2 of something else',
    'R8: node 2 has a log from 1 and no snapshot there',
    'R8: node 1 takes a snapshot and leads',
  ]);
});
