import { beforeEach, describe, expect, test } from 'vitest';
import { emptyImage } from '../../../../src/cluster/metadata/image.ts';
import { encodeMetadataBatch } from '../../../../src/cluster/metadata/records.ts';
import { RaftLog } from '../../../../src/cluster/raft/raft-log.ts';
import type { LogEntry } from '../../../../src/cluster/raft/raft-types.ts';
import { assignOffset } from '../../../../src/protocol/record-batch.ts';
import { MemoryFileSystem } from '../../../support/memory-file-system.ts';
import { openLog } from '../../storage/fixture.ts';

let disk: MemoryFileSystem;
/** What was told: end offset and truncations. */
let durable: [number, number][];
let failures: string[];
let onDurable: () => void;

beforeEach(() => {
  disk = new MemoryFileSystem();
  durable = [];
  failures = [];
  onDurable = () => {};
});

async function open(start = { offset: 0, term: 0 }) {
  const storage = await openLog(disk.process());
  const log = new RaftLog(storage, start, {
    onDurable: (endOffset, truncations) => {
      durable.push([endOffset, truncations]);
      onDurable();
    },
    onFailure: (error) => failures.push(error.message),
  });
  const scanned = await log.scan();
  return { storage, log, scanned };
}

/** Resolves when so much is durable after so many truncations. */
async function until(endOffset: number, truncations = 0): Promise<void> {
  while (!durable.some(([end, count]) => end >= endOffset && count === truncations)) {
    await new Promise<void>((resolve) => {
      onDurable = resolve;
    });
  }
}

function entries(baseOffset: number, terms: readonly number[], padding = 0): LogEntry[] {
  return terms.map((term, i) => {
    const name = `t${'x'.repeat(padding)}`;
    const record = { topicCreated: { topicId: Buffer.alloc(16), name, configs: [] } };
    const bytes = encodeMetadataBatch([record], emptyImage.endOffset);
    const offset = baseOffset + i;
    assignOffset(bytes, { baseOffset: offset, leaderEpoch: term });
    return { baseOffset: offset, lastOffset: offset, term, bytes };
  });
}

const termsOf = (found: readonly LogEntry[] | undefined) => found?.map(({ term }) => term);

test('entries can be read at once, and are told when they are durable', async () => {
  const { log } = await open();
  log.append(entries(0, [1, 1, 2]));
  expect(log.endOffset).toBe(3);
  expect(termsOf(log.recentEntries(0, 3, 1 << 20))).toEqual([1, 1, 2]);
  expect(log.termBefore(2)).toBe(1);
  expect(log.termBefore(3)).toBe(2);
  expect(log.pendingBytes).toBeGreaterThan(0);
  await until(3);
  expect(log.pendingBytes).toBe(0);
});

test('a start finds the terms, and what was asked for is on disk', async () => {
  const first = await open();
  first.log.append(entries(0, [1, 1, 4]));
  await until(3);
  disk.crash();
  const { log, scanned } = await open();
  expect(scanned.terms).toEqual([
    { term: 1, startOffset: 0 },
    { term: 4, startOffset: 2 },
  ]);
  expect(termsOf(log.recentEntries(1, 3, 1 << 20))).toEqual([1, 4]);
});

describe('truncation', () => {
  test('takes effect at once for readers, and on disk in its turn among appends', async () => {
    const { log, storage } = await open();
    log.append(entries(0, [1, 1, 1, 1]));
    log.truncate(2, 1);
    log.append(entries(2, [3]));
    log.truncate(2, 1);
    log.append(entries(2, [5, 5]));
    expect(log.endOffset).toBe(4);
    expect(termsOf(log.recentEntries(0, 4, 1 << 20))).toEqual([1, 1, 5, 5]);
    await until(4, 2);
    expect(storage.durableEndOffset).toBe(4);
    disk.crash();
    expect((await open()).scanned.terms.map(({ term }) => term)).toEqual([1, 5]);
  });

  test('what was durable before it is told with the count of before', async () => {
    const { log } = await open();
    log.append(entries(0, [1, 1, 1]));
    await until(3);
    log.truncate(1, 1);
    log.append(entries(1, [2, 2]));
    await until(3, 1);
    for (const [endOffset, truncations] of durable) {
      if (truncations === 0) expect(endOffset).toBeLessThanOrEqual(3);
    }
    expect(durable.at(-1)).toEqual([3, 1]);
  });

  test('never goes below what is committed', async () => {
    const { log } = await open();
    log.append(entries(0, [1, 1, 1]));
    expect(() => log.truncate(1, 2)).toThrow(/committed/);
  });
});

test('a restart empties it, and it goes on there', async () => {
  const { log } = await open();
  log.append(entries(0, [1, 1]));
  const restarted = log.restart({ offset: 9, term: 4 });
  log.append(entries(9, [5]));
  expect(log.start).toEqual({ offset: 9, term: 4 });
  expect(log.termBefore(9)).toBe(4);
  expect(log.recentEntries(0, 2, 1 << 20)).toBeUndefined();
  await restarted;
  await until(10, 1);
  disk.crash();
  const again = await open({ offset: 9, term: 4 });
  expect(again.scanned.terms).toEqual([{ term: 5, startOffset: 9 }]);
});

test('what memory has no room for comes from the disk; a cut meanwhile voids it', async () => {
  const { log } = await open();
  const large = entries(0, Array(40).fill(1), 200_000);
  for (const one of large) {
    log.append([one]);
    await until(one.lastOffset + 1);
  }
  expect(log.recentEntries(0, 40, 1 << 30)).toBeUndefined();
  expect(log.recentEntries(39, 40, 1)).toHaveLength(1);
  expect(termsOf(await log.readEntries(0, 2, 1 << 20))).toEqual([1, 1]);
  const reading = log.readEntries(0, 40, 1 << 20);
  log.truncate(30, 10);
  expect(await reading).toBeUndefined();
  await until(30, 1);
});

test('a trim keeps the terms above it', async () => {
  const { log } = await open();
  log.append(entries(0, [1, 1, 2, 3]));
  await until(4);
  await log.trimBefore({ offset: 1, term: 1 });
  expect(log.termBefore(1)).toBe(1);
  expect(log.termBefore(2)).toBe(1);
  expect(log.termBefore(4)).toBe(3);
  await log.trimBefore({ offset: 4, term: 3 });
  expect(log.termBefore(4)).toBe(3);
  expect(log.termBefore(3)).toBeUndefined();
});

test('a failed write is told once, and nothing is durable after it [LOG-4]', async () => {
  const { log } = await open();
  log.append(entries(0, [1]));
  await until(1);
  disk.failNext('sync', 'EIO');
  log.append(entries(1, [1]));
  await new Promise<void>((resolve) => {
    const look = () => (failures.length > 0 ? resolve() : setImmediate(look));
    look();
  });
  log.append(entries(2, [1]));
  expect(failures).toHaveLength(1);
  expect(durable.at(-1)).toEqual([1, 0]);
});
