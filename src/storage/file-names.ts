// Names in a data directory:
//
//   meta.json                            who this directory belongs to (data-directory.ts)
//   clean-shutdown.json                  only after an orderly stop (data-directory.ts)
//   log-start-checkpoint                 where trimmed logs start (log-start-checkpoint.ts)
//   manifest                             which logs there are (manifest.ts)
//   recovery-checkpoint                  up to where they are durable (recovery-checkpoint.ts)
//   quorum-state.json                    term and vote of a voter (cluster/raft/quorum-store.ts)
//   <topic>-<partition>/                 one log
//     partition.metadata                 its topic id
//     00000000000000000042.log           batches from offset 42 on; .index and .timeindex stand beside it
//     00000000000000000042.sum           checksums of the batch headers, once it is closed (header-sums.ts)
//     00000000000000000042.snapshot      producers of everything below offset 42 (producer-snapshot.ts)
//     leader-epoch-checkpoint            first offset of each leader epoch (epoch-cache.ts)
//     damage-report                      which offsets are gone, and why (quarantine.ts)
//     00000000000000000042.log.917.damaged  bytes that were taken out of that file
//     00000000000000000042.log.917.cut   what recovery cut from that file at position 917
//     <any of these>.deleted             a file of a removed segment, on its way out (segment-removal.ts)
//     cleaner-checkpoint                 how far compaction came (cleaner-checkpoint.ts)
//     00000000000000000042.log.cleaned   compaction writes it; of no meaning after a crash (compaction-swap.ts)
//     00000000000000000042.log.99.swap   complete: takes the place of the segments from 42 up to 99
//   <topic id>-<partition>.deleted/      a deleted log, on its way out
//   <topic>-<partition>.3.set-aside/     a log that could not be used, kept for people to look at
//
// Names of segments are Kafka's (LogFileUtils.java).
import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import { UUID_BYTES, type Uuid } from '../base/uuid.ts';
import { topicNameProblem } from '../protocol/topic-name.ts';

export const metaFileName = 'meta.json';
export const cleanShutdownFileName = 'clean-shutdown.json';
export const logStartCheckpointFileName = 'log-start-checkpoint';
export const manifestFileName = 'manifest';
export const recoveryCheckpointFileName = 'recovery-checkpoint';
export const quorumStateFileName = 'quorum-state.json';
/** Held by node-file-system.ts. */
export const lockFileName = '.lock';
export const damageReportFileName = 'damage-report';
export const partitionMetadataFileName = 'partition.metadata';

export const cleanerCheckpointFileName = 'cleaner-checkpoint';
export const cleanedSuffix = '.cleaned';

export const segmentSuffixes = {
  log: '.log',
  index: '.index',
  timeIndex: '.timeindex',
  sum: '.sum',
} as const;
export const snapshotSuffix = '.snapshot';
export const epochFileName = 'leader-epoch-checkpoint';

const setAsideSuffix = '.set-aside';

/** Decimal digits of 2^63 and one more, as Kafka pads them. */
const offsetDigits = 20;

export interface TopicPartition {
  topic: string;
  partition: number;
}

export function segmentFileName(baseOffset: number, suffix: string): string {
  return String(baseOffset).padStart(offsetDigits, '0') + suffix;
}

/** The base offset in the name of a file of a segment with this suffix, or undefined for any other file. */
export function parseSegmentFileName(name: string, suffix: string): number | undefined {
  if (name.length !== offsetDigits + suffix.length || !name.endsWith(suffix)) return undefined;
  const digits = name.slice(0, offsetDigits);
  const baseOffset = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(baseOffset) ? baseOffset : undefined;
}

/** Where the bytes go that recovery cuts; `attempt` counts from 0, so that an earlier cut is never overwritten. */
export function cutFileName(logFileName: string, position: number, attempt: number): string {
  return `${logFileName}.${position}${attempt === 0 ? '' : `.${attempt}`}.cut`;
}

/** A compacted .log file that takes the place of the segments from `baseOffset` up to `endOffset`. */
export interface SwapRange {
  baseOffset: number;
  endOffset: number;
}

export function swapFileName({ baseOffset, endOffset }: SwapRange): string {
  return `${segmentFileName(baseOffset, segmentSuffixes.log)}.${endOffset}.swap`;
}

export function parseSwapFileName(name: string): SwapRange | undefined {
  const match = /^(\d+\.log)\.(\d+)\.swap$/.exec(name);
  const baseOffset = parseSegmentFileName(match?.[1] ?? '', segmentSuffixes.log);
  const endOffset = Number(match?.[2]);
  if (baseOffset === undefined || !Number.isSafeInteger(endOffset)) return undefined;
  return endOffset > baseOffset ? { baseOffset, endOffset } : undefined;
}

/** Where damaged bytes are kept that were taken out of a log; `attempt` as for a cut. */
export function damagedFileName(logFileName: string, position: number, attempt: number): string {
  return `${logFileName}.${position}${attempt === 0 ? '' : `.${attempt}`}.damaged`;
}

export function partitionDirectoryName({ topic, partition }: TopicPartition): string {
  assert(
    topicNameProblem(topic) === undefined,
    `"${topic}" was validated before it became a directory name`,
  );
  assert(
    Number.isSafeInteger(partition) &&
      partition >= 0 &&
      partition <= limits.partitionsPerClusterMax,
    `partition ${partition} is a small whole number`,
  );
  return `${topic}-${partition}`;
}

export function parsePartitionDirectoryName(name: string): TopicPartition | undefined {
  const match = /^(.+)-(0|[1-9]\d{0,9})$/.exec(name);
  const topic = match?.[1];
  if (topic === undefined || topicNameProblem(topic) !== undefined) return undefined;
  return { topic, partition: Number(match?.[2]) };
}

/** Of the metadata, beside its log; what it says is checked when a broker starts from it. */
export function isMetadataSnapshotName(name: string): boolean {
  return /^\d{20}-\d{10}\.checkpoint$/.test(name);
}

/** Whether a file in a data directory is one of its own, or what a crash left of one. */
export function isFileOfDataDirectory(name: string): boolean {
  return [
    metaFileName,
    cleanShutdownFileName,
    manifestFileName,
    recoveryCheckpointFileName,
    quorumStateFileName,
    logStartCheckpointFileName,
    lockFileName,
  ].some((known) => name === known || name === `${known}.tmp` || name === `${known}-journal`);
}

export function deletedDirectoryName(topicId: Uuid, partition: number): string {
  assert(Buffer.from(topicId, 'base64url').length === UUID_BYTES, `"${topicId}" is a topic id`);
  return `${topicId}-${partition}.deleted`;
}

/** `attempt` counts from 0, so that an earlier one is never overwritten. */
export function setAsideDirectoryName(partition: TopicPartition, attempt: number): string {
  return `${partitionDirectoryName(partition)}.${attempt}${setAsideSuffix}`;
}

export function isSetAsideDirectoryName(name: string): boolean {
  return name.endsWith(setAsideSuffix);
}

export function isDeletedDirectoryName(name: string): boolean {
  return /^[A-Za-z0-9_-]{22}-\d+\.deleted$/.test(name);
}
