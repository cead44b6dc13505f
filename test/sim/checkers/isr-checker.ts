// Holds what the controller decides about partitions against what their replicas have [REP-5] [REP-11], at every image of the metadata
// that is new. Who is in sync, or eligible, and runs has all that was ever visible: whoever of them is elected loses nothing.
import { isDeepStrictEqual } from 'node:util';
import type {
  MetadataImage,
  PartitionImage,
  TopicImage,
} from '../../../src/cluster/metadata/image.ts';
import { TopicConfig } from '../../../src/cluster/topic-config.ts';
import type { ReplicationChecker } from './replication-checker.ts';

export type IsrCounters = Record<
  'isrShrinks' | 'isrExpansions' | 'eligible' | 'impaired' | 'leaderless' | 'candidatesChecked',
  number
>;

export interface IsrCheckerOptions {
  fail: (problem: string) => void;
  replicas: Pick<ReplicationChecker, 'holdsVisible'>;
}

interface NodeLife {
  isAlive: () => boolean;
  /** Of its registration before this life. */
  epochBefore: number;
}

export class IsrChecker {
  readonly counters: IsrCounters = {
    isrShrinks: 0,
    isrExpansions: 0,
    eligible: 0,
    impaired: 0,
    leaderless: 0,
    candidatesChecked: 0,
  };
  readonly #options: IsrCheckerOptions;
  readonly #lives = new Map<number, NodeLife>();
  #image: MetadataImage | undefined;

  constructor(options: IsrCheckerOptions) {
    this.#options = options;
  }

  /** A node's process has begun. */
  began(nodeId: number, isAlive: () => boolean): void {
    const epochBefore = this.#image?.brokers.get(nodeId)?.brokerEpoch ?? -1;
    this.#lives.set(nodeId, { isAlive, epochBefore });
  }

  /** An image that some node has published; older ones are passed over. */
  published(image: MetadataImage): void {
    const before = this.#image;
    if (before && image.endOffset <= before.endOffset) return;
    this.#image = image;
    for (const topic of image.topics.values()) {
      const known = before?.topics.get(topic.topicId);
      if (known === topic && before?.brokers === image.brokers) continue;
      const { minInsyncReplicas } = new TopicConfig(topic.configs);
      for (const partition of topic.partitions) {
        const earlier = known?.partitions[partition.partition];
        const place = placeOf(topic, partition.partition);
        this.#checkPartition(place, partition, minInsyncReplicas);
        if (earlier) this.#checkChange(place, earlier, partition);
      }
    }
  }

  /** What a leader takes for in sync, beside what the controller does: nobody may be elected whom it does not wait for. */
  leads(
    place: string,
    leading: { leaderEpoch: number; maximalIsr: readonly number[]; isr: readonly number[] },
  ): void {
    const partition = this.#partitionAt(place);
    if (partition === undefined || partition.leaderEpoch !== leading.leaderEpoch) return;
    const { minInsync } = partition;
    if (leading.isr.length < minInsync) return;
    const missing = [...partition.isr, ...partition.elr].filter(
      (nodeId) => !leading.maximalIsr.includes(nodeId),
    );
    if (missing.length > 0)
      this.#options.fail(
        `the leader of ${place} in epoch ${leading.leaderEpoch} does not wait for ${missing.join(', ')}, who may be elected`,
      );
  }

  #partitionAt(place: string): (PartitionImage & { minInsync: number }) | undefined {
    const [topicId = '', name = ''] = place.split(' ');
    const topic = this.#image?.topics.get(topicId as TopicImage['topicId']);
    const partition = topic?.partitions[Number(name.slice(name.lastIndexOf('-') + 1))];
    if (!topic || !partition) return undefined;
    return { ...partition, minInsync: new TopicConfig(topic.configs).minInsyncReplicas };
  }

  #checkPartition(place: string, partition: PartitionImage, minInsync: number): void {
    const { isr, elr, leaderId, impaired } = partition;
    const { brokers } = this.#image as MetadataImage;
    const say = (problem: string) =>
      this.#options.fail(`${place}: ${problem}: ${JSON.stringify(partition)}`);
    if (isr.length === 0) say('nobody is in sync');
    if (isr.some((nodeId) => elr.includes(nodeId))) say('in sync and eligible at once');
    if (elr.length > 0 && isr.length >= minInsync) say('eligible beside enough in sync');
    if (leaderId >= 0 && !isr.includes(leaderId)) say('the leader is not in sync');
    for (const nodeId of leaderId >= 0 ? isr : []) {
      const { isFenced = true, isStarting = false } = brokers.get(nodeId) ?? {};
      if (isFenced && !isStarting) say(`broker ${nodeId} is fenced and in sync`);
    }
    for (const nodeId of [...isr, ...elr]) {
      if (impaired.some((replica) => replica.nodeId === nodeId)) continue;
      if (!this.#isKnown(nodeId)) continue;
      this.counters.candidatesChecked += 1;
      if (this.#options.replicas.holdsVisible(place, `broker-${nodeId}`) === false)
        say(`broker ${nodeId} may be elected and lacks what was visible`);
    }
  }

  /** It runs, and it is the process that the controller knows. */
  #isKnown(nodeId: number): boolean {
    const life = this.#lives.get(nodeId);
    const { brokerEpoch = -1 } = this.#image?.brokers.get(nodeId) ?? {};
    return life?.isAlive() === true && brokerEpoch > life.epochBefore;
  }

  #checkChange(place: string, before: PartitionImage, after: PartitionImage): void {
    if (isDeepStrictEqual(before, after)) return;
    const { counters } = this;
    if (after.isr.length < before.isr.length) counters.isrShrinks += 1;
    if (after.isr.length > before.isr.length) counters.isrExpansions += 1;
    if (after.elr.length > before.elr.length) counters.eligible += 1;
    if (after.impaired.length > before.impaired.length) counters.impaired += 1;
    if (after.leaderId < 0 && before.leaderId >= 0) counters.leaderless += 1;
    const say = (problem: string) =>
      this.#options.fail(
        `${place}: ${problem}: ${JSON.stringify(before)} and then ${JSON.stringify(after)}`,
      );
    const epochs = after.leaderEpoch - before.leaderEpoch;
    if (after.partitionEpoch <= before.partitionEpoch) say('its partition epoch does not rise');
    if (epochs < 0 || (epochs === 0 && after.leaderId !== before.leaderId))
      say('its leader epoch does not rise');
    const wasCandidate = [...before.isr, ...before.elr];
    for (const nodeId of after.isr) {
      if (wasCandidate.includes(nodeId)) continue;
      const { isFenced = true, isShuttingDown = true } = this.#image?.brokers.get(nodeId) ?? {};
      if (isFenced || isShuttingDown) say(`broker ${nodeId} joins and is not alive`);
    }
  }
}

/** As replicas name it to their observers. */
export function placeOf(topic: { topicId: string; name: string }, partition: number): string {
  return `${topic.topicId} ${topic.name}-${partition}`;
}
