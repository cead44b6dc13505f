// Linearizable reads without the log [QRM-2]: a read is answered with the commit offset of a moment after it came, once a
// majority has answered a round of heartbeats that was sent after it came. Then nobody else led at that moment, so nothing
// was committed that this leader does not know of. One round is under way at a time, and takes all reads that waited for it.
import { assert } from '../../base/assert.ts';

interface AskedReads {
  readonly round: number;
  readonly offset: number;
  readonly ids: readonly number[];
}

export class ReadRounds {
  #waiting: number[] = [];
  #asked: AskedReads | undefined;

  get count(): number {
    return this.#waiting.length + (this.#asked?.ids.length ?? 0);
  }

  /** Whether reads wait for a round that has not been sent. */
  get needsRound(): boolean {
    return this.#asked === undefined && this.#waiting.length > 0;
  }

  add(id: number): void {
    this.#waiting.push(id);
  }

  /** The round is about to be sent; everything below `offset` is committed. */
  ask(round: number, offset: number): void {
    assert(this.needsRound, 'one round of reads at a time');
    this.#asked = { round, offset, ids: this.#waiting };
    this.#waiting = [];
  }

  /** A majority has answered `round`, or a later one. */
  take(round: number): AskedReads | undefined {
    if (this.#asked === undefined || round < this.#asked.round) return undefined;
    const asked = this.#asked;
    this.#asked = undefined;
    return asked;
  }

  /** The leader leads no more: these get no answer. */
  takeAll(): readonly number[] {
    const ids = [...(this.#asked?.ids ?? []), ...this.#waiting];
    this.#asked = undefined;
    this.#waiting = [];
    return ids;
  }
}
