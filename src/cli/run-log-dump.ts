// `tidelog log dump`: prints what stands in the files of logs, one line for each batch, record, index entry or state.
import { basename, dirname, join } from 'node:path';
import { messageOf } from '../base/errors.ts';
import type { File, FileSystem } from '../base/file-system.ts';
import { openNodeFileSystem } from '../base/node-file-system.ts';
import { readRecords } from '../protocol/records.ts';
import { EpochCache } from '../storage/epoch-cache.ts';
import {
  epochFileName,
  parsePartitionDirectoryName,
  parseSegmentFileName,
  partitionMetadataFileName,
  segmentSuffixes,
  snapshotSuffix,
} from '../storage/file-names.ts';
import { IndexBuffer } from '../storage/index-buffer.ts';
import { OffsetIndex, offsetIndexEntryBytes } from '../storage/offset-index.ts';
import { parsePartitionMetadata } from '../storage/partition-metadata.ts';
import { decodeProducerSnapshot } from '../storage/producer-snapshot.ts';
import { type WalkedBatch, walkSegment } from '../storage/segment-walk.ts';
import { isStateFile, readSmallFile } from '../storage/small-file-check.ts';
import { readState } from '../storage/state-file.ts';
import { TimeIndex, timeIndexEntryBytes } from '../storage/time-index.ts';
import { exitCodes } from './failures.ts';
import { batchItem, type DumpItem, plainItem, recordItem } from './log-dump-format.ts';
import { findLogPath } from './log-paths.ts';
import { Output } from './output.ts';

export interface DumpFlags {
  records?: boolean;
  json?: boolean;
}

/** Index entries that are read at a time. */
const entriesPerRead = 8_192;

/** Returns the exit code. */
export async function runLogDump(paths: readonly string[], flags: DumpFlags): Promise<number> {
  const fileSystem = openNodeFileSystem();
  const found = [];
  for (const path of paths) found.push(await findLogPath(fileSystem, path));
  const dump = new Dump(fileSystem, flags);
  for (const place of found) {
    if (place.kind === 'file') await dump.file(place.path);
    else await dump.directory(place.path);
  }
  return dump.end();
}

class Dump {
  readonly #fileSystem: FileSystem;
  readonly #flags: DumpFlags;
  readonly #output = new Output(() => {});
  #exitCode: number = exitCodes.success;

  constructor(fileSystem: FileSystem, flags: DumpFlags) {
    this.#fileSystem = fileSystem;
    this.#flags = flags;
  }

  async end(): Promise<number> {
    await this.#output.end();
    return this.#exitCode;
  }

  /** The files that are a broker's, and those of the partitions in it. */
  async directory(path: string): Promise<void> {
    for (const { name, isDirectory } of await this.#fileSystem.list(path)) {
      if (this.#output.isClosed) return;
      if (!isDirectory) {
        if (readerOf(name) !== undefined) await this.file(join(path, name));
      } else if (parsePartitionDirectoryName(name) !== undefined) {
        await this.directory(join(path, name));
      }
    }
  }

  async file(path: string): Promise<void> {
    const reader = readerOf(basename(path));
    if (this.#flags.json !== true) this.#output.writeLine(`Dumping ${path}`);
    try {
      if (reader === 'log') await this.#log(path);
      else if (reader === 'index') await this.#offsetIndex(path);
      else if (reader === 'time-index') await this.#timeIndex(path);
      else for (const item of await this.#smallItems(path, reader)) await this.#print(path, item);
    } catch (error) {
      await this.#problem(path, messageOf(error), exitCodes.failure);
    }
  }

  async #print(path: string, { text, json }: DumpItem): Promise<void> {
    if (this.#flags.json === true) {
      const { type, ...fields } = json;
      this.#output.writeLine(JSON.stringify({ type, file: path, ...fields }));
    } else this.#output.writeLine(text);
    await this.#output.ready();
  }

  async #problem(path: string, what: string, exitCode: number): Promise<void> {
    if (this.#exitCode !== exitCodes.failure) this.#exitCode = exitCode;
    await this.#print(path, { text: `PROBLEM: ${what}`, json: { type: 'problem', what } });
  }

  async #using(path: string, work: (file: File, bytes: number) => Promise<void>): Promise<void> {
    const file = await this.#fileSystem.open(path);
    try {
      await work(file, await file.size());
    } finally {
      await file.close();
    }
  }

  #log(path: string): Promise<void> {
    const baseOffset = parseSegmentFileName(basename(path), segmentSuffixes.log) ?? 0;
    return this.#using(path, async (file, fileBytes) => {
      for await (const item of walkSegment(file, { fileBytes, baseOffset })) {
        if (this.#output.isClosed) return;
        if (item.kind === 'batch') await this.#batch(path, item);
        else {
          const { position, bytes, problem } = item;
          const isAtEnd = position + bytes === fileBytes && (await this.#isLastSegment(path));
          const what = `${bytes} bytes at position ${position}${isAtEnd ? ', the end,' : ''} are no batch: ${problem}`;
          await this.#problem(path, what, isAtEnd ? exitCodes.tornTail : exitCodes.failure);
        }
      }
    });
  }

