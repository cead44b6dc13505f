import { expect, test } from 'vitest';
import { decompressLz4 } from '../../../src/protocol/lz4-frame.ts';
import { xxhash32 } from '../../../src/protocol/xxhash32.ts';

/** A frame of one stored block, with whatever header. */
function frame(
  options: {
    flag?: number;
    descriptor?: number;
    contentBytes?: bigint;
    content?: Buffer;
    blockHash?: number;
    contentHash?: number;
  } = {},
): Buffer {
  const content = options.content ?? Buffer.from('text');
  const size = Buffer.alloc(options.contentBytes === undefined ? 0 : 8);
  if (options.contentBytes !== undefined) size.writeBigUInt64LE(options.contentBytes);
  const descriptor = Buffer.concat([
    Buffer.from([options.flag ?? 0x60, options.descriptor ?? 0x40]),
    size,
  ]);
  const word = (value: number | undefined) => {
    const bytes = Buffer.alloc(value === undefined ? 0 : 4);
    if (value !== undefined) bytes.writeUInt32LE(value);
    return bytes;
  };
  return Buffer.concat([
    Buffer.from('04224d18', 'hex'),
    descriptor,
    Buffer.from([(xxhash32(descriptor) >>> 8) & 0xff]),
    word((content.length | 0x8000_0000) >>> 0),
    content,
    word(options.blockHash),
    word(0),
    word(options.contentHash),
  ]);
}

test('a frame with every optional part', () => {
  const hash = xxhash32(Buffer.from('text'));
  const full = frame({ flag: 0x7c, contentBytes: 4n, blockHash: hash, contentHash: hash });
  expect(decompressLz4(full, 4).toString()).toBe('text');
});

test.each<[string, Buffer]>([
  ['frame version 2 is not 1', frame({ flag: 0xa0 })],
  ['its blocks refer to each other', frame({ flag: 0x40 })],
  ['it needs a dictionary', frame({ flag: 0x61 })],
  ['the frame has no valid header', frame({ flag: 0x62 })],
  ['the frame has no valid header', frame({ descriptor: 0x30 })],
  ['the frame has no valid header', frame({ descriptor: 0xc0 })],
  ['a frame says 5 bytes and holds 4', frame({ flag: 0x68, contentBytes: 5n })],
  ['more than 100 bytes', frame({ flag: 0x68, contentBytes: 2n ** 63n })],
  ['the checksum of a block does not match', frame({ flag: 0x70, blockHash: 1 })],
  ['the checksum of a content does not match', frame({ flag: 0x64, contentHash: 1 })],
  ['a block of 65537 bytes is over 65536', frame({ content: Buffer.alloc(65_537) })],
  ['there is no LZ4 frame', Buffer.concat([frame(), Buffer.from('more')])],
  ['it is cut off', frame().subarray(0, -1)],
])('refused: %s', (message, bytes) => {
  expect(() => decompressLz4(bytes, 100)).toThrow(message);
});

test('the checksum of the header is checked', () => {
  const bytes = frame();
  bytes[6] = (bytes[6] as number) ^ 1;
  expect(() => decompressLz4(bytes, 100)).toThrow('the checksum of a frame header does not match');
});
