// Three brokers of one cluster, in one process, over real sockets [QRM-1, QRM-4, QRM-5].
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Broker, type BrokerOptions } from '../../../src/broker/broker.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { eventually } from '../../support/eventually.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

// What is shown here is what becomes of single replicas.
const settings = { defaultReplicationFactor: 1 };
let root: string;
let brokers: Broker[];
let clients: TestClient[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-cluster-'));
  const first = await Broker.start({ nodeId: 1, dataDirectory: join(root, '1'), settings });
  const others = await Promise.all([2, 3].map((nodeId) => Broker.start(optionsOf(nodeId, first))));
  brokers = [first, ...others];
  clients = await Promise.all(brokers.map((broker) => TestClient.open(broker.clientAddress)));
});

afterAll(async () => {
  for (const client of clients) client.close();
  for (const broker of brokers.toReversed()) await broker.close();
  await rm(root, { recursive: true });
});

function optionsOf(nodeId: number, first: Broker): BrokerOptions {
  return {
    nodeId,
    settings,
    dataDirectory: join(root, String(nodeId)),
    quorum: [{ nodeId: 1, ...first.internalAddress }],
  };
}

const clientOf = (nodeId: number) => clients[nodeId - 1] as TestClient;

async function partitionsOf(name: string, client = clientOf(1)) {
  const { topics } = await client.metadata({ topics: [{ name }] });
  return topics[0]?.partitions ?? [];
}

/** Resolves when every broker knows of the metadata up to `offset`. */
async function allReach(offset: number): Promise<void> {
  for (const client of clients) {
    await eventually(
      () => client.metadata(),
      ({ metadataOffset }) => metadataOffset >= offset,
    );
  }
}

describe('metadata', () => {
  test('is the same on all brokers once they have caught up', async () => {
    await clientOf(2).createTopic('same', 4);
    const { metadataOffset } = await clientOf(2).metadata();
    await allReach(metadataOffset);
    const answers = await Promise.all(
      clients.map((client) => client.metadata({ allTopics: true, includeConfigs: true })),
    );
    for (const answer of answers) {
      expect(answer).toEqual(answers[0]);
      expect(answer.brokers.map(({ nodeId }) => nodeId).toSorted()).toEqual([1, 2, 3]);
      expect(answer.controllerId).toBe(1);
    }
    const described = await Promise.all(clients.map((client) => client.describeCluster()));
    for (const answer of described) expect(answer).toEqual(described[0]);
  });

  test('topics can be created and deleted through any broker, which knows them when it answers', async () => {
    for (const client of clients) {
      await client.createTopic('through-any', 3);
      expect(await partitionsOf('through-any', client)).toHaveLength(3);
      await client.deleteTopic('through-any');
      const { topics } = await client.metadata({ topics: [{ name: 'through-any' }] });
      expect(topics[0]?.errorCode).toBe(errorNumber('UNKNOWN_TOPIC_OR_PARTITION'));
    }
  });

  test('of one name created at once through all brokers, one creation wins', async () => {
    const results = await Promise.all(
      clients.map((client) =>
        client.connection.request(
          'createTopics',
          { topics: [{ name: 'race', partitions: 2 }] },
          { timeoutMs: 10_000 },
        ),
      ),
    );
    const codes = results.map(({ topics }) => topics[0]?.errorCode).toSorted();
    const taken = errorNumber('TOPIC_ALREADY_EXISTS');
    expect(codes).toEqual([0, taken, taken]);
  });
});

