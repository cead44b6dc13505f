// The asking side of a connection: requests out, responses matched by correlation id [NET-5]. A broker that says it should be left
// alone for a while (`throttle_ms`) gets no request on this connection before; those that come meanwhile wait in order.
import type { Clock, Timer } from '../base/clock.ts';
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { RingQueue } from '../base/ring-queue.ts';
import { INT32_MAX } from '../base/units.ts';
import type { ApiName, RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { decodeResponse, encodeRequest } from '../protocol/codec.ts';
import { errorFromWire } from '../protocol/error-codes.ts';
import type { Response } from '../protocol/messages.ts';
import { FrameSocket } from './frame-socket.ts';
import { type Address, formatAddress, type Transport, type TransportSocket } from './transport.ts';

export interface ConnectionOptions {
  transport: Transport;
  clock: Clock;
  clientId: string;
  connectTimeoutMs: number;
  /** Largest response frame taken. */
  frameBytesMax: number;
}

function errorOf(error: NonNullable<Response['error']>): TidelogError {
  const { code, message, leaderId, leaderHost, leaderPort } = error;
  if (leaderId === null) return errorFromWire(code, message);
  return errorFromWire(code, message, { nodeId: leaderId, host: leaderHost, port: leaderPort });
}

interface PendingRequest {
  api: ApiName;
  timer: Timer;
  resolve: (response: Response) => void;
  reject: (error: Error) => void;
}

export class Connection {
  readonly address: Address;
  readonly #clock: Clock;
  readonly #clientId: string;
  readonly #socket: FrameSocket;
  readonly #pending = new Map<number, PendingRequest>();
  readonly #closeListeners: (() => void)[] = [];
  /** What is sent when the broker may be asked again. */
  readonly #waiting = new RingQueue<() => void>();
  #throttle: { untilMs: number; timer: Timer } | undefined;
  #lastCorrelationId = 0;

  static async open(address: Address, options: ConnectionOptions): Promise<Connection> {
    const socket = await options.transport.connect(address, {
      timeoutMs: options.connectTimeoutMs,
    });
    return new Connection(address, socket, options);
  }

  private constructor(address: Address, socket: TransportSocket, options: ConnectionOptions) {
    this.address = address;
    this.#clock = options.clock;
    this.#clientId = options.clientId;
    this.#socket = new FrameSocket(socket, {
      clock: options.clock,
      frameBytesMax: options.frameBytesMax,
      admit: () => true,
      onFrame: (payload) => this.#receive(payload),
      onClose: (error) => this.#closed(error),
    });
  }

  get isOpen(): boolean {
    return !this.#socket.isClosed;
  }

  get requestsInFlight(): number {
    return this.#pending.size;
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  /**
   * Rejects with the broker's error, with CONNECTION_CLOSED, or with REQUEST_TIMED_OUT; the last one closes the
   * connection, since a broker that is silent so long may never answer what is behind it either. The timeout begins when
   * the request is sent.
   */
  async request<Api extends ApiName>(
    api: Api,
    body: RequestBodyInit<Api>,
    options: { timeoutMs: number },
  ): Promise<ResponseBody<Api>> {
    if (this.#throttle) await this.#unthrottled();
    const response = await this.#exchange(api, body, options.timeoutMs);
    if (response.error) throw errorOf(response.error);
    const responseBody = response[api];
    if (!responseBody) {
      throw new TidelogError(
        'INVALID_RESPONSE',
        `${formatAddress(this.address)} answered ${api} with ${response.body ?? 'nothing'}`,
      );
    }
    return responseBody as ResponseBody<Api>;
  }

  /** Sends a request that has no response (produce with acks 0). Resolves when the bytes have left this process. */
  async sendOneWay<Api extends ApiName>(api: Api, body: RequestBodyInit<Api>): Promise<void> {
    if (this.#throttle) await this.#unthrottled();
    if (this.#socket.isClosed) throw this.#closedError(undefined);
    const payload = encodeRequest(
      { correlationId: this.#nextCorrelationId(), clientId: this.#clientId },
      api,
      body,
    );
    await new Promise<void>((resolve) => this.#socket.send(payload, resolve));
  }

  /** Requests that are under way fail with CONNECTION_CLOSED. */
  close(): void {
    this.#socket.destroy();
  }

  #exchange<Api extends ApiName>(
    api: Api,
    body: RequestBodyInit<Api>,
    timeoutMs: number,
  ): Promise<Response> {
    if (this.#socket.isClosed) return Promise.reject(this.#closedError(undefined));
    const correlationId = this.#nextCorrelationId();
    const payload = encodeRequest({ correlationId, clientId: this.#clientId }, api, body);
    return new Promise((resolve, reject) => {
      const timer = this.#clock.schedule(timeoutMs, () => this.#timedOut(correlationId, timeoutMs));
      this.#pending.set(correlationId, { api, timer, resolve, reject });
      this.#socket.send(payload);
    });
  }

  #unthrottled(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A later end of the pause counts, an earlier one changes nothing. */
  #pause(throttleMs: number): void {
    const untilMs = this.#clock.monotonicMs() + Math.min(throttleMs, limits.throttleMsMax);
    if (this.#throttle && this.#throttle.untilMs >= untilMs) return;
    this.#throttle?.timer.cancel();
    const timer = this.#clock.schedule(untilMs - this.#clock.monotonicMs(), () => this.#goOn());
    this.#throttle = { untilMs, timer };
  }

  #goOn(): void {
    this.#throttle?.timer.cancel();
    this.#throttle = undefined;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) next();
  }

  #nextCorrelationId(): number {
    do {
      this.#lastCorrelationId =
        this.#lastCorrelationId === INT32_MAX ? 1 : this.#lastCorrelationId + 1;
    } while (this.#pending.has(this.#lastCorrelationId));
    return this.#lastCorrelationId;
  }

  #receive(payload: Buffer): void {
    // What decodeResponse throws ends the connection: after one bad response none can be trusted.
    const response = decodeResponse(payload);
    const pending = this.#pending.get(response.correlationId);
    if (!pending) {
      throw new TidelogError(
        'INVALID_RESPONSE',
        `${formatAddress(this.address)} answered a request that was not asked (correlation id ${response.correlationId})`,
      );
    }
    this.#pending.delete(response.correlationId);
    pending.timer.cancel();
    if (response.throttleMs > 0) this.#pause(response.throttleMs);
    pending.resolve(response);
  }

  #timedOut(correlationId: number, timeoutMs: number): void {
    const pending = this.#pending.get(correlationId);
    if (!pending) return;
    const where = formatAddress(this.address);
    const message = `${where} did not answer ${pending.api} within ${timeoutMs} ms`;
    this.#pending.delete(correlationId);
    pending.reject(new TidelogError('REQUEST_TIMED_OUT', message, { retriable: true }));
    this.#socket.destroy(new TidelogError('REQUEST_TIMED_OUT', message, { retriable: true }));
  }

  #closed(error: Error | undefined): void {
    const closed = this.#closedError(error);
    for (const { timer, reject } of this.#pending.values()) {
      timer.cancel();
      reject(closed);
    }
    this.#pending.clear();
    // What waited finds the connection closed.
    this.#goOn();
    for (const listener of this.#closeListeners) listener();
  }

  #closedError(cause: Error | undefined): TidelogError {
    const why = cause ? `: ${cause.message}` : '';
    return new TidelogError(
      'CONNECTION_CLOSED',
      `the connection to ${formatAddress(this.address)} was closed${why}`,
      { retriable: true, cause },
    );
  }
}
