import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Finished, runCli } from '../../../scripts/processes/cli-process.ts';
import { freePorts } from '../../../scripts/processes/free-ports.ts';
import { codeOf, TidelogError } from '../../../src/base/errors.ts';
import { type Address, formatAddress } from '../../../src/net/transport.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import type { MetadataResponse } from '../../../src/protocol/messages.ts';
import { BrokerProcess, type BrokerProcessOptions } from '../../support/broker-process.ts';
import { eventually } from '../../support/eventually.ts';
import { TestClient } from '../../support/test-broker.ts';

const loopback = '127.0.0.1';
const portTriesMax = 5;
const timeoutMs = 40_000;
const alreadyThere = errorNumber('TOPIC_ALREADY_EXISTS');

interface Place {
  client: Address;
  internal: Address;
}

/** Broker processes of one cluster, which keep their directories and ports over their lives. */
export class QuorumProcesses {
  readonly #root: string;
  readonly #places = new Map<number, Place>();
  readonly #voters: readonly number[];
  readonly #brokers = new Map<number, BrokerProcess>();
  readonly #ready = new Set<number>();
  readonly #clients = new Map<number, TestClient>();

  /** All are voters, unless told otherwise. Resolves when all of them answer clients. */
  static async start(
    options: { brokers?: number; voters?: number } = {},
  ): Promise<QuorumProcesses> {
    const { brokers: count = 3, voters = count } = options;
    for (let tries = 1; ; tries++) {
      const root = await mkdtemp(join(tmpdir(), 'tidelog-quorum-'));
      const cluster = new QuorumProcesses(root, voters, await freePorts(2 * count, loopback));
      try {
        await Promise.all(cluster.nodeIds.map((nodeId) => cluster.start(nodeId)));
        return cluster;
      } catch (error) {
        await cluster.end();
        if (codeOf(error) !== 'PORT_IN_USE' || tries === portTriesMax) throw error;
      }
    }
  }

