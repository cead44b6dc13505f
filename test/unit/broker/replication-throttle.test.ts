import { expect, test } from 'vitest';
import type { Uuid } from '../../../src/base/uuid.ts';
import type { Partition } from '../../../src/broker/partition.ts';
import { ReplicationThrottle } from '../../../src/broker/replication-throttle.ts';
import type { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { TopicConfig } from '../../../src/cluster/topic-config.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const topicId = 'TTTTTTTTTTTTTTTTTTTTTA' as Uuid;

function throttleOf(adding: number[], bytesPerSecond: number) {
  const clock = new ManualClock();
  const topics = new Map([[topicId, { partitions: [{ adding }] }]]);
  const store = { image: { topics } } as unknown as MetadataStore;
  const configs = new Map([['reassignment.bytes.per.second', String(bytesPerSecond)]]);
  const partition = { topicId, index: 0, config: new TopicConfig(configs) } as Partition;
  return { clock, partition, throttle: new ReplicationThrottle({ nodeId: 4, store, clock }) };
}

test('[REP-10] a replica that is being added takes no more than the topic allows', () => {
  const { clock, partition, throttle } = throttleOf([4], 1_000);
  expect(throttle.pauseMs(partition)).toBe(0);
  throttle.taken(partition, 500);
  throttle.taken(partition, 1_500);
  expect(throttle.pauseMs(partition)).toBe(2_000);
  clock.advance(1_500);
  expect(throttle.pauseMs(partition)).toBe(500);
  clock.advance(10_000);
  expect(throttle.pauseMs(partition)).toBe(0);
  throttle.taken(partition, 100);
  expect(throttle.pauseMs(partition)).toBe(100);
});

test('all others, and without a bound those too, take what they can', () => {
  const others = throttleOf([5], 1_000);
  others.throttle.taken(others.partition, 1e9);
  expect(others.throttle.pauseMs(others.partition)).toBe(0);
  const unbounded = throttleOf([4], -1);
  unbounded.throttle.taken(unbounded.partition, 1e9);
  expect(unbounded.throttle.pauseMs(unbounded.partition)).toBe(0);
});
