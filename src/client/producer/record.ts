// A record as the caller gives it, and as it is written.
import { TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { RecordInput } from '../../protocol/records.ts';

/** Text is sent as UTF-8. Bytes must not be changed before the send has an outcome. */
export interface ProducerRecord {
  topic: string;
  /** Null is a tombstone on compacted topics. */
  value: string | Uint8Array | null;
  key?: string | Uint8Array | null | undefined;
  partition?: number | undefined;
  headers?:
    | Readonly<Record<string, string | Uint8Array | null>>
    | readonly { key: string; value: string | Uint8Array | null }[]
    | undefined;
  /** Milliseconds since 1970; the time of the call by default. */
  timestamp?: number | undefined;
}

const noHeaders: RecordInput['headers'] = [];

/** Throws INVALID_RECORD, which says what is wrong with which part. */
export function toRecordInput(record: ProducerRecord, nowMs: number): RecordInput {
  const timestamp = record.timestamp ?? nowMs;
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp >= 2 ** 51) {
    throw invalid(`timestamp ${timestamp} is not a whole number of milliseconds since 1970`);
  }
  return {
    timestamp,
    key: toBytes('key', record.key ?? null),
    value: toBytes('value', record.value),
    headers: record.headers === undefined ? noHeaders : toHeaders(record.headers),
  };
}

function toBytes(part: string, value: string | Uint8Array | null): Uint8Array | null {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value === null || value instanceof Uint8Array) return value;
  throw invalid(`its ${part} is of type ${typeof value}; it must be text, bytes or null`);
}

function toHeaders(headers: NonNullable<ProducerRecord['headers']>): RecordInput['headers'] {
  const list = isList(headers)
    ? headers
    : Object.entries(headers).map(([key, value]) => ({ key, value }));
  if (list.length > limits.headersPerRecordMax) {
    throw invalid(
      `it has ${list.length} headers; at most ${limits.headersPerRecordMax} are allowed`,
    );
  }
  return list.map(({ key, value }) => {
    if (typeof key !== 'string') throw invalid('a header has no key');
    return { key, value: toBytes(`header ${key}`, value) };
  });
}

function isList(
  headers: NonNullable<ProducerRecord['headers']>,
): headers is readonly { key: string; value: string | Uint8Array | null }[] {
  return Array.isArray(headers);
}

function invalid(what: string): TidelogError {
  return new TidelogError('INVALID_RECORD', `the record cannot be sent: ${what}`);
}
