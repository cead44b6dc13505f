// The one writer of a log, with group commit [LOG-2]:
//
//   append ─► | group | group | open group |   one group at a time:  write ─► publish ─► fdatasync ─► held
//
// While a group is being written, later batches gather in the open one; then all of it goes in one writev and, with
// durability `sync`, one fdatasync. A batch can be read only after its write has returned in full, and counts as held by
// this replica after the sync, or with `async` after the write [LOG-3].
//
// A disk that is full before a byte of a group was offered to anyone is no failure [LOG-9]: what was written of it is cut
// off, all that is queued is refused with a retriable error, and the log stays online.
//
// After any other failed write or sync nothing is tried again and nothing pending is acknowledged: the log is offline [LOG-4].
// What recovery then finds on disk is a prefix of what was offered here, perhaps with a torn batch at its end. A segment
// is synced in full before its successor gets its files, so a crash can tear only the last one.
import { assert } from '../base/assert.ts';
import type { Lease } from '../base/byte-ledger.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { FileSystem, IoPriority } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { RingQueue } from '../base/ring-queue.ts';
import { Tasks } from '../base/tasks.ts';
import { KIB } from '../base/units.ts';
import { WireError } from '../protocol/error-codes.ts';
import {
  assignOffset,
  baseOffsetAt,
  batchBytesAt,
  lastOffsetAt,
  leaderEpochAt,
  maxTimestampAt,
  stampLogAppendTime,
} from '../protocol/record-batch.ts';
import type { CompactionState } from './cleaner-checkpoint.ts';
import type { DerivedState } from './derived-state.ts';
import { scanHeaderSums, writeHeaderSums } from './header-sum-files.ts';
import { HeaderSums } from './header-sums.ts';
import type { IndexCache } from './index-cache.ts';
import type { LogConfig } from './log-config.ts';
import type { FileUse, OpenFiles } from './open-files.ts';
import type { BatchMark } from './producer-state.ts';
import { Segment } from './segment.ts';
import { makeSegmentFiles } from './segment-creation.ts';
import { SegmentIndexes } from './segment-indexes.ts';
import { isNext } from './segment-scan.ts';
import type { SpaceGuard } from './space-guard.ts';
import { isDiskFull, storageError } from './storage-errors.ts';
import type { TailCache, TailEntry } from './tail-cache.ts';

export interface AppendOptions {
  leaderEpoch: number;
  /** Covers the memory behind the batch; retained until the batch has left the queue and the tail cache. */
  lease?: Lease;
}

export interface AppendResult {
  baseOffset: number;
  lastOffset: number;
  /** The stamp of all its records, or -1 when they keep their own. */
  logAppendTimeMs: number;
  /** Resolves when this replica holds the batch; rejects when the log went offline before. */
  held: Promise<void>;
}

/** What the appender works on; the segments are shared with the readers. */
export interface AppenderParts {
  directory: string;
  segments: Segment[];
  fileSystem: FileSystem;
  files: OpenFiles;
  indexCache: IndexCache;
  tail: TailCache;
  /** Producers and epochs; knows of a batch from the moment it is queued. */
  derived: DerivedState;
  /** Where a batch of the leader's may leave a gap. */
  compaction: CompactionState;
  clock: Clock;
  logger: Logger;
  priority: IoPriority;
  /** Largest file position and relative offset in a segment. */
  segmentPositionMax: number;
  /** Asked before each append; without it, as for the metadata log, a full disk is a failed one [LOG-9]. */
  space?: SpaceGuard | undefined;
  /** Called when an end offset has moved or the log went offline. */
  onProgress: () => void;
}

/** Index entries go to their files when there are this many bytes of them, and on roll and close. */
const indexBytesUnsavedMax = 4 * KIB;

interface AppendGroup {
  /** Base offset of the segment to be started for this group, or undefined to go on in the active one. */
  segmentBaseOffset: number | undefined;
  readonly entries: TailEntry[];
  bytes: number;
  readonly held: PromiseWithResolvers<void>;
}

