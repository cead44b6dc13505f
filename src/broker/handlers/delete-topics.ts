// DeleteTopics: each topic is deleted or refused by itself. The answer leaves when the deletions are committed; the data is
// removed from disk afterwards.
import { UUID_BYTES } from '../../base/uuid.ts';
import type { Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';
import { findKnownTopic } from './group-messages.ts';

export const handleDeleteTopics: Handler<'deleteTopics'> = async (broker, request) => {
  for (const { name, topicId } of request.topics) {
    // An id that is none is refused with its topic, by the controller.
    const isId = topicId.length === UUID_BYTES;
    const known = isId ? findKnownTopic(broker, { topicId, name }) : { name };
    checkNotOffsetsTopic(known.name, 'deleted');
  }
  return passOn(broker, 'deleteTopics', request);
};
