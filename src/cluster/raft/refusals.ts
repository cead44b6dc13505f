// Why messages were not taken, for the log: each kind of reason at once, then no more than one line in a while, with how many
// there were. Whoever floods this node must not flood its log too.
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';

const pauseMs = 10_000;
/** Kinds that are told apart; those beyond are told as one. */
const kindsMax = 64;

export class Refusals {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #kinds = new Map<string, { lastMs: number; unsaid: number }>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** `kind` is the reason without what differs from message to message. */
  say(kind: string, fields: object, message: string): void {
    const key = this.#kinds.has(kind) || this.#kinds.size < kindsMax ? kind : '';
    const nowMs = this.#clock.monotonicMs();
    const known = this.#kinds.get(key);
    if (known !== undefined && nowMs - known.lastMs < pauseMs) {
      known.unsaid += 1;
      return;
    }
    const more = known?.unsaid ? { more: known.unsaid } : {};
    this.#kinds.set(key, { lastMs: nowMs, unsaid: 0 });
    this.#logger.warn({ ...fields, ...more }, message);
  }
}
