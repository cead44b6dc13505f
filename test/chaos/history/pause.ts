import { delay, SystemClock } from '../../../src/base/clock.ts';

/** Faults last for a time, and real processes take theirs: here nothing can be simulated. */
export function pause(ms: number): Promise<void> {
  return delay(new SystemClock(), ms);
}
