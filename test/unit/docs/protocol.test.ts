// docs/protocol.md against the code: its tables and its bytes are what the program does, so neither can change alone.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { TopicConfig } from '../../../src/cluster/topic-config.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeErrorResponse,
  encodeRequest,
  encodeResponse,
  type PayloadChunks,
} from '../../../src/protocol/codec.ts';
import { errorRows } from '../../../src/protocol/error-codes.ts';
import { frameChunks, frameLengthBytes } from '../../../src/protocol/frame.ts';
import { murmur2 } from '../../../src/protocol/murmur2.ts';
import { checkBatch } from '../../../src/protocol/record-batch.ts';
import { encodeBatch, readRecords } from '../../../src/protocol/records.ts';

const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The cells of the rows between `<!-- name:begin -->` and `<!-- name:end -->`, without the two lines of the table's head. */
function table(name: string): string[][] {
  const part = text.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0];
  if (part === undefined) throw new Error(`docs/protocol.md has no table between ${name} marks`);
  const lines = part.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/** The bytes of the fenced block that opens with "hex" and this name; after a # stands what they mean. */
function bytesOf(name: string): Buffer {
  const block = text.split(`\`\`\`hex ${name}\n`)[1]?.split('```')[0];
  if (block === undefined) throw new Error(`docs/protocol.md has no example ${name}`);
  const digits = block.replaceAll(/#.*/g, '').replaceAll(/\s/g, '');
  expect(digits).toMatch(/^([0-9a-f]{2})+$/);
  return Buffer.from(digits, 'hex');
}

function frame(payload: PayloadChunks): string {
  return Buffer.concat(frameChunks(payload)).toString('hex');
}

const topicId = Buffer.from('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf', 'hex');
const envelope = (correlationId: number) => ({ correlationId, clientId: 'stranger' });

test('the table of errors has every error, with what a client does about it', () => {
  const documented = table('errors').map(([number, name, retriable, action, when]) => {
    expect(when, name).toMatch(/\.$/);
    return { number: Number(number), name, retriable, action };
  });
  const rows = errorRows.map(({ number, name, action }) => ({
    number,
    name,
    retriable: action === 'fail' ? 'no' : 'yes',
    action,
  }));
  expect(documented).toEqual(rows);
});

test('errors that the text names have their numbers', () => {
  const named = [...text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+) \((\d+)\)/g)];
  expect(named.length).toBeGreaterThan(30);
  for (const [mention, name, number] of named) {
    expect(
      errorRows.find((row) => row.name === name),
      mention,
    ).toMatchObject({ number: Number(number) });
  }
});

test('the table of limits has the values of the program', () => {
  const rows = table('limits');
  expect(rows.length).toBeGreaterThan(15);
  for (const [what, value, name] of rows) {
    expect(Number(value), what).toBe(limits[name as keyof typeof limits]);
  }
});

test('the table of settings has every setting and its default', () => {
  const documented = table('settings').map(([name, value]) => ({ name, value }));
  const entries = new TopicConfig(new Map()).entries().map(({ name, value }) => ({ name, value }));
  expect(documented).toEqual(entries);
});

test('the hashes of the keys are those of our murmur2', () => {
  const rows = table('murmur2');
  expect(rows).toHaveLength(6);
  for (const [key = '', hash, masked] of rows) {
    expect(murmur2(Buffer.from(key)), key).toBe(Number(hash));
    expect(murmur2(Buffer.from(key)) & 0x7fffffff, key).toBe(Number(masked));
  }
});

