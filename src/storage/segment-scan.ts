// Walks the batches of a .log file in slices: the event loop gets its turn between two reads, and no stretch in between
// handles more than one chunk, or one batch if that is larger [SIM-6].
import { messageOf } from '../base/errors.ts';
import type { File } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import { KIB } from '../base/units.ts';
import {
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  batchMagic,
  batchMagicEnd,
  checkBatch,
  lastOffsetAt,
} from '../protocol/record-batch.ts';

/** CRC-32C of this much takes well under a millisecond. */
export const scanChunkBytes = 256 * KIB;

/** No batch is larger, so a length field beyond this is nonsense. */
export const batchBytesMax = limits.internalFrameBytesMax;

export interface ScanRange {
  /** The start of a batch. */
  from: number;
  /** Where the last batch ends. */
  to: number;
  /** Base offset that the first batch must have; each next one must follow without a gap. Undefined takes what is there. */
  offsetExpected: number | undefined;
  /** Compaction has been at offsets below this, and may have left gaps there [LOG-10]. Default 0: none anywhere. */
  holesBelow?: number;
  /** Whether the CRC of each batch is checked, or only its header. */
  checkCrc: boolean;
}

export interface ScanResult {
  /** Where the first bad batch starts, or `to`. */
  position: number;
  /** One past the last offset of the good batches, or `offsetExpected` when there was none. */
  endOffset: number | undefined;
  /** What is wrong at `position`; undefined when all batches are good. */
  problem: string | undefined;
}

/**
 * Calls `visit` for every good batch up to the first bad one. The buffer begins with the batch, has at least its header,
 * and is valid only during the call.
 */
export async function scanBatches(
  file: File,
  range: ScanRange,
  visit: (batch: Buffer, position: number, bytes: number) => void,
): Promise<ScanResult> {
  const window = new FileWindow(file, range.to);
  let position = range.from;
  let endOffset = range.offsetExpected;
  while (position < range.to) {
    const prefix = await window.at(position, batchHeaderBytes);
    const problem = headerProblem(prefix, range.to - position, endOffset, range.holesBelow);
    if (problem !== undefined) return { position, endOffset, problem };
    const bytes = batchBytesAt(prefix, 0);
    const batch = range.checkCrc ? await window.at(position, bytes) : prefix;
    const bodyProblem = range.checkCrc ? batchProblem(batch.subarray(0, bytes)) : undefined;
    if (bodyProblem !== undefined) return { position, endOffset, problem: bodyProblem };
    visit(batch, position, bytes);
    endOffset = lastOffsetAt(batch, 0) + 1;
    position += bytes;
  }
  return { position, endOffset, problem: undefined };
}

/**
 * What is wrong with the header at the start of `buffer`, of a batch that has `available` bytes at most. Cheap: neither
 * the CRC nor the records are looked at.
 */
export function headerProblem(
  buffer: Buffer,
  available: number,
  offsetExpected: number | undefined,
  holesBelow = 0,
): string | undefined {
  if (available < batchHeaderBytes || buffer.length < batchHeaderBytes) {
    return `only ${available} bytes are left, a batch has at least ${batchHeaderBytes}`;
  }
  const magic = buffer.readInt8(batchMagicEnd - 1);
  if (magic !== batchMagic) return `the magic byte is ${magic} and not ${batchMagic}`;
  const bytes = batchBytesAt(buffer, 0);
  if (bytes < batchHeaderBytes || bytes > batchBytesMax)
    return `a batch of ${bytes} bytes cannot be`;
  if (bytes > available) return `a batch of ${bytes} bytes has only ${available}`;
  try {
    const baseOffset = baseOffsetAt(buffer, 0);
    if (offsetExpected !== undefined && !isNext(baseOffset, offsetExpected, holesBelow)) {
      return `the batch has base offset ${baseOffset} where ${offsetExpected} follows`;
    }
    if (baseOffset < 0 || lastOffsetAt(buffer, 0) < baseOffset) return 'the offsets cannot be';
  } catch (error) {
    return messageOf(error);
  }
  return undefined;
}

/** Whether a batch may begin at `offset` where `offsetExpected` would follow: only compaction leaves a gap. */
export function isNext(offset: number, offsetExpected: number, holesBelow: number): boolean {
  return offset === offsetExpected || (offset > offsetExpected && offset <= holesBelow);
}

/** What is wrong with a whole batch, CRC included. */
export function batchProblem(batch: Buffer): string | undefined {
  try {
    checkBatch(batch);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** A part of a file in memory that moves forward. */
export class FileWindow {
  readonly #file: File;
  readonly #end: number;
  #buffer = Buffer.alloc(0);
  #start = 0;
  #bytes = 0;

  /** Bytes from `end` on are not there for the user. */
  constructor(file: File, end: number) {
    this.#file = file;
    this.#end = end;
  }

  /** At least `bytes` bytes from `position` on, or all there are. Valid until the next call. */
  async at(position: number, bytes: number): Promise<Buffer> {
    const isInside = position >= this.#start && position + bytes <= this.#start + this.#bytes;
    if (!isInside) await this.#load(position, bytes);
    return this.#buffer.subarray(position - this.#start, this.#bytes);
  }

  async #load(position: number, bytes: number): Promise<void> {
    const wanted = Math.max(0, Math.min(Math.max(bytes, scanChunkBytes), this.#end - position));
    if (wanted > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(wanted);
    this.#start = position;
    this.#bytes = await this.#file.read(this.#buffer.subarray(0, wanted), position);
  }
}
