import { expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import { Accumulator, type BatchPlace } from '../../../../src/client/producer/accumulator.ts';
import type { RecordMetadata } from '../../../../src/client/producer/delivery.ts';
import { recordBytesBound } from '../../../../src/protocol/records.ts';

const topicId = new SeededRandom(1).uuid();
const place = (partition: number): BatchPlace => ({ topic: 't', topicId, partition });
const settings = { batchBytes: 300, bufferBytes: 2_000, lingerMs: 10 };

class World {
  readonly accumulator = new Accumulator(settings);
  readonly outcomes = new Map<number, RecordMetadata | Error>();
  #slot = 0;

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
  expect(world.accumulator.dueMs(world.queue(0), false)).toBe(0);
});

test('an open batch lingers, a full, hurried or failed one does not', () => {
  const world = new World();
  world.add(0, 5);
  const queue = world.queue(0);
  expect(world.accumulator.dueMs(queue, false)).toBe(15);
  expect(world.accumulator.dueMs(queue, true)).toBe(0);
  for (let i = 0; i < 3; i++) world.add(0, 6);
  expect(world.accumulator.dueMs(queue, false)).toBe(0);
  queue.retryAtMs = 50;
  expect(world.accumulator.dueMs(queue, true)).toBe(50);
});

test('what was taken stays the head until it has its outcome', () => {
  const world = new World();
  for (let i = 0; i < 5; i++) world.add(0);
  const queue = world.queue(0);
  const batch = world.accumulator.take(queue);
  expect(() => world.accumulator.take(queue)).toThrow(/one batch/);
  world.accumulator.giveBack(queue);
  expect(world.accumulator.take(queue)).toBe(batch);
  batch.attempts = 2;
  batch.succeed({ baseOffset: 40, logAppendTime: -1 });
  world.accumulator.giveBack(queue);
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
      world.accumulator.take(queue).succeed({ baseOffset: 0, logAppendTime: 9 });
      world.accumulator.giveBack(queue);
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
  world.accumulator.giveBack(queue);
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
