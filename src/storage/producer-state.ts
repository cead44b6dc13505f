// What a log knows of its idempotent producers [LOG-11]: the last five batches of each producer id, so that a batch that
// comes again is answered with the offset of its first time, and one that leaves a gap is refused.
//
//   producer 7   | 12..15 | 16..16 | 17..40 | 41..41 | 42..50 |  written     | 51..60 |  queued for the disk
//                  the last five written are kept, and so are all that are queued
//
// It is speculative: a batch counts from the moment it is queued, and `rollBackTo` takes back what the disk refused. The
// state follows from the log: recovery loads the newest snapshot (producer-snapshot.ts) and applies the batches behind it.
// Nothing here looks at a record, and a batch without a producer id costs one read of its header.
import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { BatchHeader } from '../protocol/record-batch.ts';
import { sequenceAfter } from '../protocol/sequence.ts';

/** Batches per producer that are recognized when they come again. */
const batchesRememberedMax = limits.producerBatchesInFlightMax;

/** State that nobody used is looked for at most this often, when a new producer appears. */
const sweepIntervalMs = 60_000;

/** One batch of a producer, as the log has it. */
export interface BatchMark {
  readonly epoch: number;
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** Largest timestamp of its records. */
  readonly timestamp: number;
  /** Settles when this replica holds the batch; absent when it did before the log was opened. */
  readonly held?: Promise<void>;
}

/** The fields of a batch header that this is about. */
export type ProducedBatch = Pick<
  BatchHeader,
  | 'producerId'
  | 'producerEpoch'
  | 'baseSequence'
  | 'baseOffset'
  | 'lastOffsetDelta'
  | 'maxTimestamp'
>;

interface ProducerEntry {
  /** By offset; the last one is the newest. Never empty. */
  marks: BatchMark[];
  /** On the monotonic clock. */
  lastUsedMs: number;
}

export interface ProducerStateOptions {
  /** A producer that appended nothing for this long is forgotten (`producer.id.expiration.ms`). */
  expirationMs: number;
  monotonicMs: () => number;
}

export class ProducerState {
  readonly #options: ProducerStateOptions;
  readonly #entries = new Map<number, ProducerEntry>();
  #lastSweepMs: number;

  constructor(options: ProducerStateOptions) {
    assert(options.expirationMs > 0, 'a producer is remembered for some time');
    this.#options = options;
    this.#lastSweepMs = options.monotonicMs();
  }

  get producerCount(): number {
    return this.#entries.size;
  }

