// What a follower does with what its leader answered, pure and synchronous [SIM-2]. partition.ts carries it out.
//
//   is the answer still for this log?    topic id, leader epoch and fetch offset are those of now [REP-3]; else it is dropped
//   the logs agree                       append; take over high watermark and log start
//   they diverge                         cut at where the epochs say, and ask again, until they agree: never by the high watermark
//   the leader has no longer what        begin anew at the start of the leader's log
//   would follow

/** An epoch, and where it ends in a log. */
export interface EpochEnd {
  readonly epoch: number;
  readonly endOffset: number;
}

/** The follower's log, as far as it is decided by it. */
export interface FollowerLog {
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly latestEpoch: number;
  endOffsetForEpoch(epoch: number): EpochEnd | undefined;
}

/** From where on the leader is asked. */
export interface FetchPosition {
  readonly leaderEpoch: number;
  readonly fetchOffset: number;
  /** -1 when there is nothing to disagree about. */
  readonly lastFetchedEpoch: number;
}

export interface LeaderAnswer {
  /** What was asked. */
  readonly leaderEpoch: number;
  readonly fetchOffset: number;
  /** The leader's log. */
  readonly logStartOffset: number;
  readonly isOutOfRange: boolean;
  readonly diverging: EpochEnd | undefined;
}

export type FollowerStep =
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'append' }
  /** The leader's log start is above what can be kept, or where the two agree is below the own start. */
  | { readonly kind: 'restart'; readonly offset: number }
  | { readonly kind: 'truncate'; readonly offset: number };

export function fetchPosition(log: FollowerLog, leaderEpoch: number): FetchPosition {
  const isEmpty = log.logStartOffset === log.logEndOffset;
  return {
    leaderEpoch,
    fetchOffset: log.logEndOffset,
    lastFetchedEpoch: isEmpty ? -1 : log.latestEpoch,
  };
}

export function followerStep(
  log: FollowerLog,
  leaderEpoch: number,
  answer: LeaderAnswer,
): FollowerStep {
  if (answer.leaderEpoch !== leaderEpoch) {
    return { kind: 'drop', reason: `it was asked in epoch ${answer.leaderEpoch}` };
  }
  if (answer.fetchOffset !== log.logEndOffset) {
    return { kind: 'drop', reason: `it was asked for offset ${answer.fetchOffset}` };
  }
  if (answer.isOutOfRange) return { kind: 'restart', offset: answer.logStartOffset };
  if (answer.diverging === undefined) return { kind: 'append' };
  const offset = truncationOffset(log, answer.diverging);
  if (offset < log.logStartOffset) return { kind: 'restart', offset: answer.logStartOffset };
  return { kind: 'truncate', offset };
}

/** Where the two logs may agree, by what the leader has of the newest epoch that both might know. */
export function truncationOffset(log: FollowerLog, leader: EpochEnd): number {
  const own = log.endOffsetForEpoch(leader.epoch);
  // Without one, the own log knows nothing as new as that epoch; all of it is older.
  return Math.min(leader.endOffset, own?.endOffset ?? log.logEndOffset, log.logEndOffset);
}

/** The leader's side: where its log says that the follower's has gone another way; undefined when they agree so far. */
export function divergenceOf(
  log: FollowerLog,
  asked: { readonly fetchOffset: number; readonly lastFetchedEpoch: number },
): EpochEnd | undefined {
  const { fetchOffset, lastFetchedEpoch } = asked;
  // Of what lies below its start a log can say nothing; who ends there has nothing that is here.
  if (lastFetchedEpoch < 0 || fetchOffset <= log.logStartOffset) return undefined;
  const end = log.endOffsetForEpoch(lastFetchedEpoch) ?? {
    epoch: log.latestEpoch,
    endOffset: log.logEndOffset,
  };
  const agrees = end.epoch === lastFetchedEpoch && end.endOffset >= fetchOffset;
  return agrees ? undefined : end;
}
