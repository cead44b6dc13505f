// Looks at one log, or at all logs of a data directory, without changing anything and without their lock: the segments one
// after the other (segment-check.ts), that they follow each other, and the files beside them.
//
// A broker may be at work on them. What is written just now looks torn, or points past what was read, so a segment with
// findings is looked at again after a while, until two looks agree; a torn tail that moves is a log that grows. Segments
// that go meanwhile are left out.
import { basename, join } from 'node:path';
import { type Clock, delay } from '../base/clock.ts';
import { codeOf } from '../base/errors.ts';
import type { DirectoryEntry, FileSystem } from '../base/file-system.ts';
import { silentLogger } from '../base/logger.ts';
import { readCleanerCheckpoint } from './cleaner-checkpoint.ts';
import { epochFileProblem, snapshotFileProblem } from './derived-check.ts';
import type { EpochStart } from './epoch-cache.ts';
import {
  cleanShutdownFileName,
  damageReportFileName,
  epochFileName,
  isDeletedDirectoryName,
  isMetadataSnapshotName,
  lockFileName,
  logStartCheckpointFileName,
  manifestFileName,
  parsePartitionDirectoryName,
  parseSegmentFileName,
  partitionMetadataFileName,
  recoveryCheckpointFileName,
  segmentFileName,
  segmentSuffixes,
  snapshotSuffix,
} from './file-names.ts';
import { type Finding, Findings } from './findings.ts';
import { logKey } from './manifest.ts';
import { type Gap, isReported, readGaps } from './quarantine.ts';
import { checkSegment, type SegmentSummary } from './segment-check.ts';
import { isNext } from './segment-scan.ts';
import { checkState, checkTopicId, isStateFile, noteAbout } from './small-file-check.ts';

export interface CheckOptions {
  fileSystem: FileSystem;
  clock: Clock;
  /** Whether the records of every batch are decompressed and read. */
  deep: boolean;
  /** Only this segment of a log, by its base offset. */
  onlySegment?: number;
}

export interface LogSummary {
  directory: string;
  startOffset: number;
  endOffset: number;
  segments: number;
  batches: number;
  records: number;
  bytes: number;
}

export interface CheckReport {
  logs: LogSummary[];
  findings: Finding[];
}

/** How long a broker may take to finish what it was writing. */
const secondLookMs = 200;
const looksMax = 4;

/** All logs in a data directory, and its own files. */
export async function checkDataDirectory(
  directory: string,
  options: CheckOptions,
): Promise<CheckReport> {
  const { fileSystem } = options;
  const findings = new Findings();
  const add = (finding: Finding) => findings.add(finding);
  const logs: LogSummary[] = [];
  const entries = await fileSystem.list(directory);
  const readOffsets = (name: string) => readLogNumbers(fileSystem, join(directory, name));
  const endsBefore = await readOffsets(cleanShutdownFileName);
  const durableBefore = await readOffsets(recoveryCheckpointFileName);
  /** Read before and after the segments: what differs has moved meanwhile, and only what is certain counts. */
  const bounds = async (): Promise<KnownBounds> => {
    const starts = await readOffsets(logStartCheckpointFileName);
    const durable = await readOffsets(recoveryCheckpointFileName);
    for (const [key, offset] of durable) {
      durable.set(key, Math.min(offset, durableBefore.get(key) ?? 0));
    }
    const ends = await readOffsets(cleanShutdownFileName);
    // A marker that came or went says that a broker stopped or started.
    const isSame = JSON.stringify([...ends]) === JSON.stringify([...endsBefore]);
    return { starts, durable, ends: isSame ? ends : new Map() };
  };
  for (const { name, isDirectory } of entries) {
    const path = join(directory, name);
    if (isDirectory && parsePartitionDirectoryName(name) !== undefined) {
      const report = await checkLog(path, options, bounds);
      logs.push(...report.logs);
      for (const finding of report.findings) add(finding);
    } else if (isStateFile(name)) {
      await checkState(fileSystem, path, add);
    } else if (isDeletedDirectoryName(name)) {
      add({ kind: 'note', path, what: 'a deleted log, on its way out' });
    } else if (!name.startsWith(lockFileName)) add(noteAbout(path, name));
  }
  for (const finding of await findLostLogs(directory, fileSystem)) add(finding);
  return { logs, findings: findings.all() };
}

