// The members of one group and what they have [GRP-2 to GRP-4], pure and synchronous [SIM-2]: each call looks at the newest
// state, and returns the records of what it decided and the answer to give once they are committed.
//
//   target       what a member is meant to have, made by an assignor for all members at once
//   assigned     what it has. Its member epoch rises with every change, and a heartbeat with that epoch says that the member
//                has taken the change on: it has let go of what is not assigned to it any more
//   revoking     taken away and not let go yet; nobody else gets it before it is, or before the member is fenced
//
// A call that throws has decided nothing. Sessions and deadlines are not stored: they begin anew with a new coordinator.
import { limits } from '../../base/limits.ts';
import { WireError } from '../../protocol/error-codes.ts';
import {
  type AssignorMember,
  assignorDefault,
  assignorNames,
  assignPartitions,
} from './assignors.ts';
import { type Assignment, GroupData, type GroupMember, type GroupRecord } from './group-data.ts';
import { type PartitionKey, topicIdOf } from './partition-keys.ts';
import { describeReasons } from './rebalance-words.ts';
import { checkSubscription, SubscriptionResolver, type TopicsView } from './subscription.ts';

export interface GroupSettings {
  sessionTimeoutMs: number;
  heartbeatIntervalMs: number;
}

/** What a decision depends on beside the group. */
export interface DecisionContext {
  nowMs: number;
  wallMs: number;
  topics: TopicsView;
}

export interface HeartbeatRequest {
  memberId: string;
  memberEpoch: number;
  instanceId: string;
  rebalanceTimeoutMs: number;
  topics: readonly string[];
  pattern: string;
  assignor: string;
  clientId: string;
  clientHost: string;
}

export interface HeartbeatAnswer {
  memberId: string;
  memberEpoch: number;
  /** Undefined when the member has taken it on already. */
  assigned: readonly PartitionKey[] | undefined;
  /** Of the newest rebalance; empty when this coordinator has seen none. */
  reason: string;
}

export interface GroupDecision<Answer> {
  records: GroupRecord[];
  answer: Answer;
}

/** One rebalance, from its first reason until every member has what it is meant to have. */
export interface Rebalance {
  reasons: string[];
  startedMs: number;
  /** Partitions that were to get another owner. */
  moved: number;
}

interface Session {
  lastHeardMs: number;
  /** When the member is fenced unless it has let go by then. */
  letGoByMs: number;
  /** Of its last commit. */
  lastSequence: number;
}

const noPartitions: Omit<Assignment, 'memberEpoch'> = {
  assigned: new Map(),
  revoking: new Map(),
  isAway: false,
};

export const epochs = { join: 0, leave: -1, stepAway: -2 } as const;

export class GroupState {
  readonly data: GroupData;
  readonly #settings: GroupSettings;
  readonly #resolver = new SubscriptionResolver();
  readonly #sessions = new Map<string, Session>();
  /** What the targets were made for; undefined after a load. */
  #topicsSeen: string | undefined;
  #viewSeen: TopicsView | undefined;
  #rebalance: Rebalance | undefined;
  /** Of the newest rebalance, whether it goes on or not. */
  #reason = '';
  #finished: (Rebalance & { tookMs: number })[] = [];

  constructor(groupId: string, settings: GroupSettings) {
    this.data = new GroupData(groupId);
    this.#settings = settings;
  }

  get state(): 'empty' | 'stable' | 'reconciling' {
    if (this.data.members.size === 0) return 'empty';
    return this.data.unsettled.size === 0 ? 'stable' : 'reconciling';
  }

