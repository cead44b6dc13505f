// Whether what a log has on disk is what was written, from some offset on: asked when a follower says that what it got is not
// [LOG-7]. The end of the log in memory is put aside, for it may be the memory that is wrong.
import { messageOf, toError } from '../base/errors.ts';
import { checkBatch, splitBatches } from '../protocol/record-batch.ts';
import type { PartitionLog } from '../storage/partition-log.ts';
import { LogDamagedError } from '../storage/storage-errors.ts';

/** As much as was sent, at most. */
const checkedBytesMax = 1 << 23;

/** What is wrong with the copy on disk; undefined when nothing is, or when it cannot be read now. */
export async function ownCopyProblem(
  log: PartitionLog,
  offset: number,
): Promise<LogDamagedError | undefined> {
  log.evictTail();
  let chunks: Buffer[];
  try {
    const endOffsetExclusive = log.writtenEndOffset;
    const range = { offset, maxBytes: checkedBytesMax, endOffsetExclusive, minOneBatch: true };
    ({ chunks } = await log.read(range));
  } catch (error) {
    // A read that fails otherwise says nothing about the bytes.
    return error instanceof LogDamagedError ? error : undefined;
  }
  for (const chunk of chunks) {
    try {
      for (const batch of splitBatches(chunk)) checkBatch(batch);
    } catch (error) {
      const problem = messageOf(toError(error));
      return new LogDamagedError({ path: log.directory, position: 0 }, problem);
    }
  }
  return undefined;
}
