/** Runs pieces of work one after the other, in the order in which they came. One that fails holds up nobody. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `work` does, which starts when everything that came before has ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    // Who asked for the work has its error; the next one starts in any case.
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when all that came before this call has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
