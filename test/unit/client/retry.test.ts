import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { UnknownTopicError } from '../../../src/client/errors.ts';
import { actionFor, backoffMs, firstAnswer, untilAborted } from '../../../src/client/retry.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { ManualClock } from '../../support/manual-clock.ts';

test('a broker that is gone or silent asks for fresh metadata, other errors for what the table says', () => {
  const failed = (code: string) => new TidelogError(code, 'x', { retriable: true });
  expect(actionFor(failed('CONNECTION_FAILED'))).toBe('refresh');
  expect(actionFor(failed('CONNECTION_CLOSED'))).toBe('refresh');
  expect(actionFor(new WireError('REQUEST_TIMED_OUT', 'x'))).toBe('refresh');
  expect(actionFor(new WireError('NOT_LEADER_OR_FOLLOWER', 'x'))).toBe('refresh');
  expect(actionFor(new WireError('BROKER_OVERLOADED', 'x'))).toBe('retry');
  expect(actionFor(failed('SOMETHING_ELSE'))).toBe('retry');
  expect(actionFor(new WireError('MESSAGE_TOO_LARGE', 'x'))).toBe('fail');
  expect(actionFor(new Error('x'))).toBe('fail');
  expect(actionFor(new WireError('UNKNOWN_TOPIC_OR_PARTITION', 'x'))).toBe('refresh');
  expect(actionFor(new UnknownTopicError('t'))).toBe('fail');
});

test('pauses double up to their bound, and lie between half of it and all of it', () => {
  const random = new SeededRandom(1);
  for (let failures = 1; failures <= 2_000; failures++) {
    const whole = Math.min(1_000, 50 * 2 ** Math.min(failures - 1, 20));
    const pause = backoffMs(failures, random);
    expect(pause).toBeGreaterThanOrEqual(whole / 2);
    expect(pause).toBeLessThanOrEqual(whole);
  }
  expect(new Set(Array.from({ length: 20 }, () => backoffMs(5, random))).size).toBeGreaterThan(5);
});

test('untilAborted gives the result, or the reason of the abort', async () => {
  expect(await untilAborted(Promise.resolve(5), undefined)).toBe(5);
  const abort = new AbortController();
  expect(await untilAborted(Promise.resolve(6), abort.signal)).toBe(6);
  const never = untilAborted(new Promise(() => {}), abort.signal);
  const reason = new Error('enough');
  abort.abort(reason);
  await expect(never).rejects.toBe(reason);
  await expect(untilAborted(Promise.resolve(7), abort.signal)).rejects.toBe(reason);
});

const never = () => undefined;

/** Attempts that the test settles by hand. */
function attempts(count: number) {
  const started: number[] = [];
  const handles = Array.from({ length: count }, () => Promise.withResolvers<string>());
  const attempt = (item: number) => {
    started.push(item);
    return (handles[item] as PromiseWithResolvers<string>).promise;
  };
  return { started, handles, attempt, items: Array.from({ length: count }, (_, i) => i) };
}

test('the next is asked when one fails, or along with one that is slow, and the first answer counts', async () => {
  const clock = new ManualClock();
  const { started, handles, attempt, items } = attempts(4);
  const answer = firstAnswer({ clock, items, staggerMs: 100, attempt, againMs: never });
  expect(started).toEqual([0]);
  handles[0]?.reject(new Error('zero'));
  await Promise.resolve();
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  clock.advance(99);
  expect(started).toEqual([0, 1]);
  clock.advance(1);
  expect(started).toEqual([0, 1, 2]);
  handles[1]?.resolve('one');
  expect(await answer).toBe('one');
  clock.advance(1_000);
  expect(started).toEqual([0, 1, 2]);
  expect(clock.timerCount).toBe(0);
});

test('when all fail, all reasons are told in order', async () => {
  const clock = new ManualClock();
  const { handles, attempt, items } = attempts(3);
  const answer = firstAnswer({ clock, items, staggerMs: 1, attempt, againMs: never });
  clock.advance(2);
  for (const item of [2, 0, 1]) handles[item]?.reject(new Error(`failure ${item}`));
  const error = await answer.catch((reason: unknown) => reason);
  expect((error as AggregateError).errors.map((one: Error) => one.message)).toEqual([
    'failure 0',
    'failure 1',
    'failure 2',
  ]);
});

test('while one is silent those that failed are asked again, and only for so long', async () => {
  const clock = new ManualClock();
  const { started, handles, attempt, items } = attempts(3);
  const failures: number[] = [];
  const againMs = (_error: unknown, count: number) => {
    failures.push(count);
    return count * 100;
  };
  const answer = firstAnswer({ clock, items, staggerMs: 10, attempt, againMs });
  const fail = async (item: number) => {
    const { reject } = handles[item] as PromiseWithResolvers<string>;
    handles[item] = Promise.withResolvers<string>();
    reject(new Error(`failure ${item}`));
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  await fail(0);
  await fail(1);
  expect(started).toEqual([0, 1, 2]);
  clock.advance(100);
  expect(started).toEqual([0, 1, 2, 0, 1]);
  await fail(0);
  clock.advance(199);
  expect(started).toEqual([0, 1, 2, 0, 1]);
  clock.advance(1);
  expect(started).toEqual([0, 1, 2, 0, 1, 0]);
  expect(failures).toEqual([1, 1, 2]);
  // Nobody is silent any more: who is being asked has the last word, and nobody is asked after that.
  await fail(0);
  await fail(2);
  expect(clock.timerCount).toBe(0);
  await fail(1);
  const { errors } = (await answer.catch((reason: unknown) => reason)) as AggregateError;
  expect(errors.map(({ message }: Error) => message)).toEqual(
    [0, 1, 2].map((one) => `failure ${one}`),
  );
});

test('one that failed and answers when it is asked again need not wait for the silent one', async () => {
  const clock = new ManualClock();
  const { started, handles, attempt, items } = attempts(2);
  const answer = firstAnswer({ clock, items, staggerMs: 10, attempt, againMs: () => 50 });
  const { reject } = handles[0] as PromiseWithResolvers<string>;
  handles[0] = Promise.withResolvers<string>();
  reject(new Error('down'));
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  clock.advance(50);
  expect(started).toEqual([0, 1, 0]);
  handles[0]?.resolve('up again');
  expect(await answer).toBe('up again');
  expect(clock.timerCount).toBe(0);
});
