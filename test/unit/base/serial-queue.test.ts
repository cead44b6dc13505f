import { expect, test } from 'vitest';
import { SerialQueue } from '../../../src/base/serial-queue.ts';

test('work runs one at a time, in the order in which it came', async () => {
  const queue = new SerialQueue();
  const events: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue.run(async () => {
    events.push('first starts');
    await gate.promise;
    events.push('first ends');
    return 1;
  });
  const second = queue.run(async () => {
    events.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(events).toEqual(['first starts']);
  gate.resolve();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(events).toEqual(['first starts', 'first ends', 'second']);
});

test('a failure goes to who asked for the work, and the next piece runs', async () => {
  const queue = new SerialQueue();
  const failed = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'next');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('next');
});

test('idle waits for what came before', async () => {
  const queue = new SerialQueue();
  let isDone = false;
  const work = queue.run(async () => {
    isDone = true;
    throw new Error('no');
  });
  await queue.idle();
  expect(isDone).toBe(true);
  await expect(work).rejects.toThrow('no');
});
