// `partition.metadata`: which topic a log belongs to, in Kafka's format (PartitionMetadataFile.java).
//
//   version: 0
//   topic_id: 3sZtSpYtTXGtFqkCY0dPxg             (and no newline)
import { parseUuid, type Uuid } from '../base/uuid.ts';

export function formatPartitionMetadata(topicId: Uuid): string {
  return `version: 0\ntopic_id: ${topicId}`;
}

/** Throws for any other text. */
export function parsePartitionMetadata(text: string): Uuid {
  const topicId = /^version: 0\ntopic_id: (\S+)\n?$/.exec(text)?.[1];
  if (topicId === undefined) throw new Error('it does not name a topic id');
  return parseUuid(topicId);
}
