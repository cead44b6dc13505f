// What the request handlers work with.
import type { ByteLedger } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { ClusterNode } from '../cluster/cluster-node.ts';
import type { ControllerChannel } from '../cluster/controller-channel.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import type { NodeIdentity } from '../cluster/node-identity.ts';
import type { PeerRegistry } from '../cluster/peer-registry.ts';
import type { RequestContext } from '../net/server.ts';
import type { ApiName, RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import type { GroupCoordinator } from './groups/group-coordinator.ts';
import type { ProducerIds } from './producer-ids.ts';
import type { ReplicaManager } from './replica-manager.ts';
import type { ReplicaSessions } from './replica-sessions.ts';

/** What there is from the moment at which other nodes may connect. */
export interface ClusterContext {
  identity: NodeIdentity;
  store: MetadataStore;
  /** This node's part in the quorum, if it has one, and the controller while it leads. */
  cluster: ClusterNode;
  /** Who is at the other end of the connections to the internal listener. */
  peers: PeerRegistry;
  clock: Clock;
  logger: Logger;
}

export interface BrokerContext extends ClusterContext {
  replicas: ReplicaManager;
  /** Where the controller is asked; on its own node a plain call. */
  controller: ControllerChannel;
  groups: GroupCoordinator;
  producerIds: ProducerIds;
  random: Random;
  /** For answers on the client listener. */
  ledger: ByteLedger;
  /** What follower brokers have asked. */
  replicaSessions: ReplicaSessions;
  /** For records that go to other brokers. */
  replicationLedger: ByteLedger;
}

/** One per API, in a file of its own under handlers/. Throws what the request as a whole is refused with. */
export type Handler<Api extends ApiName, Context = BrokerContext> = (
  broker: Context,
  request: RequestBody<Api>,
  context: RequestContext,
) => Promise<ResponseBodyInit<Api> | undefined>;
