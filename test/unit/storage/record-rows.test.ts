import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBatch, type RecordInput } from '../../../src/protocol/records.ts';
import { type RowFormat, RowWriter, rowColumns } from '../../../src/storage/record-rows.ts';
import { readCsv, readCsvTable } from '../../support/csv-reader.ts';

const place = { topic: 't', partition: 3 };

function textOf(records: RecordInput[], format: RowFormat, fromOffset = 0): string {
  const rows = new RowWriter(place, format);
  return rows.head + [...rows.rowsOf(encodeBatch(records, 'none'), fromOffset)].join('');
}

const record = (value: string | Buffer | null, more: Partial<RecordInput> = {}): RecordInput => ({
  timestamp: 1_700_000_000_000,
  key: null,
  value: value === null ? null : Buffer.from(value as string),
  headers: [],
  ...more,
});

const hard: RecordInput[] = [
  record('plain', { key: Buffer.from('k') }),
  record(null, { key: Buffer.alloc(0) }),
  record('', {
    headers: [
      { key: 'a,b', value: Buffer.from('"') },
      { key: 'n', value: null },
    ],
  }),
  record('comma, "quote"\r\nline\nfeed\rreturn'),
  record(Buffer.from([0xff, 0xfe, 0x80])),
  record('nul \0 inside'),
  record('žluťoučký kůň 🐎  é = +1'),
];

function bytesOf(text: string, encoding: string): Buffer | null {
  if (encoding === 'null') return null;
  return encoding === 'utf8' ? Buffer.from(text) : Buffer.from(text, 'base64');
}

const same = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes));

function expectRows(rows: Record<string, string>[], records: RecordInput[]): void {
  expect(rows.map((row) => bytesOf(row.value ?? '', row.value_encoding ?? ''))).toEqual(
    records.map(({ value }) => same(value)),
  );
  expect(rows.map((row) => bytesOf(row.key ?? '', row.key_encoding ?? ''))).toEqual(
    records.map(({ key }) => same(key)),
  );
  const headers = rows.map((row) =>
    (JSON.parse(row.headers ?? '') as { key: string; value: string; encoding: string }[]).map(
      ({ key, value, encoding }) => ({ key, value: bytesOf(value, encoding) }),
    ),
  );
  expect(headers).toEqual(
    records.map((input) => input.headers.map(({ key, value }) => ({ key, value: same(value) }))),
  );
}

test('a reader written from RFC 4180 reads back every byte', () => {
  const text = textOf(hard, 'csv');
  expect(readCsv(text)[0]).toEqual([...rowColumns]);
  const rows = readCsvTable(text);
  expectRows(rows, hard);
  expect(rows[4]).toMatchObject({ topic: 't', partition: '3', offset: '4' });
  expect(rows.map(({ value_encoding }) => value_encoding)).toEqual([
    'utf8',
    'null',
    'utf8',
    'utf8',
    'base64',
    'base64',
    'utf8',
  ]);
});

test('any records come back, from CSV and from NDJSON', () => {
  const bytes = fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array)),
      fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.constantFrom('"', ',', '\r\n', '\n', '""', '\0').map((text) => Buffer.from(text)),
    ),
  );
  const header = fc.record({ key: fc.string({ maxLength: 5 }), value: bytes });
  const records = fc.array(
    fc.record({
      timestamp: fc.nat(),
      key: bytes,
      value: bytes,
      headers: fc.array(header, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(records, (inputs) => {
      expectRows(readCsvTable(textOf(inputs, 'csv')), inputs);
      const lines = textOf(inputs, 'ndjson').trimEnd().split('\n');
      const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expectRows(
        rows.map((row) => ({
          ...(row as Record<string, string>),
          headers: JSON.stringify(row.headers),
        })),
        inputs,
      );
      expect(rows.map(({ offset }) => offset)).toEqual(inputs.map((_, i) => i));
      expect(rows.map(({ timestamp }) => timestamp)).toEqual(
        inputs.map((input) => input.timestamp),
      );
    }),
    { numRuns: 300, seed: 20_261_124 },
  );
});

test('rows begin at the offset asked for', () => {
  expect(readCsvTable(textOf(hard, 'csv', 5)).map(({ offset }) => offset)).toEqual(['5', '6']);
});

test('a batch that cannot be decoded is a row with all its bytes', () => {
  const batch = encodeBatch([record('a'.repeat(100)), record('b')], 'gzip');
  batch.fill(0xee, 65);
  const rows = new RowWriter(place, 'csv');
  const [row] = readCsvTable(rows.head + [...rows.rowsOf(batch, 0)].join(''));
  expect(row).toMatchObject({ offset: '0', key_encoding: 'null', value_encoding: 'batch-base64' });
  expect(Buffer.from(row?.value ?? '', 'base64')).toEqual(batch);
});

test("Python's csv module reads the same fields", (context) => {
  const script =
    'import csv,io,json,sys; ' +
    'text=io.TextIOWrapper(sys.stdin.buffer,encoding="utf-8",newline=""); ' +
    'print(json.dumps(list(csv.reader(text,strict=True))))';
  const text = textOf(hard, 'csv');
  const python = spawnSync('python3', ['-c', script], { input: text, encoding: 'utf8' });
  if (python.error) {
    process.stderr.write('SKIP: python3 is not there, so its csv module was not asked\n');
    context.skip('python3 is not there');
  }
  expect(python.stderr).toBe('');
  expect(JSON.parse(python.stdout)).toEqual(readCsv(text));
});
