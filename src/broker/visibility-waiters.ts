// Who waits until a partition's high watermark has reached an offset. Nearly all come in the order of their offsets; a batch that
// a producer sends again may wait for less than those before it, and is kept apart.
import { RingQueue } from '../base/ring-queue.ts';

interface Waiter {
  endOffset: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

export class VisibilityWaiters {
  /** By offset. */
  readonly #inOrder = new RingQueue<Waiter>();
  #lastOffset = 0;
  #others: Waiter[] = [];

  /** Resolves when the high watermark has reached `endOffset`; it is at `highWatermark` now. */
  reached(endOffset: number, highWatermark: number): Promise<void> {
    if (highWatermark >= endOffset) return Promise.resolve();
    const reached = new Promise<void>((resolve, reject) => {
      const waiter = { endOffset, resolve, reject };
      if (this.#inOrder.size > 0 && endOffset < this.#lastOffset) {
        this.#others.push(waiter);
        return;
      }
      this.#lastOffset = endOffset;
      this.#inOrder.push(waiter);
    });
    // Who has asked may look at it later than it fails.
    reached.catch(() => {});
    return reached;
  }

  advance(highWatermark: number): void {
    for (let next = this.#inOrder.peek(); next; next = this.#inOrder.peek()) {
      if (next.endOffset > highWatermark) break;
      this.#inOrder.shift();
      next.resolve();
    }
    if (this.#others.length === 0) return;
    const others = this.#others;
    this.#others = others.filter(({ endOffset }) => endOffset > highWatermark);
    for (const { endOffset, resolve } of others) if (endOffset <= highWatermark) resolve();
  }

  /** `reason` is asked for when somebody waits: most partitions have nobody who does. */
  refuse(reason: () => Error): void {
    if (this.#inOrder.size + this.#others.length === 0) return;
    const error = reason();
    for (let next = this.#inOrder.shift(); next; next = this.#inOrder.shift()) next.reject(error);
    for (const { reject } of this.#others) reject(error);
    this.#others = [];
  }
}
