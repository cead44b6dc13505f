// How a broker asks the controller, wherever that is: by a call when it is on this node, else over the internal listener, where
// each connection begins with a Hello by which both sides learn who the other is [NET-2]. Leaders come and go: a request that
// meets none, or loses its leader on the way, is tried again at the next one until its time is up.
import type { Clock } from '../base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { ConnectionPool } from '../net/connection-pool.ts';
import { type Address, formatAddress, type Transport } from '../net/transport.ts';
import type {
  ApiName,
  RequestBody,
  RequestBodyInit,
  ResponseBodyInit,
} from '../protocol/api-registry.ts';
import { NotControllerError, WireError } from '../protocol/error-codes.ts';
import type { ControllerFinder } from './controller-finder.ts';
import type { ControllerApi, ControllerNode } from './controller-node.ts';
import { type NodeIdentity, sayHello } from './node-identity.ts';
import type { RaftNode } from './raft/raft-node.ts';

const retryPauseMs = 50;
/** A leader that has stopped without closing its connections is noticed by a heartbeat that takes longer. */
const heartbeatMsMax = 1_000;

/** What is done about an error of an attempt: it says nothing of the request itself. */
const troubles = new Set([
  'NOT_CONTROLLER',
  'CONNECTION_FAILED',
  'CONNECTION_CLOSED',
  'CONNECTION_STALLED',
  'REQUEST_TIMED_OUT',
  'LEADER_NOT_AVAILABLE',
  'CLUSTER_NOT_FOUNDED',
]);
/** After these the request may have been carried out. */
const unknownOutcomes = new Set(['CONNECTION_CLOSED', 'CONNECTION_STALLED', 'REQUEST_TIMED_OUT']);

/**
 * Carried out twice these could undo what somebody else has changed in between, on a topic that has got the name since for
 * one: when it is not known whether such a request was carried out, the asker is told so. The others say the same twice.
 */
const onceOnly: ReadonlySet<ControllerApi> = new Set<ControllerApi>([
  'createPartitions',
  'alterConfigs',
  'electLeaders',
  'alterReassignments',
  'alterVoters',
]);

export interface RequestOptions {
  /** Called when an attempt has ended of which it is not known whether it was carried out. */
  onUnknownOutcome?: () => void;
}

/** What the rest of the broker sees of the controller. */
export interface ControllerChannel {
  /**
   * Rejects with the controller's own refusal; with REQUEST_TIMED_OUT when the time is up and an attempt may have been
   * carried out, and with LEADER_NOT_AVAILABLE when none was.
   */
  request<Api extends ControllerApi>(
    api: Api,
    body: RequestBody<Api>,
    timeoutMs: number,
    options?: RequestOptions,
  ): Promise<ResponseBodyInit<Api>>;
  /** Up to where metadata must be read so as to miss nothing that was committed before the question. */
  readIndex(timeoutMs: number): Promise<number>;
  /** What the leader of the quorum itself tells of it. */
  describeQuorum(timeoutMs: number): Promise<ResponseBodyInit<'describeQuorum'>>;
}

export interface LeaderChannelOptions {
  identity: NodeIdentity;
  finder: ControllerFinder;
  /** Of this node. */
  controller: () => ControllerNode | undefined;
  raft: () => RaftNode | undefined;
  transport: Transport;
  clock: Clock;
  connectTimeoutMs: number;
}

interface Attempt<Answer> {
  local: () => Promise<Answer>;
  remote: (address: Address, timeoutMs: number) => Promise<Answer>;
}

export class LeaderChannel implements ControllerChannel {
  readonly #options: LeaderChannelOptions;
  readonly #pool: ConnectionPool;
  readonly #closing = new AbortController();
  readonly #pauses = new Set<() => void>();

