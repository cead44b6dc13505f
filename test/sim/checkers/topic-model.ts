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

/** The id is undefined until an answer has shown it. Undefined as a whole: there is no topic. */
export interface TopicState {
  topic: { id: string | undefined; partitions: number; setting: string } | undefined;
}

export const topicModel: SequentialModel<TopicOperation, TopicState> = {
  initial: { topic: undefined },
  nameOf: ({ topic }) =>
    topic === undefined ? '-' : `${topic.id ?? '?'} ${topic.partitions} ${topic.setting}`,
  apply: ({ topic }, operation) => {
    switch (operation.kind) {
      case 'create': {
        if (topic !== undefined) return undefined;
        const { partitions, setting, outcome } = operation;
        const id = outcome === 'unknown' ? undefined : outcome.id;
        return { topic: { id, partitions, setting } };
      }
      case 'delete': {
        if (topic === undefined) return undefined;
        if (operation.outcome === 'unknown') return { topic: undefined };
        const isIt = topic.id === undefined || topic.id === operation.outcome.id;
        return isIt ? { topic: undefined } : undefined;
      }
      case 'addPartitions':
        if (topic === undefined || topic.partitions >= operation.partitions) return undefined;
        return { topic: { ...topic, partitions: operation.partitions } };
      case 'alter':
        return topic && { topic: { ...topic, setting: operation.setting } };
      case 'read':
        return read(topic, operation.seen);
      case 'exists':
        return topic && { topic };
      case 'hasPartitions':
        return topic && topic.partitions >= operation.atLeast ? { topic } : undefined;
    }
  },
};

function read(topic: TopicState['topic'], seen: SeenTopic | undefined): TopicState | undefined {
  if (topic === undefined || seen === undefined) {
    return topic === undefined && seen === undefined ? { topic } : undefined;
  }
  const fits =
    (topic.id === undefined || topic.id === seen.id) &&
    topic.partitions === seen.partitions &&
    topic.setting === seen.setting;
  return fits ? { topic: { ...seen } } : undefined;
}
