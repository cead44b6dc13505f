import type { Position } from '../client/consumer/position.ts';
import { UsageError } from './usage-error.ts';

const forms =
  'earliest, latest, an offset such as 42, -N for the last N records, or a time such as 2026-01-31T12:00:00Z';

/** Reads where to start in a partition. A time without a zone is local time. */
export function parsePosition(text: string): Position {
  if (text === 'earliest' || text === 'latest') {
    return text;
  }
  if (/^-?\d+$/.test(text)) {
    return parseNumber(text);
  }
  const timestamp = /^\d{4}-\d{2}(-\d{2})?/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(timestamp)) {
    throw new UsageError(`"${text}" is not a position; it must be ${forms}`);
  }
  return { timestamp };
}

function parseNumber(text: string): Position {
  const value = Math.abs(Number(text));
  if (!Number.isSafeInteger(value)) {
    throw new UsageError(
      `"${text}" is not a position; an offset is at most ${Number.MAX_SAFE_INTEGER}`,
    );
  }
  if (!text.startsWith('-')) {
    return { offset: value };
  }
  if (value === 0) {
    throw new UsageError('"-0" is not a position; for new records only, say latest');
  }
  return { last: value };
}
