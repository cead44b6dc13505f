import { expect, test } from 'vitest';
import { partitionForKey } from '../../../../src/protocol/murmur2.ts';
import {
  checkHistory,
  type History,
  type ReadRecord,
} from '../../../sim/checkers/records-checker.ts';

const partitionCount = 3;
const keys = ['ann', 'bob', 'cid', 'dan'];

type Draft = {
  isIdempotent: boolean;
  sent: History['sent'][number][];
  read: ReadRecord[];
  endOffsets: number[];
};

/** Forty records in order, all acknowledged and all read, partition by partition. */
function goodHistory(): Draft {
  const endOffsets = new Array<number>(partitionCount).fill(0);
  const sent: Draft['sent'] = [];
  const read: ReadRecord[] = [];
  for (let i = 0; i < 40; i++) {
    const key = keys[i % keys.length] as string;
    const partition = partitionForKey(Buffer.from(key), partitionCount);
    const offset = endOffsets[partition] as number;
    endOffsets[partition] = offset + 1;
    sent.push({ key, value: `v${i}`, acknowledged: { partition, offset }, wasRetried: false });
    read.push({ partition, offset, key, value: `v${i}` });
  }
  return { isIdempotent: false, sent, read, endOffsets };
}

function problemsAfter(change: (history: Draft) => void): string {
  const history = goodHistory();
  change(history);
  return checkHistory(history).problems.join('\n');
}

/** Two reads of one key, next to each other in their partition. */
function neighbours(history: Draft): [ReadRecord, ReadRecord] {
  const ofKey = history.read.filter((record) => record.key === 'ann');
  return [ofKey[2] as ReadRecord, ofKey[3] as ReadRecord];
}

/** Writes `value` once more at the end of the partition of `key`, and reads it. */
function appendAgain(history: Draft, key: string, value: string): void {
  const partition = partitionForKey(Buffer.from(key), partitionCount);
  const offset = history.endOffsets[partition] as number;
  history.endOffsets[partition] = offset + 1;
  history.read.push({ partition, offset, key, value });
}

test('a run in which all promises were kept has no problems', () => {
  const verdict = checkHistory(goodHistory());
  const none = { retried: 0, duplicates: 0, lostAsAllowed: 0 };
  expect(verdict).toEqual({ problems: [], acknowledged: 40, ...none });
});

test('an empty history is no proof of anything', () => {
  const verdict = checkHistory({ ...goodHistory(), sent: [], read: [], endOffsets: [0, 0, 0] });
  expect(verdict.problems.join()).toContain('nothing was acknowledged');
});

test('nothing read at all is loss', () => {
  expect(problemsAfter((history) => history.read.splice(0))).toContain('LOST: v0 ');
});

test('a record that is missing in the middle is loss, and a skip', () => {
  const problems = problemsAfter((history) => history.read.splice(7, 1));
  expect(problems).toContain('LOST: v7 ');
  expect(problems).toContain('skipped');
});

test('a record that is missing at the end is loss, even if the log is shorter for it', () => {
  const problems = problemsAfter((history) => {
    const last = history.read.pop() as ReadRecord;
    history.endOffsets[last.partition] = last.offset;
  });
  expect(problems).toContain('LOST: v39 ');
});

test('a consumer that stops early is found', () => {
  const problems = problemsAfter((history) => {
    history.endOffsets[0] = (history.endOffsets[0] as number) + 1;
  });
  expect(problems).toContain('the consumer stopped at');
});

test('other bytes at the acknowledged offset are loss', () => {
  const problems = problemsAfter((history) => {
    (history.read[5] as ReadRecord).value = 'v5-damaged';
  });
  expect(problems).toContain('LOST: v5 ');
  expect(problems).toContain('v5-damaged at');
});

test('another key is found', () => {
  const problems = problemsAfter((history) => {
    (history.read[5] as ReadRecord).key = 'eve';
  });
  expect(problems).toContain('read with key eve');
});

