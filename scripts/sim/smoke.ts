/** `npm run sim -- smoke`: the whole cluster, each seed twice, and both runs must have the same trace hash. */
import { runSmoke, type SmokeCounters, type SmokeResult } from '../../test/sim/smoke.ts';
import { type Outcome, print, report, type SimOptions } from './outcome.ts';

/** Fewer seeds than these may by chance lack a kind of fault. */
const seedsForEffort = 20;
/** What a run of at least 20 seeds must have met, per seed on average. */
const effortPerSeedMin: Partial<SmokeCounters> = {
  acknowledged: 1_000,
  retried: 10,
  kills: 1,
  powerLosses: 3,
  resets: 10,
  cuts: 3,
  pauses: 2,
};

function summary(result: SmokeResult): string {
  const { counters } = result;
  const faults = `${counters.kills} kills, ${counters.powerLosses} power losses, ${counters.resets} resets, ${counters.cuts} cuts, ${counters.pauses} pauses`;
  const records = `${counters.acknowledged} acknowledged, ${counters.retried} retried, ${counters.duplicates} duplicated, ${counters.gaveUp} given up`;
  return `${records}; ${faults}; ${(result.simulatedMs / 1_000).toFixed(1)} s in ${result.events} events`;
}

async function runSeed(seed: number, trace: boolean): Promise<SmokeResult> {
  const first = await runSmoke({ seed, trace: trace ? print : undefined });
  const second = await runSmoke({ seed });
  if (first.traceHash === second.traceHash) return first;
  const problem = `two runs of one seed differ: ${first.traceHash} and ${second.traceHash}; something bypasses the seams`;
  return { ...first, problems: [...first.problems, problem] };
}

function effortProblems(results: readonly SmokeResult[]): string[] {
  if (results.length < seedsForEffort) return [];
  const problems: string[] = [];
  for (const [name, least] of Object.entries(effortPerSeedMin)) {
    const total = results.reduce(
      (sum, { counters }) => sum + counters[name as keyof SmokeCounters],
      0,
    );
    const needed = least * results.length;
    if (total < needed) problems.push(`only ${total} ${name} over all seeds; ${needed} are needed`);
  }
  return problems;
}

export async function simulateSmoke({ first, seeds, trace, json }: SimOptions): Promise<Outcome> {
  const startedMs = performance.now();
  const results: SmokeResult[] = [];
  for (let seed = first; seed < first + seeds; seed++) {
    const result = await runSeed(seed, trace);
    results.push(result);
    if (json) print(JSON.stringify(result));
    const isGood = result.problems.length === 0;
    if (!json) print(`seed ${seed}: ${isGood ? 'ok' : 'FAILED'}; ${summary(result)}`);
    if (!isGood) report(result.problems, `npm run sim -- smoke --seed ${seed} --trace`);
  }
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  if (!json) print(`${seeds} seeds, twice each, in ${seconds} s`);
  const passed = results.filter((result) => result.problems.length === 0).length;
  return { passed, failed: seeds - passed, effort: effortProblems(results) };
}
