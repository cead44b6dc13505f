// Takes segments off the disk once nobody reads them: the files are renamed to `<name>.deleted`, the directory is synced,
// then they are unlinked, which may take the file system a while and which nobody waits for.
//
// The log start was made durable before. A crash at any step leaves whole segments, single files of them, or `.deleted`
// ones; `removeLeftovers` takes them all away before a log is loaded, by the log start alone.
import { join } from 'node:path';
import { codeOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { parseSegmentFileName, segmentSuffixes } from './file-names.ts';
import type { IndexCache } from './index-cache.ts';
import type { OpenFiles } from './open-files.ts';
import type { Segment } from './segment.ts';

export const deletedSuffix = '.deleted';

export interface RemovalParts {
  directory: string;
  fileSystem: FileSystem;
  files: OpenFiles;
  indexCache: IndexCache;
}

/** The segments have left the log's list, so that nobody new comes to them. */
export async function removeSegments(
  { directory, fileSystem, files, indexCache }: RemovalParts,
  segments: readonly Segment[],
): Promise<void> {
  const renamed: string[] = [];
  for (const segment of segments) {
    await segment.unused();
    indexCache.drop(segment);
    for (const path of segment.paths) {
      files.forget(path);
      if (await renameIfPresent(fileSystem, path)) renamed.push(`${path}${deletedSuffix}`);
    }
  }
  await fileSystem.syncDirectory(directory);
  for (const path of renamed) await fileSystem.remove(path);
}

/** From the end of a log: a crash must not leave a later segment without this one. */
export async function removeSegmentDurably(
  { directory, fileSystem, files, indexCache }: RemovalParts,
  segment: Segment,
): Promise<void> {
  await segment.unused();
  indexCache.drop(segment);
  for (const path of segment.paths) {
    if ((await fileSystem.stat(path)) !== undefined) await fileSystem.remove(path);
    files.forget(path);
  }
  await fileSystem.syncDirectory(directory);
}

/** Removes what lies wholly below the log start, and what was on its way out when the process ended. */
export async function removeLeftovers(
  { directory, fileSystem }: Pick<RemovalParts, 'directory' | 'fileSystem'>,
  logStartOffset: number,
): Promise<void> {
  const names = (await fileSystem.list(directory)).map(({ name }) => name);
  const baseOffsets = names
    .map((name) => parseSegmentFileName(name, segmentSuffixes.log))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => a - b);
  // The last segment that begins at or below the start holds it, or is the active one.
  const firstKept = baseOffsets.filter((offset) => offset <= logStartOffset).at(-1) ?? 0;
  const isGone = (name: string) =>
    name.endsWith(deletedSuffix) ||
    Object.values(segmentSuffixes).some((suffix) => {
      const baseOffset = parseSegmentFileName(name, suffix);
      return baseOffset !== undefined && baseOffset < firstKept;
    });
  const leftovers = names.filter(isGone);
  for (const name of leftovers) await fileSystem.remove(join(directory, name));
  if (leftovers.length > 0) await fileSystem.syncDirectory(directory);
}

async function renameIfPresent(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    await fileSystem.rename(path, `${path}${deletedSuffix}`);
    return true;
  } catch (error) {
    // An index that was never written, or lost, need not go.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
