// Bounds that several requests share.
import { limits } from '../../base/limits.ts';
import { WireError } from '../../protocol/error-codes.ts';

/** Throws INVALID_REQUEST for a request that names too many partitions. */
export function checkPartitionCount(topics: readonly { partitions: readonly unknown[] }[]): void {
  let count = 0;
  for (const topic of topics) count += topic.partitions.length;
  if (count <= limits.partitionsPerRequestMax) return;
  throw new WireError(
    'INVALID_REQUEST',
    `the request names ${count} partitions; at most ${limits.partitionsPerRequestMax} are allowed`,
  );
}

/** How long a request may wait: what it asks for, or the default when it says nothing, within the bound. */
export function waitingTimeMs(timeoutMs: number): number {
  const wanted = timeoutMs > 0 ? timeoutMs : limits.requestTimeoutMsDefault;
  return Math.min(wanted, limits.requestTimeoutMsMax);
}
