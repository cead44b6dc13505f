// What holds for a partition whenever it is decided about: who may be in sync, who may lead, when a move of replicas is done.
// Pure: a partition, the brokers and the topic's settings in, the partition as it should be out, the same object when nothing
// changes. Everything that changes a partition goes through `settle` at its end.
//
// - The leader is alive, in sync and not impaired. Each leadership, and each end of one, has a new leader epoch [REP-2].
// - The ISR is never empty. A broker that is fenced or stopping leaves it as soon as somebody else leads; while nobody can,
//   nobody leaves, for each of them has all that was committed.
// - A broker that has registered again and found its logs whole stays in sync while it catches up with the metadata: what it
//   had made durable is still there. Nothing of that holds for durability async, where a stop that was not in good order
//   makes it suspect (brokers.ts).
// - Who leaves the ISR while it is, or gets, smaller than min.insync.replicas still has everything that was committed, for the high
//   watermark cannot move any more: it is eligible (ELR, as in KIP-966). With durability async a crash takes it out of that; with
//   sync only the loss of its log does (docs/adr/0008).
// - When all in-sync replicas are impaired, the one that reported the most leads [REP-11].
// - Otherwise nobody leads, unless the topic allows unclean elections [REP-9].
import type {
  BrokerImage,
  ImpairedReplica,
  PartitionImage,
  TopicImage,
} from '../metadata/image.ts';
import { TopicConfig } from '../topic-config.ts';

/** All that decisions about partitions ask of the brokers. */
export type Brokers = ReadonlyMap<number, BrokerImage>;

export interface TopicRules {
  minInsync: number;
  /** Whether records may have been acknowledged before they were durable, so that a crash can lose them. */
  isAsync: boolean;
  allowsUnclean: boolean;
}

export function rulesOf(topic: Pick<TopicImage, 'configs' | 'unsyncedSince'>): TopicRules {
  const config = new TopicConfig(topic.configs);
  return {
    minInsync: config.minInsyncReplicas,
    isAsync: config.isAsync || topic.unsyncedSince > 0,
    allowsUnclean: config.allowsUncleanElection,
  };
}

