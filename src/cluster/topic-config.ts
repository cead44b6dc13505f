// The settings of a topic, by Kafka's names: what they may be, what they are when nobody says otherwise, and what they
// mean to the log and to the checks on produce.
import { limits } from '../base/limits.ts';
import { INT32_MAX } from '../base/units.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { LogConfig } from '../storage/log-config.ts';

export interface NumberSetting {
  kind: 'number';
  default: number;
  min: number;
  max: number;
  /** Decimals are allowed, as in 0.5. Default: whole numbers only. */
  isFraction?: boolean;
}

export interface ChoiceSetting {
  kind: 'choice';
  default: string;
  choices: readonly string[];
}

export type Setting = (NumberSetting | ChoiceSetting) & { about: string };

const topicSettings = {
  'segment.bytes': {
    kind: 'number',
    default: limits.segmentBytesDefault,
    min: limits.segmentBytesMin,
    max: limits.segmentPositionMax,
    about: 'size in bytes at which a segment is closed and a new one begun',
  },
  'segment.ms': {
    kind: 'number',
    default: limits.segmentMsDefault,
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    about: 'age in milliseconds at which a segment is closed and a new one begun',
  },
  'retention.ms': {
    kind: 'number',
    default: limits.retentionMsDefault,
    min: -1,
    max: Number.MAX_SAFE_INTEGER,
    about:
      'age in milliseconds, by their timestamps, at which records may be removed; -1 keeps all',
  },
  'retention.bytes': {
    kind: 'number',
    default: -1,
    min: -1,
    max: Number.MAX_SAFE_INTEGER,
    about: 'bytes of a partition above which its oldest segments are removed; -1 keeps all',
  },
  'index.interval.bytes': {
    kind: 'number',
    default: limits.indexIntervalBytesDefault,
    min: 0,
    max: INT32_MAX,
    about: 'bytes of log between two index entries',
  },
  'max.message.bytes': {
    kind: 'number',
    default: limits.messageBytesMaxDefault,
    min: 1,
    max: limits.frameBytesMax - limits.frameOverheadBytesMax,
    about: 'largest record batch in bytes',
  },
  'message.timestamp.type': {
    kind: 'choice',
    default: 'CreateTime',
    choices: ['CreateTime', 'LogAppendTime'],
    about: "whether records keep the producer's timestamp or get the broker's",
  },
  'message.timestamp.after.max.ms': {
    kind: 'number',
    default: limits.timestampAfterMaxMsDefault,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    about: 'how far in the future a record may be stamped, in milliseconds',
  },
  durability: {
    kind: 'choice',
    default: 'sync',
    choices: ['sync', 'async'],
    about:
      'sync: acknowledged after fdatasync; async: acknowledged when written, flushed every flush.ms',
  },
  'flush.ms': {
    kind: 'number',
    default: limits.flushMsDefault,
    min: 1,
    max: INT32_MAX,
    about: 'with durability async: longest time in milliseconds that written records stay unsynced',
  },
  'cleanup.policy': {
    kind: 'choice',
    default: 'delete',
    choices: ['delete', 'compact', 'compact,delete'],
    about:
      'delete: old segments go; compact: the last record of each key stays, and records need keys',
  },
  'delete.retention.ms': {
    kind: 'number',
    default: limits.deleteRetentionMsDefault,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    about: 'compaction: how long the tombstone of a deleted key stays after it was first cleaned',
  },
  'min.cleanable.dirty.ratio': {
    kind: 'number',
    default: limits.cleanableDirtyRatioMinDefault,
    min: 0,
    max: 1,
    isFraction: true,
    about: 'compaction: part of the closed segments that must be new before they are cleaned again',
  },
  'min.compaction.lag.ms': {
    kind: 'number',
    default: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    about: 'compaction: how long a record stays whole at least, by its timestamp',
  },
  'min.insync.replicas': {
    kind: 'number',
    default: 1,
    min: 1,
    max: limits.replicationFactorMax,
    about: 'in-sync replicas that a write with acks all needs',
  },
  'unclean.leader.election.enable': {
    kind: 'choice',
    default: 'false',
    choices: ['false', 'true'],
    about:
      'whether a replica that may lack acknowledged records may lead when no other can; they are lost then',
  },
  'reassignment.bytes.per.second': {
    kind: 'number',
    default: -1,
    min: -1,
    max: Number.MAX_SAFE_INTEGER,
    about:
      'bytes per second that replicas which are being added to a partition fetch at most; -1 sets no bound',
  },
} as const satisfies Record<string, Setting>;

export type TopicSettingName = keyof typeof topicSettings;

export const topicSettingNames = Object.keys(topicSettings) as TopicSettingName[];

export function isTopicSettingName(name: string): name is TopicSettingName {
  return Object.hasOwn(topicSettings, name);
}

