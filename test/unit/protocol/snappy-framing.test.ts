import { expect, test } from 'vitest';
import { snappyLibrary } from '../../../src/protocol/codec-libraries.ts';
import { compressSnappy, decompressSnappy } from '../../../src/protocol/snappy-framing.ts';

const input = Buffer.from('some records '.repeat(10_000));

test('what is written stands in blocks of 32 KiB of input behind a header', () => {
  const framed = compressSnappy(input);
  const blocks: Buffer[] = [];
  for (let at = 16; at < framed.length; ) {
    const bytes = framed.readInt32BE(at);
    blocks.push(framed.subarray(at + 4, at + 4 + bytes));
    at += 4 + bytes;
  }
  const lengths = blocks.map((block) => snappyLibrary().uncompressSync(block).length);
  expect(lengths).toEqual([32_768, 32_768, 32_768, 31_696]);
});

test('a raw block is read too', () => {
  expect(decompressSnappy(snappyLibrary().compressSync(input), input.length).equals(input)).toBe(
    true,
  );
});

test('[NET-10] a claim is checked against the bound and against what can be, before anything is allocated', () => {
  const claimOf4GiB = Buffer.from('ffffffff0f00', 'hex');
  expect(() => decompressSnappy(claimOf4GiB, 2 ** 33)).toThrow('6 bytes cannot hold 4294967295');
  const claims200 = Buffer.concat([Buffer.from('c801', 'hex'), Buffer.alloc(100)]);
  expect(() => decompressSnappy(claims200, 199)).toThrow('more than 199 bytes');
  expect(() => decompressSnappy(claims200, 200)).toThrow('a block is damaged');
});

test('a length of a block that does not fit, and a framing of a later version', () => {
  const framed = compressSnappy(Buffer.from('text'));
  const changed = (at: number, value: number) => {
    const bytes = Buffer.from(framed);
    bytes.writeInt32BE(value, at);
    return bytes;
  };
  expect(() => decompressSnappy(changed(16, -1), 100)).toThrow('a block of -1 bytes does not fit');
  expect(() => decompressSnappy(changed(16, 1000), 100)).toThrow('a block of 1000 bytes');
  expect(() => decompressSnappy(changed(12, 2), 100)).toThrow('its framing needs version 2');
});
