import type { TestContext } from 'vitest';

/** Leaves the test out, counted as skipped, and says on stdout why: what is missing must not look like a pass. */
export function skipLoudly(context: TestContext, missing: string): never {
  process.stdout.write(`SKIP: ${context.task.name}: ${missing}\n`);
  return context.skip(missing);
}
