/**
 * `npm run sim -- storage`: one random sequence of commands and faults for each seed, on one partition log beside a model.
 * A sequence that fails is printed in its smallest form.
 */

import { addCounters, runStorage, storageEffortProblems } from '../../test/sim/storage/storage.ts';
import { noCounters } from '../../test/sim/storage/storage-model.ts';
import { type Outcome, print, report, type SimOptions } from './outcome.ts';

const progressEvery = 2_000;

export async function simulateStorage(options: SimOptions): Promise<Outcome> {
  const { first, seeds, trace, json, bail } = options;
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1_000).toFixed(1);
  const counters = noCounters();
  let failed = 0;
  let count = 0;
  for (let seed = first; seed < first + seeds && !(bail && failed > 0); seed++) {
    const result = await runStorage(seed);
    addCounters(counters, result.counters);
    const isGood = result.problems.length === 0;
    if (json) print(JSON.stringify(result));
    else if (!isGood || trace) {
      print(`seed ${seed}: ${isGood ? 'ok' : 'FAILED'}; ${JSON.stringify(result.counters)}`);
    }
    if (!isGood) {
      failed += 1;
      print(JSON.stringify(result.counterexample));
      report(result.problems, `npm run sim -- storage --seed ${seed}`);
    }
    count += 1;
    if (count % progressEvery === 0 && !json) print(`${count} sequences in ${seconds()} s`);
  }
  if (!json) {
    const happened = Object.entries(counters).map(([name, count]) => `${count} ${name}`);
    print(`${happened.join(', ')}; ${seconds()} s`);
  }
  return { passed: count - failed, failed, effort: storageEffortProblems(counters) };
}
