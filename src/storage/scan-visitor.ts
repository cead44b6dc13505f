import type { BatchHeader } from '../protocol/record-batch.ts';

/** Builds something that follows from the log while recovery scans it, so that one pass over the file feeds all [LOG-7]. */
export interface ScanVisitor {
  /** A good batch, in the order of the log; `position` is where it starts in its segment's file. */
  batch(header: BatchHeader, position: number): void;
}
