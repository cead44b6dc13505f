// One run of the quorum's simulation: things go wrong for a while, then all is mended, and the quorum must come to rest with
// one leader, everybody at the same place, and every request answered [RL].
import { messageOf } from '../../../src/base/errors.ts';
import type { SeedResult, Trace } from '../seed-result.ts';
import { type RaftSwarm, raftSwarm } from './raft-swarm.ts';
import { RaftWorkload } from './raft-workload.ts';
import { pauseMsMax, RaftWorld } from './raft-world.ts';

/** An election takes at most this many election timeouts once all is mended. */
const timeoutsToElect = 20;
const drainMsMax = 300_000;
/** How long nothing at all may happen to leadership in the end. */
const quietMs = 5_000;

/** What many runs must have met, per seed on average; below, they show nothing. */
export const raftEffortPerSeedMin = {
  elections: 2,
  acknowledged: 100,
  unknown: 10,
  reads: 40,
  kills: 1,
  powerLosses: 1,
  tornTails: 0.1,
  lostTails: 0.05,
  wipes: 0.3,
  pauses: 1,
  partitions: 0.8,
  oneWayCuts: 0.8,
  truncations: 0.2,
  snapshotsTaken: 20,
  snapshotsInstalled: 0.8,
  memberChanges: 2,
  replacements: 0.04,
  promotions: 0.4,
  removals: 0.5,
  transfers: 0.7,
} as const;

export interface RaftRun {
  seed: number;
  swarm?: RaftSwarm;
  trace?: Trace | undefined;
}

export function runRaft({ seed, swarm = raftSwarm(seed), trace }: RaftRun): SeedResult {
  const world = new RaftWorld(seed, swarm, trace);
  try {
    simulate(world, seed);
  } catch (error) {
    world.note(() => (error instanceof Error ? (error.stack ?? '') : String(error)));
    world.checker.problem('assertion', messageOf(error));
  }
  return {
    seed,
    problems: world.checker.problems,
    traceHash: world.hash.digest(),
    events: world.events,
    simulatedMs: world.nowMs,
    counters: world.counters,
  };
}

function simulate(world: RaftWorld, seed: number): void {
  const { swarm, settings, checker, counters } = world;
  world.note(() => JSON.stringify(swarm));
  const workload = new RaftWorkload(world, seed);
  workload.found();
  workload.start();
  world.startFaults();
  world.runUntil(swarm.faultMs);
  world.mend();
  world.runUntil(world.nowMs + pauseMsMax);
  const deadlineMs = world.nowMs + timeoutsToElect * settings.electionMsMax;
  // Half a second more than the commit, so that all have heard of it.
  while (world.nowMs < deadlineMs && checker.problems.length === 0) {
    world.runUntil(world.nowMs + 500);
    if (world.nodes.some(({ core }) => core?.isOpen)) break;
  }
  world.runUntil(world.nowMs + 2 * settings.electionMsMax);
  workload.end();
  // What is under way gets there, however slow network and disks are.
  const drainedMs = world.nowMs + drainMsMax;
  while (world.nowMs < drainedMs && checker.problems.length === 0 && !checker.isLevel) {
    world.runUntil(world.nowMs + 500);
  }
  const elections = counters.elections ?? 0;
  world.runUntil(world.nowMs + quietMs);
  if (checker.problems.length > 0) return;
  const late = (counters.elections ?? 0) - elections;
  if (late > 0) checker.problem('RL', `${late} elections after all was mended and quiet`);
  if (workload.unanswered > 0) checker.problem('RL', `${workload.unanswered} without an answer`);
  checker.checkEnd();
  if (swarm.isCalm) checkCalm(world);
}

/** Without faults there is one election, and nothing is refused or lost. */
function checkCalm({ checker, counters }: RaftWorld): void {
  const { elections = 0, unknown = 0, readsRefused = 0 } = counters;
  if (elections !== 1) checker.problem('R11', `${elections} elections without any fault`);
  if (unknown + readsRefused > 0) checker.problem('R11', 'requests failed without any fault');
}
