// What the parts of one client share.
import type { Clock } from '../base/clock.ts';
import { delay } from '../base/clock.ts';
import { TidelogError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import type { Connection } from '../net/connection.ts';
import type { ConnectionPool } from '../net/connection-pool.ts';
import type { MetadataCache } from './metadata-cache.ts';
import { actionFor, backoffMs } from './retry.ts';

export interface ClientContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly tasks: Tasks;
  readonly pool: ConnectionPool;
  readonly metadata: MetadataCache;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** Long polls have a connection of their own, so that nothing waits behind them [NET-5]. */
export type ConnectionPurpose = 'control' | 'produce' | 'fetch';

/** Rejects with BROKER_UNKNOWN (retriable) when the metadata has no address for it. */
export async function connectToBroker(
  { metadata, pool }: ClientContext,
  brokerId: number,
  purpose: ConnectionPurpose,
): Promise<Connection> {
  const address = metadata.brokerAddress(brokerId);
  if (!address) {
    throw new TidelogError('BROKER_UNKNOWN', `broker ${brokerId} is not known, or not alive`, {
      retriable: true,
    });
  }
  return await pool.get(address, purpose);
}

/** A request that is under way to the leader of some partitions. */
export interface LeaderRequest {
  connection: Connection;
  brokerId: number;
  /** With the leader epochs that were known when it was sent. */
  partitions: readonly { topic: string; partition: number; leaderEpoch: number }[];
  /** Without an answer for so long, it is asked whether somebody else leads. */
  patienceMs: number;
}

/**
 * A broker that is stopped, or cut off, says nothing, and its partitions get other leaders meanwhile: when one of them has,
 * the connection is given up, long before the request times out. Returns what ends the watch.
 */
export function watchLeader(
  { clock, metadata }: ClientContext,
  request: LeaderRequest,
): () => void {
  const { connection, brokerId, partitions, patienceMs } = request;
  const ends: (() => void)[] = [];
  const timer = clock.schedule(patienceMs, () => {
    for (const { topic, partition, leaderEpoch: afterEpoch } of partitions) {
      const onLeader = (leaderId: number) => {
        if (leaderId !== brokerId) connection.close();
      };
      ends.push(metadata.expectLeader({ topic, partition, afterEpoch, onLeader }));
    }
  });
  return () => {
    timer.cancel();
    for (const end of ends) end();
  };
}

export interface RetryOptions {
  /** On the monotonic clock. The last error is thrown when it would be passed. */
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

/** Tries again, with fresh metadata where that helps, until it works, the error is final, or the deadline passes. */
export async function withRetries<T>(
  context: ClientContext,
  { deadlineMs, signal }: RetryOptions,
  attempt: (attempts: number) => Promise<T>,
): Promise<T> {
  const { clock, random, metadata } = context;
  for (let attempts = 1; ; attempts++) {
    try {
      signal?.throwIfAborted();
      return await attempt(attempts);
    } catch (error) {
      const action = signal?.aborted ? 'fail' : actionFor(error);
      const pauseMs = backoffMs(attempts, random);
      const isOver = clock.monotonicMs() + pauseMs > deadlineMs;
      if (action === 'fail' || isOver) throw error;
      if (action === 'refresh') metadata.refreshInBackground();
      await delay(clock, pauseMs, signal);
    }
  }
}

/** When work that starts now must be over: the connect timeout until a broker has ever answered, then the request timeout. */
export function requestDeadlineMs(context: ClientContext): number {
  const { clock, metadata, connectTimeoutMs, requestTimeoutMs } = context;
  const hasContact = metadata.current.clusterId !== undefined;
  return clock.monotonicMs() + (hasContact ? requestTimeoutMs : connectTimeoutMs);
}
