import { expect, test } from 'vitest';
import type { RequestBody } from '../../../src/protocol/api-registry.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { FakeCluster } from './support/fake-cluster.ts';

test('topics are created, listed, described and deleted', async () => {
  const cluster = new FakeCluster(1, 2);
  await cluster.run(async () => {
    await using client = cluster.client();
    const admin = client.admin();
    const created = await admin.createTopic({
      name: 'b',
      partitions: 3,
      configs: { 'retention.ms': 5, 'cleanup.policy': 'delete' },
    });
    expect(created).toMatchObject({ name: 'b', partitions: 3, id: cluster.topics.get('b')?.id });
    const [request] = cluster.requests('createTopics');
    const body = request?.body as RequestBody<'createTopics'> | undefined;
    expect(body?.topics[0]).toMatchObject({
      name: 'b',
      partitions: 3,
      replicationFactor: null,
      configs: [
        { name: 'retention.ms', value: '5' },
        { name: 'cleanup.policy', value: 'delete' },
      ],
    });
    await admin.createTopic({ name: 'a' });
    expect((await admin.listTopics()).map(({ name, partitions }) => [name, partitions])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    const [b, a] = await admin.describeTopics(['b', 'a']);
    expect([b?.name, b?.partitions.length, a?.name]).toEqual(['b', 3, 'a']);
    await admin.deleteTopic('a');
    await expect(admin.describeTopics(['b', 'a'])).rejects.toMatchObject({
      code: 'UNKNOWN_TOPIC_OR_PARTITION',
      message: 'no such topic: a',
    });
  });
});

test('what cannot be done is told at once, for each topic', async () => {
  const cluster = new FakeCluster(2, 2);
  await cluster.run(async () => {
    await using client = cluster.client();
    const admin = client.admin();
    const outcomes = await admin.createTopics([{ name: 'a' }, { name: 'b' }]);
    expect(outcomes.map(({ result }) => result?.name)).toEqual(['a', 'b']);
    const again = await admin.createTopics([{ name: 'c' }, { name: 'b' }]);
    expect(again[0]?.result?.name).toBe('c');
    expect(again[1]?.error).toMatchObject({ code: 'TOPIC_ALREADY_EXISTS', message: 'it exists' });
    const start = cluster.nowMs;
    await expect(admin.createTopic({ name: 'a' })).rejects.toMatchObject({
      code: 'TOPIC_ALREADY_EXISTS',
    });
    await expect(admin.deleteTopic('nope')).rejects.toMatchObject({
      code: 'UNKNOWN_TOPIC_OR_PARTITION',
    });
    expect(cluster.nowMs - start).toBeLessThan(100);
    const requests = cluster.seen.length;
    await expect(admin.createTopic({ name: 'a/b' })).rejects.toMatchObject({
      code: 'INVALID_TOPIC_EXCEPTION',
    });
    await expect(admin.createTopic({ name: 'x', partitions: 0 })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    });
    expect(cluster.seen.length).toBe(requests);
  });
});

test('a slow creation is asked for once, and again after a lost answer with the same topic id', async () => {
  const cluster = new FakeCluster(3, 3);
  await cluster.run(async () => {
    await using client = cluster.client({ requestTimeoutMs: 5_000 });
    const admin = client.admin();
    await admin.listTopics();
    cluster.hook = async ({ api }) => {
      if (api === 'createTopics') await cluster.sleep(2_000);
      return undefined;
    };
    await admin.createTopic({ name: 'slow' });
    expect(cluster.requests('createTopics').length).toBe(1);

    let isFirst = true;
    cluster.hook = async ({ api, brokerId }) => {
      if (api !== 'createTopics' || !isFirst) return undefined;
      isFirst = false;
      await cluster.stopBroker(brokerId);
      return 'silence';
    };
    await admin.createTopic({ name: 'lost' });
    const ids = cluster
      .requests('createTopics')
      .slice(-2)
      .map(({ body }) => (body as RequestBody<'createTopics'>).topics[0]?.topicId);
    expect(ids[0]).toHaveLength(16);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[0]).not.toEqual(Buffer.alloc(16));
  });
});

test('what may pass is tried again: no controller, for one', async () => {
  const cluster = new FakeCluster(4, 1);
  await cluster.run(async () => {
    await using client = cluster.client();
    let failures = 3;
    cluster.hook = ({ api }) => {
      if (api === 'createTopics' && failures-- > 0) throw new WireError('NOT_CONTROLLER', 'wait');
      return undefined;
    };
    expect((await client.admin().createTopic({ name: 'a' })).name).toBe('a');
  });
});

