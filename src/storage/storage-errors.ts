import { codeOf, TidelogError } from '../base/errors.ts';
import { WireError } from '../protocol/error-codes.ts';

/** Asked for an offset that the log does not have; carries the range that it has. */
export class OffsetOutOfRangeError extends WireError {
  override readonly name = 'OffsetOutOfRangeError';
  readonly logStartOffset: number;
  /** The next offset to be written. */
  readonly logEndOffset: number;

  constructor(offset: number, range: { logStartOffset: number; logEndOffset: number }) {
    super(
      'OFFSET_OUT_OF_RANGE',
      `offset ${offset} is outside of the log, which has ${range.logStartOffset} to ${range.logEndOffset} (exclusive)`,
    );
    this.logStartOffset = range.logStartOffset;
    this.logEndOffset = range.logEndOffset;
  }
}

/** Bytes that were durable once are not what was written: never cut, never served [LOG-6]. */
export class LogDamagedError extends TidelogError {
  override readonly name = 'LogDamagedError';
  readonly path: string;
  readonly position: number;

  constructor(place: { path: string; position: number }, what: string) {
    super(
      'LOG_DAMAGED',
      `${place.path} is damaged at byte ${place.position}: ${what}. The log stays closed and its files untouched; restore the file, or delete the partition`,
    );
    this.path = place.path;
    this.position = place.position;
  }
}

/** A log that the manifest lists, and whose files are not there [LOG-5]: it is never made anew, empty. */
export function logLostError(path: string, what: string): TidelogError {
  return new TidelogError(
    'LOG_LOST',
    `the log ${path} is lost: ${what}. Restore it from a copy, or delete its topic`,
  );
}

/** The log takes no appends: its disk failed [LOG-4], or it is closing. */
export function storageError(what: string, cause?: unknown): WireError {
  return new WireError('STORAGE_ERROR', what, cause);
}

/** Whether the disk, or the share of it that this process may use, had no room. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