  /**
   * May this batch be appended? Returns the mark of its first time when it is there already, and undefined when it is
   * new. Throws OUT_OF_ORDER_SEQUENCE_NUMBER for a gap, INVALID_PRODUCER_EPOCH for an epoch that is over.
   */
  check(batch: ProducedBatch): BatchMark | undefined {
    const { producerId, producerEpoch, baseSequence, lastOffsetDelta } = batch;
    const entry = this.#entries.get(producerId);
    // Who is not known may start anywhere: its state may have expired, or have been lost with the records themselves.
    if (entry === undefined || this.#isExpired(entry)) return undefined;
    const last = entry.marks.at(-1) as BatchMark;
    if (producerEpoch < last.epoch) {
      throw new WireError(
        'INVALID_PRODUCER_EPOCH',
        `epoch ${producerEpoch} of producer ${producerId} is over; it is ${last.epoch} now`,
      );
    }
    const isNewEpoch = producerEpoch > last.epoch;
    const expected = isNewEpoch ? 0 : sequenceAfter(last.lastSequence, 1);
    if (baseSequence === expected) return undefined;
    const again = isNewEpoch ? undefined : findMark(entry.marks, batch);
    if (again !== undefined) return again;
    const lastSequence = sequenceAfter(baseSequence, lastOffsetDelta);
    throw new WireError(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `producer ${producerId} sent sequences ${baseSequence} to ${lastSequence} where ${expected} follows (epoch ${producerEpoch}); nothing was appended`,
    );
  }

  /** The batch was queued, or stands in the log. `writtenEndOffset`: what lies below cannot be rolled back. */
  apply(
    batch: ProducedBatch,
    { writtenEndOffset, held }: { writtenEndOffset: number; held?: Promise<void> },
  ): void {
    const { baseOffset, baseSequence, lastOffsetDelta, producerEpoch, maxTimestamp } = batch;
    const nowMs = this.#options.monotonicMs();
    let entry = this.#entries.get(batch.producerId);
    if (entry === undefined || this.#isExpired(entry)) {
      this.#sweep(nowMs);
      entry = { marks: [], lastUsedMs: nowMs };
      this.#entries.set(batch.producerId, entry);
    }
    const { marks } = entry;
    const before = marks.at(-1);
    assert(before === undefined || baseOffset > before.lastOffset, 'batches come by offset');
    entry.lastUsedMs = nowMs;
    marks.push({
      epoch: producerEpoch,
      baseSequence,
      lastSequence: sequenceAfter(baseSequence, lastOffsetDelta),
      baseOffset,
      lastOffset: baseOffset + lastOffsetDelta,
      timestamp: maxTimestamp,
      ...(held && { held }),
    });
    // Five that are written stay, so that rolling back the others leaves what there was before.
    while ((marks[batchesRememberedMax]?.lastOffset ?? writtenEndOffset) < writtenEndOffset) {
      marks.shift();
    }
  }

  /** Forgets the batches from `endOffset` on, which the disk did not take. Exact down to what is written. */
  rollBackTo(endOffset: number): void {
    for (const [producerId, entry] of this.#entries) {
      while ((entry.marks.at(-1)?.lastOffset ?? -1) >= endOffset) entry.marks.pop();
      if (entry.marks.length === 0) this.#entries.delete(producerId);
    }
  }

  /** Of the newest batch of a producer that is not forgotten. */
  lastOffsetOf(producerId: number): number | undefined {
    const entry = this.#entries.get(producerId);
    return entry === undefined || this.#isExpired(entry)
      ? undefined
      : entry.marks.at(-1)?.lastOffset;
  }

  /** What belongs into a snapshot at `endOffset`: of each producer that is not forgotten, the last five batches below. */
  marksBelow(endOffset: number): Map<number, readonly BatchMark[]> {
    const result = new Map<number, readonly BatchMark[]>();
    for (const [producerId, entry] of this.#entries) {
      if (this.#isExpired(entry)) continue;
      const marks = entry.marks.filter(({ lastOffset }) => lastOffset < endOffset);
      if (marks.length > 0) result.set(producerId, marks.slice(-batchesRememberedMax));
    }
    return result;
  }

  /** Takes over what a snapshot has. */
  restore(producers: ReadonlyMap<number, readonly BatchMark[]>): void {
    const lastUsedMs = this.#options.monotonicMs();
    for (const [producerId, marks] of producers) {
      this.#entries.set(producerId, { marks: [...marks], lastUsedMs });
    }
  }

  /**
   * What was loaded counts as used when it was loaded, for the clock starts anew with the process. So that restarts do
   * not keep state for ever, producers go whose records are gone and were too old by their own stamps.
   */
  forgetGone({ logStartOffset, wallMs }: { logStartOffset: number; wallMs: number }): void {
    for (const [producerId, { marks }] of this.#entries) {
      const last = marks.at(-1) as BatchMark;
      const isOld = last.timestamp + this.#options.expirationMs <= wallMs;
      if (isOld && last.lastOffset < logStartOffset) this.#entries.delete(producerId);
    }
  }

  #isExpired({ lastUsedMs }: ProducerEntry): boolean {
    return this.#options.monotonicMs() - lastUsedMs >= this.#options.expirationMs;
  }

  /** Memory grows with new producers only, so that is when the forgotten ones are looked for. */
  #sweep(nowMs: number): void {
    const { expirationMs } = this.#options;
    if (nowMs - this.#lastSweepMs < Math.min(sweepIntervalMs, expirationMs)) return;
    this.#lastSweepMs = nowMs;
    for (const [producerId, entry] of this.#entries) {
      if (this.#isExpired(entry)) this.#entries.delete(producerId);
    }
  }
}

/** Among the newest five of this epoch, the one with these very sequences. */
function findMark(marks: readonly BatchMark[], batch: ProducedBatch): BatchMark | undefined {
  const lastSequence = sequenceAfter(batch.baseSequence, batch.lastOffsetDelta);
  return marks
    .slice(-batchesRememberedMax)
    .find(
      (mark) =>
        mark.epoch === batch.producerEpoch &&
        mark.baseSequence === batch.baseSequence &&
        mark.lastSequence === lastSequence,
    );
}
