// What a member of a group tells of itself: counters for whoever collects them, and one event for each change of what it has.
import type { PartitionName } from '../errors.ts';

/** One change of what a member has. */
export interface RebalanceEvent {
  /** `lost`: the partitions were gone before the member heard of it. */
  kind: 'taken-on' | 'lost';
  /** In words: what the coordinator gave as the cause, or why the partitions are lost. Empty when the coordinator does not know. */
  reason: string;
  /** Partitions that came. */
  assigned: PartitionName[];
  /** Partitions that went. */
  revoked: PartitionName[];
  /** Until what came was read and what went was let go, callbacks and the last commit included, in milliseconds. */
  tookMs: number;
}

export interface GroupConsumerMetrics {
  /** Changes of what it has, those by which it lost everything included. */
  rebalances: number;
  /** Of all rebalances together. */
  rebalanceMs: number;
  /** How often it lost what it had. */
  losses: number;
  /** Acknowledged commits, by hand and by itself; each may be of many partitions. */
  commits: number;
  /** Commits that failed or were refused, wholly or in part: what they were about comes again, unless a later one succeeds. */
  commitsFailed: number;
  /** Records that are still to be processed, over all partitions of which `lag` is known. */
  lag: number;
  /** What it has now. `lag` is undefined before something has been fetched. */
  partitions: (PartitionName & { lag: number | undefined })[];
}

export class GroupCounters {
  rebalances = 0;
  rebalanceMs = 0;
  losses = 0;
  commits = 0;
  commitsFailed = 0;

  note({ kind, tookMs }: RebalanceEvent): void {
    this.rebalances += 1;
    this.rebalanceMs += tookMs;
    if (kind === 'lost') this.losses += 1;
  }

  /** Counts how the commit ends. */
  async commit(work: Promise<void>): Promise<void> {
    try {
      await work;
      this.commits += 1;
    } catch (error) {
      this.commitsFailed += 1;
      throw error;
    }
  }
}
