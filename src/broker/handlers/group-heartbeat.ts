// GroupHeartbeat: joins a group, stays in it, takes on an assignment, leaves it [GRP-2]. Asked of the group's coordinator. An
// answer rests on what is committed only.
import { limits } from '../../base/limits.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { Handler } from '../broker-context.ts';
import { assignedTopics } from './group-messages.ts';

export const handleGroupHeartbeat: Handler<'groupHeartbeat'> = async (broker, request, context) => {
  const { groupId, memberId, instanceId, memberEpoch } = request;
  const { sessionTimeoutMs, heartbeatIntervalMs } = broker.groups.settings;
  checkMemberId('member id', memberId, 1);
  checkMemberId('instance id', instanceId, 0);
  if (memberEpoch < -2) {
    throw new WireError('INVALID_REQUEST', `member epoch ${memberEpoch}; it must be -2 or more`);
  }
  if (request.rebalanceTimeoutMs < 0) {
    throw new WireError(
      'INVALID_REQUEST',
      `rebalance timeout ${request.rebalanceTimeoutMs}; it must be 0 or more`,
    );
  }
  // Taken one by one: a decoded message has what was not sent on its prototype only.
  const { rebalanceTimeoutMs, topics, pattern, assignor, maxWaitMs } = request;
  const { clientId, connection, signal } = context;
  const member = { memberId, memberEpoch, instanceId, rebalanceTimeoutMs, topics, pattern };
  const answer = await broker.groups.heartbeat(
    groupId,
    { ...member, assignor, clientId, clientHost: connection.remote },
    { waitMs: Math.max(0, Math.min(maxWaitMs, heartbeatIntervalMs)), signal },
  );
  const { assigned, reason } = answer;
  return {
    memberId,
    memberEpoch: answer.memberEpoch,
    heartbeatIntervalMs,
    sessionTimeoutMs,
    ...(assigned ? { assignment: { topics: assignedTopics(broker, assigned), reason } } : {}),
  };
};

function checkMemberId(what: string, id: string, charsMin: number): void {
  const max = limits.memberIdCharsMax;
  if (id.length >= charsMin && id.length <= max) return;
  throw new WireError(
    'INVALID_REQUEST',
    `a ${what} has ${charsMin} to ${max} characters, this one has ${id.length}`,
  );
}
