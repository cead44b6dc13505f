// The end of a log in memory [LOG-2]: the very buffers that were appended, so that consumers and followers who keep up
// read without touching the disk and without copying. Where a leader's log was compacted, its followers' tails have gaps
// between two batches. Positions count bytes since the cache was made:
//
//   entries   | 40..41 | 42..42 | 43..49 |        rising offsets, the last one ends where the log is written to
//   position  0        210      300      920
import { assert } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';

export interface TailEntry {
  readonly batch: Buffer;
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** Held by the cache while the batch is in it. */
  readonly lease: Lease | undefined;
  /** Of the first byte; set when the batch enters the cache. */
  position: number;
}

/** Shares a bound in bytes between the tails of all logs: the one that was appended to least recently gives way. */
export class TailBudget {
  readonly #bytesMax: number;
  #bytes = 0;
  readonly #caches = new Set<TailCache>();

  constructor(bytesMax: number) {
    assert(bytesMax >= 0, 'a bound is not negative');
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  changed(cache: TailCache, bytesAdded: number): void {
    this.#bytes += bytesAdded;
    if (bytesAdded <= 0) {
      if (cache.bytes === 0) this.#caches.delete(cache);
      return;
    }
    // Deleting first moves it to the end, the most recently used.
    this.#caches.delete(cache);
    this.#caches.add(cache);
    for (const oldest of this.#caches) {
      if (this.#bytes <= this.#bytesMax) return;
      oldest.shrinkBy(this.#bytes - this.#bytesMax);
    }
  }

  evictAll(): void {
    for (const cache of [...this.#caches]) cache.clear();
  }
}

export class TailCache {
  readonly #bytesMax: number;
  readonly #budget: TailBudget;
  // Live entries are those from #first on; the dead ones before it are dropped in bulk.
  #entries: TailEntry[] = [];
  #first = 0;
  #endPosition = 0;
  #bytes = 0;

  constructor(bytesMax: number, budget: TailBudget) {
    this.#bytesMax = bytesMax;
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The first offset that is in memory, or undefined when there is none. */
  get startOffset(): number | undefined {
    return this.#entries[this.#first]?.baseOffset;
  }

  /** Takes batches that follow the last one, and their leases. */
  add(entries: readonly TailEntry[]): void {
    const last = this.#entries.at(-1);
    let bytes = 0;
    let expected = this.#first < this.#entries.length ? last?.lastOffset : undefined;
    for (const entry of entries) {
      assert(expected === undefined || entry.baseOffset > expected, 'batches come by offset');
      expected = entry.lastOffset;
      entry.position = this.#endPosition;
      this.#endPosition += entry.batch.length;
      bytes += entry.batch.length;
      this.#entries.push(entry);
    }
    this.#bytes += bytes;
    this.#budget.changed(this, bytes);
    if (this.#bytes > this.#bytesMax) this.shrinkBy(this.#bytes - this.#bytesMax);
  }

  /** Drops the oldest batches until `bytes` bytes are free, or all. */
  shrinkBy(bytes: number): void {
    let freed = 0;
    while (freed < bytes && this.#first < this.#entries.length) {
      const entry = this.#entries[this.#first] as TailEntry;
      freed += entry.batch.length;
      this.#first += 1;
      entry.lease?.release();
    }
    if (this.#first * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
    this.#bytes -= freed;
    this.#budget.changed(this, -freed);
  }

  clear(): void {
    if (this.#bytes > 0) this.shrinkBy(this.#bytes);
  }

  /**
   * The batches from the one that has `offset` on, by reference; undefined when that one is not in memory. Stops before
   * `maxBytes` is passed, but gives the first one anyway when `minOneBatch` says so.
   */
  read(options: {
    offset: number;
    maxBytes: number;
    endOffsetExclusive: number;
    minOneBatch: boolean;
  }): { chunks: Buffer[]; bytes: number; nextOffset: number } | undefined {
    const start = this.startOffset;
    if (start === undefined || options.offset < start) return undefined;
    const chunks: Buffer[] = [];
    let bytes = 0;
    let nextOffset = options.offset;
    for (let i = this.#indexOf(options.offset); i < this.#entries.length; i++) {
      const { batch, lastOffset } = this.#entries[i] as TailEntry;
      if (lastOffset >= options.endOffsetExclusive) break;
      const isFirstAndDue = options.minOneBatch && chunks.length === 0;
      if (bytes + batch.length > options.maxBytes && !isFirstAndDue) break;
      chunks.push(batch);
      bytes += batch.length;
      nextOffset = lastOffset + 1;
    }
    return { chunks, bytes, nextOffset };
  }

  /** Bytes of the batches from `offset` on that end before `endOffsetExclusive`; `offset` must not lie before the cache. */
  bytesBetween(offset: number, endOffsetExclusive: number): number {
    return Math.max(0, this.#positionOf(endOffsetExclusive) - this.#positionOf(offset));
  }

  #positionOf(offset: number): number {
    return this.#entries[this.#indexOf(offset)]?.position ?? this.#endPosition;
  }

  /** Of the first entry that ends at or after `offset`. */
  #indexOf(offset: number): number {
    let low = this.#first;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] as TailEntry).lastOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
