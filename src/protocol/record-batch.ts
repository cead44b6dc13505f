// Kafka's record batch v2 [REC-1]: the unit of storage, replication and transfer. All numbers are big-endian.
//
//    0  int64  baseOffset             the broker's; not covered by the CRC
//    8  int32  batchLength            bytes after this field, so 12 less than the whole
//   12  int32  partitionLeaderEpoch   the broker's; not covered by the CRC
//   16  int8   magic                  2
//   17  uint32 crc                    CRC-32C of byte 21 to the end
//   21  int16  attributes             bits 0-2 codec, 3 timestamp type, 4 transactional, 5 control, 6 delete horizon
//   23  int32  lastOffsetDelta
//   27  int64  baseTimestamp
//   35  int64  maxTimestamp
//   43  int64  producerId             -1 without one
//   51  int16  producerEpoch
//   53  int32  baseSequence
//   57  int32  recordCount
//   61         the records, or the compressed block of them
//
// Source of the layout: Apache Kafka, clients/.../record/DefaultRecordBatch.java.
import { crc32c } from '@node-rs/crc32';
import { assert } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';
import { readInt64, writeInt64 } from './int64.ts';

export const batchHeaderBytes = 61;
/** baseOffset and batchLength: what must be there to know how long a batch is. */
export const batchPrefixBytes = 12;
/** Least number of bytes from which baseOffset, length, epoch and magic can be read. */
export const batchMagicEnd = 17;
export const batchMagic = 2;