  private constructor(root: string, voters: number, ports: readonly number[]) {
    this.#root = root;
    for (let at = 0; at < ports.length; at += 2) {
      const [client = 0, internal = 0] = ports.slice(at, at + 2);
      this.#places.set(at / 2 + 1, {
        client: { host: loopback, port: client },
        internal: { host: loopback, port: internal },
      });
    }
    this.#voters = this.nodeIds.slice(0, voters);
  }

  get nodeIds(): number[] {
    return [...this.#places.keys()];
  }

  /** Those that answer clients. */
  get running(): number[] {
    return [...this.#ready].toSorted();
  }

  get addresses(): string {
    return [...this.#places.values()].map(({ client }) => formatAddress(client)).join(',');
  }

  get quorum(): NonNullable<BrokerProcessOptions['quorum']> {
    return this.#voters.map((nodeId) => ({ nodeId, ...this.place(nodeId).internal }));
  }

  place(nodeId: number): Place {
    const place = this.#places.get(nodeId);
    if (!place) throw new Error(`the test has no broker ${nodeId}`);
    return place;
  }

  directory(nodeId: number): string {
    return join(this.#root, String(nodeId));
  }

  optionsOf(nodeId: number): BrokerProcessOptions {
    const { client, internal } = this.place(nodeId);
    return {
      nodeId,
      dataDirectory: this.directory(nodeId),
      client: { listen: client },
      internal: { listen: internal },
      quorum: this.quorum,
    };
  }

  process(nodeId: number): BrokerProcess {
    const broker = this.#brokers.get(nodeId);
    if (!broker) throw new Error(`broker ${nodeId} does not run`);
    return broker;
  }

  /** Resolves when it answers clients. */
  async start(nodeId: number): Promise<BrokerProcess> {
    const broker = BrokerProcess.spawn(this.optionsOf(nodeId));
    this.#brokers.set(nodeId, broker);
    await broker.ready();
    this.#ready.add(nodeId);
    return broker;
  }

  /** SIGKILL. Resolves when it is gone. */
  async kill(nodeId: number): Promise<void> {
    const broker = this.process(nodeId);
    this.#forget(nodeId);
    await broker.kill();
  }

  /** A connection for requests one after the other, which is made anew after each start of the broker. */
  async client(nodeId: number): Promise<TestClient> {
    const known = this.#clients.get(nodeId);
    if (known?.connection.isOpen) return known;
    const client = await TestClient.open(this.place(nodeId).client);
    this.#clients.set(nodeId, client);
    return client;
  }

  /** What a broker itself knows, without asking the leader. */
  async localQuorum(nodeId: number) {
    const { connection } = await this.client(nodeId);
    return await connection.request('describeQuorum', { localOnly: true }, { timeoutMs: 10_000 });
  }

  /** What makes a topic through this broker, trying until that is acknowledged; its connection is open already. */
  async prober(nodeId: number): Promise<(name: string) => Promise<void>> {
    const client = await TestClient.open(this.place(nodeId).client);
    return async (name) => {
      const ask = () =>
        client.connection.request('createTopics', { topics: [{ name }] }, { timeoutMs });
      // A refusal of the whole is to be tried again as that of the topic is.
      await eventually(
        () => ask().then(({ topics }) => topics[0]?.errorCode, errorCodeOf),
        (code) => code === 0 || code === alreadyThere,
      );
      client.close();
    };
  }

  /** The controller that one of these brokers knows, once there is one among them. */
  async controller(among: readonly number[] = this.running): Promise<number> {
    const { leaderId } = await eventually(
      async () => {
        const views = await Promise.all(among.map((nodeId) => this.localQuorum(nodeId)));
        return views.reduce((best, view) => (view.term > best.term ? view : best));
      },
      (view) => among.includes(view.leaderId),
    );
    return leaderId;
  }

  /** Every one of these brokers has the same metadata; returns what it is. Nobody may change it meanwhile. */
  async agreedMetadata(among: readonly number[] = this.running): Promise<MetadataResponse> {
    const views = await Promise.all(among.map((nodeId) => this.localQuorum(nodeId)));
    const endOffset = Math.max(...views.map(({ committedEndOffset }) => committedEndOffset));
    const answers = await eventually(
      () => Promise.all(among.map((nodeId) => this.#metadata(nodeId))),
      // Brokers are fenced and unfenced by themselves, which may come in between.
      ([first, ...others]) =>
        (first?.metadataOffset ?? 0) >= endOffset &&
        others.every(({ metadataOffset }) => metadataOffset === first?.metadataOffset),
    );
    const [first, ...others] = answers;
    if (!first) throw new Error('nobody was asked');
    for (const other of others) expect(other).toEqual(first);
    return first;
  }

  async #metadata(nodeId: number): Promise<MetadataResponse> {
    const client = await this.client(nodeId);
    const answer = await client.metadata({ allTopics: true, includeConfigs: true });
    answer.topics.sort((a, b) => (a.name < b.name ? -1 : 1));
    return answer;
  }

  /** `tidelog` with these arguments, told of all brokers. */
  tidelog(...args: string[]): Promise<Finished> {
    return runCli([...args, '--brokers', this.addresses]);
  }

  /** Kills all that run and removes their data. */
  async end(): Promise<void> {
    await Promise.all([...this.#brokers.keys()].map((nodeId) => this.kill(nodeId)));
    await rm(this.#root, { recursive: true, force: true });
  }

  #forget(nodeId: number): void {
    this.#brokers.delete(nodeId);
    this.#ready.delete(nodeId);
    this.#clients.get(nodeId)?.close();
    this.#clients.delete(nodeId);
  }
}

/** Throws what no other try would mend. */
function errorCodeOf(error: unknown): number {
  if (error instanceof TidelogError && error.retriable) return -1;
  throw error;
}
