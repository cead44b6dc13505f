import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import {
  checkTopicSetting,
  isTopicSettingName,
  TopicConfig,
  topicSettingNames,
} from '../../../src/cluster/topic-config.ts';

function refusal(name: string, value: string): { code: string | undefined; message: string } {
  try {
    checkTopicSetting(name, value);
  } catch (error) {
    return { code: codeOf(error), message: (error as Error).message };
  }
  return { code: undefined, message: '' };
}

const int32 = 2 ** 31 - 1;
const largestBatch = 16 * 1024 * 1024 - 64 * 1024;

describe('numbers', () => {
  test.each([
    ['segment.bytes', 1_024, int32],
    ['segment.ms', 1, Number.MAX_SAFE_INTEGER],
    ['index.interval.bytes', 0, int32],
    ['max.message.bytes', 1, largestBatch],
    ['message.timestamp.after.max.ms', 0, Number.MAX_SAFE_INTEGER],
    ['flush.ms', 1, int32],
    ['min.insync.replicas', 1, 1_000],
    ['reassignment.bytes.per.second', -1, Number.MAX_SAFE_INTEGER],
  ])('%s is from %d to %d; an error names it, the value and the range', (name, min, max) => {
    for (const good of [min, max]) expect(refusal(name, String(good)).code).toBeUndefined();
    const bad = [String(min - 1), String(max + 1), '', ' 5', '5 ', '1.5', '1e3', 'many', '0x10'];
    for (const value of bad) {
      expect(refusal(name, value)).toEqual({
        code: 'INVALID_CONFIG',
        message: `${name} is ${JSON.stringify(value)}; it must be a whole number from ${min} to ${max}`,
      });
    }
  });
});

describe('choices', () => {
  test.each([
    ['message.timestamp.type', ['CreateTime', 'LogAppendTime']],
    ['durability', ['sync', 'async']],
  ])('%s is one of %j', (name, choices) => {
    for (const choice of choices) expect(refusal(name, choice).code).toBeUndefined();
    for (const value of ['', 'SYNC', 'createtime', '1']) {
      expect(refusal(name, value)).toEqual({
        code: 'INVALID_CONFIG',
        message: `${name} is ${JSON.stringify(value)}; it must be one of: ${choices.join(', ')}`,
      });
    }
  });
});

test.each(['retention.parsecs', '', '__proto__', 'toString'])(
  'there is no setting "%s", and the error lists those that there are',
  (name) => {
    expect(isTopicSettingName(name)).toBe(false);
    const { code, message } = refusal(name, '1');
    expect(code).toBe('INVALID_CONFIG');
    expect(message).toContain(`"${name}"`);
    for (const known of topicSettingNames) expect(message).toContain(known);
  },
);

describe('effective settings', () => {
  test('what was not given has its default, and says so', () => {
    const entries = new TopicConfig(new Map([['segment.bytes', '2048']])).entries();
    expect(entries.map(({ name }) => name)).toEqual(topicSettingNames);
    expect(entries.filter(({ isDefault }) => !isDefault)).toEqual([
      { name: 'segment.bytes', value: '2048', isDefault: false },
    ]);
    for (const { name, value } of entries) expect(refusal(name, value).code).toBeUndefined();
  });

  test('reach the log as it needs them', () => {
    const config = new TopicConfig(
      new Map([
        ['segment.bytes', '2048'],
        ['segment.ms', '60000'],
        ['index.interval.bytes', '100'],
        ['max.message.bytes', '5000'],
        ['message.timestamp.type', 'LogAppendTime'],
        ['message.timestamp.after.max.ms', '7'],
        ['durability', 'async'],
        ['flush.ms', '50'],
      ]),
    );
    expect(config.toLogConfig()).toMatchObject({
      segmentBytes: 2_048,
      segmentMs: 60_000,
      indexIntervalBytes: 100,
      durability: 'async',
      flushMs: 50,
      timestampType: 'LogAppendTime',
      maxMessageBytes: 5_000,
    });
    expect(config.isLogAppendTime).toBe(true);
    expect(config.timestampAfterMaxMs).toBe(7);
  });

  test('by default records are synced, keep their own time and may be of one megabyte', () => {
    const config = new TopicConfig(new Map());
    expect(config.toLogConfig()).toMatchObject({
      durability: 'sync',
      timestampType: 'CreateTime',
      maxMessageBytes: 1_048_576,
    });
    expect(config.timestampAfterMaxMs).toBe(3_600_000);
  });
});
