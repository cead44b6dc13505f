import { beforeEach, describe, expect, test } from 'vitest';
import { ByteLedger, type Lease } from '../../../../src/base/byte-ledger.ts';
import { silentLogger } from '../../../../src/base/logger.ts';
import type { BrokerContext } from '../../../../src/broker/broker-context.ts';
import { handleFetch } from '../../../../src/broker/handlers/fetch.ts';
import type { TopicImage } from '../../../../src/cluster/metadata/image.ts';
import type { RequestContext } from '../../../../src/net/server.ts';
import type { RequestBody, ResponseBodyInit } from '../../../../src/protocol/api-registry.ts';
import { encodeResponse } from '../../../../src/protocol/codec.ts';
import { errorNumber, WireError } from '../../../../src/protocol/error-codes.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { splitBatches } from '../../../../src/protocol/record-batch.ts';
import { topicId } from '../../storage/fixture.ts';
import { nodeId, outcomeOf, settled, TestLease, TestPartition } from '../fixture.ts';

const value = 'x'.repeat(1_000);
const memoryBytes = 100_000;

let parts: TestPartition[];
let ledger: ByteLedger;
let closing: AbortController;
let leases: Lease[];

beforeEach(async () => {
  parts = [];
  for (let index = 0; index < 3; index++) {
    const part = await TestPartition.open(index);
    part.lead(0);
    parts.push(part);
  }
  ledger = new ByteLedger(memoryBytes);
  closing = new AbortController();
  leases = [];
});

const topic: TopicImage = {
  topicId,
  name: 't',
  configs: new Map(),
  replicasWanted: 0,
  minInsyncWanted: 0,
  unsyncedSince: 0,
  partitions: [],
};

function broker(): BrokerContext {
  const replicas = {
    findTopic: () => topic,
    find: (_: TopicImage, index: number) => {
      const part = parts[index];
      if (!part) throw new WireError('UNKNOWN_TOPIC_OR_PARTITION', `no partition ${index}`);
      return part.partition;
    },
    openPartition: (_: string, index: number) => parts[index]?.partition,
  };
  return {
    identity: { nodeId },
    store: { image: { topics: new Map([[topicId, topic]]) } },
    replicas,
    clock: parts[0]?.clock,
    logger: silentLogger,
    ledger,
  } as unknown as BrokerContext;
}

function context(): RequestContext {
  return {
    listener: 'client',
    clientId: 'test',
    principal: 'anonymous',
    connection: { remote: '', peer: undefined, closeAfterResponse() {} },
    lease: new TestLease(),
    signal: closing.signal,
    releaseWhenSent: (lease) => leases.push(lease),
  };
}

interface Ask {
  maxBytes?: number;
  partitionBytes?: number;
  maxWaitMs?: number;
  minBytes?: number;
  form?: number;
  fetchOffset?: number;
  lastFetchedEpoch?: number;
}

function start(indexes: number[], ask: Ask = {}) {
  const { partitionBytes = 1 << 20, fetchOffset = 0, lastFetchedEpoch, ...more } = ask;
  const partitions = indexes.map((partition) => ({
    ...{ partition, fetchOffset, maxBytes: partitionBytes },
    ...(lastFetchedEpoch === undefined ? {} : { lastFetchedEpoch }),
  }));
  const init = { maxBytes: 1 << 20, ...more, topics: [{ name: 't', partitions }] };
  const request: RequestBody<'fetch'> = wire.FetchRequest.decode(
    wire.FetchRequest.encode(init).finish(),
  );
  return handleFetch(broker(), request, context());
}

/** How many batches each partition got, and with which error. */
async function batchesOf(answer: Promise<ResponseBodyInit<'fetch'> | undefined>) {
  const body = await answer;
  const bytes = Buffer.concat(encodeResponse(1, 'fetch', body ?? {}));
  const results = wire.Response.decode(bytes).fetch?.topics[0]?.partitions ?? [];
  return results.map(({ records, errorCode }) =>
    errorCode === 0 ? [...splitBatches(Buffer.from(records ?? []))].length : -errorCode,
  );
}

async function fill(count: number): Promise<number> {
  for (const part of parts) for (let i = 0; i < count; i++) await part.hold(value);
  const bytes = parts[0]?.log.sizeBytes ?? 0;
  return bytes / count;
}

