// int64 fields as checked numbers: offsets, producer ids and timestamps stay within 2^53 - 1 in this program.
import { assert } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';

const WORD = 2 ** 32;

/** Big-endian. Throws CORRUPT_MESSAGE for a number beyond 2^53 - 1 in size. */
export function readInt64(buffer: Buffer, position: number): number {
  const value = buffer.readInt32BE(position) * WORD + buffer.readUInt32BE(position + 4);
  if (!Number.isSafeInteger(value)) {
    throw new TidelogError('CORRUPT_MESSAGE', `an int64 at byte ${position} is beyond 2^53 - 1`);
  }
  return value;
}

/** Big-endian. */
export function writeInt64(buffer: Buffer, value: number, position: number): void {
  assert(Number.isSafeInteger(value), `${value} is not a whole number within 2^53 - 1`);
  const high = Math.floor(value / WORD);
  buffer.writeInt32BE(high, position);
  buffer.writeUInt32BE(value - high * WORD, position + 4);
}
