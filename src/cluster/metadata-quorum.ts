// The metadata log of a voter, as its leader keeps it [QRM-1]: appends batches, knows which are committed, publishes
// those, and lets learners read them. With one voter an entry is committed once it is durable here. A failed write ends
// the broker [LOG-4]: `onFailure` does that.
import { assert } from '../base/assert.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { codeOf, TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { RingQueue } from '../base/ring-queue.ts';
import { MIB } from '../base/units.ts';
import type { Uuid } from '../base/uuid.ts';
import type { Address } from '../net/transport.ts';
import type { MetadataRecordInit } from '../protocol/messages.ts';
import { splitBatches } from '../protocol/record-batch.ts';
import { logConfigDefaults } from '../storage/log-config.ts';
import type { LogManager } from '../storage/log-manager.ts';
import type { PartitionLog } from '../storage/partition-log.ts';
import { foundingRecords, votersRecord } from './controller.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import {
  decodeMetadataBatch,
  encodeMetadataBatch,
  type MetadataBatch,
  metadataTopicId,
  metadataTopicName,
} from './metadata/records.ts';
import type { QuorumDescription } from './quorum-description.ts';

const replayBytesPerRead = 4 * MIB;

export interface MetadataQuorumOptions {
  nodeId: number;
  /** Where the other nodes reach this one. */
  internalAddress: Address;
  logs: LogManager;
  store: MetadataStore;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** The log failed: nothing can be committed any more. */
  onFailure: (error: Error) => void;
}

export interface Proposal {
  /** As appended, with its offsets. */
  batch: MetadataBatch;
  /** Rejects when the log failed. */
  committed: Promise<void>;
}

export class MetadataQuorum {
  readonly #options: MetadataQuorumOptions;
  readonly #log: PartitionLog;
  readonly #store: MetadataStore;
  /** Appended, not known to be committed; oldest first. */
  readonly #pending = new RingQueue<{ bytes: Buffer; lastOffset: number }>();
  readonly #commitListeners = new Set<() => void>();
  #term = 0;

  /** Opens or makes the log, publishes what it holds, and leads from the next term on. Founds the cluster when there is none. */
  static async lead(options: MetadataQuorumOptions): Promise<MetadataQuorum> {
    const log = await openMetadataLog(options.logs);
    const quorum = new MetadataQuorum(options, log);
    await quorum.#replay();
    await quorum.#takeOffice();
    return quorum;
  }

  private constructor(options: MetadataQuorumOptions, log: PartitionLog) {
    this.#options = options;
    this.#log = log;
    this.#store = options.store;
    log.onProgress(() => this.#onLogProgress());
  }

  /** The controller's term. */
  get term(): number {
    return this.#term;
  }

  /** Every entry below is committed. */
  get committedEndOffset(): number {
    return this.#store.image.endOffset;
  }

  get clusterId(): Uuid {
    const { clusterId } = this.#store.image;
    assert(clusterId !== undefined, 'a led cluster has been founded');
    return clusterId;
  }

  /** Appends the records of one operation. Synchronous up to the offsets, which the caller's next decision builds on. */
  propose(records: readonly MetadataRecordInit[]): Proposal {
    assert(records.length > 0, 'an operation has records');
    const bytes = encodeMetadataBatch(records, this.#options.clock.wallMs());
    const { lastOffset, held } = this.#log.append(bytes, { leaderEpoch: this.#term });
    this.#pending.push({ bytes, lastOffset });
    return { batch: decodeMetadataBatch(bytes), committed: held };
  }

  /** Committed batches from `offset` on, as stored. */
  async read(offset: number, maxBytes: number): Promise<Buffer[]> {
    const { chunks } = await this.#log.read({
      offset,
      maxBytes,
      endOffsetExclusive: this.committedEndOffset,
      minOneBatch: true,
    });
    return chunks;
  }