describe('the bytes of one answer', () => {
  test('are shared by the partitions in the order in which they are asked for', async () => {
    const batchBytes = await fill(3);
    expect(await batchesOf(start([0, 1, 2]))).toEqual([3, 3, 3]);
    expect(await batchesOf(start([0, 1, 2], { maxBytes: 4 * batchBytes }))).toEqual([3, 1, 0]);
    expect(await batchesOf(start([2, 0], { maxBytes: 3 * batchBytes }))).toEqual([3, 0]);
  });

  test('are bounded per partition too', async () => {
    const batchBytes = await fill(3);
    expect(await batchesOf(start([0, 1], { partitionBytes: 2 * batchBytes }))).toEqual([2, 2]);
  });

  test('are never so few that the first batch does not come', async () => {
    await fill(2);
    expect(await batchesOf(start([0, 1, 2], { maxBytes: 1 }))).toEqual([1, 0, 0]);
    expect(await batchesOf(start([0, 1, 2], { maxBytes: 0 }))).toEqual([1, 0, 0]);
    expect(await batchesOf(start([0, 1], { partitionBytes: 1 }))).toEqual([1, 0]);
  });

  test('skip partitions that have nothing: the first batch is that of the first that has one', async () => {
    await parts[1]?.hold(value);
    expect(await batchesOf(start([0, 1, 2], { maxBytes: 1 }))).toEqual([0, 1, 0]);
  });
});

test('[REP-8, REP-12] who has read from a later leader is not told that its records are gone, but to look for that one', async () => {
  await fill(2);
  const asked = { fetchOffset: 5, lastFetchedEpoch: 1 };
  const unknownEpoch = -errorNumber('UNKNOWN_LEADER_EPOCH');
  expect(await batchesOf(start([0], asked))).toEqual([unknownEpoch]);
  const body = await start([0], { ...asked, lastFetchedEpoch: 0 });
  expect(body?.topics?.[0]?.partitions?.[0]?.diverging).toEqual({ epoch: 0, endOffset: 2 });
});

describe('the ledger [NET-10]', () => {
  test('counts what an answer holds until it has been sent', async () => {
    const batchBytes = await fill(2);
    await start([0, 1]);
    expect(ledger.usedBytes).toBeGreaterThanOrEqual(4 * batchBytes);
    for (const lease of leases) lease.release();
    expect(ledger.usedBytes).toBe(0);
  });

  test('when it is empty a consumer still gets on, one batch at a time', async () => {
    await fill(3);
    const all = ledger.tryReserve(memoryBytes) as Lease;
    expect(await batchesOf(start([0, 1]))).toEqual([1, 0]);
    for (const lease of leases) lease.release();
    all.release();
    expect(ledger.usedBytes).toBe(0);
  });

  test('is given back by partitions that have an error to tell', async () => {
    await fill(1);
    const answer = start([0, 7]);
    const unknown = errorNumber('UNKNOWN_TOPIC_OR_PARTITION');
    expect(await batchesOf(answer)).toEqual([1, -unknown]);
    for (const lease of leases) lease.release();
    expect(ledger.usedBytes).toBe(0);
  });

  test('counts the plain form too', async () => {
    await fill(2);
    const body = await start([0, 1], { form: 1 });
    const partitions = body?.topics?.[0]?.partitions ?? [];
    expect(partitions.map(({ plainRecords }) => plainRecords?.length)).toEqual([2, 2]);
    for (const lease of leases) lease.release();
    expect(ledger.usedBytes).toBe(0);
  });
});

describe('waiting [NET-7]', () => {
  const wait = { maxWaitMs: 1_000, minBytes: 1 };

  test('ends when records become visible, not when they are written', async () => {
    const answer = start([0, 1], wait);
    const { acknowledged } = parts[1]?.append(['news']) ?? {};
    expect((await outcomeOf(answer)).state).toBe('pending');
    await parts[1]?.sync();
    await acknowledged;
    expect(await batchesOf(answer)).toEqual([0, 1]);
  });

  test('ends with what there is when the time is up', async () => {
    await parts[0]?.hold('one');
    const answer = start([0], { maxWaitMs: 1_000, minBytes: 10_000 });
    await settled();
    parts[0]?.clock.advance(999);
    expect((await outcomeOf(answer)).state).toBe('pending');
    parts[0]?.clock.advance(1);
    expect(await batchesOf(answer)).toEqual([1]);
    expect(parts[0]?.clock.timerCount).toBe(0);
  });

  test('ends with an error when this broker leads no more', async () => {
    const answer = start([0, 1], wait);
    await settled();
    parts[0]?.partition.resign();
    expect(await batchesOf(answer)).toEqual([-errorNumber('NOT_LEADER_OR_FOLLOWER'), 0]);
  });

  test('ends when the connection has closed, and leaves nothing behind', async () => {
    const answer = start([0], wait);
    await settled();
    closing.abort();
    expect((await outcomeOf(answer)).state).toBe('resolved');
    expect(parts[0]?.clock.timerCount).toBe(0);
  });

  test('is not begun when there is enough, or when nothing is to be waited for', async () => {
    await parts[0]?.hold('one');
    expect(await batchesOf(start([0], wait))).toEqual([1]);
    expect(await batchesOf(start([1], { ...wait, maxWaitMs: 0 }))).toEqual([0]);
    expect(await batchesOf(start([1], { ...wait, minBytes: 0 }))).toEqual([0]);
  });
});
