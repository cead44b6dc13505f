// CreateTopics: each topic is created or refused by itself. The answer leaves when those created are committed. A topic without an
// id gets one here, so that a try whose answer was lost is known again when it is repeated at the next controller.
import { uuidToBytes } from '../../base/uuid.ts';
import type { Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';

export const handleCreateTopics: Handler<'createTopics'> = async (broker, request, context) => {
  if (context.listener === 'client') {
    for (const { name } of request.topics) checkNotOffsetsTopic(name, 'created by clients');
  }
  for (const topic of request.topics) {
    if (topic.topicId.length === 0) topic.topicId = uuidToBytes(broker.random.uuid());
  }
  return passOn(broker, 'createTopics', request);
};
