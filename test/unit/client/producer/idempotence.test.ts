// [LOG-11] from the producer's side: sequences, up to five batches of a partition under way, and what becomes of a gap. The
// brokers here check sequences with the very code of a real partition.
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import {
  type OutOfOrderSequenceError,
  PartialDeliveryError,
} from '../../../../src/client/index.ts';
import type { RequestBody } from '../../../../src/protocol/api-registry.ts';
import { WireError, type WireErrorName } from '../../../../src/protocol/error-codes.ts';
import { readBatchHeader } from '../../../../src/protocol/record-batch.ts';
import { readRecords } from '../../../../src/protocol/records.ts';
import { ProducerState } from '../../../../src/storage/producer-state.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

function valuesIn(cluster: FakeCluster, partition = 0): string[] {
  const { batches } = cluster.partition('t', partition);
  return batches.flatMap((batch) => [...readRecords(batch)].map(({ value }) => String(value)));
}

function headersIn(cluster: FakeCluster) {
  return cluster.partition('t', 0).batches.map((batch) => readBatchHeader(batch));
}

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ topic: 't', partition: 0, value: `${from + i}` }));

describe('batches under way', () => {
  test('are up to five of a partition, in order, once the partition knows the producer', async () => {
    const cluster = new FakeCluster(1, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      let underWay = 0;
      const seen: number[] = [];
      cluster.hook = async ({ api }) => {
        if (api !== 'produce') return undefined;
        underWay += 1;
        seen.push(underWay);
        await cluster.sleep(20);
        underWay -= 1;
        return undefined;
      };
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 100, lingerMs: 0 });
      await producer.sendBatch(numbered(100));
      expect(seen[0]).toBe(1);
      expect(Math.max(...seen)).toBe(5);
      expect(valuesIn(cluster)).toEqual(numbered(100).map(({ value }) => value));
      const headers = headersIn(cluster);
      expect(new Set(headers.map(({ producerId }) => producerId)).size).toBe(1);
      expect(headers.every((header) => header.baseSequence === header.baseOffset)).toBe(true);
      expect(cluster.requests('initProducerId')).toHaveLength(1);
    });
  });

  test('carry no sequence without idempotence, and no id is asked for', async () => {
    const cluster = new FakeCluster(2, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      await using client = cluster.client();
      await client.producer({ acks: 1 }).sendBatch(numbered(3));
      await client.producer({ idempotent: false }).sendBatch(numbered(3));
      expect(headersIn(cluster).every(({ producerId }) => producerId === -1)).toBe(true);
      expect(cluster.requests('initProducerId')).toHaveLength(0);
    });
  });

  test.each([0, 1] as const)('idempotence is refused with acks %s', async (acks) => {
    const client = new FakeCluster(3).client();
    expect(() => client.producer({ acks, idempotent: true })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
    await client.close();
  });
});

test('a send whose answer was lost stands once, and is told its first offset', async () => {
  const cluster = new FakeCluster(4, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    let losses = 2;
    cluster.losesAnswer = ({ api }) => api === 'produce' && losses-- > 0;
    await using client = cluster.client({ requestTimeoutMs: 500 });
    const producer = client.producer();
    expect(await producer.send({ topic: 't', value: 'a' })).toMatchObject({
      offset: 0,
      attempts: 3,
    });
    expect(await producer.send({ topic: 't', value: 'b' })).toMatchObject({
      offset: 1,
      attempts: 1,
    });
    expect(valuesIn(cluster)).toEqual(['a', 'b']);
  });
});

/** Sends through a cluster that refuses some requests and loses some answers. Returns what each partition holds. */
async function throughFaults(seed: number, idempotent: boolean): Promise<string[][]> {
  const cluster = new FakeCluster(seed, 3);
  const random = new SeededRandom(seed);
  const refusals: WireErrorName[] = ['BROKER_OVERLOADED', 'STORAGE_ERROR', 'NOT_ENOUGH_REPLICAS'];
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    cluster.hook = async ({ api }) => {
      if (api !== 'produce') return undefined;
      await cluster.sleep(random.integerBelow(8));
      if (random.integerBelow(8) > 0) return undefined;
      if (random.integerBelow(3) === 0) return 'silence';
      const refusal = refusals[random.integerBelow(refusals.length)] as WireErrorName;
      throw new WireError(refusal, 'planted');
    };
    cluster.losesAnswer = ({ api }) => api === 'produce' && random.integerBelow(8) === 0;
    await using client = cluster.client({ requestTimeoutMs: 300 });
    const producer = client.producer({ batchBytes: 150, lingerMs: 1, idempotent });
    const sends: Promise<unknown>[] = [];
    for (let i = 0; i < 150; i++) {
      const partition = random.integerBelow(3);
      sends.push(producer.send({ topic: 't', partition, value: `${i}` }));
      if (random.integerBelow(3) === 0) await cluster.sleep(random.integerBelow(5));
      if (random.integerBelow(20) === 0) {
        cluster.moveLeader('t', partition, 1 + random.integerBelow(3));
      }
    }
    await Promise.all(sends);
    expect(producer.retriedBatches).toBeGreaterThan(0);
  });
  return [0, 1, 2].map((partition) => valuesIn(cluster, partition));
}

