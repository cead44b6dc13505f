import { describe, expect, test } from 'vitest';
import { parsePosition } from '../../../src/cli/positions.ts';

describe('parsePosition', () => {
  test.each([
    ['earliest', 'earliest'],
    ['latest', 'latest'],
    ['0', { offset: 0 }],
    ['42', { offset: 42 }],
    ['-10', { last: 10 }],
    ['2001-01-01T00:47:00Z', { timestamp: 978_310_020_000 }],
    ['2001-01-01T01:47:00.500+01:00', { timestamp: 978_310_020_500 }],
    ['2001-01-01', { timestamp: 978_307_200_000 }],
  ])('reads %s', (text, position) => {
    expect(parsePosition(text)).toEqual(position);
  });

  test.each(['', 'first', '1.5', '--1', '2001-13-01', '01/02/2001', '5 minutes ago', 'Earliest'])(
    'refuses "%s", and says what is allowed',
    (text) => {
      expect(() => parsePosition(text)).toThrow(
        `"${text}" is not a position; it must be earliest, latest, an offset such as 42, -N`,
      );
    },
  );

  test('refuses numbers that mean nothing', () => {
    expect(() => parsePosition('-0')).toThrow(/say latest/);
    expect(() => parsePosition('99999999999999999')).toThrow(/at most 9007199254740991/);
  });
});
