// For simulations: what a member of the quorum does, told synchronously and at the moment it does it, so that a checker can
// hold it against what the others did.
import type {
  LogEntry,
  LogPosition,
  Member,
  MemberSet,
  RaftMessage,
  RaftStart,
  Vote,
} from './raft-types.ts';

/** `nodeId` is that of the member that does it. */
export interface RaftObserver {
  /** It has started from what its disk held. */
  opened?(nodeId: number, start: RaftStart): void;
  /** Durable. */
  votePersisted?(nodeId: number, vote: Vote): void;
  sent?(nodeId: number, to: Member, message: RaftMessage): void;
  received?(nodeId: number, from: Member, message: RaftMessage): void;
  becameLeader?(nodeId: number, term: number): void;
  /** It leads no more. */
  resigned?(nodeId: number, term: number): void;
  /** Ordered, not durable. */
  appended?(nodeId: number, entries: readonly LogEntry[]): void;
  truncated?(nodeId: number, endOffset: number): void;
  /** `truncations` of that life have been carried out. */
  durable?(nodeId: number, endOffset: number, truncations: number): void;
  committed?(nodeId: number, endOffset: number): void;
  /** One of its own. */
  snapshotTaken?(nodeId: number, snapshot: LogPosition): void;
  /** One of another's took the place of log and image. */
  snapshotInstalled?(nodeId: number, snapshot: LogPosition, members: MemberSet): void;
}
