// Topics and the cluster. Any broker takes these requests and passes them on where needed.
import { TidelogError } from '../base/errors.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import type { RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { errorFromWire, errorNumber } from '../protocol/error-codes.ts';
import type { MetadataResponse } from '../protocol/messages.ts';
import { checkTopicName } from '../protocol/topic-name.ts';
import { alterVoters, type VoterChange, type VotersAfterChange } from './alter-voters.ts';
import type { PartitionMetadata } from './cluster-metadata.ts';
import { listOffsets, type OffsetAnswer, type OffsetQuery } from './consumer/offsets.ts';
import { type ClientContext, requestDeadlineMs, withRetries } from './context.ts';
import {
  deleteRecords,
  type RecordDeletion,
  type RecordDeletionOutcome,
} from './delete-records.ts';
import { GroupAdmin } from './group-admin.ts';
import { checkWholeNumber } from './option-checks.ts';
import { type QuorumDescription, readQuorum } from './quorum-description.ts';
import {
  alterConfigs,
  type ConfigChange,
  createPartitions,
  type ElectedLeader,
  electLeaders,
  type LeaderElection,
  listMoves,
  type MoveUnderWay,
  moveReplicas,
  type PartitionCount,
  type ReplicaMove,
} from './topic-changes.ts';

export interface NewTopic {
  /** [a-zA-Z0-9._-]{1,249}, neither "." nor "..". */
  name: string;
  /** The cluster's default when absent. */
  partitions?: number | undefined;
  /** The cluster's default when absent. */
  replicationFactor?: number | undefined;
  /** By Kafka's names, such as `{ 'retention.ms': '60000' }`. */
  configs?: Readonly<Record<string, string | number | boolean>> | undefined;
}

export interface CreatedTopic {
  name: string;
  id: Uuid;
  partitions: number;
  replicationFactor: number;
}

/** What became of one topic of several. */
export type TopicOutcome<Result> =
  | { name: string; result: Result; error?: undefined }
  | { name: string; result?: undefined; error: TidelogError };

export interface TopicSummary {
  name: string;
  id: Uuid;
  /** True for topics that the cluster keeps for itself. */
  internal: boolean;
  partitions: number;
  replicationFactor: number;
}

export interface PartitionDescription extends PartitionMetadata {
  /** Not in sync, and known to have everything that was acknowledged: each may lead when nobody in sync can. */
  readonly eligible: readonly number[];
  /** In sync last, and without the log that it had. */
  readonly lost: readonly number[];
  /** In sync last, and its disk has failed under the log: after a restart it may be whole. */
  readonly failed: readonly number[];
}

export interface TopicDescription {
  name: string;
  id: Uuid;
  internal: boolean;
  partitions: readonly PartitionDescription[];
  /** Effective settings; empty unless asked for. */
  configs: readonly { name: string; value: string; isDefault: boolean }[];
}

export interface BrokerDescription {
  nodeId: number;
  brokerEpoch: number;
  /** True while it has no session with the controller; it leads nothing then. */
  fenced: boolean;
  host: string;
  port: number;
  internalHost: string;
  internalPort: number;
  softwareVersion: string;
  leaderCount: number;
  replicaCount: number;
}

export interface ClusterDescription {
  clusterId: Uuid;
  /** -1 if none is known. */
  controllerId: number;
  controllerEpoch: number;
  featureLevel: number;
  metadataOffset: number;
  brokers: BrokerDescription[];
  /** Node ids of the quorum. */
  voters: number[];
}

/** These speak of names that the caller gave, so waiting does not help. */
const finalForAdmin: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION']);

export class Admin {
  /** Consumer groups: list, describe, lag, offsets, reset, delete. */
  readonly groups: GroupAdmin;
  readonly #context: ClientContext;

  constructor(context: ClientContext) {
    this.#context = context;
    this.groups = new GroupAdmin(context);
  }

  /**
   * Rejects with TOPIC_ALREADY_EXISTS, INVALID_TOPIC_EXCEPTION, INVALID_PARTITIONS, INVALID_REPLICATION_FACTOR or
   * INVALID_CONFIG, or with NO_BROKER_REACHABLE.
   */
  async createTopic(topic: NewTopic): Promise<CreatedTopic> {
    const [outcome] = await this.createTopics([topic]);
    return resultOf(outcome, topic.name);
  }

