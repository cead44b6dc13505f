// Many requests on one connection, and fetches that wait [NET-5, NET-7].
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import type { Response } from '../../../src/protocol/messages.ts';
import { RawPeer, requestPayload } from '../../support/raw-peer.ts';
import { batchOf, TestBroker, TestClient } from '../../support/test-broker.ts';

let target: TestBroker;
let client: TestClient;
const longMs = 100_000;

beforeAll(async () => {
  target = await TestBroker.start();
  client = target.client;
});

afterEach(() => target.expectUnharmed());

afterAll(() => target.stop());

function produce(name: string, value: string, correlationId: number, acks = -1): Buffer {
  const topics = [{ name, partitions: [{ partition: 0, records: batchOf(value) }] }];
  return requestPayload('produce', { acks, timeoutMs: 5_000, topics }, correlationId);
}

function fetch(
  name: string,
  correlationId: number,
  more: { maxWaitMs?: number; minBytes?: number; fetchOffset?: number } = {},
): Buffer {
  const { maxWaitMs = longMs, minBytes = 1, fetchOffset = 0 } = more;
  const partitions = [{ partition: 0, fetchOffset, maxBytes: 1 << 20 }];
  const topics = [{ name, partitions }];
  return requestPayload('fetch', { maxWaitMs, minBytes, maxBytes: 1 << 20, topics }, correlationId);
}

async function take(peer: RawPeer, count: number): Promise<Map<number, Response>> {
  const responses = new Map<number, Response>();
  while (responses.size < count) {
    const response = await peer.response();
    responses.set(response.correlationId, response);
  }
  return responses;
}

const fetched = (response: Response | undefined) => response?.fetch?.topics[0]?.partitions[0];

describe('pipelined requests', () => {
  test('are appended in the order in which they were sent, and each gets its answer', async () => {
    await client.createTopic('order');
    const peer = await RawPeer.connect(target.address);
    const count = 500;
    for (let i = 0; i < count; i++) peer.sendFrame(produce('order', `value ${i}`, i));
    const responses = await take(peer, count);
    for (let i = 0; i < count; i++) {
      const result = responses.get(i)?.produce?.topics[0]?.partitions[0];
      expect(result).toMatchObject({ errorCode: 0, baseOffset: i });
    }
    const expected = Array.from({ length: count }, (_, i) => `value ${i}`);
    expect(await client.readValues('order', 0)).toEqual(expected);
    peer.destroy();
  });

  test('keep their order whatever acks each of them asks for', async () => {
    await client.createTopic('mixed');
    const peer = await RawPeer.connect(target.address);
    const count = 90;
    for (let i = 0; i < count; i++) {
      peer.sendFrame(produce('mixed', `value ${i}`, i, [0, 1, -1][i % 3]));
    }
    await take(peer, (count / 3) * 2);
    await client.append('mixed', 0, 'last');
    const expected = Array.from({ length: count }, (_, i) => `value ${i}`);
    expect(await client.readValues('mixed', 0)).toEqual([...expected, 'last']);
    peer.destroy();
  });

  test('do not wait for one another: metadata overtakes a fetch that waits', async () => {
    await client.createTopic('overtaken');
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(fetch('overtaken', 1));
    expect(await peer.ask('metadata', {}, 2)).toMatchObject({ correlationId: 2 });
    peer.sendFrame(produce('overtaken', 'at last', 3));
    const responses = await take(peer, 2);
    expect([...responses.keys()].sort()).toEqual([1, 3]);
    expect(fetched(responses.get(1))).toMatchObject({ errorCode: 0, highWatermark: 1 });
    peer.destroy();
  });

  test('of more than the bound are all answered', async () => {
    const peer = await RawPeer.connect(target.address);
    for (let i = 0; i < 1_000; i++) peer.sendFrame(requestPayload('metadata', {}, i));
    expect((await take(peer, 1_000)).size).toBe(1_000);
    peer.destroy();
  });

  test('of a peer that reads no answer wait until it does, and hold up nobody else', async () => {
    await client.createTopic('large');
    await client.append('large', 0, 'x'.repeat(500_000));
    const peer = await RawPeer.connect(target.address);
    peer.pause();
    // More than the response bytes that may wait for one connection.
    const asked = 100;
    for (let i = 0; i < asked; i++) peer.sendFrame(fetch('large', i));
    for (let i = 0; i < 20; i++) await target.expectUnharmed();
    expect(await client.read('large', 0)).toHaveLength(1);
    peer.resume();
    expect((await take(peer, asked)).size).toBe(asked);
    peer.destroy();
  });
});

