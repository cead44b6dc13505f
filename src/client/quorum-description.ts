// How the quorum stands, as a broker tells it.
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import type { ResponseBody } from '../protocol/api-registry.ts';

export interface QuorumMemberDescription {
  nodeId: number;
  /** Of its disk: a node whose disk was wiped is another member. */
  directoryId: Uuid;
  /** Where the other brokers reach it. */
  host: string;
  port: number;
  /** Up to where its log agrees with the leader's, and how much of that is durable there. Null when that is not known. */
  matchedEndOffset: number | null;
  durableEndOffset: number | null;
  /** Milliseconds since the node that answers heard of it; 0 for that node itself, null when it never did. */
  lastContactMs: number | null;
}

export interface QuorumDescription {
  /** Whose view this is: the leader's, if it could be asked. */
  nodeId: number;
  role: 'leader' | 'candidate' | 'follower' | 'observer';
  /** Null while no leader is known there. */
  leaderId: number | null;
  term: number;
  logStartOffset: number;
  logEndOffset: number;
  committedEndOffset: number;
  snapshotEndOffset: number | null;
  voters: QuorumMemberDescription[];
  /** They replicate without a vote, and become voters when they have caught up. */
  learners: QuorumMemberDescription[];
  /** Why the leader could not be asked; null when it was. */
  problem: string | null;
}

type Response = ResponseBody<'describeQuorum'>;

export function readQuorum(response: Response): QuorumDescription {
  return {
    nodeId: response.nodeId,
    role: response.role as QuorumDescription['role'],
    leaderId: known(response.leaderId),
    term: response.term,
    logStartOffset: response.logStartOffset,
    logEndOffset: response.logEndOffset,
    committedEndOffset: response.committedEndOffset,
    snapshotEndOffset: known(response.snapshotEndOffset),
    voters: response.voters.map(readMember),
    learners: response.learners.map(readMember),
    problem: response.problem === '' ? null : response.problem,
  };
}

function readMember(member: Response['voters'][number]): QuorumMemberDescription {
  return {
    nodeId: member.nodeId,
    directoryId: uuidFromBytes(member.directoryId),
    host: member.host,
    port: member.port,
    matchedEndOffset: known(member.matchedEndOffset),
    durableEndOffset: known(member.durableEndOffset),
    lastContactMs: known(member.lastContactMs),
  };
}

function known(value: number): number | null {
  return value < 0 ? null : value;
}
