// Every bound of the program in one place, cross-asserted at load. Defaults that people can change are here too:
// the configuration schema takes them from here.
import { assert } from './assert.ts';
import { DAY_MS, GIB, HOUR_MS, INT32_MAX, KIB, MIB, MINUTE_MS } from './units.ts';

export const limits = {
  // Frames [NET-1].
  /** Largest frame on the client listener, in bytes, without its 4-byte length. */
  frameBytesMax: 16 * MIB,
  /** Largest response frame that a client takes: the largest batch, and the results of all partitions around it. */
  responseFrameBytesMax: 20 * MIB,
  /** Largest frame on the internal listener: the largest batch, and room for more than one partition. */
  internalFrameBytesMax: 64 * MIB,
  /** What a frame may hold beside its records; `max.message.bytes` stays this far below the frame limit [NET-10]. */
  frameOverheadBytesMax: 64 * KIB,

  // Connections [NET-5].
  /** Requests of one connection that have no response yet, parked fetches apart. */
  requestsInWorkMax: 64,
  /** Fetches of one connection that wait for records. */
  parkedFetchesMax: 64,
  /** Response bytes that wait for one connection's socket; at the bound, reading stops. */
  responseBytesMax: 32 * MIB,
  connectionsMax: 8_192,
  /** A connection that has begun a frame must finish it within this time. */
  frameTimeoutMs: 60_000,
  /** A socket that accepts no bytes for this long is closed. */
  writeStallTimeoutMs: 30_000,

  // The byte ledger [NET-10].
  ledgerBytes: 256 * MIB,
  internalLedgerBytes: 64 * MIB,
  /** For records on their way between replicas, so that a slow disk holds up no message of the quorum. */
  replicationLedgerBytes: 64 * MIB,

  // Requests.
  partitionsPerRequestMax: 10_000,
  /** About what the result of a partition takes beside its records. */
  partitionResultBytes: 256,
  requestTimeoutMsDefault: 30_000,
  fetchWaitMsMax: 5 * 60_000,
  requestTimeoutMsMax: 15 * 60_000,
  /** A broker that asks for a longer pause between requests is not obeyed to its end. */
  throttleMsMax: 30_000,
  /** Bytes of records in one fetch answer, whatever the client asks for; a larger first batch is sent all the same. */
  fetchResponseBytesMax: 8 * MIB,
  clientIdCharsMax: 256,

  // Topics.
  topicNameCharsMax: 249,
  partitionsPerTopicMax: 10_000,
  partitionsPerClusterMax: 200_000,
  replicationFactorMax: 1_000,
  /** Ids of deleted topics that are remembered, so that no repeated request makes such a topic again. */
  retiredTopicIdsMax: 10_000,
  replicationFactorDefault: 3,
  /** In-sync replicas that a topic with more than one replica needs by default [REP-6]. */
  minInsyncReplicasDefault: 2,

  // Records.
  messageBytesMaxDefault: MIB,
  recordsPerBatchMax: 1_000_000,
  headersPerRecordMax: 10_000,
  /** Decompression stops at this many bytes, whatever the input claims. */
  decompressedBytesMax: 64 * MIB,

  // Storage.
  segmentBytesDefault: GIB,
  segmentBytesMin: 1 * KIB,
  segmentMsDefault: 7 * 24 * HOUR_MS,
  retentionMsDefault: 7 * 24 * HOUR_MS,
  retentionCheckMsDefault: 5 * MINUTE_MS,
  archiveBacklogBytesDefault: 10 * GIB,
  indexIntervalBytesDefault: 4 * KIB,
  /** Largest relative offset and file position in a segment [LOG-1]. */
  segmentPositionMax: INT32_MAX,
  openFilesMax: 1_024,
  /** Bytes of recent batches kept in memory per partition [LOG-2]. */
  tailBytesMax: 4 * MIB,
  /** Appends that wait for the disk, per partition, in bytes; above it a produce is refused with a retriable error. */
  appendQueueBytesMax: 64 * MIB,
  /** How often the recovery checkpoint is written while logs grow [LOG-6]: what a crash makes recovery scan. */
  recoveryCheckpointMs: 30_000,
  /** Logs of a data directory that are gone through without letting others have their turn: some milliseconds at most [SIM-6]. */
  logsPerTurn: 1_000,
  /** Free bytes of the disk that user appends leave to the metadata log, checkpoints and retention [LOG-9]. */
  minFreeBytesDefault: 256 * MIB,
  /** How often the free space of a disk that is written to is looked at. */
  freeSpaceLookMs: 1_000,
  /** A group of appends is closed when it has this much, so that one sync does not hold back too many [LOG-2]. */
  appendGroupBytesMax: 8 * MIB,
  flushMsDefault: 1_000,
  timestampAfterMaxMsDefault: HOUR_MS,
  producerIdExpirationMsDefault: 24 * HOUR_MS,
  /** Largest epoch of a producer id: the field of a batch has 16 bits. */
  producerEpochMax: 32_767,
  /** Batches of one producer and partition that may be under way, and that the partition knows when they come again. */
  producerBatchesInFlightMax: 5,
  /** Producer ids that a broker gets from the controller at a time. */
  producerIdsPerBlock: 1_000,

  // Compaction [LOG-10].
  deleteRetentionMsDefault: DAY_MS,
  cleanableDirtyRatioMinDefault: 0.5,
  /** Memory of one broker for the keys that a pass of its cleaner tells apart. */
  cleanerBufferBytesDefault: 64 * MIB,
  cleanerBufferBytesMin: 1 * MIB,
  /** How often the cleaner looks for something to do. */
  cleanerBackoffMsDefault: 15_000,

  // Consumer groups.
  groupIdCharsMax: 256,
  /** Also of instance ids. */
  memberIdCharsMax: 256,
  groupMembersMax: 2_000,
  /** Partitions of one group's topics, so that a decision about all of them fits one batch. */
  groupPartitionsMax: 50_000,
  groupTopicsMax: 1_000,
  groupPatternCharsMax: 512,
  /** Instructions of a compiled pattern: matching costs at most so many steps per character of a name. */
  groupPatternProgramMax: 2_000,
  offsetMetadataBytesMax: 4_096,
  groupsPerRequestMax: 1_000,
  groupSessionMsDefault: 45_000,
  groupHeartbeatMsDefault: 3_000,
  groupRebalanceMsDefault: 5 * MINUTE_MS,
  groupRebalanceMsMax: HOUR_MS,
  offsetsRetentionMinutesDefault: 7 * 24 * 60,
  offsetsTopicPartitionsDefault: 16,

  // Replication.
  /** A follower that has not held all of its leader's log for this long is not in sync any more [REP-5]. */
  replicaLagMs: 10_000,
  /** Records in the answer to one request of a follower broker; a larger first batch is sent all the same. */
  replicaFetchBytes: 4 * MIB,
  /** How long a leader keeps a follower waiting when nothing is new: what an idle pair of brokers costs. */
  replicaFetchWaitMs: 1_000,
  /** How much longer than that an answer may take. */
  replicaFetchTimeoutMs: 5_000,
  /** Partitions that one request of a follower broker lists, and that its answer tells of; the others come with the next one [SIM-6]. */
  replicaFetchPartitions: 250,
  /** How often a leader that has no room on its disk asks for another to take over [LOG-9]. */
  handOverPauseMs: 10_000,

  // The cluster [QRM-8].
  brokerHeartbeatMs: 250,
  brokerSessionMs: 1_500,
  /** Changes of partitions that the controller decides in one step, so that it stays short [SIM-6]. */
  partitionChangesPerStep: 250,
  /** Partitions that it looks at in one step. */
  partitionLooksPerStep: 1_000,
  /** How often the controller looks for partitions that want more replicas, or their preferred leaders. */
  controllerRoundMs: 1_000,
  /** A broker leads again what it is preferred for once it has been alive for this long. */
  leaderBalanceMs: 5_000,
  /** Leaderships that one such round moves at most. */
  leaderMovesPerRound: 100,
  metadataFetchWaitMs: 5_000,
  metadataFetchBytes: 4 * MIB,
  votersMax: 5,
  /** The end of the metadata log in memory, whether it is on disk yet or not. */
  metadataRecentBytesMax: 4 * MIB,
  /** Proposals that wait for the disk or for other voters; above this they are refused. */
  metadataPendingBytesMax: 32 * MIB,
  /** Bytes of the metadata log between two snapshots. */
  snapshotIntervalBytes: 20 * MIB,
  snapshotChunkBytes: 1 * MIB,

  // The metadata quorum [QRM-2] [QRM-8].
  raftHeartbeatMs: 150,
  raftElectionMsMin: 600,
  raftElectionMsMax: 1_200,
  /** Entries that are published without letting others have a turn: some 350 records, which take a few milliseconds [SIM-6]. */
  metadataBytesPerTurn: 16 * KIB,
  /** Entries that a leader reads for one message. */
  raftMessageBytesMax: 1 * MIB,
  /** What a leader has on its way to one follower. */
  raftBytesInFlightMax: 8 * MIB,
  raftMessagesInFlightMax: 64,
  /** Linearizable reads of one leader that wait for their round. */
  raftReadsMax: 10_000,
  /** A term this far above a node's own is not believed: one election a second takes twelve days for it. */
  raftTermAheadMax: 1_000_000,
  /** No term goes beyond: batches carry it as an int32, and numbers above are kept free. */
  raftTermMax: 2_000_000_000,
} as const;

