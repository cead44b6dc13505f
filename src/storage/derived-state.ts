// What follows from a log beside its indexes [LOG-7]: the producer state (producer-state.ts) and the epoch cache
// (epoch-cache.ts), with their files
//
//   <20-digit offset>.snapshot     producers of everything below that offset; one per segment, and one from the last close
//   leader-epoch-checkpoint        epochs of everything below the active segment, or of all after a close
//
// Loading:  stopped in order   the snapshot at the end of the log and the epoch file are taken as they are
//           anything else      the newest valid snapshot at or below the active segment, and the batches that recovery's scan
//                              hands over; epochs of what was scanned, and the file's for what was not
// Whatever is missing or does not fit is built from the log. Snapshots above the end of the log go, durably, before the first
// append: they would speak of batches that were cut.
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { FileSystem } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import {
  type BatchHeader,
  baseOffsetAt,
  lastOffsetAt,
  leaderEpochAt,
  producerIdAt,
  readBatchHeader,
} from '../protocol/record-batch.ts';
import { EpochCache } from './epoch-cache.ts';
import {
  epochFileName,
  parseSegmentFileName,
  segmentFileName,
  segmentSuffixes,
  snapshotSuffix,
} from './file-names.ts';
import type { OpenFiles } from './open-files.ts';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import { type BatchMark, ProducerState } from './producer-state.ts';
import type { ScanVisitor } from './scan-visitor.ts';
import { type Segment, usingFile } from './segment.ts';
import { scanBatches } from './segment-scan.ts';
import { readFileIfPresent, replaceFile } from './state-file.ts';
import { LogDamagedError } from './storage-errors.ts';

export interface DerivedParts {
  directory: string;
  fileSystem: FileSystem;
  files: OpenFiles;
  clock: Clock;
  logger: Logger;
  producerIdExpirationMs: number;
}

interface Snapshot {
  /** 0 when there was none: then everything is replayed. */
  endOffset: number;
  producers: ReadonlyMap<number, readonly BatchMark[]>;
}

const noSnapshot: Snapshot = { endOffset: 0, producers: new Map() };

export class DerivedState {
  readonly #parts: DerivedParts;
  #producers: ProducerState;
  #epochs: EpochCache;
  /** End offsets of the snapshots on disk, rising. */
  #snapshots: number[];
  /** What the epoch file holds. */
  #epochText: string | undefined;

  private constructor(
    parts: DerivedParts,
    state: { producers: ProducerState; epochs: EpochCache; snapshots: number[] },
    epochText: string | undefined,
  ) {
    this.#parts = parts;
    this.#producers = state.producers;
    this.#epochs = state.epochs;
    this.#snapshots = state.snapshots;
    this.#epochText = epochText;
  }

  /** `scan` has seen what recovery scanned of these segments; nothing when the log was stopped in order. */
  static async load(
    parts: DerivedParts,
    { segments, startOffset }: { segments: readonly Segment[]; startOffset: number },
    scan: DerivedScan,
  ): Promise<DerivedState> {
    const endOffset = segments.at(-1)?.endOffset ?? startOffset;
    const logStartOffset = Math.max(startOffset, segments[0]?.baseOffset ?? 0);
    const snapshots = await dropSnapshotsAbove(parts, scan.snapshots, endOffset);
    const producers =
      scan.producersOf(segments) ?? (await replayProducers(parts, segments, snapshots, endOffset));
    producers.forgetGone({ logStartOffset, wallMs: parts.clock.wallMs() });
    const path = join(parts.directory, epochFileName);
    const epochText = (await readFileIfPresent(parts.fileSystem, path))?.toString('utf8');
    const epochs = await loadEpochs(parts, segments, scan, EpochCache.decode(epochText ?? ''));
    epochs.trimBefore(logStartOffset);
    const derived = new DerivedState(parts, { producers, epochs, snapshots }, epochText);
    if (segments.length > 0) await derived.saveEpochs(endOffset);
    return derived;
  }

  get producers(): ProducerState {
    return this.#producers;
  }

  get epochs(): EpochCache {
    return this.#epochs;
  }

  /** The first time of a batch that is there already. Throws what ProducerState.check throws; then it must not be appended. */
  firstTimeOf(batch: Buffer): BatchMark | undefined {
    return producerIdAt(batch, 0) < 0 ? undefined : this.#producers.check(readBatchHeader(batch));
  }

  /** The batch has its place in the log and waits for the disk. */
  queued(batch: Buffer, fate: { writtenEndOffset: number; held: Promise<void> }): void {
    this.#epochs.assign(leaderEpochAt(batch, 0), baseOffsetAt(batch, 0));
    if (producerIdAt(batch, 0) >= 0) this.#producers.apply(readBatchHeader(batch), fate);
  }

