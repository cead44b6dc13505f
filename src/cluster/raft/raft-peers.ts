// How a member's messages reach the others: one connection to each, opened when there is something to say, messages in the
// order in which they were sent. What cannot be sent is dropped, and the core is told: it sends again what still matters.
//
// No message is answered on its own connection, and what the peer says on another one does not show that this one gets through. So
// now and then it is asked for a hello; without an answer the connection is given up, and a new one may get through.
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
  /** Where the operator says that a node is. It counts where the log's address fails: all voters may have moved at once. */
  configuredAddress: (nodeId: number) => Address | undefined;
  /** How often a connection in use is asked whether it gets through. */
  askEveryMs: number;
  /** Says hello and returns the node that answers. */
  sayHello: (connection: Connection) => Promise<{ nodeId: number }>;
  onUnreachable: (to: ReplicaKey) => void;
  /** A broken invariant met on the way: this node must stop. */
  onFailure: (error: Error) => void;
}

interface Peer {
  waiting: number;
  /** The address of the log has failed last, or that of the configuration has not. */
  usesConfigured: boolean;
  connection: Connection | undefined;
  /** When its connection last got through. */
  answeredMs: number;
  isAsked: boolean;
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
    peer.waiting += 1;
    this.#tasks.start(`send to node ${envelope.to.nodeId}`, () => this.#send(peer, to, envelope));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pool.close();
    await this.#tasks.drained();
  }

  #peer(nodeId: number): Peer {
    const known = this.#peers.get(nodeId);
    if (known) return known;
    const peer: Peer = {
      waiting: 0,
      usesConfigured: false,
      connection: undefined,
      answeredMs: 0,
      isAsked: false,
      isLost: false,
    };
    this.#peers.set(nodeId, peer);
    return peer;
  }

  /** Asks for a hello if it is time. When the answer does not come in time, the connection closes itself. */
  #askIfSilent(peer: Peer, connection: Connection): void {
    const { clock, askEveryMs, sayHello } = this.#options;
    if (peer.connection !== connection) {
      peer.connection = connection;
      peer.answeredMs = clock.monotonicMs();
    }
    if (peer.isAsked || clock.monotonicMs() - peer.answeredMs < askEveryMs) return;
    peer.isAsked = true;
    this.#tasks.start('ask whether a connection gets through', async () => {
      try {
        this.#answered.set(connection, (await sayHello(connection)).nodeId);
        peer.answeredMs = clock.monotonicMs();
      } catch {
        // Whatever it is, a new connection is asked the same, and its failure is told.
        connection.close();
      } finally {
        peer.isAsked = false;
      }
    });
  }

  async #send(peer: Peer, known: Address, envelope: Envelope): Promise<void> {
    const { logger, clusterId, onUnreachable } = this.#options;
    const { nodeId } = envelope.to;
    const { usesConfigured } = peer;
    const configured = usesConfigured ? this.#options.configuredAddress(nodeId) : undefined;
    const address = configured ?? known;
    try {
      const connection = await this.#pool.get(address, 'raft');
      this.#askIfSilent(peer, connection);
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
      // The next message tries the other address.
      peer.usesConfigured = !usesConfigured;
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
