// Brokers as processes that somebody keeps alive: each is started, crashes with or without its machine's power, and is
// started again on what its disk kept. The code is the real Broker; only its seams are simulated.

import { assert } from '../../src/base/assert.ts';
import { delay } from '../../src/base/clock.ts';
import { messageOf } from '../../src/base/errors.ts';
import type { Logger } from '../../src/base/logger.ts';
import type { Random } from '../../src/base/random.ts';
import { Broker, type BrokerSeams } from '../../src/broker/broker.ts';
import type { BrokerSettings } from '../../src/broker/config.ts';
import type { Address } from '../../src/net/transport.ts';
import { MemoryFileSystem } from '../support/memory-file-system.ts';
import type { Life } from './simulated-clock.ts';
import { type DiskOptions, SimulatedDisk } from './simulated-disk.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Simulation } from './simulation.ts';

export interface ClusterOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  brokerCount: number;
  /** Brokers 1 to this one are the voters of the metadata quorum. */
  voterCount: number;
  /** A node's process has ended. */
  onEnd?: (node: string) => void;
  /** More seams for a life of a node. */
  seamsOf?: (node: string, life: Life) => Partial<BrokerSeams>;
  settings: Partial<BrokerSettings>;
  disk: DiskOptions;
  timerSlackMs: number;
  wallSkewMsMax: number;
  /** Whether a node may lose what is on no disk; else only its process ends. Asked for each loss of power. */
  mayLosePower?: (node: string) => boolean;
}

export type CrashKind = 'killed' | 'power-loss';

export interface ClusterCounters {
  starts: number;
  kills: number;
  powerLosses: number;
  /** In order. */
  stops: number;
  /** A broker that gave up by itself. */
  failures: number;
}

interface Node {
  nodeId: number;
  name: string;
  files: MemoryFileSystem;
  disk: SimulatedDisk;
  life: Life | undefined;
  /** Defined once it is ready. */
  broker: Broker | undefined;
}

const host = '127.0.0.1';
const clientPortFirst = 9_092;
const internalPortFirst = 19_092;
/** What a supervisor waits before it starts again what has stopped by itself. */
const restartMs = 500;

export class SimulatedCluster {
  readonly counters: ClusterCounters = {
    starts: 0,
    kills: 0,
    powerLosses: 0,
    stops: 0,
    failures: 0,
  };
  readonly #options: ClusterOptions;
  readonly #random: Random;
  readonly #nodes: Node[] = [];
  /** The world that keeps the brokers alive. */
  readonly #keeper: Life;

