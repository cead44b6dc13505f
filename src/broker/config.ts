// What can be set on a broker: one row per setting, with Kafka's name where Kafka has it, its bounds, and its default.
// The command line, the environment, the configuration file and `Broker.start` all check against these rows.
import { z } from 'zod';
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { DAY_MS, GIB } from '../base/units.ts';
import {
  describeTopicSetting,
  isTopicSettingName,
  type TopicSettingName,
} from '../cluster/topic-config.ts';
import { rowFormats } from '../storage/record-rows.ts';

export interface BrokerSettings {
  /** Partitions of a topic that is created without saying how many. */
  numPartitions: number;
  /** Replicas of a topic that is created without saying how many. */
  defaultReplicationFactor: number;
  /** A segment that would grow over this is rolled [LOG-1]. */
  segmentBytes: number;
  /** A segment whose first record is older than this is rolled. */
  segmentMs: number;
  /** Records older than this may be removed, in milliseconds; -1 keeps all [LOG-8]. */
  retentionMs: number;
  /** A partition larger than this loses its oldest segments, in bytes; -1 keeps all [LOG-8]. */
  retentionBytes: number;
  /** How often each partition is looked at for what has expired. */
  logRetentionCheckIntervalMs: number;
  /** Where expired segments are put as files before they are removed; empty: they are just removed. */
  retentionArchiveDir: string;
  retentionArchiveFormat: 'csv' | 'ndjson';
  /** Expired bytes that wait for the archive: above this it is an error in the log, below a warning. */
  retentionArchiveBacklogBytes: number;
  /** Memory of the cleaner for the keys of one pass over a compacted log: 32 bytes a key. */
  logCleanerDedupeBufferSize: number;
  /** What the cleaner may read and write in a second, in bytes; 0: as much as it can [LOG-10]. */
  logCleanerIoMaxBytesPerSecond: number;
  /** How often the cleaner looks for logs to be compacted, while there are none. */
  logCleanerBackoffMs: number;
  /** What a record must survive before it is acknowledged: `sync` a power cut, `async` a crash of the process [LOG-3]. */
  durability: 'sync' | 'async';
  /** How often logs with `async` durability are synced, in milliseconds. */
  flushMs: number;
  /** Largest record batch, in bytes. */
  maxMessageBytes: number;
  messageTimestampType: 'CreateTime' | 'LogAppendTime';
  /** How far a record's own timestamp may lie in the future [REC-3]. */
  messageTimestampAfterMaxMs: number;
  /** An idempotent producer that appended nothing to a partition for this long is forgotten there [LOG-11]. */
  producerIdExpirationMs: number;
  /** Partitions of __consumer_offsets when it is made; for ever [GRP-1]. */
  offsetsTopicNumPartitions: number;
  /** How long the offsets of a group without members are kept. */
  offsetsRetentionMinutes: number;
  /** A group member that is silent for this long loses its partitions. */
  groupSessionTimeoutMs: number;
  groupHeartbeatIntervalMs: number;
  /** A broker whose heartbeats the controller misses for this long is fenced [QRM-8]. */
  brokerSessionMs: number;
  /** A follower that has not held all of its leader's log for this long is not in sync any more [REP-5]. */
  replicaLagTimeMaxMs: number;
  brokerHeartbeatMs: number;
  /** How often the leader of the metadata quorum shows that it lives [QRM-8]. */
  quorumHeartbeatMs: number;
  /** A voter that hears no leader for this long, or up to twice as long, stands itself. */
  quorumElectionMs: number;
  /** Bytes of the metadata log between two snapshots. */
  metadataSnapshotBytes: number;
  /** User appends are refused when less than this would be left of the disk [LOG-9]. */
  logMinFreeBytes: number;
  /** What the broker's ledger may hand out for frames, queues, caches and answers [NET-10]. */
  memoryBytes: number;
}

/** A setting as text or configuration files have it: its name, what it may be in words, and how it is checked. */
export interface SettingRow<Value = unknown> {
  name: string;
  schema: z.ZodType<Value>;
  /** Completes "it must be …". */
  range: string;
  /** The schema's own words say more than the range. */
  tellsWhy?: boolean;
  help: string;
}

interface BrokerSettingRow<Property extends keyof BrokerSettings>
  extends SettingRow<BrokerSettings[Property]> {
  property: Property;
  default: BrokerSettings[Property];
}

