import { crc32c } from '@node-rs/crc32';
import { expect, test } from 'vitest';
import { PartitionQueue } from '../../../../src/client/consumer/partition-queue.ts';
import type { CorruptRecordsError } from '../../../../src/client/errors.ts';
import { assignOffset, attributeBits } from '../../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../../src/protocol/records.ts';

function batch(baseOffset: number, count: number): Buffer {
  const records = Array.from({ length: count }, (_, i) => ({
    timestamp: 1,
    key: null,
    value: Buffer.from(`${baseOffset + i}`),
    headers: [],
  }));
  const encoded = encodeBatch(records, 'none');
  assignOffset(encoded, { baseOffset, leaderEpoch: 3 });
  return encoded;
}

function queueAt(offset: number, skip = false) {
  const corrupt: CorruptRecordsError[] = [];
  const queue = new PartitionQueue({
    topic: 't',
    partition: 0,
    startAt: { offset },
    skipCorrupt: (error) => {
      corrupt.push(error);
      return skip;
    },
  });
  queue.moveTo({ offset: offset });
  const drain = () => {
    const offsets: number[] = [];
    for (let next = queue.nextRecord(); next; next = queue.nextRecord()) {
      offsets.push(next.record.offset);
    }
    return offsets;
  };
  return { queue, corrupt, drain };
}

test('records come in order from the very offset asked for, and bytes are given back at the end', () => {
  const { queue, drain } = queueAt(2);
  const bytes = Buffer.concat([batch(0, 5), batch(5, 2)]);
  queue.accept(bytes);
  expect(queue).toMatchObject({ fetchOffset: 7, position: 2, lastFetchedEpoch: 3 });
  expect(queue.bufferedBytes).toBe(bytes.length);
  expect(drain()).toEqual([2, 3, 4, 5, 6]);
  expect(queue).toMatchObject({ position: 7, bufferedBytes: 0, isDrained: true });
});

test('gaps between batches are fine, offsets that go back are damage', () => {
  const { queue, drain } = queueAt(0);
  queue.accept(Buffer.concat([batch(0, 2), batch(10, 2)]));
  expect(drain()).toEqual([0, 1, 10, 11]);
  queue.accept(Buffer.concat([batch(12, 2), batch(13, 2)]));
  expect(drain()).toEqual([12, 13]);
  expect(queue.error).toMatchObject({ code: 'CORRUPT_MESSAGE', offset: 14 });
});

test('what lies before the offset asked for is no answer to it', () => {
  const { queue } = queueAt(10);
  expect(() => queue.accept(batch(0, 5))).toThrow(
    expect.objectContaining({ code: 'INVALID_RESPONSE' }),
  );
});

test.each([
  ['a flipped bit', (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(70) ^ 1, 70)],
  ['a wrong magic', (bytes: Buffer) => bytes.writeUInt8(1, 16)],
])('%s ends the queue, or is left out', (_name, damage) => {
  const bad = batch(5, 5);
  damage(bad);
  const received = Buffer.concat([batch(0, 5), bad, batch(10, 2)]);
  const strict = queueAt(0);
  strict.queue.accept(received);
  expect(strict.drain()).toEqual([0, 1, 2, 3, 4]);
  expect(strict.queue.error).toMatchObject({ offset: 5, nextOffset: 10 });
  const lenient = queueAt(0, true);
  lenient.queue.accept(received);
  expect(lenient.drain()).toEqual([0, 1, 2, 3, 4, 10, 11]);
  expect(lenient.corrupt.length).toBe(1);
  expect(lenient.queue).toMatchObject({ position: 12, fetchOffset: 12, bufferedBytes: 0 });
});

test('every cut of an answer gives the whole batches before it, and an error', () => {
  const whole = batch(0, 3);
  const received = Buffer.concat([whole, batch(3, 3)]);
  for (let length = 1; length < received.length; length++) {
    const { queue, drain } = queueAt(0);
    queue.accept(received.subarray(0, length));
    expect(drain()).toEqual(length < whole.length ? [] : [0, 1, 2]);
    expect(queue.error === undefined).toBe(length === whole.length);
  }
});

test('records that cannot be decoded end the queue, or the batch is left out', () => {
  const records = batch(0, 3);
  const broken = Buffer.from(records);
  // A batch whose CRC is right and whose records are not: made from one that says it is compressed.
  broken.writeInt16BE(attributeBits.codec, 21);
  const strict = queueAt(0);
  strict.queue.accept(withCrc(broken));
  expect(strict.drain()).toEqual([]);
  expect(strict.queue.error).toMatchObject({ code: 'CORRUPT_MESSAGE', offset: 0, nextOffset: 3 });
  const lenient = queueAt(0, true);
  lenient.queue.accept(Buffer.concat([withCrc(broken), batch(3, 1)]));
  expect(lenient.drain()).toEqual([3]);
});

test('control batches are passed over', () => {
  const control = batch(0, 3);
  control.writeInt16BE(attributeBits.control, 21);
  const { queue, drain } = queueAt(0);
  queue.accept(Buffer.concat([withCrc(control), batch(3, 1)]));
  expect(drain()).toEqual([3]);
  expect(queue.bufferedBytes).toBe(0);
});

test('nextBatch gives what is left of a batch', () => {
  const { queue } = queueAt(1);
  queue.accept(Buffer.concat([batch(0, 3), batch(3, 2)]));
  const offsets = () => queue.nextBatch()?.map(({ record }) => record.offset);
  expect([offsets(), offsets(), offsets()]).toEqual([[1, 2], [3, 4], undefined]);
});

test('a reset forgets what was fetched and begins a new generation', () => {
  const { queue, drain } = queueAt(0);
  queue.accept(batch(0, 3));
  queue.nextRecord();
  const { generation } = queue;
  queue.reset('latest');
  expect(queue).toMatchObject({ generation: generation + 1, bufferedBytes: 0, startAt: 'latest' });
  expect(queue.position).toBeUndefined();
  expect(drain()).toEqual([]);
});

function withCrc(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(crc32c(copy.subarray(21)), 17);
  return copy;
}