test('a record that nobody sent is found', () => {
  expect(problemsAfter((history) => appendAgain(history, 'ann', 'x'))).toContain('x at');
  const nullValue = problemsAfter((history) => {
    (history.read[3] as ReadRecord).value = undefined;
  });
  expect(nullValue).toContain('was never sent');
});

test('two records of a key that changed places are found, by place and by order', () => {
  const problems = problemsAfter((history) => {
    const [first, second] = neighbours(history);
    [first.value, second.value] = [second.value, first.value];
  });
  expect(problems).toContain('LOST');
  expect(problems).toContain('lies before it');
});

test('a broker that acknowledges in the wrong order is found by order alone', () => {
  const problems = problemsAfter((history) => {
    const [first, second] = neighbours(history);
    [first.value, second.value] = [second.value, first.value];
    const of = (value: string | undefined) => history.sent.find((sent) => sent.value === value);
    const [a, b] = [of(first.value), of(second.value)] as [
      Draft['sent'][number],
      Draft['sent'][number],
    ];
    [a.acknowledged, b.acknowledged] = [b.acknowledged, a.acknowledged];
  });
  expect(problems).not.toContain('LOST');
  expect(problems).toContain('lies before it');
});

test('a record that comes twice is a problem without a retry, and counted with one', () => {
  const twice = (wasRetried: boolean) => (history: Draft) => {
    appendAgain(history, 'ann', 'v0');
    (history.sent[0] as Draft['sent'][number]).wasRetried = wasRetried;
  };
  expect(problemsAfter(twice(false))).toContain('v0 was read twice, but sent once');
  expect(problemsAfter(twice(true))).toBe('');
  const history = goodHistory();
  twice(true)(history);
  expect(checkHistory(history)).toMatchObject({ retried: 1, duplicates: 1 });
});

test('[LOG-11] from an idempotent producer a record that comes twice is a problem in any case', () => {
  const problems = problemsAfter((history) => {
    history.isIdempotent = true;
    appendAgain(history, 'ann', 'v0');
    (history.sent[0] as Draft['sent'][number]).wasRetried = true;
  });
  expect(problems).toBe('TWICE: v0 was retried by an idempotent producer, and read twice');
});

test('a consumer that rewinds is found', () => {
  const problems = problemsAfter((history) => {
    const index = history.read.length - 1;
    history.read.push({ ...(history.read[index] as ReadRecord) });
  });
  expect(problems).toContain('rewound');
});

test('one offset acknowledged for two records is found', () => {
  const problems = problemsAfter((history) => {
    const [first, second] = neighbours(history);
    const of = (value: string | undefined) => history.sent.find((sent) => sent.value === value);
    const [a, b] = [of(first.value), of(second.value)] as [
      Draft['sent'][number],
      Draft['sent'][number],
    ];
    b.acknowledged = a.acknowledged;
  });
  expect(problems).toContain('was acknowledged for');
});

test('a key in the wrong partition is found', () => {
  const problems = problemsAfter((history) => {
    const right = partitionForKey(Buffer.from('ann'), partitionCount);
    const wrong = (right + 1) % partitionCount;
    const offset = history.endOffsets[wrong] as number;
    history.endOffsets[wrong] = offset + 1;
    history.sent.push({
      key: 'ann',
      value: 'stray',
      acknowledged: { partition: wrong, offset },
      wasRetried: false,
    });
    history.read.push({ partition: wrong, offset, key: 'ann', value: 'stray' });
  });
  expect(problems).toContain('belongs to partition');
});

test('a partition that does not exist is found', () => {
  const problems = problemsAfter((history) => {
    history.read.push({ partition: 9, offset: 0, key: 'ann', value: 'v0' });
  });
  expect(problems).toContain('no such partition');
});

test('a record that the producer gave up may be there or not', () => {
  const giveUp = (history: Draft) => {
    (history.sent[0] as Draft['sent'][number]).acknowledged = undefined;
  };
  expect(problemsAfter(giveUp)).toBe('');
  const absent = problemsAfter((history) => {
    history.sent.push({ key: 'ann', value: 'gone', acknowledged: undefined, wasRetried: true });
  });
  expect(absent).toBe('');
});
