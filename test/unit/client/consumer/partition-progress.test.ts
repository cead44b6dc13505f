import { expect, test } from 'vitest';
import { PartitionProgress } from '../../../../src/client/consumer/partition-progress.ts';

const offsetOf = (progress: PartitionProgress) => progress.point?.offset;

test('[GRP-5] a record counts when it has been passed, and only with all before it', () => {
  const progress = new PartitionProgress();
  expect(progress.point).toBeUndefined();
  for (const offset of [5, 6, 9]) progress.handOut(offset);
  expect(offsetOf(progress)).toBe(5);
  progress.pass(9, 1);
  expect(offsetOf(progress)).toBe(5);
  progress.pass(5, 1);
  expect(offsetOf(progress)).toBe(6);
  progress.pass(6, 1);
  expect(progress.point).toEqual({ offset: 10, leaderEpoch: 1 });
  expect(progress.uncommitted).toEqual(progress.point);
  progress.noteCommitted(10);
  expect(progress.uncommitted).toBeUndefined();
});

test('where reading begins can be committed before anything has been read', () => {
  const progress = new PartitionProgress();
  progress.startAt(7);
  expect(progress.uncommitted).toEqual({ offset: 7, leaderEpoch: -1 });
});

test('what is put back comes again with all behind it, but not what its holder has committed', () => {
  const progress = new PartitionProgress();
  for (const offset of [1, 2, 3]) progress.handOut(offset);
  progress.pass(3, 0);
  expect(progress.putBack()).toBe(1);
  progress.handOut(1);
  progress.noteCommitted(2);
  expect(progress.putBack()).toBe(2);
  expect(progress.uncommitted).toBeUndefined();
});

test('what was left unprocessed holds the commit back, and keeps nobody waiting', async () => {
  const progress = new PartitionProgress();
  progress.handOut(1);
  progress.handOut(2);
  const idle = progress.idle(new AbortController().signal);
  progress.leave(1);
  expect(progress.isIdle).toBe(false);
  progress.pass(2, 0);
  await idle;
  expect(offsetOf(progress)).toBe(1);
});

test('a seek forgets what was committed, so that going back can be committed', () => {
  const progress = new PartitionProgress(10);
  progress.startAt(10);
  progress.reset();
  progress.startAt(3);
  expect(progress.uncommitted).toMatchObject({ offset: 3 });
});
