// A client that makes, changes, deletes and reads a few topics through any broker, one request at a time and each sent once, so that
// what it is told can be judged exactly: it happened, it did not, or nobody knows.
import { delay } from '../../../src/base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../../../src/base/errors.ts';
import { limits } from '../../../src/base/limits.ts';
import type { Random } from '../../../src/base/random.ts';
import { uuidFromBytes } from '../../../src/base/uuid.ts';
import { Connection } from '../../../src/net/connection.ts';
import { type Address, formatAddress } from '../../../src/net/transport.ts';
import { errorFromWire } from '../../../src/protocol/error-codes.ts';
import type { MetadataResponse } from '../../../src/protocol/messages.ts';
import type { SeenTopic, TopicOperation } from '../checkers/topic-model.ts';
import type { Life } from '../simulated-clock.ts';
import type { SimulatedNetwork } from '../simulated-network.ts';
import type { Simulation } from '../simulation.ts';
import type { ImageChecker } from './image-checker.ts';
import type { TopicHistory } from './topic-history.ts';

export interface TopicClientOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  /** Name of the node that it is. */
  node: string;
  timerSlackMs: number;
  addresses: readonly Address[];
  history: TopicHistory;
  images: ImageChecker;
  /** Without faults every request has an answer that says what it did. */
  isCalm: boolean;
}

const names = ['alpha', 'beta', 'gamma'];
const connectTimeoutMs = 1_000;
const requestTimeoutMs = 4_000;
const pauseMsMax = 250;
const partitionsMax = 6;
/** A setting that changes nothing in a run, with values that no one else writes. */
const settingName = 'retention.ms';

/** A refusal by which nothing was changed. */
const unchanged = new Set(['NOT_CONTROLLER', 'LEADER_NOT_AVAILABLE', 'BROKER_OVERLOADED']);
/** Nobody knows what became of it. */
const ambiguous = new Set(['REQUEST_TIMED_OUT', 'CONNECTION_CLOSED', 'CONNECTION_STALLED']);

/** What an answer means for the history; undefined when it means nothing. */
type Reading = TopicOperation | undefined;

export class TopicClient {
  readonly #options: TopicClientOptions;
  readonly #random: Random;
  readonly #life: Life;
  readonly #connections = new Map<string, Connection>();
  #isCalm: boolean;

  constructor(options: TopicClientOptions) {
    this.#options = options;
    const { simulation, node, timerSlackMs } = options;
    this.#isCalm = options.isCalm;
    this.#random = simulation.splitRandom();
    this.#life = simulation.begin(node, { timerSlackMs });
  }

  /** From now on requests may find nobody. */
  expectFaults(): void {
    this.#isCalm = false;
  }

