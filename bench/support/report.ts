/** The table for people. */
import type { Row } from './measure.ts';

const columns = [
  { key: 'workload', title: 'workload', width: 22 },
  { key: 'recordsPerSecond', title: 'records/s', width: 12 },
  { key: 'mbPerSecond', title: 'MB/s', width: 9 },
  { key: 'ceilingRecordsPerSecond', title: 'ceiling/s', width: 12 },
  { key: 'ratio', title: 'ratio', width: 8 },
] as const;

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => {
      const width = columns[i]?.width ?? 0;
      return i === 0 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('');
}

export function formatHeader(): string {
  return `${line(columns.map(({ title }) => title))}  more\n`;
}

export function formatRow(row: Row): string {
  const cells = columns.map(({ key }) => {
    const value = row[key];
    return typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '-');
  });
  const known = new Set<string>(columns.map(({ key }) => key));
  const more = Object.entries(row)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => `${key} ${value}`);
  return `${line(cells)}  ${more.join(', ')}\n`;
}
