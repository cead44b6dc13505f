// Sockets as the rest of the program sees them [SIM-1]: real TCP in tcp-transport.ts, an in-memory twin in test/sim.

export interface Address {
  host: string;
  port: number;
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** What a socket tells its owner. */
export interface SocketHandlers {
  onData(chunk: Buffer): void;
  /** The bytes that waited have been handed on; called after a write had returned false. */
  onDrain(): void;
  /** Called once, when no more data comes: the peer ended, the connection broke (`error` says how), or it was destroyed here. */
  onClose(error: Error | undefined): void;
}

/** A connected byte stream in both directions, in order. */
export interface TransportSocket {
  /** For logs: the peer's address. */
  readonly remote: string;
  /** Must be called at once when the socket is received; no data is lost before. */
  start(handlers: SocketHandlers): void;
  /**
   * Hands chunks on without copying them; they must not change before `onFlushed`, which is called once they have left
   * this process or never will. False says: wait for onDrain before writing much more.
   */
  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean;
  /** Bytes given to write that have not left this process. */
  readonly bufferedBytes: number;
  pause(): void;
  resume(): void;
  /** Sends what was written, then closes. */
  end(): void;
  /** Closes at once; what was not sent is lost. */
  destroy(error?: Error): void;
}

export interface TransportListener {
  /** With the port that was really taken when 0 was asked for. */
  readonly address: Address;
  /** Stops accepting; connections that exist stay. */
  close(): Promise<void>;
}

export interface Transport {
  /** Rejects with CONNECTION_FAILED (retriable) when nobody listens there or `timeoutMs` passed. */
  connect(address: Address, options: { timeoutMs: number }): Promise<TransportSocket>;
  /** Rejects with PORT_IN_USE, or LISTEN_FAILED. */
  listen(address: Address, onSocket: (socket: TransportSocket) => void): Promise<TransportListener>;
}
