/** The exit codes of a shell for a program that a signal ended. */
const signalExitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type StopSignal = keyof typeof signalExitCodes;

/**
 * A request to end: Ctrl-C, `kill`, a closed terminal, or a reader that has gone away. The first one aborts `signal`, so
 * that work can end in order; a second one ends the process at once.
 */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #listeners: [StopSignal, () => void][];
  #exitCode: number | undefined;

  constructor() {
    this.#listeners = (Object.keys(signalExitCodes) as StopSignal[]).map((name) => {
      const listener = () => this.#onSignal(name);
      process.on(name, listener);
      return [name, listener];
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit code that says why the program was stopped; undefined as long as it was not. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Stops as if all were done. */
  stop(): void {
    this.#exitCode ??= 0;
    this.#controller.abort();
  }

  /** The result of the work; rejects with the signal's reason when that aborts first. */
  async race<Result>(work: Promise<Result>): Promise<Result> {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(this.signal.reason);
    this.signal.addEventListener('abort', abort, { once: true });
    if (this.signal.aborted) {
      abort();
    }
    try {
      return await Promise.race([work, aborted.promise]);
    } finally {
      this.signal.removeEventListener('abort', abort);
    }
  }

  [Symbol.dispose](): void {
    for (const [name, listener] of this.#listeners) {
      process.removeListener(name, listener);
    }
  }

  #onSignal(name: StopSignal): void {
    if (this.#exitCode !== undefined) {
      process.exit(signalExitCodes[name]);
    }
    this.#exitCode = signalExitCodes[name];
    this.#controller.abort();
  }
}
