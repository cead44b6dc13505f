// What a caller holds: a member of a group, which reads the partitions that it is given and commits how far it has processed
// them [GRP-5].
//
// A record is processed when the loop asks for the next one, or when its handler has returned. What a crash leaves uncommitted
// comes again, to whoever has the partition then: at least once. Heartbeats go on whatever the loop does [promise 4].
import { TidelogError } from '../../base/errors.ts';
import type { ClientContext } from '../context.ts';
import { requestDeadlineMs } from '../context.ts';
import type { CorruptRecordsError, PartitionName } from '../errors.ts';
import { checkWholeNumber } from '../option-checks.ts';
import type { ConsumerRecord } from './consumer.ts';
import { CoordinatorChannel } from './coordinator-channel.ts';
import { Fetcher } from './fetcher.ts';
import { type GroupConsumerMetrics, GroupCounters, type RebalanceEvent } from './group-metrics.ts';
import type { GroupConsumerSettings } from './group-options.ts';
import { GroupPartitions } from './group-partitions.ts';
import { Membership } from './membership.ts';
import { OffsetCommitter, type OffsetToKeep } from './offset-committer.ts';
import type { OwnedPartition } from './owned-partition.ts';
import { checkPosition, type Position } from './position.ts';
import { ProcessingWatch } from './processing-watch.ts';
import { PullStream } from './pull-stream.ts';
import { type RecordHandler, RecordRunner, type RunOptions } from './record-runner.ts';

/** A place to commit. */
export interface OffsetToCommit extends PartitionName {
  /** Of the next record to process. */
  offset: number;
  leaderEpoch?: number | undefined;
  /** Kept with it, at most 4,096 bytes. */
  metadata?: string | undefined;
}

/** What cannot be passed over without the caller's word. */
const staysUntilSeek: ReadonlySet<string> = new Set([
  'OFFSET_OUT_OF_RANGE',
  'LOG_TRUNCATED',
  'CORRUPT_MESSAGE',
]);

interface Reader {
  wake(): void;
  end(): void;
}

/**
 * `for await (const record of consumer)`, or `consumer.run(handler)`. Joins its group with the first of these. The loop throws
 * what a consumer of assigned partitions throws, and what keeps it out of the group: INVALID_REGULAR_EXPRESSION,
 * FENCED_INSTANCE_ID, GROUP_MAX_SIZE_REACHED, INCONSISTENT_GROUP_PROTOCOL. It survives the loss of brokers and coordinators.
 */
