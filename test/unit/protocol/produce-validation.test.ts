import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { checkProducedBatch, type ProduceRules } from '../../../src/protocol/produce-validation.ts';
import {
  type BatchHeader,
  readBatchHeader,
  writeBatchHeader,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch, type RecordInput } from '../../../src/protocol/records.ts';

const nowMs = 1_700_000_000_000;
const rules: ProduceRules = {
  maxMessageBytes: 10_000,
  timestampMax: nowMs + 3_600_000,
  needsKeys: false,
};

function sample(change: Partial<RecordInput> = {}, codec: 'none' | 'gzip' = 'none'): Buffer {
  const record = { timestamp: nowMs, key: Buffer.from('k'), value: Buffer.from('v'), headers: [] };
  return encodeBatch([record, { ...record, ...change }], codec);
}

/** A batch that breaks one rule and has a right CRC. */
function withHeader(change: Partial<BatchHeader>): Buffer {
  const batch = sample();
  const { bytes: _bytes, crc: _crc, magic: _magic, ...header } = readBatchHeader(batch);
  writeBatchHeader(batch, { ...header, ...change });
  return batch;
}

function refusal(
  batch: Buffer,
  change: Partial<ProduceRules> = {},
): { code: string; message: string } {
  const before = Buffer.from(batch);
  try {
    checkProducedBatch(batch, { ...rules, ...change });
  } catch (error) {
    expect(batch.equals(before)).toBe(true);
    return error as { code: string; message: string };
  }
  return { code: 'accepted', message: '' };
}

test('[REC-2] a good batch is accepted, its header returned and no byte changed', () => {
  for (const codec of ['none', 'gzip'] as const) {
    const batch = sample({}, codec);
    const before = Buffer.from(batch);
    expect(checkProducedBatch(batch, rules)).toMatchObject({ recordCount: 2, lastOffsetDelta: 1 });
    expect(batch.equals(before)).toBe(true);
  }
});

test('[REC-2] size', () => {
  const batch = sample();
  expect(refusal(batch, { maxMessageBytes: batch.length }).code).toBe('accepted');
  const refused = refusal(batch, { maxMessageBytes: batch.length - 1 });
  expect(refused.code).toBe('MESSAGE_TOO_LARGE');
  expect(refused.message).toContain(`${batch.length} bytes`);
});

test('[REC-2] CRC, magic and length', () => {
  for (const position of [9, 16, 18, 70]) {
    const batch = sample();
    batch[position] = (batch[position] as number) ^ 1;
    expect(refusal(batch).code, `byte ${position}`).toBe('CORRUPT_MESSAGE');
  }
  expect(refusal(Buffer.alloc(0)).code).toBe('CORRUPT_MESSAGE');
  expect(refusal(Buffer.concat([sample(), sample()])).code).toBe('CORRUPT_MESSAGE');
});

test('[REC-2] attributes that are not for producers, each with its reason', () => {
  const reasons: [number, string][] = [
    [1 << 3, "log-append time is the broker's"],
    [1 << 4, 'no transactions'],
    [1 << 5, 'control batches'],
    [1 << 6, 'delete horizon'],
  ];
  for (const [attributes, reason] of reasons) {
    const refused = refusal(withHeader({ attributes }));
    expect(refused.code).toBe('INVALID_RECORD');
    expect(refused.message).toContain(reason);
  }
  for (let bit = 7; bit < 16; bit++) {
    const attributes = ((1 << bit) << 16) >> 16;
    expect(refusal(withHeader({ attributes })).message, `bit ${bit}`).toContain(
      'unknown attribute',
    );
  }
});

test('[REC-2] a codec that does not exist', () => {
  for (const attributes of [5, 6, 7]) {
    expect(refusal(withHeader({ attributes })).code).toBe('UNSUPPORTED_COMPRESSION_TYPE');
  }
});

