// The words of the metadata quorum [QRM-1] [QRM-2]: who takes part, what they send each other, what happens to a node and
// what it must do about it. No behaviour; raft-core.ts decides, raft-node.ts does.
//
// Offsets are those of the metadata log: an entry is a record batch, and every "end offset" is exclusive. Times are of the
// monotonic clock, in milliseconds.
import type { Uuid } from '../../base/uuid.ts';
import type { Address } from '../../net/transport.ts';

/** A voter is its node id and the directory id on its disk [QRM-3]: a wiped disk is another voter. */
export interface ReplicaKey {
  readonly nodeId: number;
  readonly directoryId: Uuid;
}

export interface Member extends ReplicaKey {
  readonly internalAddress: Address;
}

/** As of one VotersSet record. Learners replicate without a vote, and the leader promotes each once it has caught up. */
export interface MemberSet {
  readonly voters: readonly Member[];
  readonly learners: readonly Member[];
}

/** A member set and the end offset of the batch that has it; 0 before the first. */
export interface PlacedMemberSet {
  readonly endOffset: number;
  readonly members: MemberSet;
}

/** A batch, as much of it as the core decides on. The bytes are opaque. */
export interface LogEntry {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly term: number;
  readonly bytes: Buffer;
  /** When the batch has a VotersSet record. */
  readonly members?: MemberSet;
}

/** Where a log starts again: everything below is in a snapshot. `term` is that of the last entry below; 0 at offset 0. */
export interface LogPosition {
  readonly offset: number;
  readonly term: number;
}

export interface TermStart {
  readonly term: number;
  readonly startOffset: number;
}

/** What is durable before any message that depends on it leaves [QRM-2]. */
export interface Vote {
  readonly term: number;
  readonly votedFor: ReplicaKey | undefined;
}

/** What the disk holds when a node starts; everything in it is durable. */
export interface RaftStart {
  readonly self: Member;
  readonly vote: Vote;
  readonly logStart: LogPosition;
  /** Terms of the entries above the start, rising. */
  readonly terms: readonly TermStart[];
  readonly endOffset: number;
  /** Every member set from the snapshot's on, in the order of the log. Empty when there is none yet. */
  readonly memberSets: readonly PlacedMemberSet[];
  /** Recovery cut a torn tail that may have reached this far: until the log does again this node does not stand, and it votes only for one that does. */
  readonly suspectEndOffset: number | undefined;
}

export interface RaftSettings {
  /** Default 150. */
  readonly heartbeatMs: number;
  /** Defaults 600 and 1,200. */
  readonly electionMsMin: number;
  readonly electionMsMax: number;
  /** How much a leader has on its way to one follower. */
  readonly entryBytesInFlightMax: number;
  readonly messagesInFlightMax: number;
}

// --- Messages. One-way; a reply is a message of its own and may come late, twice or never.

export type RaftMessage =
  | VoteRequest
  | VoteReply
  | AppendRequest
  | AppendReply
  | SnapshotOffer
  | SnapshotReply
  | TimeoutNow;

interface Sent {
  /** The sender's term (of a pre-vote: the term that it would stand for). */
  readonly term: number;
}

export interface VoteRequest extends Sent {
  readonly kind: 'voteRequest';
  readonly isPreVote: boolean;
  readonly lastTerm: number;
  readonly endOffset: number;
  /** The leader has asked for it, so a voter that hears from that leader may vote all the same. */
  readonly isTransfer: boolean;
}

export interface VoteReply extends Sent {
  readonly kind: 'voteReply';
  readonly isPreVote: boolean;
  readonly isGranted: boolean;
}

/** Also the heartbeat, then with no entries. */
export interface AppendRequest extends Sent {
  readonly kind: 'appendRequest';
  /** The entries follow `previous.offset`; `previous.term` is that of the entry before. */
  readonly previous: LogPosition;
  readonly entries: readonly LogEntry[];
  readonly commitOffset: number;
  /** Rises with every round of heartbeats; the reply has it again, for reads and for check-quorum. */
  readonly round: number;
}

export interface AppendReply extends Sent {
  readonly kind: 'appendReply';
  readonly round: number;
  /** The log agrees with the leader's up to here; undefined when `previous` did not fit. */
  readonly matchedOffset: number | undefined;
  /** As much of that as is durable here. */
  readonly durableOffset: number;
  /** When `previous` did not fit: the last term here that is not above `previous.term`, and where it ends. */
  readonly conflict: { readonly term: number; readonly endOffset: number } | undefined;
}

