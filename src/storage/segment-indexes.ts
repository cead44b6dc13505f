// Both indexes of one segment, and the rule by which a batch gets into them. Appending a batch, scanning a file at
// recovery and rebuilding go through the same `add`, so all give the same bytes [LOG-7].
import { IndexBuffer } from './index-buffer.ts';
import { OffsetIndex, offsetIndexEntryBytes } from './offset-index.ts';
import { noTimestamp, TimeIndex, timeIndexEntryBytes } from './time-index.ts';

export interface IndexedBatch {
  /** Last offset of the batch, less the segment's base offset. */
  relativeLastOffset: number;
  maxTimestamp: number;
  position: number;
  bytes: number;
}

export class SegmentIndexes {
  readonly offsets: OffsetIndex;
  readonly times: TimeIndex;
  #maxTimestamp: number;
  #relativeOffsetOfMaxTimestamp = 0;
  /** From the start of the batch that has the last entry, to the end of the segment. */
  #bytesSinceEntry = 0;

  constructor(offsets: OffsetIndex = new OffsetIndex(), times: TimeIndex = new TimeIndex()) {
    this.offsets = offsets;
    this.times = times;
    this.#maxTimestamp = times.lastTimestamp;
    const { count } = times.entries;
    if (count > 0) this.#relativeOffsetOfMaxTimestamp = times.relativeOffsetAt(count - 1);
  }

  /** Indexes of a segment that was closed or stopped in order; undefined when the files do not check out. */
  static fromFiles(
    files: { offsetIndex: Buffer; timeIndex: Buffer },
    segment: { bytes: number; relativeOffsetEnd: number },
  ): SegmentIndexes | undefined {
    if (files.offsetIndex.length % offsetIndexEntryBytes !== 0) return undefined;
    if (files.timeIndex.length % timeIndexEntryBytes !== 0) return undefined;
    const offsets = new OffsetIndex(new IndexBuffer(offsetIndexEntryBytes, files.offsetIndex));
    const times = new TimeIndex(new IndexBuffer(timeIndexEntryBytes, files.timeIndex));
    if (offsets.problem(segment.bytes) ?? times.problem(segment.relativeOffsetEnd))
      return undefined;
    const indexes = new SegmentIndexes(offsets, times);
    const { count } = offsets.entries;
    indexes.#bytesSinceEntry = segment.bytes - (count === 0 ? 0 : offsets.positionAt(count - 1));
    return indexes;
  }

  /** The largest timestamp of the segment, -1 without one. */
  get maxTimestamp(): number {
    return this.#maxTimestamp;
  }

  get memoryBytes(): number {
    return this.offsets.entries.buffer.length + this.times.entries.buffer.length;
  }

  add(batch: IndexedBatch, indexIntervalBytes: number): void {
    if (batch.maxTimestamp > this.#maxTimestamp) {
      this.#maxTimestamp = batch.maxTimestamp;
      this.#relativeOffsetOfMaxTimestamp = batch.relativeLastOffset;
    }
    if (this.#bytesSinceEntry > indexIntervalBytes) {
      this.offsets.append(batch.relativeLastOffset, batch.position);
      this.times.maybeAppend(this.#maxTimestamp, this.#relativeOffsetOfMaxTimestamp);
      this.#bytesSinceEntry = 0;
    }
    this.#bytesSinceEntry += batch.bytes;
  }

  /** The segment is closed, or the log stops: the time index gets its last entry. */
  finish(): void {
    if (this.#maxTimestamp === noTimestamp) return;
    this.times.maybeAppend(this.#maxTimestamp, this.#relativeOffsetOfMaxTimestamp);
  }
}
