import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { Connection } from '../../../src/net/connection.ts';
import { ConnectionPool } from '../../../src/net/connection-pool.ts';
import { encodeErrorResponse, encodeResponse } from '../../../src/protocol/codec.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { frameOf } from '../../support/raw-peer.ts';
import { type MemorySocket, MemoryTransport, settled } from './memory-socket.ts';

const address = { host: '127.0.0.1', port: 9092 };
let clock: ManualClock;
let transport: MemoryTransport;

beforeEach(() => {
  clock = new ManualClock();
  transport = new MemoryTransport();
});

function options() {
  return { transport, clock, clientId: 'test', connectTimeoutMs: 1_000, frameBytesMax: 100_000 };
}

async function open(): Promise<{ connection: Connection; peer: MemorySocket }> {
  const connection = await Connection.open(address, options());
  return { connection, peer: transport.connected.at(-1) as MemorySocket };
}

function requests(peer: MemorySocket) {
  return peer.written.map((bytes) => wire.Request.decode(bytes.subarray(4)));
}

function answer(peer: MemorySocket, correlationId: number, metadataOffset = 0): void {
  const payload = encodeResponse(correlationId, 'metadata', { metadataOffset });
  peer.receive(frameOf(Buffer.concat(payload)));
}

const failure = (work: Promise<unknown>) => work.then(() => 'none', codeOf);
const timeoutMs = 500;

describe('a connection', () => {
  test('matches responses to requests by correlation id, in whatever order they come', async () => {
    const { connection, peer } = await open();
    const answers = [1, 2, 3].map(() => connection.request('metadata', {}, { timeoutMs }));
    expect(connection.requestsInFlight).toBe(3);
    const ids = requests(peer).map(({ correlationId }) => correlationId);
    expect(new Set(ids).size).toBe(3);
    for (const [i, id] of [...ids.entries()].reverse()) answer(peer, id, 10 + i);
    const offsets = (await Promise.all(answers)).map(({ metadataOffset }) => metadataOffset);
    expect(offsets).toEqual([10, 11, 12]);
    expect(connection.requestsInFlight).toBe(0);
    connection.close();
    expect(clock.timerCount).toBe(0);
  });

  test("rejects with the broker's error and stays open", async () => {
    const { connection, peer } = await open();
    const refused = failure(connection.request('metadata', {}, { timeoutMs }));
    const error = { code: errorNumber('INVALID_REQUEST'), message: 'no' };
    peer.receive(frameOf(Buffer.concat(encodeErrorResponse(1, error))));
    expect(await refused).toBe('INVALID_REQUEST');
    expect(connection.isOpen).toBe(true);
  });

  test('a broker that asks for a pause gets no request before it is over, and then all in order', async () => {
    const { connection, peer } = await open();
    const first = connection.request('metadata', {}, { timeoutMs });
    const throttle = (correlationId: number, throttleMs: number) => {
      const response = { correlationId, throttleMs, metadata: {} };
      const payload = Buffer.from(wire.Response.encode(response).finish());
      peer.receive(frameOf(payload));
    };
    const other = connection.request('metadata', {}, { timeoutMs });
    throttle(1, 300);
    throttle(2, 200);
    await Promise.all([first, other]);
    const clientIds = () =>
      requests(peer)
        .slice(2)
        .map(({ body }) => body);
    const later = [
      connection.request('metadata', {}, { timeoutMs }),
      connection.request('describeCluster', {}, { timeoutMs }),
    ];
    void connection.sendOneWay('produce', { acks: 0, topics: [] });
    await settled();
    clock.advance(299);
    await settled();
    expect(clientIds()).toEqual([]);
    clock.advance(1);
    await settled();
    expect(clientIds()).toEqual(['metadata', 'describeCluster', 'produce']);
    // The time of the pause is not that of the requests.
    clock.advance(timeoutMs - 1);
    answer(peer, 3);
    peer.receive(frameOf(Buffer.concat(encodeResponse(4, 'describeCluster', {}))));
    await Promise.all(later);
    expect(connection.isOpen).toBe(true);
    connection.close();
    expect(clock.timerCount).toBe(0);
  });

  test('what waits for the end of a pause fails at once when the connection goes', async () => {
    const { connection, peer } = await open();
    const first = connection.request('metadata', {}, { timeoutMs });
    const response = { correlationId: 1, throttleMs: 1_000_000_000, metadata: {} };
    peer.receive(frameOf(Buffer.from(wire.Response.encode(response).finish())));
    await first;
    const waiting = failure(connection.request('metadata', {}, { timeoutMs }));
    connection.close();
    expect(await waiting).toBe('CONNECTION_CLOSED');
    expect(clock.timerCount).toBe(0);
  });

  test('a silent broker times out, and takes all other requests with it', async () => {
    const { connection } = await open();
    const first = failure(connection.request('metadata', {}, { timeoutMs }));
    const second = failure(connection.request('metadata', {}, { timeoutMs: 10 * timeoutMs }));
    let closes = 0;
    connection.onClose(() => {
      closes += 1;
    });
    clock.advance(timeoutMs);
    expect(await first).toBe('REQUEST_TIMED_OUT');
    expect(await second).toBe('CONNECTION_CLOSED');
    expect(connection.isOpen).toBe(false);
    expect(closes).toBe(1);
    expect(clock.timerCount).toBe(0);
  });

  test('when the broker closes, requests fail with a retriable error, and later ones at once', async () => {
    const { connection, peer } = await open();
    const request = connection.request('metadata', {}, { timeoutMs });
    peer.peerCloses(new Error('reset by peer'));
    await expect(request).rejects.toMatchObject({
      code: 'CONNECTION_CLOSED',
      retriable: true,
      message: expect.stringContaining('reset by peer'),
    });
    expect(await failure(connection.request('metadata', {}, { timeoutMs }))).toBe(
      'CONNECTION_CLOSED',
    );
    expect(await failure(connection.sendOneWay('produce', { acks: 0 }))).toBe('CONNECTION_CLOSED');
  });

  test.each([
    ['that nobody asked for', () => encodeResponse(77, 'metadata', {})],
    ['that cannot be decoded', () => [Buffer.from([0xff, 0xff])]],
  ])('a response %s ends it: none after it can be trusted', async (_, payload) => {
    const { connection, peer } = await open();
    const request = failure(connection.request('metadata', {}, { timeoutMs }));
    peer.receive(frameOf(Buffer.concat(payload())));
    expect(await request).toBe('CONNECTION_CLOSED');
    expect(connection.isOpen).toBe(false);
  });

  test('a response to another question is an error of that request', async () => {
    const { connection, peer } = await open();
    const request = failure(connection.request('produce', { acks: 1 }, { timeoutMs }));
    answer(peer, 1);
    expect(await request).toBe('INVALID_RESPONSE');
  });

  test('a request without a response resolves once its bytes have left', async () => {
    const { connection, peer } = await open();
    peer.holdsWrites = true;
    let hasLeft = false;
    const sent = connection.sendOneWay('produce', { acks: 0 }).then(() => {
      hasLeft = true;
    });
    await settled();
    expect(hasLeft).toBe(false);
    peer.flush();
    await sent;
    expect(hasLeft).toBe(true);
    expect(connection.requestsInFlight).toBe(0);
  });
});