/** What the small files of a data directory say about its logs, by topic id and partition. */
interface KnownBounds {
  /** Where trimmed logs start. */
  starts: ReadonlyMap<string, number>;
  /** Up to where logs are known to be durable. */
  durable: ReadonlyMap<string, number>;
  /** Where logs ended when the broker was stopped in order. */
  ends: ReadonlyMap<string, number>;
}

/** The offset for each log of a state file; none when there is no such file or it is damaged. */
async function readLogNumbers(fileSystem: FileSystem, path: string): Promise<Map<string, number>> {
  const entries = (await readLogs(fileSystem, path)).map(([key, value]): [string, number] => {
    const isObject = typeof value === 'object' && value !== null && 'endOffset' in value;
    return [key, Number(isObject ? value.endOffset : value)];
  });
  return new Map(entries);
}

/** What a state file says of each log, by topic id and partition. */
async function readLogs(fileSystem: FileSystem, path: string): Promise<[string, unknown][]> {
  const state = await checkState(fileSystem, path, () => {});
  const { logs } = { logs: {}, ...state } as { logs: Record<string, unknown> };
  return Object.entries(logs ?? {});
}

/** Logs of the manifest that are not there; looked at twice, for a topic may be deleted meanwhile. */
async function findLostLogs(directory: string, fileSystem: FileSystem): Promise<Finding[]> {
  const path = join(directory, manifestFileName);
  const lost: Finding[] = [];
  for (const [key, topic] of await readLogs(fileSystem, path)) {
    const name = `${String(topic)}-${key.slice(key.lastIndexOf('-') + 1)}`;
    const id = await checkTopicId(fileSystem, join(directory, name), {
      needed: false,
      report: () => {},
    });
    const isThere = (await fileSystem.stat(join(directory, name))) !== undefined;
    // One that does not say whose it is was reported already.
    if (isThere && (id === undefined || key.startsWith(id))) continue;
    const isListed = (await readLogs(fileSystem, path)).some(([listed]) => listed === key);
    if (!isListed) continue;
    const what = `it lists the log ${name} of topic id ${key.slice(0, key.lastIndexOf('-'))}, which is not there: lost`;
    lost.push({ kind: 'damage', path, what });
  }
  return lost;
}

/** The log in one partition's directory. */
export async function checkLog(
  directory: string,
  options: CheckOptions,
  bounds?: () => Promise<KnownBounds>,
): Promise<CheckReport> {
  return new LogCheck(directory, options).run(bounds);
}

class LogCheck {
  readonly #directory: string;
  readonly #options: CheckOptions;
  readonly #findings = new Findings();
  readonly #summary: LogSummary;
  readonly #epochs: EpochStart[] = [];
  readonly #add = (finding: Finding) => this.#findings.add(finding);

  constructor(directory: string, options: CheckOptions) {
    this.#directory = directory;
    this.#options = options;
    const nothing = { startOffset: 0, endOffset: 0, segments: 0, batches: 0, records: 0, bytes: 0 };
    this.#summary = { directory, ...nothing };
  }

