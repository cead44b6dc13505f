// Record batches that must not be appended [REC-2, REC-3]: each is refused with its own error, nothing of it is kept, and the
// other partitions of the same request are appended as if it were not there.
import { crc32c } from '@node-rs/crc32';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import type { RequestBodyInit } from '../../../src/protocol/api-registry.ts';
import { errorNumber, type WireErrorName } from '../../../src/protocol/error-codes.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { RawPeer, requestPayload } from '../../support/raw-peer.ts';
import { batchOf, TestBroker, type TestClient } from '../../support/test-broker.ts';

let target: TestBroker;
let client: TestClient;
const timeoutMs = 10_000;
/** Grows by the good half of each bad request. */
const neighbour: string[] = [];

beforeAll(async () => {
  target = await TestBroker.start();
  client = target.client;
  await client.createTopic('t', 2, { 'max.message.bytes': '2000' });
  await client.append('t', 0, 'first');
});

afterEach(async () => {
  await target.expectUnharmed();
  expect(await client.readValues('t', 0)).toEqual(['first']);
  expect(await client.readValues('t', 1)).toEqual(neighbour);
});

afterAll(() => target.stop());

/** A good batch of two records, changed; with a CRC that is right again unless `keepCrc`. */
function changed(change: (batch: Buffer) => void, { keepCrc = false } = {}): Buffer {
  const batch = batchOf('bad one', 'bad two');
  change(batch);
  if (!keepCrc) batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

function stamped(timestamp: number): Buffer {
  return encodeBatch([{ timestamp, key: null, value: null, headers: [] }], 'none');
}

/** Produces the bad records to partition 0 and a good batch to partition 1, in one request. */
async function produceBoth(bad: object, good: string) {
  const { topics } = await client.connection.request(
    'produce',
    {
      acks: -1,
      timeoutMs,
      topics: [
        {
          name: 't',
          partitions: [
            { partition: 0, ...bad },
            { partition: 1, records: batchOf(good) },
          ],
        },
      ],
    },
    { timeoutMs },
  );
  neighbour.push(good);
  expect(topics[0]?.partitions[1]).toMatchObject({
    partition: 1,
    errorCode: 0,
    baseOffset: neighbour.length - 1,
  });
  return topics[0]?.partitions[0];
}

const hourMs = 3_600_000;
const flag = (bits: number) => changed((batch) => batch.writeInt16BE(bits, 21));

test.each<[string, () => Buffer, WireErrorName, string]>([
  ['no bytes', () => Buffer.alloc(0), 'CORRUPT_MESSAGE', 'at least 61 bytes'],
  ['a header that is cut', () => batchOf('x').subarray(0, 60), 'CORRUPT_MESSAGE', '61 bytes'],
  ['a tail that is cut', () => batchOf('x').subarray(0, -1), 'CORRUPT_MESSAGE', 'length field'],
  [
    'a byte too many',
    () => Buffer.concat([batchOf('x'), Buffer.alloc(1)]),
    'CORRUPT_MESSAGE',
    'length field',
  ],
  [
    'two batches',
    () => Buffer.concat([batchOf('x'), batchOf('y')]),
    'CORRUPT_MESSAGE',
    'length field',
  ],
  [
    'a wrong CRC',
    () => changed((b) => b.writeUInt32BE(7, 17), { keepCrc: true }),
    'CORRUPT_MESSAGE',
    'CRC',
  ],
  [
    'a flipped bit',
    () => changed((b) => b.writeUInt8(b.readUInt8(70) ^ 1, 70), { keepCrc: true }),
    'CORRUPT_MESSAGE',
    'CRC',
  ],
  ['magic 1', () => changed((b) => b.writeInt8(1, 16)), 'CORRUPT_MESSAGE', 'magic byte is 1'],
  ['magic 3', () => changed((b) => b.writeInt8(3, 16)), 'CORRUPT_MESSAGE', 'magic byte is 3'],
  [
    'a length of zero',
    () => changed((b) => b.writeInt32BE(0, 8)),
    'CORRUPT_MESSAGE',
    'length field',
  ],
  [
    'a negative length',
    () => changed((b) => b.writeInt32BE(-1, 8)),
    'CORRUPT_MESSAGE',
    'length field',
  ],
  [
    'no records',
    () =>
      changed((b) => {
        b.writeInt32BE(-1, 23);
        b.writeInt32BE(0, 57);
      }),
    'CORRUPT_MESSAGE',
    'negative',
  ],
  ['a negative count', () => changed((b) => b.writeInt32BE(-2, 57)), 'CORRUPT_MESSAGE', 'negative'],
  ['a count of zero', () => changed((b) => b.writeInt32BE(0, 57)), 'INVALID_RECORD', 'counts 0'],
  ['a count too high', () => changed((b) => b.writeInt32BE(3, 57)), 'INVALID_RECORD', 'counts 3'],
  [
    'a last offset delta too high',
    () => changed((b) => b.writeInt32BE(9, 23)),
    'INVALID_RECORD',
    'delta is 9',
  ],
  [
    'more records claimed than there are',
    () =>
      changed((b) => {
        b.writeInt32BE(2, 23);
        b.writeInt32BE(3, 57);
      }),
    'INVALID_RECORD',
    '',
  ],
  [
    'fewer records claimed than there are',
    () =>
      changed((b) => {
        b.writeInt32BE(0, 23);
        b.writeInt32BE(1, 57);
      }),
    'INVALID_RECORD',
    '',
  ],
  [
    'a count beyond the bound',
    () =>
      changed((b) => {
        b.writeInt32BE(1_000_000, 23);
        b.writeInt32BE(1_000_001, 57);
      }),
    'INVALID_RECORD',
    'at most 1000000',
  ],
  [
    'a record length that is wrong',
    () => changed((b) => b.writeUInt8(0x7e, 61)),
    'INVALID_RECORD',
    '',
  ],
  ['the log-append bit', () => flag(1 << 3), 'INVALID_RECORD', 'log-append'],
  ['the transactional bit', () => flag(1 << 4), 'INVALID_RECORD', 'transactions'],
  ['the control bit', () => flag(1 << 5), 'INVALID_RECORD', 'control'],
  ['the delete horizon bit', () => flag(1 << 6), 'INVALID_RECORD', 'horizon'],
  ['an unknown bit', () => flag(1 << 9), 'INVALID_RECORD', 'unknown'],
  ['codec 5', () => flag(5), 'UNSUPPORTED_COMPRESSION_TYPE', ''],
  ['codec 7', () => flag(7), 'UNSUPPORTED_COMPRESSION_TYPE', ''],
  [
    'a producer id below -1',
    () => changed((b) => b.writeBigInt64BE(-2n, 43)),
    'INVALID_RECORD',
    'producer id',
  ],
  [
    'a producer id without a sequence',
    () => changed((b) => b.writeBigInt64BE(5n, 43)),
    'INVALID_RECORD',
    'sequence',
  ],
  [
    'a producer id beyond 2^53',
    () => changed((b) => b.writeBigInt64BE(2n ** 60n, 43)),
    'CORRUPT_MESSAGE',
    '2^53',
  ],
  [
    'a timestamp beyond 2^53',
    () => changed((b) => b.writeBigInt64BE(2n ** 60n, 35)),
    'CORRUPT_MESSAGE',
    '2^53',
  ],
  ['a timestamp before 1970', () => stamped(-2), 'INVALID_TIMESTAMP', '1970'],
  [
    'a timestamp two hours ahead',
    () => stamped(Date.now() + 2 * hourMs),
    'INVALID_TIMESTAMP',
    'future',
  ],
  [
    'more bytes than the topic takes',
    () => batchOf('x'.repeat(2_000)),
    'MESSAGE_TOO_LARGE',
    'at most 2000 (max.message.bytes)',
  ],
])('%s: refused, and nothing of it is kept', async (_, makeBatch, expected, part) => {
  const result = await produceBoth({ records: makeBatch() }, `beside ${neighbour.length}`);
  expect(result).toMatchObject({
    partition: 0,
    errorCode: errorNumber(expected),
    errorMessage: expect.stringContaining(part),
  });
});

describe('the plain form [NET-9]', () => {
  test.each<[string, object, WireErrorName]>([
    [
      'both forms at once',
      { records: batchOf('x'), plainRecords: [{ value: Buffer.from('y') }] },
      'INVALID_REQUEST',
    ],
    [
      'both forms, one of them empty',
      { records: Buffer.alloc(0), plainRecords: [{}] },
      'INVALID_REQUEST',
    ],
    ['neither form', {}, 'INVALID_REQUEST'],
    ['a timestamp before 1970', { plainRecords: [{ timestamp: -5 }] }, 'INVALID_TIMESTAMP'],
    ['a timestamp far ahead', { plainRecords: [{ timestamp: 2 ** 53 - 1 }] }, 'INVALID_TIMESTAMP'],
    [
      'timestamps far apart',
      { plainRecords: [{ timestamp: 0 }, { timestamp: 2 ** 53 - 1 }] },
      'INVALID_TIMESTAMP',
    ],
    ['too many bytes', { plainRecords: [{ value: Buffer.alloc(2_000) }] }, 'MESSAGE_TOO_LARGE'],
  ])('%s: refused', async (_, bad, expected) => {
    const result = await produceBoth(bad, `beside ${neighbour.length}`);
    expect(result).toMatchObject({ errorCode: errorNumber(expected) });
  });
});

describe('acks', () => {
  const request = (acks: number, records: Buffer): RequestBodyInit<'produce'> => ({
    acks,
    timeoutMs,
    topics: [{ name: 't', partitions: [{ partition: 0, records }] }],
  });

  test('acks 7 is refused as a whole', async () => {
    let code: string | undefined;
    try {
      await client.connection.request('produce', request(7, batchOf('x')), { timeoutMs });
    } catch (error) {
      code = codeOf(error);
    }
    expect(code).toBe('INVALID_REQUIRED_ACKS');
  });

  test('acks 0 that fails closes the connection, the only way to tell', async () => {
    const before = target.logger.lines.length;
    const peer = await RawPeer.connect(target.address);
    const bad = changed((batch) => batch.writeUInt32BE(7, 17), { keepCrc: true });
    peer.sendFrame(requestPayload('produce', request(0, bad)));
    await peer.closed;
    expect(peer.received).toHaveLength(0);
    const line = await target.logger.line(({ level }) => level === 'warn', before);
    expect(line.fields.reason).toContain('CRC');
  });

  test('acks 0 that succeeds has no answer: the next answer is for the next request', async () => {
    const peer = await RawPeer.connect(target.address);
    const value = `no answer ${neighbour.length}`;
    const body = request(0, batchOf(value));
    if (body.topics?.[0]) body.topics[0].partitions = [{ partition: 1, records: batchOf(value) }];
    peer.sendFrame(requestPayload('produce', body, 1));
    expect(await peer.ask('metadata', {}, 2)).toMatchObject({ correlationId: 2 });
    neighbour.push(value);
    // Durable before it is visible: an acknowledged write behind it says that it is.
    await client.append('t', 1, 'behind');
    neighbour.push('behind');
    peer.destroy();
  });
});
