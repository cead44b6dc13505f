// What a run of real processes under faults leaves behind: one JSON object a line, in the order in which it happened.
//
// An operation is an `invoke` and at most one completion: `ok`, `fail` (it did not take effect and never will) or
// `unknown`. One without a completion is unknown. `at` is the harness's monotonic clock in milliseconds. Every value that is
// sent is unique: process and number, written `process-number`.

/** A topic that the history speaks of; comes before everything else about it. */
export interface TopicEntry {
  op: 'topic';
  topic: string;
  partitions: number;
  replicas: number;
  /** A compacted topic keeps the last value of a key only. */
  isCompacted: boolean;
  /** What is written with `async` may be lost when the files lose what was not synced. */
  durability: 'sync' | 'async';
}

interface Numbered {
  /** The process that did it: a client's, not an operating system's. Has no dash in it. */
  p: string;
  at: number;
}

export interface SendInvoked extends Numbered {
  op: 'send';
  type: 'invoke';
  /** Counts the sends of the process, from 0. */
  n: number;
  topic: string;
  partition: number;
  key: string;
  acks: 'all' | 1 | 0;
  isIdempotent: boolean;
}

export interface SendEnded extends Numbered {
  op: 'send';
  type: 'ok' | 'fail' | 'unknown';
  n: number;
  /** With `ok`; -1 with acks 0, where nobody says. */
  offset?: number;
  /** How often it was sent, when that is known. */
  attempts?: number;
  code?: string;
}

/** Records that a reader was handed, in the order in which it was. */
export interface PollEntry extends Numbered {
  op: 'poll';
  topic: string;
  partition: number;
  /** Of the first. */
  offset: number;
  /** `process-number`, or what was found instead of one. */
  values: string[];
  /** Of all, when they do not just count up. */
  offsets?: number[];
}

/** A reader begins to read there; what it read before has no bearing on what it reads next. */
export interface AssignEntry extends Numbered {
  op: 'assign';
  topic: string;
  partition: number;
  offset: number;
  /** Why it begins anew, when an error made it. */
  code?: string;
}

/** Everything of the partition up to `end` was read once more after all faults were healed. */
export interface FinalEntry extends Numbered {
  op: 'final';
  topic: string;
  partition: number;
  end: number;
}

export interface OffsetInvoked extends Numbered {
  op: 'latest';
  type: 'invoke';
  n: number;
  topic: string;
  partition: number;
}

export interface OffsetEnded extends Numbered {
  op: 'latest';
  type: 'ok' | 'fail';
  n: number;
  topic: string;
  partition: number;
  offset?: number;
  code?: string;
}

export interface AdminInvoked extends Numbered {
  op: 'admin';
  type: 'invoke';
  n: number;
  what: 'create' | 'delete';
  topic: string;
}

export interface AdminEnded extends Numbered {
  op: 'admin';
  type: 'ok' | 'fail' | 'unknown';
  n: number;
  code?: string;
}

/** Which of the topics that `admin` operations made there are in the end. */
export interface TopicsFoundEntry {
  op: 'topics-found';
  at: number;
  topics: string[];
}

export interface FaultEntry {
  op: 'fault';
  at: number;
  kind: string;
  /** `void`: it was applied and met nothing, because of another one beside it; it does not count. */
  type: 'applied' | 'healed' | 'not-applied' | 'void';
  /** The brokers concerned. */
  nodes: number[];
  /** Partitions, as `topic/partition`, that had to get another leader. */
  leaderOf?: string[];
  wasController?: boolean;
  /** What shows that it applied, or why it did not. */
  proof: string;
}

/** A partition's leader as the metadata has it; -1: none. Written when it changes. */
export interface LeaderEntry {
  op: 'leader';
  at: number;
  topic: string;
  partition: number;
  leaderId: number;
  leaderEpoch: number;
}

/** What of a promise about time was found: a partition takes writes after healing, a reader gets to the end. */
export interface RecoveryEntry {
  op: 'recovery';
  at: number;
  what: 'writable' | 'caught-up' | 'in-sync';
  topic: string;
  partition: number;
  /** Undefined when it did not happen in time. */
  tookMs?: number;
  detail?: string;
}

/** The harness itself stood still: then so did others, and what took long says little. */
export interface StallEntry {
  op: 'stall';
  at: number;
  ms: number;
}

/** A broker process that ended without being told to. */
export interface CrashEntry {
  op: 'crash';
  at: number;
  node: number;
  detail: string;
}

/** Batches of a replica's files after an orderly stop: base offset, last offset, leader epoch, CRC; in order. */
export interface ReplicaEntry {
  op: 'replica';
  node: number;
  topic: string;
  partition: number;
  batches: [number, number, number, number][];
}

/** The end of what is known of a replica, and up to where all replicas have to be the same. */
export interface ReplicaEndEntry {
  op: 'replica-end';
  node: number;
  topic: string;
  partition: number;
  start: number;
  end: number;
  highWatermark: number;
  /** Last value per key, of compacted topics, in place of the chain: a key, an offset, a value. */
  lastOfKeys?: [string, number, string][];
}

export type HistoryEntry =
  | TopicEntry
  | SendInvoked
  | SendEnded
  | PollEntry
  | AssignEntry
  | FinalEntry
  | OffsetInvoked
  | OffsetEnded
  | AdminInvoked
  | AdminEnded
  | TopicsFoundEntry
  | FaultEntry
  | LeaderEntry
  | RecoveryEntry
  | StallEntry
  | CrashEntry
  | ReplicaEntry
  | ReplicaEndEntry;
