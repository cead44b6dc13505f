// What a seed brings to a cluster with a metadata quorum: how many voters and other brokers, and which faults, each on or off by
// itself with a strength of its own. One seed in eight has none.
import { limits } from '../../../src/base/limits.ts';
import { type Random, SeededRandom } from '../../../src/base/random.ts';
import { calmDisk } from '../simulated-disk.ts';
import { calmNetwork } from '../simulated-network.ts';
import { calmSwarm, pick, type SwarmOptions } from '../swarm.ts';

export interface QuorumSwarm extends SwarmOptions {
  voterCount: number;
  /** Brokers that are no voters. */
  observerCount: number;
  /** Bytes of the metadata log between two snapshots. */
  snapshotBytes: number;
  // Mean simulated time between two of a kind; Infinity for never:
  /** One node, cut off from all others in one direction or both. */
  isolateEveryMs: number;
  /** Crash, pause or isolation of whoever leads. */
  leaderFaultEveryMs: number;
  /** Everybody loses power at once. */
  blackoutEveryMs: number;
  /** A connection lets nothing through any more, and neither end is told. */
  hangEveryMs: number;
  slowDiskEveryMs: number;
  /** A write or sync of one member's metadata log or vote fails. */
  diskErrorEveryMs: number;
  /** A voter's disk is lost, and it is admitted again. */
  wipeEveryMs: number;
  /** A voter is taken out, or in again. */
  memberEveryMs: number;
  /** A broker is stopped in order and started again. */
  stopEveryMs: number;
}

const never = Number.POSITIVE_INFINITY;
const calmSeedEvery = 8;

const noQuorumFaults = {
  isolateEveryMs: never,
  leaderFaultEveryMs: never,
  blackoutEveryMs: never,
  hangEveryMs: never,
  slowDiskEveryMs: never,
  diskErrorEveryMs: never,
  wipeEveryMs: never,
  memberEveryMs: never,
  stopEveryMs: never,
};

/**
 * Beside a voter that has lost its disk nobody else may lose anything, or it is no minority that does: a torn tail and a failed
 * sync count as a loss, since nobody can tell what was there [QRM-3].
 */
const withWipes = { powerLossShare: 0, blackoutEveryMs: never, diskErrorEveryMs: never };

export function quorumSwarm(seed: number): QuorumSwarm {
  const random = new SeededRandom(seed).split();
  const size = {
    voterCount: pick(random, [1, 3, 3, 3, 5]),
    observerCount: random.integerBelow(3),
    snapshotBytes: pick(random, [1_100, 4_000, limits.snapshotIntervalBytes]),
  };
  if (seed % calmSeedEvery === 0) return { ...calmSwarm, ...noQuorumFaults, ...size };
  const often = (ms: number) => (random.fraction() < 0.5 ? ms : never);
  const few = <T>(value: T, otherwise: T) => (random.fraction() < 0.3 ? value : otherwise);
  const drawn: QuorumSwarm = {
    ...size,
    isCalm: false,
    network: drawNetwork(random),
    disk: {
      ...calmDisk,
      latencyMsMax: pick(random, [0.25, 1, 5]),
      syncMsMax: pick(random, [1, 10, 50]),
    },
    crashEveryMs: often(pick(random, [1_000, 3_000])),
    resetEveryMs: often(pick(random, [500, 2_000])),
    cutEveryMs: often(pick(random, [1_500, 4_000])),
    pauseEveryMs: often(pick(random, [2_000, 5_000])),
    isolateEveryMs: often(pick(random, [2_000, 5_000])),
    leaderFaultEveryMs: often(pick(random, [1_500, 4_000])),
    blackoutEveryMs: few(4_000, never),
    hangEveryMs: few(1_000, never),
    slowDiskEveryMs: often(3_000),
    diskErrorEveryMs: few(5_000, never),
    wipeEveryMs: few(3_000, never),
    memberEveryMs: few(3_000, never),
    stopEveryMs: few(2_500, never),
    powerLossShare: pick(random, [0, 0.5, 1]),
    timerSlackMs: pick(random, [0, 2, 20]),
    wallSkewMsMax: pick(random, [0, 500, 60_000]),
  };
  return Number.isFinite(drawn.wipeEveryMs) ? { ...drawn, ...withWipes } : drawn;
}

/** Slower than a network in a room, and fast enough for the timeouts: an election without a fault would be a bug. */
function drawNetwork(random: Random) {
  return {
    ...calmNetwork,
    latencyMsMin: pick(random, [0.125, 1, 10]),
    jitterMsMean: pick(random, [0.25, 2, 10]),
    connectLossShare: pick(random, [0, 0, 0.05]),
    segmentBytesMax: pick(random, [1_500, 64 * 1024]),
    windowBytes: pick(random, [4_000, 256 * 1024]),
  };
}
