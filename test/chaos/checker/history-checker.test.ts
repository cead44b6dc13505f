// The checker is shown a history with nothing wrong, and then the same with one thing altered, once for each kind of anomaly:
// it has to object to each, and by its name.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HistoryEntry, PollEntry, SendEnded } from '../history/history-entry.ts';
import { HistoryFile, readHistory } from '../history/history-file.ts';
import { type AnomalyClass, anomalyClasses } from './anomalies.ts';
import { HistoryChecker, type Verdict } from './history-checker.ts';
import { sampleHistory } from './sample-history.ts';

function check(history: readonly HistoryEntry[]): Verdict {
  const checker = new HistoryChecker();
  for (const entry of history) checker.accept(entry);
  return checker.verdict();
}

type Of<Op> = Extract<HistoryEntry, { op: Op }>;
type Alteration = (history: HistoryEntry[]) => HistoryEntry[];

function where<Op extends HistoryEntry['op']>(
  op: Op,
  part: Partial<Of<Op>>,
  change: (entry: Of<Op>) => HistoryEntry[],
): Alteration {
  return (history) =>
    history.flatMap((entry) => {
      if (entry.op !== op) return [entry];
      const isMeant = Object.entries(part).every(
        ([key, value]) => (entry as unknown as Record<string, unknown>)[key] === value,
      );
      return isMeant ? change(entry as Of<Op>) : [entry];
    });
}

const all =
  (...alterations: Alteration[]): Alteration =>
  (history) =>
    alterations.reduce((altered, alter) => alter(altered), history);

/** Takes the record out of everything that was read of `plain` at that offset. */
function unread(offset: number): Alteration {
  return where('poll', { topic: 'plain' }, (entry) => {
    const offsets = entry.offsets ?? entry.values.map((_, i) => entry.offset + i);
    const left = offsets.map((at, i) => [at, entry.values[i] as string] as const);
    const kept = left.filter(([at]) => at !== offset);
    const [first] = kept;
    if (first === undefined) return [];
    const values = kept.map(([, value]) => value);
    return [{ ...entry, offset: first[0], offsets: kept.map(([at]) => at), values }];
  });
}

function readAs(part: Partial<PollEntry>, from: string, to: string): Alteration {
  return where('poll', part, (entry) => [
    { ...entry, values: entry.values.map((value) => (value === from ? to : value)) },
  ]);
}

function ended(p: string, n: number, change: Partial<SendEnded>): Alteration {
  return where('send', { p, n }, (entry) => [
    entry.type === 'invoke' ? entry : ({ ...entry, ...change } as SendEnded),
  ]);
}

const poll = { op: 'poll', p: 'tail', at: 59, topic: 'plain', partition: 0 } as const;
const append =
  (entry: HistoryEntry): Alteration =>
  (history) => [...history, entry];
const neverInTime = (what: Of<'recovery'>['what']) =>
  append({ op: 'recovery', at: 70, what, topic: 'plain', partition: 0 });

