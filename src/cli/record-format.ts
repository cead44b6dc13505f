// How `tidelog consume` prints a record.
import { isUtf8 } from 'node:buffer';

export const recordFormats = ['text', 'value', 'key-value', 'json'] as const;
export type RecordFormat = (typeof recordFormats)[number];

export interface PrintableRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since 1970. */
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: readonly { key: string; value: Buffer | null }[];
}

const LF = Buffer.from('\n');
const TAB = Buffer.from('\t');
const nothing = Buffer.alloc(0);

/** Returns the line of a record, with its end. */
export function recordFormatter(
  format: RecordFormat,
): (record: PrintableRecord) => string | Uint8Array {
  switch (format) {
    case 'text':
      return formatText;
    case 'json':
      return formatJson;
    case 'value':
      return ({ value }) => Buffer.concat([value ?? nothing, LF]);
    case 'key-value':
      return ({ key, value }) => Buffer.concat([key ?? nothing, TAB, value ?? nothing, LF]);
  }
}

/** Partition, offset, timestamp, key and value with tabs between: one line whatever the bytes are. `-` is no key, no value. */
function formatText({ partition, offset, timestamp, key, value }: PrintableRecord): string {
  const time = formatTime(timestamp);
  return `${partition}\t${offset}\t${time}\t${formatBytes(key)}\t${formatBytes(value)}\n`;
}

function formatTime(timestamp: number): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString();
}

/** One line whatever the bytes are: text as it is, other bytes escaped. */
export function formatBytes(bytes: Buffer | null): string {
  if (bytes === null) {
    return '-';
  }
  const text = isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
  const unprintable = isUtf8(bytes) ? /[\p{Cc}\\]/gu : /[^\x20-\x7e]|\\/g;
  return text.replace(unprintable, escapeCharacter);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '\\':
      return '\\\\';
    case '\n':
      return '\\n';
    case '\t':
      return '\\t';
    case '\r':
      return '\\r';
    default:
      return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  }
}

/** Loses nothing: bytes that are no text stand in a field of their own, in base64. */
function formatJson(record: PrintableRecord): string {
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  const line = {
    topic,
    partition,
    offset,
    timestamp,
    ...jsonField('key', key),
    ...jsonField('value', value),
    headers: headers.map((header) => ({ key: header.key, ...jsonField('value', header.value) })),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Bytes as text when they are UTF-8, else in base64 under another name. */
export function jsonField(name: string, bytes: Buffer | null): Record<string, string | null> {
  if (bytes === null || isUtf8(bytes)) {
    return { [name]: bytes === null ? null : bytes.toString('utf8') };
  }
  return { [`${name}Base64`]: bytes.toString('base64') };
}
