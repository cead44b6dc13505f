// How `tidelog log dump` prints batches and records: in the words of Kafka's own dump tool for people, and as JSON.
import { codecNames } from '../protocol/compression.ts';
import { attributeBits, type BatchHeader } from '../protocol/record-batch.ts';
import type { LogRecord } from '../protocol/records.ts';
import { formatBytes, jsonField } from './record-format.ts';

/** One thing that was found in a file. */
export interface DumpItem {
  text: string;
  json: Record<string, unknown>;
}

export function batchItem(header: BatchHeader, position: number, isValid: boolean): DumpItem {
  const has = (bit: number) => (header.attributes & bit) !== 0;
  const codecId = header.attributes & attributeBits.codec;
  const horizon = has(attributeBits.deleteHorizon) ? header.baseTimestamp : null;
  const json = {
    type: 'batch',
    baseOffset: header.baseOffset,
    lastOffset: header.baseOffset + header.lastOffsetDelta,
    count: header.recordCount,
    baseSequence: header.baseSequence,
    lastSequence: lastSequenceOf(header),
    producerId: header.producerId,
    producerEpoch: header.producerEpoch,
    partitionLeaderEpoch: header.leaderEpoch,
    isTransactional: has(attributeBits.transactional),
    isControl: has(attributeBits.control),
    deleteHorizonMs: horizon,
    position,
    timestampType: has(attributeBits.logAppendTime) ? 'LogAppendTime' : 'CreateTime',
    timestamp: header.maxTimestamp,
    size: header.bytes,
    magic: header.magic,
    compresscodec: codecNames[codecId] ?? `unknown (${codecId})`,
    crc: header.crc,
    isvalid: isValid,
  };
  const { type: _type, timestampType, timestamp, deleteHorizonMs, ...rest } = json;
  const words = Object.entries(rest).flatMap(([name, value]) => {
    const word = `${name}: ${value}`;
    if (name === 'isControl') return [word, `deleteHorizonMs: ${deleteHorizonMs ?? '-'}`];
    return name === 'position' ? [word, `${timestampType}: ${timestamp}`] : [word];
  });
  return { text: words.join(' '), json };
}

/** Sequences go round after the largest. */
function lastSequenceOf({ baseSequence, lastOffsetDelta }: BatchHeader): number {
  return baseSequence < 0 ? baseSequence : (baseSequence + lastOffsetDelta) % 2 ** 31;
}

export function recordItem(record: LogRecord, header: BatchHeader): DumpItem {
  const { offset, timestamp, key, value, headers } = record;
  const sequence =
    header.baseSequence < 0 ? -1 : (header.baseSequence + offset - header.baseOffset) % 2 ** 31;
  const isAppendTime = (header.attributes & attributeBits.logAppendTime) !== 0;
  const words = [
    `offset: ${offset}`,
    `${isAppendTime ? 'LogAppendTime' : 'CreateTime'}: ${timestamp}`,
    `keySize: ${key?.length ?? -1}`,
    `valueSize: ${value?.length ?? -1}`,
    `sequence: ${sequence}`,
    `headerKeys: [${headers.map((one) => formatBytes(Buffer.from(one.key))).join(',')}]`,
    ...(key === null ? [] : [`key: ${formatBytes(key)}`]),
    ...(value === null ? [] : [`payload: ${formatBytes(value)}`]),
  ];
  const json = {
    type: 'record',
    offset,
    timestamp,
    sequence,
    ...jsonField('key', key),
    ...jsonField('value', value),
    headers: headers.map((one) => ({ key: one.key, ...jsonField('value', one.value) })),
  };
  return { text: `| ${words.join(' ')}`, json };
}

/** Fields by name: `name: value name: value`. */
export function plainItem(type: string, fields: Record<string, unknown>): DumpItem {
  const words = Object.entries(fields).map(([name, value]) => {
    return `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
  });
  return { text: words.join(' '), json: { type, ...fields } };
}
