// Compares the index files of a segment with its batches while these are walked, in one pass and without a second parser:
// the entries are read by offset-index.ts and time-index.ts, which have the layouts and what an entry means.
//
//   offset index   each entry: at its position a batch begins, and its offset is that batch's last; both rise
//   time index     each entry: its offset is the last of the first batch that has its timestamp, the largest so far; both rise.
//                  A segment that was closed ends with its largest timestamp
//
// Both may lag behind the batches, never run ahead: entries are written after the batches that they point to.
import type { FileSystem } from '../base/file-system.ts';
import { batchHeaderBytes } from '../protocol/record-batch.ts';
import { IndexBuffer } from './index-buffer.ts';
import { OffsetIndex, offsetIndexEntryBytes } from './offset-index.ts';
import { noTimestamp, TimeIndex, timeIndexEntryBytes } from './time-index.ts';

export interface CheckedBatch {
  position: number;
  /** Last offset, less the segment's base offset. */
  relativeLastOffset: number;
  maxTimestamp: number;
}

export type ReportProblem = (what: string) => void;

/** The entries of an index file, or undefined after `report` was told why there are none to look at. */
export async function readIndexEntries(
  fileSystem: FileSystem,
  path: string,
  { entryBytes, logBytes, report }: { entryBytes: number; logBytes: number; report: ReportProblem },
): Promise<IndexBuffer | undefined> {
  const file = await fileSystem.open(path);
  try {
    const bytes = await file.size();
    const bytesMax = Math.ceil(logBytes / batchHeaderBytes + 1) * entryBytes;
    if (bytes > bytesMax) {
      report(`it has ${bytes} bytes, more than ${logBytes} bytes of batches can need`);
      return undefined;
    }
    const rest = bytes % entryBytes;
    if (rest > 0) report(`its ${bytes} bytes are not whole entries of ${entryBytes}`);
    const content = Buffer.alloc(bytes - rest);
    const read = await file.read(content, 0);
    return new IndexBuffer(entryBytes, content.subarray(0, read - (read % entryBytes)));
  } finally {
    await file.close();
  }
}

export class OffsetIndexCheck {
  readonly #index: OffsetIndex;
  readonly #report: ReportProblem;
  #entry = 0;

  constructor(entries: IndexBuffer, report: ReportProblem) {
    this.#index = new OffsetIndex(entries);
    this.#report = report;
    const problem = this.#index.problem(Number.POSITIVE_INFINITY);
    if (problem === undefined) return;
    report(problem);
    this.#entry = entries.count;
  }

  batch({ position, relativeLastOffset }: CheckedBatch): void {
    const index = this.#index;
    for (; this.#entryIsUpTo(position); this.#entry++) {
      const at = index.positionAt(this.#entry);
      const offset = index.relativeOffsetAt(this.#entry);
      if (at < position) this.#report(`entry ${this.#entry} points to byte ${at}: no batch there`);
      else if (offset !== relativeLastOffset) {
        this.#report(
          `entry ${this.#entry} says relative offset ${offset}, the batch at byte ${at} ends at ${relativeLastOffset}`,
        );
      }
    }
  }

  /** Entries that point into bytes which are no batches have nothing to be compared with. */
  skipTo(position: number): void {
    while (this.#entryIsUpTo(position - 1)) this.#entry += 1;
  }

  finish(logBytes: number): void {
    if (this.#entry < this.#index.entries.count) {
      const at = this.#index.positionAt(this.#entry);
      this.#report(`entry ${this.#entry} points to byte ${at}, the last batch ends at ${logBytes}`);
    }
  }

  #entryIsUpTo(position: number): boolean {
    const { entries } = this.#index;
    return this.#entry < entries.count && this.#index.positionAt(this.#entry) <= position;
  }
}

export class TimeIndexCheck {
  readonly #index: TimeIndex;
  readonly #report: ReportProblem;
  #entry = 0;
  #maxTimestamp = noTimestamp;
  #isBroken = false;

  constructor(entries: IndexBuffer, report: ReportProblem) {
    this.#index = new TimeIndex(entries);
    this.#report = report;
    const problem = this.#index.problem(Number.POSITIVE_INFINITY);
    if (problem === undefined) return;
    report(problem);
    this.#isBroken = true;
  }

  batch({ relativeLastOffset, maxTimestamp }: CheckedBatch): void {
    const isLargest = maxTimestamp > this.#maxTimestamp;
    if (isLargest) this.#maxTimestamp = maxTimestamp;
    for (; this.#entryIsUpTo(relativeLastOffset); this.#entry++) {
      const offset = this.#index.relativeOffsetAt(this.#entry);
      const timestamp = this.#index.timestampAt(this.#entry);
      if (offset < relativeLastOffset) {
        this.#report(`entry ${this.#entry} has relative offset ${offset}, where no batch ends`);
      } else if (timestamp !== maxTimestamp || !isLargest) {
        this.#report(
          `entry ${this.#entry} has timestamp ${timestamp}; the batch that ends at relative offset ${offset} has ${maxTimestamp}, the largest so far is ${this.#maxTimestamp}`,
        );
      }
    }
  }

  /** As OffsetIndexCheck.skipTo, up to the batch before the one that ends at this offset; what was skipped may have had any time. */
  skipTo(relativeOffset: number): void {
    while (this.#entryIsUpTo(relativeOffset)) {
      this.#maxTimestamp = Math.max(this.#maxTimestamp, this.#index.timestampAt(this.#entry));
      this.#entry += 1;
    }
  }

  finish({ isClosed }: { isClosed: boolean }): void {
    if (this.#isBroken) return;
    const { entries, lastTimestamp } = this.#index;
    if (this.#entry < entries.count) {
      const offset = this.#index.relativeOffsetAt(this.#entry);
      this.#report(`entry ${this.#entry} has relative offset ${offset}, past the last batch`);
    } else if (isClosed && lastTimestamp < this.#maxTimestamp) {
      this.#report(
        `it ends at timestamp ${lastTimestamp}, the segment has ${this.#maxTimestamp}: a search by time would miss records`,
      );
    }
  }

  #entryIsUpTo(relativeOffset: number): boolean {
    if (this.#isBroken || this.#entry >= this.#index.entries.count) return false;
    return this.#index.relativeOffsetAt(this.#entry) <= relativeOffset;
  }
}

export const indexEntryBytes = {
  offset: offsetIndexEntryBytes,
  time: timeIndexEntryBytes,
} as const;
