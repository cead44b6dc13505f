// CreateTopics: each topic is created or refused by itself. The answer leaves when those created are committed.
import type { Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';

export const handleCreateTopics: Handler<'createTopics'> = async (broker, request, context) => {
  if (context.listener === 'client') {
    for (const { name } of request.topics) checkNotOffsetsTopic(name, 'created by clients');
  }
  return passOn(broker, 'createTopics', request);
};