describe('a fetch that waits [NET-7]', () => {
  test('is answered when records come', async () => {
    await client.createTopic('wake');
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(fetch('wake', 1));
    await client.append('wake', 0, 'news');
    const result = fetched(await peer.response());
    expect(result).toMatchObject({ errorCode: 0, highWatermark: 1 });
    expect(result?.records?.length).toBeGreaterThan(0);
    peer.destroy();
  });

  test('is answered with nothing when its time is up', async () => {
    await client.createTopic('quiet');
    const startMs = performance.now();
    const result = await client.fetch({ name: 'quiet' }, 0, 0, { maxWaitMs: 100, minBytes: 1 });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(99);
    expect(result).toMatchObject({ errorCode: 0, highWatermark: 0 });
    expect(result.records ?? []).toHaveLength(0);
  });

  test('waits on for as many bytes as were asked for', async () => {
    await client.createTopic('enough');
    const peer = await RawPeer.connect(target.address);
    const batchBytes = batchOf('x'.repeat(100)).length;
    peer.sendFrame(fetch('enough', 1, { minBytes: 2 * batchBytes + 1 }));
    for (let i = 0; i < 2; i++) await client.append('enough', 0, 'x'.repeat(100));
    expect(peer.received).toHaveLength(0);
    await client.append('enough', 0, 'x'.repeat(100));
    expect(fetched(await peer.response())).toMatchObject({ highWatermark: 3 });
    peer.destroy();
  });

  test('is answered at once when one of its partitions has an error to tell', async () => {
    await client.createTopic('fine');
    const topics = ['fine', 'missing'].map((name) => ({
      name,
      partitions: [{ partition: 0, fetchOffset: 0, maxBytes: 1 }],
    }));
    const { topics: results } = await client.connection.request(
      'fetch',
      { maxWaitMs: longMs, minBytes: 1, maxBytes: 1, topics },
      { timeoutMs: 10_000 },
    );
    expect(results.map(({ partitions }) => partitions[0]?.errorCode)).toEqual([
      0,
      errorNumber('UNKNOWN_TOPIC_OR_PARTITION'),
    ]);
  });

  test('is answered when its topic is deleted', async () => {
    await client.createTopic('doomed');
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(fetch('doomed', 1));
    // Its answer says that the fetch, sent before on the same connection, is waiting.
    expect(await peer.ask('metadata', {}, 2)).toMatchObject({ correlationId: 2 });
    await client.deleteTopic('doomed');
    expect(fetched(await peer.response())?.errorCode).not.toBe(0);
    peer.destroy();
  });

  test('is dropped with its connection, and many of them leave nothing behind', async () => {
    await client.createTopic('left');
    for (let round = 0; round < 5; round++) {
      const peers = await Promise.all(
        Array.from({ length: 20 }, () => RawPeer.connect(target.address)),
      );
      for (const peer of peers) {
        for (let i = 0; i < 10; i++) peer.sendFrame(fetch('left', i));
        peer.destroy();
      }
    }
    await client.append('left', 0, 'nobody waits');
    expect(await client.readValues('left', 0)).toEqual(['nobody waits']);
  });

  test('of the closing broker ends with the connection', async () => {
    const other = await TestBroker.start();
    const peer = await RawPeer.connect(other.address);
    peer.sendFrame(fetch('canary', 1));
    await peer.ask('metadata', {}, 2);
    await other.stop();
    await peer.closed;
    expect(peer.isClosed).toBe(true);
  });
});

test('records in the plain form come back from the very offset asked for [NET-9]', async () => {
  await client.createTopic('plain');
  const record = (i: number) => ({
    timestamp: 1_000 + i,
    key: Buffer.from(`key ${i}`),
    value: i === 2 ? null : Buffer.from(`value ${i}`),
    headers: [{ key: 'n', value: Buffer.from([i]) }],
  });
  const peer = await TestClient.open(target.address);
  const { topics: produced } = await peer.connection.request(
    'produce',
    {
      acks: -1,
      timeoutMs: 5_000,
      topics: [
        { name: 'plain', partitions: [{ partition: 0, plainRecords: [0, 1, 2, 3].map(record) }] },
      ],
    },
    { timeoutMs: 5_000 },
  );
  expect(produced[0]?.partitions[0]).toMatchObject({ errorCode: 0, baseOffset: 0 });
  const { topics } = await peer.connection.request(
    'fetch',
    {
      form: 1,
      maxBytes: 1 << 20,
      topics: [
        { name: 'plain', partitions: [{ partition: 0, fetchOffset: 2, maxBytes: 1 << 20 }] },
      ],
    },
    { timeoutMs: 5_000 },
  );
  const records = topics[0]?.partitions[0]?.plainRecords ?? [];
  expect(records.map(({ offset, timestamp }) => [offset, timestamp])).toEqual([
    [2, 1_002],
    [3, 1_003],
  ]);
  expect(records.map(({ key }) => String(key))).toEqual(['key 2', 'key 3']);
  expect(records[0]?.value ?? null).toBeNull();
  expect(String(records[1]?.value)).toBe('value 3');
  peer.close();
});
