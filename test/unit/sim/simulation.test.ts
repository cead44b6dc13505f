import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { delay } from '../../../src/base/clock.ts';
import { PoisonError } from '../../sim/poison.ts';
import { microtasksDrained, Simulation, SimulationError } from '../../sim/simulation.ts';

const dayMs = 86_400_000;

test('[SIM-3] a day of simulated time passes without waiting', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  const startedMs = performance.now();
  await simulation.run(async () => {
    const wallMs = clock.wallMs();
    await delay(clock, dayMs);
    expect(clock.monotonicMs()).toBe(dayMs);
    expect(clock.wallMs() - wallMs).toBe(dayMs);
  }, 2 * dayMs);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});

test('one seed gives one trace hash, another seed gives another', async () => {
  const hashOf = async (seed: number) => {
    const simulation = new Simulation({ seed });
    const { clock } = simulation.begin('node');
    const random = simulation.splitRandom();
    await simulation.run(async () => {
      for (let i = 0; i < 100; i++) await delay(clock, random.integerBelow(100));
    }, dayMs);
    return simulation.traceHash;
  };
  expect(await hashOf(7)).toBe(await hashOf(7));
  expect(await hashOf(7)).not.toBe(await hashOf(8));
});

test('state that outlives a run, however small its effect, gives another trace hash', async () => {
  let runs = 0;
  const hashOf = async () => {
    runs += 1;
    const simulation = new Simulation({ seed: 7 });
    const { clock } = simulation.begin('node');
    await simulation.run(() => delay(clock, 10 + runs / 1_000), dayMs);
    return simulation.traceHash;
  };
  expect(await hashOf()).not.toBe(await hashOf());
});

test('timers of one instant fire in an order that the seed draws', async () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const simulation = new Simulation({ seed });
    const { clock } = simulation.begin('node');
    const order: string[] = [];
    for (const name of ['a', 'b', 'c']) clock.schedule(5, () => order.push(name));
    await simulation.run(() => delay(clock, 6), dayMs);
    expect(order.toSorted()).toEqual(['a', 'b', 'c']);
    orders.add(order.join(''));
  }
  expect(orders.size).toBeGreaterThan(1);
});

test('every promise takes all its turns before time moves on', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  let turns = 0;
  await simulation.run(async () => {
    const chain = async () => {
      for (let i = 0; i < 1_000; i++) {
        await Promise.resolve();
        turns += 1;
      }
    };
    clock.schedule(1, () => void chain());
    await delay(clock, 1.001);
    expect(turns).toBe(1_000);
  }, dayMs);
});

test('drained says that nothing is left, however long the chain of promises is', async () => {
  let turns = 0;
  const chain = async (): Promise<void> => {
    for (let i = 0; i < 50_000; i++) await Promise.resolve();
    turns += 1;
  };
  void chain();
  void Promise.resolve().then(chain);
  await microtasksDrained();
  expect(turns).toBe(2);
});

test("a killed node's timers never fire, and its next life starts without them", async () => {
  const simulation = new Simulation({ seed: 1 });
  const world = simulation.begin('world');
  const first = simulation.begin('node');
  const fired: string[] = [];
  await simulation.run(async () => {
    first.clock.schedule(10, () => fired.push('first'));
    await delay(world.clock, 5);
    simulation.kill('node');
    first.clock.schedule(1, () => fired.push('set after death'));
    const second = simulation.begin('node');
    expect(second.incarnation).toBe(2);
    second.clock.schedule(10, () => fired.push('second'));
    await delay(world.clock, 100);
  }, dayMs);
  expect(fired).toEqual(['second']);
});

test('a paused node loses time, and does what was due in order when it goes on', async () => {
  const simulation = new Simulation({ seed: 3 });
  const world = simulation.begin('world');
  const { clock } = simulation.begin('node');
  const fired: string[] = [];
  await simulation.run(async () => {
    for (const dueMs of [30, 10, 20]) {
      clock.schedule(dueMs, () => fired.push(`${dueMs} at ${clock.monotonicMs()}`));
    }
    const cancelled = clock.schedule(15, () => fired.push('cancelled'));
    simulation.clock.pause('node');
    await delay(world.clock, 50);
    expect(fired).toEqual([]);
    cancelled.cancel();
    simulation.clock.resume('node');
    await delay(world.clock, 1);
  }, dayMs);
  expect(fired).toEqual(['10 at 50', '20 at 50', '30 at 50']);
});

test('a scenario that waits for nothing that can happen is an error, and so is one without end', async () => {
  const stuck = new Simulation({ seed: 1 });
  await expect(stuck.run(() => new Promise(() => {}), dayMs)).rejects.toThrow(SimulationError);
  const endless = new Simulation({ seed: 1 });
  const { clock } = endless.begin('node');
  const forever = async () => {
    for (;;) await delay(clock, 10);
  };
  await expect(endless.run(forever, 1_000)).rejects.toThrow('not done after 1000');
});

test('an exception in a timer ends the run with it', async () => {
  const simulation = new Simulation({ seed: 1 });
  const { clock } = simulation.begin('node');
  clock.schedule(5, () => {
    throw new Error('planted');
  });
  await expect(simulation.run(() => delay(clock, 10), dayMs)).rejects.toThrow('planted');
});

test('[SIM-1] the real time, timers, chance and sockets throw while a simulation runs, and work again after it', async () => {
  const simulation = new Simulation({ seed: 1 });
  await simulation.run(async () => {
    for (const bypass of [
      () => Date.now(),
      () => new Date(),
      () => performance.now(),
      () => process.hrtime(),
      () => Math.random(),
      () => randomBytes(4),
      () => setTimeout(() => {}, 1),
      () => setImmediate(() => {}),
      () => process.nextTick(() => {}),
      () => AbortSignal.timeout(1),
      () => createServer(),
    ]) {
      expect(bypass, bypass.toString()).toThrow(PoisonError);
    }
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  }, dayMs);
  expect(Date.now()).toBeGreaterThan(0);
  expect(randomBytes(4)).toHaveLength(4);
  expect(Math.random()).toBeLessThan(1);
});

test('what is poisoned works again after a run that failed', async () => {
  const simulation = new Simulation({ seed: 1 });
  const failing = simulation.run(async () => {
    Date.now();
  }, dayMs);
  await expect(failing).rejects.toThrow(PoisonError);
  expect(Date.now()).toBeGreaterThan(0);
});
