// Topics that go, and settings that change.
import { limits } from '../../base/limits.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import type { TopicImage } from '../metadata/image.ts';
import {
  checkTopicSetting,
  isTopicSettingName,
  TopicConfig,
  topicSettingNames,
} from '../topic-config.ts';
import {
  type ControllerState,
  type Decision,
  type DecisionNote,
  topicIdBytes,
} from './decision.ts';
import { findTopic } from './find-topic.ts';
import { rulesOf, settle, without } from './partition-rules.ts';
import { PartitionChanges } from './partition-sweep.ts';
import { checkMinInsync } from './topic-creation.ts';

type AlterTopic = RequestBody<'alterConfigs'>['topics'][number];

const minInsyncName = 'min.insync.replicas';

interface TopicChange {
  records: MetadataRecordInit[];
  notes: readonly DecisionNote[];
  /** From durability async to sync. */
  turnsSync: boolean;
}

export class TopicChanges {
  readonly #state: ControllerState;

  constructor(state: ControllerState) {
    this.#state = state;
  }

  deleteTopics(request: RequestBody<'deleteTopics'>): Decision<ResponseBodyInit<'deleteTopics'>> {
    const records: MetadataRecordInit[] = [];
    const deleted = new Set<Uuid>();
    const topics = request.topics.map(({ topicId, name }) => {
      try {
        const topic = findTopic(this.#state.image, topicId, name);
        if (!deleted.has(topic.topicId))
          records.push({ topicDeleted: { topicId: topicIdBytes(topic) } });
        deleted.add(topic.topicId);
        return { topicId: topicIdBytes(topic), name: topic.name };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { topicId, name, errorCode: code, errorMessage: message };
      }
    });
    return { records, answer: ({ endOffset }) => ({ topics, metadataOffset: endOffset }) };
  }

  /** Each topic's settings are changed, or refused, together. Settings that are so already make no record. */
  alterConfigs(request: RequestBody<'alterConfigs'>): Decision<ResponseBodyInit<'alterConfigs'>> {
    const records: MetadataRecordInit[] = [];
    const notes: DecisionNote[] = [];
    const seen = new Set<Uuid>();
    let awaitsBrokers = false;
    const topics = request.topics.map((asked) => {
      const { topicId, name } = asked;
      try {
        const topic = findTopic(this.#state.image, topicId, name);
        if (seen.has(topic.topicId))
          throw new WireError('INVALID_REQUEST', `topic ${topic.name} stands twice in the request`);
        seen.add(topic.topicId);
        const change = this.#alterTopic(topic, asked);
        if (!request.validateOnly) {
          records.push(...change.records);
          notes.push(...change.notes);
          awaitsBrokers ||= change.turnsSync;
        }
        return { topicId: topicIdBytes(topic), name: topic.name };
      } catch (error) {
        const { code, message } = errorToWire(error);
        return { topicId, name, errorCode: code, errorMessage: message };
      }
    });
    const answer = ({ endOffset }: { endOffset: number }) => ({
      topics,
      metadataOffset: endOffset,
    });
    return { records, notes, answer, awaitsBrokers };
  }

  /** Topics that have become sync, and of which all replicas have synced by now what they held before [LOG-3]. */
  settleDurability(hasCarriedOut: (nodeId: number, offset: number) => boolean): Decision<void> {
    const records: MetadataRecordInit[] = [];
    for (const topic of this.#state.image.topics.values()) {
      if (topic.unsyncedSince === 0) continue;
      const nodeIds = new Set(topic.partitions.flatMap(({ replicas }) => replicas));
      if (![...nodeIds].every((nodeId) => hasCarriedOut(nodeId, topic.unsyncedSince))) continue;
      records.push({ topicChanged: { topicId: topicIdBytes(topic), unsyncedSince: 0 } });
    }
    return { records, answer: () => {} };
  }

  #alterTopic(topic: TopicImage, asked: AlterTopic): TopicChange {
    const replicationFactor = replicationFactorOf(topic);
    const { set, unset } = wanted(asked, replicationFactor);
    const configs = new Map(topic.configs);
    for (const name of unset) configs.delete(name);
    for (const [name, value] of set) configs.set(name, value);
    if (set.has(minInsyncName))
      checkMinInsync(topic.name, Number(set.get(minInsyncName)), replicationFactor);
    const setConfigs = [...set]
      .filter(([name, value]) => topic.configs.get(name) !== value)
      .map(([name, value]) => ({ name, value }));
    const removedConfigs = [...unset].filter((name) => topic.configs.has(name));
    const isMinSettled = set.has(minInsyncName) && topic.minInsyncWanted > 0;
    if (setConfigs.length + removedConfigs.length === 0 && !isMinSettled)
      return { records: [], notes: [], turnsSync: false };
    // What the settings allow changes who is eligible, and who may lead, at the same moment.
    const changes = new PartitionChanges();
    const unsyncedSince = this.#unsyncedSince(topic, configs);
    const rules = rulesOf({ configs, unsyncedSince });
    for (const partition of topic.partitions) {
      if (partition.elr.length === 0 && partition.leaderId !== -1) continue;
      const settled = settle(partition, partition, this.#state.image.brokers, rules);
      changes.add(topic, partition, settled);
    }
    const topicChanged = {
      topicId: topicIdBytes(topic),
      setConfigs,
      removedConfigs,
      ...(isMinSettled ? { minInsyncWanted: 0 } : {}),
      ...(unsyncedSince !== topic.unsyncedSince ? { unsyncedSince } : {}),
    };
    const turnsSync = unsyncedSince > topic.unsyncedSince;
    return { records: [{ topicChanged }, ...changes.records], notes: changes.notes, turnsSync };
  }

  /** What was acknowledged with durability async may not be on disk when the setting is sync: until all have synced it, a crash loses it. */
  #unsyncedSince(topic: TopicImage, configs: TopicImage['configs']): number {
    if (new TopicConfig(configs).isAsync) return 0;
    return new TopicConfig(topic.configs).isAsync
      ? this.#state.image.endOffset
      : topic.unsyncedSince;
  }
}

export function replicationFactorOf(topic: TopicImage): number {
  const counts = topic.partitions.map(
    ({ replicas, removing }) => without(replicas, removing).length,
  );
  return Math.min(...counts);
}

/** Throws what is wrong with a setting, by its name. */
function wanted(
  { set, unset }: AlterTopic,
  replicationFactor: number,
): { set: Map<string, string>; unset: Set<string> } {
  const values = new Map<string, string>();
  for (const { name, value } of set) {
    checkTopicSetting(name, value);
    if (values.has(name)) throw twice(name);
    values.set(name, value);
  }
  const names = new Set<string>();
  for (const name of unset) {
    if (!isTopicSettingName(name)) {
      throw new WireError(
        'INVALID_CONFIG',
        `there is no topic setting "${name}"; the settings are: ${topicSettingNames.join(', ')}`,
      );
    }
    if (values.has(name) || names.has(name)) throw twice(name);
    names.add(name);
  }
  // Its default is fixed at creation, and another one for a topic with several replicas [REP-6].
  const minDefault = Math.min(limits.minInsyncReplicasDefault, replicationFactor);
  if (minDefault > 1 && names.delete(minInsyncName)) values.set(minInsyncName, String(minDefault));
  return { set: values, unset: names };
}

function twice(name: string): WireError {
  return new WireError('INVALID_REQUEST', `the setting ${name} stands twice in the request`);
}