const cases: [AnomalyClass, string, Alteration][] = [
  ['lost', 'an acknowledged record is not read', unread(3)],
  [
    'lost',
    'what was read is gone at the end',
    where('final', { topic: 'plain' }, (entry) => [{ ...entry, end: 12 }]),
  ],
  [
    'lost',
    'the last value of a key is an older one',
    where('poll', { topic: 'keys' }, (entry) => {
      const values = entry.values.map((value) => (value === 'keys-11' ? 'keys-8' : value));
      return [{ ...entry, values, offsets: values.map((value) => Number(value.slice(5))) }];
    }),
  ],
  [
    'lost-async',
    'an acknowledged record of an async topic is not read',
    all(
      where('send', { p: 'weak', type: 'invoke' }, (entry) => [
        { ...entry, acks: 'all' } as HistoryEntry,
      ]),
      where('poll', { topic: 'weak' }, (entry) => (entry.offset === 0 ? [] : [entry])),
    ),
  ],
  [
    'unseen',
    'the last record is not read',
    all(
      unread(12),
      where('final', { topic: 'plain' }, (entry) => [{ ...entry, end: 12 }]),
    ),
  ],
  ['duplicated', 'a value stands twice', readAs({ topic: 'plain' }, 'plain-7', 'plain-2')],
  [
    'duplicated',
    'a value comes again behind the others',
    append({ ...poll, offset: 13, values: ['plain-4'] }),
  ],
  [
    'reordered',
    'a later send of one process lies before an earlier one',
    all(ended('plain', 4, { offset: 5 }), ended('plain', 5, { offset: 4 })),
  ],
  [
    'reordered',
    'a send lies before what was acknowledged before it',
    ended('late', 0, { offset: 2 }),
  ],
  ['aborted-read', 'a failed send is read', ended('plain', 6, { type: 'fail' })],
  ['unexpected', 'a value that nobody sent', readAs({}, 'plain-3', 'plain-99')],
  ['unexpected', 'a value without a sender', readAs({}, 'plain-3', 'damaged')],
  ['unexpected', 'a value of another partition', readAs({ topic: 'plain' }, 'plain-3', 'weak-3')],
  [
    'inconsistent-offsets',
    'two readers read two values',
    readAs({ p: 'final' }, 'plain-3', 'plain-4'),
  ],
  [
    'inconsistent-offsets',
    'read is not what was acknowledged there',
    readAs({}, 'plain-3', 'plain-4'),
  ],
  ['skipped', 'a reader misses an offset', unread(3)],
  [
    'skipped',
    'a reader misses a whole answer',
    where('poll', { p: 'tail', topic: 'plain', offset: 6 }, () => []),
  ],
  [
    'rewound',
    'a reader is handed an offset again',
    append({ ...poll, offset: 12, values: ['late-0'] }),
  ],
  [
    'rewound',
    'a reader of a compacted topic goes back',
    append({ ...poll, topic: 'keys', offset: 9, values: ['keys-9'] }),
  ],
  [
    'position-lost',
    'a reader is told that its position is not there',
    append({
      op: 'assign',
      p: 'tail',
      at: 59,
      topic: 'plain',
      partition: 0,
      offset: 0,
      code: 'OFFSET_OUT_OF_RANGE',
    }),
  ],
  [
    'watermark-back',
    'the end is told lower',
    where('latest', { n: 1, type: 'ok' }, (entry) => [{ ...entry, offset: 12 } as HistoryEntry]),
  ],
  [
    'watermark-back',
    'the end does not hold what was acknowledged',
    where('latest', { type: 'ok' }, (entry) => [{ ...entry, offset: 12 } as HistoryEntry]),
  ],
  [
    'diverged',
    'a batch of one replica has another CRC',
    where('replica', { node: 2, topic: 'plain' }, (entry) => [
      {
        ...entry,
        batches: entry.batches.map(([base, last, epoch, crc]) => [
          base,
          last,
          epoch,
          base === 5 ? 1 : crc,
        ]),
      },
    ]),
  ],
  [
    'diverged',
    'a replica misses a batch in its middle',
    where('replica', { node: 2, topic: 'plain' }, (entry) => [
      { ...entry, batches: entry.batches.filter(([base]) => base !== 5) },
    ]),
  ],
  [
    'diverged',
    'a key has another last value on one replica',
    where('replica-end', { node: 2, topic: 'keys' }, (entry) => [
      { ...entry, lastOfKeys: (entry.lastOfKeys ?? []).map(([key, , value]) => [key, 8, value]) },
    ]),
  ],
  [
    'short-replica',
    'a replica ends early',
    where('replica-end', { node: 2, topic: 'plain' }, (entry) => [{ ...entry, end: 7 }]),
  ],
  [
    'short-replica',
    'a replica is not there',
    where('replica-end', { node: 2, topic: 'plain' }, () => []),
  ],
  [
    'topic-lost',
    'a created topic is not there',
    where('topics-found', {}, (entry) => [{ ...entry, topics: [] }]),
  ],
  [
    'topic-undead',
    'a deleted topic is there',
    where('topics-found', {}, (entry) => [{ ...entry, topics: ['stays', 'goes'] }]),
  ],
  ['unwritable', 'a partition takes no write', neverInTime('writable')],
  ['stuck', 'a reader does not get to the end', neverInTime('caught-up')],
  [
    'stuck',
    'the last reading stops early',
    where('final', { topic: 'plain' }, (entry) => [{ ...entry, end: 14 }]),
  ],
  ['out-of-sync', 'replicas do not catch up', neverInTime('in-sync')],
  [
    'crashed',
    'a broker ends by itself',
    append({ op: 'crash', at: 30, node: 2, detail: 'exit 1' }),
  ],
];

test('a history that keeps every promise is good, and its figures are counted', () => {
  const verdict = check(sampleHistory());
  expect(verdict.examples).toEqual([]);
  expect(verdict).toMatchObject({ invalid: [], isGood: true, batchesCompared: 24 });
  expect(verdict.figures).toMatchObject({
    acknowledged: { all: 25, one: 12, zero: 0 },
    faults: { 'kill-leader': 1 },
    failover: { count: 1, median: 10, p99: 10, max: 10 },
    withoutLeader: { partitions: 1, totalMs: 5, maxMs: 5 },
  });
});

test.each(cases)('%s: %s', (anomaly, _what, alter) => {
  const verdict = check(alter(sampleHistory()));
  expect(verdict.anomalies[anomaly]).toBeGreaterThan(0);
  expect(verdict.examples.join('\n')).toContain(`${anomaly}: `);
  expect(verdict.isGood).toBe(false);
});

