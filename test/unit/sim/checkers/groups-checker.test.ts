import { expect, test } from 'vitest';
import { wire } from '../../../../src/protocol/messages.ts';
import { checkGroupLog, type LoggedGroupRecord } from '../../../sim/checkers/groups-checker.ts';

const topicId = Buffer.alloc(16, 1);

interface Held {
  partition: number;
  epoch: number;
}

let nextOffset = 0;

function assignment(
  memberId: string,
  memberEpoch: number,
  held: readonly Held[],
  revoking: readonly Held[] = [],
): LoggedGroupRecord {
  const topics = (list: readonly Held[]) => [
    {
      topicId,
      partitions: list.map((one) => one.partition),
      epochs: list.map((one) => one.epoch),
    },
  ];
  const key = { groupId: 'g', assignment: { memberId } };
  const value = {
    assignment: { memberEpoch, assigned: topics(held), revoking: topics(revoking) },
  };
  return record(key, value);
}

function commit(memberId: string, memberEpoch: number, partition: number): LoggedGroupRecord {
  const key = { groupId: 'g', offset: { topicId, partition } };
  return { ...record(key, { offset: { offset: 1 } }), by: { memberId, memberEpoch } };
}

function record(
  key: Parameters<typeof wire.GroupRecordKey.encode>[0],
  value: Parameters<typeof wire.GroupRecordValue.encode>[0],
): LoggedGroupRecord {
  return {
    shard: 0,
    offset: nextOffset++,
    key: wire.GroupRecordKey.decode(wire.GroupRecordKey.encode(key).finish()),
    value: wire.GroupRecordValue.decode(wire.GroupRecordValue.encode(value).finish()),
    by: undefined,
  };
}

const first = { partition: 0, epoch: 2 };

test('a log in which everybody keeps the rules shows no problem', () => {
  const problems = checkGroupLog([
    assignment('a', 2, [first]),
    commit('a', 2, 0),
    assignment('a', 3, [], [first]),
    commit('a', 2, 0),
    assignment('a', 3, []),
    assignment('b', 2, [first]),
    commit('b', 2, 0),
  ]);
  expect(problems).toEqual([]);
});

test('each broken rule is found', () => {
  const broken: [string, LoggedGroupRecord[]][] = [
    ['TWO OWNERS', [assignment('a', 2, [first]), assignment('b', 2, [first])]],
    ['TWO OWNERS', [assignment('a', 3, [], [first]), assignment('b', 2, [first])]],
    ['EPOCH BACK', [assignment('a', 3, [first]), assignment('a', 2, [first])]],
    ['STRANGER', [assignment('a', 2, [first]), commit('b', 2, 0)]],
    ['STRANGER', [assignment('a', 2, [first]), assignment('a', 3, []), commit('a', 3, 0)]],
    ['STALE COMMIT', [assignment('a', 2, [first]), commit('a', 1, 0)]],
    ['UNKNOWN COMMIT', [{ ...commit('a', 2, 0), by: undefined }]],
  ];
  for (const [name, records] of broken) {
    expect(checkGroupLog(records), name).toEqual([expect.stringMatching(new RegExp(`^${name}`))]);
  }
});