const field = {
  baseOffset: 0,
  batchLength: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const;

export const attributeBits = {
  codec: 0b111,
  logAppendTime: 1 << 3,
  transactional: 1 << 4,
  control: 1 << 5,
  deleteHorizon: 1 << 6,
} as const;

export interface BatchHeader {
  baseOffset: number;
  /** Of the whole batch, header included. */
  bytes: number;
  leaderEpoch: number;
  magic: number;
  crc: number;
  attributes: number;
  lastOffsetDelta: number;
  baseTimestamp: number;
  maxTimestamp: number;
  producerId: number;
  producerEpoch: number;
  baseSequence: number;
  recordCount: number;
}

/** Bytes of the whole batch that begins at `position`, by its length field; it may be nonsense. Needs 12 bytes there. */
export function batchBytesAt(buffer: Buffer, position: number): number {
  return buffer.readInt32BE(position + field.batchLength) + batchPrefixBytes;
}

export function baseOffsetAt(buffer: Buffer, position: number): number {
  return readInt64(buffer, position + field.baseOffset);
}

/** Needs the header there. */
export function lastOffsetAt(buffer: Buffer, position: number): number {
  return baseOffsetAt(buffer, position) + buffer.readInt32BE(position + field.lastOffsetDelta);
}

export function leaderEpochAt(buffer: Buffer, position: number): number {
  return buffer.readInt32BE(position + field.leaderEpoch);
}

export function maxTimestampAt(buffer: Buffer, position: number): number {
  return readInt64(buffer, position + field.maxTimestamp);
}

/** -1 for a batch without a producer id. */
export function producerIdAt(buffer: Buffer, position: number): number {
  return readInt64(buffer, position + field.producerId);
}

/** Decodes the header without checking it; needs its 61 bytes. */
export function readBatchHeader(buffer: Buffer, position = 0): BatchHeader {
  return {
    baseOffset: baseOffsetAt(buffer, position),
    bytes: batchBytesAt(buffer, position),
    leaderEpoch: leaderEpochAt(buffer, position),
    magic: buffer.readInt8(position + field.magic),
    crc: buffer.readUInt32BE(position + field.crc),
    attributes: buffer.readInt16BE(position + field.attributes),
    lastOffsetDelta: buffer.readInt32BE(position + field.lastOffsetDelta),
    baseTimestamp: readInt64(buffer, position + field.baseTimestamp),
    maxTimestamp: maxTimestampAt(buffer, position),
    producerId: readInt64(buffer, position + field.producerId),
    producerEpoch: buffer.readInt16BE(position + field.producerEpoch),
    baseSequence: buffer.readInt32BE(position + field.baseSequence),
    recordCount: buffer.readInt32BE(position + field.recordCount),
  };
}

/**
 * Checks that `batch` is exactly one intact batch: lengths, magic, CRC, count. Returns its header; throws CORRUPT_MESSAGE
 * that says what is wrong. What a producer may put into it is produce-validation.ts's matter.
 */
export function checkBatch(batch: Buffer): BatchHeader {
  if (batch.length < batchHeaderBytes) {
    throw corrupt(`a batch has at least ${batchHeaderBytes} bytes, this one has ${batch.length}`);
  }
  const magic = batch.readInt8(field.magic);
  if (magic !== batchMagic)
    throw corrupt(`the magic byte is ${magic}; only ${batchMagic} is supported`);
  const bytes = batchBytesAt(batch, 0);
  if (bytes !== batch.length) {
    throw corrupt(`the length field says ${bytes} bytes, there are ${batch.length}`);
  }
  const header = readBatchHeader(batch);
  const actual = crc32c(batch.subarray(field.attributes));
  if (actual !== header.crc) {
    throw corrupt(`the CRC is ${hex(header.crc)} but the bytes give ${hex(actual)}`);
  }
  if (header.lastOffsetDelta < 0 || header.recordCount < 0) {
    throw corrupt(
      `lastOffsetDelta ${header.lastOffsetDelta} or record count ${header.recordCount} is negative`,
    );
  }
  return header;
}

/** The batches that stand back to back in `bytes`, each as a view. Throws CORRUPT_MESSAGE unless the last one is whole too. */
export function* splitBatches(bytes: Buffer): Generator<Buffer, void, undefined> {
  let position = 0;
  while (position < bytes.length) {
    const left = bytes.length - position;
    const batchBytes = left < batchHeaderBytes ? left + 1 : batchBytesAt(bytes, position);
    if (batchBytes < batchHeaderBytes || batchBytes > left) {
      throw corrupt(`at byte ${position} of ${bytes.length} there is no whole batch`);
    }
    yield bytes.subarray(position, position + batchBytes);
    position += batchBytes;
  }
}

/** Sets what belongs to the broker, in place and outside the CRC [NET-4]. */
export function assignOffset(
  batch: Buffer,
  placement: { baseOffset: number; leaderEpoch: number },
): void {
  writeInt64(batch, placement.baseOffset, field.baseOffset);
  batch.writeInt32BE(placement.leaderEpoch, field.leaderEpoch);
}

/** Log-append time: readers take maxTimestamp for every record [REC-3]. Renews the CRC. */
export function stampLogAppendTime(batch: Buffer, timestampMs: number): void {
  batch.writeInt16BE(
    batch.readInt16BE(field.attributes) | attributeBits.logAppendTime,
    field.attributes,
  );
  writeInt64(batch, timestampMs, field.maxTimestamp);
  renewCrc(batch);
}

/** Writes a header into the first 61 bytes of `batch`, whose records are in place already, and its CRC. */
export function writeBatchHeader(
  batch: Buffer,
  header: Omit<BatchHeader, 'bytes' | 'crc' | 'magic'>,
): void {
  assert(batch.length >= batchHeaderBytes, 'a batch has room for its header');
  writeInt64(batch, header.baseOffset, field.baseOffset);
  batch.writeInt32BE(batch.length - batchPrefixBytes, field.batchLength);
  batch.writeInt32BE(header.leaderEpoch, field.leaderEpoch);
  batch.writeInt8(batchMagic, field.magic);
  batch.writeInt16BE(header.attributes, field.attributes);
  batch.writeInt32BE(header.lastOffsetDelta, field.lastOffsetDelta);
  writeInt64(batch, header.baseTimestamp, field.baseTimestamp);
  writeInt64(batch, header.maxTimestamp, field.maxTimestamp);
  writeInt64(batch, header.producerId, field.producerId);
  batch.writeInt16BE(header.producerEpoch, field.producerEpoch);
  batch.writeInt32BE(header.baseSequence, field.baseSequence);
  batch.writeInt32BE(header.recordCount, field.recordCount);
  renewCrc(batch);
}

function renewCrc(batch: Buffer): void {
  batch.writeUInt32BE(crc32c(batch.subarray(field.attributes)), field.crc);
}

function corrupt(what: string): TidelogError {
  return new TidelogError('CORRUPT_MESSAGE', `corrupt record batch: ${what}`);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