/** Text from a flag or the environment, or a number from a configuration file. */
export function wholeNumber(min: number, max: number) {
  const number = z.int().min(min).max(max);
  return {
    schema: z.preprocess(
      (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
      number,
    ),
    range: `a whole number from ${min} to ${max}`,
  };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return { schema: z.enum(choices), range: `one of ${choices.join(', ')}` };
}

function row<Property extends keyof BrokerSettings>(
  name: string,
  property: Property,
  kind: { schema: z.ZodType<BrokerSettings[Property]>; range: string },
  fallback: BrokerSettings[Property],
  help: string,
): BrokerSettingRow<Property> {
  return { name, property, ...kind, default: fallback, help };
}

/** A topic setting, here for all topics that are created without it. */
function topicRow<Property extends keyof BrokerSettings>(
  name: TopicSettingName,
  property: Property,
): BrokerSettingRow<Property> {
  const setting = describeTopicSetting(name);
  const kind =
    setting.kind === 'number' ? wholeNumber(setting.min, setting.max) : oneOf(setting.choices);
  // The table of topic settings and BrokerSettings have the same types for the same names, which config.test.ts shows.
  const schema = kind.schema as z.ZodType as z.ZodType<BrokerSettings[Property]>;
  const fallback = setting.default as BrokerSettings[Property];
  return row(name, property, { schema, range: kind.range }, fallback, setting.about);
}

const memoryBytesMin = 4 * limits.frameBytesMax;
const memoryBytesMax = 64 * GIB;
const heartbeatsPerSessionMin = 4;
const heartbeatsPerElectionMin = 3;

export const brokerSettingRows = [
  row(
    'num.partitions',
    'numPartitions',
    wholeNumber(1, limits.partitionsPerTopicMax),
    1,
    'partitions of a topic created without a number',
  ),
  row(
    'default.replication.factor',
    'defaultReplicationFactor',
    wholeNumber(1, limits.replicationFactorMax),
    limits.replicationFactorDefault,
    'replicas of a topic created without a number, or the number of brokers if those are fewer',
  ),
  topicRow('segment.bytes', 'segmentBytes'),
  topicRow('segment.ms', 'segmentMs'),
  topicRow('retention.ms', 'retentionMs'),
  topicRow('retention.bytes', 'retentionBytes'),
  topicRow('durability', 'durability'),
  topicRow('flush.ms', 'flushMs'),
  topicRow('max.message.bytes', 'maxMessageBytes'),
  topicRow('message.timestamp.type', 'messageTimestampType'),
  topicRow('message.timestamp.after.max.ms', 'messageTimestampAfterMaxMs'),
  row(
    'log.retention.check.interval.ms',
    'logRetentionCheckIntervalMs',
    wholeNumber(1, DAY_MS),
    limits.retentionCheckMsDefault,
    'how often each partition is looked at for what has expired',
  ),
  row(
    'log.cleaner.dedupe.buffer.size',
    'logCleanerDedupeBufferSize',
    wholeNumber(limits.cleanerBufferBytesMin, memoryBytesMax),
    limits.cleanerBufferBytesDefault,
    'memory for the keys of one pass over a compacted log, 32 bytes a key',
  ),
  row(
    'log.cleaner.io.max.bytes.per.second',
    'logCleanerIoMaxBytesPerSecond',
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
    0,
    'what compaction may read and write in a second; 0 is as much as it can',
  ),
  row(
    'log.cleaner.backoff.ms',
    'logCleanerBackoffMs',
    wholeNumber(1, DAY_MS),
    limits.cleanerBackoffMsDefault,
    'how often compacted logs are looked at while none needs cleaning',
  ),
  row(
    'producer.id.expiration.ms',
    'producerIdExpirationMs',
    wholeNumber(1, Number.MAX_SAFE_INTEGER),
    limits.producerIdExpirationMsDefault,
    'how long a partition knows an idle producer, and so its duplicates',
  ),
  row(
    'retention.archive.dir',
    'retentionArchiveDir',
    { schema: z.string(), range: 'a directory outside of data.dir, or nothing' },
    '',
    'where expired segments go as files before they are removed',
  ),
  row(
    'retention.archive.format',
    'retentionArchiveFormat',
    oneOf(rowFormats),
    'csv',
    'what is in the files of the archive',
  ),
  row(
    'retention.archive.backlog.bytes',
    'retentionArchiveBacklogBytes',
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
    limits.archiveBacklogBytesDefault,
    'expired bytes that may wait for the archive before it is an error in the log',
  ),
  row(
    'offsets.topic.num.partitions',
    'offsetsTopicNumPartitions',
    wholeNumber(1, limits.partitionsPerTopicMax),
    limits.offsetsTopicPartitionsDefault,
    'partitions of __consumer_offsets when it is made; they stay as many for ever',
  ),
  row(
    'offsets.retention.minutes',
    'offsetsRetentionMinutes',
    wholeNumber(1, Number.MAX_SAFE_INTEGER / 60_000 / 2),
    limits.offsetsRetentionMinutesDefault,
    'how long the committed offsets of a group without members are kept',
  ),
  row(
    'group.consumer.session.timeout.ms',
    'groupSessionTimeoutMs',
    wholeNumber(100, 3_600_000),
    limits.groupSessionMsDefault,
    'a group member that is silent for this long loses its partitions',
  ),
  row(
    'group.consumer.heartbeat.interval.ms',
    'groupHeartbeatIntervalMs',
    wholeNumber(10, 600_000),
    limits.groupHeartbeatMsDefault,
    'how often a group member shows that it lives',
  ),
  row(
    'broker.session.ms',
    'brokerSessionMs',
    wholeNumber(100, 3_600_000),
    limits.brokerSessionMs,
    'a broker that is silent for this long is fenced',
  ),
  row(
    'replica.lag.time.max.ms',
    'replicaLagTimeMaxMs',
    wholeNumber(100, 3_600_000),
    limits.replicaLagMs,
    'a follower that has not held all of its leader for this long is not in sync',
  ),
  row(
    'broker.heartbeat.ms',
    'brokerHeartbeatMs',
    wholeNumber(10, 600_000),
    limits.brokerHeartbeatMs,
    'how often a broker shows that it lives',
  ),
  row(
    'quorum.heartbeat.ms',
    'quorumHeartbeatMs',
    wholeNumber(5, 60_000),
    limits.raftHeartbeatMs,
    'how often the leader of the metadata quorum shows that it lives',
  ),
  row(
    'quorum.election.ms',
    'quorumElectionMs',
    wholeNumber(15, 600_000),
    limits.raftElectionMsMin,
    'a voter that hears no leader for this long, or up to twice as long, stands',
  ),
  row(
    'metadata.log.max.record.bytes.between.snapshots',
    'metadataSnapshotBytes',
    wholeNumber(limits.segmentBytesMin, limits.segmentBytesDefault),
    limits.snapshotIntervalBytes,
    'bytes of the metadata log between two snapshots',
  ),
  row(
    'log.min.free.bytes',
    'logMinFreeBytes',
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
    limits.minFreeBytesDefault,
    'produce is refused when less of the disk than this would be left free',
  ),
  row(
    'memory.bytes',
    'memoryBytes',
    wholeNumber(memoryBytesMin, memoryBytesMax),
    limits.ledgerBytes,
    'memory for frames, queues, caches and answers',
  ),
] as const;

function invalidConfig(message: string): TidelogError {
  return new TidelogError('INVALID_CONFIG', message);
}

/** Checks one value. The error names the setting, its value, where it came from when that is given, and what it may be. */
export function parseSetting<Value>(
  checked: SettingRow<Value>,
  value: unknown,
  context: { label?: string; source?: string } = {},
): Value {
  const parsed = checked.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const label = context.label ?? checked.name;
  const source = context.source === undefined ? '' : ` in ${context.source}`;
  const why = checked.tellsWhy === true ? `: ${parsed.error.issues[0]?.message}` : '';
  throw invalidConfig(
    `${label} is ${JSON.stringify(value)}${source}; it must be ${checked.range}${why}`,
  );
}

/** Fills what is not given with the defaults, and checks all of it. Throws INVALID_CONFIG. */
export function resolveBrokerSettings(given: Partial<BrokerSettings> = {}): BrokerSettings {
  const known = new Set<string>(brokerSettingRows.map(({ property }) => property));
  const unknown = Object.keys(given).find((property) => !known.has(property));
  if (unknown !== undefined) {
    throw invalidConfig(`there is no setting ${unknown}; there are ${[...known].join(', ')}`);
  }
  const entries = brokerSettingRows.map((item) => {
    const value = given[item.property] ?? item.default;
    const checked: SettingRow = item;
    return [
      item.property,
      parseSetting(checked, value, { label: `${item.name} (${item.property})` }),
    ];
  });
  const settings = Object.fromEntries(entries) as BrokerSettings;
  checkTogether(settings);
  return settings;
}

/** Bounds of one setting that depend on another. */
function checkTogether(settings: BrokerSettings): void {
  const { groupSessionTimeoutMs, groupHeartbeatIntervalMs } = settings;
  if (groupSessionTimeoutMs < 3 * groupHeartbeatIntervalMs) {
    throw invalidConfig(
      `group.consumer.session.timeout.ms is ${groupSessionTimeoutMs}; it must be at least ${3 * groupHeartbeatIntervalMs}, ` +
        `3 times group.consumer.heartbeat.interval.ms (${groupHeartbeatIntervalMs})`,
    );
  }
  const { brokerSessionMs, brokerHeartbeatMs, quorumElectionMs, quorumHeartbeatMs } = settings;
  const sessionMsMin = heartbeatsPerSessionMin * brokerHeartbeatMs;
  if (brokerSessionMs < sessionMsMin) {
    throw invalidConfig(
      `broker.session.ms is ${brokerSessionMs}; it must be at least ${sessionMsMin}, ` +
        `${heartbeatsPerSessionMin} times broker.heartbeat.ms (${brokerHeartbeatMs})`,
    );
  }
  const electionMsMin = heartbeatsPerElectionMin * quorumHeartbeatMs;
  if (quorumElectionMs < electionMsMin) {
    throw invalidConfig(
      `quorum.election.ms is ${quorumElectionMs}; it must be at least ${electionMsMin}, ` +
        `${heartbeatsPerElectionMin} times quorum.heartbeat.ms (${quorumHeartbeatMs})`,
    );
  }
}

/** The settings that a topic gets at its creation when the request does not give them, by Kafka's names. */
export function topicConfigDefaults(given: Partial<BrokerSettings>): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const { name, property } of brokerSettingRows) {
    const value = given[property];
    if (isTopicSettingName(name) && value !== undefined) defaults.set(name, String(value));
  }
  return defaults;
}
