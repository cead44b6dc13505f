// The checker is shown histories that are right, and each of them altered in every way in which a cluster can be wrong.
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import { checkLinearizable, type TimedOperation } from '../../../sim/checkers/linearizability.ts';
import {
  type TopicOperation,
  type TopicState,
  topicModel,
} from '../../../sim/checkers/topic-model.ts';

type History = TimedOperation<TopicOperation>[];

function at(callMs: number, answerMs: number, operation: TopicOperation): History[number] {
  return { operation, callMs, answerMs };
}

const never = Number.POSITIVE_INFINITY;
const a = { id: 'id-a', partitions: 1, setting: 'a' };
const createA: TopicOperation = {
  kind: 'create',
  partitions: 1,
  setting: 'a',
  outcome: { id: 'id-a' },
};
const readNothing: TopicOperation = { kind: 'read', seen: undefined };
const readA: TopicOperation = { kind: 'read', seen: a };

function verdict(...history: History): string {
  return checkLinearizable(history, topicModel);
}

test('an empty history and a sequential one are linearizable', () => {
  expect(verdict()).toBe('linearizable');
  expect(
    verdict(
      at(0, 1, createA),
      at(2, 3, readA),
      at(4, 5, { kind: 'exists' }),
      at(6, 7, { kind: 'addPartitions', partitions: 4, outcome: 'ok' }),
      at(8, 9, { kind: 'hasPartitions', atLeast: 4 }),
      at(10, 11, { kind: 'alter', setting: 'b', outcome: 'ok' }),
      at(12, 13, { kind: 'read', seen: { ...a, partitions: 4, setting: 'b' } }),
      at(14, 15, { kind: 'delete', outcome: { id: 'id-a' } }),
      at(16, 17, readNothing),
    ),
  ).toBe('linearizable');
});

test('an acknowledged creation that a later read does not see is a violation', () => {
  expect(verdict(at(0, 1, createA), at(2, 3, readNothing))).toBe('violated');
  expect(verdict(at(0, 3, createA), at(2, 4, readNothing))).toBe('linearizable');
});

test('a read goes back behind another read: violated', () => {
  const open = at(0, never, { ...createA, outcome: 'unknown' });
  expect(verdict(open, at(2, 3, readA), at(4, 5, readNothing))).toBe('violated');
  expect(verdict(open, at(2, 3, readNothing), at(4, 5, readA))).toBe('linearizable');
  expect(verdict(open, at(2, 3, readNothing), at(4, 5, readNothing))).toBe('linearizable');
});

test('what had no answer happens once at most, and not before it was called', () => {
  const open = at(5, never, { ...createA, outcome: 'unknown' });
  const deleted: TopicOperation = { kind: 'delete', outcome: { id: 'id-a' } };
  expect(verdict(at(0, 1, readA), open)).toBe('violated');
  expect(verdict(open, at(6, 7, deleted), at(8, 9, readA))).toBe('violated');
  expect(verdict(open, at(6, 7, deleted), at(8, 9, readNothing))).toBe('linearizable');
});

test('half of a change is no change', () => {
  const seen = { ...a, partitions: 2 };
  const add: TopicOperation = { kind: 'addPartitions', partitions: 4, outcome: 'ok' };
  expect(verdict(at(0, 1, createA), at(2, 3, add), at(4, 5, { kind: 'read', seen }))).toBe(
    'violated',
  );
});

test('two creations without a deletion between them, or one id twice, are violations', () => {
  const createB: TopicOperation = { ...createA, setting: 'b', outcome: { id: 'id-b' } };
  const deleteOther: TopicOperation = { kind: 'delete', outcome: { id: 'id-b' } };
  expect(verdict(at(0, 1, createA), at(2, 3, createB))).toBe('violated');
  expect(verdict(at(0, 1, createA), at(2, 3, deleteOther))).toBe('violated');
});

test('of two that delete one topic both may be told that it is gone, but no one before it was there', () => {
  const deleted: TopicOperation = { kind: 'delete', outcome: { id: 'id-a' } };
  expect(verdict(at(0, 1, createA), at(2, 5, deleted), at(3, 6, deleted))).toBe('linearizable');
  expect(verdict(at(0, 1, deleted), at(2, 3, createA))).toBe('violated');
  expect(verdict(at(0, 1, createA), at(2, 3, deleted), at(4, 5, createA), at(6, 7, readA))).toBe(
    'linearizable',
  );
});

test('a search that would take too long decides nothing', () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    at(2, never, { kind: 'alter', setting: `${i}`, outcome: 'unknown' }),
  );
  const impossible = at(3, 4, { kind: 'read', seen: { ...a, setting: 'nobody wrote it' } });
  const history = [at(0, 1, createA), ...many, impossible];
  expect(checkLinearizable(history, topicModel, 1_000)).toBe('undecided');
});

/** What clients of a correct cluster see: each operation takes effect at one moment of its own. */
function drawHistory(random: SeededRandom): History {
  const history: History = [];
  let state: TopicState = topicModel.initial;
  let nowMs = 0;
  for (let i = 0; i < 40; i++) {
    nowMs += 1 + random.integerBelow(10);
    const operation = drawOperation(random, i, state);
    state = topicModel.apply(state, operation) ?? state;
    const callMs = nowMs - random.integerBelow(30);
    const isUnknown = operation.kind !== 'read' && random.integerBelow(6) === 0;
    const known = at(callMs, nowMs + random.integerBelow(30), operation);
    history.push(
      isUnknown ? at(callMs, never, { ...operation, outcome: 'unknown' } as TopicOperation) : known,
    );
  }
  return history;
}

function drawOperation(random: SeededRandom, i: number, { topic }: TopicState): TopicOperation {
  if (topic === undefined) {
    const outcome = { id: `id-${i}` };
    return random.integerBelow(3) === 0
      ? { kind: 'read', seen: undefined }
      : { kind: 'create', partitions: 1, setting: `s${i}`, outcome };
  }
  switch (random.integerBelow(5)) {
    case 0:
      return { kind: 'delete', outcome: { id: topic.id ?? '' } };
    case 1:
      return { kind: 'addPartitions', partitions: topic.partitions + 1, outcome: 'ok' };
    case 2:
      return { kind: 'alter', setting: `s${i}`, outcome: 'ok' };
    default:
      return { kind: 'read', seen: { ...topic, id: topic.id ?? '' } };
  }
}

test('drawn histories pass, and those with one altered read do not', () => {
  let objections = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const history = drawHistory(new SeededRandom(seed));
    expect(checkLinearizable(history, topicModel), `seed ${seed}`).toBe('linearizable');
    // The last read now shows what a topic of its own would, which nobody ever wrote.
    const reads = history.filter(({ operation }) => operation.kind === 'read');
    const last = reads.at(-1);
    if (last?.operation.kind !== 'read') continue;
    const seen = { id: 'id-0', partitions: 77, setting: 's0' };
    const altered = history.map((one) =>
      one === last ? { ...one, operation: { kind: 'read', seen } as const } : one,
    );
    expect(checkLinearizable(altered, topicModel), `seed ${seed}`).toBe('violated');
    objections += 1;
  }
  expect(objections).toBeGreaterThan(80);
});
