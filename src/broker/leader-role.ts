// What the leader of a partition decides about visibility [REP-4], pure and synchronous [SIM-2]: the high watermark is the
// least durable end offset over the in-sync replicas, and moves only forward.
import { assert } from '../base/assert.ts';

export interface LeaderRole {
  readonly leaderEpoch: number;
  /** Durable end offset of each in-sync replica. */
  readonly durableEnds: ReadonlyMap<number, number>;
  /** Consumers see below it. */
  readonly highWatermark: number;
}

export interface DurableEvent {
  /** Whose log became durable. */
  nodeId: number;
  endOffset: number;
}

/** Takes office: nothing is visible beyond what is known to be on every in-sync replica. */
export function takeOffice(start: {
  leaderEpoch: number;
  durableEnds: ReadonlyMap<number, number>;
  /** What this replica knew to be visible before. */
  highWatermark: number;
}): LeaderRole {
  assert(start.durableEnds.size > 0, 'a leader is in sync with itself');
  return { ...start, highWatermark: Math.max(start.highWatermark, leastOf(start.durableEnds)) };
}

/** A replica's log has become durable up to an offset. The same role comes back when nothing changes. */
export function onDurable(role: LeaderRole, { nodeId, endOffset }: DurableEvent): LeaderRole {
  const before = role.durableEnds.get(nodeId);
  assert(before !== undefined, `replica ${nodeId} is in sync`);
  assert(
    endOffset >= before,
    `what replica ${nodeId} holds does not shrink from ${before} to ${endOffset}`,
  );
  if (endOffset === before) return role;
  const durableEnds = new Map(role.durableEnds).set(nodeId, endOffset);
  const highWatermark = Math.max(role.highWatermark, leastOf(durableEnds));
  return { ...role, durableEnds, highWatermark };
}

function leastOf(durableEnds: ReadonlyMap<number, number>): number {
  return Math.min(...durableEnds.values());
}
