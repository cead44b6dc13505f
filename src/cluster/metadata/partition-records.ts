// What a record says about a partition, as the image has it. Every change of a partition passes the checks here, whoever made
// it: in a node that replays a record which breaks one, going on would be worse than stopping.
import { assert } from '../../base/assert.ts';
import type { MetadataRecord } from '../../protocol/messages.ts';
import type { ImpairedReplica, PartitionImage } from './image.ts';

type Body<Kind extends 'partitionCreated' | 'partitionChanged'> = NonNullable<MetadataRecord[Kind]>;

/** Shared by all images, for most partitions have nothing in most of their lists. */
const none: readonly never[] = Object.freeze([]);

export function createdPartition(
  body: Body<'partitionCreated'>,
  topicName: string,
): PartitionImage {
  const partition: PartitionImage = {
    partition: body.partition,
    replicas: body.replicas,
    isr: listOf(body.isr, body.replicas),
    elr: listOf(body.elr),
    impaired: impairedOf(body.impaired),
    adding: listOf(body.adding),
    removing: listOf(body.removing),
    leaderId: body.leaderId,
    leaderEpoch: body.leaderEpoch,
    partitionEpoch: body.partitionEpoch,
  };
  checkPartition(partition, topicName);
  return partition;
}

export function changedPartition(
  before: PartitionImage,
  body: Body<'partitionChanged'>,
  topicName: string,
): PartitionImage {
  const name = `${topicName}-${body.partition}`;
  const isMoved = body.replicas.length > 0;
  const replicas = isMoved ? body.replicas : before.replicas;
  const after: PartitionImage = {
    partition: before.partition,
    replicas,
    isr: listOf(body.isr, replicas),
    elr: listOf(body.elr),
    impaired: impairedOf(body.impaired),
    adding: isMoved ? listOf(body.adding) : before.adding,
    removing: isMoved ? listOf(body.removing) : before.removing,
    leaderId: body.leaderId,
    leaderEpoch: body.leaderEpoch,
    partitionEpoch: body.partitionEpoch,
  };
  assert(
    after.partitionEpoch === before.partitionEpoch + 1,
    `the partition epoch of ${name} rises by one`,
  );
  assert(
    after.leaderId === before.leaderId
      ? after.leaderEpoch >= before.leaderEpoch
      : after.leaderEpoch > before.leaderEpoch,
    `every leadership of ${name} has a new leader epoch; ${after.leaderEpoch} follows ${before.leaderEpoch}`,
  );
  checkPartition(after, topicName);
  return after;
}

function checkPartition(partition: PartitionImage, topicName: string): void {
  const { replicas, isr, elr, leaderId } = partition;
  const name = `${topicName}-${partition.partition}`;
  assert(isr.length > 0, `some replica of ${name} is in sync`);
  assert(leaderId === -1 || isr.includes(leaderId), `the leader ${leaderId} of ${name} is in sync`);
  for (const nodeId of isr)
    assert(replicas.includes(nodeId), `in-sync ${nodeId} is a replica of ${name}`);
  for (const nodeId of elr) {
    assert(replicas.includes(nodeId), `eligible ${nodeId} is a replica of ${name}`);
    assert(
      !isr.includes(nodeId),
      `eligible ${nodeId} is outside of the in-sync replicas of ${name}`,
    );
  }
}

/** One object for equal lists, as most are. */
function listOf(list: readonly number[], other: readonly number[] = none): readonly number[] {
  if (list.length === 0) return none;
  return list.length === other.length && list.every((value, at) => value === other[at])
    ? other
    : list;
}

function impairedOf(
  list: readonly { nodeId: number; lastEpoch: number; endOffset: number }[],
): readonly ImpairedReplica[] {
  if (list.length === 0) return none;
  return list.map(({ nodeId, lastEpoch, endOffset }) => ({ nodeId, lastEpoch, endOffset }));
}
