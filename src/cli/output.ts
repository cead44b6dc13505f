/** Written out when this much is there, or when the event loop comes round. */
const writeBytes = 64 * 1024;

/**
 * Standard output for many small lines: gathers them, waits while the reader is slow, and takes a reader that has gone
 * away (`| head`) for a request to stop, not for a failure. What else can befall standard output is for main.ts.
 */
export class Output {
  readonly #stream: NodeJS.WritableStream & { writableNeedDrain?: boolean };
  readonly #onClosed: () => void;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #isScheduled = false;
  #isClosed = false;

  /** `onClosed` is called once, when nobody reads any more. */
  constructor(onClosed: () => void, stream: NodeJS.WritableStream = process.stdout) {
    this.#onClosed = onClosed;
    this.#stream = stream;
    stream.on('error', () => this.#close());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= writeBytes) {
      this.#flush();
    } else if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#flush());
    }
  }

  writeLine(line: string): void {
    this.write(`${line}\n`);
  }

  /** Resolves when more may be written: at once, unless the reader is behind. */
  async ready(): Promise<void> {
    if (this.#isClosed || this.#stream.writableNeedDrain !== true) {
      return;
    }
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#stream.removeListener('drain', done);
        this.#stream.removeListener('error', done);
        resolve();
      };
      this.#stream.on('drain', done);
      this.#stream.on('error', done);
    });
  }

  /** Resolves when all has been handed to the reader, or nobody reads. */
  async end(): Promise<void> {
    this.#flush();
    if (!this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#stream.once('error', () => resolve());
        this.#stream.write('', () => resolve());
      });
    }
  }

  #flush(): void {
    this.#isScheduled = false;
    const pending = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    if (!this.#isClosed && pending.length > 0) {
      this.#stream.write(
        pending.length === 1 ? (pending[0] as Uint8Array) : Buffer.concat(pending),
      );
    }
  }

  #close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    this.#onClosed();
  }
}
