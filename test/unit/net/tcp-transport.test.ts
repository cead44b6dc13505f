import { afterEach, describe, expect, test } from 'vitest';
import { codeOf, TidelogError } from '../../../src/base/errors.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import {
  type Address,
  formatAddress,
  type TransportListener,
  type TransportSocket,
} from '../../../src/net/transport.ts';

const transport = new TcpTransport();
const anyPort: Address = { host: '127.0.0.1', port: 0 };
const listeners: TransportListener[] = [];
const sockets: TransportSocket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const listener of listeners.splice(0)) await listener.close();
});

/** One end as its owner sees it. */
class End {
  readonly socket: TransportSocket;
  readonly closed: Promise<Error | undefined>;
  #received = '';
  #onData: () => void = () => {};

  constructor(socket: TransportSocket) {
    this.socket = socket;
    sockets.push(socket);
    this.closed = new Promise((resolve) => {
      socket.start({
        onData: (chunk) => {
          this.#received += chunk;
          this.#onData();
        },
        onDrain() {},
        onClose: resolve,
      });
    });
  }

  async received(text: string): Promise<void> {
    while (this.#received !== text) {
      await new Promise<void>((resolve) => {
        this.#onData = resolve;
      });
    }
  }
}

async function pair(): Promise<{ near: End; far: End }> {
  const accepted = Promise.withResolvers<End>();
  const listener = await transport.listen(anyPort, (socket) => accepted.resolve(new End(socket)));
  listeners.push(listener);
  const near = new End(await transport.connect(listener.address, { timeoutMs: 5_000 }));
  return { near, far: await accepted.promise };
}

async function failure(work: Promise<unknown>): Promise<TidelogError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof TidelogError) return error;
  }
  throw new Error('it did not fail with an error of ours');
}

describe('sockets', () => {
  test('carry bytes both ways, in order, and tell when they have left', async () => {
    const { near, far } = await pair();
    await new Promise<void>((resolve) => {
      near.socket.write([Buffer.from('one '), Buffer.from('two')], resolve);
    });
    await far.received('one two');
    far.socket.write([Buffer.from('three')]);
    await near.received('three');
  });

  test('end after what was written, and the other side hears of it without an error', async () => {
    const { near, far } = await pair();
    near.socket.write([Buffer.from('last words')]);
    near.socket.end();
    await far.received('last words');
    expect(await far.closed).toBeUndefined();
    expect(await near.closed).toBeUndefined();
  });

  test('read nothing while they are paused', async () => {
    const { near, far } = await pair();
    far.socket.pause();
    near.socket.write([Buffer.from('x')]);
    near.socket.write([Buffer.from('y')]);
    far.socket.resume();
    await far.received('xy');
  });

  test('a destroyed one calls back what was not sent', async () => {
    const { near, far } = await pair();
    far.socket.pause();
    const flushed = new Promise<void>((resolve) => {
      near.socket.write([Buffer.alloc(64 << 20)], resolve);
    });
    expect(near.socket.bufferedBytes).toBeGreaterThan(0);
    near.socket.destroy();
    await flushed;
    await near.closed;
  });
});

describe('connecting', () => {
  test('to a port where nobody listens fails at once and says so', async () => {
    const listener = await transport.listen(anyPort, () => {});
    await listener.close();
    const error = await failure(transport.connect(listener.address, { timeoutMs: 5_000 }));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', retriable: true });
    expect(error.message).toContain(formatAddress(listener.address));
    expect(error.message).toContain('nobody listens there');
  });

  test('to a name that does not exist names it', async () => {
    const address = { host: 'no-such-host.invalid', port: 9092 };
    const error = await failure(transport.connect(address, { timeoutMs: 1_000 }));
    expect(error.code).toBe('CONNECTION_FAILED');
    expect(error.message).toContain('no-such-host.invalid:9092');
  });
});

describe('listening', () => {
  test('on port 0 takes a free one and tells which', async () => {
    const listener = await transport.listen(anyPort, () => {});
    listeners.push(listener);
    expect(listener.address.port).toBeGreaterThan(0);
  });

  test('on a port that is taken says which and what to do', async () => {
    const listener = await transport.listen(anyPort, () => {});
    listeners.push(listener);
    const error = await failure(transport.listen(listener.address, () => {}));
    expect(error.code).toBe('PORT_IN_USE');
    expect(error.message).toContain(`port ${listener.address.port} of 127.0.0.1 is in use`);
  });

  test('on an address of another machine fails', async () => {
    const elsewhere = transport.listen({ host: '192.0.2.1', port: 0 }, () => {});
    expect(codeOf(await failure(elsewhere))).toBe('LISTEN_FAILED');
  });

  test('ends at once: the port is free again while accepted sockets go on', async () => {
    const { near, far } = await pair();
    const [listener] = listeners.splice(0);
    await listener?.close();
    const again = await transport.listen(listener?.address ?? anyPort, () => {});
    listeners.push(again);
    near.socket.write([Buffer.from('still here')]);
    await far.received('still here');
  });
});