/** What `settle` works on: all of a partition that can change, but the epochs. */
export interface PartitionDraft {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly impaired: readonly ImpairedReplica[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
  readonly leaderId: number;
}

export interface Settled {
  partition: PartitionImage;
  /** Somebody leads now who may lack records that were committed. */
  isUnclean: boolean;
}

const none: readonly never[] = Object.freeze([]);

/** It may lead, and may join an ISR. */
export function isAlive(brokers: Brokers, nodeId: number): boolean {
  const broker = brokers.get(nodeId);
  return broker !== undefined && !broker.isFenced && !broker.isShuttingDown;
}

/** It may stay where it is in sync. */
function mayStayInSync(brokers: Brokers, nodeId: number): boolean {
  return isAlive(brokers, nodeId) || brokers.get(nodeId)?.isStarting === true;
}

export function isImpaired(
  { impaired }: Pick<PartitionDraft, 'impaired'>,
  nodeId: number,
): boolean {
  return impaired.length > 0 && impaired.some((replica) => replica.nodeId === nodeId);
}

/** It is in sync and has lost nothing, and its broker is there. */
export function canLead(partition: PartitionDraft, brokers: Brokers, nodeId: number): boolean {
  return (
    partition.isr.includes(nodeId) && isAlive(brokers, nodeId) && !isImpaired(partition, nodeId)
  );
}

/**
 * `draft` is what somebody wants of the partition, or the partition itself when a broker, or a setting, has changed.
 * `electUnclean`: somebody asked for it, whatever the setting says.
 */
export function settle(
  before: PartitionImage,
  draft: PartitionDraft,
  brokers: Brokers,
  rules: TopicRules,
  electUnclean = rules.allowsUnclean,
): Settled {
  const finished = finishMove(draft, brokers, rules);
  const elected = elect(finished, brokers, electUnclean);
  const isr = elected.leaderId === -1 ? elected.isr : inSyncUnder(elected, brokers);
  const settled: PartitionDraft = {
    ...elected,
    isr,
    elr: eligible(before, elected, isr, rules),
    impaired: stillImpaired(elected, isr),
  };
  return { partition: withEpochs(before, settled), isUnclean: elected.isUnclean };
}

/** Whether there is anything that `settle` would look at again when nothing was asked for: quick, for sweeps over all partitions. */
export function isSettled(partition: PartitionImage, brokers: Brokers): boolean {
  const { leaderId, isr, impaired, adding, removing } = partition;
  if (leaderId === -1 || !isAlive(brokers, leaderId)) return false;
  if (impaired.length + adding.length + removing.length > 0) return false;
  for (const nodeId of isr) if (!mayStayInSync(brokers, nodeId)) return false;
  return true;
}

/** The replicas that were to come are in sync, so those that were to go do, unless too few would be left in sync. */
function finishMove<Draft extends PartitionDraft>(
  draft: Draft,
  brokers: Brokers,
  { minInsync }: TopicRules,
): Draft {
  const { replicas, isr, adding, removing } = draft;
  if (adding.length + removing.length === 0) return draft;
  if (!adding.every((nodeId) => isr.includes(nodeId))) return draft;
  const target = without(replicas, removing);
  const staying = without(isr, removing);
  const isEnough = staying.length >= Math.min(minInsync, isr.length);
  if (!isEnough || !staying.some((nodeId) => canLead(draft, brokers, nodeId))) return draft;
  return { ...draft, replicas: target, isr: staying, adding: none, removing: none };
}

interface Elected extends PartitionDraft {
  isUnclean: boolean;
  /** What the leader has is what counts from now on, so nobody outside of the ISR is known to have it all. */
  isBegunAnew: boolean;
}

function elect(draft: PartitionDraft, brokers: Brokers, electUnclean: boolean): Elected {
  const { replicas, isr, elr, impaired, leaderId } = draft;
  const led = (by: number, inSync = isr): Elected => ({
    ...draft,
    leaderId: by,
    isr: inSync,
    isUnclean: false,
    isBegunAnew: false,
  });
  if (canLead(draft, brokers, leaderId)) return led(leaderId);
  const inSync = replicas.find((nodeId) => canLead(draft, brokers, nodeId));
  if (inSync !== undefined) return led(inSync);
  const other = replicas.find((nodeId) => elr.includes(nodeId) && isAlive(brokers, nodeId));
  if (other !== undefined) return led(other, [other]);
  const suspect = mostComplete(draft);
  if (suspect !== undefined && isAlive(brokers, suspect)) {
    return { ...led(suspect, [suspect]), impaired: none, isBegunAnew: true };
  }
  if (!electUnclean) return led(-1);
  const alive = replicas.filter((nodeId) => isAlive(brokers, nodeId));
  const hasLog = (nodeId: number) =>
    !impaired.some((replica) => replica.nodeId === nodeId && replica.endOffset < 0);
  const unclean =
    alive.find((nodeId) => isr.includes(nodeId) && hasLog(nodeId)) ??
    alive.find(hasLog) ??
    alive[0];
  if (unclean === undefined) return led(-1);
  return { ...led(unclean, [unclean]), impaired: none, isUnclean: true, isBegunAnew: true };
}

/**
 * When every in-sync replica is a suspect that has said what it has, and nobody else is known to have everything: the one with
 * the most of the log, be it one that left the ISR when it reported.
 */
function mostComplete({ replicas, isr, elr, impaired }: PartitionDraft): number | undefined {
  if (impaired.length === 0 || elr.length > 0) return undefined;
  const isSuspect = (nodeId: number) =>
    impaired.some((replica) => replica.nodeId === nodeId && replica.endOffset >= 0);
  if (!isr.every(isSuspect)) return undefined;
  const rank = (nodeId: number) => (isr.includes(nodeId) ? -1 : replicas.indexOf(nodeId));
  const [best] = impaired
    .filter(({ nodeId }) => isSuspect(nodeId) && replicas.includes(nodeId))
    .sort(
      (a, b) =>
        b.lastEpoch - a.lastEpoch || b.endOffset - a.endOffset || rank(a.nodeId) - rank(b.nodeId),
    );
  return best?.nodeId;
}

function inSyncUnder(draft: PartitionDraft, brokers: Brokers): readonly number[] {
  const { isr, leaderId } = draft;
  const stays = (nodeId: number) =>
    nodeId === leaderId || (mayStayInSync(brokers, nodeId) && !isImpaired(draft, nodeId));
  return isr.every(stays) ? isr : isr.filter(stays);
}

function eligible(
  before: PartitionImage,
  { replicas, elr, isBegunAnew, ...draft }: Elected,
  isr: readonly number[],
  { minInsync }: TopicRules,
): readonly number[] {
  if (isBegunAnew || isr.length >= minInsync) return none;
  const list = replicas.filter(
    (nodeId) =>
      (elr.includes(nodeId) || before.isr.includes(nodeId)) &&
      !isr.includes(nodeId) &&
      !isImpaired(draft, nodeId),
  );
  return list.length === 0 ? none : list;
}

/** Who is in sync under a leader is whole again. Outside of the ISR only what a suspect has reported is worth keeping. */
function stillImpaired(
  { impaired, leaderId, replicas }: PartitionDraft,
  isr: readonly number[],
): readonly ImpairedReplica[] {
  if (impaired.length === 0) return none;
  const rest = impaired.filter(({ nodeId, endOffset }) => {
    if (!replicas.includes(nodeId)) return false;
    return isr.includes(nodeId) ? leaderId === -1 : endOffset >= 0;
  });
  return rest.length === impaired.length ? impaired : rest;
}

function withEpochs(before: PartitionImage, draft: PartitionDraft): PartitionImage {
  const { replicas, isr, elr, impaired, adding, removing, leaderId } = draft;
  const isSame =
    leaderId === before.leaderId &&
    isSameList(isr, before.isr) &&
    isSameList(elr, before.elr) &&
    isSameList(replicas, before.replicas) &&
    isSameList(adding, before.adding) &&
    isSameList(removing, before.removing) &&
    isSameImpaired(impaired, before.impaired);
  if (isSame) return before;
  return {
    partition: before.partition,
    replicas,
    isr,
    elr,
    impaired,
    adding,
    removing,
    leaderId,
    leaderEpoch: before.leaderEpoch + (leaderId === before.leaderId ? 0 : 1),
    partitionEpoch: before.partitionEpoch + 1,
  };
}

export function without(list: readonly number[], others: readonly number[]): readonly number[] {
  return others.length === 0 ? list : list.filter((nodeId) => !others.includes(nodeId));
}

export function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((value, at) => value === b[at]));
}

function isSameImpaired(a: readonly ImpairedReplica[], b: readonly ImpairedReplica[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((replica, at) => {
        const other = b[at];
        return (
          replica.nodeId === other?.nodeId &&
          replica.lastEpoch === other.lastEpoch &&
          replica.endOffset === other.endOffset
        );
      }))
  );
}
