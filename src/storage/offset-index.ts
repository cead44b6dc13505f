// The offset index of a segment: where in its .log file to look for an offset. Big-endian entries of 8 bytes:
//
//    0  int32  offset less the segment's base offset: the last offset of a batch
//    4  int32  position at which that batch starts
//
// Both rise strictly. Batches before `position` hold only smaller offsets, so a search for an offset starts at the last
// entry at or below it. The file has no checksum: it is a hint [LOG-1], written behind the log and rebuilt by recovery
// or when it does not check out. Source of the layout: Apache Kafka, OffsetIndex.java.
import { assert } from '../base/assert.ts';
import { INT32_MAX } from '../base/units.ts';
import { IndexBuffer } from './index-buffer.ts';

export const offsetIndexEntryBytes = 8;

export class OffsetIndex {
  readonly entries: IndexBuffer;

  constructor(entries: IndexBuffer = new IndexBuffer(offsetIndexEntryBytes)) {
    this.entries = entries;
  }

  append(relativeOffset: number, position: number): void {
    assert(relativeOffset >= 0 && relativeOffset <= INT32_MAX, `offset ${relativeOffset} fits`);
    assert(position >= 0 && position <= INT32_MAX, `position ${position} fits`);
    const { count } = this.entries;
    if (count > 0) {
      const isRising =
        relativeOffset > this.relativeOffsetAt(count - 1) && position > this.positionAt(count - 1);
      assert(isRising, 'offset index entries rise');
    }
    const at = this.entries.grow();
    this.entries.buffer.writeInt32BE(relativeOffset, at);
    this.entries.buffer.writeInt32BE(position, at + 4);
  }

  relativeOffsetAt(entry: number): number {
    return this.entries.buffer.readInt32BE(entry * offsetIndexEntryBytes);
  }

  positionAt(entry: number): number {
    return this.entries.buffer.readInt32BE(entry * offsetIndexEntryBytes + 4);
  }

  /** Where to start to look for an offset: at or before the batch that has it. */
  lookup(relativeOffset: number): number {
    const entry = this.entries.lastWhere((i) => this.relativeOffsetAt(i) <= relativeOffset);
    return entry < 0 ? 0 : this.positionAt(entry);
  }

  /** Says what is wrong with entries that came from a file, or undefined. */
  problem(logBytes: number): string | undefined {
    let offset = -1;
    let position = -1;
    for (let i = 0; i < this.entries.count; i++) {
      if (this.relativeOffsetAt(i) <= offset || this.positionAt(i) <= position) {
        return `offset index entry ${i} does not rise`;
      }
      offset = this.relativeOffsetAt(i);
      position = this.positionAt(i);
    }
    return position >= logBytes ? `the offset index points past byte ${logBytes}` : undefined;
  }
}
