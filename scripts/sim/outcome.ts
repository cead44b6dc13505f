/** What the simulations share: how they are called and how they tell their result. */

export interface SimOptions {
  first: number;
  seeds: number;
  trace: boolean;
  json: boolean;
  /** Ends with the first seed that fails. */
  bail: boolean;
  /** Child processes for seeds. Default: one for each core. */
  jobs: number | undefined;
}

export interface Outcome {
  passed: number;
  failed: number;
  /** What happened too rarely for the run to show anything. */
  effort: string[];
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tells on stderr what is wrong with a seed. */
export function report(problems: readonly string[], replay: string): void {
  for (const problem of problems.slice(0, 10)) process.stderr.write(`  ${problem}\n`);
  process.stderr.write(`  ${problems.length} problems; replay: ${replay}\n`);
}
