/**
 * Records and bytes per second to a real consumer: from disk, which here means that the broker has nothing in memory (the
 * machine's page cache may), and at the end of a log that is being produced to.
 */
import { compare, type Row, rate } from '../support/measure.ts';
import { partitions, recordBytes, type Stage, valueBytes } from '../support/stage.ts';

const KIB = 1_024;

export async function* consume(stage: Stage): AsyncGenerator<Row> {
  yield await fromDisk(stage);
  yield await atTail(stage);
}

async function fromDisk(stage: Stage): Promise<Row> {
  const records = stage.records(1_000_000);
  const topic = 'consume-disk';
  const { brokers } = stage;
  await stage.client.call('createTopic', { brokers, topic, partitions, durability: 'async' });
  await stage.client.call('produce', {
    brokers,
    topic,
    records,
    valueBytes,
    call: 'sendBatch',
    options: {},
  });
  await writeRaw(stage, records);
  const run = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      await stage.restartBroker();
      return stage.reader.call('consume', { brokers: stage.brokers, topic, records });
    },
    ceiling: async () => {
      const port = await stage.rawServer.call('fromFile', { path: stage.rawPath });
      const { ms } = await stage.rawClient.call('receive', { port });
      return ms;
    },
  });
  return rate('consume/disk', { records, valueBytes, ...run });
}

async function writeRaw(stage: Stage, records: number): Promise<void> {
  const bytes = records * recordBytes;
  const to = { path: stage.rawPath, sync: false, acknowledgeEveryBytes: bytes };
  const port = await stage.rawServer.call('toFile', to);
  await stage.rawClient.call('send', { port, bytes, chunkBytes: 256 * KIB });
}

/** A producer and a consumer at once; the slower end of the two counts. */
async function atTail(stage: Stage): Promise<Row> {
  const records = stage.records(500_000);
  const bytes = records * recordBytes;
  const { brokers } = stage;
  let topics = 0;
  const run = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      const topic = `consume-tail-${topics++}`;
      await stage.client.call('createTopic', { brokers, topic, partitions, durability: 'sync' });
      const call = 'sendBatch' as const;
      const [consumed] = await Promise.all([
        stage.reader.call('consume', { brokers, topic, records }),
        stage.client.call('produce', { brokers, topic, records, valueBytes, call, options: {} }),
      ]);
      return consumed;
    },
    ceiling: async () => {
      const to = { path: stage.rawPath, sync: true, acknowledgeEveryBytes: bytes };
      const { inPort, outPort } = await stage.rawServer.call('relay', to);
      const received = stage.rawReader.call('receive', { port: outPort });
      await stage.rawClient.call('send', { port: inPort, bytes, chunkBytes: 16 * KIB });
      return (await received).ms;
    },
  });
  return rate('consume/tail', { records, valueBytes, ...run });
}
