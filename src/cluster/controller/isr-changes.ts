// What the leader of a partition asks for: another set of in-sync replicas, or to lead no longer [REP-5]. A compare-and-set on
// the partition epoch, and refused when it comes from a deposed leader, or names a replica that is not the one that was seen
// to be in sync. The answer has the state as it is then, so that the leader knows in either case.
import { limits } from '../../base/limits.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { PartitionImage, TopicImage } from '../metadata/image.ts';
import type { BrokerDecisions } from './broker-decisions.ts';
import { type ControllerState, type Decision, neverLast, partitionName } from './decision.ts';
import { findPartition, findTopic } from './find-topic.ts';
import {
  type Brokers,
  canLead,
  isAlive,
  type PartitionDraft,
  rulesOf,
  type Settled,
  settle,
} from './partition-rules.ts';
import { PartitionChanges } from './partition-sweep.ts';

type AlterPartition = RequestBody<'alterPartition'>['partitions'][number];
type AlterPartitionResult = NonNullable<ResponseBodyInit<'alterPartition'>['partitions']>[number];

export class IsrChanges {
  readonly #state: ControllerState;
  readonly #brokers: BrokerDecisions;

  constructor(state: ControllerState, brokers: BrokerDecisions) {
    this.#state = state;
    this.#brokers = brokers;
  }

  /** Throws BROKER_ID_NOT_REGISTERED or STALE_BROKER_EPOCH. */
  alterPartition({
    nodeId,
    brokerEpoch,
    partitions,
  }: RequestBody<'alterPartition'>): Decision<ResponseBodyInit<'alterPartition'>> {
    const { isFenced } = this.#brokers.registered(nodeId, brokerEpoch);
    if (isFenced) {
      throw new WireError('STALE_BROKER_EPOCH', `broker ${nodeId} is fenced and leads nothing`);
    }
    const results: AlterPartitionResult[] = [];
    const proceed = (): Decision<ResponseBodyInit<'alterPartition'>> => {
      const changes = new PartitionChanges();
      const end = Math.min(results.length + limits.partitionChangesPerStep, partitions.length);
      const seen = new Set<PartitionImage>();
      while (results.length < end) {
        const asked = partitions[results.length] as AlterPartition;
        results.push(this.#decide(asked, nodeId, { changes, seen }));
      }
      const { records, notes } = changes;
      if (end < partitions.length) return { records, notes, answer: neverLast, next: proceed };
      const answer = ({ endOffset }: { endOffset: number }) => ({
        partitions: results,
        metadataOffset: endOffset,
      });
      return { records, notes, answer };
    };
    return proceed();
  }

  #decide(
    asked: AlterPartition,
    nodeId: number,
    { changes, seen }: { changes: PartitionChanges; seen: Set<PartitionImage> },
  ): AlterPartitionResult {
    const { topicId, partition: index } = asked;
    let state: PartitionImage | undefined;
    try {
      const topic = findTopic(this.#state.image, topicId, '');
      const before = findPartition(topic, index);
      state = before;
      if (seen.has(before)) {
        const name = partitionName(topic, index);
        throw new WireError('INVALID_REQUEST', `${name} stands twice in the request`);
      }
      seen.add(before);
      const settled = this.#change(topic, before, asked, nodeId);
      changes.add(topic, before, settled);
      return { topicId, partition: index, ...stateOf(settled?.partition ?? before) };
    } catch (error) {
      const { code, message } = errorToWire(error);
      const failure = { topicId, partition: index, errorCode: code, errorMessage: message };
      return state ? { ...failure, ...stateOf(state) } : { ...failure, leaderId: -1 };
    }
  }

  /** Undefined when it is so already, as when an answer was lost. */
  #change(
    topic: TopicImage,
    before: PartitionImage,
    asked: AlterPartition,
    nodeId: number,
  ): Settled | undefined {
    const name = partitionName(topic, before.partition);
    checkLeader(name, before, asked, nodeId);
    const isr = asked.newIsr.map((member) => member.nodeId);
    const isSoAlready =
      isr.length === before.isr.length && before.isr.every((member) => isr.includes(member));
    if (isSoAlready && asked.partitionEpoch <= before.partitionEpoch) return undefined;
    if (asked.partitionEpoch !== before.partitionEpoch) {
      throw new WireError(
        'INVALID_UPDATE_VERSION',
        `${name} is at partition epoch ${before.partitionEpoch}, and the change builds on ${asked.partitionEpoch}`,
      );
    }
    const { brokers } = this.#state.image;
    checkMembers(name, before, asked, brokers);
    const draft: PartitionDraft = {
      ...before,
      isr,
      impaired: before.impaired.filter((replica) => !isr.includes(replica.nodeId)),
    };
    if (!isr.includes(nodeId) && !isr.some((member) => canLead(draft, brokers, member))) {
      throw new WireError(
        'INELIGIBLE_REPLICA',
        `broker ${nodeId} cannot resign from ${name}: none of ${isr.join(', ')} can lead it now`,
      );
    }
    return settle(before, draft, brokers, rulesOf(topic));
  }
}

