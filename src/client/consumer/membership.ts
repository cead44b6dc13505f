// A member of a group, towards the coordinator [GRP-2]: joins, sends heartbeats that wait for no handler [promise 4], passes
// on what the member has from now on, says so when it has been taken on, and leaves.
//
// A heartbeat with the epoch that was taken on is held back by the broker while there is nothing new. While a change is being
// taken on, heartbeats go on at their interval with the old epoch. A member that was fenced joins again under a new id.
import { delay, type Timer } from '../../base/clock.ts';
import { codeOf, messageOf, TidelogError, toError } from '../../base/errors.ts';
import type { Uuid } from '../../base/uuid.ts';
import { uuidFromBytes } from '../../base/uuid.ts';
import type { GroupHeartbeatResponse } from '../../protocol/messages.ts';
import type { ClientContext } from '../context.ts';
import { actionFor, backoffMs } from '../retry.ts';
import type { CoordinatorChannel } from './coordinator-channel.ts';

export interface AssignedPartition {
  topicId: Uuid;
  topic: string;
  partition: number;
}

export interface MembershipOptions {
  context: ClientContext;
  channel: CoordinatorChannel;
  groupId: string;
  /** Undefined for a member that is not static. */
  instanceId: string | undefined;
  topics: readonly string[];
  pattern: string | undefined;
  assignor: string | undefined;
  rebalanceTimeoutMs: number;
  /** All that the member has from now on, and why, in words. Resolves when it has let go of the rest. */
  takeOn: (assigned: readonly AssignedPartition[], reason: string) => Promise<void>;
  /** All is lost; it joins again afterwards. */
  onLost: (reason: Error) => Promise<void>;
  /** It cannot be a member, and does not try any more. */
  onFailed: (reason: Error) => void;
}

const lostCodes: ReadonlySet<string> = new Set(['UNKNOWN_MEMBER_ID', 'FENCED_MEMBER_EPOCH']);
const firstIntervalMs = 3_000;
const answerMsMin = 2_000;
const blockedMsMin = 250;
const lookEveryMs = 500;
const epochs = { join: 0, leave: -1, stepAway: -2 } as const;

