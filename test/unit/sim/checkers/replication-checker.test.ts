import { beforeEach, describe, expect, test } from 'vitest';
import type { PartitionObserver } from '../../../../src/broker/partition-observer.ts';
import { writeInt64 } from '../../../../src/protocol/int64.ts';
import { batchHeaderBytes } from '../../../../src/protocol/record-batch.ts';
import { ReplicationChecker } from '../../../sim/checkers/replication-checker.ts';

const place = 'AAAAAAAAAAAAAAAAAAAAAA orders-0';

interface BatchFields {
  at: number;
  records?: number;
  epoch: number;
  crc?: number;
  producer?: { id: number; epoch: number; sequence: number };
}

/** The header of a batch, which is all that the checker looks at. */
function batch({ at, records = 1, epoch, crc = at + 1, producer }: BatchFields): Buffer {
  const bytes = Buffer.alloc(batchHeaderBytes);
  writeInt64(bytes, at, 0);
  bytes.writeInt32BE(epoch, 12);
  bytes.writeUInt32BE(crc, 17);
  bytes.writeInt32BE(records - 1, 23);
  writeInt64(bytes, producer?.id ?? -1, 43);
  bytes.writeInt16BE(producer?.epoch ?? -1, 51);
  bytes.writeInt32BE(producer?.sequence ?? -1, 53);
  bytes.writeInt32BE(records, 57);
  return bytes;
}

let checker: ReplicationChecker;
let problems: string[];
let one: PartitionObserver;
let two: PartitionObserver;
let three: PartitionObserver;

const inSync = (isr: number[], leaderEpoch: number, maximalIsr = isr) => ({
  ...{ isr, leaderEpoch, maximalIsr },
  minInSync: 2,
});

/** Three records of broker 1 in epoch 0, held by all, the first two of them visible. */
beforeEach(() => {
  problems = [];
  checker = new ReplicationChecker({ fail: (problem) => problems.push(problem) });
  [one, two, three] = ['broker-1', 'broker-2', 'broker-3'].map((node) =>
    checker.observe(node, () => true),
  ) as [PartitionObserver, PartitionObserver, PartitionObserver];
  for (const replica of [one, two, three]) replica.opened(place, { endOffset: 0, lastEpoch: -1 });
  one.led(place, 0);
  for (const replica of [one, two, three]) {
    for (const at of [0, 1, 2]) replica.appended(place, batch({ at, epoch: 0 }));
  }
  one.visible(place, 2, inSync([1, 2, 3], 0));
});

test('replicas that do as they should are objected to nowhere', () => {
  two.led(place, 1);
  two.appended(place, batch({ at: 3, epoch: 1 }));
  one.appended(place, batch({ at: 3, epoch: 1 }));
  two.visible(place, 4, inSync([1, 2], 1));
  expect(problems).toEqual([]);
  expect(checker.visibleEnd(place)).toBe(4);
  expect(checker.visibleBatches(place).map(({ baseOffset }) => baseOffset)).toEqual([0, 1, 2, 3]);
  expect(checker.holdsVisible(place, 'broker-1')).toBe(true);
  expect(checker.holdsVisible(place, 'broker-3')).toBe(false);
});

