import { expect, test } from 'vitest';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { checkTopicName, topicNameProblem } from '../../../src/protocol/topic-name.ts';

test('names of [a-zA-Z0-9._-]{1,249} are legal', () => {
  for (const name of ['a', 'flights', 'A.b_c-9', '...', '-', '_', 'x'.repeat(249)]) {
    expect(topicNameProblem(name), name).toBeUndefined();
    expect(() => checkTopicName(name)).not.toThrow();
  }
});

test('every other name is refused with what is wrong', () => {
  expect(topicNameProblem('')).toContain('empty');
  expect(topicNameProblem('x'.repeat(250))).toContain('this one has 250');
  expect(topicNameProblem('.')).toContain('"."');
  expect(topicNameProblem('..')).toContain('".."');
  for (const name of ['a b', 'a/b', '../a', 'a\\b', 'a\n', 'ä', 'a\0', 'a:b', '日本']) {
    expect(topicNameProblem(name), name).toContain(JSON.stringify(name));
    expect(() => checkTopicName(name)).toThrow(WireError);
  }
});

test('the error is the one that crosses the wire', () => {
  expect(() => checkTopicName('a b')).toThrow(
    expect.objectContaining({ code: 'INVALID_TOPIC_EXCEPTION', retriable: false }),
  );
});
