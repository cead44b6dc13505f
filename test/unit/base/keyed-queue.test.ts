import { expect, test } from 'vitest';
import { KeyedQueue } from '../../../src/base/keyed-queue.ts';
import { Tasks } from '../../../src/base/tasks.ts';

/** Work that ends when the test says so, and what has begun and ended so far. */
function stage(runningMax: number) {
  const failures: string[] = [];
  const tasks = new Tasks((_name, error) => failures.push(error.message));
  const queue = new KeyedQueue(tasks, runningMax);
  const events: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const add = (key: string, name: string) =>
    queue.add(key, () => {
      events.push(`${name} begins`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      ends.set(name, (error) => (error ? reject(error) : resolve()));
      return promise.finally(() => events.push(`${name} ends`));
    });
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return { queue, events, failures, add, end };
}

test('pieces of one key follow each other, those of others run beside them', async () => {
  const { events, add, end } = stage(10);
  add('a', 'a1');
  add('a', 'a2');
  add('b', 'b1');
  expect(events).toEqual(['a1 begins', 'b1 begins']);
  await end('a1');
  expect(events.slice(2)).toEqual(['a1 ends', 'a2 begins']);
});

test('no more run at the same time than may; the others begin in the order in which they came', async () => {
  const { events, add, end } = stage(2);
  for (const key of ['a', 'b', 'c', 'd']) add(key, key);
  expect(events).toEqual(['a begins', 'b begins']);
  await end('b');
  await end('a');
  expect(events.slice(2)).toEqual(['b ends', 'c begins', 'a ends', 'd begins']);
});

test('a piece that fails is told of and holds up nobody, of its own key neither', async () => {
  const { events, failures, add, end } = stage(1);
  add('a', 'a1');
  add('a', 'a2');
  await end('a1', new Error('no'));
  expect(failures).toEqual(['no']);
  expect(events).toEqual(['a1 begins', 'a1 ends', 'a2 begins']);
});

test('idle waits for what came before it, not for what comes after', async () => {
  const { queue, add, end } = stage(1);
  let isIdle = false;
  await queue.idle();
  add('a', 'a1');
  add('a', 'a2');
  const idle = queue.idle().then(() => {
    isIdle = true;
  });
  add('b', 'b1');
  await end('a1');
  await end('b1');
  expect(isIdle).toBe(false);
  await end('a2');
  await idle;
  expect(isIdle).toBe(true);
});
