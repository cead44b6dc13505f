import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { splitZstdFrames } from '../../../src/protocol/zstd-frame.ts';

const one = zstdCompressSync(Buffer.from('one'));
const long = zstdCompressSync(Buffer.alloc(500_000, 'abc'));
const skippable = Buffer.from('512a4d1803000000aabbcc', 'hex');
const bytesMax = 1 << 20;

test('frames are found where they end; skippable ones are left out', () => {
  const frames = splitZstdFrames(Buffer.concat([one, skippable, long, one]), bytesMax);
  expect(frames.map((frame) => frame.length)).toEqual([one.length, long.length, one.length]);
  expect(frames[1]?.equals(long)).toBe(true);
});

test('[NET-10] what the frames claim together is checked against the bound', () => {
  expect(splitZstdFrames(Buffer.concat([long, long]), 1_000_000)).toHaveLength(2);
  expect(() => splitZstdFrames(Buffer.concat([long, long]), 999_999)).toThrow('more than 999999');
});

test('a frame that is cut off, an unknown block, and bytes that are no frame', () => {
  for (let bytes = 0; bytes < one.length; bytes++) {
    expect(() => splitZstdFrames(one.subarray(0, bytes), bytesMax)).toThrow('it is cut off');
  }
  expect(() => splitZstdFrames(skippable.subarray(0, -1), bytesMax)).toThrow('it is cut off');
  expect(() => splitZstdFrames(Buffer.from('28b52ffd0000070000', 'hex'), bytesMax)).toThrow(
    'a block has an unknown type',
  );
  expect(() => splitZstdFrames(Buffer.concat([one, Buffer.from('more')]), bytesMax)).toThrow(
    'there is no Zstandard frame',
  );
});

test('[NET-10] more frames than anybody needs are refused before they cost a decoder each', () => {
  const many = Array.from({ length: 1_025 }, () => one);
  expect(splitZstdFrames(Buffer.concat(many.slice(1)), bytesMax)).toHaveLength(1_024);
  expect(() => splitZstdFrames(Buffer.concat(many), bytesMax)).toThrow('more than 1024');
});
