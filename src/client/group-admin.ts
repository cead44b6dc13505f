// Groups as an administrator sees them: who is in them, how far they are, and how far behind. Each group is asked about at its
// own coordinator; the list is put together from all brokers.
import { messageOf, TidelogError } from '../base/errors.ts';
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import type { RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { errorFromWire } from '../protocol/error-codes.ts';
import { listOffsets, resolvePosition } from './consumer/offsets.ts';
import { checkPosition, type Position } from './consumer/position.ts';
import { type ClientContext, connectToBroker, requestDeadlineMs, withRetries } from './context.ts';
import type { PartitionName } from './errors.ts';
import { invalidOption } from './option-checks.ts';

export type GroupStateName = 'empty' | 'stable' | 'reconciling';

export interface GroupSummary {
  groupId: string;
  state: GroupStateName;
  assignor: string;
  members: number;
  /** Node id of the broker that coordinates it. */
  coordinatorId: number;
}

export interface GroupMemberDescription {
  memberId: string;
  /** Empty for a member that is not static. */
  instanceId: string;
  clientId: string;
  host: string;
  memberEpoch: number;
  topics: string[];
  pattern: string;
  assigned: PartitionName[];
  /** Taken away, and not let go yet. */
  revoking: PartitionName[];
  /** What it is meant to have. */
  target: PartitionName[];
}

export interface GroupOffset extends PartitionName {
  topicId: Uuid;
  /** Of the next record to process. */
  offset: number;
  leaderEpoch: number;
  metadata: string;
  /** Milliseconds since 1970. */
  commitTimeMs: number;
}

export interface GroupLag extends PartitionName {
  /** -1 when nothing has been committed. */
  offset: number;
  /** -1 when the leader could not be asked. */
  endOffset: number;
  /** Records that are still to be processed; -1 when one of the two is not known. */
  lag: number;
  /** Member that has the partition; empty for nobody. */
  memberId: string;
}

export interface GroupDescription {
  groupId: string;
  state: GroupStateName;
  groupEpoch: number;
  assignor: string;
  coordinatorId: number;
  members: GroupMemberDescription[];
  offsets: GroupOffset[];
}

/** Where the offsets of a group are to go: as a consumer starts, or so many records forward (or, negative, back). */
export type ResetTarget = Position | { shift: number };

export interface OffsetReset extends PartitionName {
  /** -1 when nothing had been committed. */
  before: number;
  after: number;
}

type Coordinated = 'offsetFetch' | 'describeGroups' | 'deleteGroups' | 'resetOffsets';

export class GroupAdmin {
  readonly #context: ClientContext;

  constructor(context: ClientContext) {
    this.#context = context;
  }

  /** All groups, by id. Rejects when one of the brokers does not answer: a list that lacks some would mislead. */
  async list(): Promise<GroupSummary[]> {
    const context = this.#context;
    const { requestTimeoutMs: timeoutMs } = context;
    return await withRetries(context, this.#deadline(), async () => {
      await context.metadata.refresh();
      const brokerIds = [...context.metadata.current.brokers.keys()];
      const lists = await Promise.all(
        brokerIds.map(async (coordinatorId) => {
          const connection = await connectToBroker(context, coordinatorId, 'control');
          const { groups } = await connection.request('listGroups', {}, { timeoutMs });
          return groups.map(({ groupId, state, assignor, memberCount: members }) => ({
            ...{ groupId, assignor, members, coordinatorId },
            state: state as GroupStateName,
          }));
        }),
      );
      return lists.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
    });
  }

  /** Rejects with GROUP_ID_NOT_FOUND. */
  async describe(groupId: string): Promise<GroupDescription> {
    const { answer, coordinatorId } = await this.#ask('describeGroups', groupId, {
      groupIds: [groupId],
    });
    const [group] = answer.groups;
    if (!group) throw invalidResponse(groupId);
    const { state, groupEpoch, assignor, members, offsets } = group;
    return {
      ...{ groupId, groupEpoch, assignor, coordinatorId },
      state: state as GroupStateName,
      members: members.map(describeMember),
      offsets: readOffsets(offsets),
    };
  }

  /** What a group has committed; nothing for a group that is not there. */
  async offsets(groupId: string): Promise<GroupOffset[]> {
    const { answer } = await this.#ask('offsetFetch', groupId, { groupId });
    return readOffsets(answer.topics);
  }

  /** Of all partitions that the group has committed or its members have. Rejects with GROUP_ID_NOT_FOUND. */
  async lag(groupId: string): Promise<GroupLag[]> {
    const group = await this.describe(groupId);
    const keyOf = ({ topic, partition }: PartitionName) => `${topic}/${partition}`;
    const owners = new Map(
      group.members.flatMap((member) =>
        member.assigned.map((one) => [keyOf(one), member.memberId]),
      ),
    );
    const committed = new Map(group.offsets.map((one) => [keyOf(one), one.offset]));
    const names = new Map<string, PartitionName>();
    const held = group.members.flatMap(({ assigned }) => assigned);
    for (const { topic, partition } of [...group.offsets, ...held]) {
      // A topic that is gone has no name, and nothing to be processed.
      if (topic !== '') names.set(keyOf({ topic, partition }), { topic, partition });
    }
    const sorted = [...names.values()].sort(byPlace);
    return await Promise.all(
      sorted.map(async (name) => {
        const offset = committed.get(keyOf(name)) ?? -1;
        const endOffset = await this.#endOffset(name);
        const lag = offset < 0 || endOffset < 0 ? -1 : Math.max(0, endOffset - offset);
        return { ...name, offset, endOffset, lag, memberId: owners.get(keyOf(name)) ?? '' };
      }),
    );
  }

  /**
   * Sets what a group without members has committed of these partitions (default: of all that it has committed), all of it or
   * nothing; with `dryRun` it only tells. Offsets are kept within what the partitions have. Rejects with NON_EMPTY_GROUP.
   */
  async resetOffsets(
    groupId: string,
    to: ResetTarget,
    options: {
      partitions?: readonly PartitionName[] | undefined;
      dryRun?: boolean | undefined;
    } = {},
  ): Promise<OffsetReset[]> {
    const known = await this.offsets(groupId);
    const wanted = options.partitions ?? known.filter(({ topic }) => topic !== '');
    if (wanted.length === 0) {
      const { members } = await this.describe(groupId).catch(() => ({ members: [] }));
      if (members.length > 0) throw hasMembers(groupId, members.length);
      throw new TidelogError(
        'GROUP_ID_NOT_FOUND',
        `group ${groupId} has committed nothing; name the topics whose offsets it is to start from`,
      );
    }
    const sorted = [...wanted].sort(byPlace);
    const after = await Promise.all(sorted.map((one) => this.#resolve(one, to, known)));
    const topics = [...new Set(sorted.map(({ topic }) => topic))].map((name) => ({
      name,
      partitions: sorted.flatMap(({ topic, partition }, index) =>
        topic === name ? [{ partition, offset: after[index] as number }] : [],
      ),
    }));
    const { answer } = await this.#ask('resetOffsets', groupId, {
      groupId,
      topics,
      validateOnly: options.dryRun ?? false,
    });
    return answer.topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partition, offsetBefore: before, offset }) => ({
        ...{ topic, partition, before },
        after: offset,
      })),
    );
  }

  /** Rejects with NON_EMPTY_GROUP or GROUP_ID_NOT_FOUND. */
  async delete(groupId: string): Promise<void> {
    await this.#ask('deleteGroups', groupId, { groupIds: [groupId] });
  }

  #deadline(): { deadlineMs: number } {
    return { deadlineMs: requestDeadlineMs(this.#context) };
  }

  /** The end of a partition; -1 when nobody tells. */
  async #endOffset(name: PartitionName): Promise<number> {
    try {
      const queries = [{ ...name, at: 'latest' as const }];
      const [answer] = await listOffsets(this.#context, queries, this.#deadline());
      return answer?.offset ?? -1;
    } catch (error) {
      this.#context.logger.warn(
        { ...name, reason: messageOf(error) },
        'the end of a partition is not known',
      );
      return -1;
    }
  }

  async #resolve(
    name: PartitionName,
    to: ResetTarget,
    known: readonly GroupOffset[],
  ): Promise<number> {
    const context = this.#context;
    const deadline = this.#deadline();
    const ask = async (position: Position) =>
      (await resolvePosition(context, name, position, deadline)).offset;
    const [first, end] = [await ask('earliest'), await ask('latest')];
    const isShift = typeof to === 'object' && 'shift' in to;
    if (!isShift) return clamp(await ask(checkPosition('to', to)), first, end);
    if (!Number.isSafeInteger(to.shift))
      throw invalidOption('to.shift', to.shift, 'a whole number');
    const before = known.find(
      (one) => one.topic === name.topic && one.partition === name.partition,
    );
    return clamp((before?.offset ?? first) + to.shift, first, end);
  }

  /** Asks the coordinator, wherever it is by then. An error of the group itself is thrown like one of the request. */
  async #ask<Api extends Coordinated>(
    api: Api,
    groupId: string,
    body: RequestBodyInit<Api>,
  ): Promise<{ answer: ResponseBody<Api>; coordinatorId: number }> {
    const { metadata, pool, requestTimeoutMs: timeoutMs } = this.#context;
    return await withRetries(this.#context, this.#deadline(), async () => {
      const { host, port, nodeId } = await metadata.askAny('findCoordinator', { groupId });
      const connection = await pool.get({ host, port }, 'control');
      const answer = await connection.request(api, body, { timeoutMs });
      const failed =
        'groups' in answer ? answer.groups.find((one) => one.errorCode !== 0) : undefined;
      if (failed) throw errorFromWire(failed.errorCode, failed.errorMessage);
      return { answer, coordinatorId: nodeId };
    });
  }
}

