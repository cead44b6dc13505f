// Makes records out of lines: the whole line is the value, or the line is JSON that has key and value in fields, or a
// separator stands between key and value.
import { messageOf, TidelogError } from '../base/errors.ts';
import type { Line } from './line-reader.ts';

export interface RecordParserOptions {
  /** Path of the key in a JSON line, such as `user.id`. */
  keyField?: string;
  /** Path of the value in a JSON line. Without it the value is the whole line. */
  valueField?: string;
  /** What stands between key and value. */
  keySeparator?: string;
}

export interface ParsedRecord {
  key: Buffer | null;
  value: Buffer | null;
}

/** Returns undefined for a line that holds nothing to send. Throws BAD_INPUT, which names the line. */
export type RecordParser = (line: Line) => ParsedRecord | undefined;

const excerptCharsMax = 60;

export function createRecordParser(options: RecordParserOptions): RecordParser {
  const { keyField, valueField, keySeparator } = options;
  if (keyField !== undefined || valueField !== undefined) {
    return withLength((line) => parseJsonLine(line, keyField, valueField));
  }
  if (keySeparator !== undefined) {
    const separator = Buffer.from(keySeparator);
    return withLength((line) => splitLine(line, separator, keySeparator));
  }
  return withLength((line) => ({ key: null, value: line.bytes }));
}

function withLength(parse: RecordParser): RecordParser {
  return (line) => {
    if (line.isTooLong) {
      throw badInput(line, 'is longer than a record can be');
    }
    return parse(line);
  };
}

function parseJsonLine(
  line: Line,
  keyField: string | undefined,
  valueField: string | undefined,
): ParsedRecord | undefined {
  const text = line.bytes.toString('utf8');
  if (text.trim() === '') {
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw badInput(line, `is not JSON (${messageOf(error)}): ${excerpt(text)}`);
  }
  return {
    key: keyField === undefined ? null : keyAt(line, json, keyField),
    value: valueField === undefined ? line.bytes : fieldBytes(fieldAt(line, json, valueField)),
  };
}

function keyAt(line: Line, json: unknown, path: string): Buffer {
  const key = fieldBytes(fieldAt(line, json, path));
  if (key === null) {
    throw badInput(line, `has null in the key field "${path}"`);
  }
  return key;
}

/** A field whose very name is the path comes first; else the dots lead down into objects and arrays. */
function fieldAt(line: Line, json: unknown, path: string): unknown {
  const whole = memberOf(json, path);
  const found = whole !== undefined ? whole : path.split('.').reduce(memberOf, json);
  if (found === undefined) {
    throw badInput(line, `has no field "${path}": ${excerpt(line.bytes.toString('utf8'))}`);
  }
  return found;
}

function memberOf(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) {
    return undefined;
  }
  return (json as Record<string, unknown>)[name];
}

/** A string is its text; anything else is its JSON. */
function fieldBytes(field: unknown): Buffer | null {
  if (field === null) {
    return null;
  }
  return Buffer.from(typeof field === 'string' ? field : JSON.stringify(field));
}

function splitLine(line: Line, separator: Buffer, shown: string): ParsedRecord {
  const at = line.bytes.indexOf(separator);
  if (at < 0) {
    const found = excerpt(line.bytes.toString('utf8'));
    throw badInput(line, `has no key separator ${JSON.stringify(shown)}: ${found}`);
  }
  return {
    key: line.bytes.subarray(0, at),
    value: line.bytes.subarray(at + separator.length),
  };
}

function badInput(line: Line, problem: string): TidelogError {
  return new TidelogError('BAD_INPUT', `line ${line.number} ${problem}`);
}

function excerpt(text: string): string {
  return text.length <= excerptCharsMax ? text : `${text.slice(0, excerptCharsMax)}…`;
}
