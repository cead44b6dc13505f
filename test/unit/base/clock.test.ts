import { expect, test } from 'vitest';
import { delay, SystemClock } from '../../../src/base/clock.ts';
import { INT32_MAX } from '../../../src/base/units.ts';
import { Simulation } from '../../sim/simulation.ts';

const limitMs = 1_000_000;

test('delay resolves when its time has passed, and not before', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  let isOver = false;
  await simulation.run(async () => {
    const waiting = delay(clock, 100).then(() => {
      isOver = true;
    });
    await delay(clock, 99);
    expect(isOver).toBe(false);
    await waiting;
    expect(clock.monotonicMs()).toBe(100);
  }, limitMs);
  expect(isOver).toBe(true);
});

test('delay rejects with the reason of a signal that aborts meanwhile, and forgets its timer', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  const reason = new Error('enough');
  await simulation.run(async () => {
    const controller = new AbortController();
    clock.schedule(10, () => controller.abort(reason));
    await expect(delay(clock, 1_000, controller.signal)).rejects.toBe(reason);
    expect(clock.monotonicMs()).toBe(10);
  }, limitMs);
  expect(simulation.clock.advance()).toBeUndefined();
});

test('delay rejects at once when the signal has aborted already', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  const reason = new Error('before');
  await expect(delay(clock, 1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(simulation.clock.advance()).toBeUndefined();
});

test('the system clock calls back once, not early, and not after a cancel', async () => {
  const clock = new SystemClock();
  const startedMs = clock.monotonicMs();
  let cancelledFired = false;
  const cancelled = clock.schedule(1, () => {
    cancelledFired = true;
  });
  cancelled.cancel();
  await delay(clock, 5);
  // Node's timers count whole milliseconds from the start of a turn of the loop.
  expect(clock.monotonicMs() - startedMs).toBeGreaterThanOrEqual(4);
  expect(cancelledFired).toBe(false);
  expect(clock.wallMs()).toBeGreaterThan(1_700_000_000_000);
});

test('a delay that does not fit 31 bits waits, instead of firing at once', async () => {
  const clock = new SystemClock();
  let fired = false;
  const timer = clock.schedule(INT32_MAX + 1, () => {
    fired = true;
  });
  await delay(clock, 5);
  timer.cancel();
  expect(fired).toBe(false);
});
