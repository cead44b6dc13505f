const intervalMs = 200;
const skippedShownMax = 20;

/** Counts what happens to records, shows it on a terminal while it happens, and sums it up at the end; all on stderr. */
export class ProduceProgress implements Disposable {
  readonly #topic: string;
  readonly #startedMs = performance.now();
  readonly #timer: NodeJS.Timeout | undefined;
  #sentCount = 0;
  #sentBytes = 0;
  #deliveredCount = 0;
  #skippedCount = 0;
  #failedCount = 0;

  constructor({ topic, quiet }: { topic: string; quiet?: boolean }) {
    this.#topic = topic;
    // On one terminal, progress would mix with the lines of the batches.
    const isShown = process.stderr.isTTY && (quiet === true || !process.stdout.isTTY);
    this.#timer = isShown ? setInterval(() => this.#show(), intervalMs) : undefined;
  }

  sent(count: number, bytes: number): void {
    this.#sentCount += count;
    this.#sentBytes += bytes;
  }

  delivered(count: number): void {
    this.#deliveredCount += count;
  }

  /** Tells about the first skipped lines; a file that is bad all through would flood the terminal. */
  skipped(why: string): void {
    this.#skippedCount += 1;
    if (this.#skippedCount <= skippedShownMax) {
      this.#clearLine();
      process.stderr.write(`skipped: ${why}\n`);
    } else if (this.#skippedCount === skippedShownMax + 1) {
      this.#clearLine();
      process.stderr.write('skipped: more lines, which are only counted from here on\n');
    }
  }

  failed(): void {
    this.#failedCount += 1;
  }

  finish(): void {
    this[Symbol.dispose]();
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const parts = [
      `${format(this.#deliveredCount)} ${this.#deliveredCount === 1 ? 'record' : 'records'} delivered to ${this.#topic} in ${seconds.toFixed(1)} s`,
      `${format(this.#deliveredCount / Math.max(seconds, 0.001))} records/s`,
      `${(this.#sentBytes / 1e6).toFixed(1)} MB`,
      `${format(this.#skippedCount)} skipped`,
      `${format(this.#failedCount)} not delivered`,
    ];
    process.stderr.write(`${parts.join(', ')}\n`);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#clearLine();
  }

  #show(): void {
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const rate = format(this.#deliveredCount / seconds);
    const waiting = this.#sentCount - this.#deliveredCount;
    process.stderr.write(
      `\r\x1b[K${format(this.#deliveredCount)} records delivered, ${rate} records/s, ${format(waiting)} under way`,
    );
  }

  #clearLine(): void {
    if (this.#timer !== undefined) {
      process.stderr.write('\r\x1b[K');
    }
  }
}

function format(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
