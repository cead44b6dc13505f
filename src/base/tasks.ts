// The only place that starts work nobody awaits. Each task has a name, its failure has a handler, and all of them
// can be waited for at shutdown.
import { toError } from './errors.ts';

export class Tasks {
  readonly #running = new Set<Promise<void>>();
  readonly #onFailure: (name: string, error: Error) => void;

  /** `onFailure` is called for a task that rejects; it should stop what the task belonged to. */
  constructor(onFailure: (name: string, error: Error) => void) {
    this.#onFailure = onFailure;
  }

  start(name: string, work: () => Promise<void>): void {
    // Inside an async function, so that work that throws before it returns a promise fails as any other.
    const running = (async () => work())().then(
      () => {
        this.#running.delete(running);
      },
      (error: unknown) => {
        this.#running.delete(running);
        this.#onFailure(name, toError(error));
      },
    );
    this.#running.add(running);
  }

  /** Resolves when every task that runs now, or is started meanwhile, has ended. */
  async drained(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
