import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ResponseInit, wire } from '../../../src/protocol/messages.ts';
import { ScatterWriter } from '../../../src/protocol/scatter-writer.ts';

/** Lengths around which something changes: a varint grows at 128 and 16,384, fields are referred to from 1,024. */
const length = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom(127, 128, 1_023, 1_024, 1_025, 16_383, 16_384, 20_000),
);
const records = fc.option(
  length.map((size) => Buffer.alloc(size, size & 255)),
  { nil: null },
);
const partition = fc.record({
  partition: fc.nat({ max: 1_000 }),
  errorMessage: fc.string({ maxLength: 40 }),
  highWatermark: fc.maxSafeNat(),
  leaderEpoch: fc.integer({ min: -1, max: 200 }),
  records,
});
const topic = fc.record({
  name: fc.string({ maxLength: 200 }),
  topicId: fc.constantFrom(Buffer.alloc(0), Buffer.alloc(16, 7)),
  partitions: fc.array(partition, { maxLength: 5 }),
});
const response: fc.Arbitrary<ResponseInit> = fc.record({
  correlationId: fc.nat({ max: 2 ** 31 - 1 }),
  throttleMs: fc.nat({ max: 1_000 }),
  fetch: fc.record({ topics: fc.array(topic, { maxLength: 4 }) }),
});

function scatter(message: ResponseInit): Uint8Array[] {
  const writer = new ScatterWriter();
  wire.Response.encode(message, writer);
  return writer.finishChunks();
}

test("[NET-4] the chunks together are the bytes of protobufjs' own writer", () => {
  fc.assert(
    fc.property(response, (message) => {
      const plain = Buffer.from(wire.Response.encode(message).finish());
      expect(Buffer.concat(scatter(message)).equals(plain)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('[NET-4] records are passed on as the very buffers that were given, short fields are copied', () => {
  const long = Buffer.alloc(1_024, 1);
  const longer = Buffer.alloc(1_000_000, 2);
  const short = Buffer.alloc(1_023, 3);
  const chunks = scatter({
    correlationId: 1,
    fetch: {
      topics: [
        {
          name: 'a',
          partitions: [
            { partition: 0, records: long },
            { partition: 1, records: short },
          ],
        },
        { name: 'b', partitions: [{ partition: 0, records: longer }] },
      ],
    },
  });
  expect(chunks.filter((chunk) => chunk === long)).toHaveLength(1);
  expect(chunks.filter((chunk) => chunk === longer)).toHaveLength(1);
  expect(chunks.filter((chunk) => chunk === short)).toHaveLength(0);
  expect(chunks).toHaveLength(4);
});

test('[NET-4] records come last in their message, so that a chunk ends with them', () => {
  const long = Buffer.alloc(5_000, 1);
  const chunks = scatter({
    fetch: { topics: [{ partitions: [{ partition: 3, highWatermark: 9, records: long }] }] },
  });
  expect(chunks.at(-1)).toBe(long);
});

test('a message without records is one chunk, and an empty one is none', () => {
  expect(scatter({ correlationId: 5, fetch: { topics: [] } })).toHaveLength(1);
  expect(scatter({})).toHaveLength(0);
});
