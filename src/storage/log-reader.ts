// Reads a log: from memory when it keeps up with the end, else one positioned read of one segment's file, starting where
// the offset index says [LOG-1]. An index is a hint: when what it points to is no batch at or before the target, it is
// rebuilt from the file, once; if that does not help, the file is damaged.
import { assert } from '../base/assert.ts';
import type { IoPriority } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import {
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  lastOffsetAt,
} from '../protocol/record-batch.ts';
import type { IndexCache } from './index-cache.ts';
import { rebuildIndexes } from './log-loader.ts';
import type { OpenFiles } from './open-files.ts';
import { loadIndexFiles, replaceIndexFiles, type Segment, usingFile } from './segment.ts';
import type { SegmentIndexes } from './segment-indexes.ts';
import { headerProblem } from './segment-scan.ts';
import { LogDamagedError } from './storage-errors.ts';
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
  indexIntervalBytes: () => number;
  priority: IoPriority;
  logger: Logger;
}

interface FileRead {
  segment: Segment;
  /** Ends of the segment at the time of the call, so that a batch written meanwhile is not read half. */
  bytesEnd: number;
  read: ReadOptions;
}

export class LogReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** `options.offset` lies inside of what is written. */
  async read(options: ReadOptions): Promise<ReadResult> {
    const fromTail = this.#parts.tail.read(options);
    if (fromTail !== undefined) return fromTail;
    const segment = this.segmentOf(options.offset);
    return segment.use(() => this.#readSegment(segment, options));
  }

  async #readSegment(segment: Segment, options: ReadOptions): Promise<ReadResult> {
    const fileRead = { segment, bytesEnd: segment.bytes, read: options };
    const first = await this.#readFile(fileRead, await this.indexesOf(segment));
    if (typeof first !== 'string') return first;
    this.#parts.logger.warn({ file: segment.logPath, problem: first }, 'index rebuilt');
    const second = await this.#readFile(fileRead, await this.#rebuild(segment));
    if (typeof second !== 'string') return second;
    throw new LogDamagedError({ path: segment.logPath, position: 0 }, second);
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
    indexCache.put(segment, loaded);
    return loaded;
  }

  async #rebuild(segment: Segment): Promise<SegmentIndexes> {
    const { files, indexCache, priority } = this.#parts;
    // The active segment's indexes were built in memory from what was written: they are no hint but the truth.
    if (segment.activeIndexes !== undefined) return segment.activeIndexes;
    const indexes = await rebuildIndexes(files, segment, this.#parts.indexIntervalBytes());
    indexes.finish();
    await replaceIndexFiles(files, segment, indexes, priority);
    indexCache.put(segment, indexes);
    return indexes;
  }

  /** The batches, or what is wrong with the place the index points to. */
  async #readFile(from: FileRead, indexes: SegmentIndexes): Promise<ReadResult | string> {
    const { segment, read } = from;
    const start = indexes.offsets.lookup(read.offset - segment.baseOffset);
    return usingFile(this.#parts.files.use({ path: segment.logPath }), async ({ file }) => {
      let position = start;
      let bytesWanted = read.maxBytes + this.#parts.indexIntervalBytes();
      for (;;) {
        const wanted = Math.min(Math.max(bytesWanted, batchHeaderBytes), from.bytesEnd - position);
        // allocUnsafeSlow: a pooled slice would keep the whole pool alive, or share it with others.
        const buffer = Buffer.allocUnsafeSlow(wanted);
        const bytes = await file.read(buffer, position);
        if (bytes < wanted) return `the file ends at byte ${position + bytes}`;
        const found = findBatches(buffer, { ...from, position });
        if (typeof found === 'string' || 'chunks' in found) return found;
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

/** Looks in `buffer`, the file from `position` on, for the batches asked for. */
function findBatches(
  buffer: Buffer,
  from: FileRead & { position: number },
): ReadResult | MoreNeeded | string {
  const { read, position } = from;
  const empty = { chunks: [], bytes: 0, nextOffset: read.offset };
  let at = 0;
  for (;;) {
    if (position + at >= from.bytesEnd) return `offset ${read.offset} is not in the file`;
    const available = from.bytesEnd - position - at;
    if (at + batchHeaderBytes > buffer.length && available >= batchHeaderBytes) {
      return { position: position + at, bytesWanted: batchHeaderBytes };
    }
    const header = buffer.subarray(at, at + batchHeaderBytes);
    const problem = headerProblem(header, available, undefined);
    if (problem !== undefined) return `at byte ${position + at}: ${problem}`;
    if (lastOffsetAt(header, 0) >= read.offset) break;
    at += batchBytesAt(header, 0);
  }
  const header = buffer.subarray(at);
  const firstBytes = batchBytesAt(header, 0);
  const firstOffset = baseOffsetAt(header, 0);
  if (firstOffset > read.offset)
    return `the batch at byte ${position + at} lies after offset ${read.offset}`;
  if (lastOffsetAt(header, 0) >= read.endOffsetExclusive) return empty;
  if (firstBytes > read.maxBytes && !read.minOneBatch) return empty;
  if (firstBytes > header.length) return { position: position + at, bytesWanted: firstBytes };
  return takeWholeBatches(header, read);
}

/** From the start of `buffer`, which is the first batch to be returned and is there in full. */
function takeWholeBatches(buffer: Buffer, read: ReadOptions): ReadResult {
  let bytes = 0;
  let nextOffset = read.offset;
  while (bytes + batchHeaderBytes <= buffer.length) {
    const end = bytes + batchBytesAt(buffer, bytes);
    const isFirst = bytes === 0;
    if (end > buffer.length || (end > read.maxBytes && !isFirst)) break;
    if (headerProblem(buffer.subarray(bytes), end - bytes, isFirst ? undefined : nextOffset)) break;
    const lastOffset = lastOffsetAt(buffer, bytes);
    if (lastOffset >= read.endOffsetExclusive) break;
    nextOffset = lastOffset + 1;
    bytes = end;
  }
  return { chunks: [buffer.subarray(0, bytes)], bytes, nextOffset };
}
