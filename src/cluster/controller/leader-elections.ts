// Leaderships that are moved on purpose: to the preferred replica, asked for or in the regular round, and to a replica that may
// lack records, when somebody would rather lose those than wait [REP-9].
import type { Uuid } from '../../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { PartitionImage, TopicImage } from '../metadata/image.ts';
import {
  type ControllerState,
  type Decision,
  neverLast,
  partitionName,
  topicIdBytes,
} from './decision.ts';
import { findPartition, findTopic } from './find-topic.ts';
import {
  type Brokers,
  canLead,
  rulesOf,
  type Settled,
  settle,
  type TopicRules,
} from './partition-rules.ts';
import { PartitionChanges, PartitionSweep } from './partition-sweep.ts';

type ElectLeaders = RequestBody<'electLeaders'>;
type TopicResult = NonNullable<ResponseBodyInit<'electLeaders'>['topics']>[number];
type PartitionResult = NonNullable<TopicResult['partitions']>[number];

export class LeaderElections {
  readonly #state: ControllerState;

  constructor(state: ControllerState) {
    this.#state = state;
  }

  electLeaders(request: ElectLeaders): Decision<ResponseBodyInit<'electLeaders'>> {
    return request.topics.length === 0 ? this.#electAll(request) : this.#electNamed(request);
  }

  /** To their preferred leaders, of brokers that `isReady` holds for, so many at most. */
  balance(isReady: (nodeId: number) => boolean, movesMax: number): Decision<void> {
    const { image } = this.#state;
    const sweep = new PartitionSweep(image, (partition, _, rules) =>
      isReady(partition.replicas[0] ?? -1) ? preferred(partition, image.brokers, rules) : undefined,
    );
    let movesLeft = movesMax;
    const proceed = (): Decision<void> => {
      const { records, notes } = sweep.step(this.#state.image, movesLeft);
      movesLeft -= records.length;
      const part = { records, notes, answer: () => {} };
      return sweep.isDone || movesLeft === 0 ? part : { ...part, next: proceed };
    };
    return proceed();
  }

  #electAll({ unclean }: ElectLeaders): Decision<ResponseBodyInit<'electLeaders'>> {
    const topics = new Map<
      Uuid,
      { topicId: Buffer; name: string; partitions: PartitionResult[] }
    >();
    const sweep = new PartitionSweep(this.#state.image, (partition, topic, rules) => {
      const { brokers } = this.#state.image;
      const settled = unclean
        ? uncleanly(partition, brokers, rules)
        : preferred(partition, brokers, rules);
      if (!settled || settled.partition.leaderId === partition.leaderId) return undefined;
      const result = topics.get(topic.topicId) ?? {
        topicId: topicIdBytes(topic),
        name: topic.name,
        partitions: [] as PartitionResult[],
      };
      result.partitions.push(leaderOf(settled.partition));
      topics.set(topic.topicId, result);
      return settled;
    });
    const proceed = (): Decision<ResponseBodyInit<'electLeaders'>> => {
      const { records, notes } = sweep.step(this.#state.image);
      if (!sweep.isDone) return { records, notes, answer: neverLast, next: proceed };
      return {
        records,
        notes,
        answer: ({ endOffset }) => ({ topics: [...topics.values()], metadataOffset: endOffset }),
      };
    };
    return proceed();
  }

  #electNamed({ topics, unclean }: ElectLeaders): Decision<ResponseBodyInit<'electLeaders'>> {
    const { image } = this.#state;
    const changes = new PartitionChanges();
    const seen = new Set<PartitionImage>();
    const elect = (topic: TopicImage, index: number): PartitionResult => {
      try {
        const before = findPartition(topic, index);
        const name = partitionName(topic, index);
        if (seen.has(before))
          throw new WireError('INVALID_REQUEST', `${name} stands twice in the request`);
        seen.add(before);
        const settled = unclean
          ? uncleanly(before, image.brokers, rulesOf(topic))
          : preferred(before, image.brokers, rulesOf(topic));
        checkElected(name, before, settled, unclean);
        changes.add(topic, before, settled);
        return leaderOf(settled?.partition ?? before);
      } catch (error) {
        const { code, message } = errorToWire(error);
        const { leaderId = -1, leaderEpoch = 0 } = topic.partitions[index] ?? {};
        return { partition: index, errorCode: code, errorMessage: message, leaderId, leaderEpoch };
      }
    };
    const results = topics.map(({ topicId, name, partitions }): TopicResult => {
      try {
        const topic = findTopic(image, topicId, name);
        const indexes = partitions.length > 0 ? partitions : topic.partitions.keys();
        return {
          topicId: topicIdBytes(topic),
          name: topic.name,
          partitions: [...indexes].map((index) => elect(topic, index)),
        };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { topicId, name, errorCode: code, errorMessage: message };
      }
    });
    return {
      records: changes.records,
      notes: changes.notes,
      answer: ({ endOffset }) => ({ topics: results, metadataOffset: endOffset }),
    };
  }
}

/** Undefined when the preferred replica leads already, or cannot. */
function preferred(
  partition: PartitionImage,
  brokers: Brokers,
  rules: TopicRules,
): Settled | undefined {
  const [first] = partition.replicas;
  if (first === undefined || first === partition.leaderId) return undefined;
  if (!canLead(partition, brokers, first)) return undefined;
  return settle(partition, { ...partition, leaderId: first }, brokers, rules);
}

/** Undefined when somebody leads. */
function uncleanly(
  partition: PartitionImage,
  brokers: Brokers,
  rules: TopicRules,
): Settled | undefined {
  if (partition.leaderId !== -1) return undefined;
  return settle(partition, partition, brokers, rules, true);
}

function checkElected(
  name: string,
  before: PartitionImage,
  settled: Settled | undefined,
  unclean: boolean,
): void {
  const after = settled?.partition ?? before;
  if (after.leaderId !== before.leaderId) return;
  const isFine = unclean ? before.leaderId !== -1 : before.leaderId === before.replicas[0];
  if (isFine) {
    throw new WireError('ELECTION_NOT_NEEDED', `broker ${before.leaderId} leads ${name} already`);
  }
  throw unclean
    ? new WireError('ELIGIBLE_LEADERS_NOT_AVAILABLE', `no replica of ${name} is alive`)
    : new WireError(
        'PREFERRED_LEADER_NOT_AVAILABLE',
        `broker ${before.replicas[0]}, the first replica of ${name}, is not in sync or not alive`,
      );
}

function leaderOf({ partition, leaderId, leaderEpoch }: PartitionImage): PartitionResult {
  return { partition, leaderId, leaderEpoch };
}
