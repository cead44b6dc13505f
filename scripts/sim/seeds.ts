/** Runs the seeds of a simulation over all cores, and tells what they found. */
import type { SeedResult } from '../../test/sim/seed-result.ts';
import { type Outcome, print, report, type SimOptions } from './outcome.ts';
import { SeedPool } from './seed-pool.ts';
import { effortProblems, runSeed, type SeededName } from './seeded-simulation.ts';

/** With more seeds than these, only failures have lines of their own. */
const seedsToName = 50;
const progressMs = 10_000;

function summary({ counters, simulatedMs, events }: SeedResult): string {
  const happened = Object.entries(counters).filter(([, count]) => count > 0);
  const counts = happened.map(([name, count]) => `${count} ${name}`).join(', ');
  return `${counts}; ${(simulatedMs / 1_000).toFixed(1)} s in ${events} events`;
}

export async function simulateSeeds(name: SeededName, options: SimOptions): Promise<Outcome> {
  const { first, seeds, trace, json, bail, jobs } = options;
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1_000).toFixed(1);
  const sums = new Map<string, number>();
  let toldMs = startedMs;
  let done = 0;
  let failed = 0;
  let events = 0;
  let simulatedMs = 0;
  const onResult = (result: SeedResult): boolean => {
    done += 1;
    events += result.events;
    simulatedMs += result.simulatedMs;
    for (const [counter, count] of Object.entries(result.counters)) {
      sums.set(counter, (sums.get(counter) ?? 0) + count);
    }
    const isGood = result.problems.length === 0;
    if (!isGood) failed += 1;
    if (json) print(JSON.stringify(result));
    else if (!isGood || seeds <= seedsToName) {
      print(`seed ${result.seed}: ${isGood ? 'ok' : 'FAILED'}; ${summary(result)}`);
    }
    if (!isGood) report(result.problems, `npm run sim -- ${name} --seed ${result.seed} --trace`);
    if (!json && performance.now() - toldMs > progressMs) {
      toldMs = performance.now();
      print(`${done} of ${seeds} seeds in ${seconds()} s, ${failed} failed`);
    }
    return isGood || !bail;
  };
  if (trace || seeds === 1) {
    for (let seed = first; seed < first + seeds; seed++) {
      if (!onResult(await runSeed(name, seed, trace ? print : undefined))) break;
    }
  } else {
    await SeedPool.run({ name, first, seeds, jobs, onResult });
  }
  if (!json) {
    const counts = [...sums].map(([counter, count]) => `${count} ${counter}`).join(', ');
    const hours = (simulatedMs / 3_600_000).toFixed(2);
    print(`${done} seeds in ${seconds()} s: ${counts}; ${hours} simulated hours, ${events} events`);
  }
  return { passed: done - failed, failed, effort: effortProblems(name, done, sums) };
}