test('there is an altered history for each class of anomalies', () => {
  expect([...new Set(cases.map(([anomaly]) => anomaly))].sort()).toEqual(
    [...anomalyClasses].sort(),
  );
});

test('what acks 1 does not promise is counted apart', () => {
  const alter = where('poll', { topic: 'weak' }, (entry) =>
    entry.offset === 0
      ? [{ op: 'assign', p: entry.p, at: 1, topic: 'weak', partition: 0, offset: 6 }]
      : [entry],
  );
  const verdict = check(alter(sampleHistory()));
  expect(verdict.anomalies).toMatchObject({ lost: 0, 'lost-async': 0, unseen: 0 });
  expect(verdict.tolerated.lostAcksOne).toBe(6);
});

test('a value twice from a producer that is not idempotent is counted apart', () => {
  const alter = all(
    where('final', { topic: 'weak' }, (entry) => [{ ...entry, end: 13 }]),
    where('poll', { topic: 'weak', offset: 6 }, (entry) => [
      { ...entry, offsets: [6, 7, 8, 9, 10, 11, 12], values: [...entry.values, 'weak-4'] },
    ]),
  );
  const verdict = check(alter(sampleHistory()));
  expect(verdict.anomalies.duplicated).toBe(0);
  expect(verdict.tolerated.duplicatesNotIdempotent).toBe(1);
});

test('without faults every send must be acknowledged', () => {
  const alter = all(
    where('fault', {}, () => []),
    where('send', { p: 'weak', n: 11, type: 'ok' }, (entry) => [
      { ...entry, type: 'unknown' } as HistoryEntry,
    ]),
  );
  const checker = new HistoryChecker({ faultsMin: 0 });
  for (const entry of alter(sampleHistory())) checker.accept(entry);
  expect(checker.verdict()).toMatchObject({
    invalid: ['1 sends were not acknowledged, without any fault'],
    isGood: false,
  });
});

const invalidCases: [string, RegExp, Alteration][] = [
  ['an empty history', /nothing was acknowledged/, () => []],
  [
    'nothing acknowledged',
    /nothing was acknowledged/,
    where('send', {}, (entry) => (entry.type === 'ok' ? [] : [entry])),
  ],
  ['nothing read', /nothing was read/, where('poll', {}, () => [])],
  ['no last reading', /was not read once more/, where('final', { topic: 'plain' }, () => [])],
  ['no fault', /0 faults applied/, where('fault', {}, () => [])],
  [
    'a fault that did not apply',
    /kill-leader did not apply/,
    where('fault', {}, (entry) => [entry, { ...entry, type: 'not-applied' }]),
  ],
  [
    'no replica',
    /no replica/,
    all(
      where('replica', {}, () => []),
      where('replica-end', {}, () => []),
    ),
  ],
  [
    'a value sent twice',
    /sent twice/,
    where('send', { p: 'plain', n: 3, type: 'invoke' }, (entry) => [entry, entry]),
  ],
];

test.each(invalidCases)('a history with %s shows nothing: it is invalid', (_name, why, alter) => {
  const verdict = check(alter(sampleHistory()));
  expect(verdict.invalid.join('\n')).toMatch(why);
  expect(verdict.isGood).toBe(false);
});

test('a history is the same after it was a file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tidelog-history-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = new HistoryFile(join(directory, 'history.jsonl'));
  for (const entry of sampleHistory()) file.write(entry);
  await file.close();
  const read: HistoryEntry[] = [];
  for await (const entry of readHistory(file.path)) read.push(entry);
  expect(read).toEqual(sampleHistory());
});

test('a million operations are checked in bounded memory', () => {
  const checker = new HistoryChecker();
  const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const before = memory();
  const topic = { topic: 't', partition: 0 };
  checker.accept({
    op: 'topic',
    topic: 't',
    partitions: 1,
    replicas: 1,
    isCompacted: false,
    durability: 'sync',
  });
  const sends = 900_000;
  for (let n = 0; n < sends; n++) {
    const sent = { ...topic, key: 'k', acks: 'all', isIdempotent: true } as const;
    checker.accept({ op: 'send', type: 'invoke', p: 'w', n, at: n, ...sent });
    checker.accept({ op: 'send', type: 'ok', p: 'w', n, at: n, offset: n });
    if (n % 9 < 8) continue;
    const values = Array.from({ length: 9 }, (_, i) => `w-${n - 8 + i}`);
    checker.accept({ op: 'poll', p: 'final', at: n, ...topic, offset: n - 8, values });
  }
  const used = memory() - before;
  checker.accept({ op: 'final', p: 'final', at: 0, ...topic, end: sends });
  const verdict = checker.verdict();
  expect(verdict.examples).toEqual([]);
  expect(verdict.figures.acknowledged.all).toBe(sends);
  // 32 bytes of a send, 8 of what was read; the rest is what the collector has not got to.
  expect(used).toBeLessThan(200 * 1024 * 1024);
});
