import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { readInt64, writeInt64 } from '../../../src/protocol/int64.ts';

const edges = [0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), 2 ** 32 - 1, -(2 ** 32) - 1];
const limits = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

function check(value: number): void {
  const bytes = Buffer.alloc(10);
  writeInt64(bytes, value, 1);
  expect(bytes.readBigInt64BE(1), String(value)).toBe(BigInt(value));
  expect(readInt64(bytes, 1)).toBe(value);
}

test('every whole number within 2^53 - 1 is written and read as node does', () => {
  for (const value of [...edges, ...limits]) check(value);
  fc.assert(fc.property(fc.maxSafeInteger(), check));
});

test('a number beyond 2^53 - 1 is refused when it is read, however little it is beyond', () => {
  const beyond = [2n ** 53n, -(2n ** 53n), 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];
  for (const value of beyond) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(value);
    expect(() => readInt64(bytes, 0), String(value)).toThrow('beyond 2^53 - 1');
  }
});

test('what is no whole number within 2^53 - 1 is never written', () => {
  for (const value of [2 ** 53, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => writeInt64(Buffer.alloc(8), value, 0), String(value)).toThrow(AssertionError);
  }
});
