// What the leader of a partition decides, pure and synchronous [SIM-2]: what is visible [REP-4], who is in sync [REP-5], and
// whether a write may be taken [REP-6]. partition.ts feeds it and carries out what it says.
//
//   ISR as committed          1 2 3        the controller's word, with a partition epoch
//   proposed                  1 2          sent to the controller; at most one, until it is known what became of it
//   high watermark            the least durable end over both: 3 may still be elected, and 2 may be elected already
//
// A follower's durable end counts once it has fetched in this epoch from where the two logs agree; before, what it holds may not be
// what is here.
import { assert } from '../base/assert.ts';

/** A partition as the controller has committed it, as far as its leader decides by it. */
export interface CommittedPartition {
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** `min.insync.replicas` of the topic. */
  readonly minInSync: number;
}

export interface LeaderStart extends CommittedPartition {
  readonly nodeId: number;
  readonly leaderEpoch: number;
  /** Where the log ends now: what this epoch writes begins here. */
  readonly endOffset: number;
  readonly durableEnd: number;
  /** What this replica knew to be visible before. */
  readonly highWatermark: number;
  readonly nowMs: number;
}

/** What a follower says of itself. */
export interface FollowerReport {
  readonly nodeId: number;
  /** Of its registration: after a restart it may hold less than it said before. */
  readonly brokerEpoch: number;
  readonly durableEnd: number;
}

export interface IsrMember {
  readonly nodeId: number;
  /** Of the registration whose fetches have shown it to be in sync. */
  readonly brokerEpoch: number;
}

/** A new ISR for the controller to commit, if the partition is still as it was. */
export interface IsrProposal {
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly isr: readonly IsrMember[];
}

/** What the published image says of a broker. */
export interface BrokerState {
  readonly brokerEpoch: number;
  readonly isFenced: boolean;
}

interface Follower {
  brokerEpoch: number;
  /** Undefined until it has fetched in this epoch from where the logs agree. */
  durableEnd: number | undefined;
  /** The last time at which it held all that the leader had. */
  caughtUpMs: number;
  lastReportMs: number;
  leaderEndAtLastReport: number;
}

export class LeaderRole {
  readonly nodeId: number;
  readonly leaderEpoch: number;
  /** The first offset of this epoch. */
  readonly epochStartOffset: number;
  readonly #followers = new Map<number, Follower>();
  #committed: CommittedPartition;
  #ownDurableEnd: number;
  #highWatermark: number;
  #proposal: IsrProposal | undefined;
  /** Committed and proposed together. */
  #maximalIsr: readonly number[] = [];

  constructor(start: LeaderStart) {
    assert(start.isr.includes(start.nodeId), 'a leader is in sync with itself');
    this.nodeId = start.nodeId;
    this.leaderEpoch = start.leaderEpoch;
    this.epochStartOffset = start.endOffset;
    this.#committed = start;
    this.#ownDurableEnd = start.durableEnd;
    this.#highWatermark = start.highWatermark;
    for (const nodeId of start.replicas) {
      if (nodeId !== start.nodeId) this.#followers.set(nodeId, unknownFollower(start.nowMs));
    }
    this.#settleIsr();
    this.#advance();
  }

  get highWatermark(): number {
    return this.#highWatermark;
  }

  get committedPartition(): CommittedPartition {
    return this.#committed;
  }

  get isr(): readonly number[] {
    return this.#committed.isr;
  }

  get partitionEpoch(): number {
    return this.#committed.partitionEpoch;
  }

  /** Whoever might be elected now or soon. */
  get maximalIsr(): readonly number[] {
    return this.#maximalIsr;
  }

  get proposal(): IsrProposal | undefined {
    return this.#proposal;
  }

  /** A write that waits for all in-sync replicas may be taken [REP-6]. */
  get hasEnoughInSync(): boolean {
    return this.#committed.isr.length >= this.#committed.minInSync;
  }

  get minInSync(): number {
    return this.#committed.minInSync;
  }

  /** Everything that earlier leaders showed is below the high watermark, so "latest" does not go back [REP-7]. */
  get knowsLatest(): boolean {
    return this.#highWatermark >= this.epochStartOffset;
  }

