import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import {
  Accumulator,
  type BatchPlace,
  type PartitionQueue,
  type ProducerBatch,
} from '../../../../src/client/producer/accumulator.ts';
import type { RecordMetadata } from '../../../../src/client/producer/delivery.ts';
import { readBatchHeader } from '../../../../src/protocol/record-batch.ts';
import { recordBytesBound } from '../../../../src/protocol/records.ts';

const topicId = new SeededRandom(1).uuid();
const place = (partition: number): BatchPlace => ({ topic: 't', topicId, partition });
const settings = { batchBytes: 300, bufferBytes: 2_000, lingerMs: 10 };

class World {
  readonly accumulator: Accumulator;
  readonly outcomes = new Map<number, RecordMetadata | Error>();
  #slot = 0;

  constructor(inFlightMax = 1) {
    this.accumulator = new Accumulator({ ...settings, inFlightMax });
  }

  dueMs(queue: PartitionQueue, isHurried: boolean): number {
    const batch = this.accumulator.next(queue);
    if (!batch) throw new Error('there is nothing to send');
    return this.accumulator.dueMs(queue, batch, isHurried);
  }

  add(partition: number, nowMs = 0, valueBytes = 50): boolean {
    const record = { timestamp: 7, key: null, value: Buffer.alloc(valueBytes), headers: [] };
    return this.accumulator.add({
      place: place(partition),
      record,
      recordBytes: recordBytesBound(record),
      delivery: {
        settle: (slot, outcome) => {
          expect(this.outcomes.has(slot)).toBe(false);
          this.outcomes.set(slot, outcome);
        },
        onSettled: () => {},
      },
      slot: this.#slot++,
      nowMs,
      deadlineMs: nowMs + 100,
    });
  }

  queue(partition: number) {
    const queues = [...this.accumulator.busyQueues];
    const found = queues.find((queue) => queue.place.partition === partition);
    if (!found) throw new Error(`partition ${partition} has no batches`);
    return found;
  }
}

test('records fill a batch, and the one that does not fit opens the next', () => {
  const world = new World();
  expect([1, 2, 3, 4].map(() => world.add(0))).toEqual([true, false, false, true]);
  expect([...world.queue(0).batches].map(({ recordCount }) => recordCount)).toEqual([3, 1]);
  expect(world.accumulator.canJoin(topicId, 0, 71)).toBe(true);
  expect(world.accumulator.canJoin(topicId, 0, 300)).toBe(false);
  expect(world.accumulator.canJoin(topicId, 1, 1)).toBe(false);
});

test('a record larger than a batch has one of its own', () => {
  const world = new World();
  world.add(0, 0, 1_000);
  world.add(0);
  expect([...world.queue(0).batches].map(({ recordCount }) => recordCount)).toEqual([1, 1]);
  expect(world.dueMs(world.queue(0), false)).toBe(0);
});

test('an open batch lingers, a full, hurried or failed one does not', () => {
  const world = new World();
  world.add(0, 5);
  const queue = world.queue(0);
  expect(world.dueMs(queue, false)).toBe(15);
  expect(world.dueMs(queue, true)).toBe(0);
  for (let i = 0; i < 3; i++) world.add(0, 6);
  expect(world.dueMs(queue, false)).toBe(0);
  queue.retryAtMs = 50;
  expect(world.dueMs(queue, true)).toBe(50);
});

test('what was taken stays the head until it has its outcome', () => {
  const world = new World();
  for (let i = 0; i < 5; i++) world.add(0);
  const queue = world.queue(0);
  const batch = world.accumulator.take(queue);
  expect(world.accumulator.next(queue)).toBeUndefined();
  world.accumulator.giveBack(queue, batch);
  expect(world.accumulator.take(queue)).toBe(batch);
  batch.attempts = 2;
  batch.succeed({ baseOffset: 40, logAppendTime: -1 });
  world.accumulator.giveBack(queue, batch);
  expect(world.outcomes.get(2)).toEqual({
    topic: 't',
    partition: 0,
    offset: 42,
    timestamp: 7,
    attempts: 2,
  });
  expect(world.accumulator.take(queue)).not.toBe(batch);
});

test('an open batch that is taken takes no more records', () => {
  const world = new World();
  world.add(0);
  const batch = world.accumulator.take(world.queue(0));
  expect(world.add(0)).toBe(true);
  expect(batch.recordCount).toBe(1);
});

test('bytes count from the first record to the end of the request', () => {
  const world = new World();
  for (let i = 0; i < 25; i++) world.add(i % 2);
  expect(world.accumulator.bufferedBytes).toBe(25 * 71);
  expect(world.accumulator.hasRoom(225)).toBe(true);
  expect(world.accumulator.hasRoom(226)).toBe(false);
  for (const partition of [0, 1]) {
    const queue = world.queue(partition);
    while (queue.batches.size > 0) {
      const batch = world.accumulator.take(queue);
      batch.succeed({ baseOffset: 0, logAppendTime: 9 });
      world.accumulator.giveBack(queue, batch);
    }
  }
  expect(world.accumulator.bufferedBytes).toBe(0);
  expect(world.accumulator.hasRoom(1_000_000)).toBe(true);
  expect(world.accumulator.busyQueues.size).toBe(0);
  expect(world.outcomes.get(0)).toMatchObject({ timestamp: 9 });
});

