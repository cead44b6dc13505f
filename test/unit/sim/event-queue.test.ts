import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { EventQueue, type SimulatedEvent } from '../../sim/event-queue.ts';

function event(timeMs: number, tie: number, sequence: number): SimulatedEvent {
  return { timeMs, tie, sequence, kind: 'test', life: undefined, isCancelled: false, run() {} };
}

test('events leave by time, then by tie, then in the order in which they came', () => {
  const random = new SeededRandom(1);
  const queue = new EventQueue();
  const all: SimulatedEvent[] = [];
  const taken: SimulatedEvent[] = [];
  for (let i = 0; i < 2_000; i++) {
    const one = event(random.integerBelow(50), random.integerBelow(3), i);
    all.push(one);
    queue.push(one);
    if (random.integerBelow(10) === 0) expect(queue.shift()).toBeDefined();
  }
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) taken.push(one);
  expect(taken.length).toBeGreaterThan(1_500);
  const inOrder = taken.toSorted(
    (a, b) => a.timeMs - b.timeMs || a.tie - b.tie || a.sequence - b.sequence,
  );
  expect(taken).toEqual(inOrder);
  expect(queue.size).toBe(0);
});

test('an empty queue gives nothing', () => {
  const queue = new EventQueue();
  expect(queue.shift()).toBeUndefined();
  queue.push(event(1, 1, 1));
  expect(queue.shift()?.timeMs).toBe(1);
  expect(queue.shift()).toBeUndefined();
});
