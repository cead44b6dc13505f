import { beforeEach, describe, expect, test } from 'vitest';
import { ByteLedger, type Lease } from '../../../src/base/byte-ledger.ts';
import { limits } from '../../../src/base/limits.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import { type RequestContext, type RequestHandler, Server } from '../../../src/net/server.ts';
import { errorNumber, WireError } from '../../../src/protocol/error-codes.ts';
import { type Response, wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { frameOf, requestPayload } from '../../support/raw-peer.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { type MemorySocket, MemoryTransport, settled } from './memory-socket.ts';

interface Call {
  api: string;
  context: RequestContext;
  answer: (body: object | undefined) => void;
  fail: (error: Error) => void;
}

const frameBytesMax = 100_000;
let transport: MemoryTransport;
let logger: RecordingLogger;
let ledger: ByteLedger;
let calls: Call[];
let server: Server;
let taskFailures: Error[];

beforeEach(() => start(1_000_000));

async function start(ledgerBytes: number): Promise<void> {
  transport = new MemoryTransport();
  logger = new RecordingLogger();
  ledger = new ByteLedger(ledgerBytes);
  calls = [];
  taskFailures = [];
  const handle = (api: string, _: object, context: RequestContext) =>
    new Promise((resolve, reject) => {
      calls.push({ api, context, answer: resolve, fail: reject });
    });
  server = await Server.start({
    listener: 'client',
    address: { host: '127.0.0.1', port: 0 },
    transport,
    clock: new ManualClock(),
    logger,
    tasks: new Tasks((_, error) => taskFailures.push(error)),
    ledger,
    frameBytesMax,
    handle: handle as RequestHandler,
  });
}

function metadata(correlationId: number): Buffer {
  return frameOf(requestPayload('metadata', {}, correlationId));
}

function fetch(correlationId: number): Buffer {
  return frameOf(requestPayload('fetch', { maxWaitMs: 1 }, correlationId));
}

function responses(socket: MemorySocket): Response[] {
  const all = Buffer.concat(socket.written);
  const found: Response[] = [];
  for (let at = 0; at < all.length; ) {
    const end = at + 4 + all.readInt32BE(at);
    found.push(wire.Response.decode(all.subarray(at + 4, end)));
    at = end;
  }
  return found;
}

const ids = (socket: MemorySocket) => responses(socket).map(({ correlationId }) => correlationId);

describe('pipelining [NET-5]', () => {
  test('requests are handed on in the order of their arrival; responses leave when they are ready', async () => {
    const socket = transport.peerConnects();
    socket.receive(Buffer.concat([metadata(1), metadata(2), metadata(3)]));
    expect(calls).toHaveLength(3);
    calls[2]?.answer({});
    await settled();
    calls[0]?.answer({});
    await settled();
    calls[1]?.answer({});
    await settled();
    expect(ids(socket)).toEqual([3, 1, 2]);
    expect(ledger.usedBytes).toBe(0);
  });

  test('at the bound of requests in work reading stops, and goes on with each answer', async () => {
    const socket = transport.peerConnects();
    const count = limits.requestsInWorkMax + 3;
    const frames = Array.from({ length: count }, (_, i) => metadata(i + 1));
    socket.receive(Buffer.concat(frames));
    expect(calls).toHaveLength(limits.requestsInWorkMax);
    expect(socket.isPaused).toBe(true);
    calls[5]?.answer({});
    await settled();
    expect(calls).toHaveLength(limits.requestsInWorkMax + 1);
    expect(socket.isPaused).toBe(true);
    for (const call of calls) call.answer({});
    await settled();
    expect(calls).toHaveLength(count);
    expect(socket.isPaused).toBe(false);
    for (const call of calls) call.answer({});
    await settled();
    expect(ids(socket).toSorted((a, b) => a - b)).toEqual(frames.map((_, i) => i + 1));
    expect(ledger.usedBytes).toBe(0);
  });

  test('fetches that wait are counted apart from the requests in work', async () => {
    const socket = transport.peerConnects();
    for (let i = 1; i < limits.parkedFetchesMax; i++) socket.receive(fetch(i));
    for (let i = 0; i < limits.requestsInWorkMax - 1; i++) socket.receive(metadata(1_000 + i));
    expect(calls).toHaveLength(limits.parkedFetchesMax + limits.requestsInWorkMax - 2);
    expect(socket.isPaused).toBe(false);
    for (const call of calls) if (call.api === 'metadata') call.answer({});
    await settled();
    expect(responses(socket)).toHaveLength(limits.requestsInWorkMax - 1);
    expect(socket.isPaused).toBe(false);
  });

  test('at the bound of parked fetches reading stops too', async () => {
    const socket = transport.peerConnects();
    for (let i = 1; i <= limits.parkedFetchesMax; i++) socket.receive(fetch(i));
    socket.receive(metadata(999));
    expect(calls.at(-1)?.api).toBe('fetch');
    expect(socket.isPaused).toBe(true);
    calls[0]?.answer({});
    await settled();
    expect(calls.at(-1)?.api).toBe('metadata');
  });

  test('many fetches that wait on one connection warn of no leak', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const socket = transport.peerConnects();
    for (let i = 1; i <= limits.parkedFetchesMax; i++) socket.receive(fetch(i));
    for (const { context } of calls) context.signal.addEventListener('abort', () => {});
    await settled();
    process.removeListener('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  test('response bytes that the peer does not take stop the reading', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    socket.holdsWrites = true;
    calls[0]?.answer({ topics: [{ name: 'x'.repeat(limits.responseBytesMax) }] });
    await settled();
    expect(socket.bufferedBytes).toBeGreaterThan(limits.responseBytesMax);
    socket.receive(metadata(2));
    expect(calls).toHaveLength(1);
    expect(socket.isPaused).toBe(true);
    socket.flush();
    await settled();
    expect(calls).toHaveLength(2);
    expect(socket.isPaused).toBe(false);
  });
});

describe('the ledger [NET-10]', () => {
  test('a frame waits until its bytes are there; other connections with small ones wait behind it', async () => {
    await start(50_000);
    const held = ledger.tryReserve(40_000) as Lease;
    const big = transport.peerConnects();
    const payload = requestPayload('metadata', { topics: [{ name: 'x'.repeat(20_000) }] }, 1);
    big.receive(frameOf(payload));
    await settled();
    expect(calls).toHaveLength(0);
    expect(big.isPaused).toBe(true);
    const small = transport.peerConnects();
    small.receive(metadata(2));
    await settled();
    expect(calls).toHaveLength(0);
    held.release();
    await settled();
    expect(calls).toHaveLength(2);
    expect(big.isPaused).toBe(false);
    for (const call of calls) call.answer({});
    await settled();
    expect(ids(big)).toEqual([1]);
    expect(ids(small)).toEqual([2]);
    expect(ledger.usedBytes).toBe(0);
  });

  test('a connection that closes while it waits leaves the queue', async () => {
    await start(50_000);
    const held = ledger.tryReserve(50_000) as Lease;
    const gone = transport.peerConnects();
    gone.receive(metadata(1));
    await settled();
    gone.peerCloses();
    held.release();
    await settled();
    expect(calls).toHaveLength(0);
    expect(ledger.usedBytes).toBe(0);
    expect(server.connectionCount).toBe(0);
  });

  test('a frame that never comes whole gives its bytes back with the connection', () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1).subarray(0, 5));
    expect(ledger.usedBytes).toBeGreaterThan(0);
    socket.peerCloses();
    expect(ledger.usedBytes).toBe(0);
  });

  test('frames behind one that closes the connection take nothing, whatever length they claim', async () => {
    for (let i = 0; i < 20; i++) {
      const socket = transport.peerConnects();
      const garbage = frameOf(Buffer.alloc(16, 0xff));
      const claim = Buffer.alloc(5);
      claim.writeInt32BE(frameBytesMax);
      socket.receive(Buffer.concat([garbage, metadata(1), claim]));
      expect(socket.isDestroyed).toBe(true);
      socket.peerCloses();
    }
    await settled();
    expect(ledger.usedBytes).toBe(0);
    expect(calls).toHaveLength(0);
  });

  test('who keeps the lease of a request keeps its bytes counted', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    const used = ledger.usedBytes;
    calls[0]?.context.lease.retain();
    calls[0]?.answer({});
    await settled();
    expect(ledger.usedBytes).toBe(used);
    calls[0]?.context.lease.release();
    expect(ledger.usedBytes).toBe(0);
  });

  test('the bytes of a response go back when it has left', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    calls[0]?.context.releaseWhenSent(ledger.reserveOverdraft(5_000));
    socket.holdsWrites = true;
    calls[0]?.answer({});
    await settled();
    expect(ledger.usedBytes).toBeGreaterThanOrEqual(5_000);
    socket.flush();
    expect(ledger.usedBytes).toBe(0);
  });

  test('requests of a connection that is gone give everything back when they end', async () => {
    const socket = transport.peerConnects();
    socket.receive(Buffer.concat([metadata(1), fetch(2)]));
    calls[1]?.context.releaseWhenSent(ledger.reserveOverdraft(5_000));
    expect(calls[1]?.context.signal.aborted).toBe(false);
    socket.peerCloses();
    expect(calls[1]?.context.signal.aborted).toBe(true);
    for (const call of calls) call.answer({});
    await settled();
    expect(socket.written).toEqual([]);
    expect(ledger.usedBytes).toBe(0);
    expect(taskFailures).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('an error that has a number is answered with it, another one tells no details', async () => {
    const socket = transport.peerConnects();
    socket.receive(Buffer.concat([metadata(1), metadata(2)]));
    calls[0]?.fail(new WireError('INVALID_REQUEST', 'not so'));
    await settled();
    calls[1]?.fail(new Error('the secret of the house'));
    await settled();
    const [first, second] = responses(socket);
    expect(first?.error).toMatchObject({ code: errorNumber('INVALID_REQUEST'), message: 'not so' });
    expect(second?.error?.code).toBe(-1);
    expect(second?.error?.message).not.toContain('secret');
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(server.connectionCount).toBe(1);
  });

  test('an answer that cannot be encoded is a failure of that request alone', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    calls[0]?.answer({ metadataOffset: Number.NaN });
    await settled();
    expect(responses(socket)[0]?.error).toBeTruthy();
    socket.receive(metadata(2));
    calls[1]?.answer({});
    await settled();
    expect(ids(socket)).toEqual([1, 2]);
    expect(ledger.usedBytes).toBe(0);
  });

  test('a request without a response that fails closes the connection', async () => {
    const socket = transport.peerConnects();
    socket.receive(frameOf(requestPayload('produce', { acks: 0 }, 1)));
    calls[0]?.fail(new WireError('CORRUPT_MESSAGE', 'a bad batch'));
    await settled();
    expect(socket.isDestroyed).toBe(true);
    expect(socket.written).toEqual([]);
    expect(ledger.usedBytes).toBe(0);
  });

  test('one that succeeds sends nothing and gives its bytes back', async () => {
    const socket = transport.peerConnects();
    socket.receive(frameOf(requestPayload('produce', { acks: 0 }, 1)));
    calls[0]?.answer(undefined);
    await settled();
    expect(socket.written).toEqual([]);
    expect(server.connectionCount).toBe(1);
    expect(ledger.usedBytes).toBe(0);
  });

  test('a handler may end the connection with its response', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    calls[0]?.context.connection.closeAfterResponse();
    calls[0]?.fail(new WireError('INCONSISTENT_CLUSTER_ID', 'another cluster'));
    await settled();
    expect(ids(socket)).toEqual([1]);
    expect(socket.isEnded).toBe(true);
  });

  test('a client id of any length is cut', () => {
    const socket = transport.peerConnects();
    const request = { correlationId: 1, clientId: 'x'.repeat(5_000), metadata: {} };
    socket.receive(frameOf(wire.Request.encode(request).finish()));
    expect(calls[0]?.context.clientId).toHaveLength(limits.clientIdCharsMax);
  });
});

describe('connections', () => {
  test('above the bound a connection is closed at once', () => {
    for (let i = 0; i < limits.connectionsMax; i++) transport.peerConnects();
    const refused = transport.peerConnects();
    expect(refused.isDestroyed).toBe(true);
    expect(server.connectionCount).toBe(limits.connectionsMax);
    expect(logger.lines.at(-1)?.message).toContain('too many');
  });

  test('closing the server closes the listener and every connection', async () => {
    const socket = transport.peerConnects();
    socket.receive(metadata(1));
    await server.close();
    expect(transport.isListening).toBe(false);
    expect(socket.isEnded).toBe(true);
    expect(calls[0]?.context.signal.aborted).toBe(true);
    expect(server.connectionCount).toBe(0);
    calls[0]?.answer({});
    await settled();
    expect(ledger.usedBytes).toBe(0);
  });
});
