// Brokers that answer the client's requests from memory, on the simulated network: real frames and real batches, and a
// hook through which a test makes any request fail, wait or go unanswered.
import { ByteLedger } from '../../../../src/base/byte-ledger.ts';
import { delay } from '../../../../src/base/clock.ts';
import { limits } from '../../../../src/base/limits.ts';
import { silentLogger } from '../../../../src/base/logger.ts';
import { Tasks } from '../../../../src/base/tasks.ts';
import { MIB } from '../../../../src/base/units.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../../../src/base/uuid.ts';
import { Client, type ClientOptions } from '../../../../src/client/index.ts';
import { Server } from '../../../../src/net/server.ts';
import type { ApiName, RequestBody } from '../../../../src/protocol/api-registry.ts';
import {
  errorNumber,
  WireError,
  type WireErrorName,
} from '../../../../src/protocol/error-codes.ts';
import {
  assignOffset,
  checkBatch,
  lastOffsetAt,
  maxTimestampAt,
  readBatchHeader,
} from '../../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../../src/protocol/records.ts';
import { ProducerState } from '../../../../src/storage/producer-state.ts';
import type { Life } from '../../../sim/simulated-clock.ts';
import { calmNetwork, SimulatedNetwork } from '../../../sim/simulated-network.ts';
import { Simulation } from '../../../sim/simulation.ts';

export const simulatedLimitMs = 3_600_000;

export interface FakePartition {
  leaderId: number;
  leaderEpoch: number;
  batches: Buffer[];
  logStartOffset: number;
  endOffset: number;
  /** As a real partition keeps it, for ever. */
  producers: ProducerState;
}

export interface FakeTopic {
  id: Uuid;
  name: string;
  partitions: FakePartition[];
}

export interface SeenRequest {
  brokerId: number;
  api: ApiName;
  body: RequestBody<ApiName>;
  atMs: number;
}

/** May throw (an error response), wait, or answer 'silence' (no response, ever). Called before anything is done. */
export type Hook = (request: SeenRequest) => Promise<'silence' | undefined> | 'silence' | undefined;

export class FakeCluster {
  readonly simulation: Simulation;
  readonly network: SimulatedNetwork;
  readonly clientLife: Life;
  readonly topics = new Map<string, FakeTopic>();
  readonly seen: SeenRequest[] = [];
  readonly clusterId: Uuid;
  metadataOffset = 10;
  hook: Hook = () => undefined;
  /** Whether the answer to a request gets lost after it was carried out. */
  losesAnswer: (request: SeenRequest) => boolean = () => false;
  /** A produced batch of so many bytes or more is refused. */
  maxMessageBytes: number = MIB;
  /** Topics that single brokers do not know yet. */
  readonly unknownTo = new Map<number, Set<string>>();
  #nextProducerId = 1_000;
  readonly #lives = new Map<number, Life>();
  readonly #servers = new Map<number, Server>();
  readonly #random;
  readonly #brokerCount: number;

  constructor(seed: number, brokerCount = 2, network = calmNetwork) {
    this.simulation = new Simulation({ seed });
    this.network = new SimulatedNetwork(this.simulation, network);
    this.#random = this.simulation.splitRandom();
    this.clusterId = this.#random.uuid();
    this.#brokerCount = brokerCount;
    this.clientLife = this.simulation.begin('client');
  }

