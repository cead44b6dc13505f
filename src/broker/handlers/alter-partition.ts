// AlterPartition, on the internal listener of the controller's node.
import { type Handler, ledQuorum } from '../broker-context.ts';

export const handleAlterPartition: Handler<'alterPartition'> = async (broker, request) => {
  ledQuorum(broker);
  return broker.controller.request('alterPartition', request, 0);
};
