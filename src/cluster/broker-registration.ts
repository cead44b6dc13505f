// A broker's membership: registers with the controller, keeps the session by heartbeats, registers anew when the
// controller has forgotten it, and takes leave before it stops [QRM-4].
import { type Clock, delay, type Timer } from '../base/clock.ts';
import { codeOf, messageOf, toError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Tasks } from '../base/tasks.ts';
import { uuidToBytes } from '../base/uuid.ts';
import type { Address } from '../net/transport.ts';
import { wire } from '../protocol/messages.ts';
import type { BrokerLease } from './broker-lease.ts';
import type { ControllerChannel } from './controller-channel.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { featureLevel } from './metadata/records.ts';
import type { NodeIdentity } from './node-identity.ts';

const retryPauseMs = 200;
/** How long a broker that stops waits for the controller to answer. */
const leaveMsMax = 1_500;

/** Answers that no later try will change: this node does not belong here as it is. */
const fatalCodes = new Set([
  'DUPLICATE_BROKER_REGISTRATION',
  'INCONSISTENT_CLUSTER_ID',
  'UNSUPPORTED_VERSION',
  'INVALID_REQUEST',
  'STALE_INCARNATION',
]);

export interface OwnReplicaReport {
  topicId: Uint8Array;
  partition: number;
  state: number;
  lastEpoch: number;
  endOffset: number;
}

/** What this broker says of its own logs [REP-11]. */
export interface OwnReplicaStates {
  reports(): OwnReplicaReport[];
  /** Of the registration that lost nothing since: the last one that stopped in order, or this process's own; -1 when there is none. */
  readonly cleanStopBrokerEpoch: number;
  registered(brokerEpoch: number): void;
  /** The metadata is known up to here, and logs are as it asks. */
  readonly metadataOffset: number;
  /** Have failed while it ran [LOG-4]. */
  offline(): { topicId: Uint8Array; partition: number }[];
  /** Count as failed, and are good now [LOG-9]. */
  reopened(): OwnReplicaReport[];
}

export interface BrokerRegistrationOptions {
  identity: NodeIdentity;
  clientAddress: Address;
  internalAddress: Address;
  channel: ControllerChannel;
  store: MetadataStore;
  heartbeatMs: number;
  requestTimeoutMs: number;
  clock: Clock;
  logger: Logger;
  /** Takes fatal answers: the broker must stop. */
  tasks: Tasks;
  /** Told what the controller grants. */
  lease?: BrokerLease;
  replicas?: OwnReplicaStates | undefined;
}

export class BrokerRegistration {
  readonly #options: BrokerRegistrationOptions;
  readonly #stopping = new AbortController();
  #brokerEpoch = -1;
  #sessionTimeoutMs = 0;
  #isUnfenced = false;
  #heartbeatTimer: Timer | undefined;
  #onUnfenced: (() => void)[] = [];

  constructor(options: BrokerRegistrationOptions) {
    this.#options = options;
  }

  /** -1 before the first registration. */
  get brokerEpoch(): number {
    return this.#brokerEpoch;
  }

  /** Registers, trying until the controller answers, and starts the heartbeats. Throws what no later try would change. */
  async start(): Promise<void> {
    await this.#register();
    this.#beat();
  }

  /** Resolves once the controller has unfenced this broker, which then may lead; rejects when it is stopped before. */
  unfenced(): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      if (this.#isUnfenced) resolve();
      else if (signal.aborted) reject(signal.reason);
      this.#onUnfenced.push(resolve);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  /**
   * Takes leave: the controller gives its leaderships to others, and this broker stops once it has seen that, so that nobody
   * waits for the session to run out. When the controller does not answer, that must do.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#heartbeatTimer?.cancel();
    if (this.#brokerEpoch < 0) return;
    const { clock, store, requestTimeoutMs } = this.#options;
    const deadlineMs = clock.monotonicMs() + requestTimeoutMs;
    // Without a quorum nobody can give leave; then the session runs out.
    const answerMs = Math.min(leaveMsMax, requestTimeoutMs);
    try {
      for (let asked = 1; clock.monotonicMs() < deadlineMs; asked++) {
        const { mayShutDown, metadataOffset = 0 } = await this.#sendHeartbeat(true, answerMs);
        if (mayShutDown) return;
        await store.reached(metadataOffset, requestTimeoutMs);
        // The second one comes when all is handed over; another one only when the controller has changed.
        if (asked > 1) await delay(clock, retryPauseMs);
      }
    } catch (error) {
      this.#options.logger.warn(
        { reason: messageOf(error) },
        'stopping without leave of the controller',
      );
    }
  }

