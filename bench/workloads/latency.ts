/** How long one record takes to be acknowledged on disk when nothing else is under way. */
import { median, quantile, type Row, round } from '../support/measure.ts';
import { recordBytes, type Stage, valueBytes } from '../support/stage.ts';

/** Bytes of a batch's header. */
const batchHeaderBytes = 61;

export async function* latency(stage: Stage): AsyncGenerator<Row> {
  const { brokers } = stage;
  const topic = 'latency';
  await stage.client.call('createTopic', { brokers, topic, partitions: 1, durability: 'sync' });
  const count = stage.records(2_000);
  const took: number[] = [];
  const ceiling: number[] = [];
  for (let i = 0; i < stage.settings.rounds; i++) {
    took.push(...(await stage.client.call('latency', { brokers, topic, count, valueBytes })));
    const bytes = recordBytes + batchHeaderBytes;
    const to = { path: stage.rawPath, sync: true, acknowledgeEveryBytes: bytes };
    const port = await stage.rawServer.call('toFile', to);
    ceiling.push(...(await stage.rawClient.call('ask', { port, bytes, count })));
  }
  const perSecond = 1_000 / median(took);
  yield {
    workload: 'latency',
    recordsPerSecond: round(perSecond),
    mbPerSecond: round((perSecond * valueBytes) / 1e6, 1),
    ceilingRecordsPerSecond: round(1_000 / median(ceiling)),
    ratio: round(median(ceiling) / median(took), 3),
    p50Ms: round(median(took), 2),
    p99Ms: round(quantile(took, 0.99), 2),
    ceilingP50Ms: round(median(ceiling), 2),
    ceilingP99Ms: round(quantile(ceiling, 0.99), 2),
  };
}
