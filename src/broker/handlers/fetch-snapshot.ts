// FetchSnapshot: a part of a snapshot of the metadata, for nodes that need what the log does not have any more. Any member of the
// quorum answers that has it.
import { limits } from '../../base/limits.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handleFetchSnapshot: Handler<'fetchSnapshot', ClusterContext> = async (
  node,
  request,
) => {
  const { raft } = node.cluster;
  if (raft === undefined) {
    throw new WireError('SNAPSHOT_NOT_FOUND', `node ${node.identity.nodeId} keeps no snapshots`);
  }
  const { endOffset: offset, lastTerm: term, position: from } = request;
  if (offset < 0 || term < 0 || from < 0) {
    throw new WireError('INVALID_REQUEST', `a snapshot at ${offset} has no byte ${from}`);
  }
  const wanted = offset === 0 ? undefined : { offset, term };
  const maxBytes = Math.min(Math.max(request.maxBytes, 1), limits.snapshotChunkBytes);
  const { position, totalBytes, data } = await raft.readSnapshot(wanted, from, maxBytes);
  return { endOffset: position.offset, lastTerm: position.term, totalBytes, position: from, data };
};
