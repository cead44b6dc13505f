// One connection per address and purpose, opened when first asked for. Long polls and heartbeats have a purpose of
// their own, so that they wait behind nobody [NET-5].
import { TidelogError } from '../base/errors.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { type Address, formatAddress } from './transport.ts';

export class ConnectionPool {
  readonly #options: ConnectionOptions;
  readonly #connections = new Map<string, Promise<Connection>>();
  readonly #open = new Set<Connection>();
  #isClosed = false;

  constructor(options: ConnectionOptions) {
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

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#open) connection.close();
  }

  async #openConnection(key: string, address: Address): Promise<Connection> {
    let connection: Connection;
    try {
      connection = await Connection.open(address, this.#options);
    } catch (error) {
      this.#connections.delete(key);
      throw error;
    }
    this.#open.add(connection);
    connection.onClose(() => {
      this.#open.delete(connection);
      this.#connections.delete(key);
    });
    if (this.#isClosed) connection.close();
    return connection;
  }
}