  constructor(options: ClusterOptions) {
    this.#options = options;
    const { simulation, brokerCount, disk } = options;
    this.#random = simulation.splitRandom();
    this.#keeper = simulation.begin('keeper');
    for (let nodeId = 1; nodeId <= brokerCount; nodeId++) {
      const files = new MemoryFileSystem();
      this.#nodes.push({
        nodeId,
        name: `broker-${nodeId}`,
        files,
        disk: new SimulatedDisk(simulation, files, disk),
        life: undefined,
        broker: undefined,
      });
    }
  }

  get names(): string[] {
    return this.#nodes.map((node) => node.name);
  }

  get clientAddresses(): Address[] {
    return this.#nodes.map((node) => clientAddress(node.nodeId));
  }

  get isReady(): boolean {
    return this.#nodes.every((node) => node.broker);
  }

  /** Those that run, ready or not. */
  get running(): string[] {
    return this.#nodes.filter((node) => node.life?.isAlive).map((node) => node.name);
  }

  startAll(): void {
    for (const node of this.#nodes) {
      if (!node.life?.isAlive) this.#start(node);
    }
  }

  start(name: string): void {
    const node = this.#node(name);
    if (!node.life?.isAlive) this.#start(node);
  }

  /** Ends the process at once, between two of its steps. */
  crash(name: string, wanted: CrashKind): void {
    const node = this.#node(name);
    if (!node.life?.isAlive) return;
    const { mayLosePower = () => true } = this.#options;
    const kind = wanted === 'power-loss' && mayLosePower(name) ? 'power-loss' : 'killed';
    if (kind === 'killed') this.counters.kills += 1;
    else this.counters.powerLosses += 1;
    this.#end(node, kind);
  }

  /** Stops the broker in order, as SIGTERM does, unless it crashes first; then it is down. */
  async stop(name: string): Promise<void> {
    const node = this.#node(name);
    const { life, broker } = node;
    if (!life?.isAlive || !broker) return;
    this.counters.stops += 1;
    node.broker = undefined;
    await broker.close();
    if (life.isAlive) this.#end(node, 'killed');
  }

  async ready(): Promise<void> {
    while (!this.isReady) await delay(this.#keeper.clock, 50);
  }

  /** The disk of a node, whether it runs or not. */
  filesOf(name: string): MemoryFileSystem {
    return this.#node(name).files;
  }

  setDisk(name: string, options: DiskOptions): void {
    this.#node(name).disk.setOptions(options);
  }

  /** The broker once it is ready. */
  brokerOf(name: string): Broker | undefined {
    return this.#node(name).broker;
  }

  /** A new, empty disk for a node that is down. */
  wipe(name: string): void {
    const node = this.#node(name);
    assert(!node.life?.isAlive, `${name} is down when its disk is replaced`);
    node.files = new MemoryFileSystem();
    node.disk = new SimulatedDisk(this.#options.simulation, node.files, this.#options.disk);
  }

  /** Stops all brokers in order. */
  async close(): Promise<void> {
    for (const node of this.#nodes.toReversed()) await node.broker?.close();
  }

  #node(name: string): Node {
    const node = this.#nodes.find((candidate) => candidate.name === name);
    if (!node) throw new Error(`there is no broker ${name}`);
    return node;
  }

  get #voters(): { nodeId: number; host: string; port: number }[] {
    const voters = this.#nodes.slice(0, this.#options.voterCount);
    return voters.map(({ nodeId }) => ({ nodeId, host, port: internalPortFirst + nodeId - 1 }));
  }

  #start(node: Node): void {
    const { simulation, network, timerSlackMs, wallSkewMsMax } = this.#options;
    const wallSkewMs = this.#random.integerBelow(2 * wallSkewMsMax + 1) - wallSkewMsMax;
    const life = simulation.begin(node.name, { timerSlackMs, wallSkewMs });
    node.life = life;
    this.counters.starts += 1;
    const starting = Broker.start({
      nodeId: node.nodeId,
      dataDirectory: '/data',
      client: { listen: clientAddress(node.nodeId) },
      internal: { listen: { host, port: internalPortFirst + node.nodeId - 1 } },
      quorum: this.#voters,
      settings: this.#options.settings,
      logger: remarks(simulation, node.name),
      seams: {
        clock: life.clock,
        random: simulation.splitRandom(),
        fileSystem: node.disk.fileSystemFor(life),
        transport: network.transportFor(life),
        ...this.#options.seamsOf?.(node.name, life),
      },
    });
    starting.then(
      (broker) => {
        if (!life.isAlive) return;
        node.broker = broker;
        simulation.note('ready', node.name);
        void broker.failed.then((reason) => this.#gaveUp(node, life, reason));
      },
      (error: unknown) => this.#gaveUp(node, life, error),
    );
  }

  #gaveUp(node: Node, life: Life, reason: unknown): void {
    if (!life.isAlive) return;
    this.#options.simulation.remark(node.name, `gave up: ${messageOf(reason)}`);
    this.counters.failures += 1;
    this.#end(node, 'killed');
    this.#keeper.clock.schedule(restartMs, () => this.start(node.name));
  }

  #end(node: Node, kind: CrashKind): void {
    const { life } = node;
    if (!life?.isAlive) return;
    this.#options.onEnd?.(node.name);
    const { simulation, network } = this.#options;
    simulation.kill(node.name);
    network.dropNode(life, kind);
    if (kind === 'power-loss') node.files.crash(this.#random);
    else node.files.kill();
    node.broker = undefined;
  }
}

function clientAddress(nodeId: number): Address {
  return { host, port: clientPortFirst + nodeId - 1 };
}

/** A broker's log, in the trace. */
function remarks(simulation: Simulation, node: string): Logger {
  const say = (fields: object, message: string) => {
    const { err, ...others } = fields as { err?: unknown };
    const reason = err === undefined ? '' : ` (${messageOf(err)})`;
    simulation.remark(node, `${message}${reason} ${JSON.stringify(others)}`);
  };
  const logger: Logger = { debug() {}, info: say, warn: say, error: say, child: () => logger };
  return logger;
}
