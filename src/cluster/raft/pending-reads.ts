// Linearizable reads that wait for a majority to confirm that this node still leads.
import type { Clock, Timer } from '../../base/clock.ts';
import { WireError } from '../../protocol/error-codes.ts';

interface Read {
  resolve: (offset: number) => void;
  reject: (error: Error) => void;
  timer: Timer;
}

export class PendingReads {
  readonly #clock: Clock;
  readonly #reads = new Map<number, Read>();
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `ask` is called with the id under which the answer will come. */
  add(timeoutMs: number, ask: (id: number) => void): Promise<number> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.schedule(timeoutMs, () => {
        this.#reads.delete(id);
        const message = `no majority of the quorum confirmed a read within ${timeoutMs} ms; try again`;
        reject(new WireError('REQUEST_TIMED_OUT', message));
      });
      this.#reads.set(id, { resolve, reject, timer });
      ask(id);
    });
  }

  ready(id: number, offset: number): void {
    this.#take(id)?.resolve(offset);
  }

  refuse(id: number, error: Error): void {
    this.#take(id)?.reject(error);
  }

  refuseAll(errorOf: () => Error): void {
    for (const id of [...this.#reads.keys()]) this.refuse(id, errorOf());
  }

  #take(id: number): Read | undefined {
    const read = this.#reads.get(id);
    this.#reads.delete(id);
    read?.timer.cancel();
    return read;
  }
}
