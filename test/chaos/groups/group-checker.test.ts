// The checker is shown a history with nothing wrong, and then the same with one thing altered, once for each kind of anomaly: it
// has to object to each, and by its name.
import { expect, test } from 'vitest';
import {
  type GroupAnomaly,
  GroupChecker,
  type GroupVerdict,
  groupAnomalies,
} from './group-checker.ts';
import type { GroupHistoryEntry } from './group-entries.ts';
import { sampleGroupHistory } from './sample-group-history.ts';

function check(history: readonly GroupHistoryEntry[]): GroupVerdict {
  const checker = new GroupChecker();
  for (const entry of history) checker.accept(entry);
  return checker.verdict();
}

type Of<Op> = Extract<GroupHistoryEntry, { op: Op }>;
type Alteration = (history: GroupHistoryEntry[]) => GroupHistoryEntry[];

function where<Op extends GroupHistoryEntry['op']>(
  op: Op,
  part: Partial<Of<Op>>,
  change: (entry: Of<Op>) => GroupHistoryEntry[],
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

const without = <Op extends GroupHistoryEntry['op']>(op: Op, part: Partial<Of<Op>>) =>
  where(op, part, () => []);

const all =
  (...alterations: Alteration[]): Alteration =>
  (history) =>
    alterations.reduce((altered, alter) => alter(altered), history);

const append =
  (...entries: GroupHistoryEntry[]): Alteration =>
  (history) => [...history, ...entries];

const at4 = { op: 'processed', partition: 0, offset: 4, key: 'key-0', value: 'w0-4' } as const;
const crash = { at: 500, detail: 'exit 1' } as const;

/** Nothing else may be objected to, but for what follows from it. */
const cases: [GroupAnomaly, string, Alteration][] = [
  ['unprocessed', 'a record comes to nobody', without('processed', { partition: 0, offset: 5 })],
  [
    'unprocessed',
    'the last record comes to nobody',
    all(
      without('processed', { partition: 1, offset: 7 }),
      without('commit', { partition: 1, offset: 8 }),
    ),
  ],
  [
    'unexpected',
    'a record that nobody sent',
    where('processed', { partition: 0, offset: 6 }, (entry) => [{ ...entry, value: 'x-1' }]),
  ],
  [
    'unexpected',
    'a record of another place',
    where('processed', { partition: 0, offset: 6 }, (entry) => [{ ...entry, value: 'w0-5' }]),
  ],
  [
    'unexpected',
    'another record when it comes again',
    where('processed', { m: 'b', partition: 1, offset: 1 }, (entry) => [
      { ...entry, value: 'w1-2' },
    ]),
  ],
  [
    'order',
    'a loop is handed two records in the other order',
    where('processed', { m: 'a', partition: 0, offset: 1 }, (entry) => [
      { ...entry, since: 131, at: 132 },
    ]),
  ],
  [
    'order',
    'two records of a key change places',
    where('processed', { m: 'b', partition: 0, offset: 4 }, (entry) => [
      { ...entry, since: 226, at: 227 },
    ]),
  ],
  [
    'order',
    'two records of a key are in hand at a time',
    where('processed', { m: 'b', partition: 0, offset: 6 }, (entry) => [{ ...entry, since: 203 }]),
  ],
  ['order', 'one owner is handed a record twice', append({ ...at4, m: 'b', since: 290, at: 291 })],
  [
    'again',
    'a record comes to the next owner too, though the one before let go in order',
    append({ ...at4, offset: 3, key: 'key-1', value: 'w0-3', m: 'b', since: 196, at: 197 }),
  ],
  [
    'again',
    'a record of who has left in order comes again',
    append(
      { op: 'member', m: 'c', type: 'assigned', at: 950, partitions: [1] },
      { ...at4, partition: 1, value: 'w1-4', m: 'c', since: 960, at: 961 },
    ),
  ],
  [
    'committed-again',
    'what was committed comes again after a loss',
    append({
      op: 'offsets',
      since: 340,
      at: 341,
      offsets: [
        [0, 8],
        [1, 2],
      ],
    }),
  ],
  [
    'unowned',
    'a record of a partition that was taken away',
    append({ ...at4, m: 'a', since: 165, at: 166 }),
  ],
  [
    'unowned',
    'a record that is handed out after the partition was lost',
    append({ ...at4, partition: 1, value: 'w1-4', m: 'a', since: 352, at: 353 }),
  ],
  [
    'unowned',
    'a record of a partition that it never had',
    append({ ...at4, m: 'c', since: 240, at: 241 }),
  ],
  [
    'stale-commit',
    'who let go commits when another one has begun',
    append({ op: 'commit', type: 'ok', m: 'a', partition: 0, offset: 4, since: 210, at: 211 }),
  ],
  [
    'stale-commit',
    'who lost the partition commits when another one has begun',
    all(
      without('member', { m: 'a', type: 'killed' }),
      append({ op: 'commit', type: 'ok', m: 'a', partition: 1, offset: 1, since: 450, at: 451 }),
    ),
  ],
  [
    'commit-back',
    'an audit finds less than the one before',
    append({
      op: 'offsets',
      since: 1_200,
      at: 1_201,
      offsets: [
        [0, 8],
        [1, 7],
      ],
    }),
  ],
  [
    'commit-back',
    'an audit finds nothing',
    append({ op: 'offsets', since: 1_200, at: 1_201, offsets: [[0, 8]] }),
  ],
  [
    'commit-back',
    'an acknowledged commit is gone',
    append({ op: 'offsets', since: 239, at: 239.5, offsets: [[0, 6]] }),
  ],
  [
    'commit-ahead',
    'what was only fetched is committed',
    append({ op: 'offsets', since: 211, at: 212, offsets: [[0, 8]] }),
  ],
  [
    'unsettled',
    'the group never settles',
    where('settled', {}, ({ op, at }) => [{ op, at, detail: 'partition 1 is behind' }]),
  ],
  ['unsettled', 'nobody looks whether it settles', without('settled', {})],
  ['crashed', 'a broker ends by itself', append({ op: 'crash', node: 2, ...crash })],
  ['crashed', 'a member ends by itself', append({ op: 'member-crash', m: 'b', ...crash })],
];

test('a history in which every promise was kept raises no objection, and what came again is counted', () => {
  const { anomalies, invalid, examples, figures, isGood } = check(sampleGroupHistory());
  expect({ examples, invalid }).toEqual({ examples: [], invalid: [] });
  expect(Object.values(anomalies).every((count) => count === 0)).toBe(true);
  expect(isGood).toBe(true);
  expect(figures).toMatchObject({
    ...{ acknowledged: 16, processed: 20, stints: 4, commits: 16, audits: 20, settledMs: 30 },
    again: { crash: 0, loss: 4, 'failed-commit': 0 },
    faults: { 'kill-one': 1, 'member-crash': 1 },
  });
});

test('what may come again is told apart by why', () => {
  const killed = check(without('member', { m: 'a', type: 'lost' })(sampleGroupHistory()));
  expect(killed).toMatchObject({ isGood: true, figures: { again: { crash: 4, loss: 0 } } });
  const failed = all(
    without('commit', { partition: 0, offset: 4 }),
    append(
      { op: 'member', m: 'a', type: 'uncommitted', at: 165 },
      { ...at4, offset: 3, key: 'key-1', value: 'w0-3', m: 'b', since: 196, at: 197 },
    ),
  )(sampleGroupHistory());
  const verdict = check(failed.filter((entry) => entry.op !== 'offsets' || entry.at < 130));
  expect(verdict.examples).toEqual([]);
  expect(verdict.figures.again).toEqual({ crash: 0, loss: 4, 'failed-commit': 1 });
});

test.each(cases)('%s: %s', (anomaly, _what, alter) => {
  const { anomalies, isGood } = check(alter(sampleGroupHistory()));
  expect(anomalies[anomaly]).toBeGreaterThan(0);
  expect(isGood).toBe(false);
});

test('each kind of anomaly is among them', () => {
  expect([...new Set(cases.map(([anomaly]) => anomaly))]).toEqual([...groupAnomalies]);
});

const invalid: [string, string, Alteration][] = [
  [
    'there was no member-crash',
    'a kind that was asked for',
    without('fault', { kind: 'member-crash' }),
  ],
  [
    'there was no kill-one',
    'a fault that met nothing',
    append({ op: 'fault', type: 'void', kind: 'kill-one', at: 160, nodes: [1], proof: '' }),
  ],
  [
    'kill-one did not apply: it is in state S',
    'a fault that did not apply',
    append({
      ...{ op: 'fault', type: 'not-applied', kind: 'kill-one', at: 160, nodes: [1] },
      proof: 'it is in state S',
    }),
  ],
  [
    '0 audits, at least 10 must be',
    'few audits',
    (history) => history.filter((entry) => entry.op !== 'offsets'),
  ],
  ['nothing was sent', 'an empty history', () => []],
  ['nobody says what the run was about', 'no beginning', without('group', {})],
  ['nothing was committed by hand', 'no commits', without('commit', {})],
  ['nothing was processed', 'nothing processed', without('processed', {})],
  [
    'things took too long on a machine that was too busy',
    'a harness that stood still',
    all(without('settled', {}), append({ op: 'stall', at: 500, ms: 2_000 })),
  ],
];

test.each(invalid)('INVALID, %s: %s', (problem, _what, alter) => {
  const verdict = check(alter(sampleGroupHistory()));

  expect(verdict.invalid.join('; ')).toContain(problem);
  expect(verdict.isGood).toBe(false);
});
