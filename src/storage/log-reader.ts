// Reads a log: from memory when it keeps up with the end, else one positioned read of one segment's file, starting where
// the offset index says [LOG-1]. An index is a hint: when what it points to is no batch at or before the target, it is
// rebuilt from the file, once; if that does not help, the file is damaged.
//
// Where compaction has been [LOG-10], an offset may be in no batch: then the next batch is the answer. That is believed only where the walk began at the start of the file or at a batch before the offset, so an
// index that points too far is still found out.
import { assert } from '../base/assert.ts';
import type { IoPriority } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import {
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  lastOffsetAt,
} from '../protocol/record-batch.ts';
import type { CompactionState } from './cleaner-checkpoint.ts';
import type { IndexCache } from './index-cache.ts';
import { rebuildIndexes } from './log-loader.ts';
import type { OpenFiles } from './open-files.ts';
import { loadIndexFiles, replaceIndexFiles, type Segment, usingFile } from './segment.ts';
import type { SegmentIndexes } from './segment-indexes.ts';
import { headerProblem } from './segment-scan.ts';
import { LogDamagedError, OffsetOutOfRangeError } from './storage-errors.ts';
import type { TailCache } from './tail-cache.ts';

export interface ReadOptions {
  /** May lie inside a batch; that whole batch is returned. */
  offset: number;
  /** Bytes to return at most, and 0 if not even one batch fits; see minOneBatch. */
  maxBytes: number;
  /** No batch with its last offset at or above this is returned. */
  endOffsetExclusive: number;
  /** Return the first batch even when it is larger than maxBytes. */
  minOneBatch: boolean;
}

export interface ReadResult {
  /** Whole batches, back to back over all chunks. They share memory with others and must not be changed. */
  chunks: Buffer[];
  bytes: number;
  /** Where to go on; the offset asked for when nothing was read. */
  nextOffset: number;
}

export interface ReaderParts {
  segments: Segment[];
  files: OpenFiles;
  indexCache: IndexCache;
  tail: TailCache;
  compaction: CompactionState;
  indexIntervalBytes: () => number;
  priority: IoPriority;
  logger: Logger;
}

interface FileRead {
  segment: Segment;
  /** Ends of the segment at the time of the call, so that a batch written meanwhile is not read half. */
  bytesEnd: number;
  read: ReadOptions;
  /** Where holes end that compaction left, if it was here. */
  holesBelow: number;
}

export class LogReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** `options.offset` lies inside of what is written. */
  async read(options: ReadOptions): Promise<ReadResult> {
    for (;;) {
      const fromTail = this.#parts.tail.read(options);
      if (fromTail !== undefined) return fromTail;
      const segment = this.#segmentToRead(options.offset);
      const result = await segment.use(() => this.#readSegment(segment, options));
      if (result !== undefined) return result;
      // While this waited, compaction has put another segment in its place.
    }
  }

  /** After a wait, the offset may have been trimmed. */
  #segmentToRead(offset: number): Segment {
    const { segments } = this.#parts;
    const logStartOffset = segments[0]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    if (offset >= logStartOffset) return this.segmentOf(offset);
    const logEndOffset = segments.at(-1)?.endOffset ?? logStartOffset;
    throw new OffsetOutOfRangeError(offset, { logStartOffset, logEndOffset });
  }

  /** Undefined when the segment was replaced meanwhile. */
  async #readSegment(segment: Segment, read: ReadOptions): Promise<ReadResult | undefined> {
    const { holesBelow } = this.#parts.compaction;
    const fileRead = { segment, bytesEnd: segment.bytes, read, holesBelow };
    try {
      const first = await this.#readFile(fileRead, await this.indexesOf(segment));
      if (first === undefined || !('problem' in first)) return first;
      this.#parts.logger.warn({ file: segment.logPath, ...first }, 'index rebuilt');
      const second = await this.#readFile(fileRead, await this.#rebuild(segment));
      if (second === undefined || !('problem' in second)) return second;
      throw new LogDamagedError({ path: segment.logPath, position: 0 }, second.problem);
    } catch (error) {
      if (segment.isReplaced) return undefined;
      throw error;
    }
  }

  segmentOf(offset: number): Segment {
    const { segments } = this.#parts;
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((segments[middle] as Segment).baseOffset <= offset) low = middle + 1;
      else high = middle;
    }
    const segment = segments[low - 1];
    assert(segment !== undefined, `offset ${offset} is in a segment`);
    return segment;
  }

  async indexesOf(segment: Segment): Promise<SegmentIndexes> {
    const { indexCache, files, logger } = this.#parts;
    const present = segment.activeIndexes ?? indexCache.get(segment);
    if (present !== undefined) return present;
    const loaded = await loadIndexFiles(files, segment);
    if (loaded === undefined) {
      logger.warn({ file: segment.offsetIndexPath }, 'an index does not check out: rebuilt');
      return this.#rebuild(segment);
    }
    if (!segment.isReplaced) indexCache.put(segment, loaded);
    return loaded;
  }

  async #rebuild(segment: Segment): Promise<SegmentIndexes> {
    const { files, indexCache, priority } = this.#parts;
    // The active segment's indexes were built in memory from what was written: they are no hint but the truth.
    if (segment.activeIndexes !== undefined) return segment.activeIndexes;
    const indexes = await rebuildIndexes(files, segment, {
      indexIntervalBytes: this.#parts.indexIntervalBytes(),
      holesBelow: this.#parts.compaction.holesBelow,
    });
    indexes.finish();
    if (segment.isReplaced) return indexes;
    await replaceIndexFiles(files, segment, indexes, priority);
    indexCache.put(segment, indexes);
    return indexes;
  }

  /** The batches, or what is wrong with the place the index points to; undefined when the segment was replaced. */
  async #readFile(
    from: FileRead,
    indexes: SegmentIndexes,
  ): Promise<ReadResult | Problem | undefined> {
    const { segment, read } = from;
    const start = indexes.offsets.lookup(read.offset - segment.baseOffset);
    return usingFile(this.#parts.files.use({ path: segment.logPath }), async ({ file }) => {
      // Only now it is sure which file is open.
      if (segment.isReplaced) return undefined;
      let position = start;
      let isAfterBatch = start === 0;
      let bytesWanted = read.maxBytes + this.#parts.indexIntervalBytes();
      for (;;) {
        const wanted = Math.min(Math.max(bytesWanted, batchHeaderBytes), from.bytesEnd - position);
        // allocUnsafeSlow: a pooled slice would keep the whole pool alive, or share it with others.
        const buffer = Buffer.allocUnsafeSlow(wanted);
        const bytes = await file.read(buffer, position);
        if (bytes < wanted) return { problem: `the file ends at byte ${position + bytes}` };
        const found = findBatches(buffer, { ...from, position, isAfterBatch });
        if (!('bytesWanted' in found)) return found;
        isAfterBatch ||= found.position > position;
        position = found.position;
        bytesWanted = Math.max(found.bytesWanted, read.maxBytes);
      }
    });
  }
}