  async #register(): Promise<void> {
    const { clock, logger, store } = this.#options;
    // The session of the one before may still run, though that one is gone and its directory with it.
    const duplicateUntilMs = clock.monotonicMs() + limits.brokerSessionMs + retryPauseMs;
    for (let isFirstTry = true; ; isFirstTry = false) {
      try {
        const response = await this.#requestRegistration();
        this.#brokerEpoch = response.brokerEpoch ?? 0;
        this.#sessionTimeoutMs = response.sessionTimeoutMs ?? 0;
        this.#options.replicas?.registered(this.#brokerEpoch);
        await store.reached(response.metadataOffset ?? 0, this.#options.requestTimeoutMs);
        logger.info({ brokerEpoch: this.#brokerEpoch }, 'registered with the controller');
        return;
      } catch (error) {
        const mayEnd =
          codeOf(error) === 'DUPLICATE_BROKER_REGISTRATION' &&
          clock.monotonicMs() < duplicateUntilMs;
        if (fatalCodes.has(codeOf(error) ?? '') && !mayEnd) throw error;
        this.#stopping.signal.throwIfAborted();
        if (isFirstTry)
          logger.warn(
            { reason: messageOf(error) },
            'the controller did not register this broker; trying again',
          );
        await delay(clock, retryPauseMs, this.#stopping.signal);
      }
    }
  }

  #requestRegistration() {
    const { identity, clientAddress, internalAddress, channel, requestTimeoutMs } = this.#options;
    const request = wire.RegisterBrokerRequest.create({
      nodeId: identity.nodeId,
      clusterId:
        identity.clusterId === undefined ? new Uint8Array() : uuidToBytes(identity.clusterId),
      directoryId: uuidToBytes(identity.directoryId),
      incarnationId: uuidToBytes(identity.incarnationId),
      clientEndpoint: clientAddress,
      internalEndpoint: internalAddress,
      featureLevelMin: featureLevel.min,
      featureLevelMax: featureLevel.max,
      softwareVersion: identity.softwareVersion,
      replicas: this.#options.replicas?.reports() ?? [],
      cleanStopBrokerEpoch: this.#options.replicas?.cleanStopBrokerEpoch ?? -1,
    });
    return channel.request('registerBroker', request, requestTimeoutMs);
  }

  /** One heartbeat at a time; the next follows the answer, at once when there is something to catch up with. */
  #beat(): void {
    this.#options.tasks.start('heartbeat', async () => {
      const answered = await this.#tryHeartbeat();
      if (this.#stopping.signal.aborted) return;
      const pauseMs = answered === 'again' ? 0 : this.#options.heartbeatMs;
      this.#heartbeatTimer = this.#options.clock.schedule(pauseMs, () => this.#beat());
    });
  }

  async #tryHeartbeat(): Promise<'again' | 'later'> {
    const { logger, store, lease, clock, heartbeatMs } = this.#options;
    const sentMs = clock.monotonicMs();
    try {
      const response = await this.#sendHeartbeat(false);
      if (response.fenced) lease?.lost();
      else {
        // While there was no lease others may have become leaders: first it must be known what was decided meanwhile [REP-8].
        if (lease?.isHeld === false) await store.reached(response.metadataOffset ?? 0, heartbeatMs);
        lease?.renewed(sentMs, this.#sessionTimeoutMs);
      }
      if (response.fenced) {
        if (this.#isUnfenced)
          logger.warn(
            {},
            'fenced by the controller: leading nothing until it hears of this broker again',
          );
        this.#isUnfenced = false;
        return store.image.endOffset > this.#brokerEpoch ? 'again' : 'later';
      }
      if (!this.#isUnfenced) logger.info({}, 'unfenced by the controller');
      this.#isUnfenced = true;
      for (const resolve of this.#onUnfenced) resolve();
      this.#onUnfenced = [];
      return 'later';
    } catch (error) {
      if (this.#stopping.signal.aborted) return 'later';
      const code = codeOf(error);
      if (code !== 'STALE_BROKER_EPOCH' && code !== 'BROKER_ID_NOT_REGISTERED') {
        logger.debug({ reason: messageOf(error) }, 'heartbeat failed');
        return 'later';
      }
      logger.warn({ reason: messageOf(error) }, 'registering anew');
      this.#isUnfenced = false;
      lease?.lost();
      await this.#reregister();
      return 'again';
    }
  }

  async #reregister(): Promise<void> {
    try {
      await this.#register();
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw toError(error);
    }
  }

  #sendHeartbeat(wantsShutdown: boolean, timeoutMs = this.#options.requestTimeoutMs) {
    const { identity, channel, store } = this.#options;
    const request = wire.BrokerHeartbeatRequest.create({
      nodeId: identity.nodeId,
      brokerEpoch: this.#brokerEpoch,
      metadataOffset: this.#options.replicas?.metadataOffset ?? store.image.endOffset,
      wantsShutdown,
      offlineReplicas: this.#options.replicas?.offline() ?? [],
      reopenedReplicas: this.#options.replicas?.reopened() ?? [],
    });
    return channel.request('brokerHeartbeat', request, timeoutMs);
  }
}
