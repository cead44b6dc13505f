// DescribeQuorum: what the leader of the metadata log knows of its members. Without a leader, what this node knows itself:
// that is when people ask.
import { messageOf } from '../../base/errors.ts';
import { type QuorumDescription, quorumToWire } from '../../cluster/quorum-description.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';

/** A tool should hear what is known rather than wait for a leader. */
const leaderWaitMs = 2_000;

export const handleDescribeQuorum: Handler<'describeQuorum'> = async (broker, { localOnly }) => {
  const { identity, controller } = broker;
  const own = ownDescription(broker);
  if (localOnly || own.role === 'leader') return quorumToWire(identity.nodeId, own);
  try {
    return await controller.describeQuorum(leaderWaitMs);
  } catch (error) {
    const problem = `the leader of the quorum cannot be asked: ${messageOf(error)}`;
    return quorumToWire(identity.nodeId, ownDescription(broker), problem);
  }
};

function ownDescription({ cluster, store }: BrokerContext): QuorumDescription {
  if (cluster.raft) return cluster.raft.describe();
  const { image } = store;
  const voters = image.voters.map((voter) => ({
    ...voter,
    matchedOffset: undefined,
    durableOffset: undefined,
    lastContactMs: undefined,
  }));
  return {
    role: 'observer',
    term: image.controllerEpoch,
    leaderId: image.controllerId < 0 ? undefined : image.controllerId,
    logStartOffset: image.endOffset,
    logEndOffset: image.endOffset,
    committedEndOffset: image.endOffset,
    snapshot: undefined,
    voters,
    learners: [],
  };
}
