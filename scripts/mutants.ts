/**
 * Plants known bugs in the storage layer, one at a time, and demands that a test catches each.
 *
 *   npm run mutants [-- --only PART-OF-A-NAME] [--list]
 *
 * The tree is copied to a temporary folder; there one text is replaced and the tests named for it are run, which must fail.
 * First all of these tests are run on the unchanged copy, and must pass. A text that no longer occurs, or more than once, is a
 * failure, so that the list cannot rot. The last line is `N passed, N failed`: a bug that was caught counts as passed.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Mutant, mutants } from './mutants/storage-mutants.ts';

interface Verdict {
  isCaught: boolean;
  /** What the first failing test said, or why the bug was not caught. */
  detail: string;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
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
const mutantMsMax = 180_000;
/** All tests together, without a bug. */
const allMsMax = 900_000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs the tests in files that match, with a name that matches. Returns their output when they fail. */
function runTests(
  copy: string,
  { tests, named }: Pick<Mutant, 'tests' | 'named'>,
  msMax: number,
): Promise<string | undefined> {
  const filter = named === undefined ? [] : ['-t', named];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--bail=1', '--reporter=default', '--testTimeout=90000', ...tests, ...filter],
    { cwd: copy, env: { ...process.env, NO_COLOR: '1', TIDELOG_VERIFY: '0' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), msMax);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve(code === 0 ? undefined : output);
    });
  });
}

/** The name of the first test that failed, and the first problem that it told. */
function firstFailure(output: string): string {
  const name = /FAIL\s+\|?\w*\|?\s*(.+)/.exec(output)?.[1]?.trim();
  const cause = /(?:Error|AssertionError): (.+)/.exec(output)?.[1]?.trim();
  if (name === undefined) return 'the tests did not end';
  return `${name}${cause === undefined ? '' : `: ${cause}`}`.slice(0, 200);
}

async function tryMutant(copy: string, mutant: Mutant): Promise<Verdict> {
  const path = join(copy, mutant.file);
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
    const output = await runTests(copy, mutant, mutantMsMax);
    if (output === undefined) return { isCaught: false, detail: 'all tests pass' };
    if (/No test files found|No test found/.test(output))
      return { isCaught: false, detail: 'no tests' };
    // A test that was only slow has seen nothing.
    const isSlow = output.includes('Test timed out');
    return { isCaught: !isSlow, detail: firstFailure(output) };
  } finally {
    writeFileSync(path, original);
  }
}

function chosenMutants(): readonly Mutant[] {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, list: { type: 'boolean', default: false } },
  });
  const chosen = mutants.filter(({ name }) => name.includes(values.only));
  if (values.list) {
    for (const { name, tests } of chosen) print(`${name}: ${tests.join(' ')}`);
    process.exit(0);
  }
  return chosen;
}

const chosen = chosenMutants();
const copy = mkdtempSync(join(tmpdir(), 'tidelog-mutants-'));
let caught = 0;
let missed = 0;
try {
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
  const broken = await runTests(copy, { tests }, allMsMax);
  if (broken !== undefined) {
    print(`the tests fail without any bug: ${firstFailure(broken)}`);
    missed += 1;
  } else {
    for (const mutant of chosen) {
      const startedMs = performance.now();
      const { isCaught, detail } = await tryMutant(copy, mutant);
      if (isCaught) caught += 1;
      else missed += 1;
      const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
      print(`${isCaught ? 'caught' : 'MISSED'}  ${mutant.name} (${seconds} s): ${detail}`);
    }
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = missed === 0 && caught > 0 ? 0 : 1;
print(`${caught} passed, ${missed} failed`);
