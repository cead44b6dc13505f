/** Records and bytes per second from a real producer through a real broker to disk. */
import type { ProduceRun } from '../processes/client.ts';
import { compare, type Row, rate, round } from '../support/measure.ts';
import { partitions, recordBytes, type Stage, valueBytes } from '../support/stage.ts';

const KIB = 1_024;

interface Variant {
  name: string;
  durability: 'sync' | 'async';
  call: ProduceRun['call'];
  options: ProduceRun['options'];
  records: number;
}

const tuned = { batchBytes: 256 * KIB, lingerMs: 5 };
const variants: readonly Variant[] = [
  { name: 'sync', durability: 'sync', call: 'sendBatch', options: {}, records: 500_000 },
  { name: 'sync/tuned', durability: 'sync', call: 'sendBatch', options: tuned, records: 1_000_000 },
  { name: 'sync/send', durability: 'sync', call: 'send', options: {}, records: 300_000 },
  { name: 'async', durability: 'async', call: 'sendBatch', options: {}, records: 500_000 },
  {
    name: 'async/tuned',
    durability: 'async',
    call: 'sendBatch',
    options: tuned,
    records: 1_000_000,
  },
];

export async function* produce(stage: Stage): AsyncGenerator<Row> {
  for (const variant of variants) yield await run(stage, variant);
}

async function run(stage: Stage, variant: Variant): Promise<Row> {
  const { brokers } = stage;
  const { durability, call, options } = variant;
  const topic = `produce-${variant.name.replace('/', '-')}`;
  await stage.client.call('createTopic', { brokers, topic, partitions, durability });
  const records = stage.records(variant.records);
  const bytes = records * recordBytes;
  const stallsMs: number[] = [];
  const { ms, ceilingMs } = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      await stage.broker.call('usage', { watch: true });
      const produceRun = { brokers, topic, records, valueBytes, call, options };
      const took = await stage.client.call('produce', produceRun);
      stallsMs.push((await stage.broker.call('usage', { watch: false })).stallMsMax);
      return took;
    },
    ceiling: async () => {
      const sync = durability === 'sync';
      const to = { path: stage.rawPath, sync, acknowledgeEveryBytes: bytes };
      const port = await stage.rawServer.call('toFile', to);
      const chunkBytes = options.batchBytes ?? 16 * KIB;
      return stage.rawClient.call('send', { port, bytes, chunkBytes });
    },
  });
  const row = rate(`produce/${variant.name}`, { records, valueBytes, ms, ceilingMs });
  // The first run compiles.
  return { ...row, brokerStallMs: round(Math.max(...stallsMs.slice(1)), 1) };
}
