// The time index of a segment: which offset to start from to find a timestamp. Big-endian entries of 12 bytes:
//
//    0  int64  the largest timestamp of the segment so far
//    8  int32  last offset of the first batch that has it, less the segment's base offset
//
// Timestamps rise strictly; an entry is made together with one of the offset index, and once more when the segment is
// closed. Everything up to and with the offset of an entry has at most its timestamp. A hint like the offset index.
// Source of the layout: Apache Kafka, TimeIndex.java.
import { assert } from '../base/assert.ts';
import { INT32_MAX } from '../base/units.ts';
import { readInt64, writeInt64 } from '../protocol/int64.ts';
import { IndexBuffer } from './index-buffer.ts';

export const timeIndexEntryBytes = 12;

/** The timestamp of a batch that has none. */
export const noTimestamp = -1;

export class TimeIndex {
  readonly entries: IndexBuffer;

  constructor(entries: IndexBuffer = new IndexBuffer(timeIndexEntryBytes)) {
    this.entries = entries;
  }

  /** Does nothing unless `timestamp` is larger than that of the last entry. */
  maybeAppend(timestamp: number, relativeOffset: number): void {
    if (timestamp <= this.lastTimestamp) return;
    assert(relativeOffset >= 0 && relativeOffset <= INT32_MAX, `offset ${relativeOffset} fits`);
    const { count } = this.entries;
    const isRising = count === 0 || relativeOffset > this.relativeOffsetAt(count - 1);
    assert(isRising, 'time index entries rise');
    const at = this.entries.grow();
    writeInt64(this.entries.buffer, timestamp, at);
    this.entries.buffer.writeInt32BE(relativeOffset, at + 8);
  }

  get lastTimestamp(): number {
    const { count } = this.entries;
    return count === 0 ? noTimestamp : this.timestampAt(count - 1);
  }

  timestampAt(entry: number): number {
    return readInt64(this.entries.buffer, entry * timeIndexEntryBytes);
  }

  relativeOffsetAt(entry: number): number {
    return this.entries.buffer.readInt32BE(entry * timeIndexEntryBytes + 8);
  }

  /** The first relative offset that may have a timestamp at or above this one. */
  lookup(timestamp: number): number {
    const entry = this.entries.lastWhere((i) => this.timestampAt(i) < timestamp);
    return entry < 0 ? 0 : this.relativeOffsetAt(entry) + 1;
  }

  /** Says what is wrong with entries that came from a file, or undefined. */
  problem(relativeOffsetEnd: number): string | undefined {
    let timestamp = noTimestamp;
    let offset = -1;
    for (let i = 0; i < this.entries.count; i++) {
      const at = i * timeIndexEntryBytes;
      // Read without the check of readInt64, which throws: bytes of a bad file are no error here.
      const next =
        this.entries.buffer.readInt32BE(at) * 2 ** 32 + this.entries.buffer.readUInt32BE(at + 4);
      if (!Number.isSafeInteger(next) || next <= timestamp || this.relativeOffsetAt(i) <= offset) {
        return `time index entry ${i} does not rise`;
      }
      timestamp = next;
      offset = this.relativeOffsetAt(i);
    }
    return offset >= relativeOffsetEnd ? 'the time index points past the end' : undefined;
  }
}
