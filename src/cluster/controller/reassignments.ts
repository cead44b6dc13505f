// Moves of replicas [REP-10]: the new ones are added and catch up, then the old ones go (partition-rules.ts finishes a move).
// And more replicas for topics that were created when there were too few brokers [REP-6].
import { limits } from '../../base/limits.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import type { PartitionImage, TopicImage } from '../metadata/image.ts';
import { Placement } from '../placement.ts';
import {
  type ControllerState,
  type Decision,
  nothing,
  partitionName,
  topicIdBytes,
} from './decision.ts';
import { findPartition, findTopic } from './find-topic.ts';
import {
  isAlive,
  isSameList,
  type PartitionDraft,
  rulesOf,
  type Settled,
  settle,
  without,
} from './partition-rules.ts';
import { PartitionChanges } from './partition-sweep.ts';

type AlterReassignments = RequestBody<'alterReassignments'>;
type ReassignPartition = AlterReassignments['topics'][number]['partitions'][number];
type TopicResult = NonNullable<ResponseBodyInit<'alterReassignments'>['topics']>[number];
type PartitionResult = NonNullable<TopicResult['partitions']>[number];

export class Reassignments {
  readonly #state: ControllerState;

  constructor(state: ControllerState) {
    this.#state = state;
  }

  /** Each partition's move is begun, replaced, cancelled or refused by itself. */
  alterReassignments(
    request: AlterReassignments,
  ): Decision<ResponseBodyInit<'alterReassignments'>> {
    const changes = new PartitionChanges();
    const records: MetadataRecordInit[] = [];
    const seen = new Set<PartitionImage>();
    const alter = (topic: TopicImage, asked: ReassignPartition): PartitionResult => {
      try {
        const before = findPartition(topic, asked.partition);
        if (seen.has(before)) {
          const name = partitionName(topic, asked.partition);
          throw new WireError('INVALID_REQUEST', `${name} stands twice in the request`);
        }
        seen.add(before);
        changes.add(topic, before, this.#alter(topic, before, asked));
        return { partition: asked.partition };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { partition: asked.partition, errorCode: code, errorMessage: message };
      }
    };
    const topics = request.topics.map(({ topicId, name, partitions }): TopicResult => {
      try {
        const topic = findTopic(this.#state.image, topicId, name);
        const count = changes.records.length;
        const results = partitions.map((partition) => alter(topic, partition));
        // Who chooses the replicas has settled how many there are.
        if (topic.replicasWanted > 0 && changes.records.length > count)
          records.push({ topicChanged: { topicId: topicIdBytes(topic), replicasWanted: 0 } });
        return { topicId: topicIdBytes(topic), name: topic.name, partitions: results };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { topicId, name, errorCode: code, errorMessage: message };
      }
    });
    return {
      records: [...records, ...changes.records],
      notes: changes.notes,
      answer: ({ endOffset }) => ({ topics, metadataOffset: endOffset }),
    };
  }

  /** Gives topics that want more replicas those that the live brokers allow, and settles what they need in sync. */
  raise(): Decision<void> {
    const { topics, brokers } = this.#state.image;
    const wanting = [...topics.values()].filter(
      ({ replicasWanted, minInsyncWanted }) => replicasWanted + minInsyncWanted > 0,
    );
    if (wanting.length === 0) return nothing;
    const alive = [...brokers.keys()]
      .filter((nodeId) => isAlive(brokers, nodeId))
      .map((nodeId) => ({ nodeId, isAlive: true }));
    const placement = new Placement(alive, this.#state.placed);
    const changes = new PartitionChanges();
    const settledTopics: MetadataRecordInit[] = [];
    for (const topic of wanting) {
      const before = changes.records.length;
      for (const partition of topic.partitions) {
        if (changes.records.length >= limits.partitionChangesPerStep) break;
        changes.add(topic, partition, this.#extended(topic, partition, placement));
      }
      if (changes.records.length === before) settledTopics.push(...raisedTopic(topic));
      if (changes.records.length >= limits.partitionChangesPerStep) break;
    }
    const { notes } = changes;
    return { records: [...settledTopics, ...changes.records], notes, answer: () => {} };
  }

  #alter(topic: TopicImage, before: PartitionImage, asked: ReassignPartition): Settled {
    const name = partitionName(topic, before.partition);
    const { brokers } = this.#state.image;
    const draft = asked.cancel
      ? cancelled(name, before)
      : moved(before, this.#checkTarget(topic, name, asked.replicas));
    const isLedStill =
      before.leaderId === -1
        ? draft.isr.length > 0
        : draft.isr.some((nodeId) => isAlive(brokers, nodeId));
    if (!isLedStill) {
      throw new WireError(
        'INVALID_REPLICA_ASSIGNMENT',
        `${name} would have nobody left who is in sync and alive`,
      );
    }
    return settle(before, draft, brokers, rulesOf(topic));
  }

  #checkTarget(topic: TopicImage, name: string, target: readonly number[]): readonly number[] {
    const refused = (why: string) =>
      new WireError(
        'INVALID_REPLICA_ASSIGNMENT',
        `${name} cannot move to brokers [${target.join(', ')}]: ${why}`,
      );
    const { brokers } = this.#state.image;
    if (new Set(target).size !== target.length) throw refused('one stands there twice');
    const { minInsync } = rulesOf(topic);
    if (target.length < minInsync) {
      throw refused(
        `there ${target.length === 1 ? 'is 1' : `are ${target.length}`}, and min.insync.replicas is ${minInsync}`,
      );
    }
    if (target.length > this.#state.settings.replicationFactorMax)
      throw refused(`at most ${this.#state.settings.replicationFactorMax} are allowed`);
    const unknown = target.filter((nodeId) => !brokers.has(nodeId));
    if (unknown.length > 0) throw refused(`broker ${unknown.join(', ')} is not registered`);
    return target;
  }

  #extended(topic: TopicImage, before: PartitionImage, placement: Placement): Settled | undefined {
    const { replicas, adding, removing } = before;
    const missing = topic.replicasWanted - replicas.length;
    if (missing <= 0 || adding.length + removing.length > 0) return undefined;
    const added = placement.extend(replicas, missing);
    if (added.length === 0) return undefined;
    const draft = { ...before, replicas: [...replicas, ...added] };
    return settle(before, draft, this.#state.image.brokers, rulesOf(topic));
  }
}

/** What was wanted of the topic and is so by now. */
function raisedTopic(topic: TopicImage): MetadataRecordInit[] {
  const { replicasWanted, minInsyncWanted, partitions } = topic;
  const isRaised =
    replicasWanted > 0 && partitions.every(({ replicas }) => replicas.length >= replicasWanted);
  const isInSync =
    minInsyncWanted > 0 && partitions.every(({ isr }) => isr.length >= minInsyncWanted);
  if (!isRaised && !isInSync) return [];
  const setConfigs = isInSync
    ? [{ name: 'min.insync.replicas', value: String(minInsyncWanted) }]
    : [];
  return [
    {
      topicChanged: {
        topicId: topicIdBytes(topic),
        setConfigs,
        ...(isRaised ? { replicasWanted: 0 } : {}),
        ...(isInSync ? { minInsyncWanted: 0 } : {}),
      },
    },
  ];
}

/** A move in the place of any that is under way: what that one had added and this one does not want goes at once. */
function moved(before: PartitionImage, target: readonly number[]): PartitionDraft {
  const settledBefore = without(before.replicas, before.adding);
  const removing = without(settledBefore, target);
  const adding = without(target, settledBefore);
  const replicas = [...target, ...removing];
  const isr = before.isr.filter((nodeId) => replicas.includes(nodeId));
  const isSame = isSameList(replicas, before.replicas) && removing.length + adding.length === 0;
  return isSame
    ? { ...before, adding: [], removing: [] }
    : {
        ...before,
        replicas,
        isr,
        elr: before.elr.filter((id) => replicas.includes(id)),
        adding,
        removing,
      };
}

function cancelled(name: string, before: PartitionImage): PartitionDraft {
  if (before.adding.length + before.removing.length === 0) {
    throw new WireError(
      'NO_REASSIGNMENT_IN_PROGRESS',
      `the replicas of ${name} are not being moved`,
    );
  }
  return {
    ...before,
    replicas: without(before.replicas, before.adding),
    isr: without(before.isr, before.adding),
    elr: without(before.elr, before.adding),
    adding: [],
    removing: [],
  };
}
