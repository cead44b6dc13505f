import { expect, test } from 'vitest';
import { Client } from '../../../src/client/index.ts';
import { FakeCluster } from './support/fake-cluster.ts';

test('nothing is connected before it is needed, and bad options are refused', () => {
  expect(() => new Client({ brokers: '' })).toThrow(/option brokers/);
  const client = new Client({ brokers: '127.0.0.1:1' });
  expect(() => client.producer({ lingerMs: -1 })).toThrow(/option lingerMs is -1/);
  expect(() => client.consumer({})).toThrow(/option assignments/);
});

test('closing the client flushes producers, ends loops, and leaves no timer or connection', async () => {
  const cluster = new FakeCluster(1, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    const client = cluster.client();
    const sent = client.producer({ lingerMs: 10_000 }).send({ topic: 't', value: 'x' });
    const consumer = client.consumer({ topics: ['t'], from: 'latest' });
    const loop = (async () => {
      for await (const record of consumer) expect(record.offset).toBe(0);
    })();
    await cluster.sleep(500);
    await client.close();
    await loop;
    expect((await sent).offset).toBe(0);
    const closed = expect.objectContaining({ code: 'CLIENT_CLOSED' });
    expect(() => client.producer()).toThrow(closed);
    expect(() => client.consumer({ topics: ['t'] })).toThrow(closed);
    expect(() => client.admin()).toThrow(closed);
    await cluster.sleep(1_000);
    const requests = cluster.seen.length;
    await cluster.sleep(60_000);
    expect(cluster.seen.length).toBe(requests);
    await client.close();
  });
});

test('a consumer sees what a producer of the same client sends, in order for each key', async () => {
  const cluster = new FakeCluster(2, 3);
  await cluster.run(async () => {
    cluster.addTopic('t', 4);
    await using client = cluster.client();
    await using producer = client.producer({ batchBytes: 300, compression: 'gzip' });
    await using consumer = client.consumer({ topics: ['t'] });
    const last = new Map<string, number>();
    let count = 0;
    const reading = (async () => {
      for await (const { key, value } of consumer) {
        const number = Number(value);
        expect(number).toBeGreaterThan(last.get(String(key)) ?? -1);
        last.set(String(key), number);
        if (++count === 1_000) break;
      }
    })();
    for (let i = 0; i < 1_000; i += 100) {
      const records = Array.from({ length: 100 }, (_, j) => ({
        topic: 't',
        key: `key ${(i + j) % 17}`,
        value: `${i + j}`,
      }));
      await producer.sendBatch(records);
      if (i === 300) cluster.moveLeader('t', 1, 3);
      if (i === 600) {
        await cluster.stopBroker(1);
        await cluster.startBroker(1);
      }
    }
    await reading;
    expect(last.size).toBe(17);
  });
});
