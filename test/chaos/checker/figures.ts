// What a run has to say besides that nothing was wrong: how much happened, and how long what was not possible was not.
import type { FaultEntry, LeaderEntry } from '../history/history-entry.ts';

export interface Durations {
  count: number;
  median: number;
  p99: number;
  max: number;
}

export interface Figures {
  acknowledged: { all: number; one: number; zero: number };
  failed: number;
  unknown: number;
  recordsRead: number;
  /** Applied faults, by kind. */
  faults: Record<string, number>;
  /** From the fault to the first write to a partition that had lost its leader, which was not the controller, in milliseconds. */
  failover: Durations;
  /** The same of brokers that were the controller too. */
  failoverOfController: Durations;
  /**
   * Over all partitions, in milliseconds: from when the leader was gone, by a fault or by what brokers told, until brokers told of
   * another one, or the fault was healed.
   */
  withoutLeader: { partitions: number; totalMs: number; maxMs: number };
  /** The longest time for which the harness itself stood still, in milliseconds; 0 when none was noticed. */
  stallMsMax: number;
}

/** The value below which `share` of them lie, by nearest rank. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function durations(values: readonly number[]): Durations {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    median: rank(sorted, 0.5),
    p99: rank(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
  };
}

interface LostLeader {
  atMs: number;
  wasController: boolean;
}

interface Leaderless {
  sinceMs: number;
  /** Whose loss it was, when it was a fault's. */
  nodes: readonly number[];
}

export class FigureKeeper {
  readonly acknowledged = { all: 0, one: 0, zero: 0 };
  failed = 0;
  unknown = 0;
  recordsRead = 0;
  stallMsMax = 0;
  readonly #faults = new Map<string, number>();
  readonly #lostLeaders = new Map<string, LostLeader>();
  readonly #failovers: { ms: number; wasController: boolean }[] = [];
  readonly #leaderless = new Map<string, Leaderless>();
  #leaderlessPartitions = 0;
  #leaderlessMs = 0;
  #leaderlessMsMax = 0;

  get faultsApplied(): number {
    let sum = 0;
    for (const count of this.#faults.values()) sum += count;
    return sum;
  }

  fault({ type, kind, at, nodes, leaderOf, wasController }: FaultEntry): void {
    if (type === 'void') this.#faults.set(kind, (this.#faults.get(kind) ?? 0) - 1);
    if (type === 'healed') this.#leadersAreBack(nodes, at);
    if (type !== 'applied') return;
    this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + 1);
    for (const partition of leaderOf ?? []) {
      if (!this.#leaderless.has(partition)) this.#leaderless.set(partition, { sinceMs: at, nodes });
      if (this.#lostLeaders.has(partition)) continue;
      this.#lostLeaders.set(partition, { atMs: at, wasController: wasController ?? false });
    }
  }

  stalled(ms: number): void {
    this.stallMsMax = Math.max(this.stallMsMax, ms);
  }

  /** A send that was acknowledged by somebody. */
  written(partition: string, invokedMs: number, atMs: number): void {
    const lost = this.#lostLeaders.get(partition);
    // An answer that was on its way when the leader went says nothing.
    if (!lost || invokedMs <= lost.atMs) return;
    this.#lostLeaders.delete(partition);
    this.#failovers.push({ ms: atMs - lost.atMs, wasController: lost.wasController });
  }

  leader({ topic, partition, leaderId, at }: LeaderEntry): void {
    const name = `${topic}/${partition}`;
    if (leaderId >= 0) this.#hasLeader(name, at);
    else if (!this.#leaderless.has(name)) this.#leaderless.set(name, { sinceMs: at, nodes: [] });
  }

  /** Nobody took their place: those that were paused, for a short time, still have it. */
  #leadersAreBack(nodes: readonly number[], atMs: number): void {
    for (const [name, leaderless] of [...this.#leaderless]) {
      if (leaderless.nodes.some((node) => nodes.includes(node))) this.#hasLeader(name, atMs);
    }
  }

  #hasLeader(name: string, atMs: number): void {
    const leaderless = this.#leaderless.get(name);
    if (leaderless === undefined) return;
    this.#leaderless.delete(name);
    const ms = atMs - leaderless.sinceMs;
    this.#leaderlessPartitions += 1;
    this.#leaderlessMs += ms;
    this.#leaderlessMsMax = Math.max(this.#leaderlessMsMax, ms);
  }

  figures(): Figures {
    const { acknowledged, failed, unknown, recordsRead, stallMsMax } = this;
    const took = (isOfController: boolean) =>
      durations(
        this.#failovers.flatMap(({ ms, wasController }) =>
          wasController === isOfController ? ms : [],
        ),
      );
    return {
      acknowledged,
      failed,
      unknown,
      recordsRead,
      stallMsMax,
      faults: Object.fromEntries([...this.#faults].sort()),
      failover: took(false),
      failoverOfController: took(true),
      withoutLeader: {
        partitions: this.#leaderlessPartitions,
        totalMs: Math.round(this.#leaderlessMs),
        maxMs: Math.round(this.#leaderlessMsMax),
      },
    };
  }
}
