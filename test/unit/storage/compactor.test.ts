import { expect, test } from 'vitest';
import { compress } from '../../../src/protocol/compression.ts';
import { attributeBits } from '../../../src/protocol/record-batch.ts';
import { encodeBatch, readRecords } from '../../../src/protocol/records.ts';
import { CompactionPace } from '../../../src/storage/compaction-pace.ts';
import { slotBytes } from '../../../src/storage/key-offsets.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  appendKeyed,
  blockOf,
  compact,
  headersOf,
  latestOf,
  readBatches,
} from './compaction-fixture.ts';
import { openLog, readAll } from './fixture.ts';

const config = { segmentBytes: 400, isCompacted: true, indexIntervalBytes: 100 };
const filler = 'x'.repeat(330);

/** Closes the active segment: what was appended before may be compacted. */
async function roll(log: Awaited<ReturnType<typeof openLog>>): Promise<void> {
  await appendKeyed(log, [['filler', filler]]);
}

async function open(more: object = {}, clock = new ManualClock()) {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config: { ...config, ...more }, clock });
  return { disk, log, clock };
}

async function offsetsOf(log: Awaited<ReturnType<typeof openLog>>): Promise<number[]> {
  return (await readAll(log)).map(({ offset }) => offset);
}

test('[LOG-10] a batch that loses nothing is copied byte for byte, one that loses some keeps its codec', async () => {
  const { log } = await open({ segmentBytes: 700 });
  await appendKeyed(log, [['kept', 'as it is']], { codec: 'gzip' });
  await appendKeyed(
    log,
    [
      ['a', 'old'],
      ['b', 'only'],
    ],
    { codec: 'zstd', headers: [{ key: 'h', value: null }] },
  );
  await appendKeyed(log, [['a', 'new']]);
  await roll(log);
  await roll(log);
  const [kept, , last] = await readBatches(log);
  await compact(log);
  const after = await readBatches(log);
  expect(after[0]?.equals(kept as Buffer)).toBe(true);
  expect(after[2]?.equals(last as Buffer)).toBe(true);
  const [, changed] = headersOf(after);
  expect(changed).toMatchObject({
    baseOffset: 1,
    lastOffsetDelta: 1,
    recordCount: 1,
    attributes: 4,
  });
  expect([...readRecords(after[1] as Buffer)]).toMatchObject([
    { offset: 2, timestamp: 1_001, headers: [{ key: 'h', value: null }] },
  ]);
  const alone = encodeBatch([{ timestamp: 0, key: null, value: null, headers: [] }], 'none');
  expect(compress('zstd', blockOf(alone)).subarray(0, 4)).toEqual(
    blockOf(after[1] as Buffer).subarray(0, 4),
  );
});

test('[LOG-10] a tombstone stays for delete.retention.ms after it was first cleaned, then it goes', async () => {
  const { log, clock } = await open({ deleteRetentionMs: 1_000 });
  const timestamp = clock.wallMs() - 5_000;
  await appendKeyed(log, [['gone', 'value']], { timestamp });
  await appendKeyed(log, [['gone', null]], { timestamp });
  await roll(log);
  await roll(log);
  await compact(log);
  expect(await offsetsOf(log)).toEqual([1, 2, 3]);
  const [tombstone] = await readBatches(log);
  const [header] = headersOf([tombstone as Buffer]);
  expect(header?.attributes).toBe(attributeBits.deleteHorizon);
  expect(header?.baseTimestamp).toBe(clock.wallMs() + 1_000);
  expect([...readRecords(tombstone as Buffer)]).toMatchObject([{ timestamp, value: null }]);
  clock.advance(999);
  await roll(log);
  await compact(log);
  expect((await offsetsOf(log))[0]).toBe(1);
  clock.advance(1);
  await roll(log);
  await compact(log);
  expect((await offsetsOf(log)).includes(1)).toBe(false);
  expect(latestOf(await readAll(log)).has('gone')).toBe(false);
});

test('[LOG-10] nothing at or above the high watermark, in the last segment, or too young is touched', async () => {
  const { log, clock } = await open({ compactionLagMsMin: 500 });
  for (let i = 0; i < 12; i++)
    await appendKeyed(log, [['k', `${i}`.padEnd(150, '.')]], { timestamp: clock.wallMs() });
  const all = await offsetsOf(log);
  expect((await compact(log)).passes).toBe(0);
  clock.advance(501);
  expect((await compact(log, { highWatermark: 0 })).passes).toBe(0);
  expect(await offsetsOf(log)).toEqual(all);
  await compact(log, { highWatermark: 6 });
  expect(await offsetsOf(log)).toEqual(all.filter((offset) => offset >= 5));
  await compact(log);
  const activeBase = 11;
  expect(await offsetsOf(log)).toEqual(all.filter((offset) => offset >= activeBase - 1));
});

