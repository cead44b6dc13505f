// Zig-zag LEB128, as Kafka's records use it (varint: up to 5 bytes, varlong: up to 10).
import { assert } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';

/** Bytes that writeVarint needs for a whole number within 2^52 - 1. */
export function varintBytes(value: number): number {
  let bytes = 1;
  for (let left = zigzag(value); left >= 128; left = Math.floor(left / 128)) bytes += 1;
  return bytes;
}

/** Returns the position after the number. */
export function writeVarint(target: Buffer, value: number, position: number): number {
  let at = position;
  let left = zigzag(value);
  while (left >= 128) {
    target[at++] = (left % 128) | 128;
    left = Math.floor(left / 128);
  }
  target[at++] = left;
  return at;
}

// Stays below 2^53, where doubles are exact.
function zigzag(value: number): number {
  // The message is made only for a failure: this runs several times per record.
  if (!(Math.abs(value) < 2 ** 52)) assert(false, `${value} is beyond 2^52 - 1`);
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Reads numbers one after the other; `position` moves. Throws INVALID_RECORD past `end` or for one that is too long. */
export class VarintReader {
  readonly buffer: Buffer;
  position: number;
  readonly end: number;

  constructor(buffer: Buffer, position: number, end: number) {
    this.buffer = buffer;
    this.position = position;
    this.end = end;
  }

  /** A whole number within 2^52 - 1. */
  next(): number {
    const { buffer, end } = this;
    let at = this.position;
    // Most numbers take one or two bytes.
    const first = at < end ? (buffer[at++] as number) : fail('a number is cut off', at);
    if (first < 128) {
      this.position = at;
      return first & 1 ? -((first + 1) >>> 1) : first >>> 1;
    }
    let value = first & 127;
    let scale = 128;
    for (let bytes = 1; ; bytes++) {
      if (at >= end) fail('a number is cut off', at);
      if (bytes >= 8) fail('a number is longer than 2^52 - 1 needs', at);
      const byte = buffer[at++] as number;
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    this.position = at;
    if (!Number.isSafeInteger(value)) fail('a number is beyond 2^52 - 1', at);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  skip(bytes: number): void {
    if (bytes < 0 || bytes > this.end - this.position)
      fail(`a length of ${bytes} bytes does not fit`, this.position);
    this.position += bytes;
  }
}

function fail(what: string, position: number): never {
  throw new TidelogError('INVALID_RECORD', `${what} at byte ${position}`);
}
