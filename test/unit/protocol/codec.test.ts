import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeErrorResponse,
  encodeRequest,
  encodeResponse,
  readCorrelationId,
} from '../../../src/protocol/codec.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';

const envelope = { correlationId: 77, clientId: 'test' };

function fetchRequest(fetchOffset = 5): Buffer {
  const partitions = [{ partition: 3, fetchOffset, maxBytes: 1_000, currentLeaderEpoch: 2 }];
  const body = { maxWaitMs: 500, minBytes: 1, topics: [{ name: 'flights', partitions }] };
  return Buffer.concat(encodeRequest(envelope, 'fetch', body));
}

function produceRequest(records: Buffer): Buffer {
  const body = { acks: -1, topics: [{ name: 't', partitions: [{ partition: 0, records }] }] };
  return Buffer.concat(encodeRequest(envelope, 'produce', body));
}

/** A varint field of 64 bits, as any protobuf encoder may send it. */
function varintField(field: number, value: bigint): Buffer {
  const bytes = [field << 3];
  let left = BigInt.asUintN(64, value);
  for (; left >= 128n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

function nested(field: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([(field << 3) | 2, content.length]), content]);
}

test('[NET-2] a request comes back as it was sent, with its correlation id and its one body', () => {
  const request = decodeRequest(fetchRequest());
  expect(request).toMatchObject({ correlationId: 77, clientId: 'test', body: 'fetch' });
  const [partition] = request.fetch?.topics[0]?.partitions ?? [];
  expect(partition).toMatchObject({ partition: 3, fetchOffset: 5, currentLeaderEpoch: 2 });
  expect(partition?.lastFetchedEpoch ?? null).toBeNull();
});

test('[NET-2] a response comes back with a body, or with an error and none', () => {
  const good = decodeResponse(
    Buffer.concat(
      encodeResponse(9, 'listOffsets', { topics: [{ name: 't', partitions: [{ offset: -1 }] }] }),
    ),
  );
  expect(good).toMatchObject({ correlationId: 9, body: 'listOffsets' });
  expect(good.listOffsets?.topics[0]?.partitions[0]?.offset).toBe(-1);
  const bad = decodeResponse(Buffer.concat(encodeErrorResponse(9, { code: 35, message: 'no' })));
  expect(bad).toMatchObject({ correlationId: 9, error: { code: 35, message: 'no' } });
  expect(bad.body).toBeUndefined();
});

test('[NET-4] records that are decoded share memory with the payload, and empty ones are not absent ones', () => {
  const payload = produceRequest(Buffer.alloc(5_000, 1));
  const partitionOf = (bytes: Buffer) => decodeRequest(bytes).produce?.topics[0]?.partitions[0];
  const records = partitionOf(payload)?.records;
  expect(records?.buffer).toBe(payload.buffer);
  expect(Buffer.isBuffer(records)).toBe(true);
  expect(partitionOf(produceRequest(Buffer.alloc(0)))?.records?.length).toBe(0);
});

test('[NET-2] numbers that are not whole or not exact are never sent', () => {
  for (const value of [Number.NaN, 1.5, 2 ** 53, -(2 ** 53), Number.POSITIVE_INFINITY]) {
    expect(() => fetchRequest(value), String(value)).toThrow(
      'fetch.topics.0.partitions.0.fetchOffset',
    );
    const body = { topics: [{ partitions: [{ baseOffset: value }] }] };
    expect(() => encodeResponse(1, 'produce', body), String(value)).toThrow(WireError);
  }
  expect(
    decodeRequest(fetchRequest(2 ** 53 - 1)).fetch?.topics[0]?.partitions[0]?.fetchOffset,
  ).toBe(2 ** 53 - 1);
});

test('[NET-2] an int64 beyond 2^53 - 1 from a foreign encoder is refused and not rounded', () => {
  const request = (offset: bigint) => nested(13, nested(6, nested(3, varintField(3, offset))));
  const offsetOf = (bytes: Buffer) =>
    decodeRequest(bytes).fetch?.topics[0]?.partitions[0]?.fetchOffset;
  expect(offsetOf(request(2n ** 53n - 1n))).toBe(2 ** 53 - 1);
  expect(offsetOf(request(-1n))).toBe(-1);
  for (const offset of [2n ** 53n, 2n ** 53n + 1n, 2n ** 62n, -(2n ** 53n), -(2n ** 63n)]) {
    expect(() => offsetOf(request(offset)), String(offset)).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
  }
});

