// AlterVoters: one node more, less or anew in the quorum that keeps the metadata log. The answer says that the change is
// committed; a new node votes once it has caught up.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';

export const handleAlterVoters: Handler<'alterVoters'> = (broker, request) =>
  passOn(broker, 'alterVoters', request);
