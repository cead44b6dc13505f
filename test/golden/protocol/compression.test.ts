// Blocks and batches that other implementations made: compressed-blocks.json says which, and how.
import { expect, test } from 'vitest';
import {
  type CodecName,
  codecOf,
  compress,
  decompress,
} from '../../../src/protocol/compression.ts';
import { batchHeaderBytes, checkBatch } from '../../../src/protocol/record-batch.ts';
import { encodeBatch, type RecordInput, readRecords } from '../../../src/protocol/records.ts';
import golden from './compressed-blocks.json' with { type: 'json' };

const text = 'some records '.repeat(100);
const bytesMax = 1 << 20;

const batches = Object.entries(golden.kafka).flatMap(([codec, bySize]) =>
  Object.entries(bySize).map(([size, base64]) => ({ codec: codec as CodecName, size, base64 })),
);
const blocks = Object.entries(golden.tools).flatMap(([codec, byTool]) =>
  Object.entries(byTool).map(([tool, base64]) => ({ codec: codec as CodecName, tool, base64 })),
);

function expectedRecords(count: number): RecordInput[] {
  return Array.from({ length: count }, (_, i) => ({
    timestamp: 1_700_000_000_000 + i,
    key: i % 3 === 1 ? null : Buffer.from(`key-${i % 17}`),
    value: i % 5 === 2 ? null : Buffer.from(`value ${i} `.repeat(1 + (i % 12))),
    headers:
      i % 4 === 0
        ? [
            { key: 'h', value: Buffer.from(`x${i}`) },
            { key: 'n', value: null },
          ]
        : [],
  }));
}

test.each(batches)(
  "[REC-1] a batch of Kafka's Java client with $codec, $size, reads as its records",
  ({ codec, size, base64 }) => {
    const batch = Buffer.from(base64, 'base64');
    const expected = expectedRecords(size === 'small' ? 3 : 600);
    const header = checkBatch(batch);
    expect(codecOf(header.attributes)).toBe(codec);
    expect(header).toMatchObject({ producerId: 7, baseSequence: 40, leaderEpoch: 6 });
    const records = [...readRecords(batch)];
    expect(records).toEqual(expected.map((record, i) => ({ ...record, offset: 5_000 + i })));
    // What is compressed has the very bytes that we compress, so each side reads the other's.
    const ours = encodeBatch(expected, 'none').subarray(batchHeaderBytes);
    expect(decompress(codec, batch.subarray(batchHeaderBytes), bytesMax).equals(ours)).toBe(true);
  },
);

test.each(blocks)('a block of $tool decompresses', ({ codec, base64 }) => {
  expect(decompress(codec, Buffer.from(base64, 'base64'), text.length).toString()).toBe(text);
});

test.each(blocks.filter(({ codec, tool }) => codec !== 'snappy' && tool !== ''))(
  'the block of $tool twice, one behind the other, is the text twice',
  ({ codec, base64 }) => {
    const twice = Buffer.concat([Buffer.from(base64, 'base64'), Buffer.from(base64, 'base64')]);
    expect(decompress(codec, twice, bytesMax).toString()).toBe(text + text);
  },
);

test("[REC-1] our snappy framing is byte for byte what Kafka's Java client writes around its blocks", () => {
  const theirs = Buffer.from(golden.kafka.snappy.large, 'base64').subarray(batchHeaderBytes);
  const ours = compress('snappy', decompress('snappy', theirs, bytesMax));
  expect(ours.subarray(0, 16).toString('hex')).toBe('82534e41505059000000000100000001');
  expect(theirs.subarray(0, 16).equals(ours.subarray(0, 16))).toBe(true);
  // Both cut the input into 32 KiB: the first block claims the same length when decompressed.
  expect(ours.subarray(20, 23).equals(theirs.subarray(20, 23))).toBe(true);
});

test('[REC-1] our lz4 frames are version 1, of independent blocks, without content size', () => {
  for (const bytes of [10, 100_000, 1 << 20]) {
    const frame = compress('lz4', Buffer.alloc(bytes, 'ab'));
    expect(frame.readUInt32LE(0).toString(16)).toBe('184d2204');
    expect(frame[4]).toBe(0b0110_0000);
  }
});
