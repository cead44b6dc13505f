// ListOffsets: where a partition begins, where it ends for consumers, and the first record at or after a time. Asked of
// the partition's leader.
import type { RequestBody } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import type { Partition } from '../partition.ts';
import { checkPartitionCount } from './request-bounds.ts';

type ListOffsetsTopic = RequestBody<'listOffsets'>['topics'][number];
type ListOffsetsPartition = ListOffsetsTopic['partitions'][number];

/** Kafka's numbers for the two ends (ListOffsetsRequest.java). */
const latestTimestamp = -1;
const earliestTimestamp = -2;

export const handleListOffsets: Handler<'listOffsets'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  const topics = await Promise.all(
    request.topics.map(async (topic) => ({
      topicId: topic.topicId,
      name: topic.name,
      ...(await listTopic(broker, topic)),
    })),
  );
  return { topics };
};

async function listTopic(broker: BrokerContext, asked: ListOffsetsTopic) {
  const partitions = await Promise.all(
    asked.partitions.map(async (part) => {
      try {
        return { partition: part.partition, ...(await listPartition(broker, asked, part)) };
      } catch (error) {
        const { code, message } = errorToWire(error);
        if (code === -1)
          broker.logger.error({ topic: asked.name, err: error }, 'listing offsets failed');
        return {
          partition: part.partition,
          errorCode: code,
          errorMessage: message,
          offset: -1,
          timestamp: -1,
          leaderId: -1,
        };
      }
    }),
  );
  return { partitions };
}

async function listPartition(
  broker: BrokerContext,
  asked: ListOffsetsTopic,
  part: ListOffsetsPartition,
) {
  const topic = broker.replicas.findTopic(asked.topicId, asked.name);
  const partition = broker.replicas.find(topic, part.partition);
  const leaderEpoch = partition.checkLeader(part.currentLeaderEpoch);
  const found = await find(partition, part.timestamp);
  // The search may have waited for the disk.
  partition.checkLeader(leaderEpoch);
  return {
    offset: found?.offset ?? -1,
    timestamp: found?.timestamp ?? -1,
    leaderEpoch: found?.leaderEpoch ?? leaderEpoch,
    leaderId: broker.identity.nodeId,
  };
}

async function find(
  partition: Partition,
  timestamp: number,
): Promise<{ offset: number; timestamp?: number; leaderEpoch?: number } | undefined> {
  if (timestamp === latestTimestamp) return { offset: partition.latestOffset() };
  if (timestamp === earliestTimestamp) return { offset: partition.log.logStartOffset };
  if (timestamp < 0) {
    throw new WireError(
      'INVALID_REQUEST',
      `timestamp ${timestamp}; it must be 0 or more, or -1 (latest) or -2 (earliest)`,
    );
  }
  return partition.offsetForTimestamp(timestamp);
}