  /** The outcomes in the order of the topics. */
  async createTopics(topics: readonly NewTopic[]): Promise<TopicOutcome<CreatedTopic>[]> {
    for (const topic of topics) checkNewTopic(topic);
    const { requestTimeoutMs: timeoutMs, random } = this.#context;
    // By its id a topic is known again that a try has created whose answer was lost.
    const created = topics.map((topic) => ({
      ...toCreateTopic(topic),
      topicId: uuidToBytes(random.uuid()),
    }));
    const body = { topics: created, timeoutMs, validateOnly: false };
    const response = await this.#change('createTopics', body, (answer) =>
      throwRetriable(answer.topics),
    );
    this.#context.metadata.requireOffset(response.metadataOffset);
    return outcomes(topics, response.topics, (topic) => {
      throwIfFailed(topic.errorCode, topic.errorMessage);
      const { name, partitions, replicationFactor } = topic;
      return { name, id: uuidFromBytes(topic.topicId), partitions, replicationFactor };
    });
  }

  /** Rejects with UNKNOWN_TOPIC_OR_PARTITION when there is no such topic. */
  async deleteTopic(name: string): Promise<void> {
    const [outcome] = await this.deleteTopics([name]);
    resultOf(outcome, name);
  }

  /** The outcomes in the order of the names; a result is the id of the topic that is gone. */
  async deleteTopics(names: readonly string[]): Promise<TopicOutcome<Uuid>[]> {
    const topics = names.map((name) => ({ name }));
    const body = { topics, timeoutMs: this.#context.requestTimeoutMs };
    const response = await this.#change('deleteTopics', body, (answer) =>
      throwRetriable(answer.topics),
    );
    this.#context.metadata.requireOffset(response.metadataOffset);
    return outcomes(topics, response.topics, (topic) => {
      throwIfFailed(topic.errorCode, topic.errorMessage || `there is no topic ${topic.name}`);
      return uuidFromBytes(topic.topicId);
    });
  }

  /** All topics, by name. */
  async listTopics(): Promise<TopicSummary[]> {
    const response = await this.#metadata({ allTopics: true });
    return response.topics
      .map((topic) => ({
        name: topic.name,
        id: uuidFromBytes(topic.topicId),
        internal: topic.internal,
        partitions: topic.partitions.length,
        replicationFactor: topic.partitions[0]?.replicas.length ?? 0,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** In the order of the names. Rejects with UNKNOWN_TOPIC_OR_PARTITION, naming the topics that are not there. */
  async describeTopics(
    names: readonly string[],
    options: { configs?: boolean } = {},
  ): Promise<TopicDescription[]> {
    const topics = names.map((name) => ({ name }));
    const includeConfigs = options.configs ?? false;
    const response = await this.#metadata({ topics, includeConfigs });
    const byName = new Map(response.topics.map((topic) => [topic.name, topic]));
    const missing = names.filter((name) => (byName.get(name)?.errorCode ?? 3) !== 0);
    if (missing.length > 0) {
      const code = byName.get(missing[0] as string)?.errorCode;
      throw errorFromWire(
        code || errorNumber('UNKNOWN_TOPIC_OR_PARTITION'),
        `no such topic: ${missing.join(', ')}`,
      );
    }
    return names.map((name) => describeTopic(byName.get(name) as MetadataTopic));
  }

  /** By name. */
  async describeAllTopics(options: { configs?: boolean } = {}): Promise<TopicDescription[]> {
    const includeConfigs = options.configs ?? false;
    const { topics } = await this.#metadata({ allTopics: true, includeConfigs });
    return topics.map(describeTopic).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async describeCluster(): Promise<ClusterDescription> {
    const deadlineMs = requestDeadlineMs(this.#context);
    const response = await withRetries(this.#context, { deadlineMs }, () =>
      this.#context.metadata.askAny('describeCluster', {}),
    );
    const brokers = response.brokers.map((broker) => ({
      nodeId: broker.nodeId,
      brokerEpoch: broker.brokerEpoch,
      fenced: broker.fenced,
      host: broker.host,
      port: broker.port,
      internalHost: broker.internalHost,
      internalPort: broker.internalPort,
      softwareVersion: broker.softwareVersion,
      leaderCount: broker.leaderCount,
      replicaCount: broker.replicaCount,
    }));
    return {
      clusterId: uuidFromBytes(response.clusterId),
      controllerId: response.controllerId,
      controllerEpoch: response.controllerEpoch,
      featureLevel: response.featureLevel,
      metadataOffset: response.metadataOffset,
      brokers: brokers.sort((a, b) => a.nodeId - b.nodeId),
      voters: response.voters,
    };
  }

  /** How the quorum that keeps the metadata stands. Without a leader, what the broker that answers knows itself: see `problem`. */
  async describeQuorum(): Promise<QuorumDescription> {
    const deadlineMs = requestDeadlineMs(this.#context);
    const response = await withRetries(this.#context, { deadlineMs }, () =>
      this.#context.metadata.askAny('describeQuorum', {}),
    );
    return readQuorum(response);
  }

  /**
   * Changes who keeps the metadata. Rejects with INVALID_REQUEST when the change makes no sense, such as removing one that is no
   * voter, or while another change is under way.
   */
  alterVoters(change: VoterChange, nodeId: number): Promise<VotersAfterChange> {
    return alterVoters(this.#context, change, nodeId);
  }

  /**
   * Gives a topic as many partitions as `total` says; as many as it has already change nothing. Records with keys go to other
   * partitions from then on. Rejects with INVALID_PARTITIONS for fewer.
   */
  createPartitions(name: string, total: number): Promise<PartitionCount> {
    checkTopicName(name);
    checkWholeNumber('total', total, 1);
    return createPartitions(this.#context, name, total);
  }

  /** Changes some settings of a topic and leaves the others. Rejects with INVALID_CONFIG, and nothing is changed. */
  alterConfigs(name: string, change: ConfigChange): Promise<void> {
    checkTopicName(name);
    return alterConfigs(this.#context, name, change);
  }

  /** Gives leaderships back to the first replica of each partition. Rejects with PREFERRED_LEADER_NOT_AVAILABLE. */
  electLeaders(election: LeaderElection = {}): Promise<ElectedLeader[]> {
    return electLeaders(this.#context, election);
  }

  /**
   * Moves partitions to other brokers while they are in use, at most at the topics' `reassignment.bytes.per.second`. Resolves when
   * the moves have begun; `listMoves` tells which are not done. Rejects with INVALID_REPLICA_ASSIGNMENT.
   */
  moveReplicas(moves: readonly ReplicaMove[]): Promise<void> {
    for (const { topic, partition } of moves) {
      checkTopicName(topic);
      checkWholeNumber('partition', partition);
    }
    return moveReplicas(this.#context, moves);
  }

  listMoves(): Promise<MoveUnderWay[]> {
    return listMoves(this.#context);
  }

  /** In the order of the queries. */
  listOffsets(queries: readonly OffsetQuery[]): Promise<OffsetAnswer[]> {
    for (const { partition, at } of queries) {
      checkWholeNumber('partition', partition);
      if (typeof at === 'object') checkWholeNumber('at.timestamp', at.timestamp);
    }
    return listOffsets(this.#context, queries, { deadlineMs: requestDeadlineMs(this.#context) });
  }

  /**
   * Deletes the records below an offset of each partition, for good; the partitions then start there. The outcomes are in the
   * order of the deletions; an offset above the end of a partition is OFFSET_OUT_OF_RANGE.
   */
  deleteRecords(deletions: readonly RecordDeletion[]): Promise<RecordDeletionOutcome[]> {
    for (const { topic, partition, before } of deletions) {
      checkTopicName(topic);
      checkWholeNumber('partition', partition);
      if (before !== 'latest') checkWholeNumber('before', before);
    }
    const deadlineMs = requestDeadlineMs(this.#context);
    return deleteRecords(this.#context, deletions, { deadlineMs });
  }

  /** Resolves when every partition of the topic has a leader. Rejects with LEADER_NOT_AVAILABLE after the request timeout. */
  async waitForTopic(name: string): Promise<TopicDescription> {
    const deadlineMs = requestDeadlineMs(this.#context);
    return await withRetries(this.#context, { deadlineMs }, async () => {
      const [topic] = await this.describeTopics([name]);
      const leaderless = topic?.partitions.find(({ leaderId }) => leaderId < 0);
      if (topic && !leaderless) return topic;
      throw new TidelogError(
        'LEADER_NOT_AVAILABLE',
        `${name}-${leaderless?.partition} has no leader`,
        {
          retriable: true,
        },
      );
    });
  }

  #metadata(body: RequestBodyInit<'metadata'>): Promise<MetadataResponse> {
    const deadlineMs = requestDeadlineMs(this.#context);
    return withRetries(this.#context, { deadlineMs }, () =>
      this.#context.metadata.fetchMetadata(body),
    );
  }

  /** `inspect` sees each answer, and throws what another try may mend. */
  #change<Api extends 'createTopics' | 'deleteTopics'>(
    api: Api,
    body: RequestBodyInit<Api>,
    inspect: (response: ResponseBody<Api>) => void,
  ): Promise<ResponseBody<Api>> {
    const deadlineMs = requestDeadlineMs(this.#context);
    return withRetries(this.#context, { deadlineMs }, async () => {
      const response = await this.#context.metadata.askOne(api, body);
      inspect(response);
      return response;
    });
  }
}

type MetadataTopic = MetadataResponse['topics'][number];

function describeTopic(topic: MetadataTopic): TopicDescription {
  return {
    name: topic.name,
    id: uuidFromBytes(topic.topicId),
    internal: topic.internal,
    partitions: topic.partitions
      .map(({ partition, leaderId, leaderEpoch, replicas, isr, eligible, lost, failed }) => ({
        ...{ partition, leaderId, leaderEpoch, replicas, isr },
        ...{ eligible, lost, failed },
      }))
      .sort((a, b) => a.partition - b.partition),
    configs: topic.configs.map(({ name, value, isDefault }) => ({ name, value, isDefault })),
  };
}

function checkNewTopic({ name, partitions, replicationFactor }: NewTopic): void {
  checkTopicName(name);
  if (partitions !== undefined) checkWholeNumber('partitions', partitions, 1);
  if (replicationFactor !== undefined) checkWholeNumber('replicationFactor', replicationFactor, 1);
}

function toCreateTopic({ name, partitions, replicationFactor, configs }: NewTopic) {
  return {
    name,
    ...(partitions === undefined ? {} : { partitions }),
    ...(replicationFactor === undefined ? {} : { replicationFactor }),
    configs: Object.entries(configs ?? {}).map(([key, value]) => ({
      name: key,
      value: String(value),
    })),
  };
}

function outcomes<Answer extends { name: string }, Result>(
  asked: readonly { name: string }[],
  answers: readonly Answer[],
  read: (answer: Answer) => Result,
): TopicOutcome<Result>[] {
  const byName = new Map(answers.map((answer) => [answer.name, answer]));
  return asked.map(({ name }) => {
    const answer = byName.get(name);
    try {
      if (!answer) {
        throw new TidelogError('INVALID_RESPONSE', `the broker left ${name} out of its answer`);
      }
      return { name, result: read(answer) };
    } catch (error) {
      if (error instanceof TidelogError) return { name, error };
      throw error;
    }
  });
}

function resultOf<Result>(outcome: TopicOutcome<Result> | undefined, name: string): Result {
  if (outcome?.error) throw outcome.error;
  if (outcome === undefined) throw new TidelogError('INVALID_RESPONSE', `no outcome for ${name}`);
  return outcome.result;
}

function throwIfFailed(errorCode: number, message: string): void {
  if (errorCode !== 0) throw errorFromWire(errorCode, message);
}

/** Another try is for a request of which nothing was done: with some topics done, the others' errors are outcomes. */
function throwRetriable(results: readonly { errorCode: number; errorMessage: string }[]): void {
  const errors = results.map(({ errorCode, errorMessage }) =>
    errorCode === 0 ? undefined : errorFromWire(errorCode, errorMessage),
  );
  const first = errors[0];
  if (first && errors.every((error) => error?.retriable && !finalForAdmin.has(error.code))) {
    throw first;
  }
}
