/** Sends the flights of examples/data, keyed by where they start: all flights of an airport stay in order. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Client, TidelogError } from '../src/index.ts';

const brokers = process.env.TIDELOG_BROKERS ?? '127.0.0.1:9092';
const file = new URL('data/flights.ndjson', import.meta.url);

await using client = new Client({ brokers, clientId: 'example-producer' });

try {
  await client.admin().createTopic({ name: 'flights', partitions: 6 });
} catch (error) {
  const exists = error instanceof TidelogError && error.code === 'TOPIC_ALREADY_EXISTS';
  if (!exists) {
    throw error;
  }
}

// Resolves, by default, when the record is on disk on every in-sync replica: acks is 'all'.
await using producer = client.producer({ compression: 'gzip' });
const first = await producer.send({ topic: 'flights', key: 'DTW', value: '{"origin":"DTW"}' });
process.stdout.write(`the first went to partition ${first.partition}, offset ${first.offset}\n`);

// Thousands a second want batches: one promise for many records.
const groupSize = 1_000;
let group: { topic: string; key: string; value: string }[] = [];
let count = 0;
async function sendGroup(): Promise<void> {
  const sent = await producer.sendBatch(group);
  count += sent.length;
  group = [];
}
for await (const line of createInterface({ input: createReadStream(file) })) {
  group.push({ topic: 'flights', key: JSON.parse(line).origin, value: line });
  if (group.length === groupSize) {
    await sendGroup();
  }
}
await sendGroup();
process.stdout.write(`${count} more followed\n`);
