// One connection per address and purpose, opened when first asked for. Long polls and heartbeats have a purpose of
// their own, so that they wait behind nobody [NET-5].
import { TidelogError } from '../base/errors.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { type Address, formatAddress } from './transport.ts';

export interface ConnectionPoolOptions extends ConnectionOptions {
  /** Done before a connection is handed out; when it rejects, so does `get`. */
  handshake?: (connection: Connection) => Promise<void>;
}

export class ConnectionPool {
  readonly #options: ConnectionPoolOptions;
  readonly #connections = new Map<string, Promise<Connection>>();
  readonly #open = new Set<Connection>();
  #isClosed = false;

  constructor(options: ConnectionPoolOptions) {
    this.#options = options;
  }

  /** Rejects with CONNECTION_FAILED; the next call tries again. */
  get(address: Address, purpose: string): Promise<Connection> {
    if (this.#isClosed) {
      return Promise.reject(new TidelogError('CLIENT_CLOSED', 'the client has been closed'));
    }
    const key = `${purpose} ${formatAddress(address)}`;
    const known = this.#connections.get(key);
    if (known) return known;
    const opening = this.#openConnection(key, address);
    this.#connections.set(key, opening);
    return opening;
  }

  /** Closes the connections to certain addresses; the next `get` opens another. */
  closeAll(isMeant: (address: Address) => boolean): void {
    for (const connection of this.#open) if (isMeant(connection.address)) connection.close();
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#open) connection.close();
  }

  async #openConnection(key: string, address: Address): Promise<Connection> {
    let connection: Connection | undefined;
    try {
      connection = await Connection.open(address, this.#options);
      this.#open.add(connection);
      await this.#options.handshake?.(connection);
      if (this.#isClosed) throw new TidelogError('CLIENT_CLOSED', 'the client has been closed');
    } catch (error) {
      this.#connections.delete(key);
      if (connection) this.#open.delete(connection);
      connection?.close();
      throw error;
    }
    const opened = connection;
    const forget = () => {
      this.#open.delete(opened);
      this.#connections.delete(key);
    };
    // It may have closed during the handshake's last turn; then nobody would say so any more.
    if (opened.isOpen) opened.onClose(forget);
    else forget();
    return opened;
  }
}
