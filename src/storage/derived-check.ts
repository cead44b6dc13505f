// Looks at the files that follow from a log beside its indexes [LOG-7], without changing anything: the epochs against what a
// scan found, producer snapshots by their own checksum.
import { messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { EpochCache, type EpochStart } from './epoch-cache.ts';
import { decodeProducerSnapshot } from './producer-snapshot.ts';
import { readSmallFile } from './small-file-check.ts';

/** What a scan of the whole log found. */
export interface ScannedLog {
  /** The first batch of each epoch, rising in both. */
  epochs: readonly EpochStart[];
  /** Of the active segment: the file is right about everything below. */
  activeBaseOffset: number;
  endOffset: number;
  /** Compaction may have removed the first batch of an epoch below this, or all of them. */
  holesBelow: number;
}

/** What is wrong with the epoch file at `path`, or undefined. */
export async function epochFileProblem(
  fileSystem: FileSystem,
  path: string,
  log: ScannedLog,
): Promise<string | undefined> {
  try {
    const content = await readSmallFile(fileSystem, path);
    if (content === undefined) return undefined;
    const file = EpochCache.decode(content.toString('utf8'));
    if (file === undefined) return 'it is not in the form of an epoch checkpoint';
    return compareEpochs(file, log);
  } catch (error) {
    return messageOf(error);
  }
}

/** The file may be behind or ahead of a log that is trimmed and appended to: only what both can know is compared. */
function compareEpochs(file: EpochCache, log: ScannedLog): string | undefined {
  const scanned = new EpochCache([...log.epochs]);
  const first = (cache: EpochCache) => cache.entries[0]?.startOffset ?? 0;
  const start = Math.max(first(file), first(scanned));
  for (const cache of [file, scanned]) cache.trimBefore(start);
  const describe = ({ epoch, startOffset }: EpochStart) => `epoch ${epoch} from ${startOffset} on`;
  const has = (cache: EpochCache, one: EpochStart) =>
    cache.entries.some((other) => describe(other) === describe(one));
  const isKnown = ({ startOffset }: EpochStart) =>
    log.holesBelow === 0 || startOffset > log.holesBelow;
  const wrong = file.entries.find(
    (one) => isKnown(one) && one.startOffset < log.endOffset && !has(scanned, one),
  );
  if (wrong !== undefined) return `it has ${describe(wrong)}, the log has not`;
  const missing = scanned.entries.find(
    (one) => isKnown(one) && one.startOffset < log.activeBaseOffset && !has(file, one),
  );
  return missing && `the log has ${describe(missing)}, it has not`;
}

/** What is wrong with the producer snapshot at `path`, whose name says `offset`, or undefined. */
export async function snapshotFileProblem(
  fileSystem: FileSystem,
  path: string,
  offset: number,
): Promise<string | undefined> {
  try {
    const content = await readSmallFile(fileSystem, path);
    const decoded = content && decodeProducerSnapshot(content, offset);
    return typeof decoded === 'string' ? decoded : undefined;
  } catch (error) {
    return messageOf(error);
  }
}
