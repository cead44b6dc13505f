// What groups tell whoever collects metrics, on both sides.
import { afterEach, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import type { GroupRebalance } from '../../../src/broker/groups/group-shard.ts';
import { Client } from '../../../src/client/client.ts';
import type { GroupConsumer } from '../../../src/client/consumer/group-consumer.ts';
import type { RebalanceEvent } from '../../../src/client/consumer/group-metrics.ts';
import type { GroupConsumerOptions } from '../../../src/client/consumer/group-options.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const topic = 't';
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

/** A broker with a topic of four partitions and ten records, and members that tell of their rebalances. */
async function start(onGroupRebalance: (event: GroupRebalance) => void) {
  const logger = new RecordingLogger();
  const broker = await Broker.start({ logger, onGroupRebalance });
  const newClient = () => {
    const client = new Client({ brokers: formatAddress(broker.clientAddress) });
    opened.unshift(client);
    return client;
  };
  opened.push(broker);
  const client = newClient();
  await client.admin().createTopic({ name: topic, partitions: 4 });
  await using producer = client.producer();
  const sends = Array.from({ length: 10 }, (_, i) =>
    producer.send({ topic, partition: 0, value: String(i) }),
  );
  await Promise.all(sends);
  const member = (options: Partial<GroupConsumerOptions> = {}) => {
    const events: RebalanceEvent[] = [];
    const onRebalance = (event: RebalanceEvent) => void events.push(event);
    const all = { groupId: 'g', topics: [topic], onRebalance, ...options };
    return { consumer: newClient().consumer(all), events };
  };
  return { broker, logger, member };
}

/** Reads all the time. Resolves when the consumer is closed. */
async function read(consumer: GroupConsumer, onRecord: () => void = () => {}): Promise<void> {
  for await (const _record of consumer) onRecord();
}

test('broker and members tell of each rebalance once, with its reason, its size and how long it took', async () => {
  const rebalances: GroupRebalance[] = [];
  const { broker, logger, member } = await start((event) => rebalances.push(event));
  expect(broker.groupMetrics()).toEqual({
    ...{ groups: 0, members: 0, rebalances: 0, rebalanceMs: 0, partitionsMoved: 0 },
  });
  const [one, two] = [member(), member()];
  const readings = [read(one.consumer)];
  await until(() => one.events.length === 1 && rebalances.length === 1);
  const firstId = one.consumer.memberId;
  readings.push(read(two.consumer));
  await until(() => one.events.length === 2 && two.events.length > 0 && rebalances.length === 2);
  const secondId = two.consumer.memberId;
  expect(rebalances).toMatchObject([
    { groupId: 'g', reasons: [`member ${firstId} joined`], moved: 4, members: 1 },
    { groupId: 'g', reasons: [`member ${secondId} joined`], moved: 2, members: 2 },
  ]);
  for (const { tookMs } of rebalances) expect(tookMs).toBeGreaterThanOrEqual(0);
  expect(one.events).toMatchObject([
    { kind: 'taken-on', reason: `member ${firstId} joined`, revoked: [] },
    { kind: 'taken-on', reason: `member ${secondId} joined`, assigned: [] },
  ]);
  expect(one.events.map((event) => [event.assigned.length, event.revoked.length])).toEqual([
    [4, 0],
    [0, 2],
  ]);
  const came = two.events.flatMap(({ assigned }) => assigned);
  expect(came).toHaveLength(2);
  expect(one.consumer.metrics()).toMatchObject({ rebalances: 2, losses: 0 });
  expect(broker.groupMetrics()).toMatchObject({
    ...{ groups: 1, members: 2, rebalances: 2, partitionsMoved: 6 },
  });
  const lines = logger.lines.filter(({ message }) => message.includes('was rebalanced because'));
  expect(lines).toHaveLength(2);
  expect(lines[1]?.message).toContain(`because member ${secondId} joined: 2 partitions got a new`);
  for (const { consumer } of [one, two]) await consumer.close();
  await Promise.all(readings);
});

test('a member tells how far it is behind, and what became of its commits', async () => {
  const { member } = await start(() => {});
  const { consumer } = member({ autoCommit: false });
  expect(consumer.metrics()).toEqual({
    ...{ rebalances: 0, rebalanceMs: 0, losses: 0, commits: 0, commitsFailed: 0 },
    ...{ lag: 0, partitions: [] },
  });
  const lags: number[] = [];
  for await (const record of consumer) {
    lags.push(consumer.metrics().lag);
    await consumer.commit(record);
    if (lags.length === 5) break;
  }
  // The record that is in hand has not been processed.
  expect(lags).toEqual([10, 9, 8, 7, 6]);
  const { commits, commitsFailed, partitions } = consumer.metrics();
  expect({ commits, commitsFailed }).toEqual({ commits: 5, commitsFailed: 0 });
  expect(partitions).toHaveLength(4);
  expect(partitions).toContainEqual({ topic, partition: 0, lag: 5 });
});

test('a member that loses its partitions tells why, and a callback that throws disturbs nobody', async () => {
  const { member, broker } = await start(() => {
    throw new Error('a bad callback');
  });
  const { consumer, events } = member({ maxProcessingMs: 100 });
  const held = Promise.withResolvers<void>();
  let records = 0;
  const reading = consumer.run(async () => {
    records += 1;
    if (records === 1) await held.promise;
  });
  await until(() => events.some(({ kind }) => kind === 'lost'));
  const lost = events.find(({ kind }) => kind === 'lost');
  expect(lost?.reason).toContain('has been in hand for more than 100 ms');
  expect(lost?.revoked).toHaveLength(4);
  held.resolve();
  await until(() => consumer.metrics().partitions.length === 4 && records > 10);
  expect(consumer.metrics()).toMatchObject({ losses: 1, rebalances: 3 });
  expect(broker.groupMetrics().rebalances).toBeGreaterThan(0);
  await consumer.close();
  await reading;
});
