import { expect, test } from 'vitest';
import { toPlainRecords } from '../../../src/broker/plain-records.ts';
import { assignOffset } from '../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';

function batchAt(baseOffset: number, values: string[], codec: 'none' | 'gzip' = 'none'): Buffer {
  const records = values.map((value) => ({
    timestamp: 1,
    key: null,
    value: Buffer.from(value),
    headers: [],
  }));
  const batch = encodeBatch(records, codec);
  assignOffset(batch, { baseOffset, leaderEpoch: 0 });
  return batch;
}

/** Its header is intact; what it holds is no gzip. */
function undecodableAt(baseOffset: number): Buffer {
  const batch = batchAt(baseOffset, ['lost'], 'gzip');
  batch.fill(0xff, 71, 76);
  return batch;
}

const all = { fromOffset: 0, maxBytes: 1_000_000 };
const offsetsOf = ({ records }: ReturnType<typeof toPlainRecords>) =>
  records.map(({ offset }) => offset);

test('[NET-9] begins at the very offset, and ends at the byte limit but for the first record', () => {
  const chunks = [
    Buffer.concat([batchAt(5, ['a', 'b', 'c']), batchAt(8, ['d'], 'gzip')]),
    batchAt(9, ['e']),
  ];
  expect(offsetsOf(toPlainRecords(chunks, { ...all, fromOffset: 6 }))).toEqual([6, 7, 8, 9]);
  expect(offsetsOf(toPlainRecords(chunks, { fromOffset: 6, maxBytes: 70 }))).toEqual([6, 7]);
  expect(offsetsOf(toPlainRecords(chunks, { fromOffset: 6, maxBytes: 0 }))).toEqual([6]);
  expect(toPlainRecords([], all)).toEqual({ records: [], bytes: 0 });
});

test('[NET-9] gives what comes before a batch that cannot be decoded, and tells of it behind that', () => {
  const chunks = [batchAt(0, ['a', 'b']), undecodableAt(2), batchAt(3, ['c'])];
  expect(offsetsOf(toPlainRecords(chunks, all))).toEqual([0, 1]);
  expect(() => toPlainRecords(chunks, { ...all, fromOffset: 2 })).toThrow(
    expect.objectContaining({ code: 'CORRUPT_MESSAGE' }),
  );
  expect(offsetsOf(toPlainRecords(chunks, { ...all, fromOffset: 3 }))).toEqual([3]);
});