export class GroupConsumer implements AsyncIterable<ConsumerRecord> {
  readonly #context: ClientContext;
  readonly #settings: GroupConsumerSettings;
  readonly #channel: CoordinatorChannel;
  readonly #committer: OffsetCommitter;
  readonly #membership: Membership;
  readonly #partitions: GroupPartitions;
  readonly #fetcher: Fetcher;
  readonly #watch: ProcessingWatch;
  readonly #counters = new GroupCounters();
  readonly #onClosed: (self: GroupConsumer) => void;
  readonly #onAbort = () => {
    this.#context.tasks.start('close a consumer', () => this.close());
  };
  #reader: Reader | undefined;
  /** Handed out by the loop and not passed yet. */
  #inHand: { owned: OwnedPartition; record: ConsumerRecord; release: () => void } | undefined;
  #cursor = 0;
  #failure: Error | undefined;
  #closing: Promise<void> | undefined;

  /** For Client; `onClosed` is called once. */
  constructor(
    context: ClientContext,
    settings: GroupConsumerSettings,
    onClosed: (self: GroupConsumer) => void,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#onClosed = onClosed;
    const { groupId, instanceId, topics, pattern, assignor } = settings;
    this.#channel = new CoordinatorChannel(context, groupId);
    const shared = { context, channel: this.#channel, groupId, instanceId };
    this.#committer = new OffsetCommitter({
      ...shared,
      member: () => ({ memberId: this.#membership.memberId, epoch: this.#membership.epoch }),
    });
    this.#fetcher = new Fetcher({
      context,
      settings,
      queues: () => this.#partitions.open.map(({ queue }) => queue),
      isRead: () => this.#reader !== undefined,
      onNews: () => this.#reader?.wake(),
    });
    this.#partitions = new GroupPartitions({
      ...shared,
      settings,
      committer: this.#committer,
      counters: this.#counters,
      onRebalance: (event) => this.#noteRebalance(event),
      onOpened: () => this.#fetcher.wake(),
      skipCorrupt: (error) => this.#isSkipped(error),
    });
    this.#membership = new Membership({
      ...shared,
      ...{ topics, pattern, assignor, rebalanceTimeoutMs: settings.maxProcessingMs },
      takeOn: (assigned, reason) => this.#partitions.takeOn(assigned, reason),
      onLost: (reason) => this.#partitions.lose(reason),
      onFailed: (reason) => {
        this.#failure = reason;
        this.#reader?.wake();
      },
    });
    this.#watch = new ProcessingWatch({
      context,
      maxProcessingMs: settings.maxProcessingMs,
      onTooLong: (reason) => this.#membership.suspend(reason),
      onGoesOn: () => this.#membership.resume(),
    });
    if (settings.signal?.aborted) this.#onAbort();
    else settings.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Of the member as it is now; another one after its partitions were lost. */
  get memberId(): string {
    return this.#membership.memberId;
  }

  /** One loop at a time. A record that a loop is left with has not been processed, and comes again in the next loop. */
  [Symbol.asyncIterator](): AsyncIterableIterator<ConsumerRecord, undefined> {
    const stream = new PullStream({
      take: () => this.#takeNext(),
      onEnd: () => this.#ended(stream),
    });
    const records: AsyncIterableIterator<ConsumerRecord, undefined> = {
      next: () => {
        this.#pass();
        return stream.next();
      },
      return: () => {
        this.#putBack();
        return stream.return();
      },
      [Symbol.asyncIterator]: () => records,
    };
    this.#begin(stream);
    return records;
  }

  /**
   * Calls the handler for every record: up to `concurrency` at a time for each partition, one at a time for each key and in the
   * order of its records. Resolves when the consumer is closed. Rejects with what a handler throws, once those that run
   * have ended; that record and those behind it have not been processed, and come again.
   */
  async run(handler: RecordHandler, options: RunOptions = {}): Promise<void> {
    const runner = new RecordRunner({
      handler,
      concurrency: checkWholeNumber('concurrency', options.concurrency ?? 1, 1),
      tasks: this.#context.tasks,
      watch: this.#watch,
      open: () => {
        this.#throwFailure();
        return this.#partitions.open;
      },
      take: (owned) => this.#takeFrom(owned),
    });
    this.#begin(runner);
    try {
      await runner.done;
    } finally {
      this.#ended(runner);
      for (const owned of this.#partitions.all) owned.putBack();
    }
  }

  /**
   * Commits: all that has been processed; up to and with one record; or given offsets, each of the *next* record to process.
   * Rejects with CommitRefusedError when a partition belongs to somebody else meanwhile, and with NOT_ASSIGNED.
   */
  async commit(what?: ConsumerRecord | readonly OffsetToCommit[]): Promise<void> {
    const offsets = what === undefined ? this.#partitions.uncommitted() : this.#toKeep(what);
    await this.#partitions.commit(offsets, requestDeadlineMs(this.#context));
  }

  /** Goes on reading from there; what was fetched is dropped. What is in hand does not count as processed. */
  seek(topic: string, partition: number, position: Position): void {
    const target = checkPosition('position', position);
    this.#named(topic, partition).seek(target);
    this.#fetcher.wake();
  }

  /** Nothing more is handed out of these partitions (all by default) nor fetched; they stay with this member. */
  pause(partitions?: readonly PartitionName[]): void {
    for (const { queue } of this.#chosen(partitions)) queue.isPaused = true;
  }

  resume(partitions?: readonly PartitionName[]): void {
    for (const { queue } of this.#chosen(partitions)) queue.isPaused = false;
    this.#reader?.wake();
    this.#fetcher.wake();
  }

  /** Partitions that this member has now. */
  assigned(): PartitionName[] {
    return this.#partitions.all.map(({ name }) => name);
  }

  /** Records between the last one processed and the end known from the last fetch; undefined before there is one. */
  lag(topic: string, partition: number): number | undefined {
    return this.#named(topic, partition).lag;
  }

  /** Counters since the consumer was made, and its lag now. `onRebalance` is told of each rebalance as it ends. */
  metrics(): GroupConsumerMetrics {
    const partitions = this.#partitions.all.map(({ name, lag }) => ({ ...name, lag }));
    const lag = partitions.reduce((sum, one) => sum + (one.lag ?? 0), 0);
    const { rebalances, rebalanceMs, losses, commits, commitsFailed } = this.#counters;
    return { rebalances, rebalanceMs, losses, commits, commitsFailed, lag, partitions };
  }

  /**
   * Hands nothing out any more; waits for what is in hand; calls `onRevoked`; commits what was processed; leaves the group;
   * ends the loop. Each wait is bounded by `closeTimeoutMs`. Called from inside of the loop it would wait for itself: leave
   * the loop first, or abort the signal. May be called twice.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const { signal, closeTimeoutMs } = this.#settings;
    signal?.removeEventListener('abort', this.#onAbort);
    const reader = this.#reader;
    this.#fetcher.close(new TidelogError('CONSUMER_CLOSED', 'the consumer has been closed'));
    // Whoever waits for a record gets the end; who has one in hand gets it when asking for the next.
    reader?.end();
    try {
      await this.#partitions.close(closeTimeoutMs);
      await this.#membership.stop(closeTimeoutMs);
    } finally {
      this.#watch.close();
      this.#onClosed(this);
    }
  }

  #begin(reader: Reader): void {
    if (this.#reader) {
      throw new TidelogError(
        'ALREADY_READING',
        'the consumer is being read by another loop; end that one first',
      );
    }
    if (this.#closing || this.#settings.signal?.aborted) {
      reader.end();
      return;
    }
    this.#reader = reader;
    this.#failure = undefined;
    this.#partitions.start();
    this.#membership.start();
    this.#fetcher.wake();
  }

  #ended(reader: Reader): void {
    if (this.#reader === reader) this.#reader = undefined;
  }

  /** The loop asks for the next record: it has processed the one it had. */
  #pass(): void {
    const inHand = this.#inHand;
    if (!inHand) return;
    this.#inHand = undefined;
    const { owned, record, release } = inHand;
    owned.progress.pass(record.offset, record.leaderEpoch);
    release();
  }

  #putBack(): void {
    const inHand = this.#inHand;
    if (!inHand) return;
    this.#inHand = undefined;
    inHand.owned.putBack();
    inHand.owned.progress.pass(inHand.record.offset, -1);
    inHand.release();
  }

  #takeNext(): ConsumerRecord | undefined {
    this.#throwFailure();
    const open = this.#partitions.open;
    for (let tries = open.length; tries > 0; tries--) {
      const owned = open[this.#cursor % open.length] as OwnedPartition;
      const record = this.#takeFrom(owned);
      // Stays with a partition to the end of a batch, then gives the next one its turn.
      if (!record || owned.queue.isBetweenBatches) this.#cursor = (this.#cursor + 1) % open.length;
      if (!record) continue;
      this.#inHand = { owned, record, release: this.#watch.begin(record) };
      return record;
    }
    return undefined;
  }

  #takeFrom(owned: OwnedPartition): ConsumerRecord | undefined {
    const { queue } = owned;
    const bytesBefore = queue.bufferedBytes;
    const record = owned.take();
    if (queue.bufferedBytes < bytesBefore) this.#fetcher.wake();
    if (!record && queue.error && owned.isOpen && !queue.isPaused) this.#throwError(owned);
    return record;
  }

  #throwError({ queue }: OwnedPartition): void {
    const error = queue.error as Error;
    const { code = '' } = error as { code?: string };
    // The topic is gone: the coordinator takes the partition away.
    if (code === 'TOPIC_RECREATED' || code === 'UNKNOWN_TOPIC_OR_PARTITION') return;
    if (!staysUntilSeek.has(code)) queue.error = undefined;
    throw error;
  }

  #throwFailure(): void {
    const failure = this.#failure;
    if (failure) throw failure;
  }

  #noteRebalance(event: RebalanceEvent): void {
    const { onRebalance, groupId: group } = this.#settings;
    this.#counters.note(event);
    try {
      onRebalance?.(event);
    } catch (error) {
      this.#context.logger.error({ group, err: error }, 'the callback onRebalance failed');
    }
  }

  #isSkipped(error: CorruptRecordsError): boolean {
    if (this.#settings.onCorrupt === 'error') return false;
    const { topic, partition, offset, nextOffset } = error;
    this.#context.logger.warn(
      { topic, partition, offset, nextOffset, reason: error.message },
      'records that cannot be read are left out',
    );
    return true;
  }

  #toKeep(what: ConsumerRecord | readonly OffsetToCommit[]): OffsetToKeep[] {
    const given = isList(what) ? what : [{ ...what, offset: what.offset + 1 }];
    return given.map(({ topic, partition, offset, ...more }) => {
      checkWholeNumber('offset', offset);
      const { topicId } = this.#named(topic, partition);
      const metadata = 'metadata' in more ? (more.metadata ?? '') : '';
      return { topicId, topic, partition, offset, leaderEpoch: more.leaderEpoch ?? -1, metadata };
    });
  }

  #chosen(partitions: readonly PartitionName[] | undefined): readonly OwnedPartition[] {
    if (!partitions) return this.#partitions.all;
    return partitions.map(({ topic, partition }) => this.#named(topic, partition));
  }

  #named(topic: string, partition: number): OwnedPartition {
    const found = this.#partitions.all.find(
      (owned) => owned.topic === topic && owned.partition === partition,
    );
    if (found) return found;
    throw new TidelogError(
      'NOT_ASSIGNED',
      `partition ${partition} of ${topic} is not with this member of group ${this.#settings.groupId}`,
    );
  }
}

function isList(
  what: ConsumerRecord | readonly OffsetToCommit[],
): what is readonly OffsetToCommit[] {
  return Array.isArray(what);
}
