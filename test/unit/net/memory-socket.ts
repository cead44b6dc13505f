import type {
  Address,
  SocketHandlers,
  Transport,
  TransportListener,
  TransportSocket,
} from '../../../src/net/transport.ts';

/** One end of a connection that a test drives by hand: it hands in what the peer sent and takes what was written. */
export class MemorySocket implements TransportSocket {
  readonly remote = '127.0.0.1:1';
  readonly written: Buffer[] = [];
  isPaused = false;
  isEnded = false;
  isDestroyed = false;
  /** While true, writes stay in the buffer, as with a peer that reads nothing. */
  holdsWrites = false;
  bufferedBytes = 0;
  #handlers: SocketHandlers | undefined;
  #unflushed: { bytes: number; onFlushed: (() => void) | undefined }[] = [];

  start(handlers: SocketHandlers): void {
    this.#handlers = handlers;
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    const all = Buffer.concat(chunks);
    this.written.push(all);
    this.bufferedBytes += all.length;
    this.#unflushed.push({ bytes: all.length, onFlushed });
    if (!this.holdsWrites) this.flush();
    return this.bufferedBytes === 0;
  }

  /** The peer has taken what was written. */
  flush(): void {
    const unflushed = this.#unflushed;
    this.#unflushed = [];
    this.bufferedBytes = 0;
    for (const { onFlushed } of unflushed) onFlushed?.();
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  end(): void {
    this.isEnded = true;
  }

  destroy(): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    this.flush();
    this.#handlers?.onClose(undefined);
  }

  /** The peer sent this. */
  receive(bytes: Uint8Array): void {
    this.#handlers?.onData(Buffer.from(bytes));
  }

  /** The peer ended, or broke the connection. */
  peerCloses(error?: Error): void {
    this.#handlers?.onClose(error);
  }
}

/** Accepts and opens memory sockets. */
export class MemoryTransport implements Transport {
  readonly connected: MemorySocket[] = [];
  #accept: (socket: TransportSocket) => void = () => {};
  /** Undefined: connects succeed. */
  refusal: Error | undefined;
  isListening = false;

  async connect(): Promise<TransportSocket> {
    if (this.refusal) throw this.refusal;
    const socket = new MemorySocket();
    this.connected.push(socket);
    return socket;
  }

  async listen(
    address: Address,
    onSocket: (socket: TransportSocket) => void,
  ): Promise<TransportListener> {
    this.#accept = onSocket;
    this.isListening = true;
    return {
      address: { ...address, port: address.port || 1_234 },
      close: async () => {
        this.isListening = false;
      },
    };
  }

  /** A peer connects to the listener. */
  peerConnects(): MemorySocket {
    const socket = new MemorySocket();
    this.#accept(socket);
    return socket;
  }
}

/** Lets all promises have their turns. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
