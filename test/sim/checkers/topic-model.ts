// What a topic's name stands for, as one who asks for changes and reads may expect it: nothing, or a topic with an id, a number of
// partitions and a setting. Each creation and each change of the setting writes a value that is unique in the run, so that an answer
// tells which of them it has seen.
import type { SequentialModel } from './linearizability.ts';

/** A topic as an answer shows it. */
export interface SeenTopic {
  id: string;
  partitions: number;
  setting: string;
}

export type TopicOperation =
  | { kind: 'create'; partitions: number; setting: string; outcome: 'unknown' | { id: string } }
  | { kind: 'delete'; outcome: 'unknown' | { id: string } }
  | { kind: 'addPartitions'; partitions: number; outcome: 'unknown' | 'ok' }
  | { kind: 'alter'; setting: string; outcome: 'unknown' | 'ok' }
  /** A linearizable read, or a refusal that says as much. `seen` undefined: there is no such topic. */
  | { kind: 'read'; seen: SeenTopic | undefined }
  /** A refusal that says only that there is one. */
  | { kind: 'exists' }
  /** A refusal that says that it has so many partitions or more already. */
  | { kind: 'hasPartitions'; atLeast: number };

export interface TopicState {
  /** The id is undefined until an answer has shown it. Undefined as a whole: there is no topic. */
  topic: { id: string | undefined; partitions: number; setting: string } | undefined;
  /** Ids of topics that were deleted, and '?' when one was whose id no answer had shown. */
  gone: readonly string[];
}

export const topicModel: SequentialModel<TopicOperation, TopicState> = {
  initial: { topic: undefined, gone: [] },
  nameOf: ({ topic, gone }) =>
    `${topic === undefined ? '-' : `${topic.id ?? '?'} ${topic.partitions} ${topic.setting}`} ${gone.join()}`,
  apply: ({ topic, gone }, operation) => {
    switch (operation.kind) {
      case 'create': {
        if (topic !== undefined) return undefined;
        const { partitions, setting, outcome } = operation;
        const id = outcome === 'unknown' ? undefined : outcome.id;
        return { topic: { id, partitions, setting }, gone };
      }
      case 'delete':
        return deleted({ topic, gone }, operation.outcome);
      case 'addPartitions':
        if (topic === undefined || topic.partitions > operation.partitions) return undefined;
        return { topic: { ...topic, partitions: operation.partitions }, gone };
      case 'alter':
        return topic && { topic: { ...topic, setting: operation.setting }, gone };
      case 'read': {
        const after = read(topic, operation.seen);
        return after && { ...after, gone };
      }
      case 'exists':
        return topic && { topic, gone };
      case 'hasPartitions':
        return topic && topic.partitions >= operation.atLeast ? { topic, gone } : undefined;
    }
  },
};

/** Of two that delete one topic at the same time, both may be told that it is gone: the id tells which one is meant. */
function deleted(
  { topic, gone }: TopicState,
  outcome: 'unknown' | { id: string },
): TopicState | undefined {
  const isIt =
    topic !== undefined &&
    (outcome === 'unknown' || topic.id === undefined || topic.id === outcome.id);
  if (isIt) {
    const id = outcome === 'unknown' ? (topic.id ?? '?') : outcome.id;
    return { topic: undefined, gone: [...new Set([...gone, id])].sort() };
  }
  if (outcome === 'unknown') return undefined;
  return gone.includes(outcome.id) || gone.includes('?') ? { topic, gone } : undefined;
}

function read(
  topic: TopicState['topic'],
  seen: SeenTopic | undefined,
): Pick<TopicState, 'topic'> | undefined {
  if (topic === undefined || seen === undefined) {
    return topic === undefined && seen === undefined ? { topic } : undefined;
  }
  const fits =
    (topic.id === undefined || topic.id === seen.id) &&
    topic.partitions === seen.partitions &&
    topic.setting === seen.setting;
  return fits ? { topic: { ...seen } } : undefined;
}
