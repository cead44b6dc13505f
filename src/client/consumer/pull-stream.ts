// An async iterator over what can be taken one by one: hands out what is there, waits when nothing is.

export interface PullStreamOptions<Item> {
  /** The next item, or undefined when there is none now. What it throws ends the stream. */
  take: () => Item | undefined;
  /** Called once, when the stream ends for whatever reason. */
  onEnd: () => void;
}

interface Waiter<Item> {
  resolve: (result: IteratorResult<Item, undefined>) => void;
  reject: (error: unknown) => void;
}

const done: IteratorResult<never, undefined> = { done: true, value: undefined };

export class PullStream<Item> implements AsyncIterableIterator<Item, undefined> {
  readonly #options: PullStreamOptions<Item>;
  /** Calls of `next` that wait, in order. */
  #waiters: Waiter<Item>[] = [];
  #isEnded = false;

  constructor(options: PullStreamOptions<Item>) {
    this.#options = options;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#isEnded) return Promise.resolve(done);
    if (this.#waiters.length === 0) {
      try {
        const value = this.#options.take();
        if (value !== undefined) return Promise.resolve({ done: false, value });
      } catch (error) {
        this.end();
        return Promise.reject(error);
      }
    }
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** There may be something to take. */
  wake(): void {
    while (this.#waiters.length > 0 && !this.#isEnded) {
      let value: Item | undefined;
      try {
        value = this.#options.take();
      } catch (error) {
        this.#waiters.shift()?.reject(error);
        this.end();
        return;
      }
      if (value === undefined) return;
      this.#waiters.shift()?.resolve({ done: false, value });
    }
  }

  /** Whoever waits gets the end. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { resolve } of waiters) resolve(done);
    this.#options.onEnd();
  }

  /** A loop that is left ends the stream. */
  return(): Promise<IteratorResult<Item, undefined>> {
    this.end();
    return Promise.resolve(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.end();
    return Promise.resolve();
  }
}
