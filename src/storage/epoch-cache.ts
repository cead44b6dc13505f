// Which leader epoch wrote which offsets [LOG-7]: the first offset of each epoch that has a batch in the log.
//
//   epoch   3        4    7              in memory, by epoch and so by offset
//   from    0        120  121            epoch 3 ends at 120, epoch 4 at 121, epoch 7 at the end of the log
//
// A follower compares such ends with its leader's to find where the two diverged [REP-3]. The file
// `leader-epoch-checkpoint` is text in Kafka's form (LeaderEpochCheckpointFile.java):
//
//   0                the version of the form
//   3                how many lines follow
//   3 0              an epoch and its first offset
//   4 120
//   7 121
//
// The file follows from the log. It is written when a segment is rolled and when the log is closed or cut, so it is right about
// everything below the active segment; what a scan finds is put on top. It carries no checksum: one that does not parse, or
// whose numbers do not rise, is built anew from the log.
import { assert } from '../base/assert.ts';

export interface EpochStart {
  epoch: number;
  startOffset: number;
}

export class EpochCache {
  #starts: EpochStart[];

  /** Takes over `starts`, which rise in both numbers. */
  constructor(starts: EpochStart[] = []) {
    assert(problemOf(starts) === undefined, 'epochs and their offsets rise');
    this.#starts = starts;
  }

  /** Undefined when the text is not one that `encode` writes. */
  static decode(text: string): EpochCache | undefined {
    const [version, count, ...lines] = text.trimEnd().split('\n');
    if (version !== '0' || Number(count) !== lines.length) return undefined;
    const starts: EpochStart[] = [];
    for (const line of lines) {
      const match = /^(\d{1,10}) (\d{1,16})$/.exec(line);
      if (match === null) return undefined;
      starts.push({ epoch: Number(match[1]), startOffset: Number(match[2]) });
    }
    return problemOf(starts) === undefined ? new EpochCache(starts) : undefined;
  }

  get entries(): readonly EpochStart[] {
    return this.#starts;
  }

  /** -1 when there is none. */
  get latestEpoch(): number {
    return this.#starts.at(-1)?.epoch ?? -1;
  }

  /** A batch of this epoch stands at `offset`. An epoch that is not newer than the last one begins nothing. */
  assign(epoch: number, offset: number): void {
    if (epoch <= this.latestEpoch) return;
    // An epoch of which the head of the log was trimmed up to the end has nothing here any more.
    if (this.#starts.at(-1)?.startOffset === offset) this.#starts.pop();
    const last = this.#starts.at(-1);
    assert(last === undefined || offset > last.startOffset, 'newer epochs come by offset');
    this.#starts.push({ epoch, startOffset: offset });
  }

  /**
   * Where `epoch` ends, or the newest one before it when it wrote nothing here: the first offset of the next epoch, or the end
   * of the log for the last one. Undefined for an epoch that is newer than all, of which this log can say nothing.
   */
  endOffsetFor(
    epoch: number,
    logEndOffset: number,
  ): { epoch: number; endOffset: number } | undefined {
    if (epoch > this.latestEpoch || epoch < 0) return undefined;
    if (epoch === this.latestEpoch) return { epoch, endOffset: logEndOffset };
    const next = this.#starts.findIndex((start) => start.epoch > epoch);
    const { startOffset } = this.#starts[next] as EpochStart;
    // Before the first epoch there is nothing, and that ends where the first one begins.
    return { epoch: this.#starts[next - 1]?.epoch ?? epoch, endOffset: startOffset };
  }

  /** Forgets what begins at or after `endOffset`. */
  truncateTo(endOffset: number): void {
    this.#starts = this.#starts.filter(({ startOffset }) => startOffset < endOffset);
  }

  /** The log begins at `startOffset` now: the epoch that has this offset begins there, earlier ones are gone. */
  trimBefore(startOffset: number): void {
    const kept = this.#starts.filter((start) => start.startOffset > startOffset);
    const covering = this.#starts[this.#starts.length - kept.length - 1];
    this.#starts = covering ? [{ epoch: covering.epoch, startOffset }, ...kept] : kept;
  }

  /** The file's content, of what begins below `endOffset`. */
  encode(endOffset: number = Number.MAX_SAFE_INTEGER): string {
    const starts = this.#starts.filter(({ startOffset }) => startOffset < endOffset);
    const lines = starts.map(({ epoch, startOffset }) => `${epoch} ${startOffset}\n`);
    return `0\n${starts.length}\n${lines.join('')}`;
  }
}

function problemOf(starts: readonly EpochStart[]): string | undefined {
  for (const [i, { epoch, startOffset }] of starts.entries()) {
    const before = starts[i - 1];
    if (!Number.isSafeInteger(startOffset) || startOffset < 0 || epoch < 0) return 'a bad number';
    if (before && (epoch <= before.epoch || startOffset <= before.startOffset)) return 'no rise';
  }
  return undefined;
}
