// Why nobody leads a partition, and what to do then, in words: for `tidelog cluster status` and `tidelog topic describe`.
import type { PartitionDescription } from '../client/admin.ts';

/** Of partitions that are in the same plight: what to tell of all of them at once. */
export interface Plight {
  /** What keeps them from having a leader. */
  cause: string;
  /** What to do, for one of them. */
  remedy: string;
}

/**
 * A leader needs everything that was acknowledged. As long as some broker has that for certain there is nothing to decide: it leads by
 * itself once it is back. When none has, somebody must say that records may be lost.
 */
export function plightOf(topic: string, partition: PartitionDescription): Plight {
  const { replicas, isr, eligible, lost, failed } = partition;
  const isUsable = (nodeId: number) => !lost.includes(nodeId) && !failed.includes(nodeId);
  const whole = [...isr, ...eligible].filter(isUsable);
  if (whole.length > 0) {
    return {
      cause: `waiting for ${anyOf(whole)}, with everything that was acknowledged`,
      remedy: `start ${anyOf(whole)}; then it leads by itself`,
    };
  }
  const broken = isr.filter((nodeId) => failed.includes(nodeId));
  if (broken.length > 0) {
    return {
      cause: `the disk failed under the last log with everything that was acknowledged, on ${anyOf(broken)}`,
      remedy: `look at that disk and restart ${anyOf(broken)}; if it is lost, ${electing(topic, partition)}`,
    };
  }
  const others = replicas.filter((nodeId) => !lost.includes(nodeId));
  const left =
    others.length === 0
      ? 'no other replica is left, so all of its records are lost'
      : `what only it had is lost, and ${anyOf(others)} may lack acknowledged records`;
  return {
    cause: `${anyOf(isr)}, in sync last, came back without its log: ${left}`,
    remedy: electing(topic, partition),
  };
}

function electing(topic: string, { partition }: PartitionDescription): string {
  return `to go on without those records: tidelog topic elect-leaders ${topic} --partition ${partition} --unclean`;
}

function anyOf(nodeIds: readonly number[]): string {
  return `broker ${[...nodeIds].sort((a, b) => a - b).join(' or ')}`;
}
