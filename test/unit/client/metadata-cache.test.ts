import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import { parseAddresses } from '../../../src/client/addresses.ts';
import { MetadataCache } from '../../../src/client/metadata-cache.ts';
import { ConnectionPool } from '../../../src/net/connection-pool.ts';
import { FakeCluster } from './support/fake-cluster.ts';

function cacheFor(cluster: FakeCluster, brokers = cluster.bootstrap) {
  const { clock } = cluster.clientLife;
  const connectTimeoutMs = 3_000;
  const transport = cluster.network.transportFor(cluster.clientLife);
  const poolOptions = { transport, clock, clientId: 'c', connectTimeoutMs, frameBytesMax: 1 << 20 };
  const pool = new ConnectionPool(poolOptions);
  const cache = new MetadataCache({
    addresses: parseAddresses(brokers),
    clock,
    random: new SeededRandom(1),
    logger: silentLogger,
    tasks: new Tasks((_name, error) => cluster.simulation.fail(error)),
    pool,
    connectTimeoutMs,
    requestTimeoutMs: 30_000,
  });
  return { cache, pool };
}

test('those who wait share one refresh, and a topic asked for meanwhile gets the next one', async () => {
  const cluster = new FakeCluster(1, 1);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    cluster.addTopic('b', 1);
    const { cache, pool } = cacheFor(cluster);
    await Promise.all([cache.refresh(), cache.refresh(), cache.refresh()]);
    expect(cluster.requests('metadata').length).toBe(1);
    const both = await Promise.all([cache.awaitTopic('a'), cache.awaitTopic('b')]);
    expect(both.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(cluster.requests('metadata').length).toBe(3);
    await Promise.all([cache.awaitTopic('a'), cache.awaitTopic('b')]);
    expect(cluster.requests('metadata').length).toBe(3);
    pool.close();
  });
});

test('knowledge is renewed after five minutes when it is used, and used meanwhile', async () => {
  const cluster = new FakeCluster(2, 1);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    const { cache, pool } = cacheFor(cluster);
    await cache.awaitTopic('a');
    await cluster.sleep(299_000);
    expect(cache.topic('a')?.name).toBe('a');
    await cluster.sleep(900_000);
    expect(cache.refreshes).toBe(1);
    expect(cache.topic('a')?.name).toBe('a');
    expect(cache.refreshes).toBe(2);
    await cache.refresh();
    expect(cache.topic('a')?.name).toBe('a');
    expect(cache.refreshes).toBe(2);
    pool.close();
  });
});

test('a topic that one broker does not know yet is waited for; one that nobody knows is an error', async () => {
  const cluster = new FakeCluster(3, 2);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    const { cache, pool } = cacheFor(cluster);
    cluster.unknownTo.set(1, new Set(['a'])).set(2, new Set(['a']));
    const waiting = cache.awaitTopic('a');
    await cluster.sleep(3_000);
    cluster.unknownTo.clear();
    expect((await waiting).name).toBe('a');
    const start = cluster.nowMs;
    await expect(cache.awaitTopic('b')).rejects.toMatchObject({
      code: 'UNKNOWN_TOPIC_OR_PARTITION',
      topic: 'b',
    });
    expect(cluster.nowMs - start).toBeGreaterThanOrEqual(5_000);
    expect(cluster.nowMs - start).toBeLessThan(5_200);
    await expect(cache.awaitTopic('..')).rejects.toMatchObject({ code: 'INVALID_TOPIC_EXCEPTION' });
    pool.close();
  });
});

test('nobody there: an error after the connect timeout that names every address and why', async () => {
  const cluster = new FakeCluster(4, 0);
  await cluster.run(async () => {
    const { cache, pool } = cacheFor(cluster, '127.0.0.1:1,127.0.0.1:2');
    const failure = cache.awaitTopic('a');
    await expect(failure).rejects.toMatchObject({ code: 'NO_BROKER_REACHABLE', retriable: true });
    await expect(failure).rejects.toThrow(
      /^no broker could be reached: .*127\.0\.0\.1:[12]\b.*; .*127\.0\.0\.1:[12]\b/,
    );
    expect(cluster.nowMs).toBeGreaterThanOrEqual(3_000);
    expect(cluster.nowMs).toBeLessThan(3_500);
    pool.close();
  });
});

test('a broker that never answers does not keep the others from it', async () => {
  const cluster = new FakeCluster(5, 3);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    cluster.hook = ({ brokerId }) => (brokerId === 3 ? undefined : 'silence');
    const { cache, pool } = cacheFor(cluster);
    expect((await cache.awaitTopic('a')).name).toBe('a');
    expect(cluster.nowMs).toBeLessThan(600);
    pool.close();
  });
});

test('a silent broker does not keep a client from those that come back meanwhile', async () => {
  const cluster = new FakeCluster(5, 3);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    cluster.hook = ({ brokerId }) => (brokerId === 1 ? 'silence' : undefined);
    await cluster.stopBroker(2);
    await cluster.stopBroker(3);
    const { cache, pool } = cacheFor(cluster);
    const found = cache.awaitTopic('a');
    await cluster.sleep(2_000);
    await cluster.startBroker(3);
    expect((await found).name).toBe('a');
    expect(cluster.nowMs).toBeLessThan(4_000);
    pool.close();
  });
});

test('brokers found in answers are asked when those that were given are gone', async () => {
  const cluster = new FakeCluster(6, 2);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    const { cache, pool } = cacheFor(cluster, '127.0.0.1:9092');
    await cache.refresh();
    await cluster.stopBroker(1);
    expect((await cache.awaitTopic('a')).name).toBe('a');
    pool.close();
  });
});

test('a broker of another cluster is not listened to', async () => {
  const cluster = new FakeCluster(7, 1);
  const stranger = new FakeCluster(8, 1);
  await cluster.run(async () => {
    cluster.addTopic('a', 1);
    const { cache, pool } = cacheFor(cluster);
    await cache.awaitTopic('a');
    Object.assign(cluster, { clusterId: stranger.clusterId });
    await expect(cache.refresh()).rejects.toThrow(
      new RegExp(`127.0.0.1:9092: it belongs to cluster ${stranger.clusterId}`),
    );
    pool.close();
  });
});

test('waiting ends with the reason of an abort', async () => {
  const cluster = new FakeCluster(9, 1);
  await cluster.run(async () => {
    const { cache, pool } = cacheFor(cluster);
    const abort = new AbortController();
    const waiting = cache.awaitTopic('a', { signal: abort.signal });
    const reason = new Error('enough');
    const outcome = expect(waiting).rejects.toBe(reason);
    await cluster.sleep(100);
    abort.abort(reason);
    await outcome;
    pool.close();
  });
});
