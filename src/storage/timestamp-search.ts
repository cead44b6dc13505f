// Finds a record by its timestamp: the first segment that has one late enough, in it the place that the time index
// gives, from there batch by batch by their largest timestamps, and in the batch record by record.

import { KIB } from '../base/units.ts';
import { batchBytesAt, maxTimestampAt, readBatchHeader } from '../protocol/record-batch.ts';
import { readRecords } from '../protocol/records.ts';
import type { LogReader } from './log-reader.ts';
import type { Segment } from './segment.ts';
import type { SegmentIndexes } from './segment-indexes.ts';

export interface TimestampedOffset {
  offset: number;
  timestamp: number;
  leaderEpoch: number;
}

export interface TimestampSearch {
  segments: readonly Segment[];
  reader: LogReader;
  /** Moves on while the search waits for the disk. */
  logStartOffset: () => number;
  timestampMs: number;
  endOffsetExclusive: number;
}

/** What one step of the search reads. */
const stepBytes = 256 * KIB;

export async function findTimestamp(
  search: TimestampSearch,
): Promise<TimestampedOffset | undefined> {
  const { reader, timestampMs, endOffsetExclusive } = search;
  for (let offset = search.logStartOffset(); ; ) {
    offset = Math.max(offset, search.logStartOffset());
    if (offset >= endOffsetExclusive) return undefined;
    // Looked up each time, because segments come and go while this waits.
    const segment = reader.segmentOf(offset);
    const { endOffset } = segment;
    const indexes = await indexesOf(reader, segment);
    if (indexes === undefined) continue;
    if (segment.bytes > 0 && indexes.maxTimestamp >= timestampMs) {
      const start = segment.baseOffset + indexes.times.lookup(timestampMs);
      // Behind its end there may be a gap that damage has left: nothing to be looked into.
      const end = Math.min(endOffsetExclusive, endOffset);
      const range = { ...search, endOffsetExclusive: end };
      const found = await scanFrom(range, Math.max(start, offset));
      if (found !== undefined) return found;
    }
    offset = endOffset;
    if (reader.segmentOf(offset) !== segment) continue;
    const next = search.segments.find(({ baseOffset }) => baseOffset > segment.baseOffset);
    if (next === undefined) return undefined;
    offset = next.baseOffset;
  }
}

/** Undefined for a segment that was replaced meanwhile. */
async function indexesOf(reader: LogReader, segment: Segment): Promise<SegmentIndexes | undefined> {
  try {
    const indexes = await segment.use(() => reader.indexesOf(segment));
    return segment.isReplaced ? undefined : indexes;
  } catch (error) {
    if (segment.isReplaced) return undefined;
    throw error;
  }
}

async function scanFrom(
  { reader, timestampMs, endOffsetExclusive, logStartOffset }: TimestampSearch,
  startOffset: number,
): Promise<TimestampedOffset | undefined> {
  let offset = startOffset;
  for (;;) {
    offset = Math.max(offset, logStartOffset());
    if (offset >= endOffsetExclusive) return undefined;
    const read = { offset, maxBytes: stepBytes, endOffsetExclusive, minOneBatch: true };
    const { chunks, nextOffset } = await reader.read(read);
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += batchBytesAt(chunk, at)) {
        if (maxTimestampAt(chunk, at) < timestampMs) continue;
        const batch = chunk.subarray(at, at + batchBytesAt(chunk, at));
        const found = findInBatch(batch, { timestampMs, fromOffset: logStartOffset() });
        if (found !== undefined) return found;
      }
    }
    if (nextOffset === offset) return undefined;
    offset = nextOffset;
  }
}

function findInBatch(
  batch: Buffer,
  { timestampMs, fromOffset }: { timestampMs: number; fromOffset: number },
): TimestampedOffset | undefined {
  const { leaderEpoch } = readBatchHeader(batch);
  for (const { offset, timestamp } of readRecords(batch)) {
    if (timestamp >= timestampMs && offset >= fromOffset) return { offset, timestamp, leaderEpoch };
  }
  return undefined;
}
