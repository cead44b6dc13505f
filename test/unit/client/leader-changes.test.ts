// What a client does when a partition gets another leader: it goes on as soon as there is one, in order, with nothing twice and
// nothing left out, whether the old leader has died, refuses, or just says nothing any more.
import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { readRecords } from '../../../src/protocol/records.ts';
import { FakeCluster } from './support/fake-cluster.ts';

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ topic: 't', partition: 0, value: `${from + i}` }));

function valuesIn(cluster: FakeCluster): string[] {
  const { batches } = cluster.partition('t', 0);
  return batches.flatMap((batch) => [...readRecords(batch)].map(({ value }) => String(value)));
}

/** Time from when there is another leader until the first of `count` sends is acknowledged. */
async function sendAcross(
  cluster: FakeCluster,
  leaderlessMs: number,
  lose: () => Promise<void> | void,
): Promise<number> {
  cluster.addTopic('t', 1);
  await using client = cluster.client();
  const producer = client.producer({ batchBytes: 150, lingerMs: 0 });
  await producer.sendBatch(numbered(20));
  await lose();
  const sends = producer.sendBatch(numbered(30, 20));
  await cluster.sleep(leaderlessMs);
  cluster.moveLeader('t', 0, 2);
  const movedMs = cluster.nowMs;
  await sends;
  expect(valuesIn(cluster)).toEqual(numbered(50).map(({ value }) => value));
  return cluster.nowMs - movedMs;
}

describe('a producer whose leader', () => {
  test.each([500, 1_500, 4_000])(
    'has died goes on soon after another one leads, %s ms later',
    async (leaderlessMs) => {
      const cluster = new FakeCluster(leaderlessMs, 2);
      await cluster.run(async () => {
        const tookMs = await sendAcross(cluster, leaderlessMs, () => cluster.stopBroker(1));
        expect(tookMs).toBeLessThan(400);
      });
    },
  );

  test('is gone, with nobody in its place for a while, does the same', async () => {
    const cluster = new FakeCluster(2, 2);
    await cluster.run(async () => {
      const tookMs = await sendAcross(cluster, 3_000, () => cluster.moveLeader('t', 0, -1));
      expect(tookMs).toBeLessThan(400);
    });
  });

  test('says nothing any more does not wait for the request timeout when another one leads', async () => {
    const cluster = new FakeCluster(3, 2);
    await cluster.run(async () => {
      const tookMs = await sendAcross(cluster, 2_500, () => {
        cluster.hook = ({ brokerId, api }) =>
          brokerId === 1 && api === 'produce' ? 'silence' : undefined;
      });
      expect(tookMs).toBeLessThan(1_000);
    });
  });

  test('says nothing although it has carried out the request: what was sent stands once', async () => {
    const cluster = new FakeCluster(4, 2);
    await cluster.run(async () => {
      await sendAcross(cluster, 2_500, () => {
        cluster.losesAnswer = ({ brokerId, api }) => brokerId === 1 && api === 'produce';
      });
    });
  });

  test('is slow, and still the leader, is not given up', async () => {
    const cluster = new FakeCluster(5, 2);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      await using client = cluster.client();
      const producer = client.producer();
      await producer.send({ topic: 't', partition: 0, value: 'a' });
      cluster.hook = async ({ api }) => {
        if (api === 'produce') await cluster.sleep(20_000);
        return undefined;
      };
      const sent = await producer.send({ topic: 't', partition: 0, value: 'b' });
      expect(sent).toMatchObject({ offset: 1, attempts: 1 });
    });
  });
});

test('with acks 0 a leader that closes the connection is not believed to lead any more', async () => {
  const cluster = new FakeCluster(8, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    cluster.hook = ({ brokerId, api }) => {
      const { leaderId } = cluster.partition('t', 0);
      if (api === 'produce' && brokerId !== leaderId) {
        throw new WireError('NOT_LEADER_OR_FOLLOWER', 'another one leads');
      }
      return undefined;
    };
    await using client = cluster.client();
    const producer = client.producer({ acks: 0, lingerMs: 0 });
    await producer.send({ topic: 't', partition: 0, value: '0' });
    cluster.moveLeader('t', 0, 2);
    for (let i = 1; i < 20; i++) {
      await producer.send({ topic: 't', partition: 0, value: `${i}` });
      await cluster.sleep(50);
    }
    // What was on its way to the old one is lost: that is what acks 0 is.
    expect(valuesIn(cluster).length).toBeGreaterThan(15);
  });
});

