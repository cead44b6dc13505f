// Looks at one segment without changing anything: every batch, that they follow each other, and both indexes against them.
import { join } from 'node:path';
import { codeOf, messageOf } from '../base/errors.ts';
import type { File, FileSystem } from '../base/file-system.ts';
import type { BatchHeader } from '../protocol/record-batch.ts';
import { readRecords } from '../protocol/records.ts';
import type { EpochStart } from './epoch-cache.ts';
import { segmentFileName, segmentSuffixes } from './file-names.ts';
import type { Finding, FindingKind } from './findings.ts';
import { HeaderSums } from './header-sums.ts';
import {
  type CheckedBatch,
  indexEntryBytes,
  OffsetIndexCheck,
  readIndexEntries,
  TimeIndexCheck,
} from './index-check.ts';
import { isNext } from './segment-scan.ts';
import { type BadBytes, candidateBytesMax, type WalkedBatch, walkSegment } from './segment-walk.ts';
import { readSmallFile } from './small-file-check.ts';
import { findValidBatch, isTornBefore } from './torn-tail.ts';

export interface SegmentCheckOptions {
  fileSystem: FileSystem;
  directory: string;
  baseOffset: number;
  /** No segment follows: it may grow, and end in a torn tail. */
  isLast: boolean;
  /** Compaction may have left gaps between offsets below this [LOG-10]. */
  holesBelow: number;
  /** Of the last batch before, -1 without one: epochs never fall. */
  leaderEpoch: number;
  /** Whether the records of every batch are decompressed and read. */
  deep: boolean;
}

export interface SegmentSummary {
  findings: Finding[];
  batches: number;
  records: number;
  /** Of the .log file. */
  bytes: number;
  /** One past the last offset of an intact batch, or the base offset. */
  endOffset: number;
  leaderEpoch: number;
  /** Where the epoch rises, by the intact batches. */
  epochs: EpochStart[];
}

/** Each costs a search for what follows, and a file of nothing else would take hours. */
const badPlacesMax = 1_000;

export async function checkSegment(options: SegmentCheckOptions): Promise<SegmentSummary> {
  return new SegmentCheck(options).run();
}

class SegmentCheck {
  readonly #options: SegmentCheckOptions;
  readonly #logPath: string;
  readonly #findings: Finding[] = [];
  readonly #summary: Omit<SegmentSummary, 'findings'>;
  /** Offsets that the next batch may begin with: after one that does not follow, either neighbour may be the right one. */
  #offsetsExpected: number[];
  #offsets: OffsetIndexCheck | undefined;
  #times: TimeIndexCheck | undefined;
  #intactBytes = 0;
  readonly #sums = new HeaderSums();
  /** Where the next intact batch stands behind the last bad bytes, the end of the file when there is none. */
  #validBatchAt = 0;
  #badPlaces = 0;

  constructor(options: SegmentCheckOptions) {
    const { directory, baseOffset, leaderEpoch } = options;
    this.#options = options;
    this.#logPath = join(directory, segmentFileName(baseOffset, segmentSuffixes.log));
    this.#offsetsExpected = [baseOffset];
    const nothing = { batches: 0, records: 0, bytes: 0, epochs: [] };
    this.#summary = { ...nothing, endOffset: baseOffset, leaderEpoch };
  }

