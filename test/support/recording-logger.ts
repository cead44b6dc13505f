import type { Logger } from '../../src/base/logger.ts';

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

/** Keeps what is logged, and lets a test wait for a line. */
export class RecordingLogger implements Logger {
  readonly #lines: LogLine[];
  readonly #fields: object;
  readonly #waiters: Set<() => void>;

  constructor(lines: LogLine[] = [], fields: object = {}, waiters = new Set<() => void>()) {
    this.#lines = lines;
    this.#fields = fields;
    this.#waiters = waiters;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  debug(fields: object, message: string): void {
    this.#add('debug', fields, message);
  }

  info(fields: object, message: string): void {
    this.#add('info', fields, message);
  }

  warn(fields: object, message: string): void {
    this.#add('warn', fields, message);
  }

  error(fields: object, message: string): void {
    this.#add('error', fields, message);
  }

  child(fields: object): Logger {
    return new RecordingLogger(this.#lines, { ...this.#fields, ...fields }, this.#waiters);
  }

  /** The first line from `from` on that matches; waits for it. */
  async line(matches: (line: LogLine) => boolean, from = 0): Promise<LogLine> {
    for (;;) {
      const found = this.#lines.slice(from).find(matches);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiters.add(resolve));
    }
  }

  #add(level: LogLine['level'], fields: object, message: string): void {
    this.#lines.push({ level, message, fields: { ...this.#fields, ...fields } });
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }
}
