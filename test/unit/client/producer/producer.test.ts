import { expect, test } from 'vitest';
import { type BatchDelivered, PartialDeliveryError } from '../../../../src/client/index.ts';
import type { RequestBody } from '../../../../src/protocol/api-registry.ts';
import { WireError } from '../../../../src/protocol/error-codes.ts';
import { murmur2 } from '../../../../src/protocol/murmur2.ts';
import { readRecords } from '../../../../src/protocol/records.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

function valuesIn(cluster: FakeCluster, topic: string, partition: number): string[] {
  return cluster
    .partition(topic, partition)
    .batches.flatMap((batch) => [...readRecords(batch)].map(({ value }) => String(value)));
}

test('a record arrives with its key, headers and timestamp, where the key says', async () => {
  const cluster = new FakeCluster(1);
  await cluster.run(async () => {
    cluster.addTopic('t', 4);
    await using client = cluster.client();
    const sent = await client.producer().send({
      topic: 't',
      key: 'foobar',
      value: 'v',
      headers: { a: 'x', b: null },
      timestamp: 77,
    });
    const partition = (murmur2(Buffer.from('foobar')) & 0x7fffffff) % 4;
    expect(sent).toEqual({ topic: 't', partition, offset: 0, timestamp: 77, attempts: 1 });
    const [batch] = cluster.partition('t', partition).batches;
    const [record] = [...readRecords(batch as Buffer)];
    expect(record).toEqual({
      offset: 0,
      timestamp: 77,
      key: Buffer.from('foobar'),
      value: Buffer.from('v'),
      headers: [
        { key: 'a', value: Buffer.from('x') },
        { key: 'b', value: null },
      ],
    });
  });
});

test('a record without a timestamp gets the time of the call', async () => {
  const cluster = new FakeCluster(2);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const wallMs = cluster.clientLife.clock.wallMs();
    const { timestamp } = await client.producer().send({ topic: 't', value: null });
    expect(timestamp).toBe(wallMs);
  });
});

test('records linger to share a batch, and a flush does not wait for that', async () => {
  const cluster = new FakeCluster(3);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const producer = client.producer({ lingerMs: 1_000 });
    await producer.send({ topic: 't', value: 'first' });
    const start = cluster.nowMs;
    const sends = ['a', 'b', 'c'].map((value) => producer.send({ topic: 't', value }));
    await Promise.all(sends);
    expect(cluster.nowMs - start).toBeGreaterThanOrEqual(1_000);
    const last = producer.send({ topic: 't', value: 'd' });
    const flushStart = cluster.nowMs;
    await producer.flush();
    expect(cluster.nowMs - flushStart).toBeLessThan(100);
    expect((await last).offset).toBe(4);
    expect(cluster.partition('t', 0).batches.length).toBe(3);
  });
});

test('without idempotence one batch of a partition is under way at a time; partitions of one leader share requests', async () => {
  const cluster = new FakeCluster(4, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    const inFlight = new Set<number>();
    let requestsAtOnce = 0;
    cluster.hook = async ({ api, body }) => {
      if (api !== 'produce') return undefined;
      const { topics } = body as RequestBody<'produce'>;
      const partitions = topics[0]?.partitions.map(({ partition }) => partition) ?? [];
      for (const partition of partitions) {
        expect(inFlight.has(partition)).toBe(false);
        inFlight.add(partition);
      }
      requestsAtOnce = Math.max(requestsAtOnce, partitions.length);
      await cluster.sleep(20);
      for (const partition of partitions) inFlight.delete(partition);
      return undefined;
    };
    await using client = cluster.client();
    const producer = client.producer({ batchBytes: 200, lingerMs: 0, idempotent: false });
    const records = Array.from({ length: 300 }, (_, i) => ({
      topic: 't',
      partition: i % 3,
      value: `value ${i}`,
    }));
    const sent = await producer.sendBatch(records);
    expect(requestsAtOnce).toBe(3);
    expect(sent.map(({ offset }) => offset)).toEqual(records.map((_, i) => Math.floor(i / 3)));
    expect(valuesIn(cluster, 't', 1)).toEqual(
      records.filter(({ partition }) => partition === 1).map(({ value }) => value),
    );
  });
});

