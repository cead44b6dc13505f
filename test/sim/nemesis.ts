// What goes wrong during a run: crashes, resets, cut links and pauses, each at times of its own.
import { delay } from '../../src/base/clock.ts';
import type { Random } from '../../src/base/random.ts';
import type { Life } from './simulated-clock.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Simulation } from './simulation.ts';
import type { SwarmOptions } from './swarm.ts';

export interface NemesisOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  cluster: SimulatedCluster;
  swarm: SwarmOptions;
  /** Nodes beside the brokers whose links may be cut. */
  clients: readonly string[];
}

export interface NemesisCounters {
  cuts: number;
  pauses: number;
}

const downMsMax = 2_000;
const cutMsMax = 3_000;
const pauseMsMax = 2_500;

export class Nemesis {
  readonly counters: NemesisCounters = { cuts: 0, pauses: 0 };
  readonly #options: NemesisOptions;
  readonly #random: Random;
  readonly #life: Life;
  readonly #stopping = new AbortController();

  constructor(options: NemesisOptions) {
    this.#options = options;
    this.#random = options.simulation.splitRandom();
    this.#life = options.simulation.begin('nemesis');
  }

  start(): void {
    const { swarm } = this.#options;
    this.#every(swarm.crashEveryMs, () => this.#crash());
    this.#every(swarm.resetEveryMs, () => void this.#options.network.resetAny());
    this.#every(swarm.cutEveryMs, () => this.#cut());
    this.#every(swarm.pauseEveryMs, () => this.#pause());
  }

  /** Ends all faults: whoever is down is started, whatever is cut is healed. */
  stop(): void {
    const { simulation, network, cluster, swarm } = this.#options;
    this.#stopping.abort();
    network.setOptions({ ...swarm.network, connectLossShare: 0 });
    network.healAll();
    for (const name of cluster.names) simulation.clock.resume(name);
    cluster.startAll();
  }

  #every(meanMs: number, act: () => void): void {
    if (!Number.isFinite(meanMs)) return;
    const again = () => {
      const waitMs = -Math.log(1 - this.#random.fraction()) * meanMs;
      this.#life.clock.schedule(waitMs, () => {
        if (this.#stopping.signal.aborted) return;
        act();
        again();
      });
    };
    again();
  }

  #crash(): void {
    const { cluster, swarm } = this.#options;
    const name = this.#pick(cluster.running);
    if (name === undefined) return;
    const kind = this.#random.fraction() < swarm.powerLossShare ? 'power-loss' : 'killed';
    cluster.crash(name, kind);
    void this.#after(downMsMax, () => cluster.start(name));
  }

  #cut(): void {
    const { network, cluster, clients } = this.#options;
    const nodes = [...cluster.names, ...clients];
    const from = this.#pick(nodes);
    const to = this.#pick(nodes.filter((node) => node !== from));
    if (from === undefined || to === undefined) return;
    const links: [string, string][] = [[from, to]];
    if (this.#random.integerBelow(2) === 0) links.push([to, from]);
    for (const link of links) network.cut(...link);
    this.counters.cuts += 1;
    void this.#after(cutMsMax, () => {
      for (const link of links) network.heal(...link);
    });
  }

  #pause(): void {
    const { simulation, cluster } = this.#options;
    const name = this.#pick(cluster.running.filter((one) => !simulation.clock.isPaused(one)));
    if (name === undefined) return;
    this.counters.pauses += 1;
    simulation.note('pause', name);
    simulation.clock.pause(name);
    void this.#after(pauseMsMax, () => simulation.clock.resume(name));
  }

  async #after(msMax: number, act: () => void): Promise<void> {
    await delay(this.#life.clock, this.#random.integerBelow(msMax));
    if (!this.#stopping.signal.aborted) act();
  }

  #pick<T>(choices: readonly T[]): T | undefined {
    return choices.length === 0 ? undefined : choices[this.#random.integerBelow(choices.length)];
  }
}
