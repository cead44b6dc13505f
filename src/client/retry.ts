// What a failed request means for the one who sent it, and how long to wait before the next try.
import type { Clock, Timer } from '../base/clock.ts';
import { codeOf } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import { type ClientAction, clientActionFor } from '../protocol/error-codes.ts';
import { UnknownTopicError } from './errors.ts';

/** Nothing came back: the leader may have moved, and whether the request took effect is not known. */
const silentFailures: ReadonlySet<string> = new Set([
  'CONNECTION_FAILED',
  'CONNECTION_CLOSED',
  'CONNECTION_STALLED',
  'REQUEST_TIMED_OUT',
  'BROKER_UNKNOWN',
]);

/** The error table's answer, except that a broker that is gone or silent asks for fresh metadata too. */
export function actionFor(error: unknown): ClientAction {
  // Found only after waiting; a single broker's word for it is another matter.
  if (error instanceof UnknownTopicError) return 'fail';
  if (silentFailures.has(codeOf(error) ?? '')) return 'refresh';
  return clientActionFor(error);
}

export interface BackoffOptions {
  baseMs: number;
  maxMs: number;
}

export const defaultBackoff: BackoffOptions = { baseMs: 50, maxMs: 1_000 };

/**
 * The pause after failure number `failures` (1 is the first): doubles up to the bound, and between half of that and
 * all of it, so that clients that failed together do not come back together.
 */
export function backoffMs(
  failures: number,
  random: Random,
  { baseMs, maxMs }: BackoffOptions = defaultBackoff,
): number {
  const whole = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.ceil(whole * (0.5 + random.fraction() / 2));
}

/** The promise, or a rejection with the signal's reason if that aborts first; the work itself goes on. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });
}

export interface FirstAnswerOptions<Item, Answer> {
  clock: Clock;
  items: readonly Item[];
  /** An item that has not answered after this long gets company by the next one. */
  staggerMs: number;
  attempt: (item: Item) => Promise<Answer>;
  /** After how long an item that has failed so often is asked again, while another one is still silent; undefined for never. */
  againMs: (error: unknown, failures: number) => number | undefined;
}

/**
 * Asks one after the other, the next as soon as one fails or is slow, and resolves with the first answer. While one has said
 * nothing yet, those that failed are asked again: they may be back long before the silent one is given up. Rejects with
 * an AggregateError of all failures, in the order of the items, once each has failed. Bounded by the slowest first attempt and
 * one more, not by their sum.
 */
export function firstAnswer<Item, Answer>(
  options: FirstAnswerOptions<Item, Answer>,
): Promise<Answer> {
  return new FirstAnswer(options).promise;
}

class FirstAnswer<Item, Answer> {
  readonly #options: FirstAnswerOptions<Item, Answer>;
  readonly #outcome = Promise.withResolvers<Answer>();
  readonly #failures: unknown[];
  readonly #timers = new Set<Timer>();
  #stagger: Timer | undefined;
  #started = 0;
  /** Items that have not failed yet, those that were not asked included. */
  #silent: number;
  /** Attempts under way. */
  #pending = 0;
  #isOver = false;

  constructor(options: FirstAnswerOptions<Item, Answer>) {
    this.#options = options;
    this.#silent = options.items.length;
    this.#failures = new Array(options.items.length);
    this.#startNext();
  }

  get promise(): Promise<Answer> {
    return this.#outcome.promise;
  }

  #startNext(): void {
    const { clock, items, staggerMs } = this.#options;
    this.#stagger?.cancel();
    if (this.#isOver || this.#started === items.length) return;
    const index = this.#started;
    this.#started += 1;
    if (this.#started < items.length) {
      this.#stagger = clock.schedule(staggerMs, () => this.#startNext());
    }
    this.#ask(index, 0);
  }

  #ask(index: number, failures: number): void {
    this.#pending += 1;
    this.#options.attempt(this.#options.items[index] as Item).then(
      (answer) => {
        this.#end();
        this.#outcome.resolve(answer);
      },
      (error: unknown) => {
        this.#pending -= 1;
        this.#failures[index] = error;
        if (failures === 0) this.#silent -= 1;
        if (!this.#isOver) this.#goOn(index, error, failures + 1);
      },
    );
  }

  #goOn(index: number, error: unknown, failures: number): void {
    if (this.#silent === 0) {
      this.#cancelTimers();
      if (this.#pending > 0) return;
      this.#end();
      this.#outcome.reject(new AggregateError(this.#failures, 'nobody answered'));
      return;
    }
    const { clock, againMs } = this.#options;
    const waitMs = againMs(error, failures);
    if (waitMs !== undefined) {
      const timer = clock.schedule(waitMs, () => {
        this.#timers.delete(timer);
        this.#ask(index, failures);
      });
      this.#timers.add(timer);
    }
    this.#startNext();
  }

  #end(): void {
    this.#isOver = true;
    this.#cancelTimers();
  }

  #cancelTimers(): void {
    this.#stagger?.cancel();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}
