import { beforeEach, describe, expect, test } from 'vitest';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { directoryOf, received, TestController } from '../fixture.ts';

let cluster: TestController;
let committed: number;

beforeEach(() => {
  cluster = new TestController();
  for (const nodeId of [1, 2, 3]) cluster.join(nodeId);
  committed = Number.MAX_SAFE_INTEGER;
});

function alter(change: object) {
  const request = received(wire.AlterVotersRequest, change);
  return cluster.commit(cluster.controller.alterVoters(request, committed));
}

function promote(nodeId: number, disk = 0): void {
  const learner = { nodeId, directoryId: directoryOf(nodeId, disk) };
  cluster.commit(cluster.controller.promoteLearner(learner, committed));
}

const members = () => ({
  voters: cluster.image.voters.map(({ nodeId }) => nodeId),
  learners: cluster.image.learners.map(({ nodeId }) => nodeId),
});

test('a node that is added is a learner, with directory and address of its registration, then a voter', () => {
  expect(alter({ addNodeId: 2 })).toMatchObject({ voters: [1], learners: [2] });
  expect(cluster.image.learners).toEqual([
    {
      nodeId: 2,
      directoryId: directoryOf(2),
      internalAddress: { host: '127.0.0.1', port: 19_093 },
    },
  ]);
  promote(2);
  expect(members()).toEqual({ voters: [1, 2], learners: [] });
});

test('a set of an even size is warned of', () => {
  expect(alter({ addNodeId: 2 }).warning).toMatch(/2 voters survive 0 failed, as 1 would/);
  promote(2);
  expect(alter({ addNodeId: 3 }).warning).toBe('');
});

test('a voter with a new disk is replaced: the old one goes, the new one comes as a learner [QRM-3]', () => {
  alter({ addNodeId: 2 });
  promote(2);
  cluster.fence(2);
  cluster.register(2, 60, { directoryId: uuidToBytes(directoryOf(2, 1)) }, cluster.nowMs);
  const before = cluster.batches.length;
  expect(alter({ replaceNodeId: 2 })).toMatchObject({ voters: [1], learners: [2] });
  expect(cluster.batches.length - before).toBe(1);
  expect(cluster.image.learners[0]?.directoryId).toBe(directoryOf(2, 1));
  // Of an old directory nobody is promoted.
  promote(2);
  expect(members()).toEqual({ voters: [1], learners: [2] });
  promote(2, 1);
  expect(members()).toEqual({ voters: [1, 2], learners: [] });
});

test('asking again for what is done, or under way, changes nothing', () => {
  alter({ addNodeId: 2 });
  const { image } = cluster;
  expect(alter({ addNodeId: 2 })).toMatchObject({ voters: [1], learners: [2] });
  expect(alter({ replaceNodeId: 2 })).toMatchObject({ voters: [1], learners: [2] });
  expect(cluster.image).toBe(image);
});

test('a learner can be removed again, and a voter', () => {
  alter({ addNodeId: 2 });
  expect(alter({ removeNodeId: 2 })).toMatchObject({ voters: [1], learners: [] });
  alter({ addNodeId: 2 });
  promote(2);
  expect(alter({ removeNodeId: 1 })).toMatchObject({ voters: [2], learners: [] });
});

describe('refused, with nothing changed:', () => {
  test.each<[string, object, string]>([
    ['adding a node that is not registered', { addNodeId: 9 }, 'BROKER_ID_NOT_REGISTERED'],
    ['adding a voter', { addNodeId: 1 }, 'DUPLICATE_VOTER'],
    ['removing a node that is no voter', { removeNodeId: 2 }, 'VOTER_NOT_FOUND'],
    ['removing the last voter', { removeNodeId: 1 }, 'INVALID_VOTER_KEY'],
    ['replacing a node that is no voter', { replaceNodeId: 2 }, 'VOTER_NOT_FOUND'],
    ['replacing an unknown node', { replaceNodeId: 9 }, 'BROKER_ID_NOT_REGISTERED'],
    ['replacing a voter by itself', { replaceNodeId: 1 }, 'DUPLICATE_VOTER'],
    ['no change at all', {}, 'INVALID_REQUEST'],
  ])('%s', (_, change, code) => {
    const { image } = cluster;
    expect(() => alter(change)).toThrow(expect.objectContaining({ code }));
    expect(cluster.image).toBe(image);
  });

  test('replacing the only voter', () => {
    cluster.fence(1);
    cluster.register(1, 60, { directoryId: uuidToBytes(directoryOf(1, 1)) }, cluster.nowMs);
    expect(() => alter({ replaceNodeId: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_VOTER_KEY' }),
    );
  });

  test('another node while one is still catching up', () => {
    alter({ addNodeId: 2 });
    expect(() => alter({ addNodeId: 3 })).toThrow(
      expect.objectContaining({ code: 'VOTER_CHANGE_UNDER_WAY', retriable: true }),
    );
  });

  test('any change while the last one is not committed', () => {
    alter({ addNodeId: 2 });
    committed = cluster.image.endOffset - 1;
    expect(() => alter({ removeNodeId: 2 })).toThrow(
      expect.objectContaining({ code: 'VOTER_CHANGE_UNDER_WAY' }),
    );
    promote(2);
    expect(members()).toEqual({ voters: [1], learners: [2] });
    committed = cluster.image.endOffset;
    promote(2);
    expect(members()).toEqual({ voters: [1, 2], learners: [] });
  });
});
