// A partition log beside the simplest thing that behaves as it must: an array of records by offset. The array knows what was
// sent; of that, `acknowledged` and `flushed` say how much may not be lost any more, by the death of the process and by a
// power cut. Whatever else is found after one of them decides what the array goes on with.
import { codeOf, messageOf } from '../../../src/base/errors.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import type { CleanEnd } from '../../../src/storage/log-loader.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { SpaceGuard } from '../../../src/storage/space-guard.ts';
import { settle } from '../../support/crash-at-every-step.ts';
import { derivedFileProblems } from '../../support/derived-files.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, directory, openLog, readAll } from '../../unit/storage/fixture.ts';
import {
  type DrawnBatch,
  flushMs,
  type StorageSequence,
  type StorageStep,
  spaceLookMs,
} from './storage-steps.ts';

/** What really happened, over all sequences: too little of it, and a run shows nothing. */
export interface StorageCounters {
  sequences: number;
  steps: number;
  acknowledged: number;
  rolls: number;
  reads: number;
  diskReads: number;
  searches: number;
  /** Deletions of the head that moved the start of the log: by request, and by retention. */
  trims: number;
  expiries: number;
  truncations: number;
  stops: number;
  kills: number;
  powerCuts: number;
  /** Power cuts that took records which nobody was promised. */
  shortened: number;
  /** Torn tails that recovery cut. */
  tornTails: number;
  eio: number;
  enospc: number;
  /** Logs that a failed disk took offline. */
  offline: number;
  /** Appends that a full disk refused, and the log stayed online. */
  refused: number;
  failedOpens: number;
}

export function noCounters(): StorageCounters {
  return {
    sequences: 0,
    steps: 0,
    acknowledged: 0,
    rolls: 0,
    reads: 0,
    diskReads: 0,
    searches: 0,
    trims: 0,
    expiries: 0,
    truncations: 0,
    stops: 0,
    kills: 0,
    powerCuts: 0,
    shortened: 0,
    tornTails: 0,
    eio: 0,
    enospc: 0,
    offline: 0,
    refused: 0,
    failedOpens: 0,
  };
}

interface SentRecord {
  value: string;
  timestamp: number;
  /** First offset of its batch. */
  baseOffset: number;
  epoch: number;
}

export class StorageModel {
  readonly #sequence: StorageSequence;
  readonly #counters: StorageCounters;
  readonly #clock = new ManualClock();
  readonly #disk = new MemoryFileSystem();
  #log!: PartitionLog;
  #space: SpaceGuard | undefined;
  /** By offset. */
  #sent: SentRecord[] = [];
  /** Records below this outlive the process. */
  #acknowledged = 0;
  /** Records below this outlive a power cut. */
  #flushed = 0;
  /** Records below this were deleted and may not come back; and how far a deletion that failed may have come. */
  #trimmed = 0;
  #trimmedMax = 0;
  #appends: Promise<void>[] = [];
  #hasWorkFailed = false;
  #problem: string | undefined;
  #serial = 0;
  /** Rises with every start and every cut. */
  #epoch = 0;

  constructor(sequence: StorageSequence, counters: StorageCounters) {
    this.#sequence = sequence;
    this.#counters = counters;
  }

  /** Throws at the first thing that is not as the array has it. */
  async run(): Promise<void> {
    const { steps, shortReadSeed } = this.#sequence;
    this.#counters.sequences += 1;
    if (shortReadSeed !== undefined) {
      this.#disk.faults.shortenReads(new SeededRandom(shortReadSeed));
    }
    await this.#open(undefined);
    for (const step of steps) {
      this.#counters.steps += 1;
      await this.#step(step);
      this.#checkEnds();
    }
    this.#disk.faults.clear();
    if (this.#log.isOffline) return;
    await this.#awaitAppends();
    this.#log.evictTail();
    await this.#read({ at: 0, maxBytes: 500 });
    await this.#stop();
  }

  #step(step: StorageStep): Promise<void> | void {
    switch (step.kind) {
      case 'append':
        return this.#append(step);
      case 'read':
        return this.#read(step);
      case 'find':
        return this.#find(step.stamp);
      case 'evict':
        return this.#log.evictTail();
      case 'trim':
        return this.#trim(step.at);
      case 'retain':
        return this.#retain();
      case 'truncate':
        return this.#truncate(step.at);
      case 'tick':
        return this.#tick(step.ms);
      case 'stop':
        return this.#stop();
      case 'kill':
        return this.#kill(step.turns);
      case 'powerCut':
        return this.#powerCut(step);
      case 'fault':
        return this.#disk.failNext(step.operation, 'EIO', step);
      case 'space': {
        const { bytesFree } = step;
        const { faults, usedBytes } = this.#disk;
        faults.capacityBytes = bytesFree === undefined ? undefined : usedBytes + bytesFree;
        // That there is room again is seen at the next look.
        return bytesFree === undefined ? this.#tick(spaceLookMs) : undefined;
      }
      case 'clearFaults':
        return this.#disk.clearFaults();
    }
  }

