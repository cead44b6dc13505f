// CreatePartitions: a topic's partitions up to a total; a topic that has as many already stays as it is. Records with keys go to
// other partitions from then on.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';

export const handleCreatePartitions: Handler<'createPartitions'> = (broker, request) =>
  passOn(broker, 'createPartitions', request);
