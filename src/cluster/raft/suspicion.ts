// A voter whose recovery cut a torn tail may have lost entries that it had acknowledged [QRM-3]. What it lost ends at
// `endOffset` and is of `term` at most, because what it acknowledged was of a term that was durable then. Election.ts says
// what its votes are worth meanwhile.
import type { LogState } from './log-state.ts';

export class Suspicion {
  readonly #endOffset: number;
  readonly #term: number;

  constructor(endOffset: number, term: number) {
    this.#endOffset = endOffset;
    this.#term = term;
  }

  /** Whether a log that ends like this may lack what was lost. */
  mayLack({ lastTerm, endOffset }: { lastTerm: number; endOffset: number }): boolean {
    return lastTerm < this.#term || endOffset < this.#endOffset;
  }

  /**
   * Whether everything that was committed with this voter's help is in its log again. The leader of this term or a later one
   * has all of that, so it is here when the log agrees with that leader's as far as it ever reached; and what a leader commits
   * in a later term is on top of it. The commit offset in a message of the same term proves nothing: it may be from before.
   */
  isOver(log: LogState, matchedOffset: number): boolean {
    const { commitOffset, durableOffset } = log;
    if (Math.min(matchedOffset, durableOffset) >= this.#endOffset) return true;
    return durableOffset >= commitOffset && log.termBefore(commitOffset) > this.#term;
  }
}
