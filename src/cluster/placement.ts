// Where the partitions of a new topic go. Pure: the same input gives the same placement.
import { assert } from '../base/assert.ts';

export interface PlacementInput {
  /** Brokers that can lead now. */
  nodeIds: readonly number[];
  /** Partitions that each of them leads already; absent means none. */
  leaderCounts: ReadonlyMap<number, number>;
  partitionCount: number;
}

/**
 * The broker of each partition: always the one that would lead the fewest, in turn among equals, so that no two brokers'
 * leader counts differ by more than one when they started equal.
 */
export function placePartitions({
  nodeIds,
  leaderCounts,
  partitionCount,
}: PlacementInput): number[] {
  assert(nodeIds.length > 0, 'partitions are placed on some broker');
  const candidates = [...nodeIds]
    .sort((a, b) => a - b)
    .map((nodeId) => ({ nodeId, leaders: leaderCounts.get(nodeId) ?? 0 }));
  const placed: number[] = [];
  for (let partition = 0; partition < partitionCount; partition++) {
    let least = candidates[0];
    assert(least, 'there is a candidate');
    for (const candidate of candidates) {
      if (candidate.leaders < least.leaders) least = candidate;
    }
    least.leaders += 1;
    placed.push(least.nodeId);
  }
  return placed;
}
