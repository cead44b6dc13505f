// The answering side: accepts connections, admits requests in the order of their arrival, sends each response when it is
// ready [NET-5], and turns whatever a handler throws into an error response, once, here.
//
// A connection reads on only while it has room: for the frame's bytes in the ledger [NET-10], for one more request in
// work, and for response bytes that the peer has not taken yet.
import { assert } from '../base/assert.ts';
import type { ByteLedger, Lease } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, toError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Tasks } from '../base/tasks.ts';
import type { Uuid } from '../base/uuid.ts';
import {
  type ApiName,
  apiRegistry,
  isOneWay,
  type ListenerName,
  type RequestBody,
  type ResponseBodyInit,
} from '../protocol/api-registry.ts';
import {
  decodeRequest,
  encodeErrorResponse,
  encodeResponse,
  type PayloadChunks,
  readCorrelationId,
} from '../protocol/codec.ts';
import { errorToWire, WireError } from '../protocol/error-codes.ts';
import { type ForeignProtocol, FrameError } from '../protocol/frame.ts';
import type { Request } from '../protocol/messages.ts';
import { FrameSocket } from './frame-socket.ts';
import type { Address, Transport, TransportListener, TransportSocket } from './transport.ts';

/** What the requests of one connection share. */
export interface ConnectionState {
  /** The peer's address, for logs. */
  readonly remote: string;
  /** The node that said hello, on the internal listener [NET-2]. */
  peer: { nodeId: number; incarnationId: Uuid } | undefined;
  /** Ends the connection once the response to this request has been handed on. */
  closeAfterResponse(): void;
}

/** What a handler knows of who asks [NET-11]. */
export interface RequestContext {
  listener: ListenerName;
  clientId: string;
  /** Until there is security everybody is this one. */
  principal: 'anonymous';
  /** What outlives the request. */
  connection: ConnectionState;
  /** The bytes of the request's frame; who keeps part of the frame beyond the response retains it. */
  lease: Lease;
  /** Aborted when the connection closes, so that nobody works for a peer that is gone. */
  signal: AbortSignal;
  /** Keeps a lease until the response has left this process. */
  releaseWhenSent(lease: Lease): void;
}

/**
 * Called in the order of arrival, within one connection; what must keep that order is done before the first await.
 * Resolves with undefined when the request gets no response.
 */
export type RequestHandler = <Api extends ApiName>(
  api: Api,
  body: RequestBody<Api>,
  context: RequestContext,
) => Promise<ResponseBodyInit<Api> | undefined>;

export interface ServerOptions {
  listener: ListenerName;
  address: Address;
  transport: Transport;
  clock: Clock;
  logger: Logger;
  tasks: Tasks;
  ledger: ByteLedger;
  frameBytesMax: number;
  handle: RequestHandler;
}

export class Server {
  readonly #options: ServerOptions;
  readonly #connections = new Set<ServerConnection>();
  #listener: TransportListener | undefined;

  static async start(options: ServerOptions): Promise<Server> {
    const server = new Server(options);
    server.#listener = await options.transport.listen(options.address, (socket) =>
      server.#accept(socket),
    );
    return server;
  }

  private constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Where it listens, with the port that was taken. */
  get address(): Address {
    assert(this.#listener, 'the server listens');
    return this.#listener.address;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Stops accepting and closes every connection; requests in work are not answered. */
  async close(): Promise<void> {
    await this.#listener?.close();
    for (const connection of this.#connections) connection.close();
  }

  #accept(socket: TransportSocket): void {
    if (this.#connections.size >= limits.connectionsMax) {
      this.#options.logger.warn(
        { remote: socket.remote, connectionsMax: limits.connectionsMax },
        'connection refused: there are too many',
      );
      socket.start({ onData() {}, onDrain() {}, onClose() {} });
      socket.destroy();
      return;
    }
    const connection = new ServerConnection(socket, this.#options, () =>
      this.#connections.delete(connection),
    );
    this.#connections.add(connection);
  }
}

class ServerConnection {
  readonly #options: ServerOptions;
  readonly #socket: FrameSocket;
  readonly #closing = new AbortController();
  readonly #onClosed: () => void;
  readonly #state: ConnectionState;
  #closesAfterResponse = false;
  #requestsInWork = 0;
  #fetchesParked = 0;
  /** Bytes of the frame that waits for room, if one does. */
  #waitingBytes: number | undefined;
  #isReserving = false;
  #cancelReservation: () => void = () => {};
  /** Taken for the frame that is being read. */
  #frameLease: Lease | undefined;

