// What the tests of compaction share: batches with keys, a run of the compactor, and what a reader then finds.
import { SystemClock } from '../../../src/base/clock.ts';
import type { CodecName } from '../../../src/protocol/compression.ts';
import {
  type BatchHeader,
  batchHeaderBytes,
  readBatchHeader,
  writeBatchHeader,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch, type LogRecord } from '../../../src/protocol/records.ts';
import { CompactionPace } from '../../../src/storage/compaction-pace.ts';
import type { CompactionReport, CompactOptions } from '../../../src/storage/compactor.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { batchesIn } from './fixture.ts';

export type KeyedRecord = [key: string | null, value: string | null];

export interface BatchShape {
  codec?: CodecName;
  timestamp?: number;
  headers?: { key: string; value: Buffer | null }[];
  /** Fields of the header, such as the producer's. */
  header?: Partial<BatchHeader>;
}

export function keyedBatch(records: readonly KeyedRecord[], shape: BatchShape = {}): Buffer {
  const { codec = 'none', timestamp = 1_000, headers = [] } = shape;
  const batch = encodeBatch(
    records.map(([key, value], i) => ({
      timestamp: timestamp + i,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers,
    })),
    codec,
  );
  if (shape.header) {
    const { bytes: _bytes, crc: _crc, magic: _magic, ...header } = readBatchHeader(batch);
    writeBatchHeader(batch, { ...header, ...shape.header });
  }
  return batch;
}

export async function appendKeyed(
  log: PartitionLog,
  records: readonly KeyedRecord[],
  shape?: BatchShape,
): Promise<{ baseOffset: number; lastOffset: number }> {
  const result = log.append(keyedBatch(records, shape), { leaderEpoch: 0 });
  await result.held;
  return result;
}

/** Compacts all that may be, and drops what memory has, so that reads show what is on disk. */
export async function compact(
  log: PartitionLog,
  options: Partial<CompactOptions> = {},
): Promise<CompactionReport> {
  log.evictTail();
  return log.compaction.run({
    highWatermark: log.durableEndOffset,
    bufferBytes: 1 << 20,
    pace: new CompactionPace({ clock: new SystemClock(), bytesPerSecond: 0 }),
    signal: new AbortController().signal,
    ...options,
  });
}

/** Every batch of the log as it is stored. */
export async function readBatches(log: PartitionLog): Promise<Buffer[]> {
  const batches: Buffer[] = [];
  for (let offset = log.logStartOffset; offset < log.writtenEndOffset; ) {
    const read = { offset, maxBytes: 1 << 20, endOffsetExclusive: log.writtenEndOffset };
    const { chunks, nextOffset } = await log.read({ ...read, minOneBatch: true });
    batches.push(...batchesIn(chunks));
    offset = nextOffset;
  }
  return batches;
}

export function headersOf(batches: readonly Buffer[]): BatchHeader[] {
  return batches.map((batch) => readBatchHeader(batch));
}

/** The records of a batch as they stand in it, header left out. */
export function blockOf(batch: Buffer): Buffer {
  return batch.subarray(batchHeaderBytes);
}

/** What one who reads everything ends up with: the last value of each key that has one. */
export function latestOf(records: readonly LogRecord[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const { key, value } of records) {
    if (key === null) continue;
    if (value === null) latest.delete(String(key));
    else latest.set(String(key), String(value));
  }
  return latest;
}
