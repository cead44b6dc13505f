import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RingQueue } from '../../../src/base/ring-queue.ts';

test('behaves as an array that is pushed and shifted, whatever the order', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('push' as const) },
    { weight: 2, arbitrary: fc.constant('shift' as const) },
  );
  const steps = fc.array(step, { maxLength: 300, size: 'max' });
  fc.assert(
    fc.property(steps, (commands) => {
      const queue = new RingQueue<number>();
      const model: number[] = [];
      for (const [i, command] of commands.entries()) {
        if (command === 'push') {
          queue.push(i);
          model.push(i);
        } else {
          expect(queue.shift()).toBe(model.shift());
        }
        expect(queue.size).toBe(model.length);
        expect(queue.peek()).toBe(model[0]);
      }
      expect([...queue]).toEqual(model);
    }),
  );
});

test('keeps the order while it grows around its end', () => {
  const queue = new RingQueue<number>();
  for (let i = 0; i < 12; i++) queue.push(i);
  for (let i = 0; i < 10; i++) queue.shift();
  for (let i = 12; i < 1_000; i++) queue.push(i);
  expect(queue.size).toBe(990);
  for (let i = 10; i < 1_000; i++) expect(queue.shift()).toBe(i);
  expect(queue.shift()).toBeUndefined();
});

test('is empty after clear, and can be used again', () => {
  const queue = new RingQueue<string>();
  for (let i = 0; i < 40; i++) queue.push('x');
  queue.clear();
  expect([queue.size, queue.peek(), queue.shift()]).toEqual([0, undefined, undefined]);
  queue.push('y');
  expect([...queue]).toEqual(['y']);
});
