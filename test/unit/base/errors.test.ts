import { expect, test } from 'vitest';
import { AssertionError, assert, assertDefined, unreachable } from '../../../src/base/assert.ts';
import { codeOf, messageOf, TidelogError, toError } from '../../../src/base/errors.ts';

test('an operating error has a code, says whether to try again, and keeps its cause', () => {
  const cause = new Error('below');
  const error = new TidelogError('STORAGE_ERROR', 'the disk failed', { retriable: true, cause });
  expect(error).toMatchObject({ code: 'STORAGE_ERROR', retriable: true, cause });
  expect(error.name).toBe('TidelogError');
  const plain = new TidelogError('X', 'y');
  expect(plain.retriable).toBe(false);
  expect('cause' in plain).toBe(false);
});

test('anything that was thrown has a message, and a code or none', () => {
  expect(messageOf(new Error('a'))).toBe('a');
  expect(messageOf('text')).toBe('text');
  expect(messageOf(undefined)).toBe('undefined');
  expect(codeOf(Object.assign(new Error('a'), { code: 'ENOENT' }))).toBe('ENOENT');
  for (const value of [new Error('a'), { code: 5 }, 'ENOENT', null, undefined]) {
    expect(codeOf(value)).toBeUndefined();
  }
});

test('what is an error already is not wrapped', () => {
  const error = new Error('a');
  expect(toError(error)).toBe(error);
  expect(toError('text').message).toBe('text');
});

test('a broken invariant throws what nobody takes for an operating error', () => {
  expect(() => assert(1 > 2, 'numbers are ordered')).toThrow(AssertionError);
  expect(() => assert(true, 'never')).not.toThrow();
  expect(() => assertDefined(undefined, 'it is there')).toThrow('it is there');
  expect(() => assertDefined(null, 'it is there')).toThrow(AssertionError);
  expect(assertDefined(0, 'it is there')).toBe(0);
  expect(() => unreachable('x' as never, 'kind')).toThrow('kind: unexpected "x"');
  expect(new AssertionError('x')).not.toBeInstanceOf(TidelogError);
});
