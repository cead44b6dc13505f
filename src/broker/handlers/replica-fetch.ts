// ReplicaFetch: a follower broker asks for what its replicas lack. The session remembers what it has asked before.
import type { Lease } from '../../base/byte-ledger.ts';
import { limits } from '../../base/limits.ts';
import type { RequestContext } from '../../net/server.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import type { ReadRoom } from '../replica-sessions.ts';
import { checkFollowerBroker } from './follower-brokers.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleReplicaFetch: Handler<'replicaFetch'> = async (broker, request, context) => {
  checkFollowerBroker(broker, request, context);
  checkPartitionCount(request.topics);
  const session = broker.replicaSessions.resume(request, context.signal);
  session.list(request);
  await session.news(Math.min(request.maxWaitMs, limits.fetchWaitMsMax), context.signal);
  const maxBytes = Math.min(Math.max(request.maxBytes, 1), limits.fetchResponseBytesMax);
  return session.answer(maxBytes, roomOf(broker, context));
};

function roomOf({ replicationLedger }: BrokerContext, context: RequestContext): ReadRoom {
  const keep = (lease: Lease | undefined) => {
    if (lease !== undefined) context.releaseWhenSent(lease);
    return lease;
  };
  return {
    take: (bytes) => keep(replicationLedger.tryReserve(bytes)),
    overdraw: (bytes) => {
      keep(replicationLedger.reserveOverdraft(bytes));
    },
  };
}