  async run(bounds?: () => Promise<KnownBounds>): Promise<CheckReport> {
    const { fileSystem, onlySegment } = this.#options;
    const entries = await fileSystem.list(this.#directory);
    const baseOffsets = logOffsets(entries);
    const gaps = await this.#reportedGaps();
    await this.#checkSegments(baseOffsets, gaps);
    if (onlySegment === undefined) {
      await this.#checkOthers(entries, baseOffsets);
      await this.#checkBounds(await bounds?.());
    }
    return { logs: [this.#summary], findings: this.#findings.all() };
  }

  /** What is missing since damage was taken out; it stays a finding as long as the report is there. */
  async #reportedGaps(): Promise<readonly Gap[]> {
    const { fileSystem } = this.#options;
    const directory = this.#directory;
    const gaps = await readGaps({ directory, fileSystem, logger: silentLogger });
    const path = join(directory, damageReportFileName);
    for (const { startOffset, endOffset, file, position, problem } of gaps) {
      const what = `offsets ${startOffset} to ${endOffset - 1} are gone; ${file} was damaged at byte ${position}: ${problem}`;
      this.#add({ kind: 'damage', path, what });
    }
    return gaps;
  }

  async #checkSegments(baseOffsets: readonly number[], gaps: readonly Gap[]): Promise<void> {
    const summary = this.#summary;
    let leaderEpoch = -1;
    let endOffset: number | undefined;
    for (const [i, baseOffset] of baseOffsets.entries()) {
      if ((this.#options.onlySegment ?? baseOffset) !== baseOffset) continue;
      const isLast = i === baseOffsets.length - 1;
      const segment = await this.#checkUntilSteady({ baseOffset, isLast, leaderEpoch });
      if (segment === undefined) continue;
      if (endOffset === undefined) summary.startOffset = baseOffset;
      else if (
        !isReported(gaps, endOffset, baseOffset) &&
        !isNext(baseOffset, endOffset, await this.#holesBelow())
      ) {
        // One that compaction has just merged with the one before is on its way out.
        if (await this.#isGoing(baseOffset)) continue;
        this.#reportGap(endOffset, baseOffset);
      }
      for (const finding of segment.findings) this.#add(finding);
      this.#epochs.push(...segment.epochs);
      ({ leaderEpoch, endOffset } = segment);
      summary.endOffset = endOffset;
      summary.segments += 1;
      summary.batches += segment.batches;
      summary.records += segment.records;
      summary.bytes += segment.bytes;
    }
  }

  #reportGap(endOffset: number, baseOffset: number): void {
    const path = join(this.#directory, segmentFileName(baseOffset, segmentSuffixes.log));
    const what = `the segment before ends at offset ${endOffset}, this one begins at ${baseOffset}`;
    this.#add({ kind: 'damage', path, what });
  }

  /** Undefined for a segment that has gone. */
  async #checkUntilSteady(segment: {
    baseOffset: number;
    isLast: boolean;
    leaderEpoch: number;
  }): Promise<SegmentSummary | undefined> {
    const { fileSystem, clock, deep } = this.#options;
    const look = async () => {
      const holesBelow = await this.#holesBelow();
      return checkSegment({ fileSystem, directory: this.#directory, holesBelow, deep, ...segment });
    };
    try {
      let last = await look();
      for (let looks = 1; last.findings.length > 0; looks++) {
        await delay(clock, secondLookMs);
        const next = await look();
        if (JSON.stringify(next.findings) === JSON.stringify(last.findings)) return next;
        last = next;
        if (looks === looksMax) break;
      }
      // A tail that is torn at another place each time is being written.
      return { ...last, findings: last.findings.filter(({ kind }) => kind !== 'torn-tail') };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** A broker that is at work may raise it. */
  async #holesBelow(): Promise<number> {
    const { fileSystem } = this.#options;
    return (await readCleanerCheckpoint(fileSystem, this.#directory, silentLogger)).holesBelow;
  }

  async #isGoing(baseOffset: number): Promise<boolean> {
    const { fileSystem, clock } = this.#options;
    await delay(clock, secondLookMs);
    const path = join(this.#directory, segmentFileName(baseOffset, segmentSuffixes.log));
    return (await fileSystem.stat(path)) === undefined;
  }

  /** Everything that is no segment. */
  async #checkOthers(entries: DirectoryEntry[], baseOffsets: readonly number[]): Promise<void> {
    const { fileSystem } = this.#options;
    for (const { name } of entries) {
      const path = join(this.#directory, name);
      const snapshotOffset = parseSegmentFileName(name, snapshotSuffix);
      if (name === partitionMetadataFileName) continue;
      if (isStateFile(name)) await checkState(fileSystem, path, this.#add);
      else if (name === epochFileName) await this.#checkEpochs(path, baseOffsets.at(-1) ?? 0);
      else if (snapshotOffset !== undefined) {
        this.#addDerived(path, await snapshotFileProblem(fileSystem, path, snapshotOffset));
      } else await this.#checkName(path, name, baseOffsets);
    }
  }

  /** Where batches are damaged, their epochs say nothing. */
  async #checkEpochs(path: string, activeBaseOffset: number): Promise<void> {
    const epochs = this.#epochs;
    const isRising = epochs.every(({ epoch, startOffset }, i) => {
      const before = epochs[i - 1];
      return !before || (epoch > before.epoch && startOffset > before.startOffset);
    });
    const isIntact = isRising && this.#findings.all().every(({ kind }) => kind === 'note');
    const { endOffset } = this.#summary;
    const holesBelow = await this.#holesBelow();
    const known = { epochs: [...epochs], activeBaseOffset, endOffset, holesBelow };
    const scanned = isIntact ? known : { ...known, epochs: [], activeBaseOffset: 0, endOffset: 0 };
    this.#addDerived(path, await epochFileProblem(this.#options.fileSystem, path, scanned));
  }

  #addDerived(path: string, problem: string | undefined): void {
    if (problem === undefined) return;
    this.#add({ kind: 'damage', path, what: `${problem}; it can be rebuilt from the log` });
  }

  /** What a file without a content of its own to check says by being there. */
  async #checkName(path: string, name: string, baseOffsets: readonly number[]): Promise<void> {
    if (parseSegmentFileName(name, segmentSuffixes.log) !== undefined) return;
    if (isMetadataSnapshotName(name)) return;
    const offset =
      parseSegmentFileName(name, segmentSuffixes.index) ??
      parseSegmentFileName(name, segmentSuffixes.timeIndex) ??
      parseSegmentFileName(name, segmentSuffixes.sum);
    if (offset === undefined) this.#add(noteAbout(path, name));
    else if (!baseOffsets.includes(offset) && (await this.#isAlone(path, offset))) {
      this.#add({ kind: 'damage', path, what: 'it stands without its log' });
    }
  }

  /** Whether an index stays without its log for a while: it may be in the making, or on its way out. */
  async #isAlone(path: string, baseOffset: number): Promise<boolean> {
    const { fileSystem, clock } = this.#options;
    await delay(clock, secondLookMs);
    const logPath = join(this.#directory, segmentFileName(baseOffset, segmentSuffixes.log));
    if ((await fileSystem.stat(logPath)) !== undefined) return false;
    return (await fileSystem.stat(path)) !== undefined;
  }

  async #checkBounds(bounds: KnownBounds | undefined): Promise<void> {
    const { fileSystem } = this.#options;
    const partition = parsePartitionDirectoryName(basename(this.#directory))?.partition;
    const needed = partition !== undefined && this.#summary.segments > 0;
    const topicId = await checkTopicId(fileSystem, this.#directory, { needed, report: this.#add });
    if (topicId === undefined || partition === undefined) return;
    const key = logKey({ topicId, partition });
    const { startOffset, endOffset } = this.#summary;
    const report = (what: string) => this.#add({ kind: 'damage', path: this.#directory, what });
    const endKnown = bounds?.ends.get(key) ?? endOffset;
    if (endKnown !== endOffset) {
      report(`the log ends at offset ${endOffset}; when it was stopped, it ended at ${endKnown}`);
    }
    const durableKnown = bounds?.durable.get(key) ?? endOffset;
    if (durableKnown > endOffset) {
      report(`the log ends at offset ${endOffset}; it was durable up to ${durableKnown}`);
    }
    const startKnown = bounds?.starts.get(key) ?? startOffset;
    if (startKnown < startOffset) {
      report(`the first segment begins at offset ${startOffset}; the log starts at ${startKnown}`);
    }
  }
}

function logOffsets(entries: readonly DirectoryEntry[]): number[] {
  return entries
    .map(({ name }) => parseSegmentFileName(name, segmentSuffixes.log))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => a - b);
}
