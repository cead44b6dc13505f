// New topics and partitions: how many, with which settings, on which brokers [QRM-4] [REP-6].
import { limits } from '../../base/limits.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import { checkTopicName } from '../../protocol/topic-name.ts';
import type { TopicImage } from '../metadata/image.ts';
import { metadataTopicId, metadataTopicName } from '../metadata/records.ts';
import { Placement } from '../placement.ts';
import { checkTopicSetting } from '../topic-config.ts';
import { type ControllerState, type Decision, neverLast, topicIdBytes } from './decision.ts';
import { checkTopicIdLength, findTopic } from './find-topic.ts';
import { isAlive, without } from './partition-rules.ts';

type CreateTopic = RequestBody<'createTopics'>['topics'][number];
type CreateTopicResult = NonNullable<ResponseBodyInit<'createTopics'>['topics']>[number];
type CreatePartitions = RequestBody<'createPartitions'>['topics'][number];
type CreatePartitionsResult = NonNullable<ResponseBodyInit<'createPartitions'>['topics']>[number];

/** Groups are assigned to its partitions by number, so that number stays [GRP-1]. */
const fixedPartitionCount: ReadonlySet<string> = new Set(['__consumer_offsets']);

const minInsyncName = 'min.insync.replicas';

/** What one step creates, before any of it is in the image. */
interface Step {
  placement: Placement;
  partitionTotal: number;
  records: MetadataRecordInit[];
}

export class TopicCreation {
  readonly #state: ControllerState;

  constructor(state: ControllerState) {
    this.#state = state;
  }

  /** Each topic is created, or refused, by itself; a request for many takes several steps. */
  createTopics(request: RequestBody<'createTopics'>): Decision<ResponseBodyInit<'createTopics'>> {
    const results: CreateTopicResult[] = [];
    const seen = new Set<string>();
    const createNext = (step: Step) => {
      const topic = request.topics[results.length] as CreateTopic;
      try {
        if (seen.has(topic.name))
          throw new WireError('INVALID_REQUEST', `topic ${topic.name} stands twice in the request`);
        seen.add(topic.name);
        const { records, result } = this.#createTopic(topic, step);
        step.partitionTotal += records.length === 0 ? 0 : (result.partitions ?? 0);
        // When it is only checked, its id names nothing.
        if (request.validateOnly) results.push({ ...result, topicId: new Uint8Array() });
        else {
          step.records.push(...records);
          results.push(result);
        }
      } catch (error) {
        const { code, message } = errorToWire(error);
        results.push({ name: topic.name, errorCode: code, errorMessage: message });
      }
    };
    const answer = ({ endOffset }: { endOffset: number }) => ({
      topics: results,
      metadataOffset: endOffset,
    });
    return this.#inSteps(() => results.length < request.topics.length, createNext, answer);
  }

