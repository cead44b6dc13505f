// The checker sees a quorum of three do what is right, and then each thing that must never happen.
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import type {
  LogEntry,
  Member,
  MemberSet,
  RaftMessage,
  RaftStart,
} from '../../../../src/cluster/raft/raft-types.ts';
import { QuorumChecker } from '../../../sim/checkers/quorum-checker.ts';

const random = new SeededRandom(1);
const members: Member[] = [1, 2, 3].map((nodeId) => ({
  nodeId,
  directoryId: random.uuid(),
  internalAddress: { host: '127.0.0.1', port: 19_000 + nodeId },
}));
const [one, two, three] = members as [Member, Member, Member];
const allThree: MemberSet = { voters: members, learners: [] };

function start(self: Member, change: Partial<RaftStart> = {}): RaftStart {
  return {
    self,
    vote: { term: 0, votedFor: undefined },
    snapshot: { offset: 0, term: 0 },
    logStart: { offset: 0, term: 0 },
    terms: [],
    endOffset: 0,
    memberSets: [{ endOffset: 0, members: allThree }],
    suspectEndOffset: undefined,
    ...change,
  };
}

function entry(baseOffset: number, term: number, crc: number, set?: MemberSet): LogEntry {
  const bytes = Buffer.alloc(61);
  bytes.writeUInt32BE(crc, 17);
  return { baseOffset, lastOffset: baseOffset, term, bytes, ...(set && { members: set }) };
}

/** The members have started, and what they do goes into the checker. */
function quorum() {
  const problems: string[] = [];
  const checker = new QuorumChecker({ fail: (problem) => problems.push(problem), nowMs: () => 0 });
  const nodes = members.map((self) => {
    const seen = checker.observe(`broker-${self.nodeId}`, () => true);
    seen.opened?.(self.nodeId, start(self));
    return {
      open: (change: Partial<RaftStart>) => {
        checker.ended(`broker-${self.nodeId}`);
        seen.opened?.(self.nodeId, start(self, change));
      },
      vote: (term: number, votedFor: Member | undefined) =>
        seen.votePersisted?.(self.nodeId, { term, votedFor }),
      send: (to: Member, message: RaftMessage) => seen.sent?.(self.nodeId, to, message),
      lead: (term: number) => seen.becameLeader?.(self.nodeId, term),
      append: (...entries: LogEntry[]) => seen.appended?.(self.nodeId, entries),
      truncate: (endOffset: number) => seen.truncated?.(self.nodeId, endOffset),
      durable: (endOffset: number, truncations = 0) =>
        seen.durable?.(self.nodeId, endOffset, truncations),
      commit: (endOffset: number) => seen.committed?.(self.nodeId, endOffset),
      install: (offset: number, term: number) =>
        seen.snapshotInstalled?.(self.nodeId, { offset, term }, allThree),
    };
  });
  return { checker, problems, nodes: nodes as [Node, Node, Node] };
}

type Node = {
  open: (change: Partial<RaftStart>) => void;
  vote: (term: number, votedFor: Member | undefined) => void;
  send: (to: Member, message: RaftMessage) => void;
  lead: (term: number) => void;
  append: (...entries: LogEntry[]) => void;
  truncate: (endOffset: number) => void;
  durable: (endOffset: number, truncations?: number) => void;
  commit: (endOffset: number) => void;
  install: (offset: number, term: number) => void;
};

const grant: RaftMessage = {
  kind: 'voteReply',
  term: 1,
  isPreVote: false,
  isGranted: true,
  isConditional: false,
};

/** Node 1 leads term 1, and all have an entry of it with the members, committed. */
function settled() {
  const { nodes, ...rest } = quorum();
  for (const node of nodes) node.vote(1, one);
  nodes[1].send(one, grant);
  nodes[0].lead(1);
  for (const node of nodes) {
    node.append(entry(0, 1, 77));
    node.durable(1);
  }
  for (const node of nodes) node.commit(1);
  return { nodes, ...rest };
}

