/**
 * Runs simulations, seed after seed.
 *
 *   npm run sim -- smoke [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]          a whole cluster under a load of records
 *   npm run sim -- groups [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]         consumer groups on a whole cluster
 *   npm run sim -- raft [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]           the core of the metadata quorum alone
 *   npm run sim -- quorum [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]         a whole cluster whose members come, go and lose disks
 *   npm run sim -- replication [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]    replicated partitions under faults of everything below them
 *   npm run sim -- storage [--seeds N] [--seed FIRST] [--trace] [--json] [--bail]        one partition log beside a model
 *
 * Seeds of a whole cluster run on all cores (`--jobs N`: in N processes), with the results that they have one by one. `--bail` ends with the first failure.
 * A seed that fails prints the command that replays it. With enough seeds, the run as a whole must have met enough faults, or
 * it shows nothing and fails. The last line is `N passed, N failed`; the exit code is 1 when anything failed and 2 for a
 * wrong call.
 */
import { parseArgs } from 'node:util';
import { type Outcome, print, type SimOptions } from './sim/outcome.ts';
import { simulateSeeds } from './sim/seeds.ts';
import { simulateStorage } from './sim/storage.ts';

interface Simulation {
  run: (options: SimOptions) => Promise<Outcome>;
  seedsDefault: number;
  /** With TIDELOG_VERIFY=1. */
  seedsOfVerify: number;
}

const simulations = {
  smoke: {
    run: (options) => simulateSeeds('smoke', options),
    seedsDefault: 20,
    seedsOfVerify: 500,
  },
  groups: {
    run: (options) => simulateSeeds('groups', options),
    seedsDefault: 150,
    seedsOfVerify: 1_200,
  },
  raft: {
    run: (options) => simulateSeeds('raft', options),
    seedsDefault: 1_000,
    seedsOfVerify: 20_000,
  },
  quorum: {
    run: (options) => simulateSeeds('quorum', options),
    seedsDefault: 150,
    seedsOfVerify: 1_200,
  },
  replication: {
    run: (options) => simulateSeeds('replication', options),
    seedsDefault: 150,
    seedsOfVerify: 1_200,
  },
  storage: { run: simulateStorage, seedsDefault: 1_000, seedsOfVerify: 20_000 },
} as const satisfies Record<string, Simulation>;

function usage(message: string): never {
  const names = Object.keys(simulations).join('|');
  process.stderr.write(
    `${message}\nusage: npm run sim -- ${names} [--seeds N] [--seed FIRST] [--trace] [--json] [--bail] [--jobs N]\n`,
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

function parse(): SimOptions & { simulation: Simulation } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let parsed: ReturnType<typeof read>;
  function read() {
    const options = { seeds: text, seed: text, trace: flag, json: flag, bail: flag, jobs: text };
    return parseArgs({ options, allowPositionals: true });
  }
  try {
    parsed = read();
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const name = positionals.join(' ');
  const simulation = Object.entries(simulations).find(([key]) => key === name)?.[1];
  if (simulation === undefined) {
    usage(`there is no simulation "${name}"; there is: ${Object.keys(simulations).join(', ')}`);
  }
  const { seedsDefault, seedsOfVerify } = simulation;
  const many = process.env.TIDELOG_VERIFY === '1' ? seedsOfVerify : seedsDefault;
  return {
    simulation,
    first: wholeNumber('seed', values.seed, 1, 0),
    seeds: wholeNumber('seeds', values.seeds, values.seed === undefined ? many : 1, 1),
    trace: values.trace,
    json: values.json,
    bail: values.bail,
    jobs: values.jobs === undefined ? undefined : wholeNumber('jobs', values.jobs, 1, 1),
  };
}

const { simulation, ...options } = parse();
const outcome = await simulation.run(options);
for (const problem of outcome.effort) process.stderr.write(`too little happened: ${problem}\n`);
const failed = outcome.failed + (outcome.effort.length > 0 ? 1 : 0);
process.exitCode = failed === 0 ? 0 : 1;
print(`${outcome.passed} passed, ${failed} failed`);
