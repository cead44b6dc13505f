// A segment that compaction writes, as `.cleaned` files beside the ones it replaces (compaction-swap.ts). Batches come in
// the order of their offsets; log and indexes are synced when it is finished.
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { FileSystem } from '../base/file-system.ts';
import { INT32_MAX, MIB } from '../base/units.ts';
import { baseOffsetAt, lastOffsetAt, maxTimestampAt } from '../protocol/record-batch.ts';
import { cleanedSuffix, segmentFileName, segmentSuffixes } from './file-names.ts';
import { HeaderSums } from './header-sums.ts';
import type { FileUse, OpenFiles } from './open-files.ts';
import { usingFile } from './segment.ts';
import { SegmentIndexes } from './segment-indexes.ts';
import { storageError } from './storage-errors.ts';

const writeBytes = MIB;

export class CleanedSegment {
  readonly baseOffset: number;
  readonly indexes = new SegmentIndexes();
  readonly sums = new HeaderSums();
  readonly #directory: string;
  readonly #fileSystem: FileSystem;
  readonly #files: OpenFiles;
  readonly #indexIntervalBytes: number;
  #log: FileUse | undefined;
  #bytes = 0;
  #lastOffset = -1;
  /** Batches that are not written yet: the file's end. */
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(options: {
    directory: string;
    fileSystem: FileSystem;
    files: OpenFiles;
    baseOffset: number;
    indexIntervalBytes: number;
  }) {
    this.baseOffset = options.baseOffset;
    this.#directory = options.directory;
    this.#fileSystem = options.fileSystem;
    this.#files = options.files;
    this.#indexIntervalBytes = options.indexIntervalBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get #paths(): string[] {
    const { log, index, timeIndex } = segmentSuffixes;
    return [log, index, timeIndex].map((suffix) => this.#path(suffix));
  }

  /** Takes over `batch`. Returns how many bytes were written to disk now. */
  async add(batch: Buffer): Promise<number> {
    const lastOffset = lastOffsetAt(batch, 0);
    assert(baseOffsetAt(batch, 0) > this.#lastOffset, 'batches come in the order of their offsets');
    this.#lastOffset = lastOffset;
    if (this.#bytes + batch.length > INT32_MAX)
      throw storageError(`${this.#path(segmentSuffixes.log)} would grow past ${INT32_MAX} bytes`);
    this.indexes.add(
      {
        relativeLastOffset: lastOffset - this.baseOffset,
        maxTimestamp: maxTimestampAt(batch, 0),
        position: this.#bytes,
        bytes: batch.length,
      },
      this.#indexIntervalBytes,
    );
    this.sums.add(batch, batch.length);
    this.#pending.push(batch);
    this.#pendingBytes += batch.length;
    this.#bytes += batch.length;
    return this.#pendingBytes < writeBytes ? 0 : this.#write();
  }

  /** After this everything of it is durable but its names. Returns how many bytes were written by this call. */
  async finish(): Promise<number> {
    const logBytes = await this.#write();
    await this.#log?.file.sync();
    this.indexes.finish();
    const { offsets, times } = this.indexes;
    await this.#writeIndex(segmentSuffixes.index, offsets.entries.content());
    await this.#writeIndex(segmentSuffixes.timeIndex, times.entries.content());
    this.#release();
    return logBytes + offsets.entries.bytes + times.entries.bytes;
  }

  /** Removes what there is of it. */
  async discard(): Promise<void> {
    this.#release();
    for (const path of this.#paths) {
      const isThere = (await this.#fileSystem.stat(path)) !== undefined;
      if (isThere) await this.#fileSystem.remove(path);
    }
  }

  #release(): void {
    this.#log?.release();
    this.#log = undefined;
    for (const path of this.#paths) this.#files.forget(path);
  }

  async #write(): Promise<number> {
    if (this.#log === undefined) {
      this.#log = await this.#open(segmentSuffixes.log);
      // An earlier try may have left something.
      await this.#log.file.truncate(0);
    }
    const bytes = this.#pendingBytes;
    if (bytes > 0) await this.#log.file.write(this.#pending, this.#bytes - bytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    return bytes;
  }

  #writeIndex(suffix: string, content: Buffer): Promise<void> {
    return usingFile(this.#open(suffix), async ({ file }) => {
      await file.truncate(0);
      await file.write([content], 0);
      await file.sync();
    });
  }

  #open(suffix: string): Promise<FileUse> {
    return this.#files.use({ path: this.#path(suffix), writePriority: 'background', create: true });
  }

  #path(suffix: string): string {
    return join(this.#directory, segmentFileName(this.baseOffset, suffix) + cleanedSuffix);
  }
}