export class LogAppender {
  readonly #parts: AppenderParts;
  #config: LogConfig;
  #nextOffset: number;
  #writtenEndOffset: number;
  #durableEndOffset: number;
  #syncedEndOffset: number;
  readonly #queue = new RingQueue<AppendGroup>();
  /** The last group of the queue, while it may take more. */
  #openGroup: AppendGroup | undefined;
  #queuedBytes = 0;
  /** Where the active segment will stand when the queue is written. */
  #planned: { baseOffset: number; bytes: number; createdMs: number } | undefined;
  #isDraining = false;
  #isClosing = false;
  #isPaused = false;
  #failure: unknown;
  #isOffline = false;
  /** Holds the active segment's file open while it has written bytes that are not synced. */
  #dirty: FileUse | undefined;
  #flushTimer: Timer | undefined;
  #flushing: Promise<void> | undefined;
  readonly #tasks: Tasks;

  constructor(parts: AppenderParts, config: LogConfig, endOffset: number) {
    this.#parts = parts;
    this.#config = config;
    this.#nextOffset = endOffset;
    this.#writtenEndOffset = endOffset;
    this.#durableEndOffset = endOffset;
    this.#syncedEndOffset = endOffset;
    this.#planFrom(parts.segments.at(-1));
    this.#tasks = new Tasks((_name, error) => this.#goOffline(error));
  }

  get nextOffset(): number {
    return this.#nextOffset;
  }

  get writtenEndOffset(): number {
    return this.#writtenEndOffset;
  }

  get durableEndOffset(): number {
    return this.#durableEndOffset;
  }

  /** Everything below has been synced: what the recovery checkpoint may say [LOG-6]. */
  get syncedEndOffset(): number {
    return this.#syncedEndOffset;
  }

  get isOffline(): boolean {
    return this.#isOffline;
  }

  updateConfig(config: LogConfig): void {
    this.#config = config;
  }

  /** Synchronous, so that offsets follow the order of calls. */
  append(batch: Buffer, { leaderEpoch, lease }: AppendOptions): AppendResult {
    this.#checkWritable(batch.length);
    const firstTime = this.#parts.derived.firstTimeOf(batch);
    if (firstTime !== undefined) return this.#appendedBefore(firstTime);
    this.#parts.space?.admit(batch.length);
    const baseOffset = this.#nextOffset;
    assignOffset(batch, { baseOffset, leaderEpoch });
    const lastOffset = lastOffsetAt(batch, 0);
    const logAppendTimeMs = this.#stamp(batch);
    const { promise: held } = this.#queued({ batch, baseOffset, lastOffset, lease, position: 0 });
    return { baseOffset, lastOffset, logAppendTimeMs, held };
  }

  /** A follower's append: offsets and epoch are the leader's, and so is the word on the producer's sequence. */
  appendReplicated(batch: Buffer, lease: Lease | undefined): AppendResult {
    this.#checkWritable(batch.length);
    const baseOffset = baseOffsetAt(batch, 0);
    const lastOffset = lastOffsetAt(batch, 0);
    this.#checkFollows(batch);
    this.#parts.space?.admit(batch.length);
    // An empty log may begin inside of a batch, which its leader sends whole.
    if (this.#planned === undefined && baseOffset < this.#nextOffset) this.#nextOffset = baseOffset;
    const { promise: held } = this.#queued({ batch, baseOffset, lastOffset, lease, position: 0 });
    return { baseOffset, lastOffset, logAppendTimeMs: -1, held };
  }

  #checkFollows(batch: Buffer): void {
    const { compaction, derived } = this.#parts;
    const [baseOffset, lastOffset] = [baseOffsetAt(batch, 0), lastOffsetAt(batch, 0)];
    const [epoch, { latestEpoch }] = [leaderEpochAt(batch, 0), derived.epochs];
    const isInside = this.#planned === undefined && baseOffset < this.#nextOffset;
    const follows = isNext(baseOffset, this.#nextOffset, compaction.holesBelow) || isInside;
    const isWhole = lastOffset >= Math.max(baseOffset, this.#nextOffset);
    if (follows && isWhole && epoch >= latestEpoch) return;
    throw new WireError(
      'CORRUPT_MESSAGE',
      `a batch with offsets ${baseOffset} to ${lastOffset} and leader epoch ${epoch} does not follow offset ${this.#nextOffset} and epoch ${latestEpoch}, with gaps allowed below ${compaction.holesBelow}`,
    );
  }

  #queued(entry: TailEntry): PromiseWithResolvers<void> {
    const { batch, lastOffset, lease } = entry;
    assert(batchBytesAt(batch, 0) === batch.length, 'a whole batch is appended');
    assert(lastOffset >= entry.baseOffset, 'a batch has at least one offset');
    const group = this.#groupFor(batch.length, lastOffset);
    lease?.retain();
    group.entries.push(entry);
    group.bytes += batch.length;
    this.#queuedBytes += batch.length;
    this.#nextOffset = lastOffset + 1;
    const { promise: held } = group.held;
    this.#parts.derived.queued(batch, { writtenEndOffset: this.#writtenEndOffset, held });
    this.#startDraining();
    return group.held;
  }

  /** What the producer was to be told the first time [LOG-11]. */
  #appendedBefore({ baseOffset, lastOffset, timestamp, held }: BatchMark): AppendResult {
    const logAppendTimeMs = this.#config.timestampType === 'CreateTime' ? -1 : timestamp;
    return { baseOffset, lastOffset, logAppendTimeMs, held: held ?? Promise.resolve() };
  }

