import { expect, test, vi } from 'vitest';
import { TidelogError } from '../../../../src/base/errors.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

vi.mock('../../../../src/protocol/codec-libraries.ts', () => ({
  lz4Library: () => {
    throw new TidelogError('UNSUPPORTED_COMPRESSION_TYPE', 'the library for lz4 is not there');
  },
}));

test('a codec whose library is not there fails the records, one batch after the other, and nothing else', async () => {
  const cluster = new FakeCluster(1, 1);
  await cluster.run(async () => {
    cluster.addTopic('t', 1);
    await using client = cluster.client();
    const producer = client.producer({ compression: 'lz4', batchBytes: 100 });
    const values = Array.from({ length: 10 }, (_, i) => 'x'.repeat(40 + i));
    const sends = values.map((value) => producer.send({ topic: 't', value }));
    const outcomes = await Promise.allSettled(sends);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { code: 'UNSUPPORTED_COMPRESSION_TYPE' } });
    }
    expect(cluster.requests('produce')).toEqual([]);
    expect(await client.producer().send({ topic: 't', value: 'a' })).toMatchObject({ offset: 0 });
  });
});
