// All codecs from a producer through a broker's disk to a consumer, and to who reads the plain form.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/index.ts';
import { codecIds, codecNames, compress } from '../../../src/protocol/compression.ts';
import {
  batchHeaderBytes,
  readBatchHeader,
  splitBatches,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { TestClient } from '../../support/test-broker.ts';

let root: string;
let broker: Broker;
let client: Client;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-compression-'));
  broker = await Broker.start({ dataDirectory: root });
  const { host, port } = broker.clientAddress;
  client = new Client({ brokers: `${host}:${port}` });
});

afterAll(async () => {
  await client.close();
  await broker.close();
  await rm(root, { recursive: true });
});

const values = Array.from({ length: 500 }, (_, i) => `value ${i} `.repeat(20));

async function batchesOnDisk(topic: string): Promise<Buffer[]> {
  const bytes = await readFile(join(root, `${topic}-0`, '00000000000000000000.log'));
  return [...splitBatches(bytes)];
}

test.each(codecNames)('records sent with %s come back, and lie on disk as sent', async (codec) => {
  const topic = `t-${codec}`;
  await client.admin().createTopic({ name: topic, partitions: 1 });
  await using producer = client.producer({ compression: codec });
  await producer.sendBatch(values.map((value, i) => ({ topic, key: `key ${i}`, value })));
  const read: string[] = [];
  await using consumer = client.consumer({ topics: [topic], from: 'earliest' });
  for await (const { key, value, offset } of consumer) {
    expect(key?.toString()).toBe(`key ${offset}`);
    read.push(String(value));
    if (read.length === values.length) break;
  }
  expect(read).toEqual(values);

  const batches = await batchesOnDisk(topic);
  const headers = batches.map((batch) => readBatchHeader(batch));
  expect(new Set(headers.map(({ attributes }) => attributes))).toEqual(new Set([codecIds[codec]]));
  const sentBytes = values.join('').length;
  const bytes = batches.reduce((sum, batch) => sum + batch.length, 0);
  if (codec === 'none') expect(bytes).toBeGreaterThan(sentBytes);
  else expect(bytes).toBeLessThan(sentBytes / 3);

  const stranger = await TestClient.open(broker.clientAddress);
  const asked = { partition: 0, fetchOffset: 0, maxBytes: 1 << 20 };
  const { topics } = await stranger.connection.request(
    'fetch',
    { form: 1, maxBytes: 1 << 20, topics: [{ name: topic, partitions: [asked] }] },
    { timeoutMs: 10_000 },
  );
  const plain = topics[0]?.partitions[0]?.plainRecords ?? [];
  expect(plain.map(({ value }) => String(value))).toEqual(values);
  stranger.close();
});

test('[NET-4] the broker stores the very bytes of a block, however it was compressed', async () => {
  const stranger = await TestClient.open(broker.clientAddress);
  await stranger.createTopic('as-sent', 1);
  const records = [{ timestamp: Date.now(), key: null, value: Buffer.from('x'), headers: [] }];
  const uncompressed = encodeBatch(records, 'none').subarray(batchHeaderBytes);
  const blocks: Buffer[] = [];
  for (const codec of codecNames) {
    const batch = encodeBatch(records, codec);
    blocks.push(compress(codec, uncompressed));
    const result = await stranger.produce({ name: 'as-sent' }, 0, batch);
    expect(result).toMatchObject({ errorCode: 0, baseOffset: blocks.length - 1 });
  }
  stranger.close();
  const stored = (await batchesOnDisk('as-sent')).map((batch) => batch.subarray(batchHeaderBytes));
  expect(stored.map(String)).toEqual(blocks.map(String));
});
