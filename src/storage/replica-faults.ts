// What is wrong with the logs of a data directory, for whoever decides who may lead [LOG-5, LOG-6, REP-11]: told once in the
// broker's log, and kept until the log is opened without it or deleted.
import { codeOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { type ListedLog, logKey } from './manifest.ts';
import { LogDamagedError } from './storage-errors.ts';

/**
 * `lost`: listed, and not there. `damaged`: holds something else than what was durable once. `suspect`: whole, but its end may
 * lack what was held once.
 */
export type ReplicaFault = 'lost' | 'damaged' | 'suspect';

export interface FaultyReplica extends ListedLog {
  /** For people. */
  reason: string;
}

export class ReplicaFaults {
  readonly #logger: Logger;
  readonly #replicas = new Map<string, FaultyReplica & { fault: ReplicaFault }>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Sorted by topic and partition. */
  of(fault: ReplicaFault): FaultyReplica[] {
    return [...this.#replicas.values()]
      .filter((replica) => replica.fault === fault)
      .map(({ topic, partition, topicId, reason }) => ({ topic, partition, topicId, reason }))
      .sort((a, b) =>
        a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
      );
  }

  add(fault: ReplicaFault, { topic, partition, topicId }: ListedLog, reason: string): void {
    const key = logKey({ topicId, partition });
    const known = this.#replicas.get(key);
    if (known?.fault === fault && known.reason === reason) return;
    this.#replicas.set(key, { topic, partition, topicId, reason, fault });
    const level = fault === 'suspect' ? 'warn' : 'error';
    this.#logger[level]({ topic, partition, topicId, reason }, `this replica is ${fault}`);
  }

  clear(log: ListedLog): void {
    this.#replicas.delete(logKey(log));
  }
}

/** What a failure to open a log says about it; undefined when the log may be good. */
export function faultOf(error: unknown): ReplicaFault | undefined {
  if (error instanceof LogDamagedError) return 'damaged';
  return codeOf(error) === 'LOG_LOST' ? 'lost' : undefined;
}
