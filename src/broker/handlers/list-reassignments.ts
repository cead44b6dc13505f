// ListReassignments: the moves of replicas under way, from the published image of whichever broker is asked.
import { uuidToBytes } from '../../base/uuid.ts';
import type { Handler } from '../broker-context.ts';

export const handleListReassignments: Handler<'listReassignments'> = async ({ store }) => {
  const { topics, endOffset } = store.image;
  const reassignments = [...topics.values()].flatMap((topic) =>
    topic.partitions
      .filter(({ adding, removing }) => adding.length + removing.length > 0)
      .map(({ partition, replicas, isr, adding, removing }) => ({
        topicId: uuidToBytes(topic.topicId),
        name: topic.name,
        partition,
        replicas: [...replicas],
        isr: [...isr],
        adding: [...adding],
        removing: [...removing],
      })),
  );
  return { reassignments, metadataOffset: endOffset };
};