type Described = ResponseBody<'describeGroups'>['groups'][number];

function describeMember(member: Described['members'][number]): GroupMemberDescription {
  const { memberId, instanceId, clientId, clientHost: host, memberEpoch, topics, pattern } = member;
  return {
    ...{ memberId, instanceId, clientId, host, memberEpoch, topics, pattern },
    assigned: readPartitions(member.assigned),
    revoking: readPartitions(member.revoking),
    target: readPartitions(member.target),
  };
}

function readPartitions(topics: Described['members'][number]['assigned']): PartitionName[] {
  return topics
    .flatMap(({ name: topic, partitions }) => partitions.map((partition) => ({ topic, partition })))
    .sort(byPlace);
}

function readOffsets(topics: Described['offsets']): GroupOffset[] {
  return topics.flatMap(({ topicId, name: topic, partitions }) =>
    partitions.map(({ partition, offset, leaderEpoch, metadata, commitTimeMs }) => ({
      ...{ topic, topicId: uuidFromBytes(topicId), partition },
      ...{ offset, leaderEpoch, metadata, commitTimeMs },
    })),
  );
}

function byPlace(a: PartitionName, b: PartitionName): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

function clamp(offset: number, min: number, max: number): number {
  return Math.min(Math.max(offset, min), max);
}

function hasMembers(groupId: string, count: number): TidelogError {
  return new TidelogError(
    'NON_EMPTY_GROUP',
    `group ${groupId} has ${count} members; its offsets cannot be reset before they have left`,
  );
}

function invalidResponse(groupId: string): TidelogError {
  return new TidelogError('INVALID_RESPONSE', `the broker left group ${groupId} out of its answer`);
}
