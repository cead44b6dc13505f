/** A bug that has been made before, as the change of a text, with the tests that must catch it. */

export interface Mutant {
  name: string;
  file: string;
  /** Occurs in the file once. */
  search: string;
  replace: string;
  /** Files of tests, as vitest takes them. */
  tests?: readonly string[];
  /** Part of the names of these tests, when one of them is to be shown to suffice. */
  named?: string;
  /** Instead of tests: a simulation (`npm run sim -- NAME`) of which one of the first 2,000 seeds must fail. */
  simulation?: string;
}

/** Within so many seeds a simulation must catch a bug. */
export const simulationSeedsMax = 2_000;
