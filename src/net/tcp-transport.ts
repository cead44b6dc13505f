// Real TCP: node:net behind the Transport seam.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import {
  type Address,
  formatAddress,
  type SocketHandlers,
  type Transport,
  type TransportListener,
  type TransportSocket,
} from './transport.ts';

class TcpSocket implements TransportSocket {
  readonly remote: string;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.remote = formatAddress({
      host: socket.remoteAddress ?? '?',
      port: socket.remotePort ?? 0,
    });
    socket.setNoDelay(true);
  }

  start(handlers: SocketHandlers): void {
    let failure: Error | undefined;
    this.#socket.on('data', (chunk) => handlers.onData(chunk));
    this.#socket.on('drain', () => handlers.onDrain());
    this.#socket.on('error', (error) => {
      failure = error;
    });
    this.#socket.on('close', () => handlers.onClose(failure));
  }

  get bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    const last = chunks.length - 1;
    let accepted = true;
    this.#socket.cork();
    for (let i = 0; i <= last; i++) {
      accepted = this.#socket.write(chunks[i] as Uint8Array, i === last ? onFlushed : undefined);
    }
    this.#socket.uncork();
    return accepted;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  end(): void {
    this.#socket.end();
  }

  destroy(error?: Error): void {
    this.#socket.destroy(error);
  }
}

function connectTcp(address: Address, timeoutMs: number): Promise<TransportSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.host, port: address.port });
    const fail = (why: string, cause?: Error) => {
      socket.destroy();
      const message = `cannot connect to ${formatAddress(address)}: ${why}`;
      reject(new TidelogError('CONNECTION_FAILED', message, { retriable: true, cause }));
    };
    const onError = (error: Error) => fail(connectFailure(error), error);
    socket.setTimeout(timeoutMs, () => fail(`no answer within ${timeoutMs} ms`));
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', onError);
      resolve(new TcpSocket(socket));
    });
  });
}

function connectFailure(error: Error): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nobody listens there (is the broker running, and is the address right?)';
    case 'ENOTFOUND':
      return 'the host name is unknown';
    default:
      // A host with several addresses fails with an empty AggregateError.
      return messageOf(error) || codeOf(error) || 'unknown reason';
  }
}

function listenTcp(
  address: Address,
  onSocket: (socket: TransportSocket) => void,
): Promise<TransportListener> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => onSocket(new TcpSocket(socket)));
    server.once('error', (error) => reject(listenFailure(address, error)));
    server.listen(address.port, address.host, () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
      resolve({ address: { host: address.host, port }, close: () => closeServer(server) });
    });
  });
}

function listenFailure(address: Address, error: Error): TidelogError {
  const where = formatAddress(address);
  if (codeOf(error) === 'EADDRINUSE') {
    return new TidelogError(
      'PORT_IN_USE',
      `port ${address.port} of ${address.host} is in use by another program; stop it, or choose another port`,
      { cause: error },
    );
  }
  return new TidelogError('LISTEN_FAILED', `cannot listen on ${where}: ${error.message}`, {
    cause: error,
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Resolves once the port is free; sockets that were accepted are their owners' to close.
    server.close();
    resolve();
  });
}

export interface TcpTransportOptions {
  /** Where to dial when this node wants to reach `to`; fault tests put a proxy of their own in between [NET-6]. */
  resolveDial?: (to: Address) => Address;
}

export class TcpTransport implements Transport {
  readonly #resolveDial: (to: Address) => Address;

  constructor(options: TcpTransportOptions = {}) {
    this.#resolveDial = options.resolveDial ?? ((to) => to);
  }

  connect(address: Address, options: { timeoutMs: number }): Promise<TransportSocket> {
    return connectTcp(this.#resolveDial(address), options.timeoutMs);
  }

  listen(
    address: Address,
    onSocket: (socket: TransportSocket) => void,
  ): Promise<TransportListener> {
    return listenTcp(address, onSocket);
  }
}
