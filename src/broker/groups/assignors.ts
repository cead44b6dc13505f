// Who is meant to have which partition [GRP-2]. Pure, and the same for the same input on every broker: members are taken in
// the order of their ids, partitions in the order of their keys.
//
// `uniform` keeps what members have as far as that is fair, and makes counts differ by at most one where all members
// subscribe to the same topics; where they do not, no move of one partition makes it fairer. `range` gives each member
// neighbouring partitions of each topic, the same numbers of each, so that topics that are partitioned alike stay together.
import { compareKeys, type PartitionKey, partitionKey } from './partition-keys.ts';
import type { KnownTopic } from './subscription.ts';

export interface AssignorMember {
  readonly memberId: string;
  /** Empty for none; static members keep their place in the order across restarts. */
  readonly instanceId: string;
  /** What it subscribes to, of what there is. */
  readonly topics: readonly KnownTopic[];
  /** What it was meant to have so far. */
  readonly target: ReadonlySet<PartitionKey>;
}

/** Who has a partition now, if anybody. */
export type OwnerOf = (key: PartitionKey) => string | undefined;

export type Targets = Map<string, Set<PartitionKey>>;

type Assignor = (members: readonly AssignorMember[], ownerOf: OwnerOf) => Targets;

const assignors: ReadonlyMap<string, Assignor> = new Map([
  ['uniform', assignUniformly],
  ['range', assignRanges],
]);

export const assignorNames: readonly string[] = [...assignors.keys()];
export const assignorDefault = 'uniform';

export function assignPartitions(
  assignor: string,
  members: readonly AssignorMember[],
  ownerOf: OwnerOf,
): Targets {
  const assign = assignors.get(assignor) ?? assignUniformly;
  return assign([...members].sort(byPlace), ownerOf);
}

function byPlace(a: AssignorMember, b: AssignorMember): number {
  const placeA = a.instanceId || a.memberId;
  const placeB = b.instanceId || b.memberId;
  return placeA < placeB ? -1 : 1;
}

function assignRanges(members: readonly AssignorMember[]): Targets {
  const targets: Targets = new Map(members.map(({ memberId }) => [memberId, new Set()]));
  for (const [topic, subscribers] of subscribersByTopic(members)) {
    const each = Math.floor(topic.partitionCount / subscribers.length);
    const extra = topic.partitionCount % subscribers.length;
    let next = 0;
    for (const [place, { memberId }] of subscribers.entries()) {
      const end = next + each + (place < extra ? 1 : 0);
      for (; next < end; next++) targets.get(memberId)?.add(partitionKey(topic.topicId, next));
    }
  }
  return targets;
}

function assignUniformly(members: readonly AssignorMember[], ownerOf: OwnerOf): Targets {
  const first = members[0];
  if (!first) return new Map();
  const isSame = members.every(
    ({ topics }) =>
      topics.length === first.topics.length &&
      topics.every((topic, index) => topic.topicId === first.topics[index]?.topicId),
  );
  return isSame ? shareEqually(members, ownerOf) : new FairShares(members, ownerOf).targets();
}

/** All subscribe to the same: every count is the floor or the ceiling of the average, and moves are the fewest possible. */
function shareEqually(members: readonly AssignorMember[], ownerOf: OwnerOf): Targets {
  const partitions = new Set(keysOf(members[0]?.topics ?? []));
  const each = Math.floor(partitions.size / members.length);
  let extra = partitions.size % members.length;
  const kept = keepTargets(members, (_, key) => partitions.has(key));
  // Those that have the most keep one more, so that fewer have to move.
  const byCount = [...members].sort((a, b) => sizeOf(kept, b) - sizeOf(kept, a));
  const quotas = new Map<string, number>();
  for (const { memberId } of byCount) {
    const hasExtra = extra > 0 && sizeOf(kept, { memberId }) > each;
    if (hasExtra) extra -= 1;
    quotas.set(memberId, each + (hasExtra ? 1 : 0));
  }
  for (const { memberId } of byCount) {
    if (extra === 0) break;
    if (quotas.get(memberId) !== each) continue;
    quotas.set(memberId, each + 1);
    extra -= 1;
  }
  const targets: Targets = new Map();
  const taken = new Set<PartitionKey>();
  for (const { memberId } of members) {
    const own = [...(kept.get(memberId) ?? [])];
    // What the member holds in fact goes before what it was only promised.
    own.sort((a, b) => holds(ownerOf, memberId, b) - holds(ownerOf, memberId, a));
    const target = new Set(own.slice(0, quotas.get(memberId)));
    for (const key of target) taken.add(key);
    targets.set(memberId, target);
  }
  const free = [...partitions].filter((key) => !taken.has(key)).sort(compareKeys);
  distribute(free, { members, targets, quotas, ownerOf });
  return targets;
}

function holds(ownerOf: OwnerOf, memberId: string, key: PartitionKey): number {
  return ownerOf(key) === memberId ? 1 : 0;
}