  /** Resolves when there is something committed at or after `offset`, or when the time is up, or when nobody waits any more. */
  committedPast(offset: number, waitMs: number, signal: AbortSignal): Promise<void> {
    if (this.committedEndOffset > offset || waitMs <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#commitListeners.delete(onCommit);
        signal.removeEventListener('abort', done);
        timer.cancel();
        resolve();
      };
      const onCommit = () => {
        if (this.committedEndOffset > offset) done();
      };
      const timer: Timer = this.#options.clock.schedule(waitMs, done);
      this.#commitListeners.add(onCommit);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  describe(): QuorumDescription {
    const endOffset = this.#log.durableEndOffset;
    return {
      role: 'leader',
      term: this.#term,
      leaderId: this.#options.nodeId,
      logStartOffset: this.#log.logStartOffset,
      logEndOffset: endOffset,
      committedEndOffset: this.committedEndOffset,
      snapshot: undefined,
      voters: this.#store.image.voters.map((voter) => ({
        ...voter,
        matchedOffset: endOffset,
        durableOffset: endOffset,
        lastContactMs: 0,
      })),
      learners: [],
    };
  }

  /** What recovery left is durable, so with one voter it is committed. */
  async #replay(): Promise<void> {
    for (let offset = this.#log.logStartOffset; offset < this.#log.durableEndOffset; ) {
      const { chunks, nextOffset } = await this.#log.read({
        offset,
        maxBytes: replayBytesPerRead,
        endOffsetExclusive: this.#log.durableEndOffset,
        minOneBatch: true,
      });
      assert(nextOffset > offset, 'replay moves on');
      for (const chunk of chunks) {
        for (const batch of splitBatches(chunk)) this.#store.publish(batch);
      }
      offset = nextOffset;
    }
  }

  async #takeOffice(): Promise<void> {
    const { nodeId, internalAddress, logs, random, logger } = this.#options;
    const { clusterId: knownClusterId, directoryId } = logs.meta;
    const { image } = this.#store;
    const self = { nodeId, directoryId, internalEndpoint: internalAddress };
    this.#term = image.controllerEpoch + 1;
    const records: MetadataRecordInit[] = [];
    if (image.clusterId === undefined) {
      if (knownClusterId !== undefined) throw metadataLogLost(knownClusterId);
      const clusterId = random.uuid();
      logger.info({ clusterId }, 'founding a new cluster');
      records.push(...foundingRecords(clusterId, self));
    } else if (knownClusterId !== undefined && knownClusterId !== image.clusterId) {
      throw new TidelogError(
        'INCONSISTENT_CLUSTER_ID',
        `the data directory belongs to cluster ${knownClusterId}, its metadata log to ${image.clusterId}; they do not belong together`,
      );
    } else if (!image.voters.some((voter) => isSameVoter(voter, self))) {
      records.push(votersRecord(self));
    }
    records.push({ controllerElected: { nodeId, term: this.#term } });
    await this.propose(records).committed;
    await logs.setClusterId(this.clusterId);
    logger.info(
      { clusterId: this.clusterId, term: this.#term },
      'leading the metadata quorum of one voter',
    );
  }

  #onLogProgress(): void {
    if (!this.#log.isOffline) this.#publishCommitted();
    else
      this.#options.onFailure(
        new TidelogError('METADATA_LOG_FAILED', 'the disk failed under the metadata log'),
      );
  }

  #publishCommitted(): void {
    for (let next = this.#pending.peek(); next; next = this.#pending.peek()) {
      if (next.lastOffset >= this.#log.durableEndOffset) return;
      this.#pending.shift();
      this.#store.publish(next.bytes);
      for (const listener of this.#commitListeners) listener();
    }
  }
}

async function openMetadataLog(logs: LogManager): Promise<PartitionLog> {
  try {
    return await logs.openPartition({
      topic: metadataTopicName,
      partition: 0,
      topicId: metadataTopicId,
      config: { ...logConfigDefaults, maxMessageBytes: limits.frameBytesMax },
      ioPriority: 'quorum',
    });
  } catch (error) {
    const { clusterId } = logs.meta;
    // Listed, and not there: the remedy is another one than for a topic's log.
    if (codeOf(error) === 'LOG_LOST' && clusterId !== undefined) throw metadataLogLost(clusterId);
    throw error;
  }
}

function isSameVoter(
  voter: { nodeId: number; directoryId: Uuid; internalAddress: Address },
  self: { nodeId: number; directoryId: Uuid; internalEndpoint: Address },
): boolean {
  return (
    voter.nodeId === self.nodeId &&
    voter.directoryId === self.directoryId &&
    voter.internalAddress.host === self.internalEndpoint.host &&
    voter.internalAddress.port === self.internalEndpoint.port
  );
}

function metadataLogLost(clusterId: Uuid): TidelogError {
  return new TidelogError(
    'METADATA_LOG_LOST',
    `the data directory belongs to cluster ${clusterId}, but its metadata log is gone; restore the directory from a copy, or move it away to found a new cluster`,
  );
}