  /** Up to a total, so that asking twice adds nothing more. */
  createPartitions(
    request: RequestBody<'createPartitions'>,
  ): Decision<ResponseBodyInit<'createPartitions'>> {
    const results: CreatePartitionsResult[] = [];
    const seen = new Set<Uuid>();
    const createNext = (step: Step) => {
      const asked = request.topics[results.length] as CreatePartitions;
      const { topicId, name, totalCount } = asked;
      try {
        const topic = findTopic(this.#state.image, topicId, name);
        if (seen.has(topic.topicId))
          throw new WireError('INVALID_REQUEST', `topic ${topic.name} stands twice in the request`);
        seen.add(topic.topicId);
        const records = this.#addPartitions(topic, totalCount, step);
        const createdCount = records.length;
        step.partitionTotal += createdCount;
        if (!request.validateOnly) step.records.push(...records);
        results.push({ topicId: topicIdBytes(topic), name: topic.name, totalCount, createdCount });
      } catch (error) {
        const { code, message } = errorToWire(error);
        results.push({ topicId, name, errorCode: code, errorMessage: message });
      }
    };
    const answer = ({ endOffset }: { endOffset: number }) => ({
      topics: results,
      metadataOffset: endOffset,
    });
    return this.#inSteps(() => results.length < request.topics.length, createNext, answer);
  }

  #inSteps<Answer>(
    isLeft: () => boolean,
    createNext: (step: Step) => void,
    answer: Decision<Answer>['answer'],
  ): Decision<Answer> {
    const proceed = (): Decision<Answer> => {
      const step = beginStep(this.#state);
      while (isLeft() && step.records.length < limits.partitionChangesPerStep) createNext(step);
      const { records } = step;
      return isLeft() ? { records, answer: neverLast, next: proceed } : { records, answer };
    };
    return proceed();
  }

  #createTopic(
    topic: CreateTopic,
    step: Step,
  ): { records: MetadataRecordInit[]; result: CreateTopicResult } {
    const { name } = topic;
    checkTopicName(name);
    if (name === metadataTopicName)
      throw new WireError('INVALID_TOPIC_EXCEPTION', `${name} is the cluster's own`);
    const topicId = this.#topicId(topic);
    const before = this.#createdBefore(topic, topicId);
    if (before) return { records: [], result: before };
    const partitions = topic.partitions ?? this.#state.settings.partitionCountDefault;
    checkPartitionCount(name, partitions, partitions + step.partitionTotal);
    const replicationFactor = this.#replicationFactor(topic, step.placement);
    const fixed = this.#fixedSettings(topic, replicationFactor);
    const bytes = uuidToBytes(topicId);
    const created = { topicId: bytes, name, ...fixed };
    return {
      records: [
        { topicCreated: created },
        ...this.#partitionRecords(bytes, step.placement, {
          from: 0,
          to: partitions,
          replicationFactor,
        }),
      ],
      result: { name, topicId: bytes, partitions, replicationFactor },
    };
  }

  #topicId({ topicId, name }: CreateTopic): Uuid {
    if (topicId.length === 0) return this.#state.random.uuid();
    checkTopicIdLength(topicId);
    const id = uuidFromBytes(topicId);
    if (id === metadataTopicId || topicId.every((byte) => byte === 0)) {
      throw new WireError(
        'INVALID_REQUEST',
        `topic ${name} cannot have the id ${id}, which is kept for the cluster; leave it out`,
      );
    }
    return id;
  }

  /** The answer to an earlier try of the same request. Throws TOPIC_ALREADY_EXISTS when it was another one's. */
  #createdBefore({ name }: CreateTopic, topicId: Uuid): CreateTopicResult | undefined {
    const { topicIds, topics, retiredTopicIds } = this.#state.image;
    if (retiredTopicIds.has(topicId)) {
      throw new WireError(
        'REQUEST_TIMED_OUT',
        `a topic with the id ${topicId} was created and has been deleted since; ask with another id`,
      );
    }
    const knownId = topicIds.get(name);
    const other = topics.get(topicId);
    if (knownId !== topicId) {
      if (knownId !== undefined)
        throw new WireError('TOPIC_ALREADY_EXISTS', `topic ${name} exists already`);
      if (other) {
        throw new WireError(
          'INVALID_REQUEST',
          `the id ${topicId} belongs to topic ${other.name}, and cannot be that of ${name}`,
        );
      }
      return undefined;
    }
    const { partitions } = topics.get(knownId) as TopicImage;
    const replicationFactor = partitions[0]?.replicas.length ?? 0;
    return {
      name,
      topicId: uuidToBytes(topicId),
      partitions: partitions.length,
      replicationFactor,
    };
  }

  #replicationFactor({ name, replicationFactor }: CreateTopic, placement: Placement): number {
    const { replicationFactorDefault, replicationFactorMax } = this.#state.settings;
    const { brokerCount } = placement;
    if (!placement.hasAlive) {
      throw new WireError(
        'LEADER_NOT_AVAILABLE',
        'no broker is alive to lead the partitions; try again',
      );
    }
    const factor = replicationFactor ?? Math.min(replicationFactorDefault, brokerCount);
    const max = Math.min(brokerCount, replicationFactorMax);
    if (replicationFactor !== null && (factor < 1 || factor > max)) {
      throw new WireError(
        'INVALID_REPLICATION_FACTOR',
        factor > brokerCount
          ? `topic ${name} cannot have replication factor ${factor}: the cluster has ${countOf(brokerCount, 'broker')}`
          : `topic ${name} cannot have replication factor ${factor}; it must be 1 to ${max}`,
      );
    }
    return factor;
  }

  /** What creation fixes, whatever the defaults are later [REP-6]. */
  #fixedSettings({ name, configs, replicationFactor }: CreateTopic, factor: number) {
    const { topicConfigDefaults, replicationFactorDefault } = this.#state.settings;
    const given = new Map(topicConfigDefaults);
    const ownMin = Math.min(
      Number(given.get(minInsyncName) ?? limits.minInsyncReplicasDefault),
      factor,
    );
    if (ownMin > 1) given.set(minInsyncName, String(ownMin));
    else given.delete(minInsyncName);
    for (const config of configs) {
      checkTopicSetting(config.name, config.value);
      given.set(config.name, config.value);
    }
    const isMinGiven = configs.some((config) => config.name === minInsyncName);
    checkMinInsync(name, Number(given.get(minInsyncName) ?? 1), factor);
    const isRaised = replicationFactor === null && factor < replicationFactorDefault;
    const minWanted = limits.minInsyncReplicasDefault;
    return {
      configs: [...given].map(([key, value]) => ({ name: key, value })),
      replicasWanted: isRaised ? replicationFactorDefault : 0,
      minInsyncWanted:
        isRaised && !isMinGiven && replicationFactorDefault >= minWanted && factor < minWanted
          ? minWanted
          : 0,
    };
  }

  #addPartitions(topic: TopicImage, totalCount: number, step: Step): MetadataRecordInit[] {
    const { name, partitions } = topic;
    const added = totalCount - partitions.length;
    if (added === 0) return [];
    if (added < 0) {
      throw new WireError(
        'INVALID_PARTITIONS',
        `topic ${name} has ${partitions.length} partitions and cannot have ${totalCount}: partitions are never taken away`,
      );
    }
    if (fixedPartitionCount.has(name)) {
      throw new WireError(
        'INVALID_PARTITIONS',
        `topic ${name} has ${partitions.length} partitions and keeps them: groups are found by their number`,
      );
    }
    checkPartitionCount(name, totalCount, step.partitionTotal + added);
    const [first] = partitions;
    const replicationFactor = first ? without(first.replicas, first.removing).length : 1;
    const { placement } = step;
    if (!placement.hasAlive || placement.brokerCount < replicationFactor) {
      throw new WireError(
        'LEADER_NOT_AVAILABLE',
        'no broker is alive to lead the partitions; try again',
      );
    }
    const span = { from: partitions.length, to: totalCount, replicationFactor };
    return this.#partitionRecords(topicIdBytes(topic), placement, span);
  }

  #partitionRecords(
    topicId: Uint8Array,
    placement: Placement,
    { from, to, replicationFactor }: { from: number; to: number; replicationFactor: number },
  ): MetadataRecordInit[] {
    const { brokers } = this.#state.image;
    const records: MetadataRecordInit[] = [];
    for (let partition = from; partition < to; partition++) {
      const replicas = placement.place(replicationFactor);
      const [leaderId = -1] = replicas;
      const isr = replicas.filter((nodeId) => isAlive(brokers, nodeId));
      records.push({
        partitionCreated: { topicId, partition, replicas, isr, leaderId, leaderEpoch: 0 },
      });
    }
    return records;
  }
}

