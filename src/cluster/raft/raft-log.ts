// The metadata log of a voter as the core sees it [QRM-1]. The core orders "append", "truncate" and "start again there" and goes
// on at once; the disk follows, in that order:
//
//   recent    | 40..41 | 42 | 43..45 | 46 |          entries in memory, up to the end as the core sees it
//   on disk   ... 40..41 | 42 | 43..47 |             43..47 is to be cut, then 43..45 and 46 come
//   orders    truncate 43 · append 43..45 · append 46
//
// What is in memory is all that the disk may lack, and some of what it has, so a follower that keeps up costs no reads. What
// recovery finds is the partition log's matter (storage/log-loader.ts): a prefix of what was ordered. `truncations` counts the
// cuts and restarts that the disk has carried out: an end offset says nothing without it.
import { assert } from '../../base/assert.ts';
import { TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { RingQueue } from '../../base/ring-queue.ts';
import { Tasks } from '../../base/tasks.ts';
import { MIB } from '../../base/units.ts';
import type { Uuid } from '../../base/uuid.ts';
import { splitBatches } from '../../protocol/record-batch.ts';
import type { PartitionLog } from '../../storage/partition-log.ts';
import { clusterFoundedIn, entryOf } from './entry-records.ts';
import type { LogEntry, LogPosition, PlacedMemberSet, TermStart } from './raft-types.ts';

const scanBytesPerRead = 4 * MIB;

/** What the core's log needs of a partition's; in tests it can be slower, or worse. */
export type LogStorage = Pick<
  PartitionLog,
  | 'logStartOffset'
  | 'logEndOffset'
  | 'writtenEndOffset'
  | 'durableEndOffset'
  | 'isOffline'
  | 'append'
  | 'read'
  | 'truncateTo'
  | 'trimBefore'
  | 'restartAt'
  | 'onProgress'
>;

export interface RaftLogEvents {
  /** Everything below `endOffset` is durable, as of so many truncations. */
  onDurable: (endOffset: number, truncations: number) => void;
  /** The disk failed: nothing is durable any more from here on [LOG-4]. */
  onFailure: (error: Error) => void;
}

/** What a scan at the start finds. */
export interface ScannedLog {
  terms: readonly TermStart[];
  memberSets: readonly PlacedMemberSet[];
  /** When the log begins at the beginning. */
  clusterId: Uuid | undefined;
}

type Order =
  | { kind: 'append'; entry: LogEntry }
  | { kind: 'cut'; carryOut: () => Promise<unknown>; done: (error?: Error) => void };

export class RaftLog {
  readonly #storage: LogStorage;
  readonly #events: RaftLogEvents;
  readonly #knownTags: Set<number>;
  readonly #orders = new RingQueue<Order>();
  /** Handed to the storage and not durable: what it has in its queue. */
  readonly #unsynced = new RingQueue<{ lastOffset: number; bytes: number }>();
  #unsyncedBytes = 0;
  #isCutting = false;
  /** Cuts and restarts ordered, and those of them that the disk has carried out. */
  #cutsOrdered = 0;
  #cutsDone = 0;
  /** Live from `#recentFirst` on; contiguous up to the end. */
  #recent: LogEntry[] = [];
  #recentFirst = 0;
  #recentBytes = 0;
  #terms: TermStart[] = [];
  #start: LogPosition;
  #endOffset: number;
  #durableTold = 0;
  #failure: Error | undefined;
  #isClosed = false;
  readonly #tasks: Tasks;
  readonly #stopListening: () => void;

  /** `start.term` comes from the snapshot; a log that starts at 0 needs none. */
  constructor(storage: LogStorage, start: LogPosition, events: RaftLogEvents) {
    assert(storage.logStartOffset <= start.offset, 'a log begins at its start, or before');
    this.#storage = storage;
    this.#events = events;
    this.#knownTags = new Set();
    this.#start = start;
    this.#endOffset = storage.logEndOffset;
    this.#durableTold = storage.durableEndOffset;
    this.#tasks = new Tasks((_name, error) => this.#fail(error));
    this.#stopListening = storage.onProgress(() => this.#onProgress());
  }

  /** Reads all there is, once, before anything else is asked. Throws what `entryOf` throws. */
  async scan(): Promise<ScannedLog> {
    const memberSets: PlacedMemberSet[] = [];
    let clusterId: Uuid | undefined;
    const storage = this.#storage;
    for (let offset = this.#start.offset; offset < storage.writtenEndOffset; ) {
      const { chunks, nextOffset } = await storage.read({
        offset,
        maxBytes: scanBytesPerRead,
        endOffsetExclusive: storage.writtenEndOffset,
        minOneBatch: true,
      });
      assert(nextOffset > offset, 'the scan moves on');
      for (const chunk of chunks) {
        for (const batch of splitBatches(chunk)) {
          const entry = entryOf(batch, this.#knownTags);
          this.#remember(entry);
          if (entry.baseOffset === 0) clusterId = clusterFoundedIn(batch);
          if (entry.members) {
            memberSets.push({ endOffset: entry.lastOffset + 1, members: entry.members });
          }
        }
      }
      this.#forgetOld();
      offset = nextOffset;
    }
    return { terms: [...this.#terms], memberSets, clusterId };
  }

  /** Where the log starts, as the core sees it. */
  get start(): LogPosition {
    return this.#start;
  }

  get endOffset(): number {
    return this.#endOffset;
  }

  get durableEndOffset(): number {
    return this.#storage.durableEndOffset;
  }

  get truncations(): number {
    return this.#cutsDone;
  }

  /** Bytes that wait for the disk. */
  get pendingBytes(): number {
    return this.#unsyncedBytes;
  }

  /** The entry of a batch that came from elsewhere; see `entryOf`. */
  entryOf(batch: Buffer): LogEntry {
    return entryOf(batch, this.#knownTags);
  }

  /** The term of the entry that ends at `offset`; undefined below the start and above the end. */
  termBefore(offset: number): number | undefined {
    if (offset === this.#start.offset) return this.#start.term;
    if (offset < this.#start.offset || offset > this.#endOffset) return undefined;
    return this.#terms.findLast(({ startOffset }) => startOffset < offset)?.term;
  }

  append(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      assert(
        entry.baseOffset === this.#endOffset,
        `an entry at ${entry.baseOffset} does not follow a log up to ${this.#endOffset}`,
      );
      this.#remember(entry);
      this.#endOffset = entry.lastOffset + 1;
      this.#orders.push({ kind: 'append', entry });
    }
    this.#carryOn();
  }

  /** Drops the tail. Nothing below `committedOffset` may be in it. */
  truncate(endOffset: number, committedOffset: number): void {
    assert(
      endOffset >= committedOffset && endOffset >= this.#start.offset,
      `a cut at ${endOffset} leaves what is committed, up to ${committedOffset}`,
    );
    assert(endOffset < this.#endOffset, 'a cut shortens the log');
    while (this.#recent.length > this.#recentFirst) {
      const last = this.#recent.at(-1) as LogEntry;
      if (last.lastOffset < endOffset) break;
      assert(last.baseOffset >= endOffset, 'a log is cut between two entries');
      this.#recentBytes -= last.bytes.length;
      this.#recent.pop();
    }
    while ((this.#terms.at(-1)?.startOffset ?? -1) >= endOffset) this.#terms.pop();
    this.#endOffset = endOffset;
    const highWatermark = Math.max(committedOffset, this.#start.offset);
    this.#cut(
      () => this.#storage.truncateTo(endOffset, { highWatermark }),
      () => {},
    );
  }

  /** Empties the log; it goes on at `position`, below which all is in a snapshot. Resolves when that is durable. */
  restart(position: LogPosition): Promise<void> {
    this.#recent = [];
    this.#recentFirst = 0;
    this.#recentBytes = 0;
    this.#terms = [];
    this.#start = position;
    this.#endOffset = position.offset;
    return new Promise((resolve, reject) => {
      this.#cut(
        () => this.#storage.restartAt(position.offset),
        (error) => (error ? reject(error) : resolve()),
      );
    });
  }

  /** Drops the head: a snapshot that is durable has it. */
  async trimBefore(position: LogPosition): Promise<void> {
    if (position.offset <= this.#start.offset) return;
    assert(position.offset <= this.#endOffset, 'a snapshot lies in the log');
    this.#start = position;
    const next = this.#terms.findIndex(({ startOffset }) => startOffset >= position.offset);
    const kept = next === -1 ? this.#terms.length : next;
    const current = this.#terms[kept - 1];
    const rest = this.#terms.slice(kept);
    // The term that reaches over the start goes on from there, unless it ends there.
    const reachesOver = (rest[0]?.startOffset ?? this.#endOffset) > position.offset;
    this.#terms =
      current !== undefined && reachesOver
        ? [{ term: current.term, startOffset: position.offset }, ...rest]
        : rest;
    if (this.#isCutting || this.#orders.size > 0) return;
    await this.#storage.trimBefore(position.offset, { highWatermark: position.offset });
  }

  /** Entries from `offset` on, up to `endOffset` and about `maxBytes`, but at least one; undefined when they are not in memory. */
  recentEntries(offset: number, endOffset: number, maxBytes: number): LogEntry[] | undefined {
    const at = this.#indexOf(offset);
    const first = this.#recent[at];
    if (first === undefined) return offset === this.#endOffset ? [] : undefined;
    if (first.baseOffset > offset) return undefined;
    return takeEntries(this.#recent, at, { endOffset, maxBytes });
  }

  /** As `recentEntries`, from the disk where need be. Undefined when the log was cut meanwhile, or `offset` is gone. */
  async readEntries(
    offset: number,
    endOffset: number,
    maxBytes: number,
  ): Promise<LogEntry[] | undefined> {
    const recent = this.recentEntries(offset, endOffset, maxBytes);
    if (recent !== undefined) return recent;
    const cuts = this.#cutsOrdered;
    const recentStart = this.#recent[this.#recentFirst]?.baseOffset ?? this.#endOffset;
    if (offset < this.#start.offset || offset >= recentStart) return undefined;
    const read = {
      offset,
      maxBytes,
      endOffsetExclusive: Math.min(endOffset, recentStart),
      minOneBatch: true,
    };
    const { chunks } = await this.#storage.read(read).catch((error: unknown) => {
      if (this.#isClosed || cuts !== this.#cutsOrdered || offset < this.#start.offset) {
        return { chunks: [] };
      }
      throw error;
    });
    if (this.#isClosed || cuts !== this.#cutsOrdered) return undefined;
    return chunks.flatMap((chunk) => [...splitBatches(chunk)].map((batch) => this.entryOf(batch)));
  }

  /** Resolves when nothing is being cut; the storage itself is closed by its owner. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    await this.#tasks.drained();
  }

  #remember(entry: LogEntry): void {
    this.#recent.push(entry);
    this.#recentBytes += entry.bytes.length;
    const lastTerm = this.#terms.at(-1)?.term ?? this.#start.term;
    assert(entry.term >= lastTerm, `an entry of term ${entry.term} does not follow ${lastTerm}`);
    if (this.#terms.length === 0 || entry.term > lastTerm) {
      this.#terms.push({ term: entry.term, startOffset: entry.baseOffset });
    }
  }

  /** Only what the disk has for certain is forgotten. */
  #forgetOld(): void {
    if (this.#isCutting || this.#cutsOrdered !== this.#cutsDone) return;
    const { writtenEndOffset } = this.#storage;
    while (this.#recentBytes > limits.metadataRecentBytesMax) {
      const oldest = this.#recent[this.#recentFirst];
      if (oldest === undefined || oldest.lastOffset >= writtenEndOffset) break;
      this.#recentBytes -= oldest.bytes.length;
      this.#recentFirst += 1;
    }
    if (this.#recentFirst > 0 && this.#recentFirst * 2 >= this.#recent.length) {
      this.#recent = this.#recent.slice(this.#recentFirst);
      this.#recentFirst = 0;
    }
  }

  #indexOf(offset: number): number {
    let low = this.#recentFirst;
    let high = this.#recent.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#recent[middle] as LogEntry).lastOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #cut(carryOut: () => Promise<unknown>, done: (error?: Error) => void): void {
    this.#cutsOrdered += 1;
    this.#orders.push({ kind: 'cut', carryOut, done });
    this.#carryOn();
  }

  /** Hands orders to the storage, as far as it can take them. */
  #carryOn(): void {
    while (!this.#isCutting && this.#failure === undefined && !this.#isClosed) {
      const order = this.#orders.peek();
      if (order === undefined) break;
      if (order.kind === 'append') {
        if (this.#unsyncedBytes > limits.metadataPendingBytesMax) break;
        this.#orders.shift();
        this.#give(order.entry);
        continue;
      }
      this.#orders.shift();
      this.#isCutting = true;
      this.#tasks.start('cut the metadata log', async () => {
        try {
          await order.carryOut();
        } catch (error) {
          order.done(error as Error);
          throw error;
        }
        this.#cutDone();
        order.done();
        this.#carryOn();
      });
    }
    this.#forgetOld();
  }

  #give({ bytes, baseOffset, lastOffset, term }: LogEntry): void {
    try {
      const { baseOffset: given, held } = this.#storage.append(bytes, { leaderEpoch: term });
      assert(given === baseOffset, `entry ${baseOffset} went to offset ${given}`);
      // The log going offline says it.
      held.catch(() => {});
      this.#unsynced.push({ lastOffset, bytes: bytes.length });
      this.#unsyncedBytes += bytes.length;
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #cutDone(): void {
    this.#isCutting = false;
    this.#cutsDone += 1;
    this.#unsynced.clear();
    this.#unsyncedBytes = 0;
    if (this.#isClosed) return;
    this.#durableTold = this.#storage.durableEndOffset;
    this.#events.onDurable(this.#durableTold, this.#cutsDone);
  }

  #onProgress(): void {
    if (this.#storage.isOffline) {
      this.#fail(new TidelogError('METADATA_LOG_FAILED', 'the disk failed under the metadata log'));
      return;
    }
    // In the middle of a cut the end moves back before the disk has followed.
    if (this.#isCutting) return;
    const { durableEndOffset } = this.#storage;
    for (let next = this.#unsynced.peek(); next; next = this.#unsynced.peek()) {
      if (next.lastOffset >= durableEndOffset) break;
      this.#unsyncedBytes -= next.bytes;
      this.#unsynced.shift();
    }
    if (durableEndOffset > this.#durableTold) {
      this.#durableTold = durableEndOffset;
      this.#events.onDurable(durableEndOffset, this.#cutsDone);
    }
    this.#carryOn();
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined || this.#isClosed) return;
    this.#failure = error;
    this.#events.onFailure(error);
  }
}

function takeEntries(
  entries: readonly LogEntry[],
  from: number,
  { endOffset, maxBytes }: { endOffset: number; maxBytes: number },
): LogEntry[] {
  const taken: LogEntry[] = [];
  let bytes = 0;
  for (let i = from; i < entries.length; i++) {
    const entry = entries[i] as LogEntry;
    if (entry.lastOffset >= endOffset) break;
    if (bytes + entry.bytes.length > maxBytes && taken.length > 0) break;
    taken.push(entry);
    bytes += entry.bytes.length;
  }
  return taken;
}
