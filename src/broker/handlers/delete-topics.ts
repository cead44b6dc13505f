// DeleteTopics: each topic is deleted or refused by itself. The answer leaves when the deletions are committed; the data is
// removed from disk afterwards. Names are turned into ids first, by metadata that misses nothing from before the request: a try
// that is repeated then cannot delete a topic that came later under the name, and what is gone after a try whose answer was lost
// is told as what it is, for nobody knows who deleted it.
import { UUID_BYTES, uuidToBytes } from '../../base/uuid.ts';
import { topicByName } from '../../cluster/metadata/image.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorNumber } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';
import { findKnownTopic } from './group-messages.ts';
import { waitingTimeMs } from './request-bounds.ts';

type DeleteTopics = RequestBody<'deleteTopics'>;
type DeleteTopic = DeleteTopics['topics'][number];
type Result = NonNullable<ResponseBodyInit<'deleteTopics'>['topics']>[number];

export const handleDeleteTopics: Handler<'deleteTopics'> = async (broker, request) => {
  for (const { name, topicId } of request.topics) {
    // An id that is none is refused with its topic, by the controller.
    const isId = topicId.length === UUID_BYTES;
    const known = isId ? findKnownTopic(broker, { topicId, name }) : { name };
    checkNotOffsetsTopic(known.name, 'deleted');
  }
  const topics = await withIds(broker, request);
  const asked = topics.filter(({ topicId }) => topicId.length > 0);
  let isOutcomeUnknown = false;
  const response = await passOn(
    broker,
    'deleteTopics',
    { ...request, topics: asked },
    { onUnknownOutcome: () => (isOutcomeUnknown = true) },
  );
  const results = topics.map((topic, at) => {
    const result = response.topics?.[asked.indexOf(topic)];
    if (!result) return notThere(topic);
    if (result.errorCode !== errorNumber('UNKNOWN_TOPIC_ID')) return result;
    if (isOutcomeUnknown) return perhapsDeleted(topic);
    const wasNamed = request.topics[at]?.topicId.length === 0;
    return wasNamed ? notThere(topic) : result;
  });
  return { ...response, topics: results };
};

/** A name that nobody has stays one. */
async function withIds(broker: BrokerContext, request: DeleteTopics): Promise<DeleteTopic[]> {
  if (request.topics.every(({ topicId }) => topicId.length > 0)) return request.topics;
  const timeoutMs = waitingTimeMs(request.timeoutMs);
  const { controller, store } = broker;
  await store.reached(await controller.readIndex(timeoutMs), timeoutMs);
  return request.topics.map((topic) => {
    const known = topic.topicId.length > 0 ? undefined : topicByName(store.image, topic.name);
    return known ? { ...topic, topicId: uuidToBytes(known.topicId) } : topic;
  });
}

function perhapsDeleted({ topicId, name }: DeleteTopic): Result {
  const errorMessage = `topic ${name} is gone; this request may have deleted it, or another one`;
  return { topicId, name, errorCode: errorNumber('REQUEST_TIMED_OUT'), errorMessage };
}

function notThere({ topicId, name }: DeleteTopic): Result {
  const errorMessage = `there is no topic ${JSON.stringify(name)}`;
  return { topicId, name, errorCode: errorNumber('UNKNOWN_TOPIC_OR_PARTITION'), errorMessage };
}
