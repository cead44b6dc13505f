// Reports records that are in hand for too long. Only then does the member leave its partitions to others [GRP-5]; it goes on
// when everything that took too long is done.
import type { Timer } from '../../base/clock.ts';
import { TidelogError } from '../../base/errors.ts';
import type { ClientContext } from '../context.ts';
import type { ConsumerRecord } from './consumer.ts';

export interface ProcessingWatchOptions {
  context: ClientContext;
  maxProcessingMs: number;
  onTooLong: (reason: TidelogError) => void;
  onGoesOn: () => void;
}

export class ProcessingWatch {
  readonly #options: ProcessingWatchOptions;
  readonly #timers = new Set<Timer>();
  #late = 0;

  constructor(options: ProcessingWatchOptions) {
    this.#options = options;
  }

  /** The record is in hand from now on. Returns how to say that it is done. */
  begin({ topic, partition, offset }: ConsumerRecord): () => void {
    const { context, maxProcessingMs, onTooLong, onGoesOn } = this.#options;
    let isLate = false;
    const timer = context.clock.schedule(maxProcessingMs, () => {
      this.#timers.delete(timer);
      isLate = true;
      this.#late += 1;
      const message = `record ${offset} of ${topic}-${partition} has been in hand for more than ${maxProcessingMs} ms (maxProcessingMs)`;
      context.logger.warn({ topic, partition, offset, maxProcessingMs }, message);
      onTooLong(new TidelogError('PROCESSING_TOO_LONG', message, { retriable: true }));
    });
    this.#timers.add(timer);
    return () => {
      timer.cancel();
      this.#timers.delete(timer);
      if (!isLate) return;
      isLate = false;
      this.#late -= 1;
      if (this.#late === 0) onGoesOn();
    };
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}
