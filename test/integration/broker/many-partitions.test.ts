// A topic with more partitions than a broker goes through in one turn [SIM-6]: it is made, opened again, deleted, and its name is
// given to another one, and no partition is left out on the way.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/client.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { eventually } from '../../support/eventually.ts';

const partitions = 700;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidelog-many-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function withBroker(work: (connect: () => Client) => Promise<void>): Promise<void> {
  await using broker = await Broker.start({ dataDirectory: folder });
  await work(() => new Client({ brokers: formatAddress(broker.clientAddress) }));
}

/** One record to each partition from a first one on. Returns their offsets, of which there is one if all are alike. */
async function sendToAll(client: Client, count: number): Promise<number[]> {
  await using producer = client.producer();
  const sent = await producer.sendBatch(
    Array.from({ length: count }, (_, partition) => ({ topic: 't', partition, value: 'a' })),
  );
  return [...new Set(sent.map(({ offset }) => offset))];
}

const directories = async () => (await readdir(folder)).filter((name) => name.startsWith('t-'));

test('every partition of a large topic takes records, also after a restart, and goes with its topic', async () => {
  await withBroker(async (connect) => {
    await using client = connect();
    await client.admin().createTopic({ name: 't', partitions });
    expect(await sendToAll(client, partitions)).toEqual([0]);
    expect(await directories()).toHaveLength(partitions);
  });
  await withBroker(async (connect) => {
    await using client = connect();
    expect(await sendToAll(client, partitions)).toEqual([1]);
    await client.admin().deleteTopic('t');
    await client.admin().createTopic({ name: 't', partitions: 3 });
    // The one that wrote to the old topic would be told that this is another one.
    await using other = connect();
    expect(await sendToAll(other, 3)).toEqual([0]);
    await eventually(directories, (left) => left.length === 3);
  });
  await withBroker(async (connect) => {
    await using client = connect();
    expect(await sendToAll(client, 3)).toEqual([1]);
    expect((await directories()).sort()).toEqual(['t-0', 't-1', 't-2']);
  });
}, 180_000);
