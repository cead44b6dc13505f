// `tidelog log export`: the records of a topic as rows, from its brokers or from the files of a data directory.
import { join, resolve } from 'node:path';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { openNodeFileSystem } from '../base/node-file-system.ts';
import type { Uuid } from '../base/uuid.ts';
import type { Client } from '../client/client.ts';
import { rowFileName } from '../storage/archive.ts';
import { parsePartitionDirectoryName } from '../storage/file-names.ts';
import { type RowFormat, RowWriter } from '../storage/record-rows.ts';
import { gatherRows, rowsOfBatches, writeRowFile } from '../storage/row-file.ts';
import { walkBatches } from '../storage/segment-batches.ts';
import { findLogFiles, type SegmentFile, wholeBatchesOf } from '../storage/segment-files.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { exitCodes } from './failures.ts';
import { Interruption } from './interruption.ts';
import { Output } from './output.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface LogExportFlags extends ClientFlags {
  format: RowFormat;
  out?: string;
  dataDir?: string;
  partition?: number[];
  json?: boolean;
}

/** What goes into one file: a segment, or a partition as the brokers have it. */
interface Part {
  partition: number;
  topicId: Uuid;
  firstOffset: number;
  lastOffset: number;
  rows: (writer: RowWriter) => AsyncIterable<string>;
}

interface WrittenFile {
  path: string;
  partition: number;
  firstOffset: number;
  lastOffset: number;
  /** False: it was there before, and was left as it is. */
  isNew: boolean;
}

/** Takes the rows of a part; returns whether more are wanted. */
type Sink = (part: Part, writer: RowWriter) => Promise<boolean>;

/** Returns the exit code: 1 when something could not be read. */
export async function exportLog(topic: string, flags: LogExportFlags): Promise<number> {
  using interruption = new Interruption();
  const problems: string[] = [];
  const output = new Output(() => interruption.stop());
  const files: WrittenFile[] = [];
  const shown = { hasHead: false };
  const sink =
    flags.out === undefined ? toOutput(output, shown) : toFiles(topic, flags, files, interruption);
  try {
    const source = { topic, flags, problems, signal: interruption.signal };
    if (flags.dataDir === undefined) await exportFromBrokers(source, sink);
    else await exportFromFiles(source, flags.dataDir, sink);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  }
  if (flags.out !== undefined) report(output, flags, files);
  // Columns without rows are a table; nothing at all is none, and readers stumble over it.
  else if (!shown.hasHead) output.write(new RowWriter({ topic, partition: 0 }, flags.format).head);
  await output.end();
  if (problems.length > 0) throw new TidelogError('NOT_EXPORTED', problems.join('; '));
  return interruption.exitCode ?? exitCodes.success;
}

interface Source {
  topic: string;
  flags: LogExportFlags;
  /** What could not be read; the rest is exported all the same. */
  problems: string[];
  signal: AbortSignal;
}

function toOutput(output: Output, shown: { hasHead: boolean }): Sink {
  return async (part, writer) => {
    if (!shown.hasHead) output.write(writer.head);
    shown.hasHead = true;
    for await (const chunk of gatherRows(part.rows(writer))) {
      output.write(chunk);
      await output.ready();
      if (output.isClosed) return false;
    }
    return true;
  };
}

function toFiles(
  topic: string,
  { out = '', format }: LogExportFlags,
  files: WrittenFile[],
  { signal }: Interruption,
): Sink {
  const fileSystem = openNodeFileSystem();
  const directory = resolve(out);
  return async (part, writer) => {
    await fileSystem.makeDirectory(join(directory, topic));
    const path = join(directory, topic, rowFileName(part, part.topicId, format));
    const chunks = gatherRows(part.rows(writer), writer.head);
    const isNew = await writeRowFile({ fileSystem, path, signal }, chunks);
    const { partition, firstOffset, lastOffset } = part;
    files.push({ path, partition, firstOffset, lastOffset, isNew });
    return true;
  };
}

function report(output: Output, { json }: LogExportFlags, files: readonly WrittenFile[]): void {
  if (json === true) output.writeLine(JSON.stringify(files, undefined, 2));
  else {
    for (const { path, isNew } of files) {
      output.writeLine(isNew ? path : `${path} (was there, and is left as it is)`);
    }
  }
}

