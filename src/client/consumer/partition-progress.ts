// How far a partition has been processed: what was handed out and is still in hand, and what may be committed. A record is
// processed when whoever got it has passed it; what was only fetched counts for nothing. No I/O.

export interface CommitPoint {
  /** Of the next record to process. */
  offset: number;
  /** Of the last record processed; -1 if there was none. */
  leaderEpoch: number;
}

export class PartitionProgress {
  /** Offsets that were handed out and not passed yet, in the order in which they were handed out. */
  readonly #inHand = new Set<number>();
  /** Handed out, and given back without being processed. */
  readonly #left = new Set<number>();
  readonly #idleListeners = new Set<() => void>();
  #next: number | undefined;
  #leaderEpoch = -1;
  #committed: number | undefined;

  constructor(committed?: number) {
    this.#committed = committed;
  }

  get isIdle(): boolean {
    return this.#inHand.size === 0;
  }

  get inHand(): number {
    return this.#inHand.size;
  }

  /** Whether that offset was handed out before, or passed over. */
  isBeyond(offset: number): boolean {
    return this.#next !== undefined && offset < this.#next;
  }

  /** Reading begins here; so a group that has committed nothing yet does not begin elsewhere next time. */
  startAt(offset: number): void {
    this.#next ??= offset;
  }

  handOut(offset: number): void {
    // Reading goes on from an earlier place where what had been read is gone from the log.
    if (this.#next !== undefined && offset < this.#next) this.reset();
    this.#inHand.add(offset);
    this.#next = offset + 1;
  }

  pass(offset: number, leaderEpoch: number): void {
    if (!this.#inHand.delete(offset)) return;
    this.#leaderEpoch = Math.max(this.#leaderEpoch, leaderEpoch);
    this.#tellIfIdle();
  }

  /** It will not be processed here; nothing behind it counts as processed until it has come again. */
  leave(offset: number): void {
    if (!this.#inHand.delete(offset)) return;
    this.#left.add(offset);
    this.#tellIfIdle();
  }

  /** Everything below is processed. Undefined before reading has begun. */
  get point(): CommitPoint | undefined {
    let offset = this.#next;
    for (const pending of [...this.#inHand, ...this.#left]) {
      offset = Math.min(offset ?? pending, pending);
    }
    if (offset === undefined) return undefined;
    // What its holder has committed is processed, whatever became of the holder.
    return { offset: Math.max(offset, this.#committed ?? 0), leaderEpoch: this.#leaderEpoch };
  }

  /** What a commit would change. */
  get uncommitted(): CommitPoint | undefined {
    const { point } = this;
    return point && point.offset !== this.#committed ? point : undefined;
  }

  noteCommitted(offset: number): void {
    this.#committed = offset;
  }

  /** True when something that was handed out has not been processed. */
  get hasUnprocessed(): boolean {
    return this.#inHand.size > 0 || this.#left.size > 0;
  }

  /** What has not been processed will come again, and so will everything behind it. Returns where from. */
  putBack(): number | undefined {
    const offset = this.point?.offset;
    this.#forget();
    this.#next = offset;
    return offset;
  }

  /** Reading goes on from another place. */
  reset(): void {
    this.#forget();
    this.#committed = undefined;
  }

  /** Resolves when nothing is in hand. An abort ends the waiting. */
  idle(signal: AbortSignal): Promise<void> {
    if (this.isIdle || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#idleListeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#idleListeners.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  #forget(): void {
    this.#inHand.clear();
    this.#left.clear();
    this.#next = undefined;
    this.#tellIfIdle();
  }

  #tellIfIdle(): void {
    if (this.#inHand.size > 0) return;
    for (const listener of [...this.#idleListeners]) listener();
  }
}