test('whatever is refused and lost, every record stands once and in order; without idempotence some stand twice', async () => {
  let duplicates = 0;
  for (let seed = 0; seed < 20; seed++) {
    for (const idempotent of [true, false]) {
      const partitions = await throughFaults(seed, idempotent);
      const all = partitions.flat();
      expect(new Set(all).size, `seed ${seed}`).toBe(150);
      if (!idempotent) {
        duplicates += all.length - 150;
        continue;
      }
      expect(all, `seed ${seed}`).toHaveLength(150);
      for (const values of partitions) {
        expect(values.map(Number)).toEqual(values.map(Number).toSorted((a, b) => a - b));
      }
    }
  }
  expect(duplicates).toBeGreaterThan(20);
});

describe('a batch that is too large for the topic', () => {
  test.each([
    { what: 'idempotent', options: {} },
    { what: 'idempotent, compressed', options: { compression: 'gzip' as const } },
    { what: 'with acks 1', options: { acks: 1 as const } },
  ])('goes in halves, in order, once, and nothing behind it fails: $what', async ({ options }) => {
    const cluster = new FakeCluster(12, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.maxMessageBytes = 220;
      cluster.hook = ({ api }) =>
        api === 'produce' ? cluster.sleep(20).then(() => undefined) : undefined;
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 1_000, ...options });
      await producer.send({ topic: 't', partition: 0, value: 'first' });
      const random = new SeededRandom(1);
      const values = numbered(200).map(({ value }) => `${value} ${random.uuid()}`);
      const sends = values.map((value) => producer.send({ topic: 't', partition: 0, value }));
      const offsets = (await Promise.all(sends)).map(({ offset }) => offset);
      expect(offsets).toEqual(values.map((_, i) => i + 1));
      expect(valuesIn(cluster)).toEqual(['first', ...values]);
      expect(new Set(headersIn(cluster).map(({ producerEpoch }) => producerEpoch)).size).toBe(1);
      expect(producer.metrics().bufferedBytes).toBe(0);
    });
  });

  test('and has a record that is too large even alone: it fails, and what is behind it in the batch, nothing before', async () => {
    const cluster = new FakeCluster(13, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.maxMessageBytes = 400;
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 2_000, batchesInFlightMax: 1 });
      const large = { topic: 't', partition: 0, value: 'x'.repeat(600) };
      const sends = [...numbered(5), large, ...numbered(5, 5)].map((record) =>
        producer.send(record),
      );
      const outcomes = await Promise.allSettled(sends);
      expect(outcomes.slice(0, 5).every(({ status }) => status === 'fulfilled')).toBe(true);
      expect(outcomes[5]).toMatchObject({ reason: { code: 'MESSAGE_TOO_LARGE' } });
      const gap = { code: 'OUT_OF_ORDER_SEQUENCE_NUMBER', cause: { code: 'MESSAGE_TOO_LARGE' } };
      for (const behind of outcomes.slice(6)) expect(behind).toMatchObject({ reason: gap });
      await producer.send({ topic: 't', partition: 0, value: 'last' });
      expect(valuesIn(cluster)).toEqual([...numbered(5).map(({ value }) => value), 'last']);
    });
  });
});

