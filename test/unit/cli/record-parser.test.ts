import { describe, expect, test } from 'vitest';
import { createRecordParser, type RecordParserOptions } from '../../../src/cli/record-parser.ts';

function parse(
  options: RecordParserOptions,
  text: string,
  number = 1,
): [unknown, unknown] | undefined {
  const line = { number, bytes: Buffer.from(text), isTooLong: false };
  const record = createRecordParser(options)(line);
  return record && [record.key?.toString() ?? null, record.value?.toString() ?? null];
}

describe('lines', () => {
  test('are values without keys, empty ones too', () => {
    expect(parse({}, 'a\tb')).toEqual([null, 'a\tb']);
    expect(parse({}, '')).toEqual([null, '']);
  });

  test('are split at the first separator', () => {
    expect(parse({ keySeparator: ':' }, 'k:v:w')).toEqual(['k', 'v:w']);
    expect(parse({ keySeparator: '::' }, '::v')).toEqual(['', 'v']);
  });

  test('without the separator are refused with their number', () => {
    expect(() => parse({ keySeparator: '\t' }, 'key value', 7)).toThrow(
      'line 7 has no key separator "\\t": key value',
    );
  });

  test('that are too long are refused', () => {
    const line = { number: 3, bytes: Buffer.alloc(0), isTooLong: true };
    expect(() => createRecordParser({})(line)).toThrow('line 3 is longer than a record can be');
  });
});

describe('JSON lines', () => {
  const flight =
    '{"origin":"DTW","delay":66,"plane":{"id":["a","b"]},"a.b":"dotted","gone":null,"late":true}';

  test.each([
    ['origin', 'DTW'],
    ['delay', '66'],
    ['late', 'true'],
    ['plane.id.1', 'b'],
    ['plane.id', '["a","b"]'],
    ['a.b', 'dotted'],
  ])('take the key from %s, and the whole line as the value', (keyField, key) => {
    expect(parse({ keyField }, flight)).toEqual([key, flight]);
  });

  test('take the value from a field, where null means no value', () => {
    expect(parse({ keyField: 'origin', valueField: 'plane' }, flight)).toEqual([
      'DTW',
      '{"id":["a","b"]}',
    ]);
    expect(parse({ keyField: 'origin', valueField: 'gone' }, flight)).toEqual(['DTW', null]);
    expect(parse({ valueField: 'delay' }, flight)).toEqual([null, '66']);
  });

  test('that are blank hold nothing', () => {
    expect(parse({ keyField: 'origin' }, ' ')).toBeUndefined();
  });

  test.each([
    ['{"origin": ', 'origin', /^line 12 is not JSON \(.+\): \{"origin": $/],
    ['DTW', 'origin', /^line 12 is not JSON/],
    ['{"from":"DTW"}', 'origin', /^line 12 has no field "origin": \{"from":"DTW"\}$/],
    ['{"origin":null}', 'origin', /^line 12 has null in the key field "origin"$/],
    ['{"origin":"DTW"}', 'origin.code', /^line 12 has no field "origin.code"/],
    ['"DTW"', 'length', /^line 12 has no field "length"/],
    ['{}', 'constructor', /^line 12 has no field "constructor"/],
    ['[1]', 'origin', /^line 12 has no field/],
    ['null', 'origin', /^line 12 has no field/],
  ])('that are %s are refused with their number', (text, keyField, message) => {
    expect(() => parse({ keyField }, text, 12)).toThrow(message);
  });

  test('are quoted in errors only up to a point', () => {
    expect(() => parse({ keyField: 'a' }, `{"b":"${'x'.repeat(1_000)}"}`)).toThrow(/^.{30,100}…$/);
  });
});
