// A small history in which every promise was kept, to be altered by tests of the checker.
import type { HistoryEntry, TopicEntry } from '../history/history-entry.ts';

const topics: TopicEntry[] = [
  {
    op: 'topic',
    topic: 'plain',
    partitions: 1,
    replicas: 2,
    isCompacted: false,
    durability: 'sync',
  },
  {
    op: 'topic',
    topic: 'weak',
    partitions: 1,
    replicas: 2,
    isCompacted: false,
    durability: 'async',
  },
  { op: 'topic', topic: 'keys', partitions: 1, replicas: 2, isCompacted: true, durability: 'sync' },
];

export const sendsPerTopic = 12;

/** Of each topic one writer, who has the name of the topic. */
function* sends(topic: string, acks: 'all' | 1): Generator<HistoryEntry> {
  const isIdempotent = acks === 'all';
  for (let n = 0; n < sendsPerTopic; n++) {
    const sent = { topic, partition: 0, key: `key-${n % 3}`, acks, isIdempotent };
    yield { op: 'send', type: 'invoke', p: topic, n, at: n, ...sent };
    yield { op: 'send', type: 'ok', p: topic, n, at: n + 0.5, offset: n, attempts: 1 };
  }
}

/** Compaction has left the last of each key. */
function kept(topic: string): number[] {
  const all = Array.from({ length: sendsPerTopic }, (_, n) => n);
  return topic === 'keys' ? all.slice(-3) : all;
}

function* reads(topic: string, p: string): Generator<HistoryEntry> {
  const at = { p, at: 50, topic, partition: 0 };
  yield { op: 'assign', ...at, offset: 0 };
  const half = Math.ceil(kept(topic).length / 2);
  for (const offsets of [kept(topic).slice(0, half), kept(topic).slice(half)]) {
    const values = offsets.map((offset) => `${topic}-${offset}`);
    yield { op: 'poll', ...at, offset: offsets[0] as number, offsets, values };
  }
}

function* replicas(topic: string): Generator<HistoryEntry> {
  for (const node of [1, 2]) {
    const batches = kept(topic).map((n): [number, number, number, number] => [n, n, 0, 1000 + n]);
    yield { op: 'replica', node, topic, partition: 0, batches };
    const lastOfKeys = kept(topic).map((n): [string, number, string] => [
      `key-${n % 3}`,
      n,
      `${topic}-${n}`,
    ]);
    const end = { start: 0, end: sendsPerTopic, highWatermark: sendsPerTopic };
    const isCompacted = topic === 'keys';
    yield {
      op: 'replica-end',
      node,
      topic,
      partition: 0,
      ...end,
      ...(isCompacted ? { lastOfKeys } : {}),
    };
  }
}

/** Every kind of entry; nothing wrong. */
export function sampleHistory(): HistoryEntry[] {
  const history: HistoryEntry[] = [...topics];
  const add = (entries: Iterable<HistoryEntry>) => history.push(...entries);
  add(sends('plain', 'all'));
  history.push(
    {
      op: 'fault',
      at: 20,
      kind: 'kill-leader',
      type: 'applied',
      nodes: [1],
      leaderOf: ['plain/0'],
      proof: 'gone',
    },
    { op: 'leader', at: 21, topic: 'plain', partition: 0, leaderId: -1, leaderEpoch: 1 },
    { op: 'leader', at: 25, topic: 'plain', partition: 0, leaderId: 2, leaderEpoch: 2 },
    {
      op: 'send',
      type: 'invoke',
      p: 'late',
      n: 0,
      at: 22,
      topic: 'plain',
      partition: 0,
      key: 'a',
      acks: 'all',
      isIdempotent: true,
    },
    { op: 'send', type: 'ok', p: 'late', n: 0, at: 30, offset: sendsPerTopic, attempts: 2 },
  );
  add(sends('weak', 1));
  add(sends('keys', 'all'));
  for (const [n, offset] of [13, 13].entries()) {
    const at = { p: 'poller', at: 40 + n, n, topic: 'plain', partition: 0 };
    history.push(
      { op: 'latest', type: 'invoke', ...at },
      { op: 'latest', type: 'ok', ...at, offset },
    );
  }
  for (const [n, what] of (['create', 'create', 'delete'] as const).entries()) {
    const topic = n === 0 ? 'stays' : 'goes';
    history.push({ op: 'admin', type: 'invoke', p: 'admin', at: 45, n, what, topic });
    history.push({ op: 'admin', type: 'ok', p: 'admin', at: 46, n });
  }
  for (const { topic } of topics) {
    for (const reader of ['tail', 'final']) {
      add(reads(topic, reader));
      if (topic !== 'plain') continue;
      history.push({
        op: 'poll',
        p: reader,
        at: 55,
        topic,
        partition: 0,
        offset: 12,
        values: ['late-0'],
      });
    }
    const end = topic === 'plain' ? sendsPerTopic + 1 : sendsPerTopic;
    history.push({ op: 'final', p: 'final', at: 60, topic, partition: 0, end });
    history.push({ op: 'recovery', at: 61, what: 'writable', topic, partition: 0, tookMs: 5 });
    add(replicas(topic));
  }
  history.push({ op: 'topics-found', at: 62, topics: ['stays', 'other'] });
  return history;
}
