// Who leads which partition, as far as this client knows: one refresh at a time, shared by all who wait for it.
//
// It asks for the topics that somebody has named so far. Brokers known from the last answer are asked first, then the
// addresses the client was given, in a random order, each getting company by the next when it is slow.
import type { Clock } from '../base/clock.ts';
import { delay } from '../base/clock.ts';
import { codeOf, messageOf, TidelogError, toError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import { MINUTE_MS } from '../base/units.ts';
import { uuidFromBytes } from '../base/uuid.ts';
import type { ConnectionPool } from '../net/connection-pool.ts';
import { type Address, formatAddress } from '../net/transport.ts';
import type { ApiName, RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import type { MetadataResponse } from '../protocol/messages.ts';
import { topicNameProblem } from '../protocol/topic-name.ts';
import {
  applyLeaderHint,
  type ClusterMetadata,
  type LeaderHint,
  mergeMetadata,
  noMetadata,
  type TopicMetadata,
} from './cluster-metadata.ts';
import { UnknownTopicError } from './errors.ts';
import { type LeaderExpectation, LeaderExpectations } from './leader-expectations.ts';
import { actionFor, backoffMs, firstAnswer, untilAborted } from './retry.ts';

const ageMsMax = 5 * MINUTE_MS;
/** Brokers learn of a new topic one after the other; a topic that is unknown for longer than this does not exist. */
export const unknownTopicGraceMs = 5_000;
/** The next address is tried along with one that has not answered after this long. */
const staggerMsMax = 250;

export interface MetadataCacheOptions {
  addresses: readonly Address[];
  clock: Clock;
  random: Random;
  logger: Logger;
  tasks: Tasks;
  pool: ConnectionPool;
  connectTimeoutMs: number;
  requestTimeoutMs: number;
}

export class MetadataCache {
  readonly #options: MetadataCacheOptions;
  readonly #wanted = new Set<string>();
  readonly #expectations: LeaderExpectations;
  #metadata: ClusterMetadata = noMetadata;
  #refreshing: Promise<void> | undefined;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #offsetMin = -1;
  #refreshes = 0;

  constructor(options: MetadataCacheOptions) {
    this.#options = options;
    this.#expectations = new LeaderExpectations({
      ...options,
      known: (topic, partition) => this.#metadata.topics.get(topic)?.partitions[partition],
      refresh: () => this.refresh(),
    });
  }

  get current(): ClusterMetadata {
    return this.#metadata;
  }

  /** Refreshes that were started since the client began. */
  get refreshes(): number {
    return this.#refreshes;
  }

  /** What is known of a topic now. Old knowledge is used while it is being renewed. */
  topic(name: string): TopicMetadata | undefined {
    const age = this.#options.clock.monotonicMs() - this.#refreshedAtMs;
    if (age > ageMsMax && this.#metadata.clusterId !== undefined) this.refreshInBackground();
    return this.#metadata.topics.get(name);
  }

  /** -1 when nobody is known to lead, or the topic is not known. */
  leaderId(topic: string, partition: number): number {
    return this.#metadata.topics.get(topic)?.partitions[partition]?.leaderId ?? -1;
  }

  /** -1 when the topic is not known. */
  leaderEpoch(topic: string, partition: number): number {
    return this.#metadata.topics.get(topic)?.partitions[partition]?.leaderEpoch ?? -1;
  }

  /** Looks for a leader of a greater epoch until there is one, for some time. Returns what ends it. */
  expectLeader(expectation: LeaderExpectation): () => void {
    return this.#expectations.add(expectation);
  }

  /** Nothing is expected any more. */
  close(): void {
    this.#expectations.close();
  }

  brokerAddress(brokerId: number): Address | undefined {
    return this.#metadata.brokers.get(brokerId);
  }

  /** From now on, answers that know less of the metadata log than this are not taken: one reads one's own writes. */
  requireOffset(metadataOffset: number): void {
    this.#offsetMin = Math.max(this.#offsetMin, metadataOffset);
  }

  applyLeaderHint(hint: LeaderHint): void {
    if (hint.leaderId < 0) return;
    this.#metadata = applyLeaderHint(this.#metadata, hint);
    this.#expectations.check();
  }

  /** Rejects with NO_BROKER_REACHABLE. Joins the refresh that is under way, if there is one. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** For who will look again later anyway. */
  refreshInBackground(): void {
    if (this.#refreshing) return;
    const { tasks, logger } = this.#options;
    tasks.start('refresh metadata', () =>
      this.refresh().catch((error: unknown) => {
        logger.warn({ reason: messageOf(error) }, 'metadata could not be refreshed');
      }),
    );
  }

  /**
   * Waits until the topic is known. Rejects with INVALID_TOPIC_EXCEPTION, with UNKNOWN_TOPIC_OR_PARTITION when it stays
   * unknown, with NO_BROKER_REACHABLE when no broker ever answered within the connect timeout or none does until the
   * deadline, or with the signal's reason.
   */
  async awaitTopic(
    name: string,
    options: { signal?: AbortSignal | undefined; deadlineMs?: number } = {},
  ): Promise<TopicMetadata> {
    const { signal, deadlineMs = Number.POSITIVE_INFINITY } = options;
    const problem = topicNameProblem(name);
    if (problem !== undefined) throw new TidelogError('INVALID_TOPIC_EXCEPTION', problem);
    const { clock, random, connectTimeoutMs } = this.#options;
    const startMs = clock.monotonicMs();
    const passedMs = () => clock.monotonicMs() - startMs;
    for (let failures = 0; ; ) {
      const known = this.topic(name);
      if (known) return known;
      this.#wanted.add(name);
      try {
        await untilAborted(this.refresh(), signal);
        const why = this.#metadata.problems.get(name);
        if (this.#metadata.topics.has(name) || why === undefined) continue;
        if (codeOf(why) !== 'UNKNOWN_TOPIC_OR_PARTITION') throw why;
        if (passedMs() >= unknownTopicGraceMs) throw new UnknownTopicError(name);
      } catch (error) {
        const isWithoutContact = this.#metadata.clusterId === undefined;
        const isTooLate =
          (isWithoutContact && passedMs() >= connectTimeoutMs) || clock.monotonicMs() >= deadlineMs;
        if (isTooLate || signal?.aborted || actionFor(error) === 'fail') {
          this.#wanted.delete(name);
          throw error;
        }
      }
      failures += 1;
      // Not past the moment at which the outcome is decided.
      const boundMs = this.#metadata.clusterId ? unknownTopicGraceMs : connectTimeoutMs;
      const leftMs = Math.max(1, boundMs - passedMs());
      await delay(clock, Math.min(backoffMs(failures, random), leftMs), signal);
    }
  }

  /**
   * Asks any broker, and another one too when the first is slow: for questions only. Rejects with NO_BROKER_REACHABLE,
   * which names every address and why it did not answer.
   */
  askAny<Api extends ApiName>(
    api: Api,
    body: RequestBodyInit<Api>,
    check: (response: ResponseBody<Api>) => void = () => {},
  ): Promise<ResponseBody<Api>> {
    const { pool, requestTimeoutMs } = this.#options;
    return this.#firstOf(async (address) => {
      const connection = await pool.get(address, 'control');
      const response = await connection.request(api, body, { timeoutMs: requestTimeoutMs });
      check(response);
      return response;
    });
  }

  /** Asks one broker, whichever is reached first: for what must not be done twice. Rejects like `askAny`. */
  async askOne<Api extends ApiName>(
    api: Api,
    body: RequestBodyInit<Api>,
  ): Promise<ResponseBody<Api>> {
    const { pool, requestTimeoutMs } = this.#options;
    const connection = await this.#firstOf((address) => pool.get(address, 'control'));
    return await connection.request(api, body, { timeoutMs: requestTimeoutMs });
  }

  /** Metadata with other contents than the cache asks for, checked like its own answers. */
  fetchMetadata(body: RequestBodyInit<'metadata'>): Promise<MetadataResponse> {
    return this.askAny('metadata', body, (response) => this.#check(response));
  }

  async #refresh(): Promise<void> {
    this.#refreshes += 1;
    const names = [...this.#wanted];
    const answer = await this.fetchMetadata({ topics: names.map((name) => ({ name })) });
    this.#metadata = mergeMetadata(this.#metadata, answer, names);
    this.#refreshedAtMs = this.#options.clock.monotonicMs();
    this.#expectations.check();
  }

  async #firstOf<Answer>(attempt: (address: Address) => Promise<Answer>): Promise<Answer> {
    const { clock, random, connectTimeoutMs } = this.#options;
    const addresses = this.#candidates();
    const staggerMs = Math.min(staggerMsMax, connectTimeoutMs / addresses.length);
    const againMs = (error: unknown, failures: number) =>
      actionFor(error) === 'fail' ? undefined : backoffMs(failures, random);
    try {
      return await firstAnswer({ clock, items: addresses, staggerMs, attempt, againMs });
    } catch (error) {
      throw noBrokerReachable(addresses, error);
    }
  }

  #check(response: MetadataResponse): void {
    const clusterId = uuidFromBytes(response.clusterId);
    const known = this.#metadata.clusterId;
    if (known !== undefined && known !== clusterId) {
      throw new TidelogError(
        'INCONSISTENT_CLUSTER_ID',
        `it belongs to cluster ${clusterId}, not to ${known}`,
      );
    }
    if (response.metadataOffset < this.#offsetMin) {
      throw new TidelogError(
        'METADATA_BEHIND',
        `it knows the metadata up to ${response.metadataOffset} only; ${this.#offsetMin} is needed`,
        { retriable: true },
      );
    }
  }

  /** Each address once: those of known brokers, rotated at random, then the rest of what the client was given. */
  #candidates(): Address[] {
    const { random, addresses } = this.#options;
    const ordered = [
      ...rotated([...this.#metadata.brokers.values()], random),
      ...rotated(addresses, random),
    ];
    return [...new Map(ordered.map((address) => [formatAddress(address), address])).values()];
  }
}

function rotated<T>(items: readonly T[], random: Random): T[] {
  if (items.length === 0) return [];
  const start = random.integerBelow(items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

function noBrokerReachable(addresses: readonly Address[], error: unknown): Error {
  if (!(error instanceof AggregateError)) return toError(error);
  const causes: unknown[] = error.errors;
  // Not about addresses at all: the client was closed, or every broker refused the request for one reason.
  const decided = causes.find((cause) => isDecided(cause));
  if (decided !== undefined) return toError(decided);
  const tried = addresses.map((address, index) => {
    const name = formatAddress(address);
    const why = messageOf(causes[index]);
    return why.includes(name) ? why : `${name}: ${why}`;
  });
  return new TidelogError(
    'NO_BROKER_REACHABLE',
    `no broker could be reached: ${tried.join('; ')}`,
    { retriable: true, cause: causes[0] },
  );
}

function isDecided(cause: unknown): boolean {
  const isRetriable = cause instanceof TidelogError && cause.retriable;
  return !isRetriable && codeOf(cause) !== 'INCONSISTENT_CLUSTER_ID';
}
