/** Reads the topic that examples/produce.ts fills: all of it, the last of it, and what comes from now on. */
import { Client } from '../src/index.ts';

const brokers = process.env.TIDELOG_BROKERS ?? '127.0.0.1:9092';
await using client = new Client({ brokers, clientId: 'example-consumer' });
const [topic] = await client.admin().describeTopics(['flights']);
const partitions = topic?.partitions.map(({ partition }) => partition) ?? [];

// Records of one partition come in the order in which they were written; so do all records with one key.
const delays = new Map<string, number>();
const total = await countOfRecords();
let read = 0;
await using everything = client.consumer({ topics: ['flights'], from: 'earliest' });
for await (const { key, value } of everything) {
  const airport = key?.toString() ?? '';
  const { delay = 0 } = JSON.parse(value?.toString() ?? '{}');
  delays.set(airport, Math.max(delays.get(airport) ?? 0, delay));
  read += 1;
  if (read >= total) {
    break;
  }
}
const worst = [...delays].sort(([, a], [, b]) => b - a).slice(0, 3);
process.stdout.write(`${read} flights; the longest delays: ${worst.join(', ')}\n`);

// Each partition from its own place: an offset, a time, or the last so many.
const assignments = partitions.map((partition) => ({
  topic: 'flights',
  partition,
  from: { last: 1 },
}));
const stop = new AbortController();
await using latest = client.consumer({ assignments, signal: stop.signal });
process.on('SIGINT', () => stop.abort());
process.stdout.write('the last of each partition, and what comes now; Ctrl-C ends\n');
for await (const { partition, offset, value } of latest) {
  process.stdout.write(`${partition} ${offset} ${value?.toString()}\n`);
}

async function countOfRecords(): Promise<number> {
  const admin = client.admin();
  const ask = (at: 'earliest' | 'latest') =>
    admin.listOffsets(partitions.map((partition) => ({ topic: 'flights', partition, at })));
  const sum = (answers: { offset: number }[]) =>
    answers.reduce((total, { offset }) => total + offset, 0);
  return sum(await ask('latest')) - sum(await ask('earliest'));
}
