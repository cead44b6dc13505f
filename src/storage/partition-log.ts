// One partition's log on disk: the facade over its writer, its readers and its segments. A directory with
//
//   partition.metadata                                       the topic id (log-manager.ts)
//   00000000000000000000.log  .index  .timeindex             segments by base offset (segment.ts)
//   00000000000000001042.log  .index  .timeindex             the last one is active and grows
//   00000000000000001042.snapshot  leader-epoch-checkpoint   producers and epochs (derived-state.ts)
//
// Files appear with the first append. Where the log starts is kept outside of it (log-start-checkpoint.ts). Recovery is in log-loader.ts, group commit in log-appender.ts, reading in
// log-reader.ts, the end of the log in memory in tail-cache.ts.
import { AssertionError, assert } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { SerialQueue } from '../base/serial-queue.ts';
import { Tasks } from '../base/tasks.ts';
import type { Uuid } from '../base/uuid.ts';
import { CompactionProgress, readCleanerCheckpoint } from './cleaner-checkpoint.ts';
import { finishSwaps } from './compaction-swap.ts';
import { DerivedScan, DerivedState } from './derived-state.ts';
import type { IndexCache } from './index-cache.ts';
import { type AppendOptions, type AppendResult, LogAppender } from './log-appender.ts';
import { LogCompaction } from './log-compaction.ts';
import type { LogConfig } from './log-config.ts';
import { type CleanEnd, type LoadedLog, loadLog } from './log-loader.ts';
import { LogReader, type ReadOptions, type ReadResult } from './log-reader.ts';
import type { LogStart } from './log-start-checkpoint.ts';
import type { OpenFiles } from './open-files.ts';
import { type Gap, loadIntact, readGaps } from './quarantine.ts';
import { type RestartParts, restartLog } from './restart.ts';
import { LogRetention, type RetentionOptions, type RetentionReport } from './retention.ts';
import type { Segment } from './segment.ts';
import { removeLeftovers, removeSegments } from './segment-removal.ts';
import { batchBytesMax } from './segment-scan.ts';
import type { SpaceGuard } from './space-guard.ts';
import { DamagedRangeError, OffsetOutOfRangeError, storageError } from './storage-errors.ts';
import { type TailBudget, TailCache } from './tail-cache.ts';
import { findTimestamp, type TimestampedOffset } from './timestamp-search.ts';
import { type TruncationParts, truncateSegments } from './truncation.ts';

export interface PartitionLogOptions {
  /** Exists already. */
  directory: string;
  topicId: Uuid;
  config: LogConfig;
  fileSystem: FileSystem;
  clock: Clock;
  logger: Logger;
  /** Shared with the other logs of the data directory. */
  files: OpenFiles;
  indexCache: IndexCache;
  tailBudget: TailBudget;
  /** How urgent its writes are. Default `append`. */
  ioPriority?: IoPriority;
  /** Keeps appends off the last free bytes of the disk [LOG-9]; the metadata log has none. */
  space?: SpaceGuard;
  /** Where the log ended when it was stopped in order; without it everything is scanned [LOG-6]. */
  cleanEnd?: CleanEnd | undefined;
  /** Where the start of the log is kept. Without it a trim lasts as long as the log is open, but for whole segments. */
  logStart?: LogStart;
  /**
   * What to do about damage: refuse to open and change nothing, or, for a replica that is alone in its set, take it out of the
   * log, report it and serve the rest [LOG-6]. Default `refuse`.
   */
  onDamage?: 'refuse' | 'serveIntact';
  /** Everything below was synced once: recovery scans what is above [LOG-6]. Default: nothing is known to be. */
  recoveryOffset?: number | undefined;
  /** Resolves when the next recovery will not expect anything at or above this offset: called before the log is cut there. */
  lowerRecoveryOffset?: (offset: number) => Promise<void>;
  /** Largest position and relative offset in a segment. Default limits.segmentPositionMax; smaller in tests. */
  segmentPositionMax?: number;
  /** A producer that appended nothing for this long is forgotten [LOG-11]. Default limits.producerIdExpirationMsDefault. */
  producerIdExpirationMs?: number;
  /** Bytes of this log's end that stay in memory. Default limits.tailBytesMax. */
  tailBytesMax?: number;
}