export class Membership {
  readonly #options: MembershipOptions;
  #memberId: Uuid;
  /** Of the last assignment that was taken on; one less than the first while that is being taken on. */
  #epoch: number = epochs.join;
  /** Of the last that was heard of. */
  #newestEpoch = 0;
  #intervalMs = firstIntervalMs;
  #sessionMs = 45_000;
  #failures = 0;
  #stopping = new AbortController();
  /** Ends a pause between heartbeats. */
  #news = new AbortController();
  /** While a handler holds the member up: it has left, and joins again when this resolves. */
  #suspended: PromiseWithResolvers<void> | undefined;
  #takingOn: Promise<void> | undefined;
  #watch: Timer | undefined;
  #isRunning = false;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#memberId = options.context.random.uuid();
  }

  get memberId(): string {
    return this.#memberId;
  }

  /** The newest epoch that the member has heard of: what its commits say. 0 while it is none. */
  get epoch(): number {
    return this.#newestEpoch;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  start(): void {
    if (this.#isRunning || this.#stopping.signal.aborted) return;
    this.#isRunning = true;
    this.#watchEventLoop();
    this.#options.context.tasks.start('stay in a group', () => this.#run());
  }

  /** Leaves at once, and joins again after `resume`: somebody else goes on with its partitions meanwhile. */
  suspend(reason: Error): void {
    if (this.#suspended || this.#stopping.signal.aborted) return;
    this.#suspended = Promise.withResolvers();
    this.#options.context.tasks.start('leave a group for a while', async () => {
      const memberId = this.#memberId;
      await this.#lose(reason);
      await this.#leave(memberId, epochs.leave, answerMsMin);
    });
  }

  resume(): void {
    this.#suspended?.resolve();
    this.#suspended = undefined;
  }

  /** Leaves for good; a static member only steps away. Waits for the answer so long. */
  async stop(timeoutMs: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort(new TidelogError('CONSUMER_CLOSED', 'the consumer has been closed'));
    this.#news.abort();
    this.#suspended?.resolve();
    this.#watch?.cancel();
    const isStatic = this.#options.instanceId !== undefined;
    if (this.#newestEpoch > 0) {
      await this.#leave(this.#memberId, isStatic ? epochs.stepAway : epochs.leave, timeoutMs);
    }
    this.#options.channel.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const startedMs = this.#options.context.clock.monotonicMs();
    while (!signal.aborted) {
      if (this.#suspended) await this.#suspended.promise;
      if (signal.aborted) break;
      const memberId = this.#memberId;
      try {
        await this.#beat(memberId);
        this.#failures = 0;
      } catch (error) {
        if (signal.aborted) break;
        // A broker that spoke of a member that this is no more says nothing new.
        if (this.#memberId === memberId && !(await this.#goesOn(toError(error), startedMs))) break;
      }
    }
    this.#isRunning = false;
    this.#watch?.cancel();
  }

  async #beat(memberId: string): Promise<void> {
    const { context, channel, groupId } = this.#options;
    const epoch = this.#epoch;
    const isSettled = epoch > 0 && this.#takingOn === undefined;
    const maxWaitMs = isSettled ? this.#intervalMs : 0;
    const sentMs = context.clock.monotonicMs();
    const answer = await channel.request(
      'groupHeartbeat',
      {
        groupId,
        memberId,
        memberEpoch: epoch,
        instanceId: this.#options.instanceId ?? '',
        maxWaitMs,
        ...(epoch === epochs.join ? this.#wishes() : {}),
      },
      maxWaitMs + Math.max(answerMsMin, this.#sessionMs / 5),
    );
    if (this.#stopping.signal.aborted || this.#memberId !== memberId) return;
    this.#hear(answer);
    const tookMs = context.clock.monotonicMs() - sentMs;
    // An answer that was not held back long is no reason to ask again at once.
    const isEarly = isSettled && !answer.assignment && tookMs < this.#intervalMs / 2;
    if (this.#takingOn || isEarly) await this.#pause(this.#intervalMs - tookMs);
  }

  #wishes() {
    const { rebalanceTimeoutMs, topics, pattern = '', assignor = '' } = this.#options;
    return { rebalanceTimeoutMs, topics: [...topics], pattern, assignor };
  }

  #hear({
    memberEpoch,
    assignment,
    heartbeatIntervalMs,
    sessionTimeoutMs,
  }: GroupHeartbeatResponse): void {
    this.#intervalMs = heartbeatIntervalMs;
    this.#sessionMs = sessionTimeoutMs;
    if (!assignment || memberEpoch <= this.#newestEpoch) return;
    this.#newestEpoch = memberEpoch;
    // One behind the first assignment while it is taken on, as behind any later one. Heartbeats that go on joining would not
    // tell a member that was fenced meanwhile so: it would be admitted again under its id, and its epochs begin anew.
    if (this.#epoch === epochs.join) this.#epoch = memberEpoch - 1;
    const assigned = assignment.topics.flatMap(({ topicId, name, partitions }) =>
      partitions.map((partition) => ({
        topicId: uuidFromBytes(topicId),
        topic: name,
        partition,
      })),
    );
    const before = this.#takingOn ?? Promise.resolve();
    const memberId = this.#memberId;
    const takingOn = before.then(async () => {
      if (this.#memberId !== memberId || this.#stopping.signal.aborted) return;
      await this.#options.takeOn(assigned, assignment.reason);
      if (this.#memberId !== memberId) return;
      this.#epoch = memberEpoch;
    });
    this.#takingOn = takingOn;
    this.#options.context.tasks.start('take on an assignment', async () => {
      await takingOn;
      if (this.#takingOn === takingOn) this.#takingOn = undefined;
      this.#wake();
    });
  }

  #wake(): void {
    this.#news.abort();
    this.#news = new AbortController();
  }

  /** Until the next heartbeat is due, or there is something to say. */
  async #pause(ms: number): Promise<void> {
    const { signal } = this.#news;
    await delay(this.#options.context.clock, Math.max(0, ms), signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason;
    });
  }

  /** After a failed heartbeat; false when there is no use in another one. */
  async #goesOn(error: Error, startedMs: number): Promise<boolean> {
    const { context, channel, onFailed, groupId } = this.#options;
    if (lostCodes.has(codeOf(error) ?? '')) {
      await this.#lose(error);
      return true;
    }
    const waitedMs = context.clock.monotonicMs() - startedMs;
    const isAlone = !channel.hasContact && waitedMs >= context.connectTimeoutMs;
    if (actionFor(error) === 'fail' || isAlone) {
      if (this.#newestEpoch > 0) await this.#lose(error);
      onFailed(error);
      return false;
    }
    this.#failures += 1;
    context.logger.debug(
      { group: groupId, reason: messageOf(error) },
      'the coordinator is asked again after a pause',
    );
    const { signal } = this.#stopping;
    const pauseMs = backoffMs(this.#failures, context.random);
    await delay(context.clock, pauseMs, signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason;
    });
    return true;
  }

  async #lose(reason: Error): Promise<void> {
    const { context, groupId, onLost } = this.#options;
    const memberId = this.#memberId;
    // From here on nothing of the old member counts.
    this.#memberId = context.random.uuid();
    this.#epoch = epochs.join;
    this.#newestEpoch = 0;
    context.logger.warn(
      { group: groupId, member: memberId, reason: reason.message },
      'membership of the group is lost',
    );
    await onLost(reason);
    this.#wake();
  }

  async #leave(memberId: string, memberEpoch: number, timeoutMs: number): Promise<void> {
    const { context, channel, groupId, instanceId = '' } = this.#options;
    const body = { groupId, memberId, memberEpoch, instanceId };
    try {
      await channel.request('groupHeartbeat', body, Math.max(1, timeoutMs));
    } catch (error) {
      // The session ends by itself.
      context.logger.debug({ group: groupId, reason: messageOf(error) }, 'could not say goodbye');
    }
  }

  /** A blocked event loop sends no heartbeats; who blocks it should know [GRP-5]. */
  #watchEventLoop(): void {
    const { clock, logger } = this.#options.context;
    const dueMs = clock.monotonicMs() + lookEveryMs;
    this.#watch = clock.schedule(lookEveryMs, () => {
      const lateMs = Math.round(clock.monotonicMs() - dueMs);
      if (lateMs >= Math.max(blockedMsMin, this.#sessionMs / 10)) {
        const { groupId } = this.#options;
        const sessionMs = this.#sessionMs;
        logger.warn(
          { group: groupId, lateMs, sessionMs },
          `the event loop was blocked for ${lateMs} ms; no heartbeat could be sent, and the group waits ${sessionMs} ms`,
        );
      }
      this.#watchEventLoop();
    });
  }
}
