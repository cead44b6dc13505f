import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { TidelogError } from '../../../src/base/errors.ts';
import {
  batchHeaderBytes,
  readBatchHeader,
  writeBatchHeader,
} from '../../../src/protocol/record-batch.ts';
import {
  checkRecords,
  encodeBatch,
  RecordBatchBuilder,
  type RecordInput,
  readRecords,
  recordBytesBound,
} from '../../../src/protocol/records.ts';

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const nullable = fc.option(bytes, { nil: null });
const header = fc.record({ key: fc.string({ unit: 'grapheme', maxLength: 20 }), value: nullable });
const recordInput: fc.Arbitrary<RecordInput> = fc.record({
  timestamp: fc.integer({ min: 0, max: 2 ** 45 }),
  key: nullable,
  value: nullable,
  headers: fc.array(header, { maxLength: 4 }),
});
const batchInput = fc.array(recordInput, { minLength: 1, maxLength: 20 });

function simple(count: number): RecordInput[] {
  return Array.from({ length: count }, (_, i) => ({
    timestamp: 1_000 + i,
    key: Buffer.from(`k${i}`),
    value: Buffer.from(`v${i}`),
    headers: [],
  }));
}

/** A batch of these record bytes, with a right header around them. */
function batchOf(records: Buffer, changes: { recordCount: number; attributes?: number }): Buffer {
  const batch = Buffer.concat([Buffer.alloc(batchHeaderBytes), records]);
  writeBatchHeader(batch, {
    baseOffset: 0,
    leaderEpoch: -1,
    attributes: changes.attributes ?? 0,
    lastOffsetDelta: changes.recordCount - 1,
    baseTimestamp: 0,
    maxTimestamp: 0,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    recordCount: changes.recordCount,
  });
  return batch;
}

function record(hex: string): Buffer {
  const body = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  return Buffer.concat([Buffer.from([body.length * 2]), body]);
}

function check(records: Buffer, recordCount = 1, needsKeys = false): () => void {
  return () =>
    checkRecords(batchOf(records, { recordCount }).subarray(batchHeaderBytes), recordCount, {
      needsKeys,
    });
}

test('[REC-1] records of any kind come back, with and without compression', () => {
  fc.assert(
    fc.property(batchInput, fc.constantFrom('none' as const, 'gzip' as const), (inputs, codec) => {
      const batch = encodeBatch(inputs, codec);
      const read = [...readRecords(batch)];
      expect(read).toEqual(inputs.map((input, offset) => ({ ...input, offset })));
      if (codec === 'none')
        checkRecords(batch.subarray(batchHeaderBytes), inputs.length, { needsKeys: false });
    }),
  );
});

test('a batch that grows beyond the first guess holds the same bytes', () => {
  const inputs = simple(500);
  const guessed = new RecordBatchBuilder(100);
  for (const input of inputs) guessed.append(input);
  expect(guessed.recordCount).toBe(500);
  const batch = guessed.build('none');
  expect(batch.length).toBe(guessed.bytes);
  expect(batch.equals(encodeBatch(inputs, 'none'))).toBe(true);
});

test('the bound of a record is no less than what it takes', () => {
  fc.assert(
    fc.property(recordInput, (input) => {
      const batch = encodeBatch([input], 'none');
      expect(batch.length - batchHeaderBytes).toBeLessThanOrEqual(recordBytesBound(input));
    }),
  );
});

test('a builder without records builds nothing', () => {
  expect(() => new RecordBatchBuilder(0).build('none')).toThrow(AssertionError);
});

test('[NET-4] records that are read share memory with an uncompressed batch', () => {
  const batch = encodeBatch(simple(1), 'none');
  const [first] = [...readRecords(batch)];
  batch.fill(0x7a, batch.length - 3, batch.length - 1);
  expect(first?.value?.toString()).toBe('zz');
});

test('[NET-10] a small block that claims to be large is not decompressed beyond the bound', () => {
  const bomb = batchOf(gzipSync(Buffer.alloc(10_000_000)), { recordCount: 1, attributes: 1 });
  expect(bomb.length).toBeLessThan(20_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(() => [...readRecords(bomb, 100_000)]).toThrow('more than 100000 bytes');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
});

test('a damaged block and an unknown codec are typed errors', () => {
  const damaged = batchOf(Buffer.from('no gzip at all'), { recordCount: 1, attributes: 1 });
  expect(() => [...readRecords(damaged)]).toThrow(
    expect.objectContaining({ code: 'CORRUPT_MESSAGE' }),
  );
  for (const id of [5, 6, 7]) {
    const batch = batchOf(Buffer.alloc(1), { recordCount: 1, attributes: id });
    expect(() => [...readRecords(batch)]).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_COMPRESSION_TYPE',
        message: expect.stringContaining(`codec ${id}`),
      }),
    );
  }
});

