/** Three brokers in processes of their own, all voters, with places for more. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from '../../scripts/processes/free-ports.ts';
import type { BrokerSettings } from '../../src/broker/config.ts';
import type { BrokerProcess, BrokerUsage } from '../processes/broker.ts';
import { Child } from './child.ts';
import type { Settings } from './stage.ts';

const host = '127.0.0.1';
export const brokerIds = [1, 2, 3];

export class ThreeBrokers implements AsyncDisposable {
  readonly #directory: string;
  readonly #ports: readonly number[];
  readonly #settings: Settings;
  readonly #brokers = new Map<number, Child<BrokerProcess>>();

  static async start(settings: Settings): Promise<ThreeBrokers> {
    const directory = await mkdtemp(join(settings.directory, 'tidelog-bench-'));
    const ports = await freePorts(2 * brokerIds.length, host);
    const cluster = new ThreeBrokers(directory, ports, settings);
    await Promise.all(brokerIds.map((nodeId) => cluster.start(nodeId)));
    return cluster;
  }

  private constructor(directory: string, ports: readonly number[], settings: Settings) {
    this.#directory = directory;
    this.#ports = ports;
    this.#settings = settings;
  }

  get addresses(): string {
    return brokerIds.map((nodeId) => `${host}:${this.#clientPort(nodeId)}`).join(',');
  }

  /** Until it answers clients, in milliseconds, without the start of its process. */
  async start(nodeId: number, settings: Partial<BrokerSettings> = {}): Promise<number> {
    const broker = new Child<BrokerProcess>('broker', this.#settings);
    this.#brokers.set(nodeId, broker);
    // The first answer comes when the process is there.
    await broker.call('usage', { watch: false });
    const startedMs = performance.now();
    await broker.call('start', {
      nodeId,
      dataDirectory: join(this.#directory, String(nodeId)),
      client: { listen: { host, port: this.#clientPort(nodeId) } },
      internal: { listen: { host, port: this.#internalPort(nodeId) } },
      quorum: brokerIds.map((id) => ({ nodeId: id, host, port: this.#internalPort(id) })),
      settings,
      countsFrames: true,
    });
    return performance.now() - startedMs;
  }

  /** In good order; the process ends, too. */
  async stop(nodeId: number): Promise<void> {
    const broker = this.#brokers.get(nodeId);
    this.#brokers.delete(nodeId);
    await broker?.call('stop', null);
    await broker?.stop();
  }

  /** Of all three, since the last question. */
  async usages(): Promise<BrokerUsage[]> {
    const running = [...this.#brokers.values()];
    return await Promise.all(running.map((broker) => broker.call('usage', { watch: false })));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#brokers.keys()].map((nodeId) => this.stop(nodeId)));
    await rm(this.#directory, { recursive: true, force: true });
  }

  #clientPort(nodeId: number): number {
    return this.#ports[2 * nodeId - 2] as number;
  }

  #internalPort(nodeId: number): number {
    return this.#ports[2 * nodeId - 1] as number;
  }
}
