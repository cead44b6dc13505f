// AlterReassignments: begins, replaces or cancels moves of replicas [REP-10]. The answer says that a move has begun, not that it
// is done.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';
import { checkPartitionCount } from './request-bounds.ts';

export const handleAlterReassignments: Handler<'alterReassignments'> = async (broker, request) => {
  checkPartitionCount(request.topics);
  return passOn(broker, 'alterReassignments', request);
};
