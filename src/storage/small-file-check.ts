// Looks at the files of a log and of a data directory that are neither segments nor indexes, without changing anything.
import { join } from 'node:path';
import { codeOf, messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { MIB } from '../base/units.ts';
import type { Uuid } from '../base/uuid.ts';
import {
  cleanerCheckpointFileName,
  cleanShutdownFileName,
  damageReportFileName,
  logStartCheckpointFileName,
  manifestFileName,
  metaFileName,
  partitionMetadataFileName,
  quorumStateFileName,
  recoveryCheckpointFileName,
} from './file-names.ts';
import type { Finding } from './findings.ts';
import { parsePartitionMetadata } from './partition-metadata.ts';
import { readFileIfPresent, readState } from './state-file.ts';

/** State of a line or a page; what is larger was not written by a broker. */
const smallFileBytesMax = 64 * MIB;

/** What state-file.ts reads and writes. */
const stateFiles: ReadonlySet<string> = new Set([
  metaFileName,
  cleanShutdownFileName,
  logStartCheckpointFileName,
  manifestFileName,
  recoveryCheckpointFileName,
  cleanerCheckpointFileName,
  damageReportFileName,
  quorumStateFileName,
]);

/** What is left over from something that was under way, or kept aside; brokers ignore or remove it. */
const leftovers: readonly [pattern: RegExp, what: string][] = [
  [/\.cut$/, 'bytes that recovery cut from the end of a log and kept'],
  [/\.damaged$/, 'damaged bytes that were taken out of the log and kept'],
  [/\.deleted$/, 'on its way out'],
  [/\.set-aside$/, 'a log that could not be used, kept for people to look at'],
  [/\.(tmp|cleaned|swap|part)$/, 'of a step that was not finished'],
];

export function isStateFile(name: string): boolean {
  return stateFiles.has(name);
}

/** What a file is that stands for nothing by itself. */
export function noteAbout(path: string, name: string): Finding {
  const known = leftovers.find(([pattern]) => pattern.test(name))?.[1];
  return { kind: 'note', path, what: known ?? 'not a file of a broker; it is ignored' };
}

/** The content of a file of small size, or undefined without one. Throws for a large one before it is read. */
export async function readSmallFile(
  fileSystem: FileSystem,
  path: string,
): Promise<Buffer | undefined> {
  const bytes = (await fileSystem.stat(path))?.bytes ?? 0;
  if (bytes > smallFileBytesMax) throw new Error(`it has ${bytes} bytes, far too many`);
  return readFileIfPresent(fileSystem, path);
}

/** Small state with format and checksum; undefined without a file, or when `report` was told what is wrong with it. */
export async function checkState(
  fileSystem: FileSystem,
  path: string,
  report: (finding: Finding) => void,
): Promise<object | undefined> {
  try {
    await readSmallFile(fileSystem, path);
    return await readState(fileSystem, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') report({ kind: 'damage', path, what: messageOf(error) });
    return undefined;
  }
}

/** The topic id of a log's directory; undefined when `report` was told that there is none. */
export async function checkTopicId(
  fileSystem: FileSystem,
  directory: string,
  { needed, report }: { needed: boolean; report: (finding: Finding) => void },
): Promise<Uuid | undefined> {
  const path = join(directory, partitionMetadataFileName);
  try {
    const content = await readSmallFile(fileSystem, path);
    if (content === undefined && needed) throw new Error('missing: nobody knows whose log this is');
    return content && parsePartitionMetadata(content.toString('utf8'));
  } catch (error) {
    report({ kind: 'damage', path, what: messageOf(error) });
    return undefined;
  }
}
