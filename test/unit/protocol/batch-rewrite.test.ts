import { expect, test } from 'vitest';
import { deleteHorizonOf, emptyBatch, rewriteBatch } from '../../../src/protocol/batch-rewrite.ts';
import {
  type CodecName,
  codecNames,
  codecOf,
  decompress,
} from '../../../src/protocol/compression.ts';
import {
  batchHeaderBytes,
  checkBatch,
  readBatchHeader,
  stampLogAppendTime,
} from '../../../src/protocol/record-batch.ts';
import { encodeBatch, readRecords, walkRecords } from '../../../src/protocol/records.ts';

function sample(codec: CodecName): Buffer {
  const headers = [{ key: 'h', value: Buffer.from('x') }];
  return encodeBatch(
    [10, 30, 20].map((timestamp, i) => ({
      timestamp,
      key: Buffer.from(`k${i}`),
      value: i === 2 ? null : Buffer.alloc(200, i),
      headers,
    })),
    codec,
  );
}

function rewrite(batch: Buffer, isKept: (i: number) => boolean, deleteHorizonMs?: number): Buffer {
  const header = readBatchHeader(batch);
  const block = batch.subarray(batchHeaderBytes);
  const records = decompress(codecOf(header.attributes), block, 1 << 20);
  const kept = [...walkRecords(header, records)].filter((_, i) => isKept(i));
  return rewriteBatch(header, records, { kept, deleteHorizonMs });
}

test.each(codecNames)(
  '[LOG-10] a rewritten %s batch has the records that stay, as they were',
  (codec) => {
    const batch = sample(codec);
    const rewritten = rewrite(batch, (i) => i !== 1);
    const [first, , third] = [...readRecords(batch)];
    expect([...readRecords(rewritten)]).toEqual([first, third]);
    expect(checkBatch(rewritten)).toMatchObject({
      recordCount: 2,
      lastOffsetDelta: 2,
      maxTimestamp: 20,
      attributes: readBatchHeader(batch).attributes,
    });
  },
);

test.each(codecNames)(
  '[LOG-10] a delete horizon takes the place of the base timestamp in a %s batch',
  (codec) => {
    const batch = sample(codec);
    const horizon = 1_700_000_000_000;
    const rewritten = rewrite(batch, () => true, horizon);
    const header = checkBatch(rewritten);
    expect(deleteHorizonOf(header)).toBe(horizon);
    expect(deleteHorizonOf(readBatchHeader(batch))).toBeUndefined();
    expect([...readRecords(rewritten)]).toEqual([...readRecords(batch)]);
    // It stays when the batch is rewritten again.
    const again = rewrite(rewritten, (i) => i === 2);
    expect(deleteHorizonOf(checkBatch(again))).toBe(horizon);
    expect([...readRecords(again)]).toEqual([...readRecords(batch)].slice(2));
  },
);

test('[REC-3] with log-append time the stamp of the batch stays', () => {
  const batch = sample('none');
  stampLogAppendTime(batch, 500);
  const rewritten = rewrite(batch, (i) => i === 0, 9_000);
  expect(checkBatch(rewritten).maxTimestamp).toBe(500);
  expect([...readRecords(rewritten)]).toMatchObject([{ timestamp: 500 }]);
});

test('an empty batch keeps its offsets and producer, and nothing else', () => {
  const batch = sample('gzip');
  const empty = emptyBatch({
    ...readBatchHeader(batch),
    producerId: 4,
    producerEpoch: 2,
    baseSequence: 9,
  });
  expect(empty).toHaveLength(batchHeaderBytes);
  expect(checkBatch(empty)).toMatchObject({
    recordCount: 0,
    lastOffsetDelta: 2,
    attributes: 0,
    producerId: 4,
    producerEpoch: 2,
    baseSequence: 9,
  });
  expect([...readRecords(empty)]).toEqual([]);
});