assert(
  limits.messageBytesMaxDefault <= limits.frameBytesMax - limits.frameOverheadBytesMax,
  'a default batch fits in a frame',
);
assert(
  limits.internalFrameBytesMax >= 2 * limits.frameBytesMax,
  'internal frames take the largest batch and more',
);
assert(
  limits.ledgerBytes >= 4 * limits.frameBytesMax,
  'the ledger holds several of the largest frames',
);
assert(
  limits.internalLedgerBytes >= limits.internalFrameBytesMax,
  'the internal share holds the largest internal frame',
);
assert(
  limits.replicationLedgerBytes >= 8 * limits.replicaFetchBytes,
  'several leaders can be fetched from at a time',
);
assert(
  limits.replicaFetchBytes + limits.frameBytesMax <= limits.internalFrameBytesMax,
  'a follower takes the largest answer, with the largest batch as its last',
);
assert(
  limits.brokerSessionMs >= 4 * limits.brokerHeartbeatMs,
  'a session outlives some lost heartbeats',
);
assert(
  limits.metadataPendingBytesMax + limits.frameBytesMax < limits.appendQueueBytesMax,
  'the metadata log takes what the quorum has under way',
);
assert(
  limits.raftElectionMsMin >= 3 * limits.raftHeartbeatMs &&
    limits.raftElectionMsMax >= 2 * limits.raftElectionMsMin,
  'some heartbeats may be lost without an election, and candidates do not all stand at once',
);
assert(
  limits.raftMessageBytesMax + limits.frameBytesMax <= limits.internalFrameBytesMax,
  'entries of a message, the last one of the largest size, fit in a frame',
);
assert(limits.raftTermMax + limits.raftTermAheadMax <= INT32_MAX, 'terms fit in 31 bits');
assert(
  Math.max(limits.fetchResponseBytesMax, limits.frameBytesMax) +
    limits.partitionsPerRequestMax * limits.partitionResultBytes <=
    limits.responseFrameBytesMax,
  'a client takes the largest fetch answer',
);
assert(
  limits.segmentBytesDefault <= limits.segmentPositionMax,
  'positions in a segment fit 31 bits',
);
assert(
  limits.responseBytesMax >= limits.frameBytesMax,
  'one answer of the largest size may wait for its socket',
);
