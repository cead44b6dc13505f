import { expect, test } from 'vitest';
import { IndexBuffer } from '../../../src/storage/index-buffer.ts';
import {
  indexEntryBytes,
  OffsetIndexCheck,
  readIndexEntries,
  TimeIndexCheck,
} from '../../../src/storage/index-check.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';

/** Four batches of 100 bytes and 10 records; the third one is the latest. */
const batches = [
  { position: 0, relativeLastOffset: 9, maxTimestamp: 1_000 },
  { position: 100, relativeLastOffset: 19, maxTimestamp: 2_000 },
  { position: 200, relativeLastOffset: 29, maxTimestamp: 3_000 },
  { position: 300, relativeLastOffset: 39, maxTimestamp: 2_500 },
];

function offsetProblems(...entries: [offset: number, position: number][]): string[] {
  const content = Buffer.alloc(entries.length * 8);
  for (const [i, [offset, position]] of entries.entries()) {
    content.writeInt32BE(offset, i * 8);
    content.writeInt32BE(position, i * 8 + 4);
  }
  const problems: string[] = [];
  const check = new OffsetIndexCheck(new IndexBuffer(8, content), (what) => problems.push(what));
  for (const batch of batches) check.batch(batch);
  check.finish(400);
  return problems;
}

function timeProblems(entries: [timestamp: number, offset: number][], isClosed = false): string[] {
  const content = Buffer.alloc(entries.length * 12);
  for (const [i, [timestamp, offset]] of entries.entries()) {
    content.writeBigInt64BE(BigInt(timestamp), i * 12);
    content.writeInt32BE(offset, i * 12 + 8);
  }
  const problems: string[] = [];
  const check = new TimeIndexCheck(new IndexBuffer(12, content), (what) => problems.push(what));
  for (const batch of batches) check.batch(batch);
  check.finish({ isClosed });
  return problems;
}

test('[LOG-1] entries of the offset index are the last offsets of batches, at their positions', () => {
  expect(offsetProblems()).toEqual([]);
  expect(offsetProblems([19, 100], [39, 300])).toEqual([]);
  expect(offsetProblems([18, 100])).toEqual([
    'entry 0 says relative offset 18, the batch at byte 100 ends at 19',
  ]);
  expect(offsetProblems([19, 101], [29, 200])).toEqual([
    'entry 0 points to byte 101: no batch there',
  ]);
  expect(offsetProblems([29, 200], [49, 400])).toEqual([
    'entry 1 points to byte 400, the last batch ends at 400',
  ]);
  expect(offsetProblems([29, 200], [19, 300])).toEqual(['offset index entry 1 does not rise']);
  expect(offsetProblems([-1, 0])).toEqual(['offset index entry 0 does not rise']);
});

test('[LOG-1] entries of the time index are the first batches with the largest timestamp so far', () => {
  expect(timeProblems([])).toEqual([]);
  expect(
    timeProblems([
      [1_000, 9],
      [3_000, 29],
    ]),
  ).toEqual([]);
  expect(timeProblems([[1_001, 9]])).toEqual([
    expect.stringContaining(
      'has timestamp 1001; the batch that ends at relative offset 9 has 1000',
    ),
  ]);
  expect(timeProblems([[2_500, 39]])).toEqual([expect.stringContaining('largest so far is 3000')]);
  expect(timeProblems([[2_000, 18]])).toEqual([expect.stringContaining('where no batch ends')]);
  expect(timeProblems([[4_000, 49]])).toEqual([expect.stringContaining('past the last batch')]);
  expect(
    timeProblems([
      [2_000, 19],
      [1_000, 29],
    ]),
  ).toEqual(['time index entry 1 does not rise']);
  expect(timeProblems([[2 ** 60, 29]])).toEqual(['time index entry 0 does not rise']);
});

test('[LOG-1] the time index of a closed segment ends with its largest timestamp', () => {
  expect(timeProblems([[3_000, 29]], true)).toEqual([]);
  expect(timeProblems([[2_000, 19]], true)).toEqual([
    expect.stringContaining('ends at timestamp 2000'),
  ]);
});

test('a file of any size: nothing is read that the log cannot need', async () => {
  const disk = new MemoryFileSystem();
  const entriesIn = async (bytes: number, logBytes: number) => {
    const file = await disk.open('/i', { writable: true, create: true });
    await file.truncate(bytes);
    await file.close();
    const problems: string[] = [];
    const report = (what: string) => problems.push(what);
    const entryBytes = indexEntryBytes.offset;
    const entries = await readIndexEntries(disk, '/i', { entryBytes, logBytes, report });
    return [entries?.count, ...problems];
  };
  expect(await entriesIn(0, 0)).toEqual([0]);
  expect(await entriesIn(17, 1_000)).toEqual([2, 'its 17 bytes are not whole entries of 8']);
  expect(await entriesIn(100_000, 1_000)).toEqual([
    undefined,
    'it has 100000 bytes, more than 1000 bytes of batches can need',
  ]);
});
