/**
 * Runs what CI runs, step by step, and goes on after a failure, so that one run shows all that is wrong.
 *
 *   npm run check    tidy, lint, types, unit tests: under a minute
 *   npm test         everything CI runs
 *   npm run verify   the same with heavier parameters (TIDELOG_VERIFY=1), and the demo
 *
 * The last line is always `N passed, N failed`: each vitest test counts as one, each other step as one, and a simulation adds
 * the counts of its own last line. A suite without a test, an unhandled error and a step that hangs are failures.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  command: readonly string[];
  /** How the step's outcome is counted: by its exit code, by vitest's JSON report, or by its own last line. */
  kind: 'exit-code' | 'vitest' | 'last-line';
}

interface Exit {
  code: number;
  /** The end of what the step wrote to stdout; empty unless its last line counts. */
  tail: string;
  hung: boolean;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const verify = process.argv.includes('--verify');
const checkOnly = process.argv.includes('--check');
/** A step that takes longer than this hangs. The whole of `npm test` is meant to take less than ten minutes. */
const stepMsMax = (verify ? 180 : 15) * 60_000;
const killDelayMs = 5_000;
const tailCharactersMax = 4_096;
/** As many seeds as the simulation has by default, or with TIDELOG_VERIFY=1. */
function simulation(name: string): Step {
  return {
    name: `${name} simulation`,
    command: ['node', 'scripts/sim.ts', name],
    kind: 'last-line',
  };
}

const mutants: Step = {
  name: 'planted bugs',
  command: ['node', 'scripts/mutants.ts'],
  kind: 'last-line',
};
const groupsChaos: Step = {
  name: 'chaos of groups',
  command: ['node', 'scripts/chaos.ts', 'groups'],
  kind: 'last-line',
};
/** The suites that must have tests; one of the others counts as soon as it has a file. */
const suitesRequired = ['unit', 'golden', 'integration'];

function suite(name: string): Step[] {
  const exists = globSync(`test/${name}/**/*.test.ts`, { cwd: root }).length > 0;
  if (!exists && !suitesRequired.includes(name)) {
    return [];
  }
  return [{ name: `${name} tests`, command: ['vitest', 'run', '--project', name], kind: 'vitest' }];
}

function stepsToRun(): Step[] {
  const step = (name: string, ...command: string[]): Step => ({
    name,
    command,
    kind: 'exit-code',
  });
  const generated = step('generated code', 'node', 'scripts/gen-proto.ts', '--check');
  const quick = [
    step('tidy', 'node', 'scripts/tidy.ts'),
    step('biome', 'biome', 'check', '--error-on-warnings'),
    step('promises', 'oxlint', '--type-aware', '--deny-warnings'),
    step('types', 'tsc', '-p', 'tsconfig.json'),
    ...suite('unit'),
  ];
  if (checkOnly) {
    return quick;
  }
  return [
    generated,
    ...quick,
    ...suite('golden'),
    ...suite('sim'),
    simulation('groups'),
    simulation('smoke'),
    simulation('quorum'),
    simulation('replication'),
    // `npm test` has a sample of the storage simulation in its sim suite.
    ...(verify ? [simulation('storage'), simulation('raft'), mutants] : []),
    ...suite('integration'),
    ...suite('chaos'),
    { name: 'chaos', command: ['node', 'scripts/chaos.ts'], kind: 'last-line' },
    ...(verify ? [groupsChaos, step('demo', 'node', 'scripts/demo.ts')] : []),
  ];
}

/** Ends a step that hangs: asks first, so that it can end its own children, and insists a little later. */
function endHung(child: ChildProcess): void {
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), killDelayMs);
  child.once('exit', () => clearTimeout(insist));
}

function run(step: Step, extraArguments: readonly string[]): Promise<Exit> {
  const [program = '', ...programArguments] = [...step.command, ...extraArguments];
  const bin = join(root, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  const capture = step.kind === 'last-line';
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, {
      cwd: root,
      env: verify ? { ...env, TIDELOG_VERIFY: '1' } : env,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    let tail = '';
    let hung = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      tail = (tail + text).slice(-tailCharactersMax);
    });
    const limit = setTimeout(() => {
      hung = true;
      endHung(child);
    }, stepMsMax);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? 1, tail, hung });
    });
  });
}

/** A step whose counts show no failure has failed all the same if its process did, or if it counted nothing. */
function withExit(counts: Counts, exit: Exit): Counts {
  const silentFailure = counts.failed === 0 && (exit.code !== 0 || counts.passed === 0);
  return silentFailure ? { passed: counts.passed, failed: 1 } : counts;
}

async function runVitest(step: Step): Promise<[Counts, Exit]> {
  const directory = mkdtempSync(join(tmpdir(), 'tidelog-test-'));
  const report = join(directory, 'report.json');
  try {
    const exit = await run(step, [
      ...['--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
    ]);
    return [withExit(readReport(report), exit), exit];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function readReport(path: string): Counts {
  try {
    const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { numPassedTests, numFailedTests } = report as Record<string, unknown>;
    return { passed: Number(numPassedTests ?? 0), failed: Number(numFailedTests ?? 0) };
  } catch (error) {
    process.stderr.write(`vitest left no readable report: ${String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
}

function readLastLine(tail: string): Counts {
  const match = /(?:^|\n)(\d+) passed, (\d+) failed\n*$/.exec(tail);
  return match === null
    ? { passed: 0, failed: 1 }
    : { passed: Number(match[1]), failed: Number(match[2]) };
}

async function runStep(step: Step): Promise<Counts> {
  process.stdout.write(`\n=== ${step.name}: ${step.command.join(' ')}\n`);
  const startedMs = performance.now();
  let counts: Counts;
  let exit: Exit;
  if (step.kind === 'vitest') {
    [counts, exit] = await runVitest(step);
  } else {
    exit = await run(step, []);
    counts =
      step.kind === 'exit-code'
        ? { passed: exit.code === 0 ? 1 : 0, failed: exit.code === 0 ? 0 : 1 }
        : withExit(readLastLine(exit.tail), exit);
  }
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const outcome = exit.hung ? `ended after ${stepMsMax / 60_000} minutes` : `exit ${exit.code}`;
  const verdict = counts.failed === 0 ? 'ok' : `FAILED (${outcome})`;
  process.stdout.write(`--- ${step.name}: ${verdict}, ${seconds} s\n`);
  return counts;
}

const total: Counts = { passed: 0, failed: 0 };
const failedSteps: string[] = [];
for (const step of stepsToRun()) {
  const counts = await runStep(step);
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) {
    failedSteps.push(step.name);
  }
}
if (failedSteps.length > 0) {
  process.stdout.write(`\nfailed: ${failedSteps.join(', ')}\n`);
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