  /** Rebalances that came to their end since the last call, to be told in words. */
  takeFinished(): (Rebalance & { tookMs: number })[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  /** All records have been read back: every member has a whole session from now on [QRM-8]. */
  loaded(nowMs: number): void {
    for (const memberId of this.data.members.keys()) this.#beginSession(memberId, nowMs);
  }

  /** `isNews` is false when a heartbeat that was held back is looked at again. */
  heartbeat(
    request: HeartbeatRequest,
    context: DecisionContext,
    isNews = true,
  ): GroupDecision<HeartbeatAnswer> {
    switch (request.memberEpoch) {
      case epochs.join:
        return this.#join(request, context);
      case epochs.leave:
      case epochs.stepAway:
        return this.#leave(request, context);
      default:
        return this.#keepAlive(request, context, isNews);
    }
  }

  /** Removes members whose session or time to let go is over. */
  expire(context: DecisionContext): GroupDecision<void> {
    const { nowMs } = context;
    const reasons: string[] = [];
    for (const [memberId, { lastHeardMs, letGoByMs }] of this.#sessions) {
      const silentMs = nowMs - lastHeardMs;
      const isSilent = silentMs >= this.#settings.sessionTimeoutMs;
      if (!isSilent && nowMs < letGoByMs) continue;
      this.#remove(memberId);
      reasons.push(
        isSilent
          ? `member ${memberId} was silent for ${Math.round(silentMs)} ms`
          : `member ${memberId} did not let go of its partitions in time`,
      );
    }
    if (reasons.length > 0) this.#membersChanged(reasons.join(', '), context);
    return this.#decided(undefined, context);
  }

  /** This broker stood still, not the members: their time begins anew. */
  excuseSilence(nowMs: number): void {
    for (const [memberId, session] of this.#sessions) {
      session.lastHeardMs = nowMs;
      if (Number.isFinite(session.letGoByMs)) this.#startLettingGo(memberId, nowMs);
    }
  }

  /** What a commit by this member must show; throws what is wrong with it [GRP-4]. */
  checkMember(asks: { memberId: string; memberEpoch: number; instanceId: string }): Assignment {
    const { memberId, memberEpoch } = asks;
    this.#known(asks);
    const assignment = this.data.assignment(memberId);
    if (memberEpoch > assignment.memberEpoch || memberEpoch <= 0 || assignment.isAway) {
      throw fenced(memberId, memberEpoch, assignment.memberEpoch);
    }
    return assignment;
  }

  /** Throws STALE_MEMBER_EPOCH for a commit that comes after a later one of the same member. */
  checkSequence(memberId: string, sequence: number): void {
    const session = this.#sessions.get(memberId);
    if (!session || sequence === 0) return;
    if (sequence <= session.lastSequence) {
      throw new WireError(
        'STALE_MEMBER_EPOCH',
        `commit ${sequence} of member ${memberId} comes after its commit ${session.lastSequence}`,
      );
    }
    session.lastSequence = sequence;
  }

  #join(request: HeartbeatRequest, context: DecisionContext): GroupDecision<HeartbeatAnswer> {
    const { memberId, instanceId } = request;
    checkSubscription(request);
    const assignor = this.#checkAssignor(request);
    this.#checkPartitionTotal(request, context.topics);
    const { data } = this;
    const member = toMember(request);
    const before = data.members.get(memberId);
    const rival = instanceId === '' ? undefined : data.instances.get(instanceId);
    const replaced = rival === memberId ? undefined : rival;
    if (!before && replaced === undefined && data.members.size >= limits.groupMembersMax) {
      throw new WireError(
        'GROUP_MAX_SIZE_REACHED',
        `group ${data.groupId} has ${data.members.size} members, which is the most it may have`,
      );
    }
    const old = replaced === undefined ? undefined : this.#takeOver(replaced);
    const predecessor = before ?? old?.member;
    const isSame = predecessor !== undefined && isSameSubscription(predecessor, member);
    // Who joins has nothing yet, whatever it had before; what it gets now has a new epoch, so what it sent before is stale.
    const { memberEpoch } = old?.assignment ?? data.assignment(memberId);
    if (old) data.setTarget(memberId, old.target);
    data.setMember(memberId, member);
    data.setAssignment(memberId, { ...noPartitions, memberEpoch: memberEpoch + 1 });
    this.#beginSession(memberId, context.nowMs);
    if (data.head?.emptySinceMs !== -1 || data.head.assignor !== assignor) {
      data.setHead({ epoch: data.head?.epoch ?? 0, assignor, emptySinceMs: -1 });
    }
    if (isSame) this.#followTopics(context);
    else this.#membersChanged(`member ${memberId} ${before ? 'changed' : 'joined'}`, context);
    this.#reconcile(memberId, context.nowMs);
    return this.#decided(this.#answer(memberId, epochs.join), context);
  }

