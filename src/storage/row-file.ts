// A file of rows that is there in full or not at all: written as `<name>.tmp`, synced, renamed, and the directory synced. A
// crash leaves the .tmp at most, which the next try overwrites. A file that is there already is never touched.
import { dirname } from 'node:path';
import { codeOf } from '../base/errors.ts';
import type { File, FileSystem } from '../base/file-system.ts';
import { KIB } from '../base/units.ts';
import { lastOffsetAt } from '../protocol/record-batch.ts';
import type { RowWriter } from './record-rows.ts';

/** Rows are handed on when there is this much, and then others have their turn [SIM-6]. */
const chunkChars = 64 * KIB;

/** The rows of the records from an offset on. */
export async function* rowsOfBatches(
  batches: AsyncIterable<Buffer>,
  rows: RowWriter,
  fromOffset: number,
): AsyncGenerator<string, void> {
  for await (const batch of batches) {
    if (lastOffsetAt(batch, 0) >= fromOffset) yield* rows.rowsOf(batch, fromOffset);
  }
}

/** Rows in pieces of some size, with a head before them. */
export async function* gatherRows(
  rows: AsyncIterable<string>,
  head = '',
): AsyncGenerator<string, void> {
  let chunk = head;
  for await (const row of rows) {
    chunk += row;
    if (chunk.length < chunkChars) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk.length > 0) yield chunk;
}

export interface RowFileOptions {
  fileSystem: FileSystem;
  /** In a directory that is there. */
  path: string;
  signal?: AbortSignal | undefined;
}

/** Returns whether it wrote the file; false when there is one. Leaves nothing behind when it fails. */
export async function writeRowFile(
  { fileSystem, path, signal }: RowFileOptions,
  chunks: AsyncIterable<string>,
): Promise<boolean> {
  const isThere = async () => (await fileSystem.stat(path)) !== undefined;
  if (await isThere()) return false;
  const temporary = `${path}.tmp`;
  const file = await fileSystem.open(temporary, {
    writable: true,
    create: true,
    priority: 'background',
  });
  try {
    await writeAll(file, chunks, signal);
    if (await isThere()) return false;
    await fileSystem.rename(temporary, path);
    await fileSystem.syncDirectory(dirname(path));
    return true;
  } finally {
    await removeIfPresent(fileSystem, temporary);
  }
}

async function writeAll(
  file: File,
  chunks: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await file.truncate(0);
    let position = 0;
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      const bytes = Buffer.from(chunk, 'utf8');
      await file.write([bytes], position);
      position += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeIfPresent(fileSystem: FileSystem, path: string): Promise<void> {
  try {
    await fileSystem.remove(path);
  } catch (error) {
    // Renamed, as it should be; or on a disk that fails, of which the caller hears by the first error.
    if (codeOf(error) === undefined) throw error;
  }
}
