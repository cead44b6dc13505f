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
  readonly problem: string;
  /** For quarantine; undefined when no part of the log can be served without a person looking at it. */
  readonly damage: Damage | undefined;

  constructor(place: { path: string; position: number }, what: string, damage?: Damage) {
    super(
      'LOG_DAMAGED',
      `${place.path} is damaged at byte ${place.position}: ${what}. The log stays closed and its files untouched; restore the file, or delete the partition`,
    );
    this.path = place.path;
    this.position = place.position;
    this.problem = what;
    this.damage = damage;
  }
}

/** A place in a segment's file from which on it is not what was written. */
export interface Damage {
  /** Of the segment. */
  baseOffset: number;
  fileBytes: number;
  /** Where the first bad batch starts; the end of the file when batches are missing there. */
  position: number;
  /** Which offset is expected there. */
  offset: number;
  /** No batch before this place is taken for an intact one. */
  searchFrom: number;
  problem: string;
}

/** Asked for an offset that the log had before it was damaged; says where it goes on [LOG-6]. */
export class DamagedRangeError extends WireError {
  override readonly name = 'DamagedRangeError';
  readonly startOffset: number;
  /** The first offset behind the damage. */
  readonly endOffset: number;

  constructor(
    offset: number,
    gap: { startOffset: number; endOffset: number; file: string; position: number },
  ) {
    super(
      'CORRUPT_MESSAGE',
      `offset ${offset} is gone: ${gap.file} was damaged at byte ${gap.position}, and has lost offsets ${gap.startOffset} to ${gap.endOffset} (exclusive); read on from offset ${gap.endOffset}`,
    );
    this.startOffset = gap.startOffset;
    this.endOffset = gap.endOffset;
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

/** The failure for lack of room that `failure` is, or was caused by. */
export function diskFullCause(failure: unknown): Error | undefined {
  for (let cause = failure; cause instanceof Error; cause = cause.cause) {
    if (isDiskFull(cause)) return cause;
  }
  return undefined;
}

/** What is told when a broker cannot start because its disk has no room at all; undefined for any other failure. */
export function fullDiskError(directory: string, failure: unknown): TidelogError | undefined {
  const cause = diskFullCause(failure);
  if (cause === undefined) return undefined;
  return new TidelogError(
    'DISK_FULL',
    `the disk under the data directory ${directory} is full (${cause.message}), and a broker writes a little when it starts; free some space, nothing of what it holds is lost. A larger log.min.free.bytes keeps room for this`,
    { cause: failure },
  );
}
