// From the log to the image: publishes what is committed, in order, a turn's worth at a time, so that a long catch-up lets others
// have their turns. What the image has already, because this node followed by Fetch before, is passed over.
import { assert } from '../../base/assert.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { toError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { Tasks } from '../../base/tasks.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { RaftLog } from './raft-log.ts';
import type { LogEntry } from './raft-types.ts';

const { metadataBytesPerTurn: bytesPerTurn } = limits;

export interface PublisherOptions {
  log: RaftLog;
  store: MetadataStore;
  clock: Clock;
  /** Everything below is in the image. */
  startOffset: number;
  onPublished: (bytes: number) => void;
  onFailure: (error: Error) => void;
}

export class Publisher {
  readonly #options: PublisherOptions;
  readonly #tasks: Tasks;
  readonly #listeners = new Set<() => void>();
  #committedEndOffset: number;
  #publishedEndOffset: number;
  #isReading = false;
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#committedEndOffset = options.startOffset;
    this.#publishedEndOffset = options.startOffset;
    this.#tasks = new Tasks((_name, error) => options.onFailure(error));
  }

  get committedEndOffset(): number {
    return this.#committedEndOffset;
  }

  get publishedEndOffset(): number {
    return this.#publishedEndOffset;
  }

  /** Everything below is committed; `publish` takes it up. */
  committed(endOffset: number): void {
    assert(endOffset >= this.#committedEndOffset, 'the commit offset only rises');
    this.#committedEndOffset = endOffset;
  }

  /** The image is a snapshot's now, and the log goes on where that ends. */
  installed(image: MetadataImage): void {
    const { endOffset } = image;
    assert(endOffset >= this.#publishedEndOffset, 'a snapshot is ahead of what was published');
    this.#options.store.load(image);
    this.#committedEndOffset = Math.max(this.#committedEndOffset, endOffset);
    this.#publishedEndOffset = endOffset;
    this.tellListeners();
  }

  /** Publishes what is committed: what is in memory at once. */
  publish(): void {
    if (this.#isReading || this.#timer !== undefined || this.#isClosed) return;
    const from = this.#publishedEndOffset;
    const to = this.#committedEndOffset;
    if (from >= to) return;
    const recent = this.#options.log.recentEntries(from, to, bytesPerTurn);
    if (recent !== undefined) this.#publishEntries(recent);
    else this.#read(from, to);
    this.#goOnLater();
  }

  /** Resolves when there is something published at or after `offset`, when the time is up, or when nobody waits any more. */
  past(offset: number, waitMs: number, signal: AbortSignal): Promise<void> {
    const isThere = () => this.#publishedEndOffset > offset || this.#isClosed;
    if (isThere() || waitMs <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(done);
        signal.removeEventListener('abort', done);
        timer.cancel();
        resolve();
      };
      const timer = this.#options.clock.schedule(waitMs, done);
      this.#listeners.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** Something was published, or whoever waits is to ask another node. */
  tellListeners(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.tellListeners();
    await this.#tasks.drained();
  }

  #read(from: number, to: number): void {
    this.#isReading = true;
    this.#tasks.start('read committed metadata', async () => {
      try {
        const entries = await this.#options.log.readEntries(from, to, bytesPerTurn);
        if (this.#isClosed || this.#publishedEndOffset !== from) return;
        this.#publishEntries(entries ?? []);
      } finally {
        this.#isReading = false;
      }
      this.#goOnLater();
    });
  }

  #publishEntries(entries: readonly LogEntry[]): void {
    let published = 0;
    try {
      for (const { bytes, lastOffset } of entries) {
        this.#options.store.publish(bytes);
        this.#publishedEndOffset = lastOffset + 1;
        published += bytes.length;
      }
    } catch (error) {
      this.#options.onFailure(toError(error));
      return;
    }
    if (entries.length === 0) return;
    this.#options.onPublished(published);
    this.tellListeners();
  }

  #goOnLater(): void {
    if (this.#publishedEndOffset >= this.#committedEndOffset || this.#isReading) return;
    if (this.#isClosed) return;
    this.#timer ??= this.#options.clock.schedule(0, () => {
      this.#timer = undefined;
      this.publish();
    });
  }
}
