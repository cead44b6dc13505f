// Expired segments as files of rows, one a segment (record-rows.ts has the columns):
//
//   <archive directory>/
//     flights/
//       partition-0-00000000000000000000-00000000000000004711-3sZtSpYtTXGtFqkCY0dPxg.csv
//                   first offset         last offset          topic id
//
// A file is there in full or not at all (row-file.ts), and never overwritten: one that is there was finished before, by a
// process that ended before it could remove the segment. The topic id keeps topics apart that had one name after each
// other. What was trimmed from the segment on request is not in its file; a trim itself archives nothing.
import { join } from 'node:path';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { File, FileSystem } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import type { Uuid } from '../base/uuid.ts';
import { makeDirectoryDurably } from './data-directory.ts';
import { segmentFileName, type TopicPartition } from './file-names.ts';
import { type RowFormat, RowWriter } from './record-rows.ts';
import { gatherRows, rowsOfBatches, writeRowFile } from './row-file.ts';
import { walkBatches } from './segment-batches.ts';
import { LogDamagedError } from './storage-errors.ts';

/** A closed segment, or what is there of one. */
export interface RowSource {
  file: File;
  baseOffset: number;
  endOffset: number;
  bytes: number;
  /** Records below it are left out. */
  fromOffset: number;
}

/** Where expired segments go before they are removed. */
export interface SegmentArchive {
  /** Resolves when the segment is in the archive, durably. Throws ARCHIVE_FAILED, or LogDamagedError for a bad segment. */
  store(source: RowSource): Promise<void>;
}

export interface ArchiveOptions {
  directory: string;
  format: RowFormat;
  fileSystem: FileSystem;
  logger: Logger;
}

/** `lastOffset` is the last one that the file may have. */
export function rowFileName(
  range: { partition: number; firstOffset: number; lastOffset: number },
  topicId: Uuid,
  format: RowFormat,
): string {
  const offsets = [range.firstOffset, range.lastOffset].map((offset) =>
    segmentFileName(offset, ''),
  );
  return `partition-${range.partition}-${offsets.join('-')}-${topicId}.${format}`;
}

export class DirectoryArchive {
  readonly #options: ArchiveOptions;

  constructor(options: ArchiveOptions) {
    this.#options = options;
  }

  /** The archive of one partition, until `signal` says that there is no time for more. */
  of(place: TopicPartition & { topicId: Uuid }, signal: AbortSignal): SegmentArchive {
    return { store: (source) => this.#store(place, source, signal) };
  }

  async #store(
    { topic, partition, topicId }: TopicPartition & { topicId: Uuid },
    source: RowSource,
    signal: AbortSignal,
  ): Promise<void> {
    const { directory, fileSystem, format, logger } = this.#options;
    const { baseOffset: firstOffset, endOffset, bytes } = source;
    const range = { partition, firstOffset, lastOffset: endOffset - 1 };
    const path = join(directory, topic, rowFileName(range, topicId, format));
    try {
      await makeDirectoryDurably(fileSystem, join(directory, topic));
      const batches = walkBatches(source.file, { baseOffset: firstOffset, bytes, isWhole: true });
      const rows = new RowWriter({ topic, partition }, format);
      const chunks = gatherRows(rowsOfBatches(batches, rows, source.fromOffset), rows.head);
      const isWritten = await writeRowFile({ fileSystem, path, signal }, chunks);
      logger.info({ path, bytes }, isWritten ? 'segment archived' : 'segment was archived before');
    } catch (error) {
      if (error instanceof LogDamagedError) throw error;
      throw new TidelogError('ARCHIVE_FAILED', `${path} was not written: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}