test('a failed batch is sent again before later ones, and its records say so', async () => {
  const cluster = new FakeCluster(5, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    let failures = 3;
    cluster.hook = ({ api }) => {
      if (api === 'produce' && failures-- > 0) {
        throw new WireError('NOT_ENOUGH_REPLICAS', 'too few');
      }
      return undefined;
    };
    await using client = cluster.client();
    const deliveries: BatchDelivered[] = [];
    const producer = client.producer({
      batchBytes: 100,
      onDelivery: (delivery) => deliveries.push(delivery),
    });
    const values = Array.from({ length: 20 }, (_, i) => `value ${i}`);
    const sent = await Promise.all(values.map((value) => producer.send({ topic: 't', value })));
    expect(valuesIn(cluster, 't', 0)).toEqual(values);
    expect(sent[0]?.attempts).toBe(4);
    expect(sent.at(-1)?.attempts).toBe(1);
    expect(producer.retriedBatches).toBe(1);
    expect(deliveries[0]).toMatchObject({
      topic: 't',
      partition: 0,
      leaderId: 1,
      brokerAddress: '127.0.0.1:9092',
      baseOffset: 0,
      attempts: 4,
    });
    expect(deliveries.reduce((sum, { recordCount }) => sum + recordCount, 0)).toBe(20);
  });
});

test('the producer follows a leader that moves, and a broker that stops and comes back', async () => {
  const cluster = new FakeCluster(6);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const producer = client.producer();
    await producer.send({ topic: 't', value: 'a' });
    cluster.moveLeader('t', 0, 2);
    await producer.send({ topic: 't', value: 'b' });
    await cluster.stopBroker(2);
    const pending = producer.send({ topic: 't', value: 'c' });
    await cluster.sleep(3_000);
    await cluster.startBroker(2);
    await pending;
    expect(valuesIn(cluster, 't', 0)).toEqual(['a', 'b', 'c']);
  });
});

test('every record has its outcome by the delivery timeout, the lost ones with a clear error', async () => {
  const cluster = new FakeCluster(7, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.hook = ({ api }) => (api === 'produce' ? 'silence' : undefined);
    await using client = cluster.client();
    const producer = client.producer({ deliveryTimeoutMs: 2_000 });
    const start = cluster.nowMs;
    const failure = producer.send({ topic: 't', value: 'x' });
    await expect(failure).rejects.toMatchObject({ code: 'DELIVERY_TIMED_OUT', retriable: true });
    await expect(failure).rejects.toThrow(/t-0 .* 2000 ms.*may have been appended/);
    expect(cluster.nowMs - start).toBeGreaterThanOrEqual(2_000);
    expect(cluster.nowMs - start).toBeLessThan(2_100);
    await producer.close({ timeoutMs: 1 });
  });
});

test('send waits for room in the buffer, first come first served', async () => {
  const cluster = new FakeCluster(8, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.addTopic('u', 1);
    await using client = cluster.client();
    const producer = client.producer({ bufferBytes: 1_000, batchBytes: 1_000, lingerMs: 60_000 });
    const order: string[] = [];
    const sends = Array.from({ length: 40 }, (_, i) => {
      const value = `${i} ${'x'.repeat(200)}`;
      return producer.send({ topic: i % 2 ? 't' : 'u', value }).then(() => {
        order.push(value);
        expect(producer.metrics().bufferedBytes).toBeLessThanOrEqual(1_000);
      });
    });
    await producer.flush();
    await Promise.all(sends);
    expect(order.length).toBe(40);
    for (const topic of ['t', 'u']) {
      const numbers = valuesIn(cluster, topic, 0).map((value) => Number.parseInt(value, 10));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    expect(producer.metrics().bufferedBytes).toBe(0);
  });
});

test('the buffer being full ends in DELIVERY_TIMED_OUT for those that wait', async () => {
  const cluster = new FakeCluster(9, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.hook = ({ api }) => (api === 'produce' ? 'silence' : undefined);
    await using client = cluster.client();
    const producer = client.producer({
      bufferBytes: 300,
      batchBytes: 300,
      deliveryTimeoutMs: 1_000,
    });
    const sends = [1, 2, 3].map((i) => producer.send({ topic: 't', value: `${i}`.repeat(200) }));
    const outcomes = await Promise.allSettled(sends);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(sends[2]).rejects.toThrow(/buffer was full/);
    await producer.close({ timeoutMs: 1 });
  });
});

