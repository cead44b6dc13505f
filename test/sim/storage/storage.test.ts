// A sample of what `npm run sim -- storage` runs, and `npm run verify` twenty times as much of.
import { expect, test } from 'vitest';
import { runStorage, storageEffortProblems } from './storage.ts';

const sequences = 1_000;

test('[LOG-1..9] a log on a disk that fails behaves like an array of records', async () => {
  const result = await runStorage(20_261_121, sequences);
  const { problems, counterexample, counters } = result;
  process.stdout.write(`${JSON.stringify(counters)}\n`);
  const smallest = `smallest: ${JSON.stringify(counterexample)}`;
  expect(problems[0], `sequence ${result.sequences}; ${smallest}`).toBeUndefined();
  expect(counters.sequences).toBe(sequences);
  expect(storageEffortProblems(counters)).toEqual([]);
});
