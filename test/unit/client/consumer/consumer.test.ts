import { expect, test } from 'vitest';
import type { ConsumerRecord } from '../../../../src/client/index.ts';
import type { RequestBody } from '../../../../src/protocol/api-registry.ts';
import { WireError } from '../../../../src/protocol/error-codes.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

async function take(
  source: AsyncIterable<ConsumerRecord>,
  count: number,
): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = [];
  if (count === 0) return records;
  for await (const record of source) {
    records.push(record);
    if (records.length === count) break;
  }
  return records;
}

const valuesOf = (records: readonly ConsumerRecord[]) => records.map(({ value }) => String(value));
const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${from + i}`);

/** One topic `t` with one partition that holds 0 to 29 in batches of ten, stamped 1000 and up. */
function tenByTen(seed: number, brokers = 1): FakeCluster {
  const cluster = new FakeCluster(seed, brokers);
  cluster.addTopic('t', 1);
  for (const from of [0, 10, 20]) cluster.append('t', 0, range(from, from + 10), 1_000 + from);
  return cluster;
}

test('reads every partition of a topic in order, and waits for what comes later', async () => {
  const cluster = new FakeCluster(1, 3);
  await cluster.run(async () => {
    cluster.addTopic('t', 6);
    for (let partition = 0; partition < 6; partition++) {
      cluster.append('t', partition, range(0, 50));
      cluster.append('t', partition, range(50, 100));
    }
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const records = await take(consumer, 600);
    for (let partition = 0; partition < 6; partition++) {
      const own = records.filter((record) => record.partition === partition);
      expect(valuesOf(own)).toEqual(range(0, 100));
      expect(own.map(({ offset }) => offset)).toEqual(range(0, 100).map(Number));
      expect(consumer.lag('t', partition)).toBe(0);
    }
    expect(consumer.assigned().length).toBe(6);
    const later = take(consumer, 1);
    await cluster.sleep(1_234);
    cluster.append('t', 3, ['late']);
    expect(await later).toMatchObject([{ topic: 't', partition: 3, offset: 100, leaderEpoch: 0 }]);
  });
});

test.each([
  ['earliest', '0'],
  [{ offset: 17 }, '17'],
  [{ timestamp: 1_015 }, '10'],
  [{ last: 5 }, '25'],
  [{ last: 500 }, '0'],
] as const)('from %j the first record is %s', async (from, first) => {
  const cluster = tenByTen(2);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ assignments: [{ topic: 't', partition: 0, from }] });
    expect(valuesOf(await take(consumer, 1))).toEqual([first]);
  });
});

test('from latest, or from a time that is still to come, only new records are read', async () => {
  for (const from of ['latest', { timestamp: 5_000 }] as const) {
    const cluster = tenByTen(3);
    await cluster.run(async () => {
      await using client = cluster.client();
      const consumer = client.consumer({ assignments: [{ topic: 't', partition: 0 }], from });
      expect(await consumer.position('t', 0)).toMatchObject({ offset: 30 });
      cluster.append('t', 0, ['new']);
      expect(valuesOf(await take(consumer, 1))).toEqual(['new']);
    });
  }
});

test('a loop that is left goes on where it was, record by record or batch by batch', async () => {
  const cluster = tenByTen(4);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    expect(valuesOf(await take(consumer, 4))).toEqual(range(0, 4));
    expect(await consumer.position('t', 0)).toMatchObject({ offset: 4 });
    expect(consumer.lag('t', 0)).toBe(26);
    const batches = [];
    for await (const batch of consumer.batches()) {
      batches.push(batch);
      if (batches.length === 2) break;
    }
    expect(batches.map(({ records }) => valuesOf(records))).toEqual([range(4, 10), range(10, 20)]);
    expect(batches[0]).toMatchObject({ topic: 't', partition: 0, highWatermark: 30 });
    expect(valuesOf(await take(consumer.partition('t', 0), 1))).toEqual(['20']);
  });
});

test('seek drops what was fetched ahead, for a loop that runs too', async () => {
  const cluster = tenByTen(5);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const loop = consumer[Symbol.asyncIterator]();
    const next = async () => String((await loop.next()).value?.value);
    expect([await next(), await next()]).toEqual(['0', '1']);
    await consumer.seek('t', 0, { offset: 25 });
    expect(await next()).toBe('25');
    await consumer.seek('t', 0, { last: 1 });
    expect([await next(), (await consumer.position('t', 0)).offset]).toEqual(['29', 30]);
    const waiting = next();
    await cluster.sleep(50);
    const seekedMs = cluster.nowMs;
    await consumer.seek('t', 0, 'earliest');
    expect(await waiting).toBe('0');
    expect(cluster.nowMs - seekedMs).toBeLessThan(100);
  });
});

test('paused partitions keep what they have and hand out nothing', async () => {
  const cluster = new FakeCluster(6, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.append('t', 0, range(0, 10));
    cluster.append('t', 1, range(0, 10));
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const first = await take(consumer, 3);
    const partition = first[0]?.partition as number;
    consumer.pause([{ topic: 't', partition }]);
    const others = await take(consumer, 10);
    expect(others.every((record) => record.partition === 1 - partition)).toBe(true);
    const rest = take(consumer, 7);
    await cluster.sleep(500);
    consumer.resume();
    expect(valuesOf(await rest)).toEqual(range(3, 10));
  });
});

test('partitions can be read by a loop each, but not twice', async () => {
  const cluster = new FakeCluster(7, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.append('t', 0, ['a']);
    cluster.append('t', 1, ['b']);
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const one = consumer.partition('t', 0)[Symbol.asyncIterator]();
    const two = consumer.partition('t', 1)[Symbol.asyncIterator]();
    const both = await Promise.all([one.next(), two.next()]);
    expect(both.map(({ value }) => String(value?.value))).toEqual(['a', 'b']);
    const busy = expect.objectContaining({ code: 'ALREADY_READING' });
    expect(() => consumer.partition('t', 0)[Symbol.asyncIterator]()).toThrow(busy);
    expect(() => consumer[Symbol.asyncIterator]()).toThrow(busy);
    expect(() => consumer.partition('u', 0)[Symbol.asyncIterator]()).toThrow(
      expect.objectContaining({ code: 'NOT_ASSIGNED' }),
    );
    await one.return?.();
    await two.return?.();
    const all = consumer[Symbol.asyncIterator]();
    expect(() => consumer.partition('t', 0)[Symbol.asyncIterator]()).toThrow(busy);
    await all.return?.();
  });
});

test('an offset that is not there is an error with the valid range, until a seek', async () => {
  const cluster = tenByTen(8);
  await cluster.run(async () => {
    cluster.partition('t', 0).logStartOffset = 10;
    cluster.partition('t', 0).batches.shift();
    await using client = cluster.client();
    const from = { offset: 3 };
    const consumer = client.consumer({ assignments: [{ topic: 't', partition: 0, from }] });
    const range = { code: 'OFFSET_OUT_OF_RANGE', offset: 3, logStartOffset: 10, highWatermark: 30 };
    await expect(take(consumer, 1)).rejects.toMatchObject(range);
    await expect(take(consumer, 1)).rejects.toMatchObject(range);
    await consumer.seek('t', 0, 'earliest');
    expect(valuesOf(await take(consumer, 1))).toEqual(['10']);
  });
});

test.each([
  ['earliest', '10'],
  ['latest', 'new'],
] as const)('onOutOfRange %s goes there by itself', async (onOutOfRange, first) => {
  const cluster = tenByTen(9);
  await cluster.run(async () => {
    cluster.partition('t', 0).logStartOffset = 10;
    cluster.partition('t', 0).batches.shift();
    await using client = cluster.client();
    for (const offset of [3, 99]) {
      const assignments = [{ topic: 't', partition: 0, from: { offset } }];
      const consumer = client.consumer({ assignments, onOutOfRange });
      const records = take(consumer, 1);
      await cluster.sleep(100);
      if (first === 'new') cluster.append('t', 0, ['new']);
      expect(valuesOf(await records)).toEqual([first]);
    }
  });
});

test('a damaged batch is an error after the good ones before it, and can be left out [REC-2]', async () => {
  const cluster = tenByTen(10);
  await cluster.run(async () => {
    const bad = cluster.partition('t', 0).batches[1] as Buffer;
    bad.writeUInt8(bad.readUInt8(80) ^ 1, 80);
    await using client = cluster.client();
    const strict = client.consumer({ topics: ['t'] });
    const read: ConsumerRecord[] = [];
    const loop = async () => {
      for await (const record of strict) read.push(record);
    };
    const damage = {
      code: 'CORRUPT_MESSAGE',
      topic: 't',
      partition: 0,
      offset: 10,
      nextOffset: 20,
    };
    await expect(loop()).rejects.toMatchObject(damage);
    expect(valuesOf(read)).toEqual(range(0, 10));
    await expect(loop()).rejects.toMatchObject(damage);
    await strict.seek('t', 0, { offset: 20 });
    expect(valuesOf(await take(strict, 10))).toEqual(range(20, 30));

    const lenient = client.consumer({ topics: ['t'], onCorrupt: 'skip' });
    expect(valuesOf(await take(lenient, 20))).toEqual([...range(0, 10), ...range(20, 30)]);
  });
});

test('reading survives moved leaders, stopped brokers and cut requests, without a gap or a repetition', async () => {
  const cluster = new FakeCluster(11, 3);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const records = take(consumer, 300);
    let fetches = 0;
    cluster.hook = ({ api }) => {
      if (api === 'fetch' && fetches++ % 5 === 0) {
        throw new WireError('BROKER_OVERLOADED', 'later');
      }
      return undefined;
    };
    for (let round = 0; round < 10; round++) {
      for (let partition = 0; partition < 3; partition++) {
        cluster.append('t', partition, range(round * 10, round * 10 + 10));
      }
      if (round === 3) cluster.moveLeader('t', 0, 2);
      if (round === 5) await cluster.stopBroker(3);
      if (round === 7) cluster.moveLeader('t', 1, 1);
      await cluster.sleep(300);
    }
    await cluster.startBroker(3);
    const read = await records;
    for (let partition = 0; partition < 3; partition++) {
      const own = read.filter((record) => record.partition === partition);
      expect(valuesOf(own)).toEqual(range(0, 100));
    }
  });
});

test('fetching ahead stops at its bound, and every partition gets its share', async () => {
  const cluster = new FakeCluster(12, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 4);
    const value = 'x'.repeat(1_000);
    for (let partition = 0; partition < 4; partition++) {
      for (let i = 0; i < 100; i++) cluster.append('t', partition, [value]);
    }
    let largest = 0;
    cluster.hook = ({ api, body }) => {
      if (api === 'fetch') {
        for (const { partitions } of (body as RequestBody<'fetch'>).topics) {
          for (const { maxBytes } of partitions) largest = Math.max(largest, maxBytes);
        }
      }
      return undefined;
    };
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'], prefetchBytes: 32_000 });
    const loop = consumer[Symbol.asyncIterator]();
    await loop.next();
    await cluster.sleep(5_000);
    expect(largest).toBe(4_000);
    const before = cluster.requests('fetch').length;
    await cluster.sleep(5_000);
    expect(cluster.requests('fetch').length).toBe(before);
    await loop.return?.();
    const records = await take(consumer, 399);
    expect(new Set(records.map(({ partition }) => partition)).size).toBe(4);
  });
});

test('an idle consumer asks no more often than its long polls last', async () => {
  const cluster = new FakeCluster(13, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'], maxWaitMs: 500 });
    const loop = consumer[Symbol.asyncIterator]();
    const waiting = loop.next();
    await cluster.sleep(10_000);
    expect(cluster.requests('fetch').length).toBeLessThanOrEqual(25);
    cluster.hook = ({ api }) => {
      if (api === 'fetch') throw new WireError('BROKER_OVERLOADED', 'later');
      return undefined;
    };
    const before = cluster.requests('fetch').length;
    await cluster.sleep(10_000);
    // One pause for each partition, of half a second to a second when it has failed for a while.
    expect(cluster.requests('fetch').length - before).toBeLessThan(3 * 30);
    await consumer.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});

test('a busy partition does not wait behind idle ones', async () => {
  const cluster = new FakeCluster(14, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'], maxWaitMs: 10_000, prefetchBytes: 8_000 });
    const loop = consumer[Symbol.asyncIterator]();
    let pending = loop.next();
    await cluster.sleep(50);
    const start = cluster.nowMs;
    for (let i = 0; i < 50; i++) cluster.append('t', 1, ['x'.repeat(1_500)]);
    for (let i = 0; i < 50; i++) {
      expect((await pending).value?.offset).toBe(i);
      pending = loop.next();
    }
    expect(cluster.nowMs - start).toBeLessThan(2_000);
    await loop.return?.();
    await pending;
  });
});

test('a topic that was created again is an error until a seek [REP-10]', async () => {
  const cluster = tenByTen(15);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 30);
    cluster.addTopic('t', 1);
    cluster.append('t', 0, ['new']);
    const recreated = { code: 'TOPIC_RECREATED', topic: 't' };
    await expect(take(consumer, 1)).rejects.toMatchObject(recreated);
    await expect(take(consumer, 1)).rejects.toMatchObject(recreated);
    await consumer.seek('t', 0, 'earliest');
    expect(valuesOf(await take(consumer, 1))).toEqual(['new']);
  });
});

test('a deleted or unknown topic ends the loop with a clear error', async () => {
  const cluster = tenByTen(16);
  await cluster.run(async () => {
    await using client = cluster.client();
    const unknown = { code: 'UNKNOWN_TOPIC_OR_PARTITION' };
    await expect(take(client.consumer({ topics: ['nope'] }), 1)).rejects.toMatchObject(unknown);
    const assignments = [{ topic: 't', partition: 5 }];
    await expect(take(client.consumer({ assignments }), 1)).rejects.toMatchObject({
      code: 'INVALID_PARTITION',
    });
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 30);
    cluster.topics.delete('t');
    cluster.metadataOffset += 1;
    await expect(take(consumer, 1)).rejects.toMatchObject(unknown);
  });
});

test('loops end when the signal aborts, and a closed consumer says so', async () => {
  const cluster = tenByTen(17);
  await cluster.run(async () => {
    await using client = cluster.client();
    const abort = new AbortController();
    const consumer = client.consumer({ topics: ['t'], signal: abort.signal });
    const read: ConsumerRecord[] = [];
    const loop = (async () => {
      for await (const record of consumer) read.push(record);
    })();
    await cluster.sleep(1_000);
    abort.abort();
    await loop;
    expect(read.length).toBe(30);
    expect(await take(consumer, 1)).toEqual([]);
    const closed = expect.objectContaining({ code: 'CONSUMER_CLOSED' });
    await expect(consumer.seek('t', 0, 'earliest')).rejects.toEqual(closed);
    await expect(consumer.position('t', 0)).rejects.toEqual(closed);
    expect(await take(client.consumer({ topics: ['t'], signal: abort.signal }), 1)).toEqual([]);
  });
});

test('fetches carry the leader epoch, and the epoch of the last batch', async () => {
  const cluster = tenByTen(18);
  await cluster.run(async () => {
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    await take(consumer, 30);
    cluster.moveLeader('t', 0, 1);
    cluster.append('t', 0, ['x']);
    await take(consumer, 1);
    const asked = cluster
      .requests('fetch')
      .map(({ body }) => (body as RequestBody<'fetch'>).topics[0]?.partitions[0]);
    expect(asked[0]).toMatchObject({ fetchOffset: 0, currentLeaderEpoch: 0 });
    expect(asked[0]?.lastFetchedEpoch).toBeNull();
    expect(asked[1]).toMatchObject({ fetchOffset: 30, lastFetchedEpoch: 0 });
  });
});

test('an answer that was asked for before a seek is dropped', async () => {
  const cluster = tenByTen(19);
  await cluster.run(async () => {
    let isFirst = true;
    cluster.hook = async ({ api }) => {
      if (api !== 'fetch' || !isFirst) return undefined;
      isFirst = false;
      await cluster.sleep(200);
      return undefined;
    };
    await using client = cluster.client();
    const consumer = client.consumer({ topics: ['t'] });
    const loop = consumer[Symbol.asyncIterator]();
    const first = loop.next();
    await cluster.sleep(100);
    expect(cluster.requests('fetch').length).toBe(1);
    await consumer.seek('t', 0, 'latest');
    // The old answer comes while the new poll waits.
    await cluster.sleep(300);
    expect(await consumer.position('t', 0)).toMatchObject({ offset: 30 });
    cluster.append('t', 0, ['new']);
    expect(String((await first).value?.value)).toBe('new');
    await loop.return?.();
  });
});