  #keepAlive(
    request: HeartbeatRequest,
    context: DecisionContext,
    isNews: boolean,
  ): GroupDecision<HeartbeatAnswer> {
    const { memberId, memberEpoch } = request;
    this.#known(request);
    const { memberEpoch: epoch, isAway } = this.data.assignment(memberId);
    // One behind: the answer with the new epoch is still being taken on, or was lost.
    if (isAway || memberEpoch > epoch || memberEpoch < epoch - 1) {
      throw fenced(memberId, memberEpoch, epoch);
    }
    const session = this.#sessions.get(memberId);
    if (session && isNews) session.lastHeardMs = context.nowMs;
    this.#followTopics(context);
    if (memberEpoch === epoch) {
      this.#letGo(memberId);
      this.#reconcile(memberId, context.nowMs);
    }
    return this.#decided(this.#answer(memberId, memberEpoch), context);
  }

  #leave(request: HeartbeatRequest, context: DecisionContext): GroupDecision<HeartbeatAnswer> {
    const { memberId, memberEpoch } = request;
    const { instanceId } = this.#known(request);
    if (memberEpoch === epochs.stepAway && instanceId !== '') {
      const assignment = this.data.assignment(memberId);
      this.data.setAssignment(memberId, { ...assignment, revoking: new Map(), isAway: true });
      this.#beginSession(memberId, context.nowMs);
    } else {
      this.#remove(memberId);
      this.#membersChanged(`member ${memberId} left`, context);
    }
    const answer = { memberId, memberEpoch, assigned: undefined, reason: '' };
    return this.#decided(answer, context);
  }

  /** Throws UNKNOWN_MEMBER_ID, or FENCED_INSTANCE_ID when another one has taken its place. */
  #known({ memberId, instanceId }: { memberId: string; instanceId: string }): GroupMember {
    const member = this.data.members.get(memberId);
    if (member) return member;
    if (instanceId !== '' && this.data.instances.has(instanceId)) {
      throw new WireError(
        'FENCED_INSTANCE_ID',
        `instance ${instanceId} of group ${this.data.groupId} is another member now`,
      );
    }
    throw new WireError(
      'UNKNOWN_MEMBER_ID',
      `group ${this.data.groupId} has no member ${JSON.stringify(memberId)}; it may have been silent for too long`,
    );
  }

  #checkAssignor({ memberId, assignor }: HeartbeatRequest): string {
    if (assignor !== '' && !assignorNames.includes(assignor)) {
      throw new WireError(
        'UNSUPPORTED_ASSIGNOR',
        `there is no assignor ${JSON.stringify(assignor)}; there are ${assignorNames.join(', ')}`,
      );
    }
    const { head, members } = this.data;
    const others = members.size - (members.has(memberId) ? 1 : 0);
    if (others === 0 || !head)
      return assignor || (members.size > 0 ? head?.assignor : '') || assignorDefault;
    if (assignor === '' || assignor === head.assignor) return head.assignor;
    throw new WireError(
      'INCONSISTENT_GROUP_PROTOCOL',
      `group ${this.data.groupId} uses the assignor ${head.assignor}; a member with ${assignor} cannot join it`,
    );
  }

  /** Throws INVALID_REQUEST for a group that is too large for one decision. */
  #checkPartitionTotal(request: HeartbeatRequest, view: TopicsView): void {
    const topics = new Map<string, number>();
    for (const member of [...this.data.members.values(), request]) {
      for (const { topicId, partitionCount } of this.#resolver.resolve(member, view)) {
        topics.set(topicId, partitionCount);
      }
    }
    const total = [...topics.values()].reduce((sum, count) => sum + count, 0);
    if (total <= limits.groupPartitionsMax) return;
    throw new WireError(
      'INVALID_REQUEST',
      `group ${this.data.groupId} would share ${total} partitions; at most ${limits.groupPartitionsMax} are allowed`,
    );
  }

  /** A new process comes for a static id: the old one is no member from now on, even if it runs. */
  #takeOver(memberId: string) {
    const { data } = this;
    const old = {
      member: data.members.get(memberId),
      target: data.target(memberId),
      assignment: data.assignment(memberId),
    };
    this.#remove(memberId);
    return old;
  }

  #remove(memberId: string): void {
    this.data.removeMember(memberId);
    this.#sessions.delete(memberId);
  }

  /** The member has taken its last assignment on. */
  #letGo(memberId: string): void {
    const assignment = this.data.assignment(memberId);
    const session = this.#sessions.get(memberId);
    if (session) session.letGoByMs = Number.POSITIVE_INFINITY;
    if (assignment.revoking.size === 0) return;
    this.data.setAssignment(memberId, { ...assignment, revoking: new Map() });
  }

  /** Takes away what the member is not meant to have, and gives it what is free. */
  #reconcile(memberId: string, nowMs: number): void {
    const { data } = this;
    if (!data.unsettled.has(memberId)) return;
    const before = data.assignment(memberId);
    const target = data.target(memberId);
    const memberEpoch = before.memberEpoch + 1;
    const assigned = new Map<PartitionKey, number>();
    const revoking = new Map(before.revoking);
    for (const [key, epoch] of before.assigned)
      (target.has(key) ? assigned : revoking).set(key, epoch);
    let hasChanged = revoking.size > before.revoking.size;
    for (const key of target) {
      if (data.ownerOf(key) !== undefined) continue;
      assigned.set(key, memberEpoch);
      hasChanged = true;
    }
    if (!hasChanged) return;
    data.setAssignment(memberId, { memberEpoch, assigned, revoking, isAway: false });
    if (revoking.size > 0) this.#startLettingGo(memberId, nowMs);
  }

  #startLettingGo(memberId: string, nowMs: number): void {
    const session = this.#sessions.get(memberId);
    const timeoutMs = this.data.members.get(memberId)?.rebalanceTimeoutMs ?? 0;
    if (session) session.letGoByMs = nowMs + timeoutMs;
  }

  #beginSession(memberId: string, nowMs: number): void {
    const lastSequence = this.#sessions.get(memberId)?.lastSequence ?? 0;
    this.#sessions.set(memberId, {
      lastHeardMs: nowMs,
      letGoByMs: Number.POSITIVE_INFINITY,
      lastSequence,
    });
    if (this.data.assignment(memberId).revoking.size > 0) this.#startLettingGo(memberId, nowMs);
  }

  /** Topics came, grew or went. */
  #followTopics(context: DecisionContext): void {
    if (context.topics === this.#viewSeen) return;
    this.#viewSeen = context.topics;
    const wanted = this.#wantedTopics(context.topics);
    if (wanted.signature === this.#topicsSeen) return;
    const isFirstLook = this.#topicsSeen === undefined;
    this.#topicsSeen = wanted.signature;
    const changed = this.#assign(wanted.members);
    if (changed === 0 && isFirstLook) return;
    this.#newTargets('the topics changed', context);
  }

  #membersChanged(reason: string, context: DecisionContext): void {
    const wanted = this.#wantedTopics(context.topics);
    this.#viewSeen = context.topics;
    this.#topicsSeen = wanted.signature;
    this.#assign(wanted.members);
    this.#newTargets(reason, context);
    const { head, members } = this.data;
    if (head && members.size === 0) this.data.setHead({ ...head, emptySinceMs: context.wallMs });
  }

  /** Sets targets that are new; returns how many. */
  #assign(members: readonly AssignorMember[]): number {
    const { data } = this;
    const assignor = data.head?.assignor ?? assignorDefault;
    const targets = assignPartitions(assignor, members, (key) => data.ownerOf(key));
    let changed = 0;
    for (const { memberId, target: before } of members) {
      const target = targets.get(memberId) ?? new Set();
      if (target.size === before.size && [...target].every((key) => before.has(key))) continue;
      data.setTarget(memberId, target);
      changed += 1;
    }
    return changed;
  }

  #newTargets(reason: string, { nowMs }: DecisionContext): void {
    const { head } = this.data;
    if (head) this.data.setHead({ ...head, epoch: head.epoch + 1 });
    this.#rebalance ??= { reasons: [], startedMs: nowMs, moved: 0 };
    this.#rebalance.reasons.push(reason);
    this.#reason = describeReasons(this.#rebalance.reasons);
    let moved = 0;
    for (const memberId of this.data.unsettled) {
      const { assigned } = this.data.assignment(memberId);
      for (const key of this.data.target(memberId)) if (!assigned.has(key)) moved += 1;
    }
    this.#rebalance.moved = Math.max(this.#rebalance.moved, moved);
  }

  #wantedTopics(view: TopicsView): { members: AssignorMember[]; signature: string } {
    const counts = new Map<string, number>();
    const members: AssignorMember[] = [];
    const patterns = new Set<string>();
    // Many members of a group subscribe to the same.
    const resolved = new Map<string, AssignorMember['topics']>();
    for (const [memberId, member] of this.data.members) {
      const { instanceId, pattern } = member;
      patterns.add(pattern);
      const name = `${member.topics.join(',')} ${pattern}`;
      const topics = resolved.get(name) ?? this.#resolver.resolve(member, view);
      resolved.set(name, topics);
      for (const { topicId, partitionCount } of topics) counts.set(topicId, partitionCount);
      members.push({ memberId, instanceId, topics, target: this.data.target(memberId) });
    }
    this.#resolver.keepOnly(patterns);
    return { members, signature: JSON.stringify([...counts].sort()) };
  }

  #answer(memberId: string, knownEpoch: number): HeartbeatAnswer {
    const { memberEpoch, assigned } = this.data.assignment(memberId);
    return {
      memberId,
      memberEpoch,
      assigned: memberEpoch === knownEpoch ? undefined : [...assigned.keys()],
      reason: this.#reason,
    };
  }

  #decided<Answer>(answer: Answer, { nowMs }: DecisionContext): GroupDecision<Answer> {
    if (this.#rebalance && this.data.unsettled.size === 0) {
      this.#finished.push({ ...this.#rebalance, tookMs: nowMs - this.#rebalance.startedMs });
      this.#rebalance = undefined;
    }
    return { records: this.data.takeEmitted(), answer };
  }
}

function fenced(memberId: string, epoch: number, known: number): WireError {
  return new WireError(
    'FENCED_MEMBER_EPOCH',
    `member ${memberId} says epoch ${epoch}, and its epoch is ${known}; join again`,
  );
}

function toMember(request: HeartbeatRequest): GroupMember {
  const { instanceId, clientId, clientHost, topics, pattern } = request;
  const wantedMs = request.rebalanceTimeoutMs || limits.groupRebalanceMsDefault;
  const rebalanceTimeoutMs = Math.min(wantedMs, limits.groupRebalanceMsMax);
  const names = [...new Set(topics)].sort();
  return { instanceId, clientId, clientHost, rebalanceTimeoutMs, topics: names, pattern };
}

function isSameSubscription(a: GroupMember, b: GroupMember): boolean {
  return a.pattern === b.pattern && a.topics.join(',') === b.topics.join(',');
}

/** Partitions of topics that are there no more. */
export function isGone(key: PartitionKey, topics: TopicsView): boolean {
  return topics.byId(topicIdOf(key)) === undefined;
}
