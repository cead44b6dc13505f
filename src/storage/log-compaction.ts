// What compaction is to an open log: it can be run, stopped, and puts its results in the place of old segments while the
// log is read and written. A replacement first pins the files of the old segments, so that readers that are on their way to
// one find it open, then renames files (compaction-swap.ts), and then changes the list of segments in one synchronous
// step. A reader that found an old segment but not its file yet sees that it was removed, and looks again.
//
// Where a rename or its sync fails, it is not known what a restart would find. The log goes offline then, as after any
// failure of its disk [LOG-4]; reads go on with the pinned files, and the next opening finishes the swap.
import { assert } from '../base/assert.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import type { SerialQueue } from '../base/serial-queue.ts';
import { Tasks } from '../base/tasks.ts';
import type { CleanedSegment } from './cleaned-segment.ts';
import { swapSegments } from './compaction-swap.ts';
import {
  type Cleanable,
  type CompactionReport,
  type CompactOptions,
  Compactor,
  type CompactorParts,
} from './compactor.ts';
import { writeHeaderSums } from './header-sum-files.ts';
import type { HeaderSums } from './header-sums.ts';
import type { IndexCache } from './index-cache.ts';
import type { FileUse } from './open-files.ts';
import { Segment } from './segment.ts';
import { storageError } from './storage-errors.ts';

export interface LogCompactionParts extends Omit<CompactorParts, 'replace'> {
  segments: Segment[];
  indexCache: IndexCache;
  /** Whatever changes the list of segments goes through it. */
  maintenance: SerialQueue;
  /** Takes the log offline. */
  onDiskFailure: (error: unknown) => void;
}

export class LogCompaction {
  readonly #parts: LogCompactionParts;
  readonly #compactor: Compactor;
  readonly #stopping = new AbortController();
  readonly #tasks: Tasks;
  #running: Promise<CompactionReport> | undefined;
  /** Aborted while the log must not be compacted. */
  #interrupting = new AbortController();
  /** Held open because a replacement failed half way. */
  #pins: FileUse[] = [];

  constructor(parts: LogCompactionParts) {
    this.#parts = parts;
    this.#compactor = new Compactor({
      ...parts,
      replace: (old, cleaned) => parts.maintenance.run(() => this.#replace(old, cleaned)),
    });
    this.#tasks = new Tasks((path, error) =>
      parts.logger.warn({ path, error: error.message }, 'a removed file is left for next time'),
    );
  }

  /** What `run` would clean now. */
  cleanable(highWatermark: number): Promise<Cleanable> {
    return this.#compactor.cleanable(highWatermark);
  }

  /**
   * Cleans what is cleanable now. Rejects with the reason of the signal, with STORAGE_ERROR when the log is closed
   * meanwhile or its disk fails or is full, and with LogDamagedError; the log is whole in any case.
   */
  async run(options: CompactOptions): Promise<CompactionReport> {
    assert(this.#running === undefined, 'a log is compacted by one cleaner');
    const signal = AbortSignal.any([
      options.signal,
      this.#stopping.signal,
      this.#interrupting.signal,
    ]);
    signal.throwIfAborted();
    this.#running = this.#compactor.run({ ...options, signal });
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  /** Ends a run that is under way, and refuses others until `resume`. */
  async interrupt(): Promise<void> {
    this.#interrupting.abort(storageError('the log begins anew'));
    await this.#running?.catch(() => {
      // Whoever runs it has the error.
    });
  }

  resume(): void {
    this.#interrupting = new AbortController();
  }

  /** The log is about to close. Resolves when nothing of compaction is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort(storageError('the log is closing'));
    await this.#running?.catch(() => {
      // Whoever runs it has the error.
    });
    await this.#parts.maintenance.idle();
    await this.#tasks.drained();
    for (const pin of this.#pins) pin.release();
    this.#pins = [];
  }

  async #replace(old: readonly Segment[], cleaned: CleanedSegment): Promise<boolean> {
    const { segments, fileSystem, directory, files, indexCache, onDiskFailure } = this.#parts;
    if (!this.#arePresent(old)) return false;
    const pins = await this.#pin(old);
    const [first, last] = [old[0] as Segment, old.at(-1) as Segment];
    const range = { baseOffset: first.baseOffset, endOffset: last.endOffset };
    let removed: string[];
    try {
      this.#stopping.signal.throwIfAborted();
      removed = await swapSegments(fileSystem, directory, range);
    } catch (error) {
      this.#pins.push(...pins);
      if (!this.#stopping.signal.aborted) onDiskFailure(error);
      throw storageError(`compacted segments of ${directory} could not take their place`, error);
    }
    assert(this.#arePresent(old), 'segments change in the maintenance queue only');
    const { bytes } = cleaned;
    const segment = new Segment(directory, { ...range, bytes, createdMs: first.createdMs });
    segments.splice(segments.indexOf(first), old.length, segment);
    for (const gone of old) {
      gone.isRemoved = true;
      gone.isReplaced = true;
      indexCache.drop(gone);
      for (const path of gone.paths) files.forget(path);
    }
    indexCache.put(segment, cleaned.indexes);
    await this.#saveSums(segment, cleaned.sums);
    for (const pin of pins) pin.release();
    for (const path of removed) this.#tasks.start(path, () => this.#removeFile(path));
    return true;
  }

  /** After a crash or failure here there are none, until recovery makes them. */
  async #saveSums(segment: Segment, sums: HeaderSums): Promise<void> {
    const { files, logger } = this.#parts;
    try {
      await segment.use(() => writeHeaderSums(files, segment, sums));
    } catch (error) {
      logger.warn({ file: segment.sumPath, error: messageOf(error) }, 'no header sums for now');
    }
  }

  async #removeFile(path: string): Promise<void> {
    try {
      await this.#parts.fileSystem.remove(path);
    } catch (error) {
      // The removal of the segment that took its place may have come first.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  #arePresent(old: readonly Segment[]): boolean {
    const { segments } = this.#parts;
    const at = segments.indexOf(old[0] as Segment);
    return at >= 0 && old.every((segment, i) => segments[at + i] === segment);
  }

  /** Opens all files of the segments, with indexes that check out, for as long as their names change. */
  async #pin(segments: readonly Segment[]): Promise<FileUse[]> {
    const pins: FileUse[] = [];
    try {
      for (const segment of segments) {
        await segment.use(() => this.#parts.indexesOf(segment));
        for (const path of segment.paths) {
          const pin = await this.#openIfPresent(path);
          if (pin !== undefined) pins.push(pin);
        }
      }
      return pins;
    } catch (error) {
      for (const pin of pins) pin.release();
      throw error;
    }
  }

  async #openIfPresent(path: string): Promise<FileUse | undefined> {
    try {
      return await this.#parts.files.use({ path });
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}
