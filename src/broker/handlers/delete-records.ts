// DeleteRecords: the start of a partition moves up, durably, before the answer leaves [LOG-8]. Asked of the partition's
// leader. Each partition succeeds or fails by itself; asking again for what was done changes nothing.
import type { RequestBody } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import { OffsetOutOfRangeError } from '../../storage/storage-errors.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { checkPartitionCount } from './request-bounds.ts';

type DeleteRecordsTopic = RequestBody<'deleteRecords'>['topics'][number];
type DeleteRecordsPartition = DeleteRecordsTopic['partitions'][number];

/** Stands for the high watermark: all that consumers can see (Kafka's DeleteRecordsRequest.java). */
const everything = -1;

export const handleDeleteRecords: Handler<'deleteRecords'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  const topics = await Promise.all(
    request.topics.map(async (asked) => ({
      topicId: asked.topicId,
      name: asked.name,
      partitions: await Promise.all(
        asked.partitions.map(async (part) => ({
          partition: part.partition,
          ...(await trimOrTell(broker, asked, part)),
        })),
      ),
    })),
  );
  return { topics };
};

async function trimOrTell(
  broker: BrokerContext,
  asked: DeleteRecordsTopic,
  part: DeleteRecordsPartition,
) {
  try {
    return await trim(broker, asked, part);
  } catch (error) {
    const { code, message } = errorToWire(error);
    if (code === -1)
      broker.logger.error({ topic: asked.name, err: error }, 'deleting records failed');
    const refused = { errorCode: code, leaderId: -1, leaderEpoch: -1 };
    if (!(error instanceof OffsetOutOfRangeError))
      return { ...refused, errorMessage: message, logStartOffset: -1, highWatermark: -1 };
    const { logStartOffset, logEndOffset: highWatermark } = error;
    const errorMessage = `${asked.name}-${part.partition} can be made to start at ${logStartOffset} to ${highWatermark}, not at ${part.offset}`;
    return { ...refused, errorMessage, logStartOffset, highWatermark };
  }
}

async function trim(
  broker: BrokerContext,
  asked: DeleteRecordsTopic,
  { partition: index, offset, currentLeaderEpoch }: DeleteRecordsPartition,
) {
  const topic = broker.replicas.findTopic(asked.topicId, asked.name);
  checkNotOffsetsTopic(topic.name, 'trimmed');
  const partition = broker.replicas.find(topic, index);
  const leaderEpoch = partition.checkLeader(currentLeaderEpoch);
  if (offset < everything) {
    throw new WireError(
      'INVALID_REQUEST',
      `offset ${offset}; it must be 0 or more, or -1 for the high watermark`,
    );
  }
  const { highWatermark } = partition;
  const logStartOffset = await partition.log.trimBefore(
    offset === everything ? highWatermark : offset,
    { highWatermark },
  );
  // The log may have waited for the disk.
  partition.checkLeader(leaderEpoch);
  broker.logger.info({ topic: topic.name, partition: index, logStartOffset }, 'records deleted');
  return { logStartOffset, highWatermark, leaderId: broker.identity.nodeId, leaderEpoch };
}