  async #isLastSegment(path: string): Promise<boolean> {
    const entries = await this.#fileSystem.list(dirname(path));
    const logs = entries.filter(
      ({ name }) => parseSegmentFileName(name, segmentSuffixes.log) !== undefined,
    );
    return (logs.at(-1)?.name ?? basename(path)) === basename(path);
  }

  async #batch(path: string, { header, position, batch, problem }: WalkedBatch): Promise<void> {
    await this.#print(path, batchItem(header, position, problem === undefined));
    if (problem !== undefined) await this.#problem(path, problem, exitCodes.failure);
    else if (this.#flags.records === true) {
      try {
        for (const record of readRecords(batch)) {
          await this.#print(path, recordItem(record, header));
          if (this.#output.isClosed) return;
        }
      } catch (error) {
        await this.#problem(path, messageOf(error), exitCodes.failure);
      }
    }
  }

  #offsetIndex(path: string): Promise<void> {
    const baseOffset = parseSegmentFileName(basename(path), segmentSuffixes.index) ?? 0;
    return this.#entries(path, offsetIndexEntryBytes, (entries, at) => {
      const index = new OffsetIndex(entries);
      const offset = baseOffset + index.relativeOffsetAt(at);
      return plainItem('index-entry', { offset, position: index.positionAt(at) });
    });
  }

  #timeIndex(path: string): Promise<void> {
    const baseOffset = parseSegmentFileName(basename(path), segmentSuffixes.timeIndex) ?? 0;
    return this.#entries(path, timeIndexEntryBytes, (entries, at) => {
      const index = new TimeIndex(entries);
      const offset = baseOffset + index.relativeOffsetAt(at);
      return plainItem('time-index-entry', { timestamp: index.timestampAt(at), offset });
    });
  }

  #entries(
    path: string,
    entryBytes: number,
    itemAt: (entries: IndexBuffer, at: number) => DumpItem,
  ): Promise<void> {
    return this.#using(path, async (file, fileBytes) => {
      const wholeBytes = fileBytes - (fileBytes % entryBytes);
      for (let position = 0; position < wholeBytes && !this.#output.isClosed; ) {
        const chunk = Buffer.alloc(Math.min(entriesPerRead * entryBytes, wholeBytes - position));
        const bytes = await file.read(chunk, position);
        const entries = new IndexBuffer(
          entryBytes,
          chunk.subarray(0, bytes - (bytes % entryBytes)),
        );
        for (let at = 0; at < entries.count; at++) await this.#print(path, itemAt(entries, at));
        if (bytes < chunk.length) return;
        position += bytes;
      }
      if (wholeBytes < fileBytes) {
        const what = `its ${fileBytes} bytes are not whole entries of ${entryBytes}`;
        await this.#problem(path, what, exitCodes.failure);
      }
    });
  }

  async #smallItems(path: string, reader: SmallReader | undefined): Promise<DumpItem[]> {
    const content = (await readSmallFile(this.#fileSystem, path)) ?? Buffer.alloc(0);
    if (reader === 'metadata') {
      return [plainItem('metadata', { topicId: parsePartitionMetadata(content.toString('utf8')) })];
    }
    if (reader === 'state') {
      return [plainItem('state', { ...(await readState(this.#fileSystem, path)) })];
    }
    if (reader === 'epochs') {
      const epochs = EpochCache.decode(content.toString('utf8'));
      if (epochs === undefined) throw new Error('it is not in the form of an epoch checkpoint');
      return epochs.entries.map((entry) => plainItem('epoch', { ...entry }));
    }
    if (reader === 'producers') return producerItems(path, content);
    throw new Error('it is no file of a log, nor one that a broker keeps beside logs');
  }
}

/** One line for each batch that a producer is remembered by. */
function producerItems(path: string, content: Buffer): DumpItem[] {
  const endOffset = parseSegmentFileName(basename(path), snapshotSuffix) ?? 0;
  const producers = decodeProducerSnapshot(content, endOffset);
  if (typeof producers === 'string') throw new Error(producers);
  return [...producers].flatMap(([producerId, marks]) =>
    marks.map((mark) => plainItem('producer-batch', { producerId, ...mark })),
  );
}

type SmallReader = 'state' | 'metadata' | 'epochs' | 'producers';
type Reader = 'log' | 'index' | 'time-index' | SmallReader;

/** Which of a broker's files this is by its name, or undefined for any other. */
function readerOf(name: string): Reader | undefined {
  if (parseSegmentFileName(name, segmentSuffixes.log) !== undefined) return 'log';
  if (parseSegmentFileName(name, segmentSuffixes.index) !== undefined) return 'index';
  if (parseSegmentFileName(name, segmentSuffixes.timeIndex) !== undefined) return 'time-index';
  if (parseSegmentFileName(name, snapshotSuffix) !== undefined) return 'producers';
  if (name === epochFileName) return 'epochs';
  if (name === partitionMetadataFileName) return 'metadata';
  return isStateFile(name) ? 'state' : undefined;
}
