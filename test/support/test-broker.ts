import { expect } from 'vitest';
import { SystemClock } from '../../src/base/clock.ts';
import { limits } from '../../src/base/limits.ts';
import { Broker, type BrokerOptions } from '../../src/broker/broker.ts';
import { Connection } from '../../src/net/connection.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import type { Address } from '../../src/net/transport.ts';
import type { RequestBodyInit } from '../../src/protocol/api-registry.ts';
import { errorNumber } from '../../src/protocol/error-codes.ts';
import { splitBatches } from '../../src/protocol/record-batch.ts';
import { encodeBatch, type LogRecord, readRecords } from '../../src/protocol/records.ts';
import { eventually } from './eventually.ts';
import { RecordingLogger } from './recording-logger.ts';

/** What a broker answers that has not heard of a topic, or is opening its log. */
const notYet = new Set(
  (['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'] as const).map(errorNumber),
);

/** How long a well-behaved request of a test may take. */
const timeoutMs = 20_000;

export function openConnection(address: Address): Promise<Connection> {
  return Connection.open(address, {
    transport: new TcpTransport(),
    clock: new SystemClock(),
    clientId: 'test',
    connectTimeoutMs: 5_000,
    frameBytesMax: limits.internalFrameBytesMax,
  });
}

/** A batch as a producer makes it, with one record per value, stamped now. */
export function batchOf(...values: string[]): Buffer {
  const timestamp = Date.now();
  return encodeBatch(
    values.map((value) => ({ timestamp, key: null, value: Buffer.from(value), headers: [] })),
    'none',
  );
}

/** What tests ask a broker over a connection that does everything right. */
export class TestClient {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  static async open(address: Address): Promise<TestClient> {
    return new TestClient(await openConnection(address));
  }

  /** Returns the topic's id. */
  async createTopic(
    name: string,
    partitions = 1,
    configs: Record<string, string> = {},
  ): Promise<Uint8Array> {
    const settings = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
    const { topics } = await this.connection.request(
      'createTopics',
      { topics: [{ name, partitions, configs: settings }] },
      { timeoutMs },
    );
    expect(topics[0]).toMatchObject({ errorCode: 0, name, partitions });
    return topics[0]?.topicId ?? new Uint8Array();
  }

  async deleteTopic(name: string): Promise<void> {
    const { topics } = await this.connection.request(
      'deleteTopics',
      { topics: [{ name }] },
      { timeoutMs },
    );
    expect(topics[0]).toMatchObject({ errorCode: 0 });
  }

  metadata(body: RequestBodyInit<'metadata'> = { allTopics: true }) {
    return this.connection.request('metadata', body, { timeoutMs });
  }

  describeCluster() {
    return this.connection.request('describeCluster', {}, { timeoutMs });
  }

  /** The answer for one partition. */
  async produce(
    topic: { name?: string; topicId?: Uint8Array },
    partition: number,
    records: Uint8Array,
    acks = -1,
  ) {
    const { topics } = await this.connection.request(
      'produce',
      { acks, timeoutMs, topics: [{ ...topic, partitions: [{ partition, records }] }] },
      { timeoutMs },
    );
    const result = topics[0]?.partitions[0];
    if (!result) throw new Error('a produce of one partition is answered with one');
    return result;
  }

  /** Appends one batch and returns its base offset. A topic made through another broker may not be open here yet. */
  async append(name: string, partition: number, ...values: string[]): Promise<number> {
    const result = await eventually(
      () => this.produce({ name }, partition, batchOf(...values)),
      ({ errorCode }) => !notYet.has(errorCode),
    );
    expect(result).toMatchObject({ errorCode: 0, errorMessage: '' });
    return result.baseOffset;
  }

  async fetch(
    topic: { name?: string; topicId?: Uint8Array },
    partition: number,
    fetchOffset: number,
    more: { currentLeaderEpoch?: number; maxWaitMs?: number; minBytes?: number } = {},
  ) {
    const { currentLeaderEpoch, maxWaitMs = 0, minBytes = 0 } = more;
    const asked = { partition, fetchOffset, maxBytes: 1 << 20 };
    const partitions = [
      currentLeaderEpoch === undefined ? asked : { ...asked, currentLeaderEpoch },
    ];
    const { topics } = await this.connection.request(
      'fetch',
      { maxWaitMs, minBytes, maxBytes: 1 << 20, topics: [{ ...topic, partitions }] },
      { timeoutMs: timeoutMs + maxWaitMs },
    );
    const result = topics[0]?.partitions[0];
    if (!result) throw new Error('a fetch of one partition is answered with one');
    return result;
  }

  /** Where the partition ends for consumers. */
  async endOffset(name: string, partition: number): Promise<number> {
    const { topics } = await this.connection.request(
      'listOffsets',
      { topics: [{ name, partitions: [{ partition, timestamp: -1 }] }] },
      { timeoutMs },
    );
    const result = topics[0]?.partitions[0];
    expect(result).toMatchObject({ errorCode: 0 });
    return result?.offset ?? -1;
  }

  /** Every record from `offset` up to the end. */
  async read(name: string, partition: number, offset = 0): Promise<LogRecord[]> {
    const records: LogRecord[] = [];
    for (let next = offset; ; ) {
      const result = await this.fetch({ name }, partition, next);
      expect(result).toMatchObject({ errorCode: 0 });
      const batches = [...splitBatches(Buffer.from(result.records ?? []))];
      for (const batch of batches) {
        records.push(...[...readRecords(batch)].filter((record) => record.offset >= next));
      }
      next = (records.at(-1)?.offset ?? offset - 1) + 1;
      if (next >= result.highWatermark) return records;
    }
  }

  async readValues(name: string, partition: number): Promise<string[]> {
    return (await this.read(name, partition)).map((record) => String(record.value));
  }

  close(): void {
    this.connection.close();
  }
}

/** A broker in this process, what it logs, and a client that must never notice what others do to the broker. */
export class TestBroker {
  readonly broker: Broker;
  readonly logger: RecordingLogger;
  readonly client: TestClient;
  #songs = 0;
  #failure: Error | undefined;

  static async start(options: BrokerOptions = {}): Promise<TestBroker> {
    const logger = new RecordingLogger();
    const broker = await Broker.start({ logger, ...options });
    const client = await TestClient.open(broker.clientAddress);
    // On a directory that was used before it is there already.
    const known = await client.metadata();
    if (!known.topics.some(({ name }) => name === 'canary')) await client.createTopic('canary');
    return new TestBroker(broker, logger, client);
  }

  private constructor(broker: Broker, logger: RecordingLogger, client: TestClient) {
    this.broker = broker;
    this.logger = logger;
    this.client = client;
    void broker.failed.then((reason) => {
      this.#failure = reason;
    });
  }

  get address(): Address {
    return this.broker.clientAddress;
  }

  /** The broker runs, and the connection that was there before the bad message still produces and fetches. */
  async expectUnharmed(): Promise<void> {
    const song = `song ${this.#songs++}`;
    const offset = await this.client.append('canary', 0, song);
    const heard = await this.client.read('canary', 0, offset);
    expect(heard.map((record) => String(record.value))).toEqual([song]);
    expect(this.#failure).toBeUndefined();
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.broker.close();
  }
}
