// Who a node of the cluster is, and how two of them tell each other when they connect [NET-2].
import { limits } from '../base/limits.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import type { Connection } from '../net/connection.ts';
import type { Address } from '../net/transport.ts';
import type { RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { HelloRequest } from '../protocol/messages.ts';

export const softwareName = 'tidelog';

/** Who this node is. */
export interface NodeIdentity {
  nodeId: number;
  /** Changes when the node comes back without what it once held. */
  directoryId: Uuid;
  incarnationId: Uuid;
  /** Undefined until it has founded or joined one. */
  clusterId: Uuid | undefined;
  softwareVersion: string;
  /** Undefined until it listens. */
  internalAddress?: Address;
}

export function helloOf(identity: NodeIdentity): RequestBodyInit<'hello'> {
  const { clusterId, internalAddress } = identity;
  return {
    softwareName,
    softwareVersion: identity.softwareVersion,
    frameBytesMax: limits.internalFrameBytesMax,
    peer: {
      clusterId: clusterId === undefined ? new Uint8Array() : uuidToBytes(clusterId),
      nodeId: identity.nodeId,
      directoryId: uuidToBytes(identity.directoryId),
      incarnationId: uuidToBytes(identity.incarnationId),
      ...(internalAddress === undefined ? {} : { internalEndpoint: { ...internalAddress } }),
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

export type PeerHello = NonNullable<ResponseBody<'hello'>['peer']>;

/** The first words on a connection to another node. Returns who answers; throws what it refuses this node with. */
export async function sayHello(
  identity: NodeIdentity,
  connection: Connection,
  timeoutMs: number,
): Promise<PeerHello> {
  const { peer } = await connection.request('hello', helloOf(identity), { timeoutMs });
  checkPeerCluster(identity, peer);
  if (!peer) throw new WireError('INVALID_REQUEST', 'a node of the cluster says who it is');
  return peer;
}
