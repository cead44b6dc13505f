/** The processes of one benchmark and the folder they work in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokerProcess } from '../processes/broker.ts';
import type { ClientProcess } from '../processes/client.ts';
import type { RawClient } from '../processes/raw-client.ts';
import type { RawServer } from '../processes/raw-server.ts';
import type { WireClient } from '../processes/wire-client.ts';
import { Child } from './child.ts';

export interface Settings {
  /** Where data is written; a disk, or fdatasync costs nothing. */
  directory: string;
  rounds: number;
  /** Scales how many records a workload has. */
  scale: number;
  profileDirectory: string | undefined;
}

/** The size of a record's value in every workload. */
export const valueBytes = 100;
export const partitions = 6;
/** A record of 100 bytes without a key takes so many in a batch, give or take one. */
export const recordBytes = 109;

export class Stage implements AsyncDisposable {
  readonly settings: Settings;
  readonly directory: string;
  readonly broker: Child<BrokerProcess>;
  readonly client: Child<ClientProcess>;
  /** For a second client beside the first. */
  readonly reader: Child<ClientProcess>;
  readonly wire: Child<WireClient>;
  readonly rawServer: Child<RawServer>;
  readonly rawClient: Child<RawClient>;
  readonly rawReader: Child<RawClient>;
  #brokers = '';

  static async open(settings: Settings): Promise<Stage> {
    const stage = new Stage(settings, await mkdtemp(join(settings.directory, 'tidelog-bench-')));
    await stage.restartBroker();
    return stage;
  }

  private constructor(settings: Settings, directory: string) {
    this.settings = settings;
    this.directory = directory;
    const profiled = { profileDirectory: settings.profileDirectory };
    this.broker = new Child('broker', profiled);
    this.client = new Child('client', profiled);
    this.reader = new Child('client', profiled);
    this.wire = new Child('wire-client');
    this.rawServer = new Child('raw-server');
    this.rawClient = new Child('raw-client');
    this.rawReader = new Child('raw-client');
  }

  get brokers(): string {
    return this.#brokers;
  }

  get rawPath(): string {
    return join(this.directory, 'raw');
  }

  records(count: number): number {
    return Math.max(1_000, Math.round(count * this.settings.scale));
  }

  /** The same data in a broker that has nothing in memory; the process stays, and what it has compiled. */
  async restartBroker(): Promise<void> {
    await this.broker.call('stop', null);
    const dataDirectory = join(this.directory, 'data');
    const { host, port } = await this.broker.call('start', { dataDirectory });
    this.#brokers = `${host}:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { broker, client, reader, wire, rawServer, rawClient, rawReader } = this;
    await broker.call('stop', null);
    const all = [broker, client, reader, wire, rawServer, rawClient, rawReader];
    await Promise.all(all.map((child) => child.stop()));
    await rm(this.directory, { recursive: true, force: true });
  }
}
