// What a run with a consumer group leaves behind, beside what a history has of sends, faults and brokers: what its members did, each
// in a process of its own, and what an auditor was told is committed.
//
// A member has a new name with every process, `slot.life`. All clocks are the machine's one monotonic clock, in milliseconds as the
// harness counts them. Entries of different processes need not stand in the order of their times.
import type {
  CrashEntry,
  FaultEntry,
  LeaderEntry,
  SendEnded,
  SendInvoked,
  StallEntry,
} from '../history/history-entry.ts';

/** What the run is about; comes first. */
export interface GroupEntry {
  op: 'group';
  groupId: string;
  topic: string;
  partitions: number;
  /** Kinds of faults that must have been applied, or the run shows nothing. */
  asked: string[];
}

interface OfMember {
  at: number;
  m: string;
}

/** What a member was told that it has, or has no more. */
export interface MemberEntry extends OfMember {
  op: 'member';
  /**
   * `started`: its process; `assigned` and `revoked`: as its callbacks are called; `lost`: it was told that all of these are gone;
   * `uncommitted`: a commit of what it has processed failed; `left`: it ended in order; `killed`: its process was killed.
   */
  type: 'started' | 'assigned' | 'revoked' | 'lost' | 'uncommitted' | 'left' | 'killed';
  partitions?: number[];
  /** With `started`: how many handlers of a partition run at a time. */
  handlers?: number;
  reason?: string;
}

/** A record that a member has processed; `at` is when it was done. */
export interface ProcessedEntry extends OfMember {
  op: 'processed';
  /** When it was handed out. */
  since: number;
  partition: number;
  offset: number;
  key: string;
  /** `process-number`, or what was found instead of one. */
  value: string;
}

/** A commit by hand of everything below `offset`. */
export interface CommitEntry extends OfMember {
  op: 'commit';
  type: 'ok' | 'refused';
  since: number;
  partition: number;
  offset: number;
  code?: string;
}

/** What was said to be committed, by partition and offset of the next record. */
export interface OffsetsEntry {
  op: 'offsets';
  at: number;
  since: number;
  offsets: [number, number][];
}

/** After all faults: everything is processed and committed, and the group is stable. */
export interface SettledEntry {
  op: 'settled';
  at: number;
  /** Undefined when it did not happen in time. */
  tookMs?: number;
  detail: string;
}

/** A member's process that ended without being told to. */
export interface MemberCrashEntry extends OfMember {
  op: 'member-crash';
  detail: string;
}

export type GroupHistoryEntry =
  | GroupEntry
  | MemberEntry
  | ProcessedEntry
  | CommitEntry
  | OffsetsEntry
  | SettledEntry
  | MemberCrashEntry
  | SendInvoked
  | SendEnded
  | FaultEntry
  | LeaderEntry
  | StallEntry
  | CrashEntry;
