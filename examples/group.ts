/**
 * Consumer groups. Many producers and many consumers share a topic; each group has a cursor of its own; what was not
 * acknowledged comes again; who waits for something new simply waits.
 */
import { randomUUID } from 'node:crypto';
import { Client, type GroupConsumer } from '../src/index.ts';

const brokers = process.env.TIDELOG_BROKERS ?? '127.0.0.1:9092';
await using client = new Client({ brokers, clientId: 'example-group' });
// A topic and groups of this run's own, so that it can run again.
const run = randomUUID().slice(0, 8);
const topic = `parcels-${run}`;
const groupId = (name: string) => `${name}-${run}`;
await client.admin().createTopic({ name: topic, partitions: 4 });

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// Three producers, and thirty parcels for five depots.
const depots = ['Ghent', 'Turku', 'Porto', 'Graz', 'Brno'];
await Promise.all(
  [0, 1, 2].map(async (place) => {
    await using producer = client.producer();
    for (let i = place; i < 30; i += 3) {
      await producer.send({
        topic,
        key: depots[i % depots.length] as string,
        value: `parcel ${i}`,
      });
    }
  }),
);

// Three members of one group share the work: each parcel is handled once, those of a depot in their order.
const handled: string[] = [];
const workers = [1, 2, 3].map(() =>
  client.consumer({ groupId: groupId('workers'), topics: [topic] }),
);
const running = workers.map((worker) =>
  worker.run((record) => void handled.push(String(record.value)), { concurrency: 4 }),
);
await until(() => handled.length >= 30);
await Promise.all(workers.map((worker) => worker.close()));
await Promise.all(running);
say(`three workers handled ${new Set(handled).size} parcels`);

// Another group has a cursor of its own, and reads everything again. A filter by key is the reader's.
await using audit = client.consumer({ groupId: groupId('audit'), topics: [topic] });
const porto = (await take(audit, 30)).filter((record) => String(record.key) === 'Porto');
say(`the audit saw all 30 again, ${porto.length} of them for Porto`);

// A consumer that stops before it has acknowledged gets the message again.
const careless = client.consumer({
  groupId: groupId('careless'),
  topics: [topic],
  autoCommit: false,
});
for await (const record of careless) {
  say(
    `careless got ${record.value?.toString() === 'parcel 0' ? 'the first parcel' : 'a parcel'} and stopped`,
  );
  break;
}
await careless.close();
await using careful = client.consumer({ groupId: groupId('careless'), topics: [topic] });
say(`careful got all ${(await take(careful, 30)).length}, that one too`);

// A new group may start anywhere. At the end there is nothing yet: the loop waits, and does not fail.
await using live = client.consumer({ groupId: groupId('live'), topics: [topic], from: 'latest' });
const next = take(live, 1);
await until(() => live.assigned().length === 4);
// From here on everything counts, also what comes before the first record was processed.
await live.commit();
await using late = client.producer();
await late.send({ topic, key: 'Turku', value: 'parcel 30' });
say(`live got ${(await next)[0]?.value?.toString()}`);

async function take(consumer: GroupConsumer, count: number) {
  const records = [];
  for await (const record of consumer) {
    records.push(record);
    // The last one would not be asked past, so it is committed by hand.
    if (records.length === count) await consumer.commit(record);
    if (records.length === count) break;
  }
  return records;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
