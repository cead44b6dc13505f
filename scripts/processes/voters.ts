/** How many of a group of brokers keep the metadata. */
import { TidelogError } from '../../src/base/errors.ts';

/** An even number survives no more deaths than one less. */
export const voterCounts = [1, 3, 5] as const;

/** The most that there are brokers for: 1 of 1 or 2, 3 of 3 or 4, 5 of 5 and more. Throws USAGE when more are asked for. */
export function voterCount(brokers: number, asked?: number): number {
  if (asked === undefined) return voterCounts.findLast((count) => count <= brokers) ?? 1;
  if (asked > brokers) {
    throw new TidelogError(
      'USAGE',
      `${asked} voters need as many brokers, and there are ${brokers}; give --count ${asked} or more`,
    );
  }
  return asked;
}
