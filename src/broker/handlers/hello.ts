// Hello: both sides tell who they are [NET-2]. On the internal listener it opens the connection for other requests; a
// node of another cluster is refused and the connection ends.

import { limits } from '../../base/limits.ts';
import { checkPeerCluster, helloOf } from '../../cluster/controller-channel.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { Handler } from '../broker-context.ts';

export const handleHello: Handler<'hello'> = async (broker, request, context) => {
  const answer = helloOf(broker.identity);
  if (context.listener === 'client') return { ...answer, frameBytesMax: limits.frameBytesMax };
  if (!request.peer) {
    throw new WireError(
      'INVALID_REQUEST',
      'a hello on the internal listener tells which node it comes from (peer)',
    );
  }
  try {
    checkPeerCluster(broker.identity, request.peer);
  } catch (error) {
    context.connection.closeAfterResponse();
    throw error;
  }
  context.connection.peer = { nodeId: request.peer.nodeId };
  return answer;
};
