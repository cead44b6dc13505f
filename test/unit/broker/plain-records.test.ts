import { describe, expect, test } from 'vitest';
import { toPlainRecords } from '../../../src/broker/plain-records.ts';
import type { CodecName } from '../../../src/protocol/compression.ts';
import { assignOffset } from '../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';

function batchAt(baseOffset: number, values: string[], codec: CodecName = 'none'): Buffer {
  const batch = encodeBatch(
    values.map((value, i) => ({
      timestamp: 1_000 + i,
      key: Buffer.from(`key of ${value}`),
      value: Buffer.from(value),
      headers: [{ key: 'h', value: null }],
    })),
    codec,
  );
  assignOffset(batch, { baseOffset, leaderEpoch: 0 });
  return batch;
}

const stored = [batchAt(10, ['a', 'b', 'c']), batchAt(13, ['d']), batchAt(20, ['e', 'f'])];

function read(chunks: Buffer[], fromOffset: number, maxBytes = 1 << 20) {
  const { records, bytes } = toPlainRecords(chunks, { fromOffset, maxBytes });
  return { offsets: records.map(({ offset }) => offset), records, bytes };
}

describe('plain records [NET-9]', () => {
  test('begin at the very offset asked for, also in the middle of a batch', () => {
    expect(read(stored, 11).offsets).toEqual([11, 12, 13, 20, 21]);
    expect(read(stored, 13).offsets).toEqual([13, 20, 21]);
    expect(read(stored, 14).offsets).toEqual([20, 21]);
    expect(read(stored, 22).offsets).toEqual([]);
  });

  test('carry everything that a record has', () => {
    expect(read(stored, 12).records[0]).toMatchObject({
      offset: 12,
      timestamp: 1_002,
      key: Buffer.from('key of c'),
      value: Buffer.from('c'),
      headers: [{ key: 'h', value: null }],
    });
  });

  test('stop at the bytes allowed, but there is always one', () => {
    expect(read(stored, 10, 0).offsets).toEqual([10]);
    const two = read(stored, 10, 100);
    expect(two.offsets).toEqual([10, 11]);
    expect(two.bytes).toBeLessThanOrEqual(100);
  });

  test('are the same whether batches come in one chunk or in several', () => {
    expect(read([Buffer.concat(stored)], 11)).toEqual(read(stored, 11));
  });

  test('come out of compressed batches', () => {
    expect(read([batchAt(5, ['x', 'y'], 'gzip')], 6).records[0]).toMatchObject({
      offset: 6,
      value: Buffer.from('y'),
    });
  });

  test('a batch that decompresses to more than the bound is an error, not an end of memory', () => {
    const bomb = batchAt(0, ['x'.repeat(65 * 1024 * 1024)], 'gzip');
    expect(bomb.length).toBeLessThan(1 << 20);
    expect(() => read([bomb], 0)).toThrow();
  });
});
