// Records as rows of text, for archive and export. One row a record, with the columns
//
//   topic, partition, offset, timestamp       timestamp in milliseconds since 1970, -1 without one
//   key, key_encoding, value, value_encoding  see below
//   headers                                   a JSON array of {"key", "value", "encoding"}
//
//   encoding      the field holds
//   utf8          the text
//   base64        the bytes in base64: they are no UTF-8, or hold a NUL, which ends a text for many readers
//   null          nothing: there is no key, or the record is a tombstone. (An empty text is utf8.)
//   batch-base64  the whole batch as it is stored: its records could not be decoded. Only in the value of a row that
//                 stands for the batch, with its first offset
//
// CSV is that of RFC 4180: lines end with CRLF, the first one names the columns, a field with a quote, comma or line
// break stands in quotes, with its quotes doubled. NDJSON is one JSON object a line, null where there is nothing.
import { isUtf8 } from 'node:buffer';
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { maxTimestampAt, readBatchHeader } from '../protocol/record-batch.ts';
import { type LogRecord, readRecords } from '../protocol/records.ts';
import type { TopicPartition } from './file-names.ts';

export const rowFormats = ['csv', 'ndjson'] as const;
export type RowFormat = (typeof rowFormats)[number];

export const rowColumns = [
  'topic',
  'partition',
  'offset',
  'timestamp',
  'key',
  'key_encoding',
  'value',
  'value_encoding',
  'headers',
] as const;

type FieldEncoding = 'utf8' | 'base64' | 'null' | 'batch-base64';

interface Field {
  text: string | null;
  encoding: FieldEncoding;
}

interface Row {
  offset: number;
  timestamp: number;
  key: Field;
  value: Field;
  headers: { key: string; value: string | null; encoding: FieldEncoding }[];
}

export class RowWriter {
  readonly #place: TopicPartition;
  readonly #format: RowFormat;

  constructor(place: TopicPartition, format: RowFormat) {
    this.#place = place;
    this.#format = format;
  }

  /** What a file begins with. */
  get head(): string {
    return this.#format === 'csv' ? `${rowColumns.join(',')}\r\n` : '';
  }

  /** The records of a whole batch from an offset on. One that cannot be decoded ends in a row that holds the whole batch. */
  *rowsOf(batch: Buffer, fromOffset: number): Generator<string, void, undefined> {
    try {
      for (const record of readRecords(batch, limits.decompressedBytesMax)) {
        if (record.offset >= fromOffset) yield this.rowOf(record);
      }
    } catch (error) {
      if (!(error instanceof TidelogError)) throw error;
      yield this.#format === 'csv' ? this.#csv(rawBatch(batch)) : this.#ndjson(rawBatch(batch));
    }
  }

  rowOf({ offset, timestamp, key, value, headers }: LogRecord): string {
    const row: Row = {
      offset,
      timestamp,
      key: fieldOf(key),
      value: fieldOf(value),
      headers: headers.map((header) => {
        const { text, encoding } = fieldOf(header.value);
        return { key: header.key, value: text, encoding };
      }),
    };
    return this.#format === 'csv' ? this.#csv(row) : this.#ndjson(row);
  }

  #csv({ offset, timestamp, key, value, headers }: Row): string {
    const { topic, partition } = this.#place;
    // Names of topics and encodings need no quotes, and numbers neither.
    const fields = [
      topic,
      partition,
      offset,
      timestamp,
      csvField(key.text ?? ''),
      key.encoding,
      csvField(value.text ?? ''),
      value.encoding,
      csvField(JSON.stringify(headers)),
    ];
    return `${fields.join(',')}\r\n`;
  }

  #ndjson({ offset, timestamp, key, value, headers }: Row): string {
    const row = {
      ...this.#place,
      offset,
      timestamp,
      key: key.text,
      key_encoding: key.encoding,
      value: value.text,
      value_encoding: value.encoding,
      headers,
    };
    return `${JSON.stringify(row)}\n`;
  }
}

function fieldOf(bytes: Buffer | null): Field {
  if (bytes === null) return { text: null, encoding: 'null' };
  if (isUtf8(bytes) && !bytes.includes(0)) {
    return { text: bytes.toString('utf8'), encoding: 'utf8' };
  }
  return { text: bytes.toString('base64'), encoding: 'base64' };
}

function rawBatch(batch: Buffer): Row {
  return {
    offset: readBatchHeader(batch).baseOffset,
    timestamp: maxTimestampAt(batch, 0),
    key: { text: null, encoding: 'null' },
    value: { text: batch.toString('base64'), encoding: 'batch-base64' },
    headers: [],
  };
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
