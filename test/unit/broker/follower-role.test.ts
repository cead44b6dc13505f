// Where a follower cuts its log [REP-3], as a table: what each log has of which epoch, and where the follower ends up, after how many
// questions. The letters are those of the cases in the description of KIP-966 and of KIP-279.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  divergenceOf,
  type EpochEnd,
  type FollowerLog,
  fetchPosition,
  followerStep,
  truncationOffset,
} from '../../../src/broker/follower-role.ts';
import { EpochCache } from '../../../src/storage/epoch-cache.ts';

/** A log by the epochs of its offsets: '1122' has epoch 1 at 0 and 1, epoch 2 at 2 and 3. */
class EpochsLog implements FollowerLog {
  readonly logStartOffset: number;
  epochs: number[];

  constructor(text: string, logStartOffset = 0) {
    this.logStartOffset = logStartOffset;
    this.epochs = [...text].map(Number);
  }

  get logEndOffset(): number {
    return this.logStartOffset + this.epochs.length;
  }

  get latestEpoch(): number {
    return this.epochs.at(-1) ?? -1;
  }

  endOffsetForEpoch(epoch: number): EpochEnd | undefined {
    const cache = new EpochCache();
    this.epochs.forEach((one, i) => {
      cache.assign(one, this.logStartOffset + i);
    });
    return cache.endOffsetFor(epoch, this.logEndOffset);
  }

  cutTo(offset: number): void {
    this.epochs = this.epochs.slice(0, offset - this.logStartOffset);
  }
}

/** Asks until the two agree; returns what was cut to, each time. */
function reconcile(leader: EpochsLog, follower: EpochsLog): number[] {
  const cuts: number[] = [];
  for (;;) {
    const asked = fetchPosition(follower, 9);
    const diverging = divergenceOf(leader, asked);
    if (diverging === undefined) return cuts;
    const answer = { ...asked, logStartOffset: leader.logStartOffset, isOutOfRange: false };
    const step = followerStep(follower, 9, { ...answer, diverging });
    if (step.kind !== 'truncate') throw new Error(`the follower was to ${step.kind}`);
    cuts.push(step.offset);
    follower.cutTo(step.offset);
    if (cuts.length > 20) throw new Error('they never agree');
  }
}

describe('where the logs diverge [REP-3]', () => {
  test.each([
    ['A: nothing is there', '', '', []],
    ['B: the follower has nothing', '112', '', []],
    ['C: the follower is behind in the same epoch', '1112', '11', []],
    ['D: both are equal', '1122', '1122', []],
    ['E: the follower has more of an epoch that the leader ended earlier', '1133', '1111', [2]],
    ['F: the follower has an epoch that the leader never saw', '1133', '11222', [2]],
    ['G: the follower has a newer epoch than the leader has', '11', '1122', [2]],
    ['two fast leaders: epochs alternate, so one question is not enough', '1335', '12244', [3, 1]],
    ['epochs that lie between each other', '1113555', '1122446', [6, 4, 2]],
    ['nothing in common', '33', '1122', [0]],
    ['all that was the leader’s own is gone', '', '112', [0]],
  ])('%s', (_name, leader, follower, cuts) => {
    const log = new EpochsLog(follower);
    const leaderLog = new EpochsLog(leader);
    expect(reconcile(leaderLog, log)).toEqual(cuts);
    expect(leaderLog.epochs.slice(0, log.epochs.length)).toEqual(log.epochs);
  });

  test('the leader cannot speak of what lies below its start', () => {
    const leader = new EpochsLog('5566', 10);
    expect(divergenceOf(leader, { fetchOffset: 10, lastFetchedEpoch: 3 })).toBeUndefined();
    expect(divergenceOf(leader, { fetchOffset: 11, lastFetchedEpoch: 3 })).toEqual({
      epoch: 3,
      endOffset: 10,
    });
    expect(divergenceOf(new EpochsLog('', 10), { fetchOffset: 10, lastFetchedEpoch: 3 })).toBe(
      undefined,
    );
  });

  test('any two logs that grew under leaders with rising epochs agree in the end, and lose nothing they share', () => {
    const history = fc.array(
      fc.record({ isShared: fc.boolean(), count: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(history, history, (leaderTail, followerTail) => {
        const shared = [1, 1, 2];
        const tail = (parts: { count: number }[], parity: number) =>
          parts.flatMap(({ count }, i) => new Array(count).fill(3 + 2 * i + parity) as number[]);
        const leader = new EpochsLog('');
        leader.epochs = [...shared, ...tail(leaderTail, 0)];
        const follower = new EpochsLog('');
        follower.epochs = [...shared, ...tail(followerTail, 1)];
        reconcile(leader, follower);
        expect(follower.epochs.length).toBeGreaterThanOrEqual(shared.length);
        expect(leader.epochs.slice(0, follower.epochs.length)).toEqual(follower.epochs);
      }),
    );
  });

  test('a cut is never above the own end, and goes by the own epochs where they end earlier', () => {
    const log = new EpochsLog('1122');
    expect(truncationOffset(log, { epoch: 1, endOffset: 3 })).toBe(2);
    expect(truncationOffset(log, { epoch: 1, endOffset: 1 })).toBe(1);
    expect(truncationOffset(log, { epoch: 9, endOffset: 77 })).toBe(4);
  });
});

describe('an answer [REP-3]', () => {
  const log = new EpochsLog('1122');
  const answer = {
    leaderEpoch: 5,
    fetchOffset: 4,
    logStartOffset: 0,
    isOutOfRange: false,
    diverging: undefined,
  };

  test('is taken while epoch and offset are still those of the question', () => {
    expect(followerStep(log, 5, answer)).toEqual({ kind: 'append' });
    expect(followerStep(log, 6, answer).kind).toBe('drop');
    expect(followerStep(log, 5, { ...answer, leaderEpoch: 4 }).kind).toBe('drop');
    expect(followerStep(log, 5, { ...answer, fetchOffset: 3 }).kind).toBe('drop');
    const diverging = { epoch: 1, endOffset: 1 };
    expect(followerStep(log, 5, { ...answer, fetchOffset: 3, diverging }).kind).toBe('drop');
  });

  test('that says the offset is gone makes the log begin anew at the leader’s start', () => {
    const gone = { ...answer, isOutOfRange: true, logStartOffset: 90 };
    expect(followerStep(log, 5, gone)).toEqual({ kind: 'restart', offset: 90 });
  });

  test('that diverges below the own start makes the log begin anew, too', () => {
    const late = new EpochsLog('22', 50);
    const diverging = { epoch: 1, endOffset: 40 };
    const at = { ...answer, fetchOffset: 52, logStartOffset: 30, diverging };
    expect(followerStep(late, 5, at)).toEqual({ kind: 'restart', offset: 30 });
  });

  test('is asked for with the epoch of the last batch, and without one by an empty log', () => {
    expect(fetchPosition(log, 5)).toEqual({ leaderEpoch: 5, fetchOffset: 4, lastFetchedEpoch: 2 });
    const empty = new EpochsLog('', 40);
    expect(fetchPosition(empty, 5)).toMatchObject({ fetchOffset: 40, lastFetchedEpoch: -1 });
  });
});
