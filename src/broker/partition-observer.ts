// For simulations: what a replica of a partition does, told synchronously and at the moment it does it, so that a checker can hold
// it against what the others did.

export interface PartitionObserver {
  /** Its log has been opened, with what the disk held. */
  opened(place: string, log: { endOffset: number; lastEpoch: number }): void;
  led(place: string, leaderEpoch: number): void;
  /** With its offset and epoch; ordered, not durable. */
  appended(place: string, batch: Buffer): void;
  /** It goes on at `endOffset`, or begins anew there. */
  cut(place: string, endOffset: number): void;
  /** A fetcher of this broker begins to ask `leaderId` for it, or ends. */
  fetched(place: string, leaderId: number, isAsked: boolean): void;
  /** What was appended from `endOffset` on was never written: the log goes on there [LOG-9]. */
  notKept(place: string, endOffset: number): void;
  /** Everything below is visible from now on. `leading` when this replica leads. */
  visible(place: string, highWatermark: number, leading: PartitionLeading | undefined): void;
}

export interface PartitionLeading {
  readonly leaderEpoch: number;
  /** Whoever might be elected now or soon. */
  readonly maximalIsr: readonly number[];
  readonly isr: readonly number[];
  readonly minInSync: number;
}
