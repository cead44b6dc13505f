// The published image of one node, and who wants to know when there is a new one [QRM-5]. Only committed batches come in.
import { assert } from '../../base/assert.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { applyMetadataBatch, type MetadataDelta } from './delta.ts';
import { emptyImage, type MetadataImage } from './image.ts';
import { diffImages } from './image-diff.ts';
import { decodeMetadataBatch } from './records.ts';

/** Called synchronously, once per batch or snapshot, in the order of the log. */
export type ImageListener = (image: MetadataImage, delta: MetadataDelta) => void;

interface Waiter {
  endOffset: number;
  timer: Timer;
  resolve: () => void;
}

export class MetadataStore {
  readonly #clock: Clock;
  readonly #listeners: ImageListener[] = [];
  readonly #waiters = new Set<Waiter>();
  #image = emptyImage;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get image(): MetadataImage {
    return this.#image;
  }

  onPublish(listener: ImageListener): void {
    this.#listeners.push(listener);
  }

  /** Applies one committed batch; one that is there already is passed over. */
  publish(batch: Buffer): void {
    const decoded = decodeMetadataBatch(batch);
    if (decoded.lastOffset < this.#image.endOffset) return;
    const { image, delta } = applyMetadataBatch(this.#image, decoded);
    this.#replace(image, delta);
  }

  /** Takes a snapshot's image in place of the own one; one that is no newer is passed over. */
  load(image: MetadataImage): void {
    if (image.endOffset <= this.#image.endOffset) return;
    assert(
      this.#image.clusterId === undefined || this.#image.clusterId === image.clusterId,
      `a snapshot of cluster ${image.clusterId} does not follow an image of cluster ${this.#image.clusterId}`,
    );
    this.#replace(image, diffImages(this.#image, image));
  }

  #replace(image: MetadataImage, delta: MetadataDelta): void {
    assert(image.endOffset > this.#image.endOffset, 'the metadata offset only rises');
    this.#image = image;
    for (const listener of this.#listeners) listener(image, delta);
    for (const waiter of this.#waiters) {
      if (waiter.endOffset > image.endOffset) continue;
      this.#waiters.delete(waiter);
      waiter.timer.cancel();
      waiter.resolve();
    }
  }

  /** Resolves when the image has reached `endOffset`; rejects with REQUEST_TIMED_OUT. */
  reached(endOffset: number, timeoutMs: number): Promise<void> {
    if (this.#image.endOffset >= endOffset) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = this.#clock.schedule(timeoutMs, () => {
        this.#waiters.delete(waiter);
        const message = `metadata is known up to offset ${this.#image.endOffset}, not yet to ${endOffset}, after ${timeoutMs} ms`;
        reject(new WireError('REQUEST_TIMED_OUT', message));
      });
      const waiter: Waiter = { endOffset, timer, resolve };
      this.#waiters.add(waiter);
    });
  }
}
