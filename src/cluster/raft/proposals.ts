// What a leader has proposed and nobody knows the end of yet, oldest first. Each is settled once: when it is committed and
// published here, or when this node leads no more and cannot tell what will become of it.
import { RingQueue } from '../../base/ring-queue.ts';

interface Pending {
  lastOffset: number;
  bytes: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

export class Proposals {
  readonly #pending = new RingQueue<Pending>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** The promise may be left alone. */
  add(lastOffset: number, bytes: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => {});
    this.#pending.push({ lastOffset, bytes, resolve, reject });
    this.#bytes += bytes;
    return promise;
  }

  /** All below is published. */
  published(endOffset: number): void {
    for (let next = this.#pending.peek(); next; next = this.#pending.peek()) {
      if (next.lastOffset >= endOffset) return;
      this.#pending.shift();
      this.#bytes -= next.bytes;
      next.resolve();
    }
  }

  abandon(reason: (lastOffset: number) => Error): void {
    for (const { lastOffset, reject } of this.#pending) reject(reason(lastOffset));
    this.#pending.clear();
    this.#bytes = 0;
  }
}
