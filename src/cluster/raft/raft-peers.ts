// How a member's messages reach the others: one connection to each, opened when there is something to say, messages in the
// order in which they were sent. What cannot be sent is dropped, and the core is told: it sends again what still matters.
//
// Nothing ever comes back on such a connection, so a peer that is cut off shows only by its own silence: after a while the
// connection is given up, for a new one may get through where the old one hangs.
import type { Clock } from '../../base/clock.ts';
import { messageOf, TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Logger } from '../../base/logger.ts';
import { Tasks } from '../../base/tasks.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { Connection } from '../../net/connection.ts';
import { ConnectionPool } from '../../net/connection-pool.ts';
import { type Address, formatAddress, type Transport } from '../../net/transport.ts';
import { envelopeToWire } from './raft-envelope.ts';
import type { Envelope, ReplicaKey } from './raft-types.ts';

/** Messages to one peer that have not left this process; more of them are dropped. */
const waitingMax = 256;

export interface RaftPeersOptions {
  nodeId: number;
  clusterId: Uuid;
  transport: Transport;
  clock: Clock;
  logger: Logger;
  connectTimeoutMs: number;
  /** A connection to a peer that has said nothing for this long after a message is given up. */
  silenceMs: number;
  /** Says hello and returns the node that answers. */
  sayHello: (connection: Connection) => Promise<{ nodeId: number }>;
  onUnreachable: (to: ReplicaKey) => void;
  /** A broken invariant met on the way: this node must stop. */
  onFailure: (error: Error) => void;
}

interface Peer {
  waiting: number;
  connection: Connection | undefined;
  /** When the first message went that the peer has said nothing after. */
  silentSinceMs: number | undefined;
  /** Said once, until it works again. */
  isLost: boolean;
}

export class RaftPeers {
  readonly #options: RaftPeersOptions;
  readonly #pool: ConnectionPool;
  readonly #peers = new Map<number, Peer>();
  /** Which node answered at the other end. */
  readonly #answered = new WeakMap<Connection, number>();
  readonly #tasks: Tasks;
  #isClosed = false;

  constructor(options: RaftPeersOptions) {
    this.#options = options;
    const { transport, clock, connectTimeoutMs, nodeId } = options;
    this.#pool = new ConnectionPool({
      transport,
      clock,
      connectTimeoutMs,
      clientId: `broker-${nodeId}`,
      frameBytesMax: limits.internalFrameBytesMax,
      handshake: async (connection) => {
        this.#answered.set(connection, (await options.sayHello(connection)).nodeId);
      },
    });
    this.#tasks = new Tasks((_name, error) => options.onFailure(error));
  }

  send(to: Address, envelope: Envelope): void {
    const peer = this.#peer(envelope.to.nodeId);
    if (this.#isClosed) return;
    if (peer.waiting >= waitingMax) {
      this.#options.onUnreachable(envelope.to);
      return;
    }
    this.#giveUpIfSilent(peer);
    peer.silentSinceMs ??= this.#options.clock.monotonicMs();
    peer.waiting += 1;
    this.#tasks.start(`send to node ${envelope.to.nodeId}`, () => this.#send(peer, to, envelope));
  }

  /** A message of this node has come. */
  heardFrom(nodeId: number): void {
    this.#peer(nodeId).silentSinceMs = undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pool.close();
    await this.#tasks.drained();
  }

  #peer(nodeId: number): Peer {
    const known = this.#peers.get(nodeId);
    if (known) return known;
    const peer = { waiting: 0, connection: undefined, silentSinceMs: undefined, isLost: false };
    this.#peers.set(nodeId, peer);
    return peer;
  }

  #giveUpIfSilent(peer: Peer): void {
    const { clock, silenceMs } = this.#options;
    if (peer.silentSinceMs === undefined || peer.connection === undefined) return;
    if (clock.monotonicMs() - peer.silentSinceMs < silenceMs) return;
    peer.connection.close();
    peer.connection = undefined;
    peer.silentSinceMs = undefined;
  }

  async #send(peer: Peer, address: Address, envelope: Envelope): Promise<void> {
    const { logger, clusterId, onUnreachable } = this.#options;
    const { nodeId } = envelope.to;
    try {
      const connection = await this.#pool.get(address, 'raft');
      peer.connection = connection;
      this.#checkAnswer(connection, nodeId);
      await connection.sendOneWay('raft', envelopeToWire(clusterId, envelope));
      if (peer.isLost)
        logger.info({ node: nodeId }, `node ${nodeId} of the quorum is reached again`);
      peer.isLost = false;
    } catch (error) {
      if (this.#isClosed) return;
      if (!peer.isLost) {
        logger.warn(
          { node: nodeId, address: formatAddress(address), reason: messageOf(error) },
          `node ${nodeId} of the quorum cannot be reached`,
        );
      }
      peer.isLost = true;
      onUnreachable(envelope.to);
    } finally {
      peer.waiting -= 1;
    }
  }

  #checkAnswer(connection: Connection, nodeId: number): void {
    const answered = this.#answered.get(connection);
    if (answered === nodeId) return;
    const where = formatAddress(connection.address);
    throw new TidelogError('WRONG_NODE', `at ${where} is node ${answered}, not node ${nodeId}`);
  }
}
