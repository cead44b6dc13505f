// Consumers in groups, against a real broker.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import { Broker } from '../../../src/broker/broker.ts';
import type { BrokerSettings } from '../../../src/broker/config.ts';
import { Client } from '../../../src/client/client.ts';
import type { ConsumerRecord } from '../../../src/client/consumer/consumer.ts';
import type { GroupConsumer } from '../../../src/client/consumer/group-consumer.ts';
import type { GroupConsumerOptions } from '../../../src/client/consumer/group-options.ts';
import type { PartitionName } from '../../../src/client/errors.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import {
  type Address,
  formatAddress,
  type Transport,
  type TransportSocket,
} from '../../../src/net/transport.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const topic = 't';
let broker: Broker;
let client: Client;
let logger: RecordingLogger;
/** What is to be closed, the last first. */
const opened: { close(): Promise<void> }[] = [];

async function start(settings: Partial<BrokerSettings> = {}): Promise<void> {
  await stop();
  logger = new RecordingLogger();
  broker = await Broker.start({ settings });
  client = newClient();
  opened.push(client, broker);
  await client.admin().createTopic({ name: topic, partitions: 4 });
}

function newClient(transport: Transport = new TcpTransport()): Client {
  return new Client({ brokers: formatAddress(broker.clientAddress), logger, seams: { transport } });
}

/** The sockets of a process that can be killed. */
class MortalTransport implements Transport {
  readonly #transport = new TcpTransport();
  readonly #sockets: TransportSocket[] = [];
  #isDead = false;

