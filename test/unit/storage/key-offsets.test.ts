import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyOffsets, slotBytes } from '../../../src/storage/key-offsets.ts';

test('it has the last offset of every key, like a map', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 300 }), (keys) => {
      const offsets = new KeyOffsets({ keysExpected: keys.length, bytesMax: 1 << 20 });
      const model = new Map<string, number>();
      for (const [offset, bytes] of keys.entries()) {
        const key = Buffer.from(bytes);
        expect(offsets.put(key, offset)).toBe(true);
        model.set(key.toString('hex'), offset);
      }
      expect(offsets.keys).toBe(model.size);
      for (const [hex, offset] of model) expect(offsets.get(Buffer.from(hex, 'hex'))).toBe(offset);
      expect(offsets.get(Buffer.from('longer than any'))).toBeUndefined();
    }),
  );
});

test('[LOG-10] it never takes more memory than it may, refuses new keys when full, and still takes known ones', () => {
  const bytesMax = slotBytes * 100;
  const offsets = new KeyOffsets({ keysExpected: 1_000_000, bytesMax });
  expect(offsets.memoryBytes).toBeLessThanOrEqual(bytesMax);
  let taken = 0;
  while (offsets.put(Buffer.from(`key ${taken}`), taken)) taken += 1;
  expect(taken).toBe(75);
  expect(offsets.put(Buffer.from('key 3'), 500)).toBe(true);
  expect(offsets.get(Buffer.from('key 3'))).toBe(500);
  expect(offsets.get(Buffer.from(`key ${taken}`))).toBeUndefined();
});

test('there is room for one key at least, so that every pass gets on', () => {
  const offsets = new KeyOffsets({ keysExpected: 0, bytesMax: 0 });
  expect(offsets.put(Buffer.from('a'), 0)).toBe(true);
  expect(offsets.put(Buffer.from('b'), 1)).toBe(false);
});
