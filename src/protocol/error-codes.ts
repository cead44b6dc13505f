// One row per error that crosses the wire: its number, its name, whether the same request may succeed later, and what
// a client does about it. Numbers never change. Kafka's numbers (Apache Kafka, clients/.../protocol/Errors.java); our own start at 10,000.
import { AssertionError } from '../base/assert.ts';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';

/**
 * What our client does: `fail` hands the error to the caller; `retry` sends again after a pause; `refresh` renews the
 * metadata first, because the request went to the wrong broker or named something this broker does not know yet.
 */
export type ClientAction = 'fail' | 'retry' | 'refresh';

export interface ErrorRow {
  number: number;
  name: string;
  action: ClientAction;
}

const rows = [
  { number: -1, name: 'UNKNOWN_SERVER_ERROR', action: 'fail' },
  { number: 1, name: 'OFFSET_OUT_OF_RANGE', action: 'fail' },
  { number: 2, name: 'CORRUPT_MESSAGE', action: 'fail' },
  { number: 3, name: 'UNKNOWN_TOPIC_OR_PARTITION', action: 'refresh' },
  { number: 5, name: 'LEADER_NOT_AVAILABLE', action: 'refresh' },
  { number: 6, name: 'NOT_LEADER_OR_FOLLOWER', action: 'refresh' },
  { number: 7, name: 'REQUEST_TIMED_OUT', action: 'retry' },
  { number: 10, name: 'MESSAGE_TOO_LARGE', action: 'fail' },
  { number: 12, name: 'OFFSET_METADATA_TOO_LARGE', action: 'fail' },
  { number: 14, name: 'COORDINATOR_LOADING', action: 'retry' },
  { number: 15, name: 'COORDINATOR_NOT_AVAILABLE', action: 'retry' },
  { number: 16, name: 'NOT_COORDINATOR', action: 'refresh' },
  { number: 17, name: 'INVALID_TOPIC_EXCEPTION', action: 'fail' },
  { number: 19, name: 'NOT_ENOUGH_REPLICAS', action: 'retry' },
  { number: 21, name: 'INVALID_REQUIRED_ACKS', action: 'fail' },
  { number: 23, name: 'INCONSISTENT_GROUP_PROTOCOL', action: 'fail' },
  { number: 24, name: 'INVALID_GROUP_ID', action: 'fail' },
  { number: 25, name: 'UNKNOWN_MEMBER_ID', action: 'fail' },
  { number: 32, name: 'INVALID_TIMESTAMP', action: 'fail' },
  { number: 35, name: 'UNSUPPORTED_VERSION', action: 'fail' },
  { number: 36, name: 'TOPIC_ALREADY_EXISTS', action: 'fail' },
  { number: 37, name: 'INVALID_PARTITIONS', action: 'fail' },
  { number: 38, name: 'INVALID_REPLICATION_FACTOR', action: 'fail' },
  { number: 39, name: 'INVALID_REPLICA_ASSIGNMENT', action: 'fail' },
  { number: 40, name: 'INVALID_CONFIG', action: 'fail' },
  { number: 41, name: 'NOT_CONTROLLER', action: 'refresh' },
  { number: 42, name: 'INVALID_REQUEST', action: 'fail' },
  { number: 45, name: 'OUT_OF_ORDER_SEQUENCE_NUMBER', action: 'fail' },
  { number: 47, name: 'INVALID_PRODUCER_EPOCH', action: 'fail' },
  { number: 56, name: 'STORAGE_ERROR', action: 'refresh' },
  { number: 59, name: 'UNKNOWN_PRODUCER_ID', action: 'fail' },
  { number: 68, name: 'NON_EMPTY_GROUP', action: 'fail' },
  { number: 69, name: 'GROUP_ID_NOT_FOUND', action: 'fail' },
  { number: 70, name: 'FETCH_SESSION_ID_NOT_FOUND', action: 'retry' },
  { number: 74, name: 'FENCED_LEADER_EPOCH', action: 'refresh' },
  { number: 75, name: 'UNKNOWN_LEADER_EPOCH', action: 'retry' },
  { number: 76, name: 'UNSUPPORTED_COMPRESSION_TYPE', action: 'fail' },
  { number: 77, name: 'STALE_BROKER_EPOCH', action: 'fail' },
  { number: 78, name: 'OFFSET_NOT_AVAILABLE', action: 'retry' },
  { number: 80, name: 'PREFERRED_LEADER_NOT_AVAILABLE', action: 'fail' },
  { number: 81, name: 'GROUP_MAX_SIZE_REACHED', action: 'fail' },
  { number: 82, name: 'FENCED_INSTANCE_ID', action: 'fail' },
  { number: 83, name: 'ELIGIBLE_LEADERS_NOT_AVAILABLE', action: 'fail' },
  { number: 84, name: 'ELECTION_NOT_NEEDED', action: 'fail' },
  { number: 85, name: 'NO_REASSIGNMENT_IN_PROGRESS', action: 'fail' },
  { number: 87, name: 'INVALID_RECORD', action: 'fail' },
  { number: 94, name: 'INCONSISTENT_VOTER_SET', action: 'fail' },
  { number: 95, name: 'INVALID_UPDATE_VERSION', action: 'refresh' },
  { number: 98, name: 'SNAPSHOT_NOT_FOUND', action: 'retry' },
  { number: 100, name: 'UNKNOWN_TOPIC_ID', action: 'refresh' },
  { number: 101, name: 'DUPLICATE_BROKER_REGISTRATION', action: 'fail' },
  { number: 102, name: 'BROKER_ID_NOT_REGISTERED', action: 'fail' },
  { number: 104, name: 'INCONSISTENT_CLUSTER_ID', action: 'fail' },
  { number: 107, name: 'INELIGIBLE_REPLICA', action: 'retry' },
  { number: 110, name: 'FENCED_MEMBER_EPOCH', action: 'fail' },
  { number: 112, name: 'UNSUPPORTED_ASSIGNOR', action: 'fail' },
  { number: 113, name: 'STALE_MEMBER_EPOCH', action: 'fail' },
  { number: 125, name: 'INVALID_VOTER_KEY', action: 'fail' },
  { number: 126, name: 'DUPLICATE_VOTER', action: 'fail' },
  { number: 127, name: 'VOTER_NOT_FOUND', action: 'fail' },
  { number: 128, name: 'INVALID_REGULAR_EXPRESSION', action: 'fail' },
  { number: 10_000, name: 'BROKER_OVERLOADED', action: 'retry' },
  { number: 10_001, name: 'WRONG_LISTENER', action: 'fail' },
  { number: 10_002, name: 'VOTER_CHANGE_UNDER_WAY', action: 'retry' },
  { number: 10_003, name: 'STALE_INCARNATION', action: 'fail' },
] as const satisfies readonly ErrorRow[];

