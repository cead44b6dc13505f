// DeleteTopics: each topic is deleted or refused by itself. The answer leaves when the deletions are committed; the data is
// removed from disk afterwards. Names are turned into ids first, as far as this broker knows them: when a try is repeated whose
// answer was lost, an id that is gone is one that it has deleted, while a name may have come to mean another topic.
import { UUID_BYTES, uuidToBytes } from '../../base/uuid.ts';
import { topicByName } from '../../cluster/metadata/image.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorNumber } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import { passOn } from './controller-requests.ts';
import { findKnownTopic } from './group-messages.ts';

type DeleteTopic = RequestBody<'deleteTopics'>['topics'][number];
type Result = NonNullable<ResponseBodyInit<'deleteTopics'>['topics']>[number];

export const handleDeleteTopics: Handler<'deleteTopics'> = async (broker, request) => {
  for (const { name, topicId } of request.topics) {
    // An id that is none is refused with its topic, by the controller.
    const isId = topicId.length === UUID_BYTES;
    const known = isId ? findKnownTopic(broker, { topicId, name }) : { name };
    checkNotOffsetsTopic(known.name, 'deleted');
  }
  let isOutcomeUnknown = false;
  const resolved = request.topics.map((topic) => withId(broker, topic));
  const response = await passOn(
    broker,
    'deleteTopics',
    { ...request, topics: resolved },
    { onUnknownOutcome: () => (isOutcomeUnknown = true) },
  );
  const results = (response.topics ?? []).map((result, at): Result => {
    const { topicId, name } = resolved[at] as DeleteTopic;
    const isGone = result.errorCode === errorNumber('UNKNOWN_TOPIC_ID');
    return isGone && isOutcomeUnknown ? { topicId, name } : result;
  });
  return { ...response, topics: await byNameAgain(broker, request, results) };
};

function withId({ store }: BrokerContext, topic: DeleteTopic): DeleteTopic {
  if (topic.topicId.length > 0) return topic;
  const known = topicByName(store.image, topic.name);
  return known ? { ...topic, topicId: uuidToBytes(known.topicId) } : topic;
}

/** What this broker knew under a name was deleted before: the name may mean another topic by now, or none. */
async function byNameAgain(
  broker: BrokerContext,
  request: RequestBody<'deleteTopics'>,
  results: readonly Result[],
): Promise<Result[]> {
  const isStale = ({ errorCode }: Result, at: number) =>
    errorCode === errorNumber('UNKNOWN_TOPIC_ID') && request.topics[at]?.topicId.length === 0;
  const stale = results.flatMap((result, at) => (isStale(result, at) ? [at] : []));
  if (stale.length === 0) return [...results];
  const topics = stale.map((at) => request.topics[at] as DeleteTopic);
  const again = await passOn(broker, 'deleteTopics', { ...request, topics });
  return results.map((result, at) => again.topics?.[stale.indexOf(at)] ?? result);
}
