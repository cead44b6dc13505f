// Commits and committed offsets of one member, one request at a time and in order, so that an older commit never comes after a
// newer one [GRP-4].
import { delay } from '../../base/clock.ts';
import { TidelogError } from '../../base/errors.ts';
import { SerialQueue } from '../../base/serial-queue.ts';
import { type Uuid, uuidToBytes } from '../../base/uuid.ts';
import { errorFromWire } from '../../protocol/error-codes.ts';
import type { ClientContext } from '../context.ts';
import { CommitRefusedError } from '../errors.ts';
import { actionFor, backoffMs } from '../retry.ts';
import type { CoordinatorChannel } from './coordinator-channel.ts';
import type { AssignedPartition } from './membership.ts';

export interface OffsetToKeep extends AssignedPartition {
  /** Of the next record to process. */
  offset: number;
  /** Of the last record processed; -1 if unknown. */
  leaderEpoch: number;
  metadata: string;
}

export interface KeptOffset {
  offset: number;
  leaderEpoch: number;
  metadata: string;
}

export interface OffsetCommitterOptions {
  context: ClientContext;
  channel: CoordinatorChannel;
  groupId: string;
  instanceId: string | undefined;
  /** The member as it is now; epoch 0 while it is none. */
  member: () => { memberId: string; epoch: number };
}

/** So long for one try. */
const tryMs = 5_000;

export class OffsetCommitter {
  readonly #options: OffsetCommitterOptions;
  readonly #queue = new SerialQueue();
  #sequence = 0;

  constructor(options: OffsetCommitterOptions) {
    this.#options = options;
  }

  /**
   * Tries again until the deadline where that may help. Rejects with CommitRefusedError for partitions that were refused, or
   * with what refused all of them; `onKept` is called for those that are committed.
   */
  commit(
    offsets: readonly OffsetToKeep[],
    deadlineMs: number,
    onKept: (kept: OffsetToKeep) => void,
  ): Promise<void> {
    if (offsets.length === 0) return Promise.resolve();
    // What was processed as one member is not committed as another one that came later.
    const { memberId } = this.#options.member();
    return this.#queue.run(() => this.#commit(offsets, memberId, deadlineMs, onKept));
  }

  /** What the group has committed of these, undefined for nothing; 'gone' when the topic is. In the order of the partitions. */
  async committedOf(
    partitions: readonly AssignedPartition[],
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<(KeptOffset | 'gone' | undefined)[]> {
    const topics = byTopic(partitions).map(({ topicId, topic: name, all }) => ({
      topicId: uuidToBytes(topicId),
      name,
      partitions: all.map(({ partition }) => partition),
    }));
    const found = await this.#retrying(deadlineMs, signal, async () => {
      const { memberId, epoch } = this.#member();
      const body = { groupId: this.#options.groupId, memberId, memberEpoch: epoch, topics };
      const answer = await this.#options.channel.request('offsetFetch', body, tryMs);
      return answer.topics.flatMap((one) => one.partitions);
    });
    const inOrder = byTopic(partitions).flatMap(({ all }) => all);
    const places = new Map(inOrder.map((one, place) => [one, found[place]]));
    return partitions.map((one) => {
      const result = places.get(one);
      if (result && result.errorCode !== 0) return 'gone';
      if (!result || result.offset < 0) return undefined;
      const { offset, leaderEpoch, metadata } = result;
      return { offset, leaderEpoch, metadata };
    });
  }

  async #commit(
    offsets: readonly OffsetToKeep[],
    memberId: string,
    deadlineMs: number,
    onKept: (kept: OffsetToKeep) => void,
  ): Promise<void> {
    const { context, channel, groupId, instanceId = '' } = this.#options;
    const grouped = byTopic(offsets);
    const topics = grouped.map(({ topicId, topic: name, all }) => ({
      topicId: uuidToBytes(topicId),
      name,
      partitions: all.map(({ partition, offset, leaderEpoch, metadata }) => ({
        partition,
        offset,
        metadata,
        ...(leaderEpoch < 0 ? {} : { leaderEpoch }),
      })),
    }));
    const answer = await this.#retrying(deadlineMs, undefined, async () => {
      const { epoch: memberEpoch } = this.#member(memberId);
      this.#sequence += 1;
      const sequence = this.#sequence;
      const body = { groupId, memberId, memberEpoch, instanceId, sequence, topics };
      const leftMs = Math.max(1, deadlineMs - context.clock.monotonicMs());
      return await channel.request('offsetCommit', body, Math.min(tryMs, leftMs));
    });
    const results = answer.topics.flatMap((one) => one.partitions);
    const refused: CommitRefusedError['refused'][number][] = [];
    for (const [place, kept] of grouped.flatMap(({ all }) => all).entries()) {
      const { errorCode = -1, errorMessage = 'it is missing in the answer' } = results[place] ?? {};
      if (errorCode === 0) onKept(kept);
      else refused.push({ ...kept, reason: errorFromWire(errorCode, errorMessage) });
    }
    if (refused.length > 0) throw new CommitRefusedError(refused);
  }

  #member(expected?: string): { memberId: string; epoch: number } {
    const member = this.#options.member();
    const isExpected = expected === undefined || member.memberId === expected;
    if (member.epoch > 0 && isExpected) return member;
    throw new TidelogError(
      'UNKNOWN_MEMBER_ID',
      `the consumer is no member of group ${this.#options.groupId} now`,
    );
  }

  async #retrying<T>(
    deadlineMs: number,
    signal: AbortSignal | undefined,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const { clock, random } = this.#options.context;
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        const pauseMs = backoffMs(attempts, random);
        const isOver = clock.monotonicMs() + pauseMs > deadlineMs;
        if (isOver || signal?.aborted || actionFor(error) === 'fail') throw error;
        await delay(clock, pauseMs, signal);
      }
    }
  }
}

function byTopic<One extends AssignedPartition>(
  partitions: readonly One[],
): { topicId: Uuid; topic: string; all: One[] }[] {
  const topics = new Map<Uuid, { topicId: Uuid; topic: string; all: One[] }>();
  for (const one of partitions) {
    const { topicId, topic } = one;
    const known = topics.get(topicId) ?? { topicId, topic, all: [] };
    topics.set(topicId, known);
    known.all.push(one);
  }
  return [...topics.values()];
}