  async connect(address: Address, options: { timeoutMs: number }): Promise<TransportSocket> {
    if (this.#isDead) throw new TidelogError('CONNECTION_FAILED', 'dead', { retriable: true });
    const socket = await this.#transport.connect(address, options);
    this.#sockets.push(socket);
    return socket;
  }

  listen(): Promise<never> {
    return Promise.reject(new TidelogError('CONNECTION_FAILED', 'a client does not listen'));
  }

  die(): void {
    this.#isDead = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}

async function stop(): Promise<void> {
  for (const open of opened.splice(0)) await open.close();
}

beforeEach(() => start());

afterEach(stop);

/** One record a partition by default, with its number as its value. */
async function produce(count: number, keyOf = (i: number) => `k${i}`): Promise<void> {
  await using producer = client.producer();
  const sends = Array.from({ length: count }, (_, i) =>
    producer.send({ topic, key: keyOf(i), value: String(i) }),
  );
  await Promise.all(sends);
}

function consumer(options: Partial<GroupConsumerOptions> = {}): GroupConsumer {
  return client.consumer({ groupId: 'g', topics: [topic], ...options });
}

async function take(from: GroupConsumer, count: number): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = [];
  for await (const record of from) {
    records.push(record);
    await from.commit(record);
    if (records.length === count) break;
  }
  return records;
}

const valuesOf = (records: readonly ConsumerRecord[]) =>
  records.map(({ value }) => Number(value)).sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

test('a new group reads all there is, and the next consumer goes on where the last one stopped', async () => {
  await produce(20);
  const first = consumer();
  expect(valuesOf(await take(first, 20))).toEqual(upTo(20));
  await first.close();
  await produce(3);
  await using second = consumer();
  expect(valuesOf(await take(second, 3))).toEqual(upTo(3));
});

async function committedAnything(): Promise<void> {
  const { groups } = client.admin();
  while ((await groups.offsets('g')).every(({ offset }) => offset === 0));
}

test('[GRP-5] what the loop has passed is committed, what was only prefetched comes again', async () => {
  await produce(40, () => 'one');
  const first = consumer({ autoCommitIntervalMs: 10 });
  let seen = 0;
  for await (const record of first) {
    seen += 1;
    expect(Number(record.value)).toBe(seen - 1);
    // All forty are here; only four have been passed when something of them is committed.
    if (seen === 5) await committedAnything();
    if (seen === 10) break;
  }
  await first.close();
  await produce(1, () => 'one');
  await using second = consumer();
  const [next] = await take(second, 1);
  // The tenth was in hand when the loop was left: nobody knows whether it was processed.
  expect(Number(next?.value)).toBe(9);
});

test('[GRP-5] a consumer that crashes before it has committed gets the message again', async () => {
  await start({ groupSessionTimeoutMs: 600, groupHeartbeatIntervalMs: 200 });
  await produce(1);
  const transport = new MortalTransport();
  const crashing = newClient(transport);
  const first = crashing.consumer({ groupId: 'g', topics: [topic], autoCommit: false });
  const [record] = await takeOne(first);
  expect(Number(record?.value)).toBe(0);
  // Its process is gone, without a word to anybody.
  transport.die();
  await using second = consumer();
  const again = await take(second, 1);
  expect(valuesOf(again)).toEqual([0]);
  await crashing.close();
});

async function takeOne(from: GroupConsumer): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = [];
  for await (const record of from) {
    records.push(record);
    break;
  }
  return records;
}

test('two members share the partitions, each record goes to one of them, and keys keep their order', async () => {
  const assigned = [0, 0];
  const seen: ConsumerRecord[][] = [[], []];
  const members = [0, 1].map((place) =>
    consumer({
      onAssigned: (partitions) => {
        assigned[place] = (assigned[place] ?? 0) + partitions.length;
      },
      onRevoked: (partitions) => {
        assigned[place] = (assigned[place] ?? 0) - partitions.length;
      },
    }),
  );
  const running = members.map((member, place) =>
    member.run((record) => void seen[place]?.push(record), { concurrency: 3 }),
  );
  await until(() => assigned[0] === 2 && assigned[1] === 2);
  await produce(200, (i) => `k${i % 10}`);
  await until(() => seen.flat().length >= 200);
  await Promise.all(members.map((member) => member.close()));
  await Promise.all(running);
  expect(valuesOf(seen.flat())).toEqual(upTo(200));
  expect(seen.every((one) => one.length > 0)).toBe(true);
  for (const records of seen) {
    const lastOfKey = new Map<string, number>();
    for (const { key, value } of records) {
      expect(Number(value)).toBeGreaterThan(lastOfKey.get(String(key)) ?? -1);
      lastOfKey.set(String(key), Number(value));
    }
  }
  expect(assigned).toEqual([0, 0]);
});

test('a partition goes to another member only after onRevoked, in which it can be committed', async () => {
  await produce(40);
  const events: string[] = [];
  const revoked = Promise.withResolvers<void>();
  const first = consumer({
    autoCommit: false,
    onRevoked: async (partitions) => {
      events.push(`revoking ${partitions.length}`);
      await first.commit();
      await revoked.promise;
      events.push('let go');
    },
  });
  let passed = 0;
  const reading = first.run(() => {
    passed += 1;
  });
  await until(() => passed === 40);
  const got: PartitionName[] = [];
  const second = consumer({
    onAssigned: (partitions) => {
      events.push(`assigned ${partitions.length}`);
      got.push(...partitions);
    },
  });
  const records: ConsumerRecord[] = [];
  const readingToo = second.run((record) => void records.push(record));
  await until(() => events.includes('revoking 2'));
  // However often it is asked: the first has not let go, so the second gets nothing.
  for (let tries = 0; tries < 10; tries++) {
    const { members } = await client.admin().groups.describe('g');
    expect(members.flatMap(({ revoking }) => revoking)).toHaveLength(2);
  }
  expect(got).toEqual([]);
  revoked.resolve();
  await until(() => got.length === 2);
  expect(events.slice(0, 3)).toEqual(['revoking 2', 'let go', 'assigned 2']);
  await Promise.all([first.close(), second.close()]);
  await Promise.all([reading, readingToo]);
  // Everything had been committed in onRevoked.
  expect(records).toEqual([]);
});

test('[GRP-5] a handler that takes too long is reported, and only then others get its partitions', async () => {
  await start({ groupSessionTimeoutMs: 400, groupHeartbeatIntervalMs: 100 });
  await produce(4, () => 'one');
  const lost: string[] = [];
  const slow = consumer({
    maxProcessingMs: 900,
    onLost: (_, reason) => void lost.push(reason.message),
  });
  const handlerEnds = Promise.withResolvers<void>();
  const startedMs = performance.now();
  const hanging = slow.run(async () => {
    await handlerEnds.promise;
  });
  await until(() => slow.assigned().length === 4);
  const fast = consumer();
  const records: ConsumerRecord[] = [];
  const reading = fast.run((record) => void records.push(record));
  await until(() => records.length === 4);
  // Longer than its session: heartbeats went on meanwhile.
  expect(performance.now() - startedMs).toBeGreaterThan(800);
  expect(lost).toEqual([expect.stringContaining('has been in hand for more than 900 ms')]);
  expect(logger.lines.some(({ message }) => message.includes('maxProcessingMs'))).toBe(true);
  handlerEnds.resolve();
  // It comes back.
  await until(() => slow.assigned().length > 0);
  await Promise.all([slow.close(), fast.close()]);
  await Promise.all([hanging, reading]);
});

test('a handler that throws ends the run, and its record comes again in the next one', async () => {
  await produce(10, () => 'one');
  await using own = consumer();
  let calls = 0;
  const failing = own.run((record) => {
    calls += 1;
    if (Number(record.value) === 4) throw new Error('no such customer');
  });
  await expect(failing).rejects.toThrow('no such customer');
  expect(calls).toBe(5);
  const again = await take(own, 6);
  expect(valuesOf(again)).toEqual([4, 5, 6, 7, 8, 9]);
});

test('close() hands out no more, waits for what is in hand, commits it, and may be called twice', async () => {
  await produce(10, () => 'one');
  const order: string[] = [];
  const own = consumer({ onRevoked: () => void order.push('revoked') });
  const inHand = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const running = own.run(async () => {
    order.push('begin');
    inHand.resolve();
    await goOn.promise;
    order.push('end');
  });
  await inHand.promise;
  const closing = [own.close(), own.close()];
  goOn.resolve();
  await Promise.all([...closing, running]);
  expect(order).toEqual(['begin', 'end', 'revoked']);
  await using next = consumer();
  const [record] = await take(next, 1);
  expect(Number(record?.value)).toBe(1);
});

test('an AbortSignal closes it, and the loop ends', async () => {
  await produce(3, () => 'one');
  const stop = new AbortController();
  const own = consumer({ signal: stop.signal });
  let count = 0;
  for await (const _ of own) {
    count += 1;
    if (count === 2) stop.abort();
  }
  await own.close();
  expect(count).toBe(2);
  await using next = consumer();
  const [record] = await take(next, 1);
  expect(Number(record?.value)).toBe(2);
});

test('groups are independent, a new one may start at the end or at a given place, and poll waits', async () => {
  await produce(10, () => 'one');
  await using all = consumer({ groupId: 'a' });
  expect(await take(all, 10)).toHaveLength(10);
  await using some = consumer({ groupId: 'b', from: { last: 3 } });
  expect(valuesOf(await take(some, 3))).toEqual([7, 8, 9]);
  await using late = consumer({ groupId: 'c', from: 'latest' });
  const waiting = take(late, 1);
  await until(() => late.assigned().length === 4);
  // Where it begins is committed, so that nothing is left out should it stop before its first record.
  await late.commit();
  await produce(1, () => 'one');
  expect(valuesOf(await waiting)).toEqual([0]);
});

test('many producers and many consumers share a topic: each record is processed once, those of a key in order', async () => {
  const sent = await Promise.all(
    [0, 1, 2].map(async (place) => {
      const other = newClient();
      opened.unshift(other);
      await using producer = other.producer();
      const values = Array.from({ length: 20 }, (_, i) => `${place}-${i}`);
      await Promise.all(values.map((value) => producer.send({ topic, key: `k${place}`, value })));
      return values;
    }),
  );
  const handled: ConsumerRecord[] = [];
  const members = [0, 1, 2].map(() => consumer());
  const running = members.map((one) =>
    one.run((record) => void handled.push(record), { concurrency: 2 }),
  );
  await until(() => handled.length >= 60 && members.every((one) => one.assigned().length > 0));
  await Promise.all(members.map((one) => one.close()));
  await Promise.all(running);
  // A filter by key is the reader's.
  const of = (key: string) => handled.filter((record) => String(record.key) === key);
  const valuesOfKey = [0, 1, 2].map((place) => of(`k${place}`).map(({ value }) => String(value)));
  expect(valuesOfKey).toEqual(sent);
});

test('what keeps a member out of its group ends its loop with that error', async () => {
  const own = consumer();
  const running = own.run(() => {});
  await until(() => own.assigned().length === 4);
  await using other = consumer({ assignor: 'range' });
  await expect(take(other, 1)).rejects.toMatchObject({ code: 'INCONSISTENT_GROUP_PROTOCOL' });
  expect(own.assigned()).toHaveLength(4);
  await own.close();
  await running;
});

test('paused partitions hand out nothing, and stay with the member', async () => {
  await produce(8);
  await using own = consumer({ onAssigned: () => own.pause() });
  const records: ConsumerRecord[] = [];
  const running = own.run((record) => void records.push(record));
  await until(() => own.assigned().length === 4);
  await produce(1);
  expect(records).toEqual([]);
  own.resume();
  await until(() => records.length === 9);
  expect(own.lag(topic, 0)).toBe(0);
  await own.close();
  await running;
});

test('commits of partitions that are not with the member, and options that make no sense, are refused', async () => {
  await using own = consumer();
  await expect(own.commit([{ topic, partition: 0, offset: 1 }])).rejects.toMatchObject({
    code: 'NOT_ASSIGNED',
  });
  const bad = [
    { groupId: '' },
    { topics: [] },
    { maxProcessingMs: 0 },
    { assignor: 'best' as 'range' },
  ];
  for (const options of bad) {
    expect(() => consumer(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  }
  await using wrong = consumer({ pattern: '(' });
  await expect(take(wrong, 1)).rejects.toMatchObject({ code: 'INVALID_REGULAR_EXPRESSION' });
});

test('a static member keeps its partitions over a restart of its process', async () => {
  const first = consumer({ instanceId: 'one' });
  const running = first.run(() => {});
  await using other = consumer({ instanceId: 'two' });
  const revoked: number[] = [];
  const reading = other.run(() => {});
  await until(() => first.assigned().length === 2 && other.assigned().length === 2);
  const had = first.assigned();
  await first.close();
  await running;
  await using again = consumer({
    instanceId: 'one',
    onRevoked: (partitions) => void revoked.push(partitions.length),
  });
  const runningAgain = again.run(() => {});
  await until(() => again.assigned().length === 2);
  expect(again.assigned()).toEqual(had);
  expect(other.assigned()).toHaveLength(2);
  await Promise.all([again.close(), other.close()]);
  await Promise.all([runningAgain, reading]);
});
