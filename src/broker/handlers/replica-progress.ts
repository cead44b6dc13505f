// ReplicaProgress: what a follower has synced, told without an answer as each sync ends [REP-1]. What does not fit the
// partition as it is now is late, and says nothing.
import { uuidFromBytes } from '../../base/uuid.ts';
import type { Handler } from '../broker-context.ts';
import { checkFollowerBroker } from './follower-brokers.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleReplicaProgress: Handler<'replicaProgress'> = async (
  broker,
  request,
  context,
) => {
  checkFollowerBroker(broker, request, context);
  checkPartitionCount(request.topics);
  const { nodeId, brokerEpoch } = request;
  for (const { topicId, partitions } of request.topics) {
    for (const { partition: index, leaderEpoch, durableOffset: durableEnd } of partitions) {
      const partition = broker.replicas.openPartition(uuidFromBytes(topicId), index);
      partition?.replicaProgressed({ nodeId, brokerEpoch, durableEnd }, leaderEpoch);
    }
  }
  return undefined;
};