  /** The disk did not take what was queued. */
  rollBackTo(writtenEndOffset: number): void {
    this.#producers.rollBackTo(writtenEndOffset);
    this.#epochs.truncateTo(writtenEndOffset);
  }

  /** Writes both files for everything below `endOffset`, which is durable: a segment is rolled, or the log is closed. */
  async save(endOffset: number, segments: readonly Segment[]): Promise<void> {
    const { directory, fileSystem } = this.#parts;
    await this.saveEpochs(endOffset);
    if (this.#snapshots.includes(endOffset)) return;
    const content = encodeProducerSnapshot(this.#producers.marksBelow(endOffset));
    await replaceFile(fileSystem, snapshotPath(directory, endOffset), content);
    const bases = new Set(segments.map(({ baseOffset }) => baseOffset));
    const useless = this.#snapshots.filter((offset) => !bases.has(offset));
    this.#snapshots = this.#snapshots.filter((offset) => bases.has(offset));
    this.#snapshots.push(endOffset);
    // If one comes back after a crash it is as true as before.
    for (const offset of useless) await fileSystem.remove(snapshotPath(directory, offset));
  }

  /** What the state will be once the log ends at `endOffset`: of the segments, which still have more. */
  async planTruncation(segments: readonly Segment[], endOffset: number): Promise<ProducerState> {
    const snapshots = this.#snapshots.filter((offset) => offset <= endOffset);
    return replayProducers(this.#parts, segments, snapshots, endOffset);
  }

  /** The log ends at `endOffset` from now on, in memory. */
  truncated(endOffset: number, producers: ProducerState): void {
    this.#producers = producers;
    this.#epochs.truncateTo(endOffset);
  }

  /** Before bytes are cut: no snapshot may speak of what is not there. */
  async dropSnapshotsAbove(endOffset: number): Promise<void> {
    this.#snapshots = await dropSnapshotsAbove(this.#parts, this.#snapshots, endOffset);
  }

  /** Before a log is emptied: what they say would outlive what it is said of. */
  async dropAllSnapshots(): Promise<void> {
    await this.dropSnapshotsAbove(-1);
  }

  /** The log has no batches from now on, in memory. */
  emptied(): void {
    this.truncated(0, newProducerState(this.#parts));
  }

  /** Of what begins below `endOffset`. */
  async saveEpochs(endOffset: number): Promise<void> {
    const { directory, fileSystem } = this.#parts;
    const text = this.#epochs.encode(endOffset);
    if (text === this.#epochText) return;
    await replaceFile(fileSystem, join(directory, epochFileName), Buffer.from(text));
    this.#epochText = text;
  }
}

/** Builds the state while recovery scans. One per opening of a log. */
export class DerivedScan implements ScanVisitor {
  /** End offsets of the snapshots on disk, rising. */
  readonly snapshots: number[];
  /** Undefined when nothing is expected to be scanned. */
  readonly #base: Snapshot | undefined;
  readonly #producers: ProducerState;
  readonly #epochs = new EpochCache();
  #firstOffset: number | undefined;
  #nextOffset = 0;

  /** Loads the snapshot to build on, unless the log was stopped in order and nothing will be scanned. */
  static async prepare(parts: DerivedParts, isClean: boolean): Promise<DerivedScan> {
    const { directory, fileSystem } = parts;
    const names = (await fileSystem.list(directory)).map(({ name }) => name);
    for (const name of names) {
      if (name.endsWith(`${snapshotSuffix}.tmp`)) await fileSystem.remove(join(directory, name));
    }
    const snapshots = offsetsOf(names, snapshotSuffix);
    const activeBase = offsetsOf(names, segmentSuffixes.log).at(-1) ?? 0;
    const usable = snapshots.filter((offset) => offset <= activeBase);
    const base = isClean ? undefined : await newestSnapshot(parts, usable);
    return new DerivedScan(parts, snapshots, base);
  }

  private constructor(parts: DerivedParts, snapshots: number[], base: Snapshot | undefined) {
    this.snapshots = snapshots;
    this.#base = base;
    this.#producers = newProducerState(parts);
    this.#producers.restore(base?.producers ?? new Map());
  }

  batch(header: BatchHeader): void {
    this.#firstOffset ??= header.baseOffset;
    this.#nextOffset = header.baseOffset + header.lastOffsetDelta + 1;
    this.#epochs.assign(header.leaderEpoch, header.baseOffset);
    if (this.#base === undefined || header.baseOffset < this.#base.endOffset) return;
    if (header.producerId < 0) return;
    this.#producers.apply(header, { writtenEndOffset: this.#nextOffset });
  }

  /** Base offset of the segment from which on every batch was seen; undefined when that cannot be said. */
  startOffset(segments: readonly Segment[]): number | undefined {
    const first = this.#firstOffset;
    if (first === undefined || this.#nextOffset !== segments.at(-1)?.endOffset) return undefined;
    return segments.findLast(({ baseOffset }) => baseOffset <= first)?.baseOffset;
  }

  /** The state at the end of the log, unless too little was scanned to say. */
  producersOf(segments: readonly Segment[]): ProducerState | undefined {
    const startOffset = this.startOffset(segments);
    if (startOffset === undefined || this.#base === undefined) return undefined;
    const logStartOffset = segments[0]?.baseOffset ?? 0;
    return startOffset <= Math.max(this.#base.endOffset, logStartOffset)
      ? this.#producers
      : undefined;
  }

  epochsOnTopOf(below: EpochCache): EpochCache {
    for (const { epoch, startOffset } of this.#epochs.entries) below.assign(epoch, startOffset);
    return below;
  }
}

async function loadEpochs(
  parts: DerivedParts,
  segments: readonly Segment[],
  scan: DerivedScan,
  saved: EpochCache | undefined,
): Promise<EpochCache> {
  const endOffset = segments.at(-1)?.endOffset ?? 0;
  const logStartOffset = segments[0]?.baseOffset ?? 0;
  const scannedFrom = scan.startOffset(segments) ?? endOffset;
  const below = scannedFrom <= logStartOffset ? new EpochCache() : saved;
  below?.truncateTo(scannedFrom);
  if (below !== undefined && (scannedFrom <= logStartOffset || below.latestEpoch >= 0)) {
    return scannedFrom < endOffset ? scan.epochsOnTopOf(below) : below;
  }
  const epochs = new EpochCache();
  await scanHeaders(parts, segments, { from: logStartOffset, to: endOffset }, (batch) =>
    epochs.assign(leaderEpochAt(batch, 0), baseOffsetAt(batch, 0)),
  );
  return epochs;
}

/** The newest usable snapshot, and the batches from there to `endOffset`. */
async function replayProducers(
  parts: DerivedParts,
  segments: readonly Segment[],
  snapshots: readonly number[],
  endOffset: number,
): Promise<ProducerState> {
  const snapshot = await newestSnapshot(parts, snapshots);
  const producers = newProducerState(parts);
  producers.restore(snapshot.producers);
  await scanHeaders(parts, segments, { from: snapshot.endOffset, to: endOffset }, (batch) => {
    if (producerIdAt(batch, 0) < 0) return;
    const writtenEndOffset = lastOffsetAt(batch, 0) + 1;
    producers.apply(readBatchHeader(batch), { writtenEndOffset });
  });
  return producers;
}

/** Visits the headers of the batches that begin in this range. */
async function scanHeaders(
  { files }: DerivedParts,
  segments: readonly Segment[],
  { from, to }: { from: number; to: number },
  visit: (batch: Buffer) => void,
): Promise<void> {
  for (const { baseOffset, endOffset, logPath, bytes } of segments) {
    if (endOffset <= from || baseOffset >= to) continue;
    const range = { from: 0, to: bytes, offsetExpected: undefined, checkCrc: false };
    const { problem, position } = await usingFile(files.use({ path: logPath }), ({ file }) =>
      scanBatches(file, range, (batch) => {
        const offset = baseOffsetAt(batch, 0);
        if (offset >= from && offset < to) visit(batch);
      }),
    );
    if (problem !== undefined) throw new LogDamagedError({ path: logPath, position }, problem);
  }
}

async function newestSnapshot(parts: DerivedParts, offsets: readonly number[]): Promise<Snapshot> {
  for (const endOffset of offsets.toReversed()) {
    const path = snapshotPath(parts.directory, endOffset);
    const content = await readFileIfPresent(parts.fileSystem, path);
    const producers =
      content === undefined ? 'it is gone' : decodeProducerSnapshot(content, endOffset);
    if (typeof producers !== 'string') return { endOffset, producers };
    parts.logger.warn({ file: path, problem: producers }, 'a producer snapshot is passed over');
  }
  return noSnapshot;
}

async function dropSnapshotsAbove(
  { directory, fileSystem }: DerivedParts,
  snapshots: readonly number[],
  endOffset: number,
): Promise<number[]> {
  const above = snapshots.filter((offset) => offset > endOffset);
  for (const offset of above) await fileSystem.remove(snapshotPath(directory, offset));
  if (above.length > 0) await fileSystem.syncDirectory(directory);
  return snapshots.filter((offset) => offset <= endOffset);
}

function newProducerState({ clock, producerIdExpirationMs }: DerivedParts): ProducerState {
  return new ProducerState({
    expirationMs: producerIdExpirationMs,
    monotonicMs: () => clock.monotonicMs(),
  });
}

function snapshotPath(directory: string, endOffset: number): string {
  return join(directory, segmentFileName(endOffset, snapshotSuffix));
}

function offsetsOf(names: readonly string[], suffix: string): number[] {
  return names
    .map((name) => parseSegmentFileName(name, suffix))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => a - b);
}