/** The follower's next offset lies below the leader's log: it is to fetch this snapshot, chunk by chunk. */
export interface SnapshotOffer extends Sent {
  readonly kind: 'snapshotOffer';
  readonly snapshot: LogPosition;
  readonly round: number;
}

/** The snapshot is installed and durable, and the log starts there (or was there already). */
export interface SnapshotReply extends Sent {
  readonly kind: 'snapshotReply';
  readonly snapshot: LogPosition;
  readonly round: number;
}

/** Leadership transfer: stand now. */
export interface TimeoutNow extends Sent {
  readonly kind: 'timeoutNow';
}

/** A message as it travels; the driver has checked cluster and directory of the receiver. */
export interface Envelope {
  readonly from: Member;
  readonly to: ReplicaKey;
  readonly message: RaftMessage;
}

// --- What happens to a node.

export type RaftEvent =
  /** The time has come to `nextDeadlineMs`, or past it. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'message'; readonly from: Member; readonly message: RaftMessage }
  /** A message to this node could not be sent, or its connection ended. */
  | { readonly kind: 'unreachable'; readonly to: ReplicaKey }
  | { readonly kind: 'votePersisted'; readonly vote: Vote }
  /** `truncations` is how many truncate and restart effects had been carried out when the log was at this offset. */
  | { readonly kind: 'durable'; readonly endOffset: number; readonly truncations: number }
  /** The leader's own entries; only while `isLeader`. Offsets follow the end of the log. */
  | { readonly kind: 'propose'; readonly entry: LogEntry }
  /** A snapshot of this node's own is durable; the log below it may go. */
  | { readonly kind: 'snapshotTaken'; readonly snapshot: LogPosition }
  /** What an `installSnapshot` effect asked for is done: snapshot durable, log restarted at its end. */
  | {
      readonly kind: 'snapshotInstalled';
      readonly snapshot: LogPosition;
      readonly members: MemberSet;
    }
  | { readonly kind: 'snapshotFailed'; readonly snapshot: LogPosition }
  /** A linearizable read: answered by a `readReady` or `readRefused` effect with the same id. */
  | { readonly kind: 'read'; readonly id: number }
  /** Hand leadership to this voter, or to the one that has most of the log. */
  | { readonly kind: 'transfer'; readonly to: number | undefined };

// --- What it must do. In order; the driver does not wait for one before the next, and tells what it did by events.

export type RaftEffect =
  /** Answered by `votePersisted`. What depends on it is sent by a later step. */
  | { readonly kind: 'persistVote'; readonly vote: Vote }
  /** Appends at the end of the log as the core sees it. */
  | { readonly kind: 'append'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'truncate'; readonly endOffset: number }
  | { readonly kind: 'send'; readonly to: Member; readonly message: RaftMessage }
  /** Reads entries from `fromOffset` on, up to `maxBytes` and `endOffset`, and sends them as an AppendRequest with what else is here, if the term is still this one. */
  | {
      readonly kind: 'sendEntries';
      readonly to: Member;
      readonly previous: LogPosition;
      readonly endOffset: number;
      readonly maxBytes: number;
      readonly term: number;
      readonly round: number;
    }
  /** Fetches the snapshot from `from` in chunks and installs it: replaces log and image. */
  | { readonly kind: 'installSnapshot'; readonly from: Member; readonly snapshot: LogPosition }
  /** Entries below are committed: publish them. */
  | { readonly kind: 'commit'; readonly endOffset: number }
  /** `reason` in words, for the log. */
  | {
      readonly kind: 'roleChanged';
      readonly role: RaftRole;
      readonly term: number;
      readonly reason: string;
    }
  /** Who leads this term has become known, or nobody is known any more. */
  | { readonly kind: 'leaderChanged'; readonly leader: Member | undefined; readonly term: number }
  | { readonly kind: 'readReady'; readonly id: number; readonly offset: number }
  | { readonly kind: 'readRefused'; readonly id: number }
  /** The leader's first task: propose its ControllerElected entry. */
  | { readonly kind: 'openTerm'; readonly term: number }
  /** This learner has caught up and can become a voter (the leader's controller proposes the change). */
  | { readonly kind: 'learnerCaughtUp'; readonly learner: Member };

export type RaftRole = 'follower' | 'candidate' | 'leader';
