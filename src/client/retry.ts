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
}

/**
 * Asks one after the other, the next as soon as one fails or is slow, and resolves with the first answer. Rejects with
 * an AggregateError of all failures, in the order of the items. Bounded by the slowest attempt, not by their sum.
 */
export function firstAnswer<Item, Answer>(
  options: FirstAnswerOptions<Item, Answer>,
): Promise<Answer> {
  const { clock, items, staggerMs, attempt } = options;
  return new Promise((resolve, reject) => {
    const failures: unknown[] = new Array(items.length);
    let started = 0;
    let failed = 0;
    let isAnswered = false;
    let timer: Timer | undefined;
    const startNext = () => {
      timer?.cancel();
      const index = started;
      if (isAnswered || index === items.length) return;
      started += 1;
      if (started < items.length) timer = clock.schedule(staggerMs, startNext);
      attempt(items[index] as Item).then(
        (answer) => {
          isAnswered = true;
          timer?.cancel();
          resolve(answer);
        },
        (error: unknown) => {
          failures[index] = error;
          failed += 1;
          if (failed === items.length) reject(new AggregateError(failures, 'nobody answered'));
          else startNext();
        },
      );
    };
    startNext();
  });
}
