// Where in a partition to read.
import { checkWholeNumber, invalidOption } from '../option-checks.ts';

/**
 * `'earliest'`: the first record that is there. `'latest'`: the end, only what comes from now on. `offset`: that
 * record; with `leaderEpoch`, that of the record before it, the broker is asked whether it still has what was read before
 * [REP-12]. `timestamp`: the first record with that timestamp (milliseconds since 1970) or a later one, the end if there is
 * none. `last`: so many records before the end, or the first if there are fewer.
 */
export type Position =
  | 'earliest'
  | 'latest'
  | { offset: number; leaderEpoch?: number | undefined }
  | { timestamp: number }
  | { last: number };

/** Where a consumer is; also a Position to go on from, even in another process. */
export interface ConsumerPosition {
  /** Of the next record. */
  offset: number;
  /** Leader epoch of the record before it; absent where none has been read. */
  leaderEpoch?: number | undefined;
}

export interface TopicPartitionPosition {
  topic: string;
  partition: number;
  from?: Position | undefined;
}

/** Throws INVALID_OPTION. */
export function checkPosition(key: string, position: Position): Position {
  if (position === 'earliest' || position === 'latest') return position;
  if (typeof position === 'object' && position !== null) {
    if ('offset' in position) return checkOffset(key, position);
    if ('timestamp' in position) {
      return { timestamp: checkWholeNumber(`${key}.timestamp`, position.timestamp) };
    }
    if ('last' in position) return { last: checkWholeNumber(`${key}.last`, position.last) };
  }
  throw invalidOption(
    key,
    position,
    '"earliest", "latest", { offset }, { timestamp } or { last } with a whole number',
  );
}

function checkOffset(key: string, { offset, leaderEpoch }: ConsumerPosition): ConsumerPosition {
  checkWholeNumber(`${key}.offset`, offset);
  if (leaderEpoch === undefined) return { offset };
  return { offset, leaderEpoch: checkWholeNumber(`${key}.leaderEpoch`, leaderEpoch) };
}
