// How compacted segments take the place of old ones, so that a crash at any step leaves the old or the new [LOG-10]:
//
//   1  42.log.cleaned, 42.index.cleaned, 42.timeindex.cleaned    written and synced; a crash here leaves the old segments
//   2  42.log.cleaned   ->  42.log.99.swap                       and the directory synced: from here on the new one counts
//   3  57.log, 57.index, …  ->  *.deleted                        every file of the segments from 42 up to 99, but 42.log
//      42.index, 42.timeindex  ->  *.deleted                     and the directory synced
//   4  42.index.cleaned  ->  42.index, and the time index
//   5  42.log.99.swap   ->  42.log                               and the directory synced
//   6  *.deleted                                                 removed
//
// Opening a log removes what is `.cleaned` or `.deleted`, and goes on from step 3 where it finds a `.swap`; the indexes
// are then built anew. The name of the swap file says which segments it replaces. Step 5 comes after step 3 is durable, or
// a crash could bring back segments that it replaces.
import { join } from 'node:path';
import type { FileSystem } from '../base/file-system.ts';
import {
  cleanedSuffix,
  parseSegmentFileName,
  parseSwapFileName,
  type SwapRange,
  segmentFileName,
  segmentSuffixes,
  swapFileName,
} from './file-names.ts';
import { deletedSuffix } from './segment-removal.ts';

/** Carries out steps 2 to 5. Returns the paths that step 6 is to remove. */
export async function swapSegments(
  fileSystem: FileSystem,
  directory: string,
  range: SwapRange,
): Promise<string[]> {
  const logName = segmentFileName(range.baseOffset, segmentSuffixes.log);
  const swapPath = join(directory, swapFileName(range));
  await fileSystem.rename(join(directory, logName + cleanedSuffix), swapPath);
  await fileSystem.syncDirectory(directory);
  const removed = await setOldFilesAside(fileSystem, directory, range);
  for (const suffix of [segmentSuffixes.index, segmentSuffixes.timeIndex]) {
    const path = join(directory, segmentFileName(range.baseOffset, suffix));
    await fileSystem.rename(path + cleanedSuffix, path);
  }
  await fileSystem.rename(swapPath, join(directory, logName));
  await fileSystem.syncDirectory(directory);
  return removed;
}

/** Ends what a crash has interrupted, before anything else looks at the directory. May itself be interrupted. */
export async function finishSwaps(fileSystem: FileSystem, directory: string): Promise<void> {
  const names = (await fileSystem.list(directory)).map((entry) => entry.name);
  const isLeftover = (name: string) =>
    /^\d{20}\./.test(name) && (name.endsWith(cleanedSuffix) || name.endsWith(deletedSuffix));
  const leftovers = names.filter(isLeftover).map((name) => join(directory, name));
  const ranges = names.map(parseSwapFileName).filter((range) => range !== undefined);
  // A killed process may have left a swap file whose name is not durable, and files must not go before it is.
  if (ranges.length > 0 || leftovers.length > 0) await fileSystem.syncDirectory(directory);
  for (const range of ranges) {
    leftovers.push(...(await setOldFilesAside(fileSystem, directory, range)));
    const logName = segmentFileName(range.baseOffset, segmentSuffixes.log);
    await fileSystem.rename(join(directory, swapFileName(range)), join(directory, logName));
    await fileSystem.syncDirectory(directory);
  }
  for (const path of new Set(leftovers)) await fileSystem.remove(path);
  if (leftovers.length > 0) await fileSystem.syncDirectory(directory);
}

/** Step 3. Returns the new paths. */
async function setOldFilesAside(
  fileSystem: FileSystem,
  directory: string,
  range: SwapRange,
): Promise<string[]> {
  const removed: string[] = [];
  for (const { name } of await fileSystem.list(directory)) {
    if (!isReplaced(name, range)) continue;
    const path = join(directory, name);
    await fileSystem.rename(path, path + deletedSuffix);
    removed.push(path + deletedSuffix);
  }
  await fileSystem.syncDirectory(directory);
  return removed;
}

function isReplaced(name: string, { baseOffset, endOffset }: SwapRange): boolean {
  for (const suffix of Object.values(segmentSuffixes)) {
    const offset = parseSegmentFileName(name, suffix);
    if (offset === undefined || offset < baseOffset || offset >= endOffset) continue;
    // The old log keeps its name until the new one takes it, so that there always is one.
    return !(offset === baseOffset && suffix === segmentSuffixes.log);
  }
  return false;
}
