// A broker that comes back on its data directory: what it held is there, and what was deleted meanwhile is gone [REP-10].
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Broker, type BrokerOptions } from '../../../src/broker/broker.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

let root: string;
/** What a test started; stopped after it, the last first. */
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-restart-'));
  stops = [];
});

afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await rm(root, { recursive: true });
});

async function start(options: BrokerOptions = {}): Promise<Broker> {
  const broker = await Broker.start({ dataDirectory: join(root, '1'), ...options });
  stops.push(() => broker.close());
  return broker;
}

async function open(broker: { clientAddress: Broker['clientAddress'] }): Promise<TestClient> {
  const client = await TestClient.open(broker.clientAddress);
  stops.push(async () => client.close());
  return client;
}

const directories = async (node = '1') =>
  (await readdir(join(root, node), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe('one broker', () => {
  test('serves what it held after an orderly stop, without a scan', async () => {
    const first = await start();
    const client = await open(first);
    const topicId = await client.createTopic('t', 3, { 'segment.bytes': '1024' });
    for (let i = 0; i < 50; i++) await client.append('t', i % 3, `value ${i}`, 'x'.repeat(100));
    const before = await client.readValues('t', 2);
    const clusterId = first.clusterId;
    await first.close();

    const logger = new RecordingLogger();
    const second = await start({ logger });
    const again = await open(second);
    expect(second.clusterId).toBe(clusterId);
    expect(await again.readValues('t', 2)).toEqual(before);
    const { topics } = await again.metadata({ topics: [{ name: 't' }] });
    expect(Buffer.from(topics[0]?.topicId ?? [])).toEqual(Buffer.from(topicId));
    expect(await again.append('t', 2, 'next')).toBe(before.length);
    expect(logger.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  test('serves what it held after a kill', async () => {
    const options = { dataDirectory: join(root, '1') };
    const first = await BrokerProcess.start(options);
    const client = await TestClient.open(first.client);
    await client.createTopic('t', 2, { 'segment.bytes': '1024' });
    for (let i = 0; i < 20; i++) await client.append('t', i % 2, `value ${i}`, 'x'.repeat(100));
    const before = await client.readValues('t', 1);
    await first.kill();
    client.close();

    const second = await start();
    const again = await open(second);
    expect(await again.readValues('t', 1)).toEqual(before);
    expect(await again.append('t', 1, 'next')).toBe(before.length);
  });

  test('leads with a higher epoch after every start [REP-2]', async () => {
    const epochs: number[] = [];
    for (let life = 0; life < 3; life++) {
      const broker = await start();
      const client = await open(broker);
      if (life === 0) await client.createTopic('t');
      const { topics } = await client.metadata({ topics: [{ name: 't' }] });
      expect(topics[0]?.partitions[0]?.leaderId).toBe(1);
      epochs.push(topics[0]?.partitions[0]?.leaderEpoch ?? -1);
      await broker.close();
    }
    expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b));
  });
});

describe('deleted topics [REP-10]', () => {
  test('a recreated name is another topic: nothing old appears, and the old directories go', async () => {
    const broker = await start();
    const client = await open(broker);
    const oldId = await client.createTopic('t', 2);
    await client.append('t', 0, 'old');
    await client.deleteTopic('t');
    const newId = await client.createTopic('t', 2);
    expect(Buffer.from(newId)).not.toEqual(Buffer.from(oldId));
    expect(await client.readValues('t', 0)).toEqual([]);
    expect(await client.append('t', 0, 'new')).toBe(0);
    expect(await client.readValues('t', 0)).toEqual(['new']);
    const unknown = { errorCode: errorNumber('UNKNOWN_TOPIC_ID') };
    expect(await client.fetch({ topicId: oldId }, 0, 0)).toMatchObject(unknown);
    expect(await client.produce({ topicId: oldId }, 0, batchOf('late'))).toMatchObject(unknown);
    await broker.close();
    expect(await directories()).toEqual(['__cluster_metadata-0', 't-0', 't-1']);

    const again = await open(await start());
    expect(await again.readValues('t', 0)).toEqual(['new']);
  });

  test('again and again under one name, with records each time', async () => {
    const broker = await start();
    const client = await open(broker);
    for (let round = 0; round < 10; round++) {
      await client.createTopic('t', 2);
      expect(await client.append('t', round % 2, `round ${round}`)).toBe(0);
      expect(await client.readValues('t', round % 2)).toEqual([`round ${round}`]);
      expect(await client.readValues('t', (round + 1) % 2)).toEqual([]);
      await client.deleteTopic('t');
    }
    await broker.close();
    expect(await directories()).toEqual(['__cluster_metadata-0']);
  });

  test('writes under way at the deletion get an answer, and leave nothing', async () => {
    const broker = await start();
    const client = await open(broker);
    const topicId = await client.createTopic('t');
    const writes = Array.from({ length: 50 }, (_, i) =>
      client.produce({ topicId }, 0, batchOf(`value ${i}`)),
    );
    await client.deleteTopic('t');
    const codes = new Set((await Promise.all(writes)).map(({ errorCode }) => errorCode));
    const allowed = ['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_ID', 'STORAGE_ERROR'] as const;
    for (const code of codes) expect([0, ...allowed.map(errorNumber)]).toContain(code);
    await client.createTopic('t');
    expect(await client.readValues('t', 0)).toEqual([]);
  });

  test('a topic that was deleted while its broker was down goes at the start, others stay', async () => {
    const quorum = await start({ settings: { defaultReplicationFactor: 1 } });
    const client = await open(quorum);
    const options = {
      nodeId: 2,
      dataDirectory: join(root, '2'),
      quorum: [{ nodeId: 1, ...quorum.internalAddress }],
    };
    const second = await start(options);
    await client.createTopic('gone', 4);
    await client.createTopic('kept', 4);
    const other = await open(second);
    const led = async (name: string) => {
      const { topics } = await client.metadata({ topics: [{ name }] });
      return (topics[0]?.partitions ?? [])
        .filter(({ leaderId }) => leaderId === 2)
        .map(({ partition }) => partition);
    };
    const gone = await led('gone');
    const kept = await led('kept');
    expect([gone.length, kept.length]).toEqual([2, 2]);
    for (const partition of gone) await other.append('gone', partition, 'gone');
    for (const partition of kept) await other.append('kept', partition, 'kept');
    await second.close();
    await client.deleteTopic('gone');
    await client.createTopic('gone', 1);

    const again = await start(options);
    const back = await open(again);
    for (const partition of kept) {
      expect(await back.readValues('kept', partition)).toEqual(['kept']);
    }
    const here = await led('gone');
    for (const partition of here) expect(await back.readValues('gone', partition)).toEqual([]);
    await again.close();
    const names = (await directories('2')).filter((name) => !name.startsWith('kept-'));
    // The new topic's one partition may be here, under the name that an old one had.
    expect(names).toEqual(here.map((partition) => `gone-${partition}`));
  });
});
