// What the client knows of the cluster, and how an answer changes it: pure functions over an immutable value.
//
// Brokers may answer in any order of freshness. Each answer says up to where it knows the metadata log; an older
// answer never undoes a newer one, and no leader epoch ever goes down [QRM-5].
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import type { Address } from '../net/transport.ts';
import { errorFromWire, errorNumber } from '../protocol/error-codes.ts';
import type { MetadataResponse } from '../protocol/messages.ts';

export interface PartitionMetadata {
  readonly partition: number;
  /** -1 while nobody leads. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface TopicMetadata {
  readonly id: Uuid;
  readonly name: string;
  readonly internal: boolean;
  /** By partition number. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface ClusterMetadata {
  /** Undefined before the first answer. */
  readonly clusterId: Uuid | undefined;
  readonly controllerId: number;
  readonly brokers: ReadonlyMap<number, Address>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
  /** Why topics that were asked for are not in `topics`. */
  readonly problems: ReadonlyMap<string, Error>;
  /** End offset of the metadata log up to which this is true; -1 before the first answer. */
  readonly metadataOffset: number;
}

export const noMetadata: ClusterMetadata = {
  clusterId: undefined,
  controllerId: -1,
  brokers: new Map([]),
  topics: new Map([]),
  problems: new Map([]),
  metadataOffset: -1,
};

/** `asked` are the names of the request that the answer belongs to. */
export function mergeMetadata(
  current: ClusterMetadata,
  answer: MetadataResponse,
  asked: readonly string[],
): ClusterMetadata {
  const isOlder = answer.metadataOffset < current.metadataOffset;
  const topics = new Map(current.topics);
  const problems = new Map(current.problems);
  const unanswered = new Set(asked);
  for (const topic of answer.topics) {
    unanswered.delete(topic.name);
    if (topic.errorCode === 0) {
      const received = readTopic(topic);
      topics.set(topic.name, mergeTopic(topics.get(topic.name), received, isOlder));
      problems.delete(topic.name);
    } else if (!isOlder || !topics.has(topic.name)) {
      topics.delete(topic.name);
      problems.set(topic.name, errorFromWire(topic.errorCode, `topic ${topic.name}`));
    }
  }
  for (const name of unanswered) {
    if (!topics.has(name))
      problems.set(name, errorFromWire(errorNumber('UNKNOWN_TOPIC_OR_PARTITION'), `topic ${name}`));
  }
  return {
    clusterId: uuidFromBytes(answer.clusterId),
    controllerId: isOlder ? current.controllerId : answer.controllerId,
    brokers: isOlder ? current.brokers : readBrokers(answer),
    topics,
    problems,
    metadataOffset: Math.max(current.metadataOffset, answer.metadataOffset),
  };
}

export interface LeaderHint {
  topicId: Uuid;
  topic: string;
  partition: number;
  leaderId: number;
  leaderEpoch: number;
}

/** A leader named in an error response. Taken only when it is of a greater epoch and its address is known. */
export function applyLeaderHint(current: ClusterMetadata, hint: LeaderHint): ClusterMetadata {
  const topic = current.topics.get(hint.topic);
  const known = topic?.partitions[hint.partition];
  if (!topic || !known || topic.id !== hint.topicId) return current;
  if (hint.leaderEpoch <= known.leaderEpoch || !current.brokers.has(hint.leaderId)) return current;
  const partitions = topic.partitions.with(hint.partition, {
    ...known,
    leaderId: hint.leaderId,
    leaderEpoch: hint.leaderEpoch,
  });
  return {
    ...current,
    topics: new Map(current.topics).set(topic.name, { ...topic, partitions }),
  };
}

function mergeTopic(
  known: TopicMetadata | undefined,
  received: TopicMetadata,
  isOlder: boolean,
): TopicMetadata {
  if (!known) return received;
  // Another id is another topic: nothing of the old one is kept, unless the answer is the older one.
  if (known.id !== received.id) return isOlder ? known : received;
  const base = isOlder ? known : received;
  const other = isOlder ? received : known;
  const partitions = base.partitions.map((partition) => {
    const rival = other.partitions[partition.partition];
    return rival && rival.leaderEpoch > partition.leaderEpoch ? rival : partition;
  });
  return { ...base, partitions };
}

function readTopic(topic: MetadataResponse['topics'][number]): TopicMetadata {
  const partitions = [...topic.partitions]
    .sort((a, b) => a.partition - b.partition)
    .map(({ partition, leaderId, leaderEpoch, replicas, isr }) => ({
      partition,
      leaderId,
      leaderEpoch,
      replicas,
      isr,
    }));
  return {
    id: uuidFromBytes(topic.topicId),
    name: topic.name,
    internal: topic.internal,
    partitions,
  };
}

function readBrokers(answer: MetadataResponse): ReadonlyMap<number, Address> {
  return new Map(answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
}
