// Faults of the disks under replicated partitions, on a minority: a broker that is no voter comes back with an empty disk, bits are found
// flipped and ends torn at a restart, writes and syncs of a log fail, a disk is full for a while. What loses data waits until a
// LossBudget allows it. A log that has failed goes on after a restart, which an operator gives to its broker.
import type { Random } from '../../../src/base/random.ts';
import { FaultSchedule } from '../fault-schedule.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { Simulation } from '../simulation.ts';
import type { LossBudget } from './loss-budget.ts';
import { batchPositions, filesOfPartition, segmentsOf } from './replica-files.ts';
import type { ReplicationSwarm } from './replication-swarm.ts';

export interface ReplicationFaultsOptions {
  simulation: Simulation;
  cluster: SimulatedCluster;
  swarm: ReplicationSwarm;
  budget: LossBudget;
  onWipe: (node: string) => void;
  /** This node may lack what it held; `forGood`: which is found out at any time. */
  onDamage: (node: string, forGood: boolean) => void;
}

export type ReplicationFaultCounters = Record<
  'diskLosses' | 'bitFlips' | 'tornTails' | 'logErrors' | 'fullDisks' | 'noSpace',
  number
>;

const downMsMax = 1_500;
const repairMsMax = 4_000;
const fullMsMax = 4_000;
const roomBytesMax = 30_000;
const tornBytesMax = 700;
const lookForCalmMs = 100;
const epochPosition = 12;
const epochBytes = 4;

