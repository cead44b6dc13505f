/** What finding an offset costs in a log of 1, 10, 100 and 1,000 segments, with the indexes and the files in memory. */
import { join } from 'node:path';
import { silentLogger } from '../../src/base/logger.ts';
import { openNodeFileSystem } from '../../src/base/node-file-system.ts';
import { SystemRandom } from '../../src/base/random.ts';
import { KIB, MIB } from '../../src/base/units.ts';
import { encodeBatch } from '../../src/protocol/records.ts';
import { parseSegmentFileName, segmentSuffixes } from '../../src/storage/file-names.ts';
import { IndexCache } from '../../src/storage/index-cache.ts';
import { logConfigDefaults } from '../../src/storage/log-config.ts';
import { LogReader } from '../../src/storage/log-reader.ts';
import { OpenFiles } from '../../src/storage/open-files.ts';
import { Segment } from '../../src/storage/segment.ts';
import { TailBudget, TailCache } from '../../src/storage/tail-cache.ts';
import { openLog, withoutSync } from '../support/log-on-disk.ts';
import { median, type Row, round } from '../support/measure.ts';
import { type Settings, valueBytes } from '../support/stage.ts';

const segmentCounts = [1, 10, 100, 1_000];
const config = { ...logConfigDefaults, segmentBytes: 64 * KIB };
const recordsPerBatch = 8;
const searchStretches = 200;
const searchesPerStretch = 100;
const reads = 2_000;

interface Subject {
  segmentCount: number;
  reader: LogReader;
  files: OpenFiles;
  endOffset: number;
  searchNanos: number[];
  readMicros: number[];
}

export async function* lookup({ rounds }: Settings, root: string): AsyncGenerator<Row> {
  const subjects: Subject[] = [];
  for (const segmentCount of segmentCounts) {
    const directory = join(root, `lookup-${segmentCount}`);
    await writeLog(directory, segmentCount);
    const subject = await openSubject(directory, segmentCount);
    // Opens all files and loads all indexes.
    for (const { baseOffset } of await segmentsOf(directory)) await readAt(subject, baseOffset);
    subjects.push(subject);
  }
  // The first round compiles.
  for (let i = -1; i < rounds; i++) {
    for (const subject of subjects) {
      const searchNanos = await timeSearches(subject);
      const readMicros = await timeReads(subject);
      if (i < 0) continue;
      subject.searchNanos.push(searchNanos);
      subject.readMicros.push(readMicros);
    }
  }
  for (const { files, segmentCount, searchNanos, readMicros } of subjects) {
    await files.closeAll();
    yield {
      workload: `storage/lookup/${segmentCount}`,
      recordsPerSecond: null,
      mbPerSecond: null,
      ceilingRecordsPerSecond: null,
      ratio: null,
      segments: segmentCount,
      searchNanos: round(median(searchNanos)),
      readMicros: round(median(readMicros), 1),
    };
  }
}

async function writeLog(directory: string, segmentCount: number): Promise<void> {
  const disk = openNodeFileSystem();
  await disk.makeDirectory(directory);
  const log = await openLog(withoutSync(disk), directory, { config });
  const record = { timestamp: 0, key: null, value: Buffer.alloc(valueBytes), headers: [] };
  const batch = encodeBatch(new Array(recordsPerBatch).fill(record), 'none');
  // One more than is read, so that all of these are closed and full.
  while (log.segmentCount <= segmentCount) {
    await log.append(Buffer.from(batch), { leaderEpoch: 0 }).held;
  }
  await log.close();
}

async function segmentsOf(directory: string): Promise<Segment[]> {
  const disk = openNodeFileSystem();
  const found: { baseOffset: number; bytes: number }[] = [];
  for (const { name } of await disk.list(directory)) {
    const baseOffset = parseSegmentFileName(name, segmentSuffixes.log);
    if (baseOffset === undefined) continue;
    const stat = await disk.stat(join(directory, name));
    found.push({ baseOffset, bytes: stat?.bytes ?? 0 });
  }
  // The last one has a single batch.
  return found.slice(0, -1).map(({ baseOffset, bytes }, i) => {
    const endOffset = found[i + 1]?.baseOffset ?? baseOffset;
    return new Segment(directory, { baseOffset, bytes, endOffset, createdMs: 0 });
  });
}

async function openSubject(directory: string, segmentCount: number): Promise<Subject> {
  const segments = await segmentsOf(directory);
  if (segments.length !== segmentCount) {
    throw new Error(`the log has ${segments.length} full segments instead of ${segmentCount}`);
  }
  const files = new OpenFiles(openNodeFileSystem(), 2 * segmentCount, (path, error) => {
    throw new Error(`${path} could not be closed: ${String(error)}`);
  });
  const reader = new LogReader({
    segments,
    files,
    indexCache: new IndexCache(32 * MIB),
    tail: new TailCache(MIB, new TailBudget(MIB)),
    compaction: { holesBelow: 0, cleanedBelow: 0 },
    indexIntervalBytes: () => config.indexIntervalBytes,
    priority: 'read',
    logger: silentLogger,
  });
  const endOffset = segments.at(-1)?.endOffset ?? 0;
  return { segmentCount, reader, files, endOffset, searchNanos: [], readMicros: [] };
}

/**
 * Of the segment, of its indexes in the cache, and of the place in the file: nanoseconds of one. The median of short
 * stretches, most of which nothing else on the machine cuts in two.
 */
async function timeSearches({ reader, endOffset }: Subject): Promise<number> {
  const stretchesNanos: number[] = [];
  let positions = 0;
  for (let i = 0; i < searchStretches; i++) {
    const offsets = randomOffsets(searchesPerStretch, endOffset);
    const startedMs = performance.now();
    for (const offset of offsets) {
      const segment = reader.segmentOf(offset);
      const { offsets: index } = await reader.indexesOf(segment);
      positions += index.lookup(offset - segment.baseOffset);
    }
    stretchesNanos.push(((performance.now() - startedMs) * 1e6) / searchesPerStretch);
  }
  if (positions === 0) throw new Error('all offsets were found at the start of a file');
  return median(stretchesNanos);
}

/** The search, and one read of the batch from the page cache. The median, in microseconds. */
async function timeReads(subject: Subject): Promise<number> {
  const took: number[] = [];
  for (const offset of randomOffsets(reads, subject.endOffset)) {
    const startedMs = performance.now();
    await readAt(subject, offset);
    took.push((performance.now() - startedMs) * 1_000);
  }
  return median(took);
}

async function readAt({ reader, endOffset }: Subject, offset: number): Promise<void> {
  const options = { offset, maxBytes: 1, minOneBatch: true, endOffsetExclusive: endOffset };
  const { bytes } = await reader.read(options);
  if (bytes === 0) throw new Error(`nothing was read at offset ${offset}`);
}

function randomOffsets(count: number, endOffset: number): number[] {
  const random = new SystemRandom();
  return Array.from({ length: count }, () => random.integerBelow(endOffset));
}
