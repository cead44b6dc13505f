// AllocateProducerIds, on the internal listener of the controller's node.
import { type Handler, ledQuorum } from '../broker-context.ts';

export const handleAllocateProducerIds: Handler<'allocateProducerIds'> = async (
  broker,
  request,
) => {
  ledQuorum(broker);
  return broker.controller.request('allocateProducerIds', request, 0);
};
