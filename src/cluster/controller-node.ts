// Drives the controller on the node that leads the quorum: decide, append, wait for the commit, answer. Between the
// decision and the append there is no await, so decisions follow each other as their records do in the log.
import type { Clock, Timer } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import type { RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import type { CommittedOffsets } from './controller/decision.ts';
import { Controller, type ControllerSettings, type Decision } from './controller.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import type { MetadataQuorum } from './metadata-quorum.ts';
import { quorumToWire } from './quorum-description.ts';

/** What only the controller decides; other brokers pass such requests on. */
export type ControllerApi =
  | 'registerBroker'
  | 'brokerHeartbeat'
  | 'alterPartition'
  | 'createTopics'
  | 'deleteTopics'
  | 'createPartitions'
  | 'alterConfigs'
  | 'electLeaders'
  | 'alterReassignments'
  | 'alterVoters'
  | 'allocateProducerIds';

type Deciders = {
  [Api in ControllerApi]: (body: RequestBody<Api>) => Decision<ResponseBodyInit<Api>>;
};

/** How often sessions are looked at, per session timeout. */
const expiryChecksPerSession = 6;

export interface ControllerNodeOptions {
  quorum: MetadataQuorum;
  store: MetadataStore;
  settings: ControllerSettings;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** A failure to commit is a failed metadata log, which stops the process [LOG-4]. */
  tasks: Tasks;
}

export class ControllerNode {
  readonly #options: ControllerNodeOptions;
  readonly #controller: Controller;
  readonly #decide: Deciders;
  #expiryTimer: Timer | undefined;
  #roundTimer: Timer | undefined;
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
      alterVoters: (body) => controller.alterVoters(body, options.quorum.committedEndOffset),
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
    return this.#commit(this.#decide[api](body));
  }

  async describeQuorum(): Promise<ResponseBodyInit<'describeQuorum'>> {
    const { store, quorum } = this.#options;
    return quorumToWire(store.image.controllerId, quorum.describe());
  }

  close(): void {
    this.#expiryTimer?.cancel();
    this.#expiryTimer = undefined;
    this.#roundTimer?.cancel();
    this.#roundTimer = undefined;
  }

  /**
   * Part by part. A decision without records waits too: it may rest on records that are not committed yet.
   */
  async #commit<Answer>(decision: Decision<Answer>): Promise<Answer> {
    for (let part = decision; ; ) {
      const offsets = this.#append(part);
      await this.#lastCommit;
      if (part.next) {
        part = part.next();
        continue;
      }
      const endOffset = this.#options.quorum.committedEndOffset;
      return part.answer(offsets ?? { baseOffset: endOffset, endOffset });
    }
  }

  #append(decision: Decision<unknown>): CommittedOffsets | undefined {
    if (decision.records.length === 0) return undefined;
    const { batch, committed } = this.#options.quorum.propose(decision.records);
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
        await this.#commit(this.#controller.round(clock.monotonicMs()));
        if (this.#roundTimer) this.#scheduleRound();
      });
    });
  }

  #carryOut(what: string, decision: Decision<void>): void {
    if (decision.records.length === 0 && !decision.next) return;
    this.#options.tasks.start(what, () => this.#commit(decision));
  }
}
