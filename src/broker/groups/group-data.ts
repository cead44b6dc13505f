// What is stored of one group, in memory. It changes by records only, whether they are just being decided or are read back
// from the log: so a replay gives what was there live. Keys stand for themselves, so that a compacted log, in which older
// records are missing, replays too.
import { assert } from '../../base/assert.ts';
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import {
  type GroupRecordKey,
  type GroupRecordKeyInit,
  type GroupRecordValue,
  type GroupRecordValueInit,
  wire,
} from '../../protocol/messages.ts';
import {
  decodeKeys,
  decodeOwned,
  encodeKeys,
  encodeOwned,
  type PartitionKey,
  partitionKey,
  partitionOf,
  topicIdOf,
} from './partition-keys.ts';

/** As it is appended; no value means that the key is gone. */
export interface GroupRecord {
  key: Uint8Array;
  value: Uint8Array | null;
}

export interface GroupHead {
  /** Rises with every change of what members are meant to have. */
  readonly epoch: number;
  readonly assignor: string;
  /** Wall time; -1 while there are members. */
  readonly emptySinceMs: number;
}

export interface GroupMember {
  /** Empty for a member that is not static. */
  readonly instanceId: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly topics: readonly string[];
  readonly pattern: string;
}

export interface Assignment {
  /** Rises whenever the member's partitions change [GRP-4]. */
  readonly memberEpoch: number;
  /** Each with the member epoch at which the member got it. */
  readonly assigned: ReadonlyMap<PartitionKey, number>;
  /** Taken away; the member has not said yet that it let go. */
  readonly revoking: ReadonlyMap<PartitionKey, number>;
  /** A static member that has stopped and is expected back. */
  readonly isAway: boolean;
}

export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  /** Wall time. */
  readonly commitTimeMs: number;
}

const noAssignment: Assignment = {
  memberEpoch: 0,
  assigned: new Map(),
  revoking: new Map(),
  isAway: false,
};

export class GroupData {
  readonly groupId: string;
  readonly members = new Map<string, GroupMember>();
  readonly offsets = new Map<PartitionKey, CommittedOffset>();
  /** Which member a static id belongs to. */
  readonly instances = new Map<string, string>();
  /** Members that do not have yet what they are meant to have, or have yet to let go. */
  readonly unsettled = new Set<string>();
  readonly #targets = new Map<string, ReadonlySet<PartitionKey>>();
  readonly #noTarget: ReadonlySet<PartitionKey> = new Set();
  readonly #assignments = new Map<string, Assignment>();
  readonly #owners = new Map<PartitionKey, string>();
  #head: GroupHead | undefined;
  #emitted: GroupRecord[] = [];

  constructor(groupId: string) {
    this.groupId = groupId;
  }

  /** Undefined while there is no such group. */
  get head(): GroupHead | undefined {
    return this.#head;
  }

  target(memberId: string): ReadonlySet<PartitionKey> {
    return this.#targets.get(memberId) ?? this.#noTarget;
  }

  assignment(memberId: string): Assignment {
    return this.#assignments.get(memberId) ?? noAssignment;
  }

  /** Who has the partition, or has not let go of it yet. */
  ownerOf(key: PartitionKey): string | undefined {
    return this.#owners.get(key);
  }

  /** The records of what was decided since the last call, in order. They are in effect here already. */
  takeEmitted(): GroupRecord[] {
    const emitted = this.#emitted;
    this.#emitted = [];
    return emitted;
  }

  setHead(head: GroupHead): void {
    this.#emit({ head: {} }, { head });
  }

  setMember(memberId: string, member: GroupMember): void {
    this.#emit({ member: { memberId } }, { member: { ...member, topics: [...member.topics] } });
  }

  setTarget(memberId: string, target: ReadonlySet<PartitionKey>): void {
    this.#emit({ target: { memberId } }, { target: { topics: encodeKeys(target) } });
  }