export class ReplicationFaults {
  readonly #counters: ReplicationFaultCounters = {
    diskLosses: 0,
    bitFlips: 0,
    tornTails: 0,
    logErrors: 0,
    fullDisks: 0,
    noSpace: 0,
  };
  readonly #options: ReplicationFaultsOptions;
  readonly #schedule: FaultSchedule;
  readonly #wiped = new Set<string>();
  /** The one disk that goes bad without a word in this run. */
  readonly #badDisk: string | undefined;
  /** Brokers with a log that has failed, or is about to. */
  readonly #toRepair = new Set<string>();
  #waiting: (() => void)[] = [];

  constructor(options: ReplicationFaultsOptions) {
    this.#options = options;
    const { simulation, budget, cluster } = options;
    this.#schedule = new FaultSchedule(simulation, 'replica-nemesis', () => budget.isUnknown);
    this.#badDisk = this.#schedule.pick(cluster.names);
  }

  /** Nodes that have lost a disk. */
  get wiped(): ReadonlySet<string> {
    return this.#wiped;
  }

  get counters(): ReplicationFaultCounters {
    const { cluster } = this.#options;
    const hits = cluster.names.map((name) => cluster.filesOf(name).faults.spaceHits);
    return { ...this.#counters, noSpace: hits.reduce((sum, one) => sum + one, 0) };
  }

  start(): void {
    const { swarm, cluster } = this.#options;
    const schedule = this.#schedule;
    const observers = cluster.names.slice(swarm.voterCount);
    schedule.every(swarm.diskLossEveryMs, () =>
      this.#whenCalm(() => this.#loseDisk(schedule.pick(observers))),
    );
    schedule.every(swarm.bitFlipEveryMs, () => this.#whenCalm(() => this.#flipBits()));
    schedule.every(swarm.tornTailEveryMs, () => this.#whenCalm(() => this.#tearTail()));
    schedule.every(swarm.logErrorEveryMs, () => this.#failLog());
    schedule.every(swarm.fullDiskEveryMs, () => this.#fillDisk());
    const losses = [swarm.diskLossEveryMs, swarm.bitFlipEveryMs, swarm.tornTailEveryMs];
    if (losses.some(Number.isFinite)) this.#lookForCalm();
  }

  /** No fault goes on; a broker with a failed log is killed, and is to be started again. */
  stop(): void {
    const { cluster } = this.#options;
    this.#schedule.stop();
    this.#waiting = [];
    for (const name of cluster.names) cluster.filesOf(name).clearFaults();
    for (const name of this.#toRepair) cluster.crash(name, 'killed');
    this.#toRepair.clear();
  }

  #whenCalm(act: () => void): void {
    if (this.#waiting.length < 2) this.#waiting.push(act);
  }

  #lookForCalm(): void {
    this.#schedule.life.clock.schedule(lookForCalmMs, () => {
      if (this.#schedule.isOver) return;
      if (this.#waiting.length > 0 && this.#options.budget.isFree) this.#waiting.shift()?.();
      this.#lookForCalm();
    });
  }

  #loseDisk(name: string | undefined): void {
    if (name === undefined) return;
    const { cluster, simulation, onWipe } = this.#options;
    this.#counters.diskLosses += 1;
    simulation.note('disk-lost', name);
    this.#takeDown(name);
    cluster.wipe(name);
    this.#wiped.add(name);
    onWipe(name);
  }

  #flipBits(): void {
    const { cluster, simulation, onDamage } = this.#options;
    const name = this.#badDisk;
    const partition = this.#anyPartition();
    if (name === undefined || partition === undefined) return;
    const files = cluster.filesOf(name);
    const paths = filesOfPartition(files, partition).filter((path) => files.contentOf(path).length);
    const path = this.#schedule.pick(paths);
    if (path === undefined) return;
    this.#counters.bitFlips += 1;
    this.#takeDown(name);
    const { random } = this.#schedule;
    const position = coveredPosition(path, files.contentOf(path), random);
    simulation.note('bit-flip', name, position);
    simulation.remark(name, `flipped: ${path} at ${position}`);
    files.corrupt(path, position, 1 << random.integerBelow(8));
    onDamage(name, true);
  }

  /** Bytes of the last batch are gone, or there are bytes behind it that are none. */
  #tearTail(): void {
    const { cluster, simulation, onDamage } = this.#options;
    const name = this.#schedule.pick(cluster.names);
    const partition = this.#anyPartition();
    if (name === undefined || partition === undefined) return;
    const files = cluster.filesOf(name);
    const path = segmentsOf(files, partition).at(-1);
    const content = path === undefined ? undefined : files.contentOf(path);
    const last = content && batchPositions(content).at(-1);
    if (path === undefined || content === undefined || last === undefined) return;
    this.#counters.tornTails += 1;
    this.#takeDown(name);
    const { random } = this.#schedule;
    const isCut = random.integerBelow(2) === 0;
    const bytes = 1 + random.integerBelow(isCut ? content.length - last - 1 : tornBytesMax);
    simulation.note('torn-tail', name, isCut ? -bytes : bytes);
    const more = Buffer.from(Array.from({ length: bytes }, () => random.integerBelow(256)));
    const torn = isCut
      ? content.subarray(0, content.length - bytes)
      : Buffer.concat([content, more]);
    files.setContent(path, torn);
    onDamage(name, false);
  }

  #anyPartition(): string | undefined {
    const { topics } = this.#options.swarm;
    const all = topics.flatMap(({ name, partitions }) =>
      Array.from({ length: partitions }, (_, at) => `${name}-${at}`),
    );
    return this.#schedule.pick(all);
  }

  /** What it lost is known to the budget before anybody else may fail. */
  #takeDown(name: string): void {
    const { cluster, budget } = this.#options;
    budget.take(Number(name.slice(name.lastIndexOf('-') + 1)));
    cluster.crash(name, 'killed');
    this.#schedule.life.clock.schedule(this.#schedule.random.integerBelow(downMsMax), () =>
      cluster.start(name),
    );
  }

  /** [LOG-4] */
  #failLog(): void {
    const { cluster, simulation } = this.#options;
    const name = this.#schedule.pick(cluster.running);
    const partition = this.#anyPartition();
    if (name === undefined || partition === undefined) return;
    this.#counters.logErrors += 1;
    simulation.note('log-error', name);
    const isSync = this.#schedule.random.integerBelow(2) === 0;
    cluster
      .filesOf(name)
      .failNext(isSync ? 'sync' : 'write', 'EIO', { pathPart: `/${partition}/` });
    this.#toRepair.add(name);
    this.#schedule.after(repairMsMax, () => {
      if (!this.#toRepair.delete(name)) return;
      cluster.crash(name, 'killed');
      cluster.filesOf(name).clearFaults();
      cluster.start(name);
    });
  }

  /** [LOG-9] Users' appends are to stop before the last bytes are gone. */
  #fillDisk(): void {
    const { cluster, simulation } = this.#options;
    const name = this.#schedule.pick(cluster.names);
    if (name === undefined) return;
    this.#counters.fullDisks += 1;
    simulation.note('disk-full', name);
    const { faults, usedBytes } = cluster.filesOf(name);
    faults.capacityBytes = usedBytes + this.#schedule.random.integerBelow(roomBytesMax);
    this.#schedule.after(fullMsMax, () => {
      faults.capacityBytes = undefined;
    });
  }
}

/** Any byte, but for the leader epoch of a batch: neither its CRC nor, in the active segment, anything else covers it [LOG-7]. */
function coveredPosition(path: string, content: Buffer, random: Random): number {
  const position = random.integerBelow(content.length);
  if (!path.endsWith('.log')) return position;
  const start = batchPositions(content).findLast((one) => one <= position) ?? 0;
  const isEpoch =
    position >= start + epochPosition && position < start + epochPosition + epochBytes;
  return isEpoch ? position + epochBytes : position;
}