  /** Runs a scenario with all brokers up. */
  run<T>(scenario: () => Promise<T>): Promise<T> {
    return this.simulation.run(async () => {
      for (let id = 1; id <= this.#brokerCount; id++) await this.startBroker(id);
      return await scenario();
    }, simulatedLimitMs);
  }

  get bootstrap(): string {
    return this.#ids()
      .map((id) => `127.0.0.1:${9091 + id}`)
      .join(',');
  }

  client(options: Partial<ClientOptions> = {}): Client {
    const { clock } = this.clientLife;
    const transport = this.network.transportFor(this.clientLife);
    const seams = { clock, random: this.#random, transport };
    return new Client({ brokers: this.bootstrap, seams, ...options });
  }

  /** For the test's own waits. */
  sleep(ms: number): Promise<void> {
    return delay(this.clientLife.clock, ms);
  }

  get nowMs(): number {
    return this.clientLife.clock.monotonicMs();
  }

  async startBroker(id: number): Promise<void> {
    const life = this.#lives.get(id) ?? this.simulation.begin(`broker-${id}`);
    this.#lives.set(id, life);
    const server = await Server.start({
      listener: 'client',
      address: { host: '127.0.0.1', port: 9091 + id },
      transport: this.network.transportFor(life),
      clock: life.clock,
      logger: silentLogger,
      tasks: new Tasks((_name, error) => this.simulation.fail(error)),
      ledger: new ByteLedger(256 * MIB),
      frameBytesMax: limits.frameBytesMax,
      handle: async (api, body, context) => {
        const request = { brokerId: id, api, body, atMs: this.nowMs };
        this.seen.push(request as SeenRequest);
        const verdict = await this.hook(request as SeenRequest);
        if (verdict === 'silence') return await new Promise(() => {});
        const answer = (await this.#answer(id, api, body as never, context.signal)) as never;
        return this.losesAnswer(request as SeenRequest) ? await new Promise(() => {}) : answer;
      },
    });
    this.#servers.set(id, server);
  }

  async stopBroker(id: number): Promise<void> {
    await this.#servers.get(id)?.close();
    this.#servers.delete(id);
  }

  isUp(id: number): boolean {
    return this.#servers.has(id);
  }

  addTopic(name: string, partitions: number): FakeTopic {
    this.metadataOffset += 1;
    const topic: FakeTopic = {
      id: this.#random.uuid(),
      name,
      partitions: Array.from({ length: partitions }, (_, partition) => ({
        leaderId: (partition % this.#brokerCount) + 1,
        leaderEpoch: 0,
        batches: [],
        logStartOffset: 0,
        endOffset: 0,
        producers: new ProducerState({
          expirationMs: Number.MAX_SAFE_INTEGER,
          monotonicMs: () => this.nowMs,
        }),
      })),
    };
    this.topics.set(name, topic);
    return topic;
  }

  moveLeader(name: string, partition: number, leaderId: number): void {
    this.metadataOffset += 1;
    const target = this.partition(name, partition);
    target.leaderId = leaderId;
    target.leaderEpoch += 1;
  }

  /** Another broker leads that never had the batches from there on. */
  loseTail(name: string, partition: number, fromOffset: number): void {
    const target = this.partition(name, partition);
    target.batches = target.batches.filter((batch) => lastOffsetAt(batch, 0) < fromOffset);
    target.endOffset = fromOffset;
    this.moveLeader(name, partition, target.leaderId);
  }

  partition(name: string, partition: number): FakePartition {
    const found = this.topics.get(name)?.partitions[partition];
    if (!found) throw new Error(`the test has no ${name}-${partition}`);
    return found;
  }

  /** Appends records with these values, one batch, as if somebody had produced them. */
  append(name: string, partition: number, values: readonly string[], timestamp = 1_000): void {
    const records = values.map((value, index) => ({
      timestamp: timestamp + index,
      key: null,
      value: Buffer.from(value),
      headers: [],
    }));
    append(this.partition(name, partition), encodeBatch(records, 'none'));
  }

  requests(api: ApiName): SeenRequest[] {
    return this.seen.filter((request) => request.api === api);
  }

  #ids(): number[] {
    return Array.from({ length: this.#brokerCount }, (_, index) => index + 1);
  }

  // biome-ignore format: one line per API
  async #answer(id: number, api: ApiName, body: never, signal: AbortSignal): Promise<unknown> {
    switch (api) {
      case 'metadata': return this.#metadata(id, body);
      case 'produce': return this.#produce(id, body);
      case 'fetch': return await this.#fetch(id, body, signal);
      case 'listOffsets': return this.#listOffsets(id, body);
      case 'initProducerId': return this.#initProducerId(body);
      case 'createTopics': return this.#createTopics(body);
      case 'deleteTopics': return this.#deleteTopics(body);
      case 'deleteRecords': return this.#deleteRecords(id, body);
      case 'describeCluster': return this.#describeCluster();
      default: throw new WireError('UNSUPPORTED_VERSION', `${api} is not faked`);
    }
  }

  #metadata(id: number, body: RequestBody<'metadata'>) {
    const names = body.allTopics ? [...this.topics.keys()] : body.topics.map(({ name }) => name);
    const topics = names.map((name) => {
      const topic = this.unknownTo.get(id)?.has(name) ? undefined : this.topics.get(name);
      if (!topic) return { name, errorCode: errorNumber('UNKNOWN_TOPIC_OR_PARTITION') };
      const partitions = topic.partitions.map((partition, index) => ({
        partition: index,
        leaderId: partition.leaderId,
        leaderEpoch: partition.leaderEpoch,
        errorCode: partition.leaderId < 0 ? errorNumber('LEADER_NOT_AVAILABLE') : 0,
        replicas: [Math.max(1, partition.leaderId)],
        isr: [Math.max(1, partition.leaderId)],
      }));
      return { name, topicId: uuidToBytes(topic.id), partitions };
    });
    const brokers = this.#ids()
      .filter((broker) => this.isUp(broker))
      .map((nodeId) => ({ nodeId, host: '127.0.0.1', port: 9091 + nodeId }));
    return {
      clusterId: uuidToBytes(this.clusterId),
      controllerId: 1,
      brokers,
      topics,
      metadataOffset: this.metadataOffset,
    };
  }

  #led(id: number, topicId: Uint8Array, partition: number): FakePartition {
    const topic = [...this.topics.values()].find((one) => one.id === uuidFromBytes(topicId));
    if (!topic) throw new WireError('UNKNOWN_TOPIC_ID', 'no topic has this id');
    const found = topic.partitions[partition];
    if (!found) throw new WireError('UNKNOWN_TOPIC_OR_PARTITION', 'no such partition');
    if (found.leaderId !== id) throw new WireError('NOT_LEADER_OR_FOLLOWER', 'another one leads');
    return found;
  }

  /** Answers for each partition, with an error code for what `answer` throws. */
  #each<Asked extends { partition: number }, Answer>(
    topics: readonly { topicId: Uint8Array; name: string; partitions: readonly Asked[] }[],
    answer: (topicId: Uint8Array, asked: Asked) => Answer,
  ) {
    return topics.map(({ topicId, name, partitions }) => ({
      topicId,
      name,
      partitions: partitions.map((asked) => {
        const { partition } = asked;
        try {
          return { partition, ...answer(topicId, asked) };
        } catch (error) {
          if (!(error instanceof WireError)) throw error;
          const errorCode = errorNumber(error.code as WireErrorName);
          return {
            partition,
            errorCode,
            errorMessage: error.message,
            leaderId: -1,
            leaderEpoch: -1,
          };
        }
      }),
    }));
  }

  #initProducerId({ producerId, producerEpoch }: RequestBody<'initProducerId'>) {
    if (producerId !== null) return { producerId, producerEpoch: (producerEpoch ?? 0) + 1 };
    this.#nextProducerId += 1;
    return { producerId: this.#nextProducerId, producerEpoch: 0 };
  }

  #produce(id: number, body: RequestBody<'produce'>) {
    const topics = this.#each(body.topics, (topicId, { partition, records }) => {
      const target = this.#led(id, topicId, partition);
      const batch = Buffer.from(records as Uint8Array);
      checkBatch(batch);
      if (batch.length >= this.maxMessageBytes) {
        throw new WireError('MESSAGE_TOO_LARGE', `${batch.length} bytes are too many`);
      }
      const header = readBatchHeader(batch);
      const firstTime = header.producerId < 0 ? undefined : target.producers.check(header);
      const baseOffset = firstTime?.baseOffset ?? append(target, batch);
      return { baseOffset, logAppendTime: -1, leaderId: id, leaderEpoch: target.leaderEpoch };
    });
    return body.acks === 0 ? undefined : { topics };
  }

  async #fetch(id: number, body: RequestBody<'fetch'>, signal: AbortSignal) {
    const deadlineMs = this.nowMs + body.maxWaitMs;
    for (;;) {
      const topics = this.#fetchNow(id, body);
      const hasNews = topics.some(({ partitions }) =>
        partitions.some(
          (result) => 'errorCode' in result || 'diverging' in result || result.records.length > 0,
        ),
      );
      if (hasNews || this.nowMs >= deadlineMs || signal.aborted) return { topics };
      await delay(this.#lives.get(id)?.clock ?? this.clientLife.clock, 5);
    }
  }

  #fetchNow(id: number, body: RequestBody<'fetch'>) {
    let leftBytes = body.maxBytes;
    let isFirst = true;
    return this.#each(body.topics, (topicId, asked) => {
      const { partition, fetchOffset, maxBytes } = asked;
      const source = this.#led(id, topicId, partition);
      const { leaderEpoch, logStartOffset, endOffset: highWatermark } = source;
      const state = { highWatermark, logStartOffset, leaderId: id, leaderEpoch };
      const diverging = divergenceOf(source, asked);
      if (diverging) return { ...state, diverging, records: Buffer.alloc(0) };
      if (fetchOffset < logStartOffset || fetchOffset > highWatermark) {
        const errorCode = errorNumber('OFFSET_OUT_OF_RANGE');
        return { ...state, errorCode, records: Buffer.alloc(0) };
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      for (const batch of source.batches) {
        if (lastOffsetAt(batch, 0) < fetchOffset) continue;
        if (bytes + batch.length > Math.min(leftBytes, maxBytes) && !isFirst) break;
        chunks.push(batch);
        bytes += batch.length;
        leftBytes -= batch.length;
        isFirst = false;
      }
      return { ...state, records: Buffer.concat(chunks) };
    });
  }

  #listOffsets(id: number, body: RequestBody<'listOffsets'>) {
    const topics = this.#each(body.topics, (topicId, { partition, timestamp: asked }) => {
      const { batches, endOffset, logStartOffset, leaderEpoch } = this.#led(id, topicId, partition);
      const place = { timestamp: -1, leaderEpoch, leaderId: id };
      if (asked === -1) return { ...place, offset: endOffset };
      if (asked === -2) return { ...place, offset: logStartOffset };
      const found = batches.find((batch) => maxTimestampAt(batch, 0) >= asked);
      return { ...place, offset: found ? Number(found.readBigInt64BE(0)) : -1 };
    });
    return { topics };
  }

  #deleteRecords(id: number, body: RequestBody<'deleteRecords'>) {
    const topics = this.#each(body.topics, (topicId, { partition, offset }) => {
      const led = this.#led(id, topicId, partition);
      const before = offset === -1 ? led.endOffset : offset;
      const place = { leaderId: id, leaderEpoch: led.leaderEpoch, highWatermark: led.endOffset };
      if (before > led.endOffset) {
        const errorCode = errorNumber('OFFSET_OUT_OF_RANGE');
        return { ...place, errorCode, logStartOffset: led.logStartOffset };
      }
      led.logStartOffset = Math.max(led.logStartOffset, before);
      return { ...place, logStartOffset: led.logStartOffset };
    });
    return { topics };
  }

  #createTopics(body: RequestBody<'createTopics'>) {
    const topics = body.topics.map(({ name, partitions }) => {
      if (this.topics.has(name)) {
        return { name, errorCode: errorNumber('TOPIC_ALREADY_EXISTS'), errorMessage: 'it exists' };
      }
      const topic = this.addTopic(name, partitions ?? 1);
      const topicId = uuidToBytes(topic.id);
      return { name, topicId, partitions: topic.partitions.length, replicationFactor: 1 };
    });
    return { topics, metadataOffset: this.metadataOffset };
  }

  #deleteTopics(body: RequestBody<'deleteTopics'>) {
    const topics = body.topics.map(({ name }) => {
      const topic = this.topics.get(name);
      if (!topic) return { name, errorCode: errorNumber('UNKNOWN_TOPIC_OR_PARTITION') };
      this.topics.delete(name);
      this.metadataOffset += 1;
      return { name, topicId: uuidToBytes(topic.id) };
    });
    return { topics, metadataOffset: this.metadataOffset };
  }

  #describeCluster() {
    const brokers = this.#ids().map((nodeId) => ({
      nodeId,
      host: '127.0.0.1',
      port: 9091 + nodeId,
    }));
    return {
      clusterId: uuidToBytes(this.clusterId),
      controllerId: 1,
      metadataOffset: this.metadataOffset,
      brokers: brokers.reverse(),
      voters: [1],
    };
  }
}

