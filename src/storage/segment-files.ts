// The segments of a log as its files tell them, for tools that read beside a running broker or without one: nothing is
// locked, nothing is changed, nothing is recovered. A broker that runs may append to the last segment, and remove the first
// ones, at any moment.
import { join } from 'node:path';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import type { Uuid } from '../base/uuid.ts';
import { lastOffsetAt } from '../protocol/record-batch.ts';
import {
  logStartCheckpointFileName,
  parseSegmentFileName,
  partitionDirectoryName,
  partitionMetadataFileName,
  segmentFileName,
  segmentSuffixes,
  type TopicPartition,
} from './file-names.ts';
import { LogStartCheckpoint } from './log-start-checkpoint.ts';
import { logKey } from './manifest.ts';
import { parsePartitionMetadata } from './partition-metadata.ts';
import { walkBatches } from './segment-batches.ts';
import { readFileIfPresent } from './state-file.ts';
import { LogDamagedError } from './storage-errors.ts';

export interface LogFiles {
  topicId: Uuid;
  logStartOffset: number;
  /** Of the segments that hold something at or above the log start, in order. */
  segments: SegmentFile[];
}

export interface SegmentFile {
  path: string;
  baseOffset: number;
  /** Where the next one begins; undefined for the last one, which may be growing. */
  endOffset: number | undefined;
}

/** Throws UNKNOWN_LOG when the data directory has no such partition. */
export async function findLogFiles(
  fileSystem: FileSystem,
  dataDirectory: string,
  { topic, partition }: TopicPartition,
): Promise<LogFiles> {
  const directory = join(dataDirectory, partitionDirectoryName({ topic, partition }));
  const metadataPath = join(directory, partitionMetadataFileName);
  const metadata = await readFileIfPresent(fileSystem, metadataPath);
  if (metadata === undefined) {
    throw new TidelogError(
      'UNKNOWN_LOG',
      `${dataDirectory} has no partition ${partition} of topic ${topic}`,
    );
  }
  const topicId = topicIdIn(metadataPath, metadata);
  const starts = await LogStartCheckpoint.open(
    fileSystem,
    join(dataDirectory, logStartCheckpointFileName),
  );
  const logStartOffset = starts.offsetOf(logKey({ topicId, partition }));
  const baseOffsets = (await fileSystem.list(directory))
    .map(({ name }) => parseSegmentFileName(name, segmentSuffixes.log))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => a - b);
  const segments = baseOffsets.map((baseOffset, i) => ({
    path: join(directory, segmentFileName(baseOffset, segmentSuffixes.log)),
    baseOffset,
    endOffset: baseOffsets[i + 1],
  }));
  const isNeeded = ({ endOffset }: SegmentFile) =>
    endOffset === undefined || endOffset > logStartOffset;
  return { topicId, logStartOffset, segments: segments.filter(isNeeded) };
}

export interface SegmentExtent {
  bytes: number;
  endOffset: number;
  /** Why what follows in the file does not count; undefined when nothing follows. */
  problem: string | undefined;
}

/** How much of the last segment is whole: its end may be torn, or a broker may be writing it. */
export async function wholeBatchesOf(
  fileSystem: FileSystem,
  { path, baseOffset }: SegmentFile,
): Promise<SegmentExtent> {
  const file = await fileSystem.open(path);
  const extent: SegmentExtent = { bytes: 0, endOffset: baseOffset, problem: undefined };
  try {
    const bytes = await file.size();
    for await (const batch of walkBatches(file, { baseOffset, bytes, isWhole: true })) {
      extent.bytes += batch.length;
      extent.endOffset = lastOffsetAt(batch, 0) + 1;
    }
  } catch (error) {
    if (!(error instanceof LogDamagedError)) throw error;
    extent.problem = error.problem;
  } finally {
    await file.close();
  }
  return extent;
}

function topicIdIn(path: string, metadata: Buffer): Uuid {
  try {
    return parsePartitionMetadata(metadata.toString('utf8'));
  } catch (error) {
    throw new LogDamagedError({ path, position: 0 }, messageOf(error));
  }
}
