// One account of memory per broker [NET-10]: received frames, append queues, tail caches, fetch responses and
// decompression take from it, so that load meets back-pressure and never growth.
import { assert } from './assert.ts';

/**
 * Bytes taken from a ledger, counted by reference: who keeps the backing buffer keeps the lease.
 * It starts with one holder; the bytes go back when the last one releases.
 */
export interface Lease {
  readonly bytes: number;
  retain(): void;
  release(): void;
}

export class ByteLedger {
  readonly capacityBytes: number;
  #usedBytes = 0;
  readonly #waiters: { bytes: number; resolve: (lease: Lease) => void; cancelled: boolean }[] = [];
  readonly #onPressure: (() => void)[] = [];

  constructor(capacityBytes: number) {
    assert(capacityBytes > 0, 'a ledger has a capacity');
    this.capacityBytes = capacityBytes;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Registers what can give bytes back, such as a cache; called when somebody must wait. */
  onPressure(giveBack: () => void): void {
    this.#onPressure.push(giveBack);
  }

  /** Takes bytes now, or returns undefined. A request larger than the whole ledger is granted when nothing else is out. */
  tryReserve(bytes: number): Lease | undefined {
    if (this.#waiters.length > 0 || !this.#fits(bytes)) return undefined;
    return this.#take(bytes);
  }

  /** Takes bytes even when there are none left: for the one batch that every fetch gets. */
  reserveOverdraft(bytes: number): Lease {
    return this.#take(bytes);
  }

  /**
   * Calls back with the lease as soon as the bytes are there: at once if they are, else in a turn of its own; first come,
   * first served. Returns a cancel.
   */
  reserve(bytes: number, callback: (lease: Lease) => void): () => void {
    const immediate = this.tryReserve(bytes);
    if (immediate) {
      callback(immediate);
      return () => {};
    }
    const waiter = { bytes, resolve: callback, cancelled: false };
    this.#waiters.push(waiter);
    for (const giveBack of this.#onPressure) giveBack();
    return () => {
      waiter.cancelled = true;
      this.#serveWaitersSoon();
    };
  }

  #fits(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.capacityBytes || this.#usedBytes === 0;
  }

  #take(bytes: number): Lease {
    assert(Number.isSafeInteger(bytes) && bytes >= 0, `cannot reserve ${bytes} bytes`);
    this.#usedBytes += bytes;
    let holders = 1;
    return {
      bytes,
      retain: () => {
        assert(holders > 0, 'a lease is retained only while somebody holds it');
        holders += 1;
      },
      release: () => {
        assert(holders > 0, 'a lease is released once by each holder');
        holders -= 1;
        if (holders > 0) return;
        this.#usedBytes -= bytes;
        this.#serveWaitersSoon();
      },
    };
  }

  /** Not at once: who gives bytes back must not find a stranger's request at work in the middle of its own. */
  #serveWaitersSoon(): void {
    if (this.#waiters.length > 0) queueMicrotask(() => this.#serveWaiters());
  }

  #serveWaiters(): void {
    for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
      if (!first.cancelled && !this.#fits(first.bytes)) return;
      this.#waiters.shift();
      if (!first.cancelled) first.resolve(this.#take(first.bytes));
    }
  }
}
