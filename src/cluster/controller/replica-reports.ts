// What a broker says of its logs when it registers [REP-11], and what becomes of the partitions that it has: with a wiped disk,
// or with a log that is lost or damaged, it is no longer in sync; a suspect leads only when nobody better is left.
import { limits } from '../../base/limits.ts';
import { UUID_BYTES, type Uuid, uuidFromBytes } from '../../base/uuid.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { wire } from '../../protocol/messages.ts';
import {
  type ImpairedReplica,
  logLost,
  logOffline,
  type PartitionImage,
} from '../metadata/image.ts';
import {
  type Brokers,
  isImpaired,
  type PartitionDraft,
  type Settled,
  settle,
  type TopicRules,
} from './partition-rules.ts';

type Registration = RequestBody<'registerBroker'>;
type Report = Registration['replicas'][number];

export class ReplicaReports {
  readonly #nodeId: number;
  readonly #isWiped: boolean;
  readonly #wasUnclean: boolean;
  readonly #reports = new Map<string, Report>();

  /** `wasUnclean`: what the broker held without having it on disk may be gone. Throws INVALID_REQUEST. */
  constructor(
    { nodeId, replicas }: Pick<Registration, 'nodeId' | 'replicas'>,
    { isWiped, wasUnclean }: { isWiped: boolean; wasUnclean: boolean },
  ) {
    this.#nodeId = nodeId;
    this.#isWiped = isWiped;
    this.#wasUnclean = wasUnclean;
    if (replicas.length > limits.partitionsPerClusterMax)
      throw malformed(nodeId, `reports ${replicas.length} logs`);
    for (const report of replicas) {
      const { topicId, partition, state, lastEpoch, endOffset } = report;
      if (topicId.length !== UUID_BYTES)
        throw malformed(nodeId, `reports a log of a topic id with ${topicId.length} bytes`);
      const isKnown = Object.values(wire.ReplicaState).includes(state);
      if (!isKnown || partition < 0 || lastEpoch < -1 || endOffset < 0) {
        throw malformed(
          nodeId,
          `reports of partition ${partition} of topic ${uuidFromBytes(topicId)} the state ${state}, epoch ${lastEpoch} and end ${endOffset}`,
        );
      }
      this.#reports.set(reportKey(uuidFromBytes(topicId), partition), report);
    }
  }

  /** The partition once this broker has come back with what it reports; `brokers` has it as starting. */
  settle(
    topicId: Uuid,
    partition: PartitionImage,
    brokers: Brokers,
    rules: TopicRules,
  ): Settled | undefined {
    if (!partition.replicas.includes(this.#nodeId)) return undefined;
    const fault = this.#faultOf(topicId, partition, rules);
    return settle(partition, afterFault(partition, this.#nodeId, fault), brokers, rules);
  }

  #faultOf(
    topicId: Uuid,
    { partition, replicas }: PartitionImage,
    { isAsync }: TopicRules,
  ): ImpairedReplica | undefined {
    const nodeId = this.#nodeId;
    const { DAMAGED, INTACT, LOST, OFFLINE } = wire.ReplicaState;
    const report = this.#reports.get(reportKey(topicId, partition));
    const state = report?.state ?? INTACT;
    if (this.#isWiped || state === LOST) return { nodeId, lastEpoch: -1, endOffset: logLost };
    // Alone, it takes the damage out of its log and serves the rest [LOG-6].
    if (state === DAMAGED)
      return replicas.length === 1 ? undefined : { nodeId, lastEpoch: -1, endOffset: logLost };
    if (state === OFFLINE)
      return replicas.length === 1 ? undefined : { nodeId, lastEpoch: -1, endOffset: logOffline };
    if (state === INTACT && !(isAsync && this.#wasUnclean)) return undefined;
    return { nodeId, lastEpoch: report?.lastEpoch ?? -1, endOffset: report?.endOffset ?? 0 };
  }
}

/**
 * Takes a replica out of where it counts as complete; it stays in the ISR only as the last one, and then impaired. Without a
 * fault it is as whole as it was: a log that had failed works again. One that was lost is not back because nothing is said
 * of it: on a new disk nobody knows what there was.
 */
export function afterFault(
  partition: PartitionImage,
  nodeId: number,
  fault: ImpairedReplica | undefined,
): PartitionDraft {
  const others = partition.impaired.filter((replica) => replica.nodeId !== nodeId);
  if (!fault) {
    const isBack = partition.impaired.some(
      (replica) => replica.nodeId === nodeId && replica.endOffset === logOffline,
    );
    return isBack ? { ...partition, impaired: others } : partition;
  }
  const counted =
    partition.isr.includes(nodeId) ||
    partition.elr.includes(nodeId) ||
    isImpaired(partition, nodeId);
  if (!counted) return partition;
  const known = partition.impaired.find((replica) => replica.nodeId === nodeId);
  // What was begun anew after a loss does not make up for it, however much of it there is.
  const mark = known?.endOffset === logLost ? known : fault;
  const isr = partition.isr.filter((other) => other !== nodeId);
  return {
    ...partition,
    isr: isr.length === 0 ? partition.isr : isr,
    elr: partition.elr.filter((other) => other !== nodeId),
    impaired: [...others, mark],
  };
}

function reportKey(topicId: Uuid, partition: number): string {
  return `${topicId}-${partition}`;
}

function malformed(nodeId: number, what: string): WireError {
  return new WireError('INVALID_REQUEST', `broker ${nodeId} ${what}; that cannot be`);
}
