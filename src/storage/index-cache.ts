import { assert } from '../base/assert.ts';
import type { Segment } from './segment.ts';
import type { SegmentIndexes } from './segment-indexes.ts';

/** Indexes of closed segments, of all logs, bounded in bytes; the least recently used go first [LOG-1]. */
export class IndexCache {
  readonly #bytesMax: number;
  #bytes = 0;
  readonly #indexes = new Map<Segment, SegmentIndexes>();

  constructor(bytesMax: number) {
    assert(bytesMax > 0, 'the bound is positive');
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(segment: Segment): SegmentIndexes | undefined {
    const indexes = this.#indexes.get(segment);
    if (indexes !== undefined) {
      this.#indexes.delete(segment);
      this.#indexes.set(segment, indexes);
    }
    return indexes;
  }

  put(segment: Segment, indexes: SegmentIndexes): void {
    this.drop(segment);
    this.#indexes.set(segment, indexes);
    this.#bytes += indexes.memoryBytes;
    for (const oldest of this.#indexes.keys()) {
      if (this.#bytes <= this.#bytesMax) return;
      this.drop(oldest);
    }
  }

  drop(segment: Segment): void {
    const indexes = this.#indexes.get(segment);
    if (indexes === undefined) return;
    this.#indexes.delete(segment);
    this.#bytes -= indexes.memoryBytes;
  }
}
