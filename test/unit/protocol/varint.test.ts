import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { VarintReader, varintBytes, writeVarint } from '../../../src/protocol/varint.ts';

const limit = 2 ** 52 - 1;

function write(value: number): Buffer {
  const target = Buffer.alloc(16);
  return target.subarray(0, writeVarint(target, value, 0));
}

function read(bytes: Buffer): { value: number; position: number } {
  const reader = new VarintReader(bytes, 0, bytes.length);
  return { value: reader.next(), position: reader.position };
}

/** Zig-zag and base 128 by the book, on big integers. */
function byTheBook(value: number): number[] {
  let left = value >= 0 ? BigInt(value) * 2n : BigInt(value) * -2n - 1n;
  const bytes: number[] = [];
  for (; left >= 128n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return [...bytes, Number(left)];
}

test('the first numbers have the bytes that protobuf documents for sint', () => {
  expect([0, -1, 1, -2, 2, 63, -64].map((value) => [...write(value)])).toEqual([
    [0],
    [1],
    [2],
    [3],
    [4],
    [126],
    [127],
  ]);
  expect([...write(64)]).toEqual([0x80, 0x01]);
  expect([...write(300)]).toEqual([0xd8, 0x04]);
});

test('every whole number within 2^52 - 1 comes back from the bytes of the book', () => {
  const bounds = [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32, limit, -limit];
  const powers = Array.from({ length: 52 }, (_, i) => 2 ** i);
  for (const value of [...bounds, ...powers, ...powers.map((power) => -power)]) {
    const bytes = write(value);
    expect([...bytes], String(value)).toEqual(byTheBook(value));
    expect(varintBytes(value)).toBe(bytes.length);
    expect(read(bytes)).toEqual({ value, position: bytes.length });
  }
  fc.assert(
    fc.property(fc.integer({ min: -limit, max: limit }), (value) => {
      expect([...write(value)]).toEqual(byTheBook(value));
      expect(read(write(value)).value).toBe(value);
    }),
  );
});

test('a number that is too large to be exact is refused when it is written', () => {
  for (const value of [2 ** 52, -(2 ** 52), Number.POSITIVE_INFINITY, Number.NaN]) {
    expect(() => write(value), String(value)).toThrow(AssertionError);
  }
});

test('a number that is cut off is refused, wherever it is cut', () => {
  const bytes = write(limit);
  for (let length = 0; length < bytes.length; length++) {
    expect(() => read(bytes.subarray(0, length))).toThrow('cut off');
  }
});

test('a number beyond 2^52 - 1 or longer than any is refused', () => {
  const long = Buffer.concat([Buffer.alloc(9, 0xff), Buffer.from([1])]);
  expect(() => read(long)).toThrow('longer than 2^52 - 1 needs');
  expect(() => read(Buffer.alloc(1_000, 0x80))).toThrow('longer than 2^52 - 1 needs');
  const beyond = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
  expect(() => read(beyond)).toThrow('beyond 2^52 - 1');
});

test('numbers are read one after the other, and parts are skipped within the end', () => {
  const bytes = Buffer.concat([write(5), Buffer.from('key'), write(-7)]);
  const reader = new VarintReader(bytes, 0, bytes.length);
  expect(reader.next()).toBe(5);
  reader.skip(3);
  expect(reader.next()).toBe(-7);
  expect(() => reader.skip(1)).toThrow('does not fit');
  expect(() => reader.skip(-1)).toThrow('does not fit');
  expect(() => reader.next()).toThrow('cut off');
});