test('[REC-2] the count of records', () => {
  expect(refusal(withHeader({ recordCount: 0, lastOffsetDelta: 0 })).code).toBe('INVALID_RECORD');
  expect(refusal(withHeader({ recordCount: 1 })).code).toBe('INVALID_RECORD');
  expect(refusal(withHeader({ lastOffsetDelta: 7 })).message).toContain('last offset delta is 7');
  const tooMany = limits.recordsPerBatchMax + 1;
  const refused = refusal(withHeader({ recordCount: tooMany, lastOffsetDelta: tooMany - 1 }));
  expect(refused.message).toContain(`at most ${limits.recordsPerBatchMax}`);
});

test('[REC-2] a producer id below -1, and one without its epoch or sequence', () => {
  expect(refusal(withHeader({ producerId: -2 })).code).toBe('INVALID_RECORD');
  const idempotent = { producerId: 7, producerEpoch: 0, baseSequence: 0 };
  expect(refusal(withHeader(idempotent)).code).toBe('accepted');
  expect(refusal(withHeader({ ...idempotent, baseSequence: -1 })).code).toBe('INVALID_RECORD');
  expect(refusal(withHeader({ ...idempotent, producerEpoch: -1 })).code).toBe('INVALID_RECORD');
});

test('[REC-3] timestamps before 1970 and in the far future, unless the broker stamps', () => {
  const late = rules.timestampMax as number;
  expect(refusal(sample({ timestamp: late })).code).toBe('accepted');
  const future = refusal(sample({ timestamp: late + 1 }));
  expect(future.code).toBe('INVALID_TIMESTAMP');
  expect(future.message).toContain(String(late));
  expect(refusal(withHeader({ baseTimestamp: -1 })).code).toBe('INVALID_TIMESTAMP');
  expect(refusal(sample({ timestamp: late + 1 }), { timestampMax: undefined }).code).toBe(
    'accepted',
  );
});

test('[REC-2] the records of an uncompressed batch', () => {
  const batch = sample();
  batch[62] = 99;
  const { bytes: _bytes, crc: _crc, magic: _magic, ...header } = readBatchHeader(batch);
  batch[61] = 0x7e;
  writeBatchHeader(batch, header);
  expect(refusal(batch).code).toBe('INVALID_RECORD');
});

test('[REC-2] keys where they are needed', () => {
  expect(refusal(sample({ key: null })).code).toBe('accepted');
  expect(refusal(sample({ key: null }), { needsKeys: true }).code).toBe('INVALID_RECORD');
});

test('[REC-2] keys where they are needed, in compressed batches too', () => {
  expect(refusal(sample({ key: null }, 'gzip')).code).toBe('accepted');
  expect(refusal(sample({}, 'gzip'), { needsKeys: true }).code).toBe('accepted');
  const refused = refusal(sample({ key: null }, 'gzip'), { needsKeys: true });
  expect(refused).toMatchObject({ code: 'INVALID_RECORD' });
  expect(refused.message).toContain('record 1 has no key');
});

test('[REC-2] where keys are needed, a compressed block that is none or far too large is refused', () => {
  const {
    bytes: _bytes,
    crc: _crc,
    magic: _magic,
    ...header
  } = readBatchHeader(sample({}, 'gzip'));
  const withBlock = (block: Buffer) => {
    const batch = Buffer.concat([Buffer.alloc(61), block]);
    writeBatchHeader(batch, header);
    return batch;
  };
  const wide = { ...rules, maxMessageBytes: 1 << 20, needsKeys: true };
  expect(refusal(withBlock(Buffer.from('no gzip')), wide).code).toBe('CORRUPT_MESSAGE');
  const bomb = gzipSync(Buffer.alloc(limits.decompressedBytesMax + 1));
  const refused = refusal(withBlock(bomb), wide);
  expect(refused).toMatchObject({ code: 'CORRUPT_MESSAGE' });
  expect(refused.message).toContain('decompress to more than');
});
