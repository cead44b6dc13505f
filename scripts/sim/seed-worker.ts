/** The child process of a seed pool: runs the seeds that it is sent, one after the other. Its argument names the simulation. */
import { assert } from '../../src/base/assert.ts';
import { runSeed, type SeededName, seededSimulations } from './seeded-simulation.ts';

const name = process.argv[2] as SeededName;
assert(Object.hasOwn(seededSimulations, name), `${name} is a simulation`);

process.on('message', (seed: number) => {
  void runSeed(name, seed).then((result) => process.send?.(result));
});