test('sendBatch tells the outcome of every record when some fail', async () => {
  const cluster = new FakeCluster(10);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.addTopic('u', 1);
    await using client = cluster.client();
    const producer = client.producer();
    const failure = producer.sendBatch([
      { topic: 't', value: 'a', partition: 0 },
      { topic: 't', value: 'b', partition: 7 },
      { topic: 'u', value: 'c' },
    ]);
    const error = await failure.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PartialDeliveryError);
    const { code, outcomes } = error as PartialDeliveryError;
    expect(code).toBe('INVALID_PARTITION');
    expect(outcomes[0]).toMatchObject({ topic: 't', partition: 0, offset: 0 });
    expect(outcomes[1]).toBeInstanceOf(Error);
    expect(outcomes[2]).toMatchObject({ topic: 'u', partition: 0, offset: 0 });
    expect(await producer.sendBatch([])).toEqual([]);
  });
});

test('records that can never be sent are refused at once, and what the broker refuses is not retried', async () => {
  const cluster = new FakeCluster(11, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.maxMessageBytes = 500;
    await using client = cluster.client();
    const producer = client.producer();
    const tooLarge = producer.send({ topic: 't', value: Buffer.alloc(17 * 2 ** 20) });
    await expect(tooLarge).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
    expect(cluster.requests('produce').length).toBe(0);
    const refused = producer.send({ topic: 't', value: 'x'.repeat(600) });
    await expect(refused).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE', retriable: false });
    expect(cluster.requests('produce').length).toBe(1);
    await expect(producer.send({ topic: 't', value: 5 as never })).rejects.toMatchObject({
      code: 'INVALID_RECORD',
    });
    await expect(producer.send({ topic: 't', value: 'x', timestamp: -1 })).rejects.toMatchObject({
      code: 'INVALID_RECORD',
    });
    await expect(producer.send({ topic: 'a/b', value: 'x' })).rejects.toMatchObject({
      code: 'INVALID_TOPIC_EXCEPTION',
    });
    await expect(producer.send({ topic: 'nope', value: 'x' })).rejects.toMatchObject({
      code: 'UNKNOWN_TOPIC_OR_PARTITION',
    });
  });
});

test('a topic that appears within the grace is waited for, and others do not wait behind it', async () => {
  const cluster = new FakeCluster(12);
  await cluster.run(async () => {
    cluster.addTopic('known', 1);
    await using client = cluster.client();
    const producer = client.producer();
    const early = ['a', 'b', 'c'].map((value) => producer.send({ topic: 'late', value }));
    await producer.send({ topic: 'known', value: 'x' });
    expect(cluster.nowMs).toBeLessThan(1_000);
    await cluster.sleep(2_000);
    cluster.addTopic('late', 1);
    expect((await Promise.all(early)).map(({ offset }) => offset)).toEqual([0, 1, 2]);
    expect(valuesIn(cluster, 'late', 0)).toEqual(['a', 'b', 'c']);
  });
});

test('records for a topic that was created again fail instead of going to the new one [REP-10]', async () => {
  const cluster = new FakeCluster(13, 1);
  await cluster.run(async () => {
    const old = cluster.addTopic('t', 1);
    await using client = cluster.client();
    const producer = client.producer();
    await producer.send({ topic: 't', value: 'old' });
    const recreated = cluster.addTopic('t', 1);
    expect(recreated.id).not.toBe(old.id);
    const lost = producer.send({ topic: 't', value: 'between' });
    await expect(lost).rejects.toMatchObject({ code: 'TOPIC_RECREATED', topic: 't' });
    await producer.send({ topic: 't', value: 'new' });
    expect(valuesIn(cluster, 't', 0)).toEqual(['new']);
  });
});

test('acks 0 sends without an answer', async () => {
  const cluster = new FakeCluster(14, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const sent = await client.producer({ acks: 0 }).send({ topic: 't', value: 'x' });
    expect(sent).toMatchObject({ offset: -1, attempts: 1 });
    await cluster.sleep(100);
    expect(valuesIn(cluster, 't', 0)).toEqual(['x']);
  });
});

test('records without a key stay with a partition for a batch, and spread over all in the end', async () => {
  const cluster = new FakeCluster(15);
  await cluster.run(async () => {
    cluster.addTopic('t', 4);
    await using client = cluster.client();
    const producer = client.producer({ batchBytes: 500 });
    const records = Array.from({ length: 1_000 }, (_, i) => ({ topic: 't', value: `value ${i}` }));
    const sent = await producer.sendBatch(records);
    const switches = sent.filter(
      ({ partition }, i) => i > 0 && partition !== sent[i - 1]?.partition,
    );
    expect(switches.length).toBeLessThan(100);
    expect(new Set(sent.map(({ partition }) => partition)).size).toBe(4);
  });
});

