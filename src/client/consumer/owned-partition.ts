// A partition that a member of a group has: what was fetched of it, and how far it is processed.
import type { Uuid } from '../../base/uuid.ts';
import type { PartitionName } from '../errors.ts';
import type { ConsumerRecord } from './consumer.ts';
import type { AssignedPartition } from './membership.ts';
import type { OffsetToKeep } from './offset-committer.ts';
import { PartitionProgress } from './partition-progress.ts';
import type { PartitionQueue } from './partition-queue.ts';
import type { Position } from './position.ts';

export class OwnedPartition implements AssignedPartition {
  readonly topicId: Uuid;
  readonly topic: string;
  readonly partition: number;
  readonly queue: PartitionQueue;
  readonly progress: PartitionProgress;
  /** Fetched and handed out: from when `onAssigned` has returned until it is to be let go. */
  isOpen = false;
  /** `onRevoked` is being called for it, or was. */
  isLeaving = false;
  /** Gone: what is still in hand of it counts for nothing. */
  isLost = false;

  constructor(at: AssignedPartition, queue: PartitionQueue, committed: number | undefined) {
    this.topicId = at.topicId;
    this.topic = at.topic;
    this.partition = at.partition;
    this.queue = queue;
    this.progress = new PartitionProgress(committed);
  }

  get name(): PartitionName {
    const { topic, partition } = this;
    return { topic, partition };
  }

  /** Records between the last one processed and the end known from the last fetch; undefined before there is one. */
  get lag(): number | undefined {
    const { queue, progress } = this;
    const offset = progress.point?.offset ?? queue.position;
    if (offset === undefined || queue.highWatermark < 0) return undefined;
    return Math.max(0, queue.highWatermark - offset);
  }

  /** The next record, noted as in hand. */
  take(): ConsumerRecord | undefined {
    const { queue, topic, partition } = this;
    if (!this.isOpen || queue.isPaused) return undefined;
    if (queue.position !== undefined) this.progress.startAt(queue.position);
    const next = queue.nextRecord();
    if (!next) return undefined;
    const { record, leaderEpoch } = next;
    // A policy may have moved the reading back, to where the log ends now or was cut [REP-12].
    if (this.progress.isBeyond(record.offset)) this.progress.reset();
    this.progress.handOut(record.offset);
    const { offset, timestamp, key, value, headers } = record;
    return { topic, partition, offset, timestamp, key, value, headers, leaderEpoch };
  }

  /** What a commit would change, if anything. */
  get uncommitted(): OffsetToKeep | undefined {
    const { queue, progress, topicId, topic, partition } = this;
    if (queue.position !== undefined) progress.startAt(queue.position);
    const point = progress.uncommitted;
    return point && { topicId, topic, partition, ...point, metadata: '' };
  }

  /** What was handed out and not passed comes again. */
  putBack(): void {
    if (!this.progress.hasUnprocessed) return;
    const offset = this.progress.putBack();
    if (offset !== undefined) this.queue.reset({ offset });
  }

  seek(position: Position): void {
    this.progress.reset();
    this.queue.reset(position);
  }
}
