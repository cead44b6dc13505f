// A record batch v2 written by hand from the byte table of Kafka's format (reference: Apache Kafka, DefaultRecordBatch.java and
// DefaultRecord.java), so that a change on both sides of our own code cannot go unnoticed.
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  assignOffset,
  batchHeaderBytes,
  checkBatch,
  stampLogAppendTime,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch, type RecordInput, readRecords } from '../../../src/protocol/records.ts';

const records: RecordInput[] = [
  {
    timestamp: 1_700_000_000_000,
    key: Buffer.from('key'),
    value: Buffer.from('value'),
    headers: [{ key: 'h', value: Buffer.from('x') }],
  },
  { timestamp: 1_700_000_000_005, key: null, value: Buffer.from('v2'), headers: [] },
  {
    timestamp: 1_699_999_999_999,
    key: Buffer.from('k3'),
    value: null,
    headers: [{ key: 'n', value: null }],
  },
];

function hex(...parts: string[]): Buffer {
  return Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');
}

const recordBytes = hex(
  // length 18 (1 + 1 + 1 + 4 + 6 + 1 + 2 + 2) | attributes | timestamp delta 0 | offset delta 0 | "key" | "value" | 1 header: "h" = "x"
  '24 00 00 00 06 6b6579 0a 76616c7565 02 02 68 02 78',
  // length 8 (1 + 1 + 1 + 1 + 3 + 1) | attributes | timestamp delta 5 | offset delta 1 | null key | "v2" | no headers
  '10 00 0a 02 01 04 7632 00',
  // length 11 (1 + 1 + 1 + 3 + 1 + 1 + 2 + 1) | attributes | timestamp delta -1 | offset delta 2 | "k3" | null value | 1 header: "n" = null
  '16 00 01 04 04 6b33 01 02 02 6e 01',
);

const headerAfterCrc = hex(
  '0000', // attributes: no compression, create time
  '00000002', // last offset delta
  '0000018bcfe56800', // base timestamp 1,700,000,000,000
  '0000018bcfe56805', // max timestamp 1,700,000,000,005
  'ffffffffffffffff', // no producer id
  'ffff', // no producer epoch
  'ffffffff', // no sequence
  '00000003', // records
);

/** CRC-32C bit by bit: reflected polynomial 0x82F63B78, first and last XOR with all ones. */
function crc32cByTheBook(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function batchByHand(
  afterCrc: Buffer,
  baseOffset = '0000000000000000',
  epoch = 'ffffffff',
): Buffer {
  return Buffer.concat([
    hex(baseOffset),
    uint32(4 + 1 + 4 + afterCrc.length),
    hex(epoch),
    hex('02'),
    uint32(crc32cByTheBook(afterCrc)),
    afterCrc,
  ]);
}

const byHand = batchByHand(Buffer.concat([headerAfterCrc, recordBytes]));

test('the check value of CRC-32C is the published one', () => {
  expect(crc32cByTheBook(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('[REC-1] a batch of ours has the bytes of the table', () => {
  expect(byHand.length).toBe(batchHeaderBytes + recordBytes.length);
  expect(encodeBatch(records, 'none').toString('hex')).toBe(byHand.toString('hex'));
});

test('[REC-1] the bytes of the table read as what they say', () => {
  expect(checkBatch(byHand)).toMatchObject({ recordCount: 3, producerId: -1, baseSequence: -1 });
  const read = [...readRecords(byHand)];
  expect(read.map((record) => record.offset)).toEqual([0, 1, 2]);
  expect(read.map((record) => record.timestamp)).toEqual(records.map((one) => one.timestamp));
  expect(read.map((record) => record.key?.toString())).toEqual(['key', undefined, 'k3']);
  expect(read.map((record) => record.value?.toString())).toEqual(['value', 'v2', undefined]);
  expect(read[2]?.headers).toEqual([{ key: 'n', value: null }]);
});

test('[NET-4] the broker changes base offset and leader epoch, and no other byte', () => {
  const batch = encodeBatch(records, 'none');
  assignOffset(batch, { baseOffset: 0x1_0203_0405, leaderEpoch: 7 });
  const expected = batchByHand(
    Buffer.concat([headerAfterCrc, recordBytes]),
    '0000000102030405',
    '00000007',
  );
  expect(batch.toString('hex')).toBe(expected.toString('hex'));
  expect([...readRecords(batch)].map((record) => record.offset)).toEqual([
    0x1_0203_0405, 0x1_0203_0406, 0x1_0203_0407,
  ]);
});

test('[NET-4] log-append time changes attribute bit 3, the max timestamp and the CRC, and no other byte', () => {
  const batch = encodeBatch(records, 'none');
  stampLogAppendTime(batch, 0x18bcfe57000);
  const stamped = Buffer.concat([headerAfterCrc, recordBytes]);
  hex('0008').copy(stamped, 0);
  hex('0000018bcfe57000').copy(stamped, 14);
  expect(batch.toString('hex')).toBe(batchByHand(stamped).toString('hex'));
  checkBatch(batch);
  for (const record of readRecords(batch)) expect(record.timestamp).toBe(0x18bcfe57000);
});

test('[REC-1] a gzip batch is the same header with codec 1 and one gzip member of the records', () => {
  const batch = encodeBatch(records, 'gzip');
  checkBatch(batch);
  expect(batch.readInt16BE(21)).toBe(1);
  expect(batch.subarray(23, 61).equals(headerAfterCrc.subarray(2))).toBe(true);
  expect(batch.subarray(61, 64).toString('hex')).toBe('1f8b08');
  expect(gunzipSync(batch.subarray(61)).equals(recordBytes)).toBe(true);
});