describe('placement', () => {
  test('leaders are spread evenly, over topics of one partition too', async () => {
    for (let i = 0; i < 10; i++) await clientOf(1 + (i % 3)).createTopic(`single-${i}`, 1);
    await clientOf(1).createTopic('eleven', 11);
    const counts = (await clientOf(1).describeCluster()).brokers.map((one) => one.leaderCount);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBeGreaterThan(5);
  });

  test('each partition is served by its leader alone; the others say who that is', async () => {
    await clientOf(1).createTopic('spread', 6);
    const { metadataOffset } = await clientOf(1).metadata();
    await allReach(metadataOffset);
    const partitions = await partitionsOf('spread');
    expect(new Set(partitions.map(({ leaderId }) => leaderId))).toEqual(new Set([1, 2, 3]));
    for (const { partition, leaderId, leaderEpoch } of partitions) {
      expect(await clientOf(leaderId).append('spread', partition, `p${partition}`)).toBe(0);
      const other = clientOf((leaderId % 3) + 1);
      const refusal = { errorCode: errorNumber('NOT_LEADER_OR_FOLLOWER'), leaderId, leaderEpoch };
      const produced = await other.produce({ name: 'spread' }, partition, batchOf('x'));
      expect(produced).toMatchObject(refusal);
      expect(await other.fetch({ name: 'spread' }, partition, 0)).toMatchObject(refusal);
      expect(await clientOf(leaderId).readValues('spread', partition)).toEqual([`p${partition}`]);
    }
  });
});

describe('coming and going', () => {
  test('a broker that stops in order leaves at once, and comes back with a higher epoch', async () => {
    await clientOf(1).createTopic('leaving', 6);
    const before = await partitionsOf('leaving');
    const mine = before.filter(({ leaderId }) => leaderId === 3);
    expect(mine.length).toBeGreaterThan(0);
    const startMs = performance.now();
    await brokers[2]?.close();
    const after = await eventually(
      () => partitionsOf('leaving'),
      (partitions) => !partitions.some(({ leaderId }) => leaderId === 3),
    );
    // Long before its session would have run out.
    expect(performance.now() - startMs).toBeLessThan(1_000);
    const nobody = { leaderId: -1, errorCode: errorNumber('LEADER_NOT_AVAILABLE') };
    for (const { partition } of mine) expect(after[partition]).toMatchObject(nobody);
    const back = await Broker.start(optionsOf(3, brokers[0] as Broker));
    brokers[2] = back;
    clients[2]?.close();
    clients[2] = await TestClient.open(back.clientAddress);
    const again = await partitionsOf('leaving', clientOf(3));
    for (const { partition, leaderEpoch } of mine) {
      expect(again[partition]?.leaderId).toBe(3);
      expect(again[partition]?.leaderEpoch).toBeGreaterThan(leaderEpoch);
    }
  });

  test('brokers that start before the quorum wait for it', async () => {
    const quorum = await Broker.start({ nodeId: 1, dataDirectory: join(root, 'early-1') });
    const internal = { listen: quorum.internalAddress };
    const { clusterId } = quorum;
    await quorum.close();
    const logger = new RecordingLogger();
    const early = Broker.start({
      nodeId: 2,
      dataDirectory: join(root, 'early-2'),
      quorum: [{ nodeId: 1, ...internal.listen }],
      logger,
    });
    await logger.line(({ message }) => message === 'waiting for the metadata quorum');
    const late = await Broker.start({ nodeId: 1, dataDirectory: join(root, 'early-1'), internal });
    const joined = await early;
    expect(joined.clusterId).toBe(clusterId);
    const client = await TestClient.open(joined.clientAddress);
    expect((await client.metadata()).brokers.map(({ nodeId }) => nodeId).toSorted()).toEqual([
      1, 2,
    ]);
    client.close();
    await joined.close();
    await late.close();
  });

  test('a new broker joins whatever cluster appears at the address of its quorum', async () => {
    const quorum = await Broker.start({ nodeId: 1 });
    const listen = quorum.internalAddress;
    await quorum.close();
    const logger = new RecordingLogger();
    const waiting = Broker.start({ nodeId: 2, quorum: [{ nodeId: 1, ...listen }], logger });
    await logger.line(({ message }) => message === 'waiting for the metadata quorum');
    const other = await Broker.start({ nodeId: 1, internal: { listen } });
    const joined = await waiting;
    expect(joined.clusterId).toBe(other.clusterId);
    await joined.close();
    await other.close();
  });
});
