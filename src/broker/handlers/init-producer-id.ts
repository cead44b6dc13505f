// InitProducerId: who a producer is [LOG-11]. Without an id, one that nobody had before. With an id and epoch, what comes after:
// the next epoch, or a new id when there is none. It promises nothing about what was sent before; partitions refuse an old
// epoch as soon as they have seen a newer one.
import { limits } from '../../base/limits.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { waitingTimeMs } from './request-bounds.ts';

export const handleInitProducerId: Handler<'initProducerId'> = async (broker, request) => {
  const next = nextEpoch(broker, request);
  if (next !== undefined) return next;
  const timeoutMs = waitingTimeMs(request.timeoutMs);
  const producerId = await broker.producerIds.next(timeoutMs);
  return { producerId, producerEpoch: 0 };
};

/** Undefined when a new id is due. */
function nextEpoch(
  { store, identity }: BrokerContext,
  { producerId, producerEpoch }: RequestBody<'initProducerId'>,
): { producerId: number; producerEpoch: number } | undefined {
  if (producerId === null && producerEpoch === null) return undefined;
  if (producerId === null || producerEpoch === null || producerId < 0 || producerEpoch < 0) {
    throw new WireError(
      'INVALID_REQUEST',
      `producer id ${producerId} with epoch ${producerEpoch}: give both, from 0 on, or none`,
    );
  }
  if (producerId >= store.image.nextProducerId) {
    throw new WireError(
      'UNKNOWN_PRODUCER_ID',
      `broker ${identity.nodeId} does not know that anybody was given producer id ${producerId}; ask for a new one`,
    );
  }
  if (producerEpoch >= limits.producerEpochMax) return undefined;
  return { producerId, producerEpoch: producerEpoch + 1 };
}
