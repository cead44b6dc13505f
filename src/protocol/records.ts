// The records inside a batch: writing them for the producer, reading them for the consumer, and walking them in place for
// the broker's checks, without making objects.
//
//   record: length varint | attributes int8 (0) | timestampDelta varlong | offsetDelta varint |
//           keyLength varint (-1 null) | key | valueLength varint (-1 null) | value |
//           headerCount varint | { keyLength varint, key, valueLength varint (-1 null), value }
//
// Source of the layout: Apache Kafka, clients/.../record/DefaultRecord.java.
import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import { type CodecName, codecIds, codecOf, compress, decompress } from './compression.ts';
import { WireError } from './error-codes.ts';
import {
  attributeBits,
  type BatchHeader,
  batchHeaderBytes,
  readBatchHeader,
  writeBatchHeader,
} from './record-batch.ts';
import { VarintReader, varintBytes, writeVarint } from './varint.ts';

export interface RecordHeader {
  key: string;
  value: Buffer | null;
}

/** A record to be written. */
export interface RecordInput {
  /** Milliseconds since 1970. */
  timestamp: number;
  key: Uint8Array | null;
  value: Uint8Array | null;
  headers: readonly { key: string; value: Uint8Array | null }[];
}

/** A record that was read; its buffers share memory with the batch. */
export interface LogRecord {
  offset: number;
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: RecordHeader[];
}

/** Whose batch it is, and which of this producer's records it holds [LOG-11]. */
export interface ProducerSequence {
  producerId: number;
  producerEpoch: number;
  /** Of the first record. */
  baseSequence: number;
}

const noSequence: ProducerSequence = { producerId: -1, producerEpoch: -1, baseSequence: -1 };

/** Most bytes a record takes beside its key, value and headers. */
const recordOverheadBytesMax = 21;

/** An upper bound of the bytes that a record takes in a batch, to within a few. */
export function recordBytesBound(record: RecordInput): number {
  let bytes = recordOverheadBytesMax + (record.key?.length ?? 0) + (record.value?.length ?? 0);
  for (const { key, value } of record.headers) {
    bytes += 10 + Buffer.byteLength(key) + (value?.length ?? 0);
  }
  return bytes;
}

/** Collects records into one batch; grows as needed. */
export class RecordBatchBuilder {
  #buffer: Buffer;
  #position = batchHeaderBytes;
  #recordCount = 0;
  #baseTimestamp = 0;
  #maxTimestamp = -1;

  /** `expectedBytes` of the whole batch, as a first guess. */
  constructor(expectedBytes: number) {
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(expectedBytes, batchHeaderBytes + 64));
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** Of the batch so far, header included, before compression. */
  get bytes(): number {
    return this.#position;
  }

