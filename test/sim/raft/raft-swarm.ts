// What one seed of the quorum's simulation is like: how many nodes, how bad its network and disks are, and what goes wrong how
// often. Every seed has its own mixture, so that faults meet in all combinations; one in eight has none.
import type { Random } from '../../../src/base/random.ts';
import { SeededRandom } from '../../../src/base/random.ts';

const calmSeedEvery = 8;
const never = Number.POSITIVE_INFINITY;

export interface RaftSwarm {
  isCalm: boolean;
  voters: number;
  /** Nodes that are no members at the start. */
  spares: number;
  /** Whether all voters start with the first entry, or only the founder. */
  isFoundedEverywhere: boolean;
  /** How long things go wrong; then all is mended. */
  faultMs: number;
  proposeEveryMs: number;
  readEveryMs: number;
  delayMsMin: number;
  delayMsMean: number;
  lossShare: number;
  duplicateShare: number;
  /** How often a message goes by a new connection, and can overtake those on the old one. */
  reconnectShare: number;
  diskMs: number;
  readFailureShare: number;
  crashEveryMs: number;
  /** Of the crashes; the others keep what was written. */
  powerLossShare: number;
  /** Of the power losses: the end of the log is in doubt, with or without a loss of what was durable. */
  tornShare: number;
  /** How long a crashed node stays down, at most. */
  downMsMax: number;
  wipeEveryMs: number;
  partitionEveryMs: number;
  oneWayShare: number;
  pauseEveryMs: number;
  timerSlackMs: number;
  /** Clocks run this much faster or slower, as a share. */
  driftMax: number;
  memberEveryMs: number;
  transferEveryMs: number;
  /** Offsets between two snapshots of a node. */
  snapshotOffsets: number;
  /** Whether a node keeps the log down to its snapshot before the newest. */
  keepsTail: boolean;
  messagesInFlightMax: number;
  messageBytesMax: number;
}

export function raftSwarm(seed: number): RaftSwarm {
  const random = new SeededRandom(seed).split();
  const isCalm = seed % calmSeedEvery === 0;
  const often = (share: number, ...choices: [number, ...number[]]) => {
    const ms = pick(random, choices);
    return !isCalm && random.fraction() < share ? ms : never;
  };
  const badly = (share: number, ...choices: [number, ...number[]]) => {
    const most = pick(random, choices);
    return !isCalm && random.fraction() < share ? most : 0;
  };
  return {
    isCalm,
    voters: pick(random, [1, 3, 3, 3, 5, 5]),
    spares: pick(random, [0, 1, 2]),
    isFoundedEverywhere: random.fraction() < 0.5,
    faultMs: pick(random, [6_000, 10_000, 20_000]),
    proposeEveryMs: pick(random, [10, 30, 100, 300]),
    readEveryMs: pick(random, [100, 300]),
    delayMsMin: pick(random, [0.25, 2, 10]),
    delayMsMean: isCalm ? 2 : pick(random, [0.5, 5, 40]),
    lossShare: badly(0.6, 0.005, 0.03, 0.1),
    duplicateShare: badly(0.5, 0.005, 0.03),
    reconnectShare: badly(0.5, 0.01, 0.1),
    diskMs: isCalm ? 2 : pick(random, [0.5, 5, 30, 100]),
    readFailureShare: badly(0.4, 0.02, 0.1),
    crashEveryMs: often(0.7, 700, 1_500, 4_000),
    powerLossShare: pick(random, [0, 0.5, 1]),
    tornShare: badly(0.5, 0.2, 0.6),
    downMsMax: pick(random, [200, 2_000, 5_000]),
    wipeEveryMs: often(0.4, 2_000, 5_000),
    partitionEveryMs: often(0.7, 700, 1_500, 4_000),
    oneWayShare: pick(random, [0, 0.5, 1]),
    pauseEveryMs: often(0.5, 1_000, 3_000),
    timerSlackMs: pick(random, [0, 2, 20]),
    driftMax: isCalm ? 0 : pick(random, [0, 0.01, 0.05]),
    memberEveryMs: random.fraction() < 0.7 ? pick(random, [300, 1_000, 3_000]) : never,
    transferEveryMs: often(0.5, 1_000, 3_000),
    snapshotOffsets: pick(random, [10, 40, 1_000_000]),
    keepsTail: random.fraction() < 0.5,
    messagesInFlightMax: pick(random, [2, 4, 64]),
    messageBytesMax: pick(random, [500, 2_000, 10_000]),
  };
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[random.integerBelow(choices.length)] ?? choices[0];
}
