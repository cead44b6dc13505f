import { expect, test } from 'vitest';
import {
  checkedBy,
  integerBetween,
  keyAndValue,
  repeatable,
} from '../../../src/cli/option-parsers.ts';

test('whole numbers are read within their bounds, both inclusive', () => {
  const parse = integerBetween(1, 10);
  expect(['1', '10', '007'].map(parse)).toEqual([1, 10, 7]);
  for (const text of ['0', '11', '1.5', '', ' 1', '1e1', 'x', '0x1']) {
    expect(() => parse(text)).toThrow('It must be a whole number from 1 to 10.');
  }
});

test('keys and values are split at the first =', () => {
  expect(keyAndValue('a=b=c')).toEqual(['a', 'b=c']);
  expect(keyAndValue('a=')).toEqual(['a', '']);
  expect(() => keyAndValue('=b')).toThrow('It must be key=value.');
});

test('repeated options are gathered in order', () => {
  const parse = repeatable(integerBetween(0, 9));
  expect(parse('2', parse('1', undefined))).toEqual([1, 2]);
});

test("another reader's error becomes the option's", () => {
  const parse = checkedBy(() => {
    throw new Error('that is nothing');
  });
  expect(() => parse('x')).toThrow('that is nothing.');
});
