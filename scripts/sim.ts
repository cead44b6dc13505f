/**
 * Runs the whole cluster in simulation, seed after seed.
 *
 *   npm run sim -- smoke [--seeds N] [--seed FIRST] [--trace] [--json]
 *
 * Each seed is run twice, and both runs must have the same trace hash. A seed that fails prints the command that replays it.
 * From 20 seeds on, the run as a whole must have met enough faults, or it shows nothing and fails. The last line is
 * `N passed, N failed`; the exit code is 1 when anything failed and 2 for a wrong call.
 */
import { parseArgs } from 'node:util';
import { runSmoke, type SmokeCounters, type SmokeResult } from '../test/sim/smoke.ts';

const seedsDefault = process.env.TIDELOG_VERIFY === '1' ? 500 : 20;
/** Fewer seeds than these may by chance lack a kind of fault. */
const seedsForEffort = 20;
/** What a run of at least 20 seeds must have met, per seed on average. */
const effortPerSeedMin: Partial<SmokeCounters> = {
  acknowledged: 1_000,
  retried: 10,
  duplicates: 2,
  kills: 1,
  powerLosses: 3,
  resets: 10,
  cuts: 3,
  pauses: 2,
};

function usage(message: string): never {
  process.stderr.write(
    `${message}\nusage: npm run sim -- smoke [--seeds N] [--seed FIRST] [--trace] [--json]\n`,
  );
  process.exit(2);
}

function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  min: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= min) return value;
  usage(`--${name} is "${text}"; it must be a whole number of at least ${min}`);
}

function parse(): { seed: number; seeds: number; trace: boolean; json: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let parsed: ReturnType<typeof read>;
  function read() {
    const options = { seeds: text, seed: text, trace: flag, json: flag };
    return parseArgs({ options, allowPositionals: true });
  }
  try {
    parsed = read();
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1 || positionals[0] !== 'smoke') {
    usage(`there is no simulation "${positionals.join(' ')}"; there is: smoke`);
  }
  return {
    seed: wholeNumber('seed', values.seed, 1, 0),
    seeds: wholeNumber('seeds', values.seeds, values.seed === undefined ? seedsDefault : 1, 1),
    trace: values.trace,
    json: values.json,
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

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

const { seed: first, seeds, trace, json } = parse();
const startedMs = performance.now();
const results: SmokeResult[] = [];
let failed = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const result = await runSeed(seed, trace);
  results.push(result);
  const isGood = result.problems.length === 0;
  if (!isGood) failed += 1;
  if (json) print(JSON.stringify(result));
  else print(`seed ${seed}: ${isGood ? 'ok' : 'FAILED'}; ${summary(result)}`);
  if (isGood) continue;
  for (const problem of result.problems.slice(0, 10)) process.stderr.write(`  ${problem}\n`);
  process.stderr.write(
    `  ${result.problems.length} problems; replay: npm run sim -- smoke --seed ${seed} --trace\n`,
  );
}
const effort = effortProblems(results);
for (const problem of effort) process.stderr.write(`too little happened: ${problem}\n`);
if (effort.length > 0) failed += 1;
if (!json)
  print(`${seeds} seeds, twice each, in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
process.exitCode = failed === 0 ? 0 : 1;
print(
  `${results.filter((result) => result.problems.length === 0).length} passed, ${failed} failed`,
);
