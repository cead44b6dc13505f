import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  codecIds,
  codecNames,
  codecOf,
  compress,
  decompress,
} from '../../../src/protocol/compression.ts';

const records = Buffer.from('some records '.repeat(100));

test('every codec gives back what it took, and none costs no copy', () => {
  for (const codec of codecNames) {
    expect(decompress(codec, compress(codec, records), records.length).equals(records)).toBe(true);
  }
  expect(compress('none', records)).toBe(records);
  expect(decompress('none', records, 0)).toBe(records);
});

test("the codec is in the three lowest attribute bits, by Kafka's numbers", () => {
  expect(codecIds).toEqual({ none: 0, gzip: 1 });
  expect(codecOf(0)).toBe('none');
  expect(codecOf(0b1111_1001)).toBe('gzip');
  expect(() => codecOf(4)).toThrow('codec 4 (zstd) is not supported; use one of: none, gzip');
});

test('[NET-10] decompression takes exactly the bound and not a byte more', () => {
  const block = compress('gzip', records);
  expect(decompress('gzip', block, records.length).length).toBe(records.length);
  expect(() => decompress('gzip', block, records.length - 1)).toThrow(
    expect.objectContaining({ code: 'CORRUPT_MESSAGE' }),
  );
});

test('gzip members one after the other are one block, as Java reads them', () => {
  const block = Buffer.concat([gzipSync(Buffer.from('one ')), gzipSync(Buffer.from('two'))]);
  expect(decompress('gzip', block, 100).toString()).toBe('one two');
});

test('a block that is cut or damaged is a typed error', () => {
  const block = compress('gzip', records);
  for (const bad of [block.subarray(0, -1), block.subarray(5), Buffer.alloc(0)]) {
    expect(() => decompress('gzip', bad, 10_000)).toThrow(
      expect.objectContaining({ code: 'CORRUPT_MESSAGE', retriable: false }),
    );
  }
});
