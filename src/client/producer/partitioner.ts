// Which partition a record goes to: the one it names, the custom partitioner's choice, Java's murmur2 of its key, or,
// without a key, one partition at random for as long as a batch is filled, so that batches become large.
import { TidelogError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { partitionForKey } from '../../protocol/murmur2.ts';
import type { PartitionMetadata } from '../cluster-metadata.ts';
import type { ProducerRecord } from './record.ts';

/** Must return a whole number from 0 to `partitionCount` - 1. Called once for each record that names no partition. */
export type Partitioner = (record: ProducerRecord, partitionCount: number) => number;

/** Throws INVALID_PARTITION. */
export function checkPartition(
  partition: number,
  topic: string,
  partitionCount: number,
  chosenBy: string,
): number {
  if (Number.isSafeInteger(partition) && partition >= 0 && partition < partitionCount) {
    return partition;
  }
  throw new TidelogError(
    'INVALID_PARTITION',
    `${chosenBy} chose partition ${partition} of ${topic}, which has partitions 0 to ${partitionCount - 1}`,
  );
}

/** Sticky: keeps to a partition until `canTakeMore` says that its batch is full or gone. */
export class StickyChoice {
  readonly #random: Random;
  #partition: number | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  choose(
    partitions: readonly PartitionMetadata[],
    canTakeMore: (partition: number) => boolean,
  ): number {
    const current = this.#partition;
    if (current !== undefined && current < partitions.length && canTakeMore(current))
      return current;
    this.#partition = this.#pick(partitions);
    return this.#partition;
  }

  /** Uniform over the partitions that have a leader; over all when none has. */
  #pick(partitions: readonly PartitionMetadata[]): number {
    const led = partitions.filter(({ leaderId }) => leaderId >= 0);
    const eligible = led.length > 0 ? led : partitions;
    return (eligible[this.#random.integerBelow(eligible.length)] as PartitionMetadata).partition;
  }
}

export interface PartitionChoice {
  record: ProducerRecord;
  key: Uint8Array | null;
  partitions: readonly PartitionMetadata[];
  partitioner: Partitioner | undefined;
  sticky: StickyChoice;
  canTakeMore: (partition: number) => boolean;
}

/** Throws INVALID_PARTITION, and what a custom partitioner throws. */
export function choosePartition(choice: PartitionChoice): number {
  const { record, key, partitions, partitioner } = choice;
  const count = partitions.length;
  if (record.partition !== undefined) {
    return checkPartition(record.partition, record.topic, count, 'the record');
  }
  if (partitioner) {
    return checkPartition(partitioner(record, count), record.topic, count, 'the partitioner');
  }
  if (key !== null) return partitionForKey(key, count);
  return choice.sticky.choose(partitions, choice.canTakeMore);
}