  setAssignment(memberId: string, assignment: Assignment): void {
    const { memberEpoch, assigned, revoking, isAway } = assignment;
    for (const key of [...assigned.keys(), ...revoking.keys()]) {
      const owner = this.#owners.get(key);
      assert(
        owner === undefined || owner === memberId,
        `[GRP-2] ${key} of group ${this.groupId} has one owner`,
      );
    }
    this.#emit(
      { assignment: { memberId } },
      {
        assignment: {
          memberEpoch,
          assigned: encodeOwned(assigned),
          revoking: encodeOwned(revoking),
          isAway,
        },
      },
    );
  }

  setOffset(key: PartitionKey, offset: CommittedOffset): void {
    this.#emit({ offset: offsetKey(key) }, { offset });
  }

  removeOffset(key: PartitionKey): void {
    this.#emit({ offset: offsetKey(key) }, null);
  }

  removeMember(memberId: string): void {
    this.#emit({ assignment: { memberId } }, null);
    this.#emit({ target: { memberId } }, null);
    this.#emit({ member: { memberId } }, null);
  }

  removeHead(): void {
    this.#emit({ head: {} }, null);
  }

  /** One record, just decided or read back. */
  apply(key: GroupRecordKey, value: GroupRecordValue | null): void {
    switch (key.part) {
      case 'head':
        this.#head = value?.head ? readHead(value.head) : undefined;
        return;
      case 'member':
        this.#applyMember(key.member?.memberId ?? '', value?.member ?? null);
        return;
      case 'target':
        this.#applyTarget(key.target?.memberId ?? '', value?.target ?? null);
        return;
      case 'assignment':
        this.#applyAssignment(key.assignment?.memberId ?? '', value?.assignment ?? null);
        return;
      case 'offset':
        this.#applyOffset(key, value);
        return;
      case undefined:
        assert(false, 'a group record says what it is about');
    }
  }

  /** Everything that is stored, in one order: equal for two groups with the same contents. */
  snapshot(): unknown {
    const sorted = <Value>(map: ReadonlyMap<string, Value>) =>
      [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      groupId: this.groupId,
      head: this.#head ?? null,
      members: sorted(this.members),
      targets: sorted(this.#targets).map(([id, target]) => [id, [...target].sort()]),
      assignments: sorted(this.#assignments).map(([id, one]) => [
        id,
        { ...one, assigned: sorted(one.assigned), revoking: sorted(one.revoking) },
      ]),
      owners: sorted(this.#owners),
      instances: sorted(this.instances),
      unsettled: [...this.unsettled].sort(),
      offsets: sorted(this.offsets),
    };
  }

  #emit(part: Omit<GroupRecordKeyInit, 'groupId'>, value: GroupRecordValueInit | null): void {
    const key = wire.GroupRecordKey.encode({ groupId: this.groupId, ...part }).finish();
    const encoded = value === null ? null : wire.GroupRecordValue.encode(value).finish();
    this.#emitted.push({ key, value: encoded });
    // What is in effect is what can be read back, not what was meant to be written.
    this.apply(
      wire.GroupRecordKey.decode(key),
      encoded === null ? null : wire.GroupRecordValue.decode(encoded),
    );
  }

  #applyMember(memberId: string, value: GroupRecordValue['member']): void {
    const before = this.members.get(memberId);
    if (before && this.instances.get(before.instanceId) === memberId) {
      this.instances.delete(before.instanceId);
    }
    if (!value) {
      this.members.delete(memberId);
    } else {
      const { instanceId, clientId, clientHost, rebalanceTimeoutMs, topics, pattern } = value;
      const shared = { instanceId, clientId, clientHost, rebalanceTimeoutMs };
      this.members.set(memberId, { ...shared, topics, pattern });
      if (instanceId !== '') this.instances.set(instanceId, memberId);
    }
    this.#settle(memberId);
  }

  #applyTarget(memberId: string, value: GroupRecordValue['target']): void {
    if (value) this.#targets.set(memberId, decodeKeys(value.topics));
    else this.#targets.delete(memberId);
    this.#settle(memberId);
  }

  #applyAssignment(memberId: string, value: GroupRecordValue['assignment']): void {
    const before = this.assignment(memberId);
    for (const key of [...before.assigned.keys(), ...before.revoking.keys()]) {
      if (this.#owners.get(key) === memberId) this.#owners.delete(key);
    }
    if (value) {
      const { memberEpoch, isAway } = value;
      const assigned = decodeOwned(value.assigned);
      const revoking = decodeOwned(value.revoking);
      this.#assignments.set(memberId, { memberEpoch, assigned, revoking, isAway });
      for (const key of [...assigned.keys(), ...revoking.keys()]) this.#owners.set(key, memberId);
    } else {
      this.#assignments.delete(memberId);
    }
    this.#settle(memberId);
  }

  #applyOffset({ offset: at }: GroupRecordKey, value: GroupRecordValue | null): void {
    assert(at, 'the key of an offset names a partition');
    const key = partitionKey(uuidFromBytes(at.topicId), at.partition);
    if (!value?.offset) {
      this.offsets.delete(key);
      return;
    }
    const { offset, leaderEpoch, metadata, commitTimeMs } = value.offset;
    this.offsets.set(key, { offset, leaderEpoch, metadata, commitTimeMs });
  }

  #settle(memberId: string): void {
    const { assigned, revoking } = this.assignment(memberId);
    const target = this.target(memberId);
    const isSettled =
      !this.members.has(memberId) ||
      (revoking.size === 0 &&
        assigned.size === target.size &&
        [...target].every((key) => assigned.has(key)));
    if (isSettled) this.unsettled.delete(memberId);
    else this.unsettled.add(memberId);
  }
}

function offsetKey(key: PartitionKey): { topicId: Uint8Array; partition: number } {
  return { topicId: uuidToBytes(topicIdOf(key)), partition: partitionOf(key) };
}

function readHead({ epoch, assignor, emptySinceMs }: GroupHead): GroupHead {
  return { epoch, assignor, emptySinceMs };
}
