import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import {
  brokerSettingRows,
  parseSetting,
  resolveBrokerSettings,
  type SettingRow,
} from '../../../src/broker/config.ts';
import { describeTopicSetting, isTopicSettingName } from '../../../src/cluster/topic-config.ts';

describe('resolveBrokerSettings', () => {
  test('gives the defaults, each of which passes its own check', () => {
    expect(resolveBrokerSettings()).toMatchObject({
      numPartitions: 1,
      defaultReplicationFactor: 3,
      durability: 'sync',
      segmentBytes: limits.segmentBytesDefault,
      maxMessageBytes: limits.messageBytesMaxDefault,
      messageTimestampType: 'CreateTime',
      brokerSessionMs: limits.brokerSessionMs,
      memoryBytes: limits.ledgerBytes,
    });
  });

  test('has the topic settings as topics have them: same names, defaults and kinds', () => {
    const settings: Record<string, unknown> = { ...resolveBrokerSettings() };
    const shared = brokerSettingRows.filter(({ name }) => isTopicSettingName(name));
    expect(shared.length).toBeGreaterThanOrEqual(7);
    for (const { name, property } of shared) {
      if (!isTopicSettingName(name)) continue;
      const { kind, default: fallback } = describeTopicSetting(name);
      expect(settings[property], name).toBe(fallback);
      expect(typeof settings[property], name).toBe(kind === 'number' ? 'number' : 'string');
    }
  });

  test('keeps what is given', () => {
    expect(resolveBrokerSettings({ numPartitions: 6, durability: 'async' })).toMatchObject({
      numPartitions: 6,
      durability: 'async',
    });
  });

  test('names a setting that is out of range, its value and the range', () => {
    expect(() => resolveBrokerSettings({ numPartitions: 0 })).toThrow(
      /^num\.partitions \(numPartitions\) is 0; it must be a whole number from 1 to 10000$/,
    );
  });

  test('refuses a setting that does not exist', () => {
    const given = JSON.parse('{ "partitions": 3 }');
    expect(() => resolveBrokerSettings(given)).toThrow(/no setting partitions; there are .*num/);
  });

  test('[NET-10] refuses a batch that would not fit in a frame', () => {
    const maxMessageBytes = limits.frameBytesMax;
    expect(() => resolveBrokerSettings({ maxMessageBytes })).toThrow(/max\.message\.bytes.* to /);
  });

  test('[QRM-8] refuses a session that a few lost heartbeats would end', () => {
    const given = { brokerSessionMs: 500, brokerHeartbeatMs: 250 };
    expect(() => resolveBrokerSettings(given)).toThrow(
      'broker.session.ms is 500; it must be at least 1000, 4 times broker.heartbeat.ms (250)',
    );
  });
});

describe('parseSetting', () => {
  const rows: readonly SettingRow[] = brokerSettingRows;
  const rowOf = (name: string): SettingRow => {
    const row = rows.find((item) => item.name === name);
    if (row === undefined) {
      throw new Error(`no row ${name}`);
    }
    return row;
  };

  test('reads whole numbers from text', () => {
    expect(parseSetting(rowOf('segment.bytes'), '1048576')).toBe(1_048_576);
  });

  test.each([
    ['segment.bytes', '1MiB'],
    ['segment.bytes', ''],
    ['segment.bytes', '1e6'],
    ['segment.bytes', 1.5],
    ['segment.bytes', 1023],
    ['segment.bytes', 2 ** 31],
    ['segment.bytes', null],
    ['segment.bytes', true],
    ['durability', 'fsync'],
    ['message.timestamp.type', 'createtime'],
    ['memory.bytes', 1],
    ['broker.heartbeat.ms', -5],
  ])('refuses %s %j', (name, value) => {
    const refused = `${name} is ${JSON.stringify(value)} in a.yaml; it must be ${rowOf(name).range}`;
    expect(() => parseSetting(rowOf(name), value, { source: 'a.yaml' })).toThrow(refused);
  });
});
