import { expect, test } from 'vitest';
import { delay } from '../../../src/base/clock.ts';
import { calmDisk, SimulatedDisk } from '../../sim/simulated-disk.ts';
import { Simulation } from '../../sim/simulation.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';

const limitMs = 100_000;
const slow = { latencyMsMax: 10, syncMsMax: 50, isSyncIgnored: undefined };

test('calls take their time, and do what the disk does', async () => {
  const simulation = new Simulation({ seed: 1 });
  const life = simulation.begin('node');
  const disk = new SimulatedDisk(simulation, new MemoryFileSystem(), slow).fileSystemFor(life);
  await simulation.run(async () => {
    await disk.makeDirectory('/a');
    const file = await disk.open('/a/f', { writable: true, create: true });
    await file.write([Buffer.from('one'), Buffer.from('two')], 0);
    await file.sync();
    const target = Buffer.alloc(6);
    expect(await file.read(target, 0)).toBe(6);
    expect(target.toString()).toBe('onetwo');
    expect(await file.size()).toBe(6);
    await file.truncate(3);
    await file.close();
    await disk.rename('/a/f', '/a/g');
    await disk.syncDirectory('/a');
    expect(await disk.stat('/a/g')).toEqual({ bytes: 3, isDirectory: false });
    expect(await disk.list('/a')).toEqual([{ name: 'g', isDirectory: false }]);
    await disk.remove('/a/g');
    await disk.removeDirectory('/a');
    await expect(disk.list('/a')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(life.clock.monotonicMs()).toBeGreaterThan(10);
  }, limitMs);
});

/** Whether one synced write is there after the power went off 12 ms after the sync began. */
async function survives(seed: number): Promise<{ isTold: boolean; isThere: boolean }> {
  const simulation = new Simulation({ seed });
  const world = simulation.begin('world');
  const life = simulation.begin('node');
  const memory = new MemoryFileSystem();
  const disk = new SimulatedDisk(simulation, memory, slow).fileSystemFor(life);
  let isTold = false;
  await simulation.run(async () => {
    const file = await disk.open('/f', { writable: true, create: true });
    await disk.syncDirectory('/');
    await file.write([Buffer.from('x')], 0);
    void file.sync().then(() => {
      isTold = true;
    });
    await delay(world.clock, 12);
    simulation.kill('node');
    memory.crash();
    await delay(world.clock, 1_000);
  }, limitMs);
  return { isTold, isThere: memory.contentOf('/f').length === 1 };
}

test('[SIM-3] a crash can come before a sync takes effect, after it, and after the news of it', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) {
    const { isTold, isThere } = await survives(seed);
    expect(isTold && !isThere).toBe(false);
    seen.add(`${isTold} ${isThere}`);
  }
  expect([...seen].sort()).toEqual(['false false', 'false true', 'true true']);
});

test('calls of a life that has ended never return', async () => {
  const simulation = new Simulation({ seed: 1 });
  const world = simulation.begin('world');
  const life = simulation.begin('node');
  const memory = new MemoryFileSystem();
  const disk = new SimulatedDisk(simulation, memory, calmDisk).fileSystemFor(life);
  let returned = 0;
  const count = () => {
    returned += 1;
  };
  await simulation.run(async () => {
    void disk.open('/before', { writable: true, create: true }).then(count, count);
    simulation.kill('node');
    void disk.open('/after', { writable: true, create: true }).then(count, count);
    await delay(world.clock, 1_000);
  }, limitMs);
  expect(returned).toBe(0);
  expect(await memory.list('/')).toEqual([]);
});

test('the planted bug: a sync that does nothing loses what it said was kept', async () => {
  const simulation = new Simulation({ seed: 1 });
  const life = simulation.begin('node');
  const memory = new MemoryFileSystem();
  const forgetful = { ...calmDisk, isSyncIgnored: () => true };
  const disk = new SimulatedDisk(simulation, memory, forgetful).fileSystemFor(life);
  await simulation.run(async () => {
    const file = await disk.open('/f', { writable: true, create: true });
    await file.write([Buffer.from('x')], 0);
    await file.sync();
    await disk.syncDirectory('/');
  }, limitMs);
  memory.crash();
  expect(await memory.stat('/f')).toEqual({ bytes: 0, isDirectory: false });
});
