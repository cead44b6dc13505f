import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/sim.ts', import.meta.url));

function run(...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [script, ...flags], { encoding: 'utf8' });
}

test('one seed prints one result and ends with the counts', () => {
  const { status, stdout } = run('smoke', '--seed', '8', '--json');
  const lines = stdout.trim().split('\n');
  expect(status).toBe(0);
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(JSON.parse(lines[0] as string)).toMatchObject({ seed: 8, problems: [] });
});

test('[SIM-3] two processes that run one seed get the same trace hash', () => {
  const hashOf = () => {
    const [line] = run('smoke', '--seed', '9', '--json').stdout.split('\n');
    return (JSON.parse(line as string) as { traceHash: string }).traceHash;
  };
  expect(hashOf()).toBe(hashOf());
});

test('seeds that run side by side come in their order, with the results that each has alone', () => {
  const side = run('smoke', '--seed', '22', '--seeds', '3', '--json').stdout.split('\n');
  const alone = [22, 23, 24].map((seed) => run('smoke', '--seed', `${seed}`, '--json').stdout);
  expect(side.slice(0, 3)).toEqual(alone.map((text) => text.split('\n')[0]));
  expect(side[3]).toBe('3 passed, 0 failed');
});

test('the storage simulation takes seeds the same way, and says what happened', () => {
  const { status, stdout } = run('storage', '--seeds', '40', '--seed', '5');
  const lines = stdout.trim().split('\n');
  expect(stdout).toMatch(/40 sequences, \d+ steps, \d+ acknowledged/);
  expect(lines.at(-1)).toBe('40 passed, 0 failed');
  expect(status).toBe(0);
  expect(run('storage', '--seed', '5', '--json').stdout).toBe(
    run('storage', '--seed', '5', '--json').stdout,
  );
});

test('a wrong call says what is wrong and exits with 2', () => {
  const wrong: [string[], string][] = [
    [[], 'there is: smoke, groups, raft, quorum, replication, storage'],
    [['other'], 'there is no simulation "other"'],
    [['smoke', '--seeds', '0'], '--seeds is "0"'],
    [['smoke', '--seed', 'x'], '--seed is "x"'],
    [['smoke', '--no-such-flag'], '--no-such-flag'],
  ];
  for (const [flags, message] of wrong) {
    const { status, stderr } = run(...flags);
    expect(stderr, flags.join(' ')).toContain(message);
    expect(status, flags.join(' ')).toBe(2);
  }
});
