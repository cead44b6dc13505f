// BrokerHeartbeat, on the internal listener of the controller's node.
import { type Handler, ledQuorum } from '../broker-context.ts';

export const handleBrokerHeartbeat: Handler<'brokerHeartbeat'> = async (broker, request) => {
  ledQuorum(broker);
  return broker.controller.request('brokerHeartbeat', request, 0);
};
