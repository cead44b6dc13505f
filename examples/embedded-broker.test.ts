/** A real broker inside a test, on a free port and in a temporary folder: `npx node --test examples/embedded-broker.test.ts`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Broker, Client } from '../src/index.ts';

/** What is tested: a service that answers orders with invoices. */
async function invoiceOrders(client: Client, orderCount: number): Promise<void> {
  await using orders = client.consumer({ topics: ['orders'] });
  await using invoices = client.producer();
  let left = orderCount;
  for await (const { key, value } of orders) {
    await invoices.send({ topic: 'invoices', key, value: `invoice for ${value?.toString()}` });
    left -= 1;
    if (left === 0) {
      return;
    }
  }
}

await test('every order gets its invoice', async () => {
  await using broker = await Broker.start();
  const { host, port } = broker.clientAddress;
  await using client = new Client({ brokers: `${host}:${port}` });
  await client.admin().createTopic({ name: 'orders' });
  await client.admin().createTopic({ name: 'invoices' });
  await using producer = client.producer();
  await producer.send({ topic: 'orders', key: 'ada', value: 'a lamp' });

  await invoiceOrders(client, 1);

  await using invoices = client.consumer({ topics: ['invoices'] });
  for await (const { key, value } of invoices) {
    assert.equal(key?.toString(), 'ada');
    assert.equal(value?.toString(), 'invoice for a lamp');
    break;
  }
});