test('[NET-2] unknown fields and unknown APIs are read over', () => {
  const future = Buffer.concat([fetchRequest(), varintField(4, 1n), nested(9, Buffer.from('x'))]);
  expect(decodeRequest(future).body).toBe('fetch');
  const unknownApi = Buffer.concat([varintField(1, 4n), Buffer.from([0x9a, 0x06, 0x00])]);
  expect(decodeRequest(unknownApi)).toMatchObject({ correlationId: 4 });
  expect(decodeRequest(unknownApi).body).toBeUndefined();
});

test('[NET-8] the correlation id is found when it comes before the damage', () => {
  const request = fetchRequest();
  expect(readCorrelationId(request)).toBe(77);
  expect(readCorrelationId(request.subarray(0, 10))).toBe(77);
  expect(readCorrelationId(Buffer.concat([varintField(3, 1n), varintField(1, 8n)]))).toBe(8);
  expect(readCorrelationId(varintField(1, -1n))).toBe(-1);
  expect(
    readCorrelationId(Buffer.concat([nested(2, Buffer.from('abc')), varintField(1, 8n)])),
  ).toBe(8);
});

test('[NET-8] there is no correlation id where none can be read', () => {
  const none = [[], [0x08], [0x08, 0xff], [0x12, 0x7f, 1, 2], [0xff, 0xff, 0xff], [0x0f], [0x07]];
  for (const bytes of none)
    expect(readCorrelationId(Buffer.from(bytes)), String(bytes)).toBeUndefined();
  expect(readCorrelationId(nested(1, Buffer.from('x')))).toBeUndefined();
});

const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const valid = [
  fetchRequest(),
  produceRequest(Buffer.alloc(40, 9)),
  Buffer.concat(encodeRequest(envelope, 'hello', {})),
  Buffer.concat(
    encodeRequest(envelope, 'createTopics', { topics: [{ name: 'a', partitions: 3 }] }),
  ),
];
const mutated = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
    fc.option(fc.nat(), { nil: undefined }),
  )
  .map(([message, changes, cut]) => {
    const bytes = Buffer.from(message);
    for (const [position, value] of changes) bytes[position % bytes.length] = value;
    return cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length);
  });

function decodesOrRefuses(decode: () => unknown, code: string): void {
  try {
    decode();
  } catch (error) {
    expect(error).toBeInstanceOf(TidelogError);
    expect((error as TidelogError).code).toBe(code);
    expect((error as TidelogError).retriable).toBe(false);
  }
}

test('[NET-8] any bytes, random or mutated, decode or give the one typed error', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, mutated), (bytes) => {
      decodesOrRefuses(() => decodeRequest(bytes), 'INVALID_REQUEST');
      decodesOrRefuses(() => decodeResponse(bytes), 'INVALID_RESPONSE');
      const id = readCorrelationId(bytes);
      expect(id === undefined || Number.isSafeInteger(id)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('[NET-8] bytes nested a thousand deep are refused or read over, and the stack holds', () => {
  for (const field of [13, 6, 3, 100]) {
    const tag = field < 16 ? [(field << 3) | 2] : [((field << 3) & 0x7f) | 0x82, field >> 4];
    let bytes = Buffer.alloc(0);
    for (let depth = 0; depth < 1_000; depth++) {
      const length = Buffer.from([(bytes.length & 0x7f) | 0x80, (bytes.length >> 7) & 0x7f]);
      bytes = Buffer.concat([Buffer.from(tag), length, bytes]);
    }
    decodesOrRefuses(() => decodeRequest(bytes), 'INVALID_REQUEST');
    const groups = Buffer.alloc(100_000, 0x0b);
    decodesOrRefuses(() => decodeRequest(groups), 'INVALID_REQUEST');
  }
});

test('the reason of a refusal is kept as its cause', () => {
  expect(() => decodeRequest(Buffer.from([0x12, 0x7f]))).toThrow(
    expect.objectContaining({ code: 'INVALID_REQUEST', cause: expect.any(Error) }),
  );
});
