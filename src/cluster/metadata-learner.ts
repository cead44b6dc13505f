// A broker that is no voter follows the metadata log: it reads committed entries by an internal Fetch, one long poll
// after the other, and publishes them [QRM-1].
import { assert } from '../base/assert.ts';
import { type Clock, delay } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { uuidToBytes } from '../base/uuid.ts';
import { errorFromWire } from '../protocol/error-codes.ts';
import { checkBatch, splitBatches } from '../protocol/record-batch.ts';
import type { RemoteControllerChannel } from './controller-channel.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { metadataTopicId, metadataTopicName } from './metadata/records.ts';

const retryPauseMs = 200;
/** On top of the wait that the other side was asked for. */
const answerMarginMs = 5_000;

export interface MetadataLearnerOptions {
  channel: RemoteControllerChannel;
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
      const committedEndOffset = await this.#fetchOnce(0);
      signal.throwIfAborted();
      if (this.#options.store.image.endOffset >= committedEndOffset) return;
    }
  }

  /** Follows until `signal` aborts. Losing the quorum is no error: it is asked again until it answers. */
  async follow(signal: AbortSignal): Promise<void> {
    let isLost = false;
    while (!signal.aborted) {
      try {
        await this.#fetchOnce(limits.metadataFetchWaitMs);
        if (isLost) this.#options.logger.info({}, 'the metadata quorum answers again');
        isLost = false;
      } catch (error) {
        if (signal.aborted) return;
        if (!isLost) {
          this.#options.logger.warn(
            { reason: messageOf(error) },
            'the metadata quorum does not answer; asking again',
          );
        }
        isLost = true;
        await delay(this.#options.clock, retryPauseMs, signal).catch(() => {
          // Aborted, which the loop's condition sees.
        });
      }
    }
  }

  /** Publishes what came. Returns the quorum's committed end offset. */
  async #fetchOnce(waitMs: number): Promise<number> {
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
    if (result.errorCode) throw errorFromWire(result.errorCode, result.errorMessage ?? '');
    for (const batch of splitBatches(Buffer.from(result.records ?? []))) {
      checkBatch(batch);
      store.publish(batch);
    }
    return result.highWatermark ?? 0;
  }
}
