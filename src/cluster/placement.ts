// Where replicas go. Pure: the same input gives the same placement. Leaderships are spread evenly, then replicas, and who takes
// over from a leader that fails, so that one death loads all others alike.
import { assert } from '../base/assert.ts';
import { type BrokerShare, PlacedReplicas } from './placed-replicas.ts';

export interface PlacementBroker {
  nodeId: number;
  /** One that is not gets replicas only where there are not enough others, and leads nothing. */
  isAlive: boolean;
}

/** `leaders`: of how many partitions it is the preferred leader, or leads now, whichever is known. */
interface Candidate extends PlacementBroker, BrokerShare {}

export class Placement {
  /** By node id, rising. */
  readonly #candidates: readonly Candidate[];
  readonly #byId: ReadonlyMap<number, Candidate>;

  /** `placed` is what the brokers have already. */
  constructor(brokers: Iterable<PlacementBroker>, placed = new PlacedReplicas()) {
    this.#candidates = [...brokers]
      .map((broker) => ({ ...broker, ...placed.shareOf(broker.nodeId) }))
      .sort((a, b) => a.nodeId - b.nodeId);
    this.#byId = new Map(this.#candidates.map((candidate) => [candidate.nodeId, candidate]));
  }

  get brokerCount(): number {
    return this.#candidates.length;
  }

  get hasAlive(): boolean {
    return this.#candidates.some(({ isAlive }) => isAlive);
  }

  /** Brokers for the replicas of one more partition, in order of preference; the first is alive. Counts them. */
  place(replicationFactor: number): number[] {
    assert(
      replicationFactor >= 1 && replicationFactor <= this.#candidates.length && this.hasAlive,
      `there are brokers for ${replicationFactor} replicas`,
    );
    const leader = this.#least(
      this.#candidates.filter(({ isAlive }) => isAlive),
      (one) => [one.leaders, one.replicas],
    );
    leader.leaders += 1;
    leader.replicas += 1;
    const followers = this.#pickMore([leader.nodeId], replicationFactor - 1, leader.nodeId);
    const heir = (nodeId: number) => leader.heirs.get(nodeId) ?? 0;
    const isAlive = (nodeId: number) => (this.#find(nodeId)?.isAlive ? 0 : 1);
    followers.sort((a, b) => isAlive(a) - isAlive(b) || heir(a) - heir(b));
    const [first] = followers;
    if (first !== undefined) count(leader.heirs, first);
    return [leader.nodeId, ...followers];
  }

  /** Brokers for `added` more replicas of a partition that has some; fewer when there are not enough alive. Counts them. */
  extend(replicas: readonly number[], added: number): number[] {
    const alive = this.#candidates.filter(
      ({ isAlive, nodeId }) => isAlive && !replicas.includes(nodeId),
    );
    return this.#pickMore(replicas, Math.min(added, alive.length), replicas[0] ?? 0);
  }

  /** Those with the fewest replicas, and the fewest beside `after`; live ones first, in turn from that one on among equals. */
  #pickMore(taken: readonly number[], added: number, after: number): number[] {
    const leader = this.#find(after);
    const turn = (nodeId: number) => (nodeId > after ? 0 : 1);
    const picked: number[] = [];
    while (picked.length < added) {
      const left = this.#candidates.filter(
        ({ nodeId }) => !taken.includes(nodeId) && !picked.includes(nodeId),
      );
      const next = this.#least(left, (one) => [
        one.isAlive ? 0 : 1,
        one.replicas + (leader?.followers.get(one.nodeId) ?? 0),
        turn(one.nodeId),
      ]);
      next.replicas += 1;
      if (leader) count(leader.followers, next.nodeId);
      picked.push(next.nodeId);
    }
    return picked;
  }

  #find(nodeId: number): Candidate | undefined {
    return this.#byId.get(nodeId);
  }

  /** The first of those whose rank is smallest, number by number. */
  #least(candidates: readonly Candidate[], rankOf: (one: Candidate) => number[]): Candidate {
    let least: { candidate: Candidate; rank: number[] } | undefined;
    for (const candidate of candidates) {
      const rank = rankOf(candidate);
      if (!least || isBelow(rank, least.rank)) least = { candidate, rank };
    }
    assert(least, 'there is a candidate');
    return least.candidate;
  }
}

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] as number) < (b[at] as number);
}

function count(counts: Map<number, number>, nodeId: number): void {
  counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
}
