// FindCoordinator: the broker that leads the partition which the group belongs to. The first one to ask has the topic made.
import { errorFromWire, WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import {
  checkGroupId,
  offsetsTopic,
  offsetsTopicName,
  offsetsTopicRequest,
  partitionForGroup,
} from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';

const createTimeoutMs = 10_000;

export const handleFindCoordinator: Handler<'findCoordinator'> = async (broker, { groupId }) => {
  checkGroupId(groupId);
  if (!offsetsTopic(broker.store.image)) await createTopic(broker);
  const { image } = broker.store;
  const topic = offsetsTopic(image);
  const index = partitionForGroup(groupId, topic?.partitions.length ?? 1);
  const leader = image.brokers.get(topic?.partitions[index]?.leaderId ?? -1);
  if (leader && !leader.isFenced) return { nodeId: leader.nodeId, ...leader.clientAddress };
  throw new WireError(
    'COORDINATOR_NOT_AVAILABLE',
    `${offsetsTopicName}-${index}, which group ${groupId} belongs to, has no leader now; try again`,
  );
};

/** Brokers may do it at the same time: the first one wins, and all go by what there is then. */
async function createTopic(broker: BrokerContext): Promise<void> {
  const { offsetsTopicPartitions } = broker.groups.settings;
  const request = offsetsTopicRequest(offsetsTopicPartitions, createTimeoutMs);
  const { topics } = await passOn(broker, 'createTopics', request);
  const result = topics?.[0];
  const { errorCode = 0, errorMessage = '' } = result ?? {};
  if (!errorCode) return;
  const error = errorFromWire(errorCode, errorMessage ?? '');
  if (error.code === 'TOPIC_ALREADY_EXISTS') return;
  throw new WireError(
    'COORDINATOR_NOT_AVAILABLE',
    `${offsetsTopicName} could not be made: ${error.message}`,
    error,
  );
}
