// Supervisor of real broker processes that keep their directories and ports over all their lives, and dial each other through
// links that can be made faulty.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../../src/base/errors.ts';
import type { BrokerOptions } from '../../../src/broker/broker.ts';
import type { BrokerSettings } from '../../../src/broker/config.ts';
import { type Address, formatAddress } from '../../../src/net/transport.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { SmallDisk } from '../../support/small-disk.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { findFreePorts } from './free-ports.ts';
import { Links } from './link.ts';

export interface ClusterOptions {
  /** Logs of the brokers are left here, and their data unless `dataDirectoryOf` says otherwise. */
  directory: string;
  brokers: number;
  /** The first so many brokers are voters of the metadata quorum. */
  voters: number;
  settings: Partial<BrokerSettings>;
  /** Each broker has a disk of its own with so many bytes; none has when it is undefined. */
  diskBytes: number | undefined;
  history: HistoryFile;
}

/** How long a process may take to end after SIGTERM. A hang there is a failure of the run. */
const stopMsMax = 60_000;
const startTriesMax = 4;

export class ChaosNode {
  readonly id: number;
  readonly client: Address;
  readonly internal: Address;
  /** Its own, when disks are to be filled. */
  readonly disk: SmallDisk | undefined;
  readonly #directory: string;
  process: BrokerProcess | undefined;
  /** Its process has answered. */
  isReady = false;
  isPaused = false;
  /** Everything that its processes wrote to stderr. */
  log = '';

  constructor(options: {
    id: number;
    client: Address;
    internal: Address;
    directory: string;
    disk: SmallDisk | undefined;
  }) {
    this.id = options.id;
    this.client = options.client;
    this.internal = options.internal;
    this.#directory = options.directory;
    this.disk = options.disk;
  }

  /** Where this harness finds its files. */
  get dataDirectory(): string {
    return this.disk ? join(this.disk.outsidePath, 'data') : this.#directory;
  }

  /** Where its process finds them. */
  get innerDirectory(): string {
    return this.disk ? join(this.disk.path, 'data') : this.#directory;
  }

  get isUp(): boolean {
    return this.isReady && !this.isPaused;
  }
}

export class ChaosCluster {
  readonly links = new Links();
  readonly nodes: readonly ChaosNode[];
  readonly #options: ClusterOptions;
  /** Of each node, and of the clients: where to dial instead. */
  readonly #dial = new Map<number | 'client', Record<string, string>>();

  static async create(options: ClusterOptions): Promise<ChaosCluster> {
    const ports = await findFreePorts(2 * options.brokers);
    const nodes: ChaosNode[] = [];
    for (let id = 1; id <= options.brokers; id++) {
      const [client, internal] = ports.splice(0, 2).map(localAddress);
      if (!client || !internal) throw new Error('there are two ports for each broker');
      const directory = join(options.directory, `data-${id}`);
      const { diskBytes } = options;
      const disk = diskBytes === undefined ? undefined : await SmallDisk.mount(diskBytes);
      nodes.push(new ChaosNode({ id, client, internal, directory, disk }));
    }
    const cluster = new ChaosCluster(options, nodes);
    await mkdir(options.directory, { recursive: true });
    await cluster.#openLinks();
    return cluster;
  }

  private constructor(options: ClusterOptions, nodes: readonly ChaosNode[]) {
    this.#options = options;
    this.nodes = nodes;
  }