test('[REC-2] record lengths, offset deltas and the end of the batch are checked', () => {
  const good = record('00 00 00 02 6b 02 76 00');
  const second = record('00 00 02 02 6b 02 76 00');
  expect(check(good)).not.toThrow();
  expect(check(Buffer.concat([good, second]), 2)).not.toThrow();
  expect(check(Buffer.concat([good, good]), 2)).toThrow('record 1 has offset delta 0');
  expect(check(second)).toThrow('record 0 has offset delta 1');
  expect(check(Buffer.concat([good, Buffer.from([0])]))).toThrow('1 bytes follow the last record');
  expect(check(good, 2)).toThrow('cut off');
  expect(check(record('00 00 00 02 6b 02 76 00 00'))).toThrow('does not fill its length');
  expect(check(record('00 00 00 02 6b 04 76 00'))).toThrow(/fit|cut off/);
  expect(check(Buffer.from([0x7e, 0, 0]))).toThrow('a record of 63 bytes does not fit');
  expect(check(Buffer.from([0x01, 0, 0]))).toThrow('a record of -1 bytes does not fit');
});

test('[REC-2] keys are asked for only where they are needed', () => {
  const keyless = record('00 00 00 01 02 76 00');
  expect(check(keyless)).not.toThrow();
  expect(check(keyless, 1, true)).toThrow('no key, and the topic is compacted');
});

test('[REC-2] headers are checked: their count, their lengths, their keys', () => {
  expect(check(record('00 00 00 01 01 02 02 6e 01'))).not.toThrow();
  expect(check(record('00 00 00 01 01 7e'))).toThrow('a count of 63 headers does not fit');
  expect(check(record('00 00 00 01 01 01'))).toThrow('a count of -1 headers does not fit');
  expect(check(record('00 00 00 01 01 02 01 01'))).toThrow('a header without a key');
  expect(check(record('00 00 00 03 01 00'))).toThrow('a length of -2 bytes does not fit');
});

/** What must hold of any bytes: they read as records, or give a typed error. */
function readsOrRefuses(run: () => void): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(TidelogError);
    expect(['INVALID_RECORD', 'CORRUPT_MESSAGE', 'UNSUPPORTED_COMPRESSION_TYPE']).toContain(
      (error as TidelogError).code,
    );
  }
}

test('mutated records give typed errors only, and the check finds whatever the reader would', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(batchInput, fc.array(change, { minLength: 1, maxLength: 5 }), (inputs, changes) => {
      const batch = encodeBatch(inputs, 'none');
      for (const [position, value] of changes) {
        batch[batchHeaderBytes + (position % (batch.length - batchHeaderBytes))] = value;
      }
      const { recordCount } = readBatchHeader(batch);
      let isChecked = false;
      readsOrRefuses(() => {
        checkRecords(batch.subarray(batchHeaderBytes), recordCount, { needsKeys: false });
        isChecked = true;
      });
      if (isChecked) expect([...readRecords(batch)]).toHaveLength(recordCount);
      else readsOrRefuses(() => [...readRecords(batch)]);
    }),
    { numRuns: 500 },
  );
});

test('mutated gzip batches give typed errors only', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      const batch = encodeBatch(simple(30), 'gzip');
      for (const [position, value] of changes) {
        batch[batchHeaderBytes + (position % (batch.length - batchHeaderBytes))] = value;
      }
      readsOrRefuses(() => [...readRecords(batch)]);
    }),
    { numRuns: 300 },
  );
});

test('offsets inside a batch rise and stay within its last one, or the batch is refused', () => {
  const blocks: [string, Buffer][] = [
    ['twice the same', Buffer.concat([record('00 00 00 01 01 00'), record('00 00 00 01 01 00')])],
    ['falling', Buffer.concat([record('00 00 02 01 01 00'), record('00 00 00 01 01 00')])],
    ['beyond the last', Buffer.concat([record('00 00 00 01 01 00'), record('00 00 08 01 01 00')])],
    ['negative', Buffer.concat([record('00 00 01 01 01 00'), record('00 00 02 01 01 00')])],
  ];
  for (const [name, records] of blocks) {
    const batch = batchOf(gzipSync(records), { recordCount: 2, attributes: 1 });
    expect(() => [...readRecords(batch)], name).toThrow(
      expect.objectContaining({ code: 'INVALID_RECORD' }),
    );
  }
});
