// Which term wrote which part of the log: where each term's entries start, and the term before the log's own start.
//
//   start (offset 40, term 3)      terms: 4 from 52, 7 from 60
//   [40 . . . . . 52) term 3   [52 . . 60) term 4   [60 . . .  term 7
//
// A term here is a place in the log, so there are few; every look-up is a binary search or better.
import { assert } from '../../base/assert.ts';
import type { LogPosition, TermStart } from './raft-types.ts';

export class TermHistory {
  #start: LogPosition;
  readonly #terms: TermStart[] = [];

  constructor(start: LogPosition, terms: readonly TermStart[]) {
    this.#start = start;
    for (const { term, startOffset } of terms) this.append(term, startOffset);
  }

  get start(): LogPosition {
    return this.#start;
  }

  /** Of the last entry, or of the one below the log's start. */
  get lastTerm(): number {
    return (this.#terms.at(-1) ?? this.#start).term;
  }

  /** An entry of `term` starts at `startOffset`, which is the end of the log. */
  append(term: number, startOffset: number): void {
    if (term === this.lastTerm && this.#terms.length > 0) return;
    assert(term >= this.lastTerm, `term ${term} follows term ${this.lastTerm} in the log`);
    assert(startOffset >= (this.#terms.at(-1)?.startOffset ?? this.#start.offset), 'terms follow');
    this.#terms.push({ term, startOffset });
  }

  /** The term of the entry that ends at `offset`, which is not below the start nor above the end of the log. */
  termBefore(offset: number): number {
    assert(offset >= this.#start.offset, `offset ${offset} is below ${this.#start.offset}`);
    const place = this.#placeBefore(offset);
    return place < 0 ? this.#start.term : this.#at(place).term;
  }

  /**
   * The largest term that is not above `term`, and where its entries end when the log ends at `endOffset`. Undefined when all
   * that is known is above: where the logs may agree is below the start.
   */
  endOfTermAtMost(
    term: number,
    endOffset: number,
  ): { term: number; endOffset: number } | undefined {
    for (let place = this.#terms.length - 1; place >= 0; place--) {
      const here = this.#at(place);
      if (here.term <= term) {
        return { term: here.term, endOffset: this.#terms[place + 1]?.startOffset ?? endOffset };
      }
    }
    if (this.#start.term > term) return undefined;
    return { term: this.#start.term, endOffset: this.#terms[0]?.startOffset ?? endOffset };
  }

  /** Drops what starts at or after `endOffset`. */
  truncateTo(endOffset: number): void {
    while (this.#terms.length > 0 && this.#at(this.#terms.length - 1).startOffset >= endOffset) {
      this.#terms.pop();
    }
  }

  /** The log starts at `offset` now. */
  trimTo(offset: number): void {
    const term = this.termBefore(offset);
    const place = this.#placeBefore(offset);
    // The last term that began below goes on above the new start.
    const kept = this.#terms.splice(0, place + 1).at(-1);
    this.#start = { offset, term };
    if (kept === undefined) return;
    if (this.#terms[0]?.startOffset !== offset) {
      this.#terms.unshift({ term: kept.term, startOffset: offset });
    }
  }

  /** An empty log starts at `start`. */
  restartAt(start: LogPosition): void {
    this.#start = start;
    this.#terms.length = 0;
  }

  /** The last place whose term starts below `offset`; -1 when there is none. */
  #placeBefore(offset: number): number {
    let low = 0;
    let high = this.#terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at(middle).startOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #at(place: number): TermStart {
    return this.#terms[place] as TermStart;
  }
}
