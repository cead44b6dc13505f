// How many replicas and leaderships each broker has, and with whom it shares them: what a placement begins with. It goes from one
// image to the next with what has changed, since counting all partitions for each new topic would take as long as there are
// partitions [SIM-6].
import type { MetadataDelta } from './metadata/delta.ts';
import type { MetadataImage, PartitionImage } from './metadata/image.ts';

type Topics = MetadataImage['topics'];

export interface BrokerShare {
  /** Partitions that it leads now. */
  leaders: number;
  replicas: number;
  /** Of the partitions of which it is preferred to lead: how often each other one comes right after it, and how often it has a replica. */
  heirs: Map<number, number>;
  followers: Map<number, number>;
}

export class PlacedReplicas {
  readonly #shares = new Map<number, BrokerShare>();
  #partitions = 0;

  constructor(topics: Topics = new Map()) {
    for (const { partitions } of topics.values()) this.#replace([], partitions);
  }

  /** Of the whole cluster. */
  get partitions(): number {
    return this.#partitions;
  }

  /** A copy, for who places more. */
  shareOf(nodeId: number): BrokerShare {
    const { leaders = 0, replicas = 0, heirs, followers } = this.#shares.get(nodeId) ?? {};
    return { leaders, replicas, heirs: new Map(heirs), followers: new Map(followers) };
  }

  /** `delta` leads from `before`, which is counted here, to `after`. */
  follow(
    before: Topics,
    after: Topics,
    { changedTopics, deletedTopics }: Pick<MetadataDelta, 'changedTopics' | 'deletedTopics'>,
  ): void {
    for (const { topicId } of deletedTopics)
      this.#replace(before.get(topicId)?.partitions ?? [], []);
    for (const topicId of changedTopics) {
      this.#replace(before.get(topicId)?.partitions ?? [], after.get(topicId)?.partitions ?? []);
    }
  }

  #replace(before: readonly PartitionImage[], after: readonly PartitionImage[]): void {
    for (let at = 0; at < Math.max(before.length, after.length); at++) {
      const [old, fresh] = [before[at], after[at]];
      if (old === fresh) continue;
      if (old) this.#count(old, -1);
      if (fresh) this.#count(fresh, 1);
    }
    this.#partitions += after.length - before.length;
  }

  #count({ replicas, leaderId }: PartitionImage, by: 1 | -1): void {
    if (leaderId >= 0) this.#share(leaderId).leaders += by;
    for (const nodeId of replicas) this.#share(nodeId).replicas += by;
    const [first, second] = replicas;
    if (first === undefined || second === undefined) return;
    const { heirs, followers } = this.#share(first);
    add(heirs, second, by);
    for (const nodeId of replicas.slice(1)) add(followers, nodeId, by);
  }

  #share(nodeId: number): BrokerShare {
    let share = this.#shares.get(nodeId);
    if (share === undefined) {
      share = { leaders: 0, replicas: 0, heirs: new Map(), followers: new Map() };
      this.#shares.set(nodeId, share);
    }
    return share;
  }
}

function add(counts: Map<number, number>, nodeId: number, by: number): void {
  const count = (counts.get(nodeId) ?? 0) + by;
  if (count === 0) counts.delete(nodeId);
  else counts.set(nodeId, count);
}
