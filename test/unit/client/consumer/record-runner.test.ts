// Handlers in lanes, on partitions that the test fills by hand.
import { expect, test } from 'vitest';
import { Tasks } from '../../../../src/base/tasks.ts';
import type { ConsumerRecord } from '../../../../src/client/consumer/consumer.ts';
import type { OwnedPartition } from '../../../../src/client/consumer/owned-partition.ts';
import { PartitionProgress } from '../../../../src/client/consumer/partition-progress.ts';
import type { ProcessingWatch } from '../../../../src/client/consumer/processing-watch.ts';
import { RecordRunner } from '../../../../src/client/consumer/record-runner.ts';
import { murmur2 } from '../../../../src/protocol/murmur2.ts';

const concurrency = 2;

/** A key of the lane. */
function keyIn(lane: number): Buffer {
  for (let n = 0; ; n++) {
    const key = Buffer.from(`key-${n}`);
    if ((murmur2(key) & 0x7fffffff) % concurrency === lane) return key;
  }
}

/** Records with offsets from 0, each in the lane given; handlers end when the test says so. */
function start(lanes: readonly number[]) {
  const progress = new PartitionProgress();
  const owned = { isOpen: true, isLost: false, progress } as unknown as OwnedPartition;
  const records = lanes.map(
    (lane, offset) => ({ offset, key: keyIn(lane), leaderEpoch: 1 }) as unknown as ConsumerRecord,
  );
  const begun: number[] = [];
  const handlers = new Map<number, PromiseWithResolvers<void>>();
  const runner = new RecordRunner({
    concurrency,
    handler: async ({ offset }) => {
      begun.push(offset);
      const handler = Promise.withResolvers<void>();
      handlers.set(offset, handler);
      await handler.promise;
    },
    tasks: new Tasks((_name, error) => {
      throw error;
    }),
    watch: { begin: () => () => {} } as unknown as ProcessingWatch,
    open: () => (owned.isOpen ? [owned] : []),
    take: () => {
      const record = records.shift();
      if (record) progress.handOut(record.offset);
      return record;
    },
  });
  runner.wake();
  const end = async (offset: number, error?: Error) => {
    await settled();
    const handler = handlers.get(offset);
    if (error) handler?.reject(error);
    else handler?.resolve();
    await settled();
  };
  return { owned, progress, runner, begun, end };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test('[GRP-5] a partition that is let go keeps no record below one that was processed, so that all of them are committed', async () => {
  // The first lane has 0, 1, 3 and the second 2, 4, 5.
  const { owned, progress, begun, end, runner } = start([0, 0, 1, 0, 1, 1]);
  await end(2);
  expect(begun).toEqual([0, 2, 4]);
  owned.isOpen = false;
  await end(4);
  await end(0);
  await end(1);
  await end(3);
  expect(begun).toEqual([0, 2, 4, 1, 3]);
  expect(progress.isIdle).toBe(true);
  expect(progress.point?.offset).toBe(5);
  runner.end();
  await runner.done;
});

test('a run that ends in order ends the same way', async () => {
  const { progress, begun, end, runner } = start([0, 0, 1, 0]);
  await settled();
  runner.end();
  await end(2);
  await end(0);
  await end(1);
  await runner.done;
  expect(begun).toEqual([0, 2, 1]);
  expect(progress.point?.offset).toBe(3);
});

test('of a partition that is lost nothing more begins, nor after a failure', async () => {
  const lost = start([0, 0, 1]);
  await settled();
  lost.owned.isLost = true;
  lost.owned.isOpen = false;
  await lost.end(0);
  await lost.end(2);
  expect(lost.begun).toEqual([0, 2]);
  expect(lost.progress.isIdle).toBe(true);

  const failing = start([0, 0, 1]);
  await failing.end(2, new Error('a bad record'));
  await failing.end(0);
  await expect(failing.runner.done).rejects.toThrow('a bad record');
  expect(failing.begun).toEqual([0, 2]);
  expect(failing.progress.point?.offset).toBe(1);
});
