// How the quorum stands, as one node sees it: for people and their tools, never for decisions. The leader knows of every
// member how far it has come; the others know only of themselves and of the leader.
import { uuidToBytes } from '../base/uuid.ts';
import type { ResponseBodyInit } from '../protocol/api-registry.ts';
import type { LogPosition, Member, RaftRole } from './raft/raft-types.ts';

export interface MemberDescription extends Member {
  /** Up to where its log agrees with the leader's, and how much of that is durable. Undefined when that is not known. */
  readonly matchedOffset: number | undefined;
  readonly durableOffset: number | undefined;
  /** Milliseconds since this node last heard of it; 0 for itself, undefined when it never did in this term. */
  readonly lastContactMs: number | undefined;
}

export interface QuorumDescription {
  /** An observer has no vote and follows by Fetch. */
  readonly role: RaftRole | 'observer';
  readonly term: number;
  /** Undefined while this node knows none. */
  readonly leaderId: number | undefined;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly committedEndOffset: number;
  /** The newest one here. */
  readonly snapshot: LogPosition | undefined;
  readonly voters: readonly MemberDescription[];
  readonly learners: readonly MemberDescription[];
}

const unknown = -1;

/** `problem` says why this node answers, and not the leader. */
export function quorumToWire(
  nodeId: number,
  description: QuorumDescription,
  problem = '',
): ResponseBodyInit<'describeQuorum'> {
  return {
    nodeId,
    role: description.role,
    leaderId: description.leaderId ?? unknown,
    term: description.term,
    logStartOffset: description.logStartOffset,
    logEndOffset: description.logEndOffset,
    committedEndOffset: description.committedEndOffset,
    snapshotEndOffset: description.snapshot?.offset ?? unknown,
    voters: description.voters.map(memberToWire),
    learners: description.learners.map(memberToWire),
    problem,
  };
}

function memberToWire(member: MemberDescription) {
  return {
    nodeId: member.nodeId,
    directoryId: uuidToBytes(member.directoryId),
    host: member.internalAddress.host,
    port: member.internalAddress.port,
    matchedEndOffset: member.matchedOffset ?? unknown,
    durableEndOffset: member.durableOffset ?? unknown,
    lastContactMs: member.lastContactMs ?? unknown,
  };
}
