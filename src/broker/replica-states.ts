// What a broker tells the controller of its logs that are not good: when it registers, those that are lost, damaged or suspect
// [REP-11]; with each heartbeat, those that have failed since [LOG-4]. With durability async also how much each log has that is good: when
// all in sync have stopped in another way than in order, the one with the most is to lead, and whether this one has, the controller
// knows better. Of a partition that has no other replica nothing is told: this
// broker serves what there is of it.
import { uuidToBytes } from '../base/uuid.ts';
import type { OwnReplicaStates } from '../cluster/broker-registration.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import { wire } from '../protocol/messages.ts';
import type { LogManager, TopicIdPartition } from '../storage/log-manager.ts';
import type { ReplicaManager } from './replica-manager.ts';

type Report = ReturnType<OwnReplicaStates['reports']>[number];

export class ReplicaStates implements OwnReplicaStates {
  readonly #parts: { store: MetadataStore; replicas: ReplicaManager; logs: LogManager };

  /** Once this process is registered: what it held then it holds still, but for the logs that have failed. */
  #ownBrokerEpoch: number | undefined;

  constructor(parts: { store: MetadataStore; replicas: ReplicaManager; logs: LogManager }) {
    this.#parts = parts;
  }

  reports(): Report[] {
    const { logs, replicas } = this.#parts;
    const { LOST, DAMAGED, SUSPECT, OFFLINE } = wire.ReplicaState;
    const { offlineReplicas } = replicas;
    const failed = new Set(offlineReplicas.map(keyOf));
    const reports = [
      ...this.#shared(logs.lostReplicas).map((log) => reportOf(log, LOST)),
      ...this.#shared(logs.damagedReplicas).map((log) => reportOf(log, DAMAGED)),
      ...this.#shared(logs.suspectReplicas).map((log) => this.#suspect(log, SUSPECT)),
    ].filter((report) => !failed.has(keyOf(report)));
    const offline = offlineReplicas.map((log) => reportOf(log, log.isDamaged ? DAMAGED : OFFLINE));
    const told = new Set([...reports, ...offline].map(keyOf));
    return [...reports, ...offline, ...this.#good().filter((report) => !told.has(keyOf(report)))];
  }

  /** What there is in logs that may have held more than was on disk. */
  #good(): Report[] {
    const { replicas, store } = this.#parts;
    const { INTACT } = wire.ReplicaState;
    return replicas.partitions
      .filter(({ topicId, config }) => {
        const { unsyncedSince = 0 } = store.image.topics.get(topicId) ?? {};
        return config.isAsync || unsyncedSince > 0;
      })
      .filter(({ log }) => !log.isOffline)
      .map(({ topicId, index: partition, log }) => ({
        ...reportOf({ topicId, partition }, INTACT),
        lastEpoch: log.latestEpoch,
        endOffset: log.logEndOffset,
      }));
  }

  get cleanStopBrokerEpoch(): number {
    return this.#ownBrokerEpoch ?? this.#parts.logs.cleanStopBrokerEpoch;
  }

  get metadataOffset(): number {
    return this.#parts.replicas.carriedOutOffset;
  }

  registered(brokerEpoch: number): void {
    this.#ownBrokerEpoch = brokerEpoch;
    this.#parts.logs.setBrokerEpoch(brokerEpoch);
  }

  offline(): { topicId: Uint8Array; partition: number }[] {
    return this.#parts.replicas.offlineReplicas.map(({ topicId, partition }) => ({
      topicId: uuidToBytes(topicId),
      partition,
    }));
  }

  reopened(): Report[] {
    const { replicas, logs } = this.#parts;
    const { INTACT, SUSPECT } = wire.ReplicaState;
    const suspects = new Set(logs.suspectReplicas.map(keyOf));
    return replicas.reopened.map(({ topicId, index: partition, log }) => {
      const state = suspects.has(keyOf({ topicId, partition })) ? SUSPECT : INTACT;
      const { latestEpoch: lastEpoch, logEndOffset: endOffset } = log;
      return { ...reportOf({ topicId, partition }, state), lastEpoch, endOffset };
    });
  }

  #shared<Log extends TopicIdPartition>(logs: readonly Log[]): Log[] {
    const { topics } = this.#parts.store.image;
    return logs.filter(({ topicId, partition }) => {
      const { replicas = [] } = topics.get(topicId)?.partitions[partition] ?? {};
      return replicas.length > 1;
    });
  }

  #suspect(log: TopicIdPartition, state: number): Report {
    const open = this.#parts.replicas.openPartition(log.topicId, log.partition)?.log;
    const { latestEpoch = -1, logEndOffset = 0 } = open ?? {};
    return { ...reportOf(log, state), lastEpoch: latestEpoch, endOffset: logEndOffset };
  }
}

function reportOf(
  { topicId, partition }: Pick<TopicIdPartition, 'topicId' | 'partition'>,
  state: number,
): Report {
  return { topicId: uuidToBytes(topicId), partition, state, lastEpoch: -1, endOffset: 0 };
}

function keyOf({ topicId, partition }: { topicId: string | Uint8Array; partition: number }) {
  return `${typeof topicId === 'string' ? topicId : Buffer.from(topicId).toString('base64url')}-${partition}`;
}
