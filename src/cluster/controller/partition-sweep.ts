// Changes of many partitions, in steps of bounded length [SIM-6]: a broker can have ten thousand of them. A sweep goes over all
// topics that there were when it began; those created since were made for the brokers as they are.
import { assert } from '../../base/assert.ts';
import { limits } from '../../base/limits.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/image.ts';
import { type DecisionNote, partitionName, topicIdBytes } from './decision.ts';
import { isSameList, rulesOf, type Settled, type TopicRules } from './partition-rules.ts';

/** What becomes of a partition; undefined, or the same one, when it stays. */
export type PartitionChange = (
  partition: PartitionImage,
  topic: TopicImage,
  rules: TopicRules,
) => Settled | undefined;

export class PartitionSweep {
  readonly #topicIds: readonly Uuid[];
  readonly #change: PartitionChange;
  #topicAt = 0;
  #partitionAt = 0;

  constructor(image: MetadataImage, change: PartitionChange) {
    this.#topicIds = [...image.topics.keys()];
    this.#change = change;
  }

  get isDone(): boolean {
    return this.#topicAt === this.#topicIds.length;
  }

  /** The next changes, as many as one step may decide. They are to be appended before the next call. */
  step(
    image: MetadataImage,
    changesMax: number = limits.partitionChangesPerStep,
  ): PartitionChanges {
    const changes = new PartitionChanges();
    let looks = 0;
    while (!this.isDone) {
      const topic = image.topics.get(this.#topicIds[this.#topicAt] as Uuid);
      const rules = topic && rulesOf(topic);
      for (; topic && rules && this.#partitionAt < topic.partitions.length; this.#partitionAt++) {
        if (looks >= limits.partitionLooksPerStep || changes.records.length >= changesMax)
          return changes;
        looks += 1;
        const partition = topic.partitions[this.#partitionAt] as PartitionImage;
        changes.add(topic, partition, this.#change(partition, topic, rules));
      }
      this.#topicAt += 1;
      this.#partitionAt = 0;
    }
    return changes;
  }
}

/** Records of changed partitions, and what people should know of them. */
export class PartitionChanges {
  readonly records: MetadataRecordInit[] = [];
  readonly notes: DecisionNote[] = [];
  /** Leaderships that went to somebody else, rather than to nobody. */
  handovers = 0;

  /** Whether there was anything to change. */
  add(topic: TopicImage, before: PartitionImage, settled: Settled | undefined): boolean {
    const after = settled?.partition ?? before;
    if (after === before) return false;
    this.records.push(partitionChanged(topic, before, after));
    if (after.leaderId >= 0 && after.leaderId !== before.leaderId) this.handovers += 1;
    if (settled?.isUnclean) this.notes.push(dataLoss(topic, before, after));
    return true;
  }
}

export function partitionChanged(
  topic: TopicImage,
  before: PartitionImage,
  after: PartitionImage,
): MetadataRecordInit {
  assert(
    after.partitionEpoch === before.partitionEpoch + 1,
    `a change of ${partitionName(topic, before.partition)} is one step`,
  );
  const isMoved =
    !isSameList(before.replicas, after.replicas) ||
    !isSameList(before.adding, after.adding) ||
    !isSameList(before.removing, after.removing);
  const { adding, removing, replicas } = after;
  return {
    partitionChanged: {
      topicId: topicIdBytes(topic),
      partition: after.partition,
      leaderId: after.leaderId,
      leaderEpoch: after.leaderEpoch,
      isr: [...after.isr],
      partitionEpoch: after.partitionEpoch,
      elr: [...after.elr],
      impaired: [...after.impaired],
      ...(isMoved ? { replicas: [...replicas], adding: [...adding], removing: [...removing] } : {}),
    },
  };
}

/** [REP-9] */
function dataLoss(
  topic: TopicImage,
  before: PartitionImage,
  { leaderId, leaderEpoch }: PartitionImage,
): DecisionNote {
  const name = partitionName(topic, before.partition);
  return {
    level: 'error',
    fields: {
      topic: topic.name,
      partition: before.partition,
      node: leaderId,
      leaderEpoch,
      isr: before.isr,
    },
    text: `DATA LOSS: broker ${leaderId} leads ${name} by an unclean election; acknowledged records that only ${before.isr.join(', ')} had are lost`,
  };
}
