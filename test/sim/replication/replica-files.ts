// The files of replicas, as they lie on the disks of a simulated cluster: for faults that change them while their broker is down, and to
// compare what is on all disks in the end.
import type { MetadataImage } from '../../../src/cluster/metadata/image.ts';
import {
  batchBytesAt,
  batchHeaderBytes,
  readBatchHeader,
} from '../../../src/protocol/record-batch.ts';
import type { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { placeOf } from '../checkers/isr-checker.ts';
import type { CommittedBatch } from '../checkers/producer-sequences.ts';
import type { ReplicationChecker } from '../checkers/replication-checker.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';

/** All files of a partition's directory. */
export function filesOfPartition(files: MemoryFileSystem, partition: string): string[] {
  return files.paths.filter((path) => path.includes(`/${partition}/`)).sort();
}

/** The segments of a log, in order. */
export function segmentsOf(files: MemoryFileSystem, partition: string): string[] {
  return filesOfPartition(files, partition).filter((path) => /\/\d{20}\.log$/.test(path));
}

/** Where each whole batch of a segment begins. */
export function batchPositions(content: Buffer): number[] {
  const positions: number[] = [];
  for (let at = 0; at + batchHeaderBytes <= content.length; ) {
    const bytes = batchBytesAt(content, at);
    if (bytes < batchHeaderBytes || at + bytes > content.length) break;
    positions.push(at);
    at += bytes;
  }
  return positions;
}

/**
 * Every replica of the topics has on its disk, byte by byte as far as the headers and their CRCs tell, what was visible in the end.
 */
export function diskProblems(
  cluster: SimulatedCluster,
  image: MetadataImage,
  replicas: ReplicationChecker,
): string[] {
  return [...image.topics.values()].flatMap((topic) =>
    topic.partitions.flatMap((partition) => {
      const place = placeOf(topic, partition.partition);
      const wanted = replicas.visibleBatches(place).map(nameOf);
      return partition.replicas.flatMap((nodeId) => {
        const files = cluster.filesOf(`broker-${nodeId}`);
        const found = batchesOnDisk(files, `${topic.name}-${partition.partition}`).map(nameOf);
        const at = wanted.findIndex((name, index) => name !== found[index]);
        if (at < 0 && found.length === wanted.length) return [];
        const where = at < 0 ? wanted.length : at;
        return [
          `broker ${nodeId} has on its disk for ${place} ${found.length} batches, and ${wanted.length} were visible; at ${where}: ${found[where]} for ${wanted[where]}`,
        ];
      });
    }),
  );
}

function batchesOnDisk(files: MemoryFileSystem, partition: string): CommittedBatch[] {
  return segmentsOf(files, partition).flatMap((path) => {
    const content = files.contentOf(path);
    return batchPositions(content).map((position) => readBatchHeader(content, position));
  });
}

function nameOf({ baseOffset, lastOffsetDelta, leaderEpoch, crc }: CommittedBatch): string {
  return `${baseOffset}+${lastOffsetDelta} epoch ${leaderEpoch} crc ${crc}`;
}
