// What cannot be a request of this protocol, sent to a real broker over a real socket [NET-1, NET-3, NET-8]. After each one
// the broker runs on, and a connection that was there before has noticed nothing.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { frameOf, RawPeer, requestPayload } from '../../support/raw-peer.ts';
import { TestBroker } from '../../support/test-broker.ts';

let target: TestBroker;

beforeAll(async () => {
  target = await TestBroker.start();
});

afterEach(() => target.expectUnharmed());

afterAll(() => target.stop());

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes);
  return length;
}

const metadata = requestPayload('metadata', { allTopics: true }, 7);

describe('a frame whose length is not allowed', () => {
  test.each([
    ['zero', 0],
    ['negative', -1],
    ['the most negative', -(2 ** 31)],
    ['one above the limit', limits.frameBytesMax + 1],
    ['the greatest', 2 ** 31 - 1],
  ])('%s closes the connection and says why in the log', async (_, bytes) => {
    const before = target.logger.lines.length;
    const peer = await RawPeer.connect(target.address);
    peer.send(lengthOf(bytes));
    await peer.closed;
    expect(peer.received).toHaveLength(0);
    const line = await target.logger.line(({ level }) => level === 'warn', before);
    expect(line.fields.reason).toContain(`${bytes} bytes; the length must be from 1 to`);
  });

  test('after good requests it closes too, and those before it were answered', async () => {
    const peer = await RawPeer.connect(target.address);
    peer.send(Buffer.concat([frameOf(metadata), lengthOf(0), frameOf(metadata)]));
    await peer.closed;
    expect(target.logger.lines.at(-1)?.fields.reason).toContain('0 bytes');
  });
});

describe('a truncated frame', () => {
  test.each([
    ['inside the length', lengthOf(100).subarray(0, 2)],
    ['after the length', lengthOf(100)],
    ['inside the payload', frameOf(metadata).subarray(0, -1)],
  ])('%s, and then the end: nothing is done and the connection closes', async (_, bytes) => {
    const peer = await RawPeer.connect(target.address);
    peer.send(bytes);
    peer.end();
    await peer.closed;
    expect(peer.received).toHaveLength(0);
  });

  test('in any pieces a good frame is answered', async () => {
    const peer = await RawPeer.connect(target.address);
    for (const byte of frameOf(metadata)) peer.send(Buffer.from([byte]));
    expect(await peer.response()).toMatchObject({ correlationId: 7, body: 'metadata' });
    peer.destroy();
  });
});

describe('a payload that is no request [NET-8]', () => {
  test('with a readable correlation id it is answered with INVALID_REQUEST, and the connection goes on', async () => {
    const peer = await RawPeer.connect(target.address);
    // Correlation id 300, then a metadata body that claims more bytes than there are.
    peer.sendFrame(Buffer.from([0x08, 0xac, 0x02, 0x5a, 0x7f, 0x01]));
    expect(await peer.response()).toMatchObject({
      correlationId: 300,
      error: { code: errorNumber('INVALID_REQUEST') },
    });
    expect(await peer.ask('metadata', { allTopics: true }, 8)).toMatchObject({ correlationId: 8 });
    peer.destroy();
  });

  test.each([
    ['noise', Buffer.from('fffefdfcfbfaf9f8f7', 'hex')],
    ['a tag without its value', Buffer.from([0x08])],
    ['a varint without end', Buffer.alloc(64, 0xff)],
    ['a client id of bytes that are no text', Buffer.from([0x12, 0x02, 0xc3, 0x28])],
  ])('without one the connection closes: %s', async (_, payload) => {
    const before = target.logger.lines.length;
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(payload);
    await peer.closed;
    expect(peer.received).toHaveLength(0);
    const line = await target.logger.line(({ level }) => level === 'warn', before);
    expect(line.message).toBe('a request could not be decoded');
  });

  test('groups nested without end do not exhaust the stack', async () => {
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(Buffer.concat([Buffer.from([0x08, 0x05]), Buffer.alloc(1 << 20, 0x1b)]));
    expect(await peer.response()).toMatchObject({
      correlationId: 5,
      error: { code: errorNumber('INVALID_REQUEST') },
    });
    peer.destroy();
  });

  test('an int64 beyond 2^53 is refused, never rounded', async () => {
    const peer = await RawPeer.connect(target.address);
    const payload = requestPayload('fetch', {
      topics: [{ name: 'canary', partitions: [{ partition: 0, fetchOffset: 2 ** 53 - 1 }] }],
    });
    // The fetch offset's varint of 2^53 - 1 has eight bytes; one more bit in its last makes it greater.
    const at = payload.indexOf(Buffer.from('ffffffffffffff0f', 'hex'));
    expect(at).toBeGreaterThan(0);
    payload[at + 7] = 0x7f;
    peer.sendFrame(payload);
    const { error } = await peer.response();
    expect(error?.code).toBe(errorNumber('INVALID_REQUEST'));
    expect(error?.message).toContain('fetchOffset');
    peer.destroy();
  });
});

describe('another protocol [NET-3]', () => {
  test('HTTP gets an answer in its own words', async () => {
    const peer = await RawPeer.connect(target.address);
    peer.send(Buffer.from('GET / HTTP/1.1\r\nHost: broker\r\n\r\n'));
    await peer.closed;
    const answer = peer.received.toString();
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('This port speaks the Tidelog protocol, not HTTP');
  });

  test('HTTP with a long body gets the same answer', async () => {
    const peer = await RawPeer.connect(target.address);
    const body = 'x'.repeat(300_000);
    peer.send(
      Buffer.from(`POST /topics HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    );
    await peer.closed;
    expect(peer.received.toString()).toContain('not HTTP');
  });

  test('TLS gets an alert', async () => {
    const peer = await RawPeer.connect(target.address);
    peer.send(Buffer.from('16030100c8010000c40303', 'hex'));
    await peer.closed;
    expect(peer.received.toString('hex')).toBe('15030100020246');
  });

  test("Kafka's first request closes the connection, with the reason in the log", async () => {
    const before = target.logger.lines.length;
    const peer = await RawPeer.connect(target.address);
    // ApiVersions (18), version 3, correlation id 1, client id "rdkafka".
    peer.sendFrame(Buffer.from('001200030000000100077264 6b61666b61'.replaceAll(' ', ''), 'hex'));
    await peer.closed;
    const line = await target.logger.line(({ level }) => level === 'warn', before);
    expect(line.fields.reason).toContain('Kafka');
  });
});
