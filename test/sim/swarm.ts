// Which faults a seed brings. Each is on or off by itself, with a strength of its own, so that some runs have one fault alone and
// all of its consequences, and others have many at once. One seed in eight has none: what fails there is no fault's fault.
import { type Random, SeededRandom } from '../../src/base/random.ts';
import { calmDisk, type DiskOptions } from './simulated-disk.ts';
import { calmNetwork, type NetworkOptions } from './simulated-network.ts';

export interface SwarmOptions {
  isCalm: boolean;
  network: NetworkOptions;
  disk: DiskOptions;
  /** Mean simulated time between two of a kind; Infinity for never. */
  crashEveryMs: number;
  resetEveryMs: number;
  cutEveryMs: number;
  pauseEveryMs: number;
  /** Share of crashes that take the power with them, so that peers are not told. */
  powerLossShare: number;
  timerSlackMs: number;
  wallSkewMsMax: number;
}

const calmSeedEvery = 8;

export const calmSwarm: SwarmOptions = {
  isCalm: true,
  network: calmNetwork,
  disk: calmDisk,
  crashEveryMs: Number.POSITIVE_INFINITY,
  resetEveryMs: Number.POSITIVE_INFINITY,
  cutEveryMs: Number.POSITIVE_INFINITY,
  pauseEveryMs: Number.POSITIVE_INFINITY,
  powerLossShare: 0,
  timerSlackMs: 0,
  wallSkewMsMax: 0,
};

export function swarmOptions(seed: number): SwarmOptions {
  if (seed % calmSeedEvery === 0) return calmSwarm;
  const random = new SeededRandom(seed).split();
  const often = (ms: number) => (random.fraction() < 0.7 ? ms : Number.POSITIVE_INFINITY);
  return {
    isCalm: false,
    network: drawNetwork(random),
    disk: {
      latencyMsMax: pick(random, [0.25, 1, 5]),
      syncMsMax: pick(random, [1, 10, 50]),
      isSyncIgnored: undefined,
    },
    crashEveryMs: often(pick(random, [1_000, 2_000, 4_000])),
    resetEveryMs: often(pick(random, [200, 1_000, 3_000])),
    cutEveryMs: often(pick(random, [2_000, 5_000])),
    pauseEveryMs: often(pick(random, [2_000, 5_000])),
    powerLossShare: pick(random, [0, 0.5, 1]),
    timerSlackMs: pick(random, [0, 2, 20]),
    wallSkewMsMax: pick(random, [0, 500, 60_000]),
  };
}

function drawNetwork(random: Random): NetworkOptions {
  return {
    latencyMsMin: pick(random, [0.125, 1, 10]),
    jitterMsMean: pick(random, [0.25, 2, 20]),
    connectLossShare: pick(random, [0, 0, 0.05]),
    segmentBytesMax: pick(random, [100, 1_500, 64 * 1024]),
    windowBytes: pick(random, [2_000, 16_000, 256 * 1024]),
    sendBufferBytes: pick(random, [1_000, 16_000, 64 * 1024]),
  };
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[random.integerBelow(choices.length)] ?? choices[0];
}