function beginStep({ image, placed }: ControllerState): Step {
  const brokers = [...image.brokers.values()].map(({ nodeId }) => ({
    nodeId,
    isAlive: isAlive(image.brokers, nodeId),
  }));
  return {
    placement: new Placement(brokers, placed),
    partitionTotal: placed.partitions,
    records: [],
  };
}

function checkPartitionCount(name: string, partitions: number, clusterTotal: number): void {
  const max = limits.partitionsPerTopicMax;
  if (partitions < 1 || partitions > max) {
    throw new WireError(
      'INVALID_PARTITIONS',
      `topic ${name} cannot have ${partitions} partitions; it must be 1 to ${max}`,
    );
  }
  if (clusterTotal > limits.partitionsPerClusterMax) {
    throw new WireError(
      'INVALID_PARTITIONS',
      `the cluster would have ${clusterTotal} partitions; it takes at most ${limits.partitionsPerClusterMax}`,
    );
  }
}

/** A topic with fewer replicas than writes need in sync could never be written to. */
export function checkMinInsync(name: string, minInsync: number, replicationFactor: number): void {
  if (minInsync <= replicationFactor) return;
  throw new WireError(
    'INVALID_CONFIG',
    `${minInsyncName} is "${minInsync}"; topic ${name} has ${countOf(replicationFactor, 'replica')} of each partition, so it must be a whole number from 1 to ${replicationFactor}`,
  );
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
