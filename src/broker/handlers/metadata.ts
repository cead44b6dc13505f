// Metadata: answered from the published image of whichever broker is asked. Lists live brokers only. A linearizable one asks the leader
// of the quorum first up to where it must have read.
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import {
  logLost,
  logOffline,
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
  topicByName,
} from '../../cluster/metadata/image.ts';
import { TopicConfig } from '../../cluster/topic-config.ts';
import type { ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorNumber, errorToWire } from '../../protocol/error-codes.ts';
import { checkTopicName } from '../../protocol/topic-name.ts';
import type { Handler } from '../broker-context.ts';
import { offsetsTopicName } from '../groups/offsets-topic.ts';

type TopicAnswer = NonNullable<ResponseBodyInit<'metadata'>['topics']>[number];

/** How long a linearizable answer may wait for the quorum, and for this broker to have caught up. */
const linearizableMs = 5_000;

export const handleMetadata: Handler<'metadata'> = async ({ store, controller }, request) => {
  if (request.linearizable) {
    await store.reached(await controller.readIndex(linearizableMs), linearizableMs);
  }
  const { image } = store;
  const describe = (topic: TopicImage) => describeTopic(topic, request.includeConfigs);
  const topics = request.allTopics
    ? [...image.topics.values()].map(describe)
    : request.topics.map(({ topicId, name }) => {
        const topic =
          topicId.length > 0 ? image.topics.get(uuidFromBytes(topicId)) : topicByName(image, name);
        return topic ? describe(topic) : unknownTopic(topicId, name);
      });
  return {
    clusterId: image.clusterId === undefined ? new Uint8Array() : uuidToBytes(image.clusterId),
    controllerId: image.controllerId,
    brokers: liveBrokers(image),
    topics,
    metadataOffset: image.endOffset,
  };
};

function liveBrokers(image: MetadataImage) {
  return [...image.brokers.values()]
    .filter((broker) => !broker.isFenced)
    .sort((a, b) => a.nodeId - b.nodeId)
    .map(({ nodeId, clientAddress }) => ({ nodeId, ...clientAddress }));
}

function describeTopic(topic: TopicImage, includeConfigs: boolean): TopicAnswer {
  return {
    topicId: uuidToBytes(topic.topicId),
    name: topic.name,
    internal: topic.name === offsetsTopicName,
    partitions: topic.partitions.map((partition) => ({
      partition: partition.partition,
      errorCode: partition.leaderId === -1 ? errorNumber('LEADER_NOT_AVAILABLE') : 0,
      leaderId: partition.leaderId,
      leaderEpoch: partition.leaderEpoch,
      replicas: [...partition.replicas],
      isr: [...partition.isr],
      ...(partition.elr.length > 0 ? { eligible: [...partition.elr] } : {}),
      ...(partition.impaired.length > 0 ? unusableLogs(partition) : {}),
    })),
    configs: includeConfigs ? new TopicConfig(topic.configs).entries() : [],
  };
}

function unusableLogs({ impaired }: PartitionImage) {
  const of = (end: number) =>
    impaired.filter(({ endOffset }) => endOffset === end).map(({ nodeId }) => nodeId);
  return { lost: of(logLost), failed: of(logOffline) };
}

function unknownTopic(topicId: Uint8Array, name: string): TopicAnswer {
  if (topicId.length > 0) return { topicId, name, errorCode: errorNumber('UNKNOWN_TOPIC_ID') };
  try {
    checkTopicName(name);
  } catch (error) {
    return { topicId, name, errorCode: errorToWire(error).code };
  }
  return { topicId, name, errorCode: errorNumber('UNKNOWN_TOPIC_OR_PARTITION') };
}
