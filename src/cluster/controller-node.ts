// Drives the controller on the node that leads the quorum, for one term: decide, append, wait for the commit, answer. Between the
// decision and the append there is no await, so decisions follow each other as their records do in the log. The next term has
// a controller of its own, made from the committed image: what this one had decided and not committed is forgotten [QRM-4].
import { type Clock, delay, type Timer } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import type { ApiName, RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { CommittedOffsets } from './controller/decision.ts';
import { Controller, type ControllerSettings, type Decision } from './controller.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { quorumToWire } from './quorum-description.ts';
import type { RaftNode } from './raft/raft-node.ts';
import type { Member } from './raft/raft-types.ts';

/** What only the controller decides; other brokers pass such requests on. */
export const controllerApis = [
  'registerBroker',
  'brokerHeartbeat',
  'alterPartition',
  'createTopics',
  'deleteTopics',
  'createPartitions',
  'alterConfigs',
  'electLeaders',
  'alterReassignments',
  'alterVoters',
  'allocateProducerIds',
] as const satisfies readonly ApiName[];

export type ControllerApi = (typeof controllerApis)[number];

type Deciders = {
  [Api in ControllerApi]: (body: RequestBody<Api>) => Decision<ResponseBodyInit<Api>>;
};

/** How often sessions are looked at, per session timeout. */
const expiryChecksPerSession = 6;
/** Between looks whether live brokers have carried out a change; their heartbeats are further apart. */
const carriedOutPauseMs = 20;

export interface ControllerNodeOptions {
  raft: RaftNode;
  /** The term that the node leads. */
  term: number;
  store: MetadataStore;
  settings: ControllerSettings;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Takes broken invariants: the broker must stop. */
  tasks: Tasks;
}

export class ControllerNode {
  readonly #options: ControllerNodeOptions;
  readonly #controller: Controller;
  readonly #decide: Deciders;
  #expiryTimer: Timer | undefined;
  #roundTimer: Timer | undefined;
  #isClosed = false;
  /** Settles when the last proposal is committed. */
  #lastCommit: Promise<void> = Promise.resolve();

  constructor(options: ControllerNodeOptions) {
    this.#options = options;
    const { store, settings, random, clock } = options;
    const controller = new Controller(store.image, settings, random, clock.monotonicMs());
    this.#controller = controller;
    this.#decide = {
      registerBroker: (body) => controller.registerBroker(body, clock.monotonicMs()),
      brokerHeartbeat: (body) => controller.heartbeat(body, clock.monotonicMs()),
      createTopics: (body) => controller.createTopics(body),
      deleteTopics: (body) => controller.deleteTopics(body),
      createPartitions: (body) => controller.createPartitions(body),
      alterConfigs: (body) => controller.alterConfigs(body),
      electLeaders: (body) => controller.electLeaders(body),
      alterReassignments: (body) => controller.alterReassignments(body),
      alterVoters: (body) => controller.alterVoters(body, options.raft.committedEndOffset),
      alterPartition: (body) => controller.alterPartition(body),
      allocateProducerIds: (body) => controller.allocateProducerIds(body),
    };
    this.#carryOut('finish what the controller before began', controller.takeOffice());
    this.#scheduleExpiry();
    this.#scheduleRound();
  }

  /** The same call that other nodes make over the internal listener. */
  async request<Api extends ControllerApi>(
    api: Api,
    body: RequestBody<Api>,
  ): Promise<ResponseBodyInit<Api>> {
    let decision: Decision<ResponseBodyInit<Api>>;
    try {
      decision = this.#decide[api](body);
    } catch (error) {
      if (error instanceof WireError) await this.#confirmOffice();
      throw error;
    }
    const { answer, hasProposed } = await this.#commit(decision);
    if (!hasProposed) await this.#confirmOffice();
    return answer;
  }

  async describeQuorum(): Promise<ResponseBodyInit<'describeQuorum'>> {
    const { raft } = this.#options;
    return quorumToWire(raft.self.nodeId, raft.describe());
  }

  /** A learner's log has caught up: it becomes a voter. */
  learnerCaughtUp(learner: Member): void {
    const { committedEndOffset } = this.#options.raft;
    const decision = this.#controller.promoteLearner(learner, committedEndOffset);
    this.#carryOut('make a learner a voter', decision);
  }

  /** A member of the quorum is reached at another address than the log has. */
  memberMoved(member: Member): void {
    const { committedEndOffset } = this.#options.raft;
    const decision = this.#controller.memberMoved(member, committedEndOffset);
    this.#carryOut('note where a voter is', decision);
  }

  /** The term is over, or the node stops. What is not committed then may be made or not. */
  close(): void {
    this.#isClosed = true;
    this.#expiryTimer?.cancel();
    this.#expiryTimer = undefined;
    this.#roundTimer?.cancel();
    this.#roundTimer = undefined;
  }

  /**
   * Part by part. A decision without records waits too: it may rest on records that are not committed yet.
   */
  async #commit<Answer>(
    decision: Decision<Answer>,
  ): Promise<{ answer: Answer; hasProposed: boolean }> {
    let hasProposed = false;
    for (let part = decision; ; ) {
      const offsets = this.#append(part);
      hasProposed ||= offsets !== undefined;
      await this.#committed(offsets !== undefined);
      if (part.next) {
        // A part that changes nothing waits for no disk; others have their turn all the same [SIM-6].
        if (offsets === undefined) await delay(this.#options.clock, 0);
        part = part.next();
        continue;
      }
      const endOffset = this.#options.raft.committedEndOffset;
      if (part.awaitsBrokers && offsets) await this.#carriedOut(offsets.endOffset);
      const answer = part.answer(offsets ?? { baseOffset: endOffset, endOffset });
      return { answer, hasProposed };
    }
  }

  /** Heartbeats tell. A broker that tells nothing is fenced soon, and is not waited for then. */
  async #carriedOut(endOffset: number): Promise<void> {
    const { clock, settings } = this.#options;
    const untilMs = clock.monotonicMs() + 2 * settings.sessionTimeoutMs;
    while (!this.#controller.haveCarriedOut(endOffset)) {
      const isOver = this.#isClosed || clock.monotonicMs() > untilMs;
      if (isOver) {
        throw new WireError(
          'REQUEST_TIMED_OUT',
          'the change is committed, but not every live broker has told that it has carried it out',
        );
      }
      await delay(clock, carriedOutPauseMs);
    }
  }

  /**
   * An answer that rests on no record of its own is true only if nobody else led when it was found: a controller that stood
   * still may not know yet that it was replaced, and would refuse by what is over, or prolong a session that is not its own [REP-8].
   */
  async #confirmOffice(): Promise<void> {
    const { raft, settings } = this.#options;
    await raft.readIndex(settings.sessionTimeoutMs);
    if (this.#isClosed) throw raft.notController();
  }

  /** Whoever proposed something cannot know, when office is lost, what becomes of it; nobody else has changed anything. */
  async #committed(hasProposed: boolean): Promise<void> {
    try {
      await this.#lastCommit;
    } catch (error) {
      if (!hasProposed) throw error;
      throw new WireError(
        'REQUEST_TIMED_OUT',
        `the controller lost its office before the change was committed, and it may be made or not: ${messageOf(error)}`,
        error,
      );
    }
  }

  #append(decision: Decision<unknown>): CommittedOffsets | undefined {
    const { raft, term } = this.#options;
    if (this.#isClosed) throw raft.notController();
    if (decision.records.length === 0) return undefined;
    const { batch, committed } = raft.propose(term, decision.records);
    this.#controller.applied(batch);
    this.#lastCommit = committed;
    this.#logFencing(decision);
    for (const { level, fields, text } of decision.notes ?? [])
      this.#options.logger[level](fields, text);
    return { baseOffset: batch.baseOffset, endOffset: batch.lastOffset + 1 };
  }

  #logFencing({ records }: Decision<unknown>): void {
    for (const { brokerFencingChanged } of records) {
      if (!brokerFencingChanged) continue;
      const { nodeId, fenced, reason } = brokerFencingChanged;
      this.#options.logger.info(
        { node: nodeId, reason },
        `broker ${nodeId} is ${fenced ? 'fenced' : 'unfenced'}`,
      );
    }
  }

  #scheduleExpiry(): void {
    const { clock, settings } = this.#options;
    this.#expiryTimer = clock.schedule(settings.sessionTimeoutMs / expiryChecksPerSession, () => {
      this.#carryOut(
        'expire broker sessions',
        this.#controller.expireSessions(clock.monotonicMs()),
      );
      this.#scheduleExpiry();
    });
  }

  /** The next round comes a while after this one is committed. */
  #scheduleRound(): void {
    const { clock, tasks } = this.#options;
    this.#roundTimer = clock.schedule(limits.controllerRoundMs, () => {
      tasks.start('look after partitions', async () => {
        await this.#untilOver(this.#controller.round(clock.monotonicMs()));
        if (this.#roundTimer) this.#scheduleRound();
      });
    });
  }

  #carryOut(what: string, decision: Decision<void>): void {
    if (decision.records.length === 0 && !decision.next) return;
    this.#options.tasks.start(what, () => this.#untilOver(decision));
  }

  /** What the controller does by itself, the next one does again: the end of the term is no failure. */
  async #untilOver(decision: Decision<void>): Promise<void> {
    try {
      await this.#commit(decision);
    } catch (error) {
      if (!(error instanceof WireError && error.retriable)) throw error;
    }
  }
}
