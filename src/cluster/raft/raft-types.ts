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
  /** The newest snapshot; at 0 when there is none. Everything below it is committed. */
  readonly snapshot: LogPosition;
  /** Not above the snapshot. To know its term, start the log at an older snapshot, so that a follower that is a little behind needs none. */
  readonly logStart: LogPosition;
  /** Terms of the entries above the start, rising. */
  readonly terms: readonly TermStart[];
  readonly endOffset: number;
  /** Every member set from the snapshot's on, in the order of the log. Empty when there is none yet. */
  readonly memberSets: readonly PlacedMemberSet[];
  /**
   * Recovery cut a torn tail that may have reached this far, and may have been acknowledged [QRM-3]. Until `trusted`, this
   * node's own vote, and one for a log that may lack what was cut, counts only when every voter grants. Kept on disk until then.
   */
  readonly suspectEndOffset: number | undefined;
}

export interface RaftSettings {
  /** Default 150. */
  readonly heartbeatMs: number;
  /** Defaults 600 and 1,200. */
  readonly electionMsMin: number;
  readonly electionMsMax: number;
  /** How much a leader has on its way to one follower; one message may always be. */
  readonly entryBytesInFlightMax: number;
  readonly messagesInFlightMax: number;
  /** Entries are read from the log for one message up to this; one entry may always be. */
  readonly messageBytesMax: number;
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

/** The term of a granted pre-vote is the one asked for; of a refused one, the voter's own. */
export interface VoteReply extends Sent {
  readonly kind: 'voteReply';
  readonly isPreVote: boolean;
  readonly isGranted: boolean;
  /** The voter is suspect: its vote counts only when every voter grants. */
  readonly isConditional: boolean;
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
  readonly conflict: Conflict | undefined;
}

/** `previous` did not fit. */
export interface Conflict {
  /** That of `previous`. */
  readonly rejectedOffset: number;
  /** The last entry here at or before `previous.offset` whose term is not above `previous.term`: its term and where it ends. */
  readonly term: number;
  readonly endOffset: number;
}

/** The follower's next offset lies below the leader's log: it is to fetch this snapshot, chunk by chunk. Sent with every heartbeat. */
export interface SnapshotOffer extends Sent {
  readonly kind: 'snapshotOffer';
  readonly snapshot: LogPosition;
  readonly round: number;
}

export interface SnapshotReply extends Sent {
  readonly kind: 'snapshotReply';
  readonly snapshot: LogPosition;
  readonly round: number;
  /** The snapshot is durable and the log starts there, or reached it already. Otherwise it is on its way. */
  readonly isInstalled: boolean;
}

/** Leadership transfer: stand now. */
export interface TimeoutNow extends Sent {
  readonly kind: 'timeoutNow';
}

/** A message as it travels; the driver has checked the cluster, and the core checks `to`. */
export interface Envelope {
  readonly from: Member;
  readonly to: ReplicaKey;
  readonly message: RaftMessage;
}

// --- What happens to a node.

export type RaftEvent =
  /** The time has come to `nextDeadlineMs`, or past it. */
  | { readonly kind: 'tick' }
  | ({ readonly kind: 'message' } & Envelope)
  /** A message to this node could not be sent, or its connection ended. */
  | { readonly kind: 'unreachable'; readonly to: ReplicaKey }
  /** Stand now instead of waiting for the election timeout, with a pre-vote: what the founder does. */
  | { readonly kind: 'stand'; readonly reason: string }
  | { readonly kind: 'votePersisted'; readonly vote: Vote }
  /** `truncations` is how many `truncate` and `installSnapshot` effects had been carried out when the log was at this offset. */
  | { readonly kind: 'durable'; readonly endOffset: number; readonly truncations: number }
  /** A new entry of the leader's own; only while `canPropose`, one with members only while `canChangeMembers`. Starts at the end of the log. */
  | { readonly kind: 'propose'; readonly entry: LogEntry }
  /** The answer to `readEntries`, exactly one; without entries when they could not be read: they are asked for again later. */
  | {
      readonly kind: 'entriesRead';
      readonly to: ReplicaKey;
      readonly term: number;
      readonly fromOffset: number;
      readonly entries: readonly LogEntry[];
    }
  /** A snapshot of this node's own is durable, at or below what is committed and durable here. The log below `logStartOffset`, at or below it, is going. */
  | {
      readonly kind: 'snapshotTaken';
      readonly snapshot: LogPosition;
      readonly logStartOffset: number;
    }
  /** What a `fetchSnapshot` effect asked for is durable here, under its final name. */
  | {
      readonly kind: 'snapshotFetched';
      readonly snapshot: LogPosition;
      readonly members: MemberSet;
    }
  /** It could not be fetched; the leader's next offer begins again. */
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
  /** Answered by `entriesRead`, with at least one entry if it can be: from `fromOffset` up to `maxBytes` and `endOffset`. One per receiver at a time. */
  | {
      readonly kind: 'readEntries';
      readonly to: Member;
      readonly term: number;
      readonly fromOffset: number;
      readonly endOffset: number;
      readonly maxBytes: number;
    }
  /** Fetches the snapshot from `from` in chunks; answered by `snapshotFetched` or `snapshotFailed`. A later one replaces it. */
  | { readonly kind: 'fetchSnapshot'; readonly from: Member; readonly snapshot: LogPosition }
  /** Replaces the image by the fetched snapshot, and starts an empty log where it ends. */
  | { readonly kind: 'installSnapshot'; readonly snapshot: LogPosition }
  /** The snapshot that is being fetched, or was, is of no use any more. */
  | { readonly kind: 'dropSnapshot'; readonly snapshot: LogPosition }
  /** Entries below are committed: publish them. They need not be durable here yet. */
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
  /** A transfer was refused or given up, or this node leads no more; then `leaderChanged` tells who does. */
  | { readonly kind: 'transferEnded'; readonly reason: string }
  /** The leader's first task: propose its ControllerElected entry. */
  | { readonly kind: 'openTerm'; readonly term: number }
  /** This learner has caught up and can become a voter: the leader's controller proposes the change. Told with every heartbeat until then. */
  | { readonly kind: 'learnerCaughtUp'; readonly learner: Member }
  /** This voter is suspect no more: its log has reached what a leader committed. */
  | { readonly kind: 'trusted' }
  /** A message was not taken, for the log. */
  | { readonly kind: 'ignored'; readonly from: Member; readonly reason: string };

export type RaftRole = 'follower' | 'candidate' | 'leader';
