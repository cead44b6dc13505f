import { expect, test } from 'vitest';
import {
  type ConsumerOptions,
  checkClientOptions,
  checkConsumerOptions,
  checkProducerOptions,
  type ProducerOptions,
} from '../../../src/client/options.ts';

test('options have their documented defaults', () => {
  expect(checkClientOptions({ brokers: 'a' })).toMatchObject({
    connectTimeoutMs: 3_000,
    requestTimeoutMs: 30_000,
  });
  expect(checkProducerOptions({})).toMatchObject({
    acks: 'all',
    lingerMs: 5,
    batchBytes: 16_384,
    bufferBytes: 32 * 2 ** 20,
    compression: 'none',
    deliveryTimeoutMs: 120_000,
    retryBackoffMs: 50,
  });
  expect(checkConsumerOptions({ topics: ['t', 't'] })).toMatchObject({
    topics: ['t'],
    from: 'earliest',
    maxWaitMs: 500,
    minBytes: 1,
    fetchBytes: 8 * 2 ** 20,
    partitionFetchBytes: 2 ** 20,
    prefetchBytes: 32 * 2 ** 20,
    onOutOfRange: 'error',
    onCorrupt: 'error',
  });
});

test('an option that is undefined is one that is not given', () => {
  expect(checkProducerOptions({ lingerMs: undefined, acks: undefined })).toEqual(
    checkProducerOptions({}),
  );
});

const badProducers: [string, object][] = [
  ['acks', { acks: 2 }],
  ['acks', { acks: '1' }],
  ['lingerMs', { lingerMs: -1 }],
  ['lingerMs', { lingerMs: 0.5 }],
  ['lingerMs', { lingerMs: Number.NaN }],
  ['batchBytes', { batchBytes: 0 }],
  ['batchBytes', { batchBytes: 17 * 2 ** 20 }],
  ['bufferBytes', { bufferBytes: 100, batchBytes: 200 }],
  ['compression', { compression: 'brotli' }],
  ['deliveryTimeoutMs', { deliveryTimeoutMs: 0 }],
  ['retryBackoffMs', { retryBackoffMs: 1_001 }],
  ['partitioner', { partitioner: 'sticky' }],
  ['onDelivery', { onDelivery: 5 }],
];

test.each(badProducers)('producer option %s: %j is refused', (key, options) => {
  const check = () => checkProducerOptions(options as ProducerOptions);
  expect(check).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  expect(check).toThrow(new RegExp(`^option ${key} is .*; it must be `));
});

const badConsumers: [string, object][] = [
  ['assignments', {}],
  ['assignments', { topics: ['t'], assignments: [{ topic: 't', partition: 0 }] }],
  ['assignments', { assignments: [] }],
  ['topics', { topics: [] }],
  ['topics', { topics: [''] }],
  ['assignments.topic', { assignments: [{ partition: 0 }] }],
  ['assignments.partition', { assignments: [{ topic: 't', partition: -1 }] }],
  ['assignments', { assignments: [1, 2].map(() => ({ topic: 't', partition: 0 })) }],
  ['assignments.from', { assignments: [{ topic: 't', partition: 0, from: 'start' }] }],
  ['from.offset', { topics: ['t'], from: { offset: -1 } }],
  ['from.last', { topics: ['t'], from: { last: 1.5 } }],
  ['from.timestamp', { topics: ['t'], from: { timestamp: '2026' } }],
  ['maxWaitMs', { topics: ['t'], maxWaitMs: 600_000 }],
  ['fetchBytes', { topics: ['t'], fetchBytes: 0 }],
  ['onOutOfRange', { topics: ['t'], onOutOfRange: 'reset' }],
  ['onCorrupt', { topics: ['t'], onCorrupt: 'ignore' }],
];

test.each(badConsumers)('consumer option %s: %j is refused', (key, options) => {
  const check = () => checkConsumerOptions(options as ConsumerOptions);
  expect(check).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  expect(check).toThrow(new RegExp(`^option ${key} is .*; it must be `));
});

test('a client option out of range names the range', () => {
  expect(() => checkClientOptions({ brokers: 'a', connectTimeoutMs: 0 })).toThrow(
    'option connectTimeoutMs is 0; it must be a whole number of milliseconds from 1 to 900000',
  );
  expect(() => checkClientOptions({ brokers: 'a', clientId: 'x'.repeat(257) })).toThrow(/clientId/);
});
