// ElectLeaders: preferred replicas lead again, or, where nobody does, one that may lack records [REP-9].
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleElectLeaders: Handler<'electLeaders'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  return passOn(broker, 'electLeaders', request);
};
