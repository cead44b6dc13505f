import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUuid, UUID_BYTES, uuidFromBytes, uuidToBytes } from '../../../src/base/uuid.ts';

const sixteen = fc.uint8Array({ minLength: UUID_BYTES, maxLength: UUID_BYTES });

test('bytes and text are the same id, in 22 characters', () => {
  fc.assert(
    fc.property(sixteen, (bytes) => {
      const id = uuidFromBytes(bytes);
      expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect([...uuidToBytes(id)]).toEqual([...bytes]);
      expect(parseUuid(id)).toBe(id);
    }),
  );
});

test("an id is written as Kafka's Uuid.toString writes it", () => {
  const bytes = Buffer.from('5b0f26f73f4f4f3d8a1c9d1f5e6a7b80', 'hex');
  expect(uuidFromBytes(bytes)).toBe('Ww8m9z9PTz2KHJ0fXmp7gA');
});

test('bytes inside a larger buffer are read from their own place', () => {
  const large = Buffer.from([9, ...new Array<number>(16).fill(1), 9]);
  expect([...uuidToBytes(uuidFromBytes(large.subarray(1, 17)))]).toEqual(new Array(16).fill(1));
});

test('another number of bytes is refused', () => {
  for (const length of [0, 15, 17]) {
    expect(() => uuidFromBytes(Buffer.alloc(length))).toThrow(`this one has ${length}`);
  }
});

test('text that is no id is refused with its value', () => {
  const bad = [
    '',
    'abc',
    'Ww8m9z9PTz2KHJ0fXmp7gAA',
    'Ww8m9z9PTz2KHJ0fXmp7g=',
    'Ww8m9z9PTz2KHJ0fXmp7gB',
    '!!8m9z9PTz2KHJ0fXmp7gA',
  ];
  for (const text of bad) {
    expect(() => parseUuid(text), text).toThrow(`"${text}" is not an id`);
  }
});
