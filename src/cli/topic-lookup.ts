import { codeOf, TidelogError } from '../base/errors.ts';
import type { TopicDescription } from '../client/admin.ts';
import type { Client } from '../client/client.ts';

/**
 * The first question to the cluster: tells at once when nobody answers, or when the topic is not there, instead of after
 * the retries of a producer or consumer.
 */
export async function describeTopic(
  client: Client,
  { topic }: { topic: string },
): Promise<TopicDescription> {
  try {
    const [described] = await client.admin().describeTopics([topic], { configs: true });
    if (described !== undefined) {
      return described;
    }
  } catch (error) {
    if (codeOf(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') {
      throw error;
    }
  }
  throw new TidelogError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `there is no topic ${topic}; create it with: tidelog topic create ${topic} --partitions 6`,
  );
}
