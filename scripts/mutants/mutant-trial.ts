/** A copy of the tree in which bugs are planted, one at a time, and the runs that must catch them. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, simulationSeedsMax } from './mutant.ts';

export interface Verdict {
  isCaught: boolean;
  /** What the first failing test said, or why the bug was not caught. */
  detail: string;
  /** How many seeds a simulation took. */
  seeds?: number;
}

interface Run {
  isGood: boolean;
  output: string;
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const copied = [
  'src',
  'test',
  'scripts',
  'proto',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
/** A bug that makes the tests hang counts as caught after this time. */
const testsMsMax = 180_000;
/** As long as all seeds take on one busy core. */
const simulationMsMax = 1_800_000;
/** All tests together, without a bug. */
const allMsMax = 900_000;
/** What a simulation must pass without a bug, before it is believed. */
const soundSeeds = 40;
const outputCharactersMax = 1_000_000;

export class MutantTrial {
  readonly #copy = mkdtempSync(join(tmpdir(), 'tidelog-mutants-'));

  constructor() {
    for (const name of copied)
      cpSync(join(root, name), join(this.#copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#copy, 'node_modules'));
  }

  [Symbol.dispose](): void {
    rmSync(this.#copy, { recursive: true, force: true });
  }

  /** What fails without any bug; undefined when all is well. */
  async unsound(mutants: readonly Mutant[]): Promise<string | undefined> {
    const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests ?? []))];
    if (tests.length > 0) {
      const { isGood, output } = await this.#runTests({ tests }, allMsMax);
      if (!isGood) return firstFailure(output);
    }
    for (const simulation of new Set(mutants.flatMap((mutant) => mutant.simulation ?? []))) {
      const { isGood, output } = await this.#simulate(simulation, soundSeeds);
      if (!isGood) return `${simulation}: ${firstProblem(output)}`;
    }
    return undefined;
  }

  async try(mutant: Mutant): Promise<Verdict> {
    const path = join(this.#copy, mutant.file);
    const original = readFileSync(path, 'utf8');
    const found = original.split(mutant.search).length - 1;
    if (found !== 1) {
      return { isCaught: false, detail: `its text occurs ${found} times in ${mutant.file}` };
    }
    // A function, because a text may contain what String.replace takes for a pattern.
    writeFileSync(
      path,
      original.replace(mutant.search, () => mutant.replace),
    );
    try {
      return mutant.simulation === undefined
        ? await this.#tryTests(mutant)
        : await this.#trySimulation(mutant.simulation);
    } finally {
      writeFileSync(path, original);
    }
  }

  async #tryTests({ tests = [], named }: Mutant): Promise<Verdict> {
    const { isGood, output } = await this.#runTests({ tests, named }, testsMsMax);
    if (isGood) return { isCaught: false, detail: 'all tests pass' };
    if (/No test files found|No test found/.test(output))
      return { isCaught: false, detail: 'no tests' };
    // A test that was only slow has seen nothing.
    const isSlow = output.includes('Test timed out');
    return { isCaught: !isSlow, detail: firstFailure(output) };
  }

  async #trySimulation(name: string): Promise<Verdict> {
    const { output } = await this.#simulate(name, simulationSeedsMax, '--bail');
    // What a process says on its two outputs may come in another order.
    const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
    // The text does not even compile, or the run was too long.
    if (counts === undefined)
      return { isCaught: false, detail: `no result: ${output.slice(-200)}` };
    const [passed, failed] = [Number(counts[1]), Number(counts[2])];
    if (failed === 0) return { isCaught: false, detail: `${passed} seeds pass` };
    if (!output.includes('FAILED')) return { isCaught: false, detail: firstProblem(output) };
    return { isCaught: true, detail: firstProblem(output), seeds: passed + 1 };
  }

  #runTests(
    { tests, named }: { tests: readonly string[]; named?: string | undefined },
    msMax: number,
  ): Promise<Run> {
    const filter = named === undefined ? [] : ['-t', named];
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const flags = ['run', '--bail=1', '--reporter=default', '--testTimeout=90000'];
    return this.#run([vitest, ...flags, ...tests, ...filter], msMax);
  }

  #simulate(name: string, seeds: number, ...flags: string[]): Promise<Run> {
    const script = join(this.#copy, 'scripts', 'sim.ts');
    const call = [script, name, '--seeds', String(seeds), '--jobs', '1', ...flags];
    return this.#run(call, simulationMsMax);
  }

  #run(call: readonly string[], msMax: number): Promise<Run> {
    const child = spawn(process.execPath, call, {
      cwd: this.#copy,
      env: { ...process.env, NO_COLOR: '1', TIDELOG_VERIFY: '0' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-outputCharactersMax);
      });
    }
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => child.kill('SIGKILL'), msMax);
      child.once('error', reject);
      child.once('close', (code) => {
        clearTimeout(limit);
        resolve({ isGood: code === 0, output });
      });
    });
  }
}

/** The name of the first test that failed, and the first problem that it told. */
function firstFailure(output: string): string {
  const name = /FAIL\s+\|?\w*\|?\s*(.+)/.exec(output)?.[1]?.trim();
  const cause = /(?:Error|AssertionError): (.+)/.exec(output)?.[1]?.trim();
  if (name === undefined) return 'the tests did not end';
  return `${name}${cause === undefined ? '' : `: ${cause}`}`.slice(0, 200);
}

/** The first problem of the first seed that failed: it is indented. */
function firstProblem(output: string): string {
  return (/^ {2}(.+)$/m.exec(output)?.[1] ?? output.slice(-200)).slice(0, 200);
}