  async run(): Promise<SegmentSummary> {
    const { fileSystem, baseOffset, isLast } = this.#options;
    const file = await fileSystem.open(this.#logPath);
    try {
      // First the indexes, then the length of the log: a log that grows is never behind its indexes.
      const logBytesBefore = await file.size();
      await this.#openIndexes(logBytesBefore);
      const fileBytes = await file.size();
      this.#summary.bytes = fileBytes;
      for await (const item of walkSegment(file, { fileBytes, baseOffset })) {
        if (item.kind === 'batch' && item.problem === undefined) this.#takeBatch(item);
        else {
          const isTail = isLast && (await this.#canBeTorn(file, item));
          this.#skip(item, isTail ? 'torn-tail' : 'damage');
          this.#badPlaces += 1;
          if (this.#badPlaces === badPlacesMax) {
            this.#report('damage', `${badPlacesMax} bad places; what follows was not looked at`);
            return { ...this.#summary, findings: this.#findings };
          }
        }
      }
      this.#offsets?.finish(this.#intactBytes);
      this.#times?.finish({ isClosed: !isLast });
      if (!isLast) await this.#compareSums(fileBytes);
    } catch (error) {
      // What the disk says has a code; anything else is no finding.
      if (codeOf(error) === undefined || codeOf(error) === 'ENOENT') throw error;
      this.#report('damage', `it cannot be read: ${messageOf(error)}`);
    } finally {
      await file.close();
    }
    return { ...this.#summary, findings: this.#findings };
  }

  /** Of a closed segment, when all its batches are intact: what their own CRCs leave out [LOG-7]. */
  async #compareSums(fileBytes: number): Promise<void> {
    const { fileSystem, directory, baseOffset } = this.#options;
    const path = join(directory, segmentFileName(baseOffset, segmentSuffixes.sum));
    const content = await readSmallFile(fileSystem, path);
    if (content === undefined || this.#sums.end !== fileBytes) return;
    const saved = HeaderSums.decode(content);
    if (saved === undefined) {
      const what = 'it is not as it was written; recovery makes it anew';
      this.#findings.push({ kind: 'damage', path, what });
    }
    if (saved?.end !== fileBytes) return;
    const run = this.#sums.firstDifference(saved);
    if (run === undefined) return;
    this.#report('damage', `batch headers up to byte ${run.end} are not as summed`, run.start);
  }

  /** As recovery would see it: nothing good follows, or what a crash leaves lies in between. */
  async #canBeTorn(file: File, item: WalkedBatch | BadBytes): Promise<boolean> {
    const fileBytes = this.#summary.bytes;
    const { position, bytes } = item;
    const offsetExpected = this.#summary.endOffset;
    const bad = { position, fileBytes, offsetExpected };
    const limit = { candidateBytesMax: candidateBytesMax(fileBytes) };
    const foundByWalk = item.kind === 'bad-bytes';
    if (foundByWalk) this.#validBatchAt = item.isFollowed ? position + bytes : fileBytes;
    else if (this.#validBatchAt <= position) {
      this.#validBatchAt = (await findValidBatch(file, { ...bad, ...limit })) ?? fileBytes;
    }
    return this.#validBatchAt === fileBytes || isTornBefore(file, bad, this.#validBatchAt);
  }

  #report(kind: FindingKind, what: string, position?: number): void {
    const place = position === undefined ? {} : { position };
    this.#findings.push({ kind, path: this.#logPath, ...place, what });
  }

  async #openIndexes(logBytes: number): Promise<void> {
    const offsets = await this.#openIndex(segmentSuffixes.index, indexEntryBytes.offset, logBytes);
    if (offsets) this.#offsets = new OffsetIndexCheck(offsets.entries, offsets.report);
    const times = await this.#openIndex(segmentSuffixes.timeIndex, indexEntryBytes.time, logBytes);
    if (times) this.#times = new TimeIndexCheck(times.entries, times.report);
  }

  async #openIndex(suffix: string, entryBytes: number, logBytes: number) {
    const { fileSystem, directory, baseOffset, isLast } = this.#options;
    const path = join(directory, segmentFileName(baseOffset, suffix));
    const report = (what: string) =>
      this.#findings.push({
        kind: 'damage',
        path,
        what: `${what}; the index can be rebuilt from the log`,
      });
    try {
      const entries = await readIndexEntries(fileSystem, path, { entryBytes, logBytes, report });
      return entries && { entries, report };
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') report(`it cannot be read: ${messageOf(error)}`);
      // That of the active segment is written behind it.
      else if (!isLast) report('it is missing');
      return undefined;
    }
  }

  #takeBatch(item: WalkedBatch): void {
    const { header, position, bytes } = item;
    const { baseOffset, lastOffsetDelta } = header;
    const summary = this.#summary;
    const follows = this.#checkOffset(header, position);
    if (header.leaderEpoch < summary.leaderEpoch) {
      const what = `the batch has leader epoch ${header.leaderEpoch} after ${summary.leaderEpoch}`;
      this.#report('damage', what, position);
    }
    if (header.leaderEpoch > summary.leaderEpoch) {
      summary.epochs.push({ epoch: header.leaderEpoch, startOffset: baseOffset });
    }
    summary.leaderEpoch = header.leaderEpoch;
    if (this.#options.deep) this.#readRecords(item);
    summary.batches += 1;
    summary.records += header.recordCount;
    summary.endOffset = baseOffset + lastOffsetDelta + 1;
    this.#intactBytes = position + bytes;
    this.#sums.add(item.batch, bytes);
    const checked: CheckedBatch = {
      position,
      relativeLastOffset: summary.endOffset - 1 - this.#options.baseOffset,
      maxTimestamp: header.maxTimestamp,
    };
    if (follows) {
      this.#offsets?.batch(checked);
      this.#times?.batch(checked);
    } else this.#offsets?.skipTo(position + 1);
  }

  /** Whether the batch begins where the one before ended, as far as that is known. */
  #checkOffset({ baseOffset, lastOffsetDelta }: BatchHeader, position: number): boolean {
    const expected = this.#offsetsExpected[0] ?? this.#summary.endOffset;
    const isHole = isNext(baseOffset, expected, this.#options.holesBelow);
    const isBehindBadBytes = this.#offsetsExpected.length === 0 && baseOffset >= expected;
    if (isBehindBadBytes) this.#times?.skipTo(baseOffset - 1 - this.#options.baseOffset);
    const follows = isBehindBadBytes || isHole || this.#offsetsExpected.includes(baseOffset);
    this.#offsetsExpected = [baseOffset + lastOffsetDelta + 1];
    if (follows) return true;
    // One of its offset and its place is wrong, so indexes that name either are not to be blamed.
    const lastOffsetExpected = expected + lastOffsetDelta;
    this.#offsetsExpected.push(lastOffsetExpected + 1);
    this.#times?.skipTo(lastOffsetExpected - this.#options.baseOffset);
    const what = `the batch has base offset ${baseOffset} where ${expected} follows`;
    this.#report('damage', what, position);
    return false;
  }

  #readRecords({ batch, header, position }: WalkedBatch): void {
    try {
      for (const { offset, timestamp } of readRecords(batch)) {
        if (timestamp <= header.maxTimestamp) continue;
        const what = `record ${offset} has timestamp ${timestamp}, the batch says at most ${header.maxTimestamp}`;
        this.#report('damage', what, position);
        return;
      }
    } catch (error) {
      this.#report('damage', `its records cannot be read: ${messageOf(error)}`, position);
    }
  }

  /** Bytes that are no intact batch. What follows them is judged by its neighbours, not by what was lost. */
  #skip(item: WalkedBatch | BadBytes, kind: FindingKind): void {
    const { position, bytes } = item;
    this.#report(kind, `${bytes} bytes: ${item.problem}`, position);
    const end = position + bytes;
    this.#offsets?.skipTo(end);
    this.#intactBytes = end;
    if (item.kind === 'bad-bytes') {
      this.#offsetsExpected = [];
      if (end === this.#summary.bytes) this.#times?.skipTo(Number.POSITIVE_INFINITY);
      return;
    }
    const { baseOffset, lastOffsetDelta } = item.header;
    this.#offsetsExpected = [baseOffset + lastOffsetDelta + 1];
    this.#times?.skipTo(baseOffset + lastOffsetDelta - this.#options.baseOffset);
  }
}