  constructor(socket: TransportSocket, options: ServerOptions, onClosed: () => void) {
    this.#options = options;
    this.#onClosed = onClosed;
    this.#state = {
      remote: socket.remote,
      peer: undefined,
      closeAfterResponse: () => {
        this.#closesAfterResponse = true;
      },
    };
    this.#socket = new FrameSocket(socket, {
      clock: options.clock,
      frameBytesMax: options.frameBytesMax,
      admit: (bytes) => this.#admit(bytes),
      onFrame: (payload) => this.#receive(payload),
      onClose: (error) => this.#closed(error),
    });
  }

  close(): void {
    this.#socket.end();
  }

  #hasRoom(): boolean {
    return (
      this.#requestsInWork < limits.requestsInWorkMax &&
      this.#fetchesParked < limits.parkedFetchesMax &&
      this.#socket.bufferedBytes < limits.responseBytesMax
    );
  }

  #admit(bytes: number): boolean {
    if (this.#hasRoom()) this.#frameLease = this.#options.ledger.tryReserve(bytes);
    if (this.#frameLease) return true;
    this.#waitingBytes = bytes;
    // Without room in the connection itself, the end of a request or of a write tries again.
    if (this.#hasRoom()) this.#reserveForWaiting();
    return false;
  }

  /** A request has ended, or a response has left: is there room for the frame that waits? */
  #tryAgain(): void {
    if (this.#waitingBytes !== undefined && !this.#isReserving && this.#hasRoom())
      this.#reserveForWaiting();
  }

  #reserveForWaiting(): void {
    assert(this.#waitingBytes !== undefined, 'a frame waits');
    const bytes = this.#waitingBytes;
    this.#isReserving = true;
    // Not from within `admit`: the decoder must have stopped before it goes on.
    queueMicrotask(() => {
      if (this.#socket.isClosed) return;
      this.#cancelReservation = this.#options.ledger.reserve(bytes, (lease) => {
        this.#isReserving = false;
        this.#waitingBytes = undefined;
        this.#frameLease = lease;
        this.#socket.admitNow();
      });
    });
  }

  #receive(payload: Buffer): void {
    const lease = this.#frameLease;
    assert(lease, 'a frame is read into bytes of the ledger');
    this.#frameLease = undefined;
    let request: Request;
    try {
      request = decodeRequest(payload);
    } catch (error) {
      lease.release();
      this.#refuse(payload, toError(error));
      return;
    }
    this.#dispatch(request, lease);
  }

  /** [NET-8] A request that cannot be decoded is answered when its correlation id can be read; else the connection ends. */
  #refuse(payload: Buffer, error: Error): void {
    const correlationId = readCorrelationId(payload);
    this.#options.logger.warn(
      { remote: this.#socket.remote, bytes: payload.length, reason: error.message },
      'a request could not be decoded',
    );
    if (correlationId === undefined) this.#socket.destroy(error);
    else this.#socket.send(encodeErrorResponse(correlationId, errorToWire(error)));
  }

  #dispatch(request: Request, lease: Lease): void {
    const api = request.body;
    const parks = api !== undefined && apiRegistry[api].parks;
    if (parks) this.#fetchesParked += 1;
    else this.#requestsInWork += 1;
    this.#options.tasks.start(`answer ${api ?? 'unknown request'}`, async () => {
      const leases: Lease[] = [lease];
      let response: PayloadChunks | undefined;
      try {
        response = await this.#answer(request, lease, leases);
      } finally {
        if (parks) this.#fetchesParked -= 1;
        else this.#requestsInWork -= 1;
        this.#send(response, leases);
      }
    });
  }

  #send(response: PayloadChunks | undefined, leases: Lease[]): void {
    const done = () => {
      for (const lease of leases) lease.release();
      this.#tryAgain();
    };
    if (response === undefined) done();
    else this.#socket.send(response, done);
    if (this.#closesAfterResponse) this.#socket.end();
  }

  async #answer(
    request: Request,
    lease: Lease,
    leases: Lease[],
  ): Promise<PayloadChunks | undefined> {
    const { correlationId, body: api } = request;
    try {
      const known = this.#checkApi(api);
      const context: RequestContext = {
        listener: this.#options.listener,
        clientId: request.clientId.slice(0, limits.clientIdCharsMax),
        principal: 'anonymous',
        connection: this.#state,
        lease,
        signal: this.#closing.signal,
        releaseWhenSent: (other) => leases.push(other),
      };
      const body = await this.#options.handle(
        known,
        request[known] as RequestBody<typeof known>,
        context,
      );
      return body === undefined ? undefined : encodeResponse(correlationId, known, body);
    } catch (error) {
      const wire = errorToWire(error);
      if (wire.code === -1) {
        this.#options.logger.error(
          { api, remote: this.#socket.remote, err: error },
          `${api} failed`,
        );
      }
      if (!isOneWay(request)) return encodeErrorResponse(correlationId, wire);
      // The end of the connection is the only way to tell a peer that waits for no response.
      this.#options.logger.warn(
        { api, remote: this.#socket.remote, reason: messageOf(error) },
        'connection closed: a request without a response failed',
      );
      this.#socket.destroy(toError(error));
      return undefined;
    }
  }

  #checkApi(api: ApiName | undefined): ApiName {
    if (api === undefined) {
      throw new WireError('UNSUPPORTED_VERSION', 'the request has no body that this version knows');
    }
    if (!apiRegistry[api].listeners.includes(this.#options.listener)) {
      throw new WireError(
        'WRONG_LISTENER',
        `${api} is not served on the ${this.#options.listener} listener`,
      );
    }
    return api;
  }

  #closed(error: Error | undefined): void {
    const { logger } = this.#options;
    this.#closing.abort();
    this.#cancelReservation();
    this.#frameLease?.release();
    this.#frameLease = undefined;
    if (error instanceof FrameError) {
      logger.warn(
        { remote: this.#socket.remote, reason: error.message },
        'connection closed: not a frame',
      );
      const answer = answerTo(error.foreign);
      if (answer) this.#socket.sendRaw(answer);
    } else if (error) {
      logger.debug({ remote: this.#socket.remote, reason: messageOf(error) }, 'connection broke');
    }
    this.#onClosed();
  }
}

/** [NET-3] What tells a program of another protocol that it is at the wrong door, in its own words. */
function answerTo(foreign: ForeignProtocol | undefined): Buffer | undefined {
  if (foreign === 'http') {
    const text =
      'This port speaks the Tidelog protocol, not HTTP. See docs/protocol.md of the tidelog package.\n';
    return Buffer.from(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
    );
  }
  // A fatal TLS alert: protocol_version (RFC 8446, section 6).
  if (foreign === 'tls') return Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);
  return undefined;
}
