// ReadIndex: up to where metadata must be read so as to miss nothing that was committed before; a majority confirms it.
import type { ClusterContext, Handler } from '../broker-context.ts';
import { waitingTimeMs } from './request-bounds.ts';

export const handleReadIndex: Handler<'readIndex', ClusterContext> = async (
  node,
  { timeoutMs },
) => ({
  metadataOffset: await node.cluster.leader.readIndex(waitingTimeMs(timeoutMs)),
});
