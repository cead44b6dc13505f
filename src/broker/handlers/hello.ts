// Hello: both sides tell who they are [NET-2]. On the internal listener it opens the connection for other requests; a
// node of another cluster, a second one with an id that is taken, and a process that a newer one has replaced are refused,
// and the connection ends.
import { messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { uuidFromBytes } from '../../base/uuid.ts';
import { helloOf } from '../../cluster/node-identity.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handleHello: Handler<'hello', ClusterContext> = async (node, request, context) => {
  const answer = helloOf(node.identity);
  if (context.listener === 'client') return { ...answer, frameBytesMax: limits.frameBytesMax };
  const { peer } = request;
  const { connection } = context;
  if (!peer) {
    throw new WireError(
      'INVALID_REQUEST',
      'a hello on the internal listener tells which node it comes from (peer)',
    );
  }
  try {
    connection.peer = node.peers.admit(peer, {
      remote: connection.remote,
      signal: context.signal,
    });
  } catch (error) {
    node.logger.warn(
      { node: peer.nodeId, remote: connection.remote, reason: messageOf(error) },
      `node ${peer.nodeId} was refused: ${messageOf(error)}`,
    );
    connection.closeAfterResponse();
    throw error;
  }
  if (peer.clusterId.length > 0) node.cluster.heardOf(peer.nodeId, uuidFromBytes(peer.clusterId));
  return answer;
};
