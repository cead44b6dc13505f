/** The simulations of a whole cluster, one run for each seed: what is run, and what many runs together must have met. */

import { runGroups } from '../../test/sim/groups.ts';
import { runQuorum } from '../../test/sim/quorum/quorum-run.ts';
import { raftEffortPerSeedMin, runRaft } from '../../test/sim/raft/raft.ts';
import { runReplication } from '../../test/sim/replication/replication-run.ts';
import type { SeedResult, Trace } from '../../test/sim/seed-result.ts';
import { runSmoke } from '../../test/sim/smoke.ts';

export interface SeededSimulation {
  run: (seed: number, trace?: Trace) => Promise<SeedResult>;
  /** Every so-manieth seed is run twice, and both runs must have the same trace hash. */
  twiceEvery: number;
  /** Fewer seeds than these may by chance lack a kind of fault. */
  seedsForEffort: number;
  /** What the run of so many seeds must have met, per seed on average; below, it shows nothing. */
  effortPerSeedMin: Readonly<Record<string, number>>;
}

export const seededSimulations = {
  smoke: {
    run: (seed, trace) => runSmoke({ seed, trace }),
    twiceEvery: 1,
    seedsForEffort: 20,
    effortPerSeedMin: {
      acknowledged: 1_000,
      retried: 10,
      kills: 1,
      powerLosses: 3,
      resets: 10,
      cuts: 3,
      pauses: 2,
    },
  },
  groups: {
    run: (seed, trace) => runGroups({ seed, trace }),
    twiceEvery: 10,
    seedsForEffort: 50,
    effortPerSeedMin: {
      commits: 50,
      refusals: 1,
      lost: 1,
      rebalances: 8,
      memberCrashes: 1,
      memberPauses: 1,
      leaves: 1,
      kills: 0.5,
      powerLosses: 1,
    },
  },
  raft: {
    run: async (seed, trace) => runRaft({ seed, trace }),
    twiceEvery: 10,
    seedsForEffort: 200,
    effortPerSeedMin: raftEffortPerSeedMin,
  },
  quorum: {
    run: (seed, trace) => runQuorum({ seed, trace }),
    twiceEvery: 25,
    seedsForEffort: 100,
    effortPerSeedMin: {
      elections: 3,
      truncations: 0.1,
      snapshotsTaken: 4,
      snapshotsInstalled: 0.05,
      memberChanges: 0.4,
      changes: 5,
      unknown: 1,
      reads: 3,
      kills: 1,
      powerLosses: 3,
      cuts: 1,
      isolations: 2,
      leaderFaults: 1,
      pauses: 1,
      blackouts: 0.3,
      hangs: 2,
      stops: 0.4,
      diskErrors: 0.3,
      wipes: 0.05,
      removals: 0.1,
      snapshotsCompared: 10,
    },
  },
  replication: {
    run: (seed, trace) => runReplication({ seed, trace }),
    twiceEvery: 25,
    seedsForEffort: 100,
    effortPerSeedMin: {
      acknowledged: 100,
      acknowledged1: 40,
      sent0: 30,
      lost1: 0.5,
      elections: 2,
      leaderships: 10,
      isrShrinks: 8,
      isrExpansions: 4,
      eligible: 1,
      leaderless: 1,
      divergentCuts: 0.4,
      lostTails: 0.4,
      rebuilds: 0.1,
      advances: 30,
      isrSizes2: 4,
      candidatesChecked: 100,
      kills: 2,
      powerLosses: 1,
      isolations: 1,
      leaderFaults: 0.5,
      pauses: 0.5,
      stops: 0.2,
      diskLosses: 0.05,
      wipes: 0.005,
      bitFlips: 0.1,
      tornTails: 0.1,
      logErrors: 0.5,
      fullDisks: 0.4,
      noSpace: 0.05,
    },
  },
} as const satisfies Record<string, SeededSimulation>;

export type SeededName = keyof typeof seededSimulations;

/** Runs a seed, twice if it is its turn. */
export async function runSeed(name: SeededName, seed: number, trace?: Trace): Promise<SeedResult> {
  const { run, twiceEvery }: SeededSimulation = seededSimulations[name];
  const first = await run(seed, trace);
  if (seed % twiceEvery !== 0) return first;
  const second = await run(seed);
  if (first.traceHash === second.traceHash) return first;
  const problem = `two runs of one seed differ: ${first.traceHash} and ${second.traceHash}; something bypasses the seams`;
  return { ...first, problems: [...first.problems, problem] };
}

/** What happened too rarely, if anything. */
export function effortProblems(
  name: SeededName,
  seeds: number,
  sums: ReadonlyMap<string, number>,
): string[] {
  const { seedsForEffort, effortPerSeedMin }: SeededSimulation = seededSimulations[name];
  if (seeds < seedsForEffort) return [];
  return Object.entries(effortPerSeedMin).flatMap(([counter, least]) => {
    const count = sums.get(counter) ?? 0;
    const needed = Math.ceil(least * seeds);
    return count < needed
      ? [`only ${count} ${counter} over ${seeds} seeds; ${needed} are needed`]
      : [];
  });
}
