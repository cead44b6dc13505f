// The settings of one log; the broker takes them from the topic's configuration.
import { limits } from '../base/limits.ts';

export interface LogConfig {
  /** A segment is closed before it grows past this; a larger batch gets a segment of its own. */
  segmentBytes: number;
  /** A segment is closed this long after its own first append, by wall time: at the next append, or by `rollIfDue`. */
  segmentMs: number;
  /** A closed segment whose latest record is older than this is removed [LOG-8]. Infinity keeps all. */
  retentionMs: number;
  /** The oldest segments are removed while the others have at least this many bytes [LOG-8]. Infinity keeps all. */
  retentionBytes: number;
  /** An index entry is made when more than this many bytes were written since the last one. */
  indexIntervalBytes: number;
  /** When a record counts as held by this replica [LOG-3]: after its fdatasync, or after its write. */
  durability: 'sync' | 'async';
  /** With `async`, written records are synced after at most this time. */
  flushMs: number;
  /** Whose clock stamps the records [REC-3]. */
  timestampType: 'CreateTime' | 'LogAppendTime';
  /** Largest batch. Checked by who calls append, and asserted there. */
  maxMessageBytes: number;
  /** The last record of each key stays, older ones go [LOG-10]. */
  isCompacted: boolean;
  /** How long a tombstone stays after its batch was first cleaned. */
  deleteRetentionMs: number;
  /** Cleaning waits until the part of the closed segments that was never cleaned is at least this, in bytes. */
  cleanableDirtyRatioMin: number;
  /** A segment with a record younger than this, by its timestamp, is not cleaned, nor is one after it. */
  compactionLagMsMin: number;
}

export const logConfigDefaults: Readonly<LogConfig> = {
  segmentBytes: limits.segmentBytesDefault,
  segmentMs: limits.segmentMsDefault,
  retentionMs: Number.POSITIVE_INFINITY,
  retentionBytes: Number.POSITIVE_INFINITY,
  indexIntervalBytes: limits.indexIntervalBytesDefault,
  durability: 'sync',
  flushMs: limits.flushMsDefault,
  timestampType: 'CreateTime',
  maxMessageBytes: limits.messageBytesMaxDefault,
  isCompacted: false,
  deleteRetentionMs: limits.deleteRetentionMsDefault,
  cleanableDirtyRatioMin: limits.cleanableDirtyRatioMinDefault,
  compactionLagMsMin: 0,
};
