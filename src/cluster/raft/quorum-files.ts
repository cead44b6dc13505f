// What a voter keeps on its disk: the metadata log with its snapshots, and its term and vote. Opens them, and decides what it means
// when something is missing or damaged [QRM-3]:
//
//   log    vote      a list of one voter, or none             several voters
//   empty  absent    new: to be founded, or to join           the same
//   there  absent    the directory is older than votes        the vote is lost: the node may have voted
//   lost, damaged, or behind its own start: an error          as a new voter without a log, under another directory id
import { join } from 'node:path';
import { codeOf, TidelogError } from '../../base/errors.ts';
import type { FileSystem } from '../../base/file-system.ts';
import { limits } from '../../base/limits.ts';
import type { Logger } from '../../base/logger.ts';
import { quorumStateFileName } from '../../storage/file-names.ts';
import { logConfigDefaults } from '../../storage/log-config.ts';
import type { LogManager } from '../../storage/log-manager.ts';
import type { PartitionLog } from '../../storage/partition-log.ts';
import { metadataTopicId, metadataTopicName } from '../metadata/records.ts';
import { noVote, QuorumStore } from './quorum-store.ts';
import { SnapshotStore } from './snapshot-store.ts';

/** What a record of an operation takes at the least: a torn tail of so many bytes held no more offsets than this many each. */
const recordBytesMin = 7;

export interface QuorumFilesOptions {
  nodeId: number;
  logs: LogManager;
  directory: string;
  fileSystem: FileSystem;
  logger: Logger;
  segmentBytes: number;
  /** Other voters have what this one may have lost. */
  hasOthers: boolean;
}

export interface QuorumFiles {
  log: PartitionLog;
  votes: QuorumStore;
  snapshots: SnapshotStore;
}

export async function openQuorumFiles(options: QuorumFilesOptions): Promise<QuorumFiles> {
  const { nodeId, logs, directory, fileSystem, logger } = options;
  const log = await openMetadataLog(options);
  const self = { nodeId, directoryId: logs.meta.directoryId };
  const votes = await QuorumStore.open(fileSystem, directory, self);
  if (votes.vote === undefined) {
    if (options.hasOthers && log.logEndOffset > 0) throw voteLost(directory);
    // From now on an absent file is a lost one.
    await votes.save(noVote);
  }
  if (log.cutBytes > 0) {
    const reach = log.logEndOffset + Math.ceil(log.cutBytes / recordBytesMin);
    await votes.suspect(Math.max(reach, votes.suspectEndOffset ?? 0));
  }
  const snapshots = await SnapshotStore.open(fileSystem, log.directory, logger);
  return { log, votes, snapshots };
}

async function openMetadataLog({ logs, segmentBytes }: QuorumFilesOptions): Promise<PartitionLog> {
  try {
    return await logs.openPartition({
      topic: metadataTopicName,
      partition: 0,
      topicId: metadataTopicId,
      config: { ...logConfigDefaults, maxMessageBytes: limits.frameBytesMax, segmentBytes },
      ioPriority: 'quorum',
    });
  } catch (error) {
    const { clusterId } = logs.meta;
    // Listed, and not there: the remedy is another one than for a topic's log.
    if (codeOf(error) === 'LOG_LOST' && clusterId !== undefined) throw metadataLogLost(clusterId);
    throw error;
  }
}

/** What keeps a voter from taking part as the one that it was. */
const losses = new Set([
  'METADATA_LOG_LOST',
  'METADATA_SNAPSHOT_LOST',
  'LOG_LOST',
  'LOG_DAMAGED',
  'VOTE_LOST',
  'STATE_DAMAGED',
  // The vote is of the directory id before: a crash came in the middle of what follows.
  'INCONSISTENT_NODE_ID',
]);

export function isLossOfQuorumFiles(error: unknown): boolean {
  return losses.has(codeOf(error) ?? '');
}

/**
 * After a loss: the node goes by another directory id, so that nobody counts on what it had promised [QRM-3], and begins without a log.
 * Whether it may vote again, people decide. The id changes first: from then on the rest is done again after a crash.
 */
export async function beginAnew({
  logs,
  directory,
  fileSystem,
}: QuorumFilesOptions): Promise<void> {
  await logs.renewDirectoryId();
  await logs.setAsidePartition({
    topic: metadataTopicName,
    partition: 0,
    topicId: metadataTopicId,
  });
  const path = join(directory, quorumStateFileName);
  if ((await fileSystem.stat(path)) === undefined) return;
  await fileSystem.remove(path);
  await fileSystem.syncDirectory(directory);
}

function voteLost(directory: string): TidelogError {
  return new TidelogError(
    'VOTE_LOST',
    `${join(directory, quorumStateFileName)} is gone, and the metadata log is not: this voter does not know how it has voted`,
  );
}

export function metadataLogLost(clusterId: string): TidelogError {
  return new TidelogError(
    'METADATA_LOG_LOST',
    `the data directory belongs to cluster ${clusterId}, but its metadata log is gone; restore the directory from a copy, or move it away to found a new cluster`,
  );
}