test('a custom partitioner decides, and is held to the partitions there are', async () => {
  const cluster = new FakeCluster(16);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    await using client = cluster.client();
    let choice = 2;
    const producer = client.producer({ partitioner: (_record, count) => choice % (count + 1) });
    expect((await producer.send({ topic: 't', key: 'k', value: 'x' })).partition).toBe(2);
    choice = 3;
    await expect(producer.send({ topic: 't', value: 'x' })).rejects.toMatchObject({
      code: 'INVALID_PARTITION',
    });
  });
});

test('an abort rejects what is pending with its reason, and close fails what it could not flush', async () => {
  const cluster = new FakeCluster(17, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.hook = ({ api }) => (api === 'produce' ? 'silence' : undefined);
    await using client = cluster.client();
    const abort = new AbortController();
    const aborted = client.producer({ signal: abort.signal });
    const reason = new Error('enough');
    const sends = [
      aborted.send({ topic: 't', value: 'x' }),
      aborted.send({ topic: 'nope', value: 'x' }),
    ];
    await cluster.sleep(100);
    abort.abort(reason);
    for (const send of sends) await expect(send).rejects.toBe(reason);
    await expect(aborted.send({ topic: 't', value: 'x' })).rejects.toBe(reason);

    const closed = client.producer();
    const pending = closed.send({ topic: 't', value: 'x' });
    const outcome = expect(pending).rejects.toMatchObject({ code: 'PRODUCER_CLOSED' });
    const start = cluster.nowMs;
    await closed.close({ timeoutMs: 500 });
    expect(cluster.nowMs - start).toBe(500);
    await outcome;
    await expect(closed.send({ topic: 't', value: 'x' })).rejects.toMatchObject({
      code: 'PRODUCER_CLOSED',
    });
  });
});

test('close delivers what waits', async () => {
  const cluster = new FakeCluster(18, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    const client = cluster.client();
    const producer = client.producer({ lingerMs: 60_000 });
    const sent = producer.send({ topic: 't', value: 'x' });
    await client.close();
    expect((await sent).offset).toBe(0);
  });
});

test('gzip batches are smaller and read the same', async () => {
  const cluster = new FakeCluster(19, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const values = Array.from({ length: 100 }, (_, i) => `value ${i}`);
    const producer = client.producer({ compression: 'gzip' });
    await producer.sendBatch(values.map((value) => ({ topic: 't', value })));
    expect(valuesIn(cluster, 't', 0)).toEqual(values);
    expect(cluster.partition('t', 0).batches[0]?.length).toBeLessThan(1_000);
  });
});

test('equal seeds give equal runs', async () => {
  const traces = [];
  for (let run = 0; run < 2; run++) {
    const cluster = new FakeCluster(20, 3);
    await cluster.run(async () => {
      cluster.addTopic('t', 5);
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 300 });
      const records = Array.from({ length: 500 }, (_, i) => ({ topic: 't', value: `value ${i}` }));
      await producer.sendBatch(records);
    });
    traces.push(cluster.simulation.traceHash);
  }
  expect(traces[0]).toBe(traces[1]);
});

test('a small record does not overtake a large one that waits for room', async () => {
  const cluster = new FakeCluster(21, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.addTopic('u', 1);
    await using client = cluster.client();
    const producer = client.producer({ bufferBytes: 1_000, batchBytes: 1_000, lingerMs: 1_000 });
    await Promise.all(['t', 'u'].map((topic) => producer.send({ topic, value: 'known' })));
    await cluster.sleep(10);
    const order: string[] = [];
    const send = (topic: string, bytes: number) =>
      producer
        .send({ topic, value: 'x'.repeat(bytes) })
        .then(() => order.push(`${topic} ${bytes}`));
    const sends = [send('t', 700), send('t', 600), send('u', 100)];
    const { bufferedBytes } = producer.metrics();
    expect(bufferedBytes).toBeGreaterThan(700);
    expect(bufferedBytes).toBeLessThan(800);
    await Promise.all(sends);
    expect(order[0]).toBe('t 700');
    expect(order.length).toBe(3);
  });
});