  isReplica(nodeId: number): boolean {
    return this.#followers.has(nodeId);
  }

  /** What a follower is known to hold; undefined before it has fetched in this epoch. */
  durableEndOf(nodeId: number): number | undefined {
    return nodeId === this.nodeId ? this.#ownDurableEnd : this.#followers.get(nodeId)?.durableEnd;
  }

  /** The leader's own log is durable up to here: it counts for itself only after its sync. Returns whether more is visible. */
  ownDurable(endOffset: number): boolean {
    if (endOffset === this.#ownDurableEnd) return false;
    this.#ownDurableEnd = endOffset;
    return this.#advance();
  }

  /** A follower asked for what follows a log that agrees with this one. Returns whether more is visible. */
  fetched(report: FollowerReport, now: { nowMs: number; endOffset: number }): boolean {
    const follower = this.#followers.get(report.nodeId);
    if (follower === undefined || report.brokerEpoch < follower.brokerEpoch) return false;
    follower.brokerEpoch = report.brokerEpoch;
    return this.#heard(follower, report.durableEnd, now);
  }

  /** A follower has synced more of what it got in this epoch. Returns whether more is visible. */
  progressed(report: FollowerReport, now: { nowMs: number; endOffset: number }): boolean {
    const follower = this.#followers.get(report.nodeId);
    if (follower?.durableEnd === undefined) return false;
    if (report.brokerEpoch !== follower.brokerEpoch || report.durableEnd <= follower.durableEnd) {
      return false;
    }
    return this.#heard(follower, report.durableEnd, now);
  }

  /** A follower's log does not agree with this one: what it holds does not count until it does. */
  diverged(nodeId: number, brokerEpoch: number): void {
    const follower = this.#followers.get(nodeId);
    if (follower === undefined || brokerEpoch < follower.brokerEpoch) return;
    follower.brokerEpoch = brokerEpoch;
    follower.durableEnd = undefined;
  }

  /**
   * The ISR that should be, if it is another one and none is proposed already: without those that have not held all for
   * `lagMaxMs`, with those that do and whose broker is the one that fetched. It counts as proposed from now on.
   */
  propose(now: {
    nowMs: number;
    endOffset: number;
    lagMaxMs: number;
    brokerOf: (nodeId: number) => BrokerState | undefined;
  }): IsrProposal | undefined {
    if (this.#proposal !== undefined) return undefined;
    const { isr, replicas, partitionEpoch } = this.#committed;
    const stay = isr.filter((nodeId) => nodeId === this.nodeId || !this.#isLagging(nodeId, now));
    const join = replicas.filter((nodeId) => !isr.includes(nodeId) && this.#mayJoin(nodeId, now));
    if (stay.length === isr.length && join.length === 0) return undefined;
    const members = [...stay, ...join].map((nodeId) => ({
      nodeId,
      brokerEpoch: this.#brokerEpochOf(nodeId, now.brokerOf),
    }));
    this.#proposal = { leaderEpoch: this.leaderEpoch, partitionEpoch, isr: members };
    this.#settleIsr();
    return this.#proposal;
  }

  /** Another one of those in sync is to lead; undefined when there is none, or a proposal is under way. */
  proposeResignation(
    brokerOf: (nodeId: number) => BrokerState | undefined,
  ): IsrProposal | undefined {
    const { isr, partitionEpoch } = this.#committed;
    const others = isr.filter((nodeId) => nodeId !== this.nodeId);
    if (this.#proposal !== undefined || others.length === 0) return undefined;
    const members = others.map((nodeId) => {
      return { nodeId, brokerEpoch: this.#brokerEpochOf(nodeId, brokerOf) };
    });
    this.#proposal = { leaderEpoch: this.leaderEpoch, partitionEpoch, isr: members };
    return this.#proposal;
  }

  /** The controller will never commit it. Returns whether more is visible. */
  proposalRefused(proposal: IsrProposal): boolean {
    if (this.#proposal !== proposal) return false;
    this.#proposal = undefined;
    this.#settleIsr();
    return this.#advance();
  }

  /** What was committed last; what is older than what is known changes nothing. Returns whether more is visible. */
  committed(partition: CommittedPartition, nowMs: number): boolean {
    const { partitionEpoch, minInSync } = this.#committed;
    if (partition.partitionEpoch < partitionEpoch) return false;
    // The proposal was made for the epoch before: it is what was committed, or will never be.
    if (partition.partitionEpoch > partitionEpoch) this.#proposal = undefined;
    else if (partition.minInSync === minInSync) return false;
    const joined = partition.isr.filter((nodeId) => !this.#committed.isr.includes(nodeId));
    this.#committed = partition;
    for (const nodeId of partition.replicas) {
      if (nodeId === this.nodeId) continue;
      if (!this.#followers.has(nodeId)) this.#followers.set(nodeId, unknownFollower(nowMs));
    }
    for (const nodeId of joined) {
      const follower = this.#followers.get(nodeId);
      if (follower !== undefined) follower.caughtUpMs = Math.max(follower.caughtUpMs, nowMs);
    }
    for (const nodeId of [...this.#followers.keys()]) {
      if (!partition.replicas.includes(nodeId)) this.#followers.delete(nodeId);
    }
    this.#settleIsr();
    return this.#advance();
  }

  #heard(
    follower: Follower,
    durableEnd: number,
    { nowMs, endOffset }: { nowMs: number; endOffset: number },
  ): boolean {
    follower.durableEnd = durableEnd;
    if (durableEnd >= endOffset) follower.caughtUpMs = nowMs;
    else if (durableEnd >= follower.leaderEndAtLastReport) {
      follower.caughtUpMs = Math.max(follower.caughtUpMs, follower.lastReportMs);
    }
    follower.lastReportMs = nowMs;
    follower.leaderEndAtLastReport = endOffset;
    return this.#advance();
  }

  #isLagging(
    nodeId: number,
    { nowMs, endOffset, lagMaxMs }: { nowMs: number; endOffset: number; lagMaxMs: number },
  ): boolean {
    const follower = this.#followers.get(nodeId);
    // Who is no replica any more leaves the ISR with the change of the replicas.
    if (follower === undefined) return false;
    const { durableEnd, caughtUpMs } = follower;
    const holdsAll = durableEnd !== undefined && durableEnd >= endOffset;
    return !holdsAll && nowMs - caughtUpMs > lagMaxMs;
  }

  /** [REP-5] It holds what is visible and all of the earlier epochs, and is the broker that said so. */
  #mayJoin(
    nodeId: number,
    { brokerOf }: { brokerOf: (nodeId: number) => BrokerState | undefined },
  ): boolean {
    const follower = this.#followers.get(nodeId);
    if (follower?.durableEnd === undefined) return false;
    const broker = brokerOf(nodeId);
    if (broker === undefined || broker.isFenced) return false;
    if (broker.brokerEpoch !== follower.brokerEpoch) return false;
    const { durableEnd } = follower;
    return durableEnd >= this.#highWatermark && durableEnd >= this.epochStartOffset;
  }

  /** Of the incarnation that fetched; of one that has not in this epoch, and stays, the one that is registered. */
  #brokerEpochOf(nodeId: number, brokerOf: (nodeId: number) => BrokerState | undefined): number {
    const known = this.#followers.get(nodeId)?.brokerEpoch ?? -1;
    return known >= 0 ? known : (brokerOf(nodeId)?.brokerEpoch ?? -1);
  }

  #settleIsr(): void {
    const proposed = this.#proposal?.isr.map(({ nodeId }) => nodeId) ?? [];
    this.#maximalIsr = [...new Set([...this.#committed.isr, ...proposed])];
  }

  #advance(): boolean {
    if (!this.hasEnoughInSync) return false;
    let least = this.#ownDurableEnd;
    for (const nodeId of this.#maximalIsr) {
      const durableEnd = this.durableEndOf(nodeId);
      if (durableEnd === undefined) return false;
      least = Math.min(least, durableEnd);
    }
    if (least <= this.#highWatermark) return false;
    this.#highWatermark = least;
    return true;
  }
}

function unknownFollower(nowMs: number): Follower {
  return {
    brokerEpoch: -1,
    durableEnd: undefined,
    caughtUpMs: nowMs,
    lastReportMs: nowMs,
    leaderEndAtLastReport: Number.MAX_SAFE_INTEGER,
  };
}
