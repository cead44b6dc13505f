// What the client package offers, by name.
export { parseAddresses } from './addresses.ts';
export type {
  Admin,
  BrokerDescription,
  ClusterDescription,
  CreatedTopic,
  NewTopic,
  PartitionDescription,
  TopicDescription,
  TopicOutcome,
  TopicSummary,
} from './admin.ts';
export type { VoterChange, VotersAfterChange } from './alter-voters.ts';
export { Client } from './client.ts';
export type { PartitionMetadata } from './cluster-metadata.ts';
export type { Consumer, ConsumerBatch, ConsumerRecord } from './consumer/consumer.ts';
export type { GroupConsumer, OffsetToCommit } from './consumer/group-consumer.ts';
export type { GroupConsumerMetrics, RebalanceEvent } from './consumer/group-metrics.ts';
export type {
  GroupConsumerOptions,
  PartitionsCallback,
  RebalanceCallback,
} from './consumer/group-options.ts';
export type { OffsetAnswer, OffsetQuery } from './consumer/offsets.ts';
export type { ConsumerPosition, Position, TopicPartitionPosition } from './consumer/position.ts';
export type { RecordHandler, RunOptions } from './consumer/record-runner.ts';
export type { RecordDeletion, RecordDeletionOutcome } from './delete-records.ts';
export {
  CommitRefusedError,
  CorruptRecordsError,
  LogTruncatedError,
  OffsetOutOfRangeError,
  OutOfOrderSequenceError,
  type PartitionName,
  TopicRecreatedError,
  UnknownTopicError,
} from './errors.ts';
export type {
  GroupAdmin,
  GroupDescription,
  GroupLag,
  GroupMemberDescription,
  GroupOffset,
  GroupStateName,
  GroupSummary,
  OffsetReset,
  ResetTarget,
} from './group-admin.ts';
export type {
  Acks,
  BatchDelivered,
  ClientOptions,
  ConsumerOptions,
  ProducerOptions,
} from './options.ts';
export { PartialDeliveryError, type RecordMetadata } from './producer/delivery.ts';
export type { Partitioner } from './producer/partitioner.ts';
export type { Producer } from './producer/producer.ts';
export type { ProducerRecord } from './producer/record.ts';
export type { ProducerMetrics } from './producer/sender.ts';
export type { QuorumDescription, QuorumMemberDescription } from './quorum-description.ts';
export type {
  ConfigChange,
  ElectedLeader,
  LeaderElection,
  MoveUnderWay,
  PartitionCount,
  ReplicaMove,
} from './topic-changes.ts';
