// Producer ids, sequences and duplicates over the wire, as a client of any language meets them [LOG-11].
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Broker, type BrokerOptions } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/client.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { TestClient } from '../../support/test-broker.ts';

let root: string;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-idempotence-'));
  stops = [];
});

afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await rm(root, { recursive: true });
});

async function start(nodeId: number, options: BrokerOptions = {}): Promise<Broker> {
  const dataDirectory = join(root, `${nodeId}`);
  const broker = await Broker.start({ nodeId, dataDirectory, ...options });
  stops.push(() => broker.close());
  return broker;
}

async function open(broker: Broker): Promise<TestClient> {
  const client = await TestClient.open(broker.clientAddress);
  stops.push(async () => client.close());
  return client;
}

const ask = (client: TestClient, body: { producerId?: number; producerEpoch?: number } = {}) =>
  client.connection.request('initProducerId', body, { timeoutMs: 10_000 });

function batch(producerId: number, baseSequence: number, value: string, producerEpoch = 0): Buffer {
  const record = { timestamp: Date.now(), key: null, value: Buffer.from(value), headers: [] };
  return encodeBatch([record], 'none', { producerId, producerEpoch, baseSequence });
}

test('ids are unique over brokers and restarts, and each has its epochs', async () => {
  const first = await start(1);
  const second = await start(2, { quorum: [{ nodeId: 1, ...first.internalAddress }] });
  const clients = [await open(first), await open(second)];
  const ids: number[] = [];
  for (let i = 0; i < 6; i++) {
    const { producerId, producerEpoch } = await ask(clients[i % 2] as TestClient);
    expect(producerEpoch).toBe(0);
    ids.push(producerId);
  }
  const [producerId = 0] = ids;
  const client = clients[0] as TestClient;
  expect(await ask(client, { producerId, producerEpoch: 4 })).toMatchObject({
    producerId,
    producerEpoch: 5,
  });
  const after = await ask(client, { producerId, producerEpoch: 32_767 });
  expect(after.producerEpoch).toBe(0);
  ids.push(after.producerId);
  await expect(ask(client, { producerId: 1_000_000, producerEpoch: 0 })).rejects.toMatchObject({
    code: 'UNKNOWN_PRODUCER_ID',
  });
  for (const body of [
    { producerId: 1 },
    { producerEpoch: 1 },
    { producerId: -1, producerEpoch: 0 },
  ]) {
    await expect(ask(client, body)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  }
  await second.close();
  await first.close();
  const again = await open(await start(1));
  ids.push((await ask(again)).producerId);
  expect(new Set(ids).size).toBe(8);
});

test('a batch that comes again gets its first offset, also after a restart; a gap and an old epoch are refused', async () => {
  let broker = await start(1);
  let client = await open(broker);
  await client.createTopic('t');
  const { producerId } = await ask(client);
  const send = (sequence: number, value: string, epoch = 0, acks = -1) =>
    client.produce({ name: 't' }, 0, batch(producerId, sequence, value, epoch), acks);
  for (const [i, value] of ['a', 'b', 'c'].entries()) {
    expect(await send(i, value)).toMatchObject({ errorCode: 0, baseOffset: i });
  }
  const [x, y] = await Promise.all([send(3, 'd'), send(3, 'd')]);
  expect([x?.baseOffset, y?.baseOffset]).toEqual([3, 3]);
  for (const how of ['runs', 'restarted']) {
    if (how === 'restarted') {
      await broker.close();
      broker = await start(1);
      client = await open(broker);
    }
    for (const acks of [1, -1]) {
      expect(await send(1, 'b', 0, acks), how).toMatchObject({ errorCode: 0, baseOffset: 1 });
    }
    expect(await send(5, 'f')).toMatchObject({
      errorCode: errorNumber('OUT_OF_ORDER_SEQUENCE_NUMBER'),
    });
  }
  expect(await send(0, 'e', 1)).toMatchObject({ errorCode: 0, baseOffset: 4 });
  expect(await send(4, 'e')).toMatchObject({ errorCode: errorNumber('INVALID_PRODUCER_EPOCH') });
  expect(await client.readValues('t', 0)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('our producer goes on over restarts of the broker, and every record stands once', async () => {
  let broker = await start(1);
  const admin = await open(broker);
  await admin.createTopic('t');
  const { clientAddress, internalAddress } = broker;
  await using client = new Client({ brokers: formatAddress(clientAddress) });
  const producer = client.producer({ batchBytes: 200, lingerMs: 0, retryBackoffMs: 10 });
  const sends: Promise<{ offset: number }>[] = [];
  for (let restart = 0; restart < 3; restart++) {
    for (let i = 0; i < 200; i++) {
      sends.push(producer.send({ topic: 't', partition: 0, value: `${sends.length}` }));
    }
    await sends[restart * 200];
    await broker.close();
    broker = await start(1, {
      client: { listen: clientAddress },
      internal: { listen: internalAddress },
    });
  }
  const offsets = (await Promise.all(sends)).map(({ offset }) => offset);
  expect(offsets).toEqual(offsets.map((_, i) => i));
  const values = await (await open(broker)).readValues('t', 0);
  expect(values).toEqual(offsets.map((_, i) => `${i}`));
});
