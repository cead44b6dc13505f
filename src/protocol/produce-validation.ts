// What a producer may append [REC-2, REC-3]. A batch that fails any check changes nothing.
import { limits } from '../base/limits.ts';
import { codecOf, decompress } from './compression.ts';
import { WireError } from './error-codes.ts';
import { attributeBits, type BatchHeader, batchHeaderBytes, checkBatch } from './record-batch.ts';
import { checkRecords } from './records.ts';

export interface ProduceRules {
  maxMessageBytes: number;
  /** A record stamped later than this is refused; undefined when the broker stamps records itself. */
  timestampMax: number | undefined;
  /** True on compacted topics. */
  needsKeys: boolean;
}

const knownAttributes =
  attributeBits.codec |
  attributeBits.logAppendTime |
  attributeBits.transactional |
  attributeBits.control |
  attributeBits.deleteHorizon;

/** Throws a WireError that says which rule the batch breaks. */
export function checkProducedBatch(batch: Buffer, rules: ProduceRules): BatchHeader {
  if (batch.length > rules.maxMessageBytes) {
    throw new WireError(
      'MESSAGE_TOO_LARGE',
      `the batch has ${batch.length} bytes; this topic takes at most ${rules.maxMessageBytes} (max.message.bytes)`,
    );
  }
  const header = checkBatch(batch);
  checkAttributes(header.attributes);
  if (header.recordCount === 0 || header.recordCount !== header.lastOffsetDelta + 1) {
    throw invalid(
      `it counts ${header.recordCount} records but its last offset delta is ${header.lastOffsetDelta}`,
    );
  }
  if (header.recordCount > limits.recordsPerBatchMax) {
    throw invalid(
      `it has ${header.recordCount} records; at most ${limits.recordsPerBatchMax} are allowed`,
    );
  }
  checkProducer(header);
  checkTimestamps(header, rules.timestampMax);
  const codec = codecOf(header.attributes);
  if (codec === 'none' || rules.needsKeys) {
    // Of what is decompressed nothing is kept: the batch is stored as it came.
    const records = decompress(
      codec,
      batch.subarray(batchHeaderBytes),
      limits.decompressedBytesMax,
    );
    checkRecords(records, header.recordCount, { needsKeys: rules.needsKeys });
  }
  return header;
}

function checkAttributes(attributes: number): void {
  const forbidden: [number, string][] = [
    [attributeBits.logAppendTime, "log-append time is the broker's to set"],
    [attributeBits.transactional, 'there are no transactions'],
    [attributeBits.control, 'control batches come from brokers only'],
    [attributeBits.deleteHorizon, 'a delete horizon is set by compaction only'],
    [~knownAttributes, 'unknown attribute bits are set'],
  ];
  for (const [bits, why] of forbidden) {
    if ((attributes & bits) !== 0)
      throw invalid(`attributes 0x${(attributes & 0xffff).toString(16)}: ${why}`);
  }
}

function checkProducer({ producerId, producerEpoch, baseSequence }: BatchHeader): void {
  if (producerId < -1) throw invalid(`producer id ${producerId} is below -1`);
  if (producerId >= 0 && (producerEpoch < 0 || baseSequence < 0)) {
    throw invalid(
      `producer id ${producerId} comes with epoch ${producerEpoch} and sequence ${baseSequence}; both must be 0 or more`,
    );
  }
}

function checkTimestamps(header: BatchHeader, timestampMax: number | undefined): void {
  const { baseTimestamp, maxTimestamp } = header;
  if (timestampMax === undefined) return;
  if (baseTimestamp < 0 || maxTimestamp < 0) {
    throw new WireError(
      'INVALID_TIMESTAMP',
      `timestamps ${baseTimestamp} to ${maxTimestamp} are not milliseconds since 1970`,
    );
  }
  if (maxTimestamp > timestampMax) {
    throw new WireError(
      'INVALID_TIMESTAMP',
      `timestamp ${maxTimestamp} lies too far in the future; the broker takes at most ${timestampMax} now (message.timestamp.after.max.ms)`,
    );
  }
}

function invalid(what: string): WireError {
  return new WireError('INVALID_RECORD', `invalid record batch: ${what}`);
}