/** Where to read next, and how much at least. */
interface MoreNeeded {
  position: number;
  bytesWanted: number;
}

/** Why what the index points to is not where to look. */
interface Problem {
  problem: string;
}

interface FilePart extends FileRead {
  /** Of the first byte of the buffer. */
  position: number;
  /** All before the position is known to lie before the offset: it is the file's start, or a batch was passed. */
  isAfterBatch: boolean;
}

/** Looks in `buffer`, the file from `position` on, for the batches asked for. */
function findBatches(buffer: Buffer, from: FilePart): ReadResult | MoreNeeded | Problem {
  const { read, position, holesBelow } = from;
  const empty = { chunks: [], bytes: 0, nextOffset: read.offset };
  let at = 0;
  for (;;) {
    if (position + at >= from.bytesEnd) {
      return { problem: `offset ${read.offset} is not in the file` };
    }
    const available = from.bytesEnd - position - at;
    if (at + batchHeaderBytes > buffer.length && available >= batchHeaderBytes) {
      return { position: position + at, bytesWanted: batchHeaderBytes };
    }
    const header = buffer.subarray(at, at + batchHeaderBytes);
    const problem = headerProblem(header, available, undefined);
    if (problem !== undefined) return { problem: `at byte ${position + at}: ${problem}` };
    if (lastOffsetAt(header, 0) >= read.offset) break;
    at += batchBytesAt(header, 0);
  }
  const header = buffer.subarray(at);
  const firstBytes = batchBytesAt(header, 0);
  const firstOffset = baseOffsetAt(header, 0);
  const isHole = (from.isAfterBatch || at > 0) && firstOffset <= holesBelow;
  if (firstOffset > read.offset && !isHole) {
    return { problem: `the batch at byte ${position + at} lies after offset ${read.offset}` };
  }
  if (lastOffsetAt(header, 0) >= read.endOffsetExclusive) return empty;
  if (firstBytes > read.maxBytes && !read.minOneBatch) return empty;
  if (firstBytes > header.length) return { position: position + at, bytesWanted: firstBytes };
  return takeWholeBatches(header, read, holesBelow);
}

/** From the start of `buffer`, which is the first batch to be returned and is there in full. */
function takeWholeBatches(buffer: Buffer, read: ReadOptions, holesBelow: number): ReadResult {
  let bytes = 0;
  let nextOffset = read.offset;
  while (bytes + batchHeaderBytes <= buffer.length) {
    const end = bytes + batchBytesAt(buffer, bytes);
    const isFirst = bytes === 0;
    if (end > buffer.length || (end > read.maxBytes && !isFirst)) break;
    const expected = isFirst ? undefined : nextOffset;
    if (headerProblem(buffer.subarray(bytes), end - bytes, expected, holesBelow)) break;
    const lastOffset = lastOffsetAt(buffer, bytes);
    if (lastOffset >= read.endOffsetExclusive) break;
    nextOffset = lastOffset + 1;
    bytes = end;
  }
  return { chunks: [buffer.subarray(0, bytes)], bytes, nextOffset };
}
