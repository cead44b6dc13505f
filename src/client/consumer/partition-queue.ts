// What was fetched of one partition and not handed out yet, and where the partition stands. No I/O.
//
//   | batch, half read | batch | batch |
//     ^ position: next record to hand out  ^ fetchOffset: next to fetch
//
// Batches are checked when they come and decoded while they are handed out. Errors wait behind the records that came
// before them. Every reset begins a new generation; what was asked for in an older one is dropped.
import { assert } from '../../base/assert.ts';
import { TidelogError, toError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { RingQueue } from '../../base/ring-queue.ts';
import type { Uuid } from '../../base/uuid.ts';
import {
  attributeBits,
  type BatchHeader,
  baseOffsetAt,
  batchBytesAt,
  batchHeaderBytes,
  checkBatch,
  lastOffsetAt,
} from '../../protocol/record-batch.ts';
import { type LogRecord, readRecords } from '../../protocol/records.ts';
import { CorruptRecordsError } from '../errors.ts';
import type { ConsumerPosition, Position } from './position.ts';

interface FetchedBatch {
  bytes: Buffer;
  header: BatchHeader;
  /** What the buffer gives back when this batch has been read: all of an answer with its last batch. */
  releasedBytes: number;
}

interface OpenBatch extends FetchedBatch {
  records: Iterator<LogRecord, void, undefined>;
}

export interface QueuedRecord {
  record: LogRecord;
  leaderEpoch: number;
}

export interface PartitionQueueOptions {
  topic: string;
  partition: number;
  startAt: Position;
  /** True: leave a bad batch out. It is told of every one. */
  skipCorrupt: (error: CorruptRecordsError) => boolean;
}

export class PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  /** Where to begin, until `position` is known. */
  startAt: Position;
  /** The topic that offsets belong to; unknown before the position is. */
  topicId: Uuid | undefined;
  generation = 0;
  isPaused = false;
  /** A request for this partition is under way. */
  isInFlight = false;
  failures = 0;
  retryAtMs = 0;
  /** Known when it was last asked for. */
  leaderEpoch = -1;
  /** Ends the search for another leader that is under way. */
  stopExpecting: (() => void) | undefined;
  /** Thrown when everything before it has been handed out. */
  error: Error | undefined;
  highWatermark = -1;
  /** Leader epoch of the last batch that came. */
  lastFetchedEpoch: number | undefined;
  readonly #skipCorrupt: PartitionQueueOptions['skipCorrupt'];
  readonly #batches = new RingQueue<FetchedBatch>();
  #open: OpenBatch | undefined;
  #position: number | undefined;
  /** Leader epoch of the record before the position; undefined when none has been handed out. */
  #positionEpoch: number | undefined;
  /** From where on everything before the position is known to be of that epoch. */
  #positionEpochStart = 0;
  #fetchOffset: number | undefined;
  #bufferedBytes = 0;

  constructor({ topic, partition, startAt, skipCorrupt }: PartitionQueueOptions) {
    this.topic = topic;
    this.partition = partition;
    this.startAt = startAt;
    this.#skipCorrupt = skipCorrupt;
  }

  /** Offset of the next record to hand out. */
  get position(): number | undefined {
    return this.#position;
  }

  get positionEpoch(): number | undefined {
    return this.#positionEpoch;
  }

  /** From where on what was read is of `positionEpoch`; a leader without that epoch has none of it. */
  get positionEpochStart(): number {
    return this.#positionEpochStart;
  }

  get fetchOffset(): number | undefined {
    return this.#fetchOffset;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  get isDrained(): boolean {
    return this.#open === undefined && this.#batches.size === 0;
  }

  /** Forgets everything but where to begin. */
  reset(startAt: Position): void {
    this.generation += 1;
    this.startAt = startAt;
    this.topicId = undefined;
    this.#position = undefined;
    this.#positionEpoch = undefined;
    this.#fetchOffset = undefined;
    this.lastFetchedEpoch = undefined;
    this.error = undefined;
    // A request of the old generation may still be under way; its answer is dropped, and nothing waits for it.
    this.isInFlight = false;
    this.failures = 0;
    this.retryAtMs = 0;
    this.stopExpecting?.();
    this.stopExpecting = undefined;
    this.#drop();
  }

  /** The position is known, or moves because what was there is gone. */
  moveTo({ offset, leaderEpoch }: ConsumerPosition): void {
    assert(this.isDrained, 'a position moves only when nothing is queued');
    this.#position = offset;
    this.#positionEpoch = leaderEpoch;
    this.#positionEpochStart = Math.max(0, offset - 1);
    this.#fetchOffset = offset;
    this.lastFetchedEpoch = leaderEpoch;
  }

  /** What was fetched ahead is not handed out: the leader does not have it. Fetching goes on at the position. */
  dropAhead(): void {
    this.#drop();
    this.#fetchOffset = this.#position;
    this.lastFetchedEpoch = this.#positionEpoch;
  }

  /**
   * Takes the batches of an answer to a fetch from `fetchOffset`. A bad one is left out, or ends the queue with an error.
   * Throws INVALID_RESPONSE when the answer does not belong to that fetch.
   */
  accept(received: Buffer): void {
    if (received.length === 0) return;
    // A small part of a large answer would keep all of it in memory.
    const isSmallPart = received.length * 2 < received.buffer.byteLength;
    const records = isSmallPart ? Buffer.from(received) : received;
    const from = this.#fetchOffset;
    assert(from !== undefined, 'records come for a known offset');
    let last: FetchedBatch | undefined;
    for (let at = 0; at < records.length && this.error === undefined; ) {
      const batchBytes = batchLength(records, at);
      const bytes = records.subarray(at, at + batchBytes);
      last = this.#acceptBatch(bytes, records.subarray(at + batchBytes)) ?? last;
      at += batchBytes;
    }
    if (last) {
      last.releasedBytes = records.length;
      this.#bufferedBytes += records.length;
    } else if (this.error === undefined && this.#fetchOffset === from) {
      throw new TidelogError(
        'INVALID_RESPONSE',
        `the records received for ${this.topic}-${this.partition} all lie before offset ${from}`,
      );
    }
  }

  /** The next record, or undefined when none is there now. */
  nextRecord(): QueuedRecord | undefined {
    for (;;) {
      const batch = this.#open ?? this.#openNext();
      if (!batch) return undefined;
      let next: IteratorResult<LogRecord, void>;
      try {
        next = batch.records.next();
      } catch (error) {
        this.#corruptOpen(batch, toError(error));
        continue;
      }
      if (next.done) {
        this.#finish(batch);
        continue;
      }
      const record = next.value;
      if (record.offset < (this.#position as number)) continue;
      this.#position = record.offset + 1;
      this.#passInto(batch.header);
      if (record.offset >= lastOffsetOf(batch.header)) this.#finish(batch);
      return { record, leaderEpoch: batch.header.leaderEpoch };
    }
  }

  /** The records that are left of the next batch. */
  nextBatch(): QueuedRecord[] | undefined {
    const first = this.nextRecord();
    if (!first) return undefined;
    const records = [first];
    for (let open = this.#open; open && this.#open === open && this.error === undefined; ) {
      const next = this.nextRecord();
      if (!next) break;
      records.push(next);
    }
    return records;
  }

  /** True when the record handed out last ended its batch: the turn of another partition. */
  get isBetweenBatches(): boolean {
    return this.#open === undefined;
  }

  #acceptBatch(bytes: Buffer, rest: Buffer): FetchedBatch | undefined {
    const expected = this.#fetchOffset as number;
    let header: BatchHeader;
    try {
      header = checkBatch(bytes);
      const isInOrder = this.#batches.size === 0 || header.baseOffset >= expected;
      if (!isInOrder) throw outOfOrder(header.baseOffset, expected);
    } catch (error) {
      const nextOffset = offsetAfterBad(bytes, rest, expected);
      this.#corrupt({ offset: expected, nextOffset }, toError(error));
      return undefined;
    }
    // Where batches were merged or removed, the first one may end before the offset asked for.
    if (lastOffsetOf(header) < expected) return undefined;
    const batch = { bytes, header, releasedBytes: 0 };
    this.#batches.push(batch);
    this.#fetchOffset = lastOffsetOf(header) + 1;
    this.lastFetchedEpoch = header.leaderEpoch;
    return batch;
  }

  #openNext(): OpenBatch | undefined {
    for (let batch = this.#batches.shift(); batch; batch = this.#batches.shift()) {
      // Control batches are between brokers and transactions, not for readers.
      if ((batch.header.attributes & attributeBits.control) === 0) {
        this.#open = { ...batch, records: readRecords(batch.bytes) };
        return this.#open;
      }
      this.#finish(batch);
    }
    return undefined;
  }

  #finish({ header, releasedBytes }: FetchedBatch): void {
    this.#open = undefined;
    this.#position = Math.max(this.#position as number, lastOffsetOf(header) + 1);
    this.#passInto(header);
    this.#bufferedBytes -= releasedBytes;
  }

  /** What comes before the position now is of this batch. */
  #passInto({ leaderEpoch, baseOffset }: BatchHeader): void {
    if (leaderEpoch === this.#positionEpoch) return;
    this.#positionEpoch = leaderEpoch;
    this.#positionEpochStart = baseOffset;
  }

  /** The bytes are as they were written, but they are no records. */
  #corruptOpen(batch: OpenBatch, cause: Error): void {
    const at = { offset: this.#position as number, nextOffset: lastOffsetOf(batch.header) + 1 };
    const isSkipped = this.#corrupt(at, cause);
    if (isSkipped) this.#finish(batch);
    else this.#drop();
  }

  /** Returns whether the batch is left out. */
  #corrupt(at: { offset: number; nextOffset: number }, cause: Error): boolean {
    const { topic, partition } = this;
    const error = new CorruptRecordsError({ topic, partition, ...at }, cause);
    const isSkipped = this.#skipCorrupt(error);
    if (isSkipped) this.#fetchOffset = Math.max(this.#fetchOffset as number, at.nextOffset);
    else this.error = error;
    return isSkipped;
  }

  #drop(): void {
    this.#open = undefined;
    this.#batches.clear();
    this.#bufferedBytes = 0;
  }
}

