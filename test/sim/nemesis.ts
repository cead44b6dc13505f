// What goes wrong during a run: crashes, resets, cut links and pauses, each at times of its own.
import { FaultSchedule } from './fault-schedule.ts';
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
  /** Nothing new may go wrong now. */
  isHeld?: () => boolean;
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
  readonly #schedule: FaultSchedule;

  constructor(options: NemesisOptions) {
    this.#options = options;
    this.#schedule = new FaultSchedule(options.simulation, 'nemesis', options.isHeld);
  }

  start(): void {
    const { swarm } = this.#options;
    this.#schedule.every(swarm.crashEveryMs, () => this.#crash());
    this.#schedule.every(swarm.resetEveryMs, () => void this.#options.network.resetAny());
    this.#schedule.every(swarm.cutEveryMs, () => this.#cut());
    this.#schedule.every(swarm.pauseEveryMs, () => this.#pause());
  }

  /** Ends all faults: whoever is down is started, whatever is cut is healed. */
  stop(): void {
    const { simulation, network, cluster, swarm } = this.#options;
    this.#schedule.stop();
    network.setOptions({ ...swarm.network, connectLossShare: 0 });
    network.healAll();
    for (const name of cluster.names) simulation.clock.resume(name);
    cluster.startAll();
  }

  #crash(): void {
    const { cluster, swarm } = this.#options;
    const name = this.#schedule.pick(cluster.running);
    if (name === undefined) return;
    const kind = this.#schedule.random.fraction() < swarm.powerLossShare ? 'power-loss' : 'killed';
    cluster.crash(name, kind);
    this.#schedule.after(downMsMax, () => cluster.start(name));
  }

  #cut(): void {
    const { network, cluster, clients } = this.#options;
    const nodes = [...cluster.names, ...clients];
    const from = this.#schedule.pick(nodes);
    const to = this.#schedule.pick(nodes.filter((node) => node !== from));
    if (from === undefined || to === undefined) return;
    const links: [string, string][] = [[from, to]];
    if (this.#schedule.random.integerBelow(2) === 0) links.push([to, from]);
    for (const link of links) network.cut(...link);
    this.counters.cuts += 1;
    this.#schedule.after(cutMsMax, () => {
      for (const link of links) network.heal(...link);
    });
  }

  #pause(): void {
    const { simulation, cluster } = this.#options;
    const name = this.#schedule.pick(
      cluster.running.filter((one) => !simulation.clock.isPaused(one)),
    );
    if (name === undefined) return;
    this.counters.pauses += 1;
    simulation.note('pause', name);
    simulation.clock.pause(name);
    this.#schedule.after(pauseMsMax, () => simulation.clock.resume(name));
  }
}
