// DeleteTopics: each topic is deleted or refused by itself. The answer leaves when the deletions are committed; the data is
// removed from disk afterwards.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';

export const handleDeleteTopics: Handler<'deleteTopics'> = (broker, request) =>
  passOn(broker, 'deleteTopics', request);
