// The files of a segment that is about to begin. All of them come into being, durably, or none stays: a file that stayed
// would begin in the middle of the segment before it once that goes on, or behind its end once that is cut.
import { messageOf } from '../base/errors.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import type { OpenFiles } from './open-files.ts';
import { type Segment, usingFile } from './segment.ts';
import { isDiskFull, storageError } from './storage-errors.ts';

export interface SegmentCreationParts {
  directory: string;
  files: OpenFiles;
  fileSystem: FileSystem;
  priority: IoPriority;
}

/** Throws what the disk says; when that is a lack of room, nothing of the segment is left. */
export async function makeSegmentFiles(
  parts: SegmentCreationParts,
  segment: Segment,
): Promise<void> {
  const { directory, files, fileSystem, priority } = parts;
  try {
    for (const path of segment.activePaths) {
      const access = { path, writePriority: priority, create: true };
      await usingFile(files.use(access), async ({ file }) => {
        if ((await file.size()) > 0)
          throw storageError(`${path} has content before its first write`);
      });
    }
    await fileSystem.syncDirectory(directory);
  } catch (error) {
    if (isDiskFull(error)) await removeSegmentFiles(parts, segment, error);
    throw error;
  }
}

async function removeSegmentFiles(
  { directory, files, fileSystem }: SegmentCreationParts,
  segment: Segment,
  cause: unknown,
): Promise<void> {
  try {
    for (const path of segment.activePaths) {
      files.forget(path);
      if ((await fileSystem.stat(path)) !== undefined) await fileSystem.remove(path);
    }
    await fileSystem.syncDirectory(directory);
  } catch (error) {
    // With a file left the segment before must not go on, so this is more than a lack of room.
    throw storageError(`${segment.logPath} could not be removed again: ${messageOf(error)}`, cause);
  }
}
