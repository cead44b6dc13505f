// One segment of a log: `<base offset>.log` with batches back to back and nothing else, and its two indexes beside it.
//
//   .log        | batch | batch | batch | … |          <- `bytes` is where the next one goes
//   .index      (offset, position) (offset, position) …
//   .timeindex  (timestamp, offset) (timestamp, offset) …
//
// The .log file is the truth. Only the last segment of a log, the active one, grows; its indexes live in memory and
// reach their files from time to time, in full when the segment is closed or the log is. Indexes of closed segments are
// read when needed and kept in a cache of bounded bytes. A file that does not check out is rebuilt from the .log.
import { join } from 'node:path';
import { assert, assertDefined } from '../base/assert.ts';
import { codeOf } from '../base/errors.ts';
import type { IoPriority } from '../base/file-system.ts';
import { segmentFileName, segmentSuffixes } from './file-names.ts';
import type { HeaderSums } from './header-sums.ts';
import type { FileUse, OpenFiles } from './open-files.ts';
import { SegmentIndexes } from './segment-indexes.ts';

export class Segment {
  readonly baseOffset: number;
  readonly logPath: string;
  readonly offsetIndexPath: string;
  readonly timeIndexPath: string;
  /** Of the checksums of its batch headers (header-sums.ts). */
  readonly sumPath: string;
  /** Written in full; readers go no further. */
  bytes: number;
  /** One past the last offset that is written. */
  endOffset: number;
  /** Wall time from which its age counts. */
  createdMs: number;
  /** Present while this is the active segment. */
  activeIndexes: SegmentIndexes | undefined;
  /** Of the active segment, unless its file was not there at the start: then they are made by a scan when it is closed. */
  activeSums: HeaderSums | undefined;
  /** It has left the log: nobody may begin to use it. */
  isRemoved = false;
  /** Compaction put another one in its place: its files hold something else now, and whoever found it looks again. */
  isReplaced = false;
  #offsetIndexBytesSaved = 0;
  #timeIndexBytesSaved = 0;
  #users = 0;
  #whenUnused: PromiseWithResolvers<void> | undefined;

  constructor(
    directory: string,
    state: { baseOffset: number; bytes: number; endOffset: number; createdMs: number },
  ) {
    const { baseOffset } = state;
    assert(state.endOffset >= baseOffset, 'a segment ends at or after its base offset');
    this.baseOffset = baseOffset;
    this.logPath = join(directory, segmentFileName(baseOffset, segmentSuffixes.log));
    this.offsetIndexPath = join(directory, segmentFileName(baseOffset, segmentSuffixes.index));
    this.timeIndexPath = join(directory, segmentFileName(baseOffset, segmentSuffixes.timeIndex));
    this.sumPath = join(directory, segmentFileName(baseOffset, segmentSuffixes.sum));
    this.bytes = state.bytes;
    this.endOffset = state.endOffset;
    this.createdMs = state.createdMs;
  }

  /** The files that it has from its start. */
  get activePaths(): string[] {
    return [this.logPath, this.offsetIndexPath, this.timeIndexPath];
  }

  /** All files that it may have. */
  get paths(): string[] {
    return [...this.activePaths, this.sumPath];
  }

