// Goes over the batches of a closed segment, one by one, for who can wait between them: archive, export, retention. Reads
// in chunks, so the event loop has its turn [SIM-6]. Gaps between offsets are allowed, since compaction leaves them.
import type { File } from '../base/file-system.ts';
import {
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  lastOffsetAt,
} from '../protocol/record-batch.ts';
import { batchProblem, FileWindow, headerProblem } from './segment-scan.ts';
import { LogDamagedError } from './storage-errors.ts';

export interface BatchWalk {
  /** Where the last batch ends. */
  bytes: number;
  /** Of the segment; no batch begins before. */
  baseOffset: number;
  /** Yield whole batches and check their CRC; otherwise only their headers are read. */
  isWhole: boolean;
  /** Gaps are allowed below this only. Default: anywhere. */
  holesBelow?: number;
}

/** Each buffer is valid until the next one is asked for. Throws LogDamagedError at the first bad batch. */
export async function* walkBatches(file: File, walk: BatchWalk): AsyncGenerator<Buffer, void> {
  const window = new FileWindow(file, walk.bytes);
  let offsetMin = walk.baseOffset;
  for (let position = 0; position < walk.bytes; ) {
    const available = walk.bytes - position;
    const header = await window.at(position, batchHeaderBytes);
    const { holesBelow } = walk;
    const offsetExpected = holesBelow === undefined ? undefined : offsetMin;
    const problem =
      headerProblem(header, available, offsetExpected, holesBelow) ??
      orderProblem(header, offsetMin);
    if (problem !== undefined) throw new LogDamagedError({ path: file.path, position }, problem);
    const bytes = batchBytesAt(header, 0);
    if (walk.isWhole) {
      const batch = (await window.at(position, bytes)).subarray(0, bytes);
      const damage = batchProblem(batch);
      if (damage !== undefined) throw new LogDamagedError({ path: file.path, position }, damage);
      offsetMin = lastOffsetAt(batch, 0) + 1;
      yield batch;
    } else {
      offsetMin = lastOffsetAt(header, 0) + 1;
      yield header.subarray(0, batchHeaderBytes);
    }
    position += bytes;
  }
}

function orderProblem(header: Buffer, offsetMin: number): string | undefined {
  const baseOffset = baseOffsetAt(header, 0);
  return baseOffset < offsetMin
    ? `the batch has base offset ${baseOffset} where ${offsetMin} or more follows`
    : undefined;
}
