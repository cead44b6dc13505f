// What people name when they want to look at files: a data directory, the directory of a partition, or one file.
import { basename, resolve } from 'node:path';
import { codeOf } from '../base/errors.ts';
import type { DirectoryEntry, FileSystem } from '../base/file-system.ts';
import {
  metaFileName,
  parsePartitionDirectoryName,
  parseSegmentFileName,
  segmentSuffixes,
} from '../storage/file-names.ts';
import { UsageError } from './usage-error.ts';

export type LogPath =
  | { kind: 'file'; path: string }
  | { kind: 'log' | 'data'; path: string; entries: DirectoryEntry[] };

/** Throws UsageError for a path where nothing stands that belongs to a broker. */
export async function findLogPath(fileSystem: FileSystem, text: string): Promise<LogPath> {
  const path = resolve(text);
  const stat = await fileSystem.stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (stat === undefined) throw new UsageError(`there is nothing at ${path}`);
  if (!stat.isDirectory) return { kind: 'file', path };
  const entries = await fileSystem.list(path);
  const isSegment = ({ name }: DirectoryEntry) =>
    parseSegmentFileName(name, segmentSuffixes.log) !== undefined;
  const isPartition = ({ name, isDirectory }: DirectoryEntry) =>
    isDirectory && parsePartitionDirectoryName(name) !== undefined;
  if (entries.some(({ name }) => name === metaFileName) || entries.some(isPartition)) {
    return { kind: 'data', path, entries };
  }
  if (entries.some(isSegment) || parsePartitionDirectoryName(basename(path)) !== undefined) {
    return { kind: 'log', path, entries };
  }
  throw new UsageError(
    `${path} is neither a data directory (it has no ${metaFileName}) nor that of a partition, such as flights-0`,
  );
}