export type WireErrorName = (typeof rows)[number]['name'];

const byNumber = new Map<number, ErrorRow>(rows.map((row) => [row.number, row]));
const byName = new Map<string, ErrorRow>(rows.map((row) => [row.name, row]));

export const errorRows: readonly ErrorRow[] = rows;

export function errorNumber(name: WireErrorName): number {
  return (byName.get(name) as ErrorRow).number;
}

/** What a client does about an error it has met; an error that never crossed the wire is looked up by its code too. */
export function clientActionFor(error: unknown): ClientAction {
  const row = byName.get(codeOf(error) ?? '');
  if (row) return row.action;
  return error instanceof TidelogError && error.retriable ? 'retry' : 'fail';
}

/** An error that has a number on the wire; `retriable` follows from its row. */
export class WireError extends TidelogError {
  override readonly name: string = 'WireError';

  constructor(name: WireErrorName, message: string, cause?: unknown) {
    const row = byName.get(name) as ErrorRow;
    super(name, message, { retriable: row.action !== 'fail', cause });
  }
}

/** Where a node of the cluster answers the others. */
export interface LeaderHint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** The node that was asked does not lead the metadata quorum; it may know who does. */
export class NotControllerError extends WireError {
  override readonly name: string = 'NotControllerError';
  readonly leader: LeaderHint | undefined;

  constructor(message: string, leader?: LeaderHint) {
    super('NOT_CONTROLLER', message);
    this.leader = leader;
  }
}

/** The error that a peer sent. A number this version does not know is kept in the message. */
export function errorFromWire(
  number: number,
  message: string,
  leader?: LeaderHint | undefined,
): TidelogError {
  const row = byNumber.get(number);
  if (!row) return new TidelogError('UNKNOWN_SERVER_ERROR', `error ${number}: ${message}`);
  if (row.name === 'NOT_CONTROLLER') return new NotControllerError(message || row.name, leader);
  return new TidelogError(row.name, message || row.name, { retriable: row.action !== 'fail' });
}

export interface ErrorOnWire {
  code: number;
  message: string;
  leaderId?: number;
  leaderHost?: string;
  leaderPort?: number;
}

/**
 * The number and text with which an error crosses the wire; what has no row is UNKNOWN_SERVER_ERROR and tells no details.
 * A broken invariant is no answer to anybody: it is thrown on, and ends the broker.
 */
export function errorToWire(error: unknown): ErrorOnWire {
  if (error instanceof AssertionError) throw error;
  // The second is what its own connections to others say.
  if (codeOf(error) === 'BROKER_CLOSED' || codeOf(error) === 'CLIENT_CLOSED') {
    const message = 'the broker is closing; what was asked may have been done, ask another broker';
    return { code: errorNumber('REQUEST_TIMED_OUT'), message };
  }
  const row = byName.get(codeOf(error) ?? '');
  if (!row)
    return { code: -1, message: 'the broker failed on this request; its log has the reason' };
  const wire = { code: row.number, message: messageOf(error) };
  if (!(error instanceof NotControllerError) || error.leader === undefined) return wire;
  const { nodeId, host, port } = error.leader;
  return { ...wire, leaderId: nodeId, leaderHost: host, leaderPort: port };
}