  constructor(options: LeaderChannelOptions) {
    this.#options = options;
    const { identity, transport, clock, connectTimeoutMs } = options;
    this.#pool = new ConnectionPool({
      transport,
      clock,
      clientId: `broker-${identity.nodeId}`,
      connectTimeoutMs,
      frameBytesMax: limits.internalFrameBytesMax,
      handshake: async (connection) => {
        const peer = await sayHello(identity, connection, connectTimeoutMs);
        if (peer.clusterId.length > 0) return;
        const where = formatAddress(connection.address);
        const message = `${where} does not belong to a cluster yet`;
        throw new TidelogError('CLUSTER_NOT_FOUNDED', message, { retriable: true });
      },
    });
  }

  request<Api extends ControllerApi>(
    api: Api,
    body: RequestBody<Api>,
    timeoutMs: number,
    options: RequestOptions = {},
  ): Promise<ResponseBodyInit<Api>> {
    const attempt: Attempt<ResponseBodyInit<Api>> = {
      local: () => this.#controller().request(api, body),
      // Heartbeats go on a connection of their own, and so does each of the others [NET-5].
      remote: (address, leftMs) => {
        const attemptMs = api === 'brokerHeartbeat' ? Math.min(leftMs, heartbeatMsMax) : leftMs;
        return this.#ask(address, api, api, body, attemptMs);
      },
    };
    return this.#untilAnswered(attempt, timeoutMs, { ...options, isOnceOnly: onceOnly.has(api) });
  }

  readIndex(timeoutMs: number): Promise<number> {
    const attempt: Attempt<number> = {
      local: () => this.#member().readIndex(timeoutMs),
      remote: async (address, leftMs) => {
        const body = { timeoutMs: Math.ceil(leftMs) };
        const answer = await this.#ask(address, 'readIndex', 'readIndex', body, leftMs);
        return answer.metadataOffset ?? 0;
      },
    };
    return this.#untilAnswered(attempt, timeoutMs, {});
  }

  async describeQuorum(timeoutMs: number): Promise<ResponseBodyInit<'describeQuorum'>> {
    const attempt: Attempt<ResponseBodyInit<'describeQuorum'>> = {
      local: async () => this.#controller().describeQuorum(),
      remote: (address, leftMs) =>
        this.#ask(address, 'describeQuorum', 'describeQuorum', { localOnly: true }, leftMs),
    };
    return this.#untilAnswered(attempt, timeoutMs, {});
  }

  /** One attempt, at whoever leads now: who follows the metadata log asks again by itself. */
  fetchMetadata(
    body: RequestBodyInit<'fetch'>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<'fetch'>> {
    return this.#askLeader('fetch', 'metadata', body, timeoutMs);
  }

  fetchSnapshot(
    body: RequestBodyInit<'fetchSnapshot'>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<'fetchSnapshot'>> {
    return this.#askLeader('fetchSnapshot', 'snapshot', body, timeoutMs);
  }

  /** Of a certain node, leader or not. */
  fetchSnapshotFrom(
    address: Address,
    body: RequestBodyInit<'fetchSnapshot'>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<'fetchSnapshot'>> {
    return this.#ask(address, 'fetchSnapshot', 'snapshot', body, timeoutMs);
  }

  /** Another node leads now, or none: who waits for the old one's answer need not wait for the time to be up. */
  leaderChanged(): void {
    for (const goOn of [...this.#pauses]) goOn();
    const target = this.#options.finder.target();
    this.#pool.closeAll((address) =>
      typeof target === 'object' ? formatAddress(address) !== formatAddress(target) : true,
    );
  }

  close(): void {
    this.#closing.abort(new TidelogError('BROKER_CLOSED', 'the broker is closing'));
    for (const goOn of [...this.#pauses]) goOn();
    this.#pool.close();
  }

  #controller(): ControllerNode {
    const controller = this.#options.controller();
    if (controller !== undefined) return controller;
    throw this.#member().notController();
  }

  #member(): RaftNode {
    const raft = this.#options.raft();
    if (raft !== undefined) return raft;
    throw new NotControllerError(`node ${this.#options.identity.nodeId} is not the controller`);
  }

  async #untilAnswered<Answer>(
    attempt: Attempt<Answer>,
    timeoutMs: number,
    { onUnknownOutcome, isOnceOnly = false }: RequestOptions & { isOnceOnly?: boolean },
  ): Promise<Answer> {
    const { finder, clock } = this.#options;
    const deadlineMs = clock.monotonicMs() + timeoutMs;
    let isOutcomeUnknown = false;
    let lastProblem: unknown;
    for (;;) {
      if (this.#closing.signal.aborted) {
        throw outOfTime(isOutcomeUnknown, this.#closing.signal.reason);
      }
      const leftMs = deadlineMs - clock.monotonicMs();
      const target = finder.target();
      if (target !== undefined && leftMs > 0) {
        try {
          return await this.#try(attempt, target, leftMs);
        } catch (error) {
          const code = codeOf(error) ?? '';
          if (!troubles.has(code)) throw error;
          lastProblem = error;
          if (unknownOutcomes.has(code)) {
            isOutcomeUnknown = true;
            onUnknownOutcome?.();
          }
          if (typeof target === 'object') this.#note(target, error);
          if (isOutcomeUnknown && isOnceOnly) throw outOfTime(isOutcomeUnknown, error);
        }
      }
      if (deadlineMs - clock.monotonicMs() <= retryPauseMs) {
        throw outOfTime(isOutcomeUnknown, lastProblem);
      }
      await this.#pause();
    }
  }

  /** Until another node leads, or not for long. */
  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#options.clock.schedule(retryPauseMs, resolve);
    this.#pauses.add(resolve);
    await promise;
    this.#pauses.delete(resolve);
    timer.cancel();
  }

  async #try<Answer>(attempt: Attempt<Answer>, target: Address | 'local', leftMs: number) {
    if (target !== 'local') return attempt.remote(target, leftMs);
    const { clock } = this.#options;
    const late = Promise.withResolvers<never>();
    const timer = clock.schedule(leftMs, () =>
      late.reject(new WireError('REQUEST_TIMED_OUT', `it was not committed within ${leftMs} ms`)),
    );
    try {
      return await Promise.race([attempt.local(), late.promise]);
    } finally {
      timer.cancel();
    }
  }

  #note(address: Address, error: unknown): void {
    const { finder } = this.#options;
    if (error instanceof NotControllerError) finder.refused(address, error.leader);
    else finder.failed(address);
    const target = finder.target();
    if (target !== address) this.leaderChanged();
  }

  async #askLeader<Api extends ApiName>(
    api: Api,
    purpose: string,
    body: RequestBodyInit<Api>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<Api>> {
    const target = this.#options.finder.target();
    if (typeof target !== 'object') {
      throw new WireError('LEADER_NOT_AVAILABLE', 'no leader of the metadata quorum is known');
    }
    try {
      return await this.#ask(target, api, purpose, body, timeoutMs);
    } catch (error) {
      if (troubles.has(codeOf(error) ?? '')) this.#note(target, error);
      throw error;
    }
  }

  async #ask<Api extends ApiName>(
    address: Address,
    api: Api,
    purpose: string,
    body: RequestBodyInit<Api>,
    timeoutMs: number,
  ): Promise<ResponseBodyInit<Api>> {
    let connection: Awaited<ReturnType<ConnectionPool['get']>>;
    try {
      connection = await this.#pool.get(address, purpose);
    } catch (error) {
      // Whatever went wrong so far, the request itself has not left.
      if (!unknownOutcomes.has(codeOf(error) ?? '')) throw error;
      throw new TidelogError('CONNECTION_FAILED', messageOf(error), {
        retriable: true,
        cause: error,
      });
    }
    return connection.request(api, body, { timeoutMs });
  }
}

function outOfTime(isOutcomeUnknown: boolean, lastProblem: unknown): WireError {
  const why =
    lastProblem === undefined ? 'no leader of the quorum is known' : messageOf(lastProblem);
  return isOutcomeUnknown
    ? new WireError(
        'REQUEST_TIMED_OUT',
        `the controller did not answer, it may have made the change: ${why}`,
        lastProblem,
      )
    : new WireError(
        'LEADER_NOT_AVAILABLE',
        `the controller cannot be reached, nothing was changed: ${why}`,
        lastProblem,
      );
}