  /**
   * Closes the active segment when it is older than segment.ms, so that retention can act on a log that nobody appends
   * to. Resolves when the next one has its files, or at once when nothing is due.
   */
  async rollIfDue(): Promise<void> {
    const planned = this.#planned;
    if (this.#isOffline || this.#isClosing || this.#isPaused) return;
    if (planned === undefined || planned.bytes === 0) return;
    const nowMs = this.#parts.clock.wallMs();
    if (nowMs - planned.createdMs < this.#config.segmentMs) return;
    this.#planned = { baseOffset: this.#nextOffset, bytes: 0, createdMs: nowMs };
    const group = this.#pushGroup(this.#nextOffset);
    this.#startDraining();
    await group.held.promise;
  }

  /** Everything that was written before the call is durable when it resolves. Throws STORAGE_ERROR when the log is offline. */
  async flush(): Promise<void> {
    if (this.#isOffline) throw storageError('the log is offline', this.#failure);
    try {
      await this.#flushNow();
    } catch (error) {
      this.#goOffline(error);
      throw storageError(`the log could not be synced: ${messageOf(error)}`, error);
    }
  }

  /** Writes and syncs what is queued, saves the indexes; after that nothing of the log is open for writing. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#tasks.drained();
    const active = this.#parts.segments.at(-1);
    if (this.#isOffline || active === undefined) return;
    try {
      await this.#flushNow();
      active.activeIndexes?.finish();
      await active.saveIndexes(this.#parts.files, { priority: this.#parts.priority, sync: true });
      await writeHeaderSums(this.#parts.files, active, active.activeSums);
      await this.#parts.derived.save(active.endOffset, this.#parts.segments);
    } catch (error) {
      this.#goOffline(error);
    }
  }

  /** Refuses appends until `resume`. Resolves when all that was queued is on disk and synced; rejects when the log is offline. */
  async pause(): Promise<void> {
    this.#isPaused = true;
    await this.#tasks.drained();
    await this.flush();
    if (this.#isClosing) throw storageError('the log is closing');
  }

  resume(): void {
    this.#isPaused = false;
  }

  /** While paused: the last segment ends here now. */
  cutTo(endOffset: number): void {
    assert(this.#isPaused && this.#queue.size === 0, 'a log is cut while nothing is appended');
    assert(endOffset <= this.#writtenEndOffset, 'a cut does not lengthen a log');
    this.#setEnd(endOffset);
  }

  /** While paused: the log has no segments any more, and begins anew at `offset`. */
  restartAt(offset: number): void {
    assert(this.#isPaused && this.#queue.size === 0, 'a log restarts while nothing is appended');
    assert(this.#parts.segments.length === 0, 'a log restarts empty');
    this.#setEnd(offset);
  }

  #setEnd(endOffset: number): void {
    this.#nextOffset = endOffset;
    this.#writtenEndOffset = endOffset;
    this.#durableEndOffset = endOffset;
    this.#syncedEndOffset = endOffset;
    this.#planFrom(this.#parts.segments.at(-1));
    this.#parts.onProgress();
  }

  /** The disk failed under somebody else's hands [LOG-4]: a truncation, or a compacted segment that took its place. */
  fail(error: unknown): void {
    this.#goOffline(error);
  }

  /** Drops what is queued and syncs nothing: for a log that is to be deleted. */
  async abandon(): Promise<void> {
    this.#isClosing = true;
    if (!this.#isOffline) this.#stop(storageError('the log was deleted'));
    await this.#tasks.drained();
  }

  #checkWritable(bytes: number): void {
    if (this.#isOffline) {
      throw storageError(`the log takes no appends: ${messageOf(this.#failure)}`, this.#failure);
    }
    if (this.#isClosing) throw storageError('the log is closing');
    if (this.#isPaused) throw storageError('the end of the log is being cut');
    const bytesMax = limits.appendQueueBytesMax;
    if (this.#queuedBytes > 0 && this.#queuedBytes + bytes > bytesMax) {
      throw new WireError(
        'BROKER_OVERLOADED',
        `${this.#queuedBytes} bytes wait for the disk already; at most ${bytesMax} may`,
      );
    }
  }

  #stamp(batch: Buffer): number {
    if (this.#config.timestampType === 'CreateTime') return -1;
    const nowMs = Math.floor(this.#parts.clock.wallMs());
    stampLogAppendTime(batch, nowMs);
    return nowMs;
  }

  #groupFor(bytes: number, lastOffset: number): AppendGroup {
    const segmentBaseOffset = this.#planSegment(bytes, lastOffset);
    const open = this.#openGroup;
    if (open && segmentBaseOffset === undefined && open.bytes + bytes <= limits.appendGroupBytesMax)
      return open;
    return this.#pushGroup(segmentBaseOffset);
  }

  #startDraining(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#tasks.start('append', () => this.#drain());
  }

  #pushGroup(segmentBaseOffset: number | undefined): AppendGroup {
    const held = Promise.withResolvers<void>();
    // Who wants to know awaits it; for acks=0 nobody does, and then the failure shows in isOffline.
    held.promise.catch(() => {});
    const group: AppendGroup = { segmentBaseOffset, entries: [], bytes: 0, held };
    this.#queue.push(group);
    this.#openGroup = group;
    return group;
  }

  /** What is queued next follows what is written. */
  #planFrom(active: Segment | undefined): void {
    this.#planned = undefined;
    if (active === undefined) return;
    const { baseOffset, bytes, createdMs, endOffset } = active;
    assert(endOffset === this.#nextOffset, 'the log ends where its last segment ends');
    this.#planned = { baseOffset, bytes, createdMs };
  }

  /** Decides in which segment a batch goes. Returns the base offset of a new one, or undefined. */
  #planSegment(bytes: number, lastOffset: number): number | undefined {
    const planned = this.#planned;
    if (planned !== undefined && !this.#mustRoll(planned, bytes, lastOffset)) {
      planned.bytes += bytes;
      return undefined;
    }
    this.#planned = { baseOffset: this.#nextOffset, bytes, createdMs: this.#parts.clock.wallMs() };
    return this.#nextOffset;
  }

  #mustRoll(
    planned: { baseOffset: number; bytes: number; createdMs: number },
    bytes: number,
    lastOffset: number,
  ): boolean {
    if (planned.bytes === 0) return false;
    const { segmentPositionMax } = this.#parts;
    const { segmentBytes, segmentMs } = this.#config;
    return (
      planned.bytes + bytes > Math.min(segmentBytes, segmentPositionMax) ||
      lastOffset - planned.baseOffset > segmentPositionMax ||
      this.#parts.clock.wallMs() - planned.createdMs >= segmentMs
    );
  }

  async #drain(): Promise<void> {
    const { files, priority, segments } = this.#parts;
    for (let group = this.#queue.peek(); group !== undefined; group = this.#queue.peek()) {
      if (group.segmentBaseOffset !== undefined) {
        const isStarted = await this.#hasRoomFor(() =>
          this.#startSegment(group.segmentBaseOffset as number),
        );
        if (!isStarted) break;
      }
      const active = segments.at(-1) as Segment;
      const use = await files.use({ path: active.logPath, writePriority: priority });
      if (this.#isOffline) {
        use.release();
        return;
      }
      // Only now does the group close: what came during the awaits is in it.
      this.#queue.shift();
      if (this.#openGroup === group) this.#openGroup = undefined;
      if (group.entries.length === 0) {
        // It was for the roll alone.
        use.release();
        group.held.resolve();
        continue;
      }
      await this.#commit(group, active, use);
      if (this.#isOffline) return;
      if (active.indexBytesUnsaved >= indexBytesUnsavedMax) {
        const save = () => active.saveIndexes(files, { priority, sync: false });
        if (!(await this.#hasRoomFor(save))) break;
      }
    }
    this.#isDraining = false;
  }

  /** Does `work`, which offers no byte to anyone. When the disk is full, what is queued is refused, and it was not done. */
  async #hasRoomFor(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (this.#isOffline || !this.#isDiskFull(error)) throw error;
      this.#refuseQueued([], error);
      return false;
    }
  }

  #isDiskFull(error: unknown): boolean {
    return this.#parts.space !== undefined && isDiskFull(error);
  }

  /** The disk was full before all of `group` was written: what there is of it is cut off. */
  async #cutBack(group: AppendGroup, active: Segment, use: FileUse, error: unknown): Promise<void> {
    try {
      await use.file.truncate(active.bytes);
    } catch (failure) {
      this.#goOffline(failure);
      return;
    }
    if (!this.#isOffline) this.#refuseQueued([group], error);
  }

  /** Refuses `failed` and all that is queued: nobody has seen any of it. Its offsets are given out again. */
  #refuseQueued(failed: AppendGroup[], error: unknown): void {
    const { space, segments, logger, directory } = this.#parts;
    logger.error({ error: messageOf(error), directory }, 'the disk is full: appends are refused');
    space?.noteFull();
    const refusal = space?.refusal(error) ?? storageError('the disk is full', error);
    for (const group of [...failed, ...this.#queue]) {
      releaseLeases(group);
      group.held.reject(refusal);
    }
    this.#queue.clear();
    this.#openGroup = undefined;
    this.#queuedBytes = 0;
    this.#nextOffset = this.#writtenEndOffset;
    this.#parts.derived.rollBackTo(this.#writtenEndOffset);
    this.#planFrom(segments.at(-1));
    this.#parts.onProgress();
  }

  /** Takes over `use`. */
  async #commit(group: AppendGroup, active: Segment, use: FileUse): Promise<void> {
    let isSync = false;
    let isPublished = false;
    let isKept = false;
    try {
      await use.file.write(
        group.entries.map((entry) => entry.batch),
        active.bytes,
      );
      // A flush that runs beside may have failed meanwhile.
      if (!this.#isOffline) {
        this.#publish(group, active);
        isPublished = true;
        // It may have changed while this was written: what is acknowledged after that is synced.
        isSync = this.#config.durability === 'sync';
        if (isSync) await use.file.sync();
        else isKept = this.#markDirty(use);
      }
    } catch (error) {
      if (isPublished || this.#isOffline || !this.#isDiskFull(error)) this.#goOffline(error);
      else await this.#cutBack(group, active, use, error);
    }
    if (!isKept) use.release();
    if (this.#isOffline) {
      if (!isPublished) releaseLeases(group);
      group.held.reject(this.#failure);
      return;
    }
    if (!isPublished) return;
    const endOffset = (group.entries.at(-1) as TailEntry).lastOffset + 1;
    assert(endOffset > this.#durableEndOffset, 'the held end moves forward');
    this.#durableEndOffset = endOffset;
    if (isSync) this.#syncedEndOffset = endOffset;
    this.#queuedBytes -= group.bytes;
    group.held.resolve();
    this.#parts.onProgress();
  }

  /** The write has returned in full: the batches can be read from now on, and never change again. */
  #publish(group: AppendGroup, active: Segment): void {
    const indexes = active.activeIndexes;
    assert(indexes !== undefined, 'the active segment has its indexes in memory');
    for (const { batch, lastOffset } of group.entries) {
      indexes.add(
        {
          relativeLastOffset: lastOffset - active.baseOffset,
          maxTimestamp: maxTimestampAt(batch, 0),
          position: active.bytes,
          bytes: batch.length,
        },
        this.#config.indexIntervalBytes,
      );
      active.activeSums?.add(batch, batch.length);
      active.bytes += batch.length;
      active.endOffset = lastOffset + 1;
    }
    this.#parts.tail.add(group.entries);
    this.#writtenEndOffset = active.endOffset;
    this.#parts.onProgress();
  }

  /** Closes the active segment in full, and makes the files of the next one. */
  async #startSegment(baseOffset: number): Promise<void> {
    const { directory, segments, files, indexCache, derived, priority, clock } = this.#parts;
    const old = segments.at(-1);
    if (old !== undefined) {
      await this.#flushNow();
      const indexes = old.activeIndexes;
      assert(indexes !== undefined, 'the active segment has its indexes in memory');
      indexes.finish();
      await old.saveIndexes(files, { priority, sync: true });
      await writeHeaderSums(files, old, old.activeSums ?? (await scanHeaderSums(files, old)));
      await derived.save(baseOffset, segments);
    }
    const createdMs = clock.wallMs();
    const segment = new Segment(directory, {
      baseOffset,
      bytes: 0,
      endOffset: baseOffset,
      createdMs,
    });
    segment.activeIndexes = new SegmentIndexes();
    await makeSegmentFiles(this.#parts, segment);
    // Only now: when there was no room for the files, the old segment goes on.
    if (old?.activeIndexes !== undefined) {
      indexCache.put(old, old.activeIndexes);
      old.activeIndexes = undefined;
      old.activeSums = undefined;
    }
    segment.activeSums = new HeaderSums();
    segments.push(segment);
    this.#parts.logger.debug({ baseOffset }, 'segment started');
  }

  /** The active segment has bytes to be synced later. Returns whether `use` is kept for that. */
  #markDirty(use: FileUse): boolean {
    const isKept = this.#dirty === undefined;
    this.#dirty ??= use;
    this.#flushTimer ??= this.#parts.clock.schedule(this.#config.flushMs, () => {
      this.#flushTimer = undefined;
      if (!this.#isOffline) this.#tasks.start('flush', () => this.#flushNow());
    });
    return isKept;
  }

  /** Syncs what was written before the call. Writes may go on meanwhile. */
  async #flushNow(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
    const use = this.#dirty;
    this.#dirty = undefined;
    this.#flushTimer?.cancel();
    this.#flushTimer = undefined;
    if (use === undefined) return;
    const endOffset = this.#writtenEndOffset;
    this.#flushing = use.file.sync().finally(() => {
      this.#flushing = undefined;
      use.release();
    });
    try {
      await this.#flushing;
      this.#syncedEndOffset = Math.max(this.#syncedEndOffset, endOffset);
    } catch (error) {
      // Whatever it says, a full disk included: what was synced here has been offered [LOG-4].
      this.#goOffline(error);
      throw error;
    }
  }

  #goOffline(error: unknown): void {
    if (this.#isOffline) return;
    this.#parts.logger.error(
      { error: messageOf(error), directory: this.#parts.directory },
      'the disk failed under this log: it takes no appends until it is opened again',
    );
    this.#stop(
      storageError(`the disk failed under ${this.#parts.directory}: ${messageOf(error)}`, error),
    );
  }

  #stop(failure: Error): void {
    this.#failure = failure;
    this.#isOffline = true;
    this.#parts.derived.rollBackTo(this.#writtenEndOffset);
    this.#flushTimer?.cancel();
    this.#flushTimer = undefined;
    this.#dirty?.release();
    this.#dirty = undefined;
    for (const group of this.#queue) {
      releaseLeases(group);
      group.held.reject(failure);
    }
    this.#queue.clear();
    this.#openGroup = undefined;
    this.#parts.onProgress();
  }
}

function releaseLeases(group: AppendGroup): void {
  for (const { lease } of group.entries) lease?.release();
}
