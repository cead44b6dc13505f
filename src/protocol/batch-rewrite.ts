// What compaction makes of a batch that loses records [LOG-10]. First and last offset, producer id, epoch and sequence
// stay, so that readers, followers and producer state see the same batch with holes in it. As Apache Kafka has it, a batch
// that keeps a tombstone gets a delete horizon, the time from which the tombstone may go: attribute bit 6 is set and the
// baseTimestamp field holds that time; the records' timestamps are then counted from it. Readers need not know.
import { assert } from '../base/assert.ts';
import { codecOf, compress } from './compression.ts';
import {
  attributeBits,
  type BatchHeader,
  batchHeaderBytes,
  writeBatchHeader,
} from './record-batch.ts';
import type { RecordPlace } from './records.ts';
import { varintBytes, writeVarint } from './varint.ts';

/** The time from which the tombstones of a batch may go, or undefined when none was set. */
export function deleteHorizonOf({ attributes, baseTimestamp }: BatchHeader): number | undefined {
  return (attributes & attributeBits.deleteHorizon) === 0 ? undefined : baseTimestamp;
}

/**
 * The batch with only `kept` of its records, compressed with its own codec. `deleteHorizonMs` is set when it is given; a
 * horizon that is there already stays.
 */
export function rewriteBatch(
  header: BatchHeader,
  records: Buffer,
  change: { kept: readonly RecordPlace[]; deleteHorizonMs: number | undefined },
): Buffer {
  const { kept, deleteHorizonMs } = change;
  assert(kept.length > 0, 'a batch without records is made by emptyBatch');
  const baseTimestamp = deleteHorizonMs ?? header.baseTimestamp;
  const block = compress(
    codecOf(header.attributes),
    deleteHorizonMs === undefined
      ? Buffer.concat(kept.map(({ start, end }) => records.subarray(start, end)))
      : withTimestampsFrom(records, kept, baseTimestamp),
  );
  const isLogAppendTime = (header.attributes & attributeBits.logAppendTime) !== 0;
  const batch = Buffer.concat([Buffer.alloc(batchHeaderBytes), block]);
  writeBatchHeader(batch, {
    ...header,
    attributes:
      header.attributes | (deleteHorizonMs === undefined ? 0 : attributeBits.deleteHorizon),
    baseTimestamp,
    maxTimestamp: isLogAppendTime ? header.maxTimestamp : maxTimestampOf(kept),
    recordCount: kept.length,
  });
  return batch;
}

/** A batch of no records at all, which keeps its place in the offsets and in the sequence of its producer. */
export function emptyBatch(header: BatchHeader): Buffer {
  const batch = Buffer.alloc(batchHeaderBytes);
  const { codec, deleteHorizon } = attributeBits;
  writeBatchHeader(batch, {
    ...header,
    attributes: header.attributes & ~(codec | deleteHorizon),
    baseTimestamp: header.maxTimestamp,
    recordCount: 0,
  });
  return batch;
}

function maxTimestampOf(kept: readonly RecordPlace[]): number {
  let max = -1;
  for (const { timestamp } of kept) max = Math.max(max, timestamp);
  return max;
}

/** The records with their timestamps as differences from another base. */
function withTimestampsFrom(
  records: Buffer,
  kept: readonly RecordPlace[],
  baseTimestamp: number,
): Buffer {
  let bytes = 0;
  for (const record of kept) {
    const body = bodyBytes(record, baseTimestamp);
    bytes += varintBytes(body) + body;
  }
  const target = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for (const record of kept) {
    at = writeVarint(target, bodyBytes(record, baseTimestamp), at);
    target[at++] = records[record.bodyStart] as number;
    at = writeVarint(target, record.timestamp - baseTimestamp, at);
    at += records.copy(target, at, record.restStart, record.end);
  }
  assert(at === bytes, 'the records take as many bytes as was counted');
  return target;
}

function bodyBytes({ timestamp, restStart, end }: RecordPlace, baseTimestamp: number): number {
  return 1 + varintBytes(timestamp - baseTimestamp) + end - restStart;
}
