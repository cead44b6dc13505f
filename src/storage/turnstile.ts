import { RingQueue } from '../base/ring-queue.ts';

/** Lets a few pieces of work run at the same time; the others wait, first come, first served. */
export class Turnstile {
  #free: number;
  readonly #waiting = new RingQueue<() => void>();

  constructor(runningMax: number) {
    this.#free = runningMax;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes to the next one directly, so nobody can slip in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