describe('a gap', () => {
  test('fails what was under way behind a refused batch, with the cause, and later sends go on in a new epoch', async () => {
    const cluster = new FakeCluster(5, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.maxMessageBytes = 500;
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 100, lingerMs: 0 });
      await producer.send({ topic: 't', value: 'first' });
      cluster.hook = ({ api }) =>
        api === 'produce' ? cluster.sleep(20).then(() => undefined) : undefined;
      const large = { topic: 't', partition: 0, value: 'x'.repeat(600) };
      const failure = await producer.sendBatch([large, ...numbered(60)]).catch((error) => error);
      expect(failure).toBeInstanceOf(PartialDeliveryError);
      const [first, ...others] = (failure as PartialDeliveryError).outcomes;
      expect(first).toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
      const refused = others.filter((outcome) => outcome instanceof Error);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(30);
      for (const error of refused as OutOfOrderSequenceError[]) {
        expect(error).toMatchObject({
          name: 'OutOfOrderSequenceError',
          code: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
          retriable: false,
          partition: 0,
          cause: { code: 'MESSAGE_TOO_LARGE' },
        });
      }
      await producer.send({ topic: 't', value: 'last' });
      const expected = numbered(60).filter((_, i) => !(others[i] instanceof Error));
      expect(valuesIn(cluster)).toEqual(['first', ...expected.map(({ value }) => value), 'last']);
      expect(headersIn(cluster).at(-1)).toMatchObject({ producerEpoch: 1 });
    });
  });

  test('takes nothing along when one batch of a partition is under way at a time', async () => {
    const cluster = new FakeCluster(10, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.maxMessageBytes = 500;
      await using client = cluster.client();
      const producer = client.producer({ batchBytes: 100, lingerMs: 0, batchesInFlightMax: 1 });
      const large = { topic: 't', partition: 0, value: 'x'.repeat(600) };
      const sends = [...numbered(5), large, ...numbered(5, 5)].map((record) =>
        producer.send(record),
      );
      const outcomes = await Promise.allSettled(sends);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect(valuesIn(cluster)).toEqual(numbered(10).map(({ value }) => value));
    });
  });

  test('that the broker made by losing acknowledged records is told, and nothing is sent again by itself', async () => {
    const cluster = new FakeCluster(6, 1);
    await cluster.run(async () => {
      const topic = cluster.addTopic('t', 1);
      await using client = cluster.client();
      const producer = client.producer();
      for (const value of ['a', 'b', 'c']) await producer.send({ topic: 't', value });
      const partition = cluster.partition('t', 0);
      const clock = { expirationMs: Number.MAX_SAFE_INTEGER, monotonicMs: () => 0 };
      partition.producers = new ProducerState(clock);
      const kept = headersIn(cluster)[0];
      if (kept) partition.producers.apply(kept, { writtenEndOffset: 1 });
      partition.batches.splice(1);
      partition.endOffset = 1;
      const sends = cluster.requests('produce').length;
      await expect(producer.send({ topic: 't', value: 'd' })).rejects.toMatchObject({
        name: 'OutOfOrderSequenceError',
        topic: topic.name,
      });
      expect(cluster.requests('produce')).toHaveLength(sends + 1);
      await producer.send({ topic: 't', value: 'e' });
      expect(valuesIn(cluster)).toEqual(['a', 'e']);
    });
  });

  test('is left by a batch that ran out of time, and what arrives of it late is fenced', async () => {
    const cluster = new FakeCluster(7, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      await using client = cluster.client({ requestTimeoutMs: 300 });
      const producer = client.producer({ deliveryTimeoutMs: 1_000 });
      await producer.send({ topic: 't', value: 'a' });
      const [sent] = headersIn(cluster);
      cluster.hook = ({ api }) => (api === 'produce' ? 'silence' : undefined);
      await expect(producer.send({ topic: 't', value: 'b' })).rejects.toMatchObject({
        code: 'DELIVERY_TIMED_OUT',
      });
      cluster.hook = () => undefined;
      await producer.send({ topic: 't', value: 'c' });
      expect(valuesIn(cluster)).toEqual(['a', 'c']);
      const { producers } = cluster.partition('t', 0);
      const late = { ...(sent as NonNullable<typeof sent>), baseSequence: 1 };
      expect(() => producers.check(late)).toThrow(
        expect.objectContaining({ code: 'INVALID_PRODUCER_EPOCH' }),
      );
    });
  });
});

describe('producer ids', () => {
  test('a cluster that refuses them for good fails the sends; one that is busy is asked again', async () => {
    const cluster = new FakeCluster(8, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      let failures = 2;
      cluster.hook = ({ api }) => {
        if (api !== 'initProducerId' || failures-- <= 0) return undefined;
        throw new WireError('LEADER_NOT_AVAILABLE', 'no controller');
      };
      await using client = cluster.client();
      await client.producer().send({ topic: 't', value: 'a' });
      expect(cluster.requests('initProducerId')).toHaveLength(3);
      cluster.hook = ({ api }) => {
        if (api === 'initProducerId') throw new WireError('UNSUPPORTED_VERSION', 'what is that');
        return undefined;
      };
      await expect(client.producer().send({ topic: 't', value: 'b' })).rejects.toMatchObject({
        code: 'UNSUPPORTED_VERSION',
      });
    });
  });

  test('one that a broker does not know gives way to a new one', async () => {
    const cluster = new FakeCluster(9, 1);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      await using client = cluster.client();
      const producer = client.producer();
      await producer.send({ topic: 't', value: 'a' });
      cluster.maxMessageBytes = 100;
      await expect(producer.send({ topic: 't', value: 'x'.repeat(99) })).rejects.toThrow(
        'too many',
      );
      cluster.hook = ({ api, body }) => {
        const isKnown = (body as RequestBody<'initProducerId'>).producerId === null;
        if (api !== 'initProducerId' || isKnown) return undefined;
        throw new WireError('UNKNOWN_PRODUCER_ID', 'who is that');
      };
      await producer.send({ topic: 't', value: 'b' });
      const [first, second] = headersIn(cluster);
      expect(second?.producerId).not.toBe(first?.producerId);
      expect(second).toMatchObject({ producerEpoch: 0, baseSequence: 0 });
    });
  });
});