async function exportFromBrokers(source: Source, sink: Sink): Promise<void> {
  const { topic, flags, signal } = source;
  await using client = await openClient(flags);
  const described = await describeTopic(client, { topic });
  const partitions = chosen(
    flags,
    described.partitions.map(({ partition }) => partition),
  );
  const ask = async (at: 'earliest' | 'latest') => {
    const queries = partitions.map((partition) => ({ topic, partition, at }));
    const answers = await client.admin().listOffsets(queries);
    return answers.map(({ offset }) => offset);
  };
  const [starts, ends] = [await ask('earliest'), await ask('latest')];
  for (const [i, partition] of partitions.entries()) {
    const span = { topic, partition, start: starts[i] ?? 0, end: ends[i] ?? 0 };
    if (span.start >= span.end) continue;
    const rows = (writer: RowWriter) => consumedRows(client, span, writer, signal);
    const range = { firstOffset: span.start, lastOffset: span.end - 1 };
    const writer = new RowWriter({ topic, partition }, flags.format);
    if (!(await sink({ partition, topicId: described.id, ...range, rows }, writer))) return;
  }
}

async function* consumedRows(
  client: Client,
  span: { topic: string; partition: number; start: number; end: number },
  writer: RowWriter,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { topic, partition, start, end } = span;
  const assignments = [{ topic, partition, from: { offset: start } }];
  await using consumer = client.consumer({ assignments, signal });
  for await (const record of consumer) {
    if (record.offset >= end) return;
    yield writer.rowOf(record);
    if (record.offset === end - 1) return;
  }
  signal.throwIfAborted();
}

async function exportFromFiles(source: Source, dataDir: string, sink: Sink): Promise<void> {
  const { topic, flags, problems } = source;
  const fileSystem = openNodeFileSystem();
  const partitions = chosen(flags, await localPartitions(fileSystem, dataDir, topic));
  for (const partition of partitions) {
    const { topicId, logStartOffset, segments } = await findLogFiles(fileSystem, dataDir, {
      topic,
      partition,
    });
    for (const segment of segments) {
      try {
        const { bytes, endOffset } = await extentOf(fileSystem, segment);
        if (endOffset <= Math.max(segment.baseOffset, logStartOffset)) continue;
        const part: Part = {
          partition,
          topicId,
          firstOffset: segment.baseOffset,
          lastOffset: endOffset - 1,
          rows: (writer) => segmentRows(fileSystem, { ...segment, bytes, logStartOffset }, writer),
        };
        const writer = new RowWriter({ topic, partition }, flags.format);
        if (!(await sink(part, writer))) return;
      } catch (error) {
        if (source.signal.aborted) throw error;
        // Retention may have removed it since the directory was read.
        if (codeOf(error) === 'ENOENT' && (await fileSystem.stat(segment.path)) === undefined) {
          process.stderr.write(`tidelog: ${segment.path} was removed meanwhile\n`);
          continue;
        }
        if (codeOf(error) !== 'LOG_DAMAGED') throw error;
        problems.push(messageOf(error));
      }
    }
  }
}

async function localPartitions(
  fileSystem: FileSystem,
  dataDir: string,
  topic: string,
): Promise<number[]> {
  const entries = await fileSystem.list(dataDir);
  const partitions = entries.flatMap(({ name }) => {
    const found = parsePartitionDirectoryName(name);
    return found?.topic === topic ? [found.partition] : [];
  });
  if (partitions.length === 0) {
    throw new TidelogError('UNKNOWN_LOG', `${dataDir} has no partition of topic ${topic}`);
  }
  return partitions.sort((a, b) => a - b);
}

/** A closed segment is all of its file; of the last one, what is whole. */
async function extentOf(
  fileSystem: FileSystem,
  segment: SegmentFile,
): Promise<{ bytes: number; endOffset: number }> {
  if (segment.endOffset !== undefined) {
    const bytes = (await fileSystem.stat(segment.path))?.bytes ?? 0;
    return { bytes, endOffset: segment.endOffset };
  }
  const extent = await wholeBatchesOf(fileSystem, segment);
  if (extent.problem !== undefined) {
    process.stderr.write(
      `tidelog: ${segment.path} is exported up to byte ${extent.bytes}; what follows is torn, or is being written\n`,
    );
  }
  return extent;
}

async function* segmentRows(
  fileSystem: FileSystem,
  segment: { path: string; baseOffset: number; bytes: number; logStartOffset: number },
  writer: RowWriter,
): AsyncGenerator<string> {
  const { baseOffset, bytes, logStartOffset } = segment;
  const file = await fileSystem.open(segment.path);
  try {
    const batches = walkBatches(file, { baseOffset, bytes, isWhole: true });
    yield* rowsOfBatches(batches, writer, logStartOffset);
  } finally {
    await file.close();
  }
}

function chosen({ partition }: LogExportFlags, all: readonly number[]): number[] {
  const partitions = [...new Set(partition ?? all)];
  const absent = partitions.find((one) => !all.includes(one));
  if (absent === undefined) return partitions;
  throw new UsageError(`--partition is ${absent}; there are the partitions ${all.join(', ')}`);
}
