// A broker that is no voter follows the metadata log: it reads committed entries by an internal Fetch, one long poll
// after the other, and publishes them [QRM-1].
import { assert } from '../base/assert.ts';
import { type Clock, delay } from '../base/clock.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { uuidToBytes } from '../base/uuid.ts';
import { errorFromWire, errorNumber } from '../protocol/error-codes.ts';
import { checkBatch, splitBatches } from '../protocol/record-batch.ts';
import type { LeaderChannel } from './controller-channel.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { metadataTopicId, metadataTopicName } from './metadata/records.ts';
import { checkSnapshot, loadSnapshot, sourceOf } from './raft/snapshot-format.ts';
import { checkedPart } from './raft/snapshot-keeper.ts';

const retryPauseMs = 200;
/** A member of the quorum that is none any more begins to follow after so long. */
const restMs = 1_000;
/** On top of the wait that the other side was asked for. */
const answerMarginMs = 5_000;

export interface MetadataLearnerOptions {
  channel: Pick<LeaderChannel, 'fetchMetadata' | 'fetchSnapshot'>;
  store: MetadataStore;
  clock: Clock;
  logger: Logger;
}

export class MetadataLearner {
  readonly #options: MetadataLearnerOptions;

  constructor(options: MetadataLearnerOptions) {
    this.#options = options;
  }

  /** Reads until the end of what was committed when it last asked. Throws what the quorum answered. */
  async catchUp(signal: AbortSignal): Promise<void> {
    for (;;) {
      const { batches, committedEndOffset } = await this.#fetchOnce(0);
      await this.#publish(batches, signal);
      signal.throwIfAborted();
      if (this.#options.store.image.endOffset >= committedEndOffset) return;
    }
  }

  /**
   * Follows until `signal` aborts, while it is needed. Losing the quorum is no error: it is asked again until it answers. Rejects when what came
   * cannot be applied, METADATA_UNREADABLE for one: then this node must stop, for skipping it would fork the cluster.
   */
  async follow(signal: AbortSignal, isNeeded: () => boolean = () => true): Promise<void> {
    let isLost = false;
    while (!signal.aborted) {
      if (!isNeeded()) {
        await this.#pause(restMs, signal);
        continue;
      }
      let batches: Buffer[] = [];
      try {
        ({ batches } = await this.#fetchOnce(limits.metadataFetchWaitMs));
        if (isLost) this.#options.logger.info({}, 'the metadata quorum answers again');
        isLost = false;
      } catch (error) {
        if (signal.aborted) return;
        if (isUnreadable(error)) throw error;
        if (!isLost) {
          this.#options.logger.warn(
            { reason: messageOf(error) },
            'the metadata quorum does not answer; asking again',
          );
        }
        isLost = true;
        await this.#pause(retryPauseMs, signal);
      }
      await this.#publish(batches, signal);
    }
  }

  async #pause(pauseMs: number, signal: AbortSignal): Promise<void> {
    await delay(this.#options.clock, pauseMs, signal).catch(() => {
      // Aborted, which the loop's condition sees.
    });
  }

  /** A turn's worth at a time, until the signal. */
  async #publish(batches: readonly Buffer[], signal: AbortSignal): Promise<void> {
    let bytes = 0;
    for (const batch of batches) {
      if (bytes >= limits.metadataBytesPerTurn) {
        await delay(this.#options.clock, 0);
        bytes = 0;
      }
      if (signal.aborted) return;
      this.#options.store.publish(batch);
      bytes += batch.length;
    }
  }

  /** What the log of the quorum does not have any more is in a snapshot. */
  async #loadSnapshot(): Promise<void> {
    const { channel, store, logger } = this.#options;
    const pieces: Uint8Array[] = [];
    let which = { endOffset: 0, lastTerm: 0 };
    for (let bytes = 0, total = 1; bytes < total; ) {
      const request = { ...which, position: bytes, maxBytes: limits.snapshotChunkBytes };
      const answer = await channel.fetchSnapshot(request, answerMarginMs);
      const { data, totalBytes } = checkedPart(answer, bytes);
      which = { endOffset: answer.endOffset ?? 0, lastTerm: answer.lastTerm ?? 0 };
      pieces.push(data);
      bytes += data.length;
      total = totalBytes;
    }
    const source = sourceOf('from the quorum', Buffer.concat(pieces));
    const image = await loadSnapshot(source, await checkSnapshot(source), this.#options.clock);
    store.load(image);
    logger.info(
      { offset: image.endOffset },
      `took over a snapshot of the metadata up to offset ${image.endOffset}`,
    );
  }

  /** Intact batches, and the quorum's committed end offset. */
  async #fetchOnce(waitMs: number): Promise<{ batches: Buffer[]; committedEndOffset: number }> {
    const { channel, store } = this.#options;
    const response = await channel.fetchMetadata(
      {
        maxWaitMs: waitMs,
        minBytes: 1,
        maxBytes: limits.metadataFetchBytes,
        topics: [
          {
            topicId: uuidToBytes(metadataTopicId),
            name: metadataTopicName,
            partitions: [
              {
                partition: 0,
                fetchOffset: store.image.endOffset,
                maxBytes: limits.metadataFetchBytes,
              },
            ],
          },
        ],
      },
      waitMs + answerMarginMs,
    );
    const result = response.topics?.[0]?.partitions?.[0];
    assert(result, 'a fetch of one partition is answered with one');
    const { errorCode, logStartOffset } = result;
    if (errorCode === errorNumber('OFFSET_OUT_OF_RANGE') && isBelow(store, logStartOffset)) {
      await this.#loadSnapshot();
      return { batches: [], committedEndOffset: result.highWatermark ?? 0 };
    }
    if (errorCode) throw errorFromWire(errorCode, result.errorMessage ?? '');
    const batches = [...splitBatches(Buffer.from(result.records ?? []))];
    for (const batch of batches) checkBatch(batch);
    return { batches, committedEndOffset: result.highWatermark ?? 0 };
  }
}

function isUnreadable(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'METADATA_UNREADABLE' || code === 'FEATURE_LEVEL_UNSUPPORTED';
}

function isBelow({ image }: MetadataStore, logStartOffset: number | null | undefined): boolean {
  return image.endOffset < (logStartOffset ?? 0);
}