test('[QRM-2] what a quorum does when all is well raises no objection', () => {
  const { nodes, checker, problems } = settled();
  const [a, b, c] = nodes;
  a.append(entry(1, 1, 8));
  b.append(entry(1, 1, 8));
  a.durable(2);
  b.durable(2);
  c.append(entry(1, 1, 8));
  a.commit(2);
  expect(checker.leader).toBe('broker-1');
  // Node 1 writes more, that nobody gets; node 2 leads on, and node 1 gives its tail up.
  a.append(entry(2, 1, 9));
  for (const node of nodes) node.vote(2, two);
  b.lead(2);
  b.append(entry(2, 2, 10));
  c.append(entry(2, 2, 10));
  b.durable(3);
  c.durable(3);
  b.commit(3);
  a.truncate(2);
  a.append(entry(2, 2, 10));
  a.durable(3, 1);
  a.commit(3);
  c.open({ endOffset: 3, terms: [{ term: 2, startOffset: 2 }], vote: { term: 2, votedFor: two } });
  c.install(3, 2);
  expect(problems).toEqual([]);
  expect(checker.counters).toMatchObject({ elections: 2, truncations: 1, snapshotsInstalled: 1 });
  expect(checker.committedFrom(1)?.length).toBe(2);
});

const violations: [string, (nodes: [Node, Node, Node]) => void, RegExp][] = [
  ['two leaders of one term', (n) => n[1].lead(1), /which broker-1 has led/],
  ['a vote that is not durable leaves', (n) => n[2].send(two, { ...grant, term: 2 }), /grants/],
  ['a second vote in a term', (n) => n[2].vote(1, three), /votes for node 3/],
  ['a term that falls', (n) => n[2].vote(0, undefined), /votes for nobody in term 0/],
  ['a vote that is gone after a restart', (n) => n[2].open({ endOffset: 1 }), /starts with vote/],
  [
    'durable entries that are gone after a restart',
    (n) => n[2].open({ endOffset: 0, vote: { term: 1, votedFor: one } }),
    /1 was durable/,
  ],
  [
    'a candidate whose own vote is not durable',
    (n) =>
      n[1].send(one, {
        kind: 'voteRequest',
        term: 2,
        isPreVote: false,
        lastTerm: 1,
        endOffset: 1,
        isTransfer: false,
      }),
    /stands for term 2/,
  ],
  [
    'a follower that says more is durable than is',
    (n) => {
      n[1].append(entry(1, 1, 8));
      n[1].send(one, {
        kind: 'appendReply',
        term: 1,
        round: 1,
        matchedOffset: 2,
        durableOffset: 2,
        conflict: undefined,
      });
    },
    /says that 2 is durable; 1 is/,
  ],
  [
    'another entry of the same place and term',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[1].append(entry(1, 1, 9));
    },
    /another entry 2\/1/,
  ],
  ['a gap in the log', (n) => n[0].append(entry(5, 1, 8)), /its log ends at 1/],
  [
    'a commit that one voter of three holds',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[0].durable(2);
      n[0].commit(2);
    },
    /durable on 1 of 3/,
  ],
  [
    'a leader that counts itself before its sync',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[1].append(entry(1, 1, 8));
      n[1].durable(2);
      n[0].commit(2);
    },
    /durable on 1 of 3/,
  ],
  [
    'an entry of an older term that is committed by count',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[0].durable(2);
      n[0].vote(2, one);
      n[0].lead(2);
      n[1].append(entry(1, 1, 8));
      n[1].durable(2);
      n[0].commit(2);
    },
    /by count in term 2/,
  ],
  ['a commit that goes back', (n) => n[0].commit(0), /back from 1 to 0/],
  [
    'a commit that no leader has',
    (n) => {
      n[1].append(entry(1, 1, 8));
      n[1].commit(2);
    },
    /which no leader has/,
  ],
  ['a committed entry that is cut off', (n) => n[2].truncate(0), /cuts off the committed entry/],
  [
    'a leader without a committed entry',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[1].append(entry(1, 1, 8));
      n[0].durable(2);
      n[1].durable(2);
      n[0].commit(2);
      n[2].vote(2, three);
      n[2].lead(2);
    },
    /without the committed entry at 2/,
  ],
  [
    'a snapshot of what is not committed',
    (n) => n[2].install(2, 1),
    /has a snapshot at 2\/1; committed is 1/,
  ],
  [
    'a second change of members before the first is committed',
    (n) => {
      n[0].append(entry(1, 1, 8));
      n[0].append(entry(2, 1, 9, allThree));
      n[0].append(entry(3, 1, 10, allThree));
    },
    /the change at 3 is not committed/,
  ],
  [
    'a change of members before the term has an entry committed',
    (n) => {
      n[0].vote(2, one);
      n[0].lead(2);
      n[0].append(entry(1, 2, 8, allThree));
    },
    /before an entry of its own term/,
  ],
];

test.each(violations)('[QRM-2] %s is objected to', (_name, act, objection) => {
  const { nodes, problems } = settled();
  expect(problems).toEqual([]);
  act(nodes);
  expect(problems.join('\n')).toMatch(objection);
});