function checkLeader(
  name: string,
  { leaderId, leaderEpoch }: PartitionImage,
  asked: AlterPartition,
  nodeId: number,
): void {
  if (asked.leaderEpoch < leaderEpoch) {
    throw new WireError(
      'FENCED_LEADER_EPOCH',
      `leader epoch ${asked.leaderEpoch} of ${name} is over; it is ${leaderEpoch} now`,
    );
  }
  if (asked.leaderEpoch > leaderEpoch) {
    throw new WireError(
      'UNKNOWN_LEADER_EPOCH',
      `leader epoch ${asked.leaderEpoch} of ${name} is not known here; it is ${leaderEpoch}`,
    );
  }
  if (leaderId !== nodeId) {
    throw new WireError(
      'NOT_LEADER_OR_FOLLOWER',
      `broker ${nodeId} does not lead ${name}; ${leaderId === -1 ? 'nobody does' : `broker ${leaderId} does`}`,
    );
  }
}

/** [REP-5]: each is the very registration that the leader has seen in sync, and is alive, or is starting and in sync already. */
function checkMembers(
  name: string,
  before: PartitionImage,
  { newIsr }: AlterPartition,
  brokers: Brokers,
): void {
  const members = new Set(newIsr.map((member) => member.nodeId));
  if (members.size === 0 || members.size !== newIsr.length) {
    throw new WireError(
      'INVALID_REQUEST',
      `the in-sync replicas of ${name} cannot be [${newIsr.map((member) => member.nodeId).join(', ')}]`,
    );
  }
  for (const { nodeId, brokerEpoch } of newIsr) {
    if (!before.replicas.includes(nodeId))
      throw new WireError('INVALID_REQUEST', `broker ${nodeId} has no replica of ${name}`);
    const broker = brokers.get(nodeId);
    if (broker?.brokerEpoch !== brokerEpoch) {
      throw new WireError(
        'INELIGIBLE_REPLICA',
        `broker ${nodeId} is registered with epoch ${broker?.brokerEpoch ?? -1}, and was seen in sync for ${name} with ${brokerEpoch}`,
      );
    }
    const stays = before.isr.includes(nodeId) && broker.isStarting;
    if (!stays && !isAlive(brokers, nodeId)) {
      throw new WireError(
        'INELIGIBLE_REPLICA',
        `broker ${nodeId} is ${broker.isFenced ? 'fenced' : 'shutting down'} and cannot be in sync for ${name}`,
      );
    }
  }
}

function stateOf({ leaderId, leaderEpoch, partitionEpoch, isr }: PartitionImage) {
  return { leaderId, leaderEpoch, partitionEpoch, isr: [...isr] };
}
