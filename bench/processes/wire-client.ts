/**
 * A load without a client library: batches that are made once, in pipelined requests, and fetches whose records are only
 * counted. What it measures is the broker alone.
 */
import { SystemClock } from '../../src/base/clock.ts';
import { Connection } from '../../src/net/connection.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import type { Address } from '../../src/net/transport.ts';
import { batchBytesAt, lastOffsetAt } from '../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../src/protocol/records.ts';
import { serve } from '../support/serve.ts';

export interface WireProduce {
  address: Address;
  topic: string;
  partitions: number;
  records: number;
  recordsPerBatch: number;
  valueBytes: number;
  /** Requests under way per partition. */
  depth: number;
}

export interface WireFetch {
  address: Address;
  topic: string;
  partitions: number;
  /** Records to take from each partition, from offset 0 or from `from`. */
  recordsPerPartition: number;
  from?: number;
  maxBytes: number;
}

const timeoutMs = 60_000;

function openConnection(address: Address): Promise<Connection> {
  return Connection.open(address, {
    transport: new TcpTransport(),
    clock: new SystemClock(),
    clientId: 'bench',
    connectTimeoutMs: 5_000,
    frameBytesMax: 32 << 20,
  });
}

function makeBatch(records: number, valueBytes: number): Buffer {
  const value = Buffer.alloc(valueBytes, 'tidelog ');
  const timestamp = Date.now();
  return encodeBatch(
    Array.from({ length: records }, () => ({ timestamp, key: null, value, headers: [] })),
    'none',
  );
}

async function producePartition(
  connection: Connection,
  options: WireProduce,
  partition: number,
): Promise<void> {
  const batch = makeBatch(options.recordsPerBatch, options.valueBytes);
  let left = Math.round(options.records / options.recordsPerBatch / options.partitions);
  const run = async () => {
    while (left-- > 0) {
      const { topics } = await connection.request(
        'produce',
        {
          acks: -1,
          timeoutMs,
          topics: [{ name: options.topic, partitions: [{ partition, records: batch }] }],
        },
        { timeoutMs },
      );
      const result = topics[0]?.partitions[0];
      if (result?.errorCode !== 0) throw new Error(`produce failed: ${result?.errorMessage}`);
    }
  };
  await Promise.all(Array.from({ length: options.depth }, run));
}

async function fetchPartition(
  connection: Connection,
  options: WireFetch,
  partition: number,
): Promise<number> {
  let fetchOffset = options.from ?? 0;
  const end = fetchOffset + options.recordsPerPartition;
  let bytes = 0;
  while (fetchOffset < end) {
    const { topics } = await connection.request(
      'fetch',
      {
        maxWaitMs: 1_000,
        minBytes: 1,
        maxBytes: options.maxBytes,
        topics: [
          {
            name: options.topic,
            partitions: [{ partition, fetchOffset, maxBytes: options.maxBytes }],
          },
        ],
      },
      { timeoutMs },
    );
    const result = topics[0]?.partitions[0];
    if (result?.errorCode !== 0) throw new Error(`fetch failed: ${result?.errorMessage}`);
    const records = result.records;
    if (!records) continue;
    const buffer = Buffer.from(records.buffer, records.byteOffset, records.length);
    bytes += buffer.length;
    for (let at = 0; at < buffer.length; at += batchBytesAt(buffer, at)) {
      fetchOffset = lastOffsetAt(buffer, at) + 1;
    }
  }
  return bytes;
}

const methods = {
  async createTopic(options: {
    address: Address;
    topic: string;
    partitions: number;
  }): Promise<void> {
    const connection = await openConnection(options.address);
    const { topics } = await connection.request(
      'createTopics',
      { topics: [{ name: options.topic, partitions: options.partitions }], timeoutMs },
      { timeoutMs },
    );
    connection.close();
    if (topics[0]?.errorCode !== 0) throw new Error(`no topic: ${topics[0]?.errorMessage}`);
  },

  /** Returns the milliseconds until all is acknowledged, and the bytes that the log has then. */
  async produce(options: WireProduce): Promise<{ ms: number; bytes: number; records: number }> {
    const connection = await openConnection(options.address);
    const batches =
      Math.round(options.records / options.recordsPerBatch / options.partitions) *
      options.partitions;
    const startMs = performance.now();
    const partitions = Array.from({ length: options.partitions }, (_, i) => i);
    await Promise.all(
      partitions.map((partition) => producePartition(connection, options, partition)),
    );
    const ms = performance.now() - startMs;
    connection.close();
    const batchBytes = makeBatch(options.recordsPerBatch, options.valueBytes).length;
    return { ms, bytes: batches * batchBytes, records: batches * options.recordsPerBatch };
  },

  async fetch(options: WireFetch): Promise<{ ms: number; bytes: number }> {
    const connection = await openConnection(options.address);
    const startMs = performance.now();
    const partitions = Array.from({ length: options.partitions }, (_, i) => i);
    const bytes = await Promise.all(
      partitions.map((partition) => fetchPartition(connection, options, partition)),
    );
    const ms = performance.now() - startMs;
    connection.close();
    return { ms, bytes: bytes.reduce((sum, some) => sum + some, 0) };
  },
};

export type WireClient = typeof methods;

serve(methods);
