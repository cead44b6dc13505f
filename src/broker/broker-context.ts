// What the request handlers work with.
import type { ByteLedger } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { ControllerChannel, NodeIdentity } from '../cluster/controller-channel.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import type { MetadataQuorum } from '../cluster/metadata-quorum.ts';
import type { RequestContext } from '../net/server.ts';
import type { ApiName, RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { GroupCoordinator } from './groups/group-coordinator.ts';
import type { ProducerIds } from './producer-ids.ts';
import type { ReplicaManager } from './replica-manager.ts';

export interface BrokerContext {
  identity: NodeIdentity;
  store: MetadataStore;
  replicas: ReplicaManager;
  /** Where the controller is asked; on its own node a plain call. */
  controller: ControllerChannel;
  /** Present on the node that leads the metadata log. */
  quorum: MetadataQuorum | undefined;
  groups: GroupCoordinator;
  producerIds: ProducerIds;
  clock: Clock;
  logger: Logger;
  /** For answers on the client listener. */
  ledger: ByteLedger;
}

/** One per API, in a file of its own under handlers/. Throws what the request as a whole is refused with. */
export type Handler<Api extends ApiName> = (
  broker: BrokerContext,
  request: RequestBody<Api>,
  context: RequestContext,
) => Promise<ResponseBodyInit<Api> | undefined>;

/** The metadata log that this node leads. Throws NOT_CONTROLLER on any other. */
export function ledQuorum({ quorum, identity }: BrokerContext): MetadataQuorum {
  if (quorum) return quorum;
  throw new WireError('NOT_CONTROLLER', `node ${identity.nodeId} is not the controller`);
}
