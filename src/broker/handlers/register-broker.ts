// RegisterBroker, on the internal listener of the controller's node.
import { type Handler, ledQuorum } from '../broker-context.ts';

export const handleRegisterBroker: Handler<'registerBroker'> = async (broker, request) => {
  ledQuorum(broker);
  return broker.controller.request('registerBroker', request, 0);
};
