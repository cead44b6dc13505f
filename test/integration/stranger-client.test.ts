// What a client made from docs/protocol.md and proto/ alone (test/support/stranger.ts) can do with two real brokers. Of src/
// nothing is used but the start of a broker.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Broker } from '../../src/index.ts';
import {
  type Answer,
  Connection,
  form,
  murmur2,
  optional,
  type PartitionResult,
  type PlainRecord,
  readBatches,
  type TopicResult,
  writeBatch,
} from '../support/stranger.ts';

const stampMs = 1_700_000_000_000;
const textOf = (record: PlainRecord) => Buffer.from(record.value ?? []).toString();

describe('a client made from docs/protocol.md and proto/ alone', () => {
  const brokers: Broker[] = [];
  /** One connection to each broker, by node id. */
  const connections = new Map<number, Connection>();
  let topicId: Uint8Array;
  let partitions: PartitionResult[];

  beforeAll(async () => {
    const first = await Broker.start({ nodeId: 1 });
    brokers.push(first);
    brokers.push(
      await Broker.start({ nodeId: 2, quorum: [{ nodeId: 1, ...first.internalAddress }] }),
    );
    const bootstrap = await Connection.open(first.clientAddress.port);
    const create = { topics: [{ name: 'events', partitions: 4 }], timeoutMs: 10_000 };
    const { createTopics } = await bootstrap.ask({ createTopics: create });
    expect(createTopics.topics[0]).toMatchObject({ errorCode: 0, partitions: 4 });
    const { metadata } = await bootstrap.ask({ metadata: { topics: [{ name: 'events' }] } });
    bootstrap.close();
    expect(metadata.brokers).toHaveLength(2);
    for (const { nodeId, port } of metadata.brokers) {
      connections.set(nodeId, await Connection.open(port));
    }
    const [topic] = metadata.topics;
    topicId = topic?.topicId ?? new Uint8Array();
    expect(topicId).toHaveLength(16);
    partitions = topic?.partitions ?? [];
    // A broker hears of a topic a moment after the one that was asked; what it answers until then is to be tried again.
    for (const { partition, leaderId } of partitions) {
      for (let errorCode = -1; errorCode !== 0; ) {
        const body = { topics: [{ topicId, partitions: [{ partition, timestamp: -1 }] }] };
        const { listOffsets } = await connectionTo(leaderId).ask({ listOffsets: body });
        errorCode = listOffsets.topics[0]?.partitions[0]?.errorCode ?? -1;
        expect([0, 3, 5, 6, 100]).toContain(errorCode);
      }
    }
  });

  afterAll(async () => {
    for (const connection of connections.values()) connection.close();
    for (const broker of brokers.reverse()) await broker.close();
  });

  function connectionTo(nodeId: number): Connection {
    const connection = connections.get(nodeId);
    if (!connection) throw new Error(`Metadata named no broker ${nodeId}`);
    return connection;
  }

  function leaderOf(partition: number): Connection {
    return connectionTo(partitions[partition]?.leaderId ?? -1);
  }

  function produceBody(parts: object[], acks = -1) {
    return { produce: { acks, timeoutMs: 10_000, topics: [{ topicId, partitions: parts }] } };
  }

  async function produce(partition: number, records: object): Promise<PartitionResult> {
    const body = produceBody([{ partition, ...records }]);
    return only((await leaderOf(partition).ask(body)).produce.topics);
  }

  function fetchBody(partition: number, fetchOffset: number, options: object = {}, part = {}) {
    const asked = { partition, fetchOffset, maxBytes: 1_000_000, ...part };
    const topics = [{ topicId, partitions: [asked] }];
    const bounds = { maxWaitMs: 10_000, minBytes: 1, maxBytes: 1_000_000 };
    return { fetch: { ...bounds, form: form.RECORD_FORM_PLAIN, topics, ...options } };
  }

  async function fetch(...args: Parameters<typeof fetchBody>): Promise<PartitionResult> {
    return only((await leaderOf(args[0]).ask(fetchBody(...args))).fetch.topics);
  }

  async function list(partition: number, timestamp: number): Promise<PartitionResult> {
    const body = { topics: [{ topicId, partitions: [{ partition, timestamp }] }] };
    return only((await leaderOf(partition).ask({ listOffsets: body })).listOffsets.topics);
  }

  function only(topics: TopicResult[]): PartitionResult {
    const result = topics[0]?.partitions[0];
    if (!result || topics.length !== 1) throw new Error('one partition is answered with one');
    return result;
  }

  test('learns who leads, and is told by another broker', async () => {
    expect(partitions.map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
    expect(new Set(partitions.map(({ leaderId }) => leaderId))).toEqual(new Set([1, 2]));
    const leaderId = partitions[0]?.leaderId ?? -1;
    const wrong = connectionTo(leaderId === 1 ? 2 : 1);
    const answer = await wrong.ask(produceBody([{ partition: 0, plainRecords: [{}] }]));
    expect(only(answer.produce.topics)).toMatchObject({ errorCode: 6, leaderId, leaderEpoch: 0 });
  });

  test('[NET-2] says hello', async () => {
    const { hello } = await connectionTo(2).ask({ hello: { softwareName: 'stranger' } });
    expect(hello).toMatchObject({ frameBytesMax: 16_777_216, peer: { nodeId: 2 } });
  });

  test('[NET-9] writes and reads records in the plain form, from the very offset', async () => {
    const key = Buffer.from('a-little-bit-long-string');
    expect(murmur2(key)).toBe(-985981536);
    const partition = (murmur2(key) & 0x7fffffff) % 4;
    const headers = [{ key: 'h', value: Buffer.from('x') }, { key: 'n' }];
    const timestamp = stampMs;
    const plainRecords: PlainRecord[] = [
      { timestamp, key, value: Buffer.from('one'), headers },
      { timestamp: timestamp + 5, value: Buffer.alloc(0), headers: [] },
      { timestamp: timestamp - 5, key: Buffer.alloc(0), headers: [] },
    ];
    const start = await list(partition, -1);
    const produced = await produce(partition, { plainRecords });
    expect(produced).toMatchObject({ errorCode: 0, baseOffset: start.offset });
    const expected = plainRecords.map((one, i) => ({ ...one, offset: produced.baseOffset + i }));
    const fetched = await fetch(partition, produced.baseOffset);
    expect(fetched.plainRecords).toEqual(expected);
    const later = await fetch(partition, produced.baseOffset + 1);
    expect(later.plainRecords).toEqual(expected.slice(1));
  });

  test('[REC-1] writes and reads batches, plain and gzip, and they are the same records', async () => {
    const { offset: start } = await list(1, -1);
    const records = Array.from({ length: 40 }, (_, i) => ({
      timestamp: stampMs + i,
      headers: [{ key: `h${i}`, value: Buffer.from([i]) }],
      ...optional({ key: i % 3 === 0 ? undefined : Buffer.from(`key-${i}`) }),
      ...optional({ value: i % 4 === 0 ? undefined : Buffer.from(`value-${i}`.repeat(i)) }),
    }));
    const halves = [writeBatch(records.slice(0, 20), 0), writeBatch(records.slice(20), 1)];
    for (const [i, batch] of halves.entries()) {
      const result = await produce(1, { records: batch });
      expect(result).toMatchObject({ errorCode: 0, baseOffset: start + 20 * i });
    }
    const expected = records.map((record, i) => ({ ...record, offset: start + i }));
    expect((await fetch(1, start)).plainRecords).toEqual(expected);
    const inBatches = await fetch(1, start, { form: form.RECORD_FORM_BATCH });
    expect(readBatches(inBatches.records ?? Buffer.alloc(0))).toEqual(expected);
    // Batches are not cut: the first one begins before the offset asked for.
    const middle = await fetch(1, start + 30, { form: form.RECORD_FORM_BATCH });
    expect(readBatches(middle.records ?? Buffer.alloc(0))[0]?.offset).toBe(start + 20);
    // However small the bounds, there is one batch, or one record.
    const small = await fetch(1, start, { form: form.RECORD_FORM_BATCH }, { maxBytes: 1 });
    expect(readBatches(small.records ?? Buffer.alloc(0))).toEqual(expected.slice(0, 20));
    expect((await fetch(1, start, {}, { maxBytes: 1 })).plainRecords).toEqual([expected[0]]);
  });

  test('[NET-5] [NET-7] waits for records while other requests on its connection are answered', async () => {
    const { offset: end } = await list(2, -1);
    const connection = leaderOf(2);
    const waiting = connection.send(fetchBody(2, end));
    expect((await connection.ask({ metadata: { allTopics: true } })).error).toBeNull();
    const sent = ['first', 'second', 'third'].map((value) =>
      connection.send(
        produceBody([{ partition: 2, plainRecords: [{ value: Buffer.from(value) }] }]),
      ),
    );
    const answers = new Map<number, Answer>();
    while (answers.size < 4) {
      const answer = await connection.nextAnswer();
      answers.set(answer.correlationId, answer);
    }
    const woken = only(answers.get(waiting)?.fetch.topics ?? []);
    expect(woken.plainRecords[0]).toMatchObject({ offset: end, value: Buffer.from('first') });
    const offsets = sent.map((id) => only(answers.get(id)?.produce.topics ?? []).baseOffset);
    expect(offsets).toEqual([end, end + 1, end + 2]);
    const all = (await fetch(2, end)).plainRecords;
    expect(all.map(textOf)).toEqual(['first', 'second', 'third']);
    // Time is up, and there is nothing: that is no error.
    const nothing = await fetch(2, end + 3, { maxWaitMs: 20 });
    expect(nothing).toMatchObject({ errorCode: 0, plainRecords: [], highWatermark: end + 3 });
  });

  test('finds offsets by time and at both ends', async () => {
    const timestamp = Date.now() - 60_000;
    const stamps = [timestamp, timestamp + 20, timestamp + 10];
    const records = stamps.map((one) => ({ timestamp: one, key: Buffer.from('k') }));
    const { baseOffset } = await produce(3, { records: writeBatch(records, 1) });
    expect(await list(3, timestamp + 5)).toMatchObject({
      offset: baseOffset + 1,
      timestamp: timestamp + 20,
      leaderEpoch: 0,
    });
    expect(await list(3, -1)).toMatchObject({ offset: baseOffset + 3, timestamp: -1 });
    expect(await list(3, -2)).toMatchObject({ offset: 0, timestamp: -1 });
    expect(await list(3, timestamp + 1_000_000)).toMatchObject({ errorCode: 0, offset: -1 });
    expect(await list(3, -3)).toMatchObject({ errorCode: 42, offset: -1 });
  });

  test('is told the valid range, and what is wrong with an epoch', async () => {
    const { offset: end } = await list(0, -1);
    for (const offset of [-1, end + 1]) {
      const range = { logStartOffset: 0, highWatermark: end };
      expect(await fetch(0, offset)).toMatchObject({ errorCode: 1, ...range });
    }
    expect(await fetch(0, 0, {}, { currentLeaderEpoch: 5 })).toMatchObject({ errorCode: 75 });
    expect(await fetch(0, 0, {}, { currentLeaderEpoch: -1 })).toMatchObject({ errorCode: 74 });
    const gone = await leaderOf(0).ask({
      fetch: { topics: [{ topicId: Buffer.alloc(16, 7), partitions: [{}] }] },
    });
    expect(only(gone.fetch.topics)).toMatchObject({ errorCode: 100 });
  });

  test('[REC-2] is refused what is wrong with one partition, and keeps the others', async () => {
    const led = partitions.filter(({ leaderId }) => leaderId === partitions[0]?.leaderId);
    const [good = 0, bad = 0] = led.map(({ partition }) => partition);
    const batch = writeBatch([{ timestamp: stampMs, value: Buffer.from('kept') }], 0);
    const damaged = Buffer.from(batch);
    damaged.writeUInt8(damaged.readUInt8(70) ^ 1, 70);
    const { offset: badEnd } = await list(bad, -1);
    const parts = [
      { partition: bad, records: damaged },
      { partition: good, records: batch },
      { partition: 99, records: batch },
      { partition: bad },
      { partition: bad, records: batch, plainRecords: [{}] },
      { partition: bad, plainRecords: [{ value: Buffer.alloc(1_048_576) }] },
      { partition: bad, plainRecords: [{ timestamp: Date.now() + 2 * 3_600_000 }] },
    ];
    const { produce: answer } = await leaderOf(good).ask(produceBody(parts));
    const codes = answer.topics[0]?.partitions.map(({ errorCode }) => errorCode);
    expect(codes).toEqual([2, 0, 3, 42, 42, 10, 32]);
    expect((await list(bad, -1)).offset).toBe(badEnd);
    const kept = await fetch(good, answer.topics[0]?.partitions[1]?.baseOffset ?? -1);
    expect(kept.plainRecords.map(textOf)).toEqual(['kept']);
  });

  test('[NET-8] gets an error as a whole, and its connection goes on', async () => {
    const connection = connectionTo(1);
    const unknown = connection.send({}, Buffer.from([0x92, 0x03, 0x00]));
    expect(await connection.nextAnswer()).toMatchObject({
      correlationId: unknown,
      error: { code: 35 },
    });
    connection.sendPayload(Buffer.from([0x08, 0x63, 0x5a, 0x7f, 0x00]));
    expect(await connection.nextAnswer()).toMatchObject({ correlationId: 99, error: { code: 42 } });
    const internal = await connection.ask({ brokerHeartbeat: {} });
    expect(internal.error?.code).toBe(10_001);
    expect((await connection.ask(produceBody([], 7))).error?.code).toBe(21);
    expect((await connection.ask({ metadata: {} })).error).toBeNull();
  });

  test('gets no answer with acks 0, and a closed connection when it fails', async () => {
    const leaderId = partitions[0]?.leaderId ?? -1;
    const port = brokers.find(({ nodeId }) => nodeId === leaderId)?.clientAddress.port ?? 0;
    const connection = await Connection.open(port);
    const { offset: end } = await list(0, -1);
    connection.send(produceBody([{ partition: 0, plainRecords: [{ key: Buffer.from('k') }] }], 0));
    // The next answer is that of the next request, which `ask` checks.
    const answer = await connection.ask(fetchBody(0, end));
    expect(only(answer.fetch.topics).plainRecords[0]?.offset).toBe(end);
    connection.send(produceBody([{ partition: 99, plainRecords: [{}] }], 0));
    await connection.closed();
    expect((await list(0, -1)).offset).toBe(end + 1);
  });

  test('creates and deletes topics, each by itself', async () => {
    const connection = connectionTo(2);
    const topics = [
      { name: 'short-lived', configs: [{ name: 'durability', value: 'async' }] },
      { name: 'short-lived' },
      { name: 'events' },
      { name: 'not/a/name' },
      { name: 'nothing', partitions: 0 },
      { name: 'thrice', replicationFactor: 3 },
      { name: 'odd', configs: [{ name: 'no.such.setting', value: '1' }] },
    ];
    const { createTopics } = await connection.ask({ createTopics: { topics } });
    const codes = createTopics.topics.map(({ errorCode }) => errorCode);
    expect(codes).toEqual([0, 42, 36, 17, 37, 38, 40]);
    const id = createTopics.topics[0]?.topicId ?? new Uint8Array();
    const doomed = { topics: [{ topicId: id }, { name: 'no-such-topic' }] };
    const { deleteTopics } = await connection.ask({ deleteTopics: doomed });
    expect(deleteTopics.topics.map(({ errorCode }) => errorCode)).toEqual([0, 3]);
    const asked = { topics: [{ topicId: id }, { name: 'short-lived' }, { name: '..' }] };
    const { metadata } = await connection.ask({ metadata: asked });
    expect(metadata.topics.map(({ errorCode }) => errorCode)).toEqual([100, 3, 17]);
  });
});