describe('a consumer whose leader', () => {
  test.each([
    ['has died', (cluster: FakeCluster) => cluster.stopBroker(1)],
    [
      'says nothing any more',
      (cluster: FakeCluster) => {
        cluster.hook = ({ brokerId, api }) =>
          brokerId === 1 && api === 'fetch' ? 'silence' : undefined;
      },
    ],
  ] as const)('%s goes on at the same offset soon after another one leads', async (_what, lose) => {
    const cluster = new FakeCluster(6, 2);
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.append('t', 0, ['0', '1', '2']);
      await using client = cluster.client();
      const loop = client.consumer({ topics: ['t'] })[Symbol.asyncIterator]();
      const next = async () => String((await loop.next()).value?.value);
      expect([await next(), await next(), await next()]).toEqual(['0', '1', '2']);
      await lose(cluster);
      const waiting = next();
      await cluster.sleep(3_000);
      cluster.moveLeader('t', 0, 2);
      cluster.append('t', 0, ['3', '4']);
      const movedMs = cluster.nowMs;
      expect([await waiting, await next()]).toEqual(['3', '4']);
      expect(cluster.nowMs - movedMs).toBeLessThan(1_000);
      await loop.return?.();
    });
  });

  test('is a broker that the metadata does not have pauses between its tries, and goes on when there is a later leader', async () => {
    const cluster = new FakeCluster(9, 2);
    let tries = 0;
    const debug = (fields: object) => {
      const { reason = '' } = { ...fields } as { reason?: string };
      if (reason.includes('broker 7 is not known')) tries += 1;
      // Without a pause no time would pass, and this test would never end.
      if (tries > 100) throw new Error('the consumer tries without a pause');
    };
    await cluster.run(async () => {
      cluster.addTopic('t', 1);
      cluster.append('t', 0, ['0']);
      await using client = cluster.client({ logger: { ...silentLogger, debug } });
      const loop = client.consumer({ topics: ['t'] })[Symbol.asyncIterator]();
      const next = async () => String((await loop.next()).value?.value);
      expect(await next()).toBe('0');
      cluster.moveLeader('t', 0, 7);
      cluster.append('t', 0, ['1']);
      const waiting = next();
      await cluster.sleep(10_000);
      expect(tries).toBeGreaterThan(3);
      expect(tries).toBeLessThan(40);
      cluster.moveLeader('t', 0, 2);
      const movedMs = cluster.nowMs;
      expect(await waiting).toBe('1');
      expect(cluster.nowMs - movedMs).toBeLessThan(1_500);
      await loop.return?.();
    });
  });
});

test('while there is no leader metadata is asked for often at first, and less often then', async () => {
  const cluster = new FakeCluster(7, 2);
  await cluster.run(async () => {
    cluster.addTopic('t', 3);
    await using client = cluster.client();
    const producer = client.producer();
    for (let partition = 0; partition < 3; partition++) cluster.moveLeader('t', partition, -1);
    const sends = [0, 1, 2].map((partition) =>
      producer.send({ topic: 't', partition, value: 'a' }),
    );
    const asked = () => cluster.requests('metadata').length;
    await cluster.sleep(3_000);
    expect(asked()).toBeGreaterThan(10);
    expect(asked()).toBeLessThan(60);
    await cluster.sleep(20_000);
    const before = asked();
    await cluster.sleep(10_000);
    expect(asked() - before).toBeLessThan(80);
    for (let partition = 0; partition < 3; partition++) cluster.moveLeader('t', partition, 1);
    const movedMs = cluster.nowMs;
    await Promise.all(sends);
    expect(cluster.nowMs - movedMs).toBeLessThan(1_100);
    // Nobody looks for a leader that is there.
    const settled = asked();
    await cluster.sleep(60_000);
    expect(asked()).toBe(settled);
  });
});
