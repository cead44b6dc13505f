/** Records and bytes per second from a real producer through a real broker to disk. */
import type { ProduceRun } from '../processes/client.ts';
import { compare, median, type Row, rate, round } from '../support/measure.ts';
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
  const watched: Watched[] = [];
  const { ms, ceilingMs } = await compare({
    rounds: stage.settings.rounds,
    warmUp: true,
    subject: async () => {
      const produceRun = { brokers, topic, records, valueBytes, call, options };
      const run = await watch(stage, () => stage.client.call('produce', produceRun));
      watched.push(run);
      return run.ms;
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
  return { ...row, ...costs(watched.slice(1), records) };
}

interface Watched {
  ms: number;
  stallMs: number;
  stretchMs: number;
  brokerCpuMs: number;
  clientCpuMs: number;
}

async function watch(stage: Stage, produceAll: () => Promise<number>): Promise<Watched> {
  const before = await stage.broker.call('usage', { watch: true });
  const clientCpuMs = await stage.client.call('cpuMs', null);
  const ms = await produceAll();
  const after = await stage.broker.call('usage', { watch: false });
  return {
    ms,
    stallMs: after.stallMsMax,
    stretchMs: after.stretchMsMax,
    brokerCpuMs: after.cpuMs - before.cpuMs,
    clientCpuMs: (await stage.client.call('cpuMs', null)) - clientCpuMs,
  };
}

/**
 * What other programs on the machine disturb least: processor time per record, kernel included, and the longest stretch of
 * it between two turns of the broker's event loop [SIM-6], in the worst run. The stall beside it, of the median run, also
 * has the time in which the process did not have a processor.
 */
function costs(runs: readonly Watched[], records: number) {
  const perRecord = (ms: number) => round((ms * 1_000) / records, 2);
  return {
    brokerCpuMicros: perRecord(median(runs.map(({ brokerCpuMs }) => brokerCpuMs))),
    clientCpuMicros: perRecord(median(runs.map(({ clientCpuMs }) => clientCpuMs))),
    brokerStretchMsMax: round(Math.max(...runs.map(({ stretchMs }) => stretchMs)), 1),
    brokerStallMs: round(median(runs.map(({ stallMs }) => stallMs)), 1),
  };
}
