// [REP-12] from the consumer's side: what it has read may not be in the log any more, because a leader was elected that never had
// it. It says so, or follows its policy; it never goes on as if nothing had happened.
import { expect, test } from 'vitest';
import type { Consumer, ConsumerRecord, LogTruncatedError } from '../../../../src/client/index.ts';
import type { RequestBody } from '../../../../src/protocol/api-registry.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

const range = (from: number, to: number, prefix = '') =>
  Array.from({ length: to - from }, (_, i) => `${prefix}${from + i}`);

async function take(consumer: Consumer, count: number): Promise<string[]> {
  const records: ConsumerRecord[] = [];
  for await (const record of consumer) {
    records.push(record);
    if (records.length === count) break;
  }
  return records.map(({ value }) => String(value));
}

/** Topic `t` holds 0 to 29: ten records each of the epochs 0, 1 and 2. */
function threeEpochs(seed: number): FakeCluster {
  const cluster = new FakeCluster(seed, 2);
  cluster.addTopic('t', 1);
  for (const from of [0, 10, 20]) {
    cluster.append('t', 0, range(from, from + 10));
    cluster.moveLeader('t', 0, from === 10 ? 1 : 2);
  }
  return cluster;
}

test('what was read and is gone is an error with where the logs part, until a seek', async () => {
  const cluster = threeEpochs(1);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 30);
    cluster.loseTail('t', 0, 20);
    cluster.append('t', 0, range(20, 35, 'other '));
    const lost: Partial<LogTruncatedError> = {
      code: 'LOG_TRUNCATED',
      topic: 't',
      partition: 0,
      offset: 30,
      divergedAt: 20,
    };
    await expect(take(consumer, 1)).rejects.toMatchObject(lost);
    await expect(take(consumer, 1)).rejects.toMatchObject(lost);
    await consumer.seek('t', 0, { offset: 20 });
    expect(await take(consumer, 15)).toEqual(range(20, 35, 'other '));
  });
});

test('a record of the same offset from another leader is told from the one that was read', async () => {
  const cluster = threeEpochs(2);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 25);
    cluster.loseTail('t', 0, 20);
    // The log is longer than what was read, and still not the same.
    cluster.append('t', 0, range(20, 60, 'other '));
    await expect(take(consumer, 100)).rejects.toMatchObject({ offset: 30, divergedAt: 20 });
  });
});

test('a leader that never heard of the epoch has none of it, however long its own older epoch is', async () => {
  const cluster = threeEpochs(6);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 30);
    cluster.loseTail('t', 0, 20);
    const partition = cluster.partition('t', 0);
    const { leaderEpoch } = partition;
    // The leader of epoch 1 wrote on when epoch 2 had begun elsewhere, and leads again.
    partition.leaderEpoch = 1;
    cluster.append('t', 0, range(20, 60, 'other '));
    partition.leaderEpoch = leaderEpoch;
    await expect(take(consumer, 1)).rejects.toMatchObject({
      code: 'LOG_TRUNCATED',
      offset: 30,
      divergedAt: 20,
    });
  });
});

test('onTruncated rewind goes to where the logs part, with a warning', async () => {
  const cluster = threeEpochs(3);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'], onTruncated: 'rewind' });
    await take(consumer, 30);
    cluster.loseTail('t', 0, 10);
    cluster.append('t', 0, range(10, 15, 'other '));
    expect(await take(consumer, 5)).toEqual(range(10, 15, 'other '));
    expect(await consumer.position('t', 0)).toMatchObject({ offset: 15 });
  });
});

test('what was only fetched ahead is fetched again, and nobody sees it', async () => {
  const cluster = threeEpochs(4);
  await cluster.run(async () => {
    await using client = cluster.client();
    // The prefetch has room for one more answer while the first is read.
    const consumer = client.consumer({ topics: ['t'], partitionFetchBytes: 100_000 });
    const loop = consumer[Symbol.asyncIterator]();
    const next = async () => String((await loop.next()).value?.value);
    const first: string[] = [];
    for (let i = 0; i < 12; i++) first.push(await next());
    expect(first).toEqual(range(0, 12));
    cluster.loseTail('t', 0, 20);
    cluster.append('t', 0, range(20, 25, 'other '));
    // The poll that was under way comes back with the news that the log is another one.
    await cluster.sleep(2_000);
    const rest: string[] = [];
    for (let i = 12; i < 25; i++) rest.push(await next());
    expect(rest).toEqual([...range(12, 20), ...range(20, 25, 'other ')]);
    await loop.return?.();
  });
});

test('a position with its epoch can be gone on from elsewhere, and is checked there', async () => {
  const cluster = threeEpochs(5);
  await cluster.run(async () => {
    await using client = cluster.client();
    const one = client.consumer({ topics: ['t'] });
    await take(one, 25);
    const position = await one.position('t', 0);
    expect(position).toEqual({ offset: 25, leaderEpoch: 2 });
    const assignments = [{ topic: 't', partition: 0, from: position }];
    expect(await take(client.consumer({ assignments }), 5)).toEqual(range(25, 30));
    const asked = cluster.requests('fetch').at(-1)?.body as RequestBody<'fetch'>;
    expect(asked.topics[0]?.partitions[0]).toMatchObject({ fetchOffset: 25, lastFetchedEpoch: 2 });
    cluster.loseTail('t', 0, 20);
    cluster.append('t', 0, range(20, 60, 'other '));
    await expect(take(client.consumer({ assignments }), 1)).rejects.toMatchObject({
      code: 'LOG_TRUNCATED',
      offset: 25,
      divergedAt: 20,
    });
    // Without the epoch nobody can know.
    const bare = [{ topic: 't', partition: 0, from: { offset: 25 } }];
    expect(await take(client.consumer({ assignments: bare }), 1)).toEqual(['other 25']);
  });
});
