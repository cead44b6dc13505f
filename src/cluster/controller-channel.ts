// How a broker asks the controller: by a call when it is on this node, else over the internal listener, where each
// connection begins with a Hello by which both sides learn who the other is [NET-2].
import type { Clock } from '../base/clock.ts';
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import type { Connection } from '../net/connection.ts';
import { ConnectionPool } from '../net/connection-pool.ts';
import { type Address, formatAddress, type Transport } from '../net/transport.ts';
import type {
  ApiName,
  RequestBody,
  RequestBodyInit,
  ResponseBodyInit,
} from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { HelloRequest } from '../protocol/messages.ts';
import type { ControllerApi } from './controller-node.ts';

export const softwareName = 'tidelog';

/** Who this node is. `clusterId` is undefined until it has founded or joined one. */
export interface NodeIdentity {
  nodeId: number;
  directoryId: Uuid;
  incarnationId: Uuid;
  clusterId: Uuid | undefined;
  softwareVersion: string;
}

export interface ControllerChannelOptions {
  identity: NodeIdentity;
  /** Internal address of the quorum's voter. */
  quorumAddress: Address;
  transport: Transport;
  clock: Clock;
  connectTimeoutMs: number;
}

export function helloOf(identity: NodeIdentity): RequestBodyInit<'hello'> {
  return {
    softwareName,
    softwareVersion: identity.softwareVersion,
    frameBytesMax: limits.internalFrameBytesMax,
    peer: {
      clusterId:
        identity.clusterId === undefined ? new Uint8Array() : uuidToBytes(identity.clusterId),
      nodeId: identity.nodeId,
      directoryId: uuidToBytes(identity.directoryId),
      incarnationId: uuidToBytes(identity.incarnationId),
    },
  };
}

/** The cluster that the other side belongs to, or undefined. Throws INCONSISTENT_CLUSTER_ID when it is not this node's. */
export function checkPeerCluster(
  identity: NodeIdentity,
  peer: HelloRequest['peer'],
): Uuid | undefined {
  if (!peer || peer.clusterId.length === 0) return undefined;
  const theirs = uuidFromBytes(peer.clusterId);
  if (identity.clusterId !== undefined && identity.clusterId !== theirs) {
    throw new WireError(
      'INCONSISTENT_CLUSTER_ID',
      `node ${identity.nodeId} belongs to cluster ${identity.clusterId}, node ${peer.nodeId} to cluster ${theirs}; check the quorum address and the data directory`,
    );
  }
  return theirs;
}

/** What the rest of the broker sees of the controller, wherever that is. */
export interface ControllerChannel {
  request<Api extends ControllerApi>(
    api: Api,
    body: RequestBody<Api>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<Api>>;
  /** What the leader of the quorum itself tells of it. */
  describeQuorum(timeoutMs: number): Promise<ResponseBodyInit<'describeQuorum'>>;
  close(): void;
}

export class RemoteControllerChannel implements ControllerChannel {
  readonly #options: ControllerChannelOptions;
  readonly #pool: ConnectionPool;
  #clusterId: Uuid | undefined;

  constructor(options: ControllerChannelOptions) {
    this.#options = options;
    this.#pool = new ConnectionPool({
      transport: options.transport,
      clock: options.clock,
      clientId: `broker-${options.identity.nodeId}`,
      connectTimeoutMs: options.connectTimeoutMs,
      frameBytesMax: limits.internalFrameBytesMax,
      handshake: (connection) => this.#sayHello(connection),
    });
  }

  /** The cluster that the quorum told of, once a connection has been made. */
  get clusterId(): Uuid | undefined {
    return this.#clusterId;
  }

  /** Heartbeats go on a connection of their own, and so does each of the others [NET-5]. */
  async request<Api extends ControllerApi>(
    api: Api,
    body: RequestBody<Api>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<Api>> {
    return this.#ask(api, api, body, timeoutMs);
  }

  async fetchMetadata(
    body: RequestBodyInit<'fetch'>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<'fetch'>> {
    return this.#ask('fetch', 'metadata', body, timeoutMs);
  }

  describeQuorum(timeoutMs: number): Promise<ResponseBodyInit<'describeQuorum'>> {
    return this.#ask('describeQuorum', 'describeQuorum', { localOnly: true }, timeoutMs);
  }

  close(): void {
    this.#pool.close();
  }

  async #ask<Api extends ApiName>(
    api: Api,
    purpose: string,
    body: RequestBodyInit<Api>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<Api>> {
    const connection = await this.#pool.get(this.#options.quorumAddress, purpose);
    return connection.request(api, body, { timeoutMs });
  }

  async #sayHello(connection: Connection): Promise<void> {
    const { identity, connectTimeoutMs } = this.#options;
    const answer = await connection.request('hello', helloOf(identity), {
      timeoutMs: connectTimeoutMs,
    });
    const clusterId = checkPeerCluster(identity, answer.peer);
    if (clusterId === undefined) {
      throw new TidelogError(
        'CLUSTER_NOT_FOUNDED',
        `${formatAddress(connection.address)} does not belong to a cluster yet`,
        { retriable: true },
      );
    }
    this.#clusterId = clusterId;
  }
}