export class PartitionLog {
  readonly topicId: Uuid;
  readonly directory: string;
  /** How many bytes of a torn tail were cut when it was opened. */
  readonly cutBytes: number;
  /** Whether it was scanned when it was opened, all of it or what is above the recovery checkpoint. */
  readonly wasRecovered: boolean;
  /** Why its end may lack records that this replica once held [LOG-6]; undefined when nothing says so. */
  readonly suspicion: string | undefined;
  /** Run by the broker's cleaner where the topic is compacted. */
  readonly compaction: LogCompaction;
  readonly #segments: Segment[];
  readonly #appender: LogAppender;
  readonly #reader: LogReader;
  readonly #tail: TailCache;
  readonly #derived: DerivedState;
  readonly #compaction: CompactionProgress;
  readonly #files: OpenFiles;
  readonly #indexCache: IndexCache;
  readonly #listeners = new Set<() => void>();
  readonly #fileSystem: FileSystem;
  readonly #logStart: LogStart | undefined;
  readonly #retention: LogRetention;
  /** What changes the list of segments other than by appending: one at a time. */
  readonly #maintenance = new SerialQueue();
  readonly #truncationParts: TruncationParts;
  #gaps: readonly Gap[];
  /** How often the tail was cut, or all of it. */
  #truncations = 0;
  readonly #restartParts: RestartParts;
  readonly #tasks: Tasks;
  #logStartOffset: number;
  #config: LogConfig;
  #closing: Promise<void> | undefined;
  #isClosed = false;

  /** Throws LogDamagedError when the files hold something that no crash explains. */
  static async open(options: PartitionLogOptions): Promise<PartitionLog> {
    const { cleanEnd, config } = options;
    const priority = options.ioPriority ?? 'append';
    const { fileSystem, directory, logger } = options;
    const producerIdExpirationMs =
      options.producerIdExpirationMs ?? limits.producerIdExpirationMsDefault;
    const { indexIntervalBytes, durability } = config;
    const load = async (gaps: readonly Gap[]) => {
      const startOffset = options.logStart?.offset ?? 0;
      await finishSwaps(fileSystem, directory);
      await removeLeftovers(options, startOffset);
      const state = await readCleanerCheckpoint(fileSystem, directory, logger);
      const compaction = new CompactionProgress(options, state);
      const { holesBelow } = compaction;
      const settings = { indexIntervalBytes, durability, producerIdExpirationMs };
      const parts = { ...options, ...settings, priority, holesBelow, startOffset };
      const scan = await DerivedScan.prepare(parts, cleanEnd !== undefined);
      const loaded = await loadLog({ ...parts, gaps, visitor: scan }, cleanEnd);
      await dropWhatEndsBelow(startOffset, options, loaded.segments);
      const derived = await DerivedState.load(parts, { ...loaded, startOffset }, scan);
      return new PartitionLog(options, { loaded, derived, compaction, gaps });
    };
    const { onDamage = 'refuse', recoveryOffset = 0 } = options;
    try {
      return onDamage === 'refuse'
        ? await load(await readGaps(options))
        : await loadIntact(options, recoveryOffset, load);
    } catch (error) {
      options.files.forgetDirectory(options.directory);
      throw error;
    }
  }

