import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test, so that each can be run alone: `npx vitest run --project unit`. Two workers, because the
 * time limits are meant for two cores. A test that forks a child passes `execArgv: []` itself: vitest's own flags stand in
 * `process.execArgv` of its workers and would be inherited (`spawn(process.execPath, …)` inherits none).
 */
const longRuns = process.env.TIDELOG_VERIFY === '1';

/**
 * A hung test fails after this long; the long runs of `npm run verify` get ten times as much. Unit tests take milliseconds, but
 * a machine with ten times the work of its cores makes seconds of them.
 */
function timeLimitMs(normal: number): number {
  return longRuns ? normal * 10 : normal;
}

function project(name: string, limitMs: number) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      testTimeout: timeLimitMs(limitMs),
      hookTimeout: timeLimitMs(limitMs),
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    projects: [
      project('unit', 60_000),
      project('golden', 60_000),
      project('sim', 180_000),
      project('integration', 120_000),
      project('chaos', 120_000),
    ],
  },
});
