// CreateTopics: each topic is created or refused by itself. The answer leaves when those created are committed.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';

export const handleCreateTopics: Handler<'createTopics'> = (broker, request) =>
  passOn(broker, 'createTopics', request);
