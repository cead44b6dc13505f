// Requests that wait for something to happen instead of being asked again.
import type { Clock } from '../base/clock.ts';
import type { Partition } from './partition.ts';

/**
 * Resolves when any of the partitions has more to read or has changed hands, when the time is up, or when nobody waits
 * for the answer any more. Leaves nothing behind.
 */
export function parkUntilChange(
  partitions: readonly Partition[],
  { clock, waitMs, signal }: { clock: Clock; waitMs: number; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      timer.cancel();
      signal.removeEventListener('abort', wake);
      for (const stop of stops) stop();
      resolve();
    };
    const timer = clock.schedule(waitMs, wake);
    const stops = partitions.map((partition) => partition.onChange(wake));
    signal.addEventListener('abort', wake);
  });
}
