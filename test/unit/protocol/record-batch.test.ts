import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import {
  assignOffset,
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  checkBatch,
  lastOffsetAt,
  leaderEpochAt,
  maxTimestampAt,
  readBatchHeader,
  writeBatchHeader,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';

function sample(): Buffer {
  const record = (i: number) => ({
    timestamp: 1_700_000_000_000 + i,
    key: Buffer.from(`key-${i}`),
    value: Buffer.from(`value-${i}`),
    headers: [],
  });
  return encodeBatch([record(0), record(1), record(2)], 'none');
}

/** Changes a batch and renews its CRC, so that only the change itself can be objected to. */
function changed(change: (batch: Buffer) => void): Buffer {
  const batch = sample();
  change(batch);
  const { bytes: _bytes, crc: _crc, magic: _magic, ...header } = readBatchHeader(batch);
  writeBatchHeader(batch, header);
  return batch;
}

function problemOf(batch: Buffer): string {
  try {
    checkBatch(batch);
  } catch (error) {
    expect(error).toBeInstanceOf(TidelogError);
    expect((error as TidelogError).code).toBe('CORRUPT_MESSAGE');
    return (error as TidelogError).message;
  }
  return 'none';
}

test('the header that was written is read, at any position', () => {
  const batch = sample();
  assignOffset(batch, { baseOffset: 40, leaderEpoch: 3 });
  const at = Buffer.concat([Buffer.alloc(7), batch]);
  expect(readBatchHeader(at, 7)).toEqual(checkBatch(batch));
  expect(batchBytesAt(at, 7)).toBe(batch.length);
  expect(baseOffsetAt(at, 7)).toBe(40);
  expect(lastOffsetAt(at, 7)).toBe(42);
  expect(leaderEpochAt(at, 7)).toBe(3);
  expect(maxTimestampAt(at, 7)).toBe(1_700_000_000_002);
});

test('[REC-2] a flipped bit anywhere but in the broker fields is found', () => {
  const good = sample();
  expect(problemOf(good)).toBe('none');
  for (let position = 8; position < good.length; position++) {
    if (position >= 12 && position < 16) continue;
    for (let bit = 0; bit < 8; bit++) {
      const batch = Buffer.from(good);
      batch[position] = (batch[position] as number) ^ (1 << bit);
      expect(problemOf(batch), `byte ${position} bit ${bit}`).not.toBe('none');
    }
  }
});

test("the broker's own fields are outside the CRC, so that it need not be renewed", () => {
  const batch = sample();
  const { crc } = readBatchHeader(batch);
  assignOffset(batch, { baseOffset: 2 ** 40, leaderEpoch: 9 });
  expect(checkBatch(batch)).toMatchObject({ baseOffset: 2 ** 40, leaderEpoch: 9, crc });
});

test('every truncation and every extension is found', () => {
  const good = sample();
  for (let length = 0; length < good.length; length++) {
    expect(problemOf(good.subarray(0, length)), `${length} bytes`).not.toBe('none');
  }
  expect(problemOf(Buffer.concat([good, Buffer.alloc(1)]))).toContain('the length field says');
});

test('the message says what is wrong and with which value', () => {
  expect(problemOf(Buffer.alloc(60))).toContain(`at least ${batchHeaderBytes} bytes`);
  const old = sample();
  old[16] = 1;
  expect(problemOf(old)).toContain('the magic byte is 1');
  const flipped = sample();
  flipped[70] = (flipped[70] as number) ^ 1;
  expect(problemOf(flipped)).toMatch(/the CRC is 0x[0-9a-f]{8} but the bytes give 0x[0-9a-f]{8}/);
});

test('a negative delta or count is refused even with a right CRC', () => {
  expect(problemOf(changed((batch) => batch.writeInt32BE(-1, 23)))).toContain('-1');
  expect(problemOf(changed((batch) => batch.writeInt32BE(-5, 57)))).toContain('-5');
});

test('a base offset or a timestamp beyond 2^53 - 1 is refused with a typed error', () => {
  for (const position of [0, 27, 35, 43]) {
    const batch = sample();
    batch.writeBigInt64BE(2n ** 60n, position);
    expect(problemOf(batch), `field at ${position}`).toContain('beyond 2^53 - 1');
  }
});