  private constructor(
    options: PartitionLogOptions,
    parts: {
      loaded: LoadedLog;
      derived: DerivedState;
      compaction: CompactionProgress;
      gaps: readonly Gap[];
    },
  ) {
    const { loaded, derived, compaction } = parts;
    const priority = options.ioPriority ?? 'append';
    this.topicId = options.topicId;
    this.directory = options.directory;
    this.wasRecovered = loaded.wasRecovered;
    this.cutBytes = loaded.cutBytes;
    this.suspicion = loaded.suspicion;
    this.#gaps = parts.gaps;
    this.#config = options.config;
    this.#segments = loaded.segments;
    this.#fileSystem = options.fileSystem;
    this.#logStart = options.logStart;
    const startOffset = options.logStart?.offset ?? 0;
    this.#logStartOffset = Math.max(startOffset, this.#segments[0]?.baseOffset ?? 0);
    this.#tasks = new Tasks((_name, error) =>
      options.logger.warn({ error: error.message }, 'removed segments are left for next time'),
    );
    this.#files = options.files;
    this.#indexCache = options.indexCache;
    this.#tail = new TailCache(options.tailBytesMax ?? limits.tailBytesMax, options.tailBudget);
    this.#derived = derived;
    this.#compaction = compaction;
    const shared = {
      ...options,
      priority,
      segments: this.#segments,
      tail: this.#tail,
      derived,
      compaction,
    };
    this.#appender = new LogAppender(
      {
        ...shared,
        segmentPositionMax: options.segmentPositionMax ?? limits.segmentPositionMax,
        onProgress: () => this.#notify(),
      },
      options.config,
      this.#segments.at(-1)?.endOffset ?? startOffset,
    );
    this.#reader = new LogReader({
      ...shared,
      indexIntervalBytes: () => this.#config.indexIntervalBytes,
    });
    this.#retention = new LogRetention({
      ...shared,
      reader: this.#reader,
      config: () => this.#config,
      logStartOffset: () => this.#logStartOffset,
      trimBefore: (offset, highWatermark) => this.trimBefore(offset, { highWatermark }),
    });
    const { lowerRecoveryOffset = async () => {} } = options;
    const indexIntervalBytes = () => this.#config.indexIntervalBytes;
    this.#truncationParts = {
      ...shared,
      reader: this.#reader,
      indexIntervalBytes,
      lowerRecoveryOffset,
    };
    const { logStart } = options;
    this.#restartParts = { ...shared, logStart, lowerRecoveryOffset };
    this.compaction = new LogCompaction({
      ...shared,
      state: compaction,
      lastOffsetOfProducer: (producerId) => derived.producers.lastOffsetOf(producerId),
      config: () => this.#config,
      segmentPositionMax: options.segmentPositionMax ?? limits.segmentPositionMax,
      indexesOf: (segment) => this.#reader.indexesOf(segment),
      maintenance: this.#maintenance,
      onDiskFailure: (error) => this.#appender.fail(error),
    });
  }

  /** Offsets that damage has taken out of it; reading one throws DamagedRangeError. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** The first offset that may be read; what is told here lies durably at or above what was told before. */
  get logStartOffset(): number {
    return this.#logStartOffset;
  }

  /** The offset that the next append gets; batches that wait for the disk are below it. */
  get logEndOffset(): number {
    return this.#appender.nextOffset;
  }

  /** Everything below was written in full and can be read. */
  get writtenEndOffset(): number {
    return this.#appender.writtenEndOffset;
  }

  /** Everything below counts as held by this replica [LOG-3]: synced, or with `async` written. */
  get durableEndOffset(): number {
    return this.#appender.durableEndOffset;
  }

  /** Everything below has been synced, whatever the durability: what the recovery checkpoint may say [LOG-6]. */
  get syncedEndOffset(): number {
    return this.#appender.syncedEndOffset;
  }

  /** The disk failed: no appends any more, reads go on [LOG-4]. */
  get isOffline(): boolean {
    return this.#appender.isOffline;
  }

  get config(): Readonly<LogConfig> {
    return this.#config;
  }

  /** Bytes of all segments. */
  get sizeBytes(): number {
    return this.#segments.reduce((bytes, segment) => bytes + segment.bytes, 0);
  }

  get segmentCount(): number {
    return this.#segments.length;
  }

  /** Where the log ends, for the marker of an orderly stop; call it after `close`. Undefined while it has no files. */
  get cleanEnd(): CleanEnd | undefined {
    assert(this.#isClosed && !this.isOffline, 'only a log that was closed in order ends cleanly');
    const active = this.#segments.at(-1);
    return active && { endOffset: active.endOffset, segmentBytes: active.bytes };
  }

  /**
   * Gives `batch` the next offsets, patching it in place, and queues it for the disk; offsets follow the order of calls.
   * The caller has validated the batch and does not touch it any more. A batch of an idempotent producer that is there
   * already is not appended again; the result is that of its first time. Throws OUT_OF_ORDER_SEQUENCE_NUMBER or
   * INVALID_PRODUCER_EPOCH [LOG-11], and, retriable, BROKER_OVERLOADED when too much waits for the disk and STORAGE_ERROR
   * when the log is offline or closing, or the disk almost full; then nothing has changed.
   */
  append(batch: Buffer, options: AppendOptions): AppendResult {
    assert(batch.length <= batchBytesMax, `a batch of ${batch.length} bytes was checked before`);
    return this.#appender.append(batch, options);
  }

  /**
   * Queues a batch as it came from the leader: with its offsets, its epoch, and a sequence that the leader has accepted
   * [LOG-11]. The caller has checked it [LOG-7], and does not touch it any more. Throws CORRUPT_MESSAGE for one that does not follow
   * what is there, and the retriable errors of `append`; then nothing has changed.
   */
  appendReplicated(batch: Buffer, lease?: Lease): AppendResult {
    return this.#appender.appendReplicated(batch, lease);
  }

  /** Where an offset below this is missing, compaction has removed it, here or at the leader [LOG-10]. */
  get holesBelow(): number {
    return this.#compaction.holesBelow;
  }

  /** The leader's log may have gaps below `offset`; resolves when it is durable that this one may have them too. */
  async allowHolesBelow(offset: number): Promise<void> {
    if (offset <= this.#compaction.holesBelow) return;
    try {
      await this.#compaction.change({ holesBelow: offset });
    } catch (error) {
      throw storageError(`where ${this.directory} may have gaps could not be kept`, error);
    }
  }

  /** The newest leader epoch that wrote something which is here; -1 when nothing is. */
  get latestEpoch(): number {
    return this.#derived.epochs.latestEpoch;
  }

  /** Calls `listener`, synchronously, when writtenEndOffset or durableEndOffset has moved or the log went offline. Returns how to stop that. */
  onProgress(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Whole batches from the one that holds `offset` on. From memory by reference, or from disk with one read of one
   * segment, so less than maxBytes does not mean the end. Nothing at the end of what is written or at
   * endOffsetExclusive. Throws OffsetOutOfRangeError outside of [logStartOffset, logEndOffset], and DamagedRangeError for an
   * offset that damage has taken out of the log.
   */
  async read(options: ReadOptions): Promise<ReadResult> {
    const { offset } = options;
    const { logStartOffset, logEndOffset } = this;
    const gap = this.#gapAt(offset);
    if (gap !== undefined) throw new DamagedRangeError(offset, gap);
    if (offset < logStartOffset || offset > logEndOffset) {
      throw new OffsetOutOfRangeError(offset, { logStartOffset, logEndOffset });
    }
    const endOffsetExclusive = Math.min(options.endOffsetExclusive, this.writtenEndOffset);
    if (offset >= endOffsetExclusive) return { chunks: [], bytes: 0, nextOffset: offset };
    return this.#reading(() => this.#reader.read({ ...options, endOffsetExclusive }));
  }

  /** About how many bytes `read` could return between two offsets; exact when they are in memory. No I/O. */
  readBytesAvailable(offset: number, endOffsetExclusive: number): number {
    const end = Math.min(endOffsetExclusive, this.writtenEndOffset);
    if (offset >= end || offset < this.logStartOffset) return 0;
    const tailStart = this.#tail.startOffset;
    if (tailStart !== undefined && offset >= tailStart) return this.#tail.bytesBetween(offset, end);
    let bytes = 0;
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const segment = this.#segments[i] as Segment;
      const from = Math.max(offset, segment.baseOffset);
      const share =
        (Math.min(end, segment.endOffset) - from) / (segment.endOffset - segment.baseOffset);
      if (share > 0) bytes += Math.max(1, Math.floor(segment.bytes * share));
      if (segment.baseOffset <= offset) break;
    }
    return bytes;
  }

  /**
   * The first record with a timestamp at or above this one, exact within its batch, among those below
   * `endOffsetExclusive`; undefined when there is none.
   */
  async offsetForTimestamp(
    timestampMs: number,
    endOffsetExclusive: number,
  ): Promise<TimestampedOffset | undefined> {
    const search = {
      segments: this.#segments,
      reader: this.#reader,
      logStartOffset: () => this.#logStartOffset,
      timestampMs,
      endOffsetExclusive: Math.min(endOffsetExclusive, this.writtenEndOffset),
    };
    return this.#reading(() => findTimestamp(search));
  }

  /**
   * Drops the head [LOG-8]: nothing below `offset` is read any more, and segments that lie below in full are removed once
   * nobody reads them; the active one stays. Resolves with the log start when that is durable; an offset below it changes
   * nothing. Throws OffsetOutOfRangeError for one above the high watermark.
   */
  trimBefore(offset: number, { highWatermark }: { highWatermark: number }): Promise<number> {
    assert(highWatermark <= this.logEndOffset, 'the high watermark is in the log');
    return this.#maintenance.run(async () => {
      if (offset > highWatermark) {
        const range = { logStartOffset: this.#logStartOffset, logEndOffset: highWatermark };
        throw new OffsetOutOfRangeError(offset, range);
      }
      if (offset <= this.#logStartOffset) return this.#logStartOffset;
      if (this.#closing !== undefined || this.#isClosed) throw storageError('the log is closing');
      // With durability async a power cut must not leave a log that ends before it starts.
      await this.#appender.flush();
      await this.#logStart?.save(offset);
      this.#moveStart(offset);
      return offset;
    });
  }

  /** Closes the active segment if it is older than segment.ms, though nothing is appended. */
  rollIfDue(): Promise<void> {
    return this.#appender.rollIfDue();
  }

  /** Removes the segments that have expired by the log's settings, after they were archived if there is an archive. */
  applyRetention(options: RetentionOptions): Promise<RetentionReport> {
    return this.#retention.run(options);
  }

  /**
   * Where `epoch` ends here, or the newest one before it when it wrote nothing: how replicas find where they diverged
   * [REP-3]. Undefined for an epoch that is newer than all of the log.
   */
  endOffsetForEpoch(epoch: number): { epoch: number; endOffset: number } | undefined {
    return this.#derived.epochs.endOffsetFor(epoch, this.logEndOffset);
  }

  /** Idempotent producers that are remembered. */
  get producerCount(): number {
    return this.#derived.producers.producerCount;
  }

  /**
   * Drops the tail [LOG-8]: batches that end at or before `offset` stay. Resolves with the new end when that is durable;
   * appends are refused meanwhile, with a retriable error. Nothing that consumers have seen may go. For replicas that do
   * not lead: the end offsets move back. Rejects with STORAGE_ERROR when the log is offline, or becomes so.
   */
  truncateTo(offset: number, { highWatermark }: { highWatermark: number }): Promise<number> {
    assert(offset >= highWatermark, `a cut at ${offset} leaves what is below ${highWatermark}`);
    assert(offset >= this.logStartOffset, `a cut at ${offset} leaves the start of the log`);
    return this.#maintenance.run(() => this.#truncate(offset, highWatermark));
  }

  async #truncate(offset: number, highWatermark: number): Promise<number> {
    try {
      await this.#appender.pause();
      if (offset >= this.logEndOffset) return this.logEndOffset;
      return await truncateSegments(this.#truncationParts, offset, (endOffset) => {
        assert(endOffset >= highWatermark, 'a high watermark lies between two batches');
        this.#truncations += 1;
        this.#appender.cutTo(endOffset);
      });
    } catch (error) {
      if (error instanceof AssertionError) throw error;
      this.#appender.fail(error);
      throw storageError(`${this.directory} could not be cut: ${messageOf(error)}`, error);
    } finally {
      this.#appender.resume();
    }
  }

  /**
   * Empties the log and lets it begin at `offset`, above or below where it ends now. Resolves when that is durable; a crash before
   * leaves the log as it was, but for its end perhaps. Appends are refused meanwhile, with a retriable error. For replicas that do not
   * lead. Rejects with STORAGE_ERROR when the log is offline, or becomes so.
   */
  async restartAt(offset: number): Promise<void> {
    await this.compaction.interrupt();
    try {
      await this.#maintenance.run(() => this.#restart(offset));
    } finally {
      this.compaction.resume();
    }
  }

  async #restart(offset: number): Promise<void> {
    try {
      await this.#appender.pause();
      const { logStartOffset: startOffset, logEndOffset: endOffset } = this;
      const change = { from: { startOffset, endOffset }, to: offset };
      await restartLog(this.#restartParts, change, () => {
        this.#truncations += 1;
        this.#gaps = [];
        this.#logStartOffset = offset;
        this.#appender.restartAt(offset);
      });
    } catch (error) {
      if (error instanceof AssertionError) throw error;
      this.#appender.fail(error);
      throw storageError(`${this.directory} could not begin anew: ${messageOf(error)}`, error);
    } finally {
      this.#appender.resume();
    }
  }

  /** Gives the memory of the tail back. */
  evictTail(): void {
    this.#tail.clear();
  }

  updateConfig(config: LogConfig): void {
    this.#config = config;
    this.#appender.updateConfig(config);
  }

  /** Everything that counts as held is synced when it resolves. Throws STORAGE_ERROR when the log is offline. */
  flush(): Promise<void> {
    return this.#appender.flush();
  }

  /** Takes no more appends; writes and syncs what is queued, saves the indexes, closes the files. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([this.#appender.close(), this.compaction.stop()]);
    await this.#maintenance.idle();
    this.#letGo();
    await this.#tasks.drained();
  }

  /** Closes without writing what is queued, which is refused: for a log whose files are about to go. */
  async abandon(): Promise<void> {
    await Promise.all([this.#appender.abandon(), this.compaction.stop()]);
    await this.#maintenance.idle();
    this.#letGo();
    await this.#tasks.drained();
  }

  /** A gap that was reported and is one still: what was cut and written anew since is none. */
  #gapAt(offset: number): Gap | undefined {
    if (this.#gaps.length === 0) return undefined;
    const { logStartOffset } = this;
    const gap = this.#gaps.find((one) => one.startOffset <= offset && offset < one.endOffset);
    if (gap === undefined || offset >= this.logEndOffset) return undefined;
    if (offset < logStartOffset) return gap.endOffset === logStartOffset ? gap : undefined;
    return this.#reader.segmentOf(offset).endOffset <= offset ? gap : undefined;
  }

  /** Runs a read; one that the log was closed under leaves no file open, and fails with an error that says so. */
  async #reading<T>(read: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw storageError('the log is closed');
    const truncations = this.#truncations;
    try {
      const result = await read();
      if (this.#truncations === truncations) return result;
      throw storageError('the end of the log was cut while it was read');
    } catch (error) {
      if (this.#isClosed) throw storageError('the log was closed while it was read', error);
      if (this.#truncations !== truncations) {
        throw storageError('the end of the log was cut while it was read', error);
      }
      if (error instanceof TidelogError || error instanceof AssertionError) throw error;
      throw storageError(`${this.directory} could not be read: ${messageOf(error)}`, error);
    } finally {
      if (this.#isClosed) this.#files.forgetDirectory(this.directory);
    }
  }

  /** One step: from here on nobody new comes to what lies below. */
  #moveStart(offset: number): void {
    assert(offset > this.#logStartOffset, 'the log start only rises');
    this.#logStartOffset = offset;
    this.#derived.epochs.trimBefore(offset);
    const removed: Segment[] = [];
    while (this.#segments.length > 1 && (this.#segments[1] as Segment).baseOffset <= offset) {
      const segment = this.#segments.shift() as Segment;
      segment.isRemoved = true;
      removed.push(segment);
    }
    if (removed.length === 0) return;
    this.#tasks.start('remove segments', () =>
      removeSegments(
        {
          directory: this.directory,
          fileSystem: this.#fileSystem,
          files: this.#files,
          indexCache: this.#indexCache,
        },
        removed,
      ),
    );
  }

  #letGo(): void {
    this.#isClosed = true;
    this.#tail.clear();
    for (const segment of this.#segments) this.#indexCache.drop(segment);
    this.#files.forgetDirectory(this.directory);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/**
 * The log was trimmed up to its end, and of that end a crash left less: what is there lies below the start in full. It
 * goes, and the log goes on at its start, so that no offset is given twice.
 */
async function dropWhatEndsBelow(
  startOffset: number,
  parts: PartitionLogOptions,
  segments: Segment[],
): Promise<void> {
  const endOffset = segments.at(-1)?.endOffset ?? startOffset;
  if (endOffset >= startOffset) return;
  parts.logger.warn(
    { endOffset, logStartOffset: startOffset },
    'the log ends below its start: it goes on, empty, at its start',
  );
  for (const segment of segments) segment.isRemoved = true;
  await removeSegments(parts, segments.splice(0));
}