describe('a pool of connections', () => {
  test('has one per address and purpose, and opens it once for all who ask meanwhile', async () => {
    const pool = new ConnectionPool(options());
    const [a, b] = await Promise.all([pool.get(address, 'x'), pool.get(address, 'x')]);
    const other = await pool.get(address, 'y');
    const elsewhere = await pool.get({ ...address, port: 1 }, 'x');
    expect(a).toBe(b);
    expect(new Set([a, other, elsewhere]).size).toBe(3);
    expect(transport.connected).toHaveLength(3);
    pool.close();
    expect([a, other, elsewhere].some(({ isOpen }) => isOpen)).toBe(false);
    expect(await failure(pool.get(address, 'x'))).toBe('CLIENT_CLOSED');
  });

  test('opens a new one when the old one has closed, or could not be opened', async () => {
    const pool = new ConnectionPool(options());
    transport.refusal = new Error('nobody there');
    await expect(pool.get(address, 'x')).rejects.toThrow('nobody there');
    transport.refusal = undefined;
    const first = await pool.get(address, 'x');
    transport.connected[0]?.peerCloses();
    const second = await pool.get(address, 'x');
    expect(second).not.toBe(first);
    pool.close();
  });

  test('hands none out whose handshake failed', async () => {
    let isWelcome = false;
    const pool = new ConnectionPool({
      ...options(),
      handshake: async () => {
        if (!isWelcome) throw new Error('not welcome');
      },
    });
    await expect(pool.get(address, 'x')).rejects.toThrow('not welcome');
    expect(transport.connected[0]?.isDestroyed).toBe(true);
    isWelcome = true;
    expect((await pool.get(address, 'x')).isOpen).toBe(true);
    pool.close();
  });
});
