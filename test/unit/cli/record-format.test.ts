import { expect, test } from 'vitest';
import { type PrintableRecord, recordFormatter } from '../../../src/cli/record-format.ts';

const record: PrintableRecord = {
  topic: 'flights',
  partition: 3,
  offset: 42,
  timestamp: 978_310_020_000,
  key: Buffer.from('DTW'),
  value: Buffer.from('a\tb\nc\\'),
  headers: [{ key: 'h', value: Buffer.from('x') }],
};
const binary = { ...record, key: null, value: Buffer.from([0x41, 0xff, 0x00]), headers: [] };

test('text has partition, offset, timestamp, key and value on one line', () => {
  const format = recordFormatter('text');
  expect(format(record)).toBe('3\t42\t2001-01-01T00:47:00.000Z\tDTW\ta\\tb\\nc\\\\\n');
  expect(format(binary)).toBe('3\t42\t2001-01-01T00:47:00.000Z\t-\tA\\xff\\x00\n');
});

test('value and key-value give the bytes as they are', () => {
  expect(recordFormatter('value')(binary)).toEqual(Buffer.from([0x41, 0xff, 0x00, 0x0a]));
  expect(recordFormatter('key-value')(record)).toEqual(Buffer.from('DTW\ta\tb\nc\\\n'));
});

test('json loses nothing', () => {
  const format = recordFormatter('json');
  expect(JSON.parse(format(record).toString())).toEqual({
    topic: 'flights',
    partition: 3,
    offset: 42,
    timestamp: 978_310_020_000,
    key: 'DTW',
    value: 'a\tb\nc\\',
    headers: [{ key: 'h', value: 'x' }],
  });
  expect(JSON.parse(format(binary).toString())).toMatchObject({ key: null, valueBase64: 'Qf8A' });
  expect(format(record)).toMatch(/^[^\n]+\n$/);
});

test('a timestamp that is no date is printed as a number', () => {
  expect(recordFormatter('text')({ ...record, timestamp: 9e15 })).toMatch(
    /^3\t42\t9000000000000000\t/,
  );
});