/** What a setting may be and is by default, for those that let it be set for all topics to come. */
export function describeTopicSetting(name: TopicSettingName): Setting {
  return topicSettings[name];
}

/** Throws INVALID_CONFIG that names the setting, its value and what is allowed. */
export function checkTopicSetting(name: string, value: string): void {
  const setting: Setting | undefined = settingOf(name);
  if (!setting) {
    throw new WireError(
      'INVALID_CONFIG',
      `there is no topic setting "${name}"; the settings are: ${topicSettingNames.join(', ')}`,
    );
  }
  if (setting.kind === 'choice') {
    if (setting.choices.includes(value)) return;
    throw invalid(name, value, `one of: ${setting.choices.join(', ')}`);
  }
  const form = setting.isFraction ? /^\d+(\.\d+)?$/ : /^-?\d+$/;
  const number = form.test(value) ? Number(value) : Number.NaN;
  if (!(number >= setting.min && number <= setting.max)) {
    const kind = setting.isFraction ? 'number' : 'whole number';
    throw invalid(name, value, `a ${kind} from ${setting.min} to ${setting.max}`);
  }
}

function settingOf(name: string): Setting | undefined {
  return isTopicSettingName(name) ? topicSettings[name] : undefined;
}

function invalid(name: string, value: string, allowed: string): WireError {
  return new WireError(
    'INVALID_CONFIG',
    `${name} is ${JSON.stringify(value)}; it must be ${allowed}`,
  );
}

/** Settings that were given and are known to be good; what was not given has its default. */
export class TopicConfig {
  readonly #given: ReadonlyMap<string, string>;

  constructor(given: ReadonlyMap<string, string>) {
    this.#given = given;
  }

  /** Every setting with its effective value, in the order of the table. */
  entries(): { name: TopicSettingName; value: string; isDefault: boolean }[] {
    return topicSettingNames.map((name) => ({
      name,
      value: this.#given.get(name) ?? String(topicSettings[name].default),
      isDefault: !this.#given.has(name),
    }));
  }

  get maxMessageBytes(): number {
    return this.#number('max.message.bytes');
  }

  get timestampAfterMaxMs(): number {
    return this.#number('message.timestamp.after.max.ms');
  }

  get isLogAppendTime(): boolean {
    return this.#text('message.timestamp.type') === 'LogAppendTime';
  }

  /** Records need keys, and the last one of each key stays [LOG-10]. */
  get isCompacted(): boolean {
    return this.#text('cleanup.policy').startsWith('compact');
  }

  /** Old segments are removed by time and size [LOG-8]. */
  get deletesOldSegments(): boolean {
    return this.#text('cleanup.policy').endsWith('delete');
  }

  /** Records may be acknowledged before they are durable [LOG-3]. */
  get isAsync(): boolean {
    return this.#text('durability') === 'async';
  }

  get minInsyncReplicas(): number {
    return this.#number('min.insync.replicas');
  }

  /** Whether records may be lost for the sake of having a leader [REP-9]. */
  get allowsUncleanElection(): boolean {
    return this.#text('unclean.leader.election.enable') === 'true';
  }

  /** Infinity when there is no bound [REP-10]. */
  get reassignmentBytesPerSecond(): number {
    const value = this.#number('reassignment.bytes.per.second');
    return value === -1 ? Number.POSITIVE_INFINITY : value;
  }

  toLogConfig(): LogConfig {
    return {
      segmentBytes: this.#number('segment.bytes'),
      segmentMs: this.#number('segment.ms'),
      retentionMs: this.#retention('retention.ms'),
      retentionBytes: this.#retention('retention.bytes'),
      indexIntervalBytes: this.#number('index.interval.bytes'),
      durability: this.isAsync ? 'async' : 'sync',
      flushMs: this.#number('flush.ms'),
      timestampType: this.isLogAppendTime ? 'LogAppendTime' : 'CreateTime',
      maxMessageBytes: this.maxMessageBytes,
      isCompacted: this.isCompacted,
      deleteRetentionMs: this.#number('delete.retention.ms'),
      cleanableDirtyRatioMin: this.#number('min.cleanable.dirty.ratio'),
      compactionLagMsMin: this.#number('min.compaction.lag.ms'),
    };
  }

  #text(name: TopicSettingName): string {
    return this.#given.get(name) ?? String(topicSettings[name].default);
  }

  /** -1 means that there is none, and a topic that only compacts has none. */
  #retention(name: 'retention.ms' | 'retention.bytes'): number {
    const value = this.#number(name);
    return value === -1 || !this.deletesOldSegments ? Number.POSITIVE_INFINITY : value;
  }

  #number(name: TopicSettingName): number {
    return Number(this.#text(name));
  }
}