  /** Its files stay while `work` runs, even if the segment leaves the log meanwhile. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    assert(!this.isRemoved, 'nobody begins to use a segment that has left the log');
    this.#users += 1;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#whenUnused?.resolve();
    }
  }

  /** Resolves when all who use it now are done. */
  async unused(): Promise<void> {
    if (this.#users === 0) return;
    this.#whenUnused ??= Promise.withResolvers();
    await this.#whenUnused.promise;
  }

  /** Bytes of index entries that are in no file yet. */
  get indexBytesUnsaved(): number {
    const { offsets, times } = assertDefined(this.activeIndexes, 'the active segment has indexes');
    const bytes = offsets.entries.bytes + times.entries.bytes;
    return bytes - this.#offsetIndexBytesSaved - this.#timeIndexBytesSaved;
  }

  /** The index files hold what `activeIndexes` has: after they were loaded from there. */
  markIndexesSaved(): void {
    const { offsets, times } = assertDefined(this.activeIndexes, 'the active segment has indexes');
    this.#offsetIndexBytesSaved = offsets.entries.bytes;
    this.#timeIndexBytesSaved = times.entries.bytes;
  }

  /** Appends to the index files the entries they do not have yet. */
  async saveIndexes(
    files: OpenFiles,
    options: { priority: IoPriority; sync: boolean },
  ): Promise<void> {
    const { offsets, times } = assertDefined(this.activeIndexes, 'the active segment has indexes');
    const from = { offsets: this.#offsetIndexBytesSaved, times: this.#timeIndexBytesSaved };
    const to = { offsets: offsets.entries.bytes, times: times.entries.bytes };
    const save = (path: string, content: Buffer, position: number) =>
      usingFile(
        files.use({ path, writePriority: options.priority, create: true }),
        async ({ file }) => {
          if (content.length > 0) await file.write([content], position);
          if (options.sync) await file.sync();
        },
      );
    await Promise.all([
      save(this.offsetIndexPath, offsets.entries.content(from.offsets), from.offsets),
      save(this.timeIndexPath, times.entries.content(from.times), from.times),
    ]);
    // Only now: after a failure, such as a full disk, the same entries are written to the same place again.
    this.#offsetIndexBytesSaved = to.offsets;
    this.#timeIndexBytesSaved = to.times;
  }
}

/** Runs `work` and releases the file in any case. */
export async function usingFile<T>(
  opening: Promise<FileUse>,
  work: (use: FileUse) => Promise<T>,
): Promise<T> {
  const use = await opening;
  try {
    return await work(use);
  } finally {
    use.release();
  }
}

/** A whole file, or undefined when it is absent. */
export async function readWholeFile(files: OpenFiles, path: string): Promise<Buffer | undefined> {
  let opening: FileUse;
  try {
    opening = await files.use({ path });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return usingFile(Promise.resolve(opening), async ({ file }) => {
    const content = Buffer.allocUnsafeSlow(await file.size());
    const bytes = await file.read(content, 0);
    return content.subarray(0, bytes);
  });
}

/** Replaces the index files of a segment by these, when they differ. */
export async function replaceIndexFiles(
  files: OpenFiles,
  segment: Segment,
  indexes: SegmentIndexes,
  priority: IoPriority,
): Promise<void> {
  const replace = async (path: string, content: Buffer) => {
    const present = await readWholeFile(files, path);
    if (present?.equals(content)) return;
    await usingFile(
      files.use({ path, writePriority: priority, create: true }),
      async ({ file }) => {
        await file.truncate(0);
        await file.write([content], 0);
        await file.sync();
      },
    );
  };
  await replace(segment.offsetIndexPath, indexes.offsets.entries.content());
  await replace(segment.timeIndexPath, indexes.times.entries.content());
}

/** The indexes of a segment from their files, or undefined when these are absent or do not check out. */
export async function loadIndexFiles(
  files: OpenFiles,
  segment: Segment,
): Promise<SegmentIndexes | undefined> {
  const offsetIndex = await readWholeFile(files, segment.offsetIndexPath);
  const timeIndex = await readWholeFile(files, segment.timeIndexPath);
  if (offsetIndex === undefined || timeIndex === undefined) return undefined;
  // A segment that was closed or stopped in order has a time index entry, unless no record of it has a timestamp.
  if (timeIndex.length === 0 && segment.bytes > 0) return undefined;
  return SegmentIndexes.fromFiles(
    { offsetIndex, timeIndex },
    { bytes: segment.bytes, relativeOffsetEnd: segment.endOffset - segment.baseOffset },
  );
}
