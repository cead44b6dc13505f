// The files that are derived from a log, computed a second time from its bytes, batch by batch, for tests to compare [LOG-7].
import { dirname } from 'node:path';
import {
  baseOffsetAt,
  batchBytesAt,
  lastOffsetAt,
  maxTimestampAt,
} from '../../src/protocol/record-batch.ts';
import { parseSegmentFileName, segmentSuffixes } from '../../src/storage/file-names.ts';
import { SegmentIndexes } from '../../src/storage/segment-indexes.ts';
import type { MemoryFileSystem } from './memory-file-system.ts';

/** The index files that belong to these bytes of a segment. */
export function indexesOf(
  log: Buffer,
  segment: { baseOffset: number; indexIntervalBytes: number; isClosed: boolean },
): { offsets: Buffer; times: Buffer } {
  const indexes = new SegmentIndexes();
  for (let position = 0; position < log.length; position += batchBytesAt(log, position)) {
    const batch = {
      relativeLastOffset: lastOffsetAt(log, position) - segment.baseOffset,
      maxTimestamp: maxTimestampAt(log, position),
      position,
      bytes: batchBytesAt(log, position),
    };
    indexes.add(batch, segment.indexIntervalBytes);
  }
  if (segment.isClosed) indexes.finish();
  return { offsets: indexes.offsets.entries.content(), times: indexes.times.entries.content() };
}

/**
 * Which files of a log that was opened and not written to differ from what a full scan gives. The time index of the last
 * segment has the entry that an orderly stop adds, or has it not yet.
 */
export function derivedFileProblems(
  disk: MemoryFileSystem,
  log: { directory: string; indexIntervalBytes: number },
): string[] {
  const problems: string[] = [];
  const paths = disk.paths.filter((path) => dirname(path) === log.directory);
  const logPaths = paths.filter((path) => path.endsWith(segmentSuffixes.log)).sort();
  for (const [i, path] of logPaths.entries()) {
    const name = path.slice(log.directory.length + 1);
    const baseOffset = parseSegmentFileName(name, segmentSuffixes.log);
    if (baseOffset === undefined) {
      problems.push(`${path} is no name of a segment`);
      continue;
    }
    const content = disk.contentOf(path);
    if (content.length > 0 && baseOffsetAt(content, 0) < baseOffset) {
      problems.push(`${path} begins with offset ${baseOffsetAt(content, 0)}`);
    }
    const scanned = (isClosed: boolean) =>
      indexesOf(content, { baseOffset, indexIntervalBytes: log.indexIntervalBytes, isClosed });
    const closed = scanned(true);
    const isLast = i === logPaths.length - 1;
    const stem = path.slice(0, -segmentSuffixes.log.length);
    const compare = (suffix: string, ...wanted: Buffer[]) => {
      if (!paths.includes(stem + suffix)) problems.push(`${stem}${suffix} is missing`);
      else if (!wanted.some((one) => disk.contentOf(stem + suffix).equals(one))) {
        problems.push(`${stem}${suffix} differs from what a full scan gives`);
      }
    };
    compare(segmentSuffixes.index, closed.offsets);
    compare(segmentSuffixes.timeIndex, closed.times, ...(isLast ? [scanned(false).times] : []));
  }
  for (const path of paths) {
    if (!/\.(index|timeindex)$/.test(path)) continue;
    const logPath = path.replace(/\.(index|timeindex)$/, segmentSuffixes.log);
    // The files of a first segment appear one by one, all empty.
    const isLeftover = logPaths.length > 0 || disk.contentOf(path).length > 0;
    if (isLeftover && !paths.includes(logPath)) problems.push(`${path} has no log`);
  }
  return problems;
}
