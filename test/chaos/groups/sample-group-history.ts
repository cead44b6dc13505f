// A small history of a group in which every promise was kept, to be altered by tests of the checker: of two partitions, one goes
// from `a` to `b` in order, the other is lost by `a`, which is killed later.
import type { GroupHistoryEntry } from './group-entries.ts';

export const recordsPerPartition = 8;
const keys = 2;
const handedOverAt = 4;

const nameOf = (partition: number, offset: number) => `w${partition}-${offset}`;

function* sends(): Generator<GroupHistoryEntry> {
  for (const partition of [0, 1]) {
    for (let n = 0; n < recordsPerPartition; n++) {
      const sent = { op: 'send', p: `w${partition}`, n } as const;
      const key = `key-${n % keys}`;
      const where = { topic: 'work', partition, key, acks: 'all', isIdempotent: true } as const;
      yield { ...sent, type: 'invoke', at: n, ...where };
      yield { ...sent, type: 'ok', at: n + 0.5, offset: n, attempts: 1 };
    }
  }
}

/** Records of a partition, one every 10 ms. */
function* processes(
  m: string,
  partition: number,
  offsets: { from: number; to: number; atMs: number; commits: boolean },
): Generator<GroupHistoryEntry> {
  const { from, to, atMs, commits } = offsets;
  for (let offset = from; offset < to; offset++) {
    const at = atMs + 10 * (offset - from);
    const key = `key-${offset % keys}`;
    const value = nameOf(partition, offset);
    yield { op: 'processed', m, since: at, at: at + 5, partition, offset, key, value };
    if (!commits) continue;
    const commit = { op: 'commit', m, partition, offset: offset + 1 } as const;
    yield { ...commit, type: 'ok', since: at + 6, at: at + 8 };
  }
}

/** Nothing wrong. */
export function sampleGroupHistory(): GroupHistoryEntry[] {
  const member = (
    m: string,
    type: 'assigned' | 'revoked' | 'lost',
    at: number,
    partitions: number[],
  ): GroupHistoryEntry => ({ op: 'member', m, type, at, partitions });
  const fault = (kind: string, at: number): GroupHistoryEntry => ({
    ...{ op: 'fault', type: 'applied', kind, at, nodes: [], proof: 'seen' },
  });
  const history: GroupHistoryEntry[] = [
    {
      op: 'group',
      groupId: 'g',
      topic: 'work',
      partitions: 2,
      asked: ['kill-one', 'member-crash'],
    },
    ...sends(),
    { op: 'member', m: 'a', type: 'started', at: 20, handlers: 1 },
    { op: 'member', m: 'b', type: 'started', at: 20, handlers: 2 },
    member('a', 'assigned', 30, [0, 1]),
    ...processes('a', 0, { from: 0, to: handedOverAt, atMs: 100, commits: true }),
    fault('kill-one', 150),
    member('a', 'revoked', 160, [0]),
    member('b', 'assigned', 170, [0]),
    ...processes('b', 0, { from: handedOverAt, to: recordsPerPartition, atMs: 200, commits: true }),
    ...processes('a', 1, { from: 0, to: handedOverAt, atMs: 300, commits: false }),
    member('a', 'lost', 350, [1]),
    fault('member-crash', 355),
    { op: 'member', m: 'a', type: 'killed', at: 356 },
    member('b', 'assigned', 360, [1]),
    ...processes('b', 1, { from: 0, to: recordsPerPartition, atMs: 400, commits: true }),
    member('b', 'revoked', 900, [0, 1]),
    { op: 'member', m: 'b', type: 'left', at: 910 },
    { op: 'settled', at: 920, tookMs: 30, detail: '' },
  ];
  for (let audit = 0; audit < 20; audit++) {
    const since = 90 + 50 * audit;
    const offsets: [number, number][] = [];
    for (const partition of [0, 1]) {
      const told = history.flatMap((entry) =>
        entry.op === 'commit' && entry.partition === partition && entry.at < since
          ? [entry.offset]
          : [],
      );
      if (told.length > 0) offsets.push([partition, Math.max(...told)]);
    }
    history.push({ op: 'offsets', since, at: since + 1, offsets });
  }
  return history;
}