test('one reads one’s own changes, whichever broker answers', async () => {
  const cluster = new FakeCluster(5, 2);
  await cluster.run(async () => {
    await using client = cluster.client();
    const admin = client.admin();
    await admin.createTopic({ name: 'a' });
    const upToDate = cluster.metadataOffset;
    // Every answer is old for a while.
    cluster.metadataOffset = upToDate - 1;
    const listed = admin.listTopics();
    await cluster.sleep(700);
    cluster.metadataOffset = upToDate;
    expect((await listed).length).toBe(1);
    expect(cluster.requests('metadata').length).toBeGreaterThan(2);
  });
});

test('the cluster is described, brokers in order', async () => {
  const cluster = new FakeCluster(6, 3);
  await cluster.run(async () => {
    await using client = cluster.client();
    const described = await client.admin().describeCluster();
    expect(described).toMatchObject({ clusterId: cluster.clusterId, controllerId: 1, voters: [1] });
    expect(described.brokers.map(({ nodeId }) => nodeId)).toEqual([1, 2, 3]);
  });
});

test('offsets are told in the order of the questions, across leaders and moves', async () => {
  const cluster = new FakeCluster(7, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.append('t', 0, ['a', 'b'], 100);
    cluster.append('t', 1, ['c'], 200);
    await using client = cluster.client();
    const admin = client.admin();
    const ask = () =>
      admin.listOffsets([
        { topic: 't', partition: 1, at: 'latest' },
        { topic: 't', partition: 0, at: 'latest' },
        { topic: 't', partition: 0, at: 'earliest' },
        { topic: 't', partition: 0, at: { timestamp: 50 } },
        { topic: 't', partition: 0, at: { timestamp: 500 } },
      ]);
    expect((await ask()).map(({ offset }) => offset)).toEqual([1, 2, 0, 0, -1]);
    cluster.moveLeader('t', 0, 2);
    expect((await ask()).map(({ offset }) => offset)).toEqual([1, 2, 0, 0, -1]);
    await expect(
      admin.listOffsets([{ topic: 't', partition: 9, at: 'latest' }]),
    ).rejects.toMatchObject({ code: 'INVALID_PARTITION' });
    await expect(
      admin.listOffsets([{ topic: 'nope', partition: 0, at: 'latest' }]),
    ).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC_OR_PARTITION' });
  });
});

test('waitForTopic waits for leaders', async () => {
  const cluster = new FakeCluster(8, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.moveLeader('t', 1, -1);
    await using client = cluster.client();
    const waiting = client.admin().waitForTopic('t');
    await cluster.sleep(1_000);
    cluster.moveLeader('t', 1, 1);
    expect((await waiting).partitions.map(({ leaderId }) => leaderId)).toEqual([1, 1]);
  });
});

test('records are deleted through the leaders of their partitions, across moves', async () => {
  const cluster = new FakeCluster(9, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    for (const partition of [0, 1, 2]) cluster.append('t', partition, ['a', 'b', 'c'], 100);
    await using client = cluster.client();
    const admin = client.admin();
    await admin.listOffsets([{ topic: 't', partition: 0, at: 'latest' }]);
    cluster.moveLeader('t', 0, 2);
    const outcomes = await admin.deleteRecords([
      { topic: 't', partition: 2, before: 'latest' },
      { topic: 't', partition: 0, before: 2 },
      { topic: 't', partition: 1, before: 4 },
    ]);
    expect(outcomes).toMatchObject([
      { topic: 't', partition: 2, logStartOffset: 3 },
      { topic: 't', partition: 0, logStartOffset: 2 },
      { topic: 't', partition: 1, error: { code: 'OFFSET_OUT_OF_RANGE' } },
    ]);
    expect(cluster.partition('t', 0).logStartOffset).toBe(2);
    expect(cluster.partition('t', 1).logStartOffset).toBe(0);
  });
});

test('a partition that stays without a leader fails by itself, with what the others had', async () => {
  const cluster = new FakeCluster(10, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 2);
    cluster.append('t', 0, ['a'], 100);
    cluster.hook = ({ api }) => {
      if (api === 'deleteRecords') cluster.moveLeader('t', 1, -1);
      return undefined;
    };
    await using client = cluster.client({ requestTimeoutMs: 2_000 });
    const outcomes = await client.admin().deleteRecords([
      { topic: 't', partition: 0, before: 1 },
      { topic: 't', partition: 1, before: 0 },
    ]);
    expect(outcomes[0]).toMatchObject({ logStartOffset: 1 });
    expect(outcomes[1]?.error).toMatchObject({ retriable: true });
    expect(() => client.admin().deleteRecords([{ topic: 't', partition: 0, before: -1 }])).toThrow(
      'before',
    );
  });
});