/** Back to who has it now where there is room, else to the members that have room, in turns. */
function distribute(
  free: readonly PartitionKey[],
  to: {
    members: readonly AssignorMember[];
    targets: Targets;
    quotas: ReadonlyMap<string, number>;
    ownerOf: OwnerOf;
  },
): void {
  const { members, targets, quotas, ownerOf } = to;
  const hasRoom = (memberId: string) => sizeOf(targets, { memberId }) < (quotas.get(memberId) ?? 0);
  const left = free.filter((key) => {
    const owner = ownerOf(key);
    if (owner === undefined || !targets.has(owner) || !hasRoom(owner)) return true;
    targets.get(owner)?.add(key);
    return false;
  });
  let place = 0;
  for (const key of left) {
    while (!hasRoom(members[place % members.length]?.memberId ?? '')) place += 1;
    targets.get(members[place % members.length]?.memberId ?? '')?.add(key);
    place += 1;
  }
}

/** Subscriptions differ: starts from what members have, gives the rest to who has least, and evens out by single moves. */
class FairShares {
  readonly #members: readonly AssignorMember[];
  readonly #targets: Targets;
  readonly #ownerOf: OwnerOf;
  readonly #topics: ReadonlyMap<KnownTopic, readonly AssignorMember[]>;

  constructor(members: readonly AssignorMember[], ownerOf: OwnerOf) {
    this.#members = members;
    this.#ownerOf = ownerOf;
    this.#topics = subscribersByTopic(members);
    const wanted = new Map(members.map((one) => [one.memberId, new Set(keysOf(one.topics))]));
    this.#targets = keepTargets(
      members,
      (memberId, key) => wanted.get(memberId)?.has(key) ?? false,
    );
  }

  targets(): Targets {
    this.#giveOut();
    // Every move makes the sum of squared counts smaller, so this ends.
    while (this.#evenOut());
    return this.#targets;
  }

  /** Topics with the fewest subscribers first: the others have more choice left. */
  #giveOut(): void {
    const taken = new Set<PartitionKey>();
    for (const { memberId } of this.#members) {
      for (const key of this.#targets.get(memberId) ?? []) taken.add(key);
    }
    const topics = [...this.#topics].sort(([, a], [, b]) => a.length - b.length);
    for (const [topic, subscribers] of topics) {
      for (const key of keysOf([topic])) {
        if (taken.has(key)) continue;
        const owner = subscribers.find(({ memberId }) => memberId === this.#ownerOf(key));
        const least = this.#least(subscribers);
        const isFair = owner && this.#count(owner) <= this.#count(least);
        this.#targets.get((isFair ? owner : least).memberId)?.add(key);
      }
    }
  }

  #evenOut(): boolean {
    let hasMoved = false;
    for (const [topic, subscribers] of this.#topics) {
      const keys = new Set(keysOf([topic]));
      for (;;) {
        const least = this.#least(subscribers);
        const most = this.#most(subscribers, keys);
        if (!most || this.#count(most.member) - this.#count(least) < 2) break;
        this.#targets.get(most.member.memberId)?.delete(most.key);
        this.#targets.get(least.memberId)?.add(most.key);
        hasMoved = true;
      }
    }
    return hasMoved;
  }

  #count(member: AssignorMember): number {
    return sizeOf(this.#targets, member);
  }

  #least(subscribers: readonly AssignorMember[]): AssignorMember {
    return subscribers.reduce((least, one) =>
      this.#count(one) < this.#count(least) ? one : least,
    );
  }

  /** The one with the most partitions of those that have one of `keys`. */
  #most(
    subscribers: readonly AssignorMember[],
    keys: ReadonlySet<PartitionKey>,
  ): { member: AssignorMember; key: PartitionKey } | undefined {
    let most: { member: AssignorMember; key: PartitionKey } | undefined;
    for (const member of subscribers) {
      if (most && this.#count(member) <= this.#count(most.member)) continue;
      const own = [...(this.#targets.get(member.memberId) ?? [])].filter((key) => keys.has(key));
      const key = own.find((one) => this.#ownerOf(one) !== member.memberId) ?? own[0];
      if (key !== undefined) most = { member, key };
    }
    return most;
  }
}

/** What members were meant to have and still can: each partition once. */
function keepTargets(
  members: readonly AssignorMember[],
  isWanted: (memberId: string, key: PartitionKey) => boolean,
): Targets {
  const taken = new Set<PartitionKey>();
  const kept: Targets = new Map();
  for (const { memberId, target } of members) {
    const own = [...target].filter((key) => isWanted(memberId, key) && !taken.has(key));
    for (const key of own) taken.add(key);
    kept.set(memberId, new Set(own.sort(compareKeys)));
  }
  return kept;
}

function subscribersByTopic(members: readonly AssignorMember[]): Map<KnownTopic, AssignorMember[]> {
  const byId = new Map<string, { topic: KnownTopic; subscribers: AssignorMember[] }>();
  for (const member of members) {
    for (const topic of member.topics) {
      const known = byId.get(topic.topicId);
      if (known) known.subscribers.push(member);
      else byId.set(topic.topicId, { topic, subscribers: [member] });
    }
  }
  const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([, { topic, subscribers }]) => [topic, subscribers]));
}

function keysOf(topics: readonly KnownTopic[]): PartitionKey[] {
  const keys: PartitionKey[] = [];
  for (const { topicId, partitionCount } of topics) {
    for (let partition = 0; partition < partitionCount; partition++) {
      keys.push(partitionKey(topicId, partition));
    }
  }
  return keys;
}

function sizeOf(targets: Targets, { memberId }: { memberId: string }): number {
  return targets.get(memberId)?.size ?? 0;
}
