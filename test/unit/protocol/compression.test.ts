import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codecIds,
  codecNames,
  codecOf,
  compress,
  decompress,
} from '../../../src/protocol/compression.ts';

const records = Buffer.from('some records '.repeat(100));
const compressing = codecNames.filter((codec) => codec !== 'none');
const corrupt = expect.objectContaining({ code: 'CORRUPT_MESSAGE', retriable: false });

/** Bytes that do not compress, the same in every run. */
function noise(bytes: number): Buffer {
  const result = Buffer.alloc(bytes);
  for (let i = 0, state = 1; i < bytes; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    result[i] = state >>> 16;
  }
  return result;
}

test('every codec gives back what it took, and none costs no copy', () => {
  const inputs = [
    records,
    Buffer.alloc(0),
    Buffer.from('x'),
    noise(100_000),
    Buffer.alloc(3 << 20),
  ];
  for (const codec of codecNames) {
    for (const input of inputs) {
      expect(decompress(codec, compress(codec, input), input.length).equals(input)).toBe(true);
    }
  }
  expect(compress('none', records)).toBe(records);
  expect(decompress('none', records, 0)).toBe(records);
});

test('every codec gives back any bytes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codecNames),
      fc.uint8Array({ maxLength: 2_000 }),
      fc.integer({ min: 1, max: 100 }),
      (codec, piece, times) => {
        const input = Buffer.concat(Array.from({ length: times }, () => piece));
        expect(decompress(codec, compress(codec, input), input.length).equals(input)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test("the codec is in the three lowest attribute bits, by Kafka's numbers", () => {
  expect(codecIds).toEqual({ none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 });
  expect(codecNames.map((name) => codecIds[name])).toEqual([0, 1, 2, 3, 4]);
  expect(codecOf(0)).toBe('none');
  expect(codecOf(0b1111_1001)).toBe('gzip');
  expect(codecOf(4)).toBe('zstd');
  for (const id of [5, 6, 7]) {
    expect(() => codecOf(id)).toThrow(
      `compression codec ${id} does not exist; use one of: none, gzip, snappy, lz4, zstd`,
    );
  }
});

describe.each(compressing)('%s', (codec) => {
  test('[NET-10] decompression takes exactly the bound and not a byte more', () => {
    const block = compress(codec, records);
    expect(decompress(codec, block, records.length).length).toBe(records.length);
    for (const bytesMax of [records.length - 1, 1, 0]) {
      expect(() => decompress(codec, block, bytesMax)).toThrow(
        `decompress to more than ${bytesMax} bytes`,
      );
    }
  });

  test('[NET-10] a bomb is refused at its bound', () => {
    const bomb = compress(codec, Buffer.alloc(48 << 20));
    expect(() => decompress(codec, bomb, 1 << 20)).toThrow('decompress to more than 1048576 bytes');
  });

  test('a block that is cut anywhere is a typed error', () => {
    const block = compress(codec, records);
    for (let bytes = 0; bytes < block.length; bytes++) {
      const cut = block.subarray(0, bytes);
      // Xerial framing has no end: cut between two blocks it is a shorter stream.
      if (codec === 'snappy' && bytes === 16) continue;
      expect(() => decompress(codec, cut, 10_000), `cut to ${bytes}`).toThrow(corrupt);
    }
  });

  test('garbage is a typed error', () => {
    for (const bytes of [1, 8, 100, 10_000]) {
      expect(() => decompress(codec, noise(bytes), 10_000)).toThrow(corrupt);
      expect(() => decompress(codec, Buffer.alloc(bytes, 0xff), 10_000)).toThrow(corrupt);
    }
  });

  test('a block with changed bytes gives bytes within the bound or a typed error', () => {
    const block = compress(codec, Buffer.concat([records, noise(300)]));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(block.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        (changes) => {
          const changed = Buffer.from(block);
          for (const [at, byte] of changes) changed[at] = byte;
          let bytes = 0;
          try {
            bytes = decompress(codec, changed, 5_000).length;
          } catch (error) {
            expect(error).toEqual(corrupt);
          }
          expect(bytes).toBeLessThanOrEqual(5_000);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('members and frames one after the other are one block', () => {
  const join = (encode: (input: Buffer) => Buffer) =>
    Buffer.concat([encode(Buffer.from('one ')), encode(Buffer.from('two'))]);
  expect(decompress('gzip', join(gzipSync), 7).toString()).toBe('one two');
  expect(decompress('zstd', join(zstdCompressSync), 7).toString()).toBe('one two');
  for (const codec of ['snappy', 'lz4'] as const) {
    const block = join((input) => compress(codec, input));
    expect(decompress(codec, block, 7).toString()).toBe('one two');
    expect(() => decompress(codec, block, 6)).toThrow('more than 6 bytes');
  }
  expect(() => decompress('zstd', join(zstdCompressSync), 6)).toThrow('more than 6 bytes');
});