  async run(operations: number): Promise<void> {
    for (let i = 0; i < operations; i++) {
      const name = this.#pick(names);
      const address = this.#pick(this.#options.addresses);
      await this.#operate(name, address);
      await delay(this.#life.clock, this.#random.integerBelow(pauseMsMax));
    }
  }

  /** Reads every name through one broker, until it answers: what is there after all faults have ended. */
  async readAll(address: Address): Promise<void> {
    for (const name of names) {
      for (let tries = 1; !(await this.#readLinearizable(name, address)); tries++) {
        if (tries === 20) throw new Error(`${formatAddress(address)} does not answer reads`);
        await delay(this.#life.clock, 250);
      }
    }
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }

  #operate(name: string, address: Address): Promise<unknown> {
    switch (this.#random.integerBelow(10)) {
      case 0:
      case 1:
        return this.#create(name, address);
      case 2:
        return this.#delete(name, address);
      case 3:
        return this.#addPartitions(name, address);
      case 4:
        return this.#alter(name, address);
      case 5:
      case 6:
        return this.#readLinearizable(name, address);
      default:
        return this.#readPlain(name, address);
    }
  }

  async #create(name: string, address: Address): Promise<void> {
    const { history } = this.#options;
    const setting = history.nextSetting();
    const partitions = 1 + this.#random.integerBelow(3);
    const topic = { name, partitions, configs: [{ name: settingName, value: setting }] };
    const body = { topics: [topic], timeoutMs: requestTimeoutMs, validateOnly: false };
    const unknown = { kind: 'create', partitions, setting, outcome: 'unknown' } as const;
    await this.#change({ name, address, unknown }, async (connection) => {
      const answer = await connection.request('createTopics', body, {
        timeoutMs: requestTimeoutMs,
      });
      const result = answer.topics[0];
      throwIfFailed(result);
      return { ...unknown, outcome: { id: uuidFromBytes(result.topicId) } };
    });
  }

  async #delete(name: string, address: Address): Promise<void> {
    const body = { topics: [{ name }], timeoutMs: requestTimeoutMs };
    const unknown = { kind: 'delete', outcome: 'unknown' } as const;
    await this.#change({ name, address, unknown }, async (connection) => {
      const answer = await connection.request('deleteTopics', body, {
        timeoutMs: requestTimeoutMs,
      });
      const result = answer.topics[0];
      throwIfFailed(result);
      return { ...unknown, outcome: { id: uuidFromBytes(result.topicId) } };
    });
  }

  async #addPartitions(name: string, address: Address): Promise<void> {
    const partitions = 2 + this.#random.integerBelow(partitionsMax - 1);
    const topic = { name, totalCount: partitions };
    const body = { topics: [topic], timeoutMs: requestTimeoutMs, validateOnly: false };
    const unknown = { kind: 'addPartitions', partitions, outcome: 'unknown' } as const;
    await this.#change({ name, address, unknown }, async (connection) => {
      const timeoutMs = requestTimeoutMs;
      const answer = await connection.request('createPartitions', body, { timeoutMs });
      throwIfFailed(answer.topics[0]);
      return { ...unknown, outcome: 'ok' };
    });
  }

  async #alter(name: string, address: Address): Promise<void> {
    const setting = this.#options.history.nextSetting();
    const topic = { name, set: [{ name: settingName, value: setting }] };
    const body = { topics: [topic], timeoutMs: requestTimeoutMs, validateOnly: false };
    const unknown = { kind: 'alter', setting, outcome: 'unknown' } as const;
    await this.#change({ name, address, unknown }, async (connection) => {
      const timeoutMs = requestTimeoutMs;
      const answer = await connection.request('alterConfigs', body, { timeoutMs });
      throwIfFailed(answer.topics[0]);
      return { ...unknown, outcome: 'ok' };
    });
  }

  async #readLinearizable(name: string, address: Address): Promise<boolean> {
    const callMs = this.#nowMs();
    const answer = await this.#read(name, address, true);
    if (!answer) return false;
    const seen = seenTopic(answer);
    this.#options.history.add(name, { kind: 'read', seen }, { callMs, answerMs: this.#nowMs() });
    return true;
  }

  /** From the broker's own image, which may be old, but must be one that the cluster has had. */
  async #readPlain(name: string, address: Address): Promise<boolean> {
    return (await this.#read(name, address, false)) !== undefined;
  }

  async #read(
    name: string,
    address: Address,
    linearizable: boolean,
  ): Promise<MetadataResponse | undefined> {
    try {
      const connection = await this.#connection(address);
      const body = { topics: [{ name }], includeConfigs: true, linearizable };
      const answer = await connection.request('metadata', body, { timeoutMs: requestTimeoutMs });
      this.#compareWithImage(name, answer);
      return answer;
    } catch (error) {
      this.#expected(error, `a read of ${name}`);
      return undefined;
    }
  }

  #compareWithImage(name: string, answer: MetadataResponse): void {
    const { simulation, images } = this.#options;
    const known = images.topicAt(answer.metadataOffset, name);
    const seen = seenTopic(answer);
    const wanted = known?.topic && {
      id: known.topic.topicId,
      partitions: known.topic.partitions.length,
      setting: known.topic.configs.get(settingName) ?? '',
    };
    if (known && JSON.stringify(seen) === JSON.stringify(wanted)) return;
    const texts = [JSON.stringify(seen), JSON.stringify(wanted)];
    simulation.fail(
      new Error(
        `a read of ${name} at offset ${answer.metadataOffset}: ${texts[0]}, not ${texts[1]}`,
      ),
    );
  }

  async #change(
    { name, address, unknown }: { name: string; address: Address; unknown: TopicOperation },
    ask: (connection: Connection) => Promise<Reading>,
  ): Promise<void> {
    const { history } = this.#options;
    let connection: Connection;
    try {
      connection = await this.#connection(address);
    } catch (error) {
      history.counters.notSent += 1;
      this.#expected(error, `a connection to ${formatAddress(address)}`);
      return;
    }
    const callMs = this.#nowMs();
    try {
      const reading = await ask(connection);
      if (reading) history.add(name, reading, { callMs, answerMs: this.#nowMs() });
    } catch (error) {
      const refusal = refusalOf(error, unknown);
      if (refusal) {
        history.add(name, refusal, { callMs, answerMs: this.#nowMs() });
        return;
      }
      this.#expected(error, `${unknown.kind} ${name}`);
      if (unchanged.has(codeOf(error) ?? '')) return;
      history.add(name, unknown, { callMs, answerMs: Number.POSITIVE_INFINITY });
    }
  }

  #nowMs(): number {
    return this.#life.clock.monotonicMs();
  }

  /** Faults explain what can be tried again, and nothing else. */
  #expected(error: unknown, what: string): void {
    const { simulation, node } = this.#options;
    simulation.remark(node, `${what}: ${messageOf(error)}`);
    const code = codeOf(error) ?? '';
    const isOfFaults = ambiguous.has(code) || unchanged.has(code) || code === 'CONNECTION_FAILED';
    if (isOfFaults && !this.#isCalm) return;
    simulation.fail(new Error(`${what} was refused with ${code}: ${messageOf(error)}`));
  }

  async #connection(address: Address): Promise<Connection> {
    const known = this.#connections.get(formatAddress(address));
    if (known?.isOpen) return known;
    const connection = await Connection.open(address, {
      transport: this.#options.network.transportFor(this.#life),
      clock: this.#life.clock,
      clientId: this.#options.node,
      connectTimeoutMs,
      frameBytesMax: limits.frameBytesMax,
    });
    this.#connections.set(formatAddress(address), connection);
    return connection;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#random.integerBelow(choices.length)] as T;
  }
}

function throwIfFailed<Result extends { errorCode: number; errorMessage: string }>(
  result: Result | undefined,
): asserts result is Result {
  if (!result) throw new TidelogError('INVALID_RESPONSE', 'an answer without the topic');
  if (result.errorCode !== 0) throw errorFromWire(result.errorCode, result.errorMessage);
}

/** What a refusal says about the topic's state, if it is one of those. */
function refusalOf(error: unknown, asked: TopicOperation): Reading {
  switch (codeOf(error)) {
    case 'TOPIC_ALREADY_EXISTS':
      return { kind: 'exists' };
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return { kind: 'read', seen: undefined };
    case 'INVALID_PARTITIONS':
      return asked.kind === 'addPartitions'
        ? { kind: 'hasPartitions', atLeast: asked.partitions + 1 }
        : undefined;
    default:
      return undefined;
  }
}

function seenTopic({ topics }: MetadataResponse): SeenTopic | undefined {
  const topic = topics[0];
  if (topic?.errorCode !== 0) return undefined;
  return {
    id: uuidFromBytes(topic.topicId),
    partitions: topic.partitions.length,
    setting: topic.configs.find((config) => config.name === settingName)?.value ?? '',
  };
}
