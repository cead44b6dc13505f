// Small state in one file [LOG-5]: a line of JSON with the format version, a CRC-32C of the state's own JSON, the state.
//
//   {"format":1,"crc32c":"0a1b2c3d","state":{…}}
//
// It is replaced by writing `<name>.tmp`, syncing that, renaming it over the old file and syncing the directory, so a
// crash leaves the old or the new state. What recovery finds as .tmp is of no meaning and is overwritten by the next write.

import { dirname } from 'node:path';
import { crc32c } from '@node-rs/crc32';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import type { File, FileSystem, IoPriority } from '../base/file-system.ts';

const format = 1;
const stateMark = '"state":';

/** Replaces the file at `path` in one step that a crash cannot halve. */
export async function replaceFile(
  fileSystem: FileSystem,
  path: string,
  content: Buffer,
  priority: IoPriority = 'append',
): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await fileSystem.open(temporary, { writable: true, create: true, priority });
  try {
    await file.truncate(0);
    await file.write([content], 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await fileSystem.rename(temporary, path);
  await fileSystem.syncDirectory(dirname(path));
}

/** The whole file, or undefined when there is none. */
export async function readFileIfPresent(
  fileSystem: FileSystem,
  path: string,
): Promise<Buffer | undefined> {
  let file: File;
  try {
    file = await fileSystem.open(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const content = Buffer.alloc(await file.size());
    const bytes = await file.read(content, 0);
    return content.subarray(0, bytes);
  } finally {
    await file.close();
  }
}

export async function writeState(
  fileSystem: FileSystem,
  path: string,
  state: object,
  priority?: IoPriority,
): Promise<void> {
  await writeStateText(fileSystem, path, JSON.stringify(state), priority);
}

/** The same for who has the state's JSON already. */
export async function writeStateText(
  fileSystem: FileSystem,
  path: string,
  text: string,
  priority?: IoPriority,
): Promise<void> {
  const line = `{"format":${format},"crc32c":"${checksum(text)}",${stateMark}${text}}\n`;
  await replaceFile(fileSystem, path, Buffer.from(line), priority);
}

/**
 * The JSON of a state that has a row for each log, `{"logs":{…}}`, and whatever else. An object of ten thousand names takes many
 * times as long to make and to write as its rows do [SIM-6].
 */
export function logsText(rows: readonly string[], others: object = {}): string {
  const more = JSON.stringify(others).slice(1, -1);
  return `{"logs":{${rows.join(',')}}${more === '' ? '' : `,${more}`}}`;
}

/** One of those rows. */
export function logRow(key: string, value: string | number | object): string {
  return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
}

/** Undefined when there is no file. Throws STATE_DAMAGED for one that is not as it was written. */
export async function readState(fileSystem: FileSystem, path: string): Promise<object | undefined> {
  const content = await readFileIfPresent(fileSystem, path);
  if (content === undefined) return undefined;
  const text = content.toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw damaged(path, messageOf(error));
  }
  if (typeof parsed !== 'object' || parsed === null || !('state' in parsed)) {
    throw damaged(path, 'it holds no state');
  }
  const { format: found, crc32c: crc } = { format: undefined, crc32c: undefined, ...parsed };
  if (found !== format) {
    throw new TidelogError(
      'STATE_FORMAT_UNKNOWN',
      `${path} has format ${String(found)}, this version reads ${format}; use the version that wrote it`,
    );
  }
  const { state } = parsed;
  const stateText = text.slice(text.indexOf(stateMark) + stateMark.length, text.lastIndexOf('}'));
  if (typeof state !== 'object' || state === null || crc !== checksum(stateText)) {
    throw damaged(path, 'its checksum does not match');
  }
  return state;
}

function checksum(text: string): string {
  return crc32c(text).toString(16).padStart(8, '0');
}

function damaged(path: string, what: string): TidelogError {
  return new TidelogError('STATE_DAMAGED', `${path} is damaged: ${what}; restore it from a copy`);
}
