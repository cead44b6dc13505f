// The partitions of a member: taken over with their committed offsets, let go in order, or lost; and their commits.
import { type Clock, delay, type Timer } from '../../base/clock.ts';
import { messageOf, TidelogError } from '../../base/errors.ts';
import type { ClientContext } from '../context.ts';
import { requestDeadlineMs } from '../context.ts';
import { type CorruptRecordsError, type PartitionName, UnknownTopicError } from '../errors.ts';
import type { GroupCounters, RebalanceEvent } from './group-metrics.ts';
import type { GroupConsumerSettings } from './group-options.ts';
import type { AssignedPartition } from './membership.ts';
import type { KeptOffset, OffsetCommitter, OffsetToKeep } from './offset-committer.ts';
import { resolvePosition } from './offsets.ts';
import { OwnedPartition } from './owned-partition.ts';
import { PartitionQueue } from './partition-queue.ts';
import type { ConsumerPosition } from './position.ts';

export interface GroupPartitionsOptions {
  context: ClientContext;
  settings: GroupConsumerSettings;
  committer: OffsetCommitter;
  counters: GroupCounters;
  onOpened: () => void;
  skipCorrupt: (error: CorruptRecordsError) => boolean;
  /** What the member has is another thing now. */
  onRebalance: (event: RebalanceEvent) => void;
}

const topicRetryMs = 50;
const topicTriesMax = 100;
const retryMs = 500;
const placeMsMax = 1_000;

export class GroupPartitions {
  readonly #options: GroupPartitionsOptions;
  #all: OwnedPartition[] = [];
  #open: readonly OwnedPartition[] = [];
  /** Ends waits that belong to a membership, or to the consumer's life. */
  #ending = new AbortController();
  #commitTimer: Timer | undefined;
  #isClosed = false;

  constructor(options: GroupPartitionsOptions) {
    this.#options = options;
  }

  /** Those that the member has. */
  get all(): readonly OwnedPartition[] {
    return this.#all;
  }

  /** Those that records are taken from. */
  get open(): readonly OwnedPartition[] {
    return this.#open;
  }

  /** Commits now and then what has been processed. */
  start(): void {
    const { settings } = this.#options;
    if (settings.autoCommit && !this.#commitTimer) this.#scheduleCommit();
  }

  /** All that the member has from now on. Resolves when it has let go of the rest, and reads what is new. */
  async takeOn(assigned: readonly AssignedPartition[], reason: string): Promise<void> {
    const ending = this.#ending;
    const { clock } = this.#options.context;
    const startMs = clock.monotonicMs();
    const before = this.#all;
    const wanted = new Set(assigned.map(keyOf));
    const gone = this.#all.filter((owned) => !wanted.has(keyOf(owned)));
    if (gone.length > 0) await this.#letGo(gone, ending.signal);
    const known = new Set(this.#all.map(keyOf));
    const added = assigned.filter((one) => !known.has(keyOf(one)));
    if (added.length > 0 && !ending.signal.aborted && !this.#isClosed)
      await this.#takeOver(added, ending);
    if (ending.signal.aborted || this.#isClosed) return;
    const came = this.#all.filter((owned) => !before.includes(owned)).map(({ name }) => name);
    if (came.length === 0 && gone.length === 0) return;
    this.#options.onRebalance({
      kind: 'taken-on',
      reason,
      assigned: came,
      revoked: gone.map(({ name }) => name),
      tookMs: clock.monotonicMs() - startMs,
    });
  }

  /** They belong to somebody else, or will soon. */
  async lose(reason: Error): Promise<void> {
    this.#ending.abort(reason);
    this.#ending = new AbortController();
    const { clock } = this.#options.context;
    const startMs = clock.monotonicMs();
    const lost = this.#all;
    for (const owned of lost) this.#shut(owned);
    this.#remove(lost);
    const { onLost } = this.#options.settings;
    if (lost.length === 0) return;
    if (onLost) await this.#call('onLost', lost, (names) => onLost(names, reason));
    this.#options.onRebalance({
      kind: 'lost',
      reason: reason.message,
      assigned: [],
      revoked: lost.map(({ name }) => name),
      tookMs: clock.monotonicMs() - startMs,
    });
  }

