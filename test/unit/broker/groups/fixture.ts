// A group with a clock and topics that a test moves by hand.
import type { Uuid } from '../../../../src/base/uuid.ts';
import { GroupData, type GroupRecord } from '../../../../src/broker/groups/group-data.ts';
import { type CommitOutcome, commitOffsets } from '../../../../src/broker/groups/group-offsets.ts';
import {
  type DecisionContext,
  GroupState,
  type HeartbeatAnswer,
  type HeartbeatRequest,
} from '../../../../src/broker/groups/group-state.ts';
import type { PartitionKey } from '../../../../src/broker/groups/partition-keys.ts';
import type { KnownTopic, TopicsView } from '../../../../src/broker/groups/subscription.ts';
import { wire } from '../../../../src/protocol/messages.ts';

export const sessionTimeoutMs = 45_000;
export const retentionMs = 1_000_000;

export function topicIdFor(name: string): Uuid {
  return Buffer.alloc(16, name).toString('base64url') as Uuid;
}

export function topicsOf(
  counts: Readonly<Record<string, number>>,
  internal: readonly string[] = [],
): TopicsView {
  const topics = Object.entries(counts).map(
    ([name, partitionCount]): KnownTopic => ({
      topicId: topicIdFor(name),
      name,
      partitionCount,
      isInternal: internal.includes(name),
    }),
  );
  return {
    version: {},
    byName: (name) => topics.find((topic) => topic.name === name),
    byId: (topicId) => topics.find((topic) => topic.topicId === topicId),
    all: () => topics,
  };
}

/** What a log with these records gives back. */
export function replay(groupId: string, records: readonly GroupRecord[]): GroupData {
  const data = new GroupData(groupId);
  for (const { key, value } of records) {
    const decoded = value === null ? null : wire.GroupRecordValue.decode(value);
    data.apply(wire.GroupRecordKey.decode(key), decoded);
  }
  return data;
}

export class TestGroup {
  readonly records: GroupRecord[] = [];
  state = new GroupState('g', { sessionTimeoutMs, heartbeatIntervalMs: 3_000 });
  topics: TopicsView;
  nowMs = 0;

  constructor(counts: Readonly<Record<string, number>>) {
    this.topics = topicsOf(counts);
  }

  get context(): DecisionContext {
    return { nowMs: this.nowMs, wallMs: 1_700_000_000_000 + this.nowMs, topics: this.topics };
  }

  get snapshot(): unknown {
    return this.state.data.snapshot();
  }

  /** Another coordinator reads the log. */
  failOver(): void {
    this.state = new GroupState('g', { sessionTimeoutMs, heartbeatIntervalMs: 3_000 });
    for (const { key, value } of this.records) {
      const decoded = value === null ? null : wire.GroupRecordValue.decode(value);
      this.state.data.apply(wire.GroupRecordKey.decode(key), decoded);
    }
    this.state.loaded(this.nowMs);
  }

  heartbeat(
    memberId: string,
    memberEpoch: number,
    more: Partial<HeartbeatRequest> = {},
  ): HeartbeatAnswer {
    const request = {
      memberId,
      memberEpoch,
      instanceId: '',
      rebalanceTimeoutMs: 60_000,
      topics: ['t'],
      pattern: '',
      assignor: '',
      clientId: 'test',
      clientHost: 'localhost',
      ...more,
    };
    return this.#keep(this.state.heartbeat(request, this.context));
  }

  expire(): void {
    this.#keep(this.state.expire(this.context));
  }

  commit(
    memberId: string,
    memberEpoch: number,
    offsets: Readonly<Record<string, number>>,
    more: { sequence?: number; metadata?: string; instanceId?: string } = {},
  ): CommitOutcome[] {
    const { sequence = 0, metadata = '', instanceId = '' } = more;
    const partitions = Object.entries(offsets).map(([place, offset]) => {
      const [name = '', partition] = place.split('-');
      const topic = this.topics.byName(name);
      return { topic, partition: Number(partition), offset, leaderEpoch: 0, metadata };
    });
    const request = { memberId, memberEpoch, instanceId, sequence, partitions };
    return this.#keep(commitOffsets(this.state, request, this.context));
  }

  committed(place: string): number {
    const [name = '', partition] = place.split('-');
    const key = `${topicIdFor(name)}/${partition}` as PartitionKey;
    return this.state.data.offsets.get(key)?.offset ?? -1;
  }

  keep(records: readonly GroupRecord[]): void {
    this.records.push(...records);
  }

  #keep<Answer>({ records, answer }: { records: GroupRecord[]; answer: Answer }): Answer {
    this.records.push(...records);
    return answer;
  }
}

/** A member as a client plays it: takes on what it is told when the test says so. */
export class TestMember {
  readonly group: TestGroup;
  readonly memberId: string;
  readonly request: Partial<HeartbeatRequest>;
  /** Taken on. */
  epoch = 0;
  /** Heard of. */
  newestEpoch = 0;
  owned: PartitionKey[] = [];
  told: PartitionKey[] | undefined;

  constructor(group: TestGroup, memberId: string, request: Partial<HeartbeatRequest> = {}) {
    this.group = group;
    this.memberId = memberId;
    this.request = request;
  }

  /** One heartbeat; what it tells is taken on at once, but for `slow` members. */
  beat({ slow = false } = {}): HeartbeatAnswer {
    const answer = this.group.heartbeat(this.memberId, this.epoch, this.request);
    if (answer.assigned && answer.memberEpoch > this.newestEpoch) {
      this.newestEpoch = answer.memberEpoch;
      this.told = [...answer.assigned];
    }
    if (!slow) this.takeOn();
    return answer;
  }

  takeOn(): void {
    if (!this.told) return;
    this.epoch = this.newestEpoch;
    this.owned = this.told;
    this.told = undefined;
  }

  partitions(topic = 't'): number[] {
    const id = topicIdFor(topic);
    return this.owned
      .filter((key) => key.startsWith(id))
      .map((key) => Number(key.slice(id.length + 1)))
      .sort((a, b) => a - b);
  }
}

/** Heartbeats until nothing changes any more; returns the rounds that took. */
export function settle(members: readonly TestMember[]): number {
  for (let rounds = 1; ; rounds++) {
    const answers = members.map((member) => member.beat());
    if (answers.every(({ assigned }) => assigned === undefined)) return rounds;
    if (rounds > 50) throw new Error('the group does not settle');
  }
}
