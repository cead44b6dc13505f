// Who may ask as a follower: the broker that the connection's Hello has named, with the registration that is valid now. An older
// incarnation may have held more than the one that runs [REP-5], and one that is fenced may be replaced at any moment.
import type { RequestContext } from '../../net/server.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext } from '../broker-context.ts';

/** Throws INVALID_REQUEST, BROKER_ID_NOT_REGISTERED, STALE_BROKER_EPOCH, or LEADER_NOT_AVAILABLE for a registration not known here yet. */
export function checkFollowerBroker(
  { store }: BrokerContext,
  { nodeId, brokerEpoch }: { nodeId: number; brokerEpoch: number },
  { connection }: RequestContext,
): void {
  const peer = connection.peer?.nodeId;
  if (peer !== nodeId) {
    throw new WireError('INVALID_REQUEST', `node ${peer} asks as node ${nodeId}`);
  }
  const known = store.image.brokers.get(nodeId);
  if (brokerEpoch >= store.image.endOffset) {
    throw new WireError(
      'LEADER_NOT_AVAILABLE',
      `broker epoch ${brokerEpoch} of broker ${nodeId} is not known here yet`,
    );
  }
  if (known === undefined) {
    throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${nodeId} is not registered`);
  }
  if (known.brokerEpoch !== brokerEpoch) {
    throw new WireError(
      'STALE_BROKER_EPOCH',
      `broker ${nodeId} was registered anew with epoch ${known.brokerEpoch}; ${brokerEpoch} is over`,
    );
  }
  // One that starts is fenced too, and has to catch up.
  if (known.isFenced && !known.isStarting) {
    throw new WireError('STALE_BROKER_EPOCH', `broker ${nodeId} is fenced and cannot be in sync`);
  }
}
