// Raft: a message of another member of the quorum. It gets no response. One that is not for this node, or not sound, is logged
// and changes nothing.
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handleRaft: Handler<'raft', ClusterContext> = async (node, request, context) => {
  const { peer, remote } = context.connection;
  // Without a member of the quorum here, as while the cluster is founded, it is as good as lost.
  if (peer) node.cluster.raft?.receive(request, { nodeId: peer.nodeId, remote });
  return undefined;
};
