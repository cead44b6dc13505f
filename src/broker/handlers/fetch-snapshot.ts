// FetchSnapshot: a part of a snapshot of the metadata, for nodes that need what the log does not have any more.
import { WireError } from '../../protocol/error-codes.ts';
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handleFetchSnapshot: Handler<'fetchSnapshot', ClusterContext> = async (node) => {
  throw new WireError('SNAPSHOT_NOT_FOUND', `node ${node.identity.nodeId} has no snapshot`);
};
