/** Metadata in memory, in a process that has nothing else: how much an image takes, and how fast it is made from its records. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SystemRandom } from '../../src/base/random.ts';
import { uuidToBytes } from '../../src/base/uuid.ts';
import { applyMetadataBatch } from '../../src/cluster/metadata/delta.ts';
import { emptyImage, type MetadataImage } from '../../src/cluster/metadata/image.ts';
import { imageRecords, SnapshotLoader } from '../../src/cluster/metadata/image-records.ts';
import { decodeMetadataBatch, encodeMetadataBatch } from '../../src/cluster/metadata/records.ts';
import type { MetadataRecordInit } from '../../src/protocol/messages.ts';
import { assignOffset } from '../../src/protocol/record-batch.ts';
import { serve } from '../support/serve.ts';

export interface ImageFigures {
  /** Of the image alone, when nothing else is left of what it was made from. */
  heapBytes: number;
  /** To apply one batch per topic, as when they are created. */
  applyMs: number;
  /** The same as records of a snapshot: bytes, and the time to make an image from them. */
  snapshotBytes: number;
  snapshotLoadMs: number;
}

const random = new SystemRandom();
let kept: MetadataImage = emptyImage;

const methods = {
  measure(size: { topics: number; partitions: number; replicas: number }): ImageFigures {
    const batches = Array.from({ length: size.topics }, (_, at) => topicRecords(at, size));
    const bytes = batches.map((records, at) => {
      const batch = encodeMetadataBatch(records, 0);
      const baseOffset = at * (size.partitions + 1);
      assignOffset(batch, { baseOffset, leaderEpoch: 1 });
      return batch;
    });
    kept = emptyImage;
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const startedMs = performance.now();
    for (const batch of bytes) kept = applyMetadataBatch(kept, decodeMetadataBatch(batch)).image;
    const applyMs = performance.now() - startedMs;
    collectGarbage();
    const heapBytes = process.memoryUsage().heapUsed - before;
    return { heapBytes, applyMs, ...snapshotFigures(kept) };
  },
};

function topicRecords(
  at: number,
  { partitions, replicas }: { partitions: number; replicas: number },
): MetadataRecordInit[] {
  const topicId = uuidToBytes(random.uuid());
  const configs = [{ name: 'min.insync.replicas', value: String(Math.min(2, replicas)) }];
  const records: MetadataRecordInit[] = [
    { topicCreated: { topicId, name: `topic-${at}`, configs } },
  ];
  for (let partition = 0; partition < partitions; partition++) {
    const nodeIds = Array.from({ length: replicas }, (_, i) => 1 + ((partition + i) % replicas));
    const leaderId = nodeIds[0] as number;
    records.push({
      partitionCreated: { topicId, partition, replicas: nodeIds, isr: nodeIds, leaderId },
    });
  }
  return records;
}

function snapshotFigures(image: MetadataImage) {
  const batches = [...imageRecords(image)].map((records) => encodeMetadataBatch(records, 0));
  const startedMs = performance.now();
  const loader = new SnapshotLoader();
  for (const batch of batches) loader.add(decodeMetadataBatch(batch));
  loader.finish(image.endOffset);
  const snapshotLoadMs = performance.now() - startedMs;
  return { snapshotBytes: batches.reduce((sum, { length }) => sum + length, 0), snapshotLoadMs };
}

/** Twice, because what a first collection frees may have held more. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
}

export type ImageProcess = typeof methods;

serve(methods);