test('[NET-2] the frames of the examples are those that our codec writes', () => {
  const metadataRequest = encodeRequest(envelope(1), 'metadata', { topics: [{ name: 'events' }] });
  expect(bytesOf('metadata-request').toString('hex')).toBe(frame(metadataRequest));
  const metadataResponse = encodeResponse(1, 'metadata', {
    clusterId: Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'),
    controllerId: 1,
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: 9092 }],
    topics: [
      {
        topicId,
        name: 'events',
        partitions: [{ partition: 0, errorCode: 0, leaderId: 1, replicas: [1], isr: [1] }],
      },
    ],
    metadataOffset: 9,
  });
  expect(bytesOf('metadata-response').toString('hex')).toBe(frame(metadataResponse));
  const record = {
    timestamp: 1_700_000_000_000,
    key: Buffer.from('k'),
    value: Buffer.from('hello'),
  };
  const produceRequest = encodeRequest(envelope(2), 'produce', {
    acks: -1,
    timeoutMs: 30_000,
    topics: [{ topicId, partitions: [{ partition: 0, plainRecords: [record] }] }],
  });
  expect(bytesOf('produce-request').toString('hex')).toBe(frame(produceRequest));
  const produceResponse = encodeResponse(2, 'produce', {
    topics: [
      {
        topicId,
        name: 'events',
        partitions: [{ partition: 0, baseOffset: 41, logAppendTime: -1, leaderId: 1 }],
      },
    ],
  });
  expect(bytesOf('produce-response').toString('hex')).toBe(frame(produceResponse));
  const message = 'the request has no body that this version knows';
  const errorResponse = encodeErrorResponse(3, { code: 35, message });
  expect(bytesOf('error-response').toString('hex')).toBe(frame(errorResponse));
});

test('[NET-2] the frames of the examples are read as what stands beside them', () => {
  const payload = (name: string) => bytesOf(name).subarray(frameLengthBytes);
  expect(decodeRequest(payload('metadata-request'))).toMatchObject({
    correlationId: 1,
    clientId: 'stranger',
    body: 'metadata',
    metadata: { topics: [{ name: 'events' }] },
  });
  const produce = decodeRequest(payload('produce-request')).produce;
  expect(produce).toMatchObject({ acks: -1, timeoutMs: 30_000 });
  expect(produce?.topics[0]?.partitions[0]?.plainRecords[0]?.value?.toString()).toBe('hello');
  expect(decodeResponse(payload('metadata-response')).metadata?.topics[0]).toMatchObject({
    errorCode: 0,
    partitions: [{ partition: 0, leaderId: 1, leaderEpoch: 0, replicas: [1], isr: [1] }],
  });
  expect(
    decodeResponse(payload('produce-response')).produce?.topics[0]?.partitions[0],
  ).toMatchObject({ errorCode: 0, baseOffset: 41, logAppendTime: -1, leaderId: 1 });
});

test('[REC-1] the batch of the examples is the one that our encoder writes, and is intact', () => {
  const records = [
    {
      timestamp: 1_700_000_000_000,
      key: Buffer.from('k'),
      value: Buffer.from('hello'),
      headers: [],
    },
    {
      timestamp: 1_700_000_000_250,
      key: null,
      value: Buffer.from('hi'),
      headers: [{ key: 'h', value: Buffer.from('x') }],
    },
  ];
  const batch = bytesOf('record-batch');
  expect(batch.toString('hex')).toBe(encodeBatch(records, 'none').toString('hex'));
  expect(checkBatch(batch)).toMatchObject({ recordCount: 2 });
  expect([...readRecords(batch)].map(({ timestamp }) => timestamp)).toEqual(
    records.map(({ timestamp }) => timestamp),
  );
});

test('[REC-1] the table of the batch header says where each field of the example is', () => {
  const batch = bytesOf('record-batch');
  const sizes: Record<string, number> = { int8: 1, int16: 2, int32: 4, uint32: 4, int64: 8 };
  const rows = table('batch');
  const header: Record<string, number> = {};
  let offset = 0;
  for (const [at, type = '', name = ''] of rows) {
    expect(Number(at)).toBe(offset);
    const bytes = sizes[type];
    if (bytes === undefined) continue;
    const value = BigInt(`0x${batch.toString('hex', offset, offset + bytes)}`);
    header[name] = Number(type === 'uint32' ? value : BigInt.asIntN(8 * bytes, value));
    offset += bytes;
  }
  const { batchLength, ...rest } = header;
  const { bytes, ...checked } = checkBatch(batch);
  expect(rest).toEqual(checked);
  expect(batchLength).toBe(bytes - 12);
});
