// Where in a partition to read.
import { checkWholeNumber, invalidOption } from '../option-checks.ts';

/**
 * `'earliest'`: the first record that is there. `'latest'`: the end, only what comes from now on. `offset`: that
 * record. `timestamp`: the first record with that timestamp (milliseconds since 1970) or a later one, the end if there is
 * none. `last`: so many records before the end, or the first if there are fewer.
 */
export type Position =
  | 'earliest'
  | 'latest'
  | { offset: number }
  | { timestamp: number }
  | { last: number };

export interface TopicPartitionPosition {
  topic: string;
  partition: number;
  from?: Position | undefined;
}

/** Throws INVALID_OPTION. */
export function checkPosition(key: string, position: Position): Position {
  if (position === 'earliest' || position === 'latest') return position;
  if (typeof position === 'object' && position !== null) {
    if ('offset' in position) return { offset: checkWholeNumber(`${key}.offset`, position.offset) };
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
