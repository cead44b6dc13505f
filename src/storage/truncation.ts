// Cuts the tail of a log [LOG-8], as a follower does with what its leader does not have [REP-3]. The caller holds back the appender.
//
//   | segment 0 | segment 40 ......|..... | segment 90 | segment 130 |
//                                  ^ cut: whole batches below the offset stay
//
// First everything is prepared that the shorter log will need: its end, the indexes of the segment that becomes active, its
// producers. Then readers see the shorter log, in one synchronous step. Then the disk follows, from the end:
//
//   recovery checkpoint  ->  snapshots above the cut  ->  later segments, the last one first, each durably  ->  the end of the file, durably  ->
//   indexes and the epoch file
//
// A crash at any step leaves a log that ends somewhere between the cut and its old end, at a batch, with nothing missing before;
// recovery builds all that follows from it. No append comes before the shorter file is durable.
import type { Clock } from '../base/clock.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import { lastOffsetAt } from '../protocol/record-batch.ts';
import type { CompactionState } from './cleaner-checkpoint.ts';
import type { DerivedState } from './derived-state.ts';
import { scanHeaderSums } from './header-sum-files.ts';
import type { IndexCache } from './index-cache.ts';
import { rebuildIndexes } from './log-loader.ts';
import type { LogReader } from './log-reader.ts';
import type { OpenFiles } from './open-files.ts';
import { replaceIndexFiles, Segment, usingFile } from './segment.ts';
import { removeSegmentDurably } from './segment-removal.ts';
import { scanBatches } from './segment-scan.ts';
import { LogDamagedError } from './storage-errors.ts';
import type { TailCache } from './tail-cache.ts';

export interface TruncationParts {
  directory: string;
  segments: Segment[];
  fileSystem: FileSystem;
  files: OpenFiles;
  indexCache: IndexCache;
  tail: TailCache;
  derived: DerivedState;
  compaction: CompactionState;
  reader: LogReader;
  clock: Clock;
  priority: IoPriority;
  indexIntervalBytes: () => number;
  lowerRecoveryOffset: (offset: number) => Promise<void>;
}

interface Cut {
  /** The segment that becomes the last one. */
  index: number;
  /** Its size afterwards. */
  bytes: number;
  /** Where the log ends afterwards. */
  endOffset: number;
}

/** Returns, when all is durable, the new end: `offset`, or the start of the batch that has it. `onCut` is called when readers see it. */
export async function truncateSegments(
  parts: TruncationParts,
  offset: number,
  onCut: (endOffset: number) => void,
): Promise<number> {
  const { segments, files, indexCache, derived, priority } = parts;
  const cut = await findCut(parts, offset);
  const active = segments[cut.index] as Segment;
  const { baseOffset } = active;
  // What was loaded as a closed segment has no age yet.
  const createdMs = active.createdMs > 0 ? active.createdMs : parts.clock.wallMs();
  const shorter = new Segment(parts.directory, { ...cut, baseOffset, createdMs });
  const indexes = await rebuildIndexes(files, shorter, {
    indexIntervalBytes: parts.indexIntervalBytes(),
    holesBelow: parts.compaction.holesBelow,
  });
  const sums = await scanHeaderSums(files, shorter);
  const producers = await derived.planTruncation(segments, cut.endOffset);
  const dropped = segments.splice(cut.index + 1);
  active.bytes = cut.bytes;
  active.endOffset = cut.endOffset;
  active.createdMs = createdMs;
  active.activeIndexes = indexes;
  active.activeSums = sums;
  for (const segment of dropped) segment.isRemoved = true;
  for (const segment of [active, ...dropped]) indexCache.drop(segment);
  parts.tail.clear();
  derived.truncated(cut.endOffset, producers);
  onCut(cut.endOffset);
  await parts.lowerRecoveryOffset(cut.endOffset);
  await derived.dropSnapshotsAbove(cut.endOffset);
  for (const segment of dropped.toReversed()) await removeSegmentDurably(parts, segment);
  const access = { path: active.logPath, writePriority: priority };
  await usingFile(files.use(access), async ({ file }) => {
    await file.truncate(cut.bytes);
    await file.sync();
  });
  await replaceIndexFiles(files, active, indexes, priority);
  active.markIndexesSaved();
  await derived.saveEpochs(cut.endOffset);
  return cut.endOffset;
}

/** Whole batches that end at or before `offset` stay. */
async function findCut({ segments, reader, files }: TruncationParts, offset: number): Promise<Cut> {
  const segment = reader.segmentOf(offset);
  const index = segments.indexOf(segment);
  const indexes = await reader.indexesOf(segment);
  const from = indexes.offsets.lookup(Math.max(0, offset - 1 - segment.baseOffset));
  let cut = { index, bytes: 0, endOffset: segment.baseOffset };
  const range = { from, to: segment.bytes, offsetExpected: undefined, checkCrc: false };
  const result = await usingFile(files.use({ path: segment.logPath }), ({ file }) =>
    scanBatches(file, range, (batch, position, bytes) => {
      if (lastOffsetAt(batch, 0) < offset) {
        cut = { index, bytes: position + bytes, endOffset: lastOffsetAt(batch, 0) + 1 };
      }
    }),
  );
  if (result.problem !== undefined) {
    throw new LogDamagedError({ path: segment.logPath, position: result.position }, result.problem);
  }
  // A segment without a batch would say nothing about where the log ends; the one before does.
  const previous = segments[index - 1];
  if (cut.bytes > 0 || previous === undefined) return cut;
  return { index: index - 1, bytes: previous.bytes, endOffset: previous.endOffset };
}