test('expired batches fail at once, and one under way keeps its place until its request is over', () => {
  const world = new World();
  for (let i = 0; i < 3; i++) world.add(0, 0);
  for (let i = 0; i < 3; i++) world.add(0, 50);
  const queue = world.queue(0);
  const head = world.accumulator.take(queue);
  world.accumulator.expire(120, () => new Error('late'));
  expect([...world.outcomes.keys()]).toEqual([0, 1, 2]);
  expect(queue.batches.peek()).toBe(head);
  head.succeed({ baseOffset: 0, logAppendTime: -1 });
  expect(world.outcomes.get(0)).toBeInstanceOf(Error);
  world.accumulator.giveBack(queue, head);
  expect(queue.batches.size).toBe(1);
  world.accumulator.expire(150, () => new Error('late'));
  expect(world.outcomes.size).toBe(6);
  expect(world.accumulator.bufferedBytes).toBe(0);
});

test('a failed queue is empty, and the partition can be used again', () => {
  const world = new World();
  for (let i = 0; i < 5; i++) world.add(0);
  world.accumulator.failQueue(world.queue(0), new Error('gone'));
  expect(world.outcomes.size).toBe(5);
  expect(world.accumulator.bufferedBytes).toBe(0);
  expect(world.add(0)).toBe(true);
});

describe('sequences [LOG-11]', () => {
  /** A queue with so many full batches of three records, and one open one. */
  function sequenced(batches: number) {
    const world = new World(5);
    for (let i = 0; i <= 3 * batches; i++) world.add(0);
    const queue = world.queue(0);
    world.accumulator.renew(queue, { producerId: 9, producerEpoch: 2 });
    queue.isKnown = true;
    return { world, queue, accumulator: world.accumulator };
  }

  test('are given in the order of the queue when a batch is first sent, and kept', () => {
    const { queue, accumulator } = sequenced(2);
    const first = accumulator.take(queue);
    const second = accumulator.take(queue);
    expect(first.sequence).toEqual({ producerId: 9, producerEpoch: 2, baseSequence: 0 });
    expect(second.sequence).toEqual({ producerId: 9, producerEpoch: 2, baseSequence: 3 });
    const header = readBatchHeader(second.encode('none'));
    expect(header).toMatchObject({ producerId: 9, producerEpoch: 2, baseSequence: 3 });
    for (const batch of [first, second]) accumulator.giveBack(queue, batch);
    expect(accumulator.take(queue)).toBe(first);
    expect(first.sequence?.baseSequence).toBe(0);
    expect(queue.nextSequence).toBe(6);
  });

  test('not more than five from the head on are under way, whatever became of those behind it', () => {
    const { queue, accumulator } = sequenced(8);
    const taken = [1, 2, 3, 4, 5].map(() => accumulator.take(queue));
    expect(accumulator.next(queue)).toBeUndefined();
    for (const batch of taken.slice(1)) {
      batch.attempts = 1;
      batch.succeed({ baseOffset: 0, logAppendTime: -1 });
      accumulator.giveBack(queue, batch);
    }
    expect(accumulator.next(queue)).toBeUndefined();
    taken[0]?.succeed({ baseOffset: 0, logAppendTime: -1 });
    accumulator.giveBack(queue, taken[0] as ProducerBatch);
    expect(accumulator.take(queue).sequence?.baseSequence).toBe(15);
  });

  test('after a failure nothing is sent beside what is still under way, and then the first one alone', () => {
    const { queue, accumulator } = sequenced(4);
    const [first, second] = [accumulator.take(queue), accumulator.take(queue)];
    first.attempts = 1;
    second.attempts = 1;
    accumulator.giveBack(queue, first);
    expect(accumulator.next(queue)).toBeUndefined();
    expect(accumulator.hasEarlier(queue, second)).toBe(true);
    expect(accumulator.hasEarlier(queue, first)).toBe(false);
    accumulator.giveBack(queue, second);
    expect(accumulator.take(queue)).toBe(first);
    expect(accumulator.next(queue)).toBeUndefined();
  });

  test('behind a batch that was given up nothing new is sent before there is another epoch', () => {
    const { queue, accumulator } = sequenced(3);
    const [first, second] = [accumulator.take(queue), accumulator.take(queue)];
    first.attempts = 1;
    second.attempts = 1;
    accumulator.fail(queue, first, new Error('too large'));
    accumulator.giveBack(queue, first);
    expect(queue.hasGap).toBe(true);
    expect(accumulator.next(queue)).toBeUndefined();
    accumulator.giveBack(queue, second);
    expect(accumulator.take(queue)).toBe(second);
    second.succeed({ baseOffset: 0, logAppendTime: -1 });
    accumulator.giveBack(queue, second);
    expect(() => accumulator.take(queue)).toThrow('behind a gap');
  });

  test('a batch that was never sent leaves no gap', () => {
    const { queue, accumulator } = sequenced(2);
    accumulator.expire(200, () => new Error('late'));
    expect(queue.hasGap).toBe(false);
  });
});
