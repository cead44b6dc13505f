// Errors that carry more than a code: what a program needs in order to go on.
import { TidelogError } from '../base/errors.ts';

export interface PartitionName {
  topic: string;
  partition: number;
}

/** The offset asked for is not in the log (any more). Seek, or set `onOutOfRange`. */
export class OffsetOutOfRangeError extends TidelogError {
  override readonly name = 'OffsetOutOfRangeError';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** First offset that is there. */
  readonly logStartOffset: number;
  /** Offset after the last record that may be read; also a valid place to wait. */
  readonly highWatermark: number;

  constructor(
    at: PartitionName & { offset: number; logStartOffset: number; highWatermark: number },
  ) {
    super(
      'OFFSET_OUT_OF_RANGE',
      `offset ${at.offset} of ${at.topic}-${at.partition} is out of range; valid are ${at.logStartOffset} to ${at.highWatermark}`,
    );
    this.topic = at.topic;
    this.partition = at.partition;
    this.offset = at.offset;
    this.logStartOffset = at.logStartOffset;
    this.highWatermark = at.highWatermark;
  }
}

/**
 * Records that were read are not in the log any more: a leader without them was elected, which was allowed for the topic
 * [REP-12]. Others may stand at their offsets. Seek, or set `onTruncated`.
 */
export class LogTruncatedError extends TidelogError {
  override readonly name = 'LogTruncatedError';
  readonly topic: string;
  readonly partition: number;
  /** Of the next record that would have been read. */
  readonly offset: number;
  /** What was read from here on may be gone; what lies before may be what was read. */
  readonly divergedAt: number;

  constructor(at: PartitionName & { offset: number; divergedAt: number }) {
    super(
      'LOG_TRUNCATED',
      `the records of ${at.topic}-${at.partition} that were read from offset ${at.divergedAt} to ${at.offset} are not in the log any more; seek to ${at.divergedAt} to read what is there now`,
    );
    this.topic = at.topic;
    this.partition = at.partition;
    this.offset = at.offset;
    this.divergedAt = at.divergedAt;
  }
}

/** Records that cannot be decoded [REC-2]. Seek to `nextOffset` to leave them out, or set `onCorrupt`. */
export class CorruptRecordsError extends TidelogError {
  override readonly name = 'CorruptRecordsError';
  readonly topic: string;
  readonly partition: number;
  /** Where the bad batch begins. */
  readonly offset: number;
  /** Where the next batch seems to begin. */
  readonly nextOffset: number;

  constructor(at: PartitionName & { offset: number; nextOffset: number }, cause: Error) {
    super(
      'CORRUPT_MESSAGE',
      `the records of ${at.topic}-${at.partition} from offset ${at.offset} cannot be read: ${cause.message}; seek to ${at.nextOffset} to leave them out`,
      { cause },
    );
    this.topic = at.topic;
    this.partition = at.partition;
    this.offset = at.offset;
    this.nextOffset = at.nextOffset;
  }
}

/** The topic was deleted and created again [REP-10]; offsets and unsent records of the old one mean nothing in the new one. */
export class TopicRecreatedError extends TidelogError {
  override readonly name = 'TopicRecreatedError';
  readonly topic: string;

  constructor(topic: string, what: string, options: { retriable: boolean }) {
    super('TOPIC_RECREATED', `topic ${topic} was deleted and created again; ${what}`, options);
    this.topic = topic;
  }
}

/** The topic stayed unknown for as long as brokers may take to learn of a new one. */
export class UnknownTopicError extends TidelogError {
  override readonly name = 'UnknownTopicError';
  readonly topic: string;

  constructor(topic: string) {
    const message = `there is no topic ${topic}; create it first, or check the name`;
    super('UNKNOWN_TOPIC_OR_PARTITION', message, { retriable: true });
    this.topic = topic;
  }
}

/**
 * The partition refused records because the ones before them are missing there [LOG-11]. They were not appended. They are never
 * sent again by themselves, since the order of things is broken; whoever sends them again does so knowingly. `cause` is
 * why the ones before them were given up, when this producer gave them up; without it the broker lost them, or forgot
 * this producer.
 */
export class OutOfOrderSequenceError extends TidelogError {
  override readonly name = 'OutOfOrderSequenceError';
  readonly topic: string;
  readonly partition: number;

  constructor(at: PartitionName, refusal: TidelogError, gapCause: Error | undefined) {
    const why = gapCause ? `; the batch before was given up: ${gapCause.message}` : '';
    super(refusal.code, `${at.topic}-${at.partition}: ${refusal.message}${why}`, {
      cause: gapCause ?? refusal,
    });
    this.topic = at.topic;
    this.partition = at.partition;
  }
}

/** Why some partitions of a commit were refused; the others of it are committed. `code` is the first one's. */
export class CommitRefusedError extends TidelogError {
  override readonly name = 'CommitRefusedError';
  readonly refused: readonly (PartitionName & { offset: number; reason: TidelogError })[];

  constructor(refused: readonly (PartitionName & { offset: number; reason: TidelogError })[]) {
    const [first] = refused;
    const others = refused.length > 1 ? ` (and ${refused.length - 1} more partitions)` : '';
    super(
      first?.reason.code ?? 'UNKNOWN_SERVER_ERROR',
      `offset ${first?.offset} of ${first?.topic}-${first?.partition} was not committed${others}: ${first?.reason.message}`,
      { cause: first?.reason },
    );
    this.refused = refused;
  }
}
