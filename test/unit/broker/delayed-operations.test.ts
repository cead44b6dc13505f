import { beforeEach, expect, test } from 'vitest';
import { parkUntilChange } from '../../../src/broker/delayed-operations.ts';
import type { Partition } from '../../../src/broker/partition.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { outcomeOf } from './fixture.ts';

let clock: ManualClock;
let closing: AbortController;
let listeners: Set<() => void>[];
let partitions: Partition[];

beforeEach(() => {
  clock = new ManualClock();
  closing = new AbortController();
  listeners = [new Set(), new Set()];
  partitions = listeners.map(
    (set) =>
      ({
        onChange: (listener: () => void) => {
          set.add(listener);
          return () => set.delete(listener);
        },
      }) as unknown as Partition,
  );
});

function park(waitMs = 1_000): Promise<void> {
  return parkUntilChange(partitions, { clock, waitMs, signal: closing.signal });
}

function expectNothingLeft(): void {
  expect(listeners.map(({ size }) => size)).toEqual([0, 0]);
  expect(clock.timerCount).toBe(0);
}

test('waits until one of the partitions changes', async () => {
  const parked = park();
  expect(listeners.map(({ size }) => size)).toEqual([1, 1]);
  expect((await outcomeOf(parked)).state).toBe('pending');
  for (const listener of listeners[1] ?? []) listener();
  expect((await outcomeOf(parked)).state).toBe('resolved');
  expectNothingLeft();
});

test('waits no longer than it should', async () => {
  const parked = park();
  clock.advance(999);
  expect((await outcomeOf(parked)).state).toBe('pending');
  clock.advance(1);
  expect((await outcomeOf(parked)).state).toBe('resolved');
  expectNothingLeft();
});

test('ends when nobody waits for the answer any more', async () => {
  const parked = park();
  closing.abort();
  expect((await outcomeOf(parked)).state).toBe('resolved');
  expectNothingLeft();
});

test('many for one connection that closes leave nothing behind', async () => {
  const parked = Array.from({ length: 1_000 }, () => park());
  expect(listeners[0]?.size).toBe(1_000);
  closing.abort();
  await Promise.all(parked);
  expectNothingLeft();
});