  get voters(): readonly ChaosNode[] {
    return this.nodes.slice(0, this.#options.voters);
  }

  get sessionMs(): number {
    return this.#options.settings.brokerSessionMs ?? 1_500;
  }

  /** For a transport of clients: everything they dial goes through links too. */
  readonly resolveDial = (to: Address): Address => {
    const through = this.#dial.get('client')?.[formatAddress(to)];
    return through === undefined ? to : localAddress(Number(through.split(':').at(-1)));
  };

  node(id: number): ChaosNode {
    const node = this.nodes[id - 1];
    if (!node) throw new Error(`there is no broker ${id}`);
    return node;
  }

  /** Resolves when all answer clients. The voters must all be there for the first start to end. */
  async start(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.startNode(node)));
  }

  /**
   * Resolves when it answers clients, or was ended meanwhile; rejects with what kept it from starting. On an empty disk it is a
   * stranger until the session of the one before has run out, which every new controller lets begin anew: it is started again.
   */
  async startNode(node: ChaosNode): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#startOnce(node);
        return;
      } catch (error) {
        if (codeOf(error) !== 'DUPLICATE_BROKER_REGISTRATION' || tries === startTriesMax)
          throw error;
      }
    }
  }

  async #startOnce(node: ChaosNode): Promise<void> {
    if (node.process) return;
    const { settings } = this.#options;
    const options = {
      nodeId: node.id,
      dataDirectory: node.innerDirectory,
      client: { listen: node.client },
      internal: { listen: node.internal },
      quorum: this.#quorum(),
      settings,
      dialThrough: this.#dial.get(node.id) ?? {},
    };
    let last: BrokerProcess | undefined;
    try {
      await BrokerProcess.start(options, node.disk?.launcher ?? [], (started) => {
        last = started;
        node.process = started;
        this.#watch(node, started);
      });
    } catch (error) {
      if (node.process === undefined || node.process !== last) return;
      node.process = undefined;
      throw error;
    }
    if (node.process === last) node.isReady = true;
  }

  /** SIGKILL. Resolves when the process is gone. */
  async kill(node: ChaosNode): Promise<void> {
    await this.#end(node, (ending) => ending.kill());
  }

  /** SIGTERM. Resolves when the process is gone; that it did not end in order is recorded. Throws when it hangs. */
  async stopNode(node: ChaosNode): Promise<void> {
    await this.#end(node, async (ending) => {
      const hung = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        hung.reject(new Error(`broker ${node.id} goes on ${stopMsMax} ms after SIGTERM`));
      }, stopMsMax);
      try {
        await Promise.race([ending.stop(), hung.promise]);
      } finally {
        clearTimeout(timer);
      }
      if (ending.exitCode !== 0) this.#crashed(node, ending, 'was asked to stop');
    });
  }

  pause(node: ChaosNode): void {
    node.process?.suspend();
    node.isPaused = true;
  }

  resume(node: ChaosNode): void {
    node.process?.resume();
    node.isPaused = false;
  }

  /** Ends everything, at once. */
  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.kill(node)));
    this.links.close();
    for (const node of this.nodes) {
      await writeFile(join(this.#options.directory, `broker-${node.id}.log`), node.log);
      await node.disk?.unmount();
    }
  }

  async #end(node: ChaosNode, end: (ending: BrokerProcess) => Promise<void>): Promise<void> {
    const ending = node.process;
    if (!ending) return;
    // From here on its end is no surprise.
    node.process = undefined;
    node.isReady = false;
    node.isPaused = false;
    await end(ending);
  }

  #watch(node: ChaosNode, started: BrokerProcess): void {
    void started.exited.then(() => {
      node.log += started.stderr;
      // While it starts, its end is told to who starts it.
      if (node.process !== started || !node.isReady) return;
      node.process = undefined;
      node.isReady = false;
      this.#crashed(node, started, 'ended by itself');
    });
  }

  #crashed(node: ChaosNode, { stderr, exitCode }: BrokerProcess, what: string): void {
    const lines = stderr.trim().split('\n');
    const detail = `${what}, exit ${exitCode}: ${lines.slice(-12).join(' | ').slice(-1_500)}`;
    this.#options.history.write({ op: 'crash', at: nowMs(), node: node.id, detail });
  }

  #quorum(): NonNullable<BrokerOptions['quorum']> {
    return this.voters.map(({ id, internal }) => ({ nodeId: id, ...internal }));
  }

  async #openLinks(): Promise<void> {
    for (const from of [...this.nodes, 'client' as const]) {
      const through: Record<string, string> = {};
      const place = from === 'client' ? 'client' : from.id;
      for (const to of this.nodes) {
        if (to === from) continue;
        const target = from === 'client' ? to.client : to.internal;
        const dialed = await this.links.add(place, to.id, target);
        through[formatAddress(target)] = formatAddress(dialed);
      }
      this.#dial.set(place, through);
    }
  }
}

function localAddress(port: number): Address {
  return { host: '127.0.0.1', port };
}
