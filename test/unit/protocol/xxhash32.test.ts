import { expect, test } from 'vitest';
import { xxhash32 } from '../../../src/protocol/xxhash32.ts';

// From the specification's authors: xxhsum's sanity checks and the python-xxhash documentation, seed 0.
test.each([
  ['', 0x02cc5d05],
  ['a', 0x550d7456],
  ['abc', 0x32d153ff],
  ['Nobody inspects the spammish repetition', 0xe2293b2f],
])('XXH32 of "%s"', (text, hash) => {
  expect(xxhash32(Buffer.from(text))).toBe(hash);
});
