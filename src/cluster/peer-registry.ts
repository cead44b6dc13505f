// Who has said hello on the internal listener [NET-2]. A node is its id, the directory on its disk and the incarnation of its
// process. A newer incarnation of the same directory replaces the older one, whose connections are refused from then on. A
// second node with the id of one that lives is refused, and so is one that has this node's own id.
import type { Clock } from '../base/clock.ts';
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import { type Address, formatAddress } from '../net/transport.ts';
import { WireError } from '../protocol/error-codes.ts';
import { checkPeerCluster, type NodeIdentity, type PeerHello } from './node-identity.ts';

/** Incarnations of one node that are remembered as over. */
const pastIncarnationsMax = 16;

export interface Peer {
  readonly nodeId: number;
  readonly incarnationId: Uuid;
}

interface KnownPeer {
  directoryId: Uuid;
  incarnationId: Uuid;
  address: string;
  lastHeardMs: number;
  /** Aborted when the connection has ended. */
  connections: AbortSignal[];
  readonly past: Uuid[];
}

export class PeerRegistry {
  readonly #identity: NodeIdentity;
  readonly #clock: Clock;
  /** A node that has been silent for so long does not keep its id from another. */
  readonly #silenceMs: number;
  readonly #peers = new Map<number, KnownPeer>();

  constructor(identity: NodeIdentity, clock: Clock, silenceMs: number) {
    this.#identity = identity;
    this.#clock = clock;
    this.#silenceMs = silenceMs;
  }

  /** Takes a node's word for who it is. Throws INCONSISTENT_CLUSTER_ID, DUPLICATE_BROKER_REGISTRATION and STALE_INCARNATION. */
  admit(hello: PeerHello, { remote, signal }: { remote: string; signal: AbortSignal }): Peer {
    checkPeerCluster(this.#identity, hello);
    const { nodeId } = hello;
    const directoryId = uuidFromBytes(hello.directoryId);
    const incarnationId = uuidFromBytes(hello.incarnationId);
    const address = hello.internalEndpoint ? formatAddress(hello.internalEndpoint) : remote;
    this.#checkOwnId(nodeId, incarnationId);
    const known = this.#peers.get(nodeId);
    const lastHeardMs = this.#clock.monotonicMs();
    if (known === undefined) {
      const connections = [signal];
      const about = { directoryId, incarnationId, address, lastHeardMs, connections };
      this.#peers.set(nodeId, { ...about, past: [] });
      return { nodeId, incarnationId };
    }
    known.connections = known.connections.filter(({ aborted }) => !aborted);
    if (known.incarnationId !== incarnationId) {
      this.#checkIsNewer(nodeId, known, { directoryId, incarnationId });
      known.past.push(known.incarnationId);
      if (known.past.length > pastIncarnationsMax) known.past.shift();
      Object.assign(known, { directoryId, incarnationId, connections: [] });
    }
    known.connections.push(signal);
    known.address = address;
    known.lastHeardMs = lastHeardMs;
    return { nodeId, incarnationId };
  }

  /** Called for each request. Throws STALE_INCARNATION when a newer incarnation of the node has said hello since. */
  check({ nodeId, incarnationId }: Peer): void {
    const known = this.#peers.get(nodeId);
    if (known === undefined) return;
    if (known.incarnationId !== incarnationId) throw stale(nodeId, incarnationId);
    known.lastHeardMs = this.#clock.monotonicMs();
  }

  #checkOwnId(nodeId: number, incarnationId: Uuid): void {
    const self = this.#identity;
    if (nodeId !== self.nodeId || incarnationId === self.incarnationId) return;
    throw duplicate(nodeId, self.internalAddress);
  }

  #checkIsNewer(
    nodeId: number,
    known: KnownPeer,
    { directoryId, incarnationId }: { directoryId: Uuid; incarnationId: Uuid },
  ): void {
    if (known.past.includes(incarnationId)) throw stale(nodeId, incarnationId);
    if (known.directoryId === directoryId) return;
    const isSilent = this.#clock.monotonicMs() - known.lastHeardMs >= this.#silenceMs;
    if (isSilent || known.connections.length === 0) return;
    throw duplicate(nodeId, known.address);
  }
}

function duplicate(nodeId: number, address: string | Address | undefined): WireError {
  const where = typeof address === 'object' ? formatAddress(address) : (address ?? 'this address');
  return new WireError(
    'DUPLICATE_BROKER_REGISTRATION',
    `node id ${nodeId} belongs to a live broker at ${where} with another data directory; give this one another node id`,
  );
}

function stale(nodeId: number, incarnationId: Uuid): WireError {
  return new WireError(
    'STALE_INCARNATION',
    `a newer process runs node ${nodeId}; this one (incarnation ${incarnationId}) is to stop`,
  );
}
