import { expect, test } from 'vitest';
import { Tasks } from '../../../src/base/tasks.ts';

test('a task that fails is reported with its name, and the others go on', async () => {
  const failures: string[] = [];
  const tasks = new Tasks((name, error) => failures.push(`${name}: ${error.message}`));
  let isDone = false;
  tasks.start('bad', async () => {
    throw new Error('planted');
  });
  tasks.start('not an error', () => Promise.reject('text'));
  tasks.start('good', async () => {
    await Promise.resolve();
    isDone = true;
  });
  await tasks.drained();
  expect(isDone).toBe(true);
  expect(failures).toEqual(['bad: planted', 'not an error: text']);
});

test('drained waits for tasks that are started meanwhile', async () => {
  const tasks = new Tasks((name) => expect.unreachable(name));
  const order: string[] = [];
  tasks.start('first', async () => {
    await Promise.resolve();
    tasks.start('second', async () => {
      await Promise.resolve();
      order.push('second');
    });
    order.push('first');
  });
  await tasks.drained();
  expect(order).toEqual(['first', 'second']);
});

test('drained resolves when there is nothing to wait for', async () => {
  const tasks = new Tasks((name) => expect.unreachable(name));
  await expect(tasks.drained()).resolves.toBeUndefined();
});

test('work that throws before it returns a promise is a failure like any other', async () => {
  const failures: string[] = [];
  const tasks = new Tasks((name) => failures.push(name));
  tasks.start('synchronous', () => {
    throw new Error('planted');
  });
  await tasks.drained();
  expect(failures).toEqual(['synchronous']);
});

test('a failure handler that throws does not keep drained waiting', async () => {
  const tasks = new Tasks(() => {
    throw new Error('handler');
  });
  tasks.start('bad', () => Promise.reject(new Error('planted')));
  await expect(tasks.drained()).rejects.toThrow('handler');
  await expect(tasks.drained()).resolves.toBeUndefined();
});