  append(record: RecordInput): void {
    assert(this.#recordCount < limits.recordsPerBatchMax, 'a batch has room for one more record');
    if (this.#recordCount === 0) this.#baseTimestamp = record.timestamp;
    this.#maxTimestamp = Math.max(this.#maxTimestamp, record.timestamp);
    const timestampDelta = record.timestamp - this.#baseTimestamp;
    const bodyBytes = recordBodyBytes(record, timestampDelta, this.#recordCount);
    this.#reserve(varintBytes(bodyBytes) + bodyBytes);
    const bodyStart = writeVarint(this.#buffer, bodyBytes, this.#position);
    this.#position = this.#writeBody(record, timestampDelta, bodyStart);
    assert(
      this.#position === bodyStart + bodyBytes,
      'a record takes as many bytes as its length says',
    );
    this.#recordCount += 1;
  }

  /** The finished batch: base offset 0, no leader epoch. The builder is of no more use. */
  build(codec: CodecName, sequence: ProducerSequence = noSequence): Buffer {
    assert(this.#recordCount > 0, 'a batch has at least one record');
    const batch = this.#compressed(codec);
    writeBatchHeader(batch, {
      baseOffset: 0,
      leaderEpoch: -1,
      attributes: codecIds[codec],
      lastOffsetDelta: this.#recordCount - 1,
      baseTimestamp: this.#baseTimestamp,
      maxTimestamp: this.#maxTimestamp,
      ...sequence,
      recordCount: this.#recordCount,
    });
    return batch;
  }

  #compressed(codec: CodecName): Buffer {
    if (codec === 'none') return this.#buffer.subarray(0, this.#position);
    const block = compress(codec, this.#buffer.subarray(batchHeaderBytes, this.#position));
    return Buffer.concat([this.#buffer.subarray(0, batchHeaderBytes), block]);
  }

  #writeBody(record: RecordInput, timestampDelta: number, start: number): number {
    const target = this.#buffer;
    let at = start;
    target[at++] = 0;
    at = writeVarint(target, timestampDelta, at);
    at = writeVarint(target, this.#recordCount, at);
    at = writeBytes(target, record.key, at);
    at = writeBytes(target, record.value, at);
    at = writeVarint(target, record.headers.length, at);
    for (const { key, value } of record.headers) {
      at = writeVarint(target, Buffer.byteLength(key), at);
      at += target.write(key, at, 'utf8');
      at = writeBytes(target, value, at);
    }
    return at;
  }

  #reserve(bytes: number): void {
    const needed = this.#position + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#position);
    this.#buffer = larger;
  }
}

function recordBodyBytes(record: RecordInput, timestampDelta: number, offsetDelta: number): number {
  let bytes = 1 + varintBytes(timestampDelta) + varintBytes(offsetDelta);
  bytes += bytesFieldBytes(record.key) + bytesFieldBytes(record.value);
  bytes += varintBytes(record.headers.length);
  for (const { key, value } of record.headers) {
    const keyBytes = Buffer.byteLength(key);
    bytes += varintBytes(keyBytes) + keyBytes + bytesFieldBytes(value);
  }
  return bytes;
}

function bytesFieldBytes(value: Uint8Array | null): number {
  return value === null ? 1 : varintBytes(value.length) + value.length;
}

function writeBytes(target: Buffer, value: Uint8Array | null, position: number): number {
  if (value === null) return writeVarint(target, -1, position);
  const start = writeVarint(target, value.length, position);
  target.set(value, start);
  return start + value.length;
}

/** Makes one uncompressed or compressed batch of records that are all there already. */
export function encodeBatch(
  records: readonly RecordInput[],
  codec: CodecName,
  sequence?: ProducerSequence,
): Buffer {
  let bytes = batchHeaderBytes;
  for (const record of records) bytes += recordBytesBound(record);
  const builder = new RecordBatchBuilder(bytes);
  for (const record of records) builder.append(record);
  return builder.build(codec, sequence);
}

/**
 * The records of one whole batch, in order. With log-append time every record has the batch's timestamp [REC-3].
 * Throws CORRUPT_MESSAGE, INVALID_RECORD or UNSUPPORTED_COMPRESSION_TYPE; never yields more than `bytesMax` bytes.
 */
export function* readRecords(
  batch: Buffer,
  bytesMax: number = limits.decompressedBytesMax,
): Generator<LogRecord, void, undefined> {
  const header = readBatchHeader(batch);
  const block = batch.subarray(batchHeaderBytes, header.bytes);
  const records = decompress(codecOf(header.attributes), block, bytesMax);
  const isLogAppendTime = (header.attributes & attributeBits.logAppendTime) !== 0;
  const reader = new VarintReader(records, 0, records.length);
  let deltaBefore = -1;
  for (let i = 0; i < header.recordCount; i++) {
    const end = recordEnd(reader);
    reader.skip(1);
    const timestamp = header.baseTimestamp + reader.next();
    const offsetDelta = reader.next();
    // Compaction leaves gaps, but nothing may make a reader go back, or past the batch.
    if (offsetDelta <= deltaBefore || offsetDelta > header.lastOffsetDelta) {
      throw invalid(`record ${i} has offset delta ${offsetDelta}`);
    }
    deltaBefore = offsetDelta;
    const key = readBytes(reader);
    const value = readBytes(reader);
    const headers = readHeaders(reader);
    if (reader.position !== end) throw invalid(`record ${i} does not fill its length`);
    yield {
      offset: header.baseOffset + offsetDelta,
      timestamp: isLogAppendTime ? header.maxTimestamp : timestamp,
      key,
      value,
      headers,
    };
  }
  if (reader.position !== records.length) {
    throw invalid(`${records.length - reader.position} bytes follow the last record`);
  }
}

function readHeaders(reader: VarintReader): RecordHeader[] {
  const count = headerCount(reader);
  const headers: RecordHeader[] = [];
  for (let i = 0; i < count; i++) {
    const key = readBytes(reader);
    if (key === null) throw invalid('a header has no key');
    headers.push({ key: key.toString('utf8'), value: readBytes(reader) });
  }
  return headers;
}

function readBytes(reader: VarintReader): Buffer | null {
  const bytes = reader.next();
  if (bytes === -1) return null;
  const start = reader.position;
  reader.skip(bytes);
  return reader.buffer.subarray(start, start + bytes);
}

function recordEnd(reader: VarintReader): number {
  const bytes = reader.next();
  if (bytes < 0 || bytes > reader.end - reader.position)
    throw invalid(`a record of ${bytes} bytes does not fit`);
  return reader.position + bytes;
}

function headerCount(reader: VarintReader): number {
  const count = reader.next();
  // Every header takes at least two bytes.
  if (count < 0 || count > (reader.end - reader.position) / 2)
    throw invalid(`a count of ${count} headers does not fit`);
  if (count > limits.headersPerRecordMax) {
    throw invalid(
      `a record has ${count} headers; at most ${limits.headersPerRecordMax} are allowed`,
    );
  }
  return count;
}

/**
 * Walks the uncompressed records of a batch in place [REC-2]: each record's parts fill its length, offset deltas count
 * up from 0, and the last one ends `records`. Throws INVALID_RECORD. Makes no object per record.
 */
export function checkRecords(
  records: Buffer,
  recordCount: number,
  options: { needsKeys: boolean },
): void {
  const reader = new VarintReader(records, 0, records.length);
  for (let i = 0; i < recordCount; i++) {
    const end = recordEnd(reader);
    reader.skip(1);
    reader.next();
    const offsetDelta = reader.next();
    if (offsetDelta !== i) throw invalid(`record ${i} has offset delta ${offsetDelta}`);
    const keyBytes = skipBytes(reader);
    if (keyBytes === -1 && options.needsKeys)
      throw invalid(`record ${i} has no key, and the topic is compacted`);
    skipBytes(reader);
    for (let headersLeft = headerCount(reader); headersLeft > 0; headersLeft--) {
      if (skipBytes(reader) === -1) throw invalid(`record ${i} has a header without a key`);
      skipBytes(reader);
    }
    if (reader.position !== end) throw invalid(`record ${i} does not fill its length`);
  }
  if (reader.position !== records.length) {
    throw invalid(`${records.length - reader.position} bytes follow the last record`);
  }
}

/** One record in the uncompressed records of a batch, as its place there. */
export interface RecordPlace {
  /** Of its length field. */
  start: number;
  /** Of the attributes byte, after the length. */
  bodyStart: number;
  /** Of the offset delta, after the timestamp delta. */
  restStart: number;
  end: number;
  offset: number;
  /** Its own one, also where the batch has log-append time. */
  timestamp: number;
  /** Shares memory with the records. */
  key: Buffer | null;
  /** It has no value: it says that its key was deleted. */
  isTombstone: boolean;
}

/** The records of a batch, decompressed, in order. Throws INVALID_RECORD. */
export function* walkRecords(
  header: BatchHeader,
  records: Buffer,
): Generator<RecordPlace, void, undefined> {
  const reader = new VarintReader(records, 0, records.length);
  let deltaBefore = -1;
  for (let i = 0; i < header.recordCount; i++) {
    const start = reader.position;
    const end = recordEnd(reader);
    const bodyStart = reader.position;
    reader.skip(1);
    const timestamp = header.baseTimestamp + reader.next();
    const restStart = reader.position;
    const offsetDelta = reader.next();
    if (offsetDelta <= deltaBefore || offsetDelta > header.lastOffsetDelta) {
      throw invalid(`record ${i} has offset delta ${offsetDelta}`);
    }
    deltaBefore = offsetDelta;
    const key = readBytes(reader);
    const isTombstone = skipBytes(reader) === -1;
    if (reader.position > end) throw invalid(`record ${i} does not fit its length`);
    reader.position = end;
    const offset = header.baseOffset + offsetDelta;
    yield { start, bodyStart, restStart, end, offset, timestamp, key, isTombstone };
  }
  if (reader.position !== records.length) {
    throw invalid(`${records.length - reader.position} bytes follow the last record`);
  }
}

function skipBytes(reader: VarintReader): number {
  const bytes = reader.next();
  if (bytes !== -1) reader.skip(bytes);
  return bytes;
}

function invalid(what: string): WireError {
  return new WireError('INVALID_RECORD', `invalid record batch: ${what}`);
}
