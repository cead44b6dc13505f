import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INT32_MAX } from '../../../src/base/units.ts';
import { sequenceAfter } from '../../../src/protocol/sequence.ts';
import { type ProducedBatch, ProducerState } from '../../../src/storage/producer-state.ts';

const expirationMs = 10_000;

/** One producer state with a clock to move, and a log end that counts up. */
class Fixture {
  nowMs = 0;
  endOffset = 0;
  readonly state = new ProducerState({ expirationMs, monotonicMs: () => this.nowMs });

  batch(producerId: number, producerEpoch: number, baseSequence: number, count = 1): ProducedBatch {
    const lastOffsetDelta = count - 1;
    const { endOffset: baseOffset } = this;
    const maxTimestamp = 77;
    return { producerId, producerEpoch, baseSequence, baseOffset, lastOffsetDelta, maxTimestamp };
  }

  /** Returns the offset that the producer is told: a new one, or that of the first time. */
  append(producerId: number, producerEpoch: number, baseSequence: number, count = 1): number {
    const batch = this.batch(producerId, producerEpoch, baseSequence, count);
    const firstTime = this.state.check(batch);
    if (firstTime !== undefined) return firstTime.baseOffset;
    this.endOffset += count;
    this.state.apply(batch, { writtenEndOffset: this.endOffset });
    return batch.baseOffset;
  }
}

const outOfOrder = expect.objectContaining({
  code: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  retriable: false,
});

test('[LOG-11] each of the last five batches is known when it comes again, the sixth is not', () => {
  const log = new Fixture();
  for (let sequence = 0; sequence < 14; sequence += 2) log.append(7, 0, sequence, 2);
  for (const sequence of [4, 6, 8, 10, 12]) expect(log.append(7, 0, sequence, 2)).toBe(sequence);
  expect(() => log.append(7, 0, 2, 2)).toThrow(outOfOrder);
  expect(log.endOffset).toBe(14);
  expect(log.append(7, 0, 14, 2)).toBe(14);
});

test('[LOG-11] a gap, and a batch that has another length than the first time, are out of order', () => {
  const log = new Fixture();
  log.append(7, 0, 0, 3);
  expect(() => log.append(7, 0, 4)).toThrow(outOfOrder);
  expect(() => log.append(7, 0, 0, 2)).toThrow(outOfOrder);
  expect(() => log.append(7, 0, 1)).toThrow(outOfOrder);
  expect(log.append(7, 0, 3)).toBe(3);
});

test('[LOG-11] who is not known may start anywhere, and producers do not touch each other', () => {
  const log = new Fixture();
  expect(log.append(7, 3, 500)).toBe(0);
  expect(log.append(8, 0, 40)).toBe(1);
  expect(log.append(7, 3, 501)).toBe(2);
  expect(log.append(8, 0, 40)).toBe(1);
});

test('[LOG-11] an old epoch is fenced, and a new one begins at sequence 0', () => {
  const log = new Fixture();
  log.append(7, 1, 0);
  expect(() => log.append(7, 2, 1)).toThrow(outOfOrder);
  expect(log.append(7, 2, 0)).toBe(1);
  expect(log.append(7, 2, 0)).toBe(1);
  expect(() => log.append(7, 1, 1)).toThrow(
    expect.objectContaining({ code: 'INVALID_PRODUCER_EPOCH', retriable: false }),
  );
});

test('[LOG-11] sequences wrap from 2^31 - 1 to 0, also inside a batch', () => {
  expect(sequenceAfter(INT32_MAX, 1)).toBe(0);
  expect(sequenceAfter(INT32_MAX - 1, 5)).toBe(3);
  const log = new Fixture();
  log.append(7, 0, INT32_MAX - 3);
  expect(log.append(7, 0, INT32_MAX - 2, 5)).toBe(1);
  expect(log.append(7, 0, INT32_MAX - 2, 5)).toBe(1);
  expect(() => log.append(7, 0, 3)).toThrow(outOfOrder);
  expect(log.append(7, 0, 2)).toBe(6);
  log.append(8, 0, INT32_MAX);
  expect(log.append(8, 0, 0)).toBe(8);
});

test('[LOG-11] state that was not used for the time it is kept is forgotten, and its memory is given back', () => {
  const log = new Fixture();
  log.append(7, 5, 9);
  log.nowMs += expirationMs - 1;
  expect(() => log.append(7, 5, 11)).toThrow(outOfOrder);
  log.nowMs += 1;
  expect(log.append(7, 0, 11)).toBe(1);
  log.nowMs += expirationMs;
  log.append(8, 0, 0);
  expect(log.state.producerCount).toBe(1);
  expect([...log.state.marksBelow(100).keys()]).toEqual([8]);
});

test('after a restart a producer is kept while its records are there or are young', () => {
  const log = new Fixture();
  log.append(7, 0, 0);
  log.append(8, 0, 0);
  log.state.forgetGone({ logStartOffset: 1, wallMs: 77 + expirationMs - 1 });
  expect(log.state.producerCount).toBe(2);
  log.state.forgetGone({ logStartOffset: 1, wallMs: 77 + expirationMs });
  expect([...log.state.marksBelow(100).keys()]).toEqual([8]);
});

test('[LOG-11] rolling back what was queued leaves what there was before, whatever came between', () => {
  const batches = fc.array(
    fc.record({
      producerId: fc.integer({ min: 0, max: 2 }),
      count: fc.integer({ min: 1, max: 3 }),
      bumps: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
    }),
    { maxLength: 30 },
  );
  const add = (log: Fixture, list: typeof batches extends fc.Arbitrary<infer T> ? T : never) => {
    const { endOffset: writtenEndOffset } = log;
    for (const { producerId, count, bumps } of list) {
      const last = log.state.marksBelow(Number.MAX_SAFE_INTEGER).get(producerId)?.at(-1);
      const epoch = (last?.epoch ?? 0) + (bumps ? 1 : 0);
      const sequence = bumps || !last ? 0 : sequenceAfter(last.lastSequence, 1);
      const batch = log.batch(producerId, epoch, sequence, count);
      log.endOffset += count;
      log.state.apply(batch, { writtenEndOffset });
    }
  };
  fc.assert(
    fc.property(batches, batches, (written, queued) => {
      const log = new Fixture();
      add(log, written);
      const { endOffset } = log;
      const before = log.state.marksBelow(endOffset);
      add(log, queued);
      expect(log.state.marksBelow(endOffset)).toEqual(before);
      log.state.rollBackTo(endOffset);
      expect(log.state.marksBelow(Number.MAX_SAFE_INTEGER)).toEqual(before);
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
});
