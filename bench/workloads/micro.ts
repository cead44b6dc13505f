/**
 * The three loops that run once per record: writing a batch in the producer, walking it in the broker, reading it in the
 * consumer. In this process, without sockets and disks.
 */
import { checkProducedBatch } from '../../src/protocol/produce-validation.ts';
import { encodeBatch, RecordBatchBuilder, readRecords } from '../../src/protocol/records.ts';
import { median, type Row, round } from '../support/measure.ts';
import { recordBytes, type Settings, valueBytes } from '../support/stage.ts';

const recordsPerBatch = 150;
const timestamp = 1_700_000_000_000;
const record = { timestamp, key: null, value: Buffer.alloc(valueBytes, 'tidelog '), headers: [] };

/** Keeps results in use, so that nothing is optimised away. */
let used = 0;

function write(): void {
  const builder = new RecordBatchBuilder(recordsPerBatch * recordBytes);
  for (let i = 0; i < recordsPerBatch; i++) builder.append(record);
  used += builder.build('none').length;
}

const batch = encodeBatch(new Array(recordsPerBatch).fill(record), 'none');
const rules = { maxMessageBytes: 1 << 20, timestampMax: timestamp, needsKeys: false };

function check(): void {
  used += checkProducedBatch(batch, rules).recordCount;
}

function read(): void {
  for (const { value } of readRecords(batch)) used += value?.length ?? 0;
}

export async function* micro({ rounds, scale }: Settings): AsyncGenerator<Row> {
  const batches = Math.max(10, Math.round(5_000 * scale));
  for (const run of [write, check, read]) {
    const perSecond: number[] = [];
    for (let i = -1; i < rounds; i++) {
      const startMs = performance.now();
      for (let n = 0; n < batches; n++) run();
      const seconds = (performance.now() - startMs) / 1_000;
      if (i >= 0) perSecond.push((batches * recordsPerBatch) / seconds);
    }
    yield {
      workload: `micro/${run.name}-batch`,
      recordsPerSecond: round(median(perSecond)),
      mbPerSecond: round((median(perSecond) * valueBytes) / 1e6, 1),
      ceilingRecordsPerSecond: null,
      ratio: null,
    };
  }
  if (used === 0) throw new Error('nothing was measured');
}