describe('it objects when', () => {
  test.each<[string, () => void, RegExp]>([
    ['two lead one epoch', () => two.led(place, 0), /leads epoch 0, which broker-1 has led/],
    [
      'a leader lacks what was visible',
      () => {
        three.cut(place, 2);
        one.visible(place, 3, inSync([1, 2], 0));
        three.led(place, 1);
      },
      /broker-3: leads epoch 1 with 2\/0; visible was all below 3/,
    ],
    [
      'somebody writes in an epoch that it does not lead',
      () => two.appended(place, batch({ at: 3, epoch: 0 })),
      /broker-2: writes 4\/0, and does not lead that epoch/,
    ],
    [
      'two logs differ at one place',
      () => {
        one.appended(place, batch({ at: 3, epoch: 0 }));
        two.appended(place, batch({ at: 3, epoch: 0, crc: 77 }));
      },
      /another batch 4\/0/,
    ],
    [
      'a batch is appended where the log does not end',
      () => one.appended(place, batch({ at: 4, epoch: 0 })),
      /appends at 4 behind 3\/0/,
    ],
    [
      'epochs go back',
      () => {
        one.led(place, 1);
        one.appended(place, batch({ at: 3, epoch: 1 }));
        one.appended(place, batch({ at: 4, epoch: 0 }));
      },
      /appends epoch 0 behind 4\/1/,
    ],
    ['what was visible is cut', () => two.cut(place, 1), /cuts 2\/0, which was visible/],
    [
      'what was counted was not kept',
      () => two.notKept(place, 1),
      /did not keep 1; it was counted up to 2/,
    ],
    [
      'what was counted is gone after a restart',
      () => two.opened(place, { endOffset: 1, lastEpoch: 0 }),
      /starts with 1\/0; it was counted up to 2/,
    ],
    [
      'a restart finds what nobody ever had',
      () => two.opened(place, { endOffset: 3, lastEpoch: 7 }),
      /a batch 3\/7 that nobody ever had/,
    ],
    [
      'too few are in sync',
      () => one.visible(place, 3, inSync([1], 0)),
      /shows up to 3 with 1 in sync; 2 are needed/,
    ],
    [
      'one in sync does not hold what becomes visible',
      () => {
        one.appended(place, batch({ at: 3, epoch: 0 }));
        two.appended(place, batch({ at: 3, epoch: 0 }));
        one.visible(place, 4, inSync([1, 2], 0, [1, 2, 3]));
      },
      /shows up to 4, which broker-3 in sync does not hold/,
    ],
    [
      'a deposed leader shows something',
      () => two.visible(place, 3, inSync([2, 3], 0)),
      /shows up to 3 in epoch 0, which it does not lead/,
    ],
    [
      'a replica has two fetchers',
      () => {
        three.fetched(place, 1, true);
        three.fetched(place, 2, true);
      },
      /fetches from 1,2 at once/,
    ],
    [
      'a leader fetches',
      () => {
        one.fetched(place, 2, true);
        one.appended(place, batch({ at: 3, epoch: 0 }));
      },
      /leads, and fetches from 2/,
    ],
  ])('%s', (_, act, objection) => {
    act();
    expect(problems.join('\n')).toMatch(objection);
  });
});

test('a disk that has lost something may come back without it, once, and is not counted on', () => {
  checker.mayLack('broker-2', () => true);
  two.opened(place, { endOffset: 1, lastEpoch: 0 });
  // Its leader has not heard of it yet.
  one.visible(place, 3, inSync([1, 2, 3], 0));
  expect(problems).toEqual([]);
  two.opened(place, { endOffset: 0, lastEpoch: -1 });
  expect(problems.join()).toMatch(/starts with 0\/-1; it was counted up to 1/);
});

test.each([
  ['a gap', [0, 2], /sequence 2, and 1 was next/],
  ['a duplicate', [0, 0], /sequence 0, and 1 was next/],
])('the sequences of a producer may not have %s [LOG-11]', (_, sequences, objection) => {
  for (const [index, sequence] of sequences.entries()) {
    const fields = { at: 3 + index, epoch: 0, producer: { id: 5, epoch: 0, sequence } };
    one.appended(place, batch(fields));
    two.appended(place, batch(fields));
  }
  one.visible(place, 5, inSync([1, 2], 0));
  expect(problems).toEqual([]);
  expect(checker.sequenceProblems().join()).toMatch(objection);
});

test('an older epoch of a producer may not come behind a newer one', () => {
  for (const [index, epoch] of [1, 0].entries()) {
    const fields = { at: 3 + index, epoch: 0, producer: { id: 5, epoch, sequence: 0 } };
    one.appended(place, batch(fields));
    two.appended(place, batch(fields));
  }
  one.visible(place, 5, inSync([1, 2], 0));
  expect(checker.sequenceProblems().join()).toMatch(/epoch 0 behind 1/);
});
