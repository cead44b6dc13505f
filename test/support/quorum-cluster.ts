// Three or more brokers in this process that are all voters, each with a data directory and ports of its own that it keeps when
// it is stopped and started again.
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Broker, type BrokerOptions } from '../../src/broker/broker.ts';
import type { QuorumVoter } from '../../src/cluster/quorum-voters.ts';
import type { Address } from '../../src/net/transport.ts';
import { eventually } from './eventually.ts';
import { RecordingLogger } from './recording-logger.ts';
import { TestClient } from './test-broker.ts';

const host = '127.0.0.1';

/** Ports that nobody listens at now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, host, () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export class QuorumCluster {
  readonly root: string;
  readonly voters: QuorumVoter[] = [];
  readonly brokers = new Map<number, Broker>();
  readonly loggers = new Map<number, RecordingLogger>();
  readonly #clients = new Map<number, Address>();
  readonly #options: BrokerOptions;

  /** Nothing runs yet. */
  static async prepare(
    root: string,
    voterCount: number,
    options: BrokerOptions = {},
  ): Promise<QuorumCluster> {
    const cluster = new QuorumCluster(root, options);
    const ports = await freePorts(2 * voterCount);
    for (let i = 0; i < voterCount; i++) {
      cluster.voters.push({ nodeId: i + 1, host, port: ports[2 * i] as number });
      cluster.#clients.set(i + 1, { host, port: ports[2 * i + 1] as number });
    }
    return cluster;
  }

  private constructor(root: string, options: BrokerOptions) {
    this.root = root;
    this.#options = options;
  }

  optionsOf(nodeId: number): BrokerOptions {
    const voter = this.voters.find((one) => one.nodeId === nodeId);
    const client = this.#clients.get(nodeId);
    return {
      ...this.#options,
      nodeId,
      dataDirectory: join(this.root, String(nodeId)),
      ...(client === undefined ? {} : { client: { listen: client } }),
      ...(voter === undefined ? {} : { internal: { listen: { host, port: voter.port } } }),
      quorum: this.voters,
    };
  }

  async start(nodeId: number, options: BrokerOptions = {}): Promise<Broker> {
    const logger = new RecordingLogger();
    this.loggers.set(nodeId, logger);
    const broker = await Broker.start({ ...this.optionsOf(nodeId), logger, ...options });
    this.brokers.set(nodeId, broker);
    return broker;
  }

  async startAll(): Promise<void> {
    const ids = this.voters.map(({ nodeId }) => nodeId);
    await Promise.all(ids.map((nodeId) => this.start(nodeId)));
  }

  async stop(nodeId: number): Promise<void> {
    const broker = this.brokers.get(nodeId);
    this.brokers.delete(nodeId);
    await broker?.close();
  }

  /** A client of a broker that runs. */
  async client(nodeId?: number): Promise<TestClient> {
    const broker = nodeId === undefined ? [...this.brokers.values()][0] : this.brokers.get(nodeId);
    if (!broker) throw new Error('no such broker runs');
    return TestClient.open(broker.clientAddress);
  }

  /** The node that leads, when a majority agrees on it. */
  async leader(): Promise<number> {
    const isAgreed = (views: readonly number[]) =>
      views.length > this.voters.length / 2 &&
      new Set(views).size === 1 &&
      this.brokers.has(views[0] as number);
    const views = await eventually(() => this.#views(), isAgreed);
    return views[0] as number;
  }

  /** Who each broker says leads, if it knows. */
  async #views(): Promise<number[]> {
    const views: number[] = [];
    for (const nodeId of this.brokers.keys()) {
      const client = await this.client(nodeId);
      const { leaderId } = await client.connection.request(
        'describeQuorum',
        { localOnly: true },
        { timeoutMs: 5_000 },
      );
      if (leaderId >= 0) views.push(leaderId);
      client.close();
    }
    return views;
  }

  async close(): Promise<void> {
    await Promise.all([...this.brokers.keys()].map((nodeId) => this.stop(nodeId)));
    await rm(this.root, { recursive: true, force: true });
  }
}