function lastOffsetOf({ baseOffset, lastOffsetDelta }: BatchHeader): number {
  return baseOffset + lastOffsetDelta;
}

/** Bytes of the batch at `at`; all that is left when its length is nonsense, so that the check says what is wrong. */
function batchLength(records: Buffer, at: number): number {
  const left = records.length - at;
  if (left < batchHeaderBytes) return left;
  const bytes = batchBytesAt(records, at);
  return bytes < batchHeaderBytes || bytes > left ? left : bytes;
}

/** A guess at where the batch after a bad one begins, from what follows it, or else from its own header. */
function offsetAfterBad(bytes: Buffer, rest: Buffer, expected: number): number {
  const isLater = (offset: number) =>
    offset > expected && offset - expected <= limits.recordsPerBatchMax;
  try {
    const following = rest.length >= batchHeaderBytes ? baseOffsetAt(rest, 0) : -1;
    if (isLater(following)) return following;
    const own = bytes.length >= batchHeaderBytes ? lastOffsetAt(bytes, 0) + 1 : -1;
    if (isLater(own)) return own;
  } catch {
    // Not even a number stands there; one offset further is always right, if slow.
    return expected + 1;
  }
  return expected + 1;
}

function outOfOrder(baseOffset: number, expected: number): TidelogError {
  return new TidelogError(
    'CORRUPT_MESSAGE',
    `a batch begins at offset ${baseOffset} where ${expected} or a later one belongs`,
  );
}
