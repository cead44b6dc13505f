import { INT32_MAX } from '../base/units.ts';

/** Sequences of a producer [LOG-11] count its records in a partition and wrap from 2^31 - 1 to 0. */
export function sequenceAfter(sequence: number, count: number): number {
  const sum = sequence + count;
  return sum > INT32_MAX ? sum - INT32_MAX - 1 : sum;
}
