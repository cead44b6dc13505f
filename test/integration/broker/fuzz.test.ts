// Frames as real clients send them, with bytes changed, cut, doubled and mixed, through real sockets: the broker answers or
// closes, nothing in it fails, and others do not notice. The seed of a failure is in fast-check's report.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wire } from '../../../src/protocol/messages.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { frameOf, RawPeer, requestPayload } from '../../support/raw-peer.ts';
import { batchOf, TestBroker } from '../../support/test-broker.ts';

let target: TestBroker;
let topicId: Uint8Array;

beforeAll(async () => {
  const fileSystem = new MemoryFileSystem().process();
  target = await TestBroker.start({ dataDirectory: '/data', seams: { fileSystem } });
  topicId = await target.client.createTopic('t', 2);
  await target.client.append('t', 0, 'a', 'b');
});

afterAll(() => target.stop());

function recordedFrames(): Buffer[] {
  const partition = { partition: 0 };
  const byId = (more: object) => [{ topicId, partitions: [{ ...partition, ...more }] }];
  const byName = (more: object) => [{ name: 't', partitions: [{ ...partition, ...more }] }];
  const records = batchOf('one', 'two');
  const plainRecords = [
    { key: Buffer.from('k'), value: Buffer.from('v'), headers: [{ key: 'h', value: null }] },
  ];
  return [
    requestPayload('hello', { softwareName: 'fuzz', features: ['x'] }, 1),
    requestPayload('metadata', { allTopics: true, includeConfigs: true }, 2),
    requestPayload('metadata', { topics: [{ name: 't' }, { topicId }] }, 3),
    requestPayload('produce', { acks: -1, timeoutMs: 9, topics: byName({ records }) }, 4),
    requestPayload('produce', { acks: 1, timeoutMs: 9, topics: byId({ plainRecords }) }, 5),
    requestPayload('produce', { acks: 0, topics: byName({ records }) }, 6),
    requestPayload(
      'fetch',
      { maxBytes: 999, topics: byName({ fetchOffset: 1, maxBytes: 99, currentLeaderEpoch: 0 }) },
      7,
    ),
    requestPayload(
      'fetch',
      { form: 1, maxWaitMs: 5, minBytes: 1, maxBytes: 999, topics: byId({ maxBytes: 99 }) },
      8,
    ),
    requestPayload('listOffsets', { topics: byName({ timestamp: -1 }) }, 9),
    requestPayload('listOffsets', { topics: byId({ timestamp: 1_700_000_000_000 }) }, 10),
    requestPayload(
      'createTopics',
      {
        topics: [{ name: 'new', partitions: 1, configs: [{ name: 'segment.ms', value: '9' }] }],
        timeoutMs: 9,
      },
      11,
    ),
    requestPayload('deleteTopics', { topics: [{ name: 'new' }] }, 12),
    requestPayload('describeCluster', {}, 13),
    requestPayload('brokerHeartbeat', { nodeId: 1, brokerEpoch: 4 }, 14),
  ].map((payload) => frameOf(payload));
}

type Mutation =
  | { kind: 'flip'; at: number; mask: number }
  | { kind: 'set'; at: number; byte: number }
  | { kind: 'cut'; at: number; count: number }
  | { kind: 'insert'; at: number; bytes: Uint8Array }
  | { kind: 'repeat'; at: number; count: number };

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    at: place,
    mask: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    at: place,
    byte: fc.constantFrom(0, 1, 127, 128, 255),
  }),
  fc.record({
    kind: fc.constant('cut' as const),
    at: place,
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    count: fc.integer({ min: 1, max: 40 }),
  }),
);

function mutate(frame: Buffer, change: Mutation): Buffer {
  const at = Math.floor(change.at * frame.length);
  const [before, after] = [frame.subarray(0, at), frame.subarray(at)];
  switch (change.kind) {
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.from([(after[0] ?? 0) ^ change.mask]),
        after.subarray(1),
      ]);
    case 'set':
      return Buffer.concat([before, Buffer.from([change.byte]), after.subarray(1)]);
    case 'cut':
      return Buffer.concat([before, after.subarray(change.count)]);
    case 'insert':
      return Buffer.concat([before, change.bytes, after]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, change.count), after]);
  }
}

/** Most runs keep the frame whole around a changed payload, so that the change gets past the first check. */
function changedFrame(frame: Buffer, changes: Mutation[], keepsLength: boolean): Buffer {
  if (!keepsLength) return changes.reduce(mutate, frame);
  return frameOf(changes.reduce(mutate, frame.subarray(4)));
}

function checkResponses(received: Buffer): void {
  for (let at = 0; at + 4 <= received.length; ) {
    const end = at + 4 + received.readInt32BE(at);
    if (end > received.length) return;
    expect(wire.Response.decode(received.subarray(at + 4, end)).correlationId).toBeTypeOf('number');
    at = end;
  }
}

test('changed frames of every API do no harm', async () => {
  const frames = recordedFrames();
  const connection = fc.array(
    fc.record({
      index: fc.nat({ max: frames.length - 1 }),
      changes: fc.array(mutation, { maxLength: 4 }),
      keepsLength: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(connection, fc.boolean(), async (parts, toInternal) => {
      const { clientAddress, internalAddress } = target.broker;
      const peer = await RawPeer.connect(toInternal ? internalAddress : clientAddress);
      for (const { index, changes, keepsLength } of parts) {
        peer.send(changedFrame(frames[index] as Buffer, changes, keepsLength));
      }
      peer.end();
      await peer.closed;
      checkResponses(peer.received);
      peer.destroy();
      runs += 1;
      if (runs % 20 === 0) await target.expectUnharmed();
    }),
    { numRuns: process.env.TIDELOG_VERIFY === '1' ? 10_000 : 600 },
  );
  await target.expectUnharmed();
  const failures = target.logger.lines.filter(({ level }) => level === 'error');
  expect(failures.map(({ message, fields }) => `${message}: ${fields.err}`)).toEqual([]);
});
