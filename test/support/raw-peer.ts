import { connect, type Socket } from 'node:net';
import type { Address } from '../../src/net/transport.ts';
import { encodeRequest } from '../../src/protocol/codec.ts';
import { type Request, type Response, wire } from '../../src/protocol/messages.ts';

type Api = NonNullable<Request['body']>;

/** A plain socket of a test: sends any bytes, and reads what comes back as frames or as it is. */
export class RawPeer {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  /** What came and was not taken as a response. */
  #unread: Buffer[] = [];
  #unreadBytes = 0;
  #changed: () => void = () => {};
  #isClosed = false;
  /** Resolves when the other side has ended or broken the connection. */
  readonly closed: Promise<void>;

  static connect({ host, port }: Address): Promise<RawPeer> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.removeListener('error', reject);
        resolve(new RawPeer(socket));
      });
    });
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#chunks.push(chunk);
      this.#unread.push(chunk);
      this.#unreadBytes += chunk.length;
      this.#changed();
    });
    // A reset is one of the ways to be closed; `closed` tells of it.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      const over = () => {
        this.#isClosed = true;
        this.#changed();
        resolve();
      };
      socket.once('end', over);
      socket.once('close', over);
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  sendFrame(payload: Uint8Array): void {
    this.send(frameOf(payload));
  }

  /** Sends what was written, and no more. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** The next response that comes; rejects when the connection closes before it. */
  async response(): Promise<Response> {
    for (;;) {
      const payload = this.#takeFrame();
      if (payload) return wire.Response.decode(payload);
      if (this.#isClosed) throw new Error('the connection was closed without a response');
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  #takeFrame(): Buffer | undefined {
    if (this.#unreadBytes < 4) return undefined;
    if ((this.#unread[0]?.length ?? 0) < 4) this.#unread = [Buffer.concat(this.#unread)];
    const end = 4 + (this.#unread[0]?.readInt32BE(0) ?? 0);
    if (this.#unreadBytes < end) return undefined;
    const all = this.#unread.length === 1 ? this.#unread[0] : Buffer.concat(this.#unread);
    const rest = all?.subarray(end) ?? Buffer.alloc(0);
    this.#unread = [rest];
    this.#unreadBytes = rest.length;
    return all?.subarray(4, end);
  }

  /** Reads nothing until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Sends one request and reads the next response. */
  async ask<Name extends Api>(
    api: Name,
    body: Parameters<typeof encodeRequest<Name>>[2],
    correlationId = 1,
  ): Promise<Response> {
    this.sendFrame(requestPayload(api, body, correlationId));
    return this.response();
  }
}

export function requestPayload<Name extends Api>(
  api: Name,
  body: Parameters<typeof encodeRequest<Name>>[2],
  correlationId = 1,
): Buffer {
  return Buffer.concat(encodeRequest({ correlationId, clientId: 'raw' }, api, body));
}

export function frameOf(payload: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(payload.length);
  return Buffer.concat([length, payload]);
}