  #fail(problem: string): never {
    throw new Error(problem);
  }

  #checkEnds(): void {
    if (this.#problem !== undefined) this.#fail(this.#problem);
    const { durableEndOffset, writtenEndOffset, logEndOffset, isOffline } = this.#log;
    if (durableEndOffset > writtenEndOffset || writtenEndOffset > logEndOffset) {
      this.#fail(`ends out of order: ${durableEndOffset}, ${writtenEndOffset}, ${logEndOffset}`);
    }
    if (logEndOffset > this.#sent.length) this.#fail(`the log ends at ${logEndOffset}`);
    if (durableEndOffset < this.#acknowledged) {
      this.#fail(`${this.#acknowledged} records were acknowledged, ${durableEndOffset} are held`);
    }
    const { hits, spaceHits } = this.#disk.faults;
    // Appends alone survive a full disk, if they are made to [LOG-9].
    const mayFailForSpace = this.#space === undefined || this.#hasWorkFailed;
    if (isOffline && hits === 0 && (spaceHits === 0 || !mayFailForSpace)) {
      this.#fail('the log is offline, and its disk never failed');
    }
  }

  async #append(step: { batches: DrawnBatch[]; isAwaited: boolean }): Promise<void> {
    const segments = this.#log.segmentCount;
    for (const batch of step.batches) {
      if (!this.#appendOne(batch)) break;
      for (let turn = 0; turn < batch.turns; turn++) await Promise.resolve();
    }
    if (step.isAwaited) await this.#awaitAppends();
    this.#counters.rolls += Math.max(0, this.#log.segmentCount - Math.max(1, segments));
  }

  /** Returns false when the append was refused. */
  #appendOne({ records, valueBytes, stamp }: DrawnBatch): boolean {
    const log = this.#log;
    const serial = this.#serial++;
    const batch = Array.from({ length: records }, (_, i) => ({
      value: `${serial}.${i}`.padEnd(valueBytes, '.'),
      timestamp: stamp + i,
      baseOffset: log.logEndOffset,
      epoch: this.#epoch,
    }));
    const bytes = batchOf(
      batch.map(({ value }) => value),
      stamp,
    );
    let result: ReturnType<PartitionLog['append']>;
    try {
      result = log.append(bytes, { leaderEpoch: this.#epoch });
    } catch (error) {
      this.#mayBeRefused(error);
      return false;
    }
    // A full disk gives the offsets of what it refused out again [LOG-9].
    const { baseOffset } = result;
    if (baseOffset > this.#sent.length) this.#problem ??= `offset ${baseOffset} leaves a gap`;
    if (baseOffset < this.#acknowledged) this.#problem ??= `offset ${baseOffset} is given twice`;
    this.#sent.splice(baseOffset, this.#sent.length, ...batch);
    const held = result.held.then(
      () => this.#noteHeld(log, { baseOffset, batch }),
      (error: unknown) => this.#mayBeRefused(error, log),
    );
    this.#appends.push(held);
    return true;
  }

  #noteHeld(log: PartitionLog, sent: { baseOffset: number; batch: SentRecord[] }): void {
    const { baseOffset, batch } = sent;
    const end = baseOffset + batch.length;
    // An end that was still told after the process had ended counts, too: somebody may have heard it.
    if (this.#sent[baseOffset]?.value !== batch[0]?.value) {
      this.#problem ??= `offset ${baseOffset} was acknowledged for a batch that is not there`;
    }
    if (log === this.#log && log.durableEndOffset < end) {
      this.#problem ??= `offset ${end - 1} was acknowledged before it was held`;
    }
    this.#counters.acknowledged += batch.length;
    this.#acknowledged = Math.max(this.#acknowledged, end);
    if (this.#sequence.config.durability === 'sync') {
      this.#flushed = Math.max(this.#flushed, end);
    }
  }

  #mayBeRefused(error: unknown, log: PartitionLog = this.#log): void {
    const { faults } = this.#disk;
    if (codeOf(error) !== 'STORAGE_ERROR') {
      this.#problem ??= `an append failed with ${messageOf(error)}`;
    } else if (log === this.#log && !log.isOffline) {
      this.#counters.refused += 1;
      if (faults.spaceHits === 0 && faults.capacityBytes === undefined && !this.#space?.isShort) {
        this.#problem ??= `an append was refused for nothing: ${messageOf(error)}`;
      }
    }
  }

  async #awaitAppends(): Promise<void> {
    await Promise.all(this.#appends);
    this.#appends = [];
  }

  async #read({ at, maxBytes }: { at: number; maxBytes: number }): Promise<void> {
    const { logStartOffset, writtenEndOffset: written } = this.#log;
    const offset = logStartOffset + Math.floor(at * (written - logStartOffset));
    const { hits } = this.#disk.faults;
    const { read } = this.#disk.counts;
    this.#counters.reads += 1;
    let values: string[];
    try {
      const records = await readAll(this.#log, offset, maxBytes);
      values = records.map(({ value }) => String(value));
    } catch (error) {
      if (this.#disk.faults.hits > hits && codeOf(error) === 'STORAGE_ERROR') return;
      throw error;
    } finally {
      if (this.#disk.counts.read > read) this.#counters.diskReads += 1;
    }
    // Writes go on meanwhile, so it may have read more than there was when it began.
    const expected = this.#sent.slice(offset, offset + values.length).map(({ value }) => value);
    if (values.join() !== expected.join() || offset + values.length < written) {
      this.#fail(`from offset ${offset} on it read ${values.join()} instead of ${expected.join()}`);
    }
  }

  async #find(stamp: number): Promise<void> {
    await this.#awaitAppends();
    const { hits } = this.#disk.faults;
    const end = this.#log.writtenEndOffset;
    this.#counters.searches += 1;
    let found: number;
    try {
      found = (await this.#log.offsetForTimestamp(stamp, end))?.offset ?? -1;
    } catch (error) {
      if (this.#disk.faults.hits > hits && codeOf(error) === 'STORAGE_ERROR') return;
      throw error;
    }
    const expected = this.#sent.findIndex(
      ({ timestamp }, offset) => offset >= this.#trimmed && offset < end && timestamp >= stamp,
    );
    if (found !== expected) this.#fail(`stamp ${stamp} is at ${expected}, and ${found} was found`);
  }

  async #trim(at: number): Promise<void> {
    await this.#awaitAppends();
    const { durableEndOffset: highWatermark } = this.#log;
    const offset = Math.floor(at * highWatermark);
    this.#trimmedMax = Math.max(this.#trimmedMax, offset);
    const isMoved = offset > this.#trimmed;
    const isDone = await this.#unlessDiskFails(() =>
      this.#log.trimBefore(offset, { highWatermark }),
    );
    if (!isDone) return;
    // What was left in doubt before is settled by the next write of the start.
    this.#noteStart(isMoved ? undefined : this.#trimmedMax);
    if (this.#log.logStartOffset < offset) this.#fail(`a trim up to ${offset} did not`);
    if (isMoved) this.#counters.trims += 1;
  }

  async #retain(): Promise<void> {
    await this.#awaitAppends();
    const { durableEndOffset, logStartOffset } = this.#log;
    this.#trimmedMax = Math.max(this.#trimmedMax, durableEndOffset);
    const highWatermark = () => durableEndOffset;
    const isDone = await this.#unlessDiskFails(async () => {
      const report = await this.#log.applyRetention({ highWatermark, nowMs: 0 });
      if (report.problem !== undefined) throw report.problem;
    });
    if (!isDone) return;
    const isMoved = this.#log.logStartOffset > logStartOffset;
    this.#noteStart(isMoved ? undefined : this.#trimmedMax);
    if (isMoved) this.#counters.expiries += 1;
  }

  /** Returns whether it was done; false when the disk failed, or is offline. */
  async #unlessDiskFails(work: () => Promise<unknown>): Promise<boolean> {
    const { faults } = this.#disk;
    const { hits, spaceHits } = faults;
    try {
      await work();
      return true;
    } catch (error) {
      const isFault = faults.hits > hits || faults.spaceHits > spaceHits || this.#log.isOffline;
      if (!isFault) throw error;
      this.#hasWorkFailed = true;
      // A part of it may have been done, and more of it may be found later.
      this.#noteStart(this.#trimmedMax);
      return false;
    }
  }

  /** What lies before the start of the log now may not come back; the start may move as far as `max` by itself. */
  #noteStart(max = this.#log.logStartOffset): void {
    const { logStartOffset } = this.#log;
    if (logStartOffset < this.#trimmed || logStartOffset > this.#trimmedMax) {
      this.#fail(
        `the log starts at ${logStartOffset}, not from ${this.#trimmed} to ${this.#trimmedMax}`,
      );
    }
    this.#trimmed = logStartOffset;
    this.#trimmedMax = max;
  }

  async #truncate(at: number): Promise<void> {
    await this.#awaitAppends();
    const { logStartOffset, logEndOffset } = this.#log;
    const highWatermark = this.#batchEndFrom(logStartOffset);
    const offset = highWatermark + Math.floor(at * (logEndOffset - highWatermark));
    const endOffset = this.#sent[offset]?.baseOffset ?? offset;
    // Until it is done, what lies behind the cut may be there or not.
    this.#acknowledged = Math.min(this.#acknowledged, endOffset);
    this.#flushed = Math.min(this.#flushed, endOffset);
    const isDone = await this.#unlessDiskFails(async () => {
      const found = await this.#log.truncateTo(offset, { highWatermark });
      if (found !== endOffset) this.#fail(`a cut at ${offset} left ${found}, not ${endOffset}`);
    });
    this.#epoch += 1;
    if (!isDone) return;
    if (endOffset < logEndOffset) this.#counters.truncations += 1;
    this.#sent.length = endOffset;
    this.#checkEpochs();
  }

  /** The end of the batch that lies at or before `offset`. */
  #batchEndFrom(offset: number): number {
    let end = offset;
    while (end < this.#sent.length && this.#sent[end]?.baseOffset !== end) end += 1;
    return end;
  }

  /** Where each epoch ends, as far back as the log goes [LOG-7]. */
  #checkEpochs(): void {
    const { logStartOffset, logEndOffset } = this.#log;
    for (let offset = logStartOffset; offset < logEndOffset; offset++) {
      const { epoch } = this.#sent[offset] as SentRecord;
      const next = this.#sent[offset + 1];
      if (offset + 1 < logEndOffset && next?.epoch === epoch) continue;
      const found = this.#log.endOffsetForEpoch(epoch);
      if (found?.epoch !== epoch || found.endOffset !== offset + 1) {
        this.#fail(`epoch ${epoch} ends at ${offset + 1}, not at ${JSON.stringify(found)}`);
      }
    }
  }

  async #tick(ms: number): Promise<void> {
    await this.#awaitAppends();
    const written = this.#log.writtenEndOffset;
    this.#clock.advance(ms);
    await settle();
    const isFlushed = ms >= flushMs;
    if (isFlushed && !this.#log.isOffline) this.#flushed = Math.max(this.#flushed, written);
  }

  async #stop(): Promise<void> {
    const log = this.#log;
    this.#counters.stops += 1;
    await log.close();
    await this.#awaitAppends();
    const cleanEnd = log.isOffline ? undefined : log.cleanEnd;
    const isEmpty = log.segmentCount === 0;
    const written = log.writtenEndOffset;
    if (!log.isOffline) {
      this.#sent.length = Math.min(this.#sent.length, log.logEndOffset);
      this.#flushed = written;
    }
    this.#noteFaults();
    await this.#space?.close();
    await this.#open(cleanEnd);
    this.#checkFound({ least: Math.max(this.#acknowledged, written), end: 'stop' });
    if (cleanEnd !== undefined && !isEmpty && this.#disk.faults.hits === 0) {
      if (this.#log.wasRecovered) this.#fail('a log that was stopped in order was scanned');
    }
  }

  async #kill(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const written = this.#log.writtenEndOffset;
    this.#counters.kills += 1;
    this.#disk.kill();
    await this.#reopen();
    this.#checkFound({ least: Math.max(this.#acknowledged, written), end: 'kill' });
  }

  async #powerCut({ turns, seed }: { turns: number; seed: number | undefined }): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    this.#counters.powerCuts += 1;
    this.#disk.crash(seed === undefined ? undefined : new SeededRandom(seed));
    await this.#reopen();
    if (this.#log.logEndOffset < this.#sent.length) this.#counters.shortened += 1;
    this.#checkFound({ least: this.#flushed, end: 'power cut' });
  }

  async #reopen(): Promise<void> {
    // What had its effect before the end may be told only now.
    await this.#awaitAppends();
    this.#noteFaults();
    await this.#open(undefined);
    const derived = derivedFileProblems(this.#disk, {
      directory,
      indexIntervalBytes: this.#sequence.config.indexIntervalBytes,
    });
    if (derived[0] !== undefined) this.#fail(derived[0]);
    if (this.#log.cutBytes > 0) this.#counters.tornTails += 1;
  }

  /** What was found is a first part of what was sent, and nothing below `least` is missing. The array goes on with that. */
  #checkFound({ least, end: name }: { least: number; end: string }): void {
    const { logEndOffset: end, durableEndOffset } = this.#log;
    if (end < least)
      this.#fail(`LOST by ${name}: ${least} records were promised, ${end} are there`);
    if (end > this.#sent.length)
      this.#fail(`${end} records after ${name}, of ${this.#sent.length}`);
    if (durableEndOffset !== end) this.#fail('what was found does not count as held');
    this.#noteStart();
    this.#sent.length = end;
    this.#acknowledged = end;
    this.#flushed = end;
    this.#checkEpochs();
    this.#epoch += 1;
  }

  #noteFaults(): void {
    const { faults } = this.#disk;
    this.#counters.eio += faults.hits;
    this.#counters.enospc += faults.spaceHits;
    faults.hits = 0;
    faults.spaceHits = 0;
    this.#hasWorkFailed = false;
    if (this.#log.isOffline) this.#counters.offline += 1;
  }

  /** Opens the log and reads all of it. When the disk fails under that, the faults end and it is opened again. */
  async #open(cleanEnd: CleanEnd | undefined): Promise<void> {
    const { config, tailBytesMax, minFreeBytes } = this.#sequence;
    const fileSystem = this.#disk.process();
    const { hits, spaceHits } = this.#disk.faults;
    try {
      this.#space =
        minFreeBytes === undefined
          ? undefined
          : new SpaceGuard({
              directory: '/',
              fileSystem,
              clock: this.#clock,
              logger: silentLogger,
              minFreeBytes,
            });
      await fileSystem.makeDirectory('/data');
      const starts = await LogStartCheckpoint.open(fileSystem, '/data/log-start-checkpoint');
      this.#log = await openLog(fileSystem, {
        logStart: starts.of('t'),
        config: { ...config, flushMs },
        clock: this.#clock,
        tailBytesMax,
        cleanEnd,
        ...(this.#space === undefined ? {} : { space: this.#space }),
      });
    } catch (error) {
      const isFault = this.#disk.faults.hits > hits || this.#disk.faults.spaceHits > spaceHits;
      if (!isFault) throw error;
      this.#counters.failedOpens += 1;
      this.#disk.kill();
      this.#disk.faults.clear();
      return this.#open(undefined);
    }
  }
}
