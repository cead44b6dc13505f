// Empties a log and lets it begin at another offset: a follower whose leader has no longer what would follow [REP-3], a metadata
// log whose snapshot reaches further than it does. The caller holds back the appender and compaction.
//
//   before   | segment 40 | segment 90 ...| 130            after, restarted at 500       | 500   (no files)
//
// First what would speak of the old records: the snapshots of producers, and where compaction came to. A log without them is
// as true as before. Then, for an offset above the old end, one write decides:
//
//   the log start, durably  ->  readers see the empty log  ->  recovery checkpoint  ->  the files, which recovery removes as well,
//   since they lie below the start
//
// For one inside the old log, or below it, the files have to go first, or a crash would leave old records behind the new start:
//
//   readers see the empty log  ->  recovery checkpoint  ->  segments, the last one first, each durably  ->  the log start, durably
//
// A crash at any step leaves the old log, for the second way perhaps without its end, or the new one.
import { join } from 'node:path';
import type { FileSystem } from '../base/file-system.ts';
import type { CompactionProgress } from './cleaner-checkpoint.ts';
import type { DerivedState } from './derived-state.ts';
import { damageReportFileName } from './file-names.ts';
import type { IndexCache } from './index-cache.ts';
import type { LogStart } from './log-start-checkpoint.ts';
import type { OpenFiles } from './open-files.ts';
import type { Segment } from './segment.ts';
import { removeSegmentDurably } from './segment-removal.ts';
import type { TailCache } from './tail-cache.ts';

export interface RestartParts {
  directory: string;
  segments: Segment[];
  fileSystem: FileSystem;
  files: OpenFiles;
  indexCache: IndexCache;
  tail: TailCache;
  derived: DerivedState;
  compaction: CompactionProgress;
  logStart: LogStart | undefined;
  lowerRecoveryOffset: (offset: number) => Promise<void>;
}

/** `onEmptied` is called when readers see the empty log; nothing may be appended before this resolves, with all of it durable. */
export async function restartLog(
  parts: RestartParts,
  { from, to }: { from: { startOffset: number; endOffset: number }; to: number },
  onEmptied: () => void,
): Promise<void> {
  const { derived, compaction, logStart, segments } = parts;
  const isAbove = to > from.endOffset;
  if (compaction.cleanedBelow > 0) await compaction.change({ cleanedBelow: 0 });
  await derived.dropAllSnapshots();
  if (isAbove) await logStart?.restart(to);
  const dropped = segments.splice(0);
  for (const segment of dropped) {
    segment.isRemoved = true;
    parts.indexCache.drop(segment);
  }
  parts.tail.clear();
  derived.emptied();
  onEmptied();
  await parts.lowerRecoveryOffset(Math.min(from.startOffset, to));
  for (const segment of dropped.toReversed()) await removeSegmentDurably(parts, segment);
  await removeDamageReport(parts);
  await derived.saveEpochs(to);
  if (compaction.holesBelow > 0) await compaction.change({ holesBelow: 0 });
  if (!isAbove && to !== from.startOffset) await logStart?.restart(to);
}

/** What was missing is fetched anew, or lies below the start. */
async function removeDamageReport({ fileSystem, directory }: RestartParts): Promise<void> {
  const path = join(directory, damageReportFileName);
  if ((await fileSystem.stat(path)) === undefined) return;
  await fileSystem.remove(path);
  await fileSystem.syncDirectory(directory);
}
