/**
 * Plants known bugs, one at a time, and demands that a test or a simulation catches each.
 *
 *   npm run mutants [-- --list-of storage|…] [--only PART-OF-A-NAME] [--list] [--jobs N]
 *
 * The tree is copied to a temporary folder; there one text is replaced and what is named for it is run, which must fail: tests, or
 * up to 2,000 seeds of a simulation. First all of that is run on the unchanged copy, and must pass. A text that no longer occurs, or
 * more than once, is a failure, so that the lists cannot rot. The last line is `N passed, N failed`: a bug that was caught counts
 * as passed.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { mutantLists } from './mutants/lists.ts';
import type { Mutant } from './mutants/mutant.ts';
import { MutantTrial, type Verdict } from './mutants/mutant-trial.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function usage(message: string): never {
  const names = Object.keys(mutantLists).join('|');
  process.stderr.write(
    `${message}\nusage: npm run mutants -- [--list-of ${names}] [--only PART] [--list] [--jobs N]\n`,
  );
  process.exit(2);
}

function parse() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { 'list-of': text, only: text, list: flag, jobs: text } }).values;
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
}

function chosenMutants({ only = '', 'list-of': listOf }: ReturnType<typeof parse>): Mutant[] {
  const lists = listOf === undefined ? Object.keys(mutantLists) : listOf.split(',');
  const chosen = lists.flatMap((name) => {
    const list = mutantLists[name];
    if (list === undefined) usage(`there is no list "${name}" of planted bugs`);
    return list;
  });
  return chosen.filter(({ name }) => name.includes(only));
}

function tell(mutant: Mutant, { isCaught, detail, seeds }: Verdict, startedMs: number): void {
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const effort = seeds === undefined ? `${seconds} s` : `${seeds} seeds, ${seconds} s`;
  print(`${isCaught ? 'caught' : 'MISSED'}  ${mutant.name} (${effort}): ${detail}`);
}

/** Each job has a copy of its own, and takes the next bug when it is done with one. */
async function tryAll(mutants: readonly Mutant[], jobs: number): Promise<number> {
  const waiting = [...mutants];
  let caught = 0;
  const work = async () => {
    using trial = new MutantTrial();
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const startedMs = performance.now();
      const verdict = await trial.try(mutant);
      if (verdict.isCaught) caught += 1;
      tell(mutant, verdict, startedMs);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return caught;
}

async function unsound(mutants: readonly Mutant[]): Promise<string | undefined> {
  using trial = new MutantTrial();
  return await trial.unsound(mutants);
}

const values = parse();
const chosen = chosenMutants(values);
const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
if (!Number.isSafeInteger(jobs) || jobs < 1) usage(`--jobs is "${values.jobs}"`);
if (values.list) {
  for (const { name, tests = [], simulation } of chosen) {
    print(
      `${name}: ${simulation === undefined ? tests.join(' ') : `npm run sim -- ${simulation}`}`,
    );
  }
} else {
  const failure = await unsound(chosen);
  if (failure !== undefined) print(`it fails without any bug: ${failure}`);
  const caught = failure === undefined ? await tryAll(chosen, jobs) : 0;
  const missed = failure === undefined ? chosen.length - caught : 1;
  process.exitCode = missed === 0 && caught > 0 ? 0 : 1;
  print(`${caught} passed, ${missed} failed`);
}