  uncommitted(): OffsetToKeep[] {
    return this.#all.flatMap((owned) => owned.uncommitted ?? []);
  }

  /** Rejects like OffsetCommitter.commit. */
  async commit(offsets: readonly OffsetToKeep[], deadlineMs: number): Promise<void> {
    if (offsets.length === 0) return;
    const committing = this.#options.committer.commit(offsets, deadlineMs, (kept) => {
      const owned = this.#all.find((one) => keyOf(one) === keyOf(kept));
      owned?.progress.noteCommitted(kept.offset);
    });
    await this.#options.counters.commit(committing);
  }

  /** Lets go of everything, each step within `timeoutMs`. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosed = true;
    this.#commitTimer?.cancel();
    const { clock } = this.#options.context;
    const all = [...this.#all];
    const patience = new AbortController();
    const timer = clock.schedule(timeoutMs, () => patience.abort());
    for (const owned of all) owned.isOpen = false;
    this.#refreshOpen();
    await Promise.all(all.map(({ progress }) => progress.idle(patience.signal)));
    timer.cancel();
    const staying = all.filter(({ isLeaving }) => !isLeaving);
    await within(clock, timeoutMs, this.#revoked(staying));
    await this.#commitProcessed(all, clock.monotonicMs() + timeoutMs);
    this.#ending.abort(new TidelogError('CONSUMER_CLOSED', 'the consumer has been closed'));
    for (const owned of all) this.#shut(owned);
    this.#remove(all);
  }

  async #letGo(gone: readonly OwnedPartition[], signal: AbortSignal): Promise<void> {
    for (const owned of gone) owned.isOpen = false;
    this.#refreshOpen();
    await Promise.all(gone.map(({ progress }) => progress.idle(signal)));
    if (signal.aborted) return;
    await this.#revoked(gone);
    if (signal.aborted) return;
    await this.#commitProcessed(gone, requestDeadlineMs(this.#options.context));
    if (signal.aborted) return;
    for (const owned of gone) this.#shut(owned);
    this.#remove(gone);
  }

  async #revoked(gone: readonly OwnedPartition[]): Promise<void> {
    const { onRevoked } = this.#options.settings;
    for (const owned of gone) owned.isLeaving = true;
    if (gone.length > 0 && onRevoked) await this.#call('onRevoked', gone, onRevoked);
  }

  async #takeOver(added: readonly AssignedPartition[], ending: AbortController): Promise<void> {
    const { context, settings } = this.#options;
    const { signal } = ending;
    while (!signal.aborted) {
      try {
        const owned = await this.#prepare(added, signal);
        await this.#openAll(owned, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const reason = messageOf(error);
        const text = 'partitions cannot be taken over yet; trying again';
        context.logger.warn({ group: settings.groupId, reason }, text);
        // A member that was fenced hears so by its next heartbeat.
        await delay(context.clock, retryMs, signal).catch(() => {});
      }
    }
  }

  /** Where each partition begins. Those of topics that are gone are left out. */
  async #prepare(
    added: readonly AssignedPartition[],
    signal: AbortSignal,
  ): Promise<OwnedPartition[]> {
    const { committer, settings, skipCorrupt } = this.#options;
    const kept = await committer.committedOf(added, Number.POSITIVE_INFINITY, signal);
    const isThere = await Promise.all(added.map((one) => this.#findTopic(one, signal)));
    const owned = added.flatMap((one, index) => {
      const found = kept[index];
      if (found === 'gone' || !isThere[index]) return [];
      const { topic, partition } = one;
      const startAt = found ? positionOf(found) : settings.from;
      const queue = new PartitionQueue({ topic, partition, startAt, skipCorrupt });
      return [new OwnedPartition(one, queue, found?.offset)];
    });
    await Promise.all(owned.map((one) => this.#place(one, signal)));
    return owned;
  }

  /** All have their places before the first is read, so that one fetch asks for all. The fetcher looks again for those that lack one. */
  async #place({ queue, topicId }: OwnedPartition, signal: AbortSignal): Promise<void> {
    const { context } = this.#options;
    const deadlineMs = context.clock.monotonicMs() + placeMsMax;
    try {
      const position = await resolvePosition(context, queue, queue.startAt, { deadlineMs, signal });
      queue.topicId = topicId;
      queue.moveTo(position);
    } catch (error) {
      const { topic, partition } = queue;
      context.logger.debug(
        { topic, partition, reason: messageOf(error) },
        'no place to begin at yet',
      );
    }
  }

  async #openAll(owned: readonly OwnedPartition[], signal: AbortSignal): Promise<void> {
    const { onAssigned } = this.#options.settings;
    if (signal.aborted || owned.length === 0) return;
    this.#all = [...this.#all, ...owned];
    if (onAssigned) await this.#call('onAssigned', owned, onAssigned);
    if (signal.aborted || this.#isClosed) return;
    for (const one of owned) one.isOpen = true;
    this.#refreshOpen();
    this.#options.onOpened();
  }

  /** Until the client knows the very topic that was assigned, not one of that name before it. False when it is gone. */
  async #findTopic({ topic, topicId }: AssignedPartition, signal: AbortSignal): Promise<boolean> {
    const { metadata, clock } = this.#options.context;
    for (let tries = 0; tries < topicTriesMax; tries++) {
      try {
        const known = await metadata.awaitTopic(topic, { signal });
        if (known.id === topicId) return true;
      } catch (error) {
        if (error instanceof UnknownTopicError || topic === '') return false;
        throw error;
      }
      await delay(clock, topicRetryMs, signal);
      await metadata.refresh();
    }
    return false;
  }

  #shut(owned: OwnedPartition): void {
    owned.isOpen = false;
    owned.isLost = true;
    // Answers to fetches that are under way are dropped.
    owned.queue.reset('earliest');
  }

  #remove(gone: readonly OwnedPartition[]): void {
    this.#all = this.#all.filter((owned) => !gone.includes(owned));
    this.#refreshOpen();
  }

  #refreshOpen(): void {
    this.#open = this.#all.filter(({ isOpen }) => isOpen);
  }

  async #call(
    name: string,
    partitions: readonly OwnedPartition[],
    callback: (names: PartitionName[]) => void | Promise<void>,
  ): Promise<void> {
    const { context, settings } = this.#options;
    try {
      await callback(partitions.map((owned) => owned.name));
    } catch (error) {
      context.logger.error({ group: settings.groupId, err: error }, `the callback ${name} failed`);
    }
  }

  #scheduleCommit(): void {
    const { context, settings } = this.#options;
    const { clock, tasks } = context;
    this.#commitTimer = clock.schedule(settings.autoCommitIntervalMs, () => {
      tasks.start('commit what has been processed', async () => {
        await this.#commitProcessed(this.#all, requestDeadlineMs(context));
        if (!this.#isClosed) this.#scheduleCommit();
      });
    });
  }

  /** By itself, so whoever is told of a failure is the log; what was not committed comes again. */
  async #commitProcessed(of: readonly OwnedPartition[], deadlineMs: number): Promise<void> {
    const { settings, context } = this.#options;
    if (!settings.autoCommit) return;
    const offsets = of.flatMap((owned) => (owned.isLost ? [] : (owned.uncommitted ?? [])));
    try {
      await this.commit(offsets, deadlineMs);
    } catch (error) {
      const reason = messageOf(error);
      const text = 'what has been processed could not be committed; it may come again';
      context.logger.warn({ group: settings.groupId, reason }, text);
    }
  }
}

function keyOf({ topicId, partition }: { topicId: string; partition: number }): string {
  return `${topicId}/${partition}`;
}

/** With its epoch a broker can tell whether it has what was processed [REP-12]. */
function positionOf({ offset, leaderEpoch }: KeptOffset): ConsumerPosition {
  return leaderEpoch < 0 ? { offset } : { offset, leaderEpoch };
}

/** The work goes on; nobody waits for it longer. */
async function within(clock: Clock, timeoutMs: number, work: Promise<void>): Promise<void> {
  const time = Promise.withResolvers<void>();
  const timer = clock.schedule(timeoutMs, () => time.resolve());
  await Promise.race([work, time.promise]);
  timer.cancel();
}
