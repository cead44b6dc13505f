/**
 * The broker alone: batches that were made beforehand, and fetches that nobody decodes. The distance to `produce` and
 * `consume` is what the client costs.
 */
import { compare, type Row, rate } from '../support/measure.ts';
import { partitions, type Stage, valueBytes } from '../support/stage.ts';
import { parseAddress } from './startup.ts';

/** About 16 KiB, as the producer's default. */
const recordsPerBatch = 150;

export async function* broker(stage: Stage): AsyncGenerator<Row> {
  const { brokers } = stage;
  const topic = 'broker';
  const address = parseAddress(brokers);
  await stage.client.call('createTopic', { brokers, topic, partitions, durability: 'sync' });
  const asked = stage.records(600_000);
  const load = {
    address,
    topic,
    partitions,
    records: asked,
    recordsPerBatch,
    valueBytes,
    depth: 1,
  };
  let made = { records: asked, bytes: asked * valueBytes };
  const produced = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      const { ms, ...rest } = await stage.wire.call('produce', load);
      made = rest;
      return ms;
    },
    ceiling: async () => {
      const to = { path: stage.rawPath, sync: true, acknowledgeEveryBytes: made.bytes };
      const port = await stage.rawServer.call('toFile', to);
      return stage.rawClient.call('send', { port, bytes: made.bytes, chunkBytes: 16 * 1_024 });
    },
  });
  yield rate('broker/produce', { records: made.records, valueBytes, ...produced });

  const recordsPerPartition = made.records / partitions;
  const maxBytes = 1 << 20;
  const fetched = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      const fetch = { address, topic, partitions, recordsPerPartition, maxBytes };
      return (await stage.wire.call('fetch', fetch)).ms;
    },
    ceiling: async () => {
      const port = await stage.rawServer.call('fromFile', { path: stage.rawPath });
      return (await stage.rawClient.call('receive', { port })).ms;
    },
  });
  yield rate('broker/fetch', { records: made.records, valueBytes, ...fetched });
}
