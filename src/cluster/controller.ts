// What the active controller decides [QRM-4]. Pure and synchronous [SIM-2]: each call looks at the speculative image and
// returns the records that would make it so and the answer to give once they are committed. The driver
// (controller-node.ts) appends the records, hands them back through `applied`, and lets nothing take effect before they
// are committed.
import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { UUID_BYTES, type Uuid, uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import { formatAddress } from '../net/transport.ts';
import type { RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { errorToWire, WireError } from '../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../protocol/messages.ts';
import { checkTopicName } from '../protocol/topic-name.ts';
import { applyMetadataBatch } from './metadata/delta.ts';
import {
  type BrokerImage,
  countPartitions,
  type MetadataImage,
  type TopicImage,
  topicByName,
} from './metadata/image.ts';
import { featureLevel, type MetadataBatch, metadataTopicName } from './metadata/records.ts';
import { placePartitions } from './placement.ts';
import { checkTopicSetting } from './topic-config.ts';

export interface ControllerSettings {
  sessionTimeoutMs: number;
  partitionCountDefault: number;
  /** Topic settings that creation fixes when the request does not give them. */
  topicConfigDefaults: ReadonlyMap<string, string>;
}

/** The records of one operation, and what to answer when they are committed; `baseOffset` is that of the first record. */
export interface Decision<Answer> {
  records: MetadataRecordInit[];
  answer: (committed: { baseOffset: number; endOffset: number }) => Answer;
}

type CreateTopic = RequestBody<'createTopics'>['topics'][number];
type CreateTopicResult = NonNullable<ResponseBodyInit<'createTopics'>['topics']>[number];
type DeleteTopicResult = NonNullable<ResponseBodyInit<'deleteTopics'>['topics']>[number];

export class Controller {
  readonly #settings: ControllerSettings;
  readonly #random: Random;
  /** Committed and own pending records applied. */
  #image: MetadataImage;
  /** When each unfenced or catching-up broker was last heard of. A new controller starts every session anew [QRM-8]. */
  readonly #sessions = new Map<number, number>();
  #lastExpiryMs: number;

  constructor(image: MetadataImage, settings: ControllerSettings, random: Random, nowMs: number) {
    this.#image = image;
    this.#settings = settings;
    this.#random = random;
    this.#lastExpiryMs = nowMs;
    for (const broker of image.brokers.values()) {
      if (!broker.isFenced) this.#sessions.set(broker.nodeId, nowMs);
    }
  }

  /** The driver has appended the records of a decision; what is decided next builds on them. */
  applied(batch: MetadataBatch): void {
    this.#image = applyMetadataBatch(this.#image, batch).image;
  }

  /** A new incarnation replaces the old one at once: what that one led has no leader until the new one has caught up. */
  registerBroker(
    request: RequestBody<'registerBroker'>,
    nowMs: number,
  ): Decision<ResponseBodyInit<'registerBroker'>> {
    this.#checkRegistration(request, nowMs);
    this.#sessions.set(request.nodeId, nowMs);
    const records: MetadataRecordInit[] = [
      {
        brokerRegistered: {
          nodeId: request.nodeId,
          directoryId: request.directoryId,
          incarnationId: request.incarnationId,
          clientEndpoint: request.clientEndpoint,
          internalEndpoint: request.internalEndpoint,
          featureLevelMin: request.featureLevelMin,
          featureLevelMax: request.featureLevelMax,
          softwareVersion: request.softwareVersion,
        },
      },
      ...this.#leadershipsTakenFrom(new Set([request.nodeId])),
    ];
    return {
      records,
      answer: ({ baseOffset, endOffset }) => ({
        brokerEpoch: baseOffset,
        metadataOffset: endOffset,
        sessionTimeoutMs: this.#settings.sessionTimeoutMs,
      }),
    };
  }

  /** Renews the session; unfences a broker that has caught up, and fences one that wants to stop. */
  heartbeat(
    request: RequestBody<'brokerHeartbeat'>,
    nowMs: number,
  ): Decision<ResponseBodyInit<'brokerHeartbeat'>> {
    const broker = this.#registered(request.nodeId, request.brokerEpoch);
    this.#sessions.set(broker.nodeId, nowMs);
    const answer = (fenced: boolean): Decision<ResponseBodyInit<'brokerHeartbeat'>>['answer'] => {
      return ({ endOffset }) => ({
        fenced,
        mayShutDown: request.wantsShutdown,
        metadataOffset: endOffset,
      });
    };
    if (request.wantsShutdown) {
      this.#sessions.delete(broker.nodeId);
      return {
        records: broker.isFenced ? [] : this.#fence([broker], 'it is shutting down'),
        answer: answer(true),
      };
    }
    // The broker epoch is the offset of its registration, and an image has a batch whole or not at all.
    const hasCaughtUp = request.metadataOffset > broker.brokerEpoch;
    if (broker.isFenced && hasCaughtUp)
      return { records: this.#unfence(broker), answer: answer(false) };
    return { records: [], answer: answer(broker.isFenced) };
  }

  /**
   * Fences every broker whose session has run out, in one decision. To be called several times a session: after a gap of
   * half a session it was this node that stood still, not the brokers, and their sessions start anew.
   */
  expireSessions(nowMs: number): Decision<void> {
    const expired: BrokerImage[] = [];
    const stoodStill = nowMs - this.#lastExpiryMs > this.#settings.sessionTimeoutMs / 2;
    this.#lastExpiryMs = nowMs;
    if (stoodStill) for (const nodeId of this.#sessions.keys()) this.#sessions.set(nodeId, nowMs);
    for (const [nodeId, lastHeardMs] of this.#sessions) {
      if (nowMs - lastHeardMs < this.#settings.sessionTimeoutMs) continue;
      this.#sessions.delete(nodeId);
      const broker = this.#image.brokers.get(nodeId);
      if (broker && !broker.isFenced) expired.push(broker);
    }
    const records =
      expired.length === 0
        ? []
        : this.#fence(expired, `no heartbeat for ${this.#settings.sessionTimeoutMs} ms`);
    return { records, answer: () => {} };
  }

  createTopics(request: RequestBody<'createTopics'>): Decision<ResponseBodyInit<'createTopics'>> {
    const records: MetadataRecordInit[] = [];
    const results: CreateTopicResult[] = [];
    const leaders = countPartitions(this.#image).leaders;
    let partitionTotal = 0;
    for (const topic of this.#image.topics.values()) partitionTotal += topic.partitions.length;
    const seen = new Set<string>();
    for (const topic of request.topics) {
      try {
        if (seen.has(topic.name))
          throw new WireError('INVALID_REQUEST', `topic ${topic.name} stands twice in the request`);
        seen.add(topic.name);
        const created = this.#createTopic(topic, { leaders, partitionTotal });
        partitionTotal += created.result.partitions ?? 0;
        if (request.validateOnly) {
          // Its id names nothing.
          results.push({ ...created.result, topicId: new Uint8Array() });
          continue;
        }
        records.push(...created.records);
        results.push(created.result);
      } catch (error) {
        const { code, message } = errorToWire(error);
        results.push({ name: topic.name, errorCode: code, errorMessage: message });
      }
    }
    return { records, answer: ({ endOffset }) => ({ topics: results, metadataOffset: endOffset }) };
  }

  deleteTopics(request: RequestBody<'deleteTopics'>): Decision<ResponseBodyInit<'deleteTopics'>> {
    const records: MetadataRecordInit[] = [];
    const results: DeleteTopicResult[] = [];
    const deleted = new Set<Uuid>();
    for (const { topicId, name } of request.topics) {
      try {
        const topic = this.#findTopic(topicId, name);
        if (!deleted.has(topic.topicId))
          records.push({ topicDeleted: { topicId: uuidToBytes(topic.topicId) } });
        deleted.add(topic.topicId);
        results.push({ topicId: uuidToBytes(topic.topicId), name: topic.name });
      } catch (error) {
        const { code, message } = errorToWire(error);
        results.push({ topicId, name, errorCode: code, errorMessage: message });
      }
    }
    return { records, answer: ({ endOffset }) => ({ topics: results, metadataOffset: endOffset }) };
  }

  /** A block of ids that nobody had before: the record makes them unique for ever [LOG-11]. */
  allocateProducerIds({
    nodeId,
  }: RequestBody<'allocateProducerIds'>): Decision<ResponseBodyInit<'allocateProducerIds'>> {
    if (!this.#image.brokers.has(nodeId)) {
      throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${nodeId} is not registered`);
    }
    const firstProducerId = this.#image.nextProducerId;
    const count = limits.producerIdsPerBlock;
    return {
      records: [{ producerIdsAllocated: { nodeId, nextProducerId: firstProducerId + count } }],
      answer: () => ({ firstProducerId, count }),
    };
  }

  #checkRegistration(request: RequestBody<'registerBroker'>, nowMs: number): void {
    const { nodeId } = request;
    checkRegistrationFields(request);
    const clusterId = uuidFromBytes(request.clusterId);
    if (clusterId !== this.#image.clusterId) {
      throw new WireError(
        'INCONSISTENT_CLUSTER_ID',
        `broker ${nodeId} belongs to cluster ${clusterId}, and this is cluster ${this.#image.clusterId}`,
      );
    }
    const level = this.#image.featureLevel;
    if (level < request.featureLevelMin || level > request.featureLevelMax) {
      throw new WireError(
        'UNSUPPORTED_VERSION',
        `the cluster is at feature level ${level}; broker ${nodeId} supports ${request.featureLevelMin} to ${request.featureLevelMax}`,
      );
    }
    const other = this.#image.brokers.get(nodeId);
    const lastHeardMs = this.#sessions.get(nodeId);
    const isAlive =
      lastHeardMs !== undefined && nowMs - lastHeardMs < this.#settings.sessionTimeoutMs;
    if (other && isAlive && other.directoryId !== uuidFromBytes(request.directoryId)) {
      throw new WireError(
        'DUPLICATE_BROKER_REGISTRATION',
        `node id ${nodeId} belongs to a live broker at ${formatAddress(other.internalAddress)} with another data directory; give this one another node id`,
      );
    }
  }

  #registered(nodeId: number, brokerEpoch: number): BrokerImage {
    const broker = this.#image.brokers.get(nodeId);
    if (!broker)
      throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${nodeId} is not registered`);
    if (broker.brokerEpoch !== brokerEpoch) {
      throw new WireError(
        'STALE_BROKER_EPOCH',
        `broker ${nodeId} was registered anew with epoch ${broker.brokerEpoch}; ${brokerEpoch} is over`,
      );
    }
    return broker;
  }

  #fence(brokers: readonly BrokerImage[], reason: string): MetadataRecordInit[] {
    const records: MetadataRecordInit[] = brokers.map(({ nodeId, brokerEpoch }) => ({
      brokerFencingChanged: { nodeId, brokerEpoch, fenced: true, reason },
    }));
    return [
      ...records,
      ...this.#leadershipsTakenFrom(new Set(brokers.map((broker) => broker.nodeId))),
    ];
  }

  #unfence({ nodeId, brokerEpoch }: BrokerImage): MetadataRecordInit[] {
    const records: MetadataRecordInit[] = [
      { brokerFencingChanged: { nodeId, brokerEpoch, fenced: false, reason: 'it has caught up' } },
    ];
    for (const topic of this.#image.topics.values()) {
      for (const partition of topic.partitions) {
        if (partition.leaderId !== -1 || !partition.isr.includes(nodeId)) continue;
        records.push(partitionChange(topic, partition.partition, nodeId));
      }
    }
    return records;
  }

  #leadershipsTakenFrom(nodeIds: ReadonlySet<number>): MetadataRecordInit[] {
    const records: MetadataRecordInit[] = [];
    for (const topic of this.#image.topics.values()) {
      for (const partition of topic.partitions) {
        if (nodeIds.has(partition.leaderId))
          records.push(partitionChange(topic, partition.partition, -1));
      }
    }
    return records;
  }

  #createTopic(
    topic: CreateTopic,
    { leaders, partitionTotal }: { leaders: Map<number, number>; partitionTotal: number },
  ): { records: MetadataRecordInit[]; result: CreateTopicResult } {
    const { name } = topic;
    checkTopicName(name);
    if (name === metadataTopicName)
      throw new WireError('INVALID_TOPIC_EXCEPTION', `${name} is the cluster's own`);
    if (this.#image.topicIds.has(name))
      throw new WireError('TOPIC_ALREADY_EXISTS', `topic ${name} exists already`);
    const partitionCount = this.#partitionCount(topic, partitionTotal);
    const nodeIds = this.#placementCandidates(topic);
    const configs = this.#creationConfigs(topic);
    const placed = placePartitions({ nodeIds, leaderCounts: leaders, partitionCount });
    const topicId = uuidToBytes(this.#random.uuid());
    const records: MetadataRecordInit[] = [{ topicCreated: { topicId, name, configs } }];
    placed.forEach((leaderId, partition) => {
      leaders.set(leaderId, (leaders.get(leaderId) ?? 0) + 1);
      records.push({
        partitionCreated: {
          topicId,
          partition,
          replicas: [leaderId],
          isr: [leaderId],
          leaderId,
          leaderEpoch: 0,
        },
      });
    });
    return { records, result: { name, topicId, partitions: partitionCount, replicationFactor: 1 } };
  }

  /** `before`: what the cluster has, and what the same request has got already. */
  #partitionCount({ name, partitions }: CreateTopic, before: number): number {
    const count = partitions ?? this.#settings.partitionCountDefault;
    const max = limits.partitionsPerTopicMax;
    if (count < 1 || count > max) {
      throw new WireError(
        'INVALID_PARTITIONS',
        `topic ${name} cannot have ${count} partitions; it must be 1 to ${max}`,
      );
    }
    const total = before + count;
    if (total > limits.partitionsPerClusterMax) {
      throw new WireError(
        'INVALID_PARTITIONS',
        `the cluster would have ${total} partitions; it takes at most ${limits.partitionsPerClusterMax}`,
      );
    }
    return count;
  }

  #placementCandidates({ name, replicationFactor }: CreateTopic): number[] {
    const factor = replicationFactor ?? 1;
    if (factor !== 1) {
      throw new WireError(
        'INVALID_REPLICATION_FACTOR',
        `topic ${name} cannot have replication factor ${factor}; this version keeps one replica of each partition`,
      );
    }
    const alive = [...this.#image.brokers.values()].filter((broker) => !broker.isFenced);
    if (alive.length === 0) {
      throw new WireError(
        'LEADER_NOT_AVAILABLE',
        'no broker is alive to lead the partitions; try again',
      );
    }
    return alive.map((broker) => broker.nodeId);
  }

  #creationConfigs({ configs }: CreateTopic): { name: string; value: string }[] {
    const given = new Map(this.#settings.topicConfigDefaults);
    for (const { name, value } of configs) {
      checkTopicSetting(name, value);
      given.set(name, value);
    }
    return [...given].map(([name, value]) => ({ name, value }));
  }

  #findTopic(topicId: Uint8Array, name: string): TopicImage {
    const byId = topicId.length > 0;
    const topic = byId
      ? this.#image.topics.get(uuidFromBytes(topicId))
      : topicByName(this.#image, name);
    if (topic) return topic;
    throw byId
      ? new WireError('UNKNOWN_TOPIC_ID', `there is no topic with id ${uuidFromBytes(topicId)}`)
      : new WireError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic ${JSON.stringify(name)}`);
  }
}

/** What the metadata log is to hold must be readable for ever, so nothing malformed gets there. */
function checkRegistrationFields(request: RequestBody<'registerBroker'>): void {
  const { nodeId, clientEndpoint, internalEndpoint } = request;
  if (nodeId < 0) throw new WireError('INVALID_REQUEST', `node id ${nodeId} is negative`);
  for (const name of ['clusterId', 'directoryId', 'incarnationId'] as const) {
    const { length } = request[name];
    if (length === UUID_BYTES) continue;
    throw new WireError(
      'INVALID_REQUEST',
      `${name} of broker ${nodeId} has ${length} bytes; an id has ${UUID_BYTES}`,
    );
  }
  if (!clientEndpoint || !internalEndpoint) {
    throw new WireError(
      'INVALID_REQUEST',
      `broker ${nodeId} registers without an address of both its listeners`,
    );
  }
}

/** With a new leader, or with none (-1), and so with a new leader epoch [REP-2]. */
function partitionChange(
  topic: TopicImage,
  partition: number,
  leaderId: number,
): MetadataRecordInit {
  const before = topic.partitions[partition];
  assert(before, `${topic.name} has partition ${partition}`);
  return {
    partitionChanged: {
      topicId: uuidToBytes(topic.topicId),
      partition,
      leaderId,
      leaderEpoch: before.leaderEpoch + 1,
      isr: [...before.isr],
      partitionEpoch: before.partitionEpoch + 1,
    },
  };
}

interface VoterInit {
  nodeId: number;
  directoryId: Uuid;
  internalEndpoint: { host: string; port: number };
}

/** The founding batch [QRM-6]: what every cluster's log begins with. */
export function foundingRecords(clusterId: Uuid, voter: VoterInit): MetadataRecordInit[] {
  return [
    { clusterFounded: { clusterId: uuidToBytes(clusterId) } },
    {
      featureLevelSet: {
        level: featureLevel.current,
        softwareVersion: featureLevel.softwareVersion,
      },
    },
    votersRecord(voter),
  ];
}

export function votersRecord(voter: VoterInit): MetadataRecordInit {
  return { votersSet: { voters: [{ ...voter, directoryId: uuidToBytes(voter.directoryId) }] } };
}
