// What a seed brings to replicated partitions: which brokers, which topics with which promises, and which faults, each on or off by
// itself with a strength of its own. One seed in eight has none.
//
// What is lost with a disk, or with the power under a topic that is `async`, is lost on one broker at a time (loss-budget.ts). Voters of the
// metadata quorum have limits of their own: beside one that may lose its disk no voter loses anything else.
import { type Random, SeededRandom } from '../../../src/base/random.ts';
import { type QuorumSwarm, quorumSwarm } from '../quorum/quorum-swarm.ts';
import { pick } from '../swarm.ts';

export interface TopicPlan {
  name: string;
  partitions: number;
  durability: 'sync' | 'async';
  minInSync: number;
  segmentBytes: number;
}

export interface ReplicationSwarm extends QuorumSwarm {
  topics: readonly TopicPlan[];
  // Mean simulated time between two of a kind; Infinity for never:
  /** A broker that is no voter comes back with an empty disk. */
  diskLossEveryMs: number;
  /** A write or sync of a partition's log fails. */
  logErrorEveryMs: number;
  /** A disk is full for a while. */
  fullDiskEveryMs: number;
  /** Bits of a partition's files are found flipped at a restart. */
  bitFlipEveryMs: number;
  /** The end of a log is found torn at a restart. */
  tornTailEveryMs: number;
}

const never = Number.POSITIVE_INFINITY;

export function replicationSwarm(seed: number): ReplicationSwarm {
  const drawn = quorumSwarm(seed);
  const random = new SeededRandom(seed).split().split();
  const size =
    random.fraction() < 0.5
      ? { voterCount: 1, observerCount: 2 + random.integerBelow(2) }
      : { voterCount: 3, observerCount: random.integerBelow(2) };
  const few = (ms: number) => (!drawn.isCalm && random.fraction() < 0.35 ? ms : never);
  const losses = {
    diskLossEveryMs: size.observerCount > 0 ? few(1_500) : never,
    bitFlipEveryMs: few(1_500),
    tornTailEveryMs: few(1_500),
  };
  const topics = drawTopics(random);
  const isAnyAsync = topics.some(({ durability }) => durability === 'async');
  const losesPower = drawn.powerLossShare > 0 || Number.isFinite(drawn.blackoutEveryMs);
  const isAnyLost =
    losesPower || Object.values(losses).some(Number.isFinite) || Number.isFinite(drawn.wipeEveryMs);
  return {
    ...drawn,
    ...size,
    ...losses,
    disk: { ...drawn.disk, areReadsWhole: true },
    // Nobody survives it who has acknowledged what is on no disk.
    blackoutEveryMs: isAnyAsync ? never : drawn.blackoutEveryMs,
    logErrorEveryMs: few(2_500),
    fullDiskEveryMs: few(4_000),
    // With one replica in sync, its loss is a loss for good: no promise is made then.
    topics: topics.map((topic) =>
      topic.durability === 'async' && isAnyLost ? { ...topic, minInSync: 2 } : topic,
    ),
  };
}

function drawTopics(random: Random): TopicPlan[] {
  return ['orders', 'views'].map((name) => ({
    name,
    partitions: 1 + random.integerBelow(2),
    durability: pick(random, ['sync', 'sync', 'async']),
    minInSync: pick(random, [2, 2, 1]),
    segmentBytes: pick(random, [2_048, 8_192, 1_048_576]),
  }));
}
