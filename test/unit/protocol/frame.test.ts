import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { INT32_MAX } from '../../../src/base/units.ts';
import { FrameDecoder, FrameError, frameChunks } from '../../../src/protocol/frame.ts';

const frameBytesMax = 1_000;

function framed(...payloads: Buffer[]): Buffer {
  return Buffer.concat(payloads.flatMap((payload) => frameChunks([payload])));
}

function lengthOnly(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(length);
  return bytes;
}

function decoder(admit: (bytes: number) => boolean = () => true) {
  const frames: Buffer[] = [];
  const admitted: number[] = [];
  const decode = new FrameDecoder({
    frameBytesMax,
    onFrame: (payload) => frames.push(payload),
    admit: (bytes) => {
      admitted.push(bytes);
      return admit(bytes);
    },
  });
  return { decode, frames, admitted };
}

function errorOf(bytes: Buffer): FrameError {
  const { decode, frames, admitted } = decoder();
  let caught: unknown;
  try {
    decode.push(bytes);
  } catch (error) {
    caught = error;
  }
  expect(frames).toEqual([]);
  expect(admitted.filter((length) => length > frameBytesMax || length <= 0)).toEqual([]);
  expect(caught).toBeInstanceOf(FrameError);
  return caught as FrameError;
}

const payloads = [Buffer.from('a'), Buffer.alloc(300, 1), Buffer.from('last one')];
const stream = framed(...payloads);

test('[NET-1] a stream cut at any byte gives the same frames', () => {
  for (let cut = 0; cut <= stream.length; cut++) {
    const { decode, frames } = decoder();
    decode.push(stream.subarray(0, cut));
    decode.push(stream.subarray(cut));
    expect(frames, `cut at ${cut}`).toEqual(payloads);
    expect(decode.isInsideFrame).toBe(false);
  }
});

test('[NET-1] single bytes and one piece give the same frames', () => {
  const bytewise = decoder();
  for (const byte of stream) bytewise.decode.push(Buffer.from([byte]));
  expect(bytewise.frames).toEqual(payloads);
  const whole = decoder();
  whole.decode.push(stream);
  expect(whole.frames).toEqual(payloads);
});

test('[NET-1] any frames in any pieces come out as they went in', () => {
  const payload = fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((bytes) => Buffer.from([1, ...bytes]));
  const pieces = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(payload, { maxLength: 12 }), pieces, (sent, sizes) => {
      const { decode, frames } = decoder();
      const bytes = framed(...sent);
      let position = 0;
      for (let i = 0; position < bytes.length; i++) {
        const size = (sizes[i % sizes.length] as number) + (i % sizes.length === 0 ? 1 : 0);
        decode.push(bytes.subarray(position, position + size));
        position += size;
      }
      expect(frames).toEqual(sent);
      expect(decode.isInsideFrame).toBe(false);
    }),
  );
});

test('a frame has a buffer of its own, which a change of the chunk does not reach', () => {
  const { decode, frames } = decoder();
  const bytes = framed(Buffer.from('first'), Buffer.from('second'));
  decode.push(bytes);
  bytes.fill(0);
  expect(frames.map(String)).toEqual(['first', 'second']);
  expect(frames[0]?.buffer.byteLength).toBe(5);
});

test('inside a frame is between its first byte and its last', () => {
  const { decode } = decoder();
  expect(decode.isInsideFrame).toBe(false);
  for (const byte of stream.subarray(0, 4)) {
    decode.push(Buffer.from([byte]));
    expect(decode.isInsideFrame).toBe(true);
  }
  decode.push(stream.subarray(4, 5));
  expect(decode.isInsideFrame).toBe(false);
});

test('[NET-1] length 0, negative or over the limit is refused before memory is asked for', () => {
  for (const length of [0, -1, -2_147_483_648, frameBytesMax + 1, INT32_MAX]) {
    const error = errorOf(lengthOnly(length));
    expect(error.message).toContain(`a frame of ${length} bytes`);
    expect(error.foreign).toBeUndefined();
  }
});

test('the largest length allowed is taken', () => {
  const { decode, frames } = decoder();
  decode.push(framed(Buffer.alloc(frameBytesMax, 7)));
  expect(frames[0]?.length).toBe(frameBytesMax);
});

test('[NET-3] HTTP, TLS and Kafka on the port are told apart by the first bytes', () => {
  for (const line of ['GET / HTTP/1.1\r\n', 'POST /x HTTP/1.1\r\n', 'PRI * HTTP/2.0\r\n']) {
    expect(errorOf(Buffer.from(line)).foreign, line).toBe('http');
  }
  expect(errorOf(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])).foreign).toBe('tls');
  const apiVersions = framed(Buffer.from([0, 18, 0, 3, 0, 0, 0, 1]));
  expect(errorOf(apiVersions).foreign).toBe('kafka');
  expect(errorOf(apiVersions.subarray(0, 5)).foreign).toBe('kafka');
});

test('[NET-3] the protocol is chosen by the first frame only', () => {
  const { decode, frames } = decoder();
  decode.push(framed(Buffer.from([8, 1]), Buffer.from([0, 1, 2])));
  expect(frames).toHaveLength(2);
  expect(() => decode.push(Buffer.from('GET /'))).toThrow(/a frame of \d+ bytes/);
});

test('[NET-10] a frame that is not admitted waits with all that follows, and goes on at resume', () => {
  const { decode, frames, admitted } = decoder(() => false);
  decode.push(stream.subarray(0, 6));
  decode.push(stream.subarray(6, 20));
  decode.push(stream.subarray(20));
  expect(frames).toEqual([]);
  expect(decode.isInsideFrame).toBe(true);
  expect(admitted).toEqual([1]);
  decode.resume();
  expect(frames).toEqual(payloads.slice(0, 1));
  expect(admitted).toEqual([1, 300]);
  decode.resume();
  decode.resume();
  expect(frames).toEqual(payloads);
  expect(admitted).toEqual([1, 300, 8]);
  expect(() => decode.resume()).toThrow(AssertionError);
});

test('[NET-10] frames in any pieces, each admitted late, come out as they went in', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.array(fc.boolean(), { minLength: 1 }), (cuts, answers) => {
      let asked = 0;
      let isWaiting = false;
      const { decode, frames } = decoder(() => {
        isWaiting = !answers[asked++ % answers.length];
        return !isWaiting;
      });
      let position = 0;
      for (let i = 0; position < stream.length; i++) {
        const size = cuts[i % cuts.length] as number;
        decode.push(stream.subarray(position, position + size));
        position += size;
      }
      while (isWaiting) {
        isWaiting = false;
        decode.resume();
      }
      expect(frames).toEqual(payloads);
    }),
  );
});

test('chunks of a frame are passed on without a copy', () => {
  const chunk = Buffer.from('payload');
  const [length, same] = frameChunks([chunk]);
  expect(same).toBe(chunk);
  expect([...(length as Uint8Array)]).toEqual([0, 0, 0, 7]);
});
