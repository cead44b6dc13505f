import { expect, test } from 'vitest';
import { formatTable } from '../../../src/cli/table.ts';

test('aligns text to the left and numbers to the right', () => {
  const table = formatTable(
    ['name', 'n'],
    [
      ['a', 100],
      ['long', 2],
    ],
  );
  expect(table).toBe('name    n\na     100\nlong    2\n');
});

test('without rows is its head', () => {
  expect(formatTable(['name', 'partitions'], [])).toBe('name  partitions\n');
});
