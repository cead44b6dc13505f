// Fetch on the internal listener: the committed entries of the metadata log, for nodes that have no vote [QRM-1]. It is parked until
// there are some [NET-7]. Below the start of the log the answer is an error that tells it: then a snapshot is to be fetched.
import { limits } from '../../base/limits.ts';
import { uuidFromBytes } from '../../base/uuid.ts';
import { metadataTopicId } from '../../cluster/metadata/records.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import { bytesField } from '../../protocol/scatter-writer.ts';
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handleMetadataFetch: Handler<'fetch', ClusterContext> = async (
  node,
  request,
  context,
) => {
  const { leader } = node.cluster;
  const topic = request.topics[0];
  const asked = topic?.partitions[0];
  if (
    request.topics.length !== 1 ||
    topic?.partitions.length !== 1 ||
    !asked ||
    uuidFromBytes(topic.topicId) !== metadataTopicId
  ) {
    throw new WireError(
      'INVALID_REQUEST',
      'a fetch on the internal listener asks for the metadata log alone',
    );
  }
  const waitMs = Math.min(request.maxWaitMs, limits.fetchWaitMsMax);
  await leader.committedPast(asked.fetchOffset, waitMs, context.signal);
  // It may lead no more.
  const { leadership } = node.cluster.leader;
  const maxBytes = Math.min(Math.max(asked.maxBytes, 1), limits.fetchResponseBytesMax);
  const endOffset = leader.committedEndOffset;
  const state = {
    partition: 0,
    highWatermark: endOffset,
    lastStableOffset: endOffset,
    logStartOffset: leader.logStartOffset,
    leaderId: node.identity.nodeId,
    leaderEpoch: leadership?.term ?? -1,
  };
  const partition = await leader.read(asked.fetchOffset, maxBytes).then(
    (chunks) => ({ ...state, records: bytesField(chunks) }),
    (error: unknown) => {
      const { code, message } = errorToWire(error);
      return { ...state, errorCode: code, errorMessage: message };
    },
  );
  return { topics: [{ topicId: topic.topicId, name: topic.name, partitions: [partition] }] };
};
