// The bytes of a batch and of both index files, put together here by hand from reference/kafka-wire.md section 3, and
// compared with what the log writes [REC-1, LOG-1].
import { expect, test } from 'vitest';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { directory, openLog } from '../../unit/storage/fixture.ts';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

/** CRC-32C bit by bit (Castagnoli, reflected), so that the library is checked too. */
function crc32cOf(bytes: Buffer): string {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

test('the checksum here is CRC-32C', () => {
  expect(crc32cOf(Buffer.from('123456789'))).toBe('e3069283');
});

/** Bytes 21 to the end of a batch with the records (k, v) at 1,000 ms and (null, null, header h) at 1,005 ms. */
const afterCrc = hex(
  '0000', // attributes: no codec, create time
  '00000001', // lastOffsetDelta
  '00000000000003e8', // baseTimestamp 1,000
  '00000000000003ed', // maxTimestamp 1,005
  'ffffffffffffffff', // producerId -1
  'ffff', // producerEpoch -1
  'ffffffff', // baseSequence -1
  '00000002', // recordCount
  // Record 0: length 8, attributes, timestampDelta 0, offsetDelta 0, key "k", value "v", no headers.
  '10 00 00 00 02 6b 02 76 00',
  // Record 1: length 11, attributes, timestampDelta 5, offsetDelta 1, key null, value null, header "h" = "!!".
  '16 00 0a 02 01 01 02 02 68 04 21 21',
);

/** The whole batch as it stands in the log. */
function goldenBatch(baseOffset: string, leaderEpoch: string): Buffer {
  const batchLength = (4 + 1 + 4 + afterCrc.length).toString(16).padStart(8, '0');
  return Buffer.concat([
    hex(baseOffset, batchLength, leaderEpoch, '02', crc32cOf(afterCrc)),
    afterCrc,
  ]);
}

function ourBatch(): Buffer {
  const none = { key: null, value: null, headers: [] };
  return encodeBatch(
    [
      { ...none, timestamp: 1_000, key: Buffer.from('k'), value: Buffer.from('v') },
      { ...none, timestamp: 1_005, headers: [{ key: 'h', value: Buffer.from('!!') }] },
    ],
    'none',
  );
}

const path = (suffix: string) => `${directory}/${'0'.repeat(20)}${suffix}`;

test('a produced batch, and the same with the offset and epoch that the log gave it', async () => {
  expect(ourBatch()).toEqual(goldenBatch('0000000000000000', 'ffffffff'));
  const disk = new MemoryFileSystem();
  const log = await openLog(disk);
  log.append(ourBatch(), { leaderEpoch: 7 });
  await log.append(ourBatch(), { leaderEpoch: 0x01020304 }).held;
  expect(disk.contentOf(path('.log'))).toEqual(
    Buffer.concat([
      goldenBatch('0000000000000000', '00000007'),
      goldenBatch('0000000000000002', '01020304'),
    ]),
  );
});

/** One record of 100 bytes in all: 61 of header, 7 of record fields, 32 of value. */
function batchOf100(timestamp: number): Buffer {
  const value = Buffer.alloc(32, 'x');
  const batch = encodeBatch([{ timestamp, key: null, value, headers: [] }], 'none');
  expect(batch.length).toBe(100);
  return batch;
}

// At 200 bytes nothing changes: an entry needs more than the interval, and 200 is not.
test.each([250, 200])(
  'the index and time index of nine batches of 100 bytes, interval %i',
  async (indexIntervalBytes) => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk, { config: { indexIntervalBytes } });
    const timestamps = [1_000, 3_000, 2_000, 2_500, 2_600, 2_700, 9_000, 4_000, 9_001];
    for (const timestamp of timestamps) {
      await log.append(batchOf100(timestamp), { leaderEpoch: 0 }).held;
    }
    await log.close();
    // More than the interval lies before batch 3 (at 300), and then before batch 6 (at 600).
    expect(disk.contentOf(path('.index'))).toEqual(
      hex(
        '00000003 0000012c', // last offset 3 of the batch at 300
        '00000006 00000258', // last offset 6 of the batch at 600
      ),
    );
    expect(disk.contentOf(path('.timeindex'))).toEqual(
      hex(
        '0000000000000bb8 00000001', // 3,000, first reached by offset 1
        '0000000000002328 00000006', // 9,000, by offset 6, which is in the entry that it makes
        '0000000000002329 00000008', // 9,001, by offset 8: the last entry, made at the close
      ),
    );
  },
);

test('no time index entry when the largest timestamp has not grown, and none without timestamps', async () => {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config: { indexIntervalBytes: 50 } });
  for (const timestamp of [5_000, 1_000, 1_000]) {
    await log.append(batchOf100(timestamp), { leaderEpoch: 0 }).held;
  }
  await log.close();
  expect(disk.contentOf(path('.index'))).toEqual(hex('00000001 00000064', '00000002 000000c8'));
  expect(disk.contentOf(path('.timeindex'))).toEqual(hex('0000000000001388 00000000'));
});
