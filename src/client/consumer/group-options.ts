// What people may set on a consumer that is a member of a group.
import { limits } from '../../base/limits.ts';
import { HOUR_MS, MINUTE_MS } from '../../base/units.ts';
import type { PartitionName } from '../errors.ts';
import { choiceOption, functionOption, integerOption, invalidOption } from '../option-checks.ts';
import {
  checkReadOptions,
  checkTopicOption,
  type ReadOptions,
  type ReadSettings,
} from '../options.ts';
import type { RebalanceEvent } from './group-metrics.ts';

export interface GroupConsumerOptions extends ReadOptions {
  /** Members of one group share the partitions; groups do not know of each other. */
  groupId: string;
  /** Topics to read; they need not be there yet. */
  topics?: readonly string[] | undefined;
  /** Topics too whose whole name matches, in RE2's syntax; those that come later as well. */
  pattern?: string | undefined;
  /** Who gets what, the same for all members. `'uniform'` (default) is sticky and even, `'range'` gives neighbours. */
  assignor?: 'uniform' | 'range' | undefined;
  /** Makes the member static: who comes back with the same one within the session finds its partitions again. */
  instanceId?: string | undefined;
  /** Commit what has been processed by itself. True by default. */
  autoCommit?: boolean | undefined;
  /** How often; also when partitions are let go, and when it is closed. 1,000 ms. */
  autoCommitIntervalMs?: number | undefined;
  /** A record that is in hand for longer is reported, and its consumer loses its partitions to others. 300,000 ms. */
  maxProcessingMs?: number | undefined;
  /** How long `close` waits for what is in hand, for the callbacks, and for the last commit, each. 5,000 ms. */
  closeTimeoutMs?: number | undefined;
  /** New partitions; nothing of them is read before it has returned, so it may `seek`. */
  onAssigned?: PartitionsCallback | undefined;
  /** Partitions that go to others when it has returned. Nothing of them is in hand any more; `commit` still works. */
  onRevoked?: PartitionsCallback | undefined;
  /** Partitions that are gone already, and why: somebody else may be processing them. Commits are refused. */
  onLost?: ((partitions: PartitionName[], reason: Error) => void | Promise<void>) | undefined;
  /** For metrics: told of every change of what the member has, with the reason in words and how long it took, when it is over. */
  onRebalance?: RebalanceCallback | undefined;
}

/** Not waited for, and nothing is changed by what it does. */
export type RebalanceCallback = (event: RebalanceEvent) => void;

export type PartitionsCallback = (partitions: PartitionName[]) => void | Promise<void>;

export interface GroupConsumerSettings extends ReadSettings {
  groupId: string;
  topics: readonly string[];
  pattern: string | undefined;
  assignor: 'uniform' | 'range' | undefined;
  instanceId: string | undefined;
  autoCommit: boolean;
  autoCommitIntervalMs: number;
  maxProcessingMs: number;
  closeTimeoutMs: number;
  onAssigned: PartitionsCallback | undefined;
  onRevoked: PartitionsCallback | undefined;
  onLost: GroupConsumerOptions['onLost'];
  onRebalance: RebalanceCallback | undefined;
}

/** Throws INVALID_OPTION. */
export function checkGroupConsumerOptions(options: GroupConsumerOptions): GroupConsumerSettings {
  const { topics = [], pattern, instanceId, autoCommit = true } = options;
  checkText('groupId', options.groupId, limits.groupIdCharsMax);
  if (instanceId !== undefined) checkText('instanceId', instanceId, limits.memberIdCharsMax);
  if (pattern !== undefined) checkText('pattern', pattern, limits.groupPatternCharsMax);
  for (const topic of topics) checkTopicOption('topics', topic);
  if (topics.length === 0 && pattern === undefined) {
    throw invalidOption(
      'topics',
      topics,
      'a list with at least one entry, or pattern must be given',
    );
  }
  if (typeof autoCommit !== 'boolean')
    throw invalidOption('autoCommit', autoCommit, 'true or false');
  const ms = (
    key: 'autoCommitIntervalMs' | 'maxProcessingMs' | 'closeTimeoutMs',
    fallback: number,
  ) => integerOption(key, options[key], { fallback, min: 1, max: HOUR_MS, unit: 'milliseconds' });
  return {
    ...checkReadOptions(options),
    groupId: options.groupId,
    topics: [...new Set(topics)],
    pattern,
    assignor: checkAssignor(options.assignor),
    instanceId,
    autoCommit,
    autoCommitIntervalMs: ms('autoCommitIntervalMs', 1_000),
    maxProcessingMs: ms('maxProcessingMs', 5 * MINUTE_MS),
    closeTimeoutMs: ms('closeTimeoutMs', 5_000),
    onAssigned: functionOption('onAssigned', options.onAssigned),
    onRevoked: functionOption('onRevoked', options.onRevoked),
    onLost: functionOption('onLost', options.onLost),
    onRebalance: functionOption('onRebalance', options.onRebalance),
  };
}

function checkAssignor(assignor: GroupConsumerOptions['assignor']): typeof assignor {
  if (assignor === undefined) return undefined;
  const choices = ['uniform', 'range'] as const;
  return choiceOption<'uniform' | 'range'>('assignor', assignor, { fallback: 'uniform', choices });
}

function checkText(key: string, value: unknown, charsMax: number): void {
  if (typeof value === 'string' && value.length > 0 && value.length <= charsMax) return;
  throw invalidOption(key, value, `text of 1 to ${charsMax} characters`);
}