test('[LOG-10] small neighbouring segments become one, within segment.bytes', async () => {
  const { log } = await open({ segmentBytes: 1_000 });
  for (let i = 0; i < 60; i++) await appendKeyed(log, [[`k${i % 4}`, 'v'.repeat(100)]]);
  const { segmentsBefore, segmentsAfter } = await compact(log);
  expect(segmentsBefore).toBeGreaterThan(8);
  expect(segmentsAfter).toBe(1);
  expect((await readAll(log)).length).toBeLessThan(16);
});

test('[LOG-10] more keys than the buffer has room for take more passes, in no more memory', async () => {
  const keys = 300;
  const bufferBytes = slotBytes * 80;
  const { log } = await open({ segmentBytes: 4_000 });
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < keys; i++) await appendKeyed(log, [[`key ${i}`, `${round}`]]);
  }
  const report = await compact(log, { bufferBytes });
  expect(report.bufferBytes).toBeLessThanOrEqual(bufferBytes);
  // 60 keys fit at a time.
  expect(report.passes).toBeGreaterThanOrEqual(5);
  expect(report.recordsRemoved).toBeGreaterThan(keys / 2);
  expect(latestOf(await readAll(log)).size).toBe(keys);
  const once = await open({ segmentBytes: 4_000 });
  await appendKeyed(once.log, [['a', 'b']]);
  expect((await compact(once.log, { bufferBytes })).passes).toBe(0);
});

test('[LOG-10] [LOG-11] the last batch of a producer stays, empty, and with it its sequence', async () => {
  const { log, disk } = await open();
  const producer = (baseSequence: number) => ({
    header: { producerId: 7, producerEpoch: 1, baseSequence },
  });
  await appendKeyed(log, [['a', '1']], producer(0));
  await appendKeyed(log, [['a', '2']], producer(1));
  await appendKeyed(log, [['a', '3']]);
  await roll(log);
  await roll(log);
  await compact(log);
  const [first] = headersOf(await readBatches(log));
  expect(first).toMatchObject({
    baseOffset: 1,
    lastOffsetDelta: 0,
    recordCount: 0,
    producerId: 7,
    producerEpoch: 1,
    baseSequence: 1,
  });
  await log.close();
  const again = await openLog(disk, { config });
  await expect(appendKeyed(again, [['a', '5']], producer(5))).rejects.toMatchObject({
    code: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  });
  await appendKeyed(again, [['a', '4']], producer(2));
});

test('records without a key, from before the topic was compacted, stay', async () => {
  const { log } = await open();
  await appendKeyed(log, [
    [null, 'no key'],
    ['a', '1'],
  ]);
  await appendKeyed(log, [
    [null, 'no key'],
    ['a', '2'],
  ]);
  await roll(log);
  await roll(log);
  await compact(log);
  expect((await readAll(log)).map(({ offset }) => offset)).toEqual([0, 2, 3, 4, 5]);
});

test('a reader in the middle of an old segment and one that begins meanwhile both read on', async () => {
  const { log } = await open({ segmentBytes: 1_000 });
  for (let i = 0; i < 60; i++) await appendKeyed(log, [[`k${i % 4}`, `${i}`]]);
  log.evictTail();
  const running = compact(log);
  const reads: Promise<number[]>[] = [];
  for (let i = 0; i < 40; i++) {
    reads.push(offsetsOf(log));
    await Promise.resolve();
  }
  await running;
  for (const offsets of await Promise.all(reads)) {
    expect(offsets.slice(-4)).toEqual([56, 57, 58, 59]);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  }
});

test('compaction reads and writes no faster than it may', async () => {
  const clock = new ManualClock();
  const pace = new CompactionPace({ clock, bytesPerSecond: 1_000 });
  const { log } = await open({ segmentBytes: 1_000 }, clock);
  for (let i = 0; i < 60; i++) await appendKeyed(log, [[`k${i % 4}`, 'v'.repeat(100)]]);
  let isDone = false;
  const running = compact(log, { pace }).then((report) => {
    isDone = true;
    return report;
  });
  const startMs = clock.monotonicMs();
  while (!isDone) {
    clock.advance(10);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { bytesRead, bytesWritten } = await running;
  const tookMs = clock.monotonicMs() - startMs;
  expect(tookMs).toBeGreaterThan(0.9 * (bytesRead + bytesWritten));
});

test('a log that closes ends its compaction between two batches', async () => {
  const clock = new ManualClock();
  const { log } = await open({}, clock);
  for (let i = 0; i < 20; i++) await appendKeyed(log, [['k', 'v'.repeat(100)]]);
  const pace = new CompactionPace({ clock, bytesPerSecond: 1 });
  const running = compact(log, { pace });
  const refused = expect(running).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
  await log.close();
  await refused;
});