/** The newest epoch not above the one asked about, and where it ends, unless all that was read is there [REP-12]. */
function divergenceOf(
  { batches, endOffset }: FakePartition,
  asked: { fetchOffset: number; lastFetchedEpoch?: number | null },
) {
  const { fetchOffset, lastFetchedEpoch } = asked;
  if (typeof lastFetchedEpoch !== 'number') return undefined;
  const headers = batches.map((batch) => readBatchHeader(batch));
  const known = headers.findLast(({ leaderEpoch }) => leaderEpoch <= lastFetchedEpoch);
  const next = headers.find(({ leaderEpoch }) => leaderEpoch > lastFetchedEpoch);
  const end = next?.baseOffset ?? endOffset;
  if (known?.leaderEpoch === lastFetchedEpoch && fetchOffset <= end) return undefined;
  return { epoch: known?.leaderEpoch ?? -1, endOffset: known ? end : 0 };
}

function append(partition: FakePartition, batch: Buffer): number {
  const baseOffset = partition.endOffset;
  assignOffset(batch, { baseOffset, leaderEpoch: partition.leaderEpoch });
  partition.batches.push(batch);
  const header = readBatchHeader(batch);
  const writtenEndOffset = lastOffsetAt(batch, 0) + 1;
  if (header.producerId >= 0) partition.producers.apply(header, { writtenEndOffset });
  partition.endOffset = lastOffsetAt(batch, 0) + 1;
  return baseOffset;
}
