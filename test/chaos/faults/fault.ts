// A fault is a small object that is applied once and healed once, and can show that it applied: a run with a fault that did not
// shows nothing.
import type { Random } from '../../../src/base/random.ts';
import type { Client } from '../../../src/client/index.ts';
import type { ChaosCluster, ChaosNode } from '../cluster/chaos-cluster.ts';
import type { LeaderWatch } from '../workload/pollers.ts';

export interface FaultContext {
  cluster: ChaosCluster;
  watch: LeaderWatch;
  /** Of an operator who does what no broker does by itself. */
  client: Client;
  random: Random;
}

/** What `apply` has done. */
export interface Applied {
  nodes: number[];
  /** Partitions, as `topic/partition`, whose leader is gone. */
  leaderOf: string[];
  wasController: boolean;
  proof: string;
}

export interface Fault {
  readonly kind: string;
  /** How long it is meant to last, in milliseconds. */
  readonly holdMs: number;
  /** Throws NotApplied. */
  apply(): Promise<Applied>;
  /** Everything is whole again when it resolves. Throws NotApplied when it turns out that nothing has met the fault. */
  heal(): Promise<void>;
}

/** The fault is none; the run as a whole is invalid. */
export class NotApplied extends Error {
  override readonly name = 'NotApplied';
}

/** From `min` to below `max`. */
export function between(random: Random, min: number, max: number): number {
  return min + random.integerBelow(Math.max(1, max - min));
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  if (items.length === 0) throw new NotApplied('there is nothing to choose from');
  return items[random.integerBelow(items.length)] as Item;
}

export function anyUp({ cluster, random }: FaultContext): ChaosNode {
  return pick(
    random,
    cluster.nodes.filter((node) => node.isUp),
  );
}

/** The leader of one of the partitions, or whoever is up. */
export function someLeader(context: FaultContext): ChaosNode {
  const leaders = new Set(context.watch.states().map(({ leaderId }) => leaderId));
  const up = context.cluster.nodes.filter((node) => node.isUp && leaders.has(node.id));
  return up.length > 0 ? pick(context.random, up) : anyUp(context);
}

export function theController(context: FaultContext): ChaosNode {
  const { controllerId } = context.watch;
  const node = context.cluster.nodes.find(({ id, isUp }) => isUp && id === controllerId);
  if (!node) throw new NotApplied(`the controller is said to be ${controllerId}, which is not up`);
  return node;
}

/** What the loss of these brokers means. */
export function lossOf(
  { watch }: FaultContext,
  nodes: readonly ChaosNode[],
  proof: string,
): Applied {
  return {
    nodes: nodes.map(({ id }) => id),
    leaderOf: nodes.flatMap(({ id }) => watch.ledBy(id)),
    wasController: nodes.some(({ id }) => id === watch.controllerId),
    proof,
  };
}
