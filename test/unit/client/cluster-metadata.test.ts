import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { uuidToBytes } from '../../../src/base/uuid.ts';
import {
  applyLeaderHint,
  mergeMetadata,
  noMetadata,
} from '../../../src/client/cluster-metadata.ts';
import { type MetadataResponse, wire } from '../../../src/protocol/messages.ts';

const random = new SeededRandom(1);
const clusterId = random.uuid();
const first = random.uuid();
const second = random.uuid();

interface Told {
  offset: number;
  id?: typeof first;
  leaders?: [leaderId: number, leaderEpoch: number][];
  brokers?: number[];
}

function answer({ offset, id, leaders = [], brokers = [1, 2] }: Told): MetadataResponse {
  const partitions = leaders.map(([leaderId, leaderEpoch], partition) => ({
    partition,
    leaderId,
    leaderEpoch,
  }));
  const topic = id
    ? { name: 't', topicId: uuidToBytes(id), partitions: partitions.reverse() }
    : { name: 't', errorCode: 3 };
  const encoded = wire.MetadataResponse.encode({
    clusterId: uuidToBytes(clusterId),
    metadataOffset: offset,
    controllerId: offset,
    topics: [topic],
    brokers: brokers.map((nodeId) => ({ nodeId, host: 'h', port: nodeId })),
  }).finish();
  return wire.MetadataResponse.decode(encoded);
}

const merge = (...told: Told[]) =>
  told.reduce((known, one) => mergeMetadata(known, answer(one), ['t']), noMetadata);

test('an answer is taken whole when nothing is known, partitions in order', () => {
  const known = merge({
    offset: 5,
    id: first,
    leaders: [
      [1, 3],
      [2, 4],
    ],
  });
  expect(known).toMatchObject({ clusterId, controllerId: 5, metadataOffset: 5 });
  expect(known.topics.get('t')).toMatchObject({
    id: first,
    partitions: [
      { partition: 0, leaderId: 1, leaderEpoch: 3 },
      { partition: 1, leaderId: 2, leaderEpoch: 4 },
    ],
  });
  expect(known.brokers.get(2)).toEqual({ host: 'h', port: 2 });
});

test('an older answer never undoes a newer one, but tells of greater epochs [QRM-5]', () => {
  const known = merge(
    {
      offset: 9,
      id: first,
      leaders: [
        [1, 3],
        [1, 3],
      ],
    },
    {
      offset: 8,
      id: first,
      leaders: [
        [2, 2],
        [2, 4],
      ],
      brokers: [1],
    },
  );
  expect(known).toMatchObject({ controllerId: 9, metadataOffset: 9 });
  expect(known.brokers.size).toBe(2);
  expect(known.topics.get('t')?.partitions).toMatchObject([
    { leaderId: 1, leaderEpoch: 3 },
    { leaderId: 2, leaderEpoch: 4 },
  ]);
  expect(merge({ offset: 9, id: first, leaders: [[1, 3]] }, { offset: 8 }).topics.has('t')).toBe(
    true,
  );
  expect(
    merge(
      { offset: 9, id: second, leaders: [[1, 0]] },
      { offset: 8, id: first, leaders: [[1, 7]] },
    ).topics.get('t')?.id,
  ).toBe(second);
});

test('no newer answer makes a leader epoch smaller', () => {
  const known = merge(
    { offset: 9, id: first, leaders: [[2, 5]] },
    { offset: 10, id: first, leaders: [[1, 4]] },
  );
  expect(known.topics.get('t')?.partitions).toMatchObject([{ leaderId: 2, leaderEpoch: 5 }]);
});

test('another id is another topic: nothing of the old one is kept [REP-10]', () => {
  const known = merge(
    {
      offset: 9,
      id: first,
      leaders: [
        [2, 5],
        [2, 5],
      ],
    },
    { offset: 10, id: second, leaders: [[1, 0]] },
  );
  expect(known.topics.get('t')).toMatchObject({
    id: second,
    partitions: [{ leaderId: 1, leaderEpoch: 0 }],
  });
});

test('a topic that is gone is gone, and why is told until it is back', () => {
  const gone = merge({ offset: 9, id: first, leaders: [[2, 5]] }, { offset: 10 });
  expect(gone.topics.has('t')).toBe(false);
  expect(gone.problems.get('t')).toMatchObject({ code: 'UNKNOWN_TOPIC_OR_PARTITION' });
  const back = mergeMetadata(gone, answer({ offset: 11, id: second, leaders: [[1, 0]] }), ['t']);
  expect(back.problems.has('t')).toBe(false);
  const leftOut = mergeMetadata(noMetadata, answer({ offset: 1, id: first }), ['t', 'u']);
  expect(leftOut.problems.get('u')).toMatchObject({ code: 'UNKNOWN_TOPIC_OR_PARTITION' });
});

test('a leader told in passing is taken only with a greater epoch, a known address and the same topic', () => {
  const known = merge({ offset: 9, id: first, leaders: [[2, 5]] });
  const hint = { topic: 't', topicId: first, partition: 0, leaderId: 1, leaderEpoch: 6 };
  expect(applyLeaderHint(known, hint).topics.get('t')?.partitions).toMatchObject([
    { leaderId: 1, leaderEpoch: 6 },
  ]);
  for (const change of [
    { leaderEpoch: 5 },
    { leaderId: 7 },
    { topicId: second },
    { partition: 1 },
  ]) {
    expect(applyLeaderHint(known, { ...hint, ...change })).toBe(known);
  }
});
